// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/linesedit.h"

#include <algorithm>

namespace lockstep {

namespace {

qsizetype beginOf(const QByteArray &text, int line)
{
    qsizetype at = 0;
    for (int i = 1; i < line && at < text.size(); ++i) {
        const qsizetype end = text.indexOf('\n', at);
        at = end < 0 ? text.size() : end + 1;
    }
    return at;
}

// The statement that begins on a line, or the innermost one.
const ConfStatement *statementAt(const QByteArray &text, const QList<ConfStatement> &list, int line)
{
    for (const ConfStatement &one : list) {
        const int last = one.line + int(text.sliced(one.begin, one.end - one.begin).count('\n'));
        if (one.line == line)
            return &one;
        if (one.line < line && line <= last)
            return statementAt(text, one.block, line);
    }
    return nullptr;
}

int lastLineOf(const ZoneRows &rows, qsizetype row) { return rows.rows()[row].line + int(rows.bytesOf(row).trimmed().count('\n')); }

} // namespace

QByteArray linesOf(const QByteArray &text, int first, int count)
{
    const qsizetype begin = beginOf(text, first);
    return text.sliced(begin, beginOf(text, first + count) - begin);
}

QByteArray withLines(const QByteArray &text, const LinesEdit &edit)
{
    const qsizetype begin = beginOf(text, edit.first);
    const qsizetype end = beginOf(text, edit.first + edit.count);
    const QByteArray lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    QByteArray before = text.first(begin);
    QByteArray lines = edit.lines;
    if (!before.isEmpty() && !before.endsWith('\n') && !lines.isEmpty())
        before += lineEnd; // behind a last line that has no end
    const bool ended = end < text.size() || text.endsWith('\n');
    if (!lines.isEmpty() && !lines.endsWith('\n') && ended)
        lines += lineEnd;
    return before + lines + text.sliced(end);
}

std::optional<RecordStep> recordStepOf(const ReviewFile &file, const LinesEdit &edit)
{
    if (file.kind != ReviewFile::Kind::Zone || !file.after || edit.count < 1)
        return {};
    const ZoneRows old = ZoneRows::parse(file.path, *file.after, file.origin());
    const QList<FileRow> &rows = old.rows();
    const auto found = std::ranges::find_if(rows, [&](const FileRow &row) { return row.line == edit.first; });
    if (found == rows.cend())
        return {};
    const qsizetype at = found - rows.cbegin();
    if (!rows[at].isRecord() || lastLineOf(old, at) != edit.first + edit.count - 1)
        return {};
    if (edit.lines.trimmed().isEmpty())
        return stepOfRemoval(old, at);
    const ZoneRows now = ZoneRows::parse(file.path, withLines(*file.after, edit), file.origin());
    // One that stands in a comment now is no record any more.
    if (now.rows().size() != rows.size() || now.rows()[at].kind != FileRow::Kind::Record || now.rows()[at].fault)
        return {};
    return now.rows()[at].name == rows[at].name ? stepOfChange(old, at, now.rows()[at].text) : std::nullopt;
}

LineUnits::LineUnits(const ReviewFile &file, Side side) : m_text((side == Side::Before ? file.before : file.after).value_or(QByteArray()))
{
    if (file.kind == ReviewFile::Kind::Zone)
        m_rows = ZoneRows::parse(file.path, m_text, file.origin());
    else
        m_conf = ConfFile::parse(file.path, m_text);
}

LinesEdit LineUnits::around(int line) const
{
    LinesEdit around{line, 1, {}};
    if (m_rows) {
        const QList<FileRow> &rows = m_rows->rows();
        const auto behind = std::ranges::upper_bound(rows, line, {}, &FileRow::line);
        const qsizetype row = behind - rows.cbegin() - 1;
        const bool whole = row >= 0 && (rows[row].isRecord() || rows[row].kind == FileRow::Kind::Fault);
        if (whole && line <= lastLineOf(*m_rows, row))
            around = {rows[row].line, lastLineOf(*m_rows, row) - rows[row].line + 1, {}};
    } else if (const ConfStatement *found = statementAt(m_text, m_conf->statements(), line)) {
        around.count = 1 + int(m_text.sliced(found->begin, found->end - found->begin).count('\n'));
    }
    around.lines = linesOf(m_text, around.first, around.count);
    return around;
}

QList<Hunk> hunksOf(const ReviewFile &file, const QList<LinesOfRow> &rows)
{
    const LineUnits before(file, LineUnits::Side::Before);
    const LineUnits after(file, LineUnits::Side::After);
    QList<Hunk> hunks;
    for (const LinesOfRow &row : rows) {
        Hunk lines{row.hunk.left, 0, row.hunk.right, 0};
        if (row.before > 0) {
            const LinesEdit around = before.around(row.before);
            lines.left = around.first - 1;
            lines.leftCount = around.count;
        }
        if (row.after > 0) {
            const LinesEdit around = after.around(row.after);
            lines.right = around.first - 1;
            lines.rightCount = around.count;
        }
        hunks.append(lines);
    }
    return hunks;
}

} // namespace lockstep
