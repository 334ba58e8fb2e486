// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/candidate.h"
#include "ui/members/stepdialog.h"

class QLabel;
class QProgressBar;

namespace lockstep {

class Banner;
class Label;

// The operation that adds the member, stage by stage. It lives in the master: closing the dialog changes nothing of it.
class AddingPage : public StepPage
{
    Q_OBJECT
public:
    explicit AddingPage(std::shared_ptr<Candidate> candidate);
    QString step() const override { return tr("Adding"); }
    QString title() const override;
    QString sentence() const override;
    bool canGoNext() const override { return false; }
    void enter() override;

    enum class State { Running, Failed, Done, Lost };
    State state() const { return m_state; }

Q_SIGNALS:
    void stateChanged();
    void added(const QString &member);

private:
    Task<> start();
    Task<> askUnsigned(QString zone, QList<Error> problems);
    void take(const Operation &operation);
    void showStages();
    void fail(const QList<Error> &problems);
    int stageOf(const Operation &operation) const;

    std::shared_ptr<Candidate> m_candidate;
    State m_state = State::Running;
    QString m_operation;
    int m_stage = 0;
    bool m_seeds = true;
    QStringList m_accepted; // zones that may lose their signatures
    Banner *m_banner;
    QProgressBar *m_progress;
    QList<QLabel *> m_signs;
    QList<Label *> m_names;
    QStringList m_words;
};

} // namespace lockstep
