// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/methods.h"
#include "tests/campaigns/racecontent.h"
#include "tests/simulation/simnetwork.h"

#include <deque>

namespace lockstep {

// What a group must be while many clients work on it. It reads every answer and event as the master sends it, in that order, and
// every step of the master's operations, and says what cannot be.
class RaceModel
{
public:
    using Line = std::shared_ptr<SimLine>;
    using Shared = std::shared_ptr<const RaceContent>;
    // `nameOf`: who is connected over a line.
    RaceModel(RaceContent live, std::function<QString(const Line &)> nameOf);

    void frame(const Line &line, const SimLine::Frame &frame);
    Line lastJoined() const { return m_lastJoined; }
    void left(const Line &line);
    void changed(const Operation &operation);
    // A text of a zone's file, before it is sent or after it was fetched.
    void know(const QString &zone, const QByteArray &text);

    // --- what clients know: content as it was staged some edits ago, snapshots that they were shown
    Shared past(int edits) const;
    Shared shown(const Digest &snapshot) const { return m_shown.value(snapshot); }
    QList<int> deployments() const { return m_deployments.keys(); }
    bool running() const { return m_running.has_value(); }
    qsizetype mostAtOnce() const { return m_mostAtOnce; }

    // --- what the master says when it is quiet
    void checkStaging(const ChangeList &list, const RaceContent &staged);
    void checkStatus(const GroupStatus &status, const RaceContent &live);
    void checkHistory(const HistoryList &all);
    QString wrong() const { return m_wrong; } // the first
    void say(const QString &wrong);

private:
    struct Request
    {
        QString user;
        QString method;
        QJsonObject params;
    };
    struct Prepared
    {
        Digest seal;
        RaceContent content;
        QStringList carried;
        int deploys = 0;
    };
    struct Running
    {
        QString id;
        OperationKind kind;
        RaceContent content; // what it makes live
        QStringList carried; // changes that go with it
        bool resets = false; // whatever is staged when it prepares
        bool preparing = false;
        bool decided = false;
        std::optional<Digest> looked;
    };
    struct Watcher // a connection
    {
        bool told = true;    // that something changed, since the last edit
        QSet<QString> owed;  // operations whose end it must be told
        QSet<QString> ended; // whose end it was told
    };
    void answered(const Request &request, const QJsonObject &answer);
    void event(const Line &line, const QString &method, const QJsonObject &params);
    void staging(const Request &request, const QJsonObject &result);
    void refused(const Request &request, const QString &code);
    void flow(const Request &request, const QString &code, const QJsonObject &result);
    void status(const QJsonObject &result);
    void history(const QJsonObject &result);
    void showed(const QString &which, const QJsonObject &result);
    QString otherConflict(const QMap<QString, Error> &told) const;
    QString mismatch(const Change &fresh, const Request &request) const;
    void fold(const std::optional<QSet<QString>> &reported);
    void begin(const Operation &operation);
    void decide(const Operation &operation);
    void end(const Operation &operation);
    std::optional<int> rollBackTarget(int to) const;

    std::function<QString(const Line &)> m_nameOf;
    QHash<QPair<const SimLine *, qint64>, Request> m_requests; // that wait for their answer
    qsizetype m_mostAtOnce = 0;
    QHash<Line, Watcher> m_watchers;
    Line m_lastJoined;
    QSet<Line> m_lines; // all of them, so that no other one gets the address of one that ended

    RaceContent m_live;
    std::optional<Digest> m_liveSeal; // nothing: not known
    QList<Change> m_journal;          // people's
    RaceContent m_staged;
    QSet<QString> m_conflicts;
    bool m_stale = false; // the last two are to be worked out anew
    QMap<QString, RaceContent::Zone> m_texts;
    std::deque<Shared> m_past;
    QHash<Digest, Shared> m_shown;
    std::optional<Prepared> m_prepared;
    std::optional<Running> m_running;
    QString m_last;                       // operation
    QMap<int, RaceContent> m_deployments; // that are or were live
    int m_served = 0;
    QMap<qint64, QJsonObject> m_entries; // of history, as they were told
    QSet<QString> m_accepted;            // operations that clients began
    QString m_wrong;
};

} // namespace lockstep
