// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/recorddiff.h"
#include "core/zone/rrtypes.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"
#include "tests/support/recordsamples.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);

struct Line
{
    QByteArray owner; // wire
    quint32 ttl = 0;
    int type = 0;
    QByteArray data; // absolute names, as rdataToText() writes them
};

// A zone with one record of every sample, and a few names of several records.
QList<Line> baseZone()
{
    QList<Line> lines{{origin, 3600, rrtype::soa, "ns1.example.net. host.example.net. 7 7200 3600 1209600 300"},
                      {origin, 3600, rrtype::ns, "ns1.example.net."},
                      {origin, 3600, rrtype::ns, "ns2.example.net."}};
    int number = 0;
    for (const RecordSample &sample : recordSamples()) {
        const int type = typeFromText(sample.type);
        const auto wire = rdataToWire(type, sample.data, origin);
        if (wire)
            lines.append({*nameToWire("h" + QByteArray::number(++number) + ".Lab", origin), 300, type, rdataToText(type, *wire)});
    }
    for (int i = 0; i < 5; ++i)
        lines.append({*nameToWire("many", origin), 600, rrtype::a, "192.0.2." + QByteArray::number(i)});
    return lines;
}

// Writes the same records as differently as the format allows.
class Scribe
{
public:
    explicit Scribe(quint32 seed) : m_random(seed) {}

    QByteArray write(QList<Line> lines)
    {
        if (chance(3)) {
            for (qsizetype i = lines.size() - 1; i > 1; --i) // the SOA stays first
                lines.swapItemsAt(i, 1 + m_random.bounded(int(i)));
        }
        QByteArray text;
        QByteArray here = origin;
        QByteArray owner;
        std::optional<quint32> standing;
        for (const Line &line : std::as_const(lines)) {
            if (chance(10)) {
                standing = std::array<quint32, 4>{60, 300, 600, 3600}[m_random.bounded(4U)];
                text += (chance(2) ? "$TTL " : "$ttl\t") + ttl(*standing) + end();
                if (chance(4))
                    owner.clear();
            }
            if (chance(12)) {
                here = chance(2) ? origin : *nameToWire("lab", origin);
                text += "$ORIGIN " + nameToText(here) + end();
            }
            if (chance(9))
                text += chance(2) ? QByteArray("\n") : "; nothing " + QByteArray::number(m_random.bounded(99)) + "\n";
            const bool blank = owner == line.owner && chance(2);
            text += blank ? gap() : name(line.owner, here) + gap();
            owner = line.owner;
            const bool written = !standing || *standing != line.ttl || chance(2);
            const QByteArray number = written ? ttl(line.ttl) + gap() : QByteArray();
            const QByteArray cls = chance(2) ? (chance(3) ? QByteArray("in") : QByteArray("IN")) + gap() : QByteArray();
            text += chance(2) ? number + cls : cls + number;
            const QByteArray type = typeToText(line.type);
            text += (chance(4) ? type.toLower() : chance(8) ? "TYPE" + QByteArray::number(line.type) : type) + gap() + data(line) + end();
        }
        return text;
    }
    bool chance(quint32 of) { return m_random.bounded(of) == 0; }
    quint32 below(quint32 most) { return m_random.bounded(most); }

private:
    QByteArray gap() { return chance(3) ? QByteArray("  \t") : chance(2) ? QByteArray("\t") : QByteArray(" "); }
    QByteArray end() { return (chance(8) ? " ; said (so) \"here" : "") + QByteArray(chance(5) ? "\r\n" : "\n"); }

    QByteArray ttl(quint32 seconds)
    {
        if (chance(3) && seconds % 60 == 0)
            return QByteArray::number(seconds / 60) + (chance(2) ? "m" : "M");
        return QByteArray::number(seconds) + (chance(9) ? "s" : "");
    }

    QByteArray name(const QByteArray &wire, const QByteArray &here)
    {
        QByteArray text = chance(2) ? nameToText(wire) : nameToText(wire, here);
        if (chance(3))
            text = text.toUpper();
        if (chance(6) && text[0] >= 'a' && text[0] <= 'z')
            text = '\\' + QByteArray::number(int(text[0])).rightJustified(3, '0') + text.sliced(1);
        return text;
    }

    // Between words anything may stand once a parenthesis is open.
    QByteArray data(const Line &line)
    {
        if (chance(6)) {
            const QByteArray wire = rdataToWire(line.type, line.data, QByteArray(1, '\0')).value_or(QByteArray());
            return "\\# " + QByteArray::number(wire.size()) + ' ' + (chance(2) ? wire.toHex() : wire.toHex().toUpper());
        }
        if (!chance(3))
            return line.data;
        QByteArray text("(");
        qsizetype at = 0;
        for (const ZoneEntry &entry : lexZone(line.data)) {
            for (const ZoneToken &token : entry.tokens) {
                const bool joined = token.begin == at && at > 0; // key="value"
                text += joined ? QByteArray() : chance(3) ? QByteArray(" ; part\n\t") : gap();
                text += entry.word(&token - entry.tokens.data(), line.data);
                at = token.end;
            }
        }
        return text + (chance(2) ? "\n )" : ")");
    }

    QRandomGenerator m_random;
};

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
