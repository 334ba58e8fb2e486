// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/operation.h"

#include <QScrollArea>

class QGridLayout;

namespace lockstep {

class FaultLines;
class Label;
class MemberRow;

// One row a member of a running or ended operation: name, what it does, how far it is, how long it took, and what went wrong
// in sentences; below them what the checkers warn of. Rows stay where they are; progress never goes back while the operation runs forward.
class MemberRows : public QScrollArea
{
    Q_OBJECT
public:
    explicit MemberRows(QWidget *parent = nullptr);
    ~MemberRows() override;
    void show(const Operation &operation);

Q_SIGNALS:
    void lineWanted(const QString &file, int line); // a person wants to see where the fault lies

private:
    QWidget *m_body;
    QGridLayout *m_grid;
    Label *m_warned;
    FaultLines *m_warnings;
    QHash<QString, MemberRow *> m_rows; // by member
    QString m_operation;
};

} // namespace lockstep
