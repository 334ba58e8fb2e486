// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/stagedreading.h"

#include "core/zone/zonefile.h"

#include <QCoroFuture>
#include <QSet>
#include <QtConcurrent>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int deepest = 40; // files that are only known when another one was read, in a row

template <class T> struct Attempt
{
    T value;
    QSet<QString> missing;
};

// Runs `work` in a worker, again and again until every file that it asks for is there.
template <class T, class Work> Task<Result<T>> withTexts(QPointer<GroupSession> group, Snapshot staged, std::shared_ptr<EditedTexts> texts, Work work)
{
    for (int round = 0;; ++round) {
        QFuture<Attempt<T>> working = QtConcurrent::run([staged, known = *texts, work] {
            Attempt<T> attempt;
            attempt.value = work([&](const QString &path) -> Result<QByteArray> {
                if (const auto it = known.constFind(path); it != known.constEnd())
                    return *it;
                const auto place = staged.placeOf(path);
                if (!place)
                    return QByteArray(); // on the servers themselves: their own, or the system's
                if (!staged.find(place->first, place->second))
                    return fail(QStringLiteral("file.missing"), {path});
                attempt.missing.insert(path);
                return QByteArray();
            });
            return attempt;
        });
        const Attempt<T> attempt = co_await working;
        if (attempt.missing.isEmpty() || round == deepest)
            co_return std::as_const(attempt.value);
        for (const QString &path : attempt.missing) {
            if (!group)
                co_return fail(QStringLiteral("cancelled"));
            const auto place = staged.placeOf(path);
            const std::optional<Entry> entry = staged.find(place->first, place->second);
            Task<Result<QByteArray>> fetching = group->bytes(entry->digest);
            const Result<QByteArray> bytes = co_await fetching;
            if (!bytes)
                co_return fail(bytes.error());
            texts->insert(path, *bytes);
        }
    }
}

} // namespace

const ZoneDecl *StagedReading::zoneOf(const QString &absolute) const
{
    const auto found = std::ranges::find(config.zones, absolute, &ZoneDecl::file);
    return found == config.zones.end() ? nullptr : &*found;
}

QList<Error> StagedReading::faultsOf(const QString &absolute) const
{
    QList<Error> faults;
    for (const Error &one : config.problems) {
        if (one.origin.file == absolute)
            faults.append(one);
    }
    return faults;
}

Task<Result<StagedReading>> readStaged(QPointer<GroupSession> group, EditedTexts edited)
{
    if (!group)
        co_return fail(QStringLiteral("cancelled"));
    Task<Result<Snapshot>> asking = group->snapshot(QStringLiteral("staged"));
    const Result<Snapshot> staged = co_await asking;
    if (!staged)
        co_return fail(staged.error());
    if (!group)
        co_return fail(QStringLiteral("cancelled"));
    const auto texts = std::make_shared<EditedTexts>(std::move(edited));
    const QString mainFile = group->status().group.mainFile;
    Task<Result<Config>> reading = withTexts<Config>(group, *staged, texts, [mainFile, entries = *staged](const ConfReader &reader) {
        return readConfig(mainFile, reader, [&](const QString &folder) { return entries.namesIn(folder); });
    });
    const Result<Config> config = co_await reading;
    if (!config)
        co_return fail(config.error());
    co_return StagedReading{*staged, *config, *texts};
}

Task<Result<QList<Error>>> faultsOfZone(QPointer<GroupSession> group, StagedReading reading, ZoneDecl zone, QByteArray text)
{
    const Result<QByteArray> origin = nameToWire((zone.name == QLatin1String(".") ? zone.name : zone.name + u'.').toUtf8(), QByteArray(1, '\0'));
    if (!origin)
        co_return QList<Error>{origin.error()};
    const auto texts = std::make_shared<EditedTexts>(reading.texts);
    const QString directory = reading.config.directory;
    Task<Result<QList<Error>>> working = withTexts<QList<Error>>(group, reading.staged, texts, [=, name = *origin](const ConfReader &reader) {
        const ZoneFile file = ZoneFile::parse(zone.file, text, name, [&](const QString &included) {
            return reader(included.startsWith(u'/') ? included : directory + u'/' + included);
        });
        return file.diagnostics() + file.warnings();
    });
    Result<QList<Error>> faults = co_await working;
    co_return faults;
}

} // namespace lockstep
