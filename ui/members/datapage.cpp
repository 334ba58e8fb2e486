// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/datapage.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QPointer>
#include <QProgressBar>
#include <QVBoxLayout>

namespace lockstep {

namespace {

Task<Result<ReviewSet>> compareWithLive(std::shared_ptr<Candidate> candidate)
{
    Task<Result<ManifestReply>> asking = candidate->master.call(mastercalls::memberCompare, CompareRequest{candidate->group, candidate->address},
                                                                180000);
    LOCKSTEP_CO_TRY(reply, co_await asking);
    LOCKSTEP_CO_TRY(there, Snapshot::parse(reply.manifest));
    Task<Result<Snapshot>> reading = candidate->master.snapshot(candidate->group, QStringLiteral("live"));
    LOCKSTEP_CO_TRY(live, co_await reading);
    const GroupStatus *status = candidate->status();
    const QString mainFile = status ? status->group.mainFile : candidate->report->mainFile;
    const EntryReader read = [candidate](Entry entry) { return candidate->master.object(entry.digest); };
    Task<Result<ReviewSet>> comparing = reviewSet(there, live, mainFile, read, read);
    Result<ReviewSet> set = co_await comparing;
    co_return set;
}

} // namespace

DataPage::DataPage(std::shared_ptr<Candidate> candidate)
    : m_candidate(std::move(candidate)), m_banner(new Banner), m_progress(new QProgressBar), m_review(new FilesReview), m_accept(new QCheckBox)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    column->addWidget(m_banner);
    column->addWidget(m_progress);
    column->addWidget(m_review, 1);
    column->addStretch();
    column->addWidget(m_accept);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(space::small);
    m_progress->setAccessibleName(tr("The server's files are read"));
    connect(m_accept, &QCheckBox::toggled, this, &StepPage::changed);
    connect(m_banner, &Banner::actionPressed, this, &DataPage::compare);
}

QString DataPage::title() const
{
    return m_seeds ? tr("The group takes its data from %1").arg(m_candidate->name) : tr("%1 gets what is live").arg(m_candidate->name);
}

bool DataPage::canGoNext() const { return (m_accept->isHidden() || m_accept->isChecked()) && m_progress->isHidden(); }

void DataPage::enter()
{
    m_seeds = m_candidate->seeds();
    m_banner->hide();
    m_banner->setAction({});
    m_progress->hide();
    if (m_seeds)
        showSplit();
    else if (m_compared != m_candidate->address)
        compare();
    Q_EMIT changed();
}

void DataPage::showSplit()
{
    const QString name = m_candidate->name;
    m_compared.clear();
    m_accept->setChecked(false);
    QList<ReviewFile> files;
    for (const EditedFile &file : m_candidate->report->split)
        files.append(reviewFile(file.path, file.before.isEmpty() ? std::nullopt : std::optional(file.before), file.after));
    m_sentence = tr("Its configuration and zones become the first data of the group, for every member that follows. Nothing that %1 serves changes.")
                     .arg(name);
    m_review->setVisible(!files.isEmpty());
    m_accept->setVisible(!files.isEmpty());
    if (files.isEmpty())
        return;
    m_sentence +=
        u'\n' +
        tr("Statements that belong to %1 alone - addresses, keys, channels - move to files of its own, which stay on the server. This is how its files change by that:")
            .arg(name);
    m_review->setFiles(tr("%1 now").arg(name), tr("%1 as a member").arg(name), files);
    m_accept->setText(tr("&Move these statements to files of %1 alone").arg(name));
}

// Where its own files go. One that is adopted already keeps nothing aside: what it has came from a master.
QString DataPage::keptAside() const
{
    const PreflightReport &report = *m_candidate->report;
    for (const Error &note : report.notes) {
        if (note.code == QLatin1String("agent.adopted"))
            return {};
    }
    QStringList folders;
    for (const Root &root : report.roots)
        folders.append(root.path + QStringLiteral(".before-lockstep"));
    return tr("A copy of what it has now stays on the server, in %1.").arg(folders.join(QStringLiteral(", ")));
}

Task<> DataPage::compare()
{
    const int mine = ++m_asked;
    const QPointer<DataPage> here(this);
    m_sentence = tr("What %1 has now is compared with what is live.").arg(m_candidate->name);
    m_compared.clear();
    m_banner->hide();
    m_progress->show();
    m_review->hide();
    m_accept->setChecked(false);
    m_accept->hide();
    Q_EMIT changed();
    Task<Result<ReviewSet>> comparing = compareWithLive(m_candidate);
    const Result<ReviewSet> set = co_await comparing;
    if (!here || mine != m_asked)
        co_return;
    m_progress->hide();
    if (set) {
        m_compared = m_candidate->address;
        showLoss(*set);
    } else {
        m_sentence = tr("Its files could not be compared with what is live. Nothing was changed.");
        m_accept->setText(tr("&Replace what %1 has without seeing what is lost").arg(m_candidate->name));
        m_accept->show();
        m_banner->show(set.error());
        m_banner->setAction(tr("&Try again"));
    }
    Q_EMIT changed();
}

void DataPage::showLoss(const ReviewSet &set)
{
    const QList<ReviewFile> &files = set.files;
    const QString name = m_candidate->name;
    const QString live = m_candidate->liveText();
    m_review->setVisible(!files.isEmpty());
    m_accept->setVisible(!files.isEmpty());
    if (files.isEmpty()) {
        m_sentence = tr("%1 has the same files as %2 already: nothing is lost.").arg(name, live);
        return;
    }
    m_sentence = tr("Its addresses and keys stay its own. Left is what it has now, right what it gets.");
    m_banner->show(Tone::Attention, tr("The configuration and zones of %1 are replaced by what is live (%2).").arg(name, live) + u'\n' + keptAside());
    m_banner->setAction({});
    m_review->setReview(tr("%1 now").arg(name), tr("live (%1)").arg(live), set);
    m_accept->setText(tr("&Replace what %1 has by what is live").arg(name));
}

} // namespace lockstep
