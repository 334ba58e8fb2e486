// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/agentstate.h"

#include <QHash>
#include <QMultiHash>
#include <QSet>

#include <functional>

namespace lockstep {

// The trees below <state>/gen/<n>/<root id>, their manifests in <state>/gen/<n>.manifest, received objects in
// <state>/objects, and the link `current` that says which tree is served. All writes go through the Files seam.
class Generations
{
public:
    // `bindGroup`: the group that may read secret files.
    Generations(Files &files, AgentPlaces places, uint bindGroup);

    std::optional<int> active();
    // Looks which one that is, so that active() goes by it until forgetActive() or point(). A link that cannot be read is no server
    // without one.
    Result<void> readActive();
    void forgetActive() { m_active.reset(); }
    Result<Snapshot> manifest(int generation);
    Result<Digest> id(int generation); // of its snapshot
    QString folder(int generation) const;

    // Which of these objects are neither received nor part of a generation.
    QList<Digest> missing(const QList<Digest> &digests);
    // Whoever wants to look at what is received while it is at hand.
    void onArrival(std::function<void(const Digest &, QByteArrayView)> look) { m_onArrival = std::move(look); }
    // Nothing more is received for now.
    void dropBase() { m_base = {}; }
    // Unpacks, verifies the digest, keeps it. Errors: agent.object, snapshot.packed.
    Result<void> receive(const Digest &digest, const QByteArray &packed, const QString &encoding);
    Result<void> keep(const Digest &digest, const QByteArray &bytes); // of those bytes
    Result<QByteArray> object(const Digest &digest);
    void dropReceived();

    // Writes a whole tree, syncs it bottom-up, reads it back and compares every digest. Nothing that is served changes.
    // A half-written number is never used again.
    Result<void> build(int generation, const Snapshot &snapshot);
    // Every file of the tree still has the manifest's bytes and the permissions it was written with, and there is no other;
    // otherwise the absolute paths that differ.
    Result<QStringList> damaged(int generation);
    // The first of these paths, as damaged() told them, that others may read than it was written for.
    std::optional<Error> otherPermissions(int generation, const QStringList &paths);
    // A generation that damaged() found whole is taken for that until this is said.
    void lookAnew() { m_looked.clear(); }
    // Whether a file of the generation was in anybody's hand since it was looked at the last time, though it may hold the same bytes
    // again: named may have read it in between.
    bool isTouched(int generation) const { return m_touched.contains(generation); }
    void forgetTouched(int generation) { m_touched.remove(generation); }
    // From here on every file is read again before it counts.
    void forgetHashes();
    // What is known of a file of a tree, as damaged() saw it if it has just looked.
    Result<FileFacts> facts(int generation, const Entry &entry);
    // Dates a file of a tree; it need not be hashed again for that.
    Result<void> date(int generation, const Entry &entry, qint64 mtime);
    // One rename(2) and a sync of the folder.
    Result<void> point(int generation);
    Result<void> prune(const QList<int> &keepers);
    QList<int> all();

private:
    QMultiHash<Digest, QString> places();
    Result<QByteArray> objectAmong(const Digest &digest, const QMultiHash<Digest, QString> &places);
    bool holds(const QString &path, const Result<FileFacts> &facts, const Digest &digest);
    bool isOpenAsWritten(const Entry &entry, const FileFacts &facts) const;
    Result<QStringList> look(int generation);
    Result<QStringList> added(int generation, const Snapshot &snapshot);
    QString place(int generation, const Entry &entry) const { return folder(generation) + u'/' + entry.root + u'/' + entry.path; }
    QString objectPath(const Digest &digest) const;
    Result<void> lay(const Entry &entry, const QString &path, const QString &served, const QMultiHash<Digest, QString> &known, bool once);
    Result<void> writeEntries(int generation, const Snapshot &snapshot);
    Result<void> linkLocals(int generation, const Snapshot &snapshot);

    struct Seen
    {
        FileFacts facts;
        Digest digest;
    };
    // Read once, as long as its file stays the same.
    struct Known
    {
        FileFacts facts;
        Snapshot snapshot;
        Digest id;
    };
    Result<const Known *> known(int generation);
    Files &m_files;
    AgentPlaces m_places;
    uint m_bindGroup;
    QHash<int, Known> m_known;
    std::optional<std::optional<int>> m_active;
    std::function<void(const Digest &, QByteArrayView)> m_onArrival;
    QPair<Digest, QByteArray> m_base; // of the delta that was unpacked last
    QHash<QString, Seen> m_seen;      // hashed before, unchanged since by size, mtime and inode
    QSet<int> m_looked;               // found whole since lookAnew()
    QSet<int> m_touched;              // generations with files that were not as they had been seen
};

} // namespace lockstep
