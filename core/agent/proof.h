// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/helper.h"
#include "core/bind/bind.h"

namespace lockstep {

// The serial in the data of a SOA record in wire form; nothing when they are too short.
std::optional<quint32> serialOfSoa(const QByteArray &rdata);

// Proves that named serves what was switched to (DESIGN 6): no failed reload, every managed zone there with the serial
// that its file has, every changed RRset asked over UDP and TCP at each address where this server is answered. A zone that nobody
// could ask about is proved by load. Of the zones in `changed` named must also have loaded the file of that date, where it says
// what it loaded: a serial alone may be the same. `configured`: its configuration may be read again meanwhile, so that it is asked
// whether it could and still lets this agent ask. Waits for loading zones up to `deadlineMs`.
Task<SwitchReport> prove(Bind &bind, Clock &clock, ConfigFacts facts, QList<ProofQuestion> questions, int deadlineMs, QList<ZoneFacts> changed = {},
                         bool configured = true);

} // namespace lockstep
