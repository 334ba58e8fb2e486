// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/painting.h"

#include <KSyntaxHighlighting/Format>

namespace lockstep {

namespace {

// Without their ends; there is none behind the last end.
QStringList textLines(const QByteArray &text)
{
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace

QList<PaintedLine> Painting::of(const QByteArray &text, const KSyntaxHighlighting::Definition &definition)
{
    Painting painting;
    painting.setDefinition(definition);
    const KSyntaxHighlighting::State first = painting.highlightLine(QStringView(), {}); // a default State compares to nothing
    KSyntaxHighlighting::State state = first;
    QList<PaintedLine> all;
    for (const QString &line : textLines(text)) {
        painting.m_runs.clear();
        const bool atStart = state == first;
        state = painting.highlightLine(line, state);
        all.append({line, painting.m_runs, atStart});
    }
    return all;
}

void Painting::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    if (length == 0)
        return;
    if (!m_runs.isEmpty() && m_runs.last().format == format.name())
        m_runs.last().length += length;
    else
        m_runs.append({offset, length, format.name()});
}

} // namespace lockstep
