// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/lenses.h"

#include "core/review/secrets.h"
#include "core/zone/rrtypes.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <map>

namespace lockstep {

namespace {

Origin placeOf(const Record &record) { return {{}, record.file, record.line, 0}; }

QString ttlText(const Record &record) { return QString::number(record.ttl); }

class Rows
{
public:
    Rows(const ZoneMeaning &meaning, const QByteArray &origin) : m_meaning(meaning), m_origin(origin) {}

    QList<DiffRow> run()
    {
        for (const MeaningRow &row : m_meaning.rows)
            rrset(row);
        signing();
        said();
        if (m_meaning.serialBefore && m_meaning.serialAfter && m_meaning.serialBefore != m_meaning.serialAfter)
            say(QStringLiteral("serial %1 -> %2").arg(*m_meaning.serialBefore).arg(*m_meaning.serialAfter));
        return std::move(m_rows);
    }

private:
    void say(const QString &text) { m_rows.append({u' ', text, {}, {}, {}}); }

    // A zone that leaves its name open has the root's: what stands relative to it is shown so.
    QString ownerText(const QByteArray &owner) const
    {
        const QByteArray text = nameToText(owner, m_origin);
        return QString::fromUtf8(m_origin.size() == 1 && text.size() > 1 ? text.chopped(1) : text);
    }

    void rrset(const MeaningRow &row)
    {
        const QString name = ownerText(row.owner) + u' ' + QString::fromLatin1(typeToText(row.type)) + u' ';
        if (row.kind == MeaningRow::Kind::TtlOnly) {
            m_rows.append({u'~',
                           name + QStringLiteral("TTL %1 -> %2").arg(ttlText(row.before.first()), ttlText(row.after.first())),
                           {},
                           placeOf(row.before.first()),
                           placeOf(row.after.first())});
            return;
        }
        for (const RecordPair &pair : row.records)
            record(row, pair, name);
    }

    void record(const MeaningRow &row, const RecordPair &pair, const QString &name)
    {
        using Kind = RecordPair::Kind;
        if (pair.kind == Kind::Same)
            return;
        const Record *before = pair.before >= 0 ? &row.before[pair.before] : nullptr;
        const Record *after = pair.after >= 0 ? &row.after[pair.after] : nullptr;
        const QString commented = pair.comment.line > 0
                                      ? QStringLiteral(" (%1 a comment in line %2)").arg(after ? "was" : "now").arg(pair.comment.line)
                                      : QString();
        if (!before || !after) {
            const Record &one = after ? *after : *before;
            const QByteArray data = after ? row.textAfter(pair) : row.textBefore(pair);
            m_rows.append({after ? u'+' : u'-',
                           name + ttlText(one) + u' ' + QString::fromUtf8(data) + commented,
                           {},
                           before ? placeOf(*before) : Origin(),
                           after ? placeOf(*after) : Origin()});
            return;
        }
        if (pair.kind == Kind::TtlOnly) {
            m_rows.append({u'~',
                           name + QStringLiteral("TTL %1 -> %2 of ").arg(ttlText(*before), ttlText(*after)) + QString::fromUtf8(row.textAfter(pair)),
                           {},
                           placeOf(*before),
                           placeOf(*after)});
            return;
        }
        DiffRow changed{u'~', name, {}, placeOf(*before), placeOf(*after)};
        changed.text += before->ttl == after->ttl ? ttlText(*after) : QStringLiteral("TTL %1 -> %2,").arg(ttlText(*before), ttlText(*after));
        changed.text += u' ';
        const auto put = [&](const QByteArray &data, TextSpan FieldMark::*side) {
            for (const FieldMark &mark : pair.marks) {
                const TextSpan &span = mark.*side;
                if (!span.isEmpty())
                    changed.marks.append({changed.text.size() + QString::fromUtf8(data.first(span.begin)).size(),
                                          QString::fromUtf8(data.sliced(span.begin, span.end - span.begin)).size()});
            }
            changed.text += QString::fromUtf8(data);
        };
        put(row.textBefore(pair), &FieldMark::before);
        changed.text += QLatin1String(" -> ");
        put(row.textAfter(pair), &FieldMark::after);
        m_rows.append(changed);
    }

    void signing()
    {
        const SigningChange &signing = m_meaning.signing;
        if (signing.isEmpty())
            return;
        QStringList parts;
        const auto count = [&](qsizetype number, const char *what) {
            if (number > 0)
                parts.append(QStringLiteral("%1 %2").arg(number).arg(QLatin1String(what)));
        };
        count(signing.signaturesRenewed, "signatures renewed");
        count(signing.signaturesAdded, "signatures added");
        count(signing.signaturesRemoved, "signatures removed");
        count(signing.chainNames, "names of the NSEC chain changed");
        if (signing.parametersBefore != signing.parametersAfter)
            parts.append(QStringLiteral("NSEC3PARAM %1 -> %2").arg(orNone(signing.parametersBefore), orNone(signing.parametersAfter)));
        if (signing.zoneDigest)
            parts.append(QStringLiteral("ZONEMD changed"));
        if (signing.after.lastExpiration > 0)
            parts.append(
                QStringLiteral("new signatures expire from %1 to %2").arg(day(signing.after.firstExpiration), day(signing.after.lastExpiration)));
        say(QStringLiteral("DNSSEC: ") + parts.join(QLatin1String(", ")));
    }
    static QString orNone(const QByteArray &text) { return text.isEmpty() ? QStringLiteral("(none)") : QString::fromUtf8(text); }
    static QString day(quint32 seconds) { return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC).toString(QStringLiteral("yyyy-MM-dd")); }

    // Comments are told one by one only where nothing else is to tell.
    void said()
    {
        std::map<std::pair<QString, QString>, int> moves;
        for (const RecordMove &move : m_meaning.moves)
            ++moves[{move.from.file, move.record.file}];
        for (const auto &[way, count] : moves)
            m_rows.append({u'>', QStringLiteral("%1 records stand in %2, no longer in %3").arg(count).arg(way.second, way.first), {}, {}, {}});
        if (m_meaning.kind != MeaningKind::CommentOnly) {
            if (!m_meaning.comments.isEmpty())
                say(QStringLiteral("%1 comments differ").arg(m_meaning.comments.size()));
            return;
        }
        for (const CommentChange &comment : m_meaning.comments) {
            const MaskedPair shown = withoutSecrets(';' + comment.before, ';' + comment.after);
            const QString before = QString::fromUtf8(shown.before);
            const QString after = QString::fromUtf8(shown.after);
            const Origin left{{}, comment.placeBefore.file, comment.placeBefore.line, 0};
            const Origin right{{}, comment.placeAfter.file, comment.placeAfter.line, 0};
            if (comment.kind == CommentChange::Kind::Added)
                m_rows.append({u'+', after, {}, {}, right});
            else if (comment.kind == CommentChange::Kind::Removed)
                m_rows.append({u'-', before, {}, left, {}});
            else
                m_rows.append({u'~', before + QLatin1String(" -> ") + after, {}, left, right});
        }
    }

    const ZoneMeaning &m_meaning;
    const QByteArray &m_origin;
    QList<DiffRow> m_rows;
};

class SoaSink : public ZoneSink
{
public:
    void record(const ScannedRecord &record) override
    {
        if (record.type == rrtype::soa && !owner)
            owner = record.owner.toByteArray();
    }
    std::optional<QByteArray> owner;
};

FileDifference::Meaning meaningOf(MeaningKind kind)
{
    using Meaning = FileDifference::Meaning;
    switch (kind) {
    case MeaningKind::Same:
    case MeaningKind::ReformattedOnly:
        return Meaning::Layout;
    case MeaningKind::CommentOnly:
        return Meaning::Comments;
    case MeaningKind::MovedBetweenFiles:
        return Meaning::Moved;
    case MeaningKind::SerialOnly:
        return Meaning::Serial;
    case MeaningKind::SigningOnly:
        return Meaning::Signing;
    case MeaningKind::TtlOnly:
        return Meaning::Ttl;
    case MeaningKind::Records:
    case MeaningKind::Unreadable:
        break;
    }
    return Meaning::Different;
}

} // namespace

void lookAtZone(FileDifference &difference, const ZoneMeaning &meaning, const QByteArray &origin)
{
    difference.kind = FileDifference::Kind::Zone;
    if (difference.what == FileDifference::What::Changed) // a file that comes or goes is more than its words
        difference.meaning = meaningOf(meaning.kind);
    difference.serialBefore = meaning.serialBefore;
    difference.serialAfter = meaning.serialAfter;
    difference.problems = meaning.faultsBefore + meaning.faultsAfter;
    difference.rows = Rows(meaning, origin).run();
}

std::optional<QByteArray> originOfText(QByteArrayView text)
{
    if (text.size() > headOfText)
        text = text.first(std::max<qsizetype>(text.first(headOfText).lastIndexOf('\n'), 0));
    SoaSink sink;
    ZoneScanner(QByteArray(1, '\0'), sink).scan({}, text);
    return sink.owner;
}

} // namespace lockstep
