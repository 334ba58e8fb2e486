// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace lockstep {

class Banner;
class ChangedFiles;
class Label;

// To which deployment a group goes back, and what that would change: exactly what is deployed then, or nothing.
class RollBackChoice : public QWidget
{
    Q_OBJECT
public:
    // `deployment`: chosen in the beginning, 0 for the last good one.
    RollBackChoice(GroupSession &group, int deployment, QWidget *parent = nullptr);
    // 0: what the first member came with; nothing: there is none to go back to.
    std::optional<int> deployment() const;
    // It was read what it would do; or that cannot be read, which is said and stops nobody.
    bool isRead() const { return m_read; }
    const std::optional<Digest> &seal() const { return m_seal; }
    bool resetsStaging() const;

Q_SIGNALS:
    void changed();
    void wanted(const QString &place);

private:
    Task<> readDeployments();
    void preview();

    GroupSession &m_group;
    int m_wanted;
    std::optional<Digest> m_live; // when it was looked at
    std::optional<Digest> m_seal;
    bool m_read = false;
    QComboBox *m_target;
    QPushButton *m_differences;
    QCheckBox *m_reset;
    Label *m_state;
    ChangedFiles *m_files;
    Banner *m_fault;
};

} // namespace lockstep
