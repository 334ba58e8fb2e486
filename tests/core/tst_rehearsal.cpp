// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/helperhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString optionsFile = QStringLiteral("named.conf.options");
const QByteArray started = "27-Nov-2026 11:22:33.123 loading configuration from '/etc/bind/named.conf'\n"
                           "27-Nov-2026 11:22:33.124 couldn't add command channel 127.0.0.1#953: permission denied\n";

// What a report says, one problem a line: "code args file".
QStringList told(const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &one : errors)
        lines.append((one.code + u' ' + one.args.join(u' ') + u' ' + one.origin.file).trimmed());
    return lines;
}

} // namespace

// A configuration that is new is tried with a named of its own before anybody counts on it.
class TestRehearsal : public QObject
{
    Q_OBJECT
    // Of one with other options.
    static Result<PrepareReport> prepared(HelperHost &host, const IsolatedResult &said = {0, {}})
    {
        const Snapshot live = host.adopt();
        host.rehearsed.clear();
        host.rehearsal = said;
        const QByteArray text = host.read(QStringLiteral("/etc/bind/") + optionsFile);
        return host.prepare(live, host.edited(live, optionsFile, QByteArray(text).replace("\"v0\"", "\"v1\"")), live);
    }

private Q_SLOTS:
    void onlyWhatIsNewIsTried()
    {
        HelperHost host;
        const Result<PrepareReport> report = prepared(host);
        QVERIFY(report && report->ok);
        QCOMPARE(host.rehearsed.size(), 1); // R is what it serves
        const IsolatedRun &run = host.rehearsed.first();
        QCOMPARE(run.command.last(), QStringLiteral("/etc/bind/named.conf"));
        QCOMPARE(run.until, QByteArray(" running\n"));
        QVERIFY(run.overlays.contains(QStringLiteral("/var/cache/bind")));
        QVERIFY(std::ranges::none_of(run.overlays, [](const QString &one) { return one.startsWith(QLatin1String("/etc")); }));
        QVERIFY(host.say(QStringLiteral("forget"), toJson(host.named(QStringLiteral("d")))));
        const Snapshot live = *Snapshot::parse(host.ask<ManifestReply>(QStringLiteral("seed"))->manifest);
        host.rehearsed.clear();
        QVERIFY(host.prepare(live, host.edited(live, zoneFileA, simZone(9, 3)), live)->ok);
        QVERIFY(host.rehearsed.isEmpty());
    }

    // The checker is ended when it prints the configuration, which it does only after all was found right.
    void theCheckerIsEndedAtItsVerdict()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        QList<IsolatedRun> runs;
        host.check = [&](const IsolatedRun &run) {
            runs.append(run);
            return IsolatedResult{0, "/etc/bind/named.conf.options:1: option 'v0' is deprecated\nzone a.example/IN: loaded serial 9\n" + run.until +
                                         "\t\"none\";\n/etc/bind/named.conf:1: never seen\n"};
        };
        QVector<QByteArray> marks;
        for (const quint32 serial : {8, 9}) {
            const Result<PrepareReport> report = host.prepare(live, host.edited(live, zoneFileA, simZone(serial, 3)), live);
            QVERIFY(report && report->ok);
            QCOMPARE(told(report->warnings), QStringList{QStringLiteral("agent.checker option 'v0' is deprecated /etc/bind/named.conf.options")});
            QCOMPARE(runs.size(), 1);
            const IsolatedRun run = runs.takeFirst();
            QCOMPARE(run.command.mid(1),
                     (QStringList{QStringLiteral("-z"), QStringLiteral("-p"), QStringLiteral("-x"), QStringLiteral("/dev/stdin")}));
            QVERIFY(run.input.startsWith(run.until));
            QVERIFY(run.input.endsWith("};\ninclude \"/etc/bind/named.conf\";\n"));
            QVERIFY(run.input.count("none;") * 8 > 4096); // what stdio holds back from a pipe, as it is printed
            QVERIFY(run.until.size() > 20);
            QVERIFY(!marks.contains(run.until)); // nobody can know it
            marks.append(run.until);
        }
    }

    void whereItsInputCannotBeOpenedTheFileIsChecked()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        QList<QStringList> commands;
        host.check = [&](const IsolatedRun &run) {
            commands.append(run.command);
            return run.input.isEmpty() ? IsolatedResult{0, {}} : IsolatedResult{1, "open: /dev/stdin: file not found\n"};
        };
        QVERIFY(host.prepare(live, host.edited(live, zoneFileA, simZone(8, 3)), live)->ok);
        QCOMPARE(commands.size(), 2);
        QCOMPARE(commands.last().mid(1), (QStringList{QStringLiteral("-z"), QStringLiteral("/etc/bind/named.conf")}));
    }

    void whatItSaysIsJudged_data()
    {
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QStringList>("problems");
        QTest::addColumn<QStringList>("warnings");
        const QByteArray at = "27-Nov-2026 11:22:33.125 ";
        QTest::newRow("it comes up") << 0 << QByteArray(started + at + "all zones loaded\n" + at + "running\n") << QStringList() << QStringList();
        QTest::newRow("a zone of ours does not load")
            << 0
            << QByteArray(started + at + "zone a.example/IN: loading from master file /etc/bind/zones/a.example.db failed: permission denied\n" + at +
                          "zone a.example/IN: not loaded due to errors.\n" + at + "running\n")
            << QStringList{QStringLiteral("file.denied /etc/bind/zones/a.example.db /etc/bind/named.conf.local")} << QStringList();
        QTest::newRow("a zone of others does not") << 0
                                                   << QByteArray(started + at +
                                                                 "zone dyn.example/IN: loading from master file /var/lib/bind/d failed: "
                                                                 "file not found\n" +
                                                                 at + "running\n")
                                                   << QStringList() << QStringList();
        QTest::newRow("its end, with reasons") << 1
                                               << QByteArray(started + at + "checking logging configuration failed: file not found\n" + at +
                                                             "loading configuration: file not found\n" + at + "exiting (due to fatal error)\n")
                                               << QStringList{QStringLiteral("agent.rehearsal checking logging configuration failed: file not found")}
                                               << QStringList();
        QTest::newRow("its end, with a place") << 1
                                               << QByteArray(started + at +
                                                             "/etc/bind/named.conf.options:3: key-directory: 'v1' permission denied\n" + at +
                                                             "loading configuration: failure\n")
                                               << QStringList{QStringLiteral("agent.rehearsal key-directory: 'v1' permission denied "
                                                                             "/etc/bind/named.conf.options")}
                                               << QStringList();
        QTest::newRow("nothing of other files") << 1
                                                << QByteArray(started + at + "/etc/secret:1: unknown option 'root:x'\n" + at +
                                                              "loading configuration: failure\n")
                                                << QStringList{QStringLiteral("agent.rehearsal unknown option '...'")} << QStringList();
        QTest::newRow("its end without a word") << 1 << QByteArray() << QStringList{QStringLiteral("agent.rehearsal.died 300")} << QStringList();
        QTest::newRow("one word") << 1 << QByteArray(started + at + "loading configuration: out of memory\n")
                                  << QStringList{QStringLiteral("agent.rehearsal loading configuration: out of memory")} << QStringList();
        QTest::newRow("a crash") << -1 << started << QStringList{QStringLiteral("agent.rehearsal.died 300")} << QStringList();
        QTest::newRow("it cannot be tried") << 126 << QByteArray("/var/log: No such device\n") << QStringList()
                                            << QStringList{QStringLiteral("agent.rehearsal.none /var/log: No such device")};
    }

    void whatItSaysIsJudged()
    {
        QFETCH(int, exit);
        QFETCH(QByteArray, output);
        HelperHost host;
        const Result<PrepareReport> report = prepared(host, {exit, output});
        QVERIFY(report);
        QTEST(told(report->problems), "problems");
        QTEST(told(report->warnings), "warnings");
        QCOMPARE(report->ok, report->problems.isEmpty());
    }

    // A plugin that this server does not allow is not loaded to see whether it can be.
    void whatIsNotAllowedIsNotTried()
    {
        HelperHost host;
        const Snapshot live = host.adopt();
        host.rehearsed.clear();
        const QByteArray text = host.read(QStringLiteral("/etc/bind/") + optionsFile);
        const Result<PrepareReport> report = host.prepare(live, host.edited(live, optionsFile, text + "plugin query \"/var/cache/bind/own.so\";\n"),
                                                          live);
        QVERIFY(report && !report->ok);
        QVERIFY(host.rehearsed.isEmpty());
    }

    void thereMustBeMemory()
    {
        HelperHost host;
        (void)host.disk.makePath(QStringLiteral("/proc"), 0755);
        (void)host.disk.write(QStringLiteral("/proc/meminfo"), "MemTotal: 1000000 kB\nMemAvailable:   20480 kB\n", 0444);
        const Result<PrepareReport> report = prepared(host);
        QVERIFY(report && report->ok);
        QVERIFY(host.rehearsed.isEmpty());
        QCOMPARE(told(report->warnings), QStringList{QStringLiteral("agent.rehearsal.memory 96 20")});
    }
};

LOCKSTEP_SUITE(TestRehearsal)
#include "tst_rehearsal.moc"
