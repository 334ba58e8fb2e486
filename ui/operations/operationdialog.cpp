// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/operationdialog.h"

#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/operations/operationwords.h"
#include "ui/operations/signaturequestion.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QTime>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int tickMs = 500; // no second is left out

} // namespace

OperationDialog::OperationDialog(GroupSession &group, QWidget *parent)
    : QDialog(parent), m_group(group), m_pages(new QStackedWidget), m_title(new Label), m_caption(new Label), m_banner(new Banner),
      m_rows(new MemberRows), m_outcome(new Banner), m_showLog(new QPushButton(tr("&Log"))), m_log(new QPlainTextEdit), m_start(new QPushButton),
      m_keep(new QPushButton), m_stop(new QPushButton(tr("&Stop"))), m_background(new QPushButton(tr("Run in &background"))),
      m_close(new QPushButton(tr("&Close"))), m_reviewed(new Label)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::medium);
    auto *head = new QHBoxLayout;
    m_title->setFont(titleFont());
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    head->addWidget(m_title, 1);
    head->addWidget(m_caption);
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);

    auto *running = new QWidget;
    auto *rows = new QVBoxLayout(running);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_rows, 1);
    rows->addWidget(m_outcome);
    rows->addWidget(m_showLog, 0, Qt::AlignLeft);
    rows->addWidget(m_log);
    m_showLog->setFlat(true);
    m_showLog->setCheckable(true);
    m_showLog->setIcon(themeIcon("arrow-right"));
    m_log->setReadOnly(true);
    m_log->setFont(dataFont());
    m_log->setMaximumHeight(160);
    m_log->setAccessibleName(tr("Log"));
    m_log->hide();
    connect(m_showLog, &QPushButton::toggled, this, [this](bool on) {
        m_log->setVisible(on);
        m_showLog->setIcon(themeIcon(on ? "arrow-down" : "arrow-right"));
    });
    m_pages->addWidget(running);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_reviewed);
    buttons->addStretch();
    for (QPushButton *button : {m_stop, m_background, m_close, m_start, m_keep})
        buttons->addWidget(button);
    column->addLayout(buttons);
    setPrimary(m_start);
    setPrimary(m_keep);
    setDangerous(m_stop);
    connect(m_start, &QPushButton::clicked, this, [this] { begin(); });
    connect(m_keep, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_stop, &QPushButton::clicked, this, [this] { decide(false); });
    connect(&m_tick, &QTimer::timeout, this, &OperationDialog::showOutcome);
    connect(m_background, &QPushButton::clicked, this, &QDialog::close);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_rows, &MemberRows::lineWanted, this, [this](const QString &file, int line) {
        Q_EMIT wanted(QStringLiteral("file:%1?%2").arg(file).arg(line));
        close();
    });
    connect(&m_group, &GroupSession::operationChanged, this, [this](const Operation &operation) {
        if (m_begun && operation.id == m_operation.id)
            follow(operation);
    });
    connect(&m_group, &GroupSession::statusChanged, this, &OperationDialog::settleButtons);
    resize(720, 460);
}

OperationDialog::OperationDialog(GroupSession &group, OperationKind kind, int deployment, QWidget *parent) : OperationDialog(group, parent)
{
    m_summary = new OperationSummary(group, kind, deployment);
    m_pages->setCurrentIndex(m_pages->addWidget(m_summary));
    Operation named;
    named.kind = kind;
    m_title->setText(titleOf(named, group.status().group.name));
    setWindowTitle(m_title->text());
    connect(m_summary, &OperationSummary::changed, this, &OperationDialog::settleButtons);
    connect(m_summary, &OperationSummary::wanted, this, [this](const QString &place) {
        Q_EMIT wanted(place);
        close();
    });
    if (kind == OperationKind::Deploy)
        resize(760, 720);
    m_start->setDefault(true);
    settleButtons();
}

OperationDialog::OperationDialog(GroupSession &group, const Operation &operation, QWidget *parent) : OperationDialog(group, parent)
{
    m_begun = true;
    follow(operation);
}

void OperationDialog::setSeal(const Digest &seal)
{
    if (m_summary)
        m_summary->setReviewed(seal);
}

void OperationDialog::awaitReviewed()
{
    m_awaits = true;
    m_reviewed->setText(tr("What changes is looked at ..."));
    settleButtons();
}

void OperationDialog::setReviewed(const QString &sentence, bool whole, const QList<Danger> &dangers)
{
    m_awaits = false;
    m_dangers = dangers;
    m_reviewed->setText(sentence);
    m_reviewed->setTone(whole ? Tone::Ok : Tone::Attention);
    settleButtons();
}

// One after the other; the first that is not typed ends it.
Task<bool> OperationDialog::acceptDangers()
{
    const QPointer<OperationDialog> here(this);
    while (here && !m_dangers.isEmpty()) {
        Question question;
        question.name = QStringLiteral("operation.danger");
        question.title = tr("Dangerous changes");
        question.sentence = tr("Deploy what may do harm to %1?").arg(m_dangers.first().word);
        question.details = m_dangers.first().details;
        question.yes = tr("Deploy it");
        question.dangerous = true;
        question.typed = m_dangers.first().word;
        Task<bool> asking = ask(this, question);
        const bool yes = co_await asking;
        if (!here || !yes)
            co_return false;
        m_dangers.removeFirst();
    }
    co_return here;
}

Task<> OperationDialog::begin()
{
    const QPointer<OperationDialog> here(this);
    Task<bool> accepting = acceptDangers();
    const bool accepted = co_await accepting;
    if (!here || !accepted)
        co_return;
    m_begun = true;
    m_banner->hide();
    settleButtons();
    Task<Result<Operation>> starting = m_summary->start(m_accepted);
    Result<Operation> operation = co_await starting;
    while (here && !operation && !zoneLosingSignatures({operation.error()}).isEmpty()) {
        Task<bool> asking = acceptUnsigned(zoneLosingSignatures({operation.error()}));
        const bool taken = co_await asking;
        if (!here || !taken)
            break;
        starting = m_summary->start(m_accepted);
        operation = co_await starting;
    }
    if (!here)
        co_return;
    if (!operation) {
        m_begun = false;
        m_banner->show(operation.error());
        settleButtons();
        co_return;
    }
    // More of it may have been told before the answer came.
    m_operation.id = operation->id;
    follow(m_group.master().operation(operation->id).value_or(*operation));
}

Task<bool> OperationDialog::acceptUnsigned(QString zone)
{
    const QPointer<OperationDialog> here(this);
    Task<bool> asking = ask(this, signatureQuestion(zone));
    const bool yes = co_await asking;
    if (here && yes)
        m_accepted.append(zone);
    co_return yes;
}

// A roll back learns of signatures when the members have looked at it.
Task<> OperationDialog::tryAgain(QString zone)
{
    const QPointer<OperationDialog> here(this);
    Task<bool> accepting = acceptUnsigned(zone);
    const bool accepted = co_await accepting;
    if (!here || !accepted)
        co_return;
    m_operation = Operation();
    m_logged.clear();
    m_log->clear();
    Task<> beginning = begin();
    co_await beginning;
}

// Keep what is deployed, or take it back; whoever says it first.
Task<> OperationDialog::decide(bool keep)
{
    m_deciding = true;
    m_banner->hide();
    settleButtons();
    const QPointer<OperationDialog> here(this);
    const OperationRequest request{m_operation.id};
    Task<Result<Operation>> asking = keep ? m_group.master().call(mastercalls::operationKeep, request)
                                          : m_group.master().call(mastercalls::operationStop, request);
    const Result<Operation> told = co_await asking;
    if (!here)
        co_return;
    m_deciding = false;
    if (!told)
        m_banner->show(told.error());
    settleButtons();
}

void OperationDialog::follow(const Operation &operation)
{
    const bool ends = m_operation.outcome == Outcome::Running && operation.outcome == Outcome::Failed;
    m_operation = operation;
    m_pages->setCurrentIndex(0);
    m_title->setText(titleOf(operation, m_group.status().group.name));
    setWindowTitle(m_title->text());
    QStringList caption;
    if (operation.deployment > 0)
        caption.append(tr("deployment %1").arg(operation.deployment));
    if (!operation.seal.isNull())
        caption.append(tr("sealed %1").arg(sealText(operation.seal)));
    m_caption->setText(caption.join(QStringLiteral(", ")));
    m_rows->show(operation);
    logSteps(operation);
    showOutcome();
    if (countsDown(operation))
        m_tick.start(tickMs);
    else
        m_tick.stop();
    settleButtons();
    const QString zone = zoneLosingSignatures(m_operation.problems);
    if (ends && m_summary && !zone.isEmpty())
        tryAgain(zone);
}

void OperationDialog::showOutcome()
{
    const bool running = m_operation.outcome == Outcome::Running;
    const bool asks = canKeep(m_operation) || m_operation.step == QLatin1String("noting") || m_operation.step == QLatin1String("recording");
    const Tone tone = !running ? wordingOf(m_operation.outcome).tone : asks ? Tone::Attention : Tone::Accent;
    QStringList lines{outcomeSentence(m_operation)};
    for (const Error &problem : std::as_const(m_operation.problems))
        lines.append(sentence(problem));
    // What waits for a restart when it is deployed is known as soon as it is prepared.
    const bool holds = m_operation.outcome == Outcome::Succeeded || canKeep(m_operation);
    if (const QString restart = restartSentence(m_operation.effects.value_or(Effects())); holds && !restart.isEmpty())
        lines.append(restart);
    m_outcome->show(tone, lines.join(QLatin1Char('\n')));
}

void OperationDialog::logSteps(const Operation &operation)
{
    const QString now = QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss"));
    for (const MemberProgress &row : operation.members) {
        const QString step = wordingOfStep(row, operation).text;
        if (m_logged.value(row.member) == step)
            continue;
        m_logged.insert(row.member, step);
        m_log->appendPlainText(now + QStringLiteral("  ") + row.name + QStringLiteral("  ") + step);
        for (const Error &problem : row.problems)
            m_log->appendPlainText(QStringLiteral("          ") + sentence(problem));
    }
}

void OperationDialog::settleButtons()
{
    const bool running = m_begun && m_operation.outcome == Outcome::Running;
    const bool summary = !m_begun || m_operation.id.isEmpty();
    m_start->setVisible(summary);
    m_reviewed->setVisible(summary);
    if (m_summary && summary) {
        m_start->setText(m_summary->verb());
        m_start->setEnabled(!m_begun && !m_awaits && m_summary->canStart());
    }
    m_stop->setVisible(running && !summary && canStop(m_operation));
    m_stop->setEnabled(!m_deciding && m_group.master().isConnected());
    const int live = m_group.status().liveDeployment;
    const bool keeps = canKeep(m_operation);
    if (keeps)
        m_stop->setText(live > 0 ? tr("&Take back to %1").arg(live) : tr("&Take back"));
    else
        m_stop->setText(m_operation.kind == OperationKind::Prepare || live == 0 ? tr("&Stop") : tr("&Stop and return to %1").arg(live));
    m_keep->setVisible(keeps && !summary);
    m_keep->setEnabled(!m_deciding && m_group.master().isConnected());
    m_keep->setText(tr("&Keep deployment %1").arg(m_operation.deployment));
    m_keep->setDefault(keeps);
    m_background->setVisible(running && !summary);
    m_close->setVisible(!running || summary);
    m_close->setText(summary ? tr("Cancel") : tr("&Close"));
    if (!summary && !running && !m_close->hasFocus())
        m_close->setFocus();
    // What it was opened for is one key away, once it may begin.
    if (summary && m_start->isEnabled() && (!focusWidget() || focusWidget() == m_close))
        m_start->setFocus();
}

void OperationDialog::keyPressEvent(QKeyEvent *event)
{
    // Escape leaves it running, as its button says.
    if (event->key() == Qt::Key_Escape)
        return void(close());
    QDialog::keyPressEvent(event);
}

} // namespace lockstep
