// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/rulemarks.h"

#include "ui/look/words.h"

namespace lockstep {

QList<RuleMark> ruleMarks(const FileStudy &study)
{
    QList<RuleMark> marks;
    for (const RiskNote &note : study.risks) {
        const int after = study.lineHere(note.after);
        const int line = after > 0 ? after : study.lineHere(note.before);
        if (line > 0)
            marks.append({after > 0 ? DiffSide::Right : DiffSide::Left, line, note.rank, visibleText(sentence(note.text))});
    }
    return marks;
}

} // namespace lockstep
