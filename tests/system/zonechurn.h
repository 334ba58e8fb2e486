// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servergroup.h"
#include "tests/system/answerwatch.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace lockstep {

// What a deploy does to zones: a tenth, or all of them, are read again under the same statements; they get another file, so that named makes
// them anew; they are added or removed.
enum class Churn { Tenth, All, Recreate, ComeAndGo };

// Three servers in a group with many small zones, and deploys that change them. The first zone changes in every one.
class ZoneChurn
{
public:
    explicit ZoneChurn(int zones);
    QString fault() const { return m_fault; } // of the adoption
    ServerGroup &servers() { return m_servers; }
    const Host &asker() const { return m_asker; }
    QStringList addresses() const;
    WatchedAnswer live() const { return answerOf(m_number); }
    static QString watchedZone() { return QStringLiteral("z1.example"); }
    static QString watchedName() { return QStringLiteral("h1.z1.example"); }

    // Files of questions for the zones that a kind of deploy makes anew or adds and removes, and for all others; in a made-up order.
    QString touchedQuestions(Churn kind);
    QString steadyQuestions(Churn kind);

    static bool keepsStatements(Churn kind) { return kind == Churn::Tenth || kind == Churn::All; }
    struct Step
    {
        QString fault;
        qint64 elapsed = 0; // ms
    };
    Step stage(Churn kind);
    Step prepare(Churn kind); // of what was staged last
    Step deploy(AnswerWatch &watch);

private:
    static WatchedAnswer answerOf(int number);
    QPair<int, int> block(Churn kind) const; // from, to
    QList<int> changed(Churn kind) const;
    QString mutate(Churn kind);
    QString statements() const;
    bool write(const QString &path, const QByteArray &text) const;
    QString questions(const QList<int> &zones, const QString &name) const;
    QString wrongEffects(Churn kind, const QJsonObject &prepared) const;

    int m_zones;
    ServerGroup m_servers;
    Host m_asker;
    QString m_fault;
    QTemporaryDir m_tree; // as it is to be staged
    QByteArray m_local;   // named.conf.local of the first generation
    int m_number = 0;
    bool m_moved = false;
    bool m_gone = false;
};

} // namespace lockstep
