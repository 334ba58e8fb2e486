// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/networkstart.h"
#include "app/agent/roothalf.h"
#include "core/agent/confinement.h"
#include "core/agent/enrolment.h"
#include "core/agent/helperlink.h"
#include "core/agent/namedprocess.h"
#include "core/base/errortext.h"
#include "core/namedconf/signedsource.h"

#include <CLI/CLI.hpp>

#include <QFile>
#include <QTextStream>

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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
    errno = 0;
    const passwd *user = ::getpwnam(options.namedUser.c_str());
    if (!user && errno != 0 && errno != ENOENT && errno != ESRCH) // as root, checkers and keys would be root's for the life of this process
        qFatal("The users of this server cannot be looked up: %s", std::strerror(errno));
    places.namedUser = user && !hasOneUser() ? QString::fromStdString(options.namedUser) : QString();
    return places;
}

// Nobody who may write below these can lead the agent elsewhere.
std::unique_ptr<Files> guardedFiles(const AgentPlaces &places)
{
    QStringList guarded{places.state, places.local};
    guarded += namedFolders();
    for (const Root &root : places.roots)
        guarded.append(root.path);
    return realFiles(guarded);
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

// The service and `join` may both be the first: one makes the key, the other takes it.
Result<Identity> agentIdentity(Files &files, const AgentPlaces &places)
{
    LOCKSTEP_CHECK(files.makePath(places.state, 0755));
    const QString path = places.state + QStringLiteral("/identity.lock");
    const int lock = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0 || ::flock(lock, LOCK_EX) != 0)
        return fail(QStringLiteral("file.io"), {path, QStringLiteral("lock")}, QString::fromLocal8Bit(std::strerror(errno)));
    const Result<Identity> identity = Identity::loadOrCreate(files, places.state + QStringLiteral("/identity.pem"), QStringLiteral("lockstep-agent"));
    ::close(lock);
    return identity;
}

int run(const Options &options)
{
    const AgentPlaces places = placesOf(options);
    const std::unique_ptr<Files> files = guardedFiles(places);
    const Result<int> locked = lockState(*files, places);
    if (!locked)
        return fault(locked.error());
    if (const Result<void> user = checkUser(options); !user)
        return fault(user.error());
    RootHalf helper(*files, systemClock(), places, ownNetwork());
    const Result<bool> recovered = helper.recover();
    if (!recovered)
        return fault(recovered.error());
    const Result<int> program = findNetworkHalf();
    if (!program)
        return fault(program.error());
    const Result<Identity> identity = agentIdentity(*files, places);
    if (!identity)
        return fault(identity.error());
    const Result<int> network = leaveNetwork();
    if (!network)
        return fault(network.error());
    if (const Result<void> confined = confineHelper(); !confined)
        return fault(confined.error());
    ::signal(SIGPIPE, SIG_IGN);
    bool switched = *recovered;
    for (int restarts = 0; restarts < 100; ++restarts) {
        int pair[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
            return fault(Error{QStringLiteral("agent.helper"), {}, {}, {}});
        const Result<Identity> key = agentIdentity(*files, places); // it may have been rotated
        if (!key)
            return fault(key.error());
        const Result<pid_t> child = startNetworkHalf({*program, pair[1], *network, QString::fromStdString(options.listen), switched}, *key);
        if (!child)
            return fault(child.error());
        ::close(pair[1]);
        serveHelper(helper, pair[0]);
        ::close(pair[0]);
        int status = 0;
        ::waitpid(*child, &status, 0);
        if (WIFEXITED(status))
            return WEXITSTATUS(status); // it said why
        fault(endOfNetworkHalf(status));
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

int rebind(const Options &options, bool force)
{
    const AgentPlaces places = placesOf(options);
    const std::unique_ptr<Files> files = guardedFiles(places);
    if (const Result<int> locked = lockState(*files, places); !locked)
        return fault(locked.error());
    const Result<Identity> identity = agentIdentity(*files, places);
    if (!identity)
        return fault(identity.error());
    RootHalf helper(*files, systemClock(), places, ownNetwork());
    bool returned = false;
    const Result<Secret> secret = helper.rebindTo(force, &returned);
    if (!secret)
        return fault(secret.error());
    QByteArray none;
    if (returned && !helper.handle(QStringLiteral("hangup"), {}, {}, none))
        fault(Error{QStringLiteral("agent.unreloaded"), {}, {}, {}});
    QTextStream(stdout) << JoinCode{identity->pin(), *secret}.text() << Qt::endl;
    QTextStream(stderr) << "The server belongs to no master now. Start the agent (systemctl start lockstep-agent), and enter this join code "
                           "at the new master within ten minutes. It works once."
                        << Qt::endl;
    return 0;
}

// As what it was started for says, without a master and a network.
int offline(const Options &options, bool release)
{
    const std::unique_ptr<Files> files = guardedFiles(placesOf(options));
    if (const Result<int> locked = lockState(*files, placesOf(options)); !locked)
        return fault(locked.error());
    RootHalf helper(*files, systemClock(), placesOf(options), ownNetwork());
    if (release) {
        QByteArray none;
        const Result<QJsonObject> released = helper.handle(QStringLiteral("release"), {}, {}, none);
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
    ::prctl(PR_SET_DUMPABLE, 0); // a core file would hold its own key, named's and those of the whole tree
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
    bool force = false;
    CLI::App *rebinding = app.add_subcommand("rebind", "Free this server for another master when its own is lost, and print a join code");
    rebinding->add_flag("--force", force, "Take an undecided deployment back first");
    app.footer("Exit codes: 0 done, 2 wrong usage or an error that is told.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const std::string verb = app.get_subcommands().front()->get_name();
    if (verb == "run")
        return run(options);
    if (verb == "enrol")
        return enrol(options);
    if (verb == "rebind")
        return rebind(options, force);
    return offline(options, verb == "release");
}
