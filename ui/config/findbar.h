// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/config/textsearch.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace lockstep {

class CodeEditor;
class Label;

// Find, replace and go to line below an editor; hidden until it is asked for, Escape closes it. It stands beside the editor in a
// layout, and its actions work while the focus is in either.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(CodeEditor *editor, QWidget *parent = nullptr);
    // Find, replace, next, previous, go to line, comment.
    QList<QAction *> editActions() const { return m_actions; }
    void openFind();
    void openReplace();
    void openLine();
    void close();
    void findNext(bool backwards = false);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QAction *addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run);
    void open(bool find, bool replace);
    TextSearch search() const;
    void lookAgain(bool jump);
    void paintPlaces();
    void tellCount();
    void replaceOne();
    void replaceAll();
    void goToLine();
    void select(const TextPlace &place);
    qsizetype current() const; // index of the place that is selected, -1
    void say(const QString &sentence, bool wrong = false);

    CodeEditor *m_editor;
    QWidget *m_findRow;
    QWidget *m_replaceRow;
    QWidget *m_lineRow;
    QLineEdit *m_text;
    QLineEdit *m_with;
    QLineEdit *m_line;
    Label *m_count;
    Label *m_sentence;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_expression;
    QPushButton *m_replace;
    QPushButton *m_all;
    QList<QAction *> m_actions;
    QRegularExpression m_compiled;
    TextPlaces m_found;
    int m_from = 0; // where a search that is being typed begins
    bool m_wrong = false;
    QTimer m_later;
};

} // namespace lockstep
