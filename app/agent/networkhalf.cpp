// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/networkhalf.h"

#include "core/agent/agent.h"
#include "core/agent/confinement.h"
#include "core/base/errortext.h"
#include "core/bind/namedbind.h"
#include "core/rpc/listener.h"

#include <QCoreApplication>
#include <QNetworkProxyFactory>
#include <QTextStream>

#include <time.h>

namespace lockstep {

namespace {

int fault(const Error &error)
{
    QTextStream(stderr) << "lockstep-agent: " << errorText(error) << Qt::endl;
    return 2;
}

// The network half: no privileges, no files of its own. Enrolment goes through the helper like everything else.
class Network
{
public:
    Network(int socket, const Identity &identity)
        : m_link(socket), m_bind(systemClock(), place(), [this] { return key(); }), m_agent(systemClock(), m_link, m_bind),
          m_listener(identity, [this](const Digest &pin) { return m_masters.contains(pin) || m_agent.expects(pin); })
    {
        m_agent.onNewKey = [this](const QByteArray &pem) {
            if (const Result<Identity> key = Identity::parse(pem))
                m_listener.setIdentity(*key);
        };
        QObject::connect(&m_listener, &Listener::accepted, &m_listener, [this](Channel *channel, bool known) { accept(channel, known); });
    }

    Task<> start(QString listen, bool recovered)
    {
        Task<Result<HelperReply>> asking = m_link.call(QStringLiteral("masters"), {});
        const Result<HelperReply> masters = co_await asking;
        const Result<DigestList> known = masters ? fromJson<DigestList>(masters->json) : fail(masters.error());
        if (!known) // it would let nobody in; it is started again
            co_return QCoreApplication::exit(fault(known.error()));
        m_masters = known->digests;
        Task<> resuming = m_agent.resume(recovered);
        co_await resuming;
        const Result<Endpoint> endpoint = Endpoint::parse(listen, 9530);
        const Result<void> listening = endpoint ? m_listener.listen(endpoint->host == QLatin1String("::") ? QHostAddress(QHostAddress::Any)
                                                                                                          : QHostAddress(endpoint->host),
                                                                    endpoint->port)
                                                : fail(endpoint.error());
        // Sockets and threads are there: from here on the kernel refuses the rest.
        if (const Result<void> confined = listening ? confineNetworkHalf() : listening; !confined)
            QCoreApplication::exit(fault(confined.error()));
    }

private:
    static NamedBind::Place place() { return NamedBind::Place(); }

    Task<Result<ControlKey>> key()
    {
        Task<Result<HelperReply>> asking = m_link.call(QStringLiteral("key"), {});
        const Result<HelperReply> text = co_await asking;
        if (!text)
            co_return std::unexpected(text.error());
        co_return ControlKey::parse(text->bytes);
    }

    void accept(Channel *channel, bool known)
    {
        const std::optional<Digest> pin = channel->peerPin();
        auto *peer = new Peer(systemClock(), std::unique_ptr<Channel>(channel), QStringLiteral("the master"), known);
        QObject::connect(peer, &Peer::closed, peer, &QObject::deleteLater);
        if (known) {
            if (!m_masters.contains(*pin)) // the master has told of it: with a join code it may come again after it has given the server back
                m_masters.append(*pin);
            m_agent.serve(peer, *pin, [this, pin](QJsonObject params) { return redeem(params, *pin); });
            m_tasks.add([](QPointer<Peer> one) -> Task<> {
                Task<Result<Hello>> greeting = one->greet(
                    {protocolMin, protocolMax, QStringLiteral("lockstep-agent"), QStringLiteral(LOCKSTEP_VERSION), {}});
                const Result<Hello> hello = co_await greeting;
                if (!hello && one)
                    one->close(hello.error());
            }(peer));
            return;
        }
        peer->setHandler([this, pin](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
            if (method != QLatin1String(agentcalls::redeem.name) || !pin)
                co_return fail(QStringLiteral("rpc.denied"), {method.left(80)});
            Task<Result<QJsonObject>> redeeming = redeem(params, *pin);
            Result<QJsonObject> redeemed = co_await redeeming;
            co_return redeemed;
        });
    }

    Task<Result<QJsonObject>> redeem(QJsonObject params, Digest pin)
    {
        params.insert(QStringLiteral("pin"), QString::fromLatin1(pin.hex()));
        Task<Result<HelperReply>> redeeming = m_link.call(QStringLiteral("redeem"), params);
        const Result<HelperReply> redeemed = co_await redeeming;
        if (!redeemed)
            co_return std::unexpected(redeemed.error());
        if (!m_masters.contains(pin))
            m_masters.append(pin);
        co_return QJsonObject();
    }

    SocketLink m_link;
    NamedBind m_bind;
    Agent m_agent;
    QList<Digest> m_masters;
    TaskBag m_tasks;
    Listener m_listener;
};

} // namespace

int runNetworkHalf(const Identity &identity, const NetworkWork &work, int argc, char **argv)
{
    // What the filter will not allow and what can be done without: code made at run time, the journal's own socket, the file of
    // the time zone.
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
    qputenv("QT_FORCE_STDERR_LOGGING", "1");
    ::tzset();
    QCoreApplication app(argc, argv);
    // named is on this server: no proxy that the system is set up for has a part in it, and nobody looks for one.
    QNetworkProxyFactory::setUseSystemConfiguration(false);
    Network network(work.helper, identity);
    TaskBag bag;
    bag.add(network.start(work.listen, work.recovered));
    return app.exec();
}

} // namespace lockstep
