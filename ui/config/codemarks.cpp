// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/codeeditor.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

namespace lockstep {

namespace {

bool isWord(QChar c) { return !c.isSpace() && c != QLatin1Char(';') && c != QLatin1Char('{') && c != QLatin1Char('}'); }

// The text that a diagnostic is about: never nothing, as long as its line has something.
QPair<int, int> rangeOf(const Diagnostic &diagnostic, const QString &line)
{
    const int size = int(line.size());
    int begin = 0;
    while (begin < size && line[begin].isSpace())
        ++begin;
    int end = size;
    while (end > begin && line[end - 1].isSpace())
        --end;
    if (diagnostic.column <= 0)
        return {begin, end};
    const int at = std::min(diagnostic.column - 1, std::max(end - 1, 0));
    if (diagnostic.length > 0)
        return {at, std::min(at + diagnostic.length, size)};
    int to = at;
    while (to < size && isWord(line[to]))
        ++to;
    return {at, std::max(to, std::min(at + 1, size))};
}

} // namespace

void CodeEditor::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    if (diagnostics == this->diagnostics())
        return;
    m_marks.clear();
    for (const Diagnostic &one : diagnostics) {
        const QTextBlock block = document()->findBlockByNumber(std::clamp(one.line, 1, document()->blockCount()) - 1);
        const auto [begin, end] = rangeOf(one, block.text());
        QTextCursor range(document());
        range.setPosition(block.position() + begin);
        range.setPosition(block.position() + end, QTextCursor::KeepAnchor);
        m_marks.append({one, range});
    }
    showMarks();
    tellDiagnostic();
    viewport()->update();
    for (QWidget *child : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        child->update(); // the gutter too
}

QList<Diagnostic> CodeEditor::diagnostics() const
{
    QList<Diagnostic> now;
    for (const Mark &mark : m_marks) {
        Diagnostic one = mark.diagnostic;
        one.line = document()->findBlock(mark.range.selectionStart()).blockNumber() + 1;
        now.append(one);
    }
    return now;
}

QList<Diagnostic> CodeEditor::diagnosticsOf(const QTextBlock &block) const
{
    QList<Diagnostic> here;
    for (const Mark &mark : m_marks) {
        const int at = mark.range.selectionStart();
        if (at >= block.position() && at < block.position() + block.length())
            here.append(mark.diagnostic);
    }
    return here;
}

void CodeEditor::goToDiagnostic(bool backwards)
{
    QList<int> places;
    for (const Mark &mark : std::as_const(m_marks))
        places.append(mark.range.selectionStart());
    if (places.isEmpty())
        return;
    std::ranges::sort(places);
    const int at = textCursor().position();
    int next = backwards ? places.last() : places.first();
    if (backwards) {
        if (const auto it = std::ranges::lower_bound(places, at); it != places.begin())
            next = *std::prev(it);
    } else if (const auto it = std::ranges::upper_bound(places, at); it != places.end()) {
        next = *it;
    }
    const QTextBlock block = document()->findBlock(next);
    goTo(block.blockNumber() + 1, next - block.position() + 1);
}

void CodeEditor::setMatches(const QList<QTextEdit::ExtraSelection> &matches)
{
    m_matches = matches;
    showMarks();
}

// What lies below comes first.
void CodeEditor::showMarks()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (!textCursor().hasSelection()) {
        QTextEdit::ExtraSelection line;
        line.format.setBackground(palette().color(QPalette::AlternateBase));
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        line.cursor = textCursor();
        marks.append(line);
    }
    marks += m_matches;
    for (const Mark &mark : std::as_const(m_marks)) {
        QTextEdit::ExtraSelection wave;
        wave.cursor = mark.range;
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(inkOf(mark.diagnostic.tone, palette()));
        marks.append(wave);
    }
    addBrackets(marks);
    setExtraSelections(marks);
}

void CodeEditor::tellDiagnostic()
{
    QStringList sentences;
    for (const Diagnostic &one : diagnosticsOf(textCursor().block()))
        sentences.append(one.sentence);
    Q_EMIT diagnosticShown(sentences.join(QLatin1Char('\n')));
}

// Column -1: of the whole line.
QString CodeEditor::tipOf(const QTextBlock &block, int column) const
{
    QStringList lines;
    const QString text = block.text();
    if (column >= 0 && column < text.size()) {
        if (const char32_t hidden = m_bytes.hiddenBy(text[column]))
            lines.append(tr("A character that cannot be seen: %1").arg(TextBytes::nameOf(hidden)));
    }
    const int at = block.position() + column;
    for (const Mark &mark : m_marks) {
        const int begin = mark.range.selectionStart();
        const bool inLine = begin >= block.position() && begin < block.position() + block.length();
        if (column < 0 ? inLine : at >= begin && at < std::max(mark.range.selectionEnd(), begin + 1))
            lines.append(mark.diagnostic.sentence);
    }
    return lines.join(QLatin1Char('\n'));
}

bool CodeEditor::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QTextCursor cursor = cursorForPosition(help->pos());
        const QString tip = tipOf(cursor.block(), cursor.positionInBlock());
        // A tooltip that begins with "<" would be read as rich text.
        QToolTip::showText(help->globalPos(),
                           tip.isEmpty() ? tip : QStringLiteral("<qt>%1</qt>").arg(tip.toHtmlEscaped().replace(u'\n', QLatin1String("<br>"))),
                           viewport());
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

} // namespace lockstep
