// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/look/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;
class QPlainTextEdit;

namespace lockstep {

class Label;

// A sentence across a view: what happened and what to do, details folded below it, at most one button. Hidden until shown.
class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    void show(Tone tone, const QString &sentence, const QString &details = {});
    void show(const Error &error);
    // "" for none.
    void setAction(const QString &text);
    void setClosable(bool closable);

Q_SIGNALS:
    void actionPressed();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Danger;
    QLabel *m_icon;
    Label *m_text;
    QPushButton *m_more;
    QPushButton *m_action;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
};

} // namespace lockstep
