// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/agent.h"
#include "core/agent/namedprocess.h"
#include "core/base/errortext.h"
#include "core/bind/namedbind.h"
#include "core/identity/joincode.h"
#include "core/rpc/listener.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lockstep;

namespace {

struct Options
{
    std::string listen = "[::]:9530";
    std::string state = "/var/lib/lockstep";
    std::string local = "/etc/lockstep/local.d";
    std::string mainFile = "/etc/bind/named.conf";
    std::string namedUser = "bind";
};

AgentPlaces placesOf(const Options &options)
{
    AgentPlaces places;
    places.state = QString::fromStdString(options.state);
    places.local = QString::fromStdString(options.local);
    places.mainFile = QString::fromStdString(options.mainFile);
    places.roots = {{QStringLiteral("etc-bind"), places.mainFile.section(u'/', 0, -2)}};
    // Without that user there is nothing to become; in a namespace with one user there is not either.
    const passwd *user = ::getpwnam(options.namedUser.c_str());
    QFile map(QStringLiteral("/proc/self/uid_map"));
    const bool single = map.open(QIODevice::ReadOnly) && map.readAll().simplified().endsWith(" 1");
    places.namedUser = user && !single ? QString::fromStdString(options.namedUser) : QString();
    return places;
}

// Nobody who may write below these can lead the agent elsewhere.
std::unique_ptr<Files> guardedFiles(const AgentPlaces &places)
{
    QStringList guarded{places.state, places.local};
    for (const Root &root : places.roots)
        guarded.append(root.path);
    return realFiles(guarded);
}

uint groupOf(const AgentPlaces &places)
{
    const passwd *user = places.namedUser.isEmpty() ? nullptr : ::getpwnam(places.namedUser.toUtf8().constData());
    return user ? user->pw_gid : ::getgid();
}

// One program at a time in the state folder: another one's record would be overwritten. Held until the program ends, or
// the file descriptor that it gives is closed.
Result<int> lockState(Files &files, const AgentPlaces &places)
{
    LOCKSTEP_CHECK(files.makePath(places.state, 0755));
    const QString path = places.state + QStringLiteral("/lock");
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0 || ::flock(file, LOCK_EX | LOCK_NB) != 0)
        return fail(QStringLiteral("agent.running"), {places.state});
    return file;
}

// A name that does not exist would let the checkers run as root.
Result<void> checkUser(const Options &options)
{
    return ::getpwnam(options.namedUser.c_str()) ? Result<void>() : fail(QStringLiteral("agent.user"), {QString::fromStdString(options.namedUser)});
}

int fault(const Error &error)
{
    QTextStream(stderr) << "lockstep-agent: " << errorText(error) << Qt::endl;
    return 2;
}

// What the two halves share beside the socket: the agent's key and the peers it knows. Read and written by root before and
// outside the network half's life; that half gets them as values.
struct Enrolment
{
    QList<Digest> masters;
    JoinSecrets secrets;
    template <class V> void fields(V &v)
    {
        v("masters", masters);
        v("secrets", secrets);
    }
};

QString enrolmentFile(const AgentPlaces &places) { return places.state + QStringLiteral("/enrolment.json"); }

Result<Enrolment> loadEnrolment(Files &files, const AgentPlaces &places)
{
    const Result<QByteArray> text = files.read(enrolmentFile(places));
    if (!text)
        return text.error().code == QLatin1String("file.missing") ? Result<Enrolment>(Enrolment()) : fail(text.error());
    const Result<QJsonObject> json = parseJson(*text);
    return json ? fromJson<Enrolment>(*json) : Result<Enrolment>(std::unexpected(json.error()));
}

Result<void> saveEnrolment(Files &files, const AgentPlaces &places, const Enrolment &enrolment)
{
    return files.replace(enrolmentFile(places), jsonBytes(toJson(enrolment)), 0600);
}

Result<Identity> agentIdentity(Files &files, const AgentPlaces &places)
{
    LOCKSTEP_CHECK(files.makePath(places.state, 0755));
    return Identity::loadOrCreate(files, places.state + QStringLiteral("/identity.pem"), QStringLiteral("lockstep-agent"));
}

// The network half: no privileges, no files of its own. Enrolment goes through the helper like everything else.
class Network
{
public:
    Network(int socket, const Identity &identity, const AgentPlaces &places)
        : m_link(socket), m_bind(systemClock(), place(), [this] { return key(); }), m_agent(systemClock(), m_link, m_bind),
          m_listener(identity, [this](const Digest &pin) { return m_masters.contains(pin); })
    {
        Q_UNUSED(places)
        QObject::connect(&m_listener, &Listener::accepted, &m_listener, [this](Channel *channel, bool known) { accept(channel, known); });
    }

    Task<> start(QString listen, bool recovered)
    {
        Task<Result<HelperReply>> asking = m_link.call(QStringLiteral("masters"), {});
        const Result<HelperReply> masters = co_await asking;
        if (masters)
            m_masters = fromJson<DigestList>(masters->json).value_or(DigestList()).digests;
        Task<> resuming = m_agent.resume(recovered);
        co_await resuming;
        const Result<Endpoint> endpoint = Endpoint::parse(listen, 9530);
        const Result<void> listening = endpoint ? m_listener.listen(endpoint->host == QLatin1String("::") ? QHostAddress(QHostAddress::Any)
                                                                                                          : QHostAddress(endpoint->host),
                                                                    endpoint->port)
                                                : fail(endpoint.error());
        if (!listening)
            QCoreApplication::exit(fault(listening.error()));
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

// Gives up everything that the network half does not need.
void dropPrivileges()
{
    const passwd *user = ::getpwnam("lockstep");
    if (!user)
        user = ::getpwnam("nobody");
    QFile map(QStringLiteral("/proc/self/uid_map"));
    const bool single = map.open(QIODevice::ReadOnly) && map.readAll().simplified().endsWith(" 1");
    if (::getuid() != 0 || single || !user)
        return; // an ordinary user, or a namespace where nobody else exists
    if (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)
        qFatal("The network half cannot give up its privileges.");
}

int runNetwork(pid_t parent, int argc, char **argv, int socket, const Identity &identity, const AgentPlaces &places, const QString &listen,
               bool recovered)
{
    dropPrivileges();
    // After that: the kernel forgets it when the user changes. Without its helper this half is nothing.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    if (::getppid() != parent)
        return 2;
    QCoreApplication app(argc, argv);
    Network network(socket, identity, places);
    TaskBag bag;
    bag.add(network.start(listen, recovered));
    return app.exec();
}

// Adds the enrolment's verbs, which are the program's and not the Helper's, in front of it.
class RootHalf : public Helper
{
public:
    RootHalf(Files &files, Clock &clock, const AgentPlaces &places)
        : Helper(
              files, clock, places, groupOf(places), [](const IsolatedRun &run) { return startIsolated(run); },
              [user = places.namedUser, main = places.mainFile] { return hangUpNamed(user, main); }),
          m_files(files), m_places(places)
    {
    }

    Result<QJsonObject> handle(const QString &verb, const QJsonObject &params, const QByteArray &bytes, QByteArray &out) override
    {
        if (verb == QLatin1String("masters")) {
            LOCKSTEP_TRY(enrolment, loadEnrolment(m_files, m_places));
            return toJson(DigestList{enrolment.masters});
        }
        if (verb == QLatin1String("redeem")) {
            LOCKSTEP_TRY(request, fromJson<RedeemRequest>(params));
            const auto pin = Digest::fromHex(params.value(QLatin1String("pin")).toString().toLatin1());
            LOCKSTEP_TRY(enrolment, loadEnrolment(m_files, m_places));
            const Result<void> redeemed = enrolment.secrets.redeem(Secret(request.secret), systemClock().now());
            if (redeemed && pin && !enrolment.masters.contains(*pin))
                enrolment.masters.append(*pin);
            LOCKSTEP_CHECK(saveEnrolment(m_files, m_places, enrolment)); // a tried secret is used up either way
            return redeemed.transform([] { return QJsonObject(); });
        }
        const Result<QJsonObject> done = Helper::handle(verb, params, bytes, out);
        const bool binding = verb == QLatin1String("bind");
        if (done && (binding || verb == QLatin1String("release"))) { // one master: nobody else is known from here on
            LOCKSTEP_TRY(enrolment, loadEnrolment(m_files, m_places));
            const QList<Digest> known = binding ? QList<Digest>{state().masterPin} : QList<Digest>();
            if (enrolment.masters != known) {
                enrolment.masters = known;
                LOCKSTEP_CHECK(saveEnrolment(m_files, m_places, enrolment));
            }
        }
        return done;
    }

private:
    Files &m_files;
    AgentPlaces m_places;
};

int run(int argc, char **argv, const Options &options)
{
    const AgentPlaces places = placesOf(options);
    const std::unique_ptr<Files> files = guardedFiles(places);
    const Result<int> locked = lockState(*files, places);
    if (!locked)
        return fault(locked.error());
    if (const Result<void> user = checkUser(options); !user)
        return fault(user.error());
    RootHalf helper(*files, systemClock(), places);
    const Result<bool> recovered = helper.recover();
    if (!recovered)
        return fault(recovered.error());
    const Result<Identity> identity = agentIdentity(*files, places);
    if (!identity)
        return fault(identity.error());
    ::signal(SIGPIPE, SIG_IGN);
    bool switched = *recovered;
    for (int restarts = 0; restarts < 100; ++restarts) {
        int pair[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
            return fault(Error{QStringLiteral("agent.helper"), {}, {}, {}});
        const pid_t self = ::getpid();
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(pair[0]);
            ::close(*locked);
            ::_exit(runNetwork(self, argc, argv, pair[1], *identity, places, QString::fromStdString(options.listen), switched));
        }
        ::close(pair[1]);
        serveHelper(helper, pair[0]);
        ::close(pair[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFEXITED(status))
            return WEXITSTATUS(status); // it said why
        switched = false;
    }
    return 2;
}

int enrol(const Options &options)
{
    const AgentPlaces places = placesOf(options);
    const std::unique_ptr<Files> files = guardedFiles(places);
    const Result<Identity> identity = agentIdentity(*files, places);
    if (!identity)
        return fault(identity.error());
    Result<Enrolment> enrolment = loadEnrolment(*files, places);
    if (!enrolment)
        return fault(enrolment.error());
    const Secret secret = enrolment->secrets.issue(systemClock().now());
    if (const Result<void> saved = saveEnrolment(*files, places, *enrolment); !saved)
        return fault(saved.error());
    QTextStream(stdout) << JoinCode{identity->pin(), secret}.text() << Qt::endl;
    QTextStream(stderr) << "Enter this join code at the master within ten minutes. It works once." << Qt::endl;
    return 0;
}

int offline(const Options &options, bool release)
{
    const std::unique_ptr<Files> files = guardedFiles(placesOf(options));
    if (const Result<int> locked = lockState(*files, placesOf(options)); !locked)
        return fault(locked.error());
    RootHalf helper(*files, systemClock(), placesOf(options));
    if (release) {
        const Result<void> released = helper.release();
        return released ? 0 : fault(released.error());
    }
    const Result<bool> recovered = helper.recover();
    if (!recovered)
        return fault(recovered.error());
    QTextStream(stdout) << (*recovered ? "An undecided deployment was taken back." : "Nothing had to be taken back.") << Qt::endl;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    Options options;
    CLI::App app("The member's part of Lockstep, beside BIND on every server", "lockstep-agent");
    app.set_version_flag("--version", "lockstep-agent " LOCKSTEP_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--state", options.state, "State folder")->capture_default_str();
    app.add_option("--local", options.local, "Folder of this server's own configuration")->capture_default_str();
    app.add_option("--config", options.mainFile, "named's main configuration file")->capture_default_str();
    app.add_option("--named-user", options.namedUser, "User that named runs as")->capture_default_str();
    CLI::App *running = app.add_subcommand("run", "Serve a master (what the service does)");
    running->add_option("--listen", options.listen, "ADDRESS:PORT")->capture_default_str();
    app.add_subcommand("enrol", "Print a one-time join code for a master");
    app.add_subcommand("recover", "Take back an undecided deployment; run before named starts");
    app.add_subcommand("release", "Turn the managed folders back into plain ones");
    app.footer("Exit codes: 0 done, 2 wrong usage or an error that is told.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const std::string verb = app.get_subcommands().front()->get_name();
    if (verb == "run")
        return run(argc, argv, options);
    if (verb == "enrol")
        return enrol(options);
    return offline(options, verb == "release");
}
