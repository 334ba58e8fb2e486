// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"

#include <QTreeWidget>

namespace lockstep {

// Masters, their groups, and the places of each group. What is open and chosen stays so when groups come, go or change.
class Sidebar : public QTreeWidget
{
    Q_OBJECT
public:
    // Places of a group in the order of the tree: "overview", "members", "zones", "configuration", "history".
    static QStringList places();
    static QString nameOf(const QString &place);
    static const char *iconOf(const QString &place);

    explicit Sidebar(QWidget *parent = nullptr);
    void addMaster(MasterSession *master);
    void removeMaster(MasterSession *master);
    void choose(MasterSession *master, const QString &group, const QString &place);
    void setZoneCount(const QString &group, int zones);

Q_SIGNALS:
    void chosen(lockstep::MasterSession *master, const QString &group, const QString &place);

private:
    void fill(MasterSession *master);
    void describe(QTreeWidgetItem *item, const GroupStatus &status);
    QTreeWidgetItem *itemOf(MasterSession *master, const QString &group = {}, const QString &place = {}) const;
    QTreeWidgetItem *made(QTreeWidgetItem *parent, int index, const QString &group, const QString &place);

    QList<MasterSession *> m_masters;
    bool m_filling = false;
};

} // namespace lockstep
