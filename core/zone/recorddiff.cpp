// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recorddiff.h"

#include "core/base/hugepages.h"
#include "core/zone/rrtypes.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"

#include <QHash>

#include <algorithm>
#include <thread>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype bytesOfRecord = 44; // in a zone of hosts, for a first guess
constexpr size_t window = 16;           // records that may have come or gone before two sides count as out of step
constexpr quint64 samples = 63;         // of a hash's bits: one record of 64 is a mark to find the step again
constexpr qsizetype worthThreads = 1 << 18;
constexpr size_t ahead = 8; // records whose places in a table are asked for before they are needed

bool operator==(const XXH128_hash_t &a, const XXH128_hash_t &b) { return a.low64 == b.low64 && a.high64 == b.high64; }

// Which RRset a record belongs to. Two RRsets may share a number: then one is read again for nothing.
quint32 setNumber(QByteArrayView owner, int type) { return quint32(XXH3_64bits_withSeed(owner.data(), size_t(owner.size()), quint64(type)) >> 32); }

// One zone as numbers, in the order of its file, and where each of its records stands.
class Numbers : public ZoneSink
{
public:
    explicit Numbers(qsizetype bytes)
    {
        const size_t expected = size_t(bytes / bytesOfRecord);
        hashes.reserve(expected);
        sets.reserve(expected);
        places.reserve(expected);
    }
    void record(const ScannedRecord &record) override
    {
        hashes.push_back(recordHash(record.owner, record.type, record.ttl, record.rdata));
        sets.push_back(setNumber(record.owner, record.type));
        if (record.type == rrtype::soa && !serial)
            serial = ZoneFile::serialIn({{}, record.type, 0, record.rdata.toByteArray(), {}, 0});
        if (!record.entry || record.entry->end > qsizetype(UINT32_MAX)) {
            placed = false; // from elsewhere: they are found by reading all again
            return;
        }
        const quint32 begin = quint32(record.entry->begin);
        if (!record.entry->indented)
            m_owner = begin;
        if (contexts.empty() || !contexts.back().origin.isSharedWith(record.origin))
            contexts.push_back({begin, record.origin});
        places.push_back({begin, m_owner, record.ttl, record.line});
    }
    void fault(const Error &error) override
    {
        faults.append(error);
        placed = false; // it may have named the records behind it
    }

    struct Place
    {
        quint32 begin; // of its entry
        quint32 owner; // of the entry that names it
        quint32 ttl;
        int line;
    };
    struct Context // from a place in the file on
    {
        quint32 begin;
        QByteArray origin;
    };
    // Of an entry that a place names.
    QByteArrayView originAt(quint32 begin) const { return std::prev(std::ranges::upper_bound(contexts, begin, {}, &Context::begin))->origin; }
    LongTable<XXH128_hash_t> hashes;
    LongTable<quint32> sets;
    LongTable<Place> places;
    std::vector<Context> contexts;
    bool placed = true;
    std::optional<quint32> serial;
    QList<Error> faults;

private:
    quint32 m_owner = 0;
};

// Whether a number is one of many.
class SetFilter
{
public:
    explicit SetFilter(const std::vector<quint32> &sets) : m_sets(sets) // sorted
    {
        for (const quint32 set : sets)
            m_maybe[set >> 16] = true;
    }
    bool has(quint32 set) const { return m_maybe[set >> 16] && std::ranges::binary_search(m_sets, set); }

private:
    const std::vector<quint32> &m_sets;
    std::vector<bool> m_maybe = std::vector<bool>(1 << 16);
};

// The records of chosen RRsets.
class Chosen : public ZoneSink
{
public:
    explicit Chosen(const std::vector<quint32> &sets) : m_filter(sets) {}
    bool wantsData(QByteArrayView owner, int type) override { return m_wanted = m_filter.has(setNumber(owner, type)); }
    void record(const ScannedRecord &record) override
    {
        if (m_wanted)
            records.append({record.owner.toByteArray(), record.type, record.ttl, record.rdata.toByteArray(), record.file, record.line});
    }

    QList<Record> records;

private:
    SetFilter m_filter;
    bool m_wanted = false;
};

// How often each record stands on one side more than on the other.
class Balance
{
public:
    explicit Balance(size_t most)
    {
        size_t size = 64;
        while (size < 2 * most)
            size *= 2;
        m_places.resize(size);
    }
    void add(const Numbers &side, const std::vector<quint32> &indices, int count)
    {
        for (size_t i = 0; i < indices.size(); ++i) {
            if (i + ahead < indices.size())
                __builtin_prefetch(&m_places[slot(side.hashes[indices[i + ahead]])]);
            Place &place = find(side.hashes[indices[i]]);
            place.hash = side.hashes[indices[i]];
            place.set = side.sets[indices[i]];
            place.used = true;
            place.count += count;
        }
    }
    // Of records that are not as often here as there, sorted.
    std::vector<quint32> unevenSets() const
    {
        std::vector<quint32> sets;
        for (const Place &place : m_places) {
            if (place.count != 0)
                sets.push_back(place.set);
        }
        std::ranges::sort(sets);
        sets.erase(std::ranges::unique(sets).begin(), sets.end());
        return sets;
    }

private:
    struct Place
    {
        XXH128_hash_t hash{};
        quint32 set = 0;
        int count : 31 = 0;
        bool used : 1 = false;
    };
    size_t slot(const XXH128_hash_t &hash) const { return hash.low64 & (m_places.size() - 1); }
    Place &find(const XXH128_hash_t &hash)
    {
        size_t at = slot(hash);
        while (m_places[at].used && !(m_places[at].hash == hash))
            at = (at + 1) & (m_places.size() - 1);
        return m_places[at];
    }
    LongTable<Place> m_places;
};

// Indices of the records that are not beside an equal one when both files are read in step: all that differ, and those that
// stand elsewhere.
class Apart
{
public:
    Apart(const LongTable<XXH128_hash_t> &before, const LongTable<XXH128_hash_t> &after) : m_left(before), m_right(after) { run(); }
    std::vector<quint32> left;
    std::vector<quint32> right;

private:
    using Hashes = LongTable<XXH128_hash_t>;
    using Marks = QHash<quint64, quint32>;

    void run()
    {
        while (m_i < m_left.size() && m_j < m_right.size()) {
            if (m_left[m_i] == m_right[m_j]) {
                ++m_i;
                ++m_j;
            } else if (!closeBy()) {
                findStep();
            }
        }
        pass(m_left.size() - m_i, m_right.size() - m_j);
    }
    void pass(size_t gone, size_t come)
    {
        for (; gone > 0; --gone)
            left.push_back(quint32(m_i++));
        for (; come > 0; --come)
            right.push_back(quint32(m_j++));
    }
    // A few records changed, came or went.
    bool closeBy()
    {
        for (size_t k = 1; k <= window; ++k) {
            const bool leftHas = m_i + k < m_left.size();
            const bool rightHas = m_j + k < m_right.size();
            if (leftHas && rightHas && m_left[m_i + k] == m_right[m_j + k])
                return pass(k, k), true;
            if (leftHas && m_left[m_i + k] == m_right[m_j])
                return pass(k, 0), true;
            if (rightHas && m_left[m_i] == m_right[m_j + k])
                return pass(0, k), true;
        }
        return false;
    }
    static Marks marksOf(const Hashes &side)
    {
        Marks marks;
        marks.reserve(qsizetype(side.size() / samples));
        for (size_t i = 0; i < side.size(); ++i) {
            if ((side[i].low64 & samples) == 0)
                marks.insert(side[i].low64, quint32(i));
        }
        return marks;
    }
    // The next record of one side that is a mark, and where the other has it, behind `other`.
    struct Meeting
    {
        size_t here;
        size_t there;
        bool found;
    };
    static Meeting meeting(const Hashes &side, size_t from, const Hashes &otherSide, size_t other, const Marks &otherMarks)
    {
        size_t at = from;
        while (at < side.size() && (side[at].low64 & samples) != 0)
            ++at;
        const auto place = at < side.size() ? otherMarks.constFind(side[at].low64) : otherMarks.constEnd();
        const bool found = place != otherMarks.constEnd() && *place >= other && otherSide[*place] == side[at];
        return {at, found ? *place : 0, found};
    }
    // A block was moved: goes on where both sides meet again with the least passed over.
    void findStep()
    {
        if (!std::exchange(m_marked, true)) {
            m_leftMarks = marksOf(m_left);
            m_rightMarks = marksOf(m_right);
        }
        const Meeting fromLeft = meeting(m_left, m_i, m_right, m_j, m_rightMarks);
        const Meeting fromRight = meeting(m_right, m_j, m_left, m_i, m_leftMarks);
        if (!fromLeft.found && !fromRight.found)
            return pass(std::min(fromLeft.here + 1, m_left.size()) - m_i, std::min(fromRight.here + 1, m_right.size()) - m_j);
        const bool useLeft = fromLeft.found && (!fromRight.found || fromLeft.there - m_j <= fromRight.there - m_i);
        size_t i = useLeft ? fromLeft.here : fromRight.there;
        size_t j = useLeft ? fromLeft.there : fromRight.here;
        while (i > m_i && j > m_j && m_left[i - 1] == m_right[j - 1]) {
            --i;
            --j;
        }
        pass(i - m_i, j - m_j);
    }

    const Hashes &m_left;
    const Hashes &m_right;
    size_t m_i = 0;
    size_t m_j = 0;
    bool m_marked = false;
    Marks m_leftMarks;
    Marks m_rightMarks;
};

// The RRsets in which something differs, sorted.
std::vector<quint32> differingSets(const Numbers &before, const Numbers &after)
{
    const Apart both(before.hashes, after.hashes);
    Balance balance(both.left.size() + both.right.size());
    balance.add(before, both.left, 1);
    balance.add(after, both.right, -1);
    return balance.unevenSets();
}

// The records of the RRsets in `sets`: read where they stand when that is known, otherwise by reading all again.
QList<Record> recordsOf(const QByteArray &origin, const ZoneText &side, const Numbers &numbers, const std::vector<quint32> &sets)
{
    if (!numbers.placed) {
        Chosen chosen(sets);
        ZoneScanner(origin, chosen, side.reader).scan(side.path, side.text);
        return chosen.records;
    }
    QList<Record> records;
    const SetFilter wanted(sets);
    WireBuffer data;
    ZoneEntry entry;
    for (size_t i = 0; i < numbers.sets.size(); ++i) {
        if (!wanted.has(numbers.sets[i]))
            continue;
        const Numbers::Place &place = numbers.places[i];
        ZoneContext context;
        ReadRecord read;
        if (place.owner != place.begin) {
            ZoneLexer(side.text, place.owner).next(entry);
            context.owner.read(entry.word(0, side.text), numbers.originAt(place.owner));
        }
        context.origin = WireName(numbers.originAt(place.begin));
        ZoneLexer(side.text, place.begin, place.line).next(entry);
        data.clear();
        if (readHead(side.text, entry, context, read) || readData(side.text, entry, context, read, data))
            continue; // it was read before, so this cannot be
        records.append({context.owner.view().toByteArray(), read.type, place.ttl, data.copy(), side.path, place.line});
    }
    return records;
}

bool includes(QByteArrayView text)
{
    for (qsizetype at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
        if (text.sliced(at).size() > 8 && text.sliced(at + 1, 7).compare("INCLUDE", Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

// Each side in a thread of its own, when neither asks a reader for a file.
template <class Left, class Right> void atOnce(bool alone, Left left, Right right)
{
    if (alone) {
        left();
        right();
        return;
    }
    std::jthread other(left);
    right();
}

} // namespace

ZoneTextDifference zoneTextDiff(const QByteArray &origin, const ZoneText &before, const ZoneText &after)
{
    const bool alone = before.text.size() + after.text.size() < worthThreads || includes(before.text) || includes(after.text);
    Numbers left(before.text.size());
    Numbers right(after.text.size());
    const auto number = [&origin](const ZoneText &side, Numbers &numbers) { ZoneScanner(origin, numbers, side.reader).scan(side.path, side.text); };
    atOnce(alone, [&] { number(before, left); }, [&] { number(after, right); });
    ZoneTextDifference result{{}, left.serial, right.serial, left.faults, right.faults};
    const std::vector<quint32> sets = differingSets(left, right);
    if (sets.empty())
        return result;
    QList<Record> leftRecords;
    QList<Record> rightRecords;
    atOnce(alone, [&] { leftRecords = recordsOf(origin, before, left, sets); }, [&] { rightRecords = recordsOf(origin, after, right, sets); });
    result.records = zoneDiff(leftRecords, rightRecords);
    return result;
}

} // namespace lockstep
