// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/memoryfiles.h"

namespace lockstep {

// What a server's disk holds before it is adopted: a main file with two includes, three zones, a control key.
void writeSimContent(MemoryFiles &disk, int member);
QByteArray simZone(quint32 serial, int hosts);

} // namespace lockstep
