// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/changeprinter.h"
#include "core/cli/verbs.h"

#include "core/base/files.h"
#include "core/namedconf/config.h"
#include "core/snapshot/scan.h"

#include <QFileInfo>

namespace lockstep {

namespace {

using Reader = std::function<Task<Result<QByteArray>>(Entry)>;

Exit print(Console &console, const QList<FileDifference> &differences)
{
    if (console.json) {
        console.value(toJsonValue(differences));
        return differences.isEmpty() ? Exit::Done : Exit::Different;
    }
    for (const FileDifference &one : differences) {
        console.line(QStringLiteral("%1 %2%3").arg(one.what, shown(one.path), one.serialOnly ? QStringLiteral(" (serial only)") : QString()));
        for (const QString &row : one.rows)
            console.line(QStringLiteral("  ") + shown(row));
    }
    if (differences.isEmpty())
        console.line(QStringLiteral("No differences."));
    return differences.isEmpty() ? Exit::Done : Exit::Different;
}

// Which file is which zone's, by the configuration of a snapshot. A copy of /etc/bind somewhere else names its files where
// they lie on a server: they are looked for beside the main file.
Task<Result<QHash<QString, QString>>> zoneFiles(Snapshot snapshot, QString mainFile, Reader reader)
{
    QHash<QString, QByteArray> texts;
    const QList<Entry> entries = snapshot.entries;
    for (const Entry &entry : entries) {
        if (entry.kind != Entry::Kind::File || entry.size > (4 << 20) || entry.path.endsWith(QLatin1String(".db")))
            continue;
        Task<Result<QByteArray>> reading = reader(entry);
        const Result<QByteArray> bytes = co_await reading;
        if (bytes)
            texts.insert(snapshot.absolutePath(entry), *bytes);
    }
    const auto here = [&](const QString &path) {
        return path.startsWith(QLatin1String("/etc/bind/")) ? mainFile.section(u'/', 0, -2) + path.mid(9) : path;
    };
    const Config config = readConfig(mainFile, [&](const QString &path) -> Result<QByteArray> { return texts.value(here(path)); });
    QHash<QString, QString> zones;
    for (const ZoneDecl &zone : config.zones)
        zones.insert(here(zone.file), zone.name);
    co_return zones;
}

Task<Result<QList<FileDifference>>> compare(Snapshot before, Snapshot after, QString mainFile, Reader left, Reader right)
{
    QList<FileDifference> differences;
    const SnapshotDiff changed = diff(before, after);
    Task<Result<QHash<QString, QString>>> finding = zoneFiles(after, mainFile, right);
    LOCKSTEP_CO_TRY(zones, co_await finding);
    QList<QPair<std::optional<Entry>, std::optional<Entry>>> pairs;
    for (const auto &pair : changed.changed)
        pairs.append({pair.first, pair.second});
    for (const Entry &entry : changed.added)
        pairs.append({std::nullopt, entry});
    for (const Entry &entry : changed.removed)
        pairs.append({entry, std::nullopt});
    for (const auto &pair : pairs) {
        const Entry one = pair.second ? *pair.second : *pair.first;
        if (one.kind != Entry::Kind::File)
            continue;
        std::optional<QByteArray> old;
        std::optional<QByteArray> fresh;
        if (pair.first) {
            Task<Result<QByteArray>> reading = left(*pair.first);
            LOCKSTEP_CO_TRY(bytes, co_await reading);
            old = bytes;
        }
        if (pair.second) {
            Task<Result<QByteArray>> reading = right(*pair.second);
            LOCKSTEP_CO_TRY(bytes, co_await reading);
            fresh = bytes;
        }
        const QString path = after.absolutePath(one);
        differences.append(fileDifference(path, zones.value(path), old, fresh));
    }
    co_return differences;
}

Task<Result<Exit>> online(Session &session, QString from, QString to)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    for (QString *side : {&from, &to}) { // people know a member by its name
        if (!side->startsWith(QLatin1String("member:")))
            continue;
        Task<Result<Member>> finding = session.member(side->section(u':', 1));
        LOCKSTEP_CO_TRY(member, co_await finding);
        *side = QStringLiteral("member:") + member.id;
    }
    Task<Result<Snapshot>> first = master->snapshot(group.id, from);
    LOCKSTEP_CO_TRY(before, co_await first);
    Task<Result<Snapshot>> second = master->snapshot(group.id, to);
    LOCKSTEP_CO_TRY(after, co_await second);
    const Reader reader = [master](Entry entry) { return master->object(entry.digest); };
    Task<Result<QList<FileDifference>>> comparing = compare(before, after, group.mainFile, reader, reader);
    LOCKSTEP_CO_TRY(differences, co_await comparing);
    co_return print(session.console, differences);
}

// The base of the newest deployment, against what it became.
Task<Result<Exit>> lastDeployment(Session &session)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<HistoryList>> asking = master->call(mastercalls::historyList, HistoryRequest{group.id, {}, 1, 0});
    LOCKSTEP_CO_TRY(list, co_await asking);
    int number = 0;
    for (const Deployment &one : list.deployments)
        number = std::max(number, one.number);
    if (number == 0)
        co_return fail(QStringLiteral("cli.diff.nodeployment"), {group.name});
    Task<Result<Exit>> comparing = online(session, QStringLiteral("base:%1").arg(number), QStringLiteral("deployment:%1").arg(number));
    Result<Exit> done = co_await comparing;
    co_return done;
}

Task<Result<Exit>> offline(Session &session, QString left, QString right)
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
    const auto reader = [disk](QString folder) -> Reader {
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
        std::string left, right, from, to, member;
        bool staged = false;
        bool live = false;
    };
    auto words = std::make_shared<Words>();
    CLI::App *comparing = app.add_subcommand("diff", "Staged against live; or two files or folders, without a master");
    comparing->add_option("old", words->left, "File or folder");
    comparing->add_option("new", words->right, "File or folder");
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
            return words->live             ? lastDeployment(session)
                   : words->member.empty() ? online(session, words->from.empty() ? QStringLiteral("live") : text(words->from),
                                                    words->to.empty() ? QStringLiteral("staged") : text(words->to))
                                           : online(session, QStringLiteral("live"), QStringLiteral("member:") + text(words->member));
        if (words->right.empty())
            return []() -> Task<Result<Exit>> { co_return fail(QStringLiteral("cli.diff.two")); }();
        return offline(session, text(words->left), text(words->right));
    });
}

} // namespace lockstep
