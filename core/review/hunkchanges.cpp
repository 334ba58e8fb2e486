// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/hunkchanges.h"

#include "core/zone/zonefile.h"

#include <algorithm>

namespace lockstep {

namespace {

// A record as a change names it, in a form that compares.
std::optional<Record> recordOf(const Change &change, const QString &text, const QByteArray &origin)
{
    if (text.isEmpty())
        return std::nullopt;
    const Result<QByteArray> owner = nameToWire(change.owner.toUtf8(), origin);
    const ZoneFile line = ZoneFile::parse({}, "$TTL 0\n@ " + text.toUtf8() + '\n', origin);
    if (!owner || line.records().size() != 1)
        return std::nullopt;
    Record record = line.records().first();
    record.owner = *owner;
    return record;
}

bool same(const Record &a, const Record &b) { return a.owner == b.owner && a.type == b.type && a.rdata == b.rdata; }

struct RecordChange
{
    QString id;
    std::optional<Record> before;
    std::optional<Record> after;
    bool found = false;
};

// A record that was edited twice is two changes, of which one needs the other.
void addChains(QList<RecordChange> &changes)
{
    for (bool more = true; more;) {
        more = false;
        for (const RecordChange &one : std::as_const(changes)) {
            for (RecordChange &other : changes) {
                const bool linked = (one.before && other.after && same(*one.before, *other.after)) ||
                                    (one.after && other.before && same(*one.after, *other.before));
                if (one.found && !other.found && linked)
                    more = other.found = true;
            }
        }
    }
}

QStringList recordsIn(const ReviewFile &file, const Hunk &hunk, const QList<Change> &changes)
{
    const QByteArray origin = file.origin();
    QList<RecordChange> records;
    for (const Change &change : changes) {
        if (change.kind == Change::Kind::Record)
            records.append({change.id, recordOf(change, change.before, origin), recordOf(change, change.after, origin), false});
    }
    if (records.isEmpty())
        return {};
    const auto within = [](const std::optional<QByteArray> &text, const QString &path, const QByteArray &zone, qsizetype first, qsizetype count) {
        QList<Record> found = ZoneFile::parse(path, text.value_or(QByteArray()), zone).records();
        found.removeIf([&](const Record &one) { return one.line <= first || one.line > first + count; });
        return found;
    };
    const QList<Record> old = within(file.before, file.path, origin, hunk.left, hunk.leftCount);
    const QList<Record> fresh = within(file.after, file.path, origin, hunk.right, hunk.rightCount);
    const auto holds = [](const QList<Record> &list, const std::optional<Record> &record) {
        return record && std::ranges::any_of(list, [&](const Record &one) { return same(one, *record); });
    };
    for (RecordChange &one : records)
        one.found = holds(old, one.before) || holds(fresh, one.after);
    addChains(records);
    QStringList ids;
    for (const RecordChange &one : std::as_const(records)) {
        if (one.found)
            ids.append(one.id);
    }
    return ids;
}

} // namespace

QList<Change> changesOf(const ReviewFile &file, const QList<Change> &changes)
{
    QList<Change> found = changes;
    found.removeIf([&](const Change &change) { return change.root != file.root || change.path != file.path || change.kind == Change::Kind::Serial; });
    return found;
}

HunkBack hunkBack(const ReviewFile &file, const Hunk &hunk, const QList<Change> &changes)
{
    const QList<Change> own = changesOf(file, changes);
    HunkBack back;
    if (file.kind == ReviewFile::Kind::Zone)
        back.discard = recordsIn(file, hunk, own);
    const bool edited = std::ranges::any_of(own, [](const Change &change) { return change.kind == Change::Kind::File; });
    if (!back.discard.isEmpty() || !edited)
        return back;
    QStringList all;
    for (const Change &change : own)
        all.append(change.id);
    if (!file.before || !file.after) { // a file that came or went does so as a whole
        back.discard = all;
        return back;
    }
    ReviewFile rest = file;
    rest.after = withHunkPutBack(*file.before, *file.after, hunk);
    if (rest.after == file.before || isSerialAlone(rest))
        back.discard = all;
    else
        back.text = rest.after;
    return back;
}

} // namespace lockstep
