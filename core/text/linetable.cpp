// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linetable.h"

#include "core/text/bytematch.h"

#include <QHashSeed>

#include <algorithm>
#include <array>

#include <xxhash.h>

namespace lockstep {

namespace {

// Open addressing over lines of the left text. A slot holds half of a line's hash beside its number, so that the bytes of
// another line are looked at about once in four thousand million probes.
class Numbers
{
public:
    explicit Numbers(qsizetype lines) : m_slots(std::bit_ceil(size_t(lines) * 2 + 1)), m_mask(m_slots.size() - 1) {}

    quint64 hashOf(QByteArrayView line) const { return XXH3_64bits_withSeed(line.data(), size_t(line.size()), m_seed); }
    void fetch(quint64 hash) const { __builtin_prefetch(&m_slots[hash & m_mask]); }

    // The number of a line, or `otherwise`, which is entered when `enter` is set. `same(number)` compares the bytes.
    template <class Same> quint32 find(quint64 hash, quint32 otherwise, bool enter, Same same)
    {
        const auto tag = quint32(hash >> 32);
        for (size_t at = hash & m_mask;; at = (at + 1) & m_mask) {
            Slot &slot = m_slots[at];
            if (slot.number == 0) {
                if (enter)
                    slot = {tag, otherwise + 1};
                return otherwise;
            }
            if (slot.tag == tag && same(slot.number - 1))
                return slot.number - 1;
        }
    }

private:
    struct Slot
    {
        quint32 tag = 0;
        quint32 number = 0; // 0: free; else one above
    };
    LongTable<Slot> m_slots;
    size_t m_mask;
    quint64 m_seed = QHashSeed::globalSeed(); // of this process: nobody can make a text whose lines all meet in one slot
};

bool sameBytes(QByteArrayView a, QByteArrayView b) { return a.size() == b.size() && std::memcmp(a.data(), b.data(), size_t(a.size())) == 0; }

constexpr qsizetype batch = 32; // lines whose slots are fetched before the first is read

} // namespace

LineTable::LineTable(QByteArrayView text) : m_text(text)
{
    // Grown by doubling the table would be copied, and its pages asked for, twice: a look at the beginning tells its length.
    const QByteArrayView sample = text.first(std::min<qsizetype>(text.size(), 1 << 16));
    const qsizetype ends = std::count(sample.begin(), sample.end(), '\n');
    if (!sample.isEmpty())
        m_begins.reserve(size_t(double(text.size()) / double(sample.size()) * double(ends + 1) * 1.1) + 2);
    qsizetype turns = 0;
    const auto add = [&](qsizetype begin) {
        for (; begin >> 32 > turns; ++turns)
            m_turns.append(qsizetype(m_begins.size()));
        m_begins.push_back(quint32(begin));
    };
    forEachLineEnd(text, add);
    if (!text.isEmpty() && text.back() != '\n')
        add(text.size());
}

qsizetype LineTable::turnsUpTo(qsizetype line) const { return std::ranges::upper_bound(m_turns, line) - m_turns.cbegin(); }

NumberedLines numbered(const LineTable &left, const LineTable &right)
{
    NumberedLines lines;
    lines.left.resize(size_t(left.count()));
    lines.right.resize(size_t(right.count()));
    Numbers numbers(left.count());
    LongTable<quint32> first; // by number: a line that has it
    first.reserve(size_t(left.count()));
    std::array<quint64, batch> hashes;
    for (qsizetype from = 0; from < left.count(); from += batch) {
        const qsizetype end = std::min(from + batch, left.count());
        for (qsizetype i = from; i < end; ++i) {
            hashes[size_t(i - from)] = numbers.hashOf(left.line(i));
            numbers.fetch(hashes[size_t(i - from)]);
        }
        for (qsizetype i = from; i < end; ++i) {
            const QByteArrayView line = left.line(i);
            const auto same = [&](quint32 number) { return sameBytes(left.line(first[number]), line); };
            const quint32 number = numbers.find(hashes[size_t(i - from)], quint32(first.size()), true, same);
            if (number == first.size())
                first.push_back(quint32(i));
            lines.left[size_t(i)] = number;
        }
    }
    lines.kinds = quint32(first.size()) + 1;
    // Where the texts run along, the line behind the last one found is the one: no hash, no jump through memory.
    qsizetype next = 0;
    for (qsizetype i = 0; i < right.count(); ++i) {
        const QByteArrayView line = right.line(i);
        quint32 number = lines.kinds - 1;
        if (next < left.count() && sameBytes(left.line(next), line)) {
            number = lines.left[size_t(next++)];
        } else {
            number = numbers.find(numbers.hashOf(line), number, false, [&](quint32 one) { return sameBytes(left.line(first[one]), line); });
            // A line that is new here may stand for the one that was expected.
            next = number == lines.kinds - 1 ? next + 1 : qsizetype(first[number]) + 1;
        }
        lines.right[size_t(i)] = number;
    }
    return lines;
}

} // namespace lockstep
