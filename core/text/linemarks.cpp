// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linemarks.h"

#include <algorithm>
#include <cstring>

namespace lockstep {

namespace {

// The marked lines of one side, in order.
class Marked
{
public:
    explicit Marked(const std::vector<quint8> &marks) : m_marks(marks) {}

    // The first one from `line` on, which does not go back; the number of lines when there is none.
    qsizetype next(qsizetype line)
    {
        if (m_next < line) {
            const size_t from = std::min(size_t(line), m_marks.size());
            const void *found = from < m_marks.size() ? std::memchr(m_marks.data() + from, 1, m_marks.size() - from) : nullptr;
            m_next = found ? static_cast<const quint8 *>(found) - m_marks.data() : qsizetype(m_marks.size());
        }
        return m_next;
    }
    // Behind the marked lines that begin at one.
    qsizetype endOf(qsizetype line) const
    {
        while (line < qsizetype(m_marks.size()) && m_marks[size_t(line)])
            ++line;
        return line;
    }

private:
    const std::vector<quint8> &m_marks;
    qsizetype m_next = -1;
};

} // namespace

std::vector<LineRange> markedRanges(const LineMarks &marks)
{
    std::vector<LineRange> ranges;
    Marked left(marks.left);
    Marked right(marks.right);
    for (LineRange range;;) {
        const qsizetype same = std::min(left.next(range.leftEnd) - range.leftEnd, right.next(range.rightEnd) - range.rightEnd);
        range.left = range.leftEnd + same;
        range.right = range.rightEnd + same;
        range.leftEnd = left.endOf(range.left);
        range.rightEnd = right.endOf(range.right);
        if (range.size() == 0)
            return ranges;
        ranges.push_back(range);
    }
}

} // namespace lockstep
