// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace lockstep {

// What a master asks of an agent, and the answers. Snapshots travel as manifests (Snapshot::manifest()), their objects by
// object transfer. Names and data of records travel in wire form, so that both sides compare bytes.

struct Nothing
{
    template <class V> void fields(V &) {}
};

struct RedeemRequest // enrol.redeem: the one call an unpinned peer may make
{
    QByteArray secret;
    QString program;
    template <class V> void fields(V &v)
    {
        v("secret", secret);
        v("program", program);
    }
};

// Where a member stands. Prepared: both generations are written and checked. Switched: F (or R) is served, the guard runs
// and no decision is known. Degraded: recovery had to fall back; a person should look.
enum class MemberPhase { Unadopted, Idle, Prepared, Switched, Degraded };
inline QList<const char *> wordsOf(MemberPhase) { return {"unadopted", "idle", "prepared", "switched", "degraded"}; }

struct MemberStatus
{
    MemberPhase phase = MemberPhase::Unadopted;
    QString masterId;             // "" when bound to none
    qint64 epoch = 0;             // highest fencing epoch seen
    QString deployment;           // of the prepared or switched set, "" otherwise
    bool onForward = false;       // switched: F is active; otherwise R or the base
    std::optional<Digest> active; // snapshot whose generation `current` points at
    bool treeIntact = false;      // the generation's bytes still hash to it
    bool namedRunning = false;
    bool served = false;  // loaded after the last flip, and every static zone proved since
    qint64 guardLeft = 0; // ms until the member returns by itself, 0 when no guard runs
    QString bindVersion;
    int zones = 0;
    QList<Error> problems;                          // what is wrong, in whole sentences
    QStringList drifted;                            // paths (absolute) that differ from the generation's manifest
    QMap<QString, Digest> localFiles;               // member-local files
    std::optional<QStringList> pendingRestart = {}; // options that have another value than named was started with
    template <class V> void fields(V &v)
    {
        v("phase", phase);
        v("masterId", masterId);
        v("epoch", epoch);
        v("deployment", deployment);
        v("onForward", onForward);
        v("active", active);
        v("treeIntact", treeIntact);
        v("namedRunning", namedRunning);
        v("served", served);
        v("guardLeft", guardLeft);
        v("bindVersion", bindVersion);
        v("zones", zones);
        v("problems", problems);
        v("drifted", drifted);
        v("localFiles", localFiles);
        v("pendingRestart", pendingRestart);
    }
};

enum class FileRole { Managed, Local, System, State, Problem };
inline QList<const char *> wordsOf(FileRole) { return {"managed", "local", "system", "state", "problem"}; }

struct PreflightFile
{
    QString path;
    FileRole role = FileRole::Managed;
    QString why; // for problems and state: the statement that names it, file:line
    template <class V> void fields(V &v)
    {
        v("path", path);
        v("role", role);
        v("why", why);
    }
};

struct EditedFile // a file before and after the split of member-local statements
{
    QString path;
    QByteArray before;
    QByteArray after;
    template <class V> void fields(V &v)
    {
        v("path", path);
        v("before", before);
        v("after", after);
    }
};

struct PreflightReport
{
    QString hostName;
    QString bindVersion;
    QString mainFile;
    QList<Root> roots;
    QList<PreflightFile> files;
    QList<EditedFile> split;
    QList<Error> problems; // any of them prevents adoption
    QList<Error> notes;    // worth reading, prevents nothing
    int zones = 0;
    template <class V> void fields(V &v)
    {
        v("hostName", hostName);
        v("bindVersion", bindVersion);
        v("mainFile", mainFile);
        v("roots", roots);
        v("files", files);
        v("split", split);
        v("problems", problems);
        v("notes", notes);
        v("zones", zones);
    }
};

struct ManifestReply // member.seed, member.manifest
{
    QByteArray manifest;
    template <class V> void fields(V &v) { v("manifest", manifest); }
};

struct BindRequest // member.bind: this master from now on; a higher epoch takes over, a lower one is refused
{
    QString masterId;
    qint64 epoch = 0;
    template <class V> void fields(V &v)
    {
        v("masterId", masterId);
        v("epoch", epoch);
    }
};

struct DigestList // object.need and its reply
{
    QList<Digest> digests;
    template <class V> void fields(V &v) { v("digests", digests); }
};

struct DigestRequest // object.get: the object follows by transfer before the reply
{
    Digest digest;
    template <class V> void fields(V &v) { v("digest", digest); }
};

// One question of the proof: this RRset must be answered exactly so (rdata compared unordered). No rdata: the RRset must be
// absent. Names are wire form, lower case.
struct ProofQuestion
{
    QString zone;
    QString view; // "" when the configuration has no views
    QByteArray owner;
    int type = 0;
    QList<QByteArray> rdata;
    template <class V> void fields(V &v)
    {
        v("zone", zone);
        v("view", view);
        v("owner", owner);
        v("type", type);
        v("rdata", rdata);
    }
};

struct PrepareRequest // member.prepare
{
    QString deployment; // operation-wide id
    QString masterId;
    qint64 epoch = 0;
    Digest base;          // what the member must have active (null: not adopted yet)
    QByteArray forward;   // manifest F
    QByteArray returning; // manifest R
    QString mainFile;
    QList<ProofQuestion> forwardProof;
    QList<ProofQuestion> returnProof;
    template <class V> void fields(V &v)
    {
        v("deployment", deployment);
        v("masterId", masterId);
        v("epoch", epoch);
        v("base", base);
        v("forward", forward);
        v("returning", returning);
        v("mainFile", mainFile);
        v("forwardProof", forwardProof);
        v("returnProof", returnProof);
    }
};

enum class ZoneClass { Unchanged, Reload, Recreate, New, Removed, Dynamic, NeedsRestart };
inline QList<const char *> wordsOf(ZoneClass) { return {"unchanged", "reload", "re-create", "new", "removed", "dynamic", "needs-restart"}; }

struct ClassifiedZone
{
    QString zone;
    QString view;
    ZoneClass what = ZoneClass::Unchanged;
    template <class V> void fields(V &v)
    {
        v("zone", zone);
        v("view", view);
        v("what", what);
    }
};

// A zone that only one server of a group may be the primary of: named signs it there, or clients update it.
struct OwnedZone
{
    QString zone;
    QString view;
    bool updates = false;
    bool signs = false;
    std::optional<Digest> keys = {}; // over its DNSKEY set as it is served; absent when it has none or cannot be asked
    bool rolls = true;               // named replaces its keys by itself, or that cannot be told
    template <class V> void fields(V &v)
    {
        v("zone", zone);
        v("view", view);
        v("updates", updates);
        v("signs", signs);
        v("keys", keys);
        v("rolls", rolls);
    }
};

struct PrepareReport
{
    bool ok = false;
    QList<Error> problems; // origin.file is root-relative staged source or an absolute local path
    QList<Error> warnings;
    QList<ClassifiedZone> zones; // those that are not unchanged
    bool reconfigure = false;    // named.conf or an included file changes
    qint64 loadMs = 0;           // that the checker took, which loads every zone
    QString bindVersion;
    std::optional<QStringList> restart = {};       // options whose new value named takes only when it is started again
    std::optional<QList<OwnedZone>> owned = {};    // by this server, with what was prepared
    std::optional<QStringList> unsignedZones = {}; // that are signed now and would not be, or not with the same keys
    template <class V> void fields(V &v)
    {
        v("ok", ok);
        v("problems", problems);
        v("warnings", warnings);
        v("zones", zones);
        v("reconfigure", reconfigure);
        v("loadMs", loadMs);
        v("bindVersion", bindVersion);
        v("restart", restart);
        v("owned", owned);
        v("unsignedZones", unsignedZones);
    }
};

struct SwitchRequest // member.switch: flip to F, reload, prove
{
    QString deployment;
    QString masterId;
    qint64 epoch = 0;
    Digest base;        // compare-and-swap under the agent's lock, at the flip
    qint64 guardMs = 0; // without member.renew for this long the member returns by itself
    template <class V> void fields(V &v)
    {
        v("deployment", deployment);
        v("masterId", masterId);
        v("epoch", epoch);
        v("base", base);
        v("guardMs", guardMs);
    }
};

struct DeploymentRequest // member.renew, member.confirm, member.return, member.forget
{
    QString deployment;
    QString masterId;
    qint64 epoch = 0;
    template <class V> void fields(V &v)
    {
        v("deployment", deployment);
        v("masterId", masterId);
        v("epoch", epoch);
    }
};

struct SwitchReport // member.switch, member.return
{
    bool proved = false;
    Digest active;
    qint64 switchMs = 0;
    qint64 reloadMs = 0;
    int zonesProved = 0;
    int zonesTotal = 0;
    int asked = 0;        // questions that were answered on the wire as they should be
    int provedByLoad = 0; // changed zones about which nobody could ask: neither failed nor green
    QList<Error> problems;
    template <class V> void fields(V &v)
    {
        v("proved", proved);
        v("active", active);
        v("switchMs", switchMs);
        v("reloadMs", reloadMs);
        v("zonesProved", zonesProved);
        v("zonesTotal", zonesTotal);
        v("asked", asked);
        v("provedByLoad", provedByLoad);
        v("problems", problems);
    }
};

struct AnswerReport // member.answers: how named answered its clients since it was started
{
    qint64 started = 0; // ms UTC
    qint64 answered = 0;
    qint64 failed = 0;  // SERVFAIL
    qint64 unknown = 0; // NXDOMAIN
    template <class V> void fields(V &v)
    {
        v("started", started);
        v("answered", answered);
        v("failed", failed);
        v("unknown", unknown);
    }
};

struct RotateRequest // identity.rotate: the agent makes the key that will follow its own, once, and tells its pin
{
    QString masterId;
    qint64 epoch = 0;
    std::optional<Digest> use = {}; // its pin is known to the master: from now on the agent answers with that key
    template <class V> void fields(V &v)
    {
        v("masterId", masterId);
        v("epoch", epoch);
        v("use", use);
    }
};

struct PinReply
{
    Digest pin;
    template <class V> void fields(V &v) { v("pin", pin); }
};

struct ExpectRequest // identity.expect: the key that will follow the master's; the first bind with it drops the one before
{
    QString masterId;
    qint64 epoch = 0;
    Digest pin;
    template <class V> void fields(V &v)
    {
        v("masterId", masterId);
        v("epoch", epoch);
        v("pin", pin);
    }
};

struct ServedSerials // member.serials
{
    QMap<QString, qint64> serials;              // "view/zone" -> serial; of a managed zone that named signs, its file's
    std::optional<QList<OwnedZone>> owned = {}; // by this server, with what it serves
    template <class V> void fields(V &v)
    {
        v("serials", serials);
        v("owned", owned);
    }
};

} // namespace lockstep
