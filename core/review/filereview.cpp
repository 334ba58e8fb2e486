// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/filereview.h"

#include "core/namedconf/config.h"
#include "core/review/secrets.h"
#include "core/zone/zonefile.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int readersAtOnce = 16;

// Sets what a pair of texts is called and is.
void name(ReviewFile &file, const FileZone &zone)
{
    file.kind = zone.zone.isEmpty() ? ReviewFile::Kind::Configuration : ReviewFile::Kind::Zone;
    file.zone = zone.zone;
    file.view = zone.view;
    file.title = zone.zone.isEmpty() ? file.path : zone.view.isEmpty() ? zone.zone : QStringLiteral("%1 (%2)").arg(zone.zone, zone.view);
    file.serialOnly = isSerialAlone(file);
}

struct Pair
{
    std::optional<Entry> before;
    std::optional<Entry> after;
    const Entry &any() const { return after ? *after : *before; }
};

QList<Pair> differing(const Snapshot &before, const Snapshot &after)
{
    const SnapshotDiff changed = diff(before, after);
    QList<Pair> pairs;
    for (const auto &[old, fresh] : changed.changed)
        pairs.append({old, fresh});
    for (const Entry &entry : changed.added)
        pairs.append({std::nullopt, entry});
    for (const Entry &entry : changed.removed)
        pairs.append({entry, std::nullopt});
    pairs.removeIf([](const Pair &pair) { return pair.any().kind != Entry::Kind::File; });
    return pairs;
}

Task<Result<ReviewFile>> readPair(Pair pair, EntryReader readBefore, EntryReader readAfter)
{
    ReviewFile file;
    file.root = pair.any().root;
    file.path = pair.any().path;
    file.secret = pair.any().cls == Entry::Class::Secret;
    if (pair.before) {
        Task<Result<QByteArray>> reading = readBefore(*pair.before);
        LOCKSTEP_CO_TRY(bytes, co_await reading);
        file.before = bytes;
    }
    if (pair.after) {
        Task<Result<QByteArray>> reading = readAfter(*pair.after);
        LOCKSTEP_CO_TRY(bytes, co_await reading);
        file.after = bytes;
    }
    co_return file;
}

bool above(const ReviewFile &a, const ReviewFile &b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind;
    const int order = a.title.compare(b.title, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a.id() < b.id();
}

} // namespace

QByteArray ReviewFile::origin() const { return nameToWire(zone.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray(1, '\0')); }

std::pair<QByteArray, QByteArray> ReviewFile::shown() const
{
    const QByteArray left = before.value_or(QByteArray());
    const QByteArray right = after.value_or(QByteArray());
    if (kind == Kind::Zone)
        return {left, right};
    const MaskedPair masked = withoutSecrets(left, right);
    return {masked.before, masked.after};
}

TextDiff ReviewFile::diff() const
{
    const auto [left, right] = shown();
    return textDiff(left, right);
}

bool isSerialAlone(const ReviewFile &file)
{
    if (file.kind != ReviewFile::Kind::Zone || !file.before || !file.after)
        return false;
    const QByteArray origin = file.origin();
    const std::optional<Record> soa = ZoneFile::soaOf(file.path, *file.after, origin);
    const std::optional<quint32> serial = soa ? ZoneFile::serialIn(*soa) : std::nullopt;
    const Result<QByteArray> raised = serial ? ZoneFile::withSerial(file.path, *file.before, origin, {}, *serial)
                                             : fail(QStringLiteral("zone.nosoa"));
    return raised && *raised == *file.after;
}

ReviewFile reviewFile(const QString &path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after)
{
    ReviewFile file;
    file.path = path;
    file.before = before;
    file.after = after;
    name(file, {});
    return file;
}

Task<FileZones> zoneNames(Snapshot snapshot, QString mainFile, EntryReader reader)
{
    const auto here = [mainFile](const QString &path) {
        return path.startsWith(QLatin1String("/etc/bind/")) ? mainFile.section(u'/', 0, -2) + path.mid(9) : path;
    };
    // What the main file includes is known when it was read, and so on: as often as files include others.
    QHash<QString, QByteArray> texts;
    Config config;
    for (bool more = true; more;) {
        QStringList missing;
        config = readConfig(
            mainFile,
            [&](const QString &path) -> Result<QByteArray> {
                const QString place = here(path);
                if (const auto known = texts.constFind(place); known != texts.constEnd())
                    return *known;
                missing.append(place);
                return QByteArray();
            },
            [&](const QString &folder) { return snapshot.namesIn(here(folder + u'/').chopped(1)); });
        missing.removeDuplicates();
        for (const QString &path : std::as_const(missing)) {
            texts.insert(path, {});
            const auto place = snapshot.placeOf(path);
            const std::optional<Entry> entry = place ? snapshot.find(place->first, place->second) : std::nullopt;
            if (!entry || entry->kind != Entry::Kind::File)
                continue;
            Task<Result<QByteArray>> reading = reader(*entry);
            const Result<QByteArray> bytes = co_await reading;
            if (bytes)
                texts.insert(path, *bytes);
        }
        more = !missing.isEmpty();
    }
    FileZones names;
    for (const ZoneDecl &zone : std::as_const(config.zones)) {
        if (!zone.file.isEmpty() && !names.contains(here(zone.file)))
            names.insert(here(zone.file), {zone.name, zone.view});
    }
    co_return std::as_const(names);
}

Task<Result<QList<ReviewFile>>> reviewFiles(Snapshot before, Snapshot after, QString mainFile, EntryReader readBefore, EntryReader readAfter)
{
    const QList<Pair> pairs = differing(before, after);
    if (pairs.isEmpty())
        co_return QList<ReviewFile>();
    Task<FileZones> naming = zoneNames(after, mainFile, readAfter);
    const FileZones names = co_await naming;
    FileZones formerNames;
    if (std::ranges::any_of(pairs, [](const Pair &pair) { return !pair.after; })) {
        Task<FileZones> namingBefore = zoneNames(before, mainFile, readBefore);
        formerNames = co_await namingBefore;
    }
    Task<QList<Result<ReviewFile>>> reading = forEach<Result<ReviewFile>, Pair>(
        pairs, readersAtOnce, [readBefore, readAfter](Pair pair) { return readPair(pair, readBefore, readAfter); });
    const QList<Result<ReviewFile>> read = co_await reading;
    QList<ReviewFile> files;
    for (qsizetype i = 0; i < read.size(); ++i) {
        if (!read[i])
            co_return std::unexpected(read[i].error());
        ReviewFile file = *read[i];
        const QString path = (pairs[i].after ? after : before).absolutePath(pairs[i].any());
        name(file, names.contains(path) ? names.value(path) : formerNames.value(path));
        files.append(file);
    }
    std::ranges::sort(files, above);
    co_return std::as_const(files);
}

} // namespace lockstep
