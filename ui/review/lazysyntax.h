// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/textlines.h"
#include "ui/config/linehighlighter.h"

#include <QCache>

namespace lockstep {

// The colours of a text that are worked out when there is time: from the top in blocks of 64 lines, the state kept at the
// beginning of each. Lines whose block is not reached yet have none.
class LazySyntax
{
public:
    static constexpr int blockLines = 64;
    static constexpr qsizetype mostLetters = 4000; // of a line; behind them it is plain
    using Span = LineHighlighter::Span;

    LazySyntax();
    void setText(const TextLines &text);
    void setSyntax(Syntax syntax);
    const QList<Span> &spans(int line) const;
    // Works on the next block on the way to `line`. Gives its first line, or -1 when everything up to there is done.
    int advance(int line);

private:
    using Block = QList<QList<Span>>;
    LineHighlighter m_highlighter;
    TextLines m_text;
    QList<LineHighlighter::State> m_states; // at the beginning of block i; one more than blocks that were passed
    mutable QCache<int, Block> m_blocks{512};
};

} // namespace lockstep
