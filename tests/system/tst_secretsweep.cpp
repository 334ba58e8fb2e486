// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/campaign.h"
#include "tests/support/suite.h"
#include "tests/system/secretfiles.h"
#include "tests/system/secretflows.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zstd.h>

using namespace lockstep;

namespace {

const char *const what =
    "A group whose configuration has a secret in every place that can hold one goes through everything that the command line can do, and much that "
    "fails, with every log as talkative as it can be. Then every word that was said, every file of the hosts, the master and the tests, every "
    "packet between the hosts and on their loopbacks, and every command line and environment is searched for every secret, whole and in parts, as "
    "it is, escaped, encoded and decoded; files also while they come and go. Every program is made to crash and leaves nothing. Where a secret "
    "may be is a table with its reasons; anywhere else it is a leak.";

const QString hosts = QStringLiteral("/tmp/lockstep-hosts");
const QStringList published{QStringLiteral("named.conf"), QStringLiteral("named.conf.options"), QStringLiteral("named.conf.local")};

// Two pieces of a TCP conversation with a listener on the host; they may not be one packet.
bool tellInTwo(const Host &from, const Host &to, const QByteArray &text)
{
    const auto end = [](const Host &host) {
        const std::shared_ptr<void> inside = host.enterNetwork();
        return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    };
    const int listening = end(to);
    const int talking = end(from);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(4099);
    there.sin_addr.s_addr = htonl(QHostAddress(to.address()).toIPv4Address());
    const auto *address = reinterpret_cast<const sockaddr *>(&there);
    bool good = ::bind(listening, address, sizeof there) == 0 && ::listen(listening, 1) == 0 && ::connect(talking, address, sizeof there) == 0;
    const qsizetype half = text.size() / 2 - 5;
    good = good && ::send(talking, text.constData(), size_t(half), 0) == half;
    QThread::msleep(30);
    good = good && ::send(talking, text.constData() + half, size_t(text.size() - half), 0) == text.size() - half;
    ::close(talking);
    ::close(listening);
    return good;
}

} // namespace

class TestSecretSweep : public QObject
{
    Q_OBJECT
    SecretHunt m_hunt;
    PlantedSecrets m_planted{m_hunt};
    std::unique_ptr<SecretFlows> m_flows;
    std::unique_ptr<PacketWatch> m_packets;
    std::unique_ptr<ProcessWatch> m_processes;
    std::unique_ptr<FileWatch> m_files;
    std::unique_ptr<Campaign> m_campaign;
    QString m_before; // the current folder
    qint64 m_began = 0;
    QMap<QString, QString> m_places;        // folders by their names
    QMap<QString, QSet<QString>> m_allowed; // by reason: what is where
    QSet<QString> m_leaks;
    bool m_played = true; // everything

    void leak(const QString &told, const QByteArray &around = {})
    {
        if (m_leaks.contains(told))
            return;
        m_leaks.insert(told);
        m_campaign->trial(told);
        qInfo("    %s", around.constData());
    }
    void judge(const QList<SecretSeen> &seen)
    {
        for (const SecretSeen &one : seen) {
            if (const AllowedPlace *row = allowedPlace(one.place, one.secret))
                m_allowed[QLatin1String(row->why)].insert(one.place + u' ' + one.secret);
            else
                leak(QStringLiteral("%1: %2, %3").arg(one.place, one.secret, one.form), one.around);
        }
    }
    // What everybody may read, of what belongs to a host or a master: only files that had been so before.
    void judge(const FileSweep &sweep)
    {
        judge(sweep.seen);
        for (const QString &path : sweep.open) {
            if ((path.startsWith(QLatin1String("ns")) || path.startsWith(QLatin1String("home"))) && !published.contains(path.section(u'/', -1)))
                leak(path + QStringLiteral(": everybody may read it"));
        }
    }

    bool play(const char *name, QString (SecretFlows::*flow)())
    {
        QElapsedTimer timer;
        timer.start();
        const QString fault = (*m_flows.*flow)();
        m_campaign->trial(fault.isEmpty() ? QString() : QLatin1String(name) + QStringLiteral(": ") + fault);
        judge(m_flows->takeSeen());
        judge(m_files->take());
        qInfo("%s: %lld ms", name, timer.elapsed());
        m_played = m_played && fault.isEmpty();
        return fault.isEmpty();
    }

    // Core files lie in the current folder of whoever ended so; "" when the kernel gives them to a program.
    static bool makesCores()
    {
        QFile pattern(QStringLiteral("/proc/sys/kernel/core_pattern"));
        return pattern.open(QIODevice::ReadOnly) && pattern.readAll().trimmed() == "core";
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_began = QDateTime::currentMSecsSinceEpoch() - 1000;
        qputenv("QT_LOGGING_RULES", "*=true"); // of the programs that are started from here on
        const rlimit most{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_CORE, &most);
        m_before = QDir::currentPath();
        QDir().mkpath(hosts + QStringLiteral("/cwd"));
        QVERIFY(QDir::setCurrent(hosts + QStringLiteral("/cwd")));
        m_campaign = std::make_unique<Campaign>("secrets", "a group's whole life", what);
        m_processes = std::make_unique<ProcessWatch>(m_hunt);
        m_flows = std::make_unique<SecretFlows>(m_hunt, m_planted);
        QList<const Host *> all;
        for (int i = 0; i < 3; ++i)
            all.append(&m_flows->servers().host(i));
        m_packets = std::make_unique<PacketWatch>(m_hunt, all);
        QCOMPARE(m_packets->fault(), QString());
        for (int i = 0; i < 3; ++i)
            m_places[QStringLiteral("ns%1:").arg(i + 1)] = hosts + QStringLiteral("/h%1").arg(i + 1);
        m_places[QStringLiteral("logs:")] = m_flows->servers().sandbox().logs();
        m_places[QStringLiteral("cwd:")] = hosts + QStringLiteral("/cwd");
        m_places[QStringLiteral("home:")] = m_flows->servers().home();
        m_places[QStringLiteral("admin:")] = m_flows->admin().path();
        m_files = std::make_unique<FileWatch>(m_hunt, m_places);
    }
    void cleanupTestCase()
    {
        m_files.reset();
        m_packets.reset();
        m_processes.reset();
        m_flows.reset();
        m_campaign.reset();
        QDir::setCurrent(m_before);
    }

    // Otherwise all that follows would prove nothing.
    void theSearchFinds()
    {
        SecretHunt hunt;
        PlantedSecrets planted(hunt);
        const QByteArray key = planted.key(QStringLiteral("a decoy"));
        const QList<QPair<QString, QByteArray>> forms = hunt.formsOf(QStringLiteral("a decoy"));
        QVERIFY(forms.size() > 60);
        for (const auto &[name, bytes] : forms) {
            const QList<SecretHunt::Sighting> found = hunt.in("before " + bytes + " after");
            QVERIFY2(found.size() == 1 && found.first().secret == QLatin1String("a decoy"), qPrintable(name));
        }
        QVERIFY(hunt.in(key.left(10)).isEmpty());
        const QByteArray text = QByteArray(5000, 'x') + key;
        QByteArray packed(qsizetype(::ZSTD_compressBound(size_t(text.size()))), '\0');
        packed.truncate(qsizetype(::ZSTD_compress(packed.data(), size_t(packed.size()), text.constData(), size_t(text.size()), 19)));
        QVERIFY(packed.size() < 200 && !hunt.in("frame " + packed + " end").isEmpty());
        QVERIFY(!hunt.in("{\"bytes\":\"" + ("key { secret \"" + key + "\"; };").toBase64() + "\"}").isEmpty());
        QVERIFY(hunt.in(QByteArray(1000, 'x') + "secret").isEmpty());
    }

    void whatIsPutSomewhereIsSeen()
    {
        SecretHunt hunt;
        PlantedSecrets planted(hunt);
        const QByteArray key = planted.key(QStringLiteral("a decoy"));
        const Host &from = m_flows->servers().host(1);
        const Host &to = m_flows->servers().host(2);
        PacketWatch packets(hunt, {&from});
        ProcessWatch processes(hunt);
        // In a log, in a name, in an environment, in an argument, in a core file; in a datagram, in two packets, on a loopback.
        const QString folder = hosts + QStringLiteral("/decoys");
        QDir().mkpath(folder);
        QFile log(folder + QStringLiteral("/agent.log"));
        QVERIFY(log.open(QIODevice::WriteOnly) && log.write("at 12:00 secret \"" + key + "\"\n") > 0);
        log.close();
        QVERIFY(QFile::link(QString::fromLatin1(key.toHex()), folder + QStringLiteral("/link")));
        FileSweep sweep;
        sweep.sweep(hunt, folder, QStringLiteral("decoys:"));
        QCOMPARE(sweep.files, 1);
        QCOMPARE(sweep.seen.size(), 2);
        QCOMPARE(sweep.seen.first().secret, QStringLiteral("a decoy"));
        QVERIFY(sweep.open.contains(QStringLiteral("decoys:/agent.log")));
        FileWatch watch(hunt, {{QStringLiteral("decoys:"), folder}});
        const QString passing = folder + QStringLiteral("/agent.log.new"); // there for a moment
        QTRY_VERIFY(watch.looks() > 0);
        QVERIFY(QFile::copy(log.fileName(), passing));
        const qint64 looks = watch.looks();
        QTRY_VERIFY(watch.looks() > looks + 1);
        QVERIFY(QFile::remove(passing));
        QSet<QString> places;
        for (const SecretSeen &one : watch.take().seen)
            places.insert(one.place);
        QCOMPARE(places,
                 QSet<QString>({QStringLiteral("decoys:/agent.log"), QStringLiteral("decoys:/agent.log.new"), QStringLiteral("decoys:/link")}));
        QProcess sleeping;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DECOY"), QString::fromLatin1(key.toBase64()));
        sleeping.setProcessEnvironment(environment);
        sleeping.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("read line; :"), QString::fromLatin1(key)});
        QVERIFY(sleeping.waitForStarted());
        const qint64 before = processes.looks();
        QTRY_VERIFY(processes.looks() > before + 1);
        sleeping.kill();
        QVERIFY(sleeping.waitForFinished());
        const QList<SecretSeen> inProcesses = processes.take();
        const auto seenAt = [](const QList<SecretSeen> &seen, const char *place) {
            return std::ranges::count_if(seen, [&](const SecretSeen &one) { return one.place.endsWith(QLatin1String(place)); });
        };
        QVERIFY(seenAt(inProcesses, "/environ") > 0 && seenAt(inProcesses, "/cmdline") > 0);
        if (makesCores()) {
            QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("kill -SEGV $$"), QString::fromLatin1(key)});
            FileSweep cores;
            cores.sweep(hunt, QDir::currentPath(), QStringLiteral("cwd:"));
            QVERIFY(seenAt(cores.seen, "cwd:/core") > 0);
            QFile::remove(QStringLiteral("core"));
        }
        const auto asName = [](const QByteArray &text) { return QString::fromLatin1(QByteArray(text).replace('/', "\\047").replace('+', "\\043")); };
        from.dig({u'@' + to.address(), asName(key), QStringLiteral("TXT")});
        QCOMPARE(seenAt(packets.take(), "the bridge"), 2); // and said again in the answer
        QVERIFY(tellInTwo(from, to, key));
        QCOMPARE(seenAt(packets.take(), "the bridge"), 1);
        from.run({QStringLiteral("dig"), QStringLiteral("+tries=1"), QStringLiteral("+time=1"), QStringLiteral("@127.0.0.1"), QStringLiteral("-p"),
                  QStringLiteral("9"), asName(key.left(22)), QStringLiteral("TXT")});
        QVERIFY(seenAt(packets.take(), "the loopback of ns2") > 0);
        QCOMPARE(packets.missed(), 0);
        QDir(folder).removeRecursively();
    }

    void aWholeLife()
    {
        QVERIFY2(play("adopt", &SecretFlows::adopt), m_campaign->told());
        play("rotate a key", &SecretFlows::rotateAKey);
        play("break keys", &SecretFlows::breakKeys);
        if (Campaign::isWhole())
            play("break every byte", &SecretFlows::breakEveryByte);
        play("read other files", &SecretFlows::readOtherFiles);
        play("add a key file", &SecretFlows::addAKeyFile);
        play("edit by hand", &SecretFlows::editByHand);
        play("work offline", &SecretFlows::workOffline);
        play("fail deploys", &SecretFlows::failDeploys);
        play("back up and restore", &SecretFlows::backUpAndRestore);
        play("share a master", &SecretFlows::shareAMaster);
        play("rotate identities", &SecretFlows::rotateIdentities);
        play("come and go", &SecretFlows::comeAndGo);
        play("ask wrongly", &SecretFlows::askWrongly);
        play("roll back", &SecretFlows::rollBack);
    }

    void whoeverCrashes()
    {
        if (!makesCores()) {
            m_campaign->figure(QStringLiteral("programs that were made to crash"), QStringLiteral("none: this system gives core files to a program"));
            QSKIP("This system gives core files to a program.");
        }
        play("crash programs", &SecretFlows::crashPrograms);
        m_campaign->figure(QStringLiteral("programs that were made to crash"), QString::number(m_flows->crashes()));
    }

    void nothingLeaks()
    {
        judge(m_files->take());
        const qint64 looks = m_files->looks();
        m_files.reset();
        FileSweep sweep;
        for (auto it = m_places.cbegin(); it != m_places.cend(); ++it)
            sweep.sweep(m_hunt, *it, it.key());
        const qint64 own = sweep.files;
        // Whatever else was written meanwhile on this system, except by builds.
        const QStringList without{QStringLiteral("/proc"),
                                  QStringLiteral("/sys"),
                                  QStringLiteral("/dev"),
                                  hosts,
                                  m_flows->servers().home(),
                                  m_flows->admin().path(),
                                  qEnvironmentVariable("LOCKSTEP_SOURCE"),
                                  QDir::homePath() + QStringLiteral("/.cache/lockstep")};
        for (const char *folder : {"/", "/tmp", "/run", "/var/tmp", "/dev/shm"})
            sweep.sweep(m_hunt, QLatin1String(folder), QStringLiteral("system:") + (qstrlen(folder) > 1 ? QLatin1String(folder) : QLatin1String()),
                        m_began, without);
        judge(sweep);
        m_campaign->trials(int(sweep.files));
        judge(m_packets->take());
        judge(m_processes->take());
        if (const qint64 missed = m_packets->missed(); missed > 0)
            m_campaign->trial(QStringLiteral("%1 packets were not seen").arg(missed));
        const auto figure = [&](const char *name, qint64 number, const QString &more = {}) {
            m_campaign->figure(QLatin1String(name), QString::number(number) + more);
        };
        figure("secrets", m_hunt.secrets());
        figure("broken texts of keys", m_flows->broken());
        figure("outputs of commands searched", m_flows->outputs(), QStringLiteral(", %1 KiB").arg(m_flows->outputBytes() / 1024));
        figure("files of hosts, master, administrator and logs searched", own);
        figure("with what else was written on the system meanwhile", sweep.files,
               QStringLiteral(", %1 MiB, %2 of them could not be read").arg(sweep.bytes >> 20).arg(sweep.unread.size()));
        figure("looks at what changes among those of hosts, master and administrator", looks);
        figure("packets searched", m_packets->packets(), QStringLiteral(", %1 KiB").arg(m_packets->bytes() / 1024));
        figure("processes looked at", m_processes->processes(),
               QStringLiteral(", all of them %1 times, %2 KiB that differ").arg(m_processes->looks()).arg(m_processes->bytes() / 1024));
        for (const AllowedPlace &row : allowedPlaces()) {
            const qsizetype met = m_allowed.value(QLatin1String(row.why)).size();
            m_campaign->figure(QStringLiteral("allowed: ") + QLatin1String(row.why), QStringLiteral("%1, each with its place").arg(met));
            if (met == 0 && m_played && !row.isPassing)
                m_campaign->trial(QStringLiteral("allowed, and nothing is there: ") + QLatin1String(row.why));
        }
        figure("leaks", m_leaks.size());
        QVERIFY2(m_campaign->good(), m_campaign->told());
    }
};

LOCKSTEP_SUITE(TestSecretSweep)
#include "tst_secretsweep.moc"
