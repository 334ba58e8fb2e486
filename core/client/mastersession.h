// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/masterclient.h"

#include <functional>

namespace lockstep {

// One master as the console sees it: connected, lost and found again. It keeps what was last read of the groups, so that
// views have something to show while nobody answers, and reads it anew whenever the master says that it changed.
class MasterSession : public QObject
{
    Q_OBJECT
public:
    enum class State { Connecting, Connected, Lost };
    using Dial = std::function<Task<Result<std::shared_ptr<MasterClient>>>()>;
    MasterSession(Clock &clock, QString name, Dial dial);
    ~MasterSession() override;

    const QString &name() const { return m_name; }
    State state() const { return m_state; }
    bool isConnected() const { return m_state == State::Connected; }
    const std::optional<Error> &why() const { return m_why; } // of the last failed attempt, or the end of the connection
    // Dials, now and again until stop(): after a failure with a pause that grows to ten seconds.
    void start();
    void stop();
    void retryNow();

    const QList<GroupStatus> &groups() const { return m_groups; } // by name
    const GroupStatus *group(const QString &id) const;
    // Running and ended operations that were told of since the window is open.
    std::optional<Operation> operation(const QString &id) const;

    // Errors: rpc.lost while there is no connection, and the call's own.
    template <class M> Task<Result<typename M::Reply>> call(M method, typename M::Request request, int deadlineMs = 60000)
    {
        const std::shared_ptr<MasterClient> client = m_client;
        if (!client)
            co_return fail(QStringLiteral("rpc.lost"), {m_name});
        Task<Result<typename M::Reply>> calling = client->call(method, request, deadlineMs);
        Result<typename M::Reply> reply = co_await calling;
        co_return reply;
    }
    // As in MasterClient.
    Task<Result<Snapshot>> snapshot(QString group, QString which);
    Task<Result<QByteArray>> object(Digest digest);
    Task<Result<ChangeList>> stageFile(StageFileRequest request, QByteArray bytes);
    // Asks the members too, not only what is known: for a person who presses Refresh.
    void refresh(const QString &group);

Q_SIGNALS:
    void stateChanged();                  // or why there is still no connection
    void groupsChanged();                 // one came, went or has another name
    void groupChanged(const QString &id); // its status was read anew
    void operationChanged(const lockstep::Operation &operation);

private:
    Task<> run(Cancel cancel);
    Task<> watch(std::shared_ptr<MasterClient> client); // a connection that is cut without a word is noticed within 15 seconds
    Task<> readGroups();
    Task<> readGroup(QString id, bool known);
    Task<> readOperation(QString id);
    void connected(std::shared_ptr<MasterClient> client);
    void disconnected(const Error &why);
    void leave();
    void take(const GroupStatus &status);
    void take(const Operation &operation);
    bool takeIntoGroup(const Operation &operation);
    void setState(State state);

    Clock &m_clock;
    QString m_name;
    Dial m_dial;
    State m_state = State::Connecting;
    std::optional<Error> m_why;
    std::shared_ptr<MasterClient> m_client;
    QList<GroupStatus> m_groups;
    QHash<QString, Operation> m_operations;
    // What is read once more when a reading of a group has come: its members asked, or only what the master knows.
    enum class Again { Asked, Known, No };
    QHash<QString, Again> m_reading;
    Cancel m_cancel;
    Cancel m_pause;
    bool m_started = false;
    Promise<bool> m_lost; // of the connection there is
};

} // namespace lockstep
