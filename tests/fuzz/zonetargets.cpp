// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/zonetargets.h"

#include "core/zone/rrtypes.h"
#include "core/zone/signingchange.h"
#include "core/zone/zonerows.h"

namespace lockstep {

namespace {

const QByteArray origin("\7example\3net\0", 13);

// --- what became of a zone

bool isInside(TextSpan span, qsizetype size) { return span.begin >= 0 && span.begin <= span.end && span.end <= size; }

const char *faultOf(const MeaningRow &row)
{
    QList<int> before(row.before.size(), 0);
    QList<int> after(row.after.size(), 0);
    for (const RecordPair &pair : row.records) {
        if (pair.before >= row.before.size() || pair.after >= row.after.size() || (pair.before < 0 && pair.after < 0))
            return "a pair is of records that are not there";
        if (pair.before >= 0)
            ++before[pair.before];
        if (pair.after >= 0)
            ++after[pair.after];
        using enum RecordPair::Kind;
        const bool both = pair.before >= 0 && pair.after >= 0;
        if (both != (pair.kind == Same || pair.kind == Changed || pair.kind == TtlOnly))
            return "a record has no partner, or one too many";
        if ((pair.kind == Changed) == pair.marks.isEmpty())
            return "what changed has no mark";
        if ((pair.kind == Disabled || pair.kind == Enabled) != (pair.comment.line > 0))
            return "a commented-out record has no comment";
        for (const FieldMark &mark : pair.marks) {
            if (!isInside(mark.before, row.textBefore(pair).size()) || !isInside(mark.after, row.textAfter(pair).size()) || mark.name.isEmpty())
                return "a mark stands outside the data";
        }
    }
    const bool once = std::ranges::all_of(before, [](int n) { return n == 1; }) && std::ranges::all_of(after, [](int n) { return n == 1; });
    return once ? nullptr : "a record stands in no pair, or in two";
}

// --- edits

// What a row says, apart from its place and layout.
struct Fact
{
    FileRow::Kind kind;
    QByteArray name;
    int type = 0;
    QByteArray data;
    bool operator==(const Fact &) const = default;
};

Fact factOf(const FileRow &row)
{
    if (row.kind == FileRow::Kind::Fault)
        return {row.kind, row.name, 0, {}}; // its owner may be written where it was not
    if (!row.isRecord())
        return {row.kind, {}, 0, row.shown};
    return {row.kind, row.name, row.type, rdataToWire(row.type, row.text.data, row.origin).value_or(row.text.data)};
}

// Of all rows but blank lines and comments, which may join each other.
QList<Fact> factsOf(const ZoneRows &rows, const QList<qsizetype> &without = {})
{
    QList<Fact> facts;
    for (qsizetype i = 0; i < rows.rows().size(); ++i) {
        const FileRow::Kind kind = rows.rows()[i].kind;
        if (kind != FileRow::Kind::Blank && kind != FileRow::Kind::Comment && !without.contains(i))
            facts.append(factOf(rows.rows()[i]));
    }
    return facts;
}

// A record above gives others their owner and TTL: that it goes or comes leaves them without any, or heals them.
bool leansOnOthers(const ZoneRows &rows)
{
    return std::ranges::any_of(rows.rows(), [](const FileRow &row) {
        return row.fault && (row.fault->code == QLatin1String("zone.nottl") || row.fault->code == QLatin1String("zone.noowner"));
    });
}

struct Writer
{
    QByteArray bytes;
    qsizetype at = 0;
    int next() { return at < bytes.size() ? uchar(bytes[at++]) : 0; }
};

// Which lines a text has, that only one row of it is another.
bool keepsOthers(const ZoneRows &before, const QByteArray &after, qsizetype row)
{
    return after.startsWith(before.text().first(before.rows()[row].begin));
}

const char *edited(const ZoneRows &rows, qsizetype at, int what, const RecordText &text)
{
    const FileRow &row = rows.rows()[at];
    using Kind = FileRow::Kind;
    const auto parsed = [](const QByteArray &bytes) { return ZoneRows::parse(QStringLiteral("zone"), bytes, origin); };
    Result<QByteArray> made = fail(QStringLiteral("zone.row"));
    QList<Fact> wanted = factsOf(rows);
    const qsizetype index = factsOf(parsed(rows.text().first(row.begin))).size(); // of the row among facts
    switch (what) {
    case 0: {
        made = rows.changed(at, text);
        if (!made)
            return nullptr;
        const ZoneRows after = parsed(*made);
        if (after.rows().size() <= at || !after.rows()[at].isRecord())
            return "a changed record is none";
        const FileRow &now = after.rows()[at];
        if (now.kind != row.kind || now.type != typeFromText(text.type) || now.text.ttl != text.ttl ||
            now.text.comment != text.comment.simplified() ||
            rdataToWire(now.type, now.text.data, now.origin) != rdataToWire(now.type, text.data, row.origin))
            return "a changed record is not what was asked for";
        wanted[index] = factOf(now);
        break;
    }
    case 1: {
        made = rows.added(at, text);
        if (!made)
            return nullptr;
        const ZoneRows after = parsed(*made);
        if (after.rows().size() <= at + 1 || after.rows()[at + 1].kind != Kind::Record)
            return "an added record is none";
        const FileRow &now = after.rows()[at + 1];
        if (now.type != typeFromText(text.type) || now.text.ttl != text.ttl ||
            rdataToWire(now.type, now.text.data, now.origin) != rdataToWire(now.type, text.data, now.origin))
            return "an added record is not what was asked for";
        wanted.insert(index + (row.kind == Kind::Blank || row.kind == Kind::Comment ? 0 : 1), factOf(now));
        break;
    }
    case 2:
        made = rows.removed(at);
        if (row.kind == Kind::Directive)
            return nullptr; // what it counted for is others' now
        wanted = factsOf(rows, {at});
        break;
    case 3:
        made = rows.disabled(at);
        if (row.kind != Kind::Record)
            return nullptr;
        wanted[index].kind = Kind::Disabled;
        break;
    case 4:
        made = rows.enabled(at);
        if (!made)
            return nullptr;
        wanted[index].kind = Kind::Record;
        break;
    case 5:
        made = rows.addedComment(at, text.comment);
        break;
    default:
        made = rows.withComment(at, text.comment);
        if (!made)
            return nullptr;
    }
    if (!made)
        return "an edit of any row is refused";
    const ZoneRows after = parsed(*made);
    if (!keepsOthers(rows, *made, at))
        return "bytes above an edit change";
    if (what >= 5) { // a comment may look like a record that is out
        wanted.removeIf([](const Fact &one) { return one.kind == Kind::Disabled; });
        QList<Fact> found = factsOf(after);
        found.removeIf([](const Fact &one) { return one.kind == Kind::Disabled; });
        return found == wanted ? nullptr : "a comment changes records";
    }
    return factsOf(after) == wanted || leansOnOthers(rows) || leansOnOthers(after) ? nullptr : "an edit changes other rows";
}

// The same on records, as the command line edits them.
const char *recordEdited(const QByteArray &text, int which, const QByteArray &owner, const QByteArray &record)
{
    const ZoneFile zone = ZoneFile::parse(QStringLiteral("zone"), text, origin);
    const auto size = [](const QByteArray &bytes) { return ZoneFile::parse(QStringLiteral("zone"), bytes, origin).records().size(); };
    if (const Result<QByteArray> more = zone.added(owner, record); more && size(*more) != zone.records().size() + 1)
        return "adding a record adds more or less than one";
    if (zone.records().isEmpty())
        return nullptr;
    const Record &old = zone.records()[which % zone.records().size()];
    const QByteArray name = nameToText(old.owner);
    const QByteArray shown = typeToText(old.type) + ' ' + rdataToText(old.type, old.rdata);
    if (const Result<QByteArray> fewer = zone.removed(name, shown); fewer && size(*fewer) > zone.records().size() - 1)
        return "removing a record leaves it";
    if (const Result<QByteArray> other = zone.changed(name, shown, record)) {
        const ZoneFile now = ZoneFile::parse(QStringLiteral("zone"), *other, origin);
        const bool noTtl = std::ranges::any_of(now.diagnostics(), [](const Error &one) { return one.code == QLatin1String("zone.nottl"); });
        if (now.records().size() != zone.records().size() && !noTtl)
            return "changing a record makes others";
    }
    return nullptr;
}

} // namespace

const char *zoneWhole(const QByteArray &bytes)
{
    const QByteArrayList parts = bytes.split('\0');
    const auto side = [&parts](const char *path, qsizetype text, qsizetype included) {
        // What is included includes nothing: a file in a ring is read more often than anybody can wait.
        const QByteArray inner = parts.value(included).replace('$', "\\$");
        return ZoneText{QString::fromLatin1(path), parts[text], [inner](const QString &name) -> Result<QByteArray> {
                            if (name.size() > 1)
                                return fail(QStringLiteral("file.missing"), {name});
                            return inner;
                        }};
    };
    const ZoneText one = side("one", 0, 2);
    const ZoneText other = side("other", parts.size() > 1 ? 1 : 0, 3);
    const ZoneMeaning itself = zoneMeaning(origin, one, one);
    if (!itself.rows.isEmpty() || !itself.files.isEmpty() || !itself.comments.isEmpty() || !itself.moves.isEmpty() ||
        itself.kind != (itself.isReadable() ? MeaningKind::Same : MeaningKind::Unreadable))
        return "a zone differs from itself";
    const ZoneMeaning meaning = zoneMeaning(origin, one, other);
    for (const MeaningRow &row : meaning.rows) {
        if (const char *wrong = faultOf(row))
            return wrong;
    }
    const ZoneMeaning back = zoneMeaning(origin, other, one);
    if (back.rows.size() != meaning.rows.size() || back.kind != meaning.kind || back.moves.size() != meaning.moves.size() ||
        back.files.size() != meaning.files.size() || back.unsignedEqual != meaning.unsignedEqual)
        return "the way back is another";
    const ZoneMeaning records = recordsMeaning(origin, one, other);
    if (records.rows.size() != meaning.rows.size() || records.unsignedEqual != meaning.unsignedEqual ||
        records.isReadable() != meaning.isReadable() ||
        (records.kind > MeaningKind::MovedBetweenFiles ? records.kind != meaning.kind : meaning.kind > MeaningKind::MovedBetweenFiles))
        return "records alone mean something else";
    const auto sum = contentSum(origin, one);
    if (sum && sum == contentSum(origin, other) && !meaning.unsignedEqual)
        return "the same sums are not the same content";
    return nullptr;
}

const char *zoneEdits(const QByteArray &bytes)
{
    const auto [text, rest] = halves(bytes);
    const ZoneRows rows = ZoneRows::parse(QStringLiteral("zone"), text, origin);
    Writer writer{rest.first(std::min<qsizetype>(rest.size(), 12))};
    const QByteArrayList words = rest.mid(12).split('\n');
    for (int step = 0; step < 6 && !rows.rows().isEmpty(); ++step) {
        const int what = writer.next() % 7;
        const qsizetype at = writer.next() * 7 % rows.rows().size();
        const FileRow &row = rows.rows()[at];
        RecordText record = row.text;
        if (what == 1 || step % 2 == 1)
            record = {words.value(0), words.value(3), words.value(1), words.value(2), words.value(4)};
        else
            record.comment = words.value(4);
        if (const char *wrong = edited(rows, at, what, record)) {
            static QByteArray told;
            told = QByteArray(wrong) + " (edit " + QByteArray::number(what) + " of row " + QByteArray::number(at) + ')';
            return told.constData();
        }
    }
    return recordEdited(text, rest.isEmpty() ? 0 : uchar(rest[0]), words.value(0), words.value(1) + ' ' + words.value(2));
}

} // namespace lockstep
