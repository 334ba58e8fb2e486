// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QLabel;
class QVBoxLayout;

namespace lockstep {

// Shown where a list would be empty: one sentence what the place is for, and the buttons that fill it.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setText(const char *icon, const QString &title, const QString &sentence);
    QAbstractButton *addButton(const QString &text, bool primary);

protected:
    void changeEvent(QEvent *event) override;

private:
    QVBoxLayout *m_column;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_sentence;
    QByteArray m_iconName;
};

} // namespace lockstep
