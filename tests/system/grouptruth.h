// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/livegroup.h"

#include <QHash>
#include <QJsonObject>

namespace lockstep {

// What is on three servers and on the wire, against what their master says: for tests that break something and then look.
class GroupTruth
{
public:
    explicit GroupTruth(LiveGroup &group) : m_group(group) {}

    QJsonObject status() const;
    // The group's state in one word, "" without an answer.
    QString state() const;
    // What the member's own files say www.example.net is.
    QString addressInFiles(int index) const;
    // The member's tree is one generation, whole; its id. The zones of a live tree may carry stamps only.
    QString generation(int index, QString *fault) const;
    // Every generation that the group's history knows.
    QStringList known() const;
    // Everything is at rest: every member holds live, named serves it, and the master says so. The first fault, or empty.
    QString untrue() const;
    // Every zone in every view, transferred from the server, is what named's own compiler makes of the file in its tree. The first
    // one that is not, or empty. `given`: what the server gives away, sorted and without serials.
    QString unserved(int index, QByteArray *given = nullptr) const;
    // The same for all, and no server holds anything but live; for a group that calls itself in sync.
    QString falseGreen(QList<QByteArray> *given = nullptr) const;
    QByteArray served(int index) const;
    // Stops every named and starts it again; waits until each answers. What did not come back, or empty.
    QString restartNamed() const;

private:
    struct Zone
    {
        QByteArray view;
        QByteArray name;
        QByteArray file;
    };
    QList<Zone> zones(int index) const;
    QList<QByteArray> transfer(int index, const QList<Zone> &all) const;
    QByteArray compiled(int index, const Zone &zone) const;

    LiveGroup &m_group;
    mutable QHash<QByteArray, QByteArray> m_compiled; // by zone and content
};

} // namespace lockstep
