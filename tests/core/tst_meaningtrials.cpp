// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/signingchange.h"
#include "tests/support/suite.h"
#include "tests/support/zonescribe.h"

using namespace lockstep;
using scribe::baseZone;
using scribe::Line;
using scribe::origin;
using scribe::Scribe;

namespace {

constexpr int typeWallet = 262;
const QByteArray root(1, '\0');

ZoneMeaning meaningOf(const QByteArray &before, const QByteArray &after)
{
    return zoneMeaning(origin, {QStringLiteral("before"), before}, {QStringLiteral("after"), after});
}

// Whether the meaning of the records alone says the same of them.
bool agreesOnRecords(const ZoneMeaning &whole, const QByteArray &before, const QByteArray &after)
{
    const ZoneMeaning records = recordsMeaning(origin, {QStringLiteral("before"), before}, {QStringLiteral("after"), after});
    const auto samePair = [](const RecordPair &one, const RecordPair &other) {
        return one.kind == other.kind && one.before == other.before && one.after == other.after && one.marks.size() == other.marks.size();
    };
    const auto same = [&](const MeaningRow &one, const MeaningRow &other) {
        return one.kind == other.kind && one.owner == other.owner && one.type == other.type &&
               std::ranges::equal(one.records, other.records, samePair);
    };
    const bool ofRecords = whole.kind >= MeaningKind::SerialOnly || whole.kind <= MeaningKind::ReformattedOnly;
    return std::ranges::equal(records.rows, whole.rows, same) && records.kind == (ofRecords ? whole.kind : MeaningKind::ReformattedOnly) &&
           records.serialBefore == whole.serialBefore && records.serialAfter == whole.serialAfter && records.unsignedEqual == whole.unsignedEqual &&
           records.comments.isEmpty() && records.moves.isEmpty() && records.files.isEmpty();
}

QByteArrayList sorted(QByteArrayList all)
{
    std::ranges::sort(all);
    return all;
}

int campaign(int sample)
{
    bool number = false;
    const int wanted = qEnvironmentVariableIntValue("LOCKSTEP_TRIALS", &number);
    return number ? wanted : sample;
}

// A zone of every type, with those that a signer makes and rare ones too.
QList<Line> wholeZone()
{
    QList<Line> lines = baseZone();
    const QByteArray base32 = "0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM";
    const std::pair<QByteArray, QByteArray> more[] = {
        {"DS", "1 13 2 " + QByteArray(64, 'a')},
        {"SIG", "A 8 2 300 20300101000000 20200101000000 1 a. AQID"},
        {"NXT", "a. A NS"},
        {"A6", "64 ::1 a."},
        {"SINK", "1 2 3 AQID"},
        {"DOA", "1 2 3 \"text/plain\" AQID"},
        {"AMTRELAY", "1 0 1 192.0.2.1"},
        {"RKEY", "0 3 8 AQID"},
        {"MX", "10 a."},
        {"MX", "20 b."},
        {"MX", "20 c."},
        {"TXT", "\"a\" \"b\""},
        {"TXT", "\"a\" \"c\" \"d\""},
    };
    for (const auto &[type, data] : more) {
        const int number = typeFromText(type);
        const bool first = type != "MX" && type != "TXT";
        lines.append({*nameToWire(first ? "s" + type : QByteArray("several"), origin), 300, number,
                      rdataToText(number, rdataToWire(number, data, root).value_or(QByteArray()))});
    }
    return lines;
}

// Something else in place of a word: the data may then be valid or not.
QByteArray otherWord(const QByteArray &word, Scribe &scribe)
{
    static const QByteArrayList words{"7",
                                      "0",
                                      "1",
                                      "255",
                                      "65000",
                                      "13",
                                      "\"other\"",
                                      "\"x y\"",
                                      "other.example.org.",
                                      ".",
                                      "a.b.",
                                      "192.0.2.9",
                                      "2001:db8::9",
                                      "AQIDBA==",
                                      "00",
                                      "-",
                                      "A AAAA",
                                      "1:10.0.0.0/9",
                                      "issuewild",
                                      "tcp",
                                      "MX",
                                      "20310101000000",
                                      "port=9",
                                      "alpn=\"h9\"",
                                      "key700=\"z\"",
                                      "-1.00m"};
    if (scribe.chance(2))
        return words[scribe.below(quint32(words.size()))];
    QByteArray other = word;
    if (!other.isEmpty())
        other[scribe.below(quint32(other.size()))] = "0123456789abcdefABCDEF"[scribe.below(22)];
    return other;
}

// The zone with one field of one record changed; which one, and its name.
struct Mutation
{
    qsizetype line = -1;
    QByteArray field;
    QList<Line> lines;
};
std::optional<Mutation> mutated(const QList<Line> &lines, Scribe &scribe)
{
    const qsizetype at = scribe.below(quint32(lines.size()));
    const Line &old = lines[at];
    const QList<DataField> fields = dataFields(old.type, old.data);
    if (fields.isEmpty())
        return {};
    const DataField &field = fields[scribe.below(quint32(fields.size()))];
    const qsizetype size = field.span.end - field.span.begin;
    QByteArray data = old.data;
    data.replace(field.span.begin, size, otherWord(old.data.sliced(field.span.begin, size), scribe));
    const Result<QByteArray> wire = rdataToWire(old.type, data, root);
    if (!wire)
        return {};
    data = rdataToText(old.type, *wire);
    // What a word means may change those beside it: that is no change of one field.
    const QList<DataField> after = dataFields(old.type, data);
    if (after.size() != fields.size())
        return {};
    int apart = 0;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const auto in = [](const QByteArray &text, TextSpan span) { return text.sliced(span.begin, span.end - span.begin); };
        if (fields[i].name != after[i].name)
            return {};
        apart += in(old.data, fields[i].span) != in(data, after[i].span);
    }
    const bool known = std::ranges::any_of(lines,
                                           [&](const Line &one) { return one.owner == old.owner && one.type == old.type && one.data == data; });
    if (apart != 1 || known)
        return {};
    Mutation result{at, field.name, lines};
    result.lines[at].data = data;
    return result;
}

} // namespace

// Random texts, many of them: LOCKSTEP_TRIALS says how many.
class TestMeaningTrials : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The same records in another way: no rows, and comments are told when they are others.
    void layoutIsNoDifference()
    {
        const QList<Line> lines = wholeZone();
        for (int seed = 2; seed < 2 + campaign(200); ++seed) {
            Scribe first(quint32(seed) + 1000000, seed % 3 != 0);
            Scribe second(quint32(seed), seed % 3 != 0);
            const QByteArray before = first.write(lines);
            const QByteArray after = second.write(lines);
            const ZoneMeaning meaning = meaningOf(before, after);
            const QByteArray about = QByteArray::number(seed) + '\n' + before + "=====\n" + after;
            const bool sameComments = sorted(first.comments) == sorted(second.comments);
            QVERIFY2(meaning.isReadable() && meaning.rows.isEmpty() && meaning.moves.isEmpty(), about.constData());
            QVERIFY2(meaning.kind == (sameComments ? MeaningKind::ReformattedOnly : MeaningKind::CommentOnly), about.constData());
            QVERIFY2(meaning.comments.isEmpty() == sameComments, about.constData());
            QVERIFY2(meaning.unsignedEqual && agreesOnRecords(meaning, before, after), about.constData());
            // What was taken away and what was added make the one of the other.
            QByteArrayList all = first.comments;
            for (const CommentChange &one : meaning.comments) {
                if (one.placeBefore.line > 0)
                    QVERIFY2(all.removeOne(one.before), about.constData());
                if (one.placeAfter.line > 0)
                    all.append(one.after);
            }
            QVERIFY2(sorted(all) == sorted(second.comments), about.constData());
        }
    }

    // One change gives one row of its kind, and one mark when it was a field.
    void oneChangeIsOneRow()
    {
        const QList<Line> lines = wholeZone();
        QSet<QByteArray> marked; // fields that were met
        for (int seed = 2; seed < 2 + campaign(800); ++seed) {
            Scribe scribe{quint32(seed)};
            const QByteArray before = Scribe(quint32(seed) + 1000000).write(lines);
            const quint32 what = scribe.below(5);
            qsizetype at = 1 + scribe.below(quint32(lines.size() - 1));
            Mutation mutation{at, {}, lines};
            if (what == 0) {
                mutation.lines.removeAt(at);
            } else if (what == 1) {
                for (Line &one : mutation.lines)
                    one.ttl += one.owner == lines[at].owner && one.type == lines[at].type ? 7 : 0;
            } else if (what == 2) {
                mutation.lines.append({lines[at].owner, 300, typeWallet, "\"" + QByteArray::number(seed) + '"'});
            } else {
                std::optional<Mutation> found;
                while (!found)
                    found = mutated(lines, scribe);
                mutation = *found;
                at = mutation.line;
            }
            const QByteArray after = scribe.write(mutation.lines);
            const ZoneMeaning meaning = meaningOf(before, after);
            const QByteArray about = QByteArray::number(seed) + ' ' + nameToText(lines[at].owner) + ' ' + typeToText(lines[at].type) + ' ' +
                                     lines[at].data + " -> " + mutation.lines.value(at).data + ' ' + mutation.field;
            QVERIFY2(meaning.isReadable() && agreesOnRecords(meaning, before, after), about.constData());
            if (mutation.field == "serial" && lines[at].type == rrtype::soa) {
                QVERIFY2(meaning.kind == MeaningKind::SerialOnly && meaning.rows.isEmpty(), about.constData());
                continue;
            }
            QVERIFY2(meaning.rows.size() == 1 && meaning.moves.isEmpty(), about.constData());
            const MeaningRow &row = meaning.rows.first();
            QVERIFY2(row.owner == lines[at].owner, about.constData());
            const auto inSet = std::ranges::count_if(lines, [&](const Line &one) { return one.owner == row.owner && one.type == lines[at].type; });
            QList<RecordPair> apart = row.records;
            apart.removeIf([](const RecordPair &one) { return one.kind == RecordPair::Kind::Same; });
            if (what == 1) {
                QVERIFY2(row.kind == MeaningRow::Kind::TtlOnly && meaning.kind == MeaningKind::TtlOnly && apart.size() == inSet, about.constData());
                continue;
            }
            QVERIFY2(apart.size() == 1 && meaning.kind == MeaningKind::Records && !meaning.unsignedEqual, about.constData());
            if (what == 0) {
                QVERIFY2(row.kind == (inSet == 1 ? MeaningRow::Kind::Removed : MeaningRow::Kind::Changed), about.constData());
                QVERIFY2(apart[0].kind == RecordPair::Kind::Removed, about.constData());
            } else if (what == 2) {
                QVERIFY2(row.kind == MeaningRow::Kind::Added || lines[at].type == typeWallet, about.constData());
                QVERIFY2(apart[0].kind == RecordPair::Kind::Added, about.constData());
            } else {
                QVERIFY2(row.kind == MeaningRow::Kind::Changed && apart[0].kind == RecordPair::Kind::Changed, about.constData());
                QVERIFY2(apart[0].marks.size() == 1 && apart[0].marks[0].name == mutation.field, about.constData());
                QCOMPARE(row.textBefore(apart[0]), lines[at].data);
                QCOMPARE(row.textAfter(apart[0]), mutation.lines[at].data);
                marked.insert(typeToText(row.type) + ' ' + mutation.field);
            }
        }
        if (campaign(800) >= 800)
            QVERIFY2(marked.size() > 60, QByteArray::number(marked.size()).constData());
    }

    // Records in files of their own, and one that goes from one to the other.
    void oneMoveIsNoRow()
    {
        const QList<Line> lines = wholeZone();
        const QByteArray frame = "$INCLUDE a\n$INCLUDE b\n";
        for (int seed = 2; seed < 2 + campaign(100); ++seed) {
            Scribe scribe{quint32(seed), false};
            QList<Line> first;
            QList<Line> second;
            for (qsizetype i = 0; i < lines.size(); ++i)
                (i == 0 || scribe.chance(2) ? first : second).append(lines[i]);
            const auto texts = [](const QByteArray &a, const QByteArray &b) {
                return [a, b](const QString &name) -> Result<QByteArray> { return name == QLatin1String("a") ? a : b; };
            };
            const quint32 laying = scribe.below(1000);
            const QByteArray a = Scribe(laying, false).write(first);
            const QByteArray b = Scribe(laying + 1, false).write(second);
            const Line moved = first.takeAt(1 + scribe.below(quint32(first.size() - 1)));
            second.insert(scribe.below(quint32(second.size())), moved);
            // Written as before, as far as the hand allows, or in quite another way.
            const quint32 other = scribe.chance(2) ? laying : laying + 7;
            const QByteArray afterA = Scribe(other, false).write(first);
            const QByteArray afterB = Scribe(other + 1, false).write(second);
            const ZoneMeaning meaning = zoneMeaning(origin, {QStringLiteral("x"), frame, texts(a, b)},
                                                    {QStringLiteral("x"), frame, texts(afterA, afterB)});
            const QByteArray about = QByteArray::number(seed) + ' ' + nameToText(moved.owner) + ' ' + typeToText(moved.type) + '\n' + a + "=====\n" +
                                     afterA + "=====\n" + b + "=====\n" + afterB;
            QVERIFY2(meaning.isReadable() && meaning.rows.isEmpty(), about.constData());
            QVERIFY2(meaning.moves.size() == 1, about.constData());
            QCOMPARE(meaning.kind, MeaningKind::MovedBetweenFiles);
            const RecordMove &move = meaning.moves.first();
            QCOMPARE(move.record.owner, moved.owner);
            QCOMPARE(move.record.type, moved.type);
            QCOMPARE(move.from.file, QStringLiteral("a"));
            QCOMPARE(move.record.file, QStringLiteral("b"));
        }
    }
};

LOCKSTEP_SUITE(TestMeaningTrials)
#include "tst_meaningtrials.moc"
