// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/celleditor.h"

#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/zones/recordfields.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace lockstep {

CellEditor::CellEditor(QWidget *parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(2);
    setAutoFillBackground(true);
}

QLineEdit *CellEditor::add(const QString &name, const QString &hint, const QString &value, int letters)
{
    auto *line = new QLineEdit(value, this);
    line->setAccessibleName(name);
    line->setToolTip(name);
    line->setPlaceholderText(hint);
    line->setFont(dataFont());
    line->setTextMargins(0, 0, 0, 0);
    line->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    line->setMinimumWidth(line->fontMetrics().averageCharWidth() * (letters ? letters : 8) + 14);
    if (letters)
        line->setMaximumWidth(line->minimumWidth());
    line->installEventFilter(this);
    connect(line, &QLineEdit::textEdited, this, [this, field = int(m_fields.size())] {
        mark(field, false);
        Q_EMIT edited();
    });
    m_row->addWidget(line, letters ? 0 : 1);
    m_fields.append(line);
    if (m_fields.size() == 1)
        setFocusProxy(line);
    return line;
}

QLineEdit *CellEditor::lineAt(qsizetype field) const
{
    if (auto *combo = qobject_cast<QComboBox *>(m_fields.value(field)))
        return combo->lineEdit();
    return qobject_cast<QLineEdit *>(m_fields.value(field));
}

void CellEditor::setLine(const QString &value, const QString &name, const QString &hint, bool data)
{
    m_way = Way::Line;
    QLineEdit *line = add(name, hint, value, 0);
    if (!data)
        line->setFont(font());
    line->selectAll();
}

void CellEditor::setTypes(const QString &value)
{
    m_way = Way::Type;
    auto *combo = new QComboBox(this);
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->addItems(commonTypes());
    combo->setFont(dataFont());
    combo->setAccessibleName(tr("Type"));
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    combo->completer()->setCompletionMode(QCompleter::InlineCompletion); // a popup would keep Enter and Tab to itself
    combo->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    combo->completer()->setFilterMode(Qt::MatchStartsWith);
    combo->setCurrentIndex(combo->findText(value.toUpper()));
    combo->setEditText(value);
    combo->lineEdit()->setAccessibleName(tr("Type"));
    combo->lineEdit()->setPlaceholderText(QStringLiteral("A"));
    combo->installEventFilter(this); // it has the focus for its line
    combo->lineEdit()->installEventFilter(this);
    connect(combo->lineEdit(), &QLineEdit::textEdited, this, [this] {
        mark(0, false);
        Q_EMIT edited();
    });
    combo->setMinimumWidth(combo->fontMetrics().averageCharWidth() * 8 + 36);
    m_row->addWidget(combo);
    m_fields.append(combo);
    setFocusProxy(combo);
    combo->lineEdit()->selectAll();
}

void CellEditor::setData(int type, const QByteArray &data)
{
    m_way = Way::Data;
    m_type = type;
    const std::optional<QStringList> values = fieldValues(type, data);
    m_form = values.has_value();
    const QList<RecordField> fields = m_form ? fieldsOf(type) : fieldsOf(0);
    for (qsizetype i = 0; i < fields.size(); ++i)
        add(fields[i].name, fields[i].hint, m_form ? values->value(i) : QString::fromUtf8(data), fields[i].letters);
    lineAt(0)->selectAll();
}

void CellEditor::begin(const QString &text)
{
    lineAt(0)->setText(text);
    lineAt(0)->end(false);
    Q_EMIT edited();
}

QStringList CellEditor::values() const
{
    QStringList values;
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        values.append(lineAt(i)->text());
    return values;
}

QByteArray CellEditor::data() const
{
    if (m_way == Way::Data && m_form)
        return dataOf(m_type, values());
    return m_way == Way::Type ? values().value(0).trimmed().toUpper().toUtf8() : values().value(0).trimmed().toUtf8();
}

QString CellEditor::ownFault()
{
    const std::optional<FieldFault> fault = m_way == Way::Data && m_form ? faultOf(m_type, values()) : std::nullopt;
    for (int i = 0; i < m_fields.size(); ++i)
        mark(i, fault && fault->field == i);
    if (fault)
        lineAt(fault->field)->setFocus();
    return fault ? fault->sentence : QString();
}

void CellEditor::mark(int field, bool faulty)
{
    QWidget *one = m_fields.value(field);
    if (!one)
        return;
    QPalette ink = palette();
    if (faulty) {
        ink.setColor(QPalette::Base, groundOf(Tone::Danger, ink));
        ink.setColor(QPalette::Text, inkOf(Tone::Danger, ink));
    }
    one->setPalette(ink);
}

bool CellEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    qsizetype field = 0;
    while (field < m_fields.size() && lineAt(field) != watched && m_fields[field] != watched)
        ++field;
    if (event->type() == QEvent::ShortcutOverride) { // the view's own keys are letters here
        const bool ours = key->key() == Qt::Key_Escape || key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo) ||
                          key->key() == Qt::Key_Delete;
        if (ours)
            event->accept();
        return ours;
    }
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT submitted(Move::Stay);
        return true;
    case Qt::Key_Escape:
        Q_EMIT abandoned();
        return true;
    case Qt::Key_Tab:
        if (field + 1 < m_fields.size()) {
            m_fields[field + 1]->setFocus(Qt::TabFocusReason);
            lineAt(field + 1)->selectAll();
        } else {
            Q_EMIT submitted(Move::Next);
        }
        return true;
    case Qt::Key_Backtab:
        if (field > 0) {
            m_fields[field - 1]->setFocus(Qt::BacktabFocusReason);
            lineAt(field - 1)->selectAll();
        } else {
            Q_EMIT submitted(Move::Previous);
        }
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace lockstep
