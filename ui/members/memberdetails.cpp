// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/memberdetails.h"

#include "ui/look/type.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>

namespace lockstep {

MemberDetails::MemberDetails(QWidget *parent)
    : QScrollArea(parent), m_none(new Label(tr("Select a member to see its state in words."))), m_whole(new QWidget), m_name(new Label),
      m_badge(new Badge), m_reasons(new QVBoxLayout), m_drift(new QVBoxLayout), m_facts(new QGridLayout)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("The selected member"));
    auto *page = new QWidget;
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(space::large, space::medium, space::large, space::medium);
    outer->addWidget(m_none);
    outer->addWidget(m_whole);
    outer->addStretch();
    m_none->setForegroundRole(QPalette::PlaceholderText);
    auto *column = new QVBoxLayout(m_whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::medium);
    m_name->setFont(strongFont());
    head->addWidget(m_name);
    head->addWidget(m_badge);
    head->addStretch();
    column->addLayout(head);
    m_reasons->setSpacing(space::tight);
    column->addLayout(m_reasons);
    column->addLayout(m_drift);
    column->addSpacing(space::tight);
    m_facts->setHorizontalSpacing(space::large);
    m_facts->setVerticalSpacing(space::tight);
    m_facts->setColumnStretch(1, 1);
    m_facts->setColumnStretch(3, 1);
    column->addLayout(m_facts);
    m_address = fact(tr("Address"), true);
    m_server = fact(tr("Server"), false);
    m_serves = fact(tr("Serves"), false);
    m_seen = fact(tr("Last answer"), false);
    m_since = fact(tr("Member since"), false);
    auto *key = new Label(tr("Key (pin)"));
    key->setForegroundRole(QPalette::PlaceholderText);
    m_pin = new Label;
    m_pin->setFont(dataFont());
    m_pin->setWordWrap(true);
    m_pin->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_pin->setAccessibleName(key->text());
    m_facts->addWidget(key, 3, 0, Qt::AlignTop);
    m_facts->addWidget(m_pin, 3, 1, 1, 3);
    setWidget(page);
    show(nullptr, 0);
}

// Two pairs a row: the pane is wide and low.
QLabel *MemberDetails::fact(const QString &name, bool fixed)
{
    const int place = m_facts->count() / 2;
    auto *head = new Label(name);
    head->setForegroundRole(QPalette::PlaceholderText);
    auto *value = new Label;
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(name);
    if (fixed)
        value->setFont(dataFont());
    m_facts->addWidget(head, place / 2, place % 2 * 2);
    m_facts->addWidget(value, place / 2, place % 2 * 2 + 1);
    return value;
}

void MemberDetails::setDrift(QWidget *drift) { m_drift->addWidget(drift); }

void MemberDetails::showReasons(const MemberRow &row)
{
    const QStringList sentences = reasonsOf(row);
    if (sentences == m_shown)
        return;
    m_shown = sentences;
    while (QLayoutItem *old = m_reasons->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (const QString &sentence : sentences) {
        auto *line = new QWidget;
        auto *across = new QHBoxLayout(line);
        across->setContentsMargins(0, 0, 0, 0);
        across->setSpacing(space::small);
        auto *sign = new QLabel;
        sign->setPixmap(themeIcon(row.isDetached() ? "emblem-information" : "emblem-warning").pixmap(16, 16));
        auto *text = new Label(sentence);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        across->addWidget(sign, 0, Qt::AlignTop);
        across->addWidget(text, 1);
        m_reasons->addWidget(line);
    }
}

void MemberDetails::show(const MemberRow *row, qint64 now)
{
    m_none->setVisible(!row);
    m_whole->setVisible(row);
    if (!row)
        return;
    m_name->setText(row->member.name);
    m_badge->setWording(badgeOf(*row));
    showReasons(*row);
    m_address->setText(row->member.address);
    m_server->setText(row->namedIsSilent() && !row->sync.bindVersion.isEmpty() ? tr("%1, not answering").arg(serverOf(*row)) : serverOf(*row));
    m_server->setToolTip(row->sync.bindVersion);
    m_serves->setText(row->wasHeard() && !row->namedIsSilent() ? tr("%1, %n zone(s)", nullptr, row->sync.zonesServed).arg(servesOf(*row))
                                                               : servesOf(*row));
    m_seen->setText(relativeTime(row->sync.seen, now));
    m_seen->setToolTip(absoluteTime(row->sync.seen));
    m_since->setText(relativeTime(row->member.created, now));
    m_since->setToolTip(absoluteTime(row->member.created));
    m_pin->setText(groupedPin(row->member.pin));
}

} // namespace lockstep
