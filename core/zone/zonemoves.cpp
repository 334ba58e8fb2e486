// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonemoves.h"

#include "core/zone/zonechecksum.h"

#include <algorithm>
#include <tuple>

namespace lockstep {

namespace {

quint64 setNumber(QByteArrayView owner, int type) { return XXH3_64bits_withSeed(owner.data(), size_t(owner.size()), quint64(type)); }

// Tells which records of a scan stand in a changed place of a changed file, as far as their lines reach.
class ChangedPlaces
{
public:
    ChangedPlaces(const ChangedParts &changed, bool isBefore)
        : m_changed(changed), m_isBefore(isBefore), m_part(isBefore ? changed.indexBefore({}) : changed.indexAfter({}))
    {
    }

    // The file's index; -1 for a record that stands where nothing changed.
    int partOf(const ScannedRecord &record)
    {
        if (record.file.constData() != m_file.constData()) {
            m_file = record.file;
            m_part = m_isBefore ? m_changed.indexBefore(record.file) : m_changed.indexAfter(record.file);
        }
        if (m_part < 0)
            return -1;
        const ChangedPart &part = m_changed.parts[size_t(m_part)];
        const qsizetype line = record.line - 1;
        const auto next = std::ranges::upper_bound(part.hunks, line, {}, [this](const Hunk &one) { return end(one); });
        return next != part.hunks.end() && begin(*next) <= lastLine(part, line, begin(*next)) ? m_part : -1;
    }

private:
    qsizetype begin(const Hunk &hunk) const { return m_isBefore ? hunk.left : hunk.right; }
    qsizetype end(const Hunk &hunk) const { return begin(hunk) + (m_isBefore ? hunk.leftCount : hunk.rightCount); }
    // Of the record that begins in a line, when it may reach as far as `wanted`.
    qsizetype lastLine(const ChangedPart &part, qsizetype line, qsizetype wanted)
    {
        const LineTable &lines = m_isBefore ? part.before : part.after;
        if (wanted <= line || wanted - line > longestRecord || !lines.line(line).contains('('))
            return line;
        const QByteArrayView text = lines.lines(line, std::min(longestRecord, lines.count() - line));
        ZoneLexer(text).next(m_entry);
        return line + text.first(m_entry.end).count('\n') - 1;
    }
    static constexpr qsizetype longestRecord = 1000; // in lines

    const ChangedParts &m_changed;
    bool m_isBefore;
    QString m_file;
    int m_part; // of m_file
    ZoneEntry m_entry;
};

// How often each RRset has a record in a file on one side more than on the other.
class SetsByFile : public ZoneSink
{
public:
    struct Count
    {
        quint64 set;
        int part;
        int more;
    };
    explicit SetsByFile(const ChangedParts &changed) : m_changed(changed) {}
    void begin(bool isBefore)
    {
        m_places.emplace(m_changed, isBefore);
        m_one = isBefore ? -1 : 1;
    }
    bool wantsData(QByteArrayView owner, int type) override
    {
        Q_UNUSED(owner)
        Q_UNUSED(type)
        return false;
    }
    void record(const ScannedRecord &record) override
    {
        if (const int part = m_places->partOf(record); part >= 0)
            m_counts.push_back({setNumber(record.owner, record.type), part, m_one});
    }

    // RRsets that have more in one file and less in another, sorted.
    std::vector<quint64> moved()
    {
        std::ranges::sort(m_counts, [](const Count &a, const Count &b) { return std::tie(a.set, a.part) < std::tie(b.set, b.part); });
        std::vector<quint64> sets;
        for (size_t i = 0; i < m_counts.size();) {
            const quint64 set = m_counts[i].set;
            bool lost = false;
            bool got = false;
            while (i < m_counts.size() && m_counts[i].set == set) {
                int sum = 0;
                for (const int part = m_counts[i].part; i < m_counts.size() && m_counts[i].set == set && m_counts[i].part == part; ++i)
                    sum += m_counts[i].more;
                lost = lost || sum < 0;
                got = got || sum > 0;
            }
            if (lost && got)
                sets.push_back(set);
        }
        return sets;
    }

private:
    const ChangedParts &m_changed;
    std::optional<ChangedPlaces> m_places;
    int m_one = -1;
    std::vector<Count> m_counts;
};

// The records of those RRsets in changed places.
class MovedSets : public ZoneSink
{
public:
    struct Place
    {
        XXH128_hash_t hash;
        int part;
        Record record;
    };
    MovedSets(const ChangedParts &changed, bool isBefore, const std::vector<quint64> &sets) : m_places(changed, isBefore), m_sets(sets) {}
    bool wantsData(QByteArrayView owner, int type) override { return m_wanted = std::ranges::binary_search(m_sets, setNumber(owner, type)); }
    void record(const ScannedRecord &record) override
    {
        const int part = m_wanted ? m_places.partOf(record) : -1;
        if (part < 0)
            return;
        places.push_back({recordHash(record.owner, record.type, record.ttl, record.rdata),
                          part,
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
    ChangedPlaces m_places;
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
    SetsByFile counts(changed);
    counts.begin(true);
    scan(before, counts);
    counts.begin(false);
    scan(after, counts);
    const std::vector<quint64> sets = counts.moved();
    if (sets.empty())
        return {};
    MovedSets left(changed, true, sets);
    MovedSets right(changed, false, sets);
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
