// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonediff.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QTimeZone>

#include <algorithm>
#include <tuple>

namespace lockstep {

namespace {

constexpr int typeSoa = 6;
using Key = QPair<QByteArray, int>;

QHash<Key, QList<Record>> grouped(const QList<Record> &records)
{
    QHash<Key, QList<Record>> sets;
    sets.reserve(records.size());
    for (const Record &record : records)
        sets[{record.owner, record.type}].append(record);
    for (QList<Record> &set : sets) { // a record that stands there twice counts once
        QSet<QByteArray> seen;
        if (set.size() > 1)
            set.removeIf([&](const Record &record) {
                const qsizetype before = seen.size();
                return seen.insert(record.rdata), seen.size() == before;
            });
    }
    return sets;
}

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

// Bytes whose order is the canonical order of names (RFC 4034 6.1): labels from the right, each with an end that is below every
// byte of a label.
QByteArray orderOf(const QByteArray &wire)
{
    QList<qsizetype> begins;
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

} // namespace

ZoneDifference zoneDiff(const QList<Record> &before, const QList<Record> &after)
{
    ZoneDifference result;
    const QHash<Key, QList<Record>> left = grouped(before);
    const QHash<Key, QList<Record>> right = grouped(after);
    const auto compare = [&](const Key &key, const QList<Record> &a, const QList<Record> &b) {
        const quint32 ttlA = a.isEmpty() ? 0 : a.first().ttl;
        const quint32 ttlB = b.isEmpty() ? 0 : b.first().ttl;
        if (dataOf(a, false) == dataOf(b, false)) {
            if (ttlA != ttlB)
                result.rows.append({key.first, key.second, a, b, true});
        } else if (key.second == typeSoa && ttlA == ttlB && !a.isEmpty() && dataOf(a, true) == dataOf(b, true)) {
            result.serialOnly = true; // unless a row follows
        } else {
            result.rows.append({key.first, key.second, a, b, false});
        }
    };
    for (auto it = left.begin(); it != left.end(); ++it)
        compare(it.key(), it.value(), right.value(it.key()));
    for (auto it = right.begin(); it != right.end(); ++it) {
        if (!left.contains(it.key()))
            compare(it.key(), {}, it.value());
    }
    result.serialOnly = result.serialOnly && result.rows.isEmpty();
    QList<std::tuple<QByteArray, int, qsizetype>> order;
    order.reserve(result.rows.size());
    for (qsizetype i = 0; i < result.rows.size(); ++i)
        order.append({orderOf(result.rows[i].owner), result.rows[i].type, i});
    std::sort(order.begin(), order.end());
    QList<ZoneRow> rows;
    rows.reserve(order.size());
    for (const auto &one : std::as_const(order))
        rows.append(std::move(result.rows[std::get<2>(one)]));
    result.rows = std::move(rows);
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
