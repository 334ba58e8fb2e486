// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/deployment.h"
#include "core/model/historyentry.h"

#include <QScrollArea>

class QVBoxLayout;

namespace lockstep {

// One entry of the history as a whole: what happened, when, by whom, why, how far each member came, and what it carries besides.
class HistoryDetails : public QScrollArea
{
    Q_OBJECT
public:
    explicit HistoryDetails(QWidget *parent = nullptr);

    struct Shown
    {
        HistoryEntry entry;
        QString member;                       // its name, "" for the group itself
        std::optional<Deployment> deployment; // that it is about, when its content is still kept
        bool rollBack = false;                // it can be rolled back to
        bool sameAs(const Shown &other) const
        {
            return entry.number == other.entry.number && member == other.member && rollBack == other.rollBack &&
                   deployment.has_value() == other.deployment.has_value();
        }
    };
    void show(const std::optional<Shown> &shown); // nothing: says that one can be chosen

Q_SIGNALS:
    void changesWanted(int deployment);
    void rollBackWanted(int deployment);

private:
    void heading(const QString &text);
    void row(const QString &name, const QString &value, bool fixed = false);
    void showEntry(const Shown &shown);
    void showMembers(const HistoryEntry &entry);
    void showButtons(const Shown &shown);

    QVBoxLayout *m_column = nullptr;
    std::optional<Shown> m_shown;
};

} // namespace lockstep
