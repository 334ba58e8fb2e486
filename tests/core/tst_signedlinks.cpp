// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/agenthost.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString localFile = QStringLiteral("named.conf.local");
const QString sourceFile = QStringLiteral("signed/eu/s.example.db");
const QString sourcePath = QStringLiteral("/etc/bind/signed/eu/s.example.db");
const QString linkPath = QStringLiteral("/var/lib/bind/eu/s.example.db");
const QByteArray statement = "zone \"s.example\" { type primary; file \"/var/lib/bind/eu/s.example.db\"; dnssec-policy default; };\n";

// A member to which a zone comes that named signs.
struct SignedHost : AgentHost
{
    QByteArray base = host.read(QStringLiteral("/etc/bind/named.conf.local"));

    SignedHost() { (void)host.disk.makePath(QStringLiteral("/var/lib/bind/eu"), 0755); }
    Snapshot tree(const QByteArray &zone) { return host.edited(host.edited(live, localFile, base + statement), sourceFile, zone); }
    Result<PrepareReport> prepare(const QString &deployment, const Snapshot &forward, const Snapshot &returning)
    {
        return call(agentcalls::prepare, host.request(deployment, live.id(), forward, returning));
    }
    Result<SwitchReport> flip(const QString &deployment) { return call(agentcalls::flip, host.flip(deployment, live.id())); }
    bool deploy(const QString &deployment, const Snapshot &forward)
    {
        const auto prepared = prepare(deployment, forward, live);
        const auto flipped = prepared && prepared->ok ? flip(deployment) : fail(QStringLiteral("refused"));
        const bool done = flipped && flipped->proved && call(agentcalls::confirm, host.named(deployment));
        if (done)
            live = forward;
        pass(1000);
        return done;
    }
    QString link() { return host.disk.readLink(linkPath).value_or(QString()); }
    bool isThere() { return host.disk.exists(linkPath); }
    quint32 signedSerial() const
    {
        const auto zone = named.zones().value({QString(), QStringLiteral("s.example")});
        return zone.data ? zone.data->serial.value_or(0) : 0;
    }
};

} // namespace

// The text of a zone that named signs is managed, and read by it through a link in its own folder.
class TestSignedLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneIsMadeForTheZoneAndGoesWithIt()
    {
        SignedHost one;
        const Snapshot without = one.host.with(one.live, localFile, one.base);
        QVERIFY(one.deploy(QStringLiteral("a"), one.tree(simZone(20, 1))));
        QCOMPARE(one.link(), sourcePath);
        QCOMPARE(one.host.read(linkPath), simZone(20, 1));
        QCOMPARE(one.signedSerial(), 20U);
        QCOMPARE(one.host.state().links, std::optional(QStringList{linkPath}));
        // Later ones switch what it leads to, and named is told of the zone.
        QVERIFY(one.deploy(QStringLiteral("b"), one.tree(simZone(21, 2))));
        QCOMPARE(one.link(), sourcePath);
        QCOMPARE(one.signedSerial(), 21U);
        // What goes back needs it still: it goes with the decision.
        const auto prepared = one.prepare(QStringLiteral("c"), one.host.edited(without, localFile, one.base), one.live);
        QVERIFY(prepared && prepared->ok);
        QVERIFY(one.flip(QStringLiteral("c")));
        QVERIFY(one.isThere());
        QVERIFY(one.call(agentcalls::confirm, one.host.named(QStringLiteral("c"))));
        QVERIFY(!one.isThere());
        QVERIFY(!one.host.state().links);
    }

    // The checker looks through it before anything is switched; what is not deployed leaves none behind.
    void itIsThereForTheCheckAndGoesWithTheSet()
    {
        SignedHost one;
        const auto prepared = one.prepare(QStringLiteral("a"), one.tree(simZone(20, 1)), one.live);
        QVERIFY(prepared && prepared->ok);
        QCOMPARE(one.link(), sourcePath);
        QVERIFY(one.call(agentcalls::forget, one.host.named(QStringLiteral("a"))));
        QVERIFY(!one.isThere());
    }
    void whatReturnsHasNone()
    {
        SignedHost one;
        const auto prepared = one.prepare(QStringLiteral("a"), one.tree(simZone(20, 1)), one.live);
        QVERIFY(prepared && prepared->ok);
        QVERIFY(one.flip(QStringLiteral("a"))->proved);
        const auto back = one.call(agentcalls::giveBack, one.host.named(QStringLiteral("a")));
        QVERIFY(back && back->proved);
        QVERIFY(!one.isThere());
    }
    void whatAReturnNeedsComesBack()
    {
        SignedHost one;
        QVERIFY(one.deploy(QStringLiteral("a"), one.tree(simZone(20, 1))));
        const auto prepared = one.prepare(QStringLiteral("b"), one.tree(simZone(21, 2)), one.tree(simZone(22, 1)));
        QVERIFY(prepared && prepared->ok);
        QVERIFY(one.flip(QStringLiteral("b"))->proved);
        QVERIFY(one.host.disk.remove(linkPath));
        const auto back = one.call(agentcalls::giveBack, one.host.named(QStringLiteral("b")));
        QVERIFY(back && back->proved);
        QCOMPARE(one.link(), sourcePath);
        QCOMPARE(one.signedSerial(), 22U);
    }

    // Whatever has become of one is put right by the next switch.
    void aDamagedOneIsMended()
    {
        SignedHost one;
        QVERIFY(one.deploy(QStringLiteral("a"), one.tree(simZone(20, 1))));
        QVERIFY(one.host.disk.remove(linkPath));
        QVERIFY(one.host.disk.write(linkPath, "by hand", 0644));
        QVERIFY(one.deploy(QStringLiteral("b"), one.tree(simZone(21, 2))));
        QCOMPARE(one.link(), sourcePath);
        QCOMPARE(one.signedSerial(), 21U);
    }

    void whatIsNotOursIsNotTouched()
    {
        SignedHost one;
        QVERIFY(one.host.disk.write(linkPath, "of this server's own", 0644));
        const auto prepared = one.prepare(QStringLiteral("a"), one.tree(simZone(20, 1)), one.live);
        QVERIFY(prepared && !prepared->ok);
        QCOMPARE(prepared->problems.first().code, QStringLiteral("agent.linktaken"));
        QCOMPARE(prepared->problems.first().args, (QStringList{QStringLiteral("s.example"), linkPath, sourcePath}));
        QCOMPARE(one.host.read(linkPath), QByteArray("of this server's own"));
    }

    // Without managed text the zone is this server's alone, as it was.
    void withoutASourceThereIsNone()
    {
        SignedHost one;
        QVERIFY(one.host.disk.write(linkPath, simZone(30, 1), 0644));
        const auto prepared = one.prepare(QStringLiteral("a"), one.host.edited(one.live, localFile, one.base + statement), one.live);
        QVERIFY(prepared && prepared->ok);
        QVERIFY(one.flip(QStringLiteral("a"))->proved);
        QCOMPARE(one.host.read(linkPath), simZone(30, 1));
        QVERIFY(!one.host.state().links);
    }

    void sideFilesStayOutOfManagedFolders()
    {
        SignedHost one;
        const QByteArray inside = "zone \"s.example\" { type primary; file \"/etc/bind/zones/s.example.db\"; dnssec-policy default; };\n";
        const Snapshot forward = one.host.edited(one.host.edited(one.live, localFile, one.base + inside), QStringLiteral("zones/s.example.db"),
                                                 simZone(20, 1));
        const auto prepared = one.prepare(QStringLiteral("a"), forward, one.live);
        QVERIFY(prepared && !prepared->ok);
        QCOMPARE(prepared->problems.first().code, QStringLiteral("agent.signs"));
        QCOMPARE(prepared->problems.first().args.mid(2),
                 (QStringList{QStringLiteral("/var/lib/bind/s.example.db"), QStringLiteral("/etc/bind/signed/s.example.db")}));
    }

    void theLinkSurvivesALossOfPower()
    {
        for (quint32 seed = 0; seed < 30; ++seed) {
            SignedHost one;
            const auto prepared = one.prepare(QStringLiteral("a"), one.tree(simZone(20, 1)), one.live);
            QVERIFY(prepared && prepared->ok);
            QVERIFY(one.flip(QStringLiteral("a"))->proved);
            QVERIFY(one.call(agentcalls::confirm, one.host.named(QStringLiteral("a"))));
            one.host.losePower(seed);
            QVERIFY(one.host.helper().recover());
            QCOMPARE(one.host.read(linkPath), simZone(20, 1));
            *one.life = false;
        }
    }
};

LOCKSTEP_SUITE(TestSignedLinks)
#include "tst_signedlinks.moc"
