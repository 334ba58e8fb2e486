// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hugepages.h"

#include <QByteArrayView>
#include <QList>

namespace lockstep {

// Where the lines of a text begin, at four bytes a line. Lines part at '\n' alone and keep it; they count from 0. The text
// must stand as long as the table.
class LineTable
{
public:
    LineTable() = default;
    explicit LineTable(QByteArrayView text);

    qsizetype count() const { return qsizetype(m_begins.size()) - 1; }
    // Offset of a line's first byte; begin(count()) is the size of the text.
    qsizetype begin(qsizetype line) const
    {
        const qsizetype low = m_begins[size_t(line)];
        return m_turns.isEmpty() ? low : low + turnsUpTo(line) * turn;
    }
    QByteArrayView line(qsizetype number) const { return lines(number, 1); }
    // `count` lines with their ends, as one piece.
    QByteArrayView lines(qsizetype first, qsizetype count) const
    {
        const qsizetype from = begin(first);
        return m_text.sliced(from, begin(first + count) - from);
    }

private:
    static constexpr qsizetype turn = qsizetype(1) << 32;
    qsizetype turnsUpTo(qsizetype line) const;

    QByteArrayView m_text;
    LongTable<quint32> m_begins = {0}; // the low 32 bits, and of the text's size at the end
    QList<qsizetype> m_turns;          // the line at which each multiple of 4 GiB is reached
};

// The lines of two texts as numbers: equal lines, and no others, have equal numbers. Numbers of lines that the left text has
// are given in the order of their first places; all lines that it lacks share the last number, `kinds - 1`.
struct NumberedLines
{
    LongTable<quint32> left;
    LongTable<quint32> right;
    quint32 kinds = 1;
};

// Hashes find candidates, bytes decide. Tables of less than 2^31 lines.
NumberedLines numbered(const LineTable &left, const LineTable &right);

} // namespace lockstep
