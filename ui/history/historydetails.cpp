// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historydetails.h"

#include "ui/history/historywords.h"
#include "ui/look/type.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

namespace {

constexpr int nameWidth = 96;

Label *plain(const QString &text, const QFont &font, Tone tone = Tone::Neutral)
{
    auto *label = new Label(text, Label::Wraps | Label::Selectable);
    label->setFont(font);
    label->setTone(tone);
    return label;
}

} // namespace

HistoryDetails::HistoryDetails(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Details of the entry"));
    show(std::nullopt);
}

void HistoryDetails::show(const std::optional<Shown> &shown)
{
    if (widget() && shown.has_value() == m_shown.has_value() && (!shown || shown->sameAs(*m_shown)))
        return; // an entry never changes: scroll and focus stay
    m_shown = shown;
    auto *page = new QWidget;
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(space::large, space::medium, space::large, space::large);
    m_column->setSpacing(space::small);
    if (shown)
        showEntry(*shown);
    else
        m_column->addWidget(plain(tr("Choose an entry to see all of it."), font(), Tone::Muted));
    m_column->addStretch();
    setWidget(page); // the one before goes away
}

void HistoryDetails::heading(const QString &text)
{
    QFont font = captionFont();
    font.setWeight(QFont::DemiBold);
    m_column->addSpacing(space::small);
    m_column->addWidget(plain(text, font, Tone::Muted));
}

void HistoryDetails::row(const QString &name, const QString &value, bool fixed)
{
    if (value.isEmpty())
        return;
    auto *line = new QHBoxLayout;
    line->setSpacing(space::small);
    QLabel *left = plain(name, font(), Tone::Muted);
    left->setFixedWidth(nameWidth);
    line->addWidget(left, 0, Qt::AlignTop);
    line->addWidget(plain(value, fixed ? dataFont() : font()), 1, Qt::AlignTop);
    m_column->addLayout(line);
}

void HistoryDetails::showEntry(const Shown &shown)
{
    const HistoryEntry &entry = shown.entry;
    m_column->addWidget(plain(told(entry), titleFont()));
    if (!entry.comment.trimmed().isEmpty())
        m_column->addWidget(plain(entry.comment.trimmed(), font()));
    showButtons(shown);
    row(tr("When"), absoluteTime(entry.time));
    row(tr("Who"), entry.user);
    row(tr("Member"), shown.member);
    if (shown.deployment) {
        row(tr("Seal"), shown.deployment->seal.seal(), true);
        row(tr("Began from"), shown.deployment->base.seal(), true);
    }
    showMembers(entry);
    const std::optional<Operation> operation = operationOf(entry);
    if (operation && !operation->problems.isEmpty()) {
        heading(tr("Why"));
        for (const Error &problem : operation->problems) {
            m_column->addWidget(plain(sentence(problem), font()));
            if (!problem.detail.isEmpty())
                m_column->addWidget(plain(problem.detail, dataFont(), Tone::Muted));
        }
    }
    const QList<DetailRow> rows = operation ? QList<DetailRow>() : detailRows(entry.details);
    if (!rows.isEmpty()) {
        heading(tr("Details"));
        for (const DetailRow &one : rows)
            row(one.name, one.value, true);
    }
    heading(tr("Record"));
    row(tr("Entry"), QString::number(entry.number));
    row(tr("Hash"), entry.hash.seal(), true);
}

void HistoryDetails::showMembers(const HistoryEntry &entry)
{
    const std::optional<Operation> operation = operationOf(entry);
    if (!operation || operation->members.isEmpty())
        return;
    heading(tr("Members"));
    for (const MemberProgress &member : operation->members) {
        auto *line = new QHBoxLayout;
        line->setSpacing(space::small);
        QLabel *name = plain(member.name, font());
        name->setMinimumWidth(nameWidth);
        line->addWidget(name);
        auto *badge = new Badge;
        badge->setWording(wordingOfStep(member.step));
        line->addWidget(badge);
        line->addStretch();
        line->addWidget(plain(tr("%1 s").arg(double(member.elapsed) / 1000, 0, 'f', 2), captionFont(), Tone::Muted));
        m_column->addLayout(line);
        for (const Error &problem : member.problems)
            m_column->addWidget(plain(sentence(problem), font(), Tone::Danger));
    }
}

void HistoryDetails::showButtons(const Shown &shown)
{
    const int number = shown.deployment ? shown.deployment->number : 0;
    if (number == 0)
        return;
    auto *line = new QHBoxLayout;
    line->setSpacing(space::small);
    auto *changes = new QPushButton(tr("&Show what changed"));
    connect(changes, &QPushButton::clicked, this, [this, number] { Q_EMIT changesWanted(number); });
    line->addWidget(changes);
    if (shown.rollBack) {
        auto *back = new QPushButton(tr("Roll &back to this..."));
        connect(back, &QPushButton::clicked, this, [this, number] { Q_EMIT rollBackWanted(number); });
        line->addWidget(back);
    }
    line->addStretch();
    m_column->addLayout(line);
}

} // namespace lockstep
