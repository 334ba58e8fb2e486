// SPDX-License-Identifier: GPL-3.0-or-later
// How wide lines are, and how high rows when they are wrapped.
#include "ui/review/difflines.h"

#include <QtConcurrentMap>

#include <algorithm>
#include <cmath>

namespace lockstep {

namespace {
constexpr int tailCells = 16;          // that "no line end" takes
constexpr qsizetype part = 50000;      // rows that are measured at once
constexpr quint16 notFitting = 0xffff; // cells that have to be looked at

// The texts of many rows are somewhere in memory: several processors wait for it at once.
template <class Work> void inParts(qsizetype count, const Work &work)
{
    if (count <= 0)
        return;
    if (count <= part)
        return work(0, count);
    QList<qsizetype> parts;
    for (qsizetype from = 0; from < count; from += part)
        parts.append(from);
    QtConcurrent::blockingMap(parts, [&](qsizetype from) { work(from, std::min(from + part, count)); });
}

} // namespace

// Every line stands in one row; lines that are the same are as wide.
void DiffLines::countCells()
{
    if (std::exchange(m_counted, true) || !m_diff)
        return;
    m_cells[0].resize(m_diff->left.count());
    m_cells[1].resize(m_diff->right.count());
    m_shapeOf[0].fill(LineShapes::none, m_diff->left.count());
    m_shapeOf[1].fill(LineShapes::none, m_diff->right.count());
    m_shapes.assign(size_t((m_diff->rows.size() + part - 1) / part), {});
    LineCells *const all[] = {m_cells[0].data(), m_cells[1].data()};
    quint16 *const shapeOfAll[] = {m_shapeOf[0].data(), m_shapeOf[1].data()};
    const auto count = [&](DiffSide side, int line, LineShapes &shapes) {
        LineCells &cells = all[size_t(side)][line];
        const QByteArrayView bytes = linesOn(side).bytes(line);
        if (const std::optional<LineShape> shape = shapeOf(bytes)) {
            cells = cellsOfLine(*shape);
            shapeOfAll[size_t(side)][line] = shapes.numberOf(*shape);
            return;
        }
        if (const std::optional<LineCells> plain = cellsOfAscii(bytes.first(std::min(bytes.size(), LazySyntax::mostLetters)))) {
            cells = *plain;
            cells.cut = bytes.size() > LazySyntax::mostLetters;
            return;
        }
        const QStringView whole = linesOn(side).line(line);
        cells = cellsOfLine(shownPart(whole));
        cells.cut = whole.size() > LazySyntax::mostLetters;
    };
    inParts(m_diff->rows.size(), [&](qsizetype from, qsizetype to) {
        LineShapes &shapes = m_shapes[size_t(from / part)];
        for (qsizetype i = from; i < to; ++i) {
            const TextRow &row = m_diff->rows.at(i);
            if (row.left >= 0)
                count(DiffSide::Left, row.left, shapes);
            if (row.right < 0)
                continue;
            if (row.kind == TextRow::Kind::Same) {
                all[1][row.right] = all[0][row.left];
                shapeOfAll[1][row.right] = shapeOfAll[0][row.left];
            } else {
                count(DiffSide::Right, row.right, shapes);
            }
        }
    });
}

int DiffLines::widest()
{
    if (!m_diff)
        return 0;
    if (m_widestCells)
        return std::max(int(std::ceil(double(*m_widestCells + 2) * m_face.advance)), m_widestLaid);
    if (!m_diff->left.isWidthKnown() || !m_diff->right.isWidthKnown())
        return m_widestLaid;
    qsizetype cells = std::max(m_diff->left.width(), m_diff->right.width());
    if (cells > LazySyntax::mostLetters) { // or it would lead far behind what is laid out
        countCells();
        cells = 0;
        for (const QList<LineCells> &lines : std::as_const(m_cells)) {
            for (const LineCells &line : lines)
                cells = std::max<qsizetype>(cells, line.cells + (line.cut ? 3 * tailCells : 0));
        }
    }
    const auto lacksEnd = [](const TextLines &text) { return text.count() > 0 && text.lacksEnd(text.count() - 1); };
    if (lacksEnd(m_diff->left) != lacksEnd(m_diff->right))
        cells += tailCells;
    m_widestCells = cells;
    return widest();
}

bool DiffLines::isTailBelow(DiffSide side, int line, bool changed) const
{
    const LineCells cells = m_cells[size_t(side)][line];
    if (cells.cut)
        return true;
    return changed && linesOn(side).lacksEnd(line) && (int(cells.cells) + tailCells > m_columns || cells.cells == 0);
}

int DiffLines::wrappedLines(DiffSide side, int line, bool changed) const
{
    const LineCells cells = m_cells[size_t(side)][line];
    int count = 1;
    if (int(cells.cells) > m_columns && cells.ascii) {
        const QByteArrayView bytes = linesOn(side).bytes(line);
        count = wrapCountOfAscii(bytes.first(std::min(bytes.size(), LazySyntax::mostLetters)), cells, m_columns);
    } else if (int(cells.cells) > m_columns) {
        count = wrapCount(shownPart(linesOn(side).line(line)), cells, m_columns);
    }
    return count + (isTailBelow(side, line, changed) ? 1 : 0);
}

// What a seen row takes when lines are wrapped.
int DiffLines::linesOf(const VisibleRow &row) const
{
    if (row.folded > 0)
        return 1;
    const TextRow &one = m_diff->rows[row.row];
    const bool changed = one.kind != TextRow::Kind::Same;
    int count = 1;
    if (one.left >= 0 && row.side != VisibleRow::Side::Right && changed) // else the right one says it
        count = wrappedLines(DiffSide::Left, one.left, changed);
    if (one.right >= 0 && row.side != VisibleRow::Side::Left)
        count = std::max(count, wrappedLines(DiffSide::Right, one.right, changed));
    return count;
}

RowTops DiffLines::tops(const QList<VisibleRow> &rows)
{
    RowTops tops;
    tops.setEven(int(rows.size()));
    if (m_columns == 0 || !m_diff)
        return tops;
    countNeeds(rows);
    if (m_toppedColumns == m_columns)
        return m_topped;
    const auto fits = [columns = m_columns](const Need &need) { return int(need.cells) <= columns; };
    m_toppedColumns = m_columns;
    m_topped = tops;
    if (std::ranges::all_of(m_needs, fits))
        return tops;
    std::vector<std::vector<int>> counts; // of the shapes of each part
    for (const LineShapes &shapes : m_shapes) {
        std::vector<int> &ofPart = counts.emplace_back();
        for (const LineShape &shape : shapes.shapes())
            ofPart.push_back(wrapCount(shape, m_columns));
    }
    QList<int> list(rows.size() + 1);
    int *top = list.data();
    inParts(rows.size(), [&](qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to; ++i) {
            const Need need = m_needs.at(i);
            const VisibleRow &row = rows.at(i);
            top[i] = fits(need) ? 1 : need.shape != LineShapes::none ? counts[size_t(row.row / part)][need.shape] : linesOf(row);
        }
    });
    int at = 0;
    for (qsizetype i = 0; i <= rows.size(); ++i)
        at += std::exchange(top[i], at);
    tops.set(std::move(list));
    m_topped = tops;
    return tops;
}

DiffLines::Need DiffLines::needOf(const VisibleRow &row) const
{
    Need need;
    for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
        const int line = lineOf(row, side);
        if (line < 0 || (side == DiffSide::Left && m_diff->rows[row.row].kind == TextRow::Kind::Same))
            continue;
        const LineCells cells = m_cells[size_t(side)][line];
        const bool tail = cells.cut || (line + 1 == m_cells[size_t(side)].size() && linesOn(side).lacksEnd(line));
        const quint16 shape = tail || need.cells > 0 ? LineShapes::none : m_shapeOf[size_t(side)][line]; // two texts: the higher one counts
        need = {quint16(std::max<quint32>(need.cells, tail ? notFitting : std::min<quint32>(cells.cells, notFitting))), shape};
    }
    return need;
}

// What each seen row takes, so that another width is a matter of comparing, and of counting once for each shape.
void DiffLines::countNeeds(const QList<VisibleRow> &rows)
{
    if (std::exchange(m_needed, true) && m_needs.size() == rows.size())
        return;
    countCells();
    m_toppedColumns = 0;
    m_needs.resizeForOverwrite(rows.size());
    Need *const needs = m_needs.data();
    inParts(rows.size(), [&](qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to; ++i)
            needs[i] = needOf(rows.at(i));
    });
}

} // namespace lockstep
