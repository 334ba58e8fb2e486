// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/groupingbutton.h"

#include "ui/look/settings.h"
#include "ui/look/themeicon.h"

#include <QActionGroup>
#include <QMenu>

namespace lockstep {

GroupingButton::GroupingButton(QWidget *parent) : QToolButton(parent)
{
    setIcon(themeIcon("view-list-tree"));
    setToolTip(tr("Group files"));
    setAccessibleName(tr("Group files"));
    setAutoRaise(true);
    setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(this);
    setMenu(menu);
    auto *all = new QActionGroup(menu);
    const QString stored = settings::reviewGrouping.load();
    const auto add = [&](FilesModel::Grouping grouping, const QString &word, const QString &text) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        all->addAction(action);
        if (stored == word)
            m_grouping = grouping;
        action->setChecked(m_grouping == grouping);
        connect(action, &QAction::triggered, this, [this, grouping, word] {
            m_grouping = grouping;
            settings::reviewGrouping.save(word);
            Q_EMIT chosen(grouping);
        });
    };
    add(FilesModel::Grouping::Kind, QStringLiteral("kind"), tr("By &kind: zones and configuration"));
    add(FilesModel::Grouping::View, QStringLiteral("view"), tr("By &view"));
    add(FilesModel::Grouping::Risk, QStringLiteral("risk"), tr("By &risk, the worst first"));
}

} // namespace lockstep
