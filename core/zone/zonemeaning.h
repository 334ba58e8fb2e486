// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/datafields.h"
#include "core/zone/recorddiff.h"

namespace lockstep {

// Line 0: nowhere. The file is named as the records' are: the path of the text, or the name in $INCLUDE.
struct ZonePlace
{
    QString file;
    int line = 0;
    bool operator==(const ZonePlace &) const = default;
};

// Which record of an RRset became which.
struct RecordPair
{
    // Same      it stands on both sides, with its TTL
    // TtlOnly   its TTL alone differs
    // Changed   fields of its data differ, perhaps its TTL too
    // Disabled  it was a record and stands in a comment now; Enabled: the reverse
    enum class Kind { Same, Added, Removed, Changed, TtlOnly, Disabled, Enabled };
    Kind kind = Kind::Same;
    qsizetype before = -1; // index in the row's `before`; -1: it is not there
    qsizetype after = -1;
    QList<FieldMark> marks; // of Changed: in rdataToText() of each side's data; a serial is never marked
    ZonePlace comment;      // of Disabled and Enabled: the comment
};

// One RRset that differs, apart from serials and what the signer makes.
struct MeaningRow
{
    enum class Kind { Added, Removed, Changed, TtlOnly };
    Kind kind = Kind::Changed;
    QByteArray owner; // wire form
    int type = 0;
    QList<Record> before; // without duplicates; each with its file and line
    QList<Record> after;
    QList<RecordPair> records;                           // every record once: those of `after` in their order, then those that are only before
    QByteArray textBefore(const RecordPair &pair) const; // the data as rdataToText() writes them; "" for none
    QByteArray textAfter(const RecordPair &pair) const;
};

// Line comments, without ';' and blanks around. Order, place and layout do not count.
struct CommentChange
{
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QByteArray before;
    QByteArray after;
    ZonePlace placeBefore;
    ZonePlace placeAfter;
};

// The same record in another file.
struct RecordMove
{
    Record record; // as it is afterwards
    ZonePlace from;
};

// What the signer made (RFC 4034, RFC 5155), in place of rows: RRSIG, NSEC, NSEC3, NSEC3PARAM, and ZONEMD at the apex.
struct SigningChange
{
    qsizetype signaturesAdded = 0;
    qsizetype signaturesRemoved = 0;
    qsizetype signaturesRenewed = 0; // the same key signed the same RRset again
    // Of those signatures on one side only: the first and last expiration, in seconds since 1970, and key tags, sorted.
    struct Signatures
    {
        quint32 firstExpiration = 0;
        quint32 lastExpiration = 0;
        QList<quint16> keyTags;
    };
    Signatures before;
    Signatures after;
    qsizetype chainNames = 0; // whose NSEC or NSEC3 came, went or became another
    // NSEC3PARAM as rdataToText() writes them, behind their TTL where it alone differs; "" for none; the same text on both sides
    // when nothing became of them.
    QByteArray parametersBefore;
    QByteArray parametersAfter;
    bool zoneDigest = false; // ZONEMD (RFC 8976) differs
    bool isEmpty() const
    {
        return signaturesAdded + signaturesRemoved + signaturesRenewed + chainNames == 0 && parametersBefore == parametersAfter && !zoneDigest;
    }
};

// Of a zone, or one of its files: the first that fits from the end of this list.
enum class MeaningKind {
    Same,              // byte for byte
    ReformattedOnly,   // order, layout, spelling
    CommentOnly,       // comments too
    MovedBetweenFiles, // records stand in other files
    SerialOnly,
    SigningOnly, // what the signer made, and the serial
    TtlOnly,
    Records,
    Unreadable, // never equal, and rows are those of what could be read
};

struct FileMeaning
{
    QString path; // the text's own for the zone's first file, as in $INCLUDE for others
    MeaningKind kind = MeaningKind::Same;
    bool isBefore = true; // it is read on that side
    bool isAfter = true;
};

struct ZoneMeaning
{
    MeaningKind kind = MeaningKind::Same;
    QList<MeaningRow> rows; // in canonical order of names
    std::optional<quint32> serialBefore;
    std::optional<quint32> serialAfter;
    bool isSerialSame() const { return serialBefore == serialAfter; }
    SigningChange signing;
    // Whether all is the same but for serials and what DNSSEC adds: signatures, NSEC, NSEC3, their parameters, and DNSKEY, CDS,
    // CDNSKEY and ZONEMD at the apex. By digests of all records, as contentSum(); not when a side cannot be read.
    bool unsignedEqual = true;
    QList<CommentChange> comments;
    QList<RecordMove> moves;
    QList<FileMeaning> files; // in which something differs, the zone's first file before others
    QList<Error> faultsBefore;
    QList<Error> faultsAfter;
    bool isReadable() const { return faultsBefore.isEmpty() && faultsAfter.isEmpty(); }
};

// What became of a zone, down to the field, as somebody who looks over it would tell it. `origin` in wire form. Time and room
// grow with the texts; where few lines differ it takes hardly longer than zoneTextDiff(). Each file in $INCLUDE is asked for
// once a side.
ZoneMeaning zoneMeaning(const QByteArray &origin, const ZoneText &before, const ZoneText &after);

// The same of the records alone: no comments, moves or files, and a record that became a comment is Removed. Same only when
// the two texts are, whatever they include; it takes no longer than zoneTextDiff().
ZoneMeaning recordsMeaning(const QByteArray &origin, const ZoneText &before, const ZoneText &after);
ZoneMeaning recordsMeaning(const QByteArray &origin, const ZoneSource &before, const ZoneSource &after);

} // namespace lockstep

Q_DECLARE_TYPEINFO(lockstep::RecordPair, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(lockstep::MeaningRow, Q_RELOCATABLE_TYPE);
