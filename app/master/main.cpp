// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/master/typedsecret.h"
#include "core/base/errortext.h"
#include "core/master/backup.h"
#include "core/master/clientdoor.h"
#include "core/master/master.h"
#include "core/rpc/listener.h"
#include "core/rpc/locallistener.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>
#include <QTextStream>
#include <QTimer>

#include <csignal>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace lockstep;

namespace {

int fault(const Error &error)
{
    QTextStream(stderr) << "lockstep-master: " << errorText(error) << Qt::endl;
    return 2;
}

struct Places
{
    QString data;
    QString runtime; // "" for a server
};

Places userPlaces()
{
    const QString home = qEnvironmentVariable("LOCKSTEP_HOME");
    if (!home.isEmpty())
        return {home + QStringLiteral("/data"), home + QStringLiteral("/runtime")};
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return {QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/lockstep"),
            runtime.isEmpty() ? QStringLiteral("/tmp/lockstep-%1").arg(::getuid()) : runtime + QStringLiteral("/lockstep")};
}

Result<QByteArray> objectKey(Files &files, const QString &path)
{
    const Result<QByteArray> key = files.read(path);
    if (key)
        return key->size() == 32 ? key : fail(QStringLiteral("snapshot.sealed"));
    if (key.error().code != QLatin1String("file.missing"))
        return key;
    const QByteArray fresh = randomBytes(32);
    LOCKSTEP_CHECK(files.replace(path, fresh, 0600));
    return fresh;
}

// Everything the program composes, in the order in which it depends on each other.
struct Program
{
    std::unique_ptr<Files> files = realFiles();
    Places places;
    std::unique_ptr<Store> store;
    std::unique_ptr<ObjectStore> objects;
    std::unique_ptr<NetworkDialer> dialer;
    std::unique_ptr<Master> master;
    std::unique_ptr<ClientDoor> door;   // of a server
    std::unique_ptr<Listener> listener; // of a server
    LocalListener local;                // of a user's own
    TaskBag tasks;
    QTimer idle;
    int clients = 0;

    Result<void> start(const QString &listen, bool user)
    {
        LOCKSTEP_CHECK(files->makePath(places.data, 0700));
        LOCKSTEP_CHECK(checkRestored(*files, places.data));
        LOCKSTEP_TRY(keys, KeyPlace::load(*files, places.data + QStringLiteral("/identity.pem"), QStringLiteral("lockstep-master")));
        LOCKSTEP_TRY(key, objectKey(*files, places.data + QStringLiteral("/objects.key")));
        auto opened = Store::open(places.data + QStringLiteral("/master.sqlite"));
        if (!opened)
            return fail(opened.error());
        store = std::move(*opened);
        objects = std::make_unique<ObjectStore>(*files, places.data + QStringLiteral("/objects"), key);
        dialer = std::make_unique<NetworkDialer>(systemClock(), keys, user ? QString() : ClientDoor::keptKey(places.data));
        master = std::make_unique<Master>(systemClock(), *store, *objects, *dialer);
        LOCKSTEP_CHECK(master->load());
        tasks.add(master->watch(10000));
        if (!user) {
            door = std::make_unique<ClientDoor>(*files, places.data);
            LOCKSTEP_TRY(identity, ClientDoor::identity(*files, places.data));
            listener = std::make_unique<Listener>(identity, [this](const Digest &pin) { return door->knows(pin); });
            QObject::connect(listener.get(), &Listener::accepted, listener.get(), [this](Channel *channel, bool known) { accept(channel, known); });
            LOCKSTEP_TRY(endpoint, Endpoint::parse(listen, 9531));
            LOCKSTEP_CHECK(listener->listen(QHostAddress(endpoint.host), endpoint.port));
            // For whoever may enter the data folder: what is done on the host itself.
            QObject::connect(&local, &LocalListener::accepted, &local, [this](Channel *channel) { accept(channel, true); });
            (void)local.listenAt(places.data + QStringLiteral("/master.socket"));
        } else {
            LOCKSTEP_CHECK(files->makePath(places.runtime, 0700));
            QObject::connect(&local, &LocalListener::accepted, &local, [this](Channel *channel) { accept(channel, true); });
            LOCKSTEP_CHECK(local.listenAt(places.runtime + QStringLiteral("/master.socket")));
            // Nobody there and nothing to do for ten minutes: it is started again when it is needed.
            idle.setInterval(std::chrono::minutes(10));
            QObject::connect(&idle, &QTimer::timeout, [this] {
                if (clients == 0 && !master->isBusy())
                    QCoreApplication::quit();
            });
            idle.start();
        }
        return {};
    }

    // This user, or the name that a client gave when it was let in.
    QString userOf(const std::optional<Digest> &pin) const
    {
        if (const QString name = door && pin ? door->nameOf(*pin) : QString(); !name.isEmpty())
            return name;
        const passwd *self = ::getpwuid(::getuid());
        return self ? QString::fromLocal8Bit(self->pw_name) : QString::number(::getuid());
    }

    Master::Redeem redeemerFor(const std::optional<Digest> &pin)
    {
        if (!door || !pin)
            return {};
        return [this, pin = *pin](QJsonObject params) -> Task<Result<QJsonObject>> {
            LOCKSTEP_CO_TRY(request, fromJson<RedeemRequest>(params));
            co_return door->redeem(Secret(request.secret), pin, request.program, systemClock().now()).transform([] { return QJsonObject(); });
        };
    }

    void accept(Channel *channel, bool known)
    {
        const std::optional<Digest> pin = channel->peerPin();
        auto *peer = new Peer(systemClock(), std::unique_ptr<Channel>(channel), QStringLiteral("a client"), known);
        if (!known) {
            QObject::connect(peer, &Peer::closed, peer, &QObject::deleteLater);
            peer->setHandler([redeem = redeemerFor(pin)](QString method, QJsonObject params) -> Task<Result<QJsonObject>> {
                if (!redeem || method != QLatin1String(mastercalls::redeem.name))
                    co_return fail(QStringLiteral("rpc.denied"), {method.left(80)});
                Task<Result<QJsonObject>> redeeming = redeem(params);
                Result<QJsonObject> redeemed = co_await redeeming;
                co_return redeemed;
            });
            return;
        }
        ++clients;
        idle.start();
        QObject::connect(peer, &Peer::closed, peer, [this, peer] {
            --clients;
            peer->deleteLater();
        });
        master->serve(peer, userOf(pin), redeemerFor(pin));
        tasks.add([](QPointer<Peer> one) -> Task<> {
            Task<Result<Hello>> greeting = one->greet(
                {protocolMin, protocolMax, QStringLiteral("lockstep-master"), QStringLiteral(LOCKSTEP_VERSION), {}});
            const Result<Hello> hello = co_await greeting;
            if (!hello && one)
                one->close(hello.error());
        }(peer));
    }
};

int enrol(Files &files, const QString &data)
{
    if (const Result<void> made = files.makePath(data, 0700); !made)
        return fault(made.error());
    const Result<Identity> self = ClientDoor::identity(files, data);
    const Result<QString> code = self ? ClientDoor(files, data).issue(*self, systemClock().now()) : fail(self.error());
    if (!code)
        return fault(code.error());
    QTextStream(stdout) << *code << Qt::endl;
    QTextStream(stderr) << "Enter this join code in the console within ten minutes. It works once." << Qt::endl;
    return 0;
}

// The secret of a backup: from a file, or typed, for a new one twice.
Result<Secret> backupSecret(Files &files, const QString &keyFile, bool fresh)
{
    if (!keyFile.isEmpty())
        return keyFileSecret(files, keyFile);
    LOCKSTEP_TRY(first, typedSecret("Passphrase of the backup: "));
    if (!fresh)
        return first;
    LOCKSTEP_TRY(second, typedSecret("The same again: "));
    return chosenPassphrase(first, second);
}

int keep(Files &files, const QString &data, const QString &file, const QString &keyFile, bool restoring)
{
    if (!restoring && files.exists(file)) // before somebody types
        return fault(Error{QStringLiteral("file.exists"), {file}, {}, {}});
    const Result<Secret> secret = backupSecret(files, keyFile, !restoring);
    const Result<BackupFacts> done = !secret     ? fail(secret.error())
                                     : restoring ? restore(files, data, file, *secret)
                                                 : backUp(files, systemClock(), data, file, *secret);
    if (!done)
        return fault(done.error());
    const QString what = QStringLiteral("groups: %1, objects: %2").arg(done->groups).arg(done->objects);
    QTextStream out(stdout);
    if (restoring)
        out << "The backup of " << QDateTime::fromMSecsSinceEpoch(done->taken).toString(Qt::ISODate) << " is restored in " << data << " (" << what
            << "). The master changes nothing before that is confirmed: lockstep master confirm-restore" << Qt::endl;
    else
        out << "The backup " << file << " is written and was read again (" << what
            << "). Whoever has it and its passphrase or key file is this master: keep them apart." << Qt::endl;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    bool user = false;
    std::string data;
    std::string listen = "127.0.0.1:9531";
    CLI::App app("The group master of Lockstep", "lockstep-master");
    app.set_version_flag("--version", "lockstep-master " LOCKSTEP_VERSION);
    auto *userFlag = app.add_flag("--user", user, "For this user alone: on a socket in the user's own folders, nothing on the network");
    auto *dataOption = app.add_option("--data", data, "Data folder of a master that several administrators share");
    app.add_option("--listen", listen, "ADDRESS:PORT")->capture_default_str();
    userFlag->excludes(dataOption);
    CLI::App *enrolling = app.add_subcommand("enrol", "Print a one-time join code for one more console or command line");
    std::string file;
    std::string keyFile;
    CLI::App *backing = app.add_subcommand("backup", "Write everything that this master is into one file that is sealed");
    CLI::App *restoring = app.add_subcommand("restore", "Bring a master back from such a file, into an empty data folder");
    for (CLI::App *one : {backing, restoring}) {
        one->add_option("file", file, "The backup")->required();
        one->add_option("--key-file", keyFile, "A file of random bytes that seals it, instead of a passphrase that is asked for");
    }
    app.require_subcommand(0, 1);
    app.fallthrough();
    app.footer("A client is let in by a join code, or when a file named like its pin lies in the folder \"clients\" of the data folder.\n"
               "Exit codes: 0 ended, 2 wrong usage or an error that is told.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (enrolling->parsed() ? data.empty() : !user && data.empty()) {
        QTextStream(stderr) << "lockstep-master: say --user, or --data FOLDER." << Qt::endl;
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    ::prctl(PR_SET_DUMPABLE, 0);
    QCoreApplication qt(argc, argv);
    Program program;
    if (enrolling->parsed())
        return enrol(*program.files, QString::fromStdString(data));
    program.places = user ? userPlaces() : Places{QString::fromStdString(data), {}};
    const auto absolute = [](const std::string &path) {
        return path.empty() ? QString() : QFileInfo(QString::fromStdString(path)).absoluteFilePath();
    };
    program.places.data = QFileInfo(program.places.data).absoluteFilePath();
    if (backing->parsed())
        return keep(*program.files, program.places.data, absolute(file), absolute(keyFile), false);
    if (const Result<void> made = program.files->makePath(program.places.data, 0700); !made)
        return fault(made.error());
    QLockFile lock(program.places.data + QStringLiteral("/lock"));
    lock.setStaleLockTime(0);
    if (!lock.tryLock())
        return user && !restoring->parsed() ? 0 : fault(Error{QStringLiteral("file.exists"), {lock.fileName()}, {}, {}}); // another one was quicker
    if (restoring->parsed())
        return keep(*program.files, program.places.data, absolute(file), absolute(keyFile), true);
    if (const Result<void> started = program.start(QString::fromStdString(listen), user); !started)
        return fault(started.error());
    return qt.exec();
}
