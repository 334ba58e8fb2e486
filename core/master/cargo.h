// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/agentcalls.h"
#include "core/snapshot/objectstore.h"

#include <QHash>

namespace lockstep {

// What one set brings to every member: two manifests, and the objects they name, each packed once for all that lack it.
class Cargo
{
public:
    // `base`: what members should have, as a source of deltas; nothing for an adoption.
    Cargo(ObjectStore &objects, const std::optional<Snapshot> &base, const Snapshot &forward, const Snapshot &returning);

    const QByteArray &forward() const { return m_forward; }
    const QByteArray &returning() const { return m_returning; }
    // What to ask a member for: the objects and what they may be deltas against.
    const DigestList &asked() const { return m_asked; }
    const QList<Digest> &objects() const { return m_wanted; }

    struct Packed
    {
        QByteArray bytes;
        QString encoding; // as in Peer::sendObject
    };
    // For a member that lacks `missing`: a delta only against what it has.
    Result<Packed> packed(const Digest &digest, const QSet<Digest> &missing);

private:
    static constexpr qint64 mostKept = 64 << 20; // bytes; what is beyond is packed for each member
    ObjectStore &m_objects;
    QByteArray m_forward;
    QByteArray m_returning;
    DigestList m_asked;
    QList<Digest> m_wanted;
    QHash<Digest, Digest> m_bases;
    QHash<QPair<Digest, Digest>, Packed> m_packed;
    qint64 m_kept = 0;
};

} // namespace lockstep
