// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/stagedtree.h"

#include <QDir>

namespace lockstep {

namespace {

constexpr int typeSoa = 6;
constexpr int mostQuestions = 2000;

SerialStyle styleOf(SerialPolicy policy)
{
    return policy == SerialPolicy::Date ? SerialStyle::Date : policy == SerialPolicy::PlusOne ? SerialStyle::PlusOne : SerialStyle::UnixTime;
}

} // namespace

StagedTree::StagedTree(ObjectStore &objects, Group group, Snapshot snapshot)
    : m_objects(&objects), m_group(std::move(group)), m_snapshot(std::move(snapshot))
{
}

Result<QByteArray> StagedTree::bytes(const QString &absolutePath) const
{
    const auto place = m_snapshot.placeOf(absolutePath);
    const auto entry = place ? m_snapshot.find(place->first, place->second) : std::nullopt;
    if (!entry || entry->kind != Entry::Kind::File)
        return fail(QStringLiteral("file.missing"), {absolutePath});
    return m_objects->get(entry->digest);
}

const Config &StagedTree::config() const
{
    if (!m_config) {
        m_config = readConfig(m_group.mainFile, [this](const QString &path) -> Result<QByteArray> {
            if (!m_snapshot.placeOf(path))
                return QByteArray(); // on the servers themselves: member-local or of the system
            return bytes(path);
        });
    }
    return *m_config;
}

QList<ZoneDecl> StagedTree::zones() const
{
    QList<ZoneDecl> ours;
    for (const ZoneDecl &zone : config().zones) {
        if (zone.type == QLatin1String("primary") && zone.inView.isEmpty() && !zone.dynamic && !zone.signs && m_snapshot.placeOf(zone.file))
            ours.append(zone);
    }
    return ours;
}

const ZoneDecl *StagedTree::zone(const QString &name, const QString &view) const
{
    QString bare = name.toLower();
    if (bare.size() > 1 && bare.endsWith(u'.'))
        bare.chop(1);
    for (const ZoneDecl &zone : config().zones) {
        if (zone.name == bare && zone.view == view)
            return &zone;
    }
    return nullptr;
}

QByteArray originOf(const ZoneDecl &zone)
{
    return nameToWire(zone.name.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray(1, '\0'));
}

ZoneFile StagedTree::read(const ZoneDecl &zone) const
{
    return ZoneFile::parse(zone.file, bytes(zone.file).value_or(QByteArray()), originOf(zone), [this](const QString &name) {
        return bytes(QDir::cleanPath(name.startsWith(u'/') ? name : config().directory + u'/' + name));
    });
}

std::optional<quint32> StagedTree::serialOf(const ZoneDecl &zone) const { return read(zone).serial(); }

Digest StagedTree::content(const ZoneDecl &zone) const
{
    const QByteArray text = bytes(zone.file).value_or(QByteArray());
    if (!text.toUpper().contains("$INCLUDE"))
        return Digest::of(text);
    QByteArray all = text;
    for (const QString &name : read(zone).includes())
        all += bytes(QDir::cleanPath(name.startsWith(u'/') ? name : config().directory + u'/' + name)).value_or(QByteArray());
    return Digest::of(all);
}

Result<StagedTree> StagedTree::with(const QString &root, const QString &path, const std::optional<QByteArray> &bytes) const
{
    if (!isSafePath(path))
        return fail(QStringLiteral("file.escapes"), {path});
    if (!bytes)
        return StagedTree(*m_objects, m_group, m_snapshot.without(root, path));
    const auto old = m_snapshot.find(root, path);
    if (old && old->kind != Entry::Kind::File)
        return fail(QStringLiteral("file.exists"), {path});
    for (qsizetype slash = path.indexOf(u'/'); slash >= 0; slash = path.indexOf(u'/', slash + 1)) {
        const auto above = m_snapshot.find(root, path.left(slash));
        if (above && above->kind != Entry::Kind::Folder)
            return fail(QStringLiteral("file.exists"), {path.left(slash)});
    }
    LOCKSTEP_TRY(digest, m_objects->put(*bytes));
    return StagedTree(*m_objects, m_group,
                      m_snapshot.with({root, path, Entry::Kind::File, old ? old->cls : Entry::Class::Plain, bytes->size(), digest}));
}

// A deployment that was taken back raises serials: an edit of that zone's file still fits.
bool StagedTree::differsInSerialOnly(const QString &root, const QString &path, const QString &before) const
{
    const auto entry = m_snapshot.find(root, path);
    const auto digest = Digest::fromHex(before.toLatin1());
    const Result<QByteArray> old = entry && digest ? m_objects->get(*digest) : fail(QStringLiteral("file.missing"), {path});
    if (!old)
        return false;
    const QString file = m_snapshot.absolutePath(*entry);
    for (const ZoneDecl &zone : config().zones) {
        if (zone.file != file)
            continue;
        const std::optional<quint32> serial = read(zone).serial();
        const Result<QByteArray> raised = serial ? ZoneFile::parse(file, *old, originOf(zone)).withSerial(*serial) : fail(QStringLiteral("zone.nosoa"));
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
        LOCKSTEP_TRY(content, digest ? m_objects->get(*digest) : fail(QStringLiteral("internal"), {change.after}));
        return with(change.root, change.path, content);
    }
    const ZoneDecl *decl = zone(change.zone, change.view);
    const auto place = decl ? m_snapshot.placeOf(decl->file) : std::nullopt;
    if (!place)
        return fail(QStringLiteral("master.nozone"), {change.zone, change.view});
    if (change.kind == Change::Kind::Serial)
        return withSerial(*decl, change.after.toUInt());
    const ZoneFile file = read(*decl);
    const QByteArray owner = change.owner.toUtf8();
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
    LOCKSTEP_TRY(text, read(zone).withSerial(serial));
    return with(place->first, place->second, text);
}

Result<Serialled> raiseSerials(const StagedTree &live, const StagedTree &edited, const BurnedSerials &burned, const ServedAboves &served,
                               SerialPolicy policy, const QList<Change> &earlier, qint64 now)
{
    Serialled result{edited, {}};
    const QList<ZoneDecl> zones = edited.zones();
    for (const ZoneDecl &zone : zones) {
        const ZoneDecl *before = live.zone(zone.name, zone.view);
        const auto seen = served.constFind(zoneKey(zone.name, zone.view));
        if (before && seen == served.constEnd() && live.content(*before) == edited.content(zone))
            continue;
        const std::optional<quint32> was = before ? live.serialOf(*before) : std::nullopt;
        const bool behind = was && seen != served.constEnd() && serialIsAbove(seen->serial, *was);
        if (before && !behind && live.content(*before) == edited.content(zone))
            continue;
        const std::optional<quint32> own = edited.serialOf(zone);
        if (!own)
            continue; // broken: prepare will say where
        QList<quint32> above;
        if (was)
            above.append(*was);
        if (behind)
            above.append(seen->serial);
        if (const auto it = burned.constFind(zoneKey(zone.name, zone.view)); it != burned.constEnd())
            above.append(*it);
        const auto high = [&](quint32 serial) {
            return std::all_of(above.cbegin(), above.cend(), [&](quint32 one) { return serialIsAbove(serial, one); });
        };
        if (high(*own))
            continue; // a person raised it, or the zone is new
        quint32 serial = nextSerial(styleOf(policy), above, now);
        QString id = newId();
        for (const Change &change : earlier) {
            if (change.kind == Change::Kind::Serial && change.zone == zone.name && change.view == zone.view && high(change.after.toUInt())) {
                serial = change.after.toUInt();
                id = change.id;
            }
        }
        LOCKSTEP_TRY(raised, result.tree.withSerial(zone, serial));
        result.tree = raised;
        const auto place = edited.snapshot().placeOf(zone.file);
        result.changes.append({id, Change::Kind::Serial, now, {}, place->first, place->second, zone.name, zone.view, QStringLiteral("@"),
                               QString::number(*own), QString::number(serial)});
    }
    return result;
}

Result<StagedTree> returnTree(const StagedTree &live, const StagedTree &forward, SerialPolicy policy, qint64 now)
{
    StagedTree result = live;
    const QList<ZoneDecl> zones = live.zones();
    for (const ZoneDecl &zone : zones) {
        const ZoneDecl *after = forward.zone(zone.name, zone.view);
        if (!after || live.content(zone) == forward.content(*after))
            continue;
        const auto before = live.read(zone).serial();
        const auto next = forward.read(*after).serial();
        if (!before || !next)
            continue;
        LOCKSTEP_TRY(raised, result.withSerial(zone, nextSerial(styleOf(policy), {*before, *next}, now)));
        result = raised;
    }
    return result;
}

Result<std::optional<StagedTree>> raisedAbove(const StagedTree &live, const BurnedSerials &served, const BurnedSerials &burned, SerialPolicy policy,
                                              qint64 now)
{
    StagedTree tree = live;
    bool raised = false;
    const QList<ZoneDecl> zones = live.zones();
    for (const ZoneDecl &zone : zones) {
        const QString key = zoneKey(zone.name, zone.view);
        const std::optional<quint32> serial = served.contains(key) ? live.read(zone).serial() : std::nullopt;
        if (!serial || !serialIsAbove(served.value(key), *serial))
            continue;
        QList<quint32> above{*serial, served.value(key)};
        if (burned.contains(key))
            above.append(burned.value(key));
        LOCKSTEP_TRY(next, tree.withSerial(zone, nextSerial(styleOf(policy), above, now)));
        tree = next;
        raised = true;
    }
    return raised ? std::optional(tree) : std::nullopt;
}

QList<ProofQuestion> proofQuestions(const StagedTree &from, const StagedTree &to)
{
    QList<ProofQuestion> questions;
    const QList<ZoneDecl> zones = to.zones();
    for (const ZoneDecl &zone : zones) {
        const ZoneDecl *before = from.zone(zone.name, zone.view);
        if (before && from.content(*before) == to.content(zone))
            continue;
        const ZoneFile file = to.read(zone);
        QList<QByteArray> wildcards;
        for (const Record &record : file.records()) {
            if (record.type == typeSoa && record.owner == originOf(zone) && (questions.isEmpty() || questions.last().zone != zone.name ||
                                                                             questions.last().view != zone.view))
                questions.append({zone.name, zone.view, record.owner, typeSoa, {record.rdata}});
            if (record.owner.startsWith(QByteArray("\1*")))
                wildcards.append(record.owner.mid(2));
        }
        int asked = 0;
        const ZoneDifference difference = zoneDiff(before ? from.read(*before).records() : QList<Record>(), file.records());
        for (const ZoneRow &row : difference.rows) {
            // A name that is gone may rightly be answered by a wildcard.
            const bool covered = row.after.isEmpty() && std::any_of(wildcards.cbegin(), wildcards.cend(), [&](const QByteArray &above) {
                return isBelow(row.owner, above);
            });
            if (row.ttlOnly || covered || row.type == typeSoa || ++asked > mostQuestions)
                continue;
            ProofQuestion question{zone.name, zone.view, row.owner, row.type, {}};
            for (const Record &record : row.after)
                question.rdata.append(record.rdata);
            questions.append(question);
        }
    }
    return questions;
}

} // namespace lockstep
