// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/isccc.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const ControlKey key{QStringLiteral("k"), QStringLiteral("hmac-sha256"), Secret("0123456789abcdef0123456789abcdef")};

IscccTable sample()
{
    IscccTable head;
    head.items = {{"_ser", QByteArray("1")}, {"_tim", QByteArray("2")}};
    IscccTable data;
    data.items = {{"type", QByteArray("status")}, {"binary", QByteArray("\0\1\2", 3)}, {"empty", QByteArray()}};
    IscccTable body;
    body.items = {{"_ctrl", head}, {"_data", data}};
    return body;
}

QByteArray frameOf(const ControlKey &by) { return encodeIsccc(sample(), by).mid(4); }

} // namespace

class TestIsccc : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keyFilesAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("name"); // empty: refused
        QTest::addColumn<QByteArray>("secret");
        const QByteArray plain = "key \"rndc-key\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0\";\n};\n";
        QTest::newRow("what rndc-confgen writes") << plain << "rndc-key" << QByteArray("secret");
        QTest::newRow("no quotation marks, one line") << QByteArray("key k{algorithm HMAC-SHA512;secret c2VjcmV0;};") << "k" << QByteArray("secret");
        QTest::newRow("secret first") << QByteArray("key k { secret \"c2VjcmV0\"; algorithm \"hmac-md5\"; };") << "k" << QByteArray("secret");
        QTest::newRow("a name with dots") << QByteArray("key a.b.example. { algorithm hmac-sha1; secret \"c2VjcmV0\"; };") << "a.b.example."
                                          << QByteArray("secret");
        QTest::newRow("an old key in a # comment") << "# key \"old\" { algorithm hmac-md5; secret \"b2xk\"; };\n" + plain << "rndc-key"
                                                   << QByteArray("secret");
        QTest::newRow("an old key in a // comment")
            << "// key \"old\" { algorithm hmac-md5; secret \"b2xk\"; };\n" + plain << "rndc-key" << QByteArray("secret");
        QTest::newRow("an old key in a /* */ comment")
            << "/* key \"old\" {\n algorithm hmac-md5; secret \"b2xk\"; }; */\n" + plain << "rndc-key" << QByteArray("secret");
        QTest::newRow("an old secret in a comment inside")
            << QByteArray("key k { algorithm hmac-sha256; # secret \"b2xk\";\n secret \"c2VjcmV0\"; };") << "k" << QByteArray("secret");
        QTest::newRow("slashes in the secret") << QByteArray("key k { algorithm hmac-sha256; secret \"//8//w==\"; };") << "k"
                                               << QByteArray::fromBase64("//8//w==");
        QTest::newRow("nothing") << QByteArray() << QString() << QByteArray();
        QTest::newRow("no secret") << QByteArray("key k { algorithm hmac-sha256; };") << QString() << QByteArray();
        QTest::newRow("an empty secret") << QByteArray("key k { algorithm hmac-sha256; secret \"\"; };") << QString() << QByteArray();
        QTest::newRow("no algorithm") << QByteArray("key k { secret \"c2VjcmV0\"; };") << QString() << QByteArray();
        QTest::newRow("an algorithm of another world")
            << QByteArray("key k { algorithm gss-tsig; secret \"c2VjcmV0\"; };") << QString() << QByteArray();
        QTest::newRow("a secret that is no base64")
            << QByteArray("key k { algorithm hmac-sha256; secret \"c2V=jcmV0\"; };") << QString() << QByteArray();
        QTest::newRow("a block that stays open") << QByteArray("key k { algorithm hmac-sha256; secret \"c2VjcmV0\";") << QString() << QByteArray();
    }

    void keyFilesAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, name);
        QFETCH(QByteArray, secret);
        const auto parsed = ControlKey::parse(text);
        QCOMPARE(parsed.has_value(), !name.isEmpty());
        if (!parsed) {
            QCOMPARE(parsed.error().code, QStringLiteral("bind.keyfile"));
            return;
        }
        QCOMPARE(parsed->name, name);
        QVERIFY(parsed->secret.sameAs(Secret(secret)));
    }

    void framesComeBack_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const char *name : {"hmac-md5", "hmac-sha1", "hmac-sha224", "hmac-sha256", "hmac-sha384", "hmac-sha512"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void framesComeBack()
    {
        QFETCH(QString, algorithm);
        const ControlKey own{QStringLiteral("k"), algorithm, key.secret};
        const auto table = decodeIsccc(frameOf(own), own);
        QVERIFY(table);
        QCOMPARE(table->items.size(), 2);
        QCOMPARE(table->table("_ctrl")->value("_tim"), QByteArray("2"));
        QCOMPARE(table->table("_data")->value("binary"), QByteArray("\0\1\2", 3));
        QVERIFY(!table->table("_data")->table("binary"));
        QVERIFY(table->value("_data").isEmpty());
    }

    void everyFlippedBitIsNoticed()
    {
        const QByteArray frame = frameOf(key);
        QVERIFY(decodeIsccc(frame, key));
        int refused = 0;
        // The version in front is not signed; everything else counts.
        for (qsizetype bit = 32; bit < frame.size() * 8; ++bit) {
            QByteArray other = frame;
            other[bit / 8] = char(other[bit / 8] ^ (1 << (bit % 8)));
            const auto table = decodeIsccc(other, key);
            if (!table) {
                QVERIFY(table.error().code == QLatin1String("bind.key") || table.error().code == QLatin1String("bind.malformed"));
                ++refused;
            }
        }
        qInfo("%d of %lld flipped bits refused", refused, qlonglong(frame.size() * 8 - 32));
        QCOMPARE(refused, int(frame.size() * 8 - 32));
    }

    void cutFramesAreRefused()
    {
        const QByteArray frame = frameOf(key);
        for (qsizetype size = 0; size < frame.size(); ++size)
            QVERIFY2(!decodeIsccc(frame.left(size), key), qPrintable(QString::number(size)));
    }

    void anotherSecretIsRefused()
    {
        ControlKey other = key;
        other.secret = Secret("x123456789abcdef0123456789abcdef");
        QCOMPARE(decodeIsccc(frameOf(other), key).error().code, QStringLiteral("bind.key"));
        other = key;
        other.algorithm = QStringLiteral("hmac-sha1");
        QCOMPARE(decodeIsccc(frameOf(other), key).error().code, QStringLiteral("bind.key"));
    }

    // Signed by who knows the key, and still not to be believed.
    void tablesDoNotNestWithoutEnd()
    {
        IscccTable table;
        table.items = {{"x", QByteArray("deep")}};
        for (int i = 0; i < 200; ++i) {
            IscccTable outer;
            outer.items = {{"t", table}};
            table = outer;
        }
        const auto read = decodeIsccc(encodeIsccc(table, key).mid(4), key);
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("bind.malformed"));
    }
};

LOCKSTEP_SUITE(TestIsccc)
#include "tst_isccc.moc"
