// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "ui/operations/operationdialog.h"
#include "ui/operations/operationsdrawer.h"
#include "ui/operations/operationwords.h"
#include "ui/operations/rollbackchoice.h"
#include "ui/operations/rollouteditor.h"
#include "ui/operations/rolloutsentence.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>

using namespace lockstep;

namespace {

QList<Member> membersOf(int count)
{
    QList<Member> members;
    for (int i = 1; i <= count; ++i) {
        Member member;
        member.id = QStringLiteral("m%1").arg(i);
        member.name = QStringLiteral("ns%1").arg(i);
        members.append(member);
    }
    return members;
}

Operation waiting(const char *step, qint64 until, std::optional<int> wave = {}, std::optional<int> waves = {})
{
    Operation operation;
    operation.id = QStringLiteral("o1");
    operation.group = QStringLiteral("g1");
    operation.kind = OperationKind::Deploy;
    operation.deployment = 42;
    operation.step = QLatin1String(step);
    operation.wave = wave;
    operation.waves = waves;
    operation.until = until;
    for (const Member &member : membersOf(3))
        operation.members.append({member.id, member.name, QStringLiteral("proved"), 0, 0, 0, {}});
    return operation;
}

// A master that nobody reaches: what is shown is what the test tells.
struct Away
{
    MasterSession master{systemClock(), QStringLiteral("This computer"),
                         []() -> Task<Result<std::shared_ptr<MasterClient>>> { co_return fail(QStringLiteral("rpc.lost"), {QStringLiteral("x")}); }};
    GroupSession group{master, QStringLiteral("g1")};
};

template <class W> W *named(const QWidget &window, const QString &name)
{
    for (W *one : window.findChildren<W *>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

template <class W> W *said(const QWidget &window, const QString &text)
{
    for (W *one : window.findChildren<W *>()) {
        if (QString(one->text()).remove(u'&').startsWith(text) && one->isVisibleTo(&window))
            return one;
    }
    return nullptr;
}

QString textOf(const QWidget &window)
{
    QStringList all;
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&window))
            all.append(label->text());
    }
    return all.join(u'\n');
}

// Three members, with one record staged and prepared, or already deployed once.
struct Prepared
{
    explicit Prepared(bool deployed = false)
    {
        ready = house.addAll() && house.stageHost(QStringLiteral("a.example"), QStringLiteral("one"), 1);
        const Operation set = house.prepare();
        ready = ready && set.outcome == Outcome::Succeeded;
        if (deployed)
            ready = ready && house.deploy(set.seal).outcome == Outcome::Succeeded;
        ready = ready && house.connect();
    }
    const std::optional<Operation> &operation() const { return house.view->status().operation; }
    bool reaches(const char *step)
    {
        return comes([&] { return operation() && operation()->step == QLatin1String(step); }, 20000);
    }
    bool ends(Outcome outcome)
    {
        return comes([&] { return operation() && operation()->outcome == outcome; });
    }
    // The deploy dialog with a keep window that no simulated time reaches.
    OperationDialog *deploying()
    {
        auto *dialog = new OperationDialog(*house.view, OperationKind::Deploy, 0);
        dialog->open();
        said<QCheckBox>(*dialog, QStringLiteral("Ask to keep it within"))->setChecked(true);
        named<QSpinBox>(*dialog, QStringLiteral("Minutes to keep it"))->setValue(1440);
        return dialog;
    }

    GroupHouse house{3};
    bool ready = false;
};

} // namespace

class TestRollouts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSentenceSaysWhatWillHappen_data()
    {
        QTest::addColumn<int>("members");
        QTest::addColumn<Rollout>("rollout");
        QTest::addColumn<int>("keep");
        QTest::addColumn<QString>("sentence");
        using U = Rollout::Unit;
        QTest::newRow("all at once") << 3 << Rollout() << 0 << "3 member(s) at once.";
        QTest::newRow("a canary") << 3 << Rollout{1, 0, U::Members, QStringLiteral("m3"), 30, 0} << 0
                                  << "ns3 first, watched for 30 s, then the other 2.";
        QTest::newRow("waves") << 5 << Rollout{1, 2, U::Members, QStringLiteral("m3"), 30, 0} << 0
                               << "ns3 first, watched for 30 s, then 2 at a time (3 waves).";
        QTest::newRow("not watched") << 5 << Rollout{2, 1, U::Members, {}, 0, 0} << 0 << "ns1, ns2 first, then 1 at a time (4 waves).";
        QTest::newRow("per cent are members") << 10 << Rollout{40, 30, U::Percent, {}, 5, 0} << 0
                                              << "4 member(s) first, watched for 5 s, then 3 at a time (3 waves).";
        QTest::newRow("a first wave of all is no wave") << 3 << Rollout{100, 0, U::Percent, {}, 30, 0} << 0 << "3 member(s) at once.";
        QTest::newRow("taken back by itself")
            << 2 << Rollout{0, 0, U::Members, {}, 60, 5} << 10
            << "2 member(s) at once, watched for 60 s. All go back when SERVFAIL and NXDOMAIN rise by more than 5 % "
               "of a member's answers. In the end it waits 10 minute(s) for somebody to keep it; otherwise all go back.";
        QTest::newRow("nobody") << 0 << Rollout() << 0 << "The group has no members yet.";
    }
    void theSentenceSaysWhatWillHappen()
    {
        QFETCH(int, members);
        QFETCH(Rollout, rollout);
        QFETCH(int, keep);
        QFETCH(QString, sentence);
        QCOMPARE(rolloutSentence(rollout, keep, membersOf(members)), sentence);
    }

    void whatWasSetIsWhatIsRead()
    {
        using U = Rollout::Unit;
        const QList<Rollout> all{
            Rollout(), {1, 0, U::Members, QStringLiteral("m2"), 10, 0}, {2, 3, U::Members, {}, 0, 0}, {25, 50, U::Percent, {}, 60, 7}};
        for (const Rollout &rollout : all) {
            RolloutEditor editor;
            editor.show(rollout, 15, membersOf(3));
            QCOMPARE(editor.rollout(), rollout);
            QCOMPARE(editor.keepMinutes(), 15);
        }
        RolloutEditor editor; // one that left the group goes first no more
        editor.show({1, 0, U::Members, QStringLiteral("gone"), 10, 0}, 0, membersOf(3));
        QCOMPARE(editor.rollout().canary, QString());
        QCOMPARE(editor.keepMinutes(), 0);
    }

    void onlyWhatMattersIsEnabled()
    {
        RolloutEditor editor;
        editor.show({}, 0, membersOf(3));
        auto *canary = named<QComboBox>(editor, QStringLiteral("The member that goes first"));
        auto *first = named<QSpinBox>(editor, QStringLiteral("Size of the first wave"));
        auto *seconds = named<QSpinBox>(editor, QStringLiteral("Seconds that a wave is watched"));
        auto *percent = named<QSpinBox>(editor, QStringLiteral("By how many per cent of the answers"));
        auto *minutes = named<QSpinBox>(editor, QStringLiteral("Minutes to keep it"));
        QVERIFY(!canary->isEnabled() && !first->isEnabled() && !seconds->isEnabled() && !percent->isEnabled() && !minutes->isEnabled());
        said<QRadioButton>(editor, QStringLiteral("One member first"))->click();
        QVERIFY(canary->isEnabled() && !first->isEnabled() && seconds->isEnabled());
        said<QRadioButton>(editor, QStringLiteral("In waves"))->click();
        QVERIFY(canary->isEnabled() && first->isEnabled());
        said<QRadioButton>(editor, QStringLiteral("All at once"))->click();
        seconds->setValue(0);
        said<QCheckBox>(editor, QStringLiteral("Take back when"))->click();
        QVERIFY(seconds->isEnabled() && percent->isEnabled() && !canary->isEnabled());
        QCOMPARE(seconds->value(), 1); // in no time nothing would be seen
        said<QCheckBox>(editor, QStringLiteral("Ask to keep it"))->click();
        QVERIFY(minutes->isEnabled());
        QVERIFY(editor.keepMinutes() > 0);
        QVERIFY(textOf(editor).contains(QStringLiteral("for somebody to keep it")));
    }

    void everyWaitSaysHowLong()
    {
        const qint64 now = 1000000;
        QVERIFY(outcomeSentence(waiting("watching", now + 23400, 1, 3), now)
                    .contains(QStringLiteral("Wave 1 of 3 serves the new data and is watched for another 24 s")));
        QVERIFY(outcomeSentence(waiting("watching", now + 1000, 3, 3), now)
                    .contains(QStringLiteral("3 member(s) serve the new data and are watched for another 1 s")));
        QVERIFY(outcomeSentence(waiting("keeping", now + 125000), now).contains(QStringLiteral("Keep it within 2 min 05 s")));
        QVERIFY(outcomeSentence(waiting("keeping", now - 5000), now).contains(QStringLiteral("within 0 s"))); // another clock
        QVERIFY(outcomeSentence(waiting("switching", 0, 2, 3), now).startsWith(QStringLiteral("Wave 2 of 3 switches")));
        QVERIFY(outcomeSentence(waiting("noting", 0), now).contains(QStringLiteral("cannot write that down")));
        QVERIFY(canKeep(waiting("keeping", 0)) && canStop(waiting("keeping", 0)));
        QVERIFY(!canKeep(waiting("watching", 0)) && canStop(waiting("watching", 0)));
        QVERIFY(!canStop(waiting("noting", 0)));
        Operation unkept = waiting("ended", 0);
        unkept.outcome = Outcome::Returned;
        QVERIFY(outcomeSentence(unkept, now).startsWith(QStringLiteral("It was stopped")));
        unkept.problems = {Error{QStringLiteral("master.notkept"), {QStringLiteral("10")}, {}, {}}};
        QVERIFY(!outcomeSentence(unkept, now).contains(QStringLiteral("stopped")));
        QCOMPARE(wordingWhileRunning(waiting("keeping", 0)).tone, Tone::Attention);
        QCOMPARE(wordingWhileRunning(waiting("watching", 0, 2, 3)).text, QStringLiteral("Watching wave 2/3"));
    }

    void theDialogAndTheDrawerCountDown()
    {
        Away away;
        Operation keeping = waiting("keeping", QDateTime::currentMSecsSinceEpoch() + 90500);
        keeping.members[1].wave = 2;
        OperationDialog dialog(away.group, keeping);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        OperationsDrawer drawer;
        drawer.show(keeping, QStringLiteral("Edge"));
        QVERIFY(said<QPushButton>(dialog, QStringLiteral("Keep deployment 42")));
        QVERIFY(said<QPushButton>(dialog, QStringLiteral("Take back")));
        QVERIFY(said<QLabel>(dialog, QStringLiteral("wave 2")));
        QVERIFY(!said<QLabel>(dialog, QStringLiteral("wave 1")));
        for (const QWidget *one : {static_cast<QWidget *>(&dialog), static_cast<QWidget *>(&drawer)}) {
            QVERIFY2(comes([&] { return textOf(*one).contains(QRegularExpression(QStringLiteral("1 min [012]\\d s"))); }), qPrintable(textOf(*one)));
        }
        QSignalSpy wanted(&drawer, &OperationsDrawer::keepWanted);
        QPushButton *keep = said<QPushButton>(drawer, QStringLiteral("Keep 42"));
        QVERIFY(keep);
        keep->click();
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!keep->isEnabled()); // once is enough
        drawer.showFault(Error{QStringLiteral("master.notkeeping"), {}, {}, {}});
        QVERIFY(keep->isEnabled());
        QVERIFY(textOf(drawer).contains(QStringLiteral("nothing to keep")));
        drawer.show(waiting("confirming", 0), QStringLiteral("Edge"));
        QVERIFY(!keep->isVisibleTo(&drawer));
    }

    void aRestartThatIsNeededIsTold()
    {
        QVERIFY(restartSentence({}).isEmpty());
        Away away;
        Operation prepared;
        prepared.id = QStringLiteral("o1");
        prepared.group = QStringLiteral("g1");
        prepared.outcome = Outcome::Succeeded;
        prepared.effects = Effects();
        QVERIFY(!textOf(OperationDialog(away.group, prepared)).contains(QStringLiteral("started again")));
        prepared.effects->restart = QStringList{QStringLiteral("tcp-listen-queue"), QStringLiteral("reuseport")};
        QVERIFY(textOf(OperationDialog(away.group, prepared))
                    .contains(QStringLiteral("the new value of tcp-listen-queue, reuseport only when it is started again")));
    }

    // The group's own setting is where the dialog begins, and what it shows is what happens.
    void aDeployGoesOutInWavesAndIsKept()
    {
        Prepared group;
        QVERIFY(group.ready);
        Rollout rollout{1, 1, Rollout::Unit::Members, group.house.idOf(2), 2, 0};
        EditGroupRequest edit{group.house.group};
        edit.rollout = rollout;
        QVERIFY(group.house.master->call(mastercalls::groupEdit, edit));
        QVERIFY(comes([&] { return group.house.view->status().group.rollout == rollout; }));
        QPointer<OperationDialog> dialog = group.deploying();
        QVERIFY(said<QRadioButton>(*dialog, QStringLiteral("In waves"))->isChecked());
        QVERIFY2(textOf(*dialog).contains(QStringLiteral("ns3 first, watched for 2 s, then 1 at a time (3 waves).")), qPrintable(textOf(*dialog)));
        said<QRadioButton>(*dialog, QStringLiteral("One member first"))->click();
        said<QPushButton>(*dialog, QStringLiteral("Deploy to 3 members"))->click();
        QVERIFY(group.reaches("keeping"));
        QCOMPARE(group.operation()->waves, std::optional(2));
        QVERIFY(said<QLabel>(*dialog, QStringLiteral("wave 1")) && said<QLabel>(*dialog, QStringLiteral("wave 2")));
        for (const MemberProgress &row : group.operation()->members)
            QCOMPARE(row.wave, std::optional(row.name == QLatin1String("ns3") ? 1 : 2));
        dialog->close();
        QVERIFY(comes([&] { return !dialog; }));
        // Whoever looks at it later finds it again.
        dialog = new OperationDialog(*group.house.view, *group.operation());
        dialog->open();
        said<QPushButton>(*dialog, QStringLiteral("Keep deployment 1"))->click();
        QVERIFY(group.ends(Outcome::Succeeded));
        QVERIFY(comes([&] { return group.house.view->status().liveDeployment == 1; }));
        QVERIFY(said<QPushButton>(*dialog, QStringLiteral("Close")));
        QVERIFY(!said<QPushButton>(*dialog, QStringLiteral("Keep deployment 1")));
        delete dialog.data();
    }

    void aDeployIsTakenBack()
    {
        Prepared group;
        QVERIFY(group.ready);
        const QPointer<OperationDialog> dialog = group.deploying();
        said<QPushButton>(*dialog, QStringLiteral("Deploy to 3 members"))->click();
        QVERIFY(group.reaches("keeping"));
        said<QPushButton>(*dialog, QStringLiteral("Take back"))->click();
        QVERIFY(group.ends(Outcome::Returned));
        QTRY_VERIFY2(textOf(*dialog).contains(QStringLiteral("serve what they served before")), qPrintable(textOf(*dialog)));
        QCOMPARE(group.house.view->status().liveDeployment, 0);
        delete dialog.data();
    }

    // What is listed is what would be deployed, and nothing else is.
    void aRollBackIsWhatWasLookedAt()
    {
        Prepared group(true);
        QVERIFY(group.ready);
        const QPointer<OperationDialog> dialog = new OperationDialog(*group.house.view, OperationKind::RollBack, 0);
        dialog->open();
        QPushButton *start = said<QPushButton>(*dialog, QStringLiteral("Roll back"));
        QVERIFY(comes([&] { return start->isEnabled(); }));
        QVERIFY2(textOf(*dialog).contains(QStringLiteral("~ zones/a.example.db")), qPrintable(textOf(*dialog)));
        const std::optional<Digest> seal = dialog->findChild<RollBackChoice *>()->seal();
        const Result<Snapshot> back = waitFor(group.house.session->snapshot(group.house.group, QStringLiteral("rollback:0")));
        QVERIFY(back);
        QCOMPARE(seal, std::optional(back->id()));
        QSignalSpy wanted(dialog, &OperationDialog::wanted);
        start->click();
        QVERIFY(comes([&] { return group.operation() && group.operation()->kind == OperationKind::RollBack; }));
        QVERIFY(group.ends(Outcome::Succeeded));
        QVERIFY(comes([&] { return group.house.view->status().live == seal; }));
        delete dialog.data();
        // And the way to look closer.
        OperationDialog again(*group.house.view, OperationKind::RollBack, 1);
        again.setAttribute(Qt::WA_DeleteOnClose, false);
        again.open();
        QSignalSpy place(&again, &OperationDialog::wanted);
        QPushButton *differences = said<QPushButton>(again, QStringLiteral("Show differences"));
        QVERIFY(comes([&] { return differences->isEnabled(); }));
        differences->click();
        QCOMPARE(place.first().first().toString(), QStringLiteral("review?from=live&to=rollback:1"));
        QVERIFY(!again.isVisible());
    }

    void aRollBackToNothingSaysSo()
    {
        Prepared group;
        QVERIFY(group.ready);
        RollBackChoice choice(*group.house.view, 0);
        choice.show();
        QVERIFY(comes([&] { return textOf(choice).contains(QStringLiteral("There is no older deployment")); }));
        QVERIFY(!choice.deployment());
        QVERIFY(!said<QPushButton>(choice, QStringLiteral("Show differences"))->isEnabled());
    }
};

LOCKSTEP_SUITE(TestRollouts)
#include "tst_rollouts.moc"
