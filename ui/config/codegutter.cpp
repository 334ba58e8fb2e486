// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/codegutter.h"

#include "ui/config/codeeditor.h"
#include "ui/look/type.h"
#include "ui/look/words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace lockstep {

namespace {
constexpr int sign = 14;
}

CodeGutter::CodeGutter(CodeEditor *editor) : QWidget(editor), m_editor(editor)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::ArrowCursor);
}

int CodeGutter::wantedWidth() const
{
    const int digits = std::max<int>(3, int(QString::number(m_editor->blockCount() + m_editor->firstNumber() - 1).size()));
    return space::tight + sign + space::tight + QFontMetrics(m_editor->font()).horizontalAdvance(QLatin1Char('9')) * digits + space::medium;
}

void CodeGutter::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const QPalette &palette = m_editor->palette();
    painter.fillRect(event->rect(), palette.color(QPalette::AlternateBase));
    painter.fillRect(QRect(width() - 1, event->rect().top(), 1, event->rect().height()), lineOf(palette));
    painter.setFont(m_editor->font());
    const int current = m_editor->textCursor().blockNumber();
    for (QTextBlock block = m_editor->firstVisible(); block.isValid(); block = block.next()) {
        const QRect row = m_editor->geometryOf(block).toAlignedRect();
        if (row.top() > event->rect().bottom())
            break;
        if (row.bottom() < event->rect().top())
            continue;
        const bool here = block.blockNumber() == current;
        const QList<Diagnostic> faults = m_editor->diagnosticsOf(block);
        painter.setPen(palette.color(here ? QPalette::Text : QPalette::PlaceholderText));
        if (!faults.isEmpty()) {
            const bool danger = std::ranges::any_of(faults, [](const Diagnostic &one) { return one.tone == Tone::Danger; });
            const Tone tone = danger ? Tone::Danger : Tone::Attention;
            painter.fillRect(QRect(0, row.top(), width() - 1, row.height()), groundOf(tone, palette));
            const QRect place(space::tight, row.top() + (painter.fontMetrics().height() - sign) / 2, sign, sign);
            (danger ? themeIcon("emblem-error") : themeIcon("emblem-warning")).paint(&painter, place);
            painter.setPen(inkOf(tone, palette));
        }
        painter.drawText(QRect(0, row.top(), width() - space::small, painter.fontMetrics().height()), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(block.blockNumber() + m_editor->firstNumber()));
    }
}

bool CodeGutter::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QTextBlock block = m_editor->cursorForPosition(QPoint(0, help->pos().y())).block();
        QToolTip::showText(help->globalPos(), m_editor->tipOf(block, -1), this);
        return true;
    }
    return QWidget::event(event);
}

void CodeGutter::mousePressEvent(QMouseEvent *event)
{
    m_from = m_editor->cursorForPosition(QPoint(0, event->pos().y())).blockNumber();
    mouseMoveEvent(event);
}

// Whole lines, with their ends.
void CodeGutter::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_from < 0)
        return;
    const int to = m_editor->cursorForPosition(QPoint(0, event->pos().y())).blockNumber();
    const QTextDocument *document = m_editor->document();
    QTextCursor cursor(document->findBlockByNumber(std::max(to, m_from)));
    cursor.movePosition(QTextCursor::EndOfBlock);
    cursor.movePosition(QTextCursor::NextCharacter);
    const int end = cursor.position();
    const int begin = document->findBlockByNumber(std::min(to, m_from)).position();
    cursor.setPosition(to >= m_from ? begin : end);
    cursor.setPosition(to >= m_from ? end : begin, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
    m_editor->setFocus();
}

void CodeGutter::wheelEvent(QWheelEvent *event) { QCoreApplication::sendEvent(m_editor->viewport(), event); }

} // namespace lockstep
