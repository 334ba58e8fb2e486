// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/recorddiff.h"
#include "core/zone/rrtypes.h"
#include "core/zone/sharednumbers.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"
#include "core/zone/zonerows.h"
#include "tests/support/partwindow.h"
#include "tests/support/suite.h"
#include "tests/support/zonescribe.h"

using namespace lockstep;

namespace {

const QByteArray origin = scribe::origin;
using scribe::baseZone;
using scribe::Line;
using scribe::Scribe;

ZoneTextDifference differ(const QByteArray &before, const QByteArray &after)
{
    return zoneTextDiff(origin, {QStringLiteral("before"), before}, {QStringLiteral("after"), after});
}

class Fold : public ZoneSink
{
public:
    void record(const ScannedRecord &record) override { sum.add(recordHash(record.owner, record.type, record.ttl, record.rdata)); }
    ZoneChecksum sum;
};

ZoneChecksum checksumOf(const QByteArray &text)
{
    Fold fold;
    ZoneScanner(origin, fold).scan(QStringLiteral("zone"), text);
    return fold.sum;
}

// A zone as people write it: what is left out is as in the line before, or as the directives say.
QByteArrayList handwritten(QRandomGenerator &random)
{
    const bool directives = random.bounded(2) > 0; // without them a record's time to live is that of the one before
    QByteArrayList lines{"@ 1h SOA ns1 host 7 7200 3600 1209600 300\n", " NS ns1\n", "ns1 A 192.0.2.1\n"};
    for (int i = 0; i < 120; ++i) {
        const QByteArray number = QByteArray::number(i);
        switch (directives ? random.bounded(10) : 2 + random.bounded(10)) {
        case 0:
            lines.append(random.bounded(2) ? "$ORIGIN sub" + number + ".example.net.\n" : QByteArray("$ORIGIN example.net.\n"));
            break;
        case 1:
            lines.append("$TTL " + QByteArray::number(random.bounded(3) * 300 + 300) + "\n");
            break;
        case 10:
            lines.append("time" + number + ' ' + QByteArray::number(random.bounded(2000)) + " A 192.0.2." + number + "\n");
            break;
        case 2:
            lines.append(" TXT \"the one before, " + number + "\"\n");
            break;
        case 3:
            lines.append("long" + number + " TXT ( \"one\"\n\t\"two\" ; said\n\t\"" + number + "\" )\n");
            break;
        case 4:
            lines.append("; nothing but a comment, " + number + "\n");
            break;
        case 5:
            lines.append("$GENERATE 1-" + QByteArray::number(random.bounded(4) + 1) + " g" + number + "-$ A 192.0.2.$\n");
            break;
        default:
            lines.append("host" + number + (random.bounded(3) ? " A " : " 60 A ") + "192.0.2." + number + "\n");
        }
    }
    return lines;
}

// Few changes of lines; some make a fault.
QByteArrayList edited(QByteArrayList lines, QRandomGenerator &random)
{
    static const QByteArrayList others{
        "$TTL 5\n",           "$ORIGIN other.example.net.\n", "new A 192.0.2.200\n", " AAAA 2001:db8::1\n", "open TXT ( \"a\"\n",
        "wrong NOTATYPE 1\n", "new 999 A 192.0.2.201\n",      "host5 A 192.0.2.5\n", "ns1 A 192.0.2.1 )\n", "\n"};
    for (int changes = 1 + random.bounded(4); changes > 0; --changes) {
        const qsizetype at = random.bounded(int(lines.size()));
        const qsizetype other = random.bounded(int(lines.size()));
        const QByteArray odd = others[random.bounded(random.bounded(3) ? 4 : int(others.size()))];
        switch (random.bounded(6)) {
        case 5: // its time to live
            lines[at] =
                QByteArray(lines[at]).replace(" 60 A ", random.bounded(2) ? " A " : " 61 A ").replace(" A ", random.bounded(2) ? " 7 A " : " A ");
            break;
        case 0:
            lines[at] = odd;
            break;
        case 1:
            lines.insert(at, odd);
            break;
        case 2:
            lines.remove(at, std::min<qsizetype>(1 + random.bounded(3), lines.size() - at));
            break;
        case 3:
            lines.insert(at, lines[other]);
            break;
        default:
            lines.move(at, other);
        }
    }
    return lines;
}

QByteArray shown(const ZoneDifference &difference)
{
    QByteArray text;
    for (const ZoneRow &row : difference.rows) {
        for (const auto &[sign, records] : {std::pair('-', &row.before), std::pair('+', &row.after)}) {
            for (const Record &one : *records)
                text += sign + nameToText(one.owner) + ' ' + QByteArray::number(one.ttl) + ' ' + typeToText(one.type) + ' ' +
                        rdataToText(one.type, one.rdata) + " in " + one.file.toUtf8() + ':' + QByteArray::number(one.line) + '\n';
        }
    }
    return text;
}

int campaign(int sample)
{
    bool number = false;
    const int wanted = qEnvironmentVariableIntValue("LOCKSTEP_TRIALS", &number);
    return number ? wanted : sample;
}

} // namespace

class TestRecordDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The same records written in another way mean the same.
    void layoutIsNoDifference()
    {
        const QList<Line> lines = baseZone();
        const QByteArray plain = Scribe(1).write(lines);
        const ZoneChecksum sum = checksumOf(plain);
        for (int seed = 2; seed < 2 + campaign(1000); ++seed) {
            const QByteArray text = Scribe(quint32(seed)).write(lines);
            const ZoneTextDifference difference = differ(plain, text);
            QVERIFY2(difference.isReadable(), (QByteArray::number(seed) + ": " +
                                               (difference.isReadable() ? QByteArray() : errorText(difference.faultsAfter.value(0)).toUtf8()))
                                                  .constData());
            QVERIFY2(difference.records.isEmpty(), (QByteArray::number(seed) + '\n' + text).constData());
            QVERIFY2(checksumOf(text) == sum, QByteArray::number(seed).constData());
        }
    }

    // One change gives one row, and of its kind, in whatever layout it comes.
    void oneChangeIsOneRow()
    {
        const QList<Line> lines = baseZone();
        const QByteArray plain = Scribe(1).write(lines);
        for (int seed = 2; seed < 2 + campaign(1000); ++seed) {
            Scribe scribe{quint32(seed)};
            QList<Line> other = lines;
            const qsizetype at = 1 + scribe.below(quint32(lines.size() - 1));
            const Line old = lines[at];
            const quint32 what = scribe.below(3);
            const auto inSet = std::ranges::count_if(lines, [&](const Line &one) { return one.owner == old.owner && one.type == old.type; });
            if (what == 0) {
                other.removeAt(at);
            } else if (what == 1) {
                for (Line &one : other)
                    one.ttl += one.owner == old.owner && one.type == old.type ? 7 : 0;
            } else {
                other.append({*nameToWire("new", origin), 300, rrtype::txt, "\"" + QByteArray::number(seed) + '"'});
            }
            const ZoneTextDifference difference = differ(plain, scribe.write(other));
            QVERIFY2(difference.isReadable() && difference.records.rows.size() == 1, QByteArray::number(seed).constData());
            const ZoneRow &row = difference.records.rows.first();
            if (what == 2) {
                QCOMPARE(nameToText(row.owner, origin), QByteArray("new"));
                QVERIFY(row.before.isEmpty());
                QCOMPARE(row.after.size(), 1);
                continue;
            }
            QCOMPARE(row.owner, old.owner);
            QCOMPARE(row.type, old.type);
            QCOMPARE(row.before.size(), inSet);
            QCOMPARE(row.ttlOnly, what == 1);
            QCOMPARE(row.after.size(), what == 0 ? inSet - 1 : inSet);
        }
    }

    // What the numbers say is what all records held against each other say.
    void itIsTheDifferenceOfAllRecords()
    {
        const QList<Line> lines = baseZone();
        for (int seed = 1; seed <= campaign(1000) / 5; ++seed) {
            Scribe scribe{quint32(seed)};
            QList<Line> other = lines;
            for (quint32 i = scribe.below(12); i > 0; --i) {
                const qsizetype at = 1 + scribe.below(quint32(other.size() - 1));
                if (scribe.chance(3))
                    other.removeAt(at);
                else if (scribe.chance(2))
                    other[at].ttl += 5;
                else
                    other.append(other[at]); // twice is once
            }
            const QByteArray left = scribe.write(lines);
            const QByteArray right = scribe.write(other);
            const ZoneDifference whole = zoneDiff(ZoneFile::parse({}, left, origin).records(), ZoneFile::parse({}, right, origin).records());
            const ZoneDifference found = differ(left, right).records;
            QCOMPARE(found.rows.size(), whole.rows.size());
            for (qsizetype i = 0; i < found.rows.size(); ++i) {
                QCOMPARE(found.rows[i].owner, whole.rows[i].owner);
                QCOMPARE(found.rows[i].type, whole.rows[i].type);
                QCOMPARE(found.rows[i].after.size(), whole.rows[i].after.size());
            }
        }
    }

    // What stands in both texts in the same words is read once, and makes no difference.
    void fewChangesAreFoundAmongManyLines()
    {
        int shared = 0;
        const int seeds = campaign(1000);
        for (int seed = 1; seed <= seeds; ++seed) {
            QRandomGenerator random{quint32(seed)};
            const QByteArrayList lines = handwritten(random);
            const QByteArray left = lines.join();
            const QByteArray right = edited(lines, random).join();
            const ZoneFile before = ZoneFile::parse(QStringLiteral("before"), left, origin);
            const ZoneFile after = ZoneFile::parse(QStringLiteral("after"), right, origin);
            const ZoneTextDifference found = differ(left, right);
            const QByteArray about = QByteArray::number(seed) + '\n' + left + "=====\n" + right;
            const auto same = [](const Error &one, const Error &other) {
                return one.code == other.code && one.origin.line == other.origin.line && one.origin.file == other.origin.file;
            };
            QVERIFY2(std::ranges::equal(found.faultsBefore, before.diagnostics(), same), about.constData());
            QVERIFY2(std::ranges::equal(found.faultsAfter, after.diagnostics(), same), about.constData());
            QVERIFY2(shown(found.records) == shown(zoneDiff(before.records(), after.records())), about.constData());
            const Numbering numbering(left.size());
            PartWindow leftParts(left, 1 + random.bounded(300));
            PartWindow rightParts(right, 1 + random.bounded(300));
            const ZoneSource one{QStringLiteral("before"), leftParts};
            const ZoneSource other{QStringLiteral("after"), rightParts};
            const ZoneTextDifference byParts = zoneTextDiff(origin, one, other);
            QVERIFY2(byParts.faultsBefore == found.faultsBefore && byParts.faultsAfter == found.faultsAfter, about.constData());
            QVERIFY2(shown(byParts.records) == shown(found.records), about.constData());
            if (const auto numbers = sharedNumbers(origin, one, other, numbering)) {
                QVERIFY2(numbers->after.hashes.size() == size_t(after.records().size()), about.constData());
                shared += numbers->ownAfter.size() > 1 ? 1 : 0;
            }
        }
        QVERIFY2(shared > seeds / 2, QByteArray::number(shared).constData());
    }

    // A record may have a time to live of its own, which what follows takes over where there is no $TTL.
    void aTimeToLiveReachesFurther()
    {
        QByteArray hosts;
        for (int i = 0; i < 100; ++i)
            hosts += "host" + QByteArray::number(i) + " A 192.0.2." + QByteArray::number(i) + '\n';
        const QByteArray head = "@ 300 SOA ns h 1 2 3 4 5\n@ NS ns\n" + hosts;
        const QByteArray tail = QByteArray(hosts).replace("host", "more");
        const ZoneDifference found = differ(head + "x 999 A 192.0.2.9\n" + tail, head + "x A 192.0.2.9\n" + tail).records;
        QCOMPARE(found.rows.size(), 101);
        QVERIFY(std::ranges::all_of(found.rows, [](const ZoneRow &row) { return row.ttlOnly && row.after.first().ttl == 300; }));
        const ZoneDifference more = differ(head + "x 999 A 192.0.2.9\n" + tail, head + "new A 192.0.2.8\nx 999 A 192.0.2.9\n" + tail).records;
        QCOMPARE(more.rows.size(), 1);
        QCOMPARE(more.rows.first().after.first().ttl, 300U);
    }

    // Also when its data are wrong: whether anybody reads them does not change the others.
    void aTimeToLiveStandsBeforeWrongData()
    {
        const QByteArray before = "ns 30 A 192.0.2.1\nl LOC 1 2 3.5 N 4 5 W 10m\n";
        const QByteArray after = "ns 30 A 192.0.2.1\nns 20 A 192.al\nl LOC 1 2 3.5 N 4 5 W 10m\n";
        const ZoneDifference found = differ(before, after).records;
        const ZoneFile whole = ZoneFile::parse(QStringLiteral("zone"), after, origin);
        QCOMPARE(whole.diagnostics().size(), 1);
        QCOMPARE(whole.records().last().ttl, 20U);
        const ZoneRows rows = ZoneRows::parse(QStringLiteral("zone"), after, origin);
        QCOMPARE(rows.rows().last().ttl, 20U);
        QCOMPARE(found.rows.size(), 1);
        QVERIFY(found.rows.first().ttlOnly);
        QCOMPARE(found.rows.first().after.first().ttl, 20U);
    }

    void timesToLiveOfARecordSet()
    {
        const QByteArray head = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\n";
        const auto rows = [&](const QByteArray &before, const QByteArray &after) { return differ(head + before, head + after).records.rows; };
        QCOMPARE(rows("www 300 A 192.0.2.1\nwww 600 A 192.0.2.2\n", "www 300 A 192.0.2.1\nwww 900 A 192.0.2.2\n").size(), 1);
        const QByteArray signature = " 13 3 60 20300101000000 20200101000000 1 example.net. AAAA\n";
        const QList<ZoneRow> signatures = rows("www 60 RRSIG A" + signature + "www 3600 RRSIG NSEC" + signature,
                                               "www 60 RRSIG A" + signature + "www 60 RRSIG NSEC" + signature);
        QVERIFY(signatures.size() == 1 && signatures.first().ttlOnly);
        QVERIFY(
            rows("www 60 RRSIG A" + signature + "www 3600 RRSIG NSEC" + signature, "www 3600 RRSIG NSEC" + signature + "www 60 RRSIG A" + signature)
                .isEmpty());
    }

    void aSerialAloneIsFolded()
    {
        const QList<Line> lines = baseZone();
        QList<Line> other = lines;
        other[0].data.replace(" 7 ", " 8 ");
        const ZoneTextDifference difference = differ(Scribe(1).write(lines), Scribe(2).write(other));
        QVERIFY(difference.records.serialOnly);
        QVERIFY(difference.records.rows.isEmpty());
        QCOMPARE(difference.serialBefore, 7U);
        QCOMPARE(difference.serialAfter, 8U);
    }

    void whatCannotBeReadIsNotEqual()
    {
        const QByteArray good = Scribe(1).write(baseZone());
        const ZoneTextDifference difference = differ(good, good + "www NOTATYPE 1\n");
        QVERIFY(!difference.isReadable());
        QCOMPARE(difference.faultsAfter.size(), 1);
        QCOMPARE(difference.faultsAfter.first().origin.column, 5);
    }

    void nothingAgainstSomething()
    {
        QVERIFY(differ({}, {}).records.isEmpty());
        QCOMPARE(differ({}, "$TTL 1\nwww A 192.0.2.1\n").records.rows.size(), 1);
        QCOMPARE(differ("$TTL 1\nwww A 192.0.2.1\n", {}).records.rows.size(), 1);
    }

    void includesAreRead()
    {
        const auto reader = [](const QString &name) -> Result<QByteArray> {
            return name == QLatin1String("part") ? Result<QByteArray>("www 60 A 192.0.2.1\n") : fail(QStringLiteral("file.missing"), {name});
        };
        const ZoneText left{QStringLiteral("a"), "$include part\n", reader};
        const ZoneText right{QStringLiteral("b"), "www 60 A 192.0.2.1\n", reader};
        QVERIFY(zoneTextDiff(origin, left, right).records.isEmpty());
        const ZoneText gone{QStringLiteral("c"), "$INCLUDE gone\n", reader};
        const ZoneTextDifference difference = zoneTextDiff(origin, gone, right);
        QVERIFY(!difference.isReadable());
        QCOMPARE(difference.faultsBefore.value(0).code, QStringLiteral("file.missing"));
    }
};

LOCKSTEP_SUITE(TestRecordDiff)
#include "tst_recorddiff.moc"
