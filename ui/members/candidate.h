// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"

namespace lockstep {

// The server that is about to become a member: what the pages of its dialog hand to each other.
struct Candidate
{
    MasterSession &master;
    QString group; // "" until it is created
    QString name;
    QString address;
    QString joinCode;
    QString usedCode;    // of the last preflight that went through: it works only once
    QString usedAddress; // where that was
    std::optional<PreflightReport> report;

    const GroupStatus *status() const { return master.group(group); }
    // The first member brings the data; every later one is overwritten.
    bool seeds() const { return !status() || !status()->live; }
    // What is live, for people: "deployment 41", "the group's first data".
    QString liveText() const;
    // The code to send with the next call; "" when the agent is known to know this master.
    QString codeToSend() const { return usedAddress == address && usedCode == joinCode ? QString() : joinCode; }
};

// Asks the agent; a code that was redeemed before, by a call whose answer was lost, is left out the second time.
Task<Result<PreflightReport>> preflight(std::shared_ptr<Candidate> candidate);

// Why a name or an address cannot be that of a new member of the group, or of `own`, a member that is edited; "" for a good one.
QString nameFault(const MasterSession &master, const QString &group, const QString &name, const QString &own = {});
QString addressFault(const MasterSession &master, const QString &group, const QString &address, const QString &own = {});
QString codeFault(const QString &code);
// What to do about an error of a server that is to be added; "" when its sentence says it already.
QString adviceOf(const Error &error, const QString &address);

} // namespace lockstep
