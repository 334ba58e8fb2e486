// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/race.h"

namespace lockstep {

namespace {

constexpr int firstLine = 100;
const QString root = QStringLiteral("etc-bind");
const QString options = QStringLiteral("named.conf.options");

QString addressOf(int number) { return QStringLiteral("A 10.9.%1.%2").arg(number / 250).arg(number % 250); }

// One of the records that hosts have.
QString someRecord(const RaceContent::Zone &zone, int index)
{
    QStringList found;
    for (auto it = zone.keyBegin(); it != zone.keyEnd(); ++it) {
        if (it->contains(QLatin1String(" A ")) && !it->startsWith(QLatin1String("ns1.")))
            found.append(*it);
    }
    return found.isEmpty() ? QString() : found[index % found.size()];
}

} // namespace

void Race::count(const Client &client, const QString &kind, const QString &code)
{
    ++m_counts[kind][code];
    m_trace.append(
        QStringLiteral("%1 %2 %3: %4").arg(m_house.schedule.time(), 8).arg(client.name, kind, code.isEmpty() ? QStringLiteral("ok") : code));
}

// The connection is lost in the middle of what is asked next, or nothing passes for a while.
void Race::breakSoon(Client &client)
{
    const int line = firstLine + client.number;
    if (client.chance(3)) {
        m_house.schedule.in(client.below(12), [this, line] { m_house.network.reset(line); });
    } else if (client.chance(1)) {
        m_house.network.setPartition(line, true);
        m_house.schedule.in(client.below(30000), [this, line] { m_house.network.setPartition(line, false); });
    }
}

template <class M> Task<Result<typename M::Reply>> Race::ask(Client &client, QString kind, M method, typename M::Request request)
{
    breakSoon(client);
    client.doing = kind;
    Task<Result<typename M::Reply>> calling = client.session->call(method, request);
    Result<typename M::Reply> reply = co_await calling;
    count(client, kind, reply ? QString() : reply.error().code);
    co_return reply;
}

Task<> Race::play(Client &client, int operations, int pace)
{
    for (int i = 0; i < operations; ++i) {
        Task<bool> sleeping = m_clock.sleep(client.below(pace), Cancel());
        co_await sleeping;
        client.doing = QStringLiteral("connect");
        while (!client.session->isConnected()) {
            Task<bool> waiting = m_clock.sleep(100, Cancel());
            co_await waiting;
        }
        if (!wrong().isEmpty())
            co_return;
        client.doing = QStringLiteral("look at something first");
        Task<> acting = act(client);
        co_await acting;
        ++m_done;
    }
    client.doing.clear();
    --m_playing;
}

Task<> Race::act(Client &client)
{
    using Act = Task<> (Race::*)(Client &);
    static const QList<std::pair<int, Act>> shares{{42, &Race::stageRecord}, {9, &Race::stageFile}, {5, &Race::stageZone}, {9, &Race::discard},
                                                   {17, &Race::deploy},      {3, &Race::rollBack},  {6, &Race::review},    {9, &Race::manage}};
    int draw = client.below(100);
    for (const auto &[share, act] : shares) {
        draw -= share;
        if (draw >= 0)
            continue;
        Task<> acting = (this->*act)(client);
        co_await acting;
        co_return;
    }
}

// Half of the names are everybody's, and what stands there is what the client saw some edits ago.
Task<> Race::stageRecord(Client &client)
{
    const QString zone = RaceContent::zoneNames()[client.below(3)];
    const bool shared = client.chance(50);
    const QString owner = shared ? QStringLiteral("s%1").arg(client.below(10)) : QStringLiteral("c%1-%2").arg(client.number).arg(++client.edits);
    StageRecordRequest request{m_house.group, zone, {}, owner, {}, addressOf(client.below(shared ? 15 : 5000))};
    const RaceModel::Shared seen = m_model->past(client.chance(60) ? 0 : client.below(20));
    const QString there = someRecord(seen->zones.value(zone), client.below(1000));
    QString kind = QStringLiteral("add a record");
    if (client.chance(45) && !there.isEmpty()) {
        request.owner = there.section(u' ', 0, 0);
        request.before = there.section(u' ', 1);
        const bool change = client.chance(60);
        kind = change ? QStringLiteral("change a record") : QStringLiteral("remove a record");
        if (!change)
            request.after.clear();
    }
    Task<Result<ChangeList>> staging = ask(client, kind, mastercalls::stageRecord, request);
    co_await staging;
}

Task<> Race::stageFile(Client &client)
{
    const bool configuration = client.chance(50);
    const QString path = configuration ? options : QStringLiteral("notes-%1").arg(client.below(4));
    const RaceModel::Shared seen = m_model->past(client.chance(60) ? 0 : client.below(20));
    StageFileRequest request{m_house.group, root, path, seen->files.value(path), {}, {}};
    QByteArray text = "noted by " + client.name.toUtf8() + ", " + QByteArray::number(++client.edits) + '\n';
    if (configuration) {
        const Digest digest = Digest::fromHex(request.base.toLatin1()).value_or(Digest());
        Task<Result<QByteArray>> fetching = client.session->object(digest);
        const Result<QByteArray> old = co_await fetching;
        if (!old) {
            count(client, QStringLiteral("fetch a text that was seen"), old.error().code);
            co_return;
        }
        text = *old;
        const qsizetype version = text.indexOf("version \"");
        text.replace(version, text.indexOf(';', version) - version,
                     "version \"" + client.name.toUtf8() + '-' + QByteArray::number(client.edits) + '"');
        if (text.endsWith("nonsense {\n"))
            text.chop(11);
        else if (client.chance(4))
            text += "nonsense {\n";
    }
    if (configuration || !client.chance(25))
        request.bytes = text;
    Task<Result<ChangeList>> staging = ask(client, request.bytes ? QStringLiteral("write a file") : QStringLiteral("remove a file"),
                                           mastercalls::stageFile, request);
    co_await staging;
}

// A whole zone file, edited for as long as that takes.
Task<> Race::stageZone(Client &client)
{
    const QString kind = QStringLiteral("write a zone's file");
    const QString zone = RaceContent::zoneNames()[client.below(3)];
    Task<Result<Snapshot>> looking = client.session->snapshot(m_house.group, QStringLiteral("staged"));
    const Result<Snapshot> staged = co_await looking;
    const std::optional<Entry> entry = staged ? staged->find(root, RaceContent::pathOf(zone)) : std::nullopt;
    Task<Result<QByteArray>> fetching = client.session->object(entry ? entry->digest : Digest());
    const Result<QByteArray> old = co_await fetching;
    if (!entry || !old) {
        count(client, QStringLiteral("fetch a text that was seen"), old ? staged.error().code : old.error().code);
        co_return;
    }
    Task<bool> editing = m_clock.sleep(client.below(400), Cancel());
    co_await editing;
    QByteArray text = *old;
    const qsizetype host = text.indexOf("\nh");
    if (client.chance(30) && host > 0)
        text.remove(host + 1, text.indexOf('\n', host + 1) - host);
    else
        text += "p" + QByteArray::number(++client.edits) + '-' + QByteArray::number(client.number) + " 300 IN A 10.8.0." +
                QByteArray::number(client.below(250)) + '\n';
    m_model->know(zone, *old);
    m_model->know(zone, text);
    const StageFileRequest request{m_house.group, root, entry->path, QString::fromLatin1(entry->digest.hex()), text, {}};
    Task<Result<ChangeList>> staging = ask(client, kind, mastercalls::stageFile, request);
    co_await staging;
}

Task<> Race::discard(Client &client)
{
    const ChangeList &list = client.group->changes();
    QStringList ids = list.conflicts.keys();
    QString kind = QStringLiteral("discard conflicts");
    if (ids.isEmpty() || client.chance(30)) {
        kind = QStringLiteral("discard some changes");
        ids = {QStringLiteral("none")};
        for (int left = 1 + client.below(3); left > 0 && !list.changes.isEmpty(); --left)
            ids.append(list.changes[client.below(int(list.changes.size()))].id);
    }
    if (client.chance(6)) {
        kind = QStringLiteral("discard everything");
        ids.clear();
    }
    Task<Result<ChangeList>> discarding = ask(client, kind, mastercalls::stageDiscard, DiscardRequest{m_house.group, ids});
    co_await discarding;
}

// Prepares; or deploys what the client believes to be prepared.
Task<> Race::deploy(Client &client)
{
    const std::optional<PreparedSet> prepared = client.group->status().prepared;
    if (!prepared ? client.chance(90) : client.chance(25)) {
        const PrepareGroupRequest request{m_house.group, QStringLiteral("by %1").arg(client.name), {}};
        Task<Result<Operation>> preparing = ask(client, QStringLiteral("prepare"), mastercalls::prepare, request);
        co_await preparing;
        co_return;
    }
    DeployGroupRequest request{m_house.group, prepared ? prepared->seal : Digest::of("nothing"), {}};
    if (client.chance(10))
        request.keepMinutes = 1;
    if (client.chance(15))
        request.rollout = Rollout{1, 1, Rollout::Unit::Members, {}, 1 + client.below(3), 0};
    if (client.chance(5)) // the first one's named is away for a while: everybody goes back
        m_house.members[size_t(client.below(2))]->named.stop();
    else if (client.chance(5))
        m_house.network.reset(client.below(2));
    Task<Result<Operation>> deploying = ask(client, QStringLiteral("deploy"), mastercalls::deploy, request);
    co_await deploying;
    m_house.schedule.in(2000 + client.below(4000), [this] {
        for (const auto &member : m_house.members) {
            if (!member->named.running())
                member->named.start();
        }
    });
}

Task<> Race::rollBack(Client &client)
{
    const QList<int> all = m_model->deployments();
    RollBackRequest request{m_house.group, client.chance(60) ? 0 : all[client.below(int(all.size()))], {}, client.chance(20)};
    if (client.chance(50)) {
        Task<Result<Snapshot>> looking = client.session->snapshot(m_house.group, QStringLiteral("rollback:%1").arg(request.to));
        const Result<Snapshot> looked = co_await looking;
        if (looked)
            request.seal = looked->id();
        Task<bool> thinking = m_clock.sleep(client.below(300), Cancel());
        co_await thinking;
    }
    Task<Result<Operation>> rolling = ask(client, QStringLiteral("roll back"), mastercalls::rollBack, request);
    co_await rolling;
}

// Reads a snapshot with its texts: it is what the model says of it, or a text is no longer there, for something else is staged.
Task<> Race::review(Client &client)
{
    const QString kind = QStringLiteral("review");
    const QList<int> all = m_model->deployments();
    const QStringList kinds{QStringLiteral("staged"), QStringLiteral("live"), QStringLiteral("prepared"), QStringLiteral("rollback:0"),
                            QStringLiteral("deployment:%1").arg(all[client.below(int(all.size()))])};
    const QString which = client.chance(40) ? kinds.first() : kinds[client.below(int(kinds.size()))];
    breakSoon(client);
    Task<Result<Snapshot>> looking = client.session->snapshot(m_house.group, which);
    const Result<Snapshot> snapshot = co_await looking;
    QHash<Digest, QByteArray> texts;
    for (qsizetype i = 0; snapshot && i < snapshot->entries.size(); ++i) {
        const Entry entry = snapshot->entries[i];
        if (RaceContent::zoneAt(entry.path).isEmpty())
            continue;
        Task<Result<QByteArray>> fetching = client.session->object(entry.digest);
        const Result<QByteArray> text = co_await fetching;
        if (!text) {
            count(client, kind, text.error().code);
            co_return;
        }
        texts.insert(entry.digest, *text);
    }
    count(client, kind, snapshot ? QString() : snapshot.error().code);
    const RaceModel::Shared expected = snapshot ? m_model->shown(snapshot->id()) : nullptr;
    if (!expected)
        co_return;
    const Result<RaceContent> read = RaceContent::of(*snapshot, [&](const Digest &digest) -> Result<QByteArray> { return texts.value(digest); });
    if (const QString differs = read->differs(*expected); !differs.isEmpty())
        say(QStringLiteral("%1 is shown %2 as something else: %3").arg(client.name, which, differs));
}

// Everything else that is done with a group.
Task<> Race::manage(Client &client)
{
    const QString group = m_house.group;
    const GroupStatus status = client.group->status();
    const QString operation = status.operation ? status.operation->id : QStringLiteral("none");
    const int draw = client.below(10);
    if (draw < 2) {
        const HistoryRequest request{group, {}, 20, client.chance(50) ? 0 : qint64(client.below(200))};
        Task<Result<HistoryList>> reading = ask(client, QStringLiteral("history"), mastercalls::historyList, request);
        co_await reading;
    } else if (draw < 4) {
        Task<Result<GroupStatus>> reading = ask(client, QStringLiteral("status"), mastercalls::groupStatus, StatusRequest{group, {}});
        co_await reading;
    } else if (draw < 6) {
        Task<Result<Operation>> stopping = ask(client, QStringLiteral("stop"), mastercalls::operationStop, OperationRequest{operation});
        co_await stopping;
    } else if (draw < 7) {
        Task<Result<Operation>> keeping = ask(client, QStringLiteral("keep"), mastercalls::operationKeep, OperationRequest{operation});
        co_await keeping;
    } else if (draw < 8) {
        const EditGroupRequest request{group, QStringLiteral("Edge %1").arg(client.below(1000))};
        Task<Result<Group>> naming = ask(client, QStringLiteral("edit the group"), mastercalls::groupEdit, request);
        co_await naming;
    } else if (draw < 9 && !status.members.isEmpty()) {
        const SynchroniseRequest request{group, status.members[client.below(int(status.members.size()))].id};
        Task<Result<Operation>> syncing = ask(client, QStringLiteral("synchronise"), mastercalls::memberSync, request);
        co_await syncing;
    } else {
        const AddMemberRequest request{group, MasterHouse::nameOf(2), SimDialer::addressOf(2), QStringLiteral("code"), true, true};
        Task<Result<Operation>> adding = ask(client, QStringLiteral("add a server"), mastercalls::memberAdd, request);
        co_await adding;
    }
}

} // namespace lockstep
