// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/review/filereview.h"

#include <QPointer>

namespace lockstep {

// What differs between two states of a group, each named as in SnapshotRequest. The session may go meanwhile. Errors: the
// calls' own, cancelled.
Task<Result<ReviewSet>> reviewBetween(QPointer<GroupSession> group, QString from, QString to);

} // namespace lockstep
