// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/config/syntax.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>

#include <QList>
#include <QTextLayout>

namespace lockstep {

// Highlights single lines for whoever keeps them: an editor's document or rows that are painted. A line needs the state at
// the end of the line before it; the first one begins with a default State.
class LineHighlighter : private KSyntaxHighlighting::AbstractHighlighter
{
public:
    using State = KSyntaxHighlighting::State;
    // Normal text has no span; spans are in order and do not overlap.
    struct Span
    {
        int start = 0;
        int length = 0;
        Tones::Style style = Tones::Style::Normal;
        bool operator==(const Span &) const = default;
    };

    explicit LineHighlighter(Syntax syntax = Syntax::Plain) { setSyntax(syntax); }
    Syntax syntax() const { return m_syntax; }
    void setSyntax(Syntax syntax);
    // `line` without its end. Gives the state at its end; spans are only wanted when there is somewhere to put them.
    State highlight(QStringView line, const State &before, QList<Span> *spans = nullptr);
    // For a QTextLayout, which takes spans as formats.
    static QList<QTextLayout::FormatRange> formats(const QList<Span> &spans, const Tones &tones);

private:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

    Syntax m_syntax = Syntax::Plain;
    QList<Span> *m_spans = nullptr;
};

} // namespace lockstep
