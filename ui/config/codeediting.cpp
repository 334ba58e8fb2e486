// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/codeeditor.h"

#include "ui/look/type.h"

#include <QKeyEvent>

namespace lockstep {

namespace {

constexpr int searchedLines = 5000; // for a bracket's other half

QString indentationOf(const QString &line)
{
    qsizetype end = 0;
    while (end < line.size() && (line[end] == QLatin1Char(' ') || line[end] == QLatin1Char('\t')))
        ++end;
    return line.first(end);
}

} // namespace

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers keys = event->modifiers() & ~Qt::KeypadModifier;
    if (isReadOnly())
        return QPlainTextEdit::keyPressEvent(event);
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && keys == Qt::NoModifier)
        return insertLine();
    if (event->key() == Qt::Key_Tab && keys == Qt::NoModifier && textCursor().hasSelection())
        return indent(false);
    if (event->key() == Qt::Key_Backtab)
        return indent(true);
    QPlainTextEdit::keyPressEvent(event);
    // A brace that closes a block stands under the statement that opened it.
    if (event->text() == QLatin1String("}") && syntax() == Syntax::NamedConf) {
        QTextCursor cursor = textCursor();
        const QString line = cursor.block().text();
        const int other = matchOf(cursor.position() - 1);
        if (other < 0 || line.trimmed() != QLatin1String("}"))
            return;
        const QString wanted = indentationOf(document()->findBlock(other).text());
        if (indentationOf(line) == wanted)
            return;
        cursor.joinPreviousEditBlock();
        cursor.setPosition(cursor.block().position());
        cursor.setPosition(cursor.block().position() + int(indentationOf(line).size()), QTextCursor::KeepAnchor);
        cursor.insertText(wanted);
        cursor.endEditBlock();
    }
}

// The next line is indented as this one, one step more behind an open brace. In a zone white space at the begin of a line is
// an owner: nothing is put there by itself.
void CodeEditor::insertLine()
{
    QTextCursor cursor = textCursor();
    QString indentation;
    if (syntax() != Syntax::DnsZone) {
        const QString before = cursor.block().text().first(std::min(cursor.selectionStart(), cursor.position()) -
                                                           document()->findBlock(cursor.selectionStart()).position());
        const QString line = document()->findBlock(cursor.selectionStart()).text();
        indentation = indentationOf(line).first(std::min(indentationOf(line).size(), before.size()));
        if (syntax() == Syntax::NamedConf && before.trimmed().endsWith(QLatin1Char('{')))
            indentation += QLatin1Char('\t');
    }
    cursor.insertText(QLatin1Char('\n') + indentation);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void CodeEditor::forSelectedLines(const std::function<void(QTextCursor)> &edit)
{
    QTextCursor cursor = textCursor();
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    QTextBlock last = document()->findBlock(cursor.selectionEnd());
    if (cursor.hasSelection() && last != block && cursor.selectionEnd() == last.position())
        last = last.previous(); // the selection ends before its first character
    cursor.beginEditBlock();
    for (;; block = block.next()) {
        edit(QTextCursor(block));
        if (block == last)
            break;
    }
    cursor.endEditBlock();
}

void CodeEditor::indent(bool outwards)
{
    forSelectedLines([outwards](QTextCursor cursor) {
        const QString line = cursor.block().text();
        if (!outwards) {
            if (!line.isEmpty())
                cursor.insertText(QStringLiteral("\t"));
            return;
        }
        qsizetype spaces = 0;
        while (spaces < line.size() && spaces < 8 && line[spaces] == QLatin1Char(' '))
            ++spaces;
        const qsizetype gone = line.startsWith(QLatin1Char('\t')) ? 1 : spaces;
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, int(gone));
        cursor.removeSelectedText();
    });
}

QString CodeEditor::commentSign() const
{
    switch (syntax()) {
    case Syntax::DnsZone:
        return QStringLiteral("; ");
    case Syntax::NamedConf:
        return QStringLiteral("// ");
    case Syntax::Plain:
        break;
    }
    return QStringLiteral("# ");
}

void CodeEditor::toggleComment()
{
    if (isReadOnly())
        return;
    const QString sign = commentSign();
    const QString bare = sign.trimmed();
    bool all = true;
    forSelectedLines([&](const QTextCursor &cursor) {
        const QString line = cursor.block().text().trimmed();
        all = all && (line.isEmpty() || line.startsWith(bare));
    });
    forSelectedLines([&](QTextCursor cursor) {
        const QString line = cursor.block().text();
        if (line.trimmed().isEmpty())
            return;
        const int at = syntax() == Syntax::DnsZone ? 0 : int(indentationOf(line).size());
        cursor.setPosition(cursor.block().position() + at);
        if (!all) {
            cursor.insertText(sign);
            return;
        }
        const int begin = int(indentationOf(line).size());
        cursor.setPosition(cursor.block().position() + begin);
        const int length = int(line.sliced(begin).startsWith(sign) ? sign.size() : bare.size());
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, length);
        cursor.removeSelectedText();
    });
}

int CodeEditor::matchOf(int position) const
{
    static const QString brackets = QStringLiteral("{}()");
    const QChar here = position < 0 ? QChar() : document()->characterAt(position);
    const qsizetype kind = here.isNull() ? -1 : brackets.indexOf(here);
    QTextBlock block = document()->findBlock(position);
    if (kind < 0 || !m_highlighter->isCode(block, position - block.position()))
        return -1;
    const int step = kind % 2 == 0 ? 1 : -1;
    const QChar other = brackets[kind + step];
    int depth = 0;
    int column = position - block.position();
    for (int lines = 0; block.isValid() && lines < searchedLines; ++lines) {
        const QString text = block.text();
        for (; column >= 0 && column < text.size(); column += step) {
            if ((text[column] != here && text[column] != other) || !m_highlighter->isCode(block, column))
                continue;
            depth += text[column] == here ? 1 : -1;
            if (depth == 0)
                return block.position() + column;
        }
        block = step > 0 ? block.next() : block.previous();
        column = step > 0 ? 0 : int(block.text().size()) - 1;
    }
    return -1;
}

void CodeEditor::addBrackets(QList<QTextEdit::ExtraSelection> &marks) const
{
    const int at = textCursor().position();
    for (const int beside : {at - 1, at}) {
        const int other = matchOf(beside);
        if (other < 0)
            continue;
        for (const int place : {beside, other}) {
            QTextEdit::ExtraSelection mark;
            mark.format.setBackground(groundOf(Tone::Accent, palette()));
            mark.format.setForeground(inkOf(Tone::Accent, palette()));
            mark.format.setFontWeight(QFont::Bold);
            mark.cursor = textCursor();
            mark.cursor.setPosition(place);
            mark.cursor.setPosition(place + 1, QTextCursor::KeepAnchor);
            marks.append(mark);
        }
        return;
    }
}

} // namespace lockstep
