// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/changedzones.h"
#include "core/master/ownership.h"
#include "core/namedconf/signing.h"
#include "tests/core/deskhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

OwnedZone zoneOf(bool updates, bool isSigned, const QByteArray &keys = {}, bool rolls = false)
{
    return {QStringLiteral("s.example"), {}, updates, isSigned, keys.isEmpty() ? std::nullopt : std::optional(Digest::of(keys)), rolls};
}

} // namespace

// Zones that only one member may be the primary of.
class TestOwnership : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneMemberOwnsAZone_data()
    {
        QTest::addColumn<QList<OwnedZone>>("zones"); // of ns1, ns2 ...
        QTest::addColumn<QStringList>("problems");   // "code zone first second"
        const auto row = [](const char *name, const QList<OwnedZone> &zones, const QStringList &problems) {
            QTest::newRow(name) << zones << problems;
        };
        const QString signers = QStringLiteral("master.twosigners s.example ns1 ns2");
        const QString updated = QStringLiteral("master.twoupdated s.example ns1 ns2");
        row("one signs", {zoneOf(false, true)}, {});
        row("two sign, and their keys are not known", {zoneOf(false, true), zoneOf(false, true)}, {signers});
        row("two sign with different keys", {zoneOf(false, true, "a"), zoneOf(false, true, "b")}, {signers});
        row("two sign with the same keys, without end", {zoneOf(false, true, "a"), zoneOf(false, true, "a")}, {});
        row("the first replaces its keys", {zoneOf(false, true, "a", true), zoneOf(false, true, "a")}, {signers});
        row("the second does", {zoneOf(false, true, "a"), zoneOf(false, true, "a", true)}, {signers});
        row("the third has others", {zoneOf(false, true, "a"), zoneOf(false, true, "a"), zoneOf(false, true, "b")},
            {QStringLiteral("master.twosigners s.example ns1 ns3")});
        row("two take updates", {zoneOf(true, false), zoneOf(true, false)}, {updated});
        row("two take updates and sign with the same keys", {zoneOf(true, true, "a"), zoneOf(true, true, "a")}, {updated});
    }
    void oneMemberOwnsAZone()
    {
        QFETCH(QList<OwnedZone>, zones);
        QList<MemberZones> members;
        for (qsizetype i = 0; i < zones.size(); ++i)
            members.append({QStringLiteral("ns%1").arg(i + 1), {zones[i]}});
        QStringList told;
        for (const Error &problem : ownedTwice(members))
            told.append(problem.code + u' ' + problem.args.join(u' '));
        QTEST(told, "problems");
    }

    void theSameNameInAnotherViewIsAnotherZone()
    {
        OwnedZone other = zoneOf(true, false);
        other.view = QStringLiteral("inside");
        QVERIFY(ownedTwice({{QStringLiteral("ns1"), {zoneOf(true, false)}}, {QStringLiteral("ns2"), {other}}}).isEmpty());
    }

    void aPolicyThatReplacesKeysIsKnown_data()
    {
        QTest::addColumn<QByteArray>("configuration");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<bool>("rolls");
        const auto row = [](const char *name, const QByteArray &text, const char *policy, bool rolls) {
            QTest::newRow(name) << text << QString::fromLatin1(policy) << rolls;
        };
        const QByteArray zone = "zone \"s.example\" { type primary; file \"s\"; ";
        row("BIND's own", zone + "dnssec-policy default; };", "default", false);
        row("from options", "options { dnssec-policy default; }; " + zone + "};", "default", false);
        row("its own counts", "options { dnssec-policy default; }; " + zone + "dnssec-policy none; };", "none", false);
        row("without keys", "dnssec-policy p { dnskey-ttl 3600; }; " + zone + "dnssec-policy p; };", "p", false);
        row("keys without end", "dnssec-policy p { keys { csk key-directory lifetime unlimited algorithm 13; }; }; " + zone + "dnssec-policy p; };",
            "p", false);
        row("one key with an end",
            "dnssec-policy p { keys { ksk lifetime unlimited algorithm 13; zsk lifetime P30D algorithm 13; }; }; " + zone + "dnssec-policy p; };",
            "p", true);
        row("one that is nowhere", zone + "dnssec-policy elsewhere; };", "elsewhere", true);
    }
    void aPolicyThatReplacesKeysIsKnown()
    {
        QFETCH(QByteArray, configuration);
        const Config config = readConfig(QStringLiteral("/c"), [&](const QString &) { return Result<QByteArray>(configuration); });
        QVERIFY(!config.zones.isEmpty());
        const Signing signing = SigningReader(config).of(config.zones.first());
        QTEST(signing.policy, "policy");
        QTEST(signing.rolls, "rolls");
    }

    // The text of a zone that named signs is edited where it is managed, and gets serials as any other.
    void aSignedZoneIsEditedInItsSource()
    {
        DeskHost host;
        const QByteArray statement = "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy default; };\n";
        const QByteArray base = host.staged(QStringLiteral("/etc/bind/named.conf.local"));
        QVERIFY(!base.isEmpty());
        const StagedTree without = host.treeOf(host.with(QStringLiteral("named.conf.local"), base + statement));
        const ZoneDecl *own = without.zone(QStringLiteral("s.example"), {});
        QVERIFY(own);
        QCOMPARE(own->file, QStringLiteral("/var/lib/bind/s.example.db"));
        const auto live = without.with(DeskHost::root, QStringLiteral("signed/s.example.db"), simZone(20, 1));
        QVERIFY(live);
        const ZoneDecl *zone = live->zone(QStringLiteral("s.example"), {});
        QVERIFY(zone);
        QCOMPARE(zone->file, QStringLiteral("/etc/bind/signed/s.example.db"));
        QCOMPARE(live->serialOf(*zone), std::optional(20U));
        QVERIFY(std::ranges::any_of(live->zones(), [](const ZoneDecl &one) { return one.name == QLatin1String("s.example"); }));
        const Change change{
            QStringLiteral("c"),          Change::Kind::Record, 0, {}, {}, {}, QStringLiteral("s.example"), {}, QStringLiteral("new"), {},
            QStringLiteral("A 192.0.2.9")};
        const auto edited = live->with(change);
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().code));
        const auto raised = raiseSerials(*live, *edited, {}, {}, SerialPolicy::PlusOne, {}, 0);
        QVERIFY(raised);
        QCOMPARE(raised->tree.serialOf(*zone), std::optional(21U));
        QVERIFY(!ChangedZones(*live, raised->tree).questions().isEmpty());
        const auto gone = live->with(DeskHost::root, QStringLiteral("signed/s.example.db"), std::nullopt);
        QVERIFY(gone);
        QCOMPARE(gone->zone(QStringLiteral("s.example"), {})->file, QStringLiteral("/var/lib/bind/s.example.db"));
    }
};

LOCKSTEP_SUITE(TestOwnership)
#include "tst_ownership.moc"
