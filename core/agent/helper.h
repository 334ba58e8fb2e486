// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/confreading.h"
#include "core/agent/managedroots.h"
#include "core/agent/signedlinks.h"
#include "core/base/clock.h"
#include "core/bind/isolated.h"

#include <functional>

namespace lockstep {

// What must be told to named after a flip.
struct FlipPlan
{
    bool everything = false;  // what named has is not known: all of it is read again
    bool reconfigure = false; // configuration files changed
    QList<ZoneFacts> reload;  // re-used zones whose content changed
    QList<ZoneFacts> changed; // every zone that must serve other content now, new ones too
    int generation = 0;
    qint64 switchMs = 0;
    template <class V> void fields(V &v)
    {
        v("everything", everything);
        v("reconfigure", reconfigure);
        v("reload", reload);
        v("changed", changed);
        v("generation", generation);
        v("switchMs", switchMs);
    }
};

struct CheckerFinding;
struct CheckerVerdict;

// The privileged half of the agent: the only one that writes. Synchronous; every request is one call of handle(). Whoever
// asks is not trusted: paths come from manifests that are checked, programs and their arguments are fixed here.
class Helper
{
public:
    using Checker = std::function<IsolatedEnd(const IsolatedRun &)>; // starts it
    using HangUp = std::function<Result<void>()>;                    // has named read everything again, without its control channel
    // `bindGroup`: the group that may read secret files.
    Helper(Files &files, Clock &clock, AgentPlaces places, uint bindGroup, Checker checker, HangUp hangUp = {});
    virtual ~Helper() = default;

    // `out` receives the bytes of an answer that is no JSON (object contents).
    virtual Result<QJsonObject> handle(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out);

    // Before named starts, and whenever the agent starts: an undecided switch of another boot, or one whose time has run
    // out, goes back. Needs no network. True when files under named were switched.
    Result<bool> recover();
    // Roots become plain folders again and the server belongs to no master; works without master and network. May be said again,
    // after an interruption as after a success whose answer was lost.
    Result<void> release();
    // The last resort when a master is lost: the server belongs to none, what it serves stays, and so does the epoch that shuts
    // older masters out. While a switch is undecided only with `force`, which takes it back first: true then. Errors:
    // agent.undecided.
    Result<bool> rebind(bool force);
    Result<void> mayRebind(bool force);
    const AgentState &state() const { return m_state; }
    // The folders whose files named may read next, this server's own among them: an edit there is drift.
    QStringList servedFolders();
    Result<void> load();

private:
    Result<QJsonObject> dispatch(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out);
    Result<QJsonObject> describe();
    Result<void> bindTo(const BindRequest &request, const Digest &pin);
    // The key of this program: the next one is made, or takes the place of the one before; `out` gets that.
    Result<PinReply> rotate(const RotateRequest &request, QByteArray &out);
    Result<void> expect(const ExpectRequest &request);
    Result<void> mayCommand(const QString &masterId, qint64 epoch) const;
    static Result<void> follows(const Digest &base, const Snapshot &active);
    Result<PreflightReport> preflight();
    Result<ManifestReply> seed();
    Result<PrepareReport> prepare(const PrepareRequest &request);
    IsolatedEnd startCheck(int generation, const Snapshot &snapshot, const QString &mainFile);
    void judge(const IsolatedResult &result, int generation, const QString &mainFile, PrepareReport &report);
    IsolatedRun isolated(int generation, const Snapshot &snapshot) const;
    CheckerVerdict placed(const QList<CheckerFinding> &findings, int generation, const QString &mainFile);
    IsolatedEnd startRehearsal(int generation, const Snapshot &snapshot, const QString &mainFile, const ConfigFacts &facts, PrepareReport &report);
    void judgeRehearsal(const IsolatedResult &result, int generation, const QString &mainFile, const ConfigFacts &facts, PrepareReport &report);
    QString checkerVersion();
    void classify(const ConfigFacts &before, const ConfigFacts &after, PrepareReport &report) const;
    Result<void> allow(const ConfigFacts &facts, PrepareReport &report);
    static QStringList differing(const QMap<QString, QString> &before, const QMap<QString, QString> &after);
    static Digest namesOf(const ConfigFacts &facts);
    Result<void> limitRemovals(const ConfigFacts &before, const ConfigFacts &after, PrepareReport &report);
    Result<FlipPlan> flip(const SwitchRequest &request);
    Result<FlipPlan> giveBack(const QString &deployment);
    enum class Way { There, Back };
    Result<FlipPlan> activate(int generation, bool adopting, Way way);
    Result<FrozenZones> windows(const QString &deployment, bool back);
    Result<void> thawed(const FrozenZones &zones);
    Result<void> linkSources(const ConfigFacts &facts);
    Result<void> dropLinks(const QList<int> &generations);
    Result<QSet<QString>> stamp(int from, int to, const ConfigFacts &facts);
    Result<void> confirm(const DeploymentRequest &request);
    Result<void> forget(const DeploymentRequest &request);
    Result<void> dropCurrent();
    Result<void> unbind();
    Result<void> buildPlain(int generation, const Snapshot &snapshot, const Root &root, const QString &folder);
    Result<void> writeLocals();
    QMap<QString, Digest> localFiles();
    QStringList changedLocals(const QMap<QString, Digest> &now) const;
    Result<void> reserve();
    Result<void> pruneLeftovers();
    Result<void> save() { return saveState(m_files, m_places, m_state); }
    bool adopted() { return m_generations.active() && m_roots.allLinked(); }
    TreeReader tree(int generation);
    // Of a whole generation they are worked out once, until a file that they come from changes.
    Result<ConfigFacts> factsOf(int generation);
    PartialFacts partOf(int generation);
    Result<ConfigFacts> provable();
    TreeReader liveFolders();
    Snapshot rootsOnly() const;

    Files &m_files;
    Clock &m_clock;
    AgentPlaces m_places;
    uint m_bindGroup;
    Checker m_checker;
    HangUp m_hangUp;
    Generations m_generations;
    qint64 m_hashedAt = 0; // sinceBoot() when all files were last read again
    qint64 m_lookedAt = 0; // sinceBoot() from when on generations that were found whole are taken for that
    ManagedRoots m_roots;
    SignedLinks m_links;
    AgentState m_state;
    bool m_stale = false; // a verb failed, and the record could not be read again
    struct KnownFacts
    {
        Digest tree;
        QList<std::optional<FileFacts>> elsewhere;
        ConfigFacts facts;
    };
    QHash<int, KnownFacts> m_facts;
    QHash<QPair<QString, Digest>, QByteArray> m_soas; // by zone and content
    QSet<Digest> m_lone;                              // texts of zones that include nothing
};

} // namespace lockstep
