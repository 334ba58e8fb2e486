// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

constexpr int mostStatements = 200;
const QString zone = QStringLiteral("a.example");

// A group of two with a deployment behind it, and another one prepared.
struct Desk
{
    MasterHouse house{2};
    Digest first; // seal of deployment 1
    Digest prepared;

    bool begin()
    {
        if (!house.addAll() || !house.stageHost(zone, QStringLiteral("one"), 1))
            return false;
        first = house.prepare().seal;
        if (house.deploy(first).outcome != Outcome::Succeeded || !house.stageHost(zone, QStringLiteral("two"), 2))
            return false;
        prepared = house.prepare().seal;
        return !prepared.isNull();
    }
    Result<Operation> start(bool rollsBack)
    {
        return rollsBack ? house.master->call(mastercalls::rollBack, RollBackRequest{house.group, 0, {}}) : house.startDeploy(prepared);
    }
    // Of what it came to, when time has passed. `failed`: whether a statement did.
    QString wrong(const Result<Operation> &started, bool *failed = nullptr)
    {
        house.pass(400000);
        if (failed)
            *failed = house.master->hasFailed();
        house.master->clearFaults();
        if (started) {
            const auto now = house.master->call(mastercalls::operationGet, OperationRequest{started->id});
            if (!now)
                return QStringLiteral("the operation: ") + now.error().code;
            if (now->outcome == Outcome::Running)
                return QStringLiteral("the operation does not end");
        }
        const GroupStatus status = house.status();
        if (!status.live)
            return QStringLiteral("nothing is live");
        QStringList faults = house.trace.filter(QStringLiteral("went from serial"));
        const auto history = house.master->call(mastercalls::historyList, HistoryRequest{house.group, {}, 1, 0});
        if (!history)
            return QStringLiteral("the history: ") + history.error().code;
        QSet<int> numbers;
        for (const Deployment &one : history->deployments) {
            if (numbers.contains(one.number))
                faults.append(QStringLiteral("number %1 twice").arg(one.number));
            numbers.insert(one.number);
            if (one.number == 1 && (one.seal != first || one.state != Deployment::State::Live))
                faults.append(QStringLiteral("deployment 1 is another one"));
        }
        if (status.state != SyncState::InSync)
            faults.append(QStringLiteral("not everybody is in sync"));
        for (int member = 0; member < 2; ++member) {
            if (house.syncOf(member).active != status.live)
                faults.append(MasterHouse::nameOf(member) + QStringLiteral(" has something else than live"));
        }
        return faults.join(QStringLiteral(", "));
    }
};

} // namespace

// A statement of the master's database fails once: nothing is decided twice, forgotten or left open.
class TestStatements : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneFails_data()
    {
        QTest::addColumn<bool>("rollsBack");
        QTest::addColumn<bool>("late"); // a member proves and is not there any more when it was decided
        QTest::newRow("deploy") << false << false;
        QTest::newRow("roll back") << true << false;
        QTest::newRow("deploy that a member misses the end of") << false << true;
    }
    void oneFails()
    {
        QFETCH(bool, rollsBack);
        QFETCH(bool, late);
        const QByteArray part = QByteArray("in memory, a statement of the database fails: ") + QTest::currentDataTag();
        Campaign campaign("kills", part.constData(), "");
        bool ended = false;
        for (int n = 1; !ended && n < mostStatements; ++n) {
            Desk desk;
            QVERIFY(desk.begin());
            SimMaster &master = *desk.house.master;
            if (!late)
                master.failStatement(n);
            const Result<Operation> started = desk.start(rollsBack);
            if (late) {
                QVERIFY(started);
                const auto proved = [&] {
                    const auto now = master.call(mastercalls::operationGet, OperationRequest{started->id});
                    return now && now->members.value(1).step == QLatin1String("proved");
                };
                for (int tries = 0; !proved() && tries < 2000; ++tries)
                    desk.house.pass(1);
                desk.house.members[1]->killAgent();
                master.failStatement(n);
                desk.house.pass(150000); // it has returned by itself, if it runs
                desk.house.members[1]->startAgent();
            }
            bool failed = false;
            const QString wrong = desk.wrong(started, &failed);
            ended = !failed;
            if (!ended || !wrong.isEmpty())
                campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("statement %1: %2").arg(n).arg(wrong));
        }
        QVERIFY(ended);
        QVERIFY2(campaign.good(), campaign.told());
    }

    // The same with its disk, where the objects lie: what is prepared then is what would have been prepared without it, and so are
    // the questions that prove it.
    void aCallToItsDiskFails()
    {
        Campaign campaign("kills", "in memory, a call to the master's disk fails, prepare", "");
        QJsonObject right;
        bool ended = false;
        for (int n = 0; !ended && n < 2000; ++n) { // 0: none
            MasterHouse house{2};
            QVERIFY(house.addAll());
            QVERIFY(house.stageHost(zone, QStringLiteral("one"), 1));
            const Operation before = house.prepare();
            QCOMPARE(house.deploy(before.seal).outcome, Outcome::Succeeded);
            QVERIFY(house.stageHost(zone, QStringLiteral("two"), 2));
            house.master->start(); // nothing is at hand
            if (n > 0)
                house.master->files()->failAt(n, true);
            const Operation prepared = house.prepare();
            ended = n > 0 && house.master->files()->faults() == 0;
            house.master->files()->clearFaults();
            QJsonObject told;
            for (int member = 0; member < 2; ++member) {
                const auto state = loadState(house.members[size_t(member)]->disk, SimMember::places()).value_or(AgentState());
                QJsonObject one = state.prepared ? toJson(*state.prepared) : QJsonObject();
                one.remove(QStringLiteral("deployment")); // drawn
                told.insert(MasterHouse::nameOf(member), one);
            }
            told.insert(QStringLiteral("seal"), prepared.seal.seal());
            if (n == 0)
                right = told;
            QString wrong = prepared.outcome != Outcome::Succeeded || told == right ? QString() : QStringLiteral("another set");
            // It is no longer in the way.
            if (const Operation again = house.prepare(); again.outcome != Outcome::Succeeded)
                wrong = QStringLiteral("then: ") + QString::fromUtf8(MasterHouse::told(again));
            if (!ended)
                campaign.trial(wrong.isEmpty() ? wrong : QStringLiteral("call %1: %2").arg(n).arg(wrong));
        }
        QVERIFY(ended);
        QVERIFY2(campaign.good(), campaign.told());
    }

    // What was done is in the history once, and what was refused is not.
    void whatIsDoneIsInTheHistory_data()
    {
        QTest::addColumn<bool>("releases");
        QTest::newRow("detach") << false;
        QTest::newRow("release") << true;
    }
    void whatIsDoneIsInTheHistory()
    {
        QFETCH(bool, releases);
        const QByteArray part = QByteArray("in memory, a statement of the database fails: ") + QTest::currentDataTag();
        Campaign campaign("kills", part.constData(), "");
        const QString word = releases ? QStringLiteral("member released") : QStringLiteral("detached");
        bool ended = false;
        for (int n = 1; !ended && n < mostStatements; ++n) {
            MasterHouse house{2};
            QVERIFY(house.addAll());
            const MemberRequest request{house.group, house.idOf(1)};
            const auto say = [&] {
                return releases ? house.master->call(mastercalls::memberRelease, request).has_value()
                                : house.master->call(mastercalls::memberDetach, request).has_value();
            };
            house.master->failStatement(n);
            const bool done = say();
            ended = !house.master->hasFailed();
            house.master->clearFaults();
            house.pass(60000);
            const auto told = [&] {
                int times = 0;
                const auto history = house.master->call(mastercalls::historyList, HistoryRequest{house.group, {}, 200, 0});
                for (const HistoryEntry &entry : history ? history->entries : QList<HistoryEntry>())
                    times += entry.description.contains(word) ? 1 : 0;
                return times;
            };
            QStringList wrong;
            if (told() != int(done))
                wrong.append(QStringLiteral("%1, told %2 times").arg(done ? QStringLiteral("done") : QStringLiteral("refused")).arg(told()));
            if (!done && (!say() || told() != 1))
                wrong.append(QStringLiteral("it cannot be said again"));
            if (releases && house.status().members.size() != 1)
                wrong.append(QStringLiteral("the member is still there"));
            if (!ended || !wrong.isEmpty())
                campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("statement %1: %2").arg(n).arg(wrong.join(QStringLiteral(", "))));
        }
        QVERIFY(ended);
        QVERIFY2(campaign.good(), campaign.told());
    }

    // A master that ends in a prepare, with its clock set back, does not take the set of an older one for what that came to.
    void anOlderSetIsNotTaken()
    {
        bool taken = false;
        for (int statement = 1; !taken && statement < mostStatements; ++statement) {
            Desk desk;
            QVERIFY(desk.begin());
            SimMaster &master = *desk.house.master;
            QVERIFY(desk.house.stageHost(zone, QStringLiteral("three"), 3));
            master.time.wall -= 3600000;
            bool died = false;
            master.dieAtStatement(statement, [&] { died = true; });
            const auto started = master.call(mastercalls::prepare, PrepareGroupRequest{desk.house.group, {}, {}});
            desk.house.pass(120000);
            if (!died)
                break;
            master.start();
            desk.house.pass(60000);
            if (!started)
                continue; // it died before anybody was told of an operation
            const auto operation = master.call(mastercalls::operationGet, OperationRequest{started->id});
            const bool succeeded = operation && operation->outcome == Outcome::Succeeded;
            taken = succeeded && operation->seal != desk.house.status().staged;
            QVERIFY2(!taken, qPrintable(QStringLiteral("statement %1").arg(statement)));
        }
    }

    // The master ends at a statement of a deploy, and one of those that its next start makes fails: it is started again.
    void oneFailsAtTheStart()
    {
        Campaign campaign("kills", "in memory, the master ends, and a statement of its start fails", "");
        const int step = Campaign::isWhole() ? 1 : 16;
        bool ended = false;
        for (int end = 1; !ended && end < mostStatements; ++end) {
            for (int n = 1 + end % step, failed = 1; failed && n < mostStatements; n += step) {
                Desk desk;
                QVERIFY(desk.begin());
                SimMaster &master = *desk.house.master;
                bool died = false;
                master.dieAtStatement(end, [&] { died = true; });
                const Result<Operation> started = desk.start(false);
                desk.house.pass(120000);
                ended = !died;
                if (ended)
                    break;
                master.failStatementOfNextStart(n);
                master.start();
                desk.house.pass(30000);
                failed = !master.runs() || master.hasFailed();
                if (!master.runs())
                    master.start();
                master.clearFaults();
                const QString wrong = desk.wrong(started);
                campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("end at %1, statement %2 of the start: %3").arg(end).arg(n).arg(wrong));
            }
        }
        QVERIFY(ended);
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestStatements)
#include "tst_statements.moc"
