// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/stagedtree.h"

#include "core/namedconf/confsecrets.h"
#include "core/namedconf/signedsource.h"

#include <QDir>

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype mostKnown = 1 << 20; // texts

SerialStyle styleOf(SerialPolicy policy)
{
    return policy == SerialPolicy::Date ? SerialStyle::Date : policy == SerialPolicy::PlusOne ? SerialStyle::PlusOne : SerialStyle::UnixTime;
}

} // namespace

StagedTree::StagedTree(ObjectStore &objects, Group group, Snapshot snapshot, std::shared_ptr<KnownTexts> known)
    : m_objects(&objects), m_group(std::move(group)), m_snapshot(std::move(snapshot)), m_known(std::move(known))
{
}

std::optional<Entry> StagedTree::entryOf(const QString &absolutePath) const
{
    const auto place = m_snapshot.placeOf(absolutePath);
    const auto entry = place ? m_snapshot.find(place->first, place->second) : std::nullopt;
    return entry && entry->kind == Entry::Kind::File ? entry : std::nullopt;
}

Result<QByteArray> StagedTree::bytes(const QString &absolutePath) const
{
    if (const auto text = m_texts.constFind(absolutePath); text != m_texts.constEnd())
        return *text;
    const auto entry = entryOf(absolutePath);
    if (!entry)
        return fail(QStringLiteral("file.missing"), {absolutePath});
    return object(entry->digest);
}

Result<QByteArray> StagedTree::object(const Digest &digest) const
{
    Result<QByteArray> text = m_objects->get(digest);
    // One that is gone or spoilt for good stays so, and must not stand in the way of everything else.
    if (!text && text.error().code != QLatin1String("snapshot.missing") && text.error().code != QLatin1String("snapshot.damaged"))
        *m_unread = text.error();
    return text;
}

const StagedTree::Reading &StagedTree::reading() const
{
    if (m_reading)
        return *m_reading;
    const auto made = std::make_shared<Reading>();
    made->config = readConfig(
        m_group.mainFile,
        [&](const QString &path) -> Result<QByteArray> {
            made->asked.insert(path);
            if (!m_snapshot.placeOf(path))
                return QByteArray(); // on the servers themselves: member-local or of the system
            return bytes(path);
        },
        [&](const QString &folder) {
            made->listed.insert(folder);
            return m_snapshot.namesIn(folder);
        });
    QStringList roots;
    for (const Root &root : m_snapshot.roots)
        roots.append(root.path);
    QSet<QString> linked; // zones that named signs, and whose text is here
    for (ZoneDecl &zone : made->config.zones) {
        if (!signsBeside(zone))
            continue;
        const QStringList sources = signedSources(roots, zone.file);
        for (const QString &source : sources)
            made->listed.insert(source.section(u'/', 0, -2)); // it may come or go
        const auto source = std::ranges::find_if(sources, [this](const QString &path) { return entryOf(path).has_value(); });
        if (source != sources.cend()) {
            zone.file = *source; // its records are edited there as those of any other
            linked.insert(zoneKey(zone.name, zone.view));
        }
    }
    // Which server signs a zone may be said by its own file alone, which is not here: NAME.db is the zone of that name then.
    QSet<QString> named; // files and zones
    for (const ZoneDecl &zone : std::as_const(made->config.zones))
        named << zone.file << zone.name;
    for (const QString &root : std::as_const(roots))
        made->listed.insert(root + QStringLiteral("/signed"));
    for (const Entry &entry : m_snapshot.entries) {
        if (entry.kind != Entry::Kind::File || !entry.path.startsWith(QLatin1String("signed/")) || !entry.path.endsWith(QLatin1String(".db")))
            continue;
        const QString path = m_snapshot.absolutePath(entry);
        ZoneDecl zone;
        zone.name = path.section(u'/', -1).chopped(3).toLower();
        if (named.contains(path) || named.contains(zone.name) || !bytes(path).value_or(QByteArray()).toUpper().contains("SOA"))
            continue; // a part of one
        zone.type = QStringLiteral("primary");
        zone.file = path;
        zone.signs = true;
        zone.origin.file = path;
        made->config.zones.append(zone);
        linked.insert(zoneKey(zone.name, zone.view));
    }
    const QList<ZoneDecl> &all = made->config.zones;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const ZoneDecl &zone = all[i];
        if (const QString key = zoneKey(zone.name, zone.view); !made->byKey.contains(key))
            made->byKey.insert(key, i);
        if (zone.type == QLatin1String("primary") && zone.inView.isEmpty() && !zone.dynamic &&
            (!zone.signs || linked.contains(zoneKey(zone.name, zone.view))) && m_snapshot.placeOf(zone.file))
            made->ours.append(zone);
    }
    m_reading = made;
    return *m_reading;
}

bool StagedTree::Reading::mayList(const QString &absolute) const
{
    return std::any_of(listed.cbegin(), listed.cend(), [&](const QString &folder) { return absolute.startsWith(folder + u'/'); });
}

const ZoneDecl *StagedTree::zone(const QString &name, const QString &view) const
{
    QString bare = name.toLower();
    if (bare.size() > 1 && bare.endsWith(u'.'))
        bare.chop(1);
    const Reading &all = reading();
    const auto found = all.byKey.constFind(zoneKey(bare, view));
    return found == all.byKey.constEnd() ? nullptr : &all.config.zones[*found];
}

QByteArray originOf(const ZoneDecl &zone) { return nameToWire(zone.name.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray(1, '\0')); }

ZoneFile::Reader StagedTree::reader() const
{
    return [this](const QString &name) { return bytes(QDir::cleanPath(name.startsWith(u'/') ? name : config().directory + u'/' + name)); };
}

ZoneFile StagedTree::read(const ZoneDecl &zone) const
{
    return ZoneFile::parse(zone.file, bytes(zone.file).value_or(QByteArray()), originOf(zone), reader());
}

TextFacts StagedTree::factsOf(const ZoneDecl &zone, const Digest &digest) const
{
    if (const auto known = m_known->constFind(digest); known != m_known->constEnd())
        return *known;
    TextFacts facts;
    const Result<QByteArray> text = bytes(zone.file);
    if (!text)
        return facts; // not known: it may be read another time
    facts.includes = mayInclude(*text);
    if (!facts.includes) {
        const std::optional<Record> soa = ZoneFile::soaOf(zone.file, *text, originOf(zone));
        facts.serial = soa ? ZoneFile::serialIn(*soa) : std::nullopt;
    }
    if (m_known->size() > mostKnown)
        m_known->clear();
    m_known->insert(digest, facts);
    return facts;
}

std::optional<quint32> StagedTree::serialOf(const ZoneDecl &zone) const
{
    const auto entry = entryOf(zone.file);
    const TextFacts facts = entry ? factsOf(zone, entry->digest) : TextFacts();
    return facts.serial ? facts.serial : entry ? read(zone).serial() : std::nullopt;
}

std::optional<Digest> StagedTree::digestOf(const QString &absolutePath) const
{
    const std::optional<Entry> entry = entryOf(absolutePath);
    return entry ? std::optional(entry->digest) : std::nullopt;
}

int StagedTree::recordsOf(const ZoneDecl &zone) const
{
    const auto entry = entryOf(zone.file);
    if (!entry)
        return 0;
    TextFacts facts = factsOf(zone, entry->digest);
    const Digest key = facts.includes ? content(zone) : entry->digest;
    if (facts.includes)
        facts = m_known->value(key);
    if (!facts.records) {
        // Names and types are enough to count: data are passed over.
        const Result<QByteArray> text = bytes(zone.file);
        if (!text)
            return 0; // it may be read another time
        const ZoneFile file = ZoneFile::parseAt(QByteArray(1, '\0'), zone.file, *text, originOf(zone), reader());
        facts.records = int(file.records().size());
        m_known->insert(key, facts);
    }
    return *facts.records;
}

Digest StagedTree::content(const ZoneDecl &zone) const
{
    const auto entry = entryOf(zone.file);
    if (!entry)
        return Digest::of(QByteArray());
    if (!factsOf(zone, entry->digest).includes)
        return entry->digest;
    QByteArray all = bytes(zone.file).value_or(QByteArray());
    for (const QString &name : read(zone).includes())
        all += bytes(QDir::cleanPath(name.startsWith(u'/') ? name : config().directory + u'/' + name)).value_or(QByteArray());
    return Digest::of(all);
}

QList<ZoneDecl> StagedTree::changedSince(const StagedTree &from) const
{
    const SnapshotDiff difference = diff(from.m_snapshot, m_snapshot);
    QSet<QString> touched;
    for (const auto *side : {&difference.added, &difference.removed}) {
        for (const Entry &entry : *side)
            touched.insert(m_snapshot.absolutePath(entry));
    }
    for (const auto &[before, after] : difference.changed)
        touched.insert(m_snapshot.absolutePath(after));
    const bool sameZones = &from.reading() == &reading();
    QHash<QString, Digest> files; // whose includes may count; one walk, not a search for each of many zones
    for (const Entry &entry : m_snapshot.entries) {
        if (entry.kind != Entry::Kind::File || touched.isEmpty())
            continue;
        if (const auto known = m_known->constFind(entry.digest); known == m_known->constEnd() || known->includes)
            files.insert(m_snapshot.absolutePath(entry), entry.digest);
    }
    QList<ZoneDecl> changed;
    for (const ZoneDecl &zone : zones()) {
        const ZoneDecl *before = sameZones ? &zone : from.zone(zone.name, zone.view);
        if (before && before->file == zone.file && !touched.contains(zone.file)) {
            const auto digest = files.constFind(zone.file);
            if (digest == files.constEnd() || !factsOf(zone, *digest).includes)
                continue;
        }
        if (!before || from.content(*before) != content(zone))
            changed.append(zone);
    }
    return changed;
}

Result<StagedTree> StagedTree::with(const QString &root, const QString &path, const std::optional<QByteArray> &bytes) const
{
    if (!isSafePath(path))
        return fail(QStringLiteral("file.escapes"), {path});
    StagedTree next(*this);
    const QString absolute = m_snapshot.absolutePath({root, path, Entry::Kind::File, Entry::Class::Plain, 0, {}});
    const auto old = m_snapshot.find(root, path);
    if (m_reading && (m_reading->asked.contains(absolute) || (old.has_value() != bytes.has_value() && m_reading->mayList(absolute))))
        next.m_reading.reset();
    next.m_texts.remove(absolute);
    if (!bytes) {
        next.m_snapshot = m_snapshot.without(root, path);
        return next;
    }
    if (old && old->kind != Entry::Kind::File)
        return fail(QStringLiteral("file.exists"), {path});
    for (qsizetype slash = path.indexOf(u'/'); slash >= 0; slash = path.indexOf(u'/', slash + 1)) {
        const auto above = m_snapshot.find(root, path.left(slash));
        if (above && above->kind != Entry::Kind::Folder)
            return fail(QStringLiteral("file.exists"), {path.left(slash)});
    }
    // Who may read a file that is there has been decided; a new one with a key in it is not for everybody.
    const auto cls = old ? old->cls : secretSpans(*bytes).isEmpty() ? Entry::Class::Plain : Entry::Class::Secret;
    next.m_snapshot = m_snapshot.with({root, path, Entry::Kind::File, cls, bytes->size(), Digest::of(*bytes)});
    next.m_texts.insert(absolute, *bytes);
    return next;
}

Result<void> StagedTree::keepTexts() const
{
    for (const QByteArray &text : m_texts)
        LOCKSTEP_CHECK(m_objects->put(text));
    return {};
}

Result<Digest> StagedTree::seal() const
{
    LOCKSTEP_CHECK(keepTexts());
    return m_objects->put(m_snapshot.manifest());
}

// A deployment that was taken back raises serials: an edit of that zone's file still fits.
bool StagedTree::differsInSerialOnly(const QString &root, const QString &path, const QString &before) const
{
    const auto entry = m_snapshot.find(root, path);
    const auto digest = Digest::fromHex(before.toLatin1());
    const Result<QByteArray> old = entry && digest ? object(*digest) : fail(QStringLiteral("file.missing"), {path});
    if (!old)
        return false;
    const QString file = m_snapshot.absolutePath(*entry);
    for (const ZoneDecl &zone : config().zones) {
        if (zone.file != file)
            continue;
        const std::optional<quint32> serial = read(zone).serial();
        const Result<QByteArray> raised = serial ? ZoneFile::parse(file, *old, originOf(zone)).withSerial(*serial)
                                                 : fail(QStringLiteral("zone.nosoa"));
        if (raised && Digest::of(*raised) == entry->digest)
            return true;
    }
    return false;
}

Result<StagedTree> StagedTree::with(const Change &change) const
{
    if (change.kind == Change::Kind::File) {
        const auto there = m_snapshot.find(change.root, change.path);
        const QString now = there ? QString::fromLatin1(there->digest.hex()) : QString();
        if (now != change.before && !differsInSerialOnly(change.root, change.path, change.before))
            return fail(QStringLiteral("master.conflict"), {change.path});
        if (change.after.isEmpty())
            return with(change.root, change.path, std::nullopt);
        const auto digest = Digest::fromHex(change.after.toLatin1());
        LOCKSTEP_TRY(content, digest ? object(*digest) : fail(QStringLiteral("internal"), {change.after}));
        return with(change.root, change.path, content);
    }
    const ZoneDecl *decl = zone(change.zone, change.view);
    const auto place = decl ? m_snapshot.placeOf(decl->file) : std::nullopt;
    if (!place)
        return fail(QStringLiteral("master.nozone"), {change.zone, change.view});
    if (change.kind == Change::Kind::Serial)
        return withSerial(*decl, change.after.toUInt());
    const QByteArray owner = change.owner.toUtf8();
    const Result<QByteArray> name = nameToWire(owner, originOf(*decl));
    const ZoneFile file = name ? ZoneFile::parseAt(*name, decl->file, bytes(decl->file).value_or(QByteArray()), originOf(*decl), reader())
                               : read(*decl);
    const Result<QByteArray> text = change.before.isEmpty()  ? file.added(owner, change.after.toUtf8())
                                    : change.after.isEmpty() ? file.removed(owner, change.before.toUtf8())
                                                             : file.changed(owner, change.before.toUtf8(), change.after.toUtf8());
    if (!text)
        return fail(text.error().origin.file.isEmpty() ? text.error().at(decl->file) : text.error());
    return with(place->first, place->second, *text);
}

Result<StagedTree> StagedTree::withSerial(const ZoneDecl &zone, quint32 serial) const
{
    const auto place = m_snapshot.placeOf(zone.file);
    if (!place)
        return fail(QStringLiteral("master.nozone"), {zone.name, zone.view});
    LOCKSTEP_TRY(old, bytes(zone.file));
    LOCKSTEP_TRY(text, ZoneFile::withSerial(zone.file, old, originOf(zone), reader(), serial));
    return with(place->first, place->second, text);
}

namespace {

// A zone that was not read has no serial to raise.
Result<void> wereRead(const StagedTree &one, const StagedTree &other)
{
    for (const StagedTree *tree : {&one, &other}) {
        if (tree->unread())
            return fail(*tree->unread());
    }
    return {};
}

} // namespace

Result<Serialled> raiseSerials(const StagedTree &live, const StagedTree &edited, const BurnedSerials &burned, const ServedAboves &served,
                               SerialPolicy policy, const QList<Change> &earlier, qint64 now)
{
    Serialled result{edited, {}};
    QList<ZoneDecl> zones = edited.changedSince(live);
    QSet<QString> listed;
    for (const ZoneDecl &zone : std::as_const(zones))
        listed.insert(zoneKey(zone.name, zone.view));
    const auto servedAbove = [&](const QString &key, std::optional<quint32> was) {
        const auto seen = served.constFind(key);
        return was && seen != served.constEnd() && serialIsAbove(seen->serial, *was);
    };
    QSet<QString> ours;
    for (qsizetype i = 0; !served.isEmpty() && i < edited.zones().size(); ++i)
        ours.insert(zoneKey(edited.zones()[i].name, edited.zones()[i].view));
    QHash<QString, const Change *> kept;
    for (const Change &change : earlier) {
        if (change.kind == Change::Kind::Serial)
            kept.insert(zoneKey(change.zone, change.view), &change);
    }
    for (auto it = served.cbegin(); it != served.cend(); ++it) {
        const QString name = it.key().section(u'/', 1);
        const QString view = it.key().section(u'/', 0, 0);
        const ZoneDecl *before = live.zone(name, view);
        const ZoneDecl *after = edited.zone(name, view);
        if (after && ours.contains(it.key()) && before && !listed.contains(it.key()) && servedAbove(it.key(), live.serialOf(*before)))
            zones.append(*after);
    }
    for (const ZoneDecl &zone : std::as_const(zones)) {
        const ZoneDecl *before = live.zone(zone.name, zone.view);
        const QString key = zoneKey(zone.name, zone.view);
        std::optional<quint32> was;
        if (before)
            was = live.serialOf(*before);
        const std::optional<quint32> own = edited.serialOf(zone);
        if (!own)
            continue; // broken: prepare will say where
        QList<quint32> above;
        if (was)
            above.append(was.value());
        if (servedAbove(key, was))
            above.append(served.value(key).serial);
        if (const auto it = burned.constFind(key); it != burned.constEnd())
            above.append(*it);
        const auto high = [&](quint32 serial) {
            return std::all_of(above.cbegin(), above.cend(), [&](quint32 one) { return serialIsAbove(serial, one); });
        };
        if (high(*own))
            continue; // a person raised it, or the zone is new
        quint32 serial = nextSerial(styleOf(policy), above, now);
        QString id = newId();
        if (const Change *standing = kept.value(key); standing && high(standing->after.toUInt())) {
            serial = standing->after.toUInt();
            id = standing->id;
        }
        LOCKSTEP_TRY(raised, result.tree.withSerial(zone, serial));
        result.tree = raised;
        const auto place = edited.snapshot().placeOf(zone.file);
        result.changes.append({id,
                               Change::Kind::Serial,
                               now,
                               {},
                               place->first,
                               place->second,
                               zone.name,
                               zone.view,
                               QStringLiteral("@"),
                               QString::number(*own),
                               QString::number(serial)});
    }
    LOCKSTEP_CHECK(wereRead(live, edited));
    return result;
}

Result<StagedTree> returnTree(const StagedTree &live, const StagedTree &forward, SerialPolicy policy, qint64 now)
{
    StagedTree result = live;
    const QList<ZoneDecl> zones = live.changedSince(forward);
    for (const ZoneDecl &zone : zones) {
        const ZoneDecl *after = forward.zone(zone.name, zone.view);
        if (!after)
            continue;
        const auto before = live.serialOf(zone);
        const auto next = forward.serialOf(*after);
        if (!before || !next)
            continue;
        LOCKSTEP_TRY(raised, result.withSerial(zone, nextSerial(styleOf(policy), {*before, *next}, now)));
        result = raised;
    }
    LOCKSTEP_CHECK(wereRead(live, forward));
    return result;
}

} // namespace lockstep
