// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewrows.h"

#include "core/review/rowparts.h"
#include "core/review/secrets.h"
#include "core/zone/names.h"
#include "core/zone/wire.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <map>

namespace lockstep {

namespace {

using Kind = ReviewRow::Kind;
using Sign = ReviewRow::Sign;

Origin placeOf(const Record &record) { return {{}, record.file, record.line, 0}; }
Origin placeOf(const ZonePlace &place) { return {{}, place.file, place.line, 0}; }

QString ttlText(const Record &record) { return QString::number(record.ttl); }

QString day(quint32 seconds) { return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC).toString(QStringLiteral("yyyy-MM-dd")); }

// Data are ASCII as rdataToText() writes them: a byte of them is a column.
QList<TextPiece> pieces(const QList<FieldMark> &marks, TextSpan FieldMark::*side)
{
    QList<TextPiece> all;
    for (const FieldMark &mark : marks) {
        if (const TextSpan &span = mark.*side; !span.isEmpty())
            all.append({span.begin, span.end - span.begin});
    }
    return all;
}

// The TTL of every record changed, from one to one.
bool isOneTtl(const MeaningRow &row)
{
    const auto same = [](const QList<Record> &records) {
        return std::ranges::all_of(records, [&](const Record &one) { return one.ttl == records.first().ttl; });
    };
    return row.kind == MeaningRow::Kind::TtlOnly && same(row.before) && same(row.after);
}

class ZoneReviewRows
{
public:
    ZoneReviewRows(const ZoneMeaning &meaning, const QByteArray &origin) : m_meaning(meaning), m_origin(origin) {}

    QList<ReviewRow> run()
    {
        for (const MeaningRow &row : m_meaning.rows)
            rrset(row);
        faults(QStringLiteral("review.unreadable.before"), m_meaning.faultsBefore, &ReviewRow::placeBefore);
        faults(QStringLiteral("review.unreadable.after"), m_meaning.faultsAfter, &ReviewRow::placeAfter);
        moves();
        comments();
        signing();
        if (m_meaning.serialBefore && m_meaning.serialAfter && m_meaning.serialBefore != m_meaning.serialAfter)
            say(Sign::Changed,
                Error{QStringLiteral("review.serial"), {QString::number(*m_meaning.serialBefore), QString::number(*m_meaning.serialAfter)}, {}, {}});
        return std::move(m_rows);
    }

private:
    void say(Sign sign, const Error &said) { m_rows.append(saidRow(sign, said)); }

    // What stands relative to the root is shown so, like below any other name.
    QString ownerText(const QByteArray &owner) const
    {
        const QByteArray text = nameToText(owner, m_origin);
        return QString::fromLatin1(m_origin.size() == 1 && text.size() > 1 ? text.chopped(1) : text);
    }

    void rrset(const MeaningRow &row)
    {
        ReviewRow blank;
        blank.name = ownerText(row.owner);
        blank.what = QString::fromLatin1(typeToText(row.type));
        if (isOneTtl(row)) {
            blank.sign = Sign::Changed;
            blank.ttlBefore = ttlText(row.before.first());
            blank.ttlAfter = ttlText(row.after.first());
            blank.placeBefore = placeOf(row.before.first());
            blank.placeAfter = placeOf(row.after.first());
            m_rows.append(blank);
            return;
        }
        for (const RecordPair &pair : row.records) {
            if (pair.kind != RecordPair::Kind::Same)
                m_rows.append(record(row, pair, blank));
        }
    }

    static ReviewRow record(const MeaningRow &rrset, const RecordPair &pair, ReviewRow row)
    {
        if (pair.before >= 0) {
            const Record &record = rrset.before[pair.before];
            row.ttlBefore = ttlText(record);
            row.before = QString::fromLatin1(rrset.textBefore(pair));
            row.placeBefore = placeOf(record);
        }
        if (pair.after >= 0) {
            const Record &record = rrset.after[pair.after];
            row.ttlAfter = ttlText(record);
            row.after = QString::fromLatin1(rrset.textAfter(pair));
            row.placeAfter = placeOf(record);
        }
        row.sign = pair.before < 0 ? Sign::Added : pair.after < 0 ? Sign::Removed : Sign::Changed;
        setMarks(row, pieces(pair.marks, &FieldMark::before), pieces(pair.marks, &FieldMark::after));
        // Where the comment stands is its sentence's own place: the row's are the record's.
        if (pair.kind == RecordPair::Kind::Disabled)
            row.said = Error{QStringLiteral("review.disabled"), {}, placeOf(pair.comment), {}};
        else if (pair.kind == RecordPair::Kind::Enabled)
            row.said = Error{QStringLiteral("review.enabled"), {}, placeOf(pair.comment), {}};
        return row;
    }

    void faults(const QString &code, const QList<Error> &found, Origin ReviewRow::*side)
    {
        if (found.isEmpty())
            return;
        say(Sign::None, counted(code, found.size()));
        m_rows.last().*side = found.first().origin;
    }

    void moves()
    {
        std::map<std::pair<QString, QString>, QList<const RecordMove *>> ways;
        for (const RecordMove &move : m_meaning.moves)
            ways[{move.from.file, move.record.file}].append(&move);
        for (const auto &[way, moved] : ways) {
            say(Sign::Moved, counted(QStringLiteral("review.moved"), moved.size(), {way.second, way.first}));
            m_rows.last().placeBefore = placeOf(moved.first()->from);
            m_rows.last().placeAfter = placeOf(moved.first()->record);
        }
    }

    // Told one by one only where nothing else is to tell.
    void comments()
    {
        if (m_meaning.kind != MeaningKind::CommentOnly) {
            if (!m_meaning.comments.isEmpty())
                say(Sign::Changed, counted(QStringLiteral("review.comments"), m_meaning.comments.size()));
            return;
        }
        for (const CommentChange &comment : m_meaning.comments) {
            const MaskedPair shown = withoutSecrets(';' + comment.before, ';' + comment.after);
            if (comment.kind == CommentChange::Kind::Added)
                say(Sign::Added, Error{QStringLiteral("review.comment.added"), {}, {}, {}});
            else if (comment.kind == CommentChange::Kind::Removed)
                say(Sign::Removed, Error{QStringLiteral("review.comment.removed"), {}, {}, {}});
            else
                say(Sign::Changed, Error{QStringLiteral("review.comment.changed"), {}, {}, {}});
            ReviewRow &row = m_rows.last();
            if (row.sign != Sign::Added)
                row.before = QString::fromUtf8(shown.before);
            if (row.sign != Sign::Removed)
                row.after = QString::fromUtf8(shown.after);
            row.placeBefore = placeOf(comment.placeBefore);
            row.placeAfter = placeOf(comment.placeAfter);
            if (row.sign == Sign::Changed) {
                const WordDiff words = wordDiff(row.before, row.after);
                setMarks(row, words.left, words.right);
            }
        }
    }

    void signing()
    {
        const SigningChange &made = m_meaning.signing;
        const auto count = [this](Sign sign, const QString &code, qsizetype number) {
            if (number > 0)
                say(sign, counted(code, number));
        };
        count(Sign::Changed, QStringLiteral("review.signatures.renewed"), made.signaturesRenewed);
        count(Sign::Added, QStringLiteral("review.signatures.added"), made.signaturesAdded);
        count(Sign::Removed, QStringLiteral("review.signatures.removed"), made.signaturesRemoved);
        if (made.after.lastExpiration > 0) {
            const QString first = day(made.after.firstExpiration);
            const QString last = day(made.after.lastExpiration);
            say(Sign::None, first == last ? Error{QStringLiteral("review.signatures.day"), {last}, {}, {}}
                                          : Error{QStringLiteral("review.signatures.days"), {first, last}, {}, {}});
        }
        count(Sign::Changed, QStringLiteral("review.chain"), made.chainNames);
        const QString before = QString::fromLatin1(made.parametersBefore);
        const QString after = QString::fromLatin1(made.parametersAfter);
        if (before.isEmpty() && !after.isEmpty())
            say(Sign::Added, Error{QStringLiteral("review.parameters.added"), {after}, {}, {}});
        else if (!before.isEmpty() && after.isEmpty())
            say(Sign::Removed, Error{QStringLiteral("review.parameters.removed"), {before}, {}, {}});
        else if (before != after)
            say(Sign::Changed, Error{QStringLiteral("review.parameters.changed"), {before, after}, {}, {}});
        if (made.zoneDigest)
            say(Sign::Changed, Error{QStringLiteral("review.zonemd"), {}, {}, {}});
    }

    const ZoneMeaning &m_meaning;
    const QByteArray &m_origin;
    QList<ReviewRow> m_rows;
};

} // namespace

QList<ReviewRow> reviewRows(const ZoneMeaning &meaning, const QByteArray &origin) { return ZoneReviewRows(meaning, origin).run(); }

} // namespace lockstep
