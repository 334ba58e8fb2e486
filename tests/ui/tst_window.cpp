// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/widgets/quickcommand.h"
#include "ui/window/stripstate.h"

#include <QLineEdit>
#include <QMainWindow>

using namespace lockstep;

namespace {

using Next = StripState::Next;

Change record(const char *author)
{
    Change change;
    change.id = QLatin1String(author);
    change.kind = Change::Kind::Record;
    change.root = QStringLiteral("etc-bind");
    change.path = QStringLiteral("zones/example.net.db");
    change.author = QLatin1String(author);
    return change;
}

GroupStatus seeded(int members = 3)
{
    GroupStatus status;
    for (int i = 0; i < members; ++i) {
        Member member;
        member.id = member.name = QStringLiteral("ns%1").arg(i + 1);
        status.members.append(member);
    }
    status.live = Digest::of("live");
    status.liveDeployment = 41;
    status.liveTime = 1000;
    status.state = SyncState::InSync;
    return status;
}

PreparedSet prepared(int newer = 0)
{
    PreparedSet set;
    set.seal = Digest::of("seal");
    set.author = QStringLiteral("ann");
    set.valid = true;
    set.newerChanges = newer;
    return set;
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereIsOneNextStep_data()
    {
        QTest::addColumn<int>("next");
        QTest::addColumn<QString>("text");
        QTest::addColumn<GroupStatus>("status");
        QTest::addColumn<int>("changes");
        GroupStatus status;
        QTest::newRow("an empty group wants its first member") << int(Next::AddMember) << "&Add the first member..." << status << 0;
        status = seeded();
        QTest::newRow("nothing is staged: nothing to do") << int(Next::Nothing) << "" << status << 0;
        status.changes = 1;
        QTest::newRow("staged changes are prepared") << int(Next::Prepare) << "&Prepare 1 edits..." << status << 1;
        status.prepared = prepared();
        QTest::newRow("what is prepared is deployed") << int(Next::Deploy) << "&Deploy to 3 members..." << status << 1;
        status.prepared->excluded = {QStringLiteral("ns3")};
        QTest::newRow("to those that are not left out") << int(Next::Deploy) << "&Deploy to 2 members..." << status << 1;
        status.prepared = prepared(2);
        QTest::newRow("staging moved on: prepare again") << int(Next::Prepare) << "&Prepare 1 edits..." << status << 1;
        status.prepared->valid = false;
        QTest::newRow("live moved on: prepare again") << int(Next::Prepare) << "&Prepare 1 edits..." << status << 1;
        status.operation = Operation();
        QTest::newRow("an operation runs: look at it") << int(Next::Watch) << "&Show progress" << status << 1;
        status.operation->step = QStringLiteral("keeping");
        status.operation->deployment = 42;
        QTest::newRow("a deployment waits to be kept") << int(Next::Keep) << "&Keep deployment 42..." << status << 1;
        status.operation->outcome = Outcome::Succeeded;
        QTest::newRow("an operation has ended") << int(Next::Prepare) << "&Prepare 1 edits..." << status << 1;
    }
    void thereIsOneNextStep()
    {
        QFETCH(int, next);
        QFETCH(QString, text);
        QFETCH(GroupStatus, status);
        QFETCH(int, changes);
        ChangeList list;
        for (int i = 0; i < changes; ++i)
            list.changes.append(record("ann"));
        const StripState state = stripOf(status, list, 2000);
        QCOMPARE(int(state.next), next);
        QCOMPARE(state.nextText, text);
    }

    void stepsSayHowTheyStand()
    {
        GroupStatus status = seeded();
        status.changes = 2;
        const ChangeList list{{record("bob"), record("ann")}, {}, {}};
        StripState state = stripOf(status, list, 2000);
        QCOMPARE(state.staged.caption, QStringLiteral("in 1 files, by ann, bob"));
        QCOMPARE(state.live.text, QStringLiteral("Deployment 41"));
        QVERIFY(state.canReview && state.canRollBack && !state.canDeployOlder);
        status.prepared = prepared(1);
        state = stripOf(status, list, 2000);
        QCOMPARE(state.prepared.text, QStringLiteral("3 of 3 members"));
        QCOMPARE(state.prepared.caption, QStringLiteral("older than staging"));
        QVERIFY(state.canDeployOlder);
        ChangeList conflicting = list;
        conflicting.conflicts.insert(QStringLiteral("ann"), Error());
        QCOMPARE(int(stripOf(status, conflicting, 2000).staged.tone), int(Tone::Attention));
    }

    void quickCommandsAreFoundByTheirWords()
    {
        const QList<QuickEntry> entries{{QStringLiteral("Open the review"), QStringLiteral("Ctrl+6"), {}, {}},
                                        {QStringLiteral("Review later"), {}, {}, {}},
                                        {QStringLiteral("example.net"), QStringLiteral("external"), {}, {}}};
        const auto texts = [&](const char *typed) {
            QStringList found;
            for (const QuickEntry &one : QuickCommand::matching(entries, QLatin1String(typed)))
                found.append(one.text);
            return found;
        };
        QCOMPARE(texts("").size(), 3);
        QCOMPARE(texts("review"), (QStringList{QStringLiteral("Review later"), QStringLiteral("Open the review")}));
        QCOMPARE(texts("net ext"), QStringList{QStringLiteral("example.net")});
        QCOMPARE(texts("nothing like it"), QStringList());
    }

    void quickCommandRunsWhatIsChosen()
    {
        QMainWindow window;
        window.resize(800, 600);
        window.show();
        QString ran;
        auto *quick = new QuickCommand({{QStringLiteral("one"), {}, {}, [&] { ran = QStringLiteral("one"); }},
                                        {QStringLiteral("only two"), {}, {}, [&] { ran = QStringLiteral("two"); }}},
                                       &window);
        quick->show();
        auto *field = quick->findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("on"));
        QTest::keyClick(field, Qt::Key_Down);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(ran, QStringLiteral("two"));
    }
};

LOCKSTEP_SUITE(TestWindow)
#include "tst_window.moc"
