// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/commonruns.h"

#include "core/text/bytematch.h"

#include <array>
#include <optional>

namespace lockstep {

namespace {

constexpr qsizetype reach = 64;       // lines of each text that are looked at for a way on
constexpr qsizetype agreement = 128;  // bytes that must be the same there, or as many as are left
constexpr qsizetype bytesOfLook = 16; // of the texts, for each look whether they agree: that much time it may take

// The lines that follow a place. Long ones use up `looks` too.
class Following
{
public:
    Following(QByteArrayView text, qsizetype &looks) : m_text(text), m_looks(looks) {}
    // Offset of a line's first byte; the text's size behind the last line.
    qsizetype begin(qsizetype line)
    {
        while (m_known < line) {
            const qsizetype at = m_begins[size_t(m_known)];
            const qsizetype end = lineEnd(m_text.data() + at, m_text.data() + m_text.size()) - m_text.data();
            m_looks -= (end - at) / bytesOfLook;
            m_begins[size_t(++m_known)] = end;
        }
        return m_begins[size_t(line)];
    }
    bool has(qsizetype line) { return line == 0 || begin(line - 1) < m_text.size(); }

private:
    QByteArrayView m_text;
    qsizetype &m_looks;
    std::array<qsizetype, reach + 1> m_begins{};
    qsizetype m_known = 0;
};

struct Step
{
    qsizetype before = 0;
    qsizetype after = 0;
};

// The nearest place where the two agree again. Uses up `looks`.
std::optional<Step> wayOn(QByteArrayView before, QByteArrayView after, qsizetype &looks)
{
    Following left(before, looks);
    Following right(after, looks);
    const auto agrees = [&](qsizetype i, qsizetype j) {
        const QByteArrayView a = before.sliced(left.begin(i));
        const QByteArrayView b = after.sliced(right.begin(j));
        const qsizetype size = std::min({a.size(), b.size(), agreement});
        return (size == agreement || a.size() == b.size()) && a.first(size) == b.first(size);
    };
    for (qsizetype sum = 1; sum <= 2 * reach; ++sum) {
        for (qsizetype i = std::max<qsizetype>(0, sum - reach); i <= std::min(sum, reach); ++i) {
            const qsizetype j = sum - i;
            if (--looks < 0)
                return {};
            if (left.has(i) && right.has(j) && agrees(i, j))
                return Step{left.begin(i), right.begin(j)};
        }
    }
    return {};
}

// Whole lines at the end of both.
qsizetype commonEnd(QByteArrayView before, QByteArrayView after)
{
    const qsizetype size = std::min(before.size(), after.size());
    const qsizetype tail = equalTail(before.data() + before.size(), after.data() + after.size(), size);
    if (tail == before.size() && tail == after.size())
        return tail;
    const QByteArrayView text = after.last(tail);
    const qsizetype first = text.indexOf('\n');
    return first < 0 ? 0 : tail - first - 1;
}

} // namespace

std::vector<CommonRun> commonRuns(QByteArrayView before, QByteArrayView after, qsizetype least)
{
    std::vector<CommonRun> runs;
    const auto take = [&](const CommonRun &run) {
        if (run.size >= least)
            runs.push_back(run);
    };
    qsizetype left = 0;
    qsizetype right = 0;
    qsizetype looks = 2 * reach * reach + (before.size() + after.size()) / bytesOfLook;
    while (left < before.size() && right < after.size()) {
        const qsizetype same = equalLines(before.sliced(left), after.sliced(right)).bytes;
        take({left, right, same});
        left += same;
        right += same;
        const std::optional<Step> step = wayOn(before.sliced(left), after.sliced(right), looks);
        if (!step) {
            const qsizetype end = commonEnd(before.sliced(left), after.sliced(right));
            take({before.size() - end, after.size() - end, end});
            break;
        }
        left += step->before;
        right += step->after;
    }
    return runs;
}

} // namespace lockstep
