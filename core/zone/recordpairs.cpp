// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recordpairs.h"

#include "core/zone/rrtypes.h"
#include "core/zone/wire.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

namespace lockstep {

namespace {

constexpr size_t mostAtOnce = 16; // records of a side that are all held against each other
constexpr int fieldCost = 1024;   // likeness counts less than any field

// A record that has no partner yet, with its data in fields.
struct Single
{
    qsizetype index;
    QByteArray shown;
    QList<DataField> fields{};

    QByteArrayView field(qsizetype i) const { return QByteArrayView(shown).sliced(fields[i].span.begin, fields[i].span.end - fields[i].span.begin); }
};

// Fields that differ, when those in the middle belong together in order.
int fieldsApart(const Single &a, const Single &b)
{
    const qsizetype most = std::max(a.fields.size(), b.fields.size());
    const qsizetype least = std::min(a.fields.size(), b.fields.size());
    if (a.fields.size() == b.fields.size()) {
        int apart = 0;
        for (qsizetype i = 0; i < most; ++i)
            apart += a.field(i) != b.field(i);
        return apart;
    }
    qsizetype front = 0;
    while (front < least && a.field(front) == b.field(front))
        ++front;
    qsizetype back = 0;
    while (back < least - front && a.field(a.fields.size() - 1 - back) == b.field(b.fields.size() - 1 - back))
        ++back;
    return int(most - front - back);
}

// 0 for what has nothing in common, up to fieldCost - 1: bytes at both ends that are the same.
int likeness(QByteArrayView a, QByteArrayView b)
{
    const qsizetype least = std::min(a.size(), b.size());
    qsizetype front = 0;
    while (front < least && a[front] == b[front])
        ++front;
    qsizetype back = 0;
    while (back < least - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    return int((front + back) * (fieldCost - 1) / std::max<qsizetype>(1, std::max(a.size(), b.size())));
}

int cost(const Single &a, const Single &b) { return fieldsApart(a, b) * fieldCost - likeness(a.shown, b.shown); }

// The cheapest partners for all of the shorter side (Kuhn and Munkres, by shortest augmenting paths): for each column of
// `costs` its row, -1 for none. There are no more rows than columns.
std::vector<int> cheapest(const std::vector<std::vector<int>> &costs, size_t columns)
{
    const size_t rows = costs.size();
    std::vector<int> rowPrice(rows + 1);
    std::vector<int> columnPrice(columns + 1);
    std::vector<size_t> rowOf(columns + 1); // 0: none; rows and columns count from 1 here
    for (size_t row = 1; row <= rows; ++row) {
        std::vector<int> nearest(columns + 1, std::numeric_limits<int>::max());
        std::vector<size_t> from(columns + 1);
        std::vector<bool> done(columns + 1);
        size_t column = 0;
        rowOf[0] = row;
        do {
            done[column] = true;
            const size_t at = rowOf[column];
            int step = std::numeric_limits<int>::max();
            size_t next = 0;
            for (size_t j = 1; j <= columns; ++j) {
                if (done[j])
                    continue;
                const int price = costs[at - 1][j - 1] - rowPrice[at] - columnPrice[j];
                if (price < nearest[j]) {
                    nearest[j] = price;
                    from[j] = column;
                }
                if (nearest[j] < step) {
                    step = nearest[j];
                    next = j;
                }
            }
            for (size_t j = 0; j <= columns; ++j) {
                if (done[j]) {
                    rowPrice[rowOf[j]] += step;
                    columnPrice[j] -= step;
                } else {
                    nearest[j] -= step;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        for (; column != 0; column = from[column])
            rowOf[column] = rowOf[from[column]];
    }
    std::vector<int> result(columns, -1);
    for (size_t j = 1; j <= columns; ++j)
        result[j - 1] = int(rowOf[j]) - 1;
    return result;
}

class Pairing
{
public:
    explicit Pairing(MeaningRow &row) : m_row(row), m_before(size_t(row.before.size()), false), m_partner(size_t(row.after.size()), -1) {}

    void run()
    {
        if (m_row.records.isEmpty() && m_row.before.size() == 1 && m_row.after.size() == 1) { // as most are
            m_row.records = {pairOf(0, 0)};
            return;
        }
        QList<bool> settled(m_row.after.size(), false);
        for (const RecordPair &pair : std::as_const(m_row.records)) {
            if (pair.before >= 0)
                m_before[size_t(pair.before)] = true;
            if (pair.after >= 0)
                settled[pair.after] = true;
        }
        pairEqualData(settled);
        std::vector<qsizetype> left;
        std::vector<qsizetype> right;
        for (qsizetype i = 0; i < m_row.before.size(); ++i) {
            if (!m_before[size_t(i)])
                left.push_back(i);
        }
        for (qsizetype i = 0; i < m_row.after.size(); ++i) {
            if (!settled[i] && m_partner[size_t(i)] < 0)
                right.push_back(i);
        }
        if (!left.empty() && !right.empty())
            pairOthers(singles(m_row.before, left), singles(m_row.after, right));
        write(settled);
    }

private:
    static std::vector<Single> singles(const QList<Record> &records, const std::vector<qsizetype> &indices)
    {
        std::vector<Single> all;
        all.reserve(indices.size());
        for (const qsizetype i : indices) {
            Single one{i, rdataToText(records[i].type, records[i].rdata)};
            one.fields = dataFields(records[i].type, one.shown);
            if (records[i].type == rrtype::soa)
                one.fields.removeIf([](const DataField &field) { return field.name == "serial"; }); // it counts elsewhere
            all.push_back(std::move(one));
        }
        return all;
    }

    void take(qsizetype before, qsizetype after)
    {
        m_before[size_t(before)] = true;
        m_partner[size_t(after)] = before;
    }

    void pairEqualData(const QList<bool> &settled)
    {
        QHash<QByteArrayView, qsizetype> known;
        known.reserve(m_row.before.size());
        for (qsizetype i = 0; i < m_row.before.size(); ++i) {
            if (!m_before[size_t(i)])
                known.insert(m_row.before[i].rdata, i);
        }
        for (qsizetype i = 0; i < m_row.after.size(); ++i) {
            const auto found = known.constFind(m_row.after[i].rdata);
            if (!settled[i] && found != known.constEnd())
                take(*found, i);
        }
    }

    void pairOthers(std::vector<Single> left, std::vector<Single> right)
    {
        if (left.size() > mostAtOnce || right.size() > mostAtOnce)
            pairByOneField(left, right);
        // What is left of many goes in order, a part at a time.
        const size_t parts = std::max<size_t>(1, (std::max(left.size(), right.size()) + mostAtOnce - 1) / mostAtOnce);
        for (size_t part = 0; part < parts; ++part) {
            const auto piece = [part, parts](std::vector<Single> &side) {
                const size_t from = side.size() * part / parts;
                return std::span(side).subspan(from, side.size() * (part + 1) / parts - from);
            };
            pairAll(piece(left), piece(right));
        }
    }

    // Those that are the same but for one field find each other by the rest.
    void pairByOneField(std::vector<Single> &left, std::vector<Single> &right)
    {
        qsizetype most = 0;
        for (const Single &one : left)
            most = std::max(most, one.fields.size());
        for (qsizetype field = std::min<qsizetype>(most, 16) - 1; field >= 0; --field) { // the last ones tell most
            QHash<QByteArray, qsizetype> known;
            for (size_t i = 0; i < left.size(); ++i) {
                if (left[i].fields.size() > 1 && field < left[i].fields.size())
                    known.insert(without(left[i], field), qsizetype(i));
            }
            std::vector<bool> gone(left.size(), false);
            std::erase_if(right, [&](const Single &one) {
                if (one.fields.size() < 2 || field >= one.fields.size())
                    return false;
                const auto found = known.find(without(one, field));
                if (found == known.end())
                    return false;
                take(left[size_t(*found)].index, one.index);
                gone[size_t(*found)] = true;
                known.erase(found);
                return true;
            });
            std::vector<Single> rest;
            for (size_t i = 0; i < left.size(); ++i) {
                if (!gone[i])
                    rest.push_back(std::move(left[i]));
            }
            left = std::move(rest);
        }
    }

    static QByteArray without(const Single &one, qsizetype field)
    {
        QByteArray key = one.shown;
        const TextSpan span = one.fields[field].span;
        return key.replace(span.begin, span.end - span.begin, "\n");
    }

    void pairAll(std::span<Single> left, std::span<Single> right)
    {
        const bool turned = left.size() > right.size();
        const std::span<Single> few = turned ? right : left;
        const std::span<Single> many = turned ? left : right;
        if (few.empty())
            return;
        std::vector<std::vector<int>> costs(few.size(), std::vector<int>(many.size()));
        for (size_t i = 0; i < few.size(); ++i) {
            for (size_t j = 0; j < many.size(); ++j)
                costs[i][j] = cost(few[i], many[j]);
        }
        const std::vector<int> partners = cheapest(costs, many.size());
        for (size_t j = 0; j < many.size(); ++j) {
            if (partners[j] < 0)
                continue;
            const Single &one = few[size_t(partners[j])];
            take(turned ? many[j].index : one.index, turned ? one.index : many[j].index);
        }
    }

    void write(const QList<bool> &settled)
    {
        QList<RecordPair> all;
        all.reserve(m_row.after.size());
        const QList<RecordPair> given = std::exchange(m_row.records, {});
        QHash<qsizetype, qsizetype> givenAfter;
        for (qsizetype i = 0; i < given.size(); ++i)
            givenAfter.insert(given[i].after >= 0 ? given[i].after : -1 - given[i].before, i);
        for (qsizetype i = 0; i < m_row.after.size(); ++i)
            all.append(settled[i] ? given[givenAfter.value(i)] : pairOf(m_partner[size_t(i)], i));
        std::vector<bool> used(size_t(m_row.before.size()), false);
        for (const RecordPair &pair : std::as_const(all)) {
            if (pair.before >= 0)
                used[size_t(pair.before)] = true;
        }
        for (qsizetype i = 0; i < m_row.before.size(); ++i) {
            const auto found = givenAfter.constFind(-1 - i);
            if (!used[size_t(i)])
                all.append(found != givenAfter.constEnd() ? given[*found] : RecordPair{RecordPair::Kind::Removed, i, -1, {}, {}});
        }
        m_row.records = std::move(all);
    }

    RecordPair pairOf(qsizetype before, qsizetype after) const
    {
        if (before < 0)
            return {RecordPair::Kind::Added, -1, after, {}, {}};
        RecordPair pair{RecordPair::Kind::Same, before, after, {}, {}};
        const Record &from = m_row.before[before];
        const Record &to = m_row.after[after];
        if (from.rdata != to.rdata)
            pair.marks = fieldMarks(m_row.type, m_row.textBefore(pair), m_row.textAfter(pair));
        if (m_row.type == rrtype::soa)
            pair.marks.removeIf([](const FieldMark &mark) { return mark.name == "serial"; });
        if (!pair.marks.isEmpty())
            pair.kind = RecordPair::Kind::Changed;
        else if (from.ttl != to.ttl)
            pair.kind = RecordPair::Kind::TtlOnly;
        return pair;
    }

    MeaningRow &m_row;
    std::vector<bool> m_before;       // whether it has a partner
    std::vector<qsizetype> m_partner; // of each record of `after`
};

} // namespace

void pairRecords(MeaningRow &row) { Pairing(row).run(); }

QByteArray MeaningRow::textBefore(const RecordPair &pair) const
{
    return pair.before < 0 ? QByteArray() : rdataToText(type, before[pair.before].rdata);
}

QByteArray MeaningRow::textAfter(const RecordPair &pair) const { return pair.after < 0 ? QByteArray() : rdataToText(type, after[pair.after].rdata); }

} // namespace lockstep
