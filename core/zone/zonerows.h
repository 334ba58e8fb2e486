// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/wire.h"
#include "core/zone/zonelexer.h"

#include <memory>
#include <optional>

namespace lockstep {

// What a person writes of one record. In `owner` "" is the name above, in `ttl` "" the one that counts at that place.
struct RecordText
{
    QByteArray owner;
    QByteArray ttl;
    QByteArray type;
    QByteArray data;
    QByteArray comment;
    bool operator==(const RecordText &) const = default;
};

// One row of a zone file's table; what it consists of depends on its kind.
struct FileRow
{
    // Record     one record
    // Disabled   a record that stands in a comment: a line that begins with ";~ " (several, for a record in parentheses), as
    //            they are written here; or a line that begins with ';' and at once an owner, whose type is in capitals and
    //            whose data are valid, as people write it by hand
    // Comment    comment lines that follow each other
    // Directive  $TTL, $ORIGIN, $INCLUDE, $GENERATE
    // Blank      lines with nothing on them that follow each other
    // Fault      what cannot be read, with the reason
    enum class Kind { Record, Disabled, Comment, Directive, Blank, Fault };
    Kind kind = Kind::Blank;
    qsizetype begin = 0; // its bytes in the file; rows follow each other without a gap
    qsizetype end = 0;
    int line = 1;
    bool head = false; // a comment that opens a section: nothing or a blank line before it
    int type = 0;
    quint32 ttl = 0;                    // that counts
    RecordText text;                    // as written; owner and ttl "" when they are not, data joined over parentheses
    QByteArray name;                    // of the record, wire form
    QByteArray origin;                  // $ORIGIN here, wire form
    QByteArray shown;                   // Comment: its lines without ';'. Directive and Fault: the line
    std::shared_ptr<const Error> fault; // of a Fault; or why named passes over a Record (zone.outside)
    bool isRecord() const { return kind == Kind::Record || kind == Kind::Disabled; }
};

// One zone file as rows, above the very bytes. $INCLUDE is a row like any other and is not followed. Edits give the new text
// of the file: the bytes of other rows stay, except that a record that had no owner of its own and now stands behind another
// name gets the one it had. Errors, without a place: zone.rdata, zone.name, zone.type, zone.ttl, zone.outside, zone.noowner,
// zone.row for an edit that the row's kind does not have.
class ZoneRows
{
public:
    static ZoneRows parse(const QString &path, const QByteArray &text, const QByteArray &origin);

    const QByteArray &text() const { return m_text; }
    const QList<FileRow> &rows() const { return m_rows; }
    const QByteArray &zone() const { return m_zone; } // wire form
    QByteArray bytesOf(qsizetype row) const { return m_text.sliced(m_rows[row].begin, m_rows[row].end - m_rows[row].begin); }
    // The owner that a record without one has behind `row` (-1: at the beginning); "" when there is none.
    QByteArray nameAfter(qsizetype row) const;
    // That name as it would be written there.
    QByteArray writtenNameAfter(qsizetype row) const;
    // Where a record of its own at the end goes: the last row that counts, blank lines and comments behind it stay last.
    qsizetype lastRecord() const;

    // Whether it could stand behind `row`; zone.open, with its place, behind a parenthesis that stays open.
    Result<void> check(const RecordText &record, qsizetype row) const;
    // Fields that stay the same keep their bytes, layout and inner comments where the data have as many words as before.
    Result<QByteArray> changed(qsizetype row, const RecordText &to) const;
    // A line behind `row` (-1: first), its columns where the nearest record has them.
    Result<QByteArray> added(qsizetype row, const RecordText &record) const;
    Result<QByteArray> removed(qsizetype row) const; // of any kind
    Result<QByteArray> disabled(qsizetype row) const;
    Result<QByteArray> enabled(qsizetype row) const;
    // The same with many rows, in one go.
    Result<QByteArray> without(const QList<qsizetype> &rows) const;
    Result<QByteArray> disabledAll(const QList<qsizetype> &rows) const;
    Result<QByteArray> enabledAll(const QList<qsizetype> &rows) const;
    // Comment rows: the lines without ';'.
    Result<QByteArray> withComment(qsizetype row, const QByteArray &lines) const;
    Result<QByteArray> addedComment(qsizetype row, const QByteArray &lines) const;
    // Directives and faults: the line itself.
    Result<QByteArray> withLine(qsizetype row, const QByteArray &line) const;

private:
    struct Reading;
    // Where the comment of an entry's first line stands, the blanks before it and ';' included; empty at the line's end.
    static ZoneToken commentPlace(const QByteArray &text, const ZoneEntry &entry);
    static QByteArray commentOf(const QByteArray &text, const ZoneEntry &entry);
    static QByteArray rewritten(const QByteArray &bytes, const FileRow &row, const RecordText &to, const QByteArray &lineEnd);
    QByteArray safely(qsizetype row, const QByteArray &bytes, const RecordText &meant) const;
    static QByteArray ownerOf(const QByteArray &line, const QByteArray &owner);
    static QByteArray unmarked(const QByteArray &bytes);
    static QByteArray marked(const QByteArray &bytes);
    // The text with the bytes of a row replaced; `nameBehind` is what a record without owner behind it would inherit now.
    QByteArray replaced(qsizetype row, const QByteArray &bytes, const QByteArray &nameBehind) const;
    QByteArray inserted(qsizetype row, const QByteArray &bytes, const QByteArray &nameBehind) const;
    // Every row in `rows` becomes what `make` gives; those that are `records` then have their name.
    template <class Make> QByteArray rebuilt(const QList<qsizetype> &rows, bool records, Make make) const;
    QByteArray ownersKept(qsizetype row, qsizetype from, const QByteArray &nameBehind) const;
    Result<QByteArray> nameOf(const RecordText &record, qsizetype row) const;
    bool hasTtl(qsizetype row) const;
    bool isOpenEnd(qsizetype row) const;
    std::unexpected<Error> notHere(qsizetype row) const;
    QByteArray originAfter(qsizetype row) const;
    QByteArray offLine(qsizetype row) const;
    QByteArray lineFor(qsizetype row, const RecordText &record) const;
    QByteArray lineEnd() const { return m_text.contains("\r\n") ? "\r\n" : "\n"; }

    QString m_path;
    QByteArray m_text;
    QByteArray m_zone;
    QList<FileRow> m_rows;
};

} // namespace lockstep
