// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/objectstore.h"
#include "core/snapshot/packing.h"
#include "tests/simulation/processfiles.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString folder = QStringLiteral("/var/objects");
const QByteArray key(32, 'k');
const QByteArray secret = "key \"transfer\" { algorithm hmac-sha256; secret \"bG9ja3N0ZXAgdGVzdCBzZWNyZXQ=\"; };\n";

QStringList filesBelow(Files &files, const QString &path)
{
    QStringList found;
    const QStringList names = files.list(path).value_or(QStringList());
    for (const QString &name : names) {
        const QString inside = path + u'/' + name;
        if (files.facts(inside)->kind == FileFacts::Kind::Folder)
            found += filesBelow(files, inside);
        else
            found.append(inside);
    }
    return found;
}

} // namespace

class TestObjectStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsPutComesBack_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no bytes") << QByteArray();
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("a key") << secret;
        QTest::newRow("a mebibyte that does not shrink") << randomBytes(1 << 20);
        QTest::newRow("bytes that look like a stored object") << QByteArray("LSO1") + randomBytes(64);
    }

    void whatIsPutComesBack()
    {
        QFETCH(QByteArray, bytes);
        MemoryFiles disk(systemClock());
        ObjectStore store(disk, folder, key);
        QVERIFY(!store.has(Digest::of(bytes)));
        QCOMPARE(store.get(Digest::of(bytes)).error().code, QStringLiteral("snapshot.missing"));
        QCOMPARE(*store.put(bytes), Digest::of(bytes));
        QVERIFY(store.has(Digest::of(bytes)));
        QCOMPARE(*store.get(Digest::of(bytes)), bytes);
        QCOMPARE(*ObjectStore(disk, folder, key).get(Digest::of(bytes)), bytes);
    }

    void nothingReadableStandsOnDisk()
    {
        MemoryFiles disk(systemClock());
        ObjectStore store(disk, folder, key);
        QVERIFY(store.put(secret));
        QVERIFY(store.put(secret.repeated(50)));
        const QStringList names = filesBelow(disk, folder);
        QCOMPARE(names.size(), 2);
        for (const QString &name : names) {
            const QByteArray stored = *disk.read(name);
            for (qsizetype at = 0; at + 8 <= secret.size(); ++at)
                QVERIFY(!stored.contains(secret.sliced(at, 8)));
            QVERIFY(!stored.contains(QByteArray("\x28\xB5\x2F\xFD"))); // zstd's mark: packed only
            QVERIFY(!stored.contains(key.first(8)));
            QCOMPARE(disk.facts(name)->mode, 0600U);
            QCOMPARE(disk.facts(name.left(name.lastIndexOf(u'/')))->mode, 0700U);
        }
    }

    void theSameBytesAreWrittenOnce()
    {
        MemoryFiles disk(systemClock());
        ObjectStore store(disk, folder, key);
        QVERIFY(store.put(secret));
        const QString name = filesBelow(disk, folder).value(0);
        const QByteArray stored = *disk.read(name);
        QVERIFY(store.put(secret));
        QVERIFY(ObjectStore(disk, folder, key).put(secret));
        QCOMPARE(filesBelow(disk, folder), QStringList(name));
        QCOMPARE(*disk.read(name), stored); // a new nonce would show
    }

    void anythingElseThanWhatWasPutIsDamage()
    {
        MemoryFiles disk(systemClock());
        ObjectStore store(disk, folder, key);
        const Digest digest = *store.put(secret);
        const QString name = filesBelow(disk, folder).value(0);
        const QByteArray stored = *disk.read(name);
        const auto verdict = [&](const QByteArray &bytes) {
            if (!disk.write(name, bytes, 0600))
                return QStringLiteral("the disk failed");
            const Result<QByteArray> got = store.get(digest);
            return got ? QStringLiteral("read") : got.error().code;
        };
        const QString damaged = QStringLiteral("snapshot.damaged");
        for (qsizetype bit = 0; bit < stored.size() * 8; ++bit) {
            QByteArray changed = stored;
            changed[bit / 8] = char(changed[bit / 8] ^ (1 << bit % 8));
            QCOMPARE(verdict(changed), damaged);
        }
        for (qsizetype size = 0; size < stored.size(); ++size)
            QCOMPARE(verdict(stored.first(size)), damaged);
        QCOMPARE(verdict(stored + '\n'), damaged);
        QCOMPARE(verdict(secret), damaged);
        // Another object of this very store, and other bytes under this name by somebody who has the key.
        QVERIFY(store.put("other"));
        const QStringList names = filesBelow(disk, folder);
        const QString other = names[0] == name ? names[1] : names[0];
        QCOMPARE(verdict(*disk.read(other)), damaged);
        QCOMPARE(verdict("LSO1" + sealBytes(key, pack("other"), digest.bytes())), damaged);
        QCOMPARE(verdict(stored), QStringLiteral("read"));
        QCOMPARE(store.get(digest).value_or(QByteArray()), secret);
        const Result<QByteArray> wrongKey = ObjectStore(disk, folder, QByteArray(32, 'K')).get(digest);
        QCOMPARE(wrongKey.error().code, damaged);
        QCOMPARE(wrongKey.error().args, QStringList(QString::fromLatin1(digest.hex())));
    }

    void aFullDiskLeavesNothing()
    {
        MemoryFiles disk(systemClock());
        ObjectStore store(disk, folder, key);
        QVERIFY(store.put("first"));
        disk.setFree(50);
        const Result<Digest> put = store.put(randomBytes(4000));
        QVERIFY(!put);
        QCOMPARE(put.error().code, QStringLiteral("file.full"));
        QCOMPARE(filesBelow(disk, folder).size(), 1);
        QCOMPARE(*store.get(Digest::of("first")), QByteArray("first"));
        disk.setFree(1 << 20);
        QVERIFY(store.put(secret));
        QCOMPARE(*store.get(Digest::of(secret)), secret);
    }

    // The n-th call of a put fails; the next put that says it is durable is, whatever a power loss keeps.
    void afterAnyFailureDurableMeansDurable_data()
    {
        QTest::addColumn<bool>("dies");
        QTest::newRow("the call gives an error and the same process tries again") << false;
        QTest::newRow("the process ends there and a new one tries again") << true;
    }

    void afterAnyFailureDurableMeansDurable()
    {
        QFETCH(bool, dies);
        int failures = 0;
        for (int n = 1; n <= 12; ++n) {
            for (quint32 seed = 0; seed < 20; ++seed) {
                MemoryFiles disk(systemClock());
                QVERIFY(disk.makeFolder(QStringLiteral("/var"), 0755));
                disk.syncAll();
                const Life life = std::make_shared<bool>(true);
                ProcessFiles process(disk, life);
                ObjectStore first(process, folder, key);
                if (seed % 4 > 1) // the store is in use already, the object's folder is new
                    QVERIFY(first.put("first"));
                if (dies)
                    process.dieAt(n, seed % 2 != 0, [life] { *life = false; });
                else
                    process.failAt(n, false);
                failures += first.put(secret) ? 0 : 1;
                ObjectStore second(disk, folder, key);
                ObjectStore &next = dies ? second : first;
                if (seed % 3 > 0 || !next.has(Digest::of(secret))) // who is told that it is there does not put it
                    QVERIFY(next.put(secret));
                std::mt19937 random(seed);
                disk.losePower(random);
                ObjectStore last(disk, folder, key);
                const Result<QByteArray> got = last.get(Digest::of(secret));
                QVERIFY2(got, qPrintable(QStringLiteral("change %1, seed %2: %3").arg(n).arg(seed).arg(got ? QString() : got.error().code)));
                QCOMPARE(*got, secret);
            }
        }
        QVERIFY(failures > 100);
    }

    void sweepingKeepsWhatIsNamed()
    {
        MemoryFiles disk(systemClock());
        ObjectStore store(disk, folder, key);
        QCOMPARE(store.sweep({}).value_or(-1), 0); // nothing was ever put
        const Digest kept = *store.put("kept");
        QVERIFY(store.put("gone"));
        const QString half = filesBelow(disk, folder).value(0) + QStringLiteral(".lockstep-new"); // left by a crash
        QVERIFY(disk.write(half, "half", 0600));
        QCOMPARE(store.sweep({kept, Digest::of("never put")}).value_or(-1), 2);
        QCOMPARE(filesBelow(disk, folder).size(), 1);
        QCOMPARE(*store.get(kept), QByteArray("kept"));
        QCOMPARE(store.get(Digest::of("gone")).error().code, QStringLiteral("snapshot.missing"));
        QVERIFY(store.put("gone")); // its folder is still there
        QCOMPARE(*store.get(Digest::of("gone")), QByteArray("gone"));
    }

    void aDiskThatFailsIsTold()
    {
        MemoryFiles disk(systemClock());
        ProcessFiles process(disk, std::make_shared<bool>(true));
        ObjectStore store(process, folder, key);
        const Digest digest = *store.put(secret);
        process.failAt(1, true);
        QCOMPARE(store.get(digest).error().code, QStringLiteral("file.io"));
        for (int n = 1; n <= 3; ++n) { // list the store, list a folder, remove
            process.failAt(n, true);
            const Result<int> swept = store.sweep({});
            QVERIFY2(!swept, QByteArray::number(n));
            QCOMPARE(swept.error().code, QStringLiteral("file.io"));
        }
        QCOMPARE(*store.get(digest), secret);
    }
};

LOCKSTEP_SUITE(TestObjectStore)
#include "tst_objectstore.moc"
