// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recorddiff.h"

#include "core/zone/hashtable.h"
#include "core/zone/rrtypes.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"

#include <QRandomGenerator>

#include <algorithm>
#include <thread>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype bytesOfRecord = 44; // in a zone of hosts, for a first guess
constexpr size_t recordsOfPart = 32;
constexpr qsizetype worthThreads = 1 << 18;

// How two zones are numbered. RRsets lie on shelves by their numbers, about sixteen records on each; two RRsets may share a
// number: then one is read again for nothing.
class Numbering
{
public:
    explicit Numbering(qsizetype bytes)
    {
        for (qsizetype records = bytes / bytesOfRecord / 16; records > 1 && m_bits < 16; records /= 2)
            ++m_bits;
    }
    quint32 set(QByteArrayView owner, int type) const
    {
        return quint32(XXH3_64bits_withSeed(owner.data(), size_t(owner.size()), seed() + quint64(type)) >> 32);
    }
    size_t shelf(quint32 set) const { return set >> (32 - m_bits); }
    size_t shelves() const { return size_t(1) << m_bits; }
    static quint64 seed()
    {
        static const quint64 once = QRandomGenerator::system()->generate64();
        return once;
    }

private:
    int m_bits = 4;
};

// One zone as numbers, in the order of its file. Every shelf has the sum of its records: where it is the same for two zones,
// they hold the same.
class Numbers : public ZoneSink
{
public:
    Numbers(qsizetype bytes, const Numbering &numbering) : sums(numbering.shelves()), m_numbering(numbering), m_seed(Numbering::seed())
    {
        const size_t expected = size_t(bytes / bytesOfRecord);
        hashes.reserve(expected);
        sets.reserve(expected);
    }
    // While its data are read, the shelf comes from memory.
    bool wantsData(QByteArrayView owner, int type) override
    {
        m_set = m_numbering.set(owner, type);
        __builtin_prefetch(&sums[m_numbering.shelf(m_set)], 1);
        return true;
    }
    void record(const ScannedRecord &record) override
    {
        if (record.entry && (parts.empty() || hashes.size() - parts.back().first >= recordsOfPart))
            parts.push_back({ScanMark(record), hashes.size()});
        const XXH128_hash_t hash = recordHash(record.owner, record.type, record.ttl, record.rdata, m_seed);
        sums[m_numbering.shelf(m_set)].add(hash);
        hashes.push_back(hash.low64);
        sets.push_back(m_set);
        if (record.type == rrtype::soa && !serial)
            serial = ZoneFile::serialIn({{}, record.type, 0, record.rdata.toByteArray(), {}, 0});
    }
    void fault(const Error &error) override { faults.append(error); }

    // Of the text: what stands between two records that begin in it, and what they bring in.
    struct Part
    {
        ScanMark mark;
        size_t first; // index of its first record
    };
    LongTable<quint64> hashes;
    LongTable<quint32> sets;
    LongTable<ZoneChecksum> sums;
    std::vector<Part> parts;
    std::optional<quint32> serial;
    QList<Error> faults;

private:
    const Numbering &m_numbering;
    quint64 m_seed;
    quint32 m_set = 0; // of the record that is being read
};

// Some RRsets of many.
class SetFilter
{
public:
    SetFilter(const Numbering &numbering, std::vector<quint32> sets) : m_numbering(numbering), m_sets(std::move(sets)), m_shelves(numbering.shelves())
    {
        std::ranges::sort(m_sets);
        m_sets.erase(std::ranges::unique(m_sets).begin(), m_sets.end());
        for (const quint32 set : m_sets)
            m_shelves[numbering.shelf(set)] = true;
    }
    bool isEmpty() const { return m_sets.empty(); }
    bool has(quint32 set) const { return m_shelves[m_numbering.shelf(set)] && std::ranges::binary_search(m_sets, set); }
    bool has(QByteArrayView owner, int type) const { return has(m_numbering.set(owner, type)); }

private:
    const Numbering &m_numbering;
    std::vector<quint32> m_sets;
    std::vector<bool> m_shelves;
};

// The records of chosen RRsets.
class Chosen : public ZoneSink
{
public:
    explicit Chosen(const SetFilter &wanted) : m_filter(wanted) {}
    bool wantsData(QByteArrayView owner, int type) override { return m_wanted = m_filter.has(owner, type); }
    void record(const ScannedRecord &record) override
    {
        if (m_wanted)
            records.append({record.owner.toByteArray(), record.type, record.ttl, record.rdata.toByteArray(), record.file, record.line});
    }

    QList<Record> records;

private:
    const SetFilter &m_filter;
    bool m_wanted = false;
};

// How often a record stands on one side more than on the other.
struct Balance
{
    quint64 key = 0;
    quint32 set = 0;
    int count = 0;
};

// The RRsets in which something differs.
SetFilter differingSets(const Numbering &numbering, const Numbers &before, const Numbers &after)
{
    std::vector<bool> uneven(numbering.shelves());
    size_t some = 0;
    for (size_t i = 0; i < uneven.size(); ++i) {
        uneven[i] = before.sums[i] != after.sums[i];
        some += uneven[i] ? 1 : 0;
    }
    std::vector<quint32> sets;
    if (some > 0) {
        HashTable<Balance> balances((before.sets.size() + after.sets.size()) / uneven.size() * some / 2);
        const auto weigh = [&](const Numbers &side, int count) {
            for (size_t i = 0; i < side.sets.size(); ++i) {
                if (!uneven[numbering.shelf(side.sets[i])])
                    continue;
                Balance &balance = balances.at(side.hashes[i]);
                balance.set = side.sets[i];
                balance.count += count;
            }
        };
        weigh(before, 1);
        weigh(after, -1);
        balances.each([&](const Balance &one) {
            if (one.count != 0)
                sets.push_back(one.set);
        });
    }
    return {numbering, std::move(sets)};
}

// The records of the RRsets in `wanted`: only the parts that hold one are read again.
QList<Record> recordsOf(const QByteArray &origin, const ZoneText &side, const Numbers &numbers, const SetFilter &wanted)
{
    Chosen chosen(wanted);
    const std::vector<Numbers::Part> &parts = numbers.parts;
    const auto anyOf = [&](size_t from, size_t to) {
        return std::any_of(numbers.sets.begin() + qsizetype(from), numbers.sets.begin() + qsizetype(to),
                           [&](quint32 set) { return wanted.has(set); });
    };
    if (anyOf(0, parts.empty() ? numbers.sets.size() : parts.front().first)) { // in what is brought in before the first of its own
        ZoneScanner(origin, chosen, side.reader).scan(side.path, side.text);
        return chosen.records;
    }
    ZoneScanner scanner(origin, chosen, side.reader);
    for (size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (anyOf(parts[i].first, last ? numbers.sets.size() : parts[i + 1].first))
            scanner.scan(side.path, side.text, parts[i].mark, last ? side.text.size() : parts[i + 1].mark.begin);
    }
    return chosen.records;
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
    const Numbering numbering(std::max(before.text.size(), after.text.size()));
    Numbers left(before.text.size(), numbering);
    Numbers right(after.text.size(), numbering);
    const auto number = [&origin](const ZoneText &side, Numbers &numbers) { ZoneScanner(origin, numbers, side.reader).scan(side.path, side.text); };
    atOnce(alone, [&] { number(before, left); }, [&] { number(after, right); });
    ZoneTextDifference result{{}, left.serial, right.serial, left.faults, right.faults};
    const SetFilter wanted = differingSets(numbering, left, right);
    if (wanted.isEmpty())
        return result;
    QList<Record> leftRecords;
    QList<Record> rightRecords;
    atOnce(alone, [&] { leftRecords = recordsOf(origin, before, left, wanted); }, [&] { rightRecords = recordsOf(origin, after, right, wanted); });
    result.records = zoneDiff(leftRecords, rightRecords);
    return result;
}

} // namespace lockstep
