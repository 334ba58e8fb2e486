// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/cargo.h"
#include "core/master/changedzones.h"
#include "core/master/groupdesk.h"
#include "core/master/introductions.h"

#include "core/master/ownership.h"
#include <functional>
#include <memory>

namespace lockstep {

// Prepare, deploy, roll back, synchronise and add for one group: each an Operation that lives here whatever happens to the
// window that started it. One at a time (FEATURES D6).
class Flows
{
public:
    Flows(Clock &clock, GroupDesk &desk, ObjectStore &objects, AgentDialer &dialer, Introductions &introductions, QString masterId, qint64 epoch);
    ~Flows();
    Flows(const Flows &) = delete;
    Flows &operator=(const Flows &) = delete;

    // How long a deploy may wait to be kept. Errors: json.field.
    static Result<void> checkKeep(int minutes);

    // Each gives the running operation, or why it cannot begin.
    Result<Operation> prepare(const PrepareGroupRequest &request, const QString &user);
    Result<Operation> deploy(const DeployGroupRequest &request, const QString &user);
    Result<Operation> rollBack(const RollBackRequest &request, const QString &user);
    // What a roll back to that deployment would deploy now: its files, their serials raised. Errors: master.norollback.
    Result<StagedTree> rolledBack(int to);
    Result<Operation> synchronise(const SynchroniseRequest &request, const QString &user);
    Result<Operation> addMember(const AddMemberRequest &request, const QString &user);
    Result<Operation> stop(const QString &operation, const QString &user);
    // A deploy that waits for it is decided. Errors: master.nooperation, master.notkeeping.
    Result<Operation> keep(const QString &operation, const QString &user);

    // After a restart: a deploy without decision returns everybody, one with a decision goes forward to its end.
    Result<void> resume();
    bool isBusy() const { return m_running || m_releasing; }
    // The operation that runs as it stands now, else the last one.
    std::optional<Operation> operation() const { return m_running ? std::optional(m_operation) : m_desk.operation; }
    // One that is known here better than in the database.
    std::optional<Operation> operation(const QString &id) const;
    // Into the history, of what has been done: a database that does not take it now is asked again (flowrecords.cpp).
    void record(HistoryEntry entry);
    // Says who does what, when it is busy.
    Result<void> idle() const;
    // Out of a backup: nothing is changed, on members least of all, until goOn() (restoring.cpp).
    Result<void> holdStill();
    void goOn(qint64 epoch);
    Task<QList<RestoredMember>> readMembers();
    // Its agent gets another key (rotating.cpp). Errors: master.busy, rpc.*, agent.*.
    Task<Result<Member>> rotate(QString member, QString user);
    // Who was not met with the master's next key; nobody when there is none.
    QStringList unmet() const;
    // Makes everybody known to that key, and itself known by it.
    Task<QList<Error>> introduceNext();
    // The group is deleted: what still waits in here changes nothing any more.
    void close() { m_closing.raise(); }
    // Called with a member that says that something there was touched; not again before watchTouched().
    void onTouched(std::function<void(QString)> touched) { m_onTouched = std::move(touched); }
    Task<> watchTouched(QString member);
    // What every member says of itself, compared with live; brings one that is late to live.
    Task<> watchOnce();
    Task<Result<std::shared_ptr<AgentPeer>>> reach(QString member);
    Task<Result<PreflightReport>> preflight(PreflightRequest request);
    // What a server that is no member yet would bring: its files as adoption would read them, the statements of its own split
    // off; its objects are in the store. Errors: master.nocode when no preflight made this master known to it.
    Task<Result<Snapshot>> compare(QString address);
    // What a member's files are now, edits by hand included; its objects are in the store.
    Task<Result<Snapshot>> active(QString member);
    // Its roots become real folders again and it leaves the group; no operation begins meanwhile.
    Task<Result<Nothing>> release(QString member, QString user);

private:
    // A set on its way to members.
    struct Shipment
    {
        QString deployment;
        Digest base; // null for an adoption
        Digest forward;
        Digest returning;
        QList<ProofQuestion> forwardProof;
        QList<ProofQuestion> returnProof;
        QStringList members;
        QMap<QString, Digest> bases; // of members that have another one
        qint64 guardMs = 60000;
        Digest baseOf(const QString &member) const { return bases.value(member, base); }
    };
    struct Step
    {
        QString member;
        bool good = false;
        bool mayBeSwitched = false; // asked to switch; whether it did may not be known
        qint64 loadMs = 0;
        std::optional<QList<OwnedZone>> owned = {};
        QStringList unsignedZones = {};
    };
    Result<Operation> begin(OperationKind kind, const QString &user, const QString &comment, const QStringList &members);
    Task<> runPrepare(QStringList exclude);
    Task<> runDeploy();
    Task<> runRollBack(int to, bool resetStaging, std::optional<Digest> looked);
    Result<Deployment> rollBackTarget(int to) const;
    Task<> runTree(StagedTree forward, PreparedRecord record);
    Task<> raiseLive(StagedTree raised);
    // `ownWayBack`: one that fails goes back to its own files, else it stays with those of live.
    Task<> runSynchronise(QString member, bool ownWayBack);
    Task<> runAdd(AddMemberRequest request);
    Task<Result<void>> wayBack(std::shared_ptr<AgentPeer> peer, Shipment *shipment);
    Task<> finishDecided(Shipment shipment);
    Task<> finishUndecided(Shipment shipment);

    Result<Shipment> shipmentOf(const StagedTree &live, const StagedTree &forward, const QStringList &members, const ChangedZones &changed);
    static constexpr qsizetype mostProblems = 50; // that an operation tells of itself
    static constexpr qsizetype mostWarnings = 200;
    Task<bool> prepareAll(Shipment &shipment);
    Task<QList<Error>> ownershipProblems(QList<Step> steps);
    static Result<void> acceptsUnsigned(const QStringList &zones, const std::optional<QStringList> &accepted);
    Task<Step> prepareOne(Shipment shipment, std::shared_ptr<Cargo> cargo, QString member);
    Task<Result<void>> sendObjects(std::shared_ptr<AgentPeer> peer, std::shared_ptr<Cargo> cargo);
    using Answers = QMap<QString, AnswerReport>; // by member
    Task<bool> switchWaves(Shipment shipment, std::shared_ptr<QStringList> touched);
    Task<Step> switchOne(Shipment shipment, QString member);
    Task<> renew(Shipment shipment, std::shared_ptr<QStringList> switched, Cancel stop);
    Task<bool> knock(QString member);
    Task<Result<void>> renewOne(Shipment shipment, QString member);
    Task<bool> allHold(Shipment shipment, QStringList members);
    Task<Answers> askAnswers(QStringList members);
    bool answersWorse(const Answers &before, const Answers &since, const Answers &now);
    enum class Waited { Passed, Interrupted, Lost };
    Task<Waited> waitUntil(Shipment shipment, QStringList members, QString step, qint64 milliseconds, Cancel other);
    Task<bool> awaitKeep(Shipment shipment);
    Result<void> keepLate(const QString &member, bool late);
    // The same for some, until it is on disk: who was late and is not known for it would be left behind.
    Task<bool> noteLate(QMap<QString, bool> late);
    // The group is busy until this is written; false when the program ends first.
    Task<bool> untilWritten(QString step, std::function<Result<void>()> write);
    Task<> finishReturned(QStringList members);
    Task<> finishInterrupted();
    Result<void> dropPrepared();
    Task<> bringForward(QString member);
    Task<Result<StagedTree>> aboveServed(QString member);
    Task<> watchOne(QString member);
    Task<RestoredMember> readMember(QString id);
    using Reached = Result<std::shared_ptr<AgentPeer>>;
    Task<Reached> dialAs(OwnKey key, Member member);
    Task<Reached> bound(OwnKey key, Member member);
    Task<Result<Member>> rotateNow(QString member, QString user);
    Task<std::optional<Error>> introduceNextTo(QString member);
    void learn(const QString &member, const Result<MemberStatus> &status);
    void learn(const QString &member, const SwitchReport &report);
    Task<std::optional<bool>> askSerials(QString member);
    Task<bool> askAllSerials(QStringList members);
    Task<bool> confirmOne(Shipment shipment, QString member);
    Task<bool> returnOne(Shipment shipment, QString member);
    Task<> forgetAll(Shipment shipment);
    Task<Result<Snapshot>> seed(std::shared_ptr<AgentPeer> peer);
    Task<Result<Digest>> introduce(QString address, QString joinCode);
    Task<Result<std::shared_ptr<AgentPeer>>> meet(QString address, QString joinCode);
    Task<Result<Nothing>> releaseNow(QString member, QString user);
    void row(const QString &member, const QString &step, const QList<Error> &problems = {});
    void warn(const QList<Error> &warnings);
    void effect(const PrepareReport &report);
    void finish(Outcome outcome, const QList<Error> &problems = {});
    DeploymentRequest named(const Shipment &shipment) const { return {shipment.deployment, m_masterId, m_epoch}; }
    QString nameOf(const QString &member) const;

    Clock &m_clock;
    GroupDesk &m_desk;
    ObjectStore &m_objects;
    AgentDialer &m_dialer;
    Introductions &m_introductions;
    QString m_masterId;
    qint64 m_epoch;
    bool m_still = false;
    bool m_running = false;
    bool m_releasing = false; // or given another key
    QString m_releaser;
    QString m_releaseWord;
    QHash<QString, Digest> m_met; // with which next key of the master
    Rollout m_rollout;            // of the running deploy
    int m_keepMinutes = 0;        // likewise
    Cancel m_kept;                // somebody keeps it
    Cancel m_stop;                // the administrator's
    Cancel m_closing;             // the program's
    Operation m_operation;
    // An operation's end or an entry of the history that could not be written; it is tried again.
    struct Unwritten
    {
        std::optional<Operation> operation;
        std::optional<HistoryEntry> entry;
    };
    void keepTrying(const Unwritten &one);
    Task<> writeAll();
    QList<Unwritten> m_unwritten;
    QHash<QString, std::shared_ptr<AgentPeer>> m_peers;
    QHash<QString, qint64> m_began;
    // A roll back that somebody looks at: it goes out as it was shown, as long as nothing it rests on has moved.
    struct LookedAt
    {
        Digest live;
        BurnedSerials burned;
        ServedAboves served;
        StagedTree tree;
    };
    QHash<Digest, LookedAt> m_lookedAt;            // by its seal
    QHash<QString, QList<OwnedZone>> m_owned;      // by member, as it serves them
    QStringList m_unsigned;                        // zones that what was prepared last takes the signatures from
    std::optional<QStringList> m_acceptedUnsigned; // by whoever began what runs: a roll back, or what brings live to one member
    std::optional<Error> m_unlearned;              // what a member serves could not be written down
    QHash<QString, QString> m_serialsAt;           // what a member was like when it was asked for its serials
    std::function<void(QString)> m_onTouched;
    std::unique_ptr<QObject> m_here = std::make_unique<QObject>(); // as long as this is there, agents are listened to
    bool m_liveAgain = false;                                      // what the running operation brings is live, with all that was accepted then
    QSet<QString> m_touched;                                       // members that said that they changed, until they are asked
    TaskBag m_tasks;
};

} // namespace lockstep
