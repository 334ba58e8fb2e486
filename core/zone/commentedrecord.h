// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/recordreader.h"
#include "core/zone/zoneparts.h"

namespace lockstep {

// $ORIGIN at places of a zone's files.
class FileOrigins
{
public:
    // `zone` in wire form. The parts must have been asked for.
    FileOrigins(const QByteArray &zone, const ZoneParts &parts) : m_zone(zone), m_parts(parts) {}
    // In wire form. A file that is included several times has the origins of the first time.
    QByteArray at(const QString &file, qsizetype offset);

private:
    struct Change
    {
        qsizetype begin; // of its line
        QByteArray origin;
    };
    void walk(size_t part, QByteArray origin, int depth);

    const QByteArray &m_zone;
    const ZoneParts &m_parts;
    std::vector<ZoneParts::Part> m_all{};
    QHash<QString, size_t> m_byName{};
    QHash<QString, std::vector<Change>> m_changes{};
};

// A record that stands in a comment.
struct CommentedRecord
{
    QByteArray owner;
    int type = 0;
    QByteArray rdata;
    qsizetype lines = 1;
    qsizetype mark = 1; // bytes of each line in front of the record
};

// Reads comments as the records that they may have been: ";~ ", as ZoneRows takes a record out, and ';' at the beginning of the
// line, as people do.
class CommentedRecords
{
public:
    // What the comment that is line `line` could be, the most likely first; `origin` is $ORIGIN there.
    QList<CommentedRecord> at(const LineTable &lines, qsizetype line, QByteArrayView origin);

private:
    void read(const LineTable &lines, qsizetype line, QByteArrayView origin, QByteArrayView mark, qsizetype markSize, QByteArrayView owner);

    QList<CommentedRecord> m_found;
    WireBuffer m_data;
};

} // namespace lockstep
