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

QString runningSentence(const Operation &operation)
{
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

QString outcomeSentence(const Operation &operation)
{
    const int members = int(operation.members.size());
    const QStringList failed = failedMembers(operation);
    switch (operation.outcome) {
    case Outcome::Running:
        return runningSentence(operation);
    case Outcome::Undecided:
        return Words::tr("Not every member answers, so it is not known yet how it ended. The master goes on asking until it is.");
    case Outcome::Returned:
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

bool canStop(const Operation &operation)
{
    return operation.outcome == Outcome::Running && operation.step != QLatin1String("confirming") && operation.step != QLatin1String("returning") &&
           operation.step != QLatin1String("ended");
}

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

QString interruptionSentence(const Effects &effects)
{
    if (effects.recreated == 0)
        return {};
    return Words::tr("%n zone(s) made anew (%1). named does not answer for it until it has loaded it; all zones of the server load in %2.", nullptr,
                     effects.recreated)
        .arg(listed(effects.interrupted), secondsText(effects.loadMs));
}

} // namespace lockstep
