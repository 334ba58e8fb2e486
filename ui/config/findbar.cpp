// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/findbar.h"

#include "ui/config/codeeditor.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace lockstep {

FindBar::FindBar(CodeEditor *editor, QWidget *parent) : QWidget(parent), m_editor(editor)
{
    build();
    const auto act = [this](const QString &text, const QKeySequence &keys, const std::function<void()> &run) { return addAction(text, keys, run); };
    act(tr("&Find..."), QKeySequence::Find, [this] { openFind(); });
    act(tr("&Replace..."), QKeySequence(Qt::CTRL | Qt::Key_H), [this] { openReplace(); });
    act(tr("Find &next"), QKeySequence(Qt::Key_F3), [this] { findNext(); });
    act(tr("Find &previous"), QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { findNext(true); });
    act(tr("&Go to line..."), QKeySequence(Qt::CTRL | Qt::Key_G), [this] { openLine(); });
    act(tr("&Comment lines, or take the comment away"), QKeySequence(Qt::CTRL | Qt::Key_Slash), [this] { m_editor->toggleComment(); });
    m_later.setSingleShot(true);
    m_later.setInterval(100);
    connect(&m_later, &QTimer::timeout, this, [this] { lookAgain(false); });
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (isVisible() && m_findRow->isVisibleTo(this))
            m_later.start();
    });
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, &FindBar::tellCount);
    connect(m_editor->verticalScrollBar(), &QScrollBar::valueChanged, this, &FindBar::paintPlaces);
    m_editor->installEventFilter(this);
    hide();
}

QAction *FindBar::addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    m_editor->addAction(action);
    QWidget::addAction(action);
    m_actions.append(action);
    return action;
}

void FindBar::open(bool find, bool replace)
{
    m_findRow->setVisible(find);
    m_replaceRow->setVisible(replace && !m_editor->isReadOnly());
    m_lineRow->setVisible(!find);
    say({});
    show();
}

void FindBar::openFind()
{
    const QString selected = m_editor->textCursor().selectedText();
    open(true, m_replaceRow->isVisibleTo(this) && isVisible());
    m_from = m_editor->textCursor().selectionStart();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_text->setText(selected);
    m_text->selectAll();
    m_text->setFocus(Qt::ShortcutFocusReason);
    lookAgain(false);
}

void FindBar::openReplace()
{
    open(true, true);
    openFind();
    if (!m_text->text().isEmpty() && !m_editor->isReadOnly())
        m_with->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::openLine()
{
    open(false, false);
    m_line->setText(QString::number(m_editor->line()));
    m_line->selectAll();
    m_line->setFocus(Qt::ShortcutFocusReason);
    say(tr("%n line(s)", nullptr, m_editor->blockCount()));
    m_editor->setMatches({});
}

void FindBar::close()
{
    hide();
    m_editor->setMatches({});
    m_editor->setFocus(Qt::OtherFocusReason);
}

TextSearch FindBar::search() const { return {m_text->text(), m_case->isChecked(), m_word->isChecked(), m_expression->isChecked()}; }

void FindBar::lookAgain(bool jump)
{
    m_later.stop();
    const TextSearch now = search();
    m_found = {};
    m_compiled = now.compiled();
    m_wrong = !m_compiled.isValid();
    if (m_wrong) {
        // Its offset counts from what stands in front of the pattern for whole words.
        const int offset = std::max(0, int(m_compiled.patternErrorOffset()) - (now.wholeWord ? 14 : 0));
        say(tr("This is not a regular expression, at character %1: %2.").arg(offset + 1).arg(m_compiled.errorString()), true);
    } else {
        say({});
        if (!now.text.isEmpty())
            m_found = findPlaces(*m_editor->document(), m_compiled);
    }
    if (jump && !m_found.places.isEmpty()) {
        const auto it = std::ranges::lower_bound(m_found.places, m_from, {}, &TextPlace::position);
        select(it == m_found.places.end() ? m_found.places.first() : *it);
    }
    paintPlaces();
    tellCount();
}

// Only those in sight: an editor looks at all of its selections for every line that it paints.
void FindBar::paintPlaces()
{
    if (!isVisible() || !m_findRow->isVisibleTo(this))
        return;
    QList<QTextEdit::ExtraSelection> marks;
    const int top = m_editor->firstVisible().position();
    const int bottom = m_editor->cursorForPosition(m_editor->viewport()->rect().bottomRight()).position();
    auto it = std::ranges::lower_bound(m_found.places, top, {}, &TextPlace::position);
    for (; it != m_found.places.end() && it->position <= bottom; ++it) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(groundOf(Tone::Attention, palette()));
        mark.cursor = QTextCursor(m_editor->document());
        mark.cursor.setPosition(it->position);
        mark.cursor.setPosition(std::min(it->position + it->length, m_editor->document()->characterCount() - 1), QTextCursor::KeepAnchor);
        marks.append(mark);
    }
    m_editor->setMatches(marks);
}

qsizetype FindBar::current() const
{
    const QTextCursor cursor = m_editor->textCursor();
    const auto it = std::ranges::lower_bound(m_found.places, cursor.selectionStart(), {}, &TextPlace::position);
    const bool there = it != m_found.places.end() && it->position == cursor.selectionStart() && it->length == cursor.selectionEnd() - it->position;
    return there ? it - m_found.places.begin() : -1;
}

void FindBar::tellCount()
{
    if (!isVisible())
        return;
    const qsizetype at = current();
    const QString all = m_found.more ? tr("more than %1").arg(m_found.places.size()) : QString::number(m_found.places.size());
    QString text;
    if (m_text->text().isEmpty() || m_wrong)
        text = QString();
    else if (m_found.places.isEmpty())
        text = m_found.more ? tr("looked too long") : tr("not found");
    else if (at < 0)
        text = tr("%1 found").arg(all);
    else
        text = tr("%1 of %2").arg(at + 1).arg(all);
    m_count->setText(text);
    m_count->setTone(m_found.places.isEmpty() && !text.isEmpty() ? Tone::Danger : Tone::Neutral);
    m_replace->setEnabled(!m_found.places.isEmpty());
    m_all->setEnabled(!m_found.places.isEmpty());
}

void FindBar::select(const TextPlace &place)
{
    QTextCursor cursor(m_editor->document());
    cursor.setPosition(place.position);
    cursor.setPosition(place.position + place.length, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
}

void FindBar::findNext(bool backwards)
{
    if (!isVisible() || !m_findRow->isVisibleTo(this) || m_text->text().isEmpty()) {
        openFind();
        if (m_text->text().isEmpty())
            return;
        m_editor->setFocus(Qt::ShortcutFocusReason);
    }
    if (m_later.isActive())
        lookAgain(false);
    if (m_found.places.isEmpty())
        return;
    const QTextCursor cursor = m_editor->textCursor();
    const QList<TextPlace> &places = m_found.places;
    if (backwards) {
        const auto it = std::ranges::lower_bound(places, cursor.selectionStart(), {}, &TextPlace::position);
        select(it == places.begin() ? places.last() : *std::prev(it));
        say(it == places.begin() ? tr("Went on from the end.") : QString());
    } else {
        const auto it = std::ranges::lower_bound(places, cursor.selectionEnd() + (cursor.hasSelection() ? 0 : 1), {}, &TextPlace::position);
        select(it == places.end() ? places.first() : *it);
        say(it == places.end() ? tr("Went on from the beginning.") : QString());
    }
    m_from = m_editor->textCursor().selectionStart();
}

void FindBar::replaceOne()
{
    if (m_later.isActive())
        lookAgain(false);
    const qsizetype at = current();
    if (at < 0)
        return findNext();
    QTextCursor cursor = m_editor->textCursor();
    const QTextBlock block = cursor.document()->findBlock(cursor.selectionStart());
    const QRegularExpressionMatch match = m_compiled.match(block.text(), cursor.selectionStart() - block.position());
    cursor.insertText(m_expression->isChecked() ? expanded(m_with->text(), match) : m_with->text());
    m_editor->setTextCursor(cursor);
    m_from = cursor.position();
    lookAgain(true);
}

// One step of undo, from the end so that no place moves.
void FindBar::replaceAll()
{
    lookAgain(false);
    const QList<TextPlace> places = m_found.places;
    QTextCursor edit(m_editor->document());
    edit.beginEditBlock();
    for (auto it = places.crbegin(); it != places.crend(); ++it) {
        const QTextBlock block = m_editor->document()->findBlock(it->position);
        const QRegularExpressionMatch match = m_compiled.match(block.text(), it->position - block.position());
        edit.setPosition(it->position);
        edit.setPosition(it->position + it->length, QTextCursor::KeepAnchor);
        edit.insertText(m_expression->isChecked() ? expanded(m_with->text(), match) : m_with->text());
    }
    edit.endEditBlock();
    const bool more = m_found.more;
    lookAgain(false);
    say(more ? tr("%n place(s) replaced; there are more.", nullptr, int(places.size())) : tr("%n place(s) replaced.", nullptr, int(places.size())));
}

void FindBar::goToLine()
{
    bool number = false;
    const QStringList parts = m_line->text().trimmed().split(QLatin1Char(':'));
    const int line = parts.value(0).toInt(&number);
    if (!number || line < 1) {
        say(tr("Write the number of a line, from 1 to %1.").arg(m_editor->blockCount()), true);
        return;
    }
    m_editor->goTo(line, std::max(1, parts.value(1).toInt()));
    close();
}

} // namespace lockstep
