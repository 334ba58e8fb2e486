// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/proof.h"
#include "core/zone/wire.h"
#include "tests/support/suite.h"

#include <QCoroTask>
#include <QSet>

using namespace lockstep;

namespace {

constexpr int typeA = 1;
constexpr int refused = 5;
const QByteArray owner = QByteArray("\3www\7example\3net\0", 17);
const QByteArray right = QByteArray("\xC0\0\2\1", 4);
const QByteArray wrong = QByteArray("\xC0\0\2\2", 4);

// A named with one zone that answers by address.
class OneZone : public Bind
{
public:
    QMap<QString, QByteArray> answers; // of www, by address; an address without row refuses
    QSet<QString> elsewhere;           // addresses that it has not
    int lost = 0;                      // UDP questions that get no answer
    bool isHere(const QString &address) override { return !elsewhere.contains(address); }
    int silent = 0; // calls of status() that find nobody
    bool statistics = false;
    qint64 loaded = 0; // date of the file that it has
    Task<Result<ServerStatus>> status() override
    {
        if (--silent >= 0)
            co_return fail(QStringLiteral("bind.unreachable"));
        co_return ServerStatus{QStringLiteral("9.20.30"), false, 1};
    }
    Task<Result<void>> reconfigure() override { co_return Result<void>(); }
    Task<Result<void>> reload() override { co_return Result<void>(); }
    Task<Result<void>> reloadZone(ZoneName) override { co_return Result<void>(); }
    Task<Result<bool>> freeze(ZoneName) override { co_return true; }
    Task<Result<void>> thaw(ZoneName) override { co_return Result<void>(); }
    Task<Result<ZoneStatus>> zoneStatus(ZoneName) override { co_return ZoneStatus{true, QStringLiteral("primary"), 7, false, loaded}; }
    Task<Result<QList<LoadedZone>>> loadedZones(int) override
    {
        if (!statistics)
            co_return fail(QStringLiteral("bind.nostatistics"));
        co_return QList<LoadedZone>{{{QStringLiteral("example.net"), {}}, QStringLiteral("primary"), 7, loaded}};
    }
    Task<Result<AnswerCounts>> answerCounts(int) override { co_return fail(QStringLiteral("bind.nostatistics")); }
    Task<Result<Answer>> ask(QByteArray name, int type, QString address, Transport transport) override
    {
        if (transport == Transport::Udp && --lost >= 0)
            co_return fail(QStringLiteral("timeout"), {address});
        Answer answer;
        answer.authoritative = true;
        answer.rcode = answers.contains(address) ? 0 : refused;
        if (answers.contains(address))
            answer.answers.append({name, type, 1, 300, answers.value(address)});
        co_return answer;
    }
};

} // namespace

class TestProof : public QObject
{
    Q_OBJECT

    // What holds for one zone with one question at one address.
    SwitchReport proofBy(OneZone &named, int deadlineMs = 1000)
    {
        named.answers.insert(QStringLiteral("192.0.2.1"), right);
        ZoneFacts zone;
        zone.zone = QStringLiteral("example.net");
        zone.managed = true;
        zone.askAt = QStringList{QStringLiteral("192.0.2.1")};
        ConfigFacts facts;
        facts.zones.append(zone);
        return QCoro::waitFor(prove(named, systemClock(), facts, {{zone.zone, {}, owner, typeA, {right}}}, deadlineMs));
    }

private Q_SLOTS:
    void everyListenerIsAsked_data()
    {
        QTest::addColumn<QStringList>("askAt");
        QTest::addColumn<QStringList>("perhapsAt");
        QTest::addColumn<QStringList>("rightAt");
        QTest::addColumn<QStringList>("wrongAt");
        QTest::addColumn<bool>("proved");
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("byLoad");
        const QStringList one{QStringLiteral("192.0.2.1")};
        const QStringList other{QStringLiteral("127.0.0.1")};
        QTest::newRow("both answer") << one + other << QStringList() << one + other << QStringList() << true << 4 << 0;
        QTest::newRow("one of them has old records") << one + other << QStringList() << one << other << false << 2 << 0;
        QTest::newRow("one of them refuses") << one + other << QStringList() << one << QStringList() << false << 2 << 0;
        QTest::newRow("nobody may ask") << QStringList() << QStringList() << QStringList() << QStringList() << true << 0 << 1;
        QTest::newRow("one may refuse, and does") << QStringList() << one << QStringList() << QStringList() << true << 0 << 1;
        QTest::newRow("one may refuse, the other answers") << other << one << other << QStringList() << true << 2 << 0;
        QTest::newRow("one may refuse, and answers") << QStringList() << one << one << QStringList() << true << 2 << 0;
        QTest::newRow("one may refuse, and answers something else") << QStringList() << one << QStringList() << one << false << 0 << 0;
    }
    void everyListenerIsAsked()
    {
        QFETCH(QStringList, askAt);
        QFETCH(QStringList, perhapsAt);
        QFETCH(QStringList, rightAt);
        QFETCH(QStringList, wrongAt);
        OneZone named;
        for (const QString &address : rightAt)
            named.answers.insert(address, right);
        for (const QString &address : wrongAt)
            named.answers.insert(address, wrong);
        ZoneFacts zone;
        zone.zone = QStringLiteral("example.net");
        zone.managed = true;
        zone.askAt = askAt;
        zone.perhapsAt = perhapsAt;
        ConfigFacts facts;
        facts.zones.append(zone);
        const SwitchReport report = QCoro::waitFor(prove(named, systemClock(), facts, {{zone.zone, {}, owner, typeA, {right}}}, 1000));
        QTEST(report.proved, "proved");
        QTEST(report.asked, "asked");
        QTEST(report.provedByLoad, "byLoad");
        QCOMPARE(report.problems.isEmpty(), report.proved);
        QCOMPARE(report.zonesProved, 1);
    }

    // The same serial may stand in another file.
    void theFileThatIsLoadedCounts_data()
    {
        QTest::addColumn<qint64>("loaded");
        QTest::addColumn<qint64>("date");
        QTest::addColumn<bool>("proved");
        const qint64 now = systemClock().now() / 1000 * 1000;
        QTest::newRow("the new file") << now - 5000 << now - 5000 << true;
        QTest::newRow("the new file, to the second") << now - 5000 << now - 4001 << true;
        QTest::newRow("an older one") << now - 90000 << now - 5000 << false;
        QTest::newRow("a younger one that was put back") << now - 1000 << now - 5000 << false;
        QTest::newRow("named does not say") << qint64(0) << now - 5000 << true;
        QTest::newRow("the switch did not touch it") << now - 90000 << qint64(0) << true;
        QTest::newRow("its date is still to come") << now << now + 3600000 << true;
    }
    void theFileThatIsLoadedCounts()
    {
        QFETCH(qint64, loaded);
        QFETCH(qint64, date);
        QFETCH(bool, proved);
        for (const bool statistics : {true, false}) {
            OneZone named;
            named.statistics = statistics;
            named.loaded = loaded;
            ZoneFacts zone;
            zone.zone = QStringLiteral("example.net");
            zone.managed = true;
            ConfigFacts facts;
            facts.zones.append(zone);
            zone.date = date;
            const SwitchReport report = QCoro::waitFor(prove(named, systemClock(), facts, {}, 30, {zone}));
            QCOMPARE(report.proved, proved);
            QCOMPARE(report.problems.isEmpty(), proved);
            if (!proved)
                QCOMPARE(report.problems.first().code, QStringLiteral("agent.notread"));
        }
    }

    void lostPacketsAreSentAgain()
    {
        OneZone named;
        named.lost = 2;
        QVERIFY(proofBy(named).proved);
        named.lost = 3;
        const SwitchReport report = proofBy(named);
        QVERIFY(!report.proved && report.problems.first().code == QLatin1String("timeout"));
    }

    // An address that has moved to another server says nothing of this one.
    void onlyOwnAddressesAreAsked()
    {
        OneZone named;
        named.elsewhere = {QStringLiteral("192.0.2.1")};
        const SwitchReport report = proofBy(named);
        QVERIFY(report.proved);
        QCOMPARE(report.asked, 0);
        QCOMPARE(report.provedByLoad, 1);
    }

    // A named that lets nobody in may not have read yet what it is to serve: its zones alone prove nothing.
    void nothingIsProvedWithoutAWord()
    {
        OneZone named;
        named.silent = 3;
        QVERIFY(proofBy(named).proved);
        named.silent = 1000000;
        const SwitchReport report = proofBy(named, 50);
        QVERIFY(!report.proved && report.problems.first().code == QLatin1String("bind.unreachable"));
    }
};

LOCKSTEP_SUITE(TestProof)
#include "tst_proof.moc"
