// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/linecells.h"

#include <QChar>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
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

namespace {

// A word of an ASCII line, in which every character is one cell, or one blank.
struct Run
{
    int length = 0; // 0: the line has ended
    bool blank = false;
    bool tab = false;
};

// How many rows its runs take, from word to word; `next` tells them one after the other.
template <class Next> int rowsOfRuns(int columns, const Next &next)
{
    int count = 1;
    int used = 0;
    bool first = true; // nothing but the word stands in the row
    bool hangs = false;
    for (Run run = next(); run.length > 0; run = next()) {
        if (run.blank) {
            if (used >= columns && (run.tab || hangs)) {
                ++count;
                used = 0;
            }
            hangs = used >= columns;
            used = run.tab ? std::min(used + tabStop - used % tabStop, columns) : std::min(used + 1, columns);
            first = false;
        } else if (used + run.length > columns) {
            const int rest = first || !mayEnd(used, columns) ? run.length - (columns - used) : run.length;
            count += 1 + (rest - 1) / columns;
            used = rest - (rest - 1) / columns * columns;
            hangs = false;
            first = true;
        } else {
            used += run.length;
        }
    }
    return count;
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

// One bit for each of the eight bytes, the first one's lowest, that are that character.
quint64 whereIn(quint64 eight, char character)
{
    constexpr quint64 low = 0x7f7f7f7f7f7f7f7f;
    const quint64 others = eight ^ (0x0101010101010101 * quint8(character)); // 0 where it stands
    const quint64 found = ~(((others & low) + low) | others | low);          // the top bit there
    return ((found >> 7) * 0x0102040810204080) >> 56;
}

} // namespace

int wrapCountOfAscii(QByteArrayView line, LineCells size, int columns)
{
    if (int(size.cells) <= columns)
        return 1;
    const char *at = line.begin();
    return rowsOfRuns(columns, [&at, end = line.end()]() -> Run {
        const char *const begin = at;
        if (at < end && isBlank(*at))
            return {1, true, *at++ == '\t'};
        while (at < end && !isBlank(*at))
            ++at;
        return {int(at - begin)};
    });
}

std::optional<LineShape> shapeOf(QByteArrayView line)
{
    if (line.size() > LineShape::longest)
        return {};
    LineShape shape{0, 0, int(line.size())};
    quint64 all = 0;
    for (qsizetype i = 0; i < line.size(); i += 8) {
        std::array<char, 8> bytes{};
        std::copy_n(line.data() + i, std::min<qsizetype>(8, line.size() - i), bytes.begin());
        const auto eight = qFromLittleEndian<quint64>(bytes.data());
        all |= eight;
        const quint64 tabs = whereIn(eight, '\t');
        shape.tabs |= tabs << i;
        shape.blanks |= (tabs | whereIn(eight, ' ')) << i;
    }
    return (all & 0x8080808080808080) == 0 ? std::optional(shape) : std::nullopt;
}

LineCells cellsOfLine(const LineShape &shape)
{
    int cells = 0;
    int at = 0; // what is counted
    for (quint64 tabs = shape.tabs; tabs != 0; tabs &= tabs - 1) {
        const int tab = std::countr_zero(tabs);
        cells = (cells + tab - at) / tabStop * tabStop + tabStop;
        at = tab + 1;
    }
    return {quint32(cells + shape.length - at), 0, 1};
}

int wrapCount(const LineShape &shape, int columns)
{
    int at = 0;
    return rowsOfRuns(columns, [&at, &shape]() -> Run {
        if (at >= shape.length)
            return {};
        const quint64 rest = shape.blanks >> at;
        if (rest & 1)
            return {1, true, bool(shape.tabs >> at++ & 1)};
        const int word = std::min(std::countr_zero(rest), shape.length - at);
        at += word;
        return {word};
    });
}

quint16 LineShapes::numberOf(const LineShape &shape)
{
    // Fibonacci hashing, then the next free place; never more than half of them are taken.
    const quint64 mixed = (shape.blanks ^ std::rotl(shape.tabs, 29) ^ quint64(shape.length) << 50) * 0x9e3779b97f4a7c15;
    for (quint64 place = mixed >> (64 - placeBits);; ++place) {
        quint16 &number = m_places[place % m_places.size()];
        if (number == none) {
            if (m_shapes.size() >= qsizetype(m_places.size() / 2))
                return none;
            number = quint16(m_shapes.size());
            m_shapes.append(shape);
            return number;
        }
        if (m_shapes.at(number) == shape)
            return number;
    }
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
