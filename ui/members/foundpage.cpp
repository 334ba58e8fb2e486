// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/foundpage.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/members/preflightlist.h"
#include "ui/widgets/banner.h"

#include <QPointer>
#include <QProgressBar>
#include <QVBoxLayout>

namespace lockstep {

FoundPage::FoundPage(std::shared_ptr<Candidate> candidate)
    : m_candidate(std::move(candidate)), m_banner(new Banner), m_progress(new QProgressBar), m_problems(new PreflightProblems),
      m_list(new PreflightList)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    column->addWidget(m_banner);
    column->addWidget(m_progress);
    column->addWidget(m_problems);
    column->addWidget(m_list, 1);
    column->addStretch();
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(space::small);
    m_progress->setAccessibleName(tr("The agent is asked"));
    connect(m_banner, &Banner::actionPressed, this, &FoundPage::ask);
}

bool FoundPage::canGoNext() const { return m_candidate->report && m_candidate->report->problems.isEmpty(); }

void FoundPage::enter()
{
    if (m_candidate->report && m_candidate->report->problems.isEmpty())
        return show();
    ask();
}

void FoundPage::showWaiting(bool waiting)
{
    m_progress->setVisible(waiting);
    m_problems->hide();
    m_list->hide();
    m_banner->hide();
}

Task<> FoundPage::ask()
{
    const int mine = ++m_asked;
    const QPointer<FoundPage> here(this);
    m_candidate->report.reset();
    m_sentence = tr("The agent at %1 is asked what it would bring. Nothing is changed on the server.").arg(m_candidate->address);
    showWaiting(true);
    Q_EMIT changed();
    Task<Result<PreflightReport>> asking = preflight(m_candidate);
    const Result<PreflightReport> report = co_await asking;
    if (!here || mine != m_asked)
        co_return;
    showWaiting(false);
    if (report) {
        m_candidate->report = *report;
        show();
        co_return;
    }
    m_sentence = tr("The agent could not be asked. Nothing was changed; what you typed is kept.");
    const QString advice = adviceOf(report.error(), m_candidate->address);
    m_banner->show(Tone::Danger, lockstep::sentence(report.error()) + (advice.isEmpty() ? QString() : u'\n' + advice), report.error().detail);
    m_banner->setAction(tr("&Try again"));
    Q_EMIT changed();
}

void FoundPage::show()
{
    const PreflightReport &report = *m_candidate->report;
    showWaiting(false);
    m_sentence = tr("%1 runs BIND %2 with %n zone(s). Its configuration begins at %3.", nullptr, report.zones)
                     .arg(report.hostName, report.bindVersion.section(u' ', 0, 0), report.mainFile);
    if (!report.problems.isEmpty()) {
        m_banner->show(Tone::Attention,
                       tr("It cannot be added yet: %n thing(s) must be changed on the server first.", nullptr, int(report.problems.size())));
        m_banner->setAction(tr("&Check again"));
    }
    m_problems->show(report);
    m_list->show(report);
    m_list->setVisible(!report.files.isEmpty());
    Q_EMIT changed();
}

} // namespace lockstep
