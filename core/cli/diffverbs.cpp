// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/changeprinter.h"
#include "core/cli/offline.h"

#include "core/base/files.h"
#include "core/review/filereview.h"
#include "core/snapshot/scan.h"

#include <QFileInfo>
#include <QJsonArray>

namespace lockstep {

namespace {

Exit print(Console &console, const QList<FileDifference> &differences)
{
    if (console.json) {
        console.value(toJsonValue(differences));
        return differences.isEmpty() ? Exit::Done : Exit::Different;
    }
    for (const FileDifference &one : differences) {
        console.line(QStringLiteral("%1 %2%3").arg(one.what, shown(one.path), one.serialOnly ? QStringLiteral(" (serial only)") : QString()));
        for (const QString &row : one.rows)
            console.row(QStringLiteral("  ") + shown(row));
    }
    if (differences.isEmpty())
        console.line(QStringLiteral("No differences."));
    return differences.isEmpty() ? Exit::Done : Exit::Different;
}

Task<Result<QList<FileDifference>>> compare(Snapshot before, Snapshot after, QString mainFile, EntryReader left, EntryReader right)
{
    Task<Result<QList<ReviewFile>>> reading = reviewFiles(before, after, mainFile, left, right);
    LOCKSTEP_CO_TRY(files, co_await reading);
    QList<FileDifference> differences;
    for (const ReviewFile &file : files)
        differences.append(fileDifference(after.absolutePath({file.root, file.path, {}, {}, 0, {}}), file.zone, file.before, file.after));
    co_return std::as_const(differences);
}

Task<Result<Exit>> online(Session &session, QString from, QString to)
{
    if (!session.openSnapshot)
        co_return session.handOver();
    Task<Result<OpenSnapshot>> first = session.openSnapshot(from);
    LOCKSTEP_CO_TRY(before, co_await first);
    Task<Result<OpenSnapshot>> second = session.openSnapshot(to);
    LOCKSTEP_CO_TRY(after, co_await second);
    Task<Result<QList<FileDifference>>> comparing = compare(before.snapshot, after.snapshot, after.mainFile, before.reader, after.reader);
    LOCKSTEP_CO_TRY(differences, co_await comparing);
    co_return print(session.console, differences);
}

// Two zone files by their records. What cannot be read is told and makes them different.
Result<Exit> zoneFiles(Console &console, const QString &left, const QString &right, const QString &zone)
{
    LocalText one(left);
    LocalText other(right);
    LOCKSTEP_TRY(before, one.view());
    LOCKSTEP_TRY(after, other.view());
    const QByteArray origin = zoneOrigin(zone);
    const ZoneTextDifference difference = zoneTextDiff(origin, {left, before, readIncluded}, {right, after, readIncluded});
    const QStringList rows = recordRows(difference, origin);
    const QList<Error> faults = difference.faultsBefore + difference.faultsAfter;
    const Exit exit = rows.isEmpty() && faults.isEmpty() ? Exit::Done : Exit::Different;
    if (console.json) {
        console.value(QJsonObject{{QStringLiteral("rows"), QJsonArray::fromStringList(rows)},
                                  {QStringLiteral("serialOnly"), difference.records.serialOnly},
                                  {QStringLiteral("problems"), toJsonValue(faults)}});
        return exit;
    }
    for (const QString &row : rows)
        console.row(shown(row));
    if (exit == Exit::Done)
        console.line(QStringLiteral("No differences."));
    (void)complain(console, faults);
    return exit;
}

Task<Result<Exit>> offline(Session &session, QString left, QString right, bool records, QString zone)
{
    const std::unique_ptr<Files> files = realFiles();
    Files *disk = files.get();
    const QFileInfo one(left);
    const QFileInfo other(right);
    for (const QFileInfo &side : {one, other}) {
        if (!side.exists())
            co_return fail(QStringLiteral("file.missing"), {side.filePath()});
    }
    if (one.isDir() != other.isDir())
        co_return fail(QStringLiteral("cli.diff.kinds"), {left, right});
    if (records && one.isDir())
        co_return fail(QStringLiteral("cli.diff.records"), {left});
    if (records)
        co_return zoneFiles(session.console, left, right, zone);
    if (!one.isDir()) {
        LOCKSTEP_CO_TRY(before, disk->read(one.canonicalFilePath()));
        LOCKSTEP_CO_TRY(after, disk->read(other.canonicalFilePath()));
        if (before == after)
            co_return print(session.console, {});
        co_return print(session.console, {fileDifference(right, {}, before, after)});
    }
    const auto scan = [disk](const QString &folder) { return scanFolders(*disk, {{QStringLiteral("dir"), folder}}, defaultExclusions()); };
    LOCKSTEP_CO_TRY(before, scan(one.absoluteFilePath()));
    LOCKSTEP_CO_TRY(after, scan(other.absoluteFilePath()));
    const auto reader = [disk](QString folder) -> EntryReader {
        return [disk, folder](Entry entry) -> Task<Result<QByteArray>> { co_return disk->read(folder + u'/' + entry.path); };
    };
    const QString mainFile = other.absoluteFilePath() + QStringLiteral("/named.conf");
    Task<Result<QList<FileDifference>>> comparing = compare(before.snapshot, after.snapshot, mainFile, reader(one.absoluteFilePath()),
                                                            reader(other.absoluteFilePath()));
    LOCKSTEP_CO_TRY(differences, co_await comparing);
    co_return print(session.console, differences);
}

} // namespace

void addDiffVerbs(CLI::App &app, Session &session)
{
    struct Words
    {
        std::string left, right, from, to, member, origin;
        bool records = false;
        bool staged = false;
        bool live = false;
    };
    auto words = std::make_shared<Words>();
    CLI::App *comparing = app.add_subcommand("diff", "Staged against live; or two files or folders, without a master");
    comparing->add_option("old", words->left, "File or folder");
    comparing->add_option("new", words->right, "File or folder");
    CLI::Option *records = comparing->add_flag("--records", words->records,
                                               "OLD and NEW are zone files: compare their records, whatever order and layout");
    comparing->add_option("--origin", words->origin, "With --records: name of the zone (example. when left out)")->needs(records);
    CLI::Option *staged = comparing->add_flag("--staged", words->staged, "What is staged, against live (this is the default)");
    CLI::Option *live = comparing->add_flag("--live", words->live, "What the last deployment made of live");
    CLI::Option *member = comparing->add_option("--member", words->member, "What that member's files are now, against live: its drift");
    CLI::Option *from = comparing->add_option("--from", words->from, "live, staged, prepared, deployment:N or member:NAME");
    CLI::Option *to = comparing->add_option("--to", words->to, "The other side, likewise");
    staged->excludes(live, member, from, to);
    live->excludes(member, from, to);
    member->excludes(from, to);
    session.choose(comparing, [&session, words]() -> Task<Result<Exit>> {
        if (words->left.empty())
            return words->live             ? online(session, QStringLiteral("base:last"), QStringLiteral("deployment:last"))
                   : words->member.empty() ? online(session, words->from.empty() ? QStringLiteral("live") : text(words->from),
                                                    words->to.empty() ? QStringLiteral("staged") : text(words->to))
                                           : online(session, QStringLiteral("live"), QStringLiteral("member:") + text(words->member));
        if (words->right.empty())
            return []() -> Task<Result<Exit>> { co_return fail(QStringLiteral("cli.diff.two")); }();
        return offline(session, text(words->left), text(words->right), words->records, text(words->origin));
    });
}

} // namespace lockstep
