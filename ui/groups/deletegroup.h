// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"

class QWidget;

namespace lockstep {

// Asks, with the group's name to type, and deletes it. False when it was not wanted; errors are the master's.
Task<Result<bool>> deleteGroup(MasterSession &master, QString group, QWidget *parent);

} // namespace lockstep
