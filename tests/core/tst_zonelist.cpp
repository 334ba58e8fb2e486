// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/zonelisting.h"
#include "core/protocol/limits.h"
#include "tests/core/masterhouse.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace lockstep;

namespace {

const QByteArray localConf = "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net.db\"; };\n"
                             "zone \"a.example\" { type primary; file \"/etc/bind/zones/a.example.db\"; };\n"
                             "zone \"b.example\" { type primary; file \"/etc/bind/zones/b.example.db\"; allow-transfer { any; }; };\n"
                             "zone \"d.example\" { type primary; file \"/etc/bind/zones/d.example.db\"; };\n"
                             "zone \"s.example\" { type slave; file \"s.db\"; masters { 192.0.2.1; }; };\n"
                             "zone \"f.example\" { type forward; forwarders { 192.0.2.1; }; };\n";

struct Listed
{
    MasterHouse house{1};
    Result<void> stage(const QString &path, const QByteArray &text)
    {
        const Snapshot staged = *Snapshot::parse(
            house.master->call(mastercalls::snapshotGet, SnapshotRequest{house.group, QStringLiteral("staged")})->manifest);
        const auto entry = staged.find(QStringLiteral("etc-bind"), path);
        return house.master
            ->call(mastercalls::stageFile,
                   StageFileRequest{
                       house.group, QStringLiteral("etc-bind"), path, entry ? QString::fromLatin1(entry->digest.hex()) : QString(), text, {}})
            .transform([](const ChangeList &) {});
    }
    ZoneList list(int from = 0, int limit = 10000)
    {
        return house.master->call(mastercalls::zoneList, ZoneListRequest{house.group, from, limit, {}, {}}).value_or(ZoneList());
    }
    static QStringList told(const ZoneList &list)
    {
        QStringList lines;
        for (const ZoneListing &row : list.zones)
            lines.append(QStringLiteral("%1 %2 %3 %4 %5>%6 %7")
                             .arg(row.name, row.type, row.path)
                             .arg(row.records)
                             .arg(row.serialLive.value_or(0))
                             .arg(row.serialStaged.value_or(0))
                             .arg(QLatin1String(wordsOf(row.change).at(int(row.change)))));
        return lines;
    }
};

} // namespace

class TestZoneList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStatementIsListed()
    {
        Listed world;
        QVERIFY(world.house.addAll());
        QCOMPARE(Listed::told(world.list()), (QStringList{QStringLiteral("example.net primary zones/example.net.db 9 2026010101>2026010101 none"),
                                                          QStringLiteral("a.example primary zones/a.example.db 5 7>7 none"),
                                                          QStringLiteral("b.example primary zones/b.example.db 5 4294967294>4294967294 none")}));
        QVERIFY(world.stage(QStringLiteral("zones/d.example.db"), simZone(1, 1)));
        QVERIFY(world.stage(QStringLiteral("named.conf.local"), localConf));
        QVERIFY(world.house.stageHost(QStringLiteral("a.example"), QStringLiteral("new"), 1));
        const ZoneList list = world.list();
        QCOMPARE(list.total, 6);
        QCOMPARE(Listed::told(list),
                 (QStringList{QStringLiteral("example.net primary zones/example.net.db 9 2026010101>2026010101 none"),
                              QStringLiteral("a.example primary zones/a.example.db 6 7>2026092101 changed"),
                              QStringLiteral("b.example primary zones/b.example.db 5 4294967294>4294967294 changed"),
                              QStringLiteral("d.example primary zones/d.example.db 4 0>1 added"), QStringLiteral("s.example secondary  0 0>0 added"),
                              QStringLiteral("f.example forward  0 0>0 added")}));
        QCOMPARE(list.zones[4].file, QStringLiteral("/var/cache/bind/s.db"));
        QVERIFY(world.stage(QStringLiteral("named.conf.local"), localConf.left(localConf.indexOf("zone \"a"))));
        QStringList names;
        for (const ZoneListing &row : world.list().zones) {
            if (row.change == ZoneChange::Removed)
                names.append(row.name);
        }
        QCOMPARE(names, (QStringList{QStringLiteral("a.example"), QStringLiteral("b.example")}));
    }

    void includesAndGeneratedRecordsCount()
    {
        Listed world;
        QVERIFY(world.house.addAll());
        QVERIFY(world.stage(QStringLiteral("zones/part.db"), "in A 192.0.2.1\nin2 A 192.0.2.2\n"));
        QVERIFY(
            world.stage(QStringLiteral("zones/a.example.db"), simZone(7, 2) + "$INCLUDE /etc/bind/zones/part.db\n$GENERATE 1-10 g$ A 10.9.0.$\n"));
        QCOMPARE(world.list().zones[1].records, 5 + 2 + 10);
        QVERIFY(world.stage(QStringLiteral("zones/part.db"), "in A 192.0.2.1\n"));
        QCOMPARE(world.list().zones[1].records, 5 + 1 + 10);
        QCOMPARE(world.list().zones[1].change, ZoneChange::Changed);
    }

    void oneZoneComesWithItsFile()
    {
        Listed world;
        QVERIFY(world.house.addAll());
        QVERIFY(world.house.stageHost(QStringLiteral("a.example"), QStringLiteral("new"), 1));
        const auto one = world.house.master->call(mastercalls::zoneList,
                                                  ZoneListRequest{world.house.group, 0, 1, QStringLiteral("a.example"), QString()});
        QVERIFY(one);
        QCOMPARE(one->zones.size(), 1);
        QVERIFY(one->zones[0].bytesLive && one->zones[0].bytesStaged);
        const Result<QByteArray> text = world.house.master->object(*one->zones[0].bytesStaged);
        QVERIFY(text && text->contains("new\tA"));
        QCOMPARE(*world.house.master->object(*one->zones[0].bytesLive), simZone(7, 2));
        QCOMPARE(world.house.master->call(mastercalls::zoneList, ZoneListRequest{world.house.group, 0, 1, QStringLiteral("no.example"), QString()})
                     .error()
                     .code,
                 QStringLiteral("master.nozone"));
    }

    void aListComesInPages()
    {
        Listed world;
        QVERIFY(world.house.addAll());
        QCOMPARE(world.list(1, 1).zones.size(), 1);
        QCOMPARE(world.list(1, 1).zones[0].name, QStringLiteral("a.example"));
        QCOMPARE(world.list(1, 1).total, 3);
        QVERIFY(world.list(3, 10).zones.isEmpty());
        QVERIFY(world.list(-5, 10).zones.size() == 3);
    }

    void tenThousandZonesFitAFrame()
    {
        ZoneListing row;
        row.type = QStringLiteral("primary");
        row.root = QStringLiteral("etc-bind");
        row.serialLive = row.serialStaged = 4294967295U;
        QList<ZoneListing> rows;
        for (int i = 0; i < 10000; ++i) {
            row.name = QStringLiteral("customer-with-a-long-name-%1.example.net").arg(i);
            row.path = QStringLiteral("zones/customers/") + row.name + QStringLiteral(".db");
            row.file = QStringLiteral("/etc/bind/") + row.path;
            rows.append(row);
        }
        const ZoneList page = pageOf(rows, {}, ZoneListRequest{});
        QCOMPARE(page.zones.size(), 10000);
        const qsizetype bytes = jsonBytes(toJson(page)).size();
        QVERIFY2(bytes < limits::textFrame, QByteArray::number(bytes).constData());
        for (ZoneListing &one : rows)
            one.file += QString(4000, u'x'); // as many as fit
        const ZoneList less = pageOf(rows, {}, ZoneListRequest{});
        QVERIFY(less.zones.size() < 10000 && less.total == 10000);
        QVERIFY(jsonBytes(toJson(less)).size() < limits::textFrame);
    }
};

LOCKSTEP_SUITE(TestZoneList)
#include "tst_zonelist.moc"
