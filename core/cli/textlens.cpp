// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/lenses.h"

#include "core/review/secrets.h"
#include "core/review/textdiff.h"
#include "core/text/movedlines.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype context = 3;
constexpr qsizetype longestMarked = 10'000; // characters of a line whose words are compared

class LineRows
{
public:
    LineRows(const QByteArray &before, const QByteArray &after)
        : m_diff(textDiff(before, after)), m_leftMove(m_diff.left.count(), 0), m_rightMove(m_diff.right.count(), 0)
    {
        QList<Hunk> hunks;
        for (const TextHunk &hunk : m_diff.hunks)
            hunks.append(hunk.lines);
        m_moves = movedLines(before, after, hunks);
        for (qsizetype i = 0; i < m_moves.size(); ++i) {
            std::fill_n(m_leftMove.begin() + m_moves[i].left, m_moves[i].count, int(i + 1));
            std::fill_n(m_rightMove.begin() + m_moves[i].right, m_moves[i].count, int(i + 1));
        }
    }

    QList<DiffRow> run()
    {
        for (qsizetype first = 0; first < m_diff.hunks.size();) {
            qsizetype last = first; // hunks whose context meets are shown together
            while (last + 1 < m_diff.hunks.size() && m_diff.hunks[last + 1].firstRow - endOf(last) <= 2 * context)
                ++last;
            const qsizetype from = std::max<qsizetype>(m_diff.hunks[first].firstRow - context, 0);
            const qsizetype to = std::min<qsizetype>(endOf(last) + context, m_diff.rows.size());
            head(from, to);
            for (qsizetype row = from; row < to;) {
                qsizetype end = row;
                while (end < to && m_diff.rows[end].kind == TextRow::Kind::Changed)
                    ++end;
                for (qsizetype one = row; one < end; ++one)
                    put(m_diff.rows[one], true);
                for (qsizetype one = row; one < end; ++one)
                    put(m_diff.rows[one], false);
                if (end == row)
                    put(m_diff.rows[end++], m_diff.rows[row].kind != TextRow::Kind::Added);
                row = end;
            }
            first = last + 1;
        }
        return std::move(m_rows);
    }

private:
    qsizetype endOf(qsizetype hunk) const { return m_diff.hunks[hunk].firstRow + m_diff.hunks[hunk].rowCount; }

    void head(qsizetype from, qsizetype to)
    {
        qsizetype left = 0;
        qsizetype right = 0;
        int leftFirst = 0;
        int rightFirst = 0;
        for (qsizetype row = from; row < to; ++row) {
            const TextRow &one = m_diff.rows[row];
            if (one.left >= 0 && left++ == 0)
                leftFirst = one.left + 1;
            if (one.right >= 0 && right++ == 0)
                rightFirst = one.right + 1;
        }
        m_rows.append({u'@', QStringLiteral("@@ -%1,%2 +%3,%4 @@").arg(leftFirst).arg(left).arg(rightFirst).arg(right), {}, {}, {}});
    }

    void put(const TextRow &row, bool isLeft)
    {
        const int line = isLeft ? row.left : row.right;
        const TextLines &lines = isLeft ? m_diff.left : m_diff.right;
        const QStringView text = lines.line(line);
        const bool same = row.kind == TextRow::Kind::Same;
        const int move = same ? 0 : isLeft ? m_leftMove[size_t(line)] : m_rightMove[size_t(line)];
        DiffRow shown{same ? u' ' : move > 0 ? (isLeft ? u'<' : u'>') : isLeft ? u'-' : u'+', text.toString(), {}, {}, {}};
        if (isLeft || same)
            shown.before.line = row.left + 1;
        if (!isLeft || same)
            shown.after.line = row.right + 1;
        if (move > 0) // where to and from
            (isLeft ? shown.after : shown.before).line = isLeft ? int(m_moves[move - 1].right + line - m_moves[move - 1].left + 1)
                                                                : int(m_moves[move - 1].left + line - m_moves[move - 1].right + 1);
        else if (row.kind == TextRow::Kind::Changed && text.size() <= longestMarked)
            shown.marks = isLeft ? m_diff.marks(row).left : m_diff.marks(row).right;
        if (move > 0 && line == (isLeft ? m_moves[move - 1].left : m_moves[move - 1].right))
            m_rows.append({u'@',
                           isLeft ? QStringLiteral("(%1 lines went to line %2)").arg(m_moves[move - 1].count).arg(shown.after.line)
                                  : QStringLiteral("(%1 lines came from line %2)").arg(m_moves[move - 1].count).arg(shown.before.line),
                           {},
                           {},
                           {}});
        if (lines.lacksEnd(line))
            shown.text += QStringLiteral(" (no line end)");
        m_rows.append(shown);
    }

    TextDiff m_diff;
    QList<Move> m_moves;
    std::vector<int> m_leftMove; // by line: 1 + the index of its move
    std::vector<int> m_rightMove;
    QList<DiffRow> m_rows;
};

} // namespace

QList<DiffRow> lineRows(const QByteArray &before, const QByteArray &after) { return LineRows(before, after).run(); }

bool isBinary(QByteArrayView text) { return text.contains('\0'); }

Result<QByteArray> patchOf(const PatchFile &file)
{
    const QByteArray before = file.before.value_or(QByteArray());
    const QByteArray after = file.after.value_or(QByteArray());
    if (isBinary(before) || isBinary(after))
        return fail(QStringLiteral("cli.patch.binary"), {QString::fromUtf8(file.path)});
    if (file.secrets && carriesSecrets(before, after, context))
        return fail(QStringLiteral("cli.patch.secret"), {QString::fromUtf8(file.path)});
    return patchText(file.before, file.after, file.path, file.program);
}

} // namespace lockstep
