// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/findbar.h"

#include "ui/config/codeeditor.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace lockstep {

namespace {

QLineEdit *field(const QString &name)
{
    auto *edit = new QLineEdit;
    edit->setFont(dataFont());
    edit->setAccessibleName(name);
    edit->setPlaceholderText(name);
    edit->setClearButtonEnabled(true);
    return edit;
}

QToolButton *toggle(const QString &sign, const QString &name)
{
    auto *button = new QToolButton;
    button->setText(sign);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QToolButton *press(const QIcon &icon, const QString &name)
{
    auto *button = toggle({}, name);
    button->setCheckable(false);
    button->setIcon(icon);
    return button;
}

QHBoxLayout *rowOf(QWidget *row)
{
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::tight);
    return layout;
}

} // namespace

void FindBar::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::small, space::tight, space::small, space::tight);
    column->setSpacing(space::tight);
    m_findRow = new QWidget;
    m_text = field(tr("Find"));
    m_count = new Label;
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000 of 00000")));
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QToolButton *previous = press(themeIcon("go-up"), tr("Find previous (Shift+F3)"));
    QToolButton *next = press(themeIcon("go-down"), tr("Find next (F3)"));
    m_case = toggle(QStringLiteral("Aa"), tr("Upper and lower case differ"));
    m_word = toggle(QStringLiteral("\u2039w\u203A"), tr("Whole words only"));
    m_expression = toggle(QStringLiteral(".*"), tr("Regular expression"));
    QHBoxLayout *find = rowOf(m_findRow);
    find->addWidget(m_text, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_count, previous, next, m_case, m_word, m_expression})
        find->addWidget(widget);

    m_replaceRow = new QWidget;
    m_with = field(tr("Replace with"));
    m_replace = new QPushButton(tr("&Replace"));
    m_all = new QPushButton(tr("Replace &all"));
    QHBoxLayout *replace = rowOf(m_replaceRow);
    replace->addWidget(m_with, 1);
    replace->addWidget(m_replace);
    replace->addWidget(m_all);

    m_lineRow = new QWidget;
    m_line = field(tr("Line"));
    m_line->setClearButtonEnabled(false);
    m_line->setMaximumWidth(fontMetrics().horizontalAdvance(QLatin1Char('0')) * 14);
    auto *go = new QPushButton(tr("&Go to line"));
    QHBoxLayout *line = rowOf(m_lineRow);
    line->addWidget(m_line);
    line->addWidget(go);
    line->addStretch();

    m_sentence = new Label({}, Label::Wraps);
    QToolButton *close = press(themeIcon("window-close"), tr("Close (Escape)"));
    find->addWidget(close);
    for (QWidget *row : {m_findRow, m_replaceRow, m_lineRow})
        column->addWidget(row);
    column->addWidget(m_sentence);
    for (QWidget *one : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_with), static_cast<QWidget *>(m_line)})
        one->installEventFilter(this);
    setAccessibleName(tr("Find and replace"));

    connect(m_text, &QLineEdit::textChanged, this, [this] { lookAgain(true); });
    for (QToolButton *button : {m_case, m_word, m_expression})
        connect(button, &QToolButton::toggled, this, [this] { lookAgain(true); });
    connect(next, &QToolButton::clicked, this, [this] { findNext(); });
    connect(previous, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(m_replace, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_all, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(go, &QPushButton::clicked, this, &FindBar::goToLine);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::say(const QString &sentence, bool wrong)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_sentence->setTone(wrong ? Tone::Danger : Tone::Muted);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape && isVisible()) {
        close();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!enter || watched == m_editor)
        return QWidget::eventFilter(watched, event);
    if (watched == m_line)
        goToLine();
    else if (watched == m_with && !(key->modifiers() & Qt::ShiftModifier))
        replaceOne();
    else
        findNext(key->modifiers() & Qt::ShiftModifier);
    return true;
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible()) {
        paintPlaces();
        tellCount();
    }
}

} // namespace lockstep
