// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/change.h"
#include "core/model/group.h"
#include "core/namedconf/config.h"
#include "core/protocol/agentcalls.h"
#include "core/snapshot/objectstore.h"
#include "core/zone/zonediff.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace lockstep {

// What is known of texts by their digest, so that each is read once: shared by the trees of a group.
struct TextFacts
{
    bool includes = false;         // it mentions $INCLUDE: what counts is more than its own bytes
    std::optional<quint32> serial; // of the zone it is the file of; nothing when it includes, or is none
    std::optional<int> records;    // as soon as somebody asked for it
};
using KnownTexts = QHash<Digest, TextFacts>;

// A snapshot with its texts at hand: its configuration, its zones, and what edits make of it. A value: edits give
// another tree, which shares what they do not touch. New texts stay in memory until keepTexts().
class StagedTree
{
public:
    StagedTree(ObjectStore &objects, Group group, Snapshot snapshot, std::shared_ptr<KnownTexts> known = std::make_shared<KnownTexts>());

    const Snapshot &snapshot() const { return m_snapshot; }
    const Config &config() const { return reading().config; }
    Result<QByteArray> bytes(const QString &absolutePath) const;
    // A text of this tree, of one that it was made of or of one that was made of it was there and could not be read: what any of them
    // tells may be wrong. The same snapshot made a tree anew may be right.
    const std::optional<Error> &unread() const { return *m_unread; }
    // The static zones of ours (primary, file below a root), by view and name.
    const QList<ZoneDecl> &zones() const { return reading().ours; }
    // Stands as long as a tree with the same configuration.
    const ZoneDecl *zone(const QString &name, const QString &view) const;
    ZoneFile read(const ZoneDecl &zone) const;
    ZoneFile::Reader reader() const; // of what its zones include; as long as this tree
    std::optional<quint32> serialOf(const ZoneDecl &zone) const;
    // Counted once for a text; 0 when the file is not here.
    int recordsOf(const ZoneDecl &zone) const;
    // The digest of a file's own bytes, by absolute path.
    std::optional<Digest> digestOf(const QString &absolutePath) const;
    // Digest over a zone's file and all it includes: equal means nothing changed.
    Digest content(const ZoneDecl &zone) const;
    // Zones whose file, or whatever it includes, differs from `from`'s, or that are not there.
    QList<ZoneDecl> changedSince(const StagedTree &from) const;

    // The tree with one file's bytes replaced, or removed.
    Result<StagedTree> with(const QString &root, const QString &path, const std::optional<QByteArray> &bytes) const;
    Result<StagedTree> with(const Change &change) const;
    Result<StagedTree> withSerial(const ZoneDecl &zone, quint32 serial) const;

    // Every text is an object afterwards; gives the snapshot's id, which is one too.
    Result<Digest> seal() const;
    Result<void> keepTexts() const;

private:
    struct Reading
    {
        Config config;
        QSet<QString> asked;  // paths that it was read from, found or not
        QSet<QString> listed; // folders that the pattern of an include was looked for in
        QList<ZoneDecl> ours;
        QHash<QString, qsizetype> byKey;             // index in config.zones
        bool mayList(const QString &absolute) const; // a file that comes or goes there may fit a pattern
    };
    const Reading &reading() const;
    Result<QByteArray> object(const Digest &digest) const; // and notes that it could not be read
    bool differsInSerialOnly(const QString &root, const QString &path, const QString &before) const;
    TextFacts factsOf(const ZoneDecl &zone, const Digest &digest) const;
    std::optional<Entry> entryOf(const QString &absolutePath) const;

    ObjectStore *m_objects;
    Group m_group;
    Snapshot m_snapshot;
    std::shared_ptr<KnownTexts> m_known;
    std::shared_ptr<std::optional<Error>> m_unread = std::make_shared<std::optional<Error>>();
    QHash<QString, QByteArray> m_texts; // by absolute path: bytes that may be no object yet
    mutable std::shared_ptr<const Reading> m_reading;
};

// The wire form of a zone's name.
QByteArray originOf(const ZoneDecl &zone);

// Serials that must not be used again, by "view/zone".
using BurnedSerials = QMap<QString, quint32>;
inline QString zoneKey(const QString &zone, const QString &view) { return view + u'/' + zone; }

// A serial that a member was seen to serve, above live's: whoever follows that member takes nothing until live is above it.
struct ServedAbove
{
    quint32 serial = 0;
    QString member;
    bool operator==(const ServedAbove &) const = default;
    template <class V> void fields(V &v)
    {
        v("serial", serial);
        v("member", member);
    }
};
using ServedAboves = QMap<QString, ServedAbove>; // by "view/zone"

// The engine's own changes: for each zone whose content differs from live, or that a member served above live, a serial above
// live and everything burned. Serials that are high enough already - kept from before in `earlier`, or set by a person - stay.
struct Serialled
{
    StagedTree tree;
    QList<Change> changes;
};
Result<Serialled> raiseSerials(const StagedTree &live, const StagedTree &edited, const BurnedSerials &burned, const ServedAboves &served,
                               SerialPolicy policy, const QList<Change> &earlier, qint64 now);

// R: live's content, each zone that F changes with a serial above F's (DESIGN 5).
Result<StagedTree> returnTree(const StagedTree &live, const StagedTree &forward, SerialPolicy policy, qint64 now);

} // namespace lockstep
