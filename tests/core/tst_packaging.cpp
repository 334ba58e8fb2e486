// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace {

struct Output
{
    int exit = -1;
    QString text; // both streams
};

Output run(const QString &program, const QStringList &words, const QString &destination = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!destination.isEmpty())
        environment.insert(QStringLiteral("DESTDIR"), destination);
    process.setProcessEnvironment(environment);
    process.start(program, words);
    if (!process.waitForFinished(60000))
        return {-1, process.errorString()};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, QString::fromUtf8(process.readAll()).trimmed()};
}

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Every value that a unit gives that key.
QStringList valuesOf(const QString &unit, const QString &key)
{
    QStringList values;
    for (const QString &line : unit.split(u'\n')) {
        if (line.startsWith(key + u'='))
            values.append(line.mid(key.size() + 1).trimmed());
    }
    return values;
}

int seconds(const QString &text) { return text.endsWith(u's') ? text.chopped(1).toInt() : -1; }

const QStringList units{QStringLiteral("lockstep-agent.service"), QStringLiteral("lockstep-recover.service"),
                        QStringLiteral("lockstep-master.service")};

} // namespace

// What `cmake --install` puts on a server, looked at by the programs that will read it.
class TestPackaging : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_root; // as a computer's "/"
    QString m_prefix;                      // the installation's, in that

    QString place(const QString &path) const { return m_root->path() + m_prefix + u'/' + path; }
    QString unit(const QString &name) const { return textOf(place(QStringLiteral("lib/systemd/system/") + name)); }
    Output verify(const QStringList &names) const
    {
        return run(QStringLiteral("systemd-analyze"), QStringList{QStringLiteral("verify"), QStringLiteral("--root=") + m_root->path()} + names);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_root = std::make_unique<QTemporaryDir>();
        const QString build = QDir::cleanPath(qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/.."));
        static const QRegularExpression prefix(QStringLiteral("^CMAKE_INSTALL_PREFIX:PATH=(.*)$"), QRegularExpression::MultilineOption);
        m_prefix = prefix.match(textOf(build + QStringLiteral("/CMakeCache.txt"))).captured(1);
        QVERIFY(m_prefix.startsWith(u'/'));
        for (const char *component : {"agent", "master", "cli", "console"}) {
            const Output done = run(QStringLiteral("cmake"),
                                    {QStringLiteral("--install"), build, QStringLiteral("--component"), QLatin1String(component)}, m_root->path());
            QVERIFY2(done.exit == 0, qPrintable(done.text));
        }
        // Of the system itself what units of ours stand beside.
        const QDir system(QStringLiteral("/usr/lib/systemd/system"));
        QVERIFY(QDir().mkpath(m_root->filePath(QStringLiteral("usr/lib/systemd/system"))));
        for (const QString &name : system.entryList({QStringLiteral("*.target"), QStringLiteral("named.service")}))
            QVERIFY(QFile::copy(system.filePath(name), m_root->filePath(QStringLiteral("usr/lib/systemd/system/") + name)));
    }

    void everythingIsInItsPlace_data()
    {
        QTest::addColumn<bool>("program");
        for (const char *path : {"bin/lockstep", "bin/lockstep-remote", "bin/lockstep-agent", "bin/lockstep-agent-network", "bin/lockstep-master",
                                 "bin/lockstep-console"})
            QTest::newRow(path) << true;
        for (const char *path :
             {"lib/systemd/system/lockstep-agent.service", "lib/systemd/system/lockstep-recover.service",
              "lib/systemd/system/lockstep-master.service", "lib/sysusers.d/lockstep-agent.conf", "lib/sysusers.d/lockstep-master.conf",
              "lib/tmpfiles.d/lockstep-agent.conf", "share/applications/lockstep-console.desktop"})
            QTest::newRow(path) << false;
    }

    // A program that lost its way to a library would not start from there.
    void everythingIsInItsPlace()
    {
        QFETCH(bool, program);
        const QString path = place(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(QFile::exists(path));
        if (program) {
            const Output version = run(path, {QStringLiteral("--version")});
            QVERIFY2(version.exit == 0 && version.text.contains(QLatin1String("0.")), qPrintable(version.text));
        }
    }

    // Who cannot read it cannot look into it while it starts.
    void theNetworkHalfIsForNobodyToRead()
    {
        const QFileDevice::Permissions others = QFile::permissions(place(QStringLiteral("bin/lockstep-agent-network")));
        QCOMPARE(others & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
        QVERIFY(others & QFile::ExeOther);
    }

    void systemdTakesTheUnits()
    {
        const Output verified = verify(units);
        QVERIFY2(verified.exit == 0 && verified.text.isEmpty(), qPrintable(verified.text));
    }

    void andWouldTellAFault_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("a word that systemd does not know") << QStringLiteral("ProtectSystem=") << QStringLiteral("ProtectSytem=");
        QTest::newRow("a value that it does not take") << QStringLiteral("LockPersonality=yes") << QStringLiteral("LockPersonality=perhaps");
        QTest::newRow("a program that is not there") << QStringLiteral("/lockstep-agent") << QStringLiteral("/lockstep-agents");
        QTest::newRow("a unit that is not there") << QStringLiteral("[Service]") << QStringLiteral("Requires=nothing.service\n[Service]");
    }

    void andWouldTellAFault()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QString text = unit(units[0]);
        QVERIFY(text.contains(from));
        QFile file(m_root->filePath(QStringLiteral("usr/lib/systemd/system/broken.service")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.replace(from, to).toUtf8());
        file.close();
        const Output verified = verify({QStringLiteral("broken.service")});
        QVERIFY(verified.exit != 0 || !verified.text.isEmpty());
    }

    void everyCommandIsOneOfTheProgram()
    {
        static const QRegularExpression blank(QStringLiteral("\\s+"));
        for (const QString &name : units) {
            const QStringList commands = valuesOf(unit(name), QStringLiteral("ExecStart"));
            QCOMPARE(commands.size(), 1);
            QStringList words = commands.first().split(blank);
            const QString program = m_root->path() + words.takeFirst().remove(QRegularExpression(QStringLiteral("^-")));
            QStringList help{run(program, {QStringLiteral("--help")}).text};
            for (const QString &word : words) {
                if (word.startsWith(u'$') || word.startsWith(u'/'))
                    continue;
                const QRegularExpression known(QStringLiteral("(^|\\s)") + QRegularExpression::escape(word) + QStringLiteral("\\s"),
                                               QRegularExpression::MultilineOption);
                QVERIFY2(help.join(u'\n').contains(known), qPrintable(name + QStringLiteral(": ") + word));
                if (!word.startsWith(u'-'))
                    help = {run(program, {word, QStringLiteral("--help")}).text};
            }
        }
    }

    // named starts in time, whatever becomes of the recovery before it.
    void recoveryDoesNotHoldNamedUp()
    {
        const QString recover = unit(units[1]);
        QVERIFY(valuesOf(recover, QStringLiteral("Before")).value(0).split(u' ').contains(QStringLiteral("named.service")));
        QCOMPARE(valuesOf(recover, QStringLiteral("WantedBy")), QStringList{QStringLiteral("named.service")});
        for (const char *bond : {"RequiredBy", "Requires", "Requisite", "BindsTo", "PartOf", "UpheldBy", "OnFailure", "After"})
            QCOMPARE(valuesOf(recover, QLatin1String(bond)), QStringList());
        QVERIFY(valuesOf(recover, QStringLiteral("ExecStart")).value(0).startsWith(u'-'));
        const int start = seconds(valuesOf(recover, QStringLiteral("TimeoutStartSec")).value(0));
        const int stop = seconds(valuesOf(recover, QStringLiteral("TimeoutStopSec")).value(0));
        QVERIFY2(start >= 5 && stop > 0 && start + stop <= 10, qPrintable(QStringLiteral("%1 + %2").arg(start).arg(stop)));
        for (const QString &other : {units[0], units[2]}) // nor do the others
            QVERIFY(valuesOf(unit(other), QStringLiteral("Before")).isEmpty());
    }

    // systemd's own measure of what a service could do: 0 nothing, 10 everything.
    void unitsGiveUpWhatTheyCan_data()
    {
        QTest::addColumn<double>("most");
        QTest::newRow("lockstep-agent.service") << 5.0;
        QTest::newRow("lockstep-recover.service") << 2.2;
        QTest::newRow("lockstep-master.service") << 1.2;
    }

    void unitsGiveUpWhatTheyCan()
    {
        QFETCH(double, most);
        const Output told = run(QStringLiteral("systemd-analyze"),
                                {QStringLiteral("security"), QStringLiteral("--offline=yes"), QStringLiteral("--root=") + m_root->path(),
                                 QString::fromLatin1(QTest::currentDataTag())});
        static const QRegularExpression level(QStringLiteral("Overall exposure level for \\S+: ([0-9.]+)"));
        const QString figure = level.match(told.text).captured(1);
        QVERIFY2(!figure.isEmpty(), qPrintable(told.text));
        QVERIFY2(figure.toDouble() <= most, qPrintable(figure));
    }

    void usersAndFoldersAreMade()
    {
        const QString root = QStringLiteral("--root=") + m_root->path();
        for (const char *name : {"agent", "master"}) {
            const Output users = run(QStringLiteral("systemd-sysusers"),
                                     {root, place(QStringLiteral("lib/sysusers.d/lockstep-%1.conf").arg(QLatin1String(name)))});
            QVERIFY2(users.exit == 0, qPrintable(users.text));
        }
        const QString accounts = textOf(m_root->filePath(QStringLiteral("etc/passwd")));
        QVERIFY(accounts.contains(QRegularExpression(QStringLiteral("^lockstep:.*nologin$"), QRegularExpression::MultilineOption)));
        QVERIFY(accounts.contains(QRegularExpression(QStringLiteral("^lockstep-master:.*nologin$"), QRegularExpression::MultilineOption)));
        QCOMPARE(valuesOf(unit(units[2]), QStringLiteral("User")), QStringList{QStringLiteral("lockstep-master")});
        const Output folders = run(QStringLiteral("systemd-tmpfiles"),
                                   {QStringLiteral("--create"), root, place(QStringLiteral("lib/tmpfiles.d/lockstep-agent.conf"))});
        QVERIFY2(folders.exit == 0, qPrintable(folders.text));
        for (const char *path : {"var/lib/lockstep", "etc/lockstep/local.d"}) {
            const QFileInfo folder(m_root->filePath(QLatin1String(path)));
            QVERIFY(folder.isDir());
            QCOMPARE(folder.permissions() & (QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
            QVERIFY(folder.permissions() & QFile::ReadOther);
        }
    }

    void appArmorTakesTheRules_data()
    {
        QTest::addColumn<QString>("more"); // in the file
        QTest::addColumn<bool>("taken");
        QTest::newRow("as they are") << QString() << true;
        QTest::newRow("with a fault") << QStringLiteral("/var/lib/lockstep/** q,\n") << false;
    }

    // As part of Debian's profile of named.
    void appArmorTakesTheRules()
    {
        QFETCH(QString, more);
        QFETCH(bool, taken);
        QStringList found;
        QDirIterator all(m_root->path(), {QStringLiteral("lockstep")}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            if (const QString path = all.next(); path.endsWith(QLatin1String("/etc/apparmor.d/local/lockstep")))
                found.append(path);
        }
        QCOMPARE(found.size(), 1);
        QTemporaryDir copy;
        const QString profiles = copy.filePath(QStringLiteral("apparmor.d"));
        QCOMPARE(run(QStringLiteral("cp"), {QStringLiteral("-a"), QStringLiteral("/etc/apparmor.d"), profiles}).exit, 0);
        const auto write = [](const QString &path, const QString &text) {
            QFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) == text.toUtf8().size();
        };
        QVERIFY(write(profiles + QStringLiteral("/local/lockstep"), textOf(found.first()) + more));
        QVERIFY(write(profiles + QStringLiteral("/local/usr.sbin.named"), QStringLiteral("include if exists <local/lockstep>\n")));
        const QStringList words{QStringLiteral("--base"), profiles, QStringLiteral("--skip-kernel-load"), QStringLiteral("--skip-cache"),
                                profiles + QStringLiteral("/usr.sbin.named")};
        const Output parsed = run(QStringLiteral("apparmor_parser"), words);
        QVERIFY2((parsed.exit == 0) == taken, qPrintable(parsed.text));
        const Output whole = run(QStringLiteral("apparmor_parser"), QStringList{QStringLiteral("--preprocess")} + words);
        QVERIFY(whole.text.contains(QLatin1String("  /var/lib/lockstep/gen/** r,")));
        QVERIFY(whole.text.contains(QLatin1String("  /etc/lockstep/local.d/** r,")));
    }

    void theConsoleIsInTheMenu()
    {
        const QString entry = textOf(place(QStringLiteral("share/applications/lockstep-console.desktop")));
        QVERIFY(entry.contains(QLatin1String("\n[Desktop Entry]\n")));
        QCOMPARE(valuesOf(entry, QStringLiteral("Type")), QStringList{QStringLiteral("Application")});
        QVERIFY(QFile::exists(place(QStringLiteral("bin/") + valuesOf(entry, QStringLiteral("Exec")).value(0))));
        for (const char *key : {"Name", "Comment", "Comment[de]", "Icon", "Categories"})
            QCOMPARE(valuesOf(entry, QLatin1String(key)).size(), 1);
    }
};

LOCKSTEP_SUITE(TestPackaging)
#include "tst_packaging.moc"
