// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

using namespace lockstep;

// `lockstep` does what needs no master, and becomes lockstep-remote for the rest. Here another program stands in its place that
// tells how it was called.
class TestTwoPrograms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(QFile::copy(CliHome::bin() + QStringLiteral("/lockstep"), m_folder.filePath(QStringLiteral("lockstep"))));
    }

    void init()
    {
        QFile::remove(remote());
        QFile script(remote());
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nfor word in \"$@\"; do printf '<%s>' \"$word\"; done\nprintf ' %s ' \"$TOLD\"\ncat\nexit 77\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void whatNeedsAMasterGoesToTheOther_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<bool>("goes");
        const auto row = [](const char *words, bool goes) { QTest::newRow(words) << QString::fromLatin1(words).split(u' ') << goes; };
        for (const char *verb : {"group", "status", "member", "stage", "prepare", "deploy", "rollback", "history"})
            row(verb, true);
        row("group list --json", true);
        row("--json status", true);
        row("-g Edge status", true);
        row("-gEdge status", true);
        row("--group=Edge status", true);
        row("--color pink status", true);
        row("status --help", true);
        row("status --frobnicate", true);
        row("diff", true);
        row("diff --live", true);
        row("diff --from live --to staged --json", true);
        row("diff --member ns1", true);
        row("diff old new", false);
        row("diff --help", false);
        row("--frobnicate status", false);
        row("--help", false);
        row("--version status", false);
        row("stat", false);
        row("zone check status", false);
        QTest::newRow("odd words") << QStringList{QStringLiteral("stage"), QString(), QStringLiteral("a b"), QStringLiteral("\u00e4\n*")} << true;
    }

    void whatNeedsAMasterGoesToTheOther()
    {
        QFETCH(QStringList, words);
        QFETCH(bool, goes);
        const CliRun run = lockstep(words);
        QCOMPARE(run.exit == 77, goes);
        if (goes) {
            QCOMPARE(QString::fromUtf8(run.out), u'<' + words.join(QStringLiteral("><")) + QStringLiteral("> by its environment what it reads"));
            QCOMPARE(run.err, QByteArray());
        }
    }

    void aMissingProgramIsTold()
    {
        QVERIFY(QFile::remove(remote()));
        for (const char *words : {"status", "diff"}) {
            const CliRun run = lockstep({QLatin1String(words)});
            QCOMPARE(run.exit, 2);
            QCOMPARE(run.out, QByteArray());
            QCOMPARE(QString::fromUtf8(run.err),
                     QStringLiteral("The program %1 is missing, which talks to the master and opens archives. Install it beside lockstep.\n")
                         .arg(remote()));
        }
        QCOMPARE(lockstep({QStringLiteral("--version")}).exit, 0);
    }

    void aProgramThatCannotBeStartedIsTold()
    {
        QVERIFY(QFile::setPermissions(remote(), QFile::ReadOwner));
        const CliRun run = lockstep({QStringLiteral("status")});
        QCOMPARE(run.exit, 2);
        QCOMPARE(
            QString::fromUtf8(run.err),
            QStringLiteral("The program %1, which talks to the master and opens archives, could not be started: Permission denied.\n").arg(remote()));
    }

    void helpNamesTheVerbsOfBoth()
    {
        const QByteArray help = lockstep({QStringLiteral("--help")}).out;
        for (const char *verb : {"group", "status", "member", "stage", "prepare", "deploy", "rollback", "history", "diff", "check", "explain"})
            QVERIFY2(help.contains(QByteArray("\n  ") + verb + ' '), verb);
        QCOMPARE(m_home.run({QStringLiteral("--help")}).out, help);
        // The other one says the same of a verb as the list.
        for (const char *verb : {"group", "status", "rollback"}) {
            const CliRun run = m_home.run({QLatin1String(verb), QStringLiteral("--help")});
            QCOMPARE(run.exit, 0);
            QVERIFY(help.contains(run.out.left(run.out.indexOf('\n'))));
            QVERIFY(run.out.contains(QByteArray("Usage: lockstep ") + verb));
        }
    }

    void wrongUsageIsToldAlike_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char *words, const char *sentence) { QTest::newRow(words) << QByteArray(sentence) + '\n'; };
        row("group", "Say what to do; the commands are listed by: lockstep group --help");
        row("group frobnicate", "There is no command \"frobnicate\" here. See: lockstep group --help");
        row("--json status --frobnicate", "There is no option \"--frobnicate\" here. See: lockstep status --help");
        row("status now", "The word \"now\" is one too many. See: lockstep status --help");
    }

    void wrongUsageIsToldAlike()
    {
        QFETCH(QByteArray, sentence);
        const CliRun run = m_home.run(QString::fromLatin1(QTest::currentDataTag()).split(u' '));
        QCOMPARE(run.exit, 2);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err, sentence);
    }

    void theSmallOneLoadsNoNetwork()
    {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {CliHome::bin() + QStringLiteral("/lockstep")});
        QVERIFY(ldd.waitForFinished());
        const QString libraries = QString::fromUtf8(ldd.readAllStandardOutput());
        QVERIFY(libraries.contains(QLatin1String("libQt6Core")));
        for (const char *name : {"libQt6Network", "libQt6WebSockets", "libQt6Sql", "libcurl", "libkrb5", "libssl", "libcrypto"})
            QVERIFY2(!libraries.contains(QLatin1String(name)), name);
    }

private:
    QString remote() const { return m_folder.filePath(QStringLiteral("lockstep-remote")); }
    CliRun lockstep(const QStringList &words) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TOLD"), QStringLiteral("by its environment"));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(m_folder.filePath(QStringLiteral("lockstep")), words);
        process.write("what it reads");
        process.closeWriteChannel();
        return CliHome::ended(process);
    }

    QTemporaryDir m_folder;
    CliHome m_home;
};

LOCKSTEP_SUITE(TestTwoPrograms)
#include "tst_twoprograms.moc"
