// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/stagedtree.h"
#include "core/zone/recorddiff.h"

#include <QHash>

namespace lockstep {

// Every zone that differs between two trees, each compared once: what is wrong with the new texts, what must be answered there, and
// what on the way back. A long zone is never read into a model for it: only RRsets in which something differs are.
class ChangedZones
{
public:
    ChangedZones(const StagedTree &from, const StagedTree &to);

    // A text that is there and could not be read: what is told here is not all, or wrong.
    const std::optional<Error> &unread() const { return m_unread; }
    // Of the new texts, the first `most`.
    QList<Error> faults(qsizetype most) const { return m_faults.first(std::min(most, m_faults.size())); }
    // What must be answered when `to` is served: the changed RRsets of every zone, at most 2,000 a zone, its SOA always first.
    QList<ProofQuestion> questions() const { return m_questions; }
    // The same when `back` is served instead of `to`: a zone of it that is the one of `from` but for its serial was compared already.
    // Errors: as unread().
    Result<QList<ProofQuestion>> wayBack(const StagedTree &back) const;

private:
    void compare(const ZoneDecl &zone);

    StagedTree m_from;
    StagedTree m_to;
    std::optional<Error> m_unread;
    QList<Error> m_faults;
    QList<ProofQuestion> m_questions;
    QHash<QString, QList<ProofQuestion>> m_returning; // by zoneKey(), without the SOA
};

// Whether two texts are the same but for the digits of one number.
bool differInOneNumber(QByteArrayView one, QByteArrayView other);

} // namespace lockstep
