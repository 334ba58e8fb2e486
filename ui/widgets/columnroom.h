// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QTableView;

namespace lockstep {

// Hides columns of a table while there is no room for them, so that the ones that matter most never need a scroll bar.
class ColumnRoom : public QObject
{
public:
    struct Rule
    {
        int column;
        int width; // of the table, in pixels, below which it goes
    };
    ColumnRoom(QTableView *table, QList<Rule> rules);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTableView *m_table;
    QList<Rule> m_rules;
};

} // namespace lockstep
