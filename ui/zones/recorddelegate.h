// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/zones/celleditor.h"

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace lockstep {

// Paints a RecordsModel and opens its editors. Rows with one text are painted over all columns, cell by cell, so that no spans
// are kept however many there are.
class RecordDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RecordDelegate(QObject *parent) : QStyledItemDelegate(parent) {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *, const QModelIndex &) const override {} // it was filled when it was made
    void setModelData(QWidget *, QAbstractItemModel *, const QModelIndex &) const override {}
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void opened(lockstep::CellEditor *editor, const QPersistentModelIndex &index) const;

protected:
    bool eventFilter(QObject *, QEvent *) override { return false; } // the editor knows its keys

private:
    void paintWhole(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace lockstep
