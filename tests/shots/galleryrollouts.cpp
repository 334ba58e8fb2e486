// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of deploys in waves, of what waits for somebody, of a group's settings, of drift and of a
// master that came out of a backup.
#include "tests/shots/gallery.h"

#include "ui/groups/groupsettings.h"
#include "ui/groups/restoredialog.h"
#include "ui/groups/restorenotice.h"
#include "ui/operations/operationdialog.h"
#include "ui/operations/operationsdrawer.h"
#include "ui/operations/rollouteditor.h"
#include "ui/window/mainwindow.h"

#include <QDateTime>
#include <QFile>
#include <QPlainTextEdit>
#include <QTest>

namespace lockstep {

namespace {

constexpr int settle = 350; // ms: what is read by itself has come

Operation waiting(const char *step, const QString &group)
{
    Operation operation;
    operation.id = QStringLiteral("sample-") + QLatin1String(step);
    operation.group = group;
    operation.kind = OperationKind::Deploy;
    operation.deployment = 2;
    operation.seal = Digest::of("sample");
    operation.step = QLatin1String(step);
    operation.waves = 3;
    const bool watched = operation.step == QLatin1String("watching");
    operation.wave = watched ? 1 : 3;
    for (int i = 1; i <= 5; ++i) {
        const QString name = QStringLiteral("ns%1").arg(i);
        MemberProgress row{name, name, watched && i != 3 ? QStringLiteral("waiting") : QStringLiteral("proved"), 0, 0, 0, {}};
        row.wave = i == 3 ? 1 : i < 3 ? 2 : 3;
        if (row.step == QLatin1String("proved")) {
            row.answers = 124;
            row.elapsed = 90 + 11 * i;
        }
        operation.members.append(row);
    }
    if (operation.step == QLatin1String("noting")) {
        for (MemberProgress &row : operation.members)
            row.step = QStringLiteral("returned");
        operation.problems.append(Error{QStringLiteral("store.query"), {}, {}, {}});
    } else {
        operation.until = QDateTime::currentMSecsSinceEpoch() + (watched ? 24000 : 572000);
    }
    if (operation.step == QLatin1String("keeping")) {
        operation.effects = Effects();
        operation.effects->restart = QStringList{QStringLiteral("reuseport")};
    }
    return operation;
}

} // namespace

void Gallery::rollouts()
{
    GroupSession session(master(), group());
    MainWindow *window = m_console.window();
    const QList<Member> members = session.status().members;
    const QString last = members.isEmpty() ? QString() : members.last().id;
    prepare();
    auto *deploy = new OperationDialog(session, OperationKind::Deploy, 0, window);
    deploy->open();
    deploy->findChild<RolloutEditor *>()->show({1, 1, Rollout::Unit::Members, last, 30, 5}, 10, members);
    keepDialog("deploy-waves");
    for (const auto &[name, step] : {std::pair{"deploy-watching", "watching"}, {"deploy-keeping", "keeping"}, {"deploy-noting", "noting"}}) {
        (new OperationDialog(session, waiting(step, group()), window))->open();
        keepDialog(name);
    }
    auto *settings = new GroupSettings(session, window);
    settings->open();
    settings->findChild<RolloutEditor *>()->show({25, 50, Rollout::Unit::Percent, {}, 60, 0}, 0, members);
    settings->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("/etc/bind/local/*.conf\nkeys/*"));
    keepDialog("group-settings");

    open("overview-before-keeping", QStringLiteral("overview"));
    auto *drawer = window->findChild<OperationsDrawer *>();
    drawer->show(waiting("keeping", group()), session.status().group.name);
    QTest::qWait(settle);
    keep("drawer-keeping", window);
    drawer->hide();
    open("review-rollback", QStringLiteral("review?from=live&to=rollback:0"));

    drift();
    restoring();
}

// Somebody edits what ns2 serves by hand: the files are real, and so is what is told of them.
void Gallery::drift()
{
    const QString tree = qEnvironmentVariable("LOCKSTEP_SHOTS_TREE") + QStringLiteral("/etc-bind/");
    const auto append = [&](const char *name, const QByteArray &line) {
        QFile file(tree + QLatin1String(name));
        return file.open(QIODevice::Append) && file.write(line) == line.size();
    };
    GroupSession session(master(), group());
    const QString member = session.status().members.value(1).id;
    const auto becomes = [&](SyncState state) {
        return QTest::qWaitFor(
            [&] {
                master().refresh(group());
                QTest::qWait(200);
                const MemberSync *sync = session.sync(member);
                return sync && sync->state == state;
            },
            20000);
    };
    const bool edited = append("zones/example.net.db", "hotfix\t300\tIN\tA\t192.0.2.99\n") &&
                        append("named.conf.options", "// changed by hand at three in the morning\n") && becomes(SyncState::OutOfSync);
    m_faults += edited ? 0 : 1;
    open("members-drift", QStringLiteral("members/") + member);
    open("review-drift", QStringLiteral("review?from=live&to=member:") + member);
    Task<Result<Operation>> syncing = master().call(mastercalls::memberSync, SynchroniseRequest{group(), member});
    m_faults += becomes(SyncState::InSync) ? 0 : 1;
}

// A master that came out of a backup, older than what one of its members serves; another one is silent.
void Gallery::restoring()
{
    MainWindow *window = m_console.window();
    const qint64 taken = QDateTime::currentMSecsSinceEpoch() - 20LL * 3600 * 1000;
    RestoreReport report{true, taken, 3, {}};
    const QList<Member> members = master().groups().first().members;
    for (const Member &member : members)
        report.members.append({master().groups().first().group.name, member.id, member.name, true, Digest::of("served"), true, 41, 3, {}});
    if (report.members.size() > 2) {
        report.members[1].known = false;
        report.members[1].deployment = 0;
        report.members[1].active = Digest::of("later");
        report.members[2].answered = false;
        report.members[2].active.reset();
        report.members[2].problems = {Error{QStringLiteral("rpc.unreachable"), {members[2].name}, {}, {}}};
    }
    window->restore(QStringList{master().name(), group(), QStringLiteral("overview")}.join(u'/'));
    QTest::qWait(settle);
    auto *notice = window->findChild<RestoreNotice *>();
    notice->take(report);
    QTest::qWait(settle);
    keep("restored", window);
    auto *dialog = new RestoreDialog(master(), window);
    dialog->open();
    QTest::qWait(settle);
    dialog->take(report);
    keepDialog("restored-compare");
    notice->take({});
}

} // namespace lockstep
