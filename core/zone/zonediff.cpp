// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonediff.h"

#include <QDateTime>
#include <QHash>
#include <QTimeZone>
#include <QVarLengthArray>

#include <algorithm>
#include <compare>
#include <vector>

namespace lockstep {

namespace {

constexpr int typeSoa = 6;

QList<QByteArray> dataOf(const QList<Record> &set, bool withoutSerial)
{
    QList<QByteArray> data;
    for (const Record &record : set) {
        QByteArray bytes = record.rdata;
        if (withoutSerial && record.type == typeSoa && bytes.size() >= 20)
            bytes.replace(bytes.size() - 20, 4, QByteArray(4, '\0'));
        data.append(bytes);
    }
    std::sort(data.begin(), data.end());
    return data;
}

bool isSameData(const QList<Record> &a, const QList<Record> &b)
{
    if (a.size() == 1 && b.size() == 1)
        return a.first().rdata == b.first().rdata;
    return dataOf(a, false) == dataOf(b, false);
}

// Bytes whose order is the canonical order of names (RFC 4034 6.1): labels from the right, each with an end that is below every
// byte of a label.
QByteArray orderOf(const QByteArray &wire)
{
    QVarLengthArray<qsizetype, 16> begins;
    for (qsizetype at = 0; at < wire.size() && wire[at] != '\0'; at += 1 + uchar(wire[at]))
        begins.append(at);
    QByteArray key;
    key.reserve(wire.size() + 8);
    for (auto begin = begins.crbegin(); begin != begins.crend(); ++begin) {
        for (const char c : QByteArrayView(wire).sliced(*begin + 1, uchar(wire[*begin]))) {
            if (uchar(c) < 2) // so that an end is no byte of a label
                key += '\1';
            key += uchar(c) < 2 ? char(c + 1) : c;
        }
        key += '\0';
    }
    return key;
}

// A record and its place among all: by name in canonical order, then by type.
struct Placed
{
    QByteArray order;
    int type = 0;
    const Record *record = nullptr;
};

std::strong_ordering compared(const Placed &a, const Placed &b)
{
    const int names = a.order.compare(b.order);
    return names != 0 ? names <=> 0 : a.type <=> b.type;
}

std::vector<Placed> placed(const QList<Record> &records)
{
    std::vector<Placed> all;
    all.reserve(size_t(records.size()));
    for (const Record &record : records) {
        const bool known = !all.empty() && all.back().record->owner == record.owner;
        all.push_back({known ? all.back().order : orderOf(record.owner), record.type, &record});
    }
    std::ranges::stable_sort(all, [](const Placed &a, const Placed &b) { return compared(a, b) < 0; });
    return all;
}

// The RRset that begins at `at`, which goes behind it; a record that stands there twice counts once, with its lowest TTL.
QList<Record> takeSet(const std::vector<Placed> &all, size_t &at)
{
    QList<Record> set{*all[at].record};
    const size_t first = at;
    QHash<QByteArray, qsizetype> seen; // index by data
    while (++at < all.size() && compared(all[first], all[at]) == 0) {
        if (seen.isEmpty())
            seen.insert(set.first().rdata, 0);
        const Record &record = *all[at].record;
        const qsizetype known = seen.value(record.rdata, -1);
        if (known < 0) {
            seen.insert(record.rdata, set.size());
            set.append(record);
        } else if (record.ttl < set[known].ttl) {
            set[known] = record;
        }
    }
    return set;
}

// named serves an RRset with one TTL; where its records have several (zone.check.ttl warns) it depends on how they stand which
// that is, so that each counts.
bool sameTtls(const QList<Record> &a, const QList<Record> &b)
{
    if (a.size() == 1 && b.size() == 1)
        return a.first().ttl == b.first().ttl;
    QHash<QByteArray, quint32> ttls;
    for (const Record &one : a)
        ttls.insert(one.rdata, one.ttl);
    return std::ranges::all_of(b, [&](const Record &one) { return ttls.value(one.rdata, one.ttl) == one.ttl; });
}

} // namespace

ZoneDifference zoneDiff(const QList<Record> &before, const QList<Record> &after)
{
    ZoneDifference result;
    const std::vector<Placed> left = placed(before);
    const std::vector<Placed> right = placed(after);
    for (size_t i = 0, j = 0; i < left.size() || j < right.size();) {
        const auto order = i == left.size()    ? std::strong_ordering::greater
                           : j == right.size() ? std::strong_ordering::less
                                               : compared(left[i], right[j]);
        const QList<Record> a = order <= 0 ? takeSet(left, i) : QList<Record>();
        const QList<Record> b = order >= 0 ? takeSet(right, j) : QList<Record>();
        const Record &one = a.isEmpty() ? b.first() : a.first();
        const bool both = !a.isEmpty() && !b.isEmpty();
        if (both && isSameData(a, b)) {
            if (!sameTtls(a, b))
                result.rows.append({one.owner, one.type, a, b, true});
        } else if (both && one.type == typeSoa && a.first().ttl == b.first().ttl && dataOf(a, true) == dataOf(b, true)) {
            result.serialOnly = true; // unless there is a row
        } else {
            result.rows.append({one.owner, one.type, a, b, false});
        }
    }
    result.serialOnly = result.serialOnly && result.rows.isEmpty();
    return result;
}

bool serialIsAbove(quint32 serial, quint32 other) { return serial != other && quint32(serial - other) < 0x80000000U; }

quint32 nextSerial(SerialStyle style, const QList<quint32> &above, qint64 nowMs)
{
    quint32 highest = above.isEmpty() ? 0 : above.first();
    for (const quint32 one : above) {
        if (serialIsAbove(one, highest))
            highest = one;
    }
    // 0 is a serial that some servers treat as "never loaded".
    const quint32 plusOne = highest + 1 == 0 ? 1 : highest + 1;
    quint32 wish = plusOne;
    if (style == SerialStyle::Date)
        wish = QDateTime::fromMSecsSinceEpoch(nowMs, QTimeZone::UTC).date().toString(QStringLiteral("yyyyMMdd")).toUInt() * 100 + 1;
    else if (style == SerialStyle::UnixTime)
        wish = quint32(nowMs / 1000);
    const bool fits = above.isEmpty() || std::all_of(above.cbegin(), above.cend(), [&](quint32 one) { return serialIsAbove(wish, one); });
    return fits ? wish : plusOne;
}

} // namespace lockstep
