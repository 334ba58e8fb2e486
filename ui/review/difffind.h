// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace lockstep {

class Label;

// A line to look for text with: Enter and F3 next, Shift+Enter and Shift+F3 previous, Escape closes. Says so when nothing is
// found.
class DiffFind : public QWidget
{
    Q_OBJECT
public:
    explicit DiffFind(QWidget *parent = nullptr);
    void open();
    QString text() const;
    // How often the text stands on each side, or in rows; nothing: it is not known.
    void setFound(qsizetype left, qsizetype right);
    void setFound(qsizetype rows);
    void clearFound();

Q_SIGNALS:
    void wanted(const QString &text, bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_text;
    Label *m_said;
};

} // namespace lockstep
