// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/operations/memberrows.h"
#include "ui/operations/operationsummary.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace lockstep {

class Banner;
class Badge;
class Label;

// Prepare, deploy and roll back: a summary first, then the members at work, then what came of it. It only looks at the
// operation: closing it stops nothing.
class OperationDialog : public QDialog
{
    Q_OBJECT
public:
    // With a summary; nothing happens before its button is pressed. `deployment`: to roll back to, 0 for the last good one.
    OperationDialog(GroupSession &group, OperationKind kind, int deployment, QWidget *parent = nullptr);
    // On one that runs or has ended.
    OperationDialog(GroupSession &group, const Operation &operation, QWidget *parent = nullptr);
    const QString &operation() const { return m_operation.id; }

    // What must be confirmed by typing a word before it begins.
    struct Danger
    {
        QString word;    // a zone's name
        QString details; // what may happen, a sentence a line
    };
    // Before a prepare: the seal of what was looked at.
    void setSeal(const Digest &seal);
    // Before a deploy: how far it was reviewed, and what in it is dangerous. Until this is told for the first time it does not begin.
    void awaitReviewed();
    void setReviewed(const QString &sentence, bool whole, const QList<Danger> &dangers);

Q_SIGNALS:
    void wanted(const QString &place);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    OperationDialog(GroupSession &group, QWidget *parent);
    void follow(const Operation &operation);
    Task<> begin();
    Task<bool> acceptUnsigned(QString zone);
    Task<bool> acceptDangers();
    Task<> tryAgain(QString zone);
    Task<> decide(bool keep);
    void showOutcome();
    void logSteps(const Operation &operation);
    void settleButtons();

    GroupSession &m_group;
    Operation m_operation;
    OperationSummary *m_summary = nullptr;
    QStackedWidget *m_pages;
    QLabel *m_title;
    QLabel *m_caption;
    Banner *m_banner;
    MemberRows *m_rows;
    Banner *m_outcome;
    QPushButton *m_showLog;
    QPlainTextEdit *m_log;
    QPushButton *m_start;
    QPushButton *m_keep;
    QPushButton *m_stop;
    QPushButton *m_background;
    QPushButton *m_close;
    Label *m_reviewed;
    bool m_awaits = false; // what is dangerous is not known yet
    QList<Danger> m_dangers;
    QStringList m_accepted;           // zones that may lose their signatures
    QHash<QString, QString> m_logged; // member -> step written last
    bool m_begun = false;
    bool m_deciding = false;
    QTimer m_tick; // while it counts down
};

} // namespace lockstep
