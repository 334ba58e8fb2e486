// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simmaster.h"

#include "tests/simulation/graveyard.h"

namespace lockstep {

namespace {

constexpr qint64 worldBegins = 1790000000000; // ms UTC
constexpr qint64 watchEvery = 10000;
constexpr qint64 patience = 3600000; // an administrator's, far over every deadline of the master's own

const Life &forever()
{
    static const Life life = std::make_shared<bool>(true);
    return life;
}

} // namespace

struct SimMaster::Process
{
    Process(SimMaster &host, std::unique_ptr<Store> opened)
        : clock(host.time, life), files(host.disk, life), store(std::move(opened)), objects(files, QStringLiteral("/objects"), QByteArray(32, 'k')),
          dialer(host.dialerFor ? host.dialerFor(clock, life, files) : std::make_unique<SimDialer>(host.m_network, clock, life, host.m_accept)),
          master(clock, *store, objects, *dialer)
    {
    }
    Life life = std::make_shared<bool>(true);
    SimClock clock;
    ProcessFiles files;
    std::unique_ptr<Store> store;
    ObjectStore objects;
    std::unique_ptr<AgentDialer> dialer;
    Master master;
    Dispatcher gate;
    TaskBag tasks;
};

SimMaster::SimMaster(Schedule &schedule, SimNetwork &network, std::mt19937 &random, QString folder, SimDialer::Accept accept)
    : time{schedule, worldBegins}, diskClock(time, forever()), disk(diskClock), m_schedule(schedule), m_network(network), m_random(random),
      m_folder(std::move(folder)), m_accept(std::move(accept))
{
}

SimMaster::~SimMaster() { kill(); }

Master *SimMaster::master() { return m_process ? &m_process->master : nullptr; }

ProcessFiles *SimMaster::files() { return m_process ? &m_process->files : nullptr; }

Result<QByteArray> SimMaster::object(const Digest &digest)
{
    return m_process ? m_process->objects.get(digest) : fail(QStringLiteral("rpc.lost"), {QStringLiteral("master")});
}

void SimMaster::dieAtStatement(int n, std::function<void()> told)
{
    m_dieAt = n;
    m_told = std::move(told);
}

void SimMaster::clearFaults()
{
    m_dieAt = m_failAt = 0;
    if (m_process)
        m_process->files.clearFaults();
}

void SimMaster::kill()
{
    if (!m_process)
        return;
    *m_process->life = false;
    m_oldStore = std::move(m_process->store);
    bury(std::move(m_process));
    for (int member = 0; member < 16; ++member)
        m_network.reset(member);
    m_dieAt = m_failAt = 0;
}

void SimMaster::losePower()
{
    kill();
    disk.losePower(m_random);
    time.reboot();
}

void SimMaster::start()
{
    kill();
    m_oldStore.reset();
    Result<std::unique_ptr<Store>> store = Store::open(m_folder + QStringLiteral("/master.db"));
    if (!store) {
        tell(QStringLiteral("the master's database does not open: ") + store.error().detail);
        return;
    }
    m_process = std::make_unique<Process>(*this, std::move(*store));
    const Life life = m_process->life;
    m_process->store->setGate([this, life] {
        if (!*life)
            return false;
        if (m_dieAt > 0 && --m_dieAt == 0) {
            kill();
            m_told();
            return false;
        }
        return m_failAt == 0 || --m_failAt != 0;
    });
    m_failAt = std::exchange(m_failNext, 0);
    const Result<void> loaded = m_process->master.load();
    if (!*life)
        return;
    if (!loaded) {
        tell(QStringLiteral("the master cannot start: ") + loaded.error().code);
        kill();
        m_schedule.in(2000, [this] { // whoever asks for it starts it again
            if (!runs())
                start();
        });
        return;
    }
    m_process->gate = m_process->master.dispatcherFor(QStringLiteral("anna"));
    m_process->tasks.add(m_process->master.watch(watchEvery));
}

Result<QJsonObject> SimMaster::ask(const QString &method, const QJsonObject &params)
{
    if (!m_process)
        return fail(QStringLiteral("rpc.lost"), {QStringLiteral("master")});
    const Life life = m_process->life;
    const auto reply = std::make_shared<std::optional<Result<QJsonObject>>>();
    m_process->tasks.add([](Task<Result<QJsonObject>> asking, auto into) -> Task<> {
        Result<QJsonObject> got = co_await asking;
        into->emplace(std::move(got));
    }(m_process->gate.handle({Role::Viewer, Role::Administrator}, method, params), reply));
    const qint64 end = m_schedule.time() + patience;
    while (!reply->has_value() && *life && m_schedule.step(end)) {
    }
    return reply->has_value() ? **reply : fail(QStringLiteral("rpc.lost"), {QStringLiteral("master")});
}

} // namespace lockstep
