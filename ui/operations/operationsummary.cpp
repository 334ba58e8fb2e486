// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/operationsummary.h"

#include "ui/look/type.h"
#include "ui/operations/changedfiles.h"
#include "ui/operations/operationwords.h"
#include "ui/operations/rollbackchoice.h"
#include "ui/operations/rollouteditor.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lockstep {

OperationSummary::OperationSummary(GroupSession &group, OperationKind kind, int deployment, QWidget *parent)
    : QWidget(parent), m_group(group), m_kind(kind), m_column(new QVBoxLayout), m_head(new Label({}, Label::Wraps)), m_comment(new QLineEdit)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(space::medium);
    auto *scroll = new QScrollArea; // notes and files may be more than a small screen holds
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("What will happen"));
    auto *page = new QWidget;
    page->setLayout(m_column);
    scroll->setWidget(page);
    whole->addWidget(scroll, 1);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::medium);
    m_column->addWidget(m_head);
    build(deployment);
    m_column->addStretch();
    auto *comment = new QFormLayout;
    comment->setContentsMargins(0, 0, 0, 0);
    m_comment->setPlaceholderText(tr("Why, for the history (may stay empty)"));
    m_comment->setMaxLength(500);
    comment->addRow(tr("&Comment"), m_comment);
    whole->addLayout(comment);
}

void OperationSummary::build(int deployment)
{
    switch (m_kind) {
    case OperationKind::Prepare:
        return buildPrepare();
    case OperationKind::RollBack:
        return buildRollBack(deployment);
    default:
        return buildDeploy();
    }
}

void OperationSummary::addNote(Tone tone, const QString &text)
{
    auto *note = new Banner;
    m_column->addWidget(note);
    note->show(tone, text);
}

Label *OperationSummary::addFact(const QString &name, const QString &value, bool fixed)
{
    auto *row = new QHBoxLayout;
    auto *label = new Label(name, Label::Wraps);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setFixedWidth(120);
    auto *text = new Label(value, Label::Wraps);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (fixed)
        text->setFont(dataFont());
    row->addWidget(label, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    m_column->addLayout(row);
    return text;
}

void OperationSummary::addMembers(bool choice)
{
    const GroupStatus &status = m_group.status();
    auto *list = new QWidget;
    auto *rows = new QGridLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setColumnStretch(2, 1);
    int row = 0;
    for (const Member &member : status.members) {
        if (member.attachment != Attachment::Attached)
            continue;
        const MemberSync *sync = m_group.sync(member.id);
        auto *badge = new Badge;
        badge->setWording(wordingOf(sync ? sync->state : SyncState::Unknown));
        if (choice) {
            auto *box = new QCheckBox(member.name);
            box->setChecked(true);
            box->setToolTip(
                tr("Without the mark %1 is left out of this deployment by name. It stays attached and is shown as behind.").arg(member.name));
            connect(box, &QCheckBox::toggled, this, &OperationSummary::changed);
            m_members.insert(member.id, box);
            rows->addWidget(box, row, 0);
        } else {
            rows->addWidget(new Label(member.name), row, 0);
        }
        rows->addWidget(badge, row, 1);
        ++row;
    }
    m_column->addWidget(list);
}

void OperationSummary::buildPrepare()
{
    const GroupStatus &status = m_group.status();
    m_head->setText(
        tr("%n edits are verified on every member and laid beside what it serves. Nothing that is served changes.", nullptr, status.changes));
    if (!m_group.changes().conflicts.isEmpty())
        addNote(Tone::Attention, tr("%n edits no longer fit what is live and are left out. Look at them in the review.", nullptr,
                                    int(m_group.changes().conflicts.size())));
    m_moved = new Banner;
    m_moved->setAction(tr("Show what changed"));
    m_column->addWidget(m_moved);
    connect(m_moved, &Banner::actionPressed, this, [this] { Q_EMIT wanted(QStringLiteral("review?since")); });
    m_seal = stagedNow();
    m_sealText = addFact(tr("Seal"), sealText(m_seal), true);
    connect(&m_group, &GroupSession::changesChanged, this, &OperationSummary::showMoved);
    addMembers(true);
    addFiles(QStringLiteral("staged"));
}

void OperationSummary::setReviewed(const Digest &seal)
{
    if (m_kind != OperationKind::Prepare || seal.isNull())
        return;
    m_seal = seal;
    m_sealText->setText(sealText(seal));
    showMoved();
}

// As far as this console knows.
Digest OperationSummary::stagedNow() const { return m_group.changes().staged.isNull() ? m_group.status().staged : m_group.changes().staged; }

void OperationSummary::showMoved()
{
    const Digest now = stagedNow();
    if (now == m_seal)
        m_moved->hide();
    else
        m_moved->show(Tone::Attention,
                      tr("What is staged has changed since it was looked at. Its seal is %1 now. Look at what changed first.").arg(now.seal()));
    Q_EMIT changed();
}

void OperationSummary::buildDeploy()
{
    const GroupStatus &status = m_group.status();
    if (!status.prepared)
        return m_head->setText(tr("Nothing is prepared. Prepare what is staged first."));
    const PreparedSet &prepared = *status.prepared;
    m_seal = prepared.seal;
    m_head->setText(
        tr("Every member switches to the prepared set and is asked to prove it. If one cannot, all of them go back to what they serve now."));
    addFact(tr("Prepared"), tr("%1 by %2").arg(relativeTime(prepared.time, QDateTime::currentMSecsSinceEpoch()), prepared.author));
    addFact(tr("Seal"), sealText(prepared.seal), true);
    addFact(tr("Live now"), status.liveDeployment > 0 ? tr("deployment %1").arg(status.liveDeployment) : tr("as the first member came"));
    if (prepared.effects && !effectLines(*prepared.effects).isEmpty())
        addFact(tr("At the switch"), effectLines(*prepared.effects).join(QLatin1Char('\n')));
    if (prepared.newerChanges > 0)
        addNote(Tone::Attention,
                tr("%n edits were staged after it was prepared. They stay staged and are not deployed.", nullptr, prepared.newerChanges));
    if (prepared.effects && prepared.effects->recreated > 0)
        addNote(Tone::Attention, interruptionSentence(*prepared.effects));
    if (prepared.effects && !restartSentence(*prepared.effects).isEmpty())
        addNote(Tone::Attention, restartSentence(*prepared.effects));
    if (const QStringList zones = prepared.unsignedZones.value_or(QStringList()); !zones.isEmpty())
        addNote(Tone::Attention,
                tr("The signatures of %1 are taken away, or other keys make them. You are asked for each of these names before it begins.")
                    .arg(QLocale().createSeparatedList(zones)));
    QStringList left;
    for (const QString &id : prepared.excluded) {
        if (const Member *member = m_group.member(id))
            left.append(member->name);
    }
    if (!left.isEmpty())
        addNote(Tone::Attention, tr("Left out by name: %1. It goes on serving what it serves.").arg(left.join(QStringLiteral(", "))));
    addFiles(QStringLiteral("prepared"));
    m_rollout = new RolloutEditor;
    m_rollout->show(status.group.rollout.value_or(Rollout()), status.group.keepMinutes.value_or(0), participants());
    m_column->addWidget(m_rollout);
}

void OperationSummary::buildRollBack(int deployment)
{
    m_head->setText(tr("Every member goes back to what an older deployment served, all at once. Serials rise, so that secondaries follow."));
    m_back = new RollBackChoice(m_group, deployment);
    m_column->addWidget(m_back);
    connect(m_back, &RollBackChoice::changed, this, &OperationSummary::changed);
    connect(m_back, &RollBackChoice::wanted, this, &OperationSummary::wanted);
}

void OperationSummary::addFiles(const QString &to)
{
    auto *files = new ChangedFiles(m_group);
    m_column->addWidget(files);
    files->compare(QStringLiteral("live"), to);
}

// Who switches to what is prepared.
QList<Member> OperationSummary::participants() const
{
    const GroupStatus &status = m_group.status();
    const QStringList left = status.prepared ? status.prepared->excluded : QStringList();
    QList<Member> members;
    for (const Member &member : status.members) {
        if (member.attachment == Attachment::Attached && !left.contains(member.id))
            members.append(member);
    }
    return members;
}

QString OperationSummary::verb() const
{
    const int attached = int(std::ranges::count(m_group.status().members, Attachment::Attached, &Member::attachment));
    switch (m_kind) {
    case OperationKind::Prepare: {
        const auto left = std::ranges::count_if(m_members, [](const QCheckBox *box) { return !box->isChecked(); });
        return tr("&Prepare on %n members", nullptr, attached - int(left));
    }
    case OperationKind::RollBack:
        return m_back->deployment().value_or(0) > 0 ? tr("&Roll back to %1").arg(*m_back->deployment()) : tr("&Roll back");
    default:
        break;
    }
    return tr("&Deploy to %n members", nullptr, int(participants().size()));
}

bool OperationSummary::canStart() const
{
    if (!m_group.canEdit())
        return false;
    if (m_kind == OperationKind::RollBack)
        return m_back->deployment().has_value() && m_back->isRead();
    if (m_kind == OperationKind::Prepare)
        return !m_moved->isVisibleTo(this) && std::ranges::any_of(m_members, [](const QCheckBox *box) { return box->isChecked(); });
    return !m_seal.isNull();
}

Task<Result<Operation>> OperationSummary::start(QStringList accepted)
{
    const std::optional<QStringList> unsignedZones = accepted.isEmpty() ? std::nullopt : std::optional(accepted);
    const QString comment = m_comment->text().trimmed();
    QStringList left;
    for (auto it = m_members.cbegin(); it != m_members.cend(); ++it) {
        if (!it.value()->isChecked())
            left.append(it.key());
    }
    MasterSession &master = m_group.master();
    const auto asked = [&]() -> Task<Result<Operation>> {
        if (m_kind == OperationKind::Prepare)
            return master.call(mastercalls::prepare, PrepareGroupRequest{m_group.id(), comment, left, m_seal});
        if (m_kind == OperationKind::RollBack)
            return master.call(mastercalls::rollBack, RollBackRequest{m_group.id(), m_back->deployment().value_or(0), comment,
                                                                      m_back->resetsStaging(), m_back->seal(), unsignedZones});
        return master.call(mastercalls::deploy,
                           DeployGroupRequest{m_group.id(), m_seal, comment, m_rollout->rollout(), m_rollout->keepMinutes(), unsignedZones});
    };
    Task<Result<Operation>> starting = asked();
    Result<Operation> operation = co_await starting;
    co_return operation;
}

} // namespace lockstep
