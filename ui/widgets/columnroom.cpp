// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/columnroom.h"

#include <QEvent>
#include <QTableView>

namespace lockstep {

ColumnRoom::ColumnRoom(QTableView *table, QList<Rule> rules) : QObject(table), m_table(table), m_rules(std::move(rules))
{
    table->installEventFilter(this);
}

bool ColumnRoom::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_table) {
        for (const Rule &rule : std::as_const(m_rules))
            m_table->setColumnHidden(rule.column, m_table->width() < rule.width);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace lockstep
