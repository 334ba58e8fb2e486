// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/cargo.h"

#include "core/snapshot/delta.h"
#include "core/snapshot/packing.h"

namespace lockstep {

Cargo::Cargo(ObjectStore &objects, const std::optional<Snapshot> &base, const Snapshot &forward, const Snapshot &returning)
    : m_objects(objects), m_forward(forward.manifest()), m_returning(returning.manifest())
{
    QSet<Digest> seen;
    const auto ask = [&](const Digest &digest) {
        if (!seen.contains(digest))
            m_asked.digests.append(digest);
        seen.insert(digest);
    };
    QSet<Digest> wanted;
    for (const Snapshot *one : {&forward, &returning}) {
        for (const Entry &entry : one->entries) {
            if (entry.kind != Entry::Kind::File)
                continue;
            ask(entry.digest);
            if (!wanted.contains(entry.digest))
                m_wanted.append(entry.digest);
            wanted.insert(entry.digest);
            const auto before = base ? base->find(entry.root, entry.path) : std::nullopt;
            if (!before || before->kind != Entry::Kind::File || before->digest == entry.digest)
                continue;
            m_bases.insert(entry.digest, before->digest);
            ask(before->digest);
        }
    }
}

Result<Cargo::Packed> Cargo::packed(const Digest &digest, const QSet<Digest> &missing)
{
    // Somebody may have written into the member's tree: what it does not have any more is no base.
    Digest from = m_bases.value(digest);
    if (missing.contains(from))
        from = Digest();
    if (const auto known = m_packed.constFind({digest, from}); known != m_packed.constEnd())
        return *known;
    LOCKSTEP_TRY(bytes, m_objects.get(digest));
    const Result<QByteArray> old = from.isNull() ? fail(QStringLiteral("file.missing"), {}) : m_objects.get(from);
    const Packed made = old ? Packed{packDelta(*old, bytes), QStringLiteral("delta:") + QString::fromLatin1(from.hex())}
                            : Packed{pack(bytes), QStringLiteral("zstd")};
    if (m_kept + made.bytes.size() <= mostKept) {
        m_kept += made.bytes.size();
        m_packed.insert({digest, from}, made);
    }
    return made;
}

} // namespace lockstep
