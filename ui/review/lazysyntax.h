// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/textlines.h"
#include "ui/config/linehighlighter.h"

#include <QCache>

namespace lockstep {

// The colours of a text that are worked out when somebody looks, in blocks of lines. A zone is begun at a record near them, so that
// the middle of a million lines is not waited for; where that was guessed wrong, in the middle of a long record, it holds until
// the block above is known. The blocks of other texts need all above them, for a comment may begin anywhere, and their
// states are kept. Lines whose block is not reached yet have no colours.
class LazySyntax
{
public:
    static constexpr int blockLines = 32;
    static constexpr qsizetype mostLetters = 4000; // of a line; behind them it is plain
    using Span = LineHighlighter::Span;

    LazySyntax();
    void setText(const TextLines &text);
    void setSyntax(Syntax syntax);
    const QList<Span> &spans(int line) const;
    // Works on the next block on the way to `line`. Gives its first line, or -1 when everything up to there is done.
    int advance(int line);
    // Whether lines can be looked at without all that stands above.
    bool beginsAnywhere() const { return m_highlighter.syntax() == Syntax::DnsZone; }

private:
    struct Block
    {
        LineHighlighter::State before;
        LineHighlighter::State after;
        QList<QList<Span>> lines;
    };
    LineHighlighter::State highlight(int begin, int end, LineHighlighter::State state, QList<QList<Span>> *spans);
    LineHighlighter::State stateNear(int block);
    bool beginsRecord(int line) const;

    LineHighlighter m_highlighter;
    TextLines m_text;
    QList<LineHighlighter::State> m_states; // at the beginning of block i; one more than blocks that were passed
    QCache<int, Block> m_blocks{1024};
};

} // namespace lockstep
