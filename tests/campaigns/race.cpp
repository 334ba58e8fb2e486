// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/race.h"

#include "core/identity/joincode.h"
#include "tests/simulation/simtree.h"

namespace lockstep {

namespace {

constexpr int firstLine = 100; // of the network's numbers, behind those of members
constexpr int strangersLine = firstLine + Race::clients;
constexpr int atOnce = 6; // operations of each client between two looks
constexpr qint64 longest = 3600000;

Digest pinOf(int number) { return Digest::of(QByteArray("client ") + QByteArray::number(number)); }
QString nameOf(int number) { return QStringLiteral("admin%1").arg(number); }

} // namespace

Race::Race(quint32 seed, Counts &counts) : m_random(seed), m_counts(counts) {}

Race::~Race()
{
    m_house.network.setMeddler({});
    for (const auto &client : m_clients) {
        client->group.reset();
        client->session.reset();
    }
    for (const QPointer<Peer> &peer : std::as_const(m_peers))
        delete peer.data();
}

// What the model found first is the reason of the rest.
void Race::say(const QString &what)
{
    if (wrong().isEmpty())
        m_wrong = what;
}

// --- the door

// As the program lockstep-master lets them in.
void Race::admit(std::unique_ptr<Channel> channel, const Digest &pin)
{
    const bool known = m_door.knows(pin);
    auto *peer = new Peer(m_clock, std::move(channel), QStringLiteral("a client"), known);
    m_peers.removeIf([](const QPointer<Peer> &one) { return one.isNull(); });
    m_peers.append(peer);
    const Master::Redeem redeem = [this, pin](QJsonObject params) -> Task<Result<QJsonObject>> {
        LOCKSTEP_CO_TRY(request, fromJson<RedeemRequest>(params));
        co_return m_door.redeem(Secret(request.secret), pin, request.program, m_clock.now()).transform([] { return QJsonObject(); });
    };
    const auto line = std::make_shared<RaceModel::Line>();
    QObject::connect(peer, &Peer::closed, peer, [this, peer, line] {
        if (m_model && *line)
            m_model->left(*line);
        m_house.schedule.in(0, [still = QPointer<Peer>(peer)] { delete still.data(); });
    });
    if (!known) {
        peer->setHandler([redeem](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
            if (method != QLatin1String(mastercalls::redeem.name))
                co_return fail(QStringLiteral("rpc.denied"), {method.left(80)});
            Task<Result<QJsonObject>> redeeming = redeem(params);
            Result<QJsonObject> redeemed = co_await redeeming;
            co_return redeemed;
        });
        return;
    }
    m_house.master->master()->serve(peer, m_door.nameOf(pin), redeem);
    m_tasks.add([](QPointer<Peer> one) -> Task<> {
        Task<Result<Hello>> greeting = one->greet({protocolMin, protocolMax, QStringLiteral("lockstep-master"), {}, {}});
        const Result<Hello> hello = co_await greeting;
        if (!hello && one)
            one->close(hello.error());
    }(peer));
    if (m_model)
        *line = m_model->lastJoined();
}

Task<Result<std::unique_ptr<Peer>>> Race::reach(int line, Digest pin)
{
    Task<bool> travelling = m_clock.sleep(m_house.network.delay(), Cancel());
    co_await travelling;
    if (!m_house.master->runs())
        co_return fail(QStringLiteral("rpc.unreachable"), {QStringLiteral("the master")});
    SimNetwork::Ends ends = m_house.network.connect(line, m_life, m_life);
    admit(std::move(ends.master), pin);
    co_return std::make_unique<Peer>(m_clock, std::move(ends.member), QStringLiteral("the master"));
}

Task<Result<std::shared_ptr<MasterClient>>> Race::dial(int number)
{
    Task<Result<std::unique_ptr<Peer>>> reaching = reach(firstLine + number, pinOf(number));
    Result<std::unique_ptr<Peer>> peer = co_await reaching;
    if (!peer)
        co_return std::unexpected(peer.error());
    Task<Result<Hello>> greeting = (*peer)->greet({protocolMin, protocolMax, QStringLiteral("lockstep-console"), {}, {}});
    LOCKSTEP_CO_TRY(hello, co_await greeting);
    Q_UNUSED(hello)
    co_return std::make_shared<MasterClient>(m_clock, std::move(*peer));
}

Task<> Race::enrol(int number, QString code)
{
    Task<Result<std::unique_ptr<Peer>>> reaching = reach(firstLine + number, pinOf(number));
    Result<std::unique_ptr<Peer>> peer = co_await reaching;
    if (!peer)
        co_return;
    const QByteArray secret = JoinCode::parse(code).value().secret.reveal().toByteArray();
    Task<Result<QJsonObject>> asking = (*peer)->call(QString::fromLatin1(mastercalls::redeem.name), toJson(RedeemRequest{secret, nameOf(number)}),
                                                     10000);
    const Result<QJsonObject> redeemed = co_await asking;
    ++m_counts[QStringLiteral("enrol with a code that another one tries too")][redeemed ? QString() : redeemed.error().code];
}

// Somebody who was never let in asks for an edit.
Task<> Race::strange()
{
    Task<Result<std::unique_ptr<Peer>>> reaching = reach(strangersLine, Digest::of("a stranger"));
    Result<std::unique_ptr<Peer>> peer = co_await reaching;
    if (!peer)
        co_return;
    const StageRecordRequest request{m_house.group, QStringLiteral("example.net"), {}, QStringLiteral("strange"), {}, QStringLiteral("A 192.0.2.66")};
    Task<Result<QJsonObject>> asking = (*peer)->call(QString::fromLatin1(mastercalls::stageRecord.name), toJson(request), 10000);
    const Result<QJsonObject> staged = co_await asking;
    ++m_counts[QStringLiteral("a stranger edits")][staged ? QString() : staged.error().code];
    if (staged)
        say(QStringLiteral("a stranger's edit was accepted"));
}

void Race::hear()
{
    QObject::connect(m_house.master->master(), &Master::operationChanged, [this](const Operation &operation) {
        m_model->changed(operation);
        const auto word = [](auto what) { return QLatin1String(wordsOf(what).at(qsizetype(what))); };
        if (operation.outcome != Outcome::Running)
            ++m_counts[QStringLiteral("how each %1 ended").arg(word(operation.kind))][word(operation.outcome)];
    });
}

QString Race::ready()
{
    if (m_house.add(0).outcome != Outcome::Succeeded || m_house.add(1).outcome != Outcome::Succeeded)
        return QStringLiteral("the group cannot be made");
    for (int enrolled = 0; enrolled < clients; ++enrolled) { // each code is tried by two at once
        const Result<QString> code = m_door.issue(m_identity, m_clock.now());
        if (!code)
            return QStringLiteral("no join code");
        int tries = 2;
        for (int i = 0; i < clients && tries > 0; ++i) {
            if (m_door.knows(pinOf(i)))
                continue;
            --tries;
            m_tasks.add(enrol(i, *code));
        }
        pass(1000);
        int known = 0;
        for (int i = 0; i < clients; ++i)
            known += m_door.knows(pinOf(i));
        if (known != enrolled + 1)
            return QStringLiteral("a join code let %1 in").arg(known - enrolled);
    }
    const std::optional<RaceContent> live = content(QStringLiteral("live"));
    if (!live)
        return QStringLiteral("live cannot be read");
    m_model = std::make_unique<RaceModel>(*live, [](const RaceModel::Line &line) { return nameOf(line->member - firstLine); });
    m_house.network.setMeddler([this](const RaceModel::Line &line, const SimLine::Frame &frame) {
        if (line->member >= firstLine && line->member < strangersLine)
            m_model->frame(line, frame);
        return QList<SimLine::Frame>{frame};
    });
    hear();
    for (int i = 0; i < clients; ++i) {
        auto client = std::make_unique<Client>();
        client->number = i;
        client->name = nameOf(i);
        client->pin = pinOf(i);
        client->random.seed(m_random());
        client->session = std::make_unique<MasterSession>(m_clock, QStringLiteral("the master"), [this, i] { return dial(i); });
        client->group = std::make_unique<GroupSession>(*client->session, m_house.group);
        client->session->start();
        m_clients.push_back(std::move(client));
    }
    pass(3000);
    return wrong();
}

// --- the course

QString Race::run(int operations)
{
    say(ready());
    while (wrong().isEmpty() && m_done < operations) {
        const int all = std::min(atOnce * clients, operations - m_done);
        const int pace = 1 << (3 + below(9)); // now all at once, now one after the other
        m_playing = clients;
        for (const auto &client : m_clients)
            m_tasks.add(play(*client, all / clients + (client->number < all % clients), pace));
        m_tasks.add(strange());
        const qint64 end = m_house.schedule.time() + longest;
        while (m_playing > 0 && wrong().isEmpty() && m_house.schedule.step(end)) {
        }
        for (const auto &client : m_clients) {
            if (wrong().isEmpty() && !client->doing.isEmpty())
                say(QStringLiteral("%1 waits for ever: %2").arg(client->name, client->doing));
        }
        if (wrong().isEmpty())
            rest();
        if (wrong().isEmpty() && below(5) == 0)
            restart();
    }
    if (wrong().isEmpty()) {
        const auto all = m_house.master->call(mastercalls::historyList, HistoryRequest{m_house.group, {}, 1000000, 0});
        m_model->checkHistory(all.value_or(HistoryList()));
    }
    return wrong();
}

std::optional<RaceContent> Race::content(const QString &which)
{
    const auto reply = m_house.master->call(mastercalls::snapshotGet, SnapshotRequest{m_house.group, which});
    const Result<Snapshot> snapshot = reply ? Snapshot::parse(reply->manifest) : fail(reply.error());
    const Result<RaceContent> read = snapshot ? RaceContent::of(*snapshot, [this](const Digest &digest) { return m_house.master->object(digest); })
                                              : fail(snapshot.error());
    if (!read)
        say(QStringLiteral("what is %1 cannot be read: %2").arg(which, read.error().code));
    return read ? std::optional(*read) : std::nullopt;
}

// Whatever was broken is mended, and everybody gets the time to hear of everything.
void Race::rest()
{
    for (const auto &member : m_house.members) {
        if (!member->named.running())
            member->named.start();
    }
    for (int i = 0; i < clients; ++i)
        m_house.network.setPartition(firstLine + i, false);
    const qint64 end = m_house.schedule.time() + longest;
    while (m_model->running() && m_house.schedule.time() < end)
        pass(1000);
    pass(25000);
    while (m_model->running() && m_house.schedule.time() < end) // one that brings a member forward
        pass(1000);
    const GroupStatus status = m_house.status();
    for (qsizetype i = 0; i < status.sync.size(); ++i) {
        if (status.sync[i].state == SyncState::InSync)
            continue;
        const Operation synced = m_house.finished(
            m_house.master->call(mastercalls::memberSync, SynchroniseRequest{m_house.group, status.members[i].id}));
        if (synced.outcome != Outcome::Succeeded)
            say(QStringLiteral("a member cannot be synchronised: ") + QString::fromUtf8(MasterHouse::told(synced)));
    }
    pass(3000);
    look();
}

void Race::look()
{
    const auto list = m_house.master->call(mastercalls::stageList, GroupRequest{m_house.group});
    const std::optional<RaceContent> staged = content(QStringLiteral("staged"));
    const std::optional<RaceContent> live = content(QStringLiteral("live"));
    const auto status = m_house.master->call(mastercalls::groupStatus, StatusRequest{m_house.group, true});
    if (!list || !staged || !live || !status)
        return say(QStringLiteral("the master does not answer"));
    m_model->checkStaging(*list, *staged);
    m_model->checkStatus(*status, *live);
    if (status->state != SyncState::InSync)
        say(QStringLiteral("not everybody is in sync"));
    for (const Member &member : status->members) {
        SimMember &host = *m_house.members[size_t(member.name.last(1).toInt() - 1)];
        QString fault;
        const std::optional<Snapshot> tree = activeTree(host.disk, &fault);
        if (!tree || tree->id() != status->live || !host.named.differs().isEmpty())
            say(member.name + QStringLiteral(" does not serve live: ") + fault + host.named.differs());
    }
    // What each of them shows is what there is.
    for (const auto &client : m_clients) {
        const GroupStatus &shown = client->group->status();
        const ChangeList &changes = client->group->changes();
        const auto same = [&](const auto &mine, const auto &theirs) { return toJsonValue(mine) == toJsonValue(theirs); };
        if (!client->session->isConnected())
            say(client->name + QStringLiteral(" is not connected again"));
        else if (shown.live != status->live || shown.staged != status->staged || shown.changes != status->changes ||
                 shown.prepared.has_value() != status->prepared.has_value() || (shown.prepared && !same(*shown.prepared, *status->prepared)))
            say(client->name + QStringLiteral(" shows an old status"));
        else if (shown.operation.has_value() != status->operation.has_value() || (shown.operation && !same(*shown.operation, *status->operation)))
            say(client->name + QStringLiteral(" shows an old operation"));
        else if (!same(shown.members, status->members) || shown.state != status->state)
            say(client->name + QStringLiteral(" shows members as they were"));
        else if (changes.changes != list->changes || changes.staged != list->staged || changes.conflicts != list->conflicts)
            say(client->name + QStringLiteral(" shows what was staged earlier"));
    }
}

// The master ends and starts again while nothing runs: it knows all that it has ever accepted.
void Race::restart()
{
    for (const QPointer<Peer> &peer : std::as_const(m_peers)) {
        if (peer)
            peer->close(Error{QStringLiteral("rpc.lost"), {}, {}, {}});
    }
    pass(10);
    m_house.master->kill();
    m_house.master->start();
    hear();
    ++m_counts[QStringLiteral("the master starts again")][QString()];
    pass(30000);
    look();
}

} // namespace lockstep
