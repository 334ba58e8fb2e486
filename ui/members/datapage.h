// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"
#include "ui/members/candidate.h"
#include "ui/members/stepdialog.h"
#include "ui/review/filesreview.h"

class QCheckBox;
class QProgressBar;

namespace lockstep {

class Banner;

// Which way the data goes, and what a person accepts by it: of the first member the statements that move to files of its own,
// of a later one the loss of what it has.
class DataPage : public StepPage
{
    Q_OBJECT
public:
    explicit DataPage(std::shared_ptr<Candidate> candidate);
    QString step() const override { return tr("Data"); }
    QString title() const override;
    QString sentence() const override { return m_sentence; }
    QString nextText() const override { return tr("&Add %1").arg(m_candidate->name); }
    bool canGoNext() const override;
    void enter() override;
    // What was ticked.
    bool acceptsSplit() const { return m_seeds; }
    bool acceptsLoss() const { return !m_seeds; }

private:
    void showSplit();
    void showLoss(const ReviewSet &set);
    Task<> compare();
    QString keptAside() const;

    std::shared_ptr<Candidate> m_candidate;
    QString m_sentence;
    Banner *m_banner;
    QProgressBar *m_progress;
    FilesReview *m_review;
    QCheckBox *m_accept;
    bool m_seeds = true;
    QString m_compared; // the address whose files are shown
    int m_asked = 0;
};

} // namespace lockstep
