// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/hunkchanges.h"

#include "core/review/neededchanges.h"

#include <QSet>

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

QByteArray keyOf(char side, const Record &record) { return side + record.owner + QByteArray::number(record.type) + ' ' + record.rdata; }

// Records that begin in one of these lines, from 0, by what they are.
void addStanding(QSet<QByteArray> &standing, char side, const QList<Record> &records, const QSet<qsizetype> &lines)
{
    for (const Record &record : records) {
        if (lines.contains(record.line - 1))
            standing.insert(keyOf(side, record));
    }
}

void addRecords(HunkBack &back, const ReviewFile &file, const QList<Hunk> &hunks, const QList<Change> &changes)
{
    const QByteArray origin = file.origin();
    QList<RecordChange> records;
    for (const Change &change : changes) {
        if (change.kind == Change::Kind::Record)
            records.append({change.id, recordOf(change, change.before, origin), recordOf(change, change.after, origin)});
    }
    if (records.isEmpty())
        return;
    const ZoneFile zone = ZoneFile::parse(file.path, file.after.value_or(QByteArray()), origin);
    const QList<Record> &staged = zone.records();
    const QList<Record> live = ZoneFile::parse(file.path, file.before.value_or(QByteArray()), origin).records();
    QSet<qsizetype> left;
    QSet<qsizetype> right;
    for (const Hunk &hunk : hunks) {
        for (qsizetype line = hunk.left; line < hunk.left + hunk.leftCount; ++line)
            left.insert(line);
        for (qsizetype line = hunk.right; line < hunk.right + hunk.rightCount; ++line)
            right.insert(line);
    }
    QSet<QByteArray> standing;
    addStanding(standing, 'b', live, left);
    addStanding(standing, 'a', staged, right);
    const auto holds = [&](char side, const std::optional<Record> &record) { return record && standing.contains(keyOf(side, *record)); };
    QStringList found;
    for (const RecordChange &one : std::as_const(records)) {
        if (holds('b', one.before) || holds('a', one.after))
            found.append(one.id);
    }
    back.needed = neededChanges(records, found, staged, origin, zone.includes().isEmpty());
    for (const RecordChange &one : std::as_const(records)) {
        if (found.contains(one.id) || back.needed.contains(one.id))
            back.discard.append(one.id);
    }
}

// Whether a text of the whole file was staged behind one of these: it was made of what they left.
bool isUnderText(const QStringList &ids, const QList<Change> &changes)
{
    const auto first = std::ranges::find_if(changes, [&](const Change &one) { return ids.contains(one.id); });
    return std::any_of(first, changes.cend(), [](const Change &one) { return one.kind == Change::Kind::File; });
}

} // namespace

QList<Change> changesOf(const ReviewFile &file, const QList<Change> &changes)
{
    QList<Change> found = changes;
    found.removeIf([&](const Change &change) { return change.root != file.root || change.path != file.path || change.kind == Change::Kind::Serial; });
    return found;
}

HunkBack hunksBack(const ReviewFile &file, const QList<Hunk> &hunks, const QList<Change> &changes)
{
    const QList<Change> own = changesOf(file, changes);
    HunkBack back;
    if (file.kind == ReviewFile::Kind::Zone)
        addRecords(back, file, hunks, own);
    if (isUnderText(back.discard, own))
        back = {}; // put back as a text, too
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
    QList<Hunk> upwards = hunks; // so that lines stay what they are
    std::ranges::sort(upwards, [](const Hunk &a, const Hunk &b) { return std::pair(a.right, a.left) > std::pair(b.right, b.left); });
    for (const Hunk &hunk : std::as_const(upwards))
        rest.after = withHunkPutBack(*file.before, *rest.after, hunk);
    if (rest.after == file.before || isSerialAlone(rest))
        back.discard = all;
    else
        back.text = rest.after;
    return back;
}

} // namespace lockstep
