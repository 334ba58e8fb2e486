// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/rrtypes.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"

#include "core/base/hugepages.h"

#include <QRandomGenerator>

#include <algorithm>
#include <vector>

namespace lockstep {

// How two zones are numbered. RRsets lie on shelves by their numbers, about sixteen records on each; two RRsets may share a
// number: then one is read again for nothing.
class Numbering
{
public:
    static constexpr qsizetype bytesOfRecord = 44; // in a zone of hosts, for a first guess
    static constexpr qsizetype mostGuessed = 1 << 24;

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

// A stretch of a text whose ends are wanted as marks: those of the first records that begin in it, and of all that begin close
// before its end.
struct MarkedSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

// One zone as numbers, in the order of its file. On request every shelf has the sum of its records: where it is the same for
// two zones, they hold the same.
class Numbers : public ZoneSink
{
public:
    Numbers(qsizetype bytes, const Numbering &numbering, size_t shelves) : sums(shelves), m_numbering(numbering), m_seed(Numbering::seed())
    {
        const size_t expected = size_t(std::min(bytes / Numbering::bytesOfRecord, Numbering::mostGuessed));
        hashes.reserve(expected);
        sets.reserve(expected);
    }
    static constexpr int marksOfBegin = 3;
    // In the order of the text.
    void mark(std::vector<MarkedSpan> spans)
    {
        m_spans = std::move(spans);
        parts.reserve(hashes.capacity() / recordsOfPart + m_spans.size() * (marksOfBegin + 3));
    }

    // While its data are read, the shelf comes from memory.
    bool wantsData(QByteArrayView owner, int type) override
    {
        m_set = m_numbering.set(owner, type);
        if (!sums.empty())
            __builtin_prefetch(&sums[m_numbering.shelf(m_set)], 1);
        return true;
    }
    void record(const ScannedRecord &record) override
    {
        if (record.entry && (isMarked(record.part + record.entry->begin) || parts.empty() || hashes.size() - parts.back().first >= recordsOfPart))
            parts.push_back({ScanMark(record), hashes.size()});
        const XXH128_hash_t hash = recordHash(record.owner, record.type, record.ttl, record.rdata, m_seed);
        if (!sums.empty())
            sums[m_numbering.shelf(m_set)].add(hash);
        if (record.type == rrtype::soa && !serial) {
            serial = ZoneFile::serialIn({{}, record.type, 0, record.rdata.toByteArray(), {}, 0});
            serialAt = hashes.size();
        }
        hashes.push_back(hash.low64);
        sets.push_back(m_set);
    }
    void fault(const Error &error) override { faults.append(error); }
    void included(const QString &) override { includes = true; }
    // Takes back what was read from that part on.
    void cut(size_t part)
    {
        const size_t first = parts[part].first;
        hashes.resize(first);
        sets.resize(first);
        parts.erase(parts.begin() + qsizetype(part), parts.end());
        if (serialAt >= first)
            serial.reset();
    }

    // Of the text: what stands between two records that begin in it, and what they bring in.
    struct Part
    {
        ScanMark mark;
        size_t first; // index of its first record
    };
    LongTable<quint64> hashes;
    LongTable<quint32> sets;
    LongTable<ZoneChecksum> sums;
    LongTable<Part> parts;
    std::optional<quint32> serial;
    size_t serialAt = 0; // index of the record that has it
    QList<Error> faults;
    bool includes = false; // other files

private:
    static constexpr size_t recordsOfPart = 32;
    static constexpr qsizetype close = 80;

    bool isMarked(qsizetype begin)
    {
        for (; m_span < m_spans.size() && begin > m_spans[m_span].end; ++m_span)
            m_begun = 0;
        if (m_span == m_spans.size() || begin < m_spans[m_span].begin)
            return false;
        return m_begun++ < marksOfBegin || m_spans[m_span].end - begin <= close;
    }

    const Numbering &m_numbering;
    quint64 m_seed;
    quint32 m_set = 0; // of the record that is being read
    std::vector<MarkedSpan> m_spans;
    size_t m_span = 0;
    int m_begun = 0; // records that begin in it
};

} // namespace lockstep
