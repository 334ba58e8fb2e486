// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/filereview.h"

#include "core/review/secrets.h"
#include "core/zone/zonefile.h"

#include <QDir>
#include <QRegularExpression>

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

QString ReviewConfig::place(const QString &path) const
{
    return path.startsWith(QLatin1String("/etc/bind/")) ? mainFile.section(u'/', 0, -2) + path.mid(9) : path;
}

Config ReviewConfig::read(QStringList *missing) const
{
    return readConfig(
        mainFile,
        [&](const QString &path) -> Result<QByteArray> {
            const QString asked = place(path);
            if (const auto known = texts.constFind(asked); known != texts.constEnd())
                return *known;
            if (missing && !missing->contains(asked))
                missing->append(asked);
            return QByteArray();
        },
        [&](const QString &folder) { return snapshot.namesIn(place(folder + u'/').chopped(1)); });
}

FileZones ReviewConfig::zones() const
{
    FileZones names;
    const Config config = read();
    for (const ZoneDecl &zone : config.zones) {
        if (!zone.file.isEmpty() && !names.contains(place(zone.file)))
            names.insert(place(zone.file), {zone.name, zone.view});
    }
    return names;
}

namespace {

// The bytes that lie at a path of a snapshot; nothing when none do.
Task<std::optional<QByteArray>> bytesAt(Snapshot snapshot, QString path, EntryReader reader)
{
    const auto place = snapshot.placeOf(path);
    const std::optional<Entry> entry = place ? snapshot.find(place->first, place->second) : std::nullopt;
    if (!entry || entry->kind != Entry::Kind::File)
        co_return std::nullopt;
    Task<Result<QByteArray>> reading = reader(*entry);
    const Result<QByteArray> bytes = co_await reading;
    co_return bytes ? std::optional(*bytes) : std::nullopt;
}

// What the main file includes is known when it was read, and so on: as often as files include others.
Task<ReviewConfig> readSide(Snapshot snapshot, QString mainFile, EntryReader reader)
{
    ReviewConfig side{mainFile, snapshot, {}};
    for (bool more = true; more;) {
        QStringList missing;
        (void)side.read(&missing);
        for (const QString &path : std::as_const(missing)) {
            Task<std::optional<QByteArray>> reading = bytesAt(snapshot, path, reader);
            const std::optional<QByteArray> bytes = co_await reading;
            side.texts.insert(path, bytes.value_or(QByteArray()));
        }
        more = !missing.isEmpty();
    }
    co_return std::as_const(side);
}

// What one text of a zone includes, as the names stand there.
QStringList includesOf(const QByteArray &text)
{
    static const QRegularExpression line(QStringLiteral("^\\$INCLUDE[ \\t]+(\"[^\"\\n]*\"|[^ \\t;\\n]+)"),
                                         QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    QStringList names;
    if (!text.contains("$INCLUDE") && !text.contains("$include"))
        return names;
    for (auto found = line.globalMatch(QString::fromUtf8(text)); found.hasNext();) {
        QString name = found.next().captured(1);
        if (name.startsWith(u'"'))
            name = name.mid(1).chopped(1);
        names.append(name);
    }
    return names;
}

// All that zones among the files include, and what those include.
Task<QHash<QString, QByteArray>> included(QList<ReviewFile> files, std::optional<QByteArray> ReviewFile::*side, ReviewConfig config,
                                          EntryReader reader)
{
    constexpr qsizetype mostFiles = 10000;
    QHash<QString, QByteArray> texts;
    QStringList wanted;
    for (const ReviewFile &file : std::as_const(files)) {
        if (file.kind == ReviewFile::Kind::Zone && file.*side)
            wanted += includesOf(*(file.*side));
    }
    if (wanted.isEmpty())
        co_return std::as_const(texts);
    const QString directory = config.read().directory;
    for (qsizetype i = 0; i < wanted.size() && texts.size() < mostFiles; ++i) {
        const QString name = wanted[i];
        if (texts.contains(name))
            continue;
        Task<std::optional<QByteArray>> reading = bytesAt(config.snapshot, config.place(QDir(directory).absoluteFilePath(name)), reader);
        const std::optional<QByteArray> bytes = co_await reading;
        if (!bytes)
            continue;
        texts.insert(name, *bytes);
        wanted += includesOf(*bytes);
    }
    co_return std::as_const(texts);
}

} // namespace

Task<FileZones> zoneNames(Snapshot snapshot, QString mainFile, EntryReader reader)
{
    Task<ReviewConfig> reading = readSide(snapshot, mainFile, reader);
    const ReviewConfig side = co_await reading;
    co_return side.zones();
}

Task<Result<ReviewSet>> reviewSet(Snapshot before, Snapshot after, QString mainFile, EntryReader readBefore, EntryReader readAfter)
{
    ReviewSet set;
    const QList<Pair> pairs = differing(before, after);
    if (pairs.isEmpty()) {
        set.before.snapshot = before;
        set.after.snapshot = after;
        co_return std::as_const(set);
    }
    Task<ReviewConfig> readingAfter = readSide(after, mainFile, readAfter);
    set.after = co_await readingAfter;
    Task<ReviewConfig> readingBefore = readSide(before, mainFile, readBefore);
    set.before = co_await readingBefore;
    const FileZones names = set.after.zones();
    const FileZones formerNames = set.before.zones();
    Task<QList<Result<ReviewFile>>> reading = forEach<Result<ReviewFile>, Pair>(
        pairs, readersAtOnce, [readBefore, readAfter](Pair pair) { return readPair(pair, readBefore, readAfter); });
    const QList<Result<ReviewFile>> read = co_await reading;
    for (qsizetype i = 0; i < read.size(); ++i) {
        if (!read[i])
            co_return std::unexpected(read[i].error());
        ReviewFile file = *read[i];
        file.place = (pairs[i].after ? after : before).absolutePath(pairs[i].any());
        name(file, names.contains(file.place) ? names.value(file.place) : formerNames.value(file.place));
        set.files.append(file);
    }
    std::ranges::sort(set.files, above);
    Task<QHash<QString, QByteArray>> includingAfter = included(set.files, &ReviewFile::after, set.after, readAfter);
    set.includedAfter = co_await includingAfter;
    Task<QHash<QString, QByteArray>> includingBefore = included(set.files, &ReviewFile::before, set.before, readBefore);
    set.includedBefore = co_await includingBefore;
    co_return std::as_const(set);
}

ReviewSet sinceThen(const ReviewSet &then, const ReviewSet &now)
{
    ReviewSet set;
    set.served = false;
    set.before = then.after;
    set.after = now.after;
    set.includedBefore = then.includedAfter;
    set.includedAfter = now.includedAfter;
    QHash<QString, const ReviewFile *> earlier;
    for (const ReviewFile &file : then.files)
        earlier.insert(file.id(), &file);
    const auto put = [&](ReviewFile file, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after) {
        if (before == after)
            return;
        file.before = before;
        file.after = after;
        file.serialOnly = isSerialAlone(file);
        set.files.append(file);
    };
    for (const ReviewFile &file : now.files) {
        const ReviewFile *old = earlier.take(file.id());
        put(file, old ? old->after : file.before, file.after);
    }
    for (const ReviewFile *file : std::as_const(earlier)) // it is again what it was
        put(*file, file->after, file->before);
    std::ranges::sort(set.files, above);
    return set;
}

Task<Result<QList<ReviewFile>>> reviewFiles(Snapshot before, Snapshot after, QString mainFile, EntryReader readBefore, EntryReader readAfter)
{
    Task<Result<ReviewSet>> reading = reviewSet(before, after, mainFile, readBefore, readAfter);
    const Result<ReviewSet> set = co_await reading;
    co_return set.transform([](const ReviewSet &read) { return read.files; });
}

} // namespace lockstep
