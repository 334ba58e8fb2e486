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

// Bytes of the whole lines with which both end, as far as they are not read.
qsizetype commonEnd(TextWindow &before, qsizetype left, TextWindow &after, qsizetype right)
{
    constexpr qsizetype most = 1 << 18; // at a time
    const qsizetype size = std::min(before.length() - left, after.length() - right);
    qsizetype tail = 0;
    for (bool same = true; same && tail < size;) {
        const qsizetype count = std::min(size - tail, most);
        const QByteArrayView a = before.hold(before.length() - tail - count, count);
        const QByteArrayView b = after.hold(after.length() - tail - count, count);
        if (a.size() < count || b.size() < count)
            return 0;
        const qsizetype more = equalTail(a.data() + count, b.data() + count, count);
        tail += more;
        same = more == count;
    }
    if (tail == before.length() - left && tail == after.length() - right)
        return tail;
    for (qsizetype at = after.length() - tail; at < after.length();) {
        const QByteArrayView part = after.hold(at, 1);
        if (part.isEmpty())
            break;
        if (const qsizetype first = part.indexOf('\n'); first >= 0)
            return after.length() - (at + first + 1);
        at += part.size();
    }
    return 0;
}

// Of a part that does not reach to the end of its text.
QByteArrayView wholeLines(QByteArrayView part) { return part.first(part.lastIndexOf('\n') + 1); }

} // namespace

std::vector<CommonRun> commonRuns(TextWindow &before, TextWindow &after, qsizetype least, qsizetype ahead)
{
    std::vector<CommonRun> runs;
    CommonRun run;
    const auto take = [&] {
        if (run.size >= least)
            runs.push_back(run);
    };
    qsizetype looks = 2 * reach * reach + (before.length() + after.length()) / bytesOfLook;
    for (;;) {
        const qsizetype left = run.before + run.size;
        const qsizetype right = run.after + run.size;
        if (left >= before.length() || right >= after.length())
            break;
        QByteArrayView a = before.hold(left, ahead);
        QByteArrayView b = after.hold(right, ahead);
        if (left + a.size() < before.length())
            a = wholeLines(a);
        if (right + b.size() < after.length())
            b = wholeLines(b);
        if (const qsizetype same = equalLines(a, b).bytes; same > 0) {
            run.size += same;
            continue;
        }
        take();
        if (const std::optional<Step> step = wayOn(a, b, looks)) {
            run = {left + step->before, right + step->after, 0};
            continue;
        }
        const qsizetype end = commonEnd(before, left, after, right);
        run = {before.length() - end, after.length() - end, end};
        break;
    }
    take();
    return runs;
}

} // namespace lockstep
