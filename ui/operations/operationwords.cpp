// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/operationwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace lockstep {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OperationWords)
};

// The steps of a row in the order they are gone through.
int rankOf(const QString &step)
{
    static const QStringList order{QStringLiteral("waiting"),  QStringLiteral("contacting"), QStringLiteral("sending"),
                                   QStringLiteral("checking"), QStringLiteral("prepared"),   QStringLiteral("switching"),
                                   QStringLiteral("proved"),   QStringLiteral("confirming"), QStringLiteral("confirmed")};
    return int(order.indexOf(step));
}

bool onlyPrepares(const Operation &operation) { return operation.kind == OperationKind::Prepare; }

QStringList failedMembers(const Operation &operation)
{
    QStringList names;
    for (const MemberProgress &row : operation.members) {
        if (!row.problems.isEmpty())
            names.append(row.name);
    }
    return names;
}

QString listed(const QStringList &names)
{
    return names.size() <= 3 ? names.join(QStringLiteral(", "))
                             : Words::tr("%1, %2 and %n more", nullptr, int(names.size() - 2)).arg(names[0], names[1]);
}

// "24 s", "9 min 05 s"
QString leftText(const Operation &operation, qint64 now)
{
    const qint64 seconds = std::max<qint64>(0, (operation.until.value_or(now) - now + 999) / 1000);
    return seconds < 60 ? Words::tr("%1 s").arg(seconds) : Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString watchingSentence(const Operation &operation, qint64 now)
{
    const int wave = operation.wave.value_or(1);
    const int waves = operation.waves.value_or(1);
    const QString left = leftText(operation, now);
    const QString what =
        wave < waves ? Words::tr("Wave %1 of %2 serves the new data and is watched for another %3 before the next one switches.")
                           .arg(wave)
                           .arg(waves)
                           .arg(left)
                     : Words::tr("%n member(s) serve the new data and are watched for another %1.", nullptr, int(operation.members.size())).arg(left);
    return what + u' ' + Words::tr("If one of them fails, all go back.");
}

QString runningSentence(const Operation &operation, qint64 now)
{
    if (operation.step == QLatin1String("watching"))
        return watchingSentence(operation, now);
    if (operation.step == QLatin1String("keeping"))
        return Words::tr("%n member(s) serve deployment %1. Keep it within %2, or all of them go back to what they served before.", nullptr,
                         int(operation.members.size()))
            .arg(operation.deployment)
            .arg(leftText(operation, now));
    if (operation.step == QLatin1String("noting"))
        return Words::tr("All members serve what they served before. The master cannot write that down and tries it again until it can; nothing "
                         "else can begin in this group before.");
    if (operation.step == QLatin1String("recording"))
        return Words::tr("The master cannot write down which members are late and tries it again until it can; nothing else can begin in this "
                         "group before.");
    if (operation.step == QLatin1String("returning")) {
        QStringList silent;
        for (const MemberProgress &row : operation.members) {
            if (row.step == QLatin1String("returning") && !row.problems.isEmpty())
                silent.append(row.name);
        }
        const QString all = Words::tr("Every member that switched goes back to what it served before.");
        return silent.isEmpty()
                   ? all
                   : all + u' ' + Words::tr("%1 does not answer: it goes back by itself, about a minute after it switched.").arg(listed(silent));
    }
    if (operation.step == QLatin1String("confirming"))
        return Words::tr("It is decided: the members are told to keep what they serve now.");
    if (operation.step == QLatin1String("switching") && operation.waves.value_or(1) > 1)
        return Words::tr("Wave %1 of %2 switches, and every member of it is asked whether it serves the new data.")
            .arg(operation.wave.value_or(1))
            .arg(*operation.waves);
    if (operation.step == QLatin1String("switching"))
        return Words::tr("The members switch, and every one is asked whether it serves the new data.");
    if (operation.step == QLatin1String("seeding") || operation.step == QLatin1String("contacting"))
        return Words::tr("The server is read. Nothing that it serves changes.");
    return Words::tr("The set is verified and laid beside what the members serve. Nothing that is served changes.");
}

} // namespace

Wording wordingOfStep(const MemberProgress &row, const Operation &operation)
{
    const QString &step = row.step;
    const bool over = operation.outcome != Outcome::Running;
    if (step == QLatin1String("failed"))
        return {Words::tr("Failed"), Tone::Danger, "emblem-error"};
    if (step == QLatin1String("returning"))
        return {Words::tr("Returning"), Tone::Attention, "edit-undo"};
    if (step == QLatin1String("returned"))
        return {Words::tr("Put back"), Tone::Attention, "edit-undo"};
    if (step == QLatin1String("late"))
        return {Words::tr("Not reached, follows later"), Tone::Attention, "clock"};
    if (step == QLatin1String("prepared"))
        return {Words::tr("Prepared"), Tone::Ok, "checkmark"};
    if (step == QLatin1String("proved"))
        return {Words::tr("Proved"), Tone::Ok, "checkmark"};
    if (step == QLatin1String("confirmed"))
        return {operation.deployment > 0 ? Words::tr("Serving %1").arg(operation.deployment) : Words::tr("Serving live"), Tone::Ok, "checkmark"};
    if (over)
        return {Words::tr("Not begun"), Tone::Muted, "dialog-cancel"};
    if (step == QLatin1String("contacting"))
        return {Words::tr("Contacting"), Tone::Accent, "view-refresh"};
    if (step == QLatin1String("sending"))
        return {Words::tr("Sending"), Tone::Accent, "view-refresh"};
    if (step == QLatin1String("checking"))
        return {Words::tr("Checking"), Tone::Accent, "view-refresh"};
    if (step == QLatin1String("switching"))
        return {Words::tr("Switching and proving"), Tone::Accent, "view-refresh"};
    if (step == QLatin1String("confirming"))
        return {Words::tr("Confirming"), Tone::Accent, "view-refresh"};
    return {Words::tr("Waiting"), Tone::Muted, "clock"};
}

Wording wordingWhileRunning(const Operation &operation)
{
    if (operation.step == QLatin1String("keeping"))
        return {Words::tr("Waits to be kept"), Tone::Attention, "clock"};
    if (operation.step == QLatin1String("watching") && operation.waves.value_or(1) > 1)
        return {Words::tr("Watching wave %1/%2").arg(operation.wave.value_or(1)).arg(*operation.waves), Tone::Accent, "clock"};
    if (operation.step == QLatin1String("noting"))
        return {Words::tr("Returned, not written down"), Tone::Attention, "edit-undo"};
    if (operation.step == QLatin1String("recording"))
        return {Words::tr("Cannot write down who is late"), Tone::Attention, "clock"};
    const bool returns = operation.step == QLatin1String("returning");
    const auto done = std::ranges::count_if(operation.members, [&](const MemberProgress &row) {
        return returns ? row.step == QLatin1String("returned")
                       : rankOf(row.step) >= rankOf(onlyPrepares(operation) ? QStringLiteral("prepared") : QStringLiteral("proved"));
    });
    const QString count = QStringLiteral("%1/%2").arg(done).arg(operation.members.size());
    if (returns)
        return {Words::tr("Returning %1").arg(count), Tone::Attention, "edit-undo"};
    switch (operation.kind) {
    case OperationKind::Prepare:
        return {Words::tr("Preparing %1").arg(count), Tone::Accent, "view-refresh"};
    case OperationKind::Deploy:
        return {Words::tr("Deploying %1").arg(count), Tone::Accent, "view-refresh"};
    case OperationKind::RollBack:
        return {Words::tr("Rolling back %1").arg(count), Tone::Accent, "view-refresh"};
    case OperationKind::Synchronise:
        return {Words::tr("Synchronising"), Tone::Accent, "view-refresh"};
    case OperationKind::AddMember:
        break;
    }
    return {Words::tr("Adding a member"), Tone::Accent, "view-refresh"};
}

double shareOf(const MemberProgress &row, const Operation &operation)
{
    const int rank = rankOf(row.step);
    if (rank < 0 || operation.outcome != Outcome::Running) // an ending: its step says how
        return 1;
    const int last = rankOf(onlyPrepares(operation) ? QStringLiteral("prepared") : QStringLiteral("confirmed"));
    const double within = row.total > 0 ? std::clamp(double(row.done) / row.total, 0.0, 1.0) : 0;
    return std::clamp((rank + (rank < last ? within : 0)) / last, 0.0, 1.0);
}

double shareOf(const Operation &operation)
{
    if (operation.outcome != Outcome::Running)
        return 1;
    double sum = 0;
    for (const MemberProgress &row : operation.members)
        sum += shareOf(row, operation);
    return operation.members.isEmpty() ? 0 : sum / double(operation.members.size());
}

QString titleOf(const Operation &operation, const QString &group)
{
    switch (operation.kind) {
    case OperationKind::Prepare:
        return Words::tr("Prepare \"%1\"").arg(group);
    case OperationKind::Deploy:
        return Words::tr("Deploy \"%1\"").arg(group);
    case OperationKind::RollBack:
        return Words::tr("Roll back \"%1\"").arg(group);
    case OperationKind::Synchronise:
        return Words::tr("Synchronise \"%1\"").arg(group);
    case OperationKind::AddMember:
        break;
    }
    return Words::tr("Add a member to \"%1\"").arg(group);
}

QString outcomeSentence(const Operation &operation, qint64 now)
{
    const int members = int(operation.members.size());
    const QStringList failed = failedMembers(operation);
    switch (operation.outcome) {
    case Outcome::Running:
        return runningSentence(operation, now);
    case Outcome::Undecided:
        return Words::tr("Not every member answers, so it is not known yet how it ended. The master goes on asking until it is.");
    case Outcome::Returned:
        if (failed.isEmpty() && !operation.problems.isEmpty()) // nobody stopped it: they say why
            return Words::tr("All members serve what they served before. Nothing staged is lost.");
        return failed.isEmpty() ? Words::tr("It was stopped: all members serve what they served before. Nothing staged is lost.")
                                : Words::tr("%1 failed: all members serve what they served before. Nothing staged is lost.").arg(listed(failed));
    case Outcome::Failed:
        if (!onlyPrepares(operation))
            return Words::tr("It failed before any member switched: what is served has not changed. Nothing staged is lost.");
        return failed.isEmpty()
                   ? Words::tr("It was not prepared. What is served has not changed; nothing staged is lost.")
                   : Words::tr("%1 refused the set. What is served has not changed; correct what is marked and prepare again.").arg(listed(failed));
    case Outcome::Succeeded:
        break;
    }
    switch (operation.kind) {
    case OperationKind::Prepare:
        return Words::tr("%n members hold the verified set. What they serve has not changed; deploy it when you are ready.", nullptr, members);
    case OperationKind::AddMember:
        return Words::tr("The member belongs to the group now.");
    case OperationKind::Synchronise:
        return Words::tr("The member serves what is live.");
    case OperationKind::Deploy:
    case OperationKind::RollBack:
        break;
    }
    return Words::tr("%n members serve deployment %1, and each was asked to prove it.", nullptr, members).arg(operation.deployment);
}

bool countsDown(const Operation &operation) { return operation.outcome == Outcome::Running && operation.until.has_value(); }

bool canStop(const Operation &operation)
{
    static const QStringList decided{QStringLiteral("confirming"), QStringLiteral("returning"), QStringLiteral("noting"), QStringLiteral("recording"),
                                     QStringLiteral("ended")};
    return operation.outcome == Outcome::Running && !decided.contains(operation.step);
}

bool canKeep(const Operation &operation) { return operation.outcome == Outcome::Running && operation.step == QLatin1String("keeping"); }

QString secondsText(qint64 milliseconds)
{
    return milliseconds <= 0 ? QString() : Words::tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000, 'f', milliseconds < 10000 ? 2 : 0));
}

QString sealText(const Digest &seal)
{
    if (seal.isNull())
        return {};
    const QString hex = QString::fromLatin1(seal.hex());
    return hex.first(4) + u'-' + hex.mid(4, 4) + u'-' + hex.mid(8, 4);
}

QStringList effectLines(const Effects &effects)
{
    QStringList lines;
    if (effects.reloaded > 0)
        lines.append(Words::tr("%n zone(s) read again", nullptr, effects.reloaded));
    if (effects.created > 0)
        lines.append(Words::tr("%n new zone(s)", nullptr, effects.created));
    if (effects.removed > 0)
        lines.append(Words::tr("%n zone(s) removed: refused from then on", nullptr, effects.removed));
    if (effects.dynamic > 0)
        lines.append(Words::tr("%n zone(s) whose records stay with their clients or with named", nullptr, effects.dynamic));
    if (effects.configured)
        lines.append(Words::tr("The configuration is read again"));
    return lines;
}

QString restartSentence(const Effects &effects)
{
    const QStringList options = effects.restart.value_or(QStringList());
    if (options.isEmpty())
        return {};
    return Words::tr("named takes the new value of %1 only when it is started again. Deploying does not restart it: do that on every member when it "
                     "suits.")
        .arg(options.join(QStringLiteral(", ")));
}

QString interruptionSentence(const Effects &effects)
{
    if (effects.recreated == 0)
        return {};
    return Words::tr("%n zone(s) made anew (%1). named does not answer for it until it has loaded it; all zones of the server load in %2.", nullptr,
                     effects.recreated)
        .arg(listed(effects.interrupted), secondsText(effects.loadMs));
}

} // namespace lockstep
