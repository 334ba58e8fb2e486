// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recorddiff.h"

#include "core/zone/hashtable.h"
#include "core/zone/sharednumbers.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype worthThreads = 1 << 18;

// Some RRsets of many.
class SetFilter
{
public:
    SetFilter(const Numbering &numbering, std::vector<quint32> sets)
        : m_numbering(numbering), m_sets(std::move(sets)), m_maybe(m_sets.empty() ? 0 : 1 << bits)
    {
        std::ranges::sort(m_sets);
        m_sets.erase(std::ranges::unique(m_sets).begin(), m_sets.end());
        for (const quint32 set : m_sets)
            m_maybe[set >> (32 - bits)] = true;
    }
    bool isEmpty() const { return m_sets.empty(); }
    bool has(quint32 set) const { return m_maybe[set >> (32 - bits)] && std::ranges::binary_search(m_sets, set); }
    bool has(QByteArrayView owner, int type) const { return has(m_numbering.set(owner, type)); }

private:
    static constexpr int bits = 20; // so that most of those that are not meant need no search
    const Numbering &m_numbering;
    std::vector<quint32> m_sets;
    std::vector<bool> m_maybe;
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

// Weighs the records of two zones against each other.
class Balances
{
public:
    explicit Balances(size_t expected) : m_table(expected) {}
    void weigh(const Numbers &side, size_t record, int count)
    {
        Balance &balance = m_table.at(side.hashes[record]);
        balance.set = side.sets[record];
        balance.count += count;
    }
    // The RRsets in which something differs.
    SetFilter uneven(const Numbering &numbering) const
    {
        std::vector<quint32> sets;
        m_table.each([&](const Balance &one) {
            if (one.count != 0)
                sets.push_back(one.set);
        });
        return {numbering, std::move(sets)};
    }

private:
    HashTable<Balance> m_table;
};

SetFilter differingSets(const Numbering &numbering, const SharedNumbers &zones)
{
    size_t count = 0;
    for (const SharedNumbers::Range &range : zones.ownBefore)
        count += range.end - range.begin;
    Balances balances(count);
    const auto weigh = [&](const Numbers &side, const std::vector<SharedNumbers::Range> &own, int sign) {
        for (const SharedNumbers::Range &range : own) {
            for (size_t i = range.begin; i < range.end; ++i)
                balances.weigh(side, i, sign);
        }
    };
    weigh(zones.before, zones.ownBefore, 1);
    weigh(zones.after, zones.ownAfter, -1);
    return balances.uneven(numbering);
}

SetFilter differingSets(const Numbering &numbering, const Numbers &before, const Numbers &after)
{
    std::vector<bool> uneven(numbering.shelves());
    size_t some = 0;
    for (size_t i = 0; i < uneven.size(); ++i) {
        uneven[i] = before.sums[i] != after.sums[i];
        some += uneven[i] ? 1 : 0;
    }
    if (some == 0)
        return {numbering, {}};
    Balances balances((before.sets.size() + after.sets.size()) / uneven.size() * some / 2);
    const auto weigh = [&](const Numbers &side, int sign) {
        for (size_t i = 0; i < side.sets.size(); ++i) {
            if (uneven[numbering.shelf(side.sets[i])])
                balances.weigh(side, i, sign);
        }
    };
    weigh(before, 1);
    weigh(after, -1);
    return balances.uneven(numbering);
}

// The records of the RRsets in `wanted`: only the parts that hold one are read again.
QList<Record> recordsOf(const QByteArray &origin, const ZoneSource &side, const Numbers &numbers, const SetFilter &wanted)
{
    Chosen chosen(wanted);
    const LongTable<Numbers::Part> &parts = numbers.parts;
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
            scanner.scan(side.path, side.text, parts[i].mark, last ? side.text.length() : parts[i + 1].mark.begin);
    }
    return chosen.records;
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
    WholeText left(before.text);
    WholeText right(after.text);
    return zoneTextDiff(origin, ZoneSource{before.path, left, before.reader}, ZoneSource{after.path, right, after.reader});
}

ZoneTextDifference zoneTextDiff(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after)
{
    const Numbering numbering(std::max(before.text.length(), after.text.length()));
    ZoneTextDifference result;
    const auto compare = [&](const Numbers &left, const Numbers &right, const SetFilter &wanted, bool alone) {
        result = {{}, left.serial, right.serial, left.faults, right.faults};
        if (wanted.isEmpty())
            return;
        QList<Record> leftRecords;
        QList<Record> rightRecords;
        atOnce(
            alone, [&] { leftRecords = recordsOf(origin, before, left, wanted); }, [&] { rightRecords = recordsOf(origin, after, right, wanted); });
        result.records = zoneDiff(leftRecords, rightRecords);
    };
    const bool small = before.text.length() + after.text.length() < worthThreads;
    // What is at hand of them tells most that have $INCLUDE.
    const bool includes = mayInclude(before.text.hold(0, 1)) || mayInclude(after.text.hold(0, 1));
    if (const std::optional<SharedNumbers> shared = includes ? std::nullopt : sharedNumbers(origin, before, after, numbering)) {
        compare(shared->before, shared->after, differingSets(numbering, *shared), small);
        return result;
    }
    const bool alone = small || includes || mayInclude(before.text) || mayInclude(after.text);
    Numbers left(before.text.length(), numbering, numbering.shelves());
    Numbers right(after.text.length(), numbering, numbering.shelves());
    const auto number = [&origin](const ZoneSource &side, Numbers &numbers) { ZoneScanner(origin, numbers, side.reader).scan(side.path, side.text); };
    atOnce(alone, [&] { number(before, left); }, [&] { number(after, right); });
    compare(left, right, differingSets(numbering, left, right), alone);
    return result;
}

} // namespace lockstep
