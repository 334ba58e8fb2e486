// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/review/filereview.h"

#include <QObject>

namespace lockstep {

class ReviewStudies;

// How far the difference of two states was looked at, and what in it is dangerous: for whoever is about to deploy it.
class Reviewed : public QObject
{
    Q_OBJECT
public:
    // As in SnapshotRequest. Begins at once.
    Reviewed(GroupSession &group, const QString &from, const QString &to, QObject *parent = nullptr);

    bool isKnown() const { return m_known; }
    std::optional<Error> problem() const { return m_problem; } // it could not be found out; isKnown() then
    int changes() const;
    int viewed() const;
    // By zone, "" for what is of no zone.
    struct Danger
    {
        QString zone;
        QList<Error> texts;
    };
    QList<Danger> dangers() const;

Q_SIGNALS:
    void known();
    void changed(); // somebody marked something

private:
    Task<> read(QString from, QString to);
    void end();

    GroupSession &m_group;
    ReviewStudies *m_studies;
    QList<ReviewFile> m_files;
    bool m_known = false;
    std::optional<Error> m_problem;
};

} // namespace lockstep
