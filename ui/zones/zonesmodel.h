// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/mastercalls.h"
#include "ui/zones/latest.h"

#include <QAbstractTableModel>

#include <memory>

namespace lockstep {

// The zones of a group. Filter and order are worked out on an immutable list, in another thread when it is long; rows that
// stay keep their persistent indexes, and with them selection and scroll.
class ZonesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Change, Name, Type, View, Records, Serial, Notes, File, Columns };
    enum Role { ListingRole = Qt::UserRole, ToneRole };

    explicit ZonesModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_order.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setZones(const QList<ZoneListing> &zones);
    void setFilter(const QString &text);
    qsizetype total() const { return m_zones->size(); }
    const ZoneListing &at(int row) const { return (*m_zones)[m_order[row]].listing; }

Q_SIGNALS:
    void arranged(); // filter and order are those that were asked for last

private:
    struct Row
    {
        ZoneListing listing;
        QString shown; // name for people
        QString key;   // for the order
        QString words; // for the filter
    };
    using Rows = std::shared_ptr<const QList<Row>>;
    static QList<int> ordered(const Rows &rows, const QString &filter, int column, Qt::SortOrder order);
    void arrange(Rows rows);
    void take(const Rows &rows, const QList<int> &order);

    Rows m_zones = std::make_shared<const QList<Row>>();
    QList<int> m_order;
    QString m_filter;
    int m_column = Name;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    Latest m_work;
};

// "exämple.net" for "xn--exmple-cua.net".
QString displayName(const QString &name);
// The zone's type in the window's language.
QString typeWord(const ZoneListing &zone);

} // namespace lockstep
