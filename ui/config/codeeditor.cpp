// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/codeeditor.h"

#include "ui/config/codegutter.h"
#include "ui/look/type.h"

#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int linesOfSlice = 2000;
constexpr int tabColumns = 8; // as named's own sources and Debian's files are written
} // namespace

CodeEditor::CodeEditor(QWidget *parent) : QPlainTextEdit(parent), m_gutter(new CodeGutter(this)), m_highlighter(new LazyHighlighter(document()))
{
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setCenterOnScroll(false);
    setAccessibleName(tr("Text of the file"));
    setTabChangesFocus(false);
    viewport()->setMouseTracking(true);
    settleLook();
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEditor::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        showMarks();
        tellDiagnostic();
        m_gutter->update();
    });
    connect(m_highlighter, &LazyHighlighter::progressed, viewport(), qOverload<>(&QWidget::update));
    placeGutter();
}

void CodeEditor::setSyntax(Syntax syntax) { m_highlighter->setSyntax(syntax); }

void CodeEditor::setFirstNumber(int number)
{
    m_firstNumber = number;
    placeGutter();
}

void CodeEditor::setText(const QByteArray &bytes)
{
    m_bytes = TextBytes::read(bytes);
    m_marks.clear();
    m_matches.clear();
    setPlainText(m_bytes.text());
    showMarks();
    tellDiagnostic();
}

void CodeEditor::beginText(const QByteArray &bytes)
{
    setText({});
    m_bytes = TextBytes::read(bytes);
    m_text = m_bytes.text();
    m_taken = 0;
    document()->setUndoRedoEnabled(false);
    readMore();
    moveCursor(QTextCursor::Start);
}

bool CodeEditor::readMore()
{
    qsizetype end = m_taken;
    for (int line = 0; line < linesOfSlice && end < m_text.size(); ++line) {
        const qsizetype next = m_text.indexOf(u'\n', end);
        end = next < 0 ? m_text.size() : next + 1;
    }
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_text.sliced(m_taken, end - m_taken));
    m_taken = end;
    if (m_taken < m_text.size())
        return true;
    m_text.clear();
    m_taken = 0;
    document()->setUndoRedoEnabled(true);
    setModified(false);
    return false;
}

void CodeEditor::changeText(const QByteArray &bytes)
{
    const QByteArray now = text();
    if (bytes == now)
        return;
    const TextBytes other = TextBytes::read(bytes);
    if (m_bytes.write(other.text()) != bytes) { // in another encoding: it cannot be undone into the old one
        const int line = textCursor().blockNumber() + 1;
        setText(bytes);
        goTo(line);
        return;
    }
    const QString before = TextBytes::read(now).text();
    const QString &after = other.text();
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = std::mismatch(before.cbegin(), before.cbegin() + shorter, after.cbegin()).first - before.cbegin();
    qsizetype tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const int top = verticalScrollBar()->value();
    QTextCursor edit(document());
    edit.setPosition(int(head));
    edit.setPosition(int(before.size() - tail), QTextCursor::KeepAnchor);
    edit.insertText(after.sliced(head, after.size() - tail - head));
    verticalScrollBar()->setValue(top);
}

QByteArray CodeEditor::text() const
{
    // Not toPlainText(), which exchanges characters.
    QString text;
    text.reserve(document()->characterCount());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockNumber() > 0)
            text += QLatin1Char('\n');
        text += block.text();
    }
    return m_bytes.write(text);
}

void CodeEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, document()->blockCount()) - 1);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
}

void CodeEditor::placeGutter()
{
    const int width = m_gutter->wantedWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void CodeEditor::settleLook()
{
    setFont(dataFont());
    setTabStopDistance(QFontMetricsF(font()).horizontalAdvance(QLatin1Char(' ')) * tabColumns);
    m_highlighter->setPalette(palette());
    showMarks();
    placeGutter();
}

void CodeEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        settleLook();
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeEditor::paintEvent(QPaintEvent *event)
{
    QTextBlock last = firstVisibleBlock();
    qreal bottom = geometryOf(last).bottom();
    while (bottom < viewport()->height() && last.next().isValid()) {
        last = last.next();
        bottom += blockBoundingRect(last).height();
    }
    m_highlighter->show(firstVisibleBlock(), last);
    QPlainTextEdit::paintEvent(event);
}

void CodeEditor::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText() && !isReadOnly())
        textCursor().insertText(TextBytes::cleaned(source->text()));
    ensureCursorVisible();
}

QMimeData *CodeEditor::createMimeDataFromSelection() const
{
    // Plain text alone: what is pasted elsewhere has no colours.
    auto *plain = new QMimeData;
    plain->setText(textCursor().selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')));
    return plain;
}

} // namespace lockstep
