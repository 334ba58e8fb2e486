// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"
#include "core/review/filereview.h"
#include "core/zone/recordstep.h"

namespace lockstep {

// Lines of a staged text that are replaced by others.
struct LinesEdit
{
    int first = 1; // from 1
    int count = 0; // 0: what is new goes before `first`
    QByteArray lines;
};

// The lines' bytes, with their line ends.
QByteArray linesOf(const QByteArray &text, int first, int count);
// What is new ends its last line where something follows, as the text ends its own.
QByteArray withLines(const QByteArray &text, const LinesEdit &edit);
// The edit of a zone's file as that of one record, where it is no more than that: nothing else than those lines becomes another
// thing.
std::optional<RecordStep> recordStepOf(const ReviewFile &file, const LinesEdit &edit);
// Which lines of one side belong together: those of a record or of a statement. Read once for as many lines as are asked for.
class LineUnits
{
public:
    enum class Side { Before, After };
    LineUnits(const ReviewFile &file, Side side);
    // Of what stands at a line, from 1: the record, or the statement that begins there, else the innermost. The line alone where
    // nothing is known.
    LinesEdit around(int line) const;

private:
    QByteArray m_text;
    std::optional<ZoneRows> m_rows;
    std::optional<ConfFile> m_conf;
};

// One row of a difference's meaning as lines on both sides, to be put back alone: where it stands before and after, from 1, 0 on a
// side that does not have it, and the hunk that holds it.
struct LinesOfRow
{
    int before = 0;
    int after = 0;
    Hunk hunk;
};
QList<Hunk> hunksOf(const ReviewFile &file, const QList<LinesOfRow> &rows);

} // namespace lockstep
