// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/candidate.h"
#include "ui/members/stepdialog.h"

class QCheckBox;
class QLabel;

namespace lockstep {

class Field;

// Where the server is, what it is called, and the join code of its agent.
class ServerPage : public StepPage
{
    Q_OBJECT
public:
    // `remark`: said below the fields, "" for nothing.
    explicit ServerPage(std::shared_ptr<Candidate> candidate);
    QString step() const override { return tr("Server"); }
    QString title() const override;
    QString sentence() const override;
    bool canGoBack() const override { return m_back; }
    void enter() override;
    Task<bool> leave() override;
    // What is so however this ends: said below the fields. There is no way back before it.
    void setRemark(const QString &remark);

private:
    bool check(bool all);

    std::shared_ptr<Candidate> m_candidate;
    Field *m_host;
    Field *m_name;
    Field *m_code;
    QCheckBox *m_known;
    QLabel *m_remark;
    bool m_named = false; // by the person: the host's name is no longer taken over
    bool m_back = true;
};

} // namespace lockstep
