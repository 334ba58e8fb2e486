// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/addingpage.h"

#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/operations/signaturequestion.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>

namespace lockstep {

namespace {

enum Stage { Contact, Take, Send, Check, Switch, Prove, Stages };

} // namespace

AddingPage::AddingPage(std::shared_ptr<Candidate> candidate) : m_candidate(std::move(candidate)), m_banner(new Banner), m_progress(new QProgressBar)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::large);
    column->addWidget(m_banner);
    column->addWidget(m_progress);
    m_progress->setRange(0, Stages);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(space::small);
    m_progress->setAccessibleName(tr("Progress"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::medium);
    grid->setVerticalSpacing(space::medium);
    grid->setColumnStretch(1, 1);
    for (int stage = 0; stage < Stages; ++stage) {
        auto *sign = new QLabel;
        sign->setFixedSize(16, 16);
        auto *name = new Label;
        grid->addWidget(sign, stage, 0);
        grid->addWidget(name, stage, 1);
        m_signs.append(sign);
        m_names.append(name);
    }
    column->addLayout(grid);
    column->addStretch();
    connect(&m_candidate->master, &MasterSession::operationChanged, this, &AddingPage::take);
    connect(&m_candidate->master, &MasterSession::stateChanged, this, [this] {
        if (m_state != State::Running && m_state != State::Lost)
            return;
        m_state = m_candidate->master.isConnected() ? State::Running : State::Lost;
        Q_EMIT changed();
    });
}

QString AddingPage::title() const
{
    switch (m_state) {
    case State::Done:
        return tr("%1 is a member").arg(m_candidate->name);
    case State::Failed:
        return tr("%1 was not added").arg(m_candidate->name);
    default:
        return tr("%1 is being added").arg(m_candidate->name);
    }
}

QString AddingPage::sentence() const
{
    switch (m_state) {
    case State::Done:
        return m_seeds ? tr("The group has its data now. The next member gets what is live.")
                       : tr("It serves what is live (%1).").arg(m_candidate->liveText());
    case State::Failed:
        return tr("The server serves what it served before, and the group is what it was.");
    case State::Lost:
        return tr("The connection to the master is lost. The work goes on there; this page follows it again when the master is back.");
    default:
        return tr("The master does the work. You may close this window: it goes on.");
    }
}

void AddingPage::enter()
{
    m_seeds = m_candidate->seeds();
    m_accepted.clear();
    m_words = {tr("Reach the agent and bind it to this master"),
               m_seeds ? tr("Take its configuration and zones") : tr("Read what it has"),
               tr("Send what is live"),
               tr("Check it with named's own checkers"),
               tr("Switch its folders"),
               tr("Prove that named serves it")};
    start();
}

Task<> AddingPage::start()
{
    const QPointer<AddingPage> here(this);
    m_state = State::Running;
    m_stage = Contact;
    m_operation.clear();
    m_banner->hide();
    showStages();
    Q_EMIT stateChanged();
    const Candidate &asked = *m_candidate;
    Task<Result<Operation>> adding = m_candidate->master.call(
        mastercalls::memberAdd, AddMemberRequest{asked.group, asked.name, asked.address, asked.codeToSend(), m_seeds, !m_seeds,
                                                 m_accepted.isEmpty() ? std::nullopt : std::optional(m_accepted)});
    const Result<Operation> operation = co_await adding;
    if (!here)
        co_return;
    if (!operation) {
        fail({operation.error()});
        co_return;
    }
    m_operation = operation->id;
    const std::optional<Operation> now = m_candidate->master.operation(m_operation); // it may have been told of meanwhile
    take(now.value_or(*operation));
}

int AddingPage::stageOf(const Operation &operation) const
{
    const QString row = operation.members.isEmpty() ? QString() : operation.members.first().step;
    if (row == QLatin1String("confirming") || row == QLatin1String("confirmed") || row == QLatin1String("proved"))
        return Prove;
    if (operation.step == QLatin1String("switching") || row == QLatin1String("switching"))
        return Switch;
    if (row == QLatin1String("checking") || row == QLatin1String("prepared"))
        return Check;
    if (row == QLatin1String("sending"))
        return Send;
    return operation.step == QLatin1String("seeding") || operation.step == QLatin1String("preparing") ? Take : Contact;
}

void AddingPage::take(const Operation &operation)
{
    if (m_operation.isEmpty() || operation.id != m_operation || m_state == State::Done || m_state == State::Failed)
        return;
    m_stage = std::max(m_stage, stageOf(operation)); // never backwards
    if (operation.outcome == Outcome::Running || operation.outcome == Outcome::Undecided)
        return showStages();
    if (operation.outcome == Outcome::Succeeded) {
        m_state = State::Done;
        m_stage = Stages;
        showStages();
        Q_EMIT stateChanged();
        Q_EMIT changed();
        if (!operation.members.isEmpty())
            Q_EMIT added(operation.members.first().member);
        return;
    }
    QList<Error> problems = operation.problems;
    for (const MemberProgress &row : operation.members)
        problems.append(row.problems);
    if (const QString zone = zoneLosingSignatures(problems); !zone.isEmpty())
        askUnsigned(zone, problems);
    else
        fail(problems);
}

// It is known when the server has looked at what it would serve; nothing has changed there yet.
Task<> AddingPage::askUnsigned(QString zone, QList<Error> problems)
{
    const QPointer<AddingPage> here(this);
    m_operation.clear();
    Task<bool> asking = ask(this, signatureQuestion(zone));
    const bool yes = co_await asking;
    if (!here)
        co_return;
    if (!yes) {
        fail(problems);
        co_return;
    }
    m_accepted.append(zone);
    start();
}

void AddingPage::fail(const QList<Error> &problems)
{
    m_state = State::Failed;
    QString text = sentences(problems);
    const QString advice = problems.isEmpty() ? QString() : adviceOf(problems.first(), m_candidate->address);
    if (!advice.isEmpty())
        text += u'\n' + advice;
    QStringList details;
    for (const Error &problem : problems) {
        if (!problem.detail.isEmpty())
            details.append(problem.detail);
    }
    m_banner->show(Tone::Danger, text, details.join(u'\n'));
    showStages();
    Q_EMIT stateChanged();
    Q_EMIT changed();
}

void AddingPage::showStages()
{
    m_progress->setValue(m_stage);
    m_progress->setVisible(m_state == State::Running || m_state == State::Lost);
    for (int stage = 0; stage < Stages; ++stage) {
        const bool done = stage < m_stage;
        const bool now = stage == m_stage;
        const bool failed = now && m_state == State::Failed;
        const char *icon = done ? "checkmark" : failed ? "emblem-error" : now ? "go-next" : "";
        m_signs[stage]->setPixmap(*icon ? themeIcon(icon).pixmap(16, 16) : QPixmap());
        m_signs[stage]->setAccessibleName(done ? tr("Done") : failed ? tr("Failed") : now ? tr("Running") : tr("Not yet"));
        m_names[stage]->setText(m_words.value(stage));
        m_names[stage]->setFont(now ? strongFont() : font());
        m_names[stage]->setTone(failed ? Tone::Danger : done || now ? Tone::Neutral : Tone::Muted);
    }
}

} // namespace lockstep
