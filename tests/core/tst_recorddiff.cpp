// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/recorddiff.h"
#include "core/zone/rrtypes.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"
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
