// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/mastercalls.h"

#include <QTreeWidget>

class QScrollArea;
class QVBoxLayout;

namespace lockstep {

// What a preflight found, grouped by what becomes of it: every file with the reason why, a sentence for each group. Groups of
// more than a few files begin closed.
class PreflightList : public QTreeWidget
{
    Q_OBJECT
public:
    explicit PreflightList(QWidget *parent = nullptr);
    void show(const PreflightReport &report);
};

// Problems, then notes, as whole sentences with their signs; hidden when there is neither.
class PreflightProblems : public QWidget
{
    Q_OBJECT
public:
    explicit PreflightProblems(QWidget *parent = nullptr);
    void show(const PreflightReport &report);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    QScrollArea *m_scroll;
    QVBoxLayout *m_lines;
};

} // namespace lockstep
