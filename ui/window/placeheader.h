// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"

#include <QWidget>

class QHBoxLayout;

namespace lockstep {

class Badge;

// Where one is, as links back, and whether the group is in sync; the badge opens the reasons, member by member.
class PlaceHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PlaceHeader(QWidget *parent = nullptr);
    // `trail`: the group's name first; `places`: what a click on each opens.
    void setTrail(const QStringList &trail, const QStringList &places);
    void show(GroupSession *group);
    void openReasons();

Q_SIGNALS:
    void wanted(const QString &place);

private:
    QHBoxLayout *m_trail;
    Badge *m_badge;
    GroupSession *m_group = nullptr;
};

} // namespace lockstep
