// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/placeheader.h"

#include "ui/look/type.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QDateTime>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace lockstep {

namespace {

Wording groupWording(const GroupSession &group)
{
    const GroupStatus &status = group.status();
    if (!group.master().isConnected())
        return {PlaceHeader::tr("Not connected"), Tone::Muted, "network-disconnect"};
    if (status.members.isEmpty())
        return {PlaceHeader::tr("No members"), Tone::Muted, "network-server"};
    if (status.operation && status.operation->outcome == Outcome::Running)
        return wordingWhileRunning(*status.operation);
    return wordingOf(status.state);
}

} // namespace

PlaceHeader::PlaceHeader(QWidget *parent) : QWidget(parent), m_trail(new QHBoxLayout), m_badge(new Badge)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::medium, space::small, space::medium, space::small);
    m_trail->setSpacing(0);
    row->addLayout(m_trail, 1);
    row->addWidget(m_badge);
    m_badge->setOpens(true);
    m_badge->setToolTip(tr("Why, member by member"));
    connect(m_badge, &Badge::clicked, this, &PlaceHeader::openReasons);
}

void PlaceHeader::setTrail(const QStringList &trail, const QStringList &places)
{
    while (QLayoutItem *item = m_trail->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < trail.size(); ++i) {
        if (i > 0) {
            auto *slash = new Label(QStringLiteral("\u203a"));
            slash->setForegroundRole(QPalette::PlaceholderText);
            m_trail->addWidget(slash);
        }
        if (i + 1 < trail.size() && !places.value(i).isEmpty()) {
            auto *link = new QToolButton;
            link->setText(QString(trail[i]).replace(u'&', QStringLiteral("&&")));
            link->setAutoRaise(true);
            link->setFocusPolicy(Qt::StrongFocus);
            link->setFont(titleFont());
            link->setAccessibleName(tr("Go to %1").arg(trail[i]));
            connect(link, &QToolButton::clicked, this, [this, place = places[i]] { Q_EMIT wanted(place); });
            m_trail->addWidget(link);
        } else {
            auto *here = new Label(trail[i]);
            here->setFont(titleFont());
            here->setContentsMargins(space::small, 0, space::small, 0);
            m_trail->addWidget(here);
        }
    }
    m_trail->addStretch(1);
}

void PlaceHeader::show(GroupSession *group)
{
    m_group = group;
    m_badge->setVisible(group != nullptr);
    if (group)
        m_badge->setWording(groupWording(*group));
}

void PlaceHeader::openReasons()
{
    if (!m_group)
        return;
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("reasons"));
    popup->setFrameShape(QFrame::StyledPanel);
    popup->setBackgroundRole(QPalette::Base);
    auto *grid = new QGridLayout(popup);
    grid->setContentsMargins(space::large, space::medium, space::large, space::medium);
    grid->setHorizontalSpacing(space::medium);
    int row = 0;
    const GroupStatus &status = m_group->status();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const Member &member : status.members) {
        const MemberSync *sync = m_group->sync(member.id);
        auto *name = new Label(member.name);
        name->setFont(strongFont());
        auto *badge = new Badge;
        badge->setWording(member.attachment == Attachment::Detached ? Wording{tr("Detached"), Tone::Muted, "network-disconnect"}
                                                                    : wordingOf(sync ? sync->state : SyncState::Unknown));
        grid->addWidget(name, row, 0);
        grid->addWidget(badge, row, 1, Qt::AlignLeft);
        grid->addWidget(new Label(sync ? tr("last answer: %1").arg(relativeTime(sync->seen, now)) : QString()), row, 2, Qt::AlignRight);
        ++row;
        const QString why = sync ? sentences(sync->reasons) : QString();
        if (!why.isEmpty()) {
            auto *text = new Label(why);
            text->setWordWrap(true);
            text->setMinimumWidth(380);
            text->setContentsMargins(0, 0, 0, space::small);
            grid->addWidget(text, row++, 0, 1, 3);
        }
    }
    if (row == 0)
        grid->addWidget(new Label(tr("The group has no members yet.")), row++, 0, 1, 3);
    auto *link = new QPushButton(tr("Show members"));
    grid->addWidget(link, row, 0, 1, 3, Qt::AlignRight);
    connect(link, &QPushButton::clicked, popup, [this, popup] {
        popup->close();
        Q_EMIT wanted(QStringLiteral("members"));
    });
    popup->adjustSize();
    popup->move(m_badge->mapToGlobal(QPoint(m_badge->width() - popup->width(), m_badge->height() + space::tight)));
    popup->QWidget::show();
    link->setFocus();
}

} // namespace lockstep
