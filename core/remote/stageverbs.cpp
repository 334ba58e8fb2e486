// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include "core/base/errortext.h"
#include "core/base/files.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace lockstep {

namespace {

QString describe(const Change &change)
{
    switch (change.kind) {
    case Change::Kind::File:
        return QStringLiteral("%1 %2").arg(change.before.isEmpty()  ? QStringLiteral("add")
                                           : change.after.isEmpty() ? QStringLiteral("remove")
                                                                    : QStringLiteral("edit"),
                                           shown(change.path));
    case Change::Kind::Record:
        return QStringLiteral("%1: %2 %3 -> %4")
            .arg(shown(change.zone), shown(change.owner), change.before.isEmpty() ? QStringLiteral("(none)") : shown(change.before),
                 change.after.isEmpty() ? QStringLiteral("(removed)") : shown(change.after));
    case Change::Kind::Serial:
        return QStringLiteral("%1: serial %2 -> %3").arg(shown(change.zone), change.before, change.after);
    }
    return {};
}

void print(Console &console, const ChangeList &list)
{
    if (console.json) {
        console.value(toJson(list));
        return;
    }
    if (list.changes.isEmpty()) {
        console.line(QStringLiteral("Nothing is staged: staging equals live."));
        return;
    }
    QList<QStringList> rows{{QStringLiteral("Change"), QStringLiteral("What"), QStringLiteral("By"), QStringLiteral("When")}};
    for (const Change &change : list.changes)
        rows.append({change.id.left(8), describe(change) + (list.conflicts.contains(change.id) ? QStringLiteral("  [no longer fits]") : QString()),
                     change.kind == Change::Kind::Serial ? QStringLiteral("(engine)") : shown(change.author), shownTime(change.time)});
    console.table(rows);
    for (const Error &conflict : list.conflicts)
        console.line(shown(errorText(conflict)));
}

// "etc-bind:zones/a.db", or an absolute path below one of the group's roots.
Result<QPair<QString, QString>> placeOf(const Group &group, const QString &name)
{
    for (const Root &root : group.roots) {
        if (name.startsWith(root.path + QLatin1Char('/')))
            return QPair(root.id, name.mid(root.path.size() + 1));
        if (name.startsWith(root.id + QLatin1Char(':')))
            return QPair(root.id, name.mid(root.id.size() + 1));
    }
    if (group.roots.size() == 1 && !name.startsWith(QLatin1Char('/')))
        return QPair(group.roots.first().id, name);
    QStringList roots;
    for (const Root &root : group.roots)
        roots.append(root.path);
    return fail(QStringLiteral("cli.place"), {name, roots.join(QStringLiteral(", "))});
}

Task<Result<Digest>> stagedDigest(std::shared_ptr<MasterClient> master, Group group, QPair<QString, QString> place)
{
    Task<Result<Snapshot>> asking = master->snapshot(group.id, QStringLiteral("staged"));
    LOCKSTEP_CO_TRY(staged, co_await asking);
    const auto found = staged.find(place.first, place.second);
    co_return found ? found->digest : Digest();
}

// The staged text, byte for byte, for a pipe into an editor and back through `stage set --from -`.
Task<Result<Exit>> showFile(RemoteSession &session, QString name)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    LOCKSTEP_CO_TRY(place, placeOf(group, name));
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Digest>> looking = stagedDigest(master, group, place);
    LOCKSTEP_CO_TRY(digest, co_await looking);
    if (digest.isNull())
        co_return fail(QStringLiteral("file.missing"), {name});
    Task<Result<QByteArray>> reading = master->object(digest);
    LOCKSTEP_CO_TRY(bytes, co_await reading);
    if (session.console.json)
        session.console.value(QJsonObject{{QStringLiteral("root"), place.first},
                                          {QStringLiteral("path"), place.second},
                                          {QStringLiteral("digest"), QString::fromLatin1(digest.hex())},
                                          {QStringLiteral("bytes"), QString::fromLatin1(bytes.toBase64())}});
    else
        session.console.raw(bytes);
    co_return Exit::Done;
}

Result<QByteArray> newText(const QString &from)
{
    if (from != QLatin1String("-"))
        return realFiles()->read(QFileInfo(from).absoluteFilePath());
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(QStringLiteral("file.io"), {QStringLiteral("standard input"), QStringLiteral("read")}, input.errorString());
    return input.readAll();
}

Task<Result<Exit>> setFile(RemoteSession &session, QString name, QString from, bool remove)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    LOCKSTEP_CO_TRY(place, placeOf(group, name));
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Digest>> looking = stagedDigest(master, group, place);
    LOCKSTEP_CO_TRY(base, co_await looking);
    StageFileRequest request{group.id,     place.first, place.second, base.isNull() ? QString() : QString::fromLatin1(base.hex()),
                             std::nullopt, std::nullopt};
    if (!remove) {
        LOCKSTEP_CO_TRY(bytes, newText(from));
        Task<Result<ChangeList>> staging = master->stageFile(request, bytes);
        LOCKSTEP_CO_TRY(list, co_await staging);
        print(session.console, list);
        co_return Exit::Done;
    }
    Task<Result<ChangeList>> asking = master->call(mastercalls::stageFile, request);
    LOCKSTEP_CO_TRY(list, co_await asking);
    print(session.console, list);
    co_return Exit::Done;
}

Task<Result<Exit>> record(RemoteSession &session, StageRecordRequest request)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    request.group = group.id;
    Task<Result<ChangeList>> asking = master->call(mastercalls::stageRecord, request);
    LOCKSTEP_CO_TRY(list, co_await asking);
    print(session.console, list);
    co_return Exit::Done;
}

// Stages every file of a folder that differs, and the removal of those it does not have.
Task<Result<Exit>> import(RemoteSession &session, QString folder, QString rootName)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    QString root = rootName;
    if (root.isEmpty() && group.roots.size() == 1)
        root = group.roots.first().id;
    if (root.isEmpty())
        co_return fail(QStringLiteral("cli.import.root"));
    if (!QFileInfo(folder).isDir())
        co_return fail(QStringLiteral("file.missing"), {folder});
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Snapshot>> asking = master->snapshot(group.id, QStringLiteral("staged"));
    LOCKSTEP_CO_TRY(staged, co_await asking);

    const std::unique_ptr<Files> files = realFiles();
    QList<QPair<StageFileRequest, QString>> requests; // with the local file, "" for a removal
    QSet<QString> seen;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = QFileInfo(walk.next()).absoluteFilePath();
        const QString relative = QDir(folder).relativeFilePath(path);
        LOCKSTEP_CO_TRY(bytes, files->read(path));
        const auto there = staged.find(root, relative);
        seen.insert(relative);
        if (!there || there->digest != Digest::of(bytes))
            requests.append(
                {{group.id, root, relative, there ? QString::fromLatin1(there->digest.hex()) : QString(), std::nullopt, std::nullopt}, path});
    }
    for (const Entry &entry : staged.entries) {
        if (entry.root == root && entry.kind == Entry::Kind::File && !seen.contains(entry.path))
            requests.append({{group.id, root, entry.path, QString::fromLatin1(entry.digest.hex()), std::nullopt, std::nullopt}, QString()});
    }
    for (qsizetype i = 0; i < requests.size(); ++i) {
        session.console.progress(QStringLiteral("staging %1 of %2").arg(i + 1).arg(requests.size()));
        const auto &[request, path] = requests[i];
        QByteArray text;
        if (!path.isEmpty()) {
            LOCKSTEP_CO_TRY(bytes, files->read(path));
            text = bytes;
        }
        Task<Result<ChangeList>> staging = path.isEmpty() ? master->call(mastercalls::stageFile, request) : master->stageFile(request, text);
        LOCKSTEP_CO_TRY(list, co_await staging);
        Q_UNUSED(list)
    }
    session.console.endProgress();
    Task<Result<ChangeList>> listing = master->call(mastercalls::stageList, GroupRequest{group.id});
    LOCKSTEP_CO_TRY(list, co_await listing);
    print(session.console, list);
    co_return Exit::Done;
}

Task<Result<Exit>> listOrDiscard(RemoteSession &session, bool discard, std::vector<std::string> ids)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<ChangeList>> asking = master->call(mastercalls::stageList, GroupRequest{group.id});
    LOCKSTEP_CO_TRY(list, co_await asking);
    if (!discard) {
        print(session.console, list);
        co_return Exit::Done;
    }
    DiscardRequest request{group.id, {}};
    for (const std::string &id : ids) {
        qsizetype found = 0;
        for (const Change &change : list.changes) {
            if (change.id.startsWith(text(id))) {
                request.changes.append(change.id);
                ++found;
            }
        }
        if (found != 1)
            co_return fail(found ? QStringLiteral("cli.change.ambiguous") : QStringLiteral("cli.change.unknown"), {text(id)});
    }
    Task<Result<ChangeList>> discarding = master->call(mastercalls::stageDiscard, request);
    LOCKSTEP_CO_TRY(left, co_await discarding);
    print(session.console, left);
    co_return Exit::Done;
}

} // namespace

void addStageVerbs(CLI::App &app, RemoteSession &session)
{
    CLI::App *stage = addRemoteVerb(app, "stage");
    stage->require_subcommand(1);
    struct Words
    {
        std::string file, from, zone, view, owner, before, after, root;
        std::vector<std::string> ids;
        bool remove = false, all = false;
    };
    auto words = std::make_shared<Words>();

    CLI::App *set = stage->add_subcommand("set", "Stage a file: its new text is read from --from");
    set->add_option("file", words->file, "Absolute path as named sees it, or ROOT:PATH")->required();
    auto *from = set->add_option("--from", words->from, "Local file with the new text; - for standard input");
    auto *gone = set->add_flag("--remove", words->remove, "Stage the file's removal");
    from->excludes(gone);
    session.choose(set, [&session, words]() -> Task<Result<Exit>> {
        if (words->from.empty() && !words->remove)
            return []() -> Task<Result<Exit>> { co_return fail(QStringLiteral("cli.stage.from")); }();
        return setFile(session, text(words->file), text(words->from), words->remove);
    });

    CLI::App *show = stage->add_subcommand("show", "Print a file as it is staged");
    show->add_option("file", words->file, "Absolute path as named sees it, or ROOT:PATH")->required();
    session.choose(show, [&session, words] { return showFile(session, text(words->file)); });

    CLI::App *records = stage->add_subcommand("record", "Add, change or remove one record");
    records->require_subcommand(1);
    const auto one = [&](const char *verb, const char *help, bool before, bool after) {
        CLI::App *command = records->add_subcommand(verb, help);
        command->add_option("zone", words->zone, "Zone name")->required();
        command->add_option("owner", words->owner, "Owner name, relative to the zone; @ for the apex")->required();
        if (before)
            command->add_option(after ? "old" : "record", words->before, "\"[TTL] TYPE DATA\" as it is now")->required();
        if (after)
            command->add_option(before ? "new" : "record", words->after, "\"[TTL] TYPE DATA\"")->required();
        command->add_option("--view", words->view, "View, when the configuration has views");
        session.choose(command, [&session, words, before, after] {
            return record(session, {QString(), text(words->zone), text(words->view), text(words->owner), before ? text(words->before) : QString(),
                                    after ? text(words->after) : QString()});
        });
    };
    one("add", "Add a record", false, true);
    one("change", "Change a record", true, true);
    one("remove", "Remove a record", true, false);

    CLI::App *importing = stage->add_subcommand("import", "Stage a whole folder: what differs and what is gone");
    importing->add_option("dir", words->from, "Local folder")->required();
    importing->add_option("--root", words->root, "Root it stands for, when the group has several");
    session.choose(importing, [&session, words] { return import(session, text(words->from), text(words->root)); });

    session.choose(stage->add_subcommand("list", "List what is staged"), [&session] { return listOrDiscard(session, false, {}); });

    CLI::App *discard = stage->add_subcommand("discard", "Take changes back out of staging");
    auto *ids = discard->add_option("change", words->ids, "Ids from stage list (their beginning is enough)");
    auto *all = discard->add_flag("--all", words->all, "Everything");
    ids->excludes(all);
    session.choose(discard, [&session, words]() -> Task<Result<Exit>> {
        if (words->ids.empty() && !words->all)
            return []() -> Task<Result<Exit>> { co_return fail(QStringLiteral("cli.discard.what")); }();
        return listOrDiscard(session, true, words->ids);
    });
}

} // namespace lockstep
