// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/helperlink.h"
#include "core/bind/bind.h"
#include "core/rpc/dispatcher.h"

#include <QPointer>

namespace lockstep {

// The member's logic: answers a master's calls, speaks to named, runs the guard. Touches the world through three seams
// (Clock, HelperLink, Bind) and one Peer per connected master.
class Agent
{
public:
    Agent(Clock &clock, HelperLink &helper, Bind &bind);
    ~Agent();
    Agent(const Agent &) = delete;
    Agent &operator=(const Agent &) = delete;

    // Takes up a guard that ran before a restart, and has named read and prove what was not proved. Call it once, first.
    Task<> resume(bool recovered);
    // Serves a greeted peer with that key until it closes; the peer must be gone before the agent is. Only the master that this
    // server is bound to may do anything but bind itself, and look before anybody is bound. `redeem`: how a join code is taken.
    using Redeem = std::function<Task<Result<QJsonObject>>(QJsonObject params)>;
    void serve(Peer *peer, Digest pin, Redeem redeem = {});
    const Dispatcher &dispatcher() const { return m_dispatcher; }
    // Whether the master said that it will come with that key.
    bool expects(const Digest &pin) const { return !m_nextMaster.isNull() && pin == m_nextMaster; }
    // Told when this program has another key, which those who connect from then on must find.
    std::function<void(const QByteArray &pem)> onNewKey;

private:
    template <class T> Task<Result<T>> ask(QString verb, QJsonObject params);
    Task<Result<MemberStatus>> bindTo(QJsonObject params, Digest pin);
    Task<Result<Nothing>> release();
    Task<Result<PinReply>> rotate(RotateRequest request);
    Task<Result<Nothing>> expect(ExpectRequest request);
    Task<> tellOfRelease();
    Task<Result<MemberStatus>> status();
    Task<Result<PrepareReport>> prepare(PrepareRequest request);
    Task<Result<SwitchReport>> flip(SwitchRequest request);
    Task<Result<SwitchReport>> giveBack(DeploymentRequest request);
    Task<Result<SwitchReport>> settle(FlipPlan plan, QList<ProofQuestion> questions, int deadlineMs, bool switched = true);
    Task<Result<std::optional<ServerStatus>>> tellNamed(FlipPlan plan);
    Task<QList<Error>> openWindows(DeploymentRequest request, bool back);
    Task<QList<Error>> closeWindows(bool own);
    Task<bool> isThawed(ZoneName zone);
    Task<> store(QJsonObject params, QByteArray packed);
    Task<Result<Nothing>> sendObject(Peer *peer, DigestRequest request);
    Task<Result<ServedSerials>> serials();
    void learnZones(const ConfigFacts &facts);
    Task<QList<OwnedZone>> withKeys(QList<OwnedZone> zones);
    Task<Result<AnswerReport>> answers();
    int proofDeadline() const;
    bool runsOtherFile(const ServerStatus &server) const;
    static bool isProvedOf(const AgentState &state, const ServerStatus &server);
    Task<> learnRun();
    Task<> learnRun(AgentState state, ServerStatus server);
    Task<> guard();
    Task<> mend();
    void tellTouched();

    Clock &m_clock;
    HelperLink &m_helper;
    Bind &m_bind;
    Dispatcher m_dispatcher;
    TaskBag m_tasks;
    Cancel m_stop;
    Cancel m_wake; // of the guard, while it sleeps
    bool m_guarding = false;
    qint64 m_guardMs = 0;  // of the last switch: how long its zones may take
    qint64 m_hungUpAt = 0; // sinceBoot(); 0: never
    bool m_mending = false;
    int m_switches = 0;              // between openWindows() and closeWindows()
    bool m_thawing = false;          // in closeWindows()
    Cancel m_mendWake;               // of the mender, while it sleeps
    qint64 m_mendSaw = 0;            // ServerStatus::booted when it tried last
    QList<Error> m_unproved;         // why what lies on disk was not proved to be served, the last time that was tried
    bool m_settled = false;          // named was seen to serve what lies in the tree, since that was switched to
    bool m_untold = false;           // named was not told of a release yet
    Digest m_releasedBy;             // pin of the last one that gave this server back; it needs a new join code
    Digest m_master;                 // pin of the one that this server is bound to; null: of none
    Digest m_nextMaster;             // pin of the key that it will come with; null: none
    std::optional<Error> m_unstored; // the first object of a shipment that could not be kept
    QString m_bindVersion;
    QString m_mainFile;                   // that named must run with; "" until the helper has said it
    int m_statisticsPort = 0;             // as the active configuration last said
    std::optional<ConfigFacts> m_special; // of it: the zones that named signs or clients update
    QList<QPointer<Peer>> m_peers;        // of everybody who is connected
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

template <class T> Task<Result<T>> Agent::ask(QString verb, QJsonObject params)
{
    Task<Result<HelperReply>> calling = m_helper.call(verb, params);
    const Result<HelperReply> reply = co_await calling;
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return fromJson<T>(reply->json);
}

} // namespace lockstep
