// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"
#include "core/review/reviewrow.h"
#include "core/review/risk.h"

namespace lockstep {

// What one file's difference means. A finished value; any thread may make it.
struct FileStudy
{
    // Text: its meaning cannot be told or it has none, lines are all there is; `problems` say why where something is wrong
    // Binary: bytes that are no text
    enum class Kind { Meaning, Text, Binary };
    static constexpr qsizetype mostRows = 200'000; // that are listed; what is more is Said
    Kind kind = Kind::Meaning;
    QList<ReviewRow> rows; // with patterns
    QList<RiskNote> risks; // ranked
    QList<Error> problems; // of either side
    // What is looked at one by one: each record and statement that changed, known by the file and what its row says; where there
    // is none, the file's bytes on both sides.
    QList<Digest> units;
    QList<Digest> unitsOfRows; // by row; null for those that only say something
    QStringList names;         // as places call the file itself; what stands elsewhere is of a file that it includes
    int lineHere(const Origin &place) const { return names.contains(place.file) ? place.line : 0; } // 0: not in this file
    bool hasUnit(qsizetype row) const { return !unitsOfRows[row].isNull(); }
};

// Of a zone's file.
FileStudy studyOfZone(const ReviewFile &file, const ReviewSet &set);
// Of all files that are no zone's, by ReviewFile::id(): what their configuration says as a whole.
QHash<QString, FileStudy> studyOfConfiguration(const ReviewSet &set);

} // namespace lockstep
