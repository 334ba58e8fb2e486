// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/packing.h"
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <unistd.h>

using namespace lockstep;

// lockstep diff on tar archives: whole ones of every kind, and such as nobody means well with (made by Python's tarfile).
class TestArchiveDiffs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const char *top : {"old/etc/bind/", "new/etc/bind/"}) {
            const QString folder = QLatin1String(top);
            m_home.write(folder + QStringLiteral("named.conf"), "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net\"; };\n");
            m_home.write(folder + QStringLiteral("zones/example.net"),
                         QByteArray("$TTL 60\n@ SOA ns1 h ( 7 1 1 1 1 )\n@ NS ns1\nns1 A 192.0.2.") + (top[0] == 'o' ? "1\n" : "2\n"));
        }
    }

    void archivesOfEveryKindAreCompared_data()
    {
        QTest::addColumn<QString>("how"); // from plain.tar
        QTest::newRow("plain.tar") << QString();
        QTest::newRow("one.tar.gz") << QStringLiteral("gzip -c plain.tar");
        QTest::newRow("one.tgz") << QStringLiteral("gzip -c plain.tar");
        const QString python = QStringLiteral(
            "python3 -c 'import %1, sys; sys.stdout.buffer.write(%1.compress(open(\"plain.tar\", \"rb\").read()))'");
        QTest::newRow("one.tar.xz") << python.arg(QStringLiteral("lzma"));
        QTest::newRow("one.tar.bz2") << python.arg(QStringLiteral("bz2"));
        QTest::newRow("one.tar.zst") << QStringLiteral("cat packed");
    }

    void archivesOfEveryKindAreCompared()
    {
        QFETCH(QString, how);
        const QString name = QLatin1String(QTest::currentDataTag());
        QVERIFY(shell(QStringLiteral("tar -cf plain.tar -C old etc")));
        QFile plain(m_home.path(QStringLiteral("plain.tar")));
        QVERIFY(plain.open(QIODevice::ReadOnly));
        m_home.write(QStringLiteral("packed"), pack(plain.readAll()));
        QVERIFY(how.isEmpty() || shell(how + QStringLiteral(" > ") + name));
        const CliRun equal = run({name, QStringLiteral("old/etc/bind")});
        QCOMPARE(equal.err, QByteArray());
        QCOMPARE(equal.out, QByteArray("No differences.\n"));
        const CliRun changed = run({name, QStringLiteral("new/etc/bind")});
        QCOMPARE(changed.out, QByteArray("changed zones/example.net\n  ~ ns1 A 60 192.0.2.1 -> 192.0.2.2\n"));
        QCOMPARE(changed.exit, 1);
        QCOMPARE(run({name, name}).exit, 0);
        QVERIFY(run({name, QStringLiteral("new/etc/bind"), QStringLiteral("--json")}).out.contains("\"kind\": \"archive\""));
    }

    void whatIsCutShortIsTold()
    {
        QVERIFY(shell(QStringLiteral("tar -czf whole.tar.gz -C old etc && tar -cf whole.tar -C old etc")));
        for (const char *name : {"whole.tar.gz", "whole.tar"}) {
            QFile whole(m_home.path(QLatin1String(name)));
            QVERIFY(whole.open(QIODevice::ReadOnly));
            const QByteArray bytes = whole.readAll();
            for (const qsizetype size : {qsizetype(0), qsizetype(1), qsizetype(100), qsizetype(700), bytes.size() / 3}) {
                const QString cut = QStringLiteral("cut-") + QLatin1String(name);
                m_home.write(cut, bytes.first(std::min(size, bytes.size() - 9)));
                const CliRun seen = run({cut, QStringLiteral("old/etc/bind")});
                QVERIFY2(seen.exit == 1 || seen.exit == 2, qPrintable(QStringLiteral("%1 at %2: %3").arg(cut).arg(size).arg(seen.exit)));
                QVERIFY(seen.exit == 1 || seen.err.contains("cannot be read as a tar archive"));
            }
        }
        m_home.write(QStringLiteral("text.tar"), "this is no archive\n");
        QCOMPARE(run({QStringLiteral("text.tar"), QStringLiteral("old")}).exit, 2);
    }

    // Bytes anywhere in it may be others: it ends in a sentence or a difference.
    void damagedOnesDoNoHarm()
    {
        QVERIFY(shell(QStringLiteral("tar -cf good.tar -C old etc")));
        QFile good(m_home.path(QStringLiteral("good.tar")));
        QVERIFY(good.open(QIODevice::ReadOnly));
        const QByteArray bytes = good.readAll();
        for (int i = 0; i < 40; ++i) {
            QByteArray damaged = bytes;
            for (int hits = 0; hits < 3; ++hits)
                damaged[(i * 197 + hits * 61) % 4096] = char(i * 37 + hits);
            m_home.write(QStringLiteral("damaged.tar"), damaged);
            const CliRun seen = run({QStringLiteral("damaged.tar"), QStringLiteral("old/etc/bind")});
            QVERIFY(seen.exit >= 0 && seen.exit <= 2);
        }
    }

    void hostileOnesAreTold_data()
    {
        QTest::addColumn<QString>("made"); // by Python, with t a TarFile and add(name, bytes)
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QByteArray>("err");
        const auto row = [](const char *name, const char *made, int exit, const char *out, const char *err) {
            QTest::newRow(name) << QString::fromLatin1(made) << exit << QByteArray(out) << QByteArray(err);
        };
        row("a way up", "add('../evil', b'x'); add('a', b'new\\n')", 2, "changed a\n", "has an entry ../evil that leads out of it");
        row("a way up inside", "add('b/../../evil', b'x'); add('a', b'old\\n')", 2, "", "has an entry b/../../evil that leads");
        row("an absolute path", "add('/etc/evil', b'x'); add('a', b'old\\n')", 2, "", "has an entry /etc/evil that leads");
        row("a link", "link('a', '/etc/shadow')", 1, "changed a\n  ~ a link to /etc/shadow -> a file\n", "");
        row("a file below a link", "link('d', '/tmp'); add('d/evil', b'x'); add('a', b'old\\n')", 1, "removed d/evil\n", "");
        row("a hard link to outside", "link('h', '/etc/shadow', tarfile.LNKTYPE); add('a', b'old\\n')", 2, "", "has an entry h that leads");
        row("a file twice", "add('a', b'new\\n'); add('a', b'old\\n')", 0, "No differences.\n", "");
        row("a size of 10 GiB", "huge('big', 10 << 30); ", 2, "", "cannot be read as a tar archive");
        row("a size of 20 GiB, which is not passed over", "huge('big', 20 << 30); ", 2, "", "holds more than 1024 MiB");
        row("150 ways up", "for i in range(150): add('../evil%d' % i, b'x')", 2, "", "to nothing, beside those that are named: 50.");
        row("targets of much",
            "import gzip; t.close(); i = tarfile.TarInfo('l'); i.type = tarfile.SYMTYPE; i.linkname = 'x' * 250000\n"
            "open('hostile.tar.gz', 'wb').write(gzip.compress(i.tobuf(tarfile.GNU_FORMAT)) * 4400)",
            2, "", "holds more than 1024 MiB");
        row("a sparse file of 10 GiB", "sparse('big', 10 << 30); add('a', b'old\\n')", 2, "", "big has 10240 MiB; at most 256 MiB");
        row("a device", "device('dev'); add('a', b'old\\n')", 2, "", "dev is a device, a socket or a pipe");
        row("many files of much", "for i in range(5): add('f%d' % i, bytes(255 << 20))", 2, "", "holds more than 1024 MiB");
    }

    void hostileOnesAreTold()
    {
        QFETCH(QString, made);
        QFETCH(QByteArray, out);
        QFETCH(QByteArray, err);
        m_home.write(QStringLiteral("plain/a"), "old\n");
        m_home.write(QStringLiteral("make.py"), R"(
import io, tarfile
t = tarfile.open('hostile.tar.gz', 'w:gz', compresslevel=1, format=tarfile.PAX_FORMAT)
def add(name, data):
    i = tarfile.TarInfo(name); i.size = len(data); t.addfile(i, io.BytesIO(data))
def link(name, to, kind=tarfile.SYMTYPE):
    i = tarfile.TarInfo(name); i.type = kind; i.linkname = to; t.addfile(i)
def device(name):
    i = tarfile.TarInfo(name); i.type = tarfile.CHRTYPE; i.devmajor = 1; i.devminor = 5; t.addfile(i)
def huge(name, size):
    i = tarfile.TarInfo(name); i.size = size; t.fileobj.write(i.tobuf())
def sparse(name, size):
    i = tarfile.TarInfo(name); data = ('1\n%d\n1\n' % (size - 1)).encode().ljust(512, bytes(1)) + b'y'
    i.size = len(data)
    i.pax_headers = {'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': name, 'GNU.sparse.realsize': str(size)}
    t.addfile(i, io.BytesIO(data))
)" + made.toUtf8() + "\nt.close()\n");
        QVERIFY(shell(QStringLiteral("python3 make.py")));
        const CliRun seen = run({QStringLiteral("hostile.tar.gz"), QStringLiteral("plain")});
        QVERIFY2(seen.out.contains(out), seen.out.constData());
        QVERIFY2(seen.err.contains(err), seen.err.constData());
        QTEST(seen.exit, "exit");
        QVERIFY(!QFileInfo::exists(m_home.path(QStringLiteral("../evil")))); // nothing is unpacked anywhere
    }

private:
    CliRun run(const QStringList &sides) const { return m_home.run(QStringList{QStringLiteral("diff")} + sides); }

    bool shell(const QString &command) const
    {
        QProcess process;
        process.setWorkingDirectory(m_home.path({}));
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), command});
        return process.waitForFinished() && process.exitCode() == 0;
    }

    CliHome m_home;
};

LOCKSTEP_SUITE(TestArchiveDiffs)
#include "tst_archivediffs.moc"
