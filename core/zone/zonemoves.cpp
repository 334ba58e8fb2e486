// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonemoves.h"

#include "core/zone/zonechecksum.h"

#include <algorithm>
#include <tuple>

namespace lockstep {

namespace {

quint64 setNumber(QByteArrayView owner, int type) { return XXH3_64bits_withSeed(owner.data(), size_t(owner.size()), quint64(type)); }

// Files by number, the same for both sides; 0 is the first file of each.
using FileNumbers = QHash<QString, int>;

class SideFiles
{
public:
    SideFiles(const QString &first, FileNumbers &numbers) : m_first(first), m_numbers(numbers), m_last(first) {}
    int numberOf(const QString &file)
    {
        // Records that follow each other share the name of their file.
        if (file.constData() == m_last.constData() && file.size() == m_last.size())
            return m_number;
        m_last = file;
        int &number = file == m_first ? m_zero : m_numbers[file];
        if (number == 0 && file != m_first)
            number = int(m_numbers.size());
        return m_number = number;
    }

private:
    const QString m_first;
    FileNumbers &m_numbers;
    QString m_last;
    int m_number = 0;
    int m_zero = 0;
};

// What a scan of one side is told; data are not asked for.
class SetSink : public ZoneSink
{
public:
    explicit SetSink(const SideFiles &files) : m_files(files) {}
    bool wantsData(QByteArrayView owner, int type) override
    {
        Q_UNUSED(owner)
        Q_UNUSED(type)
        return false;
    }
    void record(const ScannedRecord &record) override { met(setNumber(record.owner, record.type), size_t(m_files.numberOf(record.file))); }

protected:
    virtual void met(quint64 set, size_t file) = 0;

private:
    SideFiles m_files;
};

// A number for each file: the RRsets of its records, each as often as it has records there, in whatever order.
class SumsByFile : public SetSink
{
public:
    using SetSink::SetSink;
    std::vector<quint64> sums;

protected:
    void met(quint64 set, size_t file) override
    {
        sums.resize(std::max(sums.size(), file + 1));
        sums[file] += set;
    }
};

// RRsets in some files, with how many records more there are afterwards.
struct SetCount
{
    quint64 set;
    size_t file;
    int more;
};

class SetsByFile : public SetSink
{
public:
    SetsByFile(const SideFiles &files, const std::vector<bool> &wanted, int one, std::vector<SetCount> &counts)
        : SetSink(files), m_wanted(wanted), m_one(one), m_counts(counts)
    {
    }

protected:
    void met(quint64 set, size_t file) override
    {
        if (file < m_wanted.size() && m_wanted[file])
            m_counts.push_back({set, file, m_one});
    }

private:
    const std::vector<bool> &m_wanted;
    int m_one;
    std::vector<SetCount> &m_counts;
};

// RRsets that have more in one file and less in another, sorted.
std::vector<quint64> movedSets(std::vector<SetCount> &counts)
{
    std::ranges::sort(counts, [](const SetCount &a, const SetCount &b) { return std::tie(a.set, a.file) < std::tie(b.set, b.file); });
    std::vector<quint64> sets;
    for (size_t i = 0; i < counts.size();) {
        const quint64 set = counts[i].set;
        bool lost = false;
        bool got = false;
        while (i < counts.size() && counts[i].set == set) {
            int sum = 0;
            for (const size_t file = counts[i].file; i < counts.size() && counts[i].set == set && counts[i].file == file; ++i)
                sum += counts[i].more;
            lost = lost || sum < 0;
            got = got || sum > 0;
        }
        if (lost && got)
            sets.push_back(set);
    }
    return sets;
}

// The records of those RRsets.
class MovedSets : public ZoneSink
{
public:
    struct Place
    {
        XXH128_hash_t hash;
        int part;
        Record record;
    };
    MovedSets(const SideFiles &files, const std::vector<quint64> &sets) : m_files(files), m_sets(sets) {}
    bool wantsData(QByteArrayView owner, int type) override { return m_wanted = std::ranges::binary_search(m_sets, setNumber(owner, type)); }
    void record(const ScannedRecord &record) override
    {
        if (!m_wanted)
            return;
        places.push_back({recordHash(record.owner, record.type, record.ttl, record.rdata),
                          m_files.numberOf(record.file),
                          {record.owner.toByteArray(), record.type, record.ttl, record.rdata.toByteArray(), record.file, record.line}});
    }

    // In the order of records, then files; equal ones as they stand.
    void sort()
    {
        std::ranges::stable_sort(places, [](const Place &a, const Place &b) {
            return std::tie(a.hash.high64, a.hash.low64, a.part) < std::tie(b.hash.high64, b.hash.low64, b.part);
        });
    }

    std::vector<Place> places;

private:
    SideFiles m_files;
    const std::vector<quint64> &m_sets;
    bool m_wanted = false;
};

bool isSame(const XXH128_hash_t &a, const XXH128_hash_t &b) { return a.low64 == b.low64 && a.high64 == b.high64; }

using Places = std::vector<MovedSets::Place>;

// Of one record, [i, iEnd) before and [j, jEnd) after, sorted by file: what is in the same file stays, the rest is paired.
void pairUp(const Places &left, size_t i, size_t iEnd, const Places &right, size_t j, size_t jEnd, QList<RecordMove> &moves)
{
    std::vector<size_t> gone;
    std::vector<size_t> come;
    while (i < iEnd || j < jEnd) {
        if (i < iEnd && j < jEnd && left[i].part == right[j].part) {
            ++i;
            ++j;
        } else if (j == jEnd || (i < iEnd && left[i].part < right[j].part)) {
            gone.push_back(i++);
        } else {
            come.push_back(j++);
        }
    }
    for (size_t k = 0; k < std::min(gone.size(), come.size()); ++k)
        moves.append({right[come[k]].record, {left[gone[k]].record.file, left[gone[k]].record.line}});
}

} // namespace

QList<RecordMove> recordMoves(const QByteArray &origin, const ChangedParts &changed, ZoneParts &before, ZoneParts &after)
{
    if (changed.parts.size() < 2)
        return {};
    const auto scan = [&origin](ZoneParts &parts, ZoneSink &sink) {
        const ZoneText zone = parts.text();
        ZoneScanner(origin, sink, zone.reader).scan(zone.path, zone.text);
    };
    FileNumbers numbers;
    const SideFiles filesBefore(before.text().path, numbers);
    const SideFiles filesAfter(after.text().path, numbers);
    SumsByFile sumsBefore(filesBefore);
    SumsByFile sumsAfter(filesAfter);
    scan(before, sumsBefore);
    scan(after, sumsAfter);
    const size_t files = size_t(numbers.size()) + 1;
    sumsBefore.sums.resize(files);
    sumsAfter.sums.resize(files);
    std::vector<bool> apart(files);
    for (size_t i = 0; i < files; ++i)
        apart[i] = sumsBefore.sums[i] != sumsAfter.sums[i];
    if (std::ranges::count(apart, true) < 2)
        return {};
    std::vector<SetCount> counts;
    SetsByFile countBefore(filesBefore, apart, -1, counts);
    SetsByFile countAfter(filesAfter, apart, 1, counts);
    scan(before, countBefore);
    scan(after, countAfter);
    const std::vector<quint64> sets = movedSets(counts);
    if (sets.empty())
        return {};
    MovedSets left(filesBefore, sets);
    MovedSets right(filesAfter, sets);
    scan(before, left);
    scan(after, right);
    left.sort();
    right.sort();
    QList<RecordMove> moves;
    for (size_t i = 0, j = 0; i < left.places.size() && j < right.places.size();) {
        const XXH128_hash_t hash = left.places[i].hash;
        const auto endOf = [&hash](const Places &places, size_t from) {
            while (from < places.size() && isSame(places[from].hash, hash))
                ++from;
            return from;
        };
        const XXH128_hash_t &other = right.places[j].hash;
        const bool behind = std::tie(other.high64, other.low64) < std::tie(hash.high64, hash.low64);
        const size_t iEnd = behind ? i : endOf(left.places, i);
        const size_t jEnd = behind ? j + 1 : endOf(right.places, j);
        if (!behind)
            pairUp(left.places, i, iEnd, right.places, j, jEnd, moves);
        i = iEnd;
        j = jEnd;
    }
    std::ranges::sort(moves, [](const RecordMove &a, const RecordMove &b) {
        return std::tie(a.record.file, a.record.line, a.record.owner, a.record.type, a.record.rdata) <
               std::tie(b.record.file, b.record.line, b.record.owner, b.record.type, b.record.rdata);
    });
    return moves;
}

} // namespace lockstep
