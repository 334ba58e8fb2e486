// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/riskpanel.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/review/difflines.h"
#include "ui/review/risksigns.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QDateTime>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

void RisksModel::setNotes(const QList<Note> &notes)
{
    const QList<Note> wanted = notes.first(std::min<qsizetype>(notes.size(), mostNotes));
    const qsizetype more = notes.size() - wanted.size();
    if (wanted == m_notes && more == m_more)
        return;
    // What stays in front stays chosen.
    qsizetype same = 0;
    while (same < std::min(wanted.size(), m_notes.size()) && wanted[same] == m_notes[same])
        ++same;
    const int before = rowCount();
    if (before > same) {
        beginRemoveRows({}, int(same), before - 1);
        m_notes.resize(same);
        m_more = 0;
        endRemoveRows();
    }
    const int after = int(wanted.size()) + (more > 0 ? 1 : 0);
    if (after > same) {
        beginInsertRows({}, int(same), after - 1);
        m_notes = wanted;
        m_more = more;
        endInsertRows();
    }
}

int RisksModel::count(RiskNote::Rank rank) const
{
    return int(std::ranges::count_if(m_notes, [rank](const Note &note) { return note.note.rank == rank; }));
}

int RisksModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_notes.size()) + (m_more > 0 ? 1 : 0); }

QVariant RisksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.row() >= m_notes.size()) {
        const QString text = tr("%n more notes: choose a file to see its own.", nullptr, int(m_more));
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(text) : role == RankRole ? QVariant(-1) : QVariant();
    }
    const Note &one = m_notes[index.row()];
    const RiskSign sign = riskSign(one.note.rank);
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(sentence(one.note.text));
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3").arg(sign.word, one.title, sentence(one.note.text));
    case RankRole:
        return int(one.note.rank);
    case ZoneRole:
        return visibleText(one.title);
    case StaleRole:
        return staleText(one.note, QDateTime::currentMSecsSinceEpoch());
    case FileRole:
        return one.file;
    case NoteRole:
        return one.index;
    default:
        return {};
    }
}

namespace {

struct Parts
{
    QString title;
    QString text;
    QString stale;
    QRect titleRect;
    QRect textRect;
    QRect staleRect;
    int height = 0;
};

// Room for a scroll bar is kept free, whether there is one or not: it comes and goes by what is laid out.
QRect roomOf(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->width() - view->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, view) : option.rect.width();
    return {option.rect.topLeft(), QSize(width, option.rect.height())};
}

// `known`: rect has the height that was found for it.
Parts partsOf(const QRect &rect, const QFont &font, const QModelIndex &index, bool known)
{
    Parts parts{index.data(RisksModel::ZoneRole).toString(), index.data().toString(), index.data(RisksModel::StaleRole).toString(), {}, {}, {}, 0};
    const int left = rect.left() + space::small + space::wide;
    const int width = std::max(rect.right() - left - space::small, 40);
    int y = rect.top() + space::tight;
    const QFontMetrics strong(strongFont());
    if (!parts.title.isEmpty()) {
        parts.titleRect = {left, y, width, strong.height()};
        y += strong.height();
    }
    const int below = parts.stale.isEmpty() ? 0 : QFontMetrics(captionFont()).height();
    const int lines = known ? rect.bottom() + 1 - space::small - below - y
                            : QFontMetrics(font).boundingRect(QRect(left, y, width, 10000), Qt::AlignLeft | Qt::TextWordWrap, parts.text).height();
    parts.textRect = {left, y, width, lines};
    y += lines;
    if (below > 0)
        parts.staleRect = {left, y, width, below};
    y += below;
    parts.height = y + space::small - rect.top();
    return parts;
}

} // namespace

void RisksDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    painter->save();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor plain = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = selected ? plain : inkOf(Tone::Muted, option.palette);
    const Parts parts = partsOf(roomOf(option), option.font, index, true);
    const int rank = index.data(RisksModel::RankRole).toInt();
    if (rank >= 0) {
        const RiskSign sign = riskSign(RiskNote::Rank(rank));
        QFont strong = dataFont();
        strong.setBold(true);
        painter->setFont(strong);
        painter->setPen(selected ? plain : inkOf(sign.tone, option.palette));
        painter->drawText(QRect(option.rect.left() + space::small, parts.titleRect.top(), space::wide, parts.titleRect.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, sign.sign);
    }
    painter->setFont(strongFont());
    painter->setPen(plain);
    painter->drawText(parts.titleRect, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(strongFont()).elidedText(parts.title, Qt::ElideMiddle, parts.titleRect.width()));
    painter->setFont(option.font);
    painter->setPen(rank < 0 ? quiet : plain);
    painter->drawText(parts.textRect, Qt::AlignLeft | Qt::TextWordWrap, parts.text);
    painter->setFont(captionFont());
    painter->setPen(quiet);
    painter->drawText(parts.staleRect, Qt::AlignLeft | Qt::AlignVCenter, parts.stale);
    painter->restore();
}

QSize RisksDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect room(0, 0, roomOf(option).width(), 0);
    return {room.width(), partsOf(room, option.font, index, false).height};
}

RiskPanel::RiskPanel(QWidget *parent) : QWidget(parent), m_model(new RisksModel(this)), m_list(new QListView), m_title(new Label), m_said(new Label)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::tight, 0, 0);
    column->setSpacing(space::tight);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::small, 0, space::small, 0);
    m_title->setFont(strongFont());
    m_title->setText(tr("Risks"));
    m_said->setFont(captionFont());
    m_said->setTone(Tone::Muted);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_said);
    column->addLayout(head);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RisksDelegate(m_list));
    m_list->setAccessibleName(tr("Risks of this difference"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Fixed); // resizeEvent() sees to it
    column->addWidget(m_list, 1);
    setMinimumWidth(180);
    const auto choose = [this](const QModelIndex &index) {
        if (const QString file = index.data(RisksModel::FileRole).toString(); !file.isEmpty())
            Q_EMIT chosen(file, index.data(RisksModel::NoteRole).value<qsizetype>());
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
}

void RiskPanel::setNotes(const QList<RisksModel::Note> &notes, int studied, int total)
{
    m_model->setNotes(notes);
    const int dangers = m_model->count(RiskNote::Rank::Danger);
    QStringList said;
    if (studied < total)
        said.append(tr("%1 of %2 files looked at").arg(studied).arg(total));
    else if (notes.isEmpty())
        said.append(tr("none found"));
    if (dangers > 0)
        said.append(tr("%n dangers", nullptr, dangers));
    m_said->setText(said.join(QStringLiteral(", ")));
    m_said->setTone(dangers > 0 ? Tone::Danger : Tone::Muted);
}

void RiskPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        m_list->doItemsLayout(); // notes have as many lines as their width wants
}

} // namespace lockstep
