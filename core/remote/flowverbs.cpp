// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include "core/base/errortext.h"
#include "core/remote/rolloutwords.h"
#include "core/remote/unsignedwords.h"

namespace lockstep {

namespace {

QString progressOf(const Operation &operation)
{
    QStringList rows;
    for (const MemberProgress &row : operation.members) {
        QString one = shown(row.name) + QLatin1Char(' ') + shown(row.step);
        if (row.total > 0)
            one += QStringLiteral(" %1/%2").arg(row.done).arg(row.total);
        rows.append(one);
    }
    QString step = shown(operation.step);
    if (operation.wave && operation.waves)
        step += QStringLiteral(" wave %1 of %2").arg(*operation.wave).arg(*operation.waves);
    if (operation.until)
        step += QStringLiteral(" until %1").arg(shownTime(*operation.until));
    return QStringLiteral("%1: %2").arg(step, rows.join(QStringLiteral(" | ")));
}

// " 42 of 42 zones, 120 answers, 3 zones by load, not by query"
QString proofOf(const MemberProgress &row)
{
    QString text = row.total > 0 ? QStringLiteral(" %1 of %2 zones").arg(row.done).arg(row.total) : QString();
    if (row.answers.value_or(0) > 0)
        text += QStringLiteral(", %1 answers").arg(*row.answers);
    if (row.byLoad.value_or(0) > 0)
        text += QStringLiteral(", %1 zones by load, not by query").arg(*row.byLoad);
    return text;
}

// What the switch to a prepared set does, in words; "" when nothing but the records of no zone change.
QString effectsOf(const Effects &effects)
{
    QStringList parts;
    const auto say = [&](int count, const char *one, const char *many) {
        if (count > 0)
            parts.append(QStringLiteral("%1 %2").arg(count).arg(QLatin1String(count == 1 ? one : many)));
    };
    say(effects.reloaded, "zone is read again", "zones are read again");
    say(effects.created, "zone is new", "zones are new");
    say(effects.removed, "zone is removed", "zones are removed");
    say(effects.dynamic, "zone keeps what its clients wrote", "zones keep what their clients wrote");
    if (effects.configured)
        parts.append(QStringLiteral("the configuration is read again"));
    if (effects.restart && !effects.restart->isEmpty())
        parts.append(QStringLiteral("named must be started again for %1").arg(effects.restart->join(QStringLiteral(", "))));
    QString text = parts.join(QStringLiteral(", "));
    if (effects.recreated > 0) {
        QStringList names;
        for (const QString &name : effects.interrupted)
            names.append(shown(name));
        if (effects.recreated > names.size())
            names.append(QStringLiteral("..."));
        text += QStringLiteral("%1%2 made anew and not answered while loading (all zones load in %3 s): %4")
                    .arg(text.isEmpty() ? QString() : QStringLiteral("; "))
                    .arg(effects.recreated == 1 ? QStringLiteral("1 zone is") : QStringLiteral("%1 zones are").arg(effects.recreated))
                    .arg(double(effects.loadMs) / 1000, 0, 'f', 1)
                    .arg(names.join(QStringLiteral(", ")));
    }
    return text;
}

qsizetype lateOnes(const Operation &operation)
{
    return std::ranges::count_if(operation.members, [](const MemberProgress &row) { return row.step == QLatin1String("late"); });
}

QString endOf(const Operation &operation)
{
    const QString what = QLatin1String(wordsOf(operation.kind).at(qsizetype(operation.kind)));
    switch (operation.outcome) {
    case Outcome::Succeeded:
        if (const qsizetype late = lateOnes(operation); late > 0)
            return QStringLiteral("The %1 is decided and live on %2 of %3 members. The others are brought to it as soon as they answer.")
                .arg(what)
                .arg(operation.members.size() - late)
                .arg(operation.members.size());
        if (operation.kind == OperationKind::Prepare)
            return QStringLiteral("Prepared: %1 members hold the set with seal %2. Nothing served has changed.")
                .arg(operation.members.size())
                .arg(operation.seal.seal());
        if (operation.kind == OperationKind::AddMember)
            return QStringLiteral("Added: %1 serves what is live.").arg(shown(operation.members.value(0).name));
        if (operation.kind == OperationKind::Synchronise)
            return QStringLiteral("Synchronised: %1 serves what is live.").arg(shown(operation.members.value(0).name));
        return QStringLiteral("%1: deployment %2 is live; all %3 members proved that they serve it.")
            .arg(operation.kind == OperationKind::RollBack ? QStringLiteral("Rolled back") : QStringLiteral("Deployed"))
            .arg(operation.deployment)
            .arg(operation.members.size());
    case Outcome::Returned:
        return (lateOnes(operation) > 0
                    ? QStringLiteral("The %1 failed: what was served before is live again. A member that is late is brought to it "
                                     "as soon as it answers. Nothing staged is lost.")
                    : QStringLiteral("The %1 failed: every member is back at what it served before. Nothing staged is lost."))
            .arg(what);
    case Outcome::Undecided:
        return QStringLiteral("The end of this %1 is not known yet: a member does not answer. The master goes on asking; "
                              "see lockstep status.")
            .arg(what);
    case Outcome::Failed:
    case Outcome::Running:
        return QStringLiteral("The %1 failed. Nothing that is served has changed; nothing staged is lost.").arg(what);
    }
    return {};
}

Task<Result<Exit>> prepare(RemoteSession &session, QString seal, QString comment, std::vector<std::string> exclude)
{
    Task<Result<GroupStatus>> asking = session.status(true);
    LOCKSTEP_CO_TRY(status, co_await asking);
    PrepareGroupRequest request{status.group.id, comment, {}};
    if (!seal.isEmpty()) {
        if (status.staged.seal() != seal && QString::fromLatin1(status.staged.hex()) != seal)
            co_return fail(QStringLiteral("master.reviewed"), {status.staged.seal(), seal});
        request.seal = status.staged;
    }
    for (const std::string &name : exclude) {
        const qsizetype before = request.exclude.size();
        QStringList names;
        for (const Member &member : status.members) {
            names.append(member.name);
            if (member.name == text(name) || member.id == text(name))
                request.exclude.append(member.id);
        }
        if (request.exclude.size() == before)
            co_return fail(QStringLiteral("cli.member.unknown"), {text(name), status.group.name, names.join(QStringLiteral(", "))});
    }
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Operation>> starting = master->call(mastercalls::prepare, request);
    LOCKSTEP_CO_TRY(operation, co_await starting);
    Task<Result<Exit>> following = follow(session, master, operation);
    Result<Exit> exit = co_await following;
    co_return exit;
}

Task<Result<Exit>> deploy(RemoteSession &session, QString seal, QString comment, RolloutWords words, std::optional<QStringList> acceptUnsigned)
{
    Task<Result<GroupStatus>> asking = session.status(true);
    LOCKSTEP_CO_TRY(status, co_await asking);
    if (!status.prepared)
        co_return fail(QStringLiteral("cli.deploy.unprepared"), {status.group.name});
    const PreparedSet prepared = *status.prepared;
    if (!seal.isEmpty() && prepared.seal.seal() != seal && QString::fromLatin1(prepared.seal.hex()) != seal)
        co_return fail(QStringLiteral("cli.deploy.seal"), {prepared.seal.seal(), seal});
    if (prepared.newerChanges > 0)
        session.console.note(QStringLiteral("Staging has %1 newer edits; they stay staged.").arg(prepared.newerChanges));
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    DeployGroupRequest request{status.group.id, prepared.seal, comment};
    LOCKSTEP_CO_TRY(rollout, words.over(status.group.rollout.value_or(Rollout()), status.members, status.group.name));
    request.rollout = rollout;
    request.acceptUnsigned = acceptUnsigned;
    if (words.keep >= 0)
        request.keepMinutes = words.keep;
    if (request.keepMinutes.value_or(status.group.keepMinutes.value_or(0)) > 0)
        session.console.note(QStringLiteral("It is taken back unless somebody says \"lockstep keep\" in time."));
    Task<Result<Operation>> starting = master->call(mastercalls::deploy, request);
    LOCKSTEP_CO_TRY(operation, co_await starting);
    Task<Result<Exit>> following = follow(session, master, operation);
    Result<Exit> exit = co_await following;
    co_return exit;
}

// Keeps or stops what runs on the group, and follows it to its end. `nothing`: what is said when nothing runs.
template <class M> Task<Result<Exit>> onRunning(RemoteSession &session, M method, QString nothing)
{
    Task<Result<GroupStatus>> asking = session.status(true);
    LOCKSTEP_CO_TRY(status, co_await asking);
    if (!status.operation || status.operation->outcome != Outcome::Running)
        co_return fail(nothing, {status.group.name});
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<Operation>> telling = master->call(method, OperationRequest{status.operation->id});
    LOCKSTEP_CO_TRY(operation, co_await telling);
    Task<Result<Exit>> following = follow(session, master, operation);
    Result<Exit> exit = co_await following;
    co_return exit;
}

Task<Result<Exit>> rollBack(RemoteSession &session, RollBackRequest request)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    request.group = group.id;
    Task<Result<Operation>> starting = master->call(mastercalls::rollBack, request);
    LOCKSTEP_CO_TRY(operation, co_await starting);
    Task<Result<Exit>> following = follow(session, master, operation);
    Result<Exit> exit = co_await following;
    co_return exit;
}

Task<Result<Exit>> history(RemoteSession &session, int limit)
{
    Task<Result<Group>> choosing = session.chosenGroup();
    LOCKSTEP_CO_TRY(group, co_await choosing);
    Task<Result<std::shared_ptr<MasterClient>>> connecting = session.master();
    LOCKSTEP_CO_TRY(master, co_await connecting);
    Task<Result<HistoryList>> asking = master->call(mastercalls::historyList, HistoryRequest{group.id, {}, limit, 0});
    LOCKSTEP_CO_TRY(list, co_await asking);
    if (session.console.json) {
        session.console.value(toJson(list));
        co_return Exit::Done;
    }
    QList<QStringList> rows{{QStringLiteral("No"), QStringLiteral("Time"), QStringLiteral("User"), QStringLiteral("Type"), QStringLiteral("What"),
                             QStringLiteral("Comment")}};
    for (const HistoryEntry &entry : list.entries)
        rows.append({QString::number(entry.number), shownTime(entry.time), shown(entry.user), shown(entry.type), shown(entry.description),
                     shown(entry.comment)});
    session.console.table(rows);
    co_return Exit::Done;
}

} // namespace

Task<Result<Exit>> follow(RemoteSession &session, std::shared_ptr<MasterClient> master, Operation operation)
{
    Console &console = session.console;
    QList<Error> told;
    const auto watching = QObject::connect(master.get(), &MasterClient::operationChanged, [&](const Operation &now) {
        if (now.id != operation.id || now.outcome != Outcome::Running)
            return;
        if (!console.json)
            console.progress(progressOf(now));
        // It waits until the master can write its end down: somebody has to make space.
        const bool waits = now.step == QLatin1String("noting") || now.step == QLatin1String("recording");
        for (const Error &problem : waits ? now.problems : QList<Error>()) {
            if (told.contains(problem))
                continue;
            told.append(problem);
            console.fault(problem);
        }
    });
    Task<Result<Operation>> waiting = master->finished(operation);
    Result<Operation> ended = co_await waiting;
    QObject::disconnect(watching);
    console.endProgress();
    LOCKSTEP_CO_TRY(last, ended);
    if (console.json) {
        console.value(toJson(last));
    } else {
        for (const MemberProgress &row : last.members) {
            console.line(QStringLiteral("%1  %2%3  %4 ms").arg(shown(row.name), shown(row.step), proofOf(row)).arg(row.elapsed));
            for (const Error &problem : row.problems)
                console.line(QStringLiteral("  ") + shown(errorText(problem)));
        }
        for (const Error &problem : last.problems)
            console.line(shown(errorText(problem)));
        for (const Error &warning : last.warnings.value_or(QList<Error>()))
            console.line(QStringLiteral("warning: ") + shown(errorText(warning)));
        const QString effects = last.effects && last.outcome == Outcome::Succeeded ? effectsOf(*last.effects) : QString();
        if (!effects.isEmpty())
            console.line((last.kind == OperationKind::Prepare ? QStringLiteral("At the switch: ") : QStringLiteral("The switch: ")) + effects);
        console.line(endOf(last));
    }
    co_return last.outcome == Outcome::Succeeded &&lateOnes(last) == 0 ? Exit::Done : Exit::Different;
}

void addFlowVerbs(CLI::App &app, RemoteSession &session)
{
    struct Words
    {
        std::string comment, seal;
        std::vector<std::string> exclude;
        int to = 0, limit = 50;
        bool reset = false;
        RolloutWords rollout;
        UnsignedWords losing;
    };
    auto words = std::make_shared<Words>();

    CLI::App *preparing = addRemoteVerb(app, "prepare");
    preparing->add_option("-m,--comment", words->comment, "For the history");
    preparing->add_option("--exclude", words->exclude, "Leave out this member, by name, for this deployment");
    preparing->add_option("--seal", words->seal, "Prepare only if what is staged has this seal, as it was reviewed");
    session.choose(preparing, [&session, words] { return prepare(session, text(words->seal), text(words->comment), words->exclude); });

    CLI::App *deploying = addRemoteVerb(app, "deploy");
    deploying->add_option("--seal", words->seal, "Deploy only if the prepared set still has this seal");
    deploying->add_option("-m,--comment", words->comment, "For the history");
    words->rollout.add(deploying);
    words->losing.add(deploying);
    session.choose(deploying,
                   [&session, words] { return deploy(session, text(words->seal), text(words->comment), words->rollout, words->losing.accepted()); });

    session.choose(addRemoteVerb(app, "keep"),
                   [&session] { return onRunning(session, mastercalls::operationKeep, QStringLiteral("master.notkeeping")); });
    session.choose(addRemoteVerb(app, "stop"),
                   [&session] { return onRunning(session, mastercalls::operationStop, QStringLiteral("cli.stop.nothing")); });

    CLI::App *rolling = addRemoteVerb(app, "rollback");
    rolling->add_option("--to", words->to, "Deployment number; the last good one before live when left out")->check(CLI::NonNegativeNumber);
    rolling->add_option("-m,--comment", words->comment, "For the history");
    rolling->add_flag("--reset-staging", words->reset, "Reset staging to it too");
    words->losing.add(rolling);
    session.choose(rolling, [&session, words] {
        return rollBack(session, {QString(), words->to, text(words->comment), words->reset, {}, words->losing.accepted()});
    });

    CLI::App *telling = addRemoteVerb(app, "history");
    telling->add_option("-n,--limit", words->limit, "At most this many entries")->check(CLI::Range(1, 10000));
    session.choose(telling, [&session, words] { return history(session, words->limit); });
}

} // namespace lockstep
