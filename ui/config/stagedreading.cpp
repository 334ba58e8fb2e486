// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/stagedreading.h"

#include "core/namedconf/confhabits.h"
#include "core/zone/zonecheck.h"
#include "core/zone/zonefile.h"

#include <QCoroFuture>
#include <QDir>
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

// Of a name that a file on the servers themselves may define or use nothing can be told.
QList<ConfFinding> findingsOf(const Config &config, const Snapshot &staged)
{
    QStringList roots;
    for (const Root &root : staged.roots)
        roots.append(root.path);
    QList<ConfFinding> findings = checkStatements(config) + checkHabits(config, roots);
    const bool elsewhere = std::ranges::any_of(config.uses,
                                               [&](const FileUse &use) { return use.statement == "include" && !staged.placeOf(use.path); });
    findings.removeIf([&](const ConfFinding &one) {
        return one.severity == ConfFinding::Severity::Note ||
               (elsewhere && (one.error.code == QLatin1String("namedconf.undefined") || one.error.code == QLatin1String("namedconf.habit.unused")));
    });
    return findings;
}

} // namespace

const ZoneDecl *StagedReading::zoneOf(const QString &absolute) const
{
    const auto found = std::ranges::find(config.zones, absolute, &ZoneDecl::file);
    return found == config.zones.end() ? nullptr : &*found;
}

QList<TextFault> StagedReading::faultsOf(const QString &absolute) const
{
    QList<TextFault> faults;
    for (const Error &one : config.problems) {
        if (one.origin.file == absolute)
            faults.append({one, false});
    }
    for (const ConfFinding &one : findings) {
        if (one.error.origin.file == absolute)
            faults.append({one.error, one.severity != ConfFinding::Severity::Error});
    }
    return faults.first(std::min(faults.size(), ZoneFindings::mostFindings));
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
    QFuture<QList<ConfFinding>> judging = QtConcurrent::run(findingsOf, *config, *staged);
    const QList<ConfFinding> findings = co_await judging;
    co_return StagedReading{*staged, *config, *texts, findings};
}

Task<Result<QList<TextFault>>> faultsOfZone(QPointer<GroupSession> group, StagedReading reading, ZoneDecl zone, QByteArray text, bool whole)
{
    const Result<QByteArray> origin = nameToWire((zone.name == QLatin1String(".") ? zone.name : zone.name + u'.').toUtf8(), QByteArray(1, '\0'));
    if (!origin)
        co_return QList<TextFault>{{origin.error(), false}};
    const auto texts = std::make_shared<EditedTexts>(reading.texts);
    const QString directory = reading.config.directory;
    Task<Result<QList<TextFault>>> working = withTexts<QList<TextFault>>(group, reading.staged, texts, [=, name = *origin](const ConfReader &reader) {
        const ZoneScanner::Reader included = [&](const QString &file) {
            return reader(QDir::cleanPath(file.startsWith(u'/') ? file : directory + u'/' + file));
        };
        QList<TextFault> faults;
        if (whole) {
            for (const ZoneFinding &one : checkZone(name, {zone.file, text, included}).findings)
                faults.append({one.error, one.severity != ZoneFinding::Severity::Error});
            return faults;
        }
        const ZoneFile file = ZoneFile::parse(zone.file, text, name, included);
        for (const Error &one : file.diagnostics().first(std::min(file.diagnostics().size(), ZoneFindings::mostFindings)))
            faults.append({one, false});
        for (const Error &one : file.warnings().first(std::min(file.warnings().size(), ZoneFindings::mostFindings)))
            faults.append({one, true});
        return faults;
    });
    Result<QList<TextFault>> faults = co_await working;
    co_return faults;
}

} // namespace lockstep
