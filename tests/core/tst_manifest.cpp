// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace lockstep;

// Manifests come from peers: whatever they hold is read in time that grows with their size.
class TestManifest : public QObject
{
    Q_OBJECT
    static QByteArray manifest(const QByteArray &line) { return "lockstep-manifest 1\nroot etc-bind /etc/bind\n" + line + '\n'; }

private Q_SLOTS:
    void spacesBelongToThePath()
    {
        const QByteArray text = manifest("f etc-bind plain 3 " + Digest::of("abc").hex() + " my  zone file");
        const Result<Snapshot> parsed = Snapshot::parse(text);
        QVERIFY(parsed);
        QCOMPARE(parsed->entries.value(0).path, QStringLiteral("my  zone file"));
        QCOMPARE(parsed->manifest(), text);
    }

    void aWordTooFewIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no path") << QByteArray("f etc-bind plain 3 " + Digest::of("abc").hex());
        QTest::newRow("an empty path") << QByteArray("f etc-bind plain 3 " + Digest::of("abc").hex() + " ");
        QTest::newRow("one word") << QByteArray("f");
        QTest::newRow("nothing") << QByteArray();
    }
    void aWordTooFewIsRefused()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!Snapshot::parse(manifest(line)));
    }

    void millionsOfSpacesAreReadAtOnce_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing but spaces") << QByteArray(6 << 20, ' ');
        QTest::newRow("in a path") << QByteArray("f etc-bind plain 3 " + Digest::of("abc").hex() + " a" + QByteArray(6 << 20, ' ') + "b");
    }
    void millionsOfSpacesAreReadAtOnce()
    {
        QFETCH(QByteArray, line);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!Snapshot::parse(manifest(line))); // longer than any path
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }
};

LOCKSTEP_SUITE(TestManifest)
#include "tst_manifest.moc"
