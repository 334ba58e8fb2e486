// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/lazyhighlighter.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSignalBlocker>
#include <QTextDocument>

namespace lockstep {

namespace {
constexpr int paintMs = 12; // at most, before a paint
constexpr int sliceMs = 5;
} // namespace

LazyHighlighter::LazyHighlighter(QTextDocument *document)
    : QObject(document), m_document(document), m_tones(QGuiApplication::palette()), m_after(document->blockCount())
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(0);
    connect(&m_idle, &QTimer::timeout, this, &LazyHighlighter::readOn);
    connect(document, &QTextDocument::contentsChange, this, &LazyHighlighter::changed);
}

void LazyHighlighter::setSyntax(Syntax syntax)
{
    m_lines.setSyntax(syntax);
    m_after.fill({}, m_document->blockCount());
    m_known = m_edge = m_old = 0;
    ++m_round;
    Q_EMIT progressed();
}

void LazyHighlighter::setPalette(const QPalette &palette)
{
    m_tones = Tones(palette);
    ++m_round;
    Q_EMIT progressed();
}

void LazyHighlighter::changed(int from, int, int added)
{
    const int first = m_document->findBlock(from).blockNumber();
    QTextBlock last = m_document->findBlock(from + added);
    if (!last.isValid())
        last = m_document->lastBlock();
    for (QTextBlock block = m_document->findBlockByNumber(first); block.isValid(); block = block.next()) {
        block.setUserState(-1);
        if (block == last)
            break;
    }
    const int more = m_document->blockCount() - int(m_after.size());
    const bool trusted = m_old > m_edge; // the tail of an earlier edit that is not met again yet
    const int end = trusted ? m_old : m_known;
    if (more > 0)
        m_after.insert(std::min<qsizetype>(first + 1, m_after.size()), more, State());
    else if (more < 0)
        m_after.remove(std::min<qsizetype>(first + 1, m_after.size() + more), -more);
    const int edge = last.blockNumber();
    m_edge = trusted ? std::max(edge, m_edge + (m_edge > first ? more : 0)) : edge;
    m_old = end > first ? end + more : 0;
    m_known = std::min(m_known, first);
}

void LazyHighlighter::take(int line, const State &after)
{
    const bool meets = line >= m_edge && line < m_old && m_after[line] == after;
    m_after[line] = after;
    m_known = line + 1;
    if (meets) {
        m_known = m_old;
        m_old = 0;
    }
}

bool LazyHighlighter::reach(int line, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    QTextBlock block = m_document->findBlockByNumber(m_known);
    while (m_known < line && block.isValid()) {
        const int at = m_known;
        take(at, m_lines.highlight(block.text(), before(at)));
        block.setUserState(-1); // read from another state, its formats may be others
        block = m_known == at + 1 ? block.next() : m_document->findBlockByNumber(m_known);
        if ((at & 63) == 63 && timer.elapsed() >= milliseconds)
            return m_known >= line;
    }
    return true;
}

void LazyHighlighter::readOn()
{
    const bool reached = reach(m_wanted, sliceMs);
    if (!reached)
        m_idle.start();
    else
        Q_EMIT progressed();
}

void LazyHighlighter::show(const QTextBlock &first, const QTextBlock &last)
{
    if (!first.isValid())
        return;
    if (!reach(first.blockNumber(), paintMs)) {
        m_wanted = first.blockNumber();
        m_idle.start();
        return;
    }
    // Formats are no edits: whoever listens to the document hears nothing of them.
    const QSignalBlocker quiet(m_document);
    int from = -1;
    int to = -1;
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        const int line = block.blockNumber();
        QTextLayout *layout = block.layout();
        if ((line >= m_known || block.userState() != m_round) && layout->preeditAreaText().isEmpty()) {
            QList<LineHighlighter::Span> spans;
            const State after = m_lines.highlight(block.text(), before(line), &spans);
            if (line >= m_known) {
                take(line, after);
            }
            block.setUserState(m_round);
            const QList<QTextLayout::FormatRange> formats = LineHighlighter::formats(spans, m_tones);
            if (formats != layout->formats()) {
                layout->setFormats(formats);
                from = from < 0 ? block.position() : from;
                to = block.position() + block.length();
            }
        }
        if (block == last)
            break;
    }
    if (from >= 0)
        m_document->markContentsDirty(from, to - from);
}

bool LazyHighlighter::isCode(const QTextBlock &block, int column)
{
    if (!reach(block.blockNumber(), paintMs))
        return true;
    QList<LineHighlighter::Span> spans;
    m_lines.highlight(block.text(), before(block.blockNumber()), &spans);
    for (const LineHighlighter::Span &span : std::as_const(spans)) {
        if (column >= span.start && column < span.start + span.length)
            return span.style != Tones::Style::Comment && span.style != Tones::Style::String && span.style != Tones::Style::SpecialChar;
    }
    return true;
}

} // namespace lockstep
