// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonemeaning.h"

#include "core/zone/recordpairs.h"
#include "core/zone/signingchange.h"
#include "core/zone/zonecomments.h"
#include "core/zone/zonemoves.h"

#include <algorithm>

namespace lockstep {

namespace {

MeaningRow::Kind kindOf(const MeaningRow &row)
{
    if (row.before.isEmpty())
        return MeaningRow::Kind::Added;
    if (row.after.isEmpty())
        return MeaningRow::Kind::Removed;
    const bool ttlOnly = std::ranges::all_of(
        row.records, [](const RecordPair &one) { return one.kind == RecordPair::Kind::Same || one.kind == RecordPair::Kind::TtlOnly; });
    return ttlOnly ? MeaningRow::Kind::TtlOnly : MeaningRow::Kind::Changed;
}

// The kind of everything but of files, which have none yet.
MeaningKind kindOf(const ZoneMeaning &meaning)
{
    if (!meaning.isReadable())
        return MeaningKind::Unreadable;
    if (!meaning.rows.isEmpty()) {
        const bool ttlOnly = std::ranges::all_of(meaning.rows, [](const MeaningRow &row) { return row.kind == MeaningRow::Kind::TtlOnly; });
        return ttlOnly ? MeaningKind::TtlOnly : MeaningKind::Records;
    }
    if (!meaning.signing.isEmpty())
        return MeaningKind::SigningOnly;
    if (!meaning.isSerialSame())
        return MeaningKind::SerialOnly;
    if (!meaning.moves.isEmpty())
        return MeaningKind::MovedBetweenFiles;
    if (!meaning.comments.isEmpty())
        return MeaningKind::CommentOnly;
    return meaning.files.isEmpty() ? MeaningKind::Same : MeaningKind::ReformattedOnly;
}

// Says of every file what is the most that became of it.
class FileKinds
{
public:
    explicit FileKinds(const ChangedParts &changed)
        : m_changed(changed), m_kinds(changed.parts.size(), MeaningKind::ReformattedOnly), m_before{{}, changed.indexBefore({})},
          m_after{{}, changed.indexAfter({})}
    {
    }

    void before(const QString &file, MeaningKind kind)
    {
        if (file.constData() != m_before.file.constData())
            m_before = {file, m_changed.indexBefore(file)};
        raise(m_before.part, kind);
    }
    void after(const QString &file, MeaningKind kind)
    {
        if (file.constData() != m_after.file.constData())
            m_after = {file, m_changed.indexAfter(file)};
        raise(m_after.part, kind);
    }

    // Before they are summed up: rows of the signer.
    void signing(const QByteArray &zone, const QList<ZoneRow> &rows)
    {
        for (const ZoneRow &row : rows) {
            if (!isMadeBySigner(zone, row.owner, row.type))
                continue;
            for (const Record &record : row.before)
                before(record.file, MeaningKind::SigningOnly);
            for (const Record &record : row.after)
                after(record.file, MeaningKind::SigningOnly);
        }
    }

    void records(const QList<MeaningRow> &rows)
    {
        for (const MeaningRow &row : rows) {
            for (const RecordPair &pair : row.records) {
                if (pair.kind == RecordPair::Kind::Same)
                    continue;
                const MeaningKind kind = pair.kind == RecordPair::Kind::TtlOnly ? MeaningKind::TtlOnly : MeaningKind::Records;
                if (pair.before >= 0)
                    before(row.before[pair.before].file, kind);
                if (pair.after >= 0)
                    after(row.after[pair.after].file, kind);
                if (pair.kind == RecordPair::Kind::Disabled)
                    after(pair.comment.file, kind);
                if (pair.kind == RecordPair::Kind::Enabled)
                    before(pair.comment.file, kind);
            }
        }
    }

    void others(const ZoneMeaning &meaning)
    {
        for (const RecordMove &move : meaning.moves) {
            before(move.from.file, MeaningKind::MovedBetweenFiles);
            after(move.record.file, MeaningKind::MovedBetweenFiles);
        }
        for (const CommentChange &change : meaning.comments) {
            if (change.placeBefore.line > 0)
                before(change.placeBefore.file, MeaningKind::CommentOnly);
            if (change.placeAfter.line > 0)
                after(change.placeAfter.file, MeaningKind::CommentOnly);
        }
        for (const Error &fault : meaning.faultsBefore)
            before(fault.origin.file, MeaningKind::Unreadable);
        for (const Error &fault : meaning.faultsAfter)
            after(fault.origin.file, MeaningKind::Unreadable);
    }

    QList<FileMeaning> files() const
    {
        QList<FileMeaning> all;
        for (size_t i = 0; i < m_kinds.size(); ++i) {
            const ChangedPart &part = m_changed.parts[i];
            all.append({part.isAfter ? part.nameAfter : part.nameBefore, m_kinds[i], part.isBefore, part.isAfter});
        }
        return all;
    }

private:
    void raise(int part, MeaningKind kind)
    {
        if (part >= 0)
            m_kinds[size_t(part)] = std::max(m_kinds[size_t(part)], kind);
    }

    // That was asked for last: records that follow each other share the name of their file.
    struct Last
    {
        QString file;
        int part;
    };

    const ChangedParts &m_changed;
    std::vector<MeaningKind> m_kinds;
    Last m_before;
    Last m_after;
};

// The file with the SOA record.
QString fileOfSerial(const QByteArray &origin, ZoneParts &side)
{
    const ZoneText zone = side.text();
    if (side.parts().size() == 1)
        return zone.path;
    const std::optional<Record> soa = ZoneFile::soaOf(zone.path, QByteArray::fromRawData(zone.text.data(), zone.text.size()), origin, zone.reader);
    return soa ? soa->file : zone.path;
}

} // namespace

namespace {

// What the records alone say; `rows` become pairs once it is known which stand in comments. `sees` is shown the rows before
// those of the signer are summed up.
template <class Sees> ZoneMeaning ofRecords(const QByteArray &origin, ZoneTextDifference difference, Sees sees)
{
    ZoneMeaning meaning;
    meaning.serialBefore = difference.serialBefore;
    meaning.serialAfter = difference.serialAfter;
    meaning.faultsBefore = std::move(difference.faultsBefore);
    meaning.faultsAfter = std::move(difference.faultsAfter);
    QList<ZoneRow> rows = std::move(difference.records.rows);
    sees(rows);
    meaning.signing = takeSigning(origin, rows);
    meaning.rows.reserve(rows.size());
    for (ZoneRow &one : rows)
        meaning.rows.append({MeaningRow::Kind::Changed, std::move(one.owner), one.type, std::move(one.before), std::move(one.after), {}});
    meaning.unsignedEqual = meaning.isReadable() &&
                            std::ranges::all_of(meaning.rows, [&](const MeaningRow &row) { return isOfSigning(origin, row.owner, row.type); });
    return meaning;
}

void pair(ZoneMeaning &meaning)
{
    for (MeaningRow &row : meaning.rows) {
        pairRecords(row);
        row.kind = kindOf(row);
    }
}

} // namespace

ZoneMeaning recordsMeaning(const QByteArray &origin, const ZoneText &before, const ZoneText &after)
{
    WholeText left(before.text);
    WholeText right(after.text);
    return recordsMeaning(origin, ZoneSource{before.path, left, before.reader}, ZoneSource{after.path, right, after.reader});
}

ZoneMeaning recordsMeaning(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after)
{
    ZoneMeaning meaning = ofRecords(origin, zoneTextDiff(origin, before, after), [](const QList<ZoneRow> &) {});
    pair(meaning);
    meaning.kind = kindOf(meaning);
    if (meaning.kind == MeaningKind::Same && !isSameText(before.text, after.text))
        meaning.kind = MeaningKind::ReformattedOnly;
    return meaning;
}

ZoneMeaning zoneMeaning(const QByteArray &origin, const ZoneText &before, const ZoneText &after)
{
    ZoneParts left(before);
    ZoneParts right(after);
    ZoneTextDifference difference = zoneTextDiff(origin, left.text(), right.text());
    const ChangedParts changed = changedParts(left, right);
    FileKinds kinds(changed);
    ZoneMeaning meaning = ofRecords(origin, std::move(difference), [&](const QList<ZoneRow> &rows) { kinds.signing(origin, rows); });
    meaning.comments = commentChanges(origin, changed, left, right, meaning.rows);
    pair(meaning);
    meaning.moves = recordMoves(origin, changed, left, right);
    kinds.records(meaning.rows);
    kinds.others(meaning);
    if (!meaning.isSerialSame()) {
        kinds.before(fileOfSerial(origin, left), MeaningKind::SerialOnly);
        kinds.after(fileOfSerial(origin, right), MeaningKind::SerialOnly);
    }
    meaning.files = kinds.files();
    meaning.kind = kindOf(meaning);
    return meaning;
}

} // namespace lockstep
