// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/listener.h"
#include "tests/campaigns/byteproxy.h"
#include "tests/campaigns/flowtrial.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

#include <QAbstractEventDispatcher>
#include <QDir>
#include <QElapsedTimer>

using namespace lockstep;

namespace {

constexpr int restMs = 20; // of real time, in which a connection that is being made goes on if anything does

// The keys of master and members, made once.
struct Keys
{
    QTemporaryDir folder;
    std::unique_ptr<Files> files = realFiles();
    KeyPlace master = KeyPlace::load(*files, folder.filePath(QStringLiteral("identity.pem")), QStringLiteral("lockstep-master")).value();
    Identity members[2] = {Identity::create(QStringLiteral("ns1")), Identity::create(QStringLiteral("ns2"))};
};

// Real sockets between a house's master and its members, who listen as agents do, each behind a proxy. Time is the
// house's own: it stands still while anything is on its way.
class Wires
{
public:
    explicit Wires(Keys &keys) : m_keys(keys)
    {
        for (int i = 0; i < 2; ++i) {
            m_listeners[i] = std::make_unique<Listener>(keys.members[i], [&](const Digest &pin) { return pin == keys.master.now().pin(); });
            QObject::connect(m_listeners[i].get(), &Listener::accepted, [this, i](Channel *channel) {
                std::unique_ptr<Channel> owned(channel);
                if (m_house)
                    m_house->members[size_t(i)]->serve(std::move(owned), *channel->peerPin());
            });
            if (!m_listeners[i]->listen(QHostAddress::LocalHost, 0))
                qFatal("no port");
        }
        proxy = std::make_unique<ByteProxy>(m_listeners[0]->port());
        m_other = std::make_unique<ByteProxy>(m_listeners[1]->port());
        house = std::make_unique<MasterHouse>(
            2, nullptr, [this](MasterHouse &, Clock &clock, const Life &, Files &) { return std::make_unique<Dialer>(*this, clock); });
        m_house = house.get();
        m_house->schedule.setPause([this] { rest(); });
        proxy->setLater([this](qint64 milliseconds, std::function<void()> run) { m_house->schedule.in(milliseconds, std::move(run)); });
    }
    // Nothing of a house that has ended may be woken by a socket.
    ~Wires()
    {
        proxy->close();
        m_other->close();
        for (const auto &listener : m_listeners)
            listener->close();
        rest();
        m_house->schedule.setPause({});
        m_house = nullptr;
    }
    void rest()
    {
        QAbstractEventDispatcher *loop = QAbstractEventDispatcher::instance();
        QElapsedTimer idle;
        for (int quiet = 0; quiet < 2 || (m_dialling > 0 && !proxy->silent() && idle.elapsed() < restMs);) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            quiet = loop->processEvents(QEventLoop::AllEvents) ? 0 : quiet + 1;
            if (quiet <= 1)
                idle.start();
        }
    }

    std::unique_ptr<ByteProxy> proxy;
    std::unique_ptr<MasterHouse> house;

private:
    // The production one, which finds members of the house where they really are.
    class Dialer final : public AgentDialer
    {
    public:
        Dialer(Wires &wires, Clock &clock) : m_wires(wires), m_network(clock, wires.m_keys.master) {}
        Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString address, Digest pin) override
        {
            ++m_wires.m_dialling;
            const quint16 port = (isFirst(address) ? m_wires.proxy : m_wires.m_other)->port();
            Task<Result<std::shared_ptr<AgentPeer>>> dialling = m_network.dial(name, QStringLiteral("127.0.0.1:%1").arg(port), pin);
            Result<std::shared_ptr<AgentPeer>> peer = co_await dialling;
            --m_wires.m_dialling;
            co_return peer;
        }
        Task<Result<Digest>> redeem(QString address, QString) override { co_return m_wires.m_keys.members[isFirst(address) ? 0 : 1].pin(); }

    private:
        static bool isFirst(const QString &address) { return address == SimDialer::addressOf(0); }
        Wires &m_wires;
        NetworkDialer m_network;
    };

    Keys &m_keys;
    MasterHouse *m_house = nullptr;
    std::unique_ptr<Listener> m_listeners[2];
    std::unique_ptr<ByteProxy> m_other; // of the second member, with nothing in the way
    int m_dialling = 0;
};

// A flow, and what it has to carry.
struct Kind
{
    Flow flow = Flow::Prepare;
    bool fresh = false; // over a connection that it has to make first
    int extra = 0;      // bytes that do not pack, in a file that is staged besides
    bool operator<(const Kind &other) const { return std::tie(flow, fresh, extra) < std::tie(other.flow, other.fresh, other.extra); }
    QString text() const
    {
        return QLatin1String(flowNames[int(flow)]) + (fresh ? QStringLiteral(" with its connection") : QString()) +
               (extra > 0 ? QStringLiteral(" of %1 KiB more").arg(extra >> 10) : QString());
    }
};

struct Played
{
    QString wrong;
    Outcome outcome = Outcome::Failed;
    qint64 bytes = 0;
    qint64 time = 0; // simulated, until its end is told
    bool struck = false;
};

Played play(Keys &keys, const Kind &kind, const std::optional<BytePlan> &plan, std::mt19937 &random)
{
    Played played;
    Wires wires(keys);
    MasterHouse &house = *wires.house;
    FlowTrial trial(house);
    played.wrong = trial.ready(kind.flow);
    if (kind.extra > 0 && played.wrong.isEmpty()) {
        QByteArray bytes(kind.extra, Qt::Uninitialized);
        std::ranges::generate(bytes, [&] { return char(random()); });
        if (!house.master->call(mastercalls::stageFile,
                                StageFileRequest{house.group, QStringLiteral("etc-bind"), QStringLiteral("zones/more"), {}, bytes}))
            played.wrong = QStringLiteral("nothing more can be staged");
    }
    if (!played.wrong.isEmpty())
        return played;
    if (kind.fresh) {
        wires.proxy->cutAll();
        wires.rest();
    }
    wires.proxy->begin(plan);
    const qint64 began = house.schedule.time();
    const Operation told = trial.run();
    played.time = house.schedule.time() - began;
    played.bytes = wires.proxy->passed();
    played.struck = wires.proxy->struck();
    played.outcome = told.outcome;
    wires.proxy->end();
    played.wrong = trial.lies(told);
    if (!plan && played.wrong.isEmpty() && told.outcome != (kind.flow == Flow::Return ? Outcome::Returned : Outcome::Succeeded))
        played.wrong = QString::fromUtf8(MasterHouse::told(told));
    if (plan && played.wrong.isEmpty())
        played.wrong = trial.settle();
    return played;
}

qsizetype openFiles() { return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size(); }

} // namespace

// The connection between the production master and agents, TLS and WebSocket with it, broken at any byte.
class TestByteCuts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyByte()
    {
        Campaign campaign("bytes", "any byte",
                          "The real connection (TCP, TLS, WebSocket) between the master and a member is cut after any number of bytes of prepare, "
                          "deploy or return, or goes half open, slow or wrong there: each member then holds exactly one known generation, nobody was "
                          "told that a thing was done which was not, and trying again comes to its end.",
                          8, 1000);
        Keys keys;
        std::mt19937 any(1);
        QMap<Kind, qint64> lengths; // of the flows when nothing is in the way
        QMap<int, QList<qint64>> times;
        QMap<QString, int> ends;
        int missed = 0;
        const quint32 seed = campaign.seed();
        qsizetype files = 0;
        while (campaign.goesOn()) {
            // Each has a seed of its own, so that it can be tried again alone.
            const quint32 own = seed + quint32(campaign.done());
            std::mt19937 random(own);
            const auto below = [&](quint32 most) { return random() % most; };
            Kind kind{allFlows[below(3)], below(3) == 0, 0};
            if (kind.flow == Flow::Prepare && below(2) == 0)
                kind.extra = below(8) == 0 ? 1300 << 10 : 40 << 10;
            QString wrong;
            if (!lengths.contains(kind)) {
                const Played whole = play(keys, kind, {}, any);
                lengths.insert(kind, whole.bytes);
                wrong = whole.wrong;
                if (wrong.isEmpty() && whole.bytes < 1000)
                    wrong = QStringLiteral("only %1 bytes passed").arg(whole.bytes);
            }
            BytePlan plan{ByteFault(below(byteFaults)), 0, int(1 + below(64)), int(below(8)), qint64(1000 + below(90000)), below(2) == 0};
            plan.at = qint64(below(quint32(std::max<qint64>(lengths.value(kind), 1))));
            Played played;
            if (wrong.isEmpty())
                played = play(keys, kind, plan, random);
            campaign.trial(wrong.isEmpty() && played.wrong.isEmpty() ? QString()
                                                                     : QStringLiteral("%1, byte %2 of %3, %4: %5; LOCKSTEP_SEED=%6 LOCKSTEP_TRIALS=1")
                                                                           .arg(kind.text())
                                                                           .arg(plan.at)
                                                                           .arg(lengths.value(kind))
                                                                           .arg(QLatin1String(byteFaultNames[int(plan.fault)]), wrong + played.wrong)
                                                                           .arg(own));
            missed += !played.struck;
            times[int(plan.fault)].append(played.time);
            ++ends[QStringLiteral("%1 %2").arg(QLatin1String(flowNames[int(kind.flow)]),
                                               QLatin1String(wordsOf(played.outcome).at(qsizetype(played.outcome))))];
            if (campaign.done() == 3)
                files = openFiles();
        }
        for (auto it = lengths.cbegin(); it != lengths.cend(); ++it)
            campaign.figure(it.key().text(), QStringLiteral("%1 bytes").arg(it.value()));
        for (auto it = times.cbegin(); it != times.cend(); ++it)
            campaign.figure(
                QStringLiteral("%1: %2 trials, until the end is told").arg(QLatin1String(byteFaultNames[it.key()])).arg(it.value().size()),
                spread(it.value(), QStringLiteral("ms of simulated time, least / median / most")));
        for (auto it = ends.cbegin(); it != ends.cend(); ++it)
            campaign.figure(it.key(), QStringLiteral("%1 trials").arg(it.value()));
        campaign.figure(QStringLiteral("the flow was over before that byte"), QStringLiteral("%1 trials").arg(missed));
        QVERIFY2(campaign.good(), campaign.told());
        QVERIFY2(missed * 10 <= campaign.done(), "too many trials in which nothing happened");
        if (campaign.done() > 3)
            QVERIFY2(openFiles() <= files, "sockets or files stay open");
    }
};

LOCKSTEP_SUITE(TestByteCuts)
#include "tst_bytecuts.moc"
