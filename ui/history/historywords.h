// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/historyentry.h"
#include "core/model/operation.h"
#include "ui/look/words.h"

namespace lockstep {

// What kind of thing happened, of one word of HistoryEntry::type; a type of a newer master reads as it is written.
Wording wordingOfType(const QString &type);
// The operation that an entry tells the end of; nothing for any other entry.
std::optional<Operation> operationOf(const HistoryEntry &entry);
// Number of the deployment that an entry is about; 0 for none.
int deploymentOf(const HistoryEntry &entry);
// One sentence: "Deployment 41 is live." Names of members are given by the caller.
QString told(const HistoryEntry &entry);
// How far a member came, in words: "proved", "returned".
Wording wordingOfStep(const QString &step);

// Rows of name and value that a person reads, of what an entry carries besides; digests shortened, empty ones left out.
struct DetailRow
{
    QString name;
    QString value;
    bool operator==(const DetailRow &) const = default;
};
QList<DetailRow> detailRows(const QJsonObject &details);

} // namespace lockstep
