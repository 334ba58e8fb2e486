// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linediff.h"

#include <QHash>

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype mostSteps = 2000; // of Myers' search in one gap
constexpr qsizetype context = 3;

class Differ
{
public:
    Differ(QList<int> left, QList<int> right) : m_left(std::move(left)), m_right(std::move(right)) {}

    QList<Hunk> run()
    {
        range(0, m_left.size(), 0, m_right.size());
        QList<Hunk> merged;
        for (const Hunk &hunk : std::as_const(m_hunks)) {
            if (!merged.isEmpty() && merged.last().left + merged.last().leftCount == hunk.left &&
                merged.last().right + merged.last().rightCount == hunk.right) {
                merged.last().leftCount += hunk.leftCount;
                merged.last().rightCount += hunk.rightCount;
            } else {
                merged.append(hunk);
            }
        }
        return merged;
    }

private:
    void range(qsizetype a, qsizetype aEnd, qsizetype b, qsizetype bEnd)
    {
        while (a < aEnd && b < bEnd && m_left[a] == m_right[b]) {
            ++a;
            ++b;
        }
        while (a < aEnd && b < bEnd && m_left[aEnd - 1] == m_right[bEnd - 1]) {
            --aEnd;
            --bEnd;
        }
        if (a == aEnd || b == bEnd) {
            if (a < aEnd || b < bEnd)
                m_hunks.append({a, aEnd - a, b, bEnd - b});
            return;
        }
        const QList<QPair<qsizetype, qsizetype>> anchors = uniqueAnchors(a, aEnd, b, bEnd);
        if (anchors.isEmpty())
            return myers(a, aEnd, b, bEnd);
        for (const auto &anchor : anchors) {
            range(a, anchor.first, b, anchor.second);
            a = anchor.first + 1;
            b = anchor.second + 1;
        }
        range(a, aEnd, b, bEnd);
    }

    // Lines that stand once on each side, in the longest order that both sides share.
    QList<QPair<qsizetype, qsizetype>> uniqueAnchors(qsizetype a, qsizetype aEnd, qsizetype b, qsizetype bEnd) const
    {
        struct Seen
        {
            int left = 0;
            int right = 0;
            qsizetype leftAt = 0;
            qsizetype rightAt = 0;
        };
        QHash<int, Seen> seen;
        for (qsizetype i = a; i < aEnd; ++i) {
            Seen &one = seen[m_left[i]];
            ++one.left;
            one.leftAt = i;
        }
        for (qsizetype i = b; i < bEnd; ++i) {
            Seen &one = seen[m_right[i]];
            ++one.right;
            one.rightAt = i;
        }
        QList<QPair<qsizetype, qsizetype>> pairs;
        for (const Seen &one : std::as_const(seen)) {
            if (one.left == 1 && one.right == 1)
                pairs.append({one.leftAt, one.rightAt});
        }
        std::sort(pairs.begin(), pairs.end());
        // Longest increasing run of the right side's places (patience sorting).
        QList<qsizetype> piles;
        QList<qsizetype> before(pairs.size(), -1);
        for (qsizetype i = 0; i < pairs.size(); ++i) {
            const auto it = std::lower_bound(piles.begin(), piles.end(), pairs[i].second,
                                             [&](qsizetype pile, qsizetype place) { return pairs[pile].second < place; });
            if (it != piles.begin())
                before[i] = *(it - 1);
            if (it == piles.end())
                piles.append(i);
            else
                *it = i;
        }
        QList<QPair<qsizetype, qsizetype>> chain;
        for (qsizetype i = piles.isEmpty() ? -1 : piles.last(); i >= 0; i = before[i])
            chain.prepend(pairs[i]);
        return chain;
    }

    void myers(qsizetype a, qsizetype aEnd, qsizetype b, qsizetype bEnd)
    {
        const qsizetype n = aEnd - a;
        const qsizetype m = bEnd - b;
        const qsizetype most = std::min(n + m, mostSteps);
        QList<QList<qsizetype>> trace;
        QList<qsizetype> furthest(2 * most + 3, 0);
        const qsizetype zero = most + 1;
        for (qsizetype d = 0; d <= most; ++d) {
            trace.append(furthest.mid(zero - d - 1, 2 * d + 3));
            for (qsizetype k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
                qsizetype x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
                while (x < n && x - k < m && m_left[a + x] == m_right[b + x - k])
                    ++x;
                furthest[zero + k] = x;
                if (x >= n && x - k >= m)
                    return walkBack(trace, a, b, n, m, d);
            }
        }
        m_hunks.append({a, n, b, m});
    }

    void walkBack(const QList<QList<qsizetype>> &trace, qsizetype a, qsizetype b, qsizetype n, qsizetype m, qsizetype steps)
    {
        QList<Hunk> found;
        qsizetype x = n;
        qsizetype y = m;
        for (qsizetype d = steps; d > 0; --d) {
            const QList<qsizetype> &row = trace[d]; // of k - 1 .. k + 1 around -d .. d
            const auto at = [&](qsizetype k) { return row[k + d + 1]; };
            const qsizetype k = x - y;
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            const qsizetype fromX = down ? at(k + 1) : at(k - 1);
            const qsizetype fromY = fromX - (down ? k + 1 : k - 1);
            found.prepend(down ? Hunk{a + fromX, 0, b + fromY, 1} : Hunk{a + fromX, 1, b + fromY, 0});
            x = fromX;
            y = fromY;
        }
        m_hunks.append(found);
    }

    QList<int> m_left;
    QList<int> m_right;
    QList<Hunk> m_hunks;
};

} // namespace

QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf('\n', at);
        const qsizetype next = end < 0 ? text.size() : end + 1;
        lines.append(text.sliced(at, next - at));
        at = next;
    }
    return lines;
}

QList<Hunk> sequenceDiff(const QList<int> &left, const QList<int> &right) { return Differ(left, right).run(); }

QList<Hunk> lineDiff(const QList<QByteArray> &left, const QList<QByteArray> &right)
{
    // Lines become numbers: equal lines, equal numbers.
    QHash<QByteArrayView, int> ids;
    ids.reserve(left.size() + right.size() / 8);
    const auto numbers = [&](const QList<QByteArray> &lines) {
        QList<int> list;
        list.reserve(lines.size());
        for (const QByteArray &line : lines) {
            const auto known = ids.constFind(line);
            list.append(known != ids.constEnd() ? *known : *ids.insert(line, int(ids.size())));
        }
        return list;
    };
    const QList<int> one = numbers(left);
    return sequenceDiff(one, numbers(right));
}

QByteArray unifiedDiff(const QByteArray &left, const QByteArray &right)
{
    const QList<QByteArray> a = linesOf(left);
    const QList<QByteArray> b = linesOf(right);
    const QList<Hunk> hunks = lineDiff(a, b);
    QByteArray text;
    const auto put = [&](char mark, const QByteArray &line) {
        text += mark + line;
        if (!line.endsWith('\n'))
            text += "\n\\ No newline at end of file\n";
    };
    // POSIX diff: a count of one is left out, no lines stand behind the line before them.
    const auto span = [](qsizetype first, qsizetype count) {
        const QByteArray line = QByteArray::number(count == 0 ? first : first + 1);
        return count == 1 ? line : line + ',' + QByteArray::number(count);
    };
    for (qsizetype i = 0; i < hunks.size();) {
        qsizetype last = i; // hunks whose context meets are shown together
        while (last + 1 < hunks.size() && hunks[last + 1].left - hunks[last].left - hunks[last].leftCount <= 2 * context)
            ++last;
        const qsizetype begin = std::max<qsizetype>(hunks[i].left - context, 0);
        const qsizetype end = std::min(hunks[last].left + hunks[last].leftCount + context, a.size());
        const qsizetype rightBegin = hunks[i].right - (hunks[i].left - begin);
        const qsizetype rightCount = end - begin + (hunks[last].right + hunks[last].rightCount - hunks[i].right) -
                                     (hunks[last].left + hunks[last].leftCount - hunks[i].left);
        text += "@@ -" + span(begin, end - begin) + " +" + span(rightBegin, rightCount) + " @@\n";
        qsizetype at = begin;
        for (; i <= last; ++i) {
            for (; at < hunks[i].left; ++at)
                put(' ', a[at]);
            for (; at < hunks[i].left + hunks[i].leftCount; ++at)
                put('-', a[at]);
            for (qsizetype k = 0; k < hunks[i].rightCount; ++k)
                put('+', b[hunks[i].right + k]);
        }
        for (; at < end; ++at)
            put(' ', a[at]);
    }
    return text;
}

} // namespace lockstep
