// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/mastercalls.h"

#include <QAbstractTableModel>

namespace lockstep {

// Entries of a group's history, newest first, as far down as they were read.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, User, What, MemberName, DeploymentNumber, Comment, ColumnCount };
    enum Role { NumberRole = Qt::UserRole, TypeRole, MemberRole, FilterRole };
    explicit HistoryModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    // Newest first; those that are there already stay where they are.
    void addNewer(const QList<HistoryEntry> &entries);
    void addOlder(const QList<HistoryEntry> &entries);
    void clear();
    // Ids to names; of members that left an entry keeps the name it tells.
    void setMembers(const QHash<QString, QString> &names);
    void setNow(qint64 now); // what "12 min ago" counts from
    const HistoryEntry *entry(const QModelIndex &index) const;
    QString memberName(const HistoryEntry &entry) const;
    qint64 newest() const { return m_entries.isEmpty() ? 0 : m_entries.first().number; }
    qint64 oldest() const { return m_entries.isEmpty() ? 0 : m_entries.last().number; }
    QStringList types() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const HistoryEntry &entry, int column) const;

    QList<HistoryEntry> m_entries;
    QHash<QString, QString> m_names;
    qint64 m_now = 0;
};

} // namespace lockstep
