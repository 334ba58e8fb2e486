// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/scan.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>

using namespace lockstep;

namespace {

// A folder of the real disk, filled by names that may be any bytes.
class Place
{
public:
    Place() : m_files(realFiles()) {}
    ~Place() { std::filesystem::remove_all(m_folder.path().toStdString()); } // Qt does not remove names that are no UTF-8
    Files &files() { return *m_files; }
    QByteArray path(const QByteArray &name) const { return m_folder.path().toUtf8() + '/' + name; }
    QString place(const QString &name = {}) const { return m_folder.path() + (name.isEmpty() ? QString() : u'/' + name); }
    bool write(const QByteArray &name, const QByteArray &bytes, uint mode = 0644)
    {
        FILE *file = std::fopen(path(name).constData(), "wb");
        const bool good = file && std::fwrite(bytes.constData(), 1, size_t(bytes.size()), file) == size_t(bytes.size());
        return file && std::fclose(file) == 0 && good && ::chmod(path(name).constData(), mode) == 0;
    }
    bool folder(const QByteArray &name) { return ::mkdir(path(name).constData(), 0755) == 0; }
    Result<Scan> scan(const QStringList &exclusions = {}, const std::function<Result<void>(const Entry &, const QByteArray &)> &bytes = {})
    {
        return scanFolders(*m_files, {{QStringLiteral("etc"), m_folder.path()}}, exclusions, bytes);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Files> m_files;
};

QString codesOf(const Scan &scan)
{
    QStringList codes;
    for (const Error &problem : scan.problems)
        codes.append(problem.code + u' ' + problem.args.value(0).section(u'/', -1));
    return codes.join(u' ');
}

} // namespace

class TestScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFolderBecomesASnapshot()
    {
        Place place;
        QVERIFY(place.folder("zones") && place.folder("zones/empty") && place.folder("zones-old"));
        QVERIFY(place.write("named.conf", "options { };\n") && place.write("zones/b", "b") && place.write("zones/a b", ""));
        QVERIFY(place.write("tsig.key", "secret", 0640) && place.write("own", "x", 0600) && place.write("tool", "x", 0755));
        QMap<QString, QByteArray> seen;
        const Result<Scan> scan = place.scan({}, [&](const Entry &entry, const QByteArray &bytes) -> Result<void> {
            if (seen.contains(entry.path) || Digest::of(bytes) != entry.digest || bytes.size() != entry.size)
                return fail(QStringLiteral("file.io"), {entry.path});
            seen.insert(entry.path, bytes);
            return {};
        });
        QVERIFY(scan);
        QVERIFY(scan->problems.isEmpty() && scan->excluded.isEmpty());
        Snapshot expected{{{QStringLiteral("etc"), place.place()}}, {}};
        const auto put = [&](const char *path, const QByteArray &bytes, Entry::Class cls) {
            expected = expected.with({QStringLiteral("etc"), QLatin1String(path), Entry::Kind::File, cls, bytes.size(), Digest::of(bytes)});
        };
        put("named.conf", "options { };\n", Entry::Class::Plain);
        put("zones/b", "b", Entry::Class::Plain);
        put("zones/a b", "", Entry::Class::Plain);
        put("tsig.key", "secret", Entry::Class::Secret);
        put("own", "x", Entry::Class::Secret);
        put("tool", "x", Entry::Class::Plain);
        for (const char *path : {"zones/empty", "zones-old"})
            expected = expected.with({QStringLiteral("etc"), QLatin1String(path), Entry::Kind::Folder, Entry::Class::Plain, 0, {}});
        QCOMPARE(scan->snapshot, expected);
        QCOMPARE(seen.size(), 6);
        QCOMPARE(seen.value(QStringLiteral("tsig.key")), QByteArray("secret"));
        // Order by bytes, not by folders: "zones-old" stands before "zones/b".
        QCOMPARE(*Snapshot::parse(scan->snapshot.manifest()), expected);
    }

    void severalRootsAreOneSnapshot()
    {
        Place one;
        Place two;
        QVERIFY(one.write("same", "1") && two.write("same", "2"));
        const QList<Root> roots{{QStringLiteral("var"), two.place()}, {QStringLiteral("etc"), one.place()}};
        const Result<Scan> scan = scanFolders(one.files(), roots, {});
        QVERIFY(scan);
        QCOMPARE(scan->snapshot.entries.size(), 2);
        QCOMPARE(scan->snapshot.find(QStringLiteral("etc"), QStringLiteral("same"))->digest, Digest::of("1"));
        QCOMPARE(scan->snapshot.find(QStringLiteral("var"), QStringLiteral("same"))->digest, Digest::of("2"));
        QVERIFY(Snapshot::parse(scan->snapshot.manifest()));
    }

    void onlyPlainFilesAndFoldersAreManaged_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("a link to a file") << QByteArray("plain");
        QTest::newRow("a link to a folder") << QByteArray("folder");
        QTest::newRow("a link to the folder it stands in") << QByteArray(".");
        QTest::newRow("a link out of the root") << QByteArray("/etc/passwd");
        QTest::newRow("a link to nothing") << QByteArray("gone");
        QTest::newRow("a link to itself") << QByteArray("strange");
        QTest::newRow("a pipe, which would block") << QByteArray("|");
        QTest::newRow("a socket") << QByteArray("=");
        QTest::newRow("a device") << QByteArray("%");
    }

    void onlyPlainFilesAndFoldersAreManaged()
    {
        QFETCH(QByteArray, kind);
        Place place;
        QVERIFY(place.write("plain", "x") && place.folder("folder") && place.write("folder/in", "y"));
        const QByteArray strange = place.path("strange");
        if (kind == "|") {
            QVERIFY(::mkfifo(strange.constData(), 0644) == 0);
        } else if (kind == "=") {
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            QVERIFY(size_t(strange.size()) < sizeof address.sun_path);
            std::copy(strange.begin(), strange.end(), address.sun_path);
            const int handle = ::socket(AF_UNIX, SOCK_STREAM, 0);
            const bool bound = ::bind(handle, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
            ::close(handle);
            QVERIFY(bound);
        } else if (kind == "%") {
            if (::mknod(strange.constData(), S_IFCHR | 0644, makedev(1, 5)) != 0)
                QSKIP("This user may not make devices.");
        } else {
            QVERIFY(::symlink(kind.constData(), strange.constData()) == 0);
        }
        int read = 0;
        const Result<Scan> scan = place.scan({}, [&](const Entry &, const QByteArray &) -> Result<void> { return ++read, Result<void>(); });
        QVERIFY(scan);
        QCOMPARE(codesOf(*scan), QStringLiteral("snapshot.kind strange"));
        QCOMPARE(scan->snapshot.entries.size(), 3);
        QCOMPARE(read, 2);
        const Result<Scan> without = place.scan({QStringLiteral("strange")});
        QVERIFY(without && without->problems.isEmpty());
        QCOMPARE(without->excluded, QStringList(place.place(QStringLiteral("strange"))));
    }

    void namesThatCannotBeManagedAreProblems_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("a line end") << QByteArray("a\nb");
        QTest::newRow("an escape sequence") << QByteArray("a\x1b[31m");
        QTest::newRow("Latin-1 bytes") << QByteArray("z\xF6ne");
        QTest::newRow("text turned around") << QByteArray("a\xE2\x80\xAE"
                                                          "b");
    }

    void namesThatCannotBeManagedAreProblems()
    {
        QFETCH(QByteArray, name);
        Place place;
        QVERIFY(place.write("plain", "x") && place.write(name, "y"));
        const Result<Scan> file = place.scan();
        QVERIFY2(file, file ? "" : qPrintable(file.error().code));
        QCOMPARE(file->problems.size(), 1);
        QCOMPARE(file->problems.first().code, QStringLiteral("snapshot.name"));
        QCOMPARE(file->snapshot.entries.size(), 1);
        QVERIFY(::unlink(place.path(name).constData()) == 0 && place.folder(name) && place.write(name + "/in", "z"));
        const Result<Scan> folder = place.scan();
        QVERIFY(folder);
        QCOMPARE(folder->problems.size(), 1); // the folder, not each file in it
        QCOMPARE(folder->snapshot.entries.size(), 1);
    }

    void exclusionsMeanWholeNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("excluded");
        QTest::newRow("a package's new version") << QByteArray("named.conf.dpkg-dist") << true;
        QTest::newRow("what ucf leaves") << QByteArray("named.conf.ucf-old") << true;
        QTest::newRow("an editor's backup") << QByteArray("db.example~") << true;
        QTest::newRow("vim's swap file") << QByteArray(".db.example.swp") << true;
        QTest::newRow("emacs' own") << QByteArray("#db.example#") << true;
        QTest::newRow("the control key") << QByteArray("rndc.key") << true;
        QTest::newRow("a journal") << QByteArray("db.example.jnl") << true;
        QTest::newRow("the file behind inline signing") << QByteArray("db.example.jbk") << true;
        QTest::newRow("a zone that named signed") << QByteArray("db.example.signed") << true;
        QTest::newRow("a private key") << QByteArray("Kexample.+013+12345.private") << true;
        QTest::newRow("managed keys") << QByteArray("managed-keys.bind.jnl") << true;
        QTest::newRow("our own half-written file") << QByteArray("named.conf.lockstep-new") << true;
        QTest::newRow("a public key") << QByteArray("Kexample.+013+12345.key") << false;
        QTest::newRow("a key that only ends alike") << QByteArray("my-rndc.key") << false;
        QTest::newRow("a key that only begins alike") << QByteArray("rndc.keys") << false;
        QTest::newRow("a zone named like a package leftover") << QByteArray("dpkg-zone") << false;
        QTest::newRow("a name with a tilde in it") << QByteArray("a~b") << false;
        QTest::newRow("a hidden file") << QByteArray(".hidden") << false;
    }

    void exclusionsMeanWholeNames()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, excluded);
        Place place;
        QVERIFY(place.folder("zones") && place.write("zones/" + name, "x"));
        const Result<Scan> scan = place.scan(defaultExclusions());
        QVERIFY(scan && scan->problems.isEmpty());
        QCOMPARE(scan->snapshot.entries.size(), excluded ? 1 : 2);
        QCOMPARE(scan->excluded, excluded ? QStringList(place.place(QStringLiteral("zones/") + QString::fromUtf8(name))) : QStringList());
    }

    void anExcludedFolderIsNotEntered()
    {
        Place place;
        QVERIFY(place.folder("backup~") && place.write("backup~/x", "x") && place.write("kept", "x"));
        QVERIFY(::symlink("/", place.path("backup~/root").constData()) == 0);
        const Result<Scan> scan = place.scan(defaultExclusions());
        QVERIFY(scan && scan->problems.isEmpty());
        QCOMPARE(scan->excluded, QStringList(place.place(QStringLiteral("backup~"))));
        QCOMPARE(scan->snapshot.entries.size(), 1);
    }

    void whatCannotBeReadEndsTheScan()
    {
        Place place;
        QVERIFY(place.write("a", "x") && place.write("b", "x"));
        const QString missing = place.place(QStringLiteral("gone"));
        const Result<Scan> gone = scanFolders(place.files(), {{QStringLiteral("etc"), missing}}, {});
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, QStringLiteral("file.missing"));
        QCOMPARE(gone.error().args.value(0), missing);
        int taken = 0;
        const Result<Scan> refused = place.scan({}, [&](const Entry &, const QByteArray &) -> Result<void> {
            ++taken;
            return fail(QStringLiteral("file.full"), {QStringLiteral("/store")});
        });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("file.full"));
        QCOMPARE(taken, 1);
    }
};

LOCKSTEP_SUITE(TestScan)
#include "tst_scan.moc"
