// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/delta.h"
#include "core/snapshot/packing.h"
#include "tests/support/suite.h"

#include <zstd.h>

using namespace lockstep;

namespace {

const QString packedCode = QStringLiteral("snapshot.packed");
const QString sealedCode = QStringLiteral("snapshot.sealed");

QByteArray zone(int lines)
{
    QByteArray text = "$TTL 3600\n@ SOA ns1 admin 1 3600 900 604800 300\n";
    for (int i = 0; i < lines; ++i)
        text += "host" + QByteArray::number(i * 7919 % 100003) + " A 192.0." + QByteArray::number(i / 256 % 256) + '.' + QByteArray::number(i % 256) +
                '\n';
    return text;
}

// A frame that does not say how much it holds, as a stream is packed.
QByteArray packedAsStream(const QByteArray &bytes)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(bytes.size()))), '\0');
    ZSTD_outBuffer out{packed.data(), size_t(packed.size()), 0};
    ZSTD_inBuffer first{bytes.constData(), size_t(bytes.size()), 0};
    ZSTD_compressStream2(context, &out, &first, ZSTD_e_flush);
    ZSTD_inBuffer none{nullptr, 0, 0};
    ZSTD_compressStream2(context, &out, &none, ZSTD_e_end);
    ZSTD_freeCCtx(context);
    packed.truncate(qsizetype(out.pos));
    return packed;
}

// RFC 8878, 3.1.1.1: a single segment of 256 to 65,791 bytes has its size, less 256, in two bytes behind magic and descriptor.
QByteArray withClaimedSize(QByteArray packed, int size)
{
    Q_ASSERT((packed[4] & 0xE0) == 0x60);
    packed[5] = char((size - 256) & 0xFF);
    packed[6] = char((size - 256) >> 8);
    return packed;
}

} // namespace

class TestPacking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsPackedComesBack_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("target");
        const QByteArray big = zone(20000);
        QTest::newRow("no bytes") << QByteArray("x") << QByteArray();
        QTest::newRow("no bytes against no bytes") << QByteArray() << QByteArray();
        QTest::newRow("one byte against no bytes") << QByteArray() << QByteArray("x");
        QTest::newRow("zero bytes") << QByteArray(1000, '\0') << QByteArray(100000, '\0');
        QTest::newRow("bytes that do not shrink") << randomBytes(1000) << randomBytes(300000);
        QTest::newRow("a zone against itself") << big << big;
        QTest::newRow("a zone against its beginning") << big.first(1000) << big;
        QTest::newRow("the beginning of a zone against it") << big << big.first(1000);
    }

    void whatIsPackedComesBack()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, target);
        QCOMPARE(*unpack(pack(target), target.size()), target);
        QCOMPARE(*unpack(pack(target, 19), target.size()), target);
        QCOMPARE(*unpackDelta(base, packDelta(base, target), target.size()), target);
    }

    void aDeltaHoldsTheDifferenceOnly()
    {
        const QByteArray base = zone(100000);
        QByteArray target = base;
        target.insert(target.size() / 2, "inserted A 198.51.100.77\n");
        const QByteArray delta = packDelta(base, target);
        QVERIFY2(delta.size() < 100, QByteArray::number(delta.size()));
        QVERIFY(pack(target).size() > 100000);
        QCOMPARE(*unpackDelta(base, delta, target.size()), target);
        // Against another base it is refused or gives other bytes, whose digest is another one.
        QVERIFY(unpackDelta(zone(99999), delta, target.size()) != target);
        QVERIFY(unpack(delta, target.size()) != target);
    }

    // A thousand changed addresses and a part that has moved cost about as much as they say.
    void aDeltaOfManyChanges()
    {
        const QByteArray base = zone(100000);
        QByteArrayList lines = base.split('\n');
        for (qsizetype i = 50; i < lines.size(); i += 100)
            lines[i].append(QByteArray::number(i));
        const QByteArray changed = lines.join('\n');
        const QByteArray delta = packDelta(base, changed);
        QVERIFY2(delta.size() < 10000, QByteArray::number(delta.size()));
        QCOMPARE(*unpackDelta(base, delta, changed.size()), changed);
        const qsizetype third = base.indexOf('\n', base.size() / 3) + 1;
        const QByteArray moved = base.sliced(third) + base.first(third);
        const QByteArray other = packDelta(base, moved);
        QVERIFY2(other.size() < 10000, QByteArray::number(other.size()));
        QCOMPARE(*unpackDelta(base, other, moved.size()), moved);
    }

    // Whatever becomes of its bytes: it is refused, or gives no more than allowed.
    void aDamagedDeltaIsBounded()
    {
        const QByteArray base = zone(300);
        QByteArrayList lines = base.split('\n');
        for (qsizetype i = 3; i < lines.size(); i += 7)
            lines[i].append(QByteArray::number(i * 7919));
        const QByteArray target = lines.join('\n');
        const QByteArray delta = packDelta(base, target);
        QCOMPARE(*unpackDelta(base, delta, target.size()), target);
        for (qsizetype size = 0; size < delta.size(); ++size)
            QCOMPARE(unpackDelta(base, delta.first(size), target.size()).error().code, packedCode);
        int refused = 0;
        for (qsizetype i = 0; i < delta.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray other = delta;
                other[i] = char(other[i] ^ (1 << bit));
                const Result<QByteArray> bytes = unpackDelta(base, other, target.size());
                refused += bytes ? 0 : 1;
                QVERIFY(!bytes || bytes->size() <= target.size());
            }
        }
        QVERIFY(refused > delta.size());
        QVERIFY(!unpackDelta(base, delta, target.size() - 1));
    }

    void bombsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<int>("limit");
        const QByteArray thousand = pack(QByteArray(1000, 'a'));
        QTest::newRow("one byte more than allowed") << thousand << 999;
        QTest::newRow("nothing is allowed") << thousand << 0;
        QTest::newRow("64 MiB of zeros in a few kilobytes") << pack(QByteArray(64 << 20, '\0')) << (64 << 20) - 1;
        QTest::newRow("a frame that says it holds less") << withClaimedSize(thousand, 999) << 100000;
        QTest::newRow("a frame that says it holds more") << withClaimedSize(thousand, 1001) << 100000;
        QTest::newRow("a frame that does not say what it holds") << packedAsStream(QByteArray(1000, 'a')) << 100000;
        QTest::newRow("a second frame behind the first") << thousand + thousand << 100000;
        QTest::newRow("a frame behind one to be skipped") << QByteArray("\x50\x2A\x4D\x18\0\0\0\0", 8) + thousand << 100000;
        QTest::newRow("bytes behind the frame") << thousand + "x" << 100000;
        QTest::newRow("no bytes") << QByteArray() << 100000;
        QTest::newRow("no frame") << QByteArray("this is plain text") << 100000;
    }

    void bombsAreRefused()
    {
        QFETCH(QByteArray, packed);
        QFETCH(int, limit);
        for (const Result<QByteArray> &bytes : {unpack(packed, limit), unpackDelta("base", packed, limit)}) {
            QVERIFY(!bytes);
            QCOMPARE(bytes.error().code, packedCode);
            QCOMPARE(bytes.error().args, QStringList(QString::number(limit)));
        }
    }

    void partsAndDamageAreRefusedOrBounded()
    {
        const QByteArray packed = pack(zone(50));
        for (qsizetype size = 0; size < packed.size(); ++size)
            QCOMPARE(unpack(packed.first(size), 1 << 20).error().code, packedCode);
        int refused = 0;
        for (qsizetype bit = 0; bit < packed.size() * 8; ++bit) {
            QByteArray damaged = packed;
            damaged[bit / 8] = char(damaged[bit / 8] ^ (1 << bit % 8));
            const Result<QByteArray> bytes = unpack(damaged, 1 << 20);
            refused += bytes ? 0 : 1;
            QVERIFY(!bytes || bytes->size() <= 1 << 20); // without a checksum of its own: the digest is the judge
        }
        QVERIFY(refused > 0);
    }

    void sealedBytesOpenOnlyUnchanged()
    {
        const QByteArray key = randomBytes(32);
        for (const QByteArray &plain : {QByteArray(), QByteArray("key \"tsig\" { secret \"c2VjcmV0\"; };")}) {
            const QByteArray about = "name";
            const QByteArray sealed = sealBytes(key, plain, about);
            QCOMPARE(sealed.size(), 12 + plain.size() + 16);
            QVERIFY(plain.isEmpty() || !sealed.contains(plain.first(8)));
            QCOMPARE(*openBytes(key, sealed, about), plain);
            QVERIFY(sealBytes(key, plain, about) != sealed); // a nonce is never used twice
            const auto flipped = [](QByteArray bytes, qsizetype bit) {
                bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << bit % 8));
                return bytes;
            };
            for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit)
                QCOMPARE(openBytes(key, flipped(sealed, bit), about).error().code, sealedCode);
            for (qsizetype bit = 0; bit < 32 * 8; ++bit)
                QVERIFY(!openBytes(flipped(key, bit), sealed, about));
            for (qsizetype bit = 0; bit < about.size() * 8; ++bit)
                QVERIFY(!openBytes(key, sealed, flipped(about, bit)));
            for (qsizetype size = 0; size < sealed.size(); ++size)
                QVERIFY(!openBytes(key, sealed.first(size), about));
            QVERIFY(!openBytes(key, sealed + 'x', about));
            QVERIFY(!openBytes(key.first(31), sealed, about));
            QVERIFY(!openBytes(key, sealed, {}));
        }
        QCOMPARE(*openBytes(key, sealBytes(key, "plain", {}), {}), QByteArray("plain"));
    }
};

LOCKSTEP_SUITE(TestPacking)
#include "tst_packing.moc"
