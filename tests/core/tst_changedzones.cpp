// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/changedzones.h"
#include "core/zone/rrtypes.h"
#include "tests/core/deskhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

#include <algorithm>

using namespace lockstep;

namespace {

const QString includedPath = QStringLiteral("zones/more.inc");

QByteArray zoneText(quint32 serial, const QByteArray &more)
{
    return "$TTL 3600\n@ IN SOA ns1 root " + QByteArray::number(serial) + " 7200 3600 1209600 3600\n@ NS ns1\nns1 A 192.0.2.1\n" + more;
}

// "owner type rdata rdata", sorted, without what the SOA says.
QStringList told(const QList<ProofQuestion> &questions)
{
    QStringList lines;
    for (const ProofQuestion &question : questions) {
        QStringList data;
        for (const QByteArray &rdata : question.rdata)
            data.append(QString::fromLatin1(rdata.toHex()));
        data.sort();
        lines.append(QStringLiteral("%1 %2 %3").arg(QString::fromLatin1(question.owner.toHex())).arg(question.type).arg(data.join(u' ')));
    }
    lines.sort();
    return lines;
}

} // namespace

// What is asked on the way back is worked out from what was compared on the way forward, where that is the same.
class TestChangedZones : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWayBackIsWhatItsOwnComparisonSays_data()
    {
        QTest::addColumn<QByteArray>("before"); // of the records; empty: the zone's file is not there
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("included"); // the file that the texts may include
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QByteArray &included = {}) {
            QTest::newRow(name) << before << after << included;
        };
        row("a record changes", "www A 192.0.2.2\n", "www A 192.0.2.3\n");
        row("a record comes", ";\n", "www A 192.0.2.3\n");
        row("a record goes", "www A 192.0.2.2\nwww A 192.0.2.3\n", "www A 192.0.2.2\n");
        row("an RRset goes, and a wildcard answers instead", "* A 192.0.2.9\nwww A 192.0.2.2\n", "* A 192.0.2.9\n");
        row("a wildcard goes with what it hid", "* A 192.0.2.9\nwww TXT \"x\"\n", "www A 192.0.2.2\n");
        row("a wildcard comes", "www A 192.0.2.2\n", "* A 192.0.2.9\n");
        row("a TTL", "www 300 A 192.0.2.2\n", "www 600 A 192.0.2.2\n");
        row("words and comments alone", "www A 192.0.2.2 ; x\n", "WWW IN A 192.0.2.2 ; y\n");
        row("data with digits", "www TXT \"v1\"\n", "www TXT \"v2\"\n");
        row("what is included", "$INCLUDE /etc/bind/zones/more.inc\n", "$INCLUDE /etc/bind/zones/more.inc\nwww A 192.0.2.3\n", "more A 192.0.2.7\n");
        row("a new zone", {}, "www A 192.0.2.2\n");
    }

    void theWayBackIsWhatItsOwnComparisonSays()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, included);
        DeskHost host;
        StagedTree live = host.treeOf(host.desk->liveTree()->snapshot());
        if (!included.isEmpty())
            live = *live.with(DeskHost::root, includedPath, included);
        const std::optional<QByteArray> old = before.isEmpty() ? std::nullopt : std::optional(zoneText(7, before));
        live = *live.with(DeskHost::root, zoneFileA, old);
        const StagedTree forward = *live.with(DeskHost::root, zoneFileA, zoneText(8, after));
        const auto back = returnTree(live, forward, SerialPolicy::PlusOne, host.time.now());
        QVERIFY(back);
        const ChangedZones changed(live, forward);
        QVERIFY(changed.faults(10).isEmpty());
        QCOMPARE(told(*changed.wayBack(*back)), told(ChangedZones(forward, *back).questions()));
        QCOMPARE(changed.questions().first().type, rrtype::soa);
        if (!before.isEmpty())
            QCOMPARE(changed.wayBack(*back)->first().type, rrtype::soa);
    }

    void whatIsWrongWithTheNewTextIsTold()
    {
        DeskHost host;
        const StagedTree live = host.treeOf(host.desk->liveTree()->snapshot());
        const auto codes = [&](const std::optional<QByteArray> &text) {
            QStringList found;
            const StagedTree forward = *live.with(DeskHost::root, zoneFileA, text);
            for (const Error &fault : ChangedZones(live, forward).faults(10))
                found.append(fault.code + u' ' + (fault.origin.file.isEmpty() ? fault.args.value(0) : fault.origin.file));
            return found;
        };
        QCOMPARE(codes(zoneText(8, "www A 192.0.2\n")), QStringList{QStringLiteral("zone.rdata ") + zonePathA});
        QCOMPARE(codes("$TTL 60\n@ NS ns1\n"), QStringList{QStringLiteral("zone.nosoa ") + zonePathA});
        QVERIFY(codes(zoneText(8, "www A 192.0.2.1\n")).isEmpty());
        const StagedTree broken = *live.with(DeskHost::root, zoneFileA, zoneText(8, QByteArray("www A 192.0.2\n").repeated(50)));
        QCOMPARE(ChangedZones(live, broken).faults(10).size(), 10);
    }

    void oneNumber_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *name, const QByteArray &one, const QByteArray &other, bool good) {
            QTest::newRow(name) << one << other << good;
        };
        const QByteArray much(10000, 'x');
        row("the same", "a 1 b", "a 1 b", false);
        row("a digit", "a 1 b", "a 2 b", true);
        row("more digits", "a 99 b", "a 100 b", true);
        row("within a number", "a 2026112701 b", "a 2026112801 b", true);
        row("two numbers", "a 1 1 b", "a 2 2 b", false);
        row("a letter", "a 1 b", "a x b", false);
        row("a word more", "a 1 b", "a 1 b c", false);
        row("at the end", "a 1", "a 12", true);
        row("at the beginning", "1 a", "21 a", true);
        row("nothing on one side", "", "7", true);
        row("nothing on both", "", "", false);
        row("far inside", much + " 7 " + much, much + " 8 " + much, true);
        row("twice, far inside", much + " 7 " + much + " 7", much + " 8 " + much + " 8", false);
        row("equal digits", "111", "1111", true);
    }

    void oneNumber()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QTEST(differInOneNumber(one, other), "good");
        QTEST(differInOneNumber(other, one), "good");
    }

    // While it is held, a text is not read from the disk again; afterwards it is.
    void textsStayAtHand()
    {
        DeskHost host;
        const Result<Digest> digest = host.objects->put("a text");
        QVERIFY(digest);
        const QString hex = QString::fromLatin1(digest->hex());
        std::shared_ptr<void> held = host.objects->hold();
        QCOMPARE(*host.objects->get(*digest), QByteArray("a text"));
        QVERIFY(host.objects->sweep({}));
        QVERIFY(!host.objects->has(*digest));
        QCOMPARE(*host.objects->get(*digest), QByteArray("a text"));
        std::shared_ptr<void> again = host.objects->hold();
        held.reset();
        QCOMPARE(*host.objects->get(*digest), QByteArray("a text"));
        again.reset();
        QCOMPARE(host.objects->get(*digest).error().code, QStringLiteral("snapshot.missing"));
    }
};

LOCKSTEP_SUITE(TestChangedZones)
#include "tst_changedzones.moc"
