// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace lockstep {

class Label;

// A line to type in under its name, with a hint below it, in whose place a sentence stands when what was typed is not valid.
class Field : public QWidget
{
    Q_OBJECT
public:
    Field(const QString &name, const QString &hint, QWidget *parent = nullptr);
    QLineEdit *edit() const { return m_edit; }
    QString text() const;
    void setText(const QString &text);
    // "" : all is well.
    void setFault(const QString &sentence);
    bool hasFault() const { return m_faulty; }
    void setHint(const QString &hint);

Q_SIGNALS:
    void edited(); // by the person, not by setText()

private:
    QLineEdit *m_edit;
    Label *m_note;
    QString m_hint;
    bool m_faulty = false;
};

} // namespace lockstep
