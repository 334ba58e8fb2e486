// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <atomic>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace lockstep;

// What lockstep diff is given that cannot be compared, or changes while it is read: a sentence, never an end by a signal.
class TestBadDiffs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const char *top : {"old/", "new/"}) {
            m_home.write(QLatin1String(top) + QStringLiteral("named.conf"), "options { directory \"/etc/bind\"; };\n");
            m_home.write(QLatin1String(top) + QStringLiteral("a"), QByteArray(top) + '\n');
        }
    }

    void linksAreComparedByWhereTheyLead()
    {
        for (const char *top : {"link-old", "link-new"})
            QDir(m_home.path({})).mkdir(QLatin1String(top));
        QVERIFY(QFile::link(QStringLiteral("/etc/shadow"), m_home.path(QStringLiteral("link-old/same"))));
        QVERIFY(QFile::link(QStringLiteral("/etc/shadow"), m_home.path(QStringLiteral("link-new/same"))));
        QCOMPARE(run("diff link-old link-new").exit, 0);
        QVERIFY(QFile::link(QStringLiteral("/etc/shadow"), m_home.path(QStringLiteral("link-old/other"))));
        QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), m_home.path(QStringLiteral("link-new/other"))));
        const CliRun changed = run("diff link-old link-new");
        QCOMPARE(changed.exit, 1);
        QCOMPARE(changed.out, QByteArray("changed other\n  ~ a link to /etc/shadow -> a link to /etc/passwd\n"));
        const CliRun patch = run("diff --patch link-old link-new");
        QCOMPARE(patch.exit, 2);
        QCOMPARE(patch.out, QByteArray());
        QVERIFY(patch.err.startsWith("other is a link on one side"));
    }

    // A folder that leads back to itself by a link has an end, and a pipe nobody writes to is not waited for.
    void nothingIsWaitedFor()
    {
        for (const char *top : {"odd-old", "odd-new"}) {
            QVERIFY(QDir(m_home.path({})).mkdir(QLatin1String(top)));
            QVERIFY(QFile::link(QStringLiteral("."), m_home.path(QLatin1String(top) + QStringLiteral("/loop"))));
            QCOMPARE(::mkfifo(m_home.path(QLatin1String(top) + QStringLiteral("/pipe")).toUtf8().constData(), 0600), 0);
        }
        const CliRun odd = run("diff odd-old odd-new");
        QCOMPARE(odd.exit, 2);
        QCOMPARE(odd.err, QByteArray("pipe is a device, a socket or a pipe, which cannot be compared.\n"));
    }

    void devicesAndFoldersAreNoFiles()
    {
        QCOMPARE(run("diff /dev/zero /dev/zero").err, QByteArray("/dev/zero is no file: it is a folder, a device or a socket.\n"));
        QCOMPARE(run("zone check old").err, QByteArray("old is no file: it is a folder, a device or a socket.\n"));
        QCOMPARE(run("diff old old/a").exit, 2);
    }

    void whatMayNotBeReadIsTold()
    {
        if (::geteuid() == 0) {
            if (QProcess::execute(QStringLiteral("setpriv"), {QStringLiteral("--bounding-set=-all"), QStringLiteral("true")}) != 0)
                QSKIP("The rights of root cannot be given up here.");
        }
        for (const char *top : {"closed-old", "closed-new"}) {
            const QString folder = QLatin1String(top) + u'/';
            m_home.write(folder + QStringLiteral("a"), "text\n");
            m_home.write(folder + QStringLiteral("b"), QByteArray(top) + '\n');
            m_home.write(folder + QStringLiteral("inner/c"), "text\n");
            QCOMPARE(::chmod(m_home.path(folder + QStringLiteral("a")).toUtf8().constData(), 0), 0);
            QCOMPARE(::chmod(m_home.path(folder + QStringLiteral("inner")).toUtf8().constData(), 0), 0);
        }
        QProcess process;
        process.setWorkingDirectory(m_home.path({}));
        process.start(QStringLiteral("setpriv"),
                      {QStringLiteral("--bounding-set=-all"), QStringLiteral("--inh-caps=-all"), CliHome::bin() + QStringLiteral("/lockstep"),
                       QStringLiteral("diff"), QStringLiteral("closed-old"), QStringLiteral("closed-new")});
        const CliRun closed = CliHome::ended(process);
        for (const char *inner : {"closed-old/inner", "closed-new/inner"})
            ::chmod(m_home.path(QLatin1String(inner)).toUtf8().constData(), 0700); // or it could not be removed
        QCOMPARE(closed.exit, 2);
        QVERIFY2(closed.err.contains("No permission to read closed-old/a. "), closed.err.constData());
        QVERIFY2(closed.err.contains("No permission to read closed-new/inner. "), closed.err.constData());
        QVERIFY2(closed.out.contains("changed b\n"), closed.out.constData()); // the rest is shown all the same
    }

    // More than is ever shown, and sparse, so that it costs no disk: told before it is read.
    void whatIsTooLargeIsTold()
    {
        for (const char *name : {"large-old/x", "large-new/x", "large.db"}) {
            m_home.write(QLatin1String(name), "x");
            QCOMPARE(::truncate(m_home.path(QLatin1String(name)).toUtf8().constData(), off_t(10) << 30), 0);
        }
        QCOMPARE(run("diff large-old large-new").err, QByteArray("large-old/x has 10240 MiB; at most 256 MiB can be read here.\n"));
        QCOMPARE(run("diff large.db old/a").err, QByteArray("large.db has 10240 MiB; at most 256 MiB can be read here.\n"));
        QCOMPARE(::truncate(m_home.path(QStringLiteral("large.db")).toUtf8().constData(), off_t(1) << 43), 0);
        const CliRun check = run("zone check large.db");
        QCOMPARE(check.exit, 2);
        QVERIFY2(check.err.startsWith("large.db has 8388608 MiB; at most "), check.err.constData());
    }

    void aPipeIsReadToItsEnd()
    {
        QByteArray numbers;
        for (int i = 1; i <= 100'000; ++i)
            numbers += QByteArray::number(i) + '\n';
        m_home.write(QStringLiteral("numbers"), numbers);
        QProcess process;
        process.setWorkingDirectory(m_home.path({}));
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("seq 1 100000 | \"$0\" diff --text /dev/stdin numbers"),
                                             CliHome::bin() + QStringLiteral("/lockstep")});
        const CliRun equal = CliHome::ended(process);
        QCOMPARE(equal.out, QByteArray("No differences.\n"));
        QCOMPARE(equal.exit, 0);
        QProcess endless;
        endless.setWorkingDirectory(m_home.path({}));
        endless.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("cat /dev/zero | \"$0\" diff /dev/stdin numbers"),
                                             CliHome::bin() + QStringLiteral("/lockstep")});
        const CliRun large = CliHome::ended(endless);
        QCOMPARE(large.exit, 2);
        QCOMPARE(large.err, QByteArray("/dev/stdin has 257 MiB; at most 256 MiB can be read here.\n"));
    }

    // Files that are cut short, grow and vanish while they are read: whatever it says, it ends by itself.
    void whatChangesMeanwhileEndsInASentence()
    {
        const QString path = m_home.path(QStringLiteral("restless/x.db"));
        m_home.write(QStringLiteral("restless/x.db"), "x");
        m_home.write(QStringLiteral("still/x.db"), "x");
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            const QByteArray name = path.toUtf8();
            const QByteArray text = QByteArray("www A 192.0.2.1\n").repeated(20'000);
            while (!stop) {
                const int descriptor = ::open(name.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
                (void)!::write(descriptor, text.constData(), size_t(text.size()));
                (void)!::ftruncate(descriptor, 10);
                ::close(descriptor);
                ::unlink(name.constData());
            }
        });
        int troubles = 0;
        for (int round = 0; round < 15; ++round) {
            for (const char *words : {"diff restless still", "zone stat restless/x.db", "diff --records restless/x.db still/x.db"}) {
                const CliRun seen = run(words);
                if (seen.exit < 0 || seen.exit > 2 || (seen.exit == 2 && seen.err.isEmpty())) {
                    stop = true;
                    writer.join();
                    QFAIL(qPrintable(QStringLiteral("%1: %2 %3").arg(QLatin1String(words)).arg(seen.exit).arg(QString::fromUtf8(seen.err))));
                }
                troubles += seen.exit == 2;
            }
        }
        stop = true;
        writer.join();
        QVERIFY(troubles > 0);
    }

    // Whoever reads the output may go away.
    void aClosedPipeIsNoCrash()
    {
        QByteArray lines;
        for (int i = 0; i < 100'000; ++i)
            lines += "line " + QByteArray::number(i) + '\n';
        m_home.write(QStringLiteral("many"), lines);
        m_home.write(QStringLiteral("none"), {});
        QProcess process;
        process.setWorkingDirectory(m_home.path({}));
        process.start(QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("\"$0\" diff none many | head -n 1; echo ${PIPESTATUS[0]}"),
                                               CliHome::bin() + QStringLiteral("/lockstep")});
        const CliRun seen = CliHome::ended(process);
        QCOMPARE(seen.out, QByteArray("changed many\n141\n")); // SIGPIPE, as for any program
        QCOMPARE(seen.err, QByteArray());
    }

    void namesThatAreNoUtf8AreCompared()
    {
        for (const char *top : {"names-old", "names-new"}) {
            QVERIFY(QDir(m_home.path({})).mkdir(QLatin1String(top)));
            const QByteArray path = m_home.path(QLatin1String(top)).toUtf8() + "/b\xe4\xff.db";
            const int descriptor = ::open(path.constData(), O_WRONLY | O_CREAT, 0600);
            QVERIFY(descriptor >= 0);
            QCOMPARE(::write(descriptor, top, 9), ssize_t(9));
            ::close(descriptor);
        }
        const CliRun seen = run("diff names-old names-new");
        QCOMPARE(seen.exit, 1);
        QVERIFY(seen.out.contains("-names-old"));
        QVERIFY(run("diff --patch names-old names-new").out.contains("+++ b/b\xe4\xff.db"));
        for (const char *top : {"names-old", "names-new"}) // Qt could not remove them
            QCOMPARE(::unlink((m_home.path(QLatin1String(top)).toUtf8() + "/b\xe4\xff.db").constData()), 0);
    }

private:
    CliRun run(const char *words) const { return m_home.run(QString::fromLatin1(words).split(u' ')); }

    CliHome m_home;
};

LOCKSTEP_SUITE(TestBadDiffs)
#include "tst_baddiffs.moc"
