// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;

namespace lockstep {

// What opens in a cell: one input, or those of a record's form side by side. It never ends by itself: Enter and Tab submit,
// Escape abandons, and whoever listens decides.
class CellEditor : public QWidget
{
    Q_OBJECT
public:
    enum class Move { Stay, Next, Previous };
    enum class Way { Line, Type, Data };
    explicit CellEditor(QWidget *parent);

    void setLine(const QString &value, const QString &name, const QString &hint, bool data);
    void setTypes(const QString &value);
    void setData(int type, const QByteArray &data);
    // What the key that opened it wrote, in place of everything.
    void begin(const QString &text);

    Way way() const { return m_way; }
    int type() const { return m_type; }
    QStringList values() const;
    QByteArray data() const; // as it stands in a zone file
    // "" when the form finds nothing wrong; marks the field that is.
    QString ownFault();
    void mark(int field, bool faulty);

Q_SIGNALS:
    void submitted(lockstep::CellEditor::Move move);
    void abandoned();
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *add(const QString &name, const QString &hint, const QString &value, int letters);
    QLineEdit *lineAt(qsizetype field) const;

    Way m_way = Way::Line;
    int m_type = 0;
    bool m_form = false; // of the type; else one line of data
    QHBoxLayout *m_row;
    QList<QWidget *> m_fields;
};

} // namespace lockstep
