// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/mastersession.h"

#include <QPointer>

#include <algorithm>

namespace lockstep {

namespace {
constexpr qint64 firstPause = 250;
constexpr qint64 longestPause = 10000;
constexpr qint64 beatMs = 5000;     // between two looks at whether the master still answers
constexpr int beatDeadline = 10000; // a cut network tells nobody: after this long without an answer it counts as lost
} // namespace

MasterSession::MasterSession(Clock &clock, QString name, Dial dial) : m_clock(clock), m_name(std::move(name)), m_dial(std::move(dial)) {}

MasterSession::~MasterSession() { stop(); }

void MasterSession::start()
{
    if (std::exchange(m_started, true))
        return;
    m_cancel = Cancel();
    run(m_cancel);
}

void MasterSession::stop()
{
    m_started = false;
    m_cancel.raise();
    m_pause.raise();
    leave();
    m_lost.set(true);
}

// Nobody waits for an answer over a connection that is given up.
void MasterSession::leave()
{
    if (const std::shared_ptr<MasterClient> client = std::exchange(m_client, nullptr)) {
        client->disconnect(this);
        client->leave();
    }
}

void MasterSession::retryNow() { m_pause.raise(); }

// Nothing of this object is touched after a wait before it is known to be there.
Task<> MasterSession::run(Cancel cancel)
{
    const QPointer<MasterSession> here(this);
    qint64 pause = firstPause;
    while (!cancel.raised()) {
        Task<Result<std::shared_ptr<MasterClient>>> dialling = m_dial();
        const Result<std::shared_ptr<MasterClient>> client = co_await dialling;
        if (!here || cancel.raised())
            co_return;
        if (client) {
            pause = firstPause;
            connected(*client);
            Task<bool> ending = m_lost.wait();
            co_await ending;
            if (!here || cancel.raised())
                co_return;
        } else {
            const bool otherReason = m_state == State::Lost && m_why != client.error();
            m_why = client.error();
            setState(State::Lost);
            if (otherReason) // the one that is shown is not why it goes on
                Q_EMIT stateChanged();
            if (!here || cancel.raised())
                co_return;
        }
        m_pause = Cancel();
        Clock &clock = m_clock;
        Task<bool> sleeping = clock.sleep(pause, m_pause);
        co_await sleeping;
        if (!here || cancel.raised())
            co_return;
        pause = std::min(pause * 2, longestPause);
    }
}

void MasterSession::connected(std::shared_ptr<MasterClient> client)
{
    m_client = std::move(client);
    m_lost = Promise<bool>();
    m_reading.clear();
    connect(m_client.get(), &MasterClient::lost, this, &MasterSession::disconnected);
    connect(m_client.get(), &MasterClient::groupChanged, this, [this](const QString &id) {
        if (group(id))
            readGroup(id, true);
        else
            readGroups();
    });
    connect(m_client.get(), &MasterClient::operationChanged, this, [this](const Operation &operation) { take(operation); });
    readGroups();
    if (m_client) // it may be lost already
        watch(m_client);
}

Task<> MasterSession::watch(std::shared_ptr<MasterClient> client)
{
    const QPointer<MasterSession> here(this);
    Clock &clock = m_clock;
    const Cancel cancel = m_cancel;
    for (;;) {
        Task<bool> sleeping = clock.sleep(beatMs, cancel);
        co_await sleeping;
        if (!here || m_client != client)
            co_return;
        Task<Result<GroupList>> asking = client->call(mastercalls::groupList, Nothing(), beatDeadline);
        const Result<GroupList> list = co_await asking;
        if (!here || m_client != client)
            co_return;
        if (!list) {
            disconnected(list.error());
            co_return;
        }
    }
}

void MasterSession::disconnected(const Error &why)
{
    leave();
    m_why = why;
    setState(State::Lost);
    m_lost.set(true);
}

// The first reading is what makes a connection one: from then on views show what is there now.
Task<> MasterSession::readGroups()
{
    const QPointer<MasterSession> here(this);
    const std::shared_ptr<MasterClient> client = m_client;
    Task<Result<GroupList>> asking = client->call(mastercalls::groupList, Nothing());
    const Result<GroupList> list = co_await asking;
    if (!here || m_client != client)
        co_return;
    if (!list) {
        disconnected(list.error());
        co_return;
    }
    QSet<QString> there;
    const QList<Group> groups = list->groups;
    for (const Group &one : groups) {
        there.insert(one.id);
        Task<Result<GroupStatus>> reading = client->call(mastercalls::groupStatus, StatusRequest{one.id, true});
        const Result<GroupStatus> status = co_await reading;
        if (!here || m_client != client)
            co_return;
        if (status)
            take(*status);
    }
    if (m_groups.removeIf([&](const GroupStatus &one) { return !there.contains(one.group.id); }) > 0)
        Q_EMIT groupsChanged();
    if (m_state != State::Connected) {
        m_why.reset();
        setState(State::Connected);
    }
}

// One reading at a time; what changes meanwhile is read once more after it.
Task<> MasterSession::readGroup(QString id, bool known)
{
    if (const auto reading = m_reading.find(id); reading != m_reading.end()) {
        *reading = std::min(*reading, known ? Again::Known : Again::Asked); // asking the members is more
        co_return;
    }
    m_reading.insert(id, Again::No);
    const QPointer<MasterSession> here(this);
    const std::shared_ptr<MasterClient> client = m_client;
    Task<Result<GroupStatus>> reading = client->call(mastercalls::groupStatus, StatusRequest{id, known});
    const Result<GroupStatus> status = co_await reading;
    if (!here || m_client != client)
        co_return;
    const Again again = m_reading.take(id);
    if (status)
        take(*status);
    else
        readGroups();                                     // it may be gone
    if (again != Again::No && here && m_client == client) // or nobody is there to be asked any more
        readGroup(id, again == Again::Known);
}

void MasterSession::take(const GroupStatus &status)
{
    const auto same = std::ranges::find_if(m_groups, [&](const GroupStatus &one) { return one.group.id == status.group.id; });
    const bool listed = same != m_groups.end() && same->group.name == status.group.name;
    if (same != m_groups.end())
        *same = status;
    else
        m_groups.append(status);
    if (!listed) {
        std::ranges::sort(m_groups, [](const GroupStatus &a, const GroupStatus &b) {
            const int order = a.group.name.compare(b.group.name, Qt::CaseInsensitive);
            return order != 0 ? order < 0 : a.group.id < b.group.id;
        });
        Q_EMIT groupsChanged();
    }
    if (status.operation)
        take(*status.operation);
    // What ended while there was no connection is not told again.
    const QList<Operation> known = m_operations.values();
    for (const Operation &one : known) {
        if (one.group == status.group.id && one.outcome == Outcome::Running && (!status.operation || status.operation->id != one.id))
            readOperation(one.id);
    }
    Q_EMIT groupChanged(status.group.id);
}

void MasterSession::take(const Operation &operation)
{
    const auto known = m_operations.constFind(operation.id);
    if (known != m_operations.constEnd() && toJson(*known) == toJson(operation))
        return;
    m_operations.insert(operation.id, operation);
    const bool news = takeIntoGroup(operation);
    Q_EMIT operationChanged(operation);
    if (news)
        Q_EMIT groupChanged(operation.group);
}

// The group's status follows every step; true when one begins or ends. The rest of the status is told by the master.
bool MasterSession::takeIntoGroup(const Operation &operation)
{
    const auto found = std::ranges::find_if(m_groups, [&](const GroupStatus &one) { return one.group.id == operation.group; });
    if (found == m_groups.end())
        return false;
    const bool runs = operation.outcome == Outcome::Running;
    const bool known = found->operation && found->operation->id == operation.id;
    if (!runs && !known)
        return false;
    const bool news = !known || found->operation->outcome != operation.outcome;
    found->operation = operation;
    return news;
}

Task<> MasterSession::readOperation(QString id)
{
    const QPointer<MasterSession> here(this);
    const std::shared_ptr<MasterClient> client = m_client;
    if (!client)
        co_return;
    Task<Result<Operation>> reading = client->call(mastercalls::operationGet, OperationRequest{id});
    const Result<Operation> operation = co_await reading;
    if (here && operation && m_client == client)
        take(*operation);
}

void MasterSession::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

const GroupStatus *MasterSession::group(const QString &id) const
{
    const auto found = std::ranges::find_if(m_groups, [&](const GroupStatus &one) { return one.group.id == id; });
    return found == m_groups.end() ? nullptr : &*found;
}

std::optional<Operation> MasterSession::operation(const QString &id) const
{
    const auto found = m_operations.constFind(id);
    return found == m_operations.constEnd() ? std::nullopt : std::optional(*found);
}

Task<Result<Snapshot>> MasterSession::snapshot(QString group, QString which)
{
    const std::shared_ptr<MasterClient> client = m_client;
    if (!client)
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    Task<Result<Snapshot>> asking = client->snapshot(group, which);
    Result<Snapshot> snapshot = co_await asking;
    co_return snapshot;
}

Task<Result<QByteArray>> MasterSession::object(Digest digest)
{
    const std::shared_ptr<MasterClient> client = m_client;
    if (!client)
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    Task<Result<QByteArray>> asking = client->object(digest);
    Result<QByteArray> bytes = co_await asking;
    co_return bytes;
}

Task<Result<ChangeList>> MasterSession::stageFile(StageFileRequest request, QByteArray bytes)
{
    const std::shared_ptr<MasterClient> client = m_client;
    if (!client)
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    Task<Result<ChangeList>> staging = client->stageFile(request, bytes);
    Result<ChangeList> list = co_await staging;
    co_return list;
}

void MasterSession::refresh(const QString &id)
{
    if (m_client)
        readGroup(id, false);
}

} // namespace lockstep
