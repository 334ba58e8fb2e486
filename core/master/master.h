// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/flows.h"
#include "core/master/selfrecords.h"
#include "core/rpc/dispatcher.h"

#include <QPointer>

namespace lockstep {

// The group master: its groups, and the calls of its clients. Touches the world through Clock, Store, ObjectStore and
// AgentDialer.
class Master : public QObject
{
    Q_OBJECT
public:
    Master(Clock &clock, Store &store, ObjectStore &objects, AgentDialer &dialer);
    ~Master() override;

    // Reads everything, takes up what a restart interrupted. Call it once, first.
    Result<void> load();
    // Serves a greeted client until it closes; `user` is who it is in history.
    // `redeem` answers enrol.redeem; without it nobody enrols over this peer.
    using Redeem = std::function<Task<Result<QJsonObject>>(QJsonObject)>;
    void serve(Peer *peer, const QString &user, Redeem redeem = {});
    bool isBusy() const;
    // Asks members for their state, every `milliseconds`.
    Task<> watch(qint64 milliseconds);
    // For one client's calls; roles as the gate wants them.
    Dispatcher dispatcherFor(const QString &user);

Q_SIGNALS:
    void groupChanged(const QString &group);
    void operationChanged(const lockstep::Operation &operation);

private:
    struct Room
    {
        std::unique_ptr<GroupDesk> desk;
        std::unique_ptr<Flows> flows;
    };
    Result<std::shared_ptr<Room>> room(const QString &group);
    Result<void> open(const Group &group);
    Result<Group> createGroup(const CreateGroupRequest &request, const QString &user);
    Result<Group> editGroup(const EditGroupRequest &request, const QString &user);
    Result<QString> freeName(const QString &asked, const QString &group) const;
    Result<Nothing> deleteGroup(const GroupRequest &request);
    Task<Result<GroupStatus>> status(StatusRequest request);
    Result<ManifestReply> snapshot(const SnapshotRequest &request);
    void keepAWhile(const Snapshot &snapshot);
    // Looks at a group's members once, if nothing is done with them.
    Task<> look(QString group);
    Task<> lookAt(QString group, QString member);
    // Soon after a deployment: removes the objects that no group needs any more.
    Task<> tidy();
    Result<int> sweep();
    Result<Member> changeMember(const QString &group, const QString &member, const std::function<void(Member &)> &change, const QString &user,
                                const QString &what);
    Task<> tellLater(QPointer<Peer> peer, std::shared_ptr<std::optional<Operation>> pending);
    // A server belongs to one group: where else it is a member.
    Result<void> nowhereElse(const QString &group, const QString &address) const;
    Result<ChangeList> changeList(const Room &room) const;
    void addMemberCalls(Dispatcher &gate, const QString &user);
    void addStageCalls(Dispatcher &gate, const QString &user);
    void addFlowCalls(Dispatcher &gate, const QString &user);
    void addOwnCalls(Dispatcher &gate, const QString &user);
    // restoring.cpp
    Task<RestoreReport> readMembers(bool brief = false);
    Task<Result<RestoreReport>> confirmRestore(ConfirmRestoreRequest request, QString user);
    // rotating.cpp
    Task<Result<RotationReport>> rotate(QString user);
    Task<> continueRotation();
    Result<void> endRotation();

    Clock &m_clock;
    Store &m_store;
    ObjectStore &m_objects;
    AgentDialer &m_dialer;
    Introductions m_introductions;
    QString m_id;
    qint64 m_epoch = 1;
    std::optional<RestoredRecord> m_restored;         // until somebody has confirmed it
    std::map<QString, std::shared_ptr<Room>> m_rooms; // whoever works in a room keeps it
    QHash<Digest, qint64> m_received;                 // objects that clients sent to be staged or look at, and when (ms since boot)
    Cancel m_closing;
    TaskBag m_tasks;
};

} // namespace lockstep
