// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/look/theme.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace lockstep {

class Banner;
class Label;
class RollBackChoice;
class RolloutEditor;

// What a person reads before an operation begins, and decides: what happens to which member, who is left out, a comment.
class OperationSummary : public QWidget
{
    Q_OBJECT
public:
    OperationSummary(GroupSession &group, OperationKind kind, int deployment, QWidget *parent = nullptr);
    OperationKind kind() const { return m_kind; }
    QString verb() const; // of the button that begins it
    bool canStart() const;
    // What was looked at, to be prepared and nothing else: where something else is staged by now, it says so and does not begin.
    void setReviewed(const Digest &seal);
    // Asks the master to begin. `accepted`: zones that may lose their signatures, or the keys that sign them.
    Task<Result<Operation>> start(QStringList accepted);

Q_SIGNALS:
    void changed();
    void wanted(const QString &place);

private:
    void build(int deployment);
    void buildPrepare();
    void buildDeploy();
    void buildRollBack(int deployment);
    void addFiles(const QString &to);
    QList<Member> participants() const;
    Digest stagedNow() const;
    void showMoved();
    Label *addFact(const QString &name, const QString &value, bool fixed = false);
    void addNote(Tone tone, const QString &text);
    void addMembers(bool choice);

    GroupSession &m_group;
    OperationKind m_kind;
    QVBoxLayout *m_column;
    QLabel *m_head;
    QHash<QString, QCheckBox *> m_members; // by member: takes part
    QLineEdit *m_comment;
    RolloutEditor *m_rollout = nullptr;
    RollBackChoice *m_back = nullptr;
    Digest m_seal;
    Banner *m_moved = nullptr;
    Label *m_sealText = nullptr;
};

} // namespace lockstep
