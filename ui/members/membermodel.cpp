// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/membermodel.h"

#include "ui/look/type.h"
#include "ui/widgets/badge.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int wordingRole = MemberModel::SortRole + 1;

bool same(const MemberRow &one, const MemberRow &other)
{
    return one.member == other.member && one.live == other.live && one.liveDeployment == other.liveDeployment &&
           toJson(one.sync) == toJson(other.sync);
}

} // namespace

void MemberModel::take(const QList<MemberRow> &rows)
{
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        if (std::ranges::none_of(rows, [&](const MemberRow &row) { return row.member.id == m_rows[i].member.id; })) {
            beginRemoveRows({}, int(i), int(i));
            m_rows.removeAt(i);
            endRemoveRows();
        }
    }
    for (const MemberRow &row : rows) {
        const int known = rowOf(row.member.id);
        if (known < 0) {
            const int end = int(m_rows.size());
            beginInsertRows({}, end, end);
            m_rows.append(row);
            endInsertRows();
        } else if (!same(m_rows[known], row)) {
            m_rows[known] = row;
            Q_EMIT dataChanged(index(known, 0), index(known, Columns - 1));
        }
    }
}

void MemberModel::setNow(qint64 now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Seen), index(int(m_rows.size()) - 1, Seen), {Qt::DisplayRole});
}

const MemberRow *MemberModel::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows[row];
}

int MemberModel::rowOf(const QString &id) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].member.id == id)
            return int(i);
    }
    return -1;
}

QString MemberModel::text(const MemberRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.member.name;
    case Sync:
        return badgeOf(row).text;
    case Server:
        return serverOf(row);
    case Serves:
        return servesOf(row);
    case Zones:
        return row.wasHeard() && !row.namedIsSilent() ? QLocale().toString(row.sync.zonesServed) : QString();
    case Seen:
        return relativeTime(row.sync.seen, m_now);
    default:
        return {};
    }
}

QVariant MemberModel::sortKey(const MemberRow &row, int column) const
{
    switch (column) {
    case Sync:
        return row.isDetached() ? -1 : int(row.sync.state);
    case Zones:
        return row.sync.zonesServed;
    case Seen:
        return row.sync.seen;
    default:
        return text(row, column);
    }
}

QVariant MemberModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MemberRow &row = m_rows[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == Seen)
            return absoluteTime(row.sync.seen);
        if (column == Name)
            return row.member.address;
        return column == Server ? row.sync.bindVersion : reasonsOf(row).join(u'\n');
    case Qt::DecorationRole:
        return column == Server && row.wasHeard() ? themeIcon(row.namedIsSilent() ? "emblem-error" : "checkmark") : QVariant();
    case Qt::TextAlignmentRole:
        return int(column == Zones ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (row.isDetached() || column == Seen || (column == Server && !row.wasHeard()))
            return inkOf(Tone::Muted, QApplication::palette());
        return {};
    case IdRole:
        return row.member.id;
    case SortRole:
        return sortKey(row, column);
    case wordingRole:
        return QVariant::fromValue(badgeOf(row));
    default:
        return {};
    }
}

QVariant MemberModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == Zones ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Sync:
        return tr("Sync");
    case Server:
        return tr("Server");
    case Serves:
        return tr("Serves");
    case Zones:
        return tr("Zones");
    case Seen:
        return tr("Seen");
    default:
        return {};
    }
}

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem blank = option;
    initStyleOption(&blank, index);
    blank.text.clear();
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &blank, painter, widget);
    painter->setFont(option.font);
    paintBadge(painter, option.rect.adjusted(space::tight, 0, -space::tight, 0), index.data(wordingRole).value<Wording>(), option.palette,
               option.state.testFlag(QStyle::State_Selected));
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return badgeSize(index.data(wordingRole).value<Wording>(), option.font) + QSize(2 * space::tight, space::tight);
}

} // namespace lockstep
