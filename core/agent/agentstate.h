// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/protocol/agentcalls.h"

namespace lockstep {

// A zone that takes updates, as named knows it.
struct FrozenZone
{
    QString zone;
    QString view;
    bool operator==(const FrozenZone &) const = default;
    template <class V> void fields(V &v)
    {
        v("zone", zone);
        v("view", view);
    }
};
struct FrozenZones
{
    QList<FrozenZone> zones;
    template <class V> void fields(V &v) { v("zones", zones); }
};

// What a member must remember over a crash, in one file that is replaced as a whole: its master, the prepared set, an
// undecided switch. `switched` is the intent: written before the flip, cleared by the decision. Which side is active is told
// by the link `current` alone.
struct AgentState
{
    struct Prepared
    {
        QString deployment;
        int forward = 0;   // generation F
        int returning = 0; // generation R
        Digest base;
        QString mainFile;
        QList<ProofQuestion> forwardProof;
        QList<ProofQuestion> returnProof;
        std::optional<QMap<QString, Digest>> locals = {}; // files of this server alone that it was checked with
        template <class V> void fields(V &v)
        {
            v("deployment", deployment);
            v("forward", forward);
            v("returning", returning);
            v("base", base);
            v("mainFile", mainFile);
            v("forwardProof", forwardProof);
            v("returnProof", returnProof);
            v("locals", locals);
        }
    };
    struct Switched
    {
        QString deployment;
        QString bootId;
        qint64 deadline = 0; // sinceBoot() at which the member returns by itself
        qint64 guardMs = 0;
        bool back = false;     // the return has begun: only R from now on
        bool adopting = false; // to return means that the roots are plain folders again
        template <class V> void fields(V &v)
        {
            v("deployment", deployment);
            v("bootId", bootId);
            v("deadline", deadline);
            v("guardMs", guardMs);
            v("back", back);
            v("adopting", adopting);
        }
    };
    // How named runs: what it took when it was started, as long as that is the same named.
    struct Started
    {
        qint64 booted = 0;              // ServerStatus::booted
        QMap<QString, QString> options; // see startupOptions()
        QStringList pending;            // of these, which have another value since
        template <class V> void fields(V &v)
        {
            v("booted", booted);
            v("options", options);
            v("pending", pending);
        }
    };
    struct LastSwitch
    {
        qint64 at = 0;                  // ms UTC
        QMap<QString, QString> options; // of the tree that was left, see startupOptions()
        template <class V> void fields(V &v)
        {
            v("at", at);
            v("options", options);
        }
    };
    int format = 1;
    QString masterId;
    Digest masterPin; // of the key that it came with
    qint64 epoch = 0;
    int nextGeneration = 1;
    qint64 lastStamp = 0; // ms: no file was ever dated later
    int proved = 0;       // generation whose serving was proved
    bool degraded = false;
    QString mainFile;
    QList<Root> roots;
    std::optional<Prepared> prepared;
    std::optional<Switched> switched;
    QString lastDeployment;                        // decided last
    std::optional<QList<Digest>> servedZones = {}; // of the names of all zones, for each set of names that was decided for
    std::optional<qint64> provedRun = {};          // ServerStatus::booted of the named that `proved` was proved of
    std::optional<Started> started = {};
    std::optional<LastSwitch> lastSwitch = {};
    std::optional<Digest> nextMasterPin = {};         // of the key that will follow `masterPin`: the first bind with it takes its place
    std::optional<QList<FrozenZone>> frozen = {};     // by this program, and not seen to be thawed since
    std::optional<QStringList> links = {};            // of this program's making in named's folders, see SignedLinks
    std::optional<QMap<QString, Digest>> locals = {}; // files of this server alone, by name, as they were with what was decided last
    template <class V> void fields(V &v)
    {
        v("format", format);
        v("masterId", masterId);
        v("masterPin", masterPin);
        v("epoch", epoch);
        v("nextGeneration", nextGeneration);
        v("lastStamp", lastStamp);
        v("proved", proved);
        v("degraded", degraded);
        v("mainFile", mainFile);
        v("roots", roots);
        v("prepared", prepared);
        v("switched", switched);
        v("lastDeployment", lastDeployment);
        v("servedZones", servedZones);
        v("provedRun", provedRun);
        v("started", started);
        v("lastSwitch", lastSwitch);
        v("nextMasterPin", nextMasterPin);
        v("frozen", frozen);
        v("links", links);
        v("locals", locals);
    }
};

// Where things lie on this server.
struct AgentPlaces
{
    QString state = QStringLiteral("/var/lib/lockstep");
    QString local = QStringLiteral("/etc/lockstep/local.d");
    QString mainFile = QStringLiteral("/etc/bind/named.conf");
    QList<Root> roots = {{QStringLiteral("etc-bind"), QStringLiteral("/etc/bind")}};
    QString namedUser = QStringLiteral("bind");
};

Result<AgentState> loadState(Files &files, const AgentPlaces &places);
Result<void> saveState(Files &files, const AgentPlaces &places, const AgentState &state);

} // namespace lockstep
