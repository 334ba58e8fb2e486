// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historymodel.h"

#include "ui/history/historywords.h"

#include <algorithm>

namespace lockstep {

void HistoryModel::addNewer(const QList<HistoryEntry> &entries)
{
    QList<HistoryEntry> fresh = entries;
    fresh.removeIf([this](const HistoryEntry &one) { return one.number <= newest(); });
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, 0, int(fresh.size()) - 1);
    m_entries = fresh + m_entries;
    endInsertRows();
}

void HistoryModel::addOlder(const QList<HistoryEntry> &entries)
{
    QList<HistoryEntry> old = entries;
    old.removeIf([this](const HistoryEntry &one) { return !m_entries.isEmpty() && one.number >= oldest(); });
    if (old.isEmpty())
        return;
    beginInsertRows({}, int(m_entries.size()), int(m_entries.size() + old.size()) - 1);
    m_entries += old;
    endInsertRows();
}

void HistoryModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

void HistoryModel::setMembers(const QHash<QString, QString> &names)
{
    if (m_names == names)
        return;
    m_names = names;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, MemberName), index(int(m_entries.size()) - 1, MemberName));
}

void HistoryModel::setNow(qint64 now)
{
    m_now = now;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, Time), index(int(m_entries.size()) - 1, Time), {Qt::DisplayRole});
}

const HistoryEntry *HistoryModel::entry(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_entries.size() ? &m_entries[index.row()] : nullptr;
}

QString HistoryModel::memberName(const HistoryEntry &entry) const
{
    return entry.member.isEmpty() ? QString() : m_names.value(entry.member, entry.member.left(8));
}

QStringList HistoryModel::types() const
{
    QStringList types;
    for (const HistoryEntry &one : m_entries)
        types.append(one.type);
    types.removeDuplicates();
    std::ranges::sort(types);
    return types;
}

int HistoryModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_entries.size()); }

int HistoryModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString HistoryModel::text(const HistoryEntry &entry, int column) const
{
    switch (column) {
    case Time:
        return relativeTime(entry.time, m_now);
    case User:
        return entry.user;
    case What:
        return told(entry);
    case MemberName:
        return memberName(entry);
    case DeploymentNumber:
        return deploymentOf(entry) > 0 ? QString::number(deploymentOf(entry)) : QString();
    case Comment:
        return entry.comment.simplified();
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
        return index.column() == Time                                  ? absoluteTime(entry.time)
               : index.column() == Comment && !entry.comment.isEmpty() ? QVariant(entry.comment.toHtmlEscaped())
                                                                       : QVariant();
    case Qt::DecorationRole:
        return index.column() == What ? QVariant(themeIcon(wordingOfType(entry.type).icon)) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == DeploymentNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                                  : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    case NumberRole:
        return entry.number;
    case TypeRole:
        return entry.type;
    case MemberRole:
        return entry.member;
    case FilterRole: {
        QStringList all{absoluteTime(entry.time), wordingOfType(entry.type).text, entry.description};
        for (int column = 0; column < ColumnCount; ++column)
            all.append(text(entry, column));
        return all.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DeploymentNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("When");
    case User:
        return tr("Who");
    case What:
        return tr("What");
    case MemberName:
        return tr("Member");
    case DeploymentNumber:
        return tr("Deployment");
    case Comment:
        return tr("Comment");
    default:
        return {};
    }
}

} // namespace lockstep
