// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/config/linehighlighter.h"

#include <QObject>
#include <QTextBlock>
#include <QTimer>

class QTextDocument;

namespace lockstep {

// Highlights the lines of a document that are looked at; what lies above them is only read, in slices while nothing else is to be
// done. Formats are put on as an editor's paint event asks for them: they are no edits, and no signal of the document tells of
// them.
class LazyHighlighter : public QObject
{
    Q_OBJECT
public:
    explicit LazyHighlighter(QTextDocument *document);
    Syntax syntax() const { return m_lines.syntax(); }
    void setSyntax(Syntax syntax);
    void setPalette(const QPalette &palette);
    // Puts the formats on lines [first, last]; plain for now where the way there is too long for one event, and progressed()
    // tells when they can be asked for again.
    void show(const QTextBlock &first, const QTextBlock &last);
    // Whether a character is neither of a comment nor of a string nor wrong.
    bool isCode(const QTextBlock &block, int column);

Q_SIGNALS:
    void progressed();

private:
    using State = LineHighlighter::State;
    void changed(int from, int removed, int added);
    // Reads on until the states of lines before `line` are known; false when the time was up before.
    bool reach(int line, int milliseconds);
    void readOn();
    State before(int line) const { return line == 0 ? State() : m_after[line - 1]; }
    void take(int line, const State &after);

    QTextDocument *m_document;
    LineHighlighter m_lines;
    Tones m_tones;
    QList<State> m_after; // by line: the state at its end
    int m_known = 0;      // states of lines before it are right
    int m_edge = 0;       // states from here to m_old were right before the edit, and are again when they meet the new ones
    int m_old = 0;
    int m_round = 1; // a block whose user state is another number wants its formats
    int m_wanted = -1;
    QTimer m_idle;
};

} // namespace lockstep
