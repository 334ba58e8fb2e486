// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rowchanges.h"

#include <algorithm>

namespace lockstep {

namespace {

using Kind = FileRow::Kind;

// Equal keys: the same row. The looser ones pair what is left.
QByteArray exactKey(const FileRow &row)
{
    if (!row.isRecord())
        return QByteArray::number(int(row.kind)) + ' ' + row.shown;
    return QByteArray::number(int(row.kind)) + row.name + char(row.type >> 8) + char(row.type) + QByteArray::number(row.ttl) + ' ' + row.text.data +
           '\n' + row.text.comment;
}

QByteArray meaningKey(const FileRow &row)
{
    if (!row.isRecord())
        return {};
    return QByteArray::number(int(row.kind)) + row.name + char(row.type >> 8) + char(row.type) + QByteArray::number(row.ttl) + ' ' +
           rdataToWire(row.type, row.text.data, row.origin).value_or(row.text.data) + '\n' + row.text.comment;
}

// The same data, whatever its TTL, comment, and whether it is disabled.
QByteArray dataKey(const FileRow &row)
{
    return row.isRecord() ? row.name + char(row.type >> 8) + char(row.type) + rdataToWire(row.type, row.text.data, row.origin).value_or(row.text.data)
                          : QByteArray();
}

QByteArray setKey(const FileRow &row)
{
    return row.isRecord() ? row.name + char(row.type >> 8) + char(row.type) : row.kind == Kind::Comment ? QByteArray("#") : row.shown.left(4);
}

struct Pairing
{
    const ZoneRows &before;
    const ZoneRows &after;
    QList<qsizetype> left; // not paired yet, in file order
    QList<qsizetype> right;

    template <class Key, class Found> void pair(Key key, Found found)
    {
        QHash<QByteArray, QList<qsizetype>> known; // last in the file first, to be taken from the end
        known.reserve(left.size());
        for (auto it = left.crbegin(); it != left.crend(); ++it) {
            if (const QByteArray one = key(before.rows()[*it]); !one.isEmpty())
                known[one].append(*it);
        }
        QList<qsizetype> rest;
        QSet<qsizetype> taken;
        for (const qsizetype row : std::as_const(right)) {
            const auto same = known.find(key(after.rows()[row]));
            if (same == known.end() || same->isEmpty()) {
                rest.append(row);
                continue;
            }
            const qsizetype old = same->takeLast();
            taken.insert(old);
            found(old, row);
        }
        right = rest;
        left.removeIf([&](qsizetype row) { return taken.contains(row); });
    }
};

QList<qsizetype> rowsThatCount(const ZoneRows &rows)
{
    QList<qsizetype> all;
    all.reserve(rows.rows().size());
    for (qsizetype i = 0; i < rows.rows().size(); ++i) {
        if (rows.rows()[i].kind != Kind::Blank)
            all.append(i);
    }
    return all;
}

} // namespace

QByteArray oneLine(const FileRow &row, const QByteArray &zone)
{
    if (!row.isRecord())
        return row.shown.simplified();
    QByteArray line = nameToText(row.name, zone) + ' ' + (row.text.ttl.isEmpty() ? QByteArray() : row.text.ttl + ' ') + row.text.type + ' ' +
                      row.text.data;
    if (!row.text.comment.isEmpty())
        line += " ; " + row.text.comment;
    return line;
}

RowChanges rowChanges(const ZoneRows &before, const ZoneRows &after)
{
    RowChanges result;
    Pairing pairing{before, after, rowsThatCount(before), rowsThatCount(after)};
    const auto same = [](qsizetype, qsizetype) {};
    const auto changed = [&](qsizetype old, qsizetype row) {
        const FileRow &from = before.rows()[old];
        const FileRow &to = after.rows()[row];
        const RowChange::Kind kind = from.kind == to.kind          ? RowChange::Kind::Changed
                                     : to.kind == Kind::Disabled   ? RowChange::Kind::Disabled
                                     : from.kind == Kind::Disabled ? RowChange::Kind::Enabled
                                                                   : RowChange::Kind::Changed;
        result.rows.insert(row, {kind, oneLine(from, before.zone())});
    };
    pairing.pair(exactKey, same);
    pairing.pair(meaningKey, same);
    pairing.pair(dataKey, changed);
    pairing.pair(setKey, changed);
    for (const qsizetype row : std::as_const(pairing.right))
        result.rows.insert(row, {RowChange::Kind::Added, {}});
    for (const qsizetype row : std::as_const(pairing.left)) {
        if (before.rows()[row].isRecord())
            result.removed.append(oneLine(before.rows()[row], before.zone()));
    }
    return result;
}

int RowChanges::count(RowChange::Kind kind) const
{
    return int(std::count_if(rows.cbegin(), rows.cend(), [&](const RowChange &one) { return one.kind == kind; }));
}

} // namespace lockstep
