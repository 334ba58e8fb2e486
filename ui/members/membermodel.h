// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/memberwords.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace lockstep {

// The members of a group, a row each. What is taken anew becomes insertions, removals and changes of single rows.
class MemberModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Sync, Server, Serves, Seen, Zones, Columns };
    enum Role { IdRole = Qt::UserRole, SortRole };
    using QAbstractTableModel::QAbstractTableModel;

    void take(const QList<MemberRow> &rows);
    // Times are relative: shown anew as time passes.
    void setNow(qint64 now);
    const QList<MemberRow> &rows() const { return m_rows; }
    const MemberRow *find(const QString &id) const;
    int rowOf(const QString &id) const; // -1 when it is not there

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const MemberRow &row, int column) const;
    QVariant sortKey(const MemberRow &row, int column) const;

    QList<MemberRow> m_rows;
    qint64 m_now = 0;
};

// Paints the sync column of a MemberModel, or of a proxy over it, as badges.
class BadgeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace lockstep
