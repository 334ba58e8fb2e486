// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/review/linesedit.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QPushButton;

namespace lockstep {

class Banner;
class CodeEditor;
class Label;

// A few lines of a staged file, edited where the review shows them. It lies over a view below the lines that it is about, and
// goes with them when that scrolls. What is typed is checked as the whole file that it would make. Ctrl+Enter asks for it to be
// staged, where there is one line Enter too (Shift+Enter begins another); Escape gives it up. Whoever listens ends it.
class LinesEditor : public QFrame
{
    Q_OBJECT
public:
    // `edit`: the lines as they are staged, or with a count of 0 those that would come back.
    LinesEditor(GroupSession &group, const ReviewFile &file, const LinesEdit &edit, QWidget *over);

    const ReviewFile &file() const { return m_file; }
    LinesEdit edit() const; // as typed
    bool isModified() const;
    // Below `row`, of the view that it lies over; above it where there is no room below.
    void place(const QRect &row);
    void setBusy(bool busy);
    void showError(const Error &error);
    CodeEditor *editor() const { return m_editor; }

Q_SIGNALS:
    void submitted();
    void abandoned();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    bool isOneLine() const;
    void fit();
    Task<> check();
    void showFaults(const QList<Error> &faults);

    QPointer<GroupSession> m_group;
    ReviewFile m_file;
    LinesEdit m_edit;
    CodeEditor *m_editor;
    Label *m_fault;
    QPushButton *m_stage;
    QPushButton *m_cancel;
    Banner *m_banner;
    QTimer m_later;
    quint64 m_turn = 0;
    QRect m_row;
};

} // namespace lockstep
