// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/quickcommand.h"

#include "ui/look/type.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace lockstep {

namespace {

constexpr int mostShown = 50;

class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setFont(captionFont());
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -space::small, 0), Qt::AlignRight | Qt::AlignVCenter, index.data(Qt::UserRole).toString());
        painter->restore();
    }
};

} // namespace

QuickCommand::QuickCommand(QList<QuickEntry> entries, QWidget *window, const QString &asks)
    : QFrame(window, Qt::Popup), m_entries(std::move(entries)), m_field(new QLineEdit), m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("quickCommand"));
    setFrameShape(QFrame::StyledPanel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::small, space::small, space::small, space::small);
    m_field->setPlaceholderText(asks.isEmpty() ? tr("Type a command, a place or a zone") : asks);
    m_field->setAccessibleName(asks.isEmpty() ? tr("Quick command") : asks);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("What matches"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({16, 16});
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &QuickCommand::fill);
    connect(m_list, &QListWidget::itemClicked, this, [this] { runCurrent(); });
    resize(std::min(560, window->width() - 2 * space::wide), 360);
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 72)));
    fill();
    m_field->setFocus();
}

QList<QuickEntry> QuickCommand::matching(const QList<QuickEntry> &entries, const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    QList<QuickEntry> first;
    QList<QuickEntry> rest;
    for (const QuickEntry &entry : entries) {
        const bool all = std::ranges::all_of(words, [&](const QString &word) {
            return entry.text.contains(word, Qt::CaseInsensitive) || entry.hint.contains(word, Qt::CaseInsensitive);
        });
        if (!all)
            continue;
        (!words.isEmpty() && entry.text.startsWith(words.first(), Qt::CaseInsensitive) ? first : rest).append(entry);
    }
    return first + rest;
}

void QuickCommand::placeBelow(const QWidget *widget) { move(widget->mapToGlobal(QPoint(0, widget->height()))); }

void QuickCommand::add(const QList<QuickEntry> &entries)
{
    m_entries += entries;
    fill();
}

void QuickCommand::fill()
{
    m_shown = matching(m_entries, m_field->text());
    m_shown = m_shown.first(std::min<qsizetype>(m_shown.size(), mostShown));
    m_list->clear();
    for (const QuickEntry &entry : std::as_const(m_shown)) {
        auto *item = new QListWidgetItem(entry.icon, entry.text, m_list);
        item->setData(Qt::UserRole, entry.hint);
    }
    m_list->setCurrentRow(0);
}

void QuickCommand::runCurrent()
{
    const int row = m_list->currentRow();
    const std::function<void()> run = row >= 0 ? m_shown.at(row).run : std::function<void()>();
    close();
    if (run)
        run();
}

bool QuickCommand::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int page = std::max(1, m_list->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
        const int step = key->key() == Qt::Key_Down       ? 1
                         : key->key() == Qt::Key_Up       ? -1
                         : key->key() == Qt::Key_PageDown ? page
                         : key->key() == Qt::Key_PageUp   ? -page
                                                          : 0;
        if (step != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            runCurrent();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace lockstep
