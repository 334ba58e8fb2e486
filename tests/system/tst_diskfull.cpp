// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"
#include "tests/support/campaign.h"
#include "tests/support/smalldisk.h"
#include "tests/support/suite.h"
#include "tests/system/flowscene.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <signal.h>

#include <map>

using namespace lockstep;

namespace {

constexpr int tightHost = 1;     // ns2: its state, and what else it writes to, lie on small disks
constexpr int treesHost = 2;     // ns3: its generations alone do, so that a prepare that saw enough space runs out of it
constexpr int patience = 100000; // a guard's time and more
constexpr int mostFailures = 5;
constexpr qint64 page = SmallDisk::page;
constexpr qint64 mostBytes = 24LL << 20;
constexpr qint64 singly = 16; // so many pages are tried one by one

const QString what = QStringLiteral(
    "The disk is stepped from full to enough, while a group prepares, deploys, confirms, returns and rolls back: in memory for every verb of "
    "the agent, for real with a tmpfs under a member's state, its generations alone, its own folders, or the master's data. Each flow ends, "
    "done or with a sentence that says whose disk is full; what is promised is served meanwhile, nothing counts as in sync that is not, "
    "and when there is space again everything comes to rest by itself.");

enum class Place { State, Trees, Own, Home };
// When it is full: before the flow, before the master starts for it, when the members have prepared, or when this one has proved.
enum class Since { Before, Start, Prepared, Proved };

struct Row
{
    const char *name;
    Place place;
    Phase phase;
    Since since = Since::Before;
    bool inodes = false;
    bool sampled = false; // in every ordinary run
};

const Row rows[] = {
    {"state, prepare", Place::State, Phase::Prepare, Since::Before, false, true},
    {"state, deploy", Place::State, Phase::Deploy, Since::Before, false, true},
    {"state, confirmation", Place::State, Phase::Deploy, Since::Proved},
    {"state, return", Place::State, Phase::Return},
    {"state, return of what was proved", Place::State, Phase::Return, Since::Proved, false, true},
    {"state, roll back", Place::State, Phase::RollBack},
    {"state, roll back of what was prepared", Place::State, Phase::RollBack, Since::Prepared, false, true},
    {"generations, prepare", Place::Trees, Phase::Prepare, Since::Before, false, true},
    {"generations, roll back", Place::Trees, Phase::RollBack},
    {"inodes of the state, prepare", Place::State, Phase::Prepare, Since::Before, true, true},
    {"inodes of the state, deploy", Place::State, Phase::Deploy, Since::Before, true},
    {"inodes of the state, return of what was proved", Place::State, Phase::Return, Since::Proved, true},
    {"own folders, prepare", Place::Own, Phase::Prepare},
    {"own folders, deploy", Place::Own, Phase::Deploy, Since::Before, false, true},
    {"own folders, return of what was proved", Place::Own, Phase::Return, Since::Proved},
    {"own folders, roll back", Place::Own, Phase::RollBack},
    {"master, start and prepare", Place::Home, Phase::Prepare, Since::Start},
    {"master, prepare", Place::Home, Phase::Prepare},
    {"master, deploy", Place::Home, Phase::Deploy, Since::Before, false, true},
    {"master, confirmation", Place::Home, Phase::Deploy, Since::Proved, false, true},
    {"master, return", Place::Home, Phase::Return, Since::Proved},
    {"master, roll back", Place::Home, Phase::RollBack},
};

// The checker of one host begins when this file there is empty.
const QString held = QStringLiteral("/run/checker-held");

QString letCheckerWait(const Host &host)
{
    const QString checker = QStringLiteral("/run/named-checkconf");
    host.write(held, {});
    host.write(checker + QStringLiteral("-waits"),
               QStringLiteral("#!/bin/sh\nwhile [ -s %1 ]; do sleep 0.02; done\nexec %2 \"$@\"\n").arg(held, checker).toUtf8(), 0755);
    const QString script =
        QStringLiteral("cp /usr/bin/named-checkconf %1; chmod 0755 %1; mount --bind %1-waits /usr/bin/named-checkconf").arg(checker);
    const Host::Output done = host.run({QStringLiteral("sh"), QStringLiteral("-ec"), script});
    return done.exit == 0 ? QString() : QString::fromUtf8(done.err);
}

QString mountSmall(const Host &host, const QString &folder, const QString &options)
{
    // What lies there goes on to lie there.
    const QString script = QStringLiteral("mkdir -p /run/small '%1'; mount -t tmpfs -o mode=0755,%2 tmpfs /run/small; cp -a '%1/.' /run/small/; "
                                          "mount --move /run/small '%1'")
                               .arg(folder, options);
    const Host::Output done = host.run({QStringLiteral("sh"), QStringLiteral("-ec"), script});
    return done.exit == 0 ? QString() : QString::fromUtf8(done.err);
}

} // namespace

class TestDiskFull : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;
    std::optional<GroupTruth> m_truth;
    std::optional<FlowScene> m_scene;
    std::map<Place, QList<SmallDisk>> m_disks;
    QString m_fault;
    int m_waited = 0; // commands, for space

    struct Trial
    {
        bool done = false; // the flow did what it does with space enough
        qint64 took = 0;   // ms, the command, or until it said that it waits for space
        QString problem = {};
        Host::Output said = {};
        std::unique_ptr<QProcess> waiting = {};

        QString text() const { return QString::fromUtf8(said.out + said.err); }
    };

    // What the scene makes ready and puts right again: nobody is away for a return that begins later.
    static Phase before(const Row &row) { return row.since == Since::Proved ? Phase::Deploy : row.phase; }

    static QString nameOf(int host) { return QStringLiteral("ns%1").arg(host + 1); }

    QString fill(const Row &row, qint64 left)
    {
        for (const SmallDisk &disk : m_disks[row.place]) {
            if (const QString problem = row.inodes ? disk.leaveInodes(left) : disk.leaveBytes(left); !problem.isEmpty())
                return problem;
        }
        return {};
    }
    void clear(Place place)
    {
        for (const SmallDisk &disk : m_disks[place])
            disk.clear();
    }

    bool stateHas(int index, const char *field) const
    {
        const QJsonObject state = QJsonDocument::fromJson(m_group->host(index).read(QStringLiteral("/var/lib/lockstep/state.json"))).object();
        return !state.value(QLatin1String(field)).toObject().isEmpty();
    }

    // The flow, with the disk full from the moment that the row says.
    QString run(const Row &row, qint64 left, Trial &result)
    {
        Host &other = m_group->host(treesHost);
        const bool early = row.since == Since::Before || row.since == Since::Start;
        if (row.since == Since::Start)
            stopMaster();
        if (early) {
            if (const QString problem = fill(row, left); !problem.isEmpty())
                return problem;
        }
        const bool proved = row.since == Since::Proved;
        if (proved) // it holds the others between their proof and the decision
            other.signal(other.namedPid(), SIGSTOP);
        if (row.since == Since::Prepared) // or between preparing and the switch
            other.write(held, "yes");
        std::unique_ptr<QProcess> flowing = m_group->start(FlowScene::flow(row.phase));
        QString problem;
        if (!early) {
            const bool came = comes(
                [&] { return proved ? m_group->isProved(tightHost) && m_group->isSwitched(treesHost) : stateHas(tightHost, "prepared"); }, 60000);
            problem = came ? fill(row, left) : QStringLiteral("ns2 does not come as far as the trial needs");
            if (problem.isEmpty() && !proved && (m_group->isSwitched(tightHost) || flowing->state() == QProcess::NotRunning))
                problem = QStringLiteral("the checker of ns3 was not held");
            if (row.phase == Phase::Return) { // no proof comes of one that starts anew
                other.stopNamed(SIGKILL);
                other.startNamed();
            }
            proved ? (void)other.signal(other.namedPid(), SIGCONT) : other.write(held, {});
        }
        QElapsedTimer timer;
        timer.start();
        // What every member has taken back must be written down by the master, which waits until it can.
        const auto waits = [&] {
            const QString text = result.text();
            return (text.contains(QLatin1String("noting:")) || text.contains(QLatin1String("recording:"))) && isClear(row, text);
        };
        // One that is started in the moment of a switch may find files of both trees and end: whoever looks after services starts it
        // again.
        const auto tend = [&] {
            if (proved && row.phase == Phase::Return && other.ended(other.namedPid(), 1))
                other.startNamed();
        };
        while (!flowing->waitForFinished(20) && timer.elapsed() < patience && !waits()) {
            result.said.err += flowing->readAllStandardError();
            tend();
        }
        tend();
        m_scene->after(before(row));
        if (flowing->state() != QProcess::NotRunning && !waits()) {
            flowing->kill();
            flowing->waitForFinished();
            return QStringLiteral("the command neither ends nor says what it waits for: ") + result.text();
        }
        if (flowing->state() != QProcess::NotRunning)
            result.waiting = std::move(flowing);
        else
            hear(*flowing, result);
        return problem;
    }

    static void hear(QProcess &command, Trial &result)
    {
        result.said.out += command.readAllStandardOutput();
        result.said.err += command.readAllStandardError();
        result.said.exit = command.exitCode();
    }

    // Whose disk is full, in a sentence.
    bool isClear(const Row &row, const QString &text)
    {
        static const QRegularExpression full(QStringLiteral("is full|not enough space"));
        const QStringList lines = text.split(u'\n');
        const bool master = row.place == Place::Home; // by its name, or by the path of its data
        const QString who = master ? QStringLiteral("master") : nameOf(row.place == Place::Trees ? treesHost : tightHost) + u':';
        return std::ranges::any_of(lines, [&](const QString &line) {
            return (line.contains(who) || (master && line.contains(m_group->servers().home()))) && line.contains(full);
        });
    }

    // What is served while the disk is full. `expected`: by everybody who is not the one with the full disk.
    QString unkept(const Row &row, const QStringList &expected)
    {
        const int tight = row.place == Place::Home ? -1 : row.place == Place::Trees ? treesHost : tightHost;
        for (int i = 0; i < 3; ++i) {
            QString fault;
            (void)m_truth->generation(i, &fault);
            const QString file = m_truth->addressInFiles(i);
            (void)m_group->awaitAnswer(i); // one that starts serves nothing wrong
            if (fault.isEmpty() && (m_group->answer(i) != file || file.isEmpty()))
                fault = QStringLiteral("%1 answers \"%2\", its files say \"%3\"").arg(nameOf(i), m_group->answer(i), file);
            if (fault.isEmpty() && i != tight && !expected.contains(file))
                fault = QStringLiteral("%1 serves %2, expected %3").arg(nameOf(i), file, expected.join(QStringLiteral(" or ")));
            if (!fault.isEmpty())
                return fault;
        }
        return m_truth->falseGreen();
    }

    Trial trial(const Row &row, qint64 left)
    {
        Trial result;
        const QString earlier = m_truth->addressInFiles(0);
        if (row.place == Place::Home)
            stopMaster();                                               // the next command starts it
        (void)m_group->lockstep(QStringLiteral("stage|discard|--all")); // of the last trial
        if (!m_scene->before(before(row))) {
            result.problem = QStringLiteral("what comes before the flow failed");
            return result;
        }
        const QString served = m_truth->addressInFiles(0);
        QElapsedTimer timer;
        timer.start();
        result.problem = run(row, left, result);
        result.took = timer.elapsed();
        const Host::Output &said = result.said;
        const QString text = result.text();
        const QString returned = nameOf(tightHost) + QStringLiteral("  returned");
        result.done = row.phase == Phase::Return ? text.contains(returned) && !result.waiting : said.exit == 0;
        if (result.problem.isEmpty() && !result.done && !isClear(row, text))
            result.problem = QStringLiteral("it does not say whose disk is full: ") + text;
        if (result.problem.isEmpty() && !result.done && row.place == Place::State && row.phase == Phase::Return && row.since == Since::Proved)
            result.problem = QStringLiteral("it does not return, for which it keeps space: ") + text;
        // Forward when it was decided, whoever is late; back otherwise; unknown to a command that lost its master.
        const bool decided = said.exit == 0 || text.contains(QLatin1String("is decided and live"));
        QStringList expected{served};
        const QString forward = row.phase == Phase::RollBack ? earlier : staged();
        if (row.phase != Phase::Prepare && decided)
            expected = {forward};
        else if (row.phase != Phase::Prepare && (said.exit == 2 || text.contains(QLatin1String("not known yet"))))
            expected.append(forward);
        if (result.problem.isEmpty())
            result.problem = unkept(row, expected);
        clear(row.place);
        if (result.waiting) {
            ++m_waited;
            if (!result.waiting->waitForFinished(patience))
                result.waiting->kill();
            hear(*result.waiting, result);
            if (result.problem.isEmpty() && !result.text().contains(QLatin1String("served before")))
                result.problem = QStringLiteral("with space again the command does not come to its end: ") + result.text();
        }
        const QString rest = atRest();
        if (result.problem.isEmpty())
            result.problem = rest;
        return result;
    }

    // What staging says.
    QString staged()
    {
        static const QRegularExpression line(QStringLiteral("\\nwww\\tIN\\tA\\t(\\S+)\\n"));
        return line.match(QString::fromUtf8(m_group->lockstep(QStringLiteral("stage|show|/etc/bind/zones/example.net.db")).out)).captured(1);
    }

    // With space again, and no hand that helps.
    QString atRest()
    {
        QElapsedTimer timer;
        timer.start();
        QString fault = m_truth->untrue();
        while (!fault.isEmpty() && timer.elapsed() < patience) {
            QTest::qWait(100);
            fault = m_truth->untrue();
        }
        return fault.isEmpty() ? m_truth->falseGreen() : QStringLiteral("with space again: ") + fault;
    }

    // And makes its database small: a log that has grown once needs no space for long.
    void stopMaster()
    {
        const QString home = m_group->servers().home();
        if (const qint64 pid = m_group->servers().masterPid(); pid > 1) {
            ::kill(pid_t(pid), SIGTERM);
            m_group->host(0).ended(pid, 20000);
        }
        if (const auto store = Store::open(home + QStringLiteral("/data/master.sqlite")); !store)
            qFatal("The master's database cannot be opened: %s", qPrintable(store.error().detail));
        if (QFile::exists(home + QStringLiteral("/data/master.sqlite-wal")))
            qFatal("The master's database did not become small.");
    }

    // From nothing left to enough: singly at first, then in steps that double, then halving to the least.
    void steps(const Row &row, Campaign &campaign)
    {
        const qint64 unit = row.inodes ? 1 : page;
        int tried = 0;
        QMap<qint64, bool> known;
        QList<qint64> took;
        const auto enough = [&](qint64 units) {
            if (const auto it = known.constFind(units); it != known.cend())
                return *it;
            ++tried;
            const Trial one = trial(row, units * unit);
            campaign.trial(one.problem.isEmpty() ? QString()
                                                 : QStringLiteral("%1, %2 %3 left: %4")
                                                       .arg(QLatin1String(row.name))
                                                       .arg(units * unit)
                                                       .arg(row.inodes ? QLatin1String("inodes") : QLatin1String("bytes"), one.problem));
            known.insert(units, one.done);
            took.append(one.took);
            return one.done;
        };
        const auto goesOn = [&] { return campaign.failures() < mostFailures; };
        const qint64 most = row.inodes ? 400 : mostBytes / page;
        if (!Campaign::isWhole()) {
            (void)enough(0);
            campaign.figure(QLatin1String(row.name), spread(took, QStringLiteral("ms")));
            return;
        }
        qint64 failed = -1;
        qint64 good = -1;
        // Twice in a row: what a flow needs differs by some pages each time, for folders and names of what it writes are new, and where an
        // old generation can go first even nothing may be enough, once.
        const auto surely = [&](qint64 units) { return enough(units) && enough(units + 1); };
        for (qint64 units = 0; good < 0 && failed < most && goesOn(); units = units < singly || row.inodes ? units + 1 : std::min(units * 2, most))
            (surely(units) ? good : failed) = units;
        while (good - failed > 1 && failed >= singly && goesOn()) {
            const qint64 middle = (good + failed) / 2;
            (surely(middle) ? good : failed) = middle;
        }
        if (good < 0)
            campaign.trial(QStringLiteral("%1: no space was enough").arg(QLatin1String(row.name)));
        const QString least = good < 0     ? QStringLiteral("nothing")
                              : row.inodes ? QStringLiteral("%1 inodes").arg(good)
                                           : QStringLiteral("%1 KiB").arg(good * page / 1024);
        campaign.figure(QLatin1String(row.name), QStringLiteral("%1 steps; %2 suffice").arg(tried).arg(least));
        campaign.figure(QLatin1String(row.name) + QStringLiteral(": until the command ended"),
                        spread(took, QStringLiteral("ms, least / median / most")));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>([this](const Host &host) {
            const auto small = [&](Place place, const QString &folder, const char *options) {
                m_fault += mountSmall(host, folder, QLatin1String(options));
                m_disks[place].append(SmallDisk(host.outside(folder)));
            };
            if (host.number() == tightHost + 1) {
                small(Place::State, QStringLiteral("/var/lib/lockstep"), "size=40m,nr_inodes=600");
                small(Place::Own, QStringLiteral("/etc"), "size=8m");
                small(Place::Own, QStringLiteral("/var/cache/bind"), "size=1m");
                small(Place::Own, QStringLiteral("/run/named"), "size=1m");
                host.run({QStringLiteral("chown"), namedUser().isEmpty() ? QStringLiteral("root") : namedUser(), QStringLiteral("/var/cache/bind"),
                          QStringLiteral("/run/named")});
            } else if (host.number() == treesHost + 1) {
                small(Place::Trees, QStringLiteral("/var/lib/lockstep/gen"), "size=4m");
                m_fault += letCheckerWait(host);
            }
        });
        QCOMPARE(m_fault, QString());
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
        m_truth.emplace(*m_group);
        m_scene.emplace(*m_group, *m_truth);
        // The master's data go to a small disk as well.
        const QString home = m_group->servers().home();
        stopMaster();
        const QString script = QStringLiteral(
                                   "mkdir /tmp/lockstep-hosts/small; mount -t tmpfs -o mode=0700,size=40m tmpfs /tmp/lockstep-hosts/small; "
                                   "cp -a '%1/.' /tmp/lockstep-hosts/small/; mount --move /tmp/lockstep-hosts/small '%1'")
                                   .arg(home);
        QCOMPARE(QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-ec"), script}), 0);
        m_disks[Place::Home].append(SmallDisk(home));
        QCOMPARE(atRest(), QString());
    }
    void cleanupTestCase()
    {
        m_scene.reset();
        m_truth.reset();
        if (!m_group)
            return;
        stopMaster();
        QProcess::execute(QStringLiteral("umount"), {QStringLiteral("-l"), m_group->servers().home()});
        m_group.reset();
    }

    void everythingIsTrueOnAFullDisk_data()
    {
        QTest::addColumn<int>("place");
        QTest::newRow("a member's state") << int(Place::State);
        QTest::newRow("a member's generations") << int(Place::Trees);
        QTest::newRow("a member's own folders") << int(Place::Own);
        QTest::newRow("the master's data") << int(Place::Home);
    }
    void everythingIsTrueOnAFullDisk()
    {
        QFETCH(int, place);
        const QByteArray part = QByteArray("real tmpfs, ") + QTest::currentDataTag();
        Campaign campaign("disk", part.constData(), qPrintable(what));
        for (const Row &row : rows) {
            if (int(row.place) == place && (row.sampled || Campaign::isWhole()) && campaign.failures() < mostFailures)
                steps(row, campaign);
        }
        if (m_waited > 0)
            campaign.figure(QStringLiteral("commands that waited for space, and said so"), QString::number(std::exchange(m_waited, 0)));
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestDiskFull)
#include "tst_diskfull.moc"
