// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/textfind.h"

#include <QStringMatcher>

namespace lockstep {

TextMatches findText(const TextDiff &diff, const QString &text, const std::atomic<bool> &stop)
{
    TextMatches matches;
    if (text.isEmpty())
        return matches;
    const QStringMatcher matcher(text, Qt::CaseInsensitive);
    for (int row = 0; row < diff.rows.size() && !stop.load(std::memory_order_relaxed); ++row) {
        const TextRow &one = diff.rows[row];
        for (const bool left : {true, false}) {
            const int line = left ? one.left : one.right;
            if (line < 0)
                continue;
            const QStringView words = left ? diff.left.line(line) : diff.right.line(line);
            for (qsizetype at = matcher.indexIn(words); at >= 0; at = matcher.indexIn(words, at + text.size())) {
                ++(left ? matches.left : matches.right);
                const bool listed = !left || one.kind != TextRow::Kind::Same;
                if (listed && matches.list.size() < TextMatches::most)
                    matches.list.append({row, left, int(at)});
            }
        }
    }
    return matches;
}

} // namespace lockstep
