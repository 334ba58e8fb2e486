// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"

#include "core/identity/keyplace.h"
#include "core/zone/zonescanner.h"

namespace lockstep {

namespace {

template <class T> Result<QJsonObject> answer(Result<T> result)
{
    if (!result)
        return std::unexpected(result.error());
    if constexpr (std::is_void_v<T>)
        return QJsonObject();
    else
        return toJson(*result);
}

} // namespace

Helper::Helper(Files &files, Clock &clock, AgentPlaces places, uint bindGroup, Checker checker, HangUp hangUp)
    : m_files(files), m_clock(clock), m_places(std::move(places)), m_bindGroup(bindGroup), m_checker(std::move(checker)), m_hangUp(std::move(hangUp)),
      m_generations(files, m_places, bindGroup), m_roots(files, m_places), m_links(files)
{
    m_generations.onArrival([this](const Digest &digest, QByteArrayView text) {
        if (!mayInclude(text))
            m_lone.insert(digest);
    });
}

Result<void> Helper::load()
{
    LOCKSTEP_TRY(state, loadState(m_files, m_places));
    m_state = state;
    return {};
}

Snapshot Helper::rootsOnly() const { return {m_places.roots, {}}; }

TreeReader Helper::tree(int generation) { return TreeReader(m_files, m_places, m_generations.folder(generation), rootsOnly()); }

Result<ConfigFacts> Helper::factsOf(int generation)
{
    const Result<Digest> id = m_generations.id(generation);
    const Result<QStringList> wrong = m_generations.damaged(generation);
    const bool whole = id && wrong && wrong->isEmpty();
    const auto seen = [this](const QStringList &paths) {
        QList<std::optional<FileFacts>> found;
        for (const QString &path : paths) {
            const Result<FileFacts> facts = m_files.facts(path);
            found.append(facts ? std::optional(*facts) : std::nullopt);
        }
        return found;
    };
    const auto it = m_facts.constFind(generation);
    if (whole && it != m_facts.constEnd() && it->tree == *id && it->elsewhere == seen(it->facts.elsewhere))
        return it->facts;
    TreeReader reader = tree(generation);
    if (m_lone.size() > 200000)
        m_lone.clear();
    if (const Result<Snapshot> manifest = m_generations.manifest(generation); whole && manifest)
        reader.trust(*manifest, &m_lone);
    LOCKSTEP_TRY(facts, reader.facts(m_places.mainFile));
    m_facts.remove(generation);
    if (whole) {
        if (m_facts.size() > 8) // those of generations that are gone
            m_facts.clear();
        m_facts.insert(generation, KnownFacts{*id, seen(facts.elsewhere), facts});
    }
    return facts;
}

PartialFacts Helper::partOf(int generation)
{
    if (const Result<ConfigFacts> whole = factsOf(generation))
        return {*whole, {}, {}};
    return tree(generation).partialFacts(m_places.mainFile);
}

// What is served, with the SOA record of every managed zone: what a proof goes by.
Result<ConfigFacts> Helper::provable()
{
    const std::optional<int> active = adopted() ? m_generations.active() : std::nullopt;
    LOCKSTEP_TRY(found, active ? factsOf(*active) : liveFolders().facts(m_places.mainFile));
    const TreeReader reader = active ? tree(*active) : liveFolders();
    if (m_soas.size() > 4 * found.zones.size() + 1000)
        m_soas.clear();
    for (ZoneFacts &zone : found.zones) {
        if (!zone.managed)
            continue;
        QByteArray &soa = m_soas[{zone.zone, zone.content}];
        if (soa.isEmpty())
            soa = reader.soaOf(zone, found.directory);
        zone.soa = soa;
    }
    if (reader.unread())
        return fail(*reader.unread());
    return found;
}

QStringList Helper::servedFolders()
{
    const std::optional<int> active = adopted() ? m_generations.active() : std::nullopt;
    if (!active)
        return {};
    const Result<Snapshot> served = m_generations.manifest(*active);
    if (!served)
        return {};
    const QString tree = m_generations.folder(*active) + u'/';
    QStringList folders{m_places.local};
    for (const Root &root : served->roots)
        folders.append(tree + root.id);
    for (const Entry &entry : served->entries) {
        if (entry.kind == Entry::Kind::Folder)
            folders.append(tree + entry.root + u'/' + entry.path);
    }
    return folders;
}

TreeReader Helper::liveFolders() { return TreeReader(m_files, m_places, {}, rootsOnly()); }

Result<void> Helper::mayCommand(const QString &masterId, qint64 epoch) const
{
    if (m_state.masterId.isEmpty() || masterId != m_state.masterId)
        return fail(QStringLiteral("agent.othermaster"));
    if (epoch < m_state.epoch)
        return fail(QStringLiteral("agent.epoch"), {QString::number(epoch), QString::number(m_state.epoch)});
    return {};
}

Result<void> Helper::bindTo(const BindRequest &request, const Digest &pin)
{
    const bool other = !m_state.masterId.isEmpty() && request.masterId != m_state.masterId;
    if (request.masterId.isEmpty() || request.masterId.size() > 100 || other)
        return fail(QStringLiteral("agent.othermaster"));
    // A join code lets somebody look, or take a server that is free. Whoever comes with another key is not this one's master,
    // whatever it calls itself and however high its epoch is.
    const bool awaited = pin == m_state.masterPin || pin == m_state.nextMasterPin;
    if (!m_state.masterId.isEmpty() && !m_state.masterPin.isNull() && !awaited)
        return fail(QStringLiteral("agent.otherkey"));
    if (request.epoch < m_state.epoch)
        return fail(QStringLiteral("agent.epoch"), {QString::number(request.epoch), QString::number(m_state.epoch)});
    if (request.masterId == m_state.masterId && request.epoch == m_state.epoch && pin == m_state.masterPin)
        return {};
    m_state.masterId = request.masterId;
    if (pin != m_state.masterPin)
        m_state.nextMasterPin.reset();
    m_state.masterPin = pin;
    m_state.epoch = request.epoch;
    return save();
}

Result<void> Helper::expect(const ExpectRequest &request)
{
    LOCKSTEP_CHECK(mayCommand(request.masterId, request.epoch));
    if (request.pin.isNull() || request.pin == m_state.masterPin)
        return fail(QStringLiteral("json.field"), {QStringLiteral("pin"), QStringLiteral("the pin of another key")});
    m_state.nextMasterPin = request.pin;
    return save();
}

Result<PinReply> Helper::rotate(const RotateRequest &request, QByteArray &out)
{
    LOCKSTEP_CHECK(mayCommand(request.masterId, request.epoch));
    LOCKSTEP_TRY(keys, KeyPlace::load(m_files, m_places.state + QStringLiteral("/identity.pem"), QStringLiteral("lockstep-agent")));
    if (!request.use)
        return keys.makeNext().transform([](const Digest &pin) { return PinReply{pin}; });
    LOCKSTEP_CHECK(keys.turn(*request.use));
    out = keys.now().pem().reveal().toByteArray();
    return PinReply{*request.use};
}

// What the network half needs to know, in one answer.
Result<QJsonObject> Helper::describe()
{
    // What the disk itself made of a file shows in no date.
    constexpr qint64 day = 24LL * 3600 * 1000;
    if (m_clock.sinceBoot() - m_hashedAt >= day) {
        m_generations.forgetHashes();
        m_hashedAt = m_clock.sinceBoot();
    }
    QJsonObject json;
    MemberStatus status;
    status.masterId = m_state.masterId;
    status.epoch = m_state.epoch;
    const std::optional<int> active = m_generations.active();
    if (adopted()) {
        status.phase = m_state.switched   ? MemberPhase::Switched
                       : m_state.degraded ? MemberPhase::Degraded
                       : m_state.prepared ? MemberPhase::Prepared
                                          : MemberPhase::Idle;
        if (const Result<Digest> id = m_generations.id(*active))
            status.active = *id;
        const Result<QStringList> wrong = m_generations.damaged(*active);
        status.drifted = wrong.value_or(QStringList());
        status.treeIntact = wrong && wrong->isEmpty();
        if (const std::optional<Error> shut = m_generations.otherPermissions(*active, status.drifted))
            status.problems.append(*shut);
        // Edited, loaded and put back under its old date, a file is right and something else is served: it has to be proved again.
        if (status.treeIntact && m_generations.isTouched(*active) && !m_state.switched && m_state.proved == *active) {
            m_state.proved = 0;
            LOCKSTEP_CHECK(save());
            json.insert(QStringLiteral("touched"), true);
        }
        if (status.treeIntact)
            m_generations.forgetTouched(*active);
        status.served = m_state.proved == *active;
    }
    if (m_state.switched) {
        status.phase = MemberPhase::Switched; // also between the intent and the links of an adoption
        status.deployment = m_state.switched->deployment;
        status.onForward = m_state.prepared && active == m_state.prepared->forward;
        status.guardLeft = std::max<qint64>(m_state.switched->deadline - m_clock.sinceBoot(), 0);
    } else if (m_state.prepared) {
        status.deployment = m_state.prepared->deployment;
    }
    status.localFiles = localFiles();
    for (const QString &path : adopted() ? changedLocals(status.localFiles) : QStringList())
        status.problems.append(Error{QStringLiteral("agent.local"), {path}, {}, {}});
    json.insert(QStringLiteral("status"), toJson(status));
    json.insert(QStringLiteral("state"), toJson(m_state));
    json.insert(QStringLiteral("active"), active.value_or(0));
    json.insert(QStringLiteral("mainFile"), m_places.mainFile);
    return json;
}

Result<QJsonObject> Helper::handle(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out)
{
    // Where it stands, once for all that the verb asks; and what it goes by must be what is on disk.
    LOCKSTEP_CHECK(m_generations.readActive());
    LOCKSTEP_CHECK(m_roots.look());
    if (m_stale)
        LOCKSTEP_CHECK(load());
    m_stale = false;
    const AgentState before = m_state;
    // What only follows up another verb goes by what that one saw.
    static const QStringList following{QStringLiteral("config"), QStringLiteral("windows"), QStringLiteral("confirm"), QStringLiteral("proved"),
                                       QStringLiteral("thawed"), QStringLiteral("renew"),   QStringLiteral("state"),   QStringLiteral("put")};
    constexpr qint64 lasts = 2000;
    const qint64 now = m_clock.sinceBoot();
    if (!following.contains(verb) || now - m_lookedAt >= lasts) {
        m_generations.lookAnew();
        m_lookedAt = now;
    }
    if (verb != QLatin1String("put"))
        m_generations.dropBase();
    Result<QJsonObject> result = dispatch(verb, params, bytes, out);
    m_generations.forgetActive();
    m_roots.forget();
    // What a failed verb meant to do and could not write never was: the record on disk is the truth.
    if (!result && !load()) {
        m_state = before;
        m_stale = true;
    }
    return result;
}

Result<QJsonObject> Helper::dispatch(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out)
{
    // Runs `fn` with the typed request, or tells which field of it is wrong.
    const auto with = [&]<class Request>(auto fn) -> Result<QJsonObject> {
        LOCKSTEP_TRY(request, fromJson<Request>(params));
        return answer(fn(request));
    };
    if (verb == QLatin1String("describe"))
        return describe();
    if (verb == QLatin1String("state")) { // the record alone, without a look at the trees
        const std::optional<int> active = m_generations.active();
        const Result<Digest> tree = active ? m_generations.id(*active) : fail(QStringLiteral("agent.unadopted"));
        return QJsonObject{{QStringLiteral("state"), toJson(m_state)},
                           {QStringLiteral("tree"), adopted() && tree ? QString::fromLatin1(tree->hex()) : QString()}};
    }
    if (verb == QLatin1String("config")) {
        return answer(provable());
    }
    if (verb == QLatin1String("key")) {
        LOCKSTEP_TRY(text, m_files.read(m_files.exists(m_places.local + QStringLiteral("/rndc.key"))
                                            ? m_places.local + QStringLiteral("/rndc.key")
                                            : m_places.mainFile.section(u'/', 0, -2) + QStringLiteral("/rndc.key")));
        out = text;
        return QJsonObject();
    }
    if (verb == QLatin1String("bind"))
        return with.operator()<BindRequest>([&](const BindRequest &r) -> Result<void> {
            const auto pin = Digest::fromHex(params.value(QLatin1String("pin")).toString().toLatin1());
            return pin ? bindTo(r, *pin) : fail(QStringLiteral("json.field"), {QStringLiteral("pin"), QStringLiteral("a pin")});
        });
    if (verb == QLatin1String("preflight"))
        return answer(preflight());
    if (verb == QLatin1String("seed"))
        return answer(seed());
    if (verb == QLatin1String("need"))
        return with.operator()<DigestList>([this](const DigestList &r) -> Result<DigestList> {
            LOCKSTEP_CHECK(pruneLeftovers());
            return DigestList{m_generations.missing(r.digests)};
        });
    if (verb == QLatin1String("put")) {
        LOCKSTEP_TRY(request, fromJson<DigestRequest>(params));
        return answer(m_generations.receive(request.digest, bytes, params.value(QLatin1String("encoding")).toString()));
    }
    if (verb == QLatin1String("object")) {
        LOCKSTEP_TRY(request, fromJson<DigestRequest>(params));
        LOCKSTEP_TRY(found, m_generations.object(request.digest));
        out = found;
        return QJsonObject();
    }
    if (verb == QLatin1String("prepare"))
        return with.operator()<PrepareRequest>([this](const PrepareRequest &r) { return prepare(r); });
    if (verb == QLatin1String("flip"))
        return with.operator()<SwitchRequest>([this](const SwitchRequest &r) { return flip(r); });
    if (verb == QLatin1String("back"))
        return with.operator()<DeploymentRequest>([this](const DeploymentRequest &r) -> Result<FlipPlan> {
            LOCKSTEP_CHECK(mayCommand(r.masterId, r.epoch));
            return giveBack(r.deployment);
        });
    if (verb == QLatin1String("expire")) { // by the guard, without a master
        if (!m_state.switched || m_clock.sinceBoot() < m_state.switched->deadline)
            return fail(QStringLiteral("agent.notdue"));
        return answer(giveBack(m_state.switched->deployment));
    }
    if (verb == QLatin1String("renew"))
        return with.operator()<DeploymentRequest>([this](const DeploymentRequest &r) -> Result<void> {
            LOCKSTEP_CHECK(mayCommand(r.masterId, r.epoch));
            if (!m_state.switched || m_state.switched->deployment != r.deployment || m_state.switched->back)
                return fail(QStringLiteral("agent.nodeployment"), {r.deployment});
            m_state.switched->deadline = m_clock.sinceBoot() + m_state.switched->guardMs;
            return save();
        });
    if (verb == QLatin1String("confirm"))
        return with.operator()<DeploymentRequest>([this](const DeploymentRequest &r) { return confirm(r); });
    if (verb == QLatin1String("forget"))
        return with.operator()<DeploymentRequest>([this](const DeploymentRequest &r) { return forget(r); });
    if (verb == QLatin1String("proved")) {
        const int generation = params.value(QLatin1String("generation")).toInt();
        const qint64 run = params.value(QLatin1String("run")).toInteger();
        if (generation != m_generations.active().value_or(0) || (m_state.proved == generation && m_state.provedRun == run))
            return QJsonObject();
        m_state.proved = generation;
        m_state.provedRun = run;
        return answer(save());
    }
    if (verb == QLatin1String("windows"))
        return with.operator()<DeploymentRequest>([&](const DeploymentRequest &r) -> Result<FrozenZones> {
            LOCKSTEP_CHECK(mayCommand(r.masterId, r.epoch));
            return windows(r.deployment, params.value(QLatin1String("back")).toBool());
        });
    if (verb == QLatin1String("thawed"))
        return with.operator()<FrozenZones>([this](const FrozenZones &zones) { return thawed(zones); });
    if (verb == QLatin1String("started")) {
        const std::optional<int> active = adopted() ? m_generations.active() : std::nullopt;
        if (!active)
            return QJsonObject();
        // It took what lay there when it was started, which may be before the last switch.
        const qint64 run = params.value(QLatin1String("run")).toInteger();
        LOCKSTEP_TRY(served, factsOf(*active));
        const QMap<QString, QString> now = served.startup;
        const bool older = m_state.lastSwitch && run < m_state.lastSwitch->at / 1000 * 1000;
        const QMap<QString, QString> options = older ? m_state.lastSwitch->options : now;
        m_state.started = AgentState::Started{run, options, differing(options, now)};
        return answer(save());
    }
    if (verb == QLatin1String("rotate"))
        return with.operator()<RotateRequest>([&](const RotateRequest &r) { return rotate(r, out); });
    if (verb == QLatin1String("expect"))
        return with.operator()<ExpectRequest>([this](const ExpectRequest &r) { return expect(r); });
    if (verb == QLatin1String("release"))
        return answer(release());
    if (verb == QLatin1String("hangup"))
        return answer(m_hangUp ? m_hangUp() : fail(QStringLiteral("agent.nonamed")));
    return fail(QStringLiteral("agent.verb"), {verb.left(80)});
}

} // namespace lockstep
