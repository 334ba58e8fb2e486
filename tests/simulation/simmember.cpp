// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simmember.h"

#include "tests/simulation/graveyard.h"

#include <QPointer>

namespace lockstep {

namespace {

constexpr qint64 worldBegins = 1790000000000; // ms UTC
constexpr uint bindGroup = 107;

const Life &forever()
{
    static const Life life = std::make_shared<bool>(true);
    return life;
}

} // namespace

struct SimMember::Process
{
    Process(SimMember &member, Helper::Checker checker)
        : clock(member.time, life), files(member.disk, life), helper(files, clock, places(), bindGroup, std::move(checker)), link(helper),
          bind(member.named, member.m_schedule, life), agent(clock, link, bind)
    {
    }
    Life life = std::make_shared<bool>(true);
    SimClock clock;
    ProcessFiles files;
    Helper helper;
    DirectLink link;
    NamedLink bind;
    Agent agent;
    TaskBag tasks;
};

SimMember::SimMember(Schedule &schedule, SimNetwork &network, std::mt19937 &random, int index_)
    : index(index_), time{schedule, worldBegins}, diskClock(time, forever()), disk(diskClock), named(disk, time, random), m_schedule(schedule),
      m_network(network), m_random(random)
{
}

SimMember::~SimMember() { killAgent(); }

ProcessFiles *SimMember::files() { return m_process ? &m_process->files : nullptr; }

void SimMember::killAgent()
{
    ++m_starts;
    if (!m_process)
        return;
    *m_process->life = false;
    bury(std::move(m_process));
    if (m_up)
        m_network.reset(index);
}

void SimMember::startAgent()
{
    killAgent();
    if (!m_up)
        return;
    m_process = std::make_unique<Process>(*this, [this](const IsolatedRun &run) { return [result = check(run)] { return result; }; });
    Process *process = m_process.get();
    const Life life = process->life;
    const Result<bool> recovered = process->helper.recover();
    if (!*life)
        return; // it ended while it recovered
    if (!recovered) {
        tell(QStringLiteral("agent %1 cannot start: %2").arg(index).arg(recovered.error().code));
        killAgent();
        m_schedule.in(2000, [this, start = m_starts] {
            if (start == m_starts)
                startAgent();
        });
        return;
    }
    process->tasks.add(process->agent.resume(*recovered));
}

void SimMember::reboot(qint64 milliseconds)
{
    const bool wasUp = std::exchange(m_up, false);
    killAgent();
    named.stop();
    if (wasUp)
        disk.losePower(m_random);
    m_schedule.in(milliseconds, [this, start = ++m_boots] {
        if (start == m_boots)
            boot();
    });
}

void SimMember::boot()
{
    m_up = true;
    time.reboot();
    m_network.reset(index);
    // lockstep-agent recover, before named; named starts whatever came of it.
    auto first = std::make_unique<Process>(*this, [this](const IsolatedRun &run) { return [result = check(run)] { return result; }; });
    const Result<bool> recovered = first->helper.recover();
    tell(QStringLiteral("host %1 is up again: %2")
             .arg(index)
             .arg(!recovered   ? recovered.error().code
                  : *recovered ? QStringLiteral("went back")
                               : QStringLiteral("nothing to take back")));
    *first->life = false;
    bury(std::move(first));
    named.start();
    m_schedule.in(200 + qint64(m_random() % 2000), [this, start = m_starts] {
        if (start == m_starts)
            startAgent();
    });
}

bool SimMember::accept(const Life &master, std::unique_ptr<Channel> &masterEnd, const std::optional<Digest> &pin)
{
    if (!m_process)
        return false;
    SimNetwork::Ends ends = m_network.connect(index, master, m_process->life);
    masterEnd = std::move(ends.master);
    return serve(std::move(ends.member), pin.value_or(Digest::of("the master's key")));
}

bool SimMember::serve(std::unique_ptr<Channel> channel, const Digest &pin)
{
    if (!m_process)
        return false;
    Process *process = m_process.get();
    auto *peer = new Peer(process->clock, std::move(channel), QStringLiteral("the master"));
    QObject::connect(peer, &Peer::closed, peer, [this, peer, life = process->life] {
        m_schedule.in(0, [still = QPointer<Peer>(peer), life] {
            if (*life)
                delete still.data();
        });
    });
    process->agent.serve(peer, pin);
    process->tasks.add([](QPointer<Peer> one) -> Task<> {
        Task<Result<Hello>> greeting = one->greet({protocolMin, protocolMax, QStringLiteral("lockstep-agent"), {}, {}});
        const Result<Hello> hello = co_await greeting;
        if (!hello && one)
            one->close(hello.error());
    }(peer));
    return true;
}

// named-checkconf -z, as far as the models of this project know.
IsolatedResult SimMember::check(const IsolatedRun &run)
{
    const auto placed = [&](const QString &path) -> Result<QByteArray> {
        if (path == QLatin1String("/dev/stdin"))
            return run.input;
        for (const auto &[source, target] : run.binds) {
            if (path.startsWith(target + u'/'))
                return disk.readThrough(source + path.mid(target.size()));
        }
        return disk.readThrough(path);
    };
    const auto linked = [&](const QString &path) { return placed(disk.readLink(path).value_or(path)); }; // to a file that is placed
    IsolatedResult result{0, {}};
    const auto complain = [&](const QString &path, int line, const QByteArray &what) {
        result.exit = 1;
        result.output += path.toUtf8() + ':' + QByteArray::number(line) + ": " + what + '\n';
    };
    const Config config = readConfig(run.command.last(), placed, [&](const QString &folder) {
        for (const auto &[source, target] : run.binds) {
            if ((folder + u'/').startsWith(target + u'/'))
                return disk.list(source + folder.mid(target.size())).value_or(QStringList());
        }
        return disk.list(folder).value_or(QStringList());
    });
    for (const Error &problem : config.problems)
        complain(problem.origin.file, problem.origin.line, problem.code.toUtf8());
    for (const ZoneDecl &zone : config.zones) {
        if (zone.type != QLatin1String("primary"))
            continue;
        const Result<QByteArray> text = linked(zone.file);
        const ZoneFile parsed = ZoneFile::parse(zone.file, text.value_or(QByteArray()),
                                                nameToWire(zone.name.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray()));
        for (const Error &problem : parsed.diagnostics())
            complain(problem.origin.file, problem.origin.line, problem.code.toUtf8());
        if (!text || !parsed.serial())
            complain(zone.file, 1, "not loaded due to errors");
    }
    return result;
}

} // namespace lockstep
