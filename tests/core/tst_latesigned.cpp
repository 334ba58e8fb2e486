// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString local = QStringLiteral("named.conf.local");
const QString zone = QStringLiteral("s.example");

QByteArray statement(const QByteArray &policy)
{
    return "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy " + policy + "; };\n";
}

// One server that signs s.example, which is live.
class SignedHouse
{
    QByteArray m_before;

public:
    MasterHouse house{1, [](SimMember &member) { (void)member.disk.makePath(QStringLiteral("/var/lib/bind"), 0755); }};

    bool begin()
    {
        m_before = house.addAll() ? served() : QByteArray();
        return !m_before.isEmpty() && stage(QStringLiteral("signed/s.example.db"), {}, simZone(20, 1)) &&
               stage(local, m_before, m_before + statement("default")) && house.deploy(house.prepare().seal).outcome == Outcome::Succeeded;
    }
    bool stageUnsigned() { return stage(local, m_before + statement("default"), m_before + statement("insecure")); }
    QByteArray served() { return house.members[0]->disk.readThrough(QStringLiteral("/etc/bind/") + local).value_or(QByteArray()); }
    Result<Operation> deploy(const Digest &seal, const QStringList &accepted)
    {
        DeployGroupRequest request{house.group, seal, {}};
        request.acceptUnsigned = accepted;
        return house.master->call(mastercalls::deploy, request);
    }

private:
    bool stage(const QString &path, const QByteArray &from, const QByteArray &to)
    {
        const QString base = from.isEmpty() ? QString() : QString::fromLatin1(Digest::of(from).hex());
        return house.master->call(mastercalls::stageFile, StageFileRequest{house.group, QStringLiteral("etc-bind"), path, base, to}).has_value();
    }
};

} // namespace

// Signatures that a deployment takes away were asked about before it. Who misses its end is brought to it without another question,
// which nobody would be there to answer.
class TestLateSigned : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEndOfADeploymentIsCaughtUpWith()
    {
        SignedHouse desk;
        QVERIFY(desk.begin());
        MasterHouse &house = desk.house;
        QVERIFY(desk.stageUnsigned());
        const Operation prepared = house.prepare();
        QVERIFY2(prepared.outcome == Outcome::Succeeded, MasterHouse::told(prepared).constData());
        const Result<Operation> refused = desk.deploy(prepared.seal, {});
        QCOMPARE(refused ? QString() : refused.error().code, QStringLiteral("master.unsigned"));
        const Result<Operation> started = desk.deploy(prepared.seal, {zone});
        QVERIFY2(started.has_value(), qPrintable(started ? QString() : started.error().code));
        const auto proved = [&] {
            const auto now = house.master->call(mastercalls::operationGet, OperationRequest{started->id});
            return now && now->members.value(0).step == QLatin1String("proved");
        };
        for (int tries = 0; !proved() && tries < 2000; ++tries)
            house.pass(1);
        QVERIFY(proved());
        house.members[0]->killAgent();
        house.pass(150000); // its guard's time is over
        const GroupStatus decided = house.status();
        QVERIFY(decided.members[0].late && decided.live);
        house.members[0]->startAgent();
        QVERIFY(desk.served().contains("default")); // it went back by itself
        house.pass(300000);
        const GroupStatus status = house.status();
        QCOMPARE(status.state, SyncState::InSync);
        QVERIFY(!status.members[0].late);
        QCOMPARE(house.syncOf(0).active, status.live);
        QVERIFY(desk.served().contains("insecure"));
    }

    // The same by somebody who presses a key is asked about: nobody may have decided it for this server.
    void butSomebodyWhoSynchronisesIsAsked()
    {
        SignedHouse desk;
        QVERIFY(desk.begin() && desk.stageUnsigned());
        MasterHouse &house = desk.house;
        const Operation prepared = house.prepare();
        QCOMPARE(house.finished(desk.deploy(prepared.seal, {zone})).outcome, Outcome::Succeeded);
        const QString current = house.members[0]->disk.readLink(QStringLiteral("/var/lib/lockstep/current")).value_or(QString());
        const QString file = QStringLiteral("/var/lib/lockstep/%1/etc-bind/").arg(current) + local;
        const QByteArray byHand = desk.served().replace("insecure", "default");
        QVERIFY(house.members[0]->disk.write(file, byHand, 0644));
        const Operation asked = house.sync(0);
        QCOMPARE(asked.outcome, Outcome::Failed);
        QCOMPARE(asked.problems.value(0).code, QStringLiteral("master.unsigned"));
        QCOMPARE(desk.served(), byHand);
        SynchroniseRequest request{house.group, house.idOf(0)};
        request.acceptUnsigned = QStringList{zone};
        const Operation accepted = house.finished(house.master->call(mastercalls::memberSync, request));
        QVERIFY2(accepted.outcome == Outcome::Succeeded, MasterHouse::told(accepted).constData());
        QVERIFY(desk.served().contains("insecure"));
    }
};

LOCKSTEP_SUITE(TestLateSigned)
#include "tst_latesigned.moc"
