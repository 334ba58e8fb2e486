// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/linehighlighter.h"

#include <KSyntaxHighlighting/Format>

namespace lockstep {

void LineHighlighter::setSyntax(Syntax syntax)
{
    m_syntax = syntax;
    setDefinition(lockstep::definition(syntax));
}

LineHighlighter::State LineHighlighter::highlight(QStringView line, const State &before, QList<Span> *spans)
{
    if (m_syntax == Syntax::Plain)
        return before;
    m_spans = spans;
    State after = highlightLine(line, before);
    m_spans = nullptr;
    return after;
}

void LineHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    if (!m_spans || length == 0)
        return;
    const Tones::Style style = format.textStyle();
    if (style == Tones::Style::Normal)
        return;
    if (!m_spans->isEmpty() && m_spans->last().style == style && m_spans->last().start + m_spans->last().length == offset)
        m_spans->last().length += length;
    else
        m_spans->append({offset, length, style});
}

QList<QTextLayout::FormatRange> LineHighlighter::formats(const QList<Span> &spans, const Tones &tones)
{
    QList<QTextLayout::FormatRange> ranges;
    ranges.reserve(spans.size());
    for (const Span &span : spans)
        ranges.append({span.start, span.length, tones.format(span.style)});
    return ranges;
}

} // namespace lockstep
