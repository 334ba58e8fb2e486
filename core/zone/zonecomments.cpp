// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonecomments.h"

#include "core/zone/commentedrecord.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace lockstep {

namespace {

// One comment of a changed place, not seen on the other side so far.
struct Comment
{
    QByteArrayView text;
    int part = 0;
    qsizetype hunk = 0;
    qsizetype line = 0; // counts from 0
    bool own = false;   // nothing else stands in its line
    bool gone = false;
};

// What stands behind the ';' of a line, which parentheses and quotation marks do not reach beyond.
std::optional<Comment> commentIn(QByteArrayView line, ZoneEntry &entry)
{
    if (line.indexOf(';') < 0)
        return {};
    ZoneLexer(line).next(entry);
    const qsizetype behind = entry.tokens.isEmpty() ? 0 : entry.tokens.last().end;
    const qsizetype mark = line.sliced(behind).indexOf(';');
    if (mark < 0)
        return {};
    Comment comment;
    comment.text = line.sliced(behind + mark + 1).trimmed();
    comment.own = line.first(behind + mark).trimmed().isEmpty();
    return comment.text.isEmpty() ? std::nullopt : std::optional(comment);
}

enum class Side { Before, After };

const LineTable &linesOf(const ChangedPart &part, Side side) { return side == Side::Before ? part.before : part.after; }
const QString &nameOf(const ChangedPart &part, Side side) { return side == Side::Before ? part.nameBefore : part.nameAfter; }

class CommentMatch
{
public:
    CommentMatch(const QByteArray &origin, const ChangedParts &changed, const ZoneParts &before, const ZoneParts &after, QList<MeaningRow> &rows)
        : m_changed(changed), m_rows(rows), m_left(commentsOf(Side::Before)), m_right(commentsOf(Side::After)), m_originsBefore(origin, before),
          m_originsAfter(origin, after)
    {
    }

    QList<CommentChange> run()
    {
        cancel();
        find(Side::After, RecordPair::Kind::Disabled);
        find(Side::Before, RecordPair::Kind::Enabled);
        cancel();
        return changes();
    }

private:
    std::vector<Comment> commentsOf(Side side) const
    {
        std::vector<Comment> all;
        ZoneEntry entry;
        for (size_t p = 0; p < m_changed.parts.size(); ++p) {
            const ChangedPart &part = m_changed.parts[p];
            for (qsizetype h = 0; h < part.hunks.size(); ++h) {
                const Hunk &hunk = part.hunks[h];
                const qsizetype first = side == Side::Before ? hunk.left : hunk.right;
                const qsizetype count = side == Side::Before ? hunk.leftCount : hunk.rightCount;
                for (qsizetype line = first; line < first + count; ++line) {
                    std::optional<Comment> found = commentIn(linesOf(part, side).line(line), entry);
                    if (!found)
                        continue;
                    found->part = int(p);
                    found->hunk = h;
                    found->line = line;
                    all.push_back(*found);
                }
            }
        }
        return all;
    }

    // What stands on both sides, wherever, has not changed.
    void cancel()
    {
        QHash<QByteArrayView, int> counts;
        for (const Comment &one : m_left)
            counts[one.text] += one.gone ? 0 : 1;
        QHash<QByteArrayView, int> both;
        for (Comment &one : m_right) {
            const auto same = counts.find(one.text);
            if (one.gone || same == counts.end() || *same == 0)
                continue;
            --*same;
            ++both[one.text];
            one.gone = true;
        }
        for (Comment &one : m_left) {
            const auto same = one.gone ? both.end() : both.find(one.text);
            if (same == both.end() || *same == 0)
                continue;
            --*same;
            one.gone = true;
        }
        const auto drop = [](std::vector<Comment> &side) { std::erase_if(side, [](const Comment &one) { return one.gone; }); };
        drop(m_left);
        drop(m_right);
    }

    struct Place
    {
        qsizetype row;
        qsizetype record;
    };
    static QByteArray keyOf(QByteArrayView owner, int type, QByteArrayView rdata)
    {
        return owner.toByteArray() + char(type >> 8) + char(type) + rdata.toByteArray();
    }
    // Records that one side alone has.
    QHash<QByteArray, Place> alone(Side side) const
    {
        QHash<QByteArray, Place> all;
        for (qsizetype r = 0; r < m_rows.size(); ++r) {
            const MeaningRow &row = m_rows[r];
            QSet<QByteArrayView> others;
            for (const Record &record : side == Side::Before ? row.after : row.before)
                others.insert(record.rdata);
            const QList<Record> &records = side == Side::Before ? row.before : row.after;
            for (qsizetype i = 0; i < records.size(); ++i) {
                if (!others.contains(records[i].rdata))
                    all.insert(keyOf(row.owner, row.type, records[i].rdata), {r, i});
            }
        }
        return all;
    }

    // Comments of one side that are records of the other.
    void find(Side side, RecordPair::Kind kind)
    {
        std::vector<Comment> &comments = side == Side::Before ? m_left : m_right;
        if (m_rows.isEmpty() || std::ranges::none_of(comments, &Comment::own))
            return;
        QHash<QByteArray, Place> wanted = alone(side == Side::Before ? Side::After : Side::Before);
        std::vector<Comment> inner;
        int lastPart = -1;
        qsizetype taken = 0; // lines before it belong to a record that was found
        for (Comment &one : comments) {
            if (one.part != lastPart)
                taken = 0;
            lastPart = one.part;
            if (one.line < taken) {
                one.gone = true;
                continue;
            }
            const ChangedPart &part = m_changed.parts[size_t(one.part)];
            if (!one.own || wanted.isEmpty())
                continue;
            const LineTable &lines = linesOf(part, side);
            FileOrigins &origins = side == Side::Before ? m_originsBefore : m_originsAfter;
            for (const CommentedRecord &record : m_records.at(lines, one.line, origins.at(nameOf(part, side), lines.begin(one.line)))) {
                const auto found = wanted.constFind(keyOf(record.owner, record.type, record.rdata));
                if (found == wanted.constEnd())
                    continue;
                RecordPair pair{kind, -1, -1, {}, {nameOf(part, side), int(one.line + 1)}};
                (side == Side::Before ? pair.after : pair.before) = found->record;
                m_rows[found->row].records.append(pair);
                wanted.erase(found);
                addInner(side, one, record, inner);
                taken = one.line + record.lines;
                one.gone = true;
                break;
            }
        }
        comments.insert(comments.end(), inner.begin(), inner.end());
    }

    // Comments of the record count as they did.
    void addInner(Side side, const Comment &outer, const CommentedRecord &record, std::vector<Comment> &inner)
    {
        ZoneEntry entry;
        const LineTable &lines = linesOf(m_changed.parts[size_t(outer.part)], side);
        for (qsizetype i = 0; i < record.lines; ++i) {
            std::optional<Comment> found = commentIn(lines.line(outer.line + i).sliced(record.mark), entry);
            if (!found)
                continue;
            found->part = outer.part;
            found->hunk = outer.hunk;
            found->line = outer.line + i;
            found->own = false;
            inner.push_back(*found);
        }
    }

    ZonePlace placeOf(const Comment &one, Side side) const { return {nameOf(m_changed.parts[size_t(one.part)], side), int(one.line + 1)}; }

    // In a changed place the first comment became the first of its kind, and so on.
    QList<CommentChange> changes()
    {
        const auto order = [](const Comment &a, const Comment &b) {
            return std::tie(a.part, a.hunk, a.own, a.line) < std::tie(b.part, b.hunk, b.own, b.line);
        };
        std::ranges::sort(m_left, order);
        std::ranges::sort(m_right, order);
        const auto place = [](const Comment &one) { return std::tie(one.part, one.hunk, one.own); };
        QList<CommentChange> all;
        for (size_t i = 0, j = 0; i < m_left.size() || j < m_right.size();) {
            const bool left = i < m_left.size() && (j == m_right.size() || place(m_left[i]) <= place(m_right[j]));
            const bool right = j < m_right.size() && (i == m_left.size() || place(m_right[j]) <= place(m_left[i]));
            CommentChange change{left && right ? CommentChange::Kind::Changed
                                 : left        ? CommentChange::Kind::Removed
                                               : CommentChange::Kind::Added,
                                 {},
                                 {},
                                 {},
                                 {}};
            if (left) {
                change.before = m_left[i].text.toByteArray();
                change.placeBefore = placeOf(m_left[i++], Side::Before);
            }
            if (right) {
                change.after = m_right[j].text.toByteArray();
                change.placeAfter = placeOf(m_right[j++], Side::After);
            }
            all.append(std::move(change));
        }
        return all;
    }

    const ChangedParts &m_changed;
    QList<MeaningRow> &m_rows;
    std::vector<Comment> m_left;
    std::vector<Comment> m_right;
    FileOrigins m_originsBefore;
    FileOrigins m_originsAfter;
    CommentedRecords m_records;
};

} // namespace

QList<CommentChange> commentChanges(const QByteArray &origin, const ChangedParts &changed, const ZoneParts &before, const ZoneParts &after,
                                    QList<MeaningRow> &rows)
{
    return CommentMatch(origin, changed, before, after, rows).run();
}

} // namespace lockstep
