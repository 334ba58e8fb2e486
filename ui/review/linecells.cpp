// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/linecells.h"

#include <QChar>

#include <algorithm>
#include <utility>

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
        return {quint32(line.size())};
    int cells = 0;
    walk(line, [&](qsizetype, int taken) { cells += taken == 0 ? tabStop - cells % tabStop : std::max(taken, 0); });
    return {quint32(cells)};
}

std::optional<LineCells> cellsOfAscii(QByteArrayView line)
{
    int cells = 0;
    quint8 all = 0;
    for (const char c : line) {
        all |= quint8(c);
        ++cells;
        if (c == '\t')
            cells = (cells + tabStop - 1) / tabStop * tabStop;
    }
    return all < 0x80 ? std::optional(LineCells{quint32(cells), 0, 1}) : std::nullopt;
}

namespace {

// A row that is a third full may end before a word that has no room; one that is emptier is filled with what of it has room.
bool mayEnd(int used, int columns) { return used * 3 >= columns; }

template <class Begin> void wrap(QStringView line, int columns, const Begin &begins)
{
    qsizetype row = 0;  // where it begins
    qsizetype word = 0; // the same of the word, and the cells before it
    int before = 0;
    int used = 0;
    bool between = false; // words
    bool hangs = false;   // one space may stand behind the last cell of a row
    const auto breakAt = [&](qsizetype begin, int left) {
        begins(begin);
        row = begin;
        used = left;
        hangs = false;
    };
    walk(line, [&](qsizetype begin, int taken) {
        if (taken < 0) // a mark
            return;
        const bool tab = taken == 0;
        if (tab || line[begin] == u' ') {
            if (used >= columns && (tab || hangs))
                breakAt(begin, 0);
            hangs = used >= columns;
            used = tab ? std::min(used + tabStop - used % tabStop, columns) : std::min(used + 1, columns);
            between = true;
            return;
        }
        if (std::exchange(between, false)) { // behind the marks on the space
            word = begin;
            before = used;
        }
        if (used > 0 && used + taken > columns) {
            const bool whole = word > row && mayEnd(before, columns);
            breakAt(whole ? word : begin, whole ? used - before : 0);
        }
        used += taken;
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
    int count = 1;
    wrap(line, columns, [&](qsizetype) { ++count; });
    return count;
}

// From word to word: in them every character is one cell.
int wrapCountOfAscii(QByteArrayView line, LineCells size, int columns)
{
    if (int(size.cells) <= columns)
        return 1;
    int count = 1;
    int used = 0;
    bool first = true; // nothing but the word stands in the row
    bool hangs = false;
    for (const char *at = line.begin(); at < line.end();) {
        if (*at == ' ' || *at == '\t') {
            const bool tab = *at++ == '\t';
            if (used >= columns && (tab || hangs)) {
                ++count;
                used = 0;
            }
            hangs = used >= columns;
            used = tab ? std::min(used + tabStop - used % tabStop, columns) : std::min(used + 1, columns);
            first = false;
            continue;
        }
        const char *const begin = at;
        while (at < line.end() && *at != ' ' && *at != '\t')
            ++at;
        int rest = int(at - begin);
        if (used + rest > columns) {
            if (first || !mayEnd(used, columns))
                rest -= columns - used;
            count += 1 + (rest - 1) / columns;
            used = rest - (rest - 1) / columns * columns;
            hangs = false;
            first = true;
        } else {
            used += rest;
        }
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
