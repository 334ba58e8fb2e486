// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/candidate.h"
#include "ui/members/stepdialog.h"

class QLabel;
class QProgressBar;

namespace lockstep {

class Banner;
class PreflightList;
class PreflightProblems;

// The preflight: asked when the page comes, shown as a list; goes on only when nothing stands in the way.
class FoundPage : public StepPage
{
    Q_OBJECT
public:
    explicit FoundPage(std::shared_ptr<Candidate> candidate);
    QString step() const override { return tr("What is there"); }
    QString title() const override { return tr("What %1 has").arg(m_candidate->name); }
    QString sentence() const override { return m_sentence; }
    bool canGoNext() const override;
    void enter() override;

private:
    Task<> ask();
    void show();
    void showWaiting(bool waiting);

    std::shared_ptr<Candidate> m_candidate;
    QString m_sentence;
    Banner *m_banner;
    QProgressBar *m_progress;
    PreflightProblems *m_problems;
    PreflightList *m_list;
    int m_asked = 0; // the newest question counts
};

} // namespace lockstep
