// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"

#include <QPointer>

namespace lockstep {

// A file that a member has otherwise than live: changed, made or removed there by hand. A side without an entry has no such file.
struct DriftedFile
{
    QString path; // absolute, as named sees it
    QString root;
    QString relative;
    std::optional<Entry> live;
    std::optional<Entry> there;
    std::optional<Entry> staged; // as it was when this was asked
    // Somebody has staged another text of it, which adopting it replaces.
    bool isEdited() const { return staged != live && staged != there; }
};

// By path. Asks the member for its files.
Task<Result<QList<DriftedFile>>> driftOf(QPointer<GroupSession> group, QString member);
// Stages it as the member has it. Refused by the master when staging has another text by now than when it was asked.
Task<Result<void>> adopt(QPointer<GroupSession> group, DriftedFile file);

} // namespace lockstep
