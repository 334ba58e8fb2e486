// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/sharednumbers.h"

#include "core/text/commonruns.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype leastRun = 512;

bool isSameState(const ScanMark &one, const ScanMark &other)
{
    return one.origin == other.origin && one.owner == other.owner && one.defaultTtl == other.defaultTtl && one.lastTtl == other.lastTtl;
}

class Sharing
{
public:
    Sharing(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after, const Numbering &numbering,
            const std::vector<CommonRun> &runs)
        : m_before(before), m_after(after), m_runs(runs),
          m_shared{Numbers(before.text.length(), numbering, 0), Numbers(after.text.length(), numbering, 0), {}, {}}, m_left(origin, m_shared.before),
          m_right(origin, m_shared.after)
    {
        std::vector<MarkedSpan> left;
        std::vector<MarkedSpan> right;
        for (const CommonRun &run : runs) {
            left.push_back({run.before, run.before + run.size});
            right.push_back({run.after, run.after + run.size});
        }
        m_shared.before.mark(std::move(left));
        m_shared.after.mark(std::move(right));
    }

    std::optional<SharedNumbers> run()
    {
        m_left.scan(m_before.path, m_before.text);
        for (const CommonRun &run : m_runs) {
            if (!isGood())
                return {};
            share(run);
        }
        if (!m_ended)
            readRight(m_after.text.length());
        if (!isGood())
            return {};
        m_shared.ownBefore.push_back({m_leftEnd, m_shared.before.hashes.size()});
        m_shared.ownAfter.push_back({m_rightEnd, m_shared.after.hashes.size()});
        return std::move(m_shared);
    }

private:
    using Part = Numbers::Part;

    bool isGood() const { return isGood(m_shared.before) && isGood(m_shared.after); }
    static bool isGood(const Numbers &side) { return side.faults.isEmpty() && !side.includes; }

    // The right text up to `end`, from where it was left.
    void readRight(qsizetype end)
    {
        if (m_from)
            m_right.scan(m_after.path, m_after.text, *m_from, end);
        else
            m_right.scanOn(m_after.path, m_after.text, end);
        m_from.reset();
    }

    void share(const CommonRun &run)
    {
        const LongTable<Part> &parts = m_shared.before.parts;
        const qsizetype shift = run.after - run.before;
        const bool toEnd = run.before + run.size == m_before.text.length() && run.after + run.size == m_after.text.length();
        // Up to a record that lies in it as a whole, for the next one begins in it too: a mark knows what is behind its record.
        const size_t first = partFrom(parts, m_leftPart, run.before);
        m_leftPart = partFrom(parts, first, run.before + run.size + 1);
        const size_t end = toEnd ? parts.size() : std::max<size_t>(m_leftPart, 2) - 2;
        size_t at = first;
        for (int tries = 0; tries < Numbers::marksOfBegin - 1 && at + 1 < end; ++tries, ++at) {
            readRight(parts[at + 1].mark.begin + shift);
            if (!isGood())
                return;
            const size_t met = lastPartFrom(m_shared.after.parts, parts[at].mark.begin + shift);
            if (met < m_shared.after.parts.size() && m_shared.after.parts[met].mark.begin == parts[at].mark.begin + shift &&
                isSameState(m_shared.after.parts[met].mark, parts[at].mark))
                return take(at, end, met, shift, toEnd);
        }
    }

    // The first part that begins there or behind it: `from` or one soon behind it, as runs follow each other.
    static size_t partFrom(const LongTable<Part> &parts, size_t from, qsizetype place)
    {
        while (from < parts.size() && parts[from].mark.begin < place)
            ++from;
        return from;
    }
    // The same from the end.
    static size_t lastPartFrom(const LongTable<Part> &parts, qsizetype place)
    {
        size_t at = parts.size();
        while (at > 0 && parts[at - 1].mark.begin >= place)
            --at;
        return at;
    }

    // The left text's parts from `at` to `end` are the right text's from `met` on.
    void take(size_t at, size_t end, size_t met, qsizetype shift, bool toEnd)
    {
        const Numbers &left = m_shared.before;
        Numbers &right = m_shared.after;
        const size_t first = left.parts[at].first;
        const size_t last = toEnd ? left.hashes.size() : left.parts[end].first;
        const size_t place = right.parts[met].first;
        const int lines = right.parts[met].mark.line - left.parts[at].mark.line;
        m_shared.ownBefore.push_back({m_leftEnd, first});
        m_shared.ownAfter.push_back({m_rightEnd, place});
        right.cut(met);
        for (size_t i = at; i < end; ++i)
            right.parts.push_back({left.parts[i].mark.moved(shift, lines), left.parts[i].first - first + place});
        right.hashes.insert(right.hashes.end(), left.hashes.begin() + qsizetype(first), left.hashes.begin() + qsizetype(last));
        right.sets.insert(right.sets.end(), left.sets.begin() + qsizetype(first), left.sets.begin() + qsizetype(last));
        if (left.serial && !right.serial && left.serialAt >= first && left.serialAt < last) {
            right.serial = left.serial;
            right.serialAt = left.serialAt - first + place;
        }
        m_leftEnd = last;
        m_rightEnd = right.hashes.size();
        m_ended = toEnd;
        if (!toEnd)
            m_from.emplace(left.parts[end].mark.moved(shift, lines));
    }

    const ZoneSource &m_before;
    const ZoneSource &m_after;
    const std::vector<CommonRun> &m_runs;
    SharedNumbers m_shared;
    ZoneScanner m_left;
    ZoneScanner m_right;
    std::optional<ScanMark> m_from; // where the right text is read on, when it is not where it was left
    size_t m_leftPart = 0;          // of the left text, behind the run before
    size_t m_leftEnd = 0;           // records up to these are settled
    size_t m_rightEnd = 0;
    bool m_ended = false; // both are
};

} // namespace

std::optional<SharedNumbers> sharedNumbers(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after, const Numbering &numbering)
{
    const std::vector<CommonRun> runs = commonRuns(before.text, after.text, leastRun);
    qsizetype common = 0;
    for (const CommonRun &run : runs)
        common += run.size;
    if (common < std::max(before.text.length(), after.text.length()) / 5 * 3)
        return {};
    return Sharing(origin, before, after, numbering, runs).run();
}

} // namespace lockstep
