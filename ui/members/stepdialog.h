// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace lockstep {

class Label;
// One page of a StepDialog.
class StepPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual QString step() const = 0;     // a word for the row of steps
    virtual QString title() const = 0;    // what this page is about
    virtual QString sentence() const = 0; // under the title; "" for none
    virtual QString nextText() const { return tr("&Next"); }
    virtual bool canGoNext() const { return true; }
    virtual bool canGoBack() const { return true; }
    // It is shown now, first or again; what was typed or found before is still there.
    virtual void enter() {}
    // Next was pressed; true: go on. The buttons wait meanwhile.
    virtual Task<bool> leave() { co_return true; }

Q_SIGNALS:
    void changed(); // of what the functions above say
};

// A dialog in steps: where it stands on top, Back and Next below. It may be closed at any time; nothing typed is lost by Back.
class StepDialog : public QDialog
{
    Q_OBJECT
public:
    explicit StepDialog(QWidget *parent = nullptr);
    StepPage *page() const;

protected:
    // In their order. The dialog owns them.
    void addPage(StepPage *page);
    // The last page's work runs, or has ended: no way back from it but Close. `close` is what that button says then.
    void setLastStep(bool last, const QString &close, bool finished);
    void go(int index);
    void paintEvent(QPaintEvent *event) override;

private:
    void showState();
    Task<> next();

    QList<StepPage *> m_pages;
    QWidget *m_head;
    QList<Label *> m_steps;
    QLabel *m_title;
    QLabel *m_sentence;
    QStackedWidget *m_stack;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_close;
    bool m_leaving = false;
    bool m_last = false;
};

} // namespace lockstep
