// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/filesmodel.h"

#include <QToolButton>

namespace lockstep {

// Chooses what files are grouped by, and remembers it for the next review.
class GroupingButton : public QToolButton
{
    Q_OBJECT
public:
    explicit GroupingButton(QWidget *parent = nullptr);
    FilesModel::Grouping grouping() const { return m_grouping; }

Q_SIGNALS:
    void chosen(lockstep::FilesModel::Grouping grouping);

private:
    FilesModel::Grouping m_grouping = FilesModel::Grouping::Kind;
};

} // namespace lockstep
