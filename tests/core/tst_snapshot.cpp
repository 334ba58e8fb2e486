// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

const Digest someDigest = Digest::of("some");

Entry file(const QString &path, const QByteArray &bytes = "x", Entry::Class cls = Entry::Class::Plain)
{
    return {QStringLiteral("etc"), path, Entry::Kind::File, cls, bytes.size(), Digest::of(bytes)};
}

Snapshot empty() { return {{{QStringLiteral("etc"), QStringLiteral("/etc/bind")}}, {}}; }

Snapshot sample()
{
    return empty()
        .with(file(QStringLiteral("named.conf")))
        .with(file(QStringLiteral("zones/b"), "bb"))
        .with(file(QStringLiteral("zones/a b"), "secret", Entry::Class::Secret));
}

QStringList paths(const QList<Entry> &entries)
{
    QStringList list;
    for (const Entry &entry : entries)
        list.append(entry.path);
    return list;
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theManifestIsThisText()
    {
        QCOMPARE(sample().manifest(), QByteArray("lockstep-manifest 1\nroot etc /etc/bind\nf etc plain 1 ") + Digest::of("x").hex() +
                                          " named.conf\nd etc plain 0 - zones\nf etc secret 6 " + Digest::of("secret").hex() +
                                          " zones/a b\nf etc plain 2 " + Digest::of("bb").hex() + " zones/b\n");
    }

    void aManifestComesBackAsItWas()
    {
        Snapshot two = sample();
        two.roots.append({QStringLiteral("var-zones"), QStringLiteral("/var/lib/my zones")});
        for (const Snapshot &snapshot : {Snapshot(), empty(), sample(), two}) {
            const Result<Snapshot> back = Snapshot::parse(snapshot.manifest());
            QVERIFY(back);
            QCOMPARE(*back, snapshot);
            QCOMPARE(back->id(), snapshot.id());
        }
        QVERIFY(two.id() != sample().id());
    }

    void orderOfEditsDoesNotMatter()
    {
        Snapshot other = empty().with(file(QStringLiteral("zones/a b"), "secret", Entry::Class::Secret));
        other = other.with(file(QStringLiteral("zones/b"), "older")).with(file(QStringLiteral("gone")));
        other = other.with(file(QStringLiteral("named.conf"))).with(file(QStringLiteral("zones/b"), "bb"));
        QCOMPARE(other.without(QStringLiteral("etc"), QStringLiteral("gone")), sample());
    }

    void entriesAreFoundByPlace()
    {
        const Snapshot snapshot = sample();
        QCOMPARE(snapshot.find(QStringLiteral("etc"), QStringLiteral("zones/b"))->size, 2);
        QVERIFY(snapshot.find(QStringLiteral("etc"), QStringLiteral("zones"))->kind == Entry::Kind::Folder);
        QVERIFY(!snapshot.find(QStringLiteral("etc"), QStringLiteral("zones/c")));
        QVERIFY(!snapshot.find(QStringLiteral("var"), QStringLiteral("zones/b")));
        QCOMPARE(snapshot.absolutePath(file(QStringLiteral("zones/b"))), QStringLiteral("/etc/bind/zones/b"));
    }

    void absolutePathsHaveAPlace_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("place"); // "" for none
        QTest::newRow("below the root") << QStringLiteral("/etc/bind/zones/b") << QStringLiteral("zones/b");
        QTest::newRow("the root itself is no entry") << QStringLiteral("/etc/bind") << QString();
        QTest::newRow("nor with a slash") << QStringLiteral("/etc/bind/") << QString();
        QTest::newRow("a neighbour that begins alike") << QStringLiteral("/etc/bind9/x") << QString();
        QTest::newRow("somewhere else") << QStringLiteral("/var/lib/bind/x") << QString();
        QTest::newRow("out through ..") << QStringLiteral("/etc/bind/../shadow") << QString();
        QTest::newRow("a doubled slash") << QStringLiteral("/etc/bind//zones") << QString();
    }

    void absolutePathsHaveAPlace()
    {
        QFETCH(QString, path);
        QFETCH(QString, place);
        const auto found = empty().placeOf(path);
        QCOMPARE(found.has_value(), !place.isEmpty());
        if (found)
            QCOMPARE(*found, QPair(QStringLiteral("etc"), place));
    }

    void namesInAFolder_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("names"); // "-": not known
        const auto row = [](const char *name, const char *folder, const char *names) {
            QTest::newRow(name) << QString::fromLatin1(folder) << QString::fromLatin1(names);
        };
        row("the root", "/etc/bind", "named.conf,zones,zones-old");
        row("below it", "/etc/bind/zones", "a b,b,deep");
        row("an empty one", "/etc/bind/zones/deep", "");
        row("one that is not there", "/etc/bind/none", "");
        row("a neighbour that begins alike", "/etc/bind/zones-old", "c");
        row("above the root", "/etc", "-");
        row("elsewhere", "/var/lib/bind", "-");
        row("out through ..", "/etc/bind/../x", "-");
    }

    void namesInAFolder()
    {
        QFETCH(QString, folder);
        QFETCH(QString, names);
        Snapshot snapshot = sample().with(file(QStringLiteral("zones-old/c")));
        snapshot = snapshot.with(file(QStringLiteral("zones/deep/x"))).without(QStringLiteral("etc"), QStringLiteral("zones/deep/x"));
        const auto found = snapshot.namesIn(folder);
        QCOMPARE(found ? found->join(u',') : QStringLiteral("-"), names);
    }

    void differencesAreSorted()
    {
        const Snapshot before = sample();
        const Snapshot after = before.with(file(QStringLiteral("a")))
                                   .with(file(QStringLiteral("zones/z")))
                                   .with(file(QStringLiteral("zones/b"), "other"))
                                   .with(file(QStringLiteral("named.conf"), "x", Entry::Class::Secret))
                                   .without(QStringLiteral("etc"), QStringLiteral("zones/a b"));
        const SnapshotDiff found = diff(before, after);
        QCOMPARE(paths(found.added), QStringList({QStringLiteral("a"), QStringLiteral("zones/z")}));
        QCOMPARE(paths(found.removed), QStringList(QStringLiteral("zones/a b")));
        QCOMPARE(found.changed.size(), 2); // the class counts as well as the bytes
        QCOMPARE(found.changed[0].second.cls, Entry::Class::Secret);
        QCOMPARE(found.changed[1].first.digest, Digest::of("bb"));
        QCOMPARE(found.changed[1].second.digest, Digest::of("other"));
        const SnapshotDiff none = diff(after, after);
        QVERIFY(none.added.isEmpty() && none.removed.isEmpty() && none.changed.isEmpty());
    }

    // sha256sum itself reads the export, names with spaces, backslashes and marks of its own format included.
    void theExportIsReadBySha256sum()
    {
        const QTemporaryDir folder;
        Snapshot snapshot = empty();
        const QStringList names{QStringLiteral("named.conf"),  QStringLiteral("zones/a b"), QStringLiteral("zones/ *c"),
                                QStringLiteral("zones/d\\ne"), QStringLiteral("\\f"),       QString::fromUtf8("zönen/g"),
                                QStringLiteral(" h ")};
        for (const QString &name : names) {
            const QString path = folder.filePath(QStringLiteral("etc/") + name);
            QVERIFY(QDir().mkpath(path.left(path.lastIndexOf(u'/'))));
            QFile out(path);
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(name.toUtf8()) > 0);
            snapshot = snapshot.with(file(name, name.toUtf8()));
        }
        const auto check = [&] {
            QProcess sum;
            sum.setWorkingDirectory(folder.path());
            sum.start(QStringLiteral("sha256sum"), {QStringLiteral("-c"), QStringLiteral("--strict")});
            sum.write(snapshot.checksums());
            sum.closeWriteChannel();
            return sum.waitForFinished() ? qMakePair(sum.exitCode(), int(sum.readAllStandardOutput().count(": OK"))) : qMakePair(-1, 0);
        };
        QCOMPARE(check(), qMakePair(0, int(names.size())));
        QFile changed(folder.filePath(QStringLiteral("etc/zones/a b")));
        QVERIFY(changed.open(QIODevice::Append) && changed.write("!") == 1);
        changed.close();
        QCOMPARE(check(), qMakePair(1, int(names.size()) - 1));
    }
};

LOCKSTEP_SUITE(TestSnapshot)
#include "tst_snapshot.moc"
