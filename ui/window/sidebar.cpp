// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/sidebar.h"

#include "ui/look/type.h"
#include "ui/look/words.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace lockstep {

namespace {

enum Role { GroupRole = Qt::UserRole, PlaceRole, NumberRole, SignRole };

// A number or a warning sign stands at the right end of a row.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString number = index.data(NumberRole).toString();
        const QByteArray sign = index.data(SignRole).toByteArray();
        const int icon = sign.isEmpty() ? 0 : 16 + space::tight;
        const int text = number.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(number) + space::small;
        QStyledItemDelegate::paint(painter, option, index);
        QRect right = option.rect.adjusted(0, 0, -space::small, 0);
        painter->save();
        if (!number.isEmpty()) {
            const bool selected = option.state & QStyle::State_Selected;
            painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : option.palette.color(QPalette::PlaceholderText));
            painter->setFont(option.font);
            painter->drawText(right, Qt::AlignRight | Qt::AlignVCenter, number);
        }
        if (icon > 0)
            themeIcon(sign).paint(painter, QRect(right.right() - text - 16, right.center().y() - 7, 16, 16));
        painter->restore();
    }

protected:
    // The name gives way to what stands at the end of its row.
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QString number = index.data(NumberRole).toString();
        const int end = (number.isEmpty() ? 0 : option->fontMetrics.horizontalAdvance(number) + space::small) +
                        (index.data(SignRole).toByteArray().isEmpty() ? 0 : 16 + space::tight);
        const int start = option->icon.isNull() ? 0 : option->decorationSize.width() + space::small;
        option->text = QFontMetrics(option->font).elidedText(option->text, Qt::ElideRight, option->rect.width() - start - end - 2 * space::small);
    }
};

} // namespace

QStringList Sidebar::places()
{
    return {QStringLiteral("overview"), QStringLiteral("members"), QStringLiteral("zones"), QStringLiteral("configuration"),
            QStringLiteral("history")};
}

QString Sidebar::nameOf(const QString &place)
{
    const QString head = place.section(u'/', 0, 0).section(u'?', 0, 0);
    if (head == QLatin1String("members"))
        return tr("Members");
    if (head == QLatin1String("zones"))
        return tr("Zones");
    if (head == QLatin1String("configuration"))
        return tr("Configuration");
    if (head == QLatin1String("history"))
        return tr("History");
    if (head == QLatin1String("review"))
        return tr("Review");
    return tr("Overview");
}

const char *Sidebar::iconOf(const QString &place)
{
    const QString head = place.section(u'/', 0, 0).section(u'?', 0, 0);
    if (head == QLatin1String("members"))
        return "network-server";
    if (head == QLatin1String("zones"))
        return "view-list-details";
    if (head == QLatin1String("configuration"))
        return "document-edit";
    if (head == QLatin1String("history"))
        return "view-history";
    return head == QLatin1String("review") ? "vcs-diff" : "go-home";
}

Sidebar::Sidebar(QWidget *parent) : QTreeWidget(parent)
{
    setHeaderHidden(true);
    setColumnCount(1);
    setIndentation(space::large);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RowDelegate(this));
    setAccessibleName(tr("Masters and groups"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (m_filling || !item)
            return;
        QTreeWidgetItem *top = item;
        while (top->parent())
            top = top->parent();
        const QString place = item->data(0, PlaceRole).toString();
        Q_EMIT chosen(m_masters.value(indexOfTopLevelItem(top)), item->data(0, GroupRole).toString(),
                      place.isEmpty() ? QStringLiteral("overview") : place);
    });
}

void Sidebar::addMaster(MasterSession *master)
{
    m_masters.append(master);
    auto *item = new QTreeWidgetItem(this, {master->name()});
    item->setFont(0, captionFont());
    item->setFlags(Qt::ItemIsEnabled);
    item->setExpanded(true);
    connect(master, &MasterSession::groupsChanged, this, [this, master] { fill(master); });
    connect(master, &MasterSession::stateChanged, this, [this, master] { fill(master); });
    connect(master, &MasterSession::groupChanged, this, [this, master](const QString &id) {
        QTreeWidgetItem *group = itemOf(master, id);
        if (const GroupStatus *status = master->group(id); status && group)
            describe(group, *status);
    });
    fill(master);
}

void Sidebar::removeMaster(MasterSession *master)
{
    master->disconnect(this);
    m_filling = true;
    delete takeTopLevelItem(int(m_masters.indexOf(master)));
    m_filling = false;
    m_masters.removeOne(master);
}

QTreeWidgetItem *Sidebar::itemOf(MasterSession *master, const QString &group, const QString &place) const
{
    QTreeWidgetItem *top = topLevelItem(int(m_masters.indexOf(master)));
    if (group.isEmpty() || !top)
        return top;
    for (int i = 0; i < top->childCount(); ++i) {
        QTreeWidgetItem *one = top->child(i);
        if (one->data(0, GroupRole).toString() != group)
            continue;
        for (int j = 0; j < one->childCount() && !place.isEmpty(); ++j) {
            if (one->child(j)->data(0, PlaceRole).toString() == place)
                return one->child(j);
        }
        return one;
    }
    return nullptr;
}

QTreeWidgetItem *Sidebar::made(QTreeWidgetItem *parent, int index, const QString &group, const QString &place)
{
    auto *item = new QTreeWidgetItem;
    item->setData(0, GroupRole, group);
    item->setData(0, PlaceRole, place);
    if (!place.isEmpty()) {
        item->setText(0, nameOf(place));
        item->setIcon(0, themeIcon(iconOf(place)));
    } else {
        item->setIcon(0, themeIcon("folder"));
        item->setFont(0, strongFont());
    }
    parent->insertChild(index, item);
    return item;
}

// Items stay the same objects: what is open and chosen stays so.
void Sidebar::fill(MasterSession *master)
{
    QTreeWidgetItem *top = itemOf(master);
    m_filling = true;
    const bool lost = master->state() == MasterSession::State::Lost;
    top->setText(0, master->name());
    top->setData(0, SignRole, lost ? QByteArray("network-disconnect") : QByteArray());
    top->setToolTip(0, lost ? tr("not reached") : QString());
    top->setData(0, Qt::AccessibleTextRole, lost ? master->name() + QStringLiteral(", ") + tr("not reached") : master->name());
    QSet<QString> there;
    for (int i = 0; i < master->groups().size(); ++i) {
        const GroupStatus &status = master->groups()[i];
        there.insert(status.group.id);
        QTreeWidgetItem *item = itemOf(master, status.group.id);
        if (!item) {
            item = made(top, i, status.group.id, {});
            for (const QString &place : places())
                made(item, item->childCount(), status.group.id, place);
            item->setExpanded(true);
        } else if (top->indexOfChild(item) != i) {
            const bool open = item->isExpanded();
            const bool current = currentItem() == item || (currentItem() && currentItem()->parent() == item);
            QTreeWidgetItem *chosenItem = currentItem();
            top->insertChild(i, top->takeChild(top->indexOfChild(item)));
            item->setExpanded(open);
            if (current)
                setCurrentItem(chosenItem);
        }
        describe(item, status);
    }
    for (int i = top->childCount() - 1; i >= 0; --i) {
        if (!there.contains(top->child(i)->data(0, GroupRole).toString()))
            delete top->takeChild(i);
    }
    top->setExpanded(true);
    m_filling = false;
}

void Sidebar::describe(QTreeWidgetItem *item, const GroupStatus &status)
{
    item->setText(0, status.group.name);
    const bool warns = status.state == SyncState::OutOfSync || status.state == SyncState::FilesMatch;
    item->setData(0, SignRole, warns ? QByteArray("emblem-warning") : QByteArray());
    item->setData(0, NumberRole, status.changes > 0 ? QString::number(status.changes) : QString());
    item->setToolTip(0, status.changes > 0 ? tr("%n staged changes", nullptr, status.changes) : QString());
    item->setData(
        0, Qt::AccessibleTextRole,
        QStringList{status.group.name, wordingOf(status.state).text, tr("%n staged changes", nullptr, status.changes)}.join(QStringLiteral(", ")));
    for (int i = 0; i < item->childCount(); ++i) {
        QTreeWidgetItem *place = item->child(i);
        if (place->data(0, PlaceRole).toString() == QLatin1String("members"))
            place->setData(0, NumberRole, status.members.isEmpty() ? QString() : QString::number(status.members.size()));
    }
}

void Sidebar::setZoneCount(const QString &group, int zones)
{
    for (MasterSession *master : std::as_const(m_masters)) {
        QTreeWidgetItem *item = itemOf(master, group, QStringLiteral("zones"));
        if (item && item->data(0, PlaceRole).toString() == QLatin1String("zones"))
            item->setData(0, NumberRole, QString::number(zones));
    }
}

void Sidebar::choose(MasterSession *master, const QString &group, const QString &place)
{
    const QString head = place.section(u'/', 0, 0).section(u'?', 0, 0);
    QTreeWidgetItem *item = itemOf(master, group, head == QLatin1String("review") ? QString() : head);
    if (!item || item == currentItem())
        return;
    m_filling = true;
    setCurrentItem(item);
    m_filling = false;
}

} // namespace lockstep
