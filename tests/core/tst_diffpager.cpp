// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lockstep;

// lockstep diff on a terminal: a pager for what is longer than the screen, and colours.
class TestDiffPager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QByteArray before;
        QByteArray after;
        for (int i = 0; i < 40'000; ++i) {
            before += "old " + QByteArray::number(i) + '\n';
            after += "new " + QByteArray::number(i) + '\n';
        }
        m_home.write(QStringLiteral("old"), before);
        m_home.write(QStringLiteral("new"), after);
        m_home.write(QStringLiteral("few-old"), "one\n");
        m_home.write(QStringLiteral("few-new"), "one\ntwo\n");
        script("keep", "cat > kept; exit 3");
        script("leave", "head -c 10 > kept; exit 0");
    }

    void whatIsLongGoesThroughThePager()
    {
        const Seen seen = onTerminal({"LOCKSTEP_PAGER=./keep", "PAGER=./leave"}, "diff old new");
        QCOMPARE(seen.exit, 1); // the difference's, not the pager's
        QCOMPARE(seen.text, QByteArray());
        const QByteArray kept = read("kept");
        QVERIFY(kept.contains("changed new"));
        QVERIFY(kept.contains("\033[32m+new "));
        QCOMPARE(kept.count('\n'), 80'002);
    }

    void pagersAreLookedForInOrder()
    {
        QCOMPARE(onTerminal({"LOCKSTEP_PAGER=", "PAGER=./keep"}, "diff old new").text.count('\n'), 80'002); // none is wished
        QVERIFY(read("kept").isEmpty());
        QCOMPARE(onTerminal({"PAGER=./keep"}, "diff old new").text, QByteArray());
        QCOMPARE(onTerminal({"PAGER=cat"}, "diff old new").text.count('\n'), 80'002);
    }

    void whatFitsOnTheScreenIsPrinted()
    {
        const Seen seen = onTerminal({"PAGER=./keep"}, "diff few-old few-new");
        QCOMPARE(seen.exit, 1);
        QVERIFY(seen.text.contains("+two"));
        QVERIFY(read("kept").isEmpty());
    }

    void aPagerThatIsLeftEarlyIsNoFault()
    {
        const Seen seen = onTerminal({"PAGER=./leave"}, "diff old new");
        QCOMPARE(seen.exit, 1);
        QCOMPARE(seen.text, QByteArray());
        QCOMPARE(read("kept").size(), 10);
    }

    void aPagerThatCannotBeStartedIsPassedBy()
    {
        const Seen seen = onTerminal({"PAGER=./not-there"}, "diff old new");
        QCOMPARE(seen.exit, 1);
        QVERIFY(seen.text.contains("not-there")); // sh says so
        QVERIFY(seen.text.contains("+new 39999"));
        QVERIFY(seen.text.count('\n') >= 80'002);
    }

    void thereIsNonWhereNobodyReads_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("asked not to") << QStringLiteral("diff --no-pager old new");
        QTest::newRow("JSON") << QStringLiteral("diff --json old new");
    }

    void thereIsNonWhereNobodyReads()
    {
        QFETCH(QString, words);
        const Seen seen = onTerminal({"PAGER=./keep"}, words.toUtf8());
        QCOMPARE(seen.exit, 1);
        QVERIFY(seen.text.contains("new 39999"));
        QVERIFY(read("kept").isEmpty());
        const CliRun piped = m_home.run(words.split(u' '));
        QVERIFY(piped.out.contains("new 39999"));
        QVERIFY(!piped.out.contains('\033'));
    }

    void coloursFollowTheTerminal()
    {
        QVERIFY(onTerminal({"PAGER=cat"}, "diff few-old few-new").text.contains("\033[32m+two\033[0m"));
        QVERIFY(!onTerminal({"PAGER=cat", "NO_COLOR=1"}, "diff few-old few-new").text.contains('\033'));
        QVERIFY(!onTerminal({"PAGER=cat"}, "--color never diff few-old few-new").text.contains('\033'));
        QVERIFY(onTerminal({"PAGER=cat"}, "diff --patch few-old few-new").text.contains("\033[32m+two\033[0m"));
    }

    // What drives a terminal is made visible on one, and goes as it is into a pipe.
    void patchesDoNotDriveTheTerminal()
    {
        m_home.write(QStringLiteral("evil"), "one\n\033[2Jtwo\n");
        QVERIFY(!onTerminal({"PAGER=cat"}, "diff --patch few-old evil").text.contains("\033[2J"));
        QVERIFY(m_home.run({QStringLiteral("diff"), QStringLiteral("--patch"), QStringLiteral("few-old"), QStringLiteral("evil")})
                    .out.contains("+\033[2Jtwo\n"));
        QVERIFY(!m_home.run({QStringLiteral("diff"), QStringLiteral("few-old"), QStringLiteral("evil")}).out.contains('\033'));
    }

private:
    struct Seen
    {
        int exit = -1;
        QByteArray text;
    };

    void script(const char *name, const QByteArray &text)
    {
        m_home.write(QLatin1String(name), "#!/bin/sh\n" + text + '\n');
        QFile::setPermissions(m_home.path(QLatin1String(name)), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QByteArray read(const char *name) const
    {
        QFile file(m_home.path(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    // On a terminal of 24 rows and 80 columns; gives what came to be seen there.
    Seen onTerminal(const QByteArrayList &variables, const QByteArray &words)
    {
        QFile::remove(m_home.path(QStringLiteral("kept")));
        const QByteArray program = (CliHome::bin() + QStringLiteral("/lockstep")).toUtf8();
        const QByteArray folder = m_home.path({}).toUtf8();
        QByteArrayList arguments{program};
        arguments += words.split(' ');
        std::vector<char *> argv;
        for (QByteArray &one : arguments)
            argv.push_back(one.data());
        argv.push_back(nullptr);
        winsize size{24, 80, 0, 0};
        int terminal = -1;
        const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
        if (child == 0) {
            for (const char *name : {"LOCKSTEP_PAGER", "PAGER", "NO_COLOR", "LESS"})
                ::unsetenv(name);
            ::setenv("TERM", "xterm", 1);
            for (const QByteArray &one : variables)
                ::setenv(one.left(one.indexOf('=')).constData(), one.mid(one.indexOf('=') + 1).constData(), 1);
            if (::chdir(folder.constData()) == 0)
                ::execv(program.constData(), argv.data());
            ::_exit(99);
        }
        Seen seen;
        char bytes[65536];
        for (;;) {
            const ssize_t count = ::read(terminal, bytes, sizeof bytes);
            if (count <= 0) // EIO: nobody has the terminal any more
                break;
            seen.text.append(bytes, count);
        }
        ::close(terminal);
        int status = 0;
        if (::waitpid(child, &status, 0) == child && WIFEXITED(status))
            seen.exit = WEXITSTATUS(status);
        seen.text.replace("\r\n", "\n");
        return seen;
    }

    CliHome m_home;
};

LOCKSTEP_SUITE(TestDiffPager)
#include "tst_diffpager.moc"
