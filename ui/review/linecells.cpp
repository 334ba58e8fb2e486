// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/linecells.h"

#include <QChar>

#include <algorithm>
#include <cstring>

namespace lockstep {

namespace {

constexpr int tabStop = 8;
constexpr char16_t combining = 0x300; // below it, everything but a tab is one cell

struct Wide
{
    char32_t first;
    char32_t last;
};
// Unicode Standard Annex 11: wide and full width.
constexpr Wide wide[] = {{0x1100, 0x115f},   {0x231a, 0x231b},   {0x2e80, 0x2fff},   {0x3001, 0x303e},   {0x3041, 0xa4cf},  {0xa960, 0xa97f},
                         {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},  {0xffe0, 0xffe6},
                         {0x16fe0, 0x18cff}, {0x1b000, 0x1b2ff}, {0x1f200, 0x1f265}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}};

// Calls step(begin, cells) for each character; cells 0: a tab, -1: a mark on the character before.
template <class Step> void walk(QStringView line, const Step &step)
{
    for (qsizetype i = 0; i < line.size();) {
        const qsizetype begin = i;
        const char16_t unit = line[i++].unicode();
        if (unit < combining) {
            step(begin, unit == u'\t' ? 0 : 1);
            continue;
        }
        char32_t c = unit;
        if (QChar::isHighSurrogate(unit) && i < line.size() && line[i].isLowSurrogate())
            c = QChar::surrogateToUcs4(unit, line[i++].unicode());
        step(begin, begin == 0 ? std::max(cellsOf(c), 1) : cellsOf(c) == 0 ? -1 : cellsOf(c));
    }
}

} // namespace

int cellsOf(char32_t c)
{
    if (c < combining)
        return 1;
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    const auto *found = std::ranges::lower_bound(wide, c, {}, &Wide::last);
    return found != std::end(wide) && c >= found->first ? 2 : 1;
}

LineCells cellsOfLine(QStringView line)
{
    bool plain = true;
    for (const QChar c : line)
        plain &= c.unicode() < combining && c != u'\t';
    if (plain)
        return {quint32(line.size()), 0, 0};
    int cells = 0;
    int head = 0;
    walk(line, [&](qsizetype, int taken) {
        cells += taken == 0 ? tabStop - cells % tabStop : std::max(taken, 0);
        if (taken != 1)
            head = cells;
    });
    return {quint32(cells), 0, quint32(head)};
}

std::optional<LineCells> cellsOfAscii(QByteArrayView line)
{
    int cells = 0;
    int head = 0;
    quint8 all = 0;
    for (const char c : line) {
        all |= quint8(c);
        ++cells;
        if (c == '\t')
            head = cells = (cells + tabStop - 1) / tabStop * tabStop;
    }
    return all < 0x80 ? std::optional(LineCells{quint32(cells), 0, quint32(head), 1}) : std::nullopt;
}

namespace {

template <class Begin> void wrap(QStringView line, int columns, const Begin &begins)
{
    int used = 0;
    walk(line, [&](qsizetype begin, int taken) {
        if (taken < 0) // a mark
            return;
        if (used > 0 && used + std::max(taken, 1) > columns) {
            begins(begin);
            used = 0;
        }
        used = taken == 0 ? std::min(used + tabStop - used % tabStop, columns) : used + taken;
    });
}

} // namespace

QList<int> wrapsOf(QStringView line, int columns)
{
    QList<int> list{0};
    wrap(line, columns, [&](qsizetype begin) { list.append(int(begin)); });
    return list;
}

int wrapCount(QStringView line, LineCells size, int columns)
{
    if (int(size.cells) <= columns)
        return 1;
    if (int(size.head) <= columns) // behind the first row every character is one cell
        return (int(size.cells) + columns - 1) / columns;
    int count = 1;
    wrap(line, columns, [&](qsizetype) { ++count; });
    return count;
}

// From tab to tab: between them every character is one cell.
int wrapCountOfAscii(QByteArrayView line, LineCells size, int columns)
{
    if (int(size.head) <= columns)
        return std::max((int(size.cells) + columns - 1) / columns, 1);
    int count = 1;
    int used = 0;
    for (const char *at = line.begin(); at < line.end(); ++at) {
        const auto *found = static_cast<const char *>(std::memchr(at, '\t', size_t(line.end() - at)));
        const char *tab = found ? found : line.end();
        used += int(tab - at);
        if (used > columns) {
            const int more = (used - 1) / columns;
            count += more;
            used -= more * columns;
        }
        at = tab;
        if (!found)
            break;
        if (used == columns) {
            ++count;
            used = 0;
        }
        used = std::min(used + tabStop - used % tabStop, columns);
    }
    return count;
}

void RowTops::setEven(int rows)
{
    m_tops.clear();
    m_rows = rows;
}

void RowTops::set(QList<int> tops)
{
    m_tops = std::move(tops);
    m_rows = int(m_tops.size()) - 1;
}

int RowTops::at(int line) const
{
    const int row = m_tops.isEmpty() ? line : int(std::ranges::upper_bound(m_tops, line) - m_tops.cbegin()) - 1;
    return std::clamp(row, 0, std::max(m_rows - 1, 0));
}

} // namespace lockstep
