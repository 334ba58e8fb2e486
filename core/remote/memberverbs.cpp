// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/unsignedwords.h"

#include "core/base/errortext.h"
#include "core/review/secrets.h"

namespace lockstep {

namespace {

void print(Console &console, const PreflightReport &report)
{
    console.line(QStringLiteral("%1 runs BIND %2 with %3 zones; its configuration begins at %4.")
                     .arg(shown(report.hostName), shown(report.bindVersion))
                     .arg(report.zones)
                     .arg(shown(report.mainFile)));
    QList<QStringList> rows{{QStringLiteral("Role"), QStringLiteral("File"), QString()}};
    for (const PreflightFile &file : report.files)
        rows.append({QLatin1String(wordsOf(file.role).at(qsizetype(file.role))), shown(file.path), shown(file.why)});
    console.table(rows);
    for (const EditedFile &file : report.split)
        console.line(QStringLiteral("Statements of this server alone move out of %1 (or into it) when it is adopted.").arg(shown(file.path)));
    for (const Error &note : report.notes)
        console.line(QStringLiteral("note: ") + shown(errorText(note)));
    for (const Error &problem : report.problems)
        console.line(QStringLiteral("problem: ") + shown(errorText(problem)));
}

Task<Result<Exit>> preflight(RemoteSession &session, QString address, QString code)
{
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<PreflightReport>> asking = master->call(mastercalls::memberPreflight, PreflightRequest{address, code});
    LOCKSTEP_CO_TRY(report, co_await asking);
    for (EditedFile &file : report.split) { // whole files
        const MaskedPair shown = withoutSecrets(file.before, file.after);
        file.before = shown.before;
        file.after = shown.after;
    }
    if (session.console.json)
        session.console.value(toJson(report));
    else
        print(session.console, report);
    co_return report.problems.isEmpty() ? Exit::Done : Exit::Different;
}

Task<Result<Exit>> add(RemoteSession &session, AddMemberRequest request)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    request.group = group.id;
    Task<Result<Operation>> asking = master->call(mastercalls::memberAdd, request);
    LOCKSTEP_CO_TRY(operation, co_await asking);
    Task<Result<Exit>> following = follow(session, master, operation);
    Result<Exit> exit = co_await following;
    co_return exit;
}

// A member of the chosen group by its name or id, and where to ask for it.
struct Meant
{
    Member member;
    Group group;
    std::shared_ptr<MasterClient> master;
};

Task<Result<Meant>> meant(RemoteSession &session, QString name)
{
    Task<Result<Member>> finding = session.member(name);
    LOCKSTEP_CO_TRY(member, co_await finding);
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    co_return Meant{member, group, master};
}

template <class M> Task<Result<Exit>> act(RemoteSession &session, M method, QString name, QString sentence)
{
    Task<Result<Meant>> finding = meant(session, name);
    LOCKSTEP_CO_TRY(one, co_await finding);
    Task<Result<typename M::Reply>> asking = one.master->call(method, MemberRequest{one.group.id, one.member.id});
    LOCKSTEP_CO_CHECK(co_await asking);
    session.console.line(sentence.arg(shown(one.member.name)));
    co_return Exit::Done;
}

Task<Result<Exit>> synchronise(RemoteSession &session, QString name, std::optional<QStringList> acceptUnsigned)
{
    Task<Result<Meant>> finding = meant(session, name);
    LOCKSTEP_CO_TRY(one, co_await finding);
    Task<Result<Operation>> asking = one.master->call(mastercalls::memberSync, SynchroniseRequest{one.group.id, one.member.id, acceptUnsigned});
    LOCKSTEP_CO_TRY(operation, co_await asking);
    Task<Result<Exit>> following = follow(session, one.master, operation);
    Result<Exit> exit = co_await following;
    co_return exit;
}

Task<Result<Exit>> edit(RemoteSession &session, QString name, QString newName, QString address)
{
    Task<Result<Meant>> finding = meant(session, name);
    LOCKSTEP_CO_TRY(one, co_await finding);
    const EditMemberRequest request{one.group.id, one.member.id, newName.isEmpty() ? one.member.name : newName,
                                    address.isEmpty() ? one.member.address : address};
    Task<Result<Member>> asking = one.master->call(mastercalls::memberEdit, request);
    LOCKSTEP_CO_TRY(edited, co_await asking);
    session.console.line(QStringLiteral("The member is now \"%1\" at %2.").arg(shown(edited.name), shown(edited.address)));
    co_return Exit::Done;
}

Task<Result<Exit>> list(RemoteSession &session)
{
    Task<Result<GroupStatus>> asking = session.status();
    LOCKSTEP_CO_TRY(status, co_await asking);
    QList<QStringList> rows{
        {QStringLiteral("Name"), QStringLiteral("Address"), QStringLiteral("Attached"), QStringLiteral("Key"), QStringLiteral("Id")}};
    QJsonArray all;
    for (const Member &member : status.members) {
        rows.append({shown(member.name), shown(member.address),
                     member.attachment == Attachment::Attached ? QStringLiteral("yes") : QStringLiteral("no"), member.pin.seal(), member.id});
        all.append(toJson(member));
    }
    if (session.console.json)
        session.console.value(all);
    else
        session.console.table(rows);
    co_return Exit::Done;
}

// The files in which a member differs from live, as absolute paths; both sides of each.
using Drift = QMap<QString, std::pair<std::optional<Entry>, std::optional<Entry>>>; // live, member

Drift driftOf(const Snapshot &live, const Snapshot &there)
{
    Drift drift;
    const SnapshotDiff differences = diff(live, there);
    for (const Entry &entry : differences.removed) {
        if (entry.kind == Entry::Kind::File)
            drift.insert(live.absolutePath(entry), {entry, std::nullopt});
    }
    for (const Entry &entry : differences.added) {
        if (entry.kind == Entry::Kind::File)
            drift.insert(there.absolutePath(entry), {std::nullopt, entry});
    }
    for (const auto &[before, after] : differences.changed) {
        if (after.kind == Entry::Kind::File)
            drift.insert(there.absolutePath(after), {before, after});
    }
    return drift;
}

// What was changed by hand on a member: shown, or taken over into staging file by file.
Task<Result<Exit>> adopt(RemoteSession &session, QString name, std::vector<std::string> paths, bool take)
{
    Task<Result<Meant>> finding = meant(session, name);
    LOCKSTEP_CO_TRY(one, co_await finding);
    Task<Result<GroupStatus>> knowing = session.status();
    LOCKSTEP_CO_TRY(status, co_await knowing);
    const auto sync = std::ranges::find(status.sync, one.member.id, &MemberSync::member);
    // What differs may also be what it has not got yet: to take that over would take a deployment back.
    if (take && paths.empty() && (sync == status.sync.cend() || !sync->active || sync->active != status.live))
        co_return fail(QStringLiteral("cli.adopt.behind"), {one.member.name});
    Task<Result<Snapshot>> asking = one.master->snapshot(one.group.id, QStringLiteral("live"));
    LOCKSTEP_CO_TRY(live, co_await asking);
    Task<Result<Snapshot>> reading = one.master->snapshot(one.group.id, QStringLiteral("member:") + one.member.id);
    LOCKSTEP_CO_TRY(there, co_await reading);
    Drift drift = driftOf(live, there);
    if (take && drift.isEmpty())
        co_return fail(QStringLiteral("cli.adopt.same"), {one.member.name});
    QStringList wanted;
    for (const std::string &path : paths) {
        if (!drift.contains(text(path)))
            co_return fail(QStringLiteral("cli.adopt.path"), {text(path), one.member.name, drift.keys().join(QStringLiteral(", "))});
        wanted.append(text(path));
    }
    if (wanted.isEmpty())
        wanted = drift.keys();
    QJsonArray all;
    for (const QString &path : std::as_const(wanted)) {
        const auto &[before, after] = drift[path];
        const QString sign = !before ? QStringLiteral("+") : !after ? QStringLiteral("-") : QStringLiteral("~");
        if (take) {
            Task<Result<Snapshot>> staging = one.master->snapshot(one.group.id, QStringLiteral("staged"));
            LOCKSTEP_CO_TRY(staged, co_await staging);
            const Entry &entry = after ? *after : *before;
            const auto now = staged.find(entry.root, entry.path);
            const bool others = (now ? now->digest : Digest()) != (before ? before->digest : Digest()) &&
                                (now ? now->digest : Digest()) != (after ? after->digest : Digest());
            if (others)
                co_return fail(QStringLiteral("cli.adopt.staged"), {path});
            StageFileRequest request{one.group.id, entry.root, entry.path, now ? QString::fromLatin1(now->digest.hex()) : QString(), std::nullopt};
            if (after)
                request.object = after->digest;
            Task<Result<ChangeList>> changing = one.master->call(mastercalls::stageFile, request);
            const Result<ChangeList> changed = co_await changing;
            if (!changed && changed.error().code != QLatin1String("master.same")) // staged already
                co_return std::unexpected(changed.error());
        }
        all.append(path);
        if (!session.console.json)
            session.console.line(sign + u' ' + shown(path));
    }
    if (session.console.json)
        session.console.value(all);
    else if (take)
        session.console.line(QStringLiteral("%1 of these are staged now, as %2 has them. Review them, then prepare and deploy.")
                                 .arg(wanted.size())
                                 .arg(shown(one.member.name)));
    else if (drift.isEmpty())
        session.console.line(QStringLiteral("%1 has the files that are live.").arg(shown(one.member.name)));
    co_return drift.isEmpty() || take ? Exit::Done : Exit::Different;
}

} // namespace

void addMemberVerbs(CLI::App &app, RemoteSession &session)
{
    CLI::App *member = addRemoteVerb(app, "member");
    member->require_subcommand(1);
    struct Words
    {
        std::string name, address, code, newName;
        std::vector<std::string> paths;
        bool accept = false, overwrite = false;
        UnsignedWords losing;
    };
    auto words = std::make_shared<Words>();

    CLI::App *checking = member->add_subcommand("preflight", "Ask a server's agent what adoption would find");
    checking->add_option("address", words->address, "HOST[:PORT] of its agent")->required();
    checking->add_option("--code", words->code, "The join code that lockstep-agent enrol printed");
    session.choose(checking, [&session, words] { return preflight(session, text(words->address), text(words->code)); });

    CLI::App *adding = member->add_subcommand("add", "Add a server: the first one seeds the group, later ones are overwritten");
    adding->add_option("name", words->name, "Its name in the group")->required();
    adding->add_option("address", words->address, "HOST[:PORT] of its agent")->required();
    adding->add_option("--code", words->code, "The join code that lockstep-agent enrol printed");
    adding->add_flag("--accept-split", words->accept, "Accept that statements of this server alone move to local files");
    adding->add_flag("--overwrite", words->overwrite, "Accept that what this server holds is replaced by the group's live data");
    words->losing.add(adding);
    session.choose(adding, [&session, words] {
        return add(session, {QString(), text(words->name), text(words->address), text(words->code), words->accept, words->overwrite,
                             words->losing.accepted()});
    });

    CLI::App *editing = member->add_subcommand("edit", "Change a member's name or address");
    editing->add_option("member", words->name, "Name or id")->required();
    editing->add_option("--name", words->newName, "New name");
    editing->add_option("--address", words->address, "New HOST[:PORT]");
    session.choose(editing, [&session, words] { return edit(session, text(words->name), text(words->newName), text(words->address)); });

    CLI::App *drifting = member->add_subcommand("drift", "The files in which a member differs from live; diff live member:NAME shows how");
    drifting->add_option("member", words->name, "Name or id")->required();
    session.choose(drifting, [&session, words] { return adopt(session, text(words->name), {}, false); });

    CLI::App *adopting = member->add_subcommand("adopt", "Stage what was changed by hand on a member");
    adopting->add_option("member", words->name, "Name or id")->required();
    adopting->add_option("path", words->paths, "Only these files, by the paths that member drift shows");
    session.choose(adopting, [&session, words] { return adopt(session, text(words->name), words->paths, true); });

    session.choose(member->add_subcommand("list", "List the members"), [&session] { return list(session); });

    const auto one = [&](const char *verb, const char *help, auto method, QString sentence) {
        CLI::App *command = member->add_subcommand(verb, help);
        command->add_option("member", words->name, "Name or id")->required();
        session.choose(command, [&session, words, method, sentence] { return act(session, method, text(words->name), sentence); });
    };
    one("detach", "Leave a member out of prepare, deploy and sync", mastercalls::memberDetach,
        QStringLiteral("\"%1\" is detached: it stays in the list and keeps answering what it serves now."));
    one("attach", "Bring a detached member back; nothing is pushed", mastercalls::memberAttach,
        QStringLiteral("\"%1\" is attached again. It is compared with live; member sync brings it up to date."));
    one("release", "Give a server back its plain folders", mastercalls::memberRelease,
        QStringLiteral("\"%1\" has plain folders again and no longer belongs to a master."));
    one("remove", "Take a server out of the group; it keeps answering", mastercalls::memberRemove,
        QStringLiteral("\"%1\" is no longer in the group. It goes on answering what it serves."));
    one("rotate", "Give a member's agent a new key", mastercalls::memberRotate,
        QStringLiteral("The agent of \"%1\" has a new key, and the old one is not accepted any more."));

    CLI::App *syncing = member->add_subcommand("sync", "Deploy live to one member");
    syncing->add_option("member", words->name, "Name or id")->required();
    words->losing.add(syncing);
    session.choose(syncing, [&session, words] { return synchronise(session, text(words->name), words->losing.accepted()); });
}

} // namespace lockstep
