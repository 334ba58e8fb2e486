// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/operationsummary.h"

#include "ui/look/type.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

namespace {

constexpr qsizetype namedFiles = 8; // the rest is counted

// In the order a person cares for: what goes, what comes, what changes.
QString filesText(const SnapshotDiff &differences)
{
    QStringList lines;
    const auto add = [&](QChar sign, const Entry &entry) {
        if (entry.kind == Entry::Kind::File)
            lines.append(QString(sign) + u' ' + entry.path);
    };
    for (const Entry &entry : differences.removed)
        add(u'\u2212', entry);
    for (const Entry &entry : differences.added)
        add(u'+', entry);
    for (const auto &pair : differences.changed)
        add(u'~', pair.second);
    const qsizetype more = lines.size() - namedFiles;
    if (more > 1) {
        lines = lines.first(namedFiles);
        lines.append(OperationSummary::tr("and %n more files", nullptr, int(more)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

OperationSummary::OperationSummary(GroupSession &group, OperationKind kind, int deployment, QWidget *parent)
    : QWidget(parent), m_group(group), m_kind(kind), m_deployment(deployment), m_column(new QVBoxLayout(this)), m_head(new Label({}, Label::Wraps)),
      m_files(new Label({}, Label::Wraps)), m_comment(new QLineEdit)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::medium);
    m_column->addWidget(m_head);
    build();
    m_files->setFont(dataFont());
    m_files->setAccessibleName(tr("Files that change"));
    m_column->addWidget(m_files);
    m_files->hide();
    m_column->addStretch();
    auto *comment = new QFormLayout;
    comment->setContentsMargins(0, 0, 0, 0);
    m_comment->setPlaceholderText(tr("Why, for the history (may stay empty)"));
    m_comment->setMaxLength(500);
    comment->addRow(tr("&Comment"), m_comment);
    m_column->addLayout(comment);
}

void OperationSummary::build()
{
    switch (m_kind) {
    case OperationKind::Prepare:
        return buildPrepare();
    case OperationKind::RollBack:
        return buildRollBack();
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

void OperationSummary::addFact(const QString &name, const QString &value, bool fixed)
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
        tr("%n changes are verified on every member and laid beside what it serves. Nothing that is served changes.", nullptr, status.changes));
    if (!m_group.changes().conflicts.isEmpty())
        addNote(Tone::Attention, tr("%n changes no longer fit what is live and are left out. Look at them in the review.", nullptr,
                                    int(m_group.changes().conflicts.size())));
    addMembers(true);
    countChanges(QStringLiteral("live"), QStringLiteral("staged"));
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
                tr("%n changes were staged after it was prepared. They stay staged and are not deployed.", nullptr, prepared.newerChanges));
    if (prepared.effects && prepared.effects->recreated > 0)
        addNote(Tone::Attention, interruptionSentence(*prepared.effects));
    QStringList left;
    for (const QString &id : prepared.excluded) {
        if (const Member *member = m_group.member(id))
            left.append(member->name);
    }
    if (!left.isEmpty())
        addNote(Tone::Attention, tr("Left out by name: %1. It goes on serving what it serves.").arg(left.join(QStringLiteral(", "))));
    countChanges(QStringLiteral("live"), QStringLiteral("prepared"));
}

void OperationSummary::buildRollBack()
{
    m_head->setText(tr("Every member goes back to what an older deployment served. Serials rise, so that secondaries follow."));
    m_target = new QComboBox;
    m_target->setAccessibleName(tr("Deployment to go back to"));
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Back &to"), m_target);
    m_column->addLayout(form);
    m_reset = new QCheckBox(tr("Also put &staging back to the same data"));
    m_reset->setToolTip(tr("Otherwise what is staged now stays staged, on top of the older data."));
    m_column->addWidget(m_reset);
    connect(m_target, &QComboBox::currentIndexChanged, this, [this] {
        if (const auto number = chosenDeployment())
            countChanges(QStringLiteral("live"), QStringLiteral("deployment:%1").arg(*number));
        Q_EMIT changed();
    });
    readDeployments();
}

Task<> OperationSummary::readDeployments()
{
    const QPointer<OperationSummary> here(this);
    Task<Result<HistoryList>> asking = m_group.master().call(mastercalls::historyList, HistoryRequest{m_group.id(), {}, 1, 0});
    const Result<HistoryList> list = co_await asking;
    if (!here || !list)
        co_return;
    QList<Deployment> deployments = list->deployments;
    std::ranges::sort(deployments, std::greater(), &Deployment::number);
    const QSignalBlocker quiet(m_target);
    for (const Deployment &one : std::as_const(deployments)) {
        if (one.state != Deployment::State::Live || one.number == m_group.status().liveDeployment)
            continue;
        // Number 0, what the first member came with, is reached as the last good one alone.
        if (one.number == 0 && m_target->count() > 0)
            continue;
        if (one.number == 0) {
            m_target->addItem(tr("What the first member came with, %1").arg(absoluteTime(one.time)), 0);
            continue;
        }
        const QString comment = one.comment.isEmpty() ? QString() : QStringLiteral(" \u2013 ") + one.comment;
        m_target->addItem(tr("Deployment %1, %2, %3%4").arg(one.number).arg(one.author, absoluteTime(one.time), comment), one.number);
    }
    const int wanted = m_deployment > 0 ? m_target->findData(m_deployment) : 0;
    m_target->setCurrentIndex(wanted >= 0 ? wanted : 0);
    if (m_target->count() == 0)
        m_head->setText(tr("There is no older deployment to go back to."));
    else
        countChanges(QStringLiteral("live"), QStringLiteral("deployment:%1").arg(*chosenDeployment()));
    Q_EMIT changed();
}

std::optional<int> OperationSummary::chosenDeployment() const
{
    return m_target && m_target->currentIndex() >= 0 ? std::optional(m_target->currentData().toInt()) : std::nullopt;
}

Task<> OperationSummary::countChanges(QString from, QString to)
{
    const QPointer<OperationSummary> here(this);
    Task<Result<Snapshot>> first = m_group.snapshot(from);
    const Result<Snapshot> before = co_await first;
    if (!here || !before)
        co_return;
    Task<Result<Snapshot>> second = m_group.snapshot(to);
    const Result<Snapshot> after = co_await second;
    if (!here || !after)
        co_return;
    const QString text = filesText(diff(*before, *after));
    m_files->setText(text);
    m_files->setVisible(!text.isEmpty());
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
        return chosenDeployment().value_or(0) > 0 ? tr("&Roll back to %1").arg(*chosenDeployment()) : tr("&Roll back");
    default:
        break;
    }
    const PreparedSet prepared = m_group.status().prepared.value_or(PreparedSet());
    return tr("&Deploy to %n members", nullptr, attached - int(prepared.excluded.size()));
}

bool OperationSummary::canStart() const
{
    if (!m_group.canEdit())
        return false;
    if (m_kind == OperationKind::RollBack)
        return chosenDeployment().has_value();
    if (m_kind == OperationKind::Prepare)
        return std::ranges::any_of(m_members, [](const QCheckBox *box) { return box->isChecked(); });
    return !m_seal.isNull();
}

Task<Result<Operation>> OperationSummary::start()
{
    const QString comment = m_comment->text().trimmed();
    QStringList left;
    for (auto it = m_members.cbegin(); it != m_members.cend(); ++it) {
        if (!it.value()->isChecked())
            left.append(it.key());
    }
    MasterSession &master = m_group.master();
    Task<Result<Operation>> starting = m_kind == OperationKind::Prepare
                                           ? master.call(mastercalls::prepare, PrepareGroupRequest{m_group.id(), comment, left})
                                       : m_kind == OperationKind::RollBack
                                           ? master.call(mastercalls::rollBack,
                                                         RollBackRequest{m_group.id(), chosenDeployment().value_or(0), comment, m_reset->isChecked()})
                                           : master.call(mastercalls::deploy, DeployGroupRequest{m_group.id(), m_seal, comment});
    Result<Operation> operation = co_await starting;
    co_return operation;
}

} // namespace lockstep
