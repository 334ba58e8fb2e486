// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/members/candidate.h"
#include "ui/members/stepdialog.h"

namespace lockstep {

class AddingPage;
class ServerPage;

// Adds a server to a group: where it is, what its preflight finds, which way the data goes, the work itself. Open it with
// open(); it deletes itself. `master` outlives it.
class AddMemberDialog : public StepDialog
{
    Q_OBJECT
public:
    AddMemberDialog(MasterSession &master, const QString &group, QWidget *parent = nullptr);

Q_SIGNALS:
    void added(const QString &member);

protected:
    // For a dialog with a page before these: it fills in the group and calls begin() when its own pages are there.
    explicit AddMemberDialog(MasterSession &master, QWidget *parent);
    void begin();
    std::shared_ptr<Candidate> m_candidate;
    ServerPage *m_server = nullptr;

private:
    void follow();
    AddingPage *m_adding = nullptr;
};

} // namespace lockstep
