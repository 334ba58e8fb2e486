// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/view.h"
#include "ui/zones/zonesmodel.h"

class QAbstractButton;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;

namespace lockstep {

class Banner;
class EmptyState;

// The zones of the staged configuration. A double click or Enter asks for the place of a zone's records; for one whose records
// are not here, for its statement's file.
class ZonesView : public View
{
    Q_OBJECT
public:
    explicit ZonesView(GroupSession &group, QWidget *parent = nullptr);
    QStringList trail() const override { return {tr("Zones")}; }
    QString place() const override { return QStringLiteral("zones"); }
    QList<QAction *> viewActions() const override { return m_actions; }
    QList<InspectedSection> inspected() const override;
    ZonesModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }

private:
    Task<> read();
    void refresh();
    void settle();
    void openRow(const QModelIndex &index);

    ZonesModel *m_model;
    QTableView *m_table;
    QLineEdit *m_filter;
    QLabel *m_count;
    Banner *m_banner;
    EmptyState *m_empty;
    QAbstractButton *m_toMembers = nullptr;
    QStackedWidget *m_pages;
    QList<QAction *> m_actions;
    bool m_reading = false;
    bool m_again = false;
    bool m_read = false; // once at least
    Digest m_staged;     // that is listed
    Digest m_live;
};

// Where the records of a zone are shown: "zones/VIEW/ZONE".
QString placeOf(const QString &zone, const QString &view);

} // namespace lockstep
