// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/dnsmessage.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace lockstep;

namespace {

constexpr quint16 id = 0x1234;
const QByteArray owner = QByteArray("\3www\7example\0", 13);
constexpr int typeA = 1;
constexpr int typeMx = 15;

QByteArray n16(int value) { return QByteArray(1, char(value >> 8)) + char(value); }
QByteArray n32(quint32 value) { return n16(int(value >> 16)) + n16(int(value & 0xFFFF)); }

// Header and question; the sections follow.
QByteArray head(int flags, int answers, int authorities = 0, int additional = 0, int type = typeA)
{
    return n16(id) + n16(flags) + n16(1) + n16(answers) + n16(authorities) + n16(additional) + owner + n16(type) + n16(1);
}
QByteArray record(const QByteArray &name, int type, const QByteArray &rdata)
{
    return name + n16(type) + n16(1) + n32(300) + n16(int(rdata.size())) + rdata;
}

const QByteArray pointer = QByteArray("\xC0\x0C", 2); // to the question's name
const QByteArray address = QByteArray("\xC0\x00\x02\x01", 4);
const int good = 0x8400;

} // namespace

class TestDnsMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aQueryHasTheShapeOfTheStandards()
    {
        const QByteArray query = encodeQuery(id, owner, typeA, "12345678");
        QCOMPARE(query.toHex(), QByteArray("1234"
                                           "0000"
                                           "0001"
                                           "0000"
                                           "0000"
                                           "0001"
                                           "03777777076578616d706c6500"
                                           "0001"
                                           "0001"
                                           "00"
                                           "0029"
                                           "1000"
                                           "00000000"
                                           "000c"
                                           "000a"
                                           "0008"
                                           "3132333435363738"));
    }

    void namesBecomeWire_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("wire"); // empty: refused
        QTest::newRow("a name in capitals") << "WWW.Example" << owner;
        QTest::newRow("a name with its dot") << "www.example." << owner;
        QTest::newRow("the root") << "." << QByteArray(1, '\0');
        QTest::newRow("an empty label") << "a..b" << QByteArray();
        QTest::newRow("a dot in front") << ".a" << QByteArray();
        QTest::newRow("63 bytes in a label") << QString(63, u'a') << char(63) + QByteArray(63, 'a') + '\0';
        QTest::newRow("64 bytes in a label") << QString(64, u'a') << QByteArray();
        QTest::newRow("256 bytes in all") << (QString(63, u'a') + u'.').repeated(4) << QByteArray();
    }

    void namesBecomeWire()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, wire);
        QCOMPARE(wireName(name).value_or(QByteArray()), wire);
    }

    void anAnswerIsRead()
    {
        // The question in capitals, as a server that keeps the case may repeat it.
        QByteArray message = head(good, 2, 1, 1);
        message.replace("www", "WwW");
        message += record(pointer, typeA, address) + record(pointer, typeMx, QByteArray("\0\x0A\2MX\xC0\x10", 7)) +
                   record("\xC0\x10", 2, "\2ns\xC0\x10") + QByteArray("\0", 1) + n16(41) + n16(1232) + n32(0x01000000) + n16(20) + n16(10) + n16(16) +
                   "clientXXserverXX";
        const auto answer = decodeAnswer(message, id, owner, typeA);
        QVERIFY(answer);
        QCOMPARE(answer->rcode, 16); // the OPT record's upper bits
        QVERIFY(answer->authoritative);
        QVERIFY(!answer->truncated);
        QCOMPARE(answer->cookie, QByteArray("clientXXserverXX"));
        QCOMPARE(answer->answers.size(), 2);
        QCOMPARE(answer->answers[0], (WireRecord{owner, typeA, 1, 300, address}));
        QCOMPARE(answer->answers[1].rdata, QByteArray("\0\x0A\2mx\7example\0", 14));
        QCOMPARE(answer->authorities.size(), 1);
        QCOMPARE(answer->authorities[0].owner, QByteArray("\7example\0", 9));
        QCOMPARE(answer->authorities[0].rdata, QByteArray("\2ns\7example\0", 12));
    }

    void badMessagesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("message");
        const QByteArray fine = head(good, 1) + record(pointer, typeA, address);
        const auto with = [&](qsizetype at, const QByteArray &bytes) { return QByteArray(fine).replace(at, bytes.size(), bytes); };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a header alone") << fine.left(12);
        QTest::newRow("another id") << with(0, n16(id + 1));
        QTest::newRow("a query") << with(2, n16(0x0400));
        QTest::newRow("another operation than a query") << with(2, n16(0xAC00));
        QTest::newRow("no question") << with(4, n16(0));
        QTest::newRow("two questions") << with(4, n16(2));
        QTest::newRow("another name in the question") << with(13, "x");
        QTest::newRow("another type in the question") << with(25, n16(28));
        QTest::newRow("another class in the question") << with(27, n16(3));
        QTest::newRow("more answers than there are") << with(6, n16(2));
        QTest::newRow("65,535 answers") << with(6, n16(65535));
        QTest::newRow("more authorities than there are") << with(8, n16(1));
        QTest::newRow("more additional records than there are") << with(10, n16(1));
        for (qsizetype size = 1; size < fine.size(); ++size)
            QTest::addRow("cut after %lld bytes", qlonglong(size)) << fine.left(size);
        const QByteArray start = head(good, 1);
        const QByteArray self = QByteArray("\xC0") + char(start.size());
        QTest::newRow("a pointer to itself") << start + record(self, typeA, address);
        QTest::newRow("a pointer forward") << start + record(QByteArray("\xC0") + char(start.size() + 2), typeA, address);
        QTest::newRow("a pointer behind the end") << start + record("\xFF\xFF", typeA, address);
        QTest::newRow("a label and then a pointer to it") << start + record("\1a" + self, typeA, address);
        QTest::newRow("two pointers at each other") << head(good, 2) + record("\1a\xC0\x29", typeA, address) + record("\1a\xC0\x1D", typeA, address);
        QTest::newRow("an extended label") << start + record(QByteArray("\x41\1\0", 3), typeA, address);
        QTest::newRow("a reserved label") << start + record(QByteArray("\x81\1\0", 3), typeA, address);
        QTest::newRow("a name of 256 bytes") << start + record((char(63) + QByteArray(63, 'a')).repeated(3) + char(62) + QByteArray(62, 'a') + '\0',
                                                               typeA, address);
        QTest::newRow("data longer than the message") << start + pointer + n16(typeA) + n16(1) + n32(0) + n16(400) + address;
        QTest::newRow("a name in data that leaves its field")
            << head(good, 1, 0, 0, typeA) + pointer + n16(2) + n16(1) + n32(0) + n16(2) + QByteArray("\3abc\0", 5);
        QTest::newRow("an MX without a name") << start + record(pointer, typeMx, QByteArray("\0\x0A", 2));
        QTest::newRow("a NAPTR whose text leaves its field") << start + record(pointer, 35, QByteArray("\0\1\0\1\xFFzz\0", 8));
    }

    void badMessagesAreRefused()
    {
        QFETCH(QByteArray, message);
        const auto answer = decodeAnswer(message, id, owner, typeA);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, QStringLiteral("bind.malformed"));
    }

    void theLongestNameIsRead()
    {
        const QByteArray longest = (char(63) + QByteArray(63, 'a')).repeated(3) + char(61) + QByteArray(61, 'a') + '\0';
        const auto answer = decodeAnswer(head(good, 1) + record(longest, typeA, address), id, owner, typeA);
        QVERIFY(answer);
        QCOMPARE(answer->answers.first().owner.size(), 255);
    }

    void aTruncatedAnswerGivesOnlyWholeRecords()
    {
        const QByteArray whole = head(good | 0x0200, 2) + record(pointer, typeA, address) + record(pointer, typeA, address);
        for (qsizetype size = whole.size() - 16; size < whole.size(); ++size) {
            const auto answer = decodeAnswer(whole.left(size), id, owner, typeA);
            QVERIFY(answer);
            QVERIFY(answer->truncated);
            QCOMPARE(answer->answers.size(), 1);
            QCOMPARE(answer->answers.first().rdata, address);
        }
    }

    // 300 names, each a pointer to the one before: legal, and must not take quadratic time worth speaking of.
    void aChainOfPointersEnds()
    {
        QByteArray message = head(good, 300);
        qsizetype before = 12;
        for (int i = 0; i < 300; ++i) {
            const qsizetype here = message.size();
            message += record(n16(int(0xC000 | before)), typeA, address);
            before = here;
        }
        QElapsedTimer timer;
        timer.start();
        const auto answer = decodeAnswer(message, id, owner, typeA);
        QVERIFY(answer);
        QCOMPARE(answer->answers.last().owner, owner);
        QVERIFY(timer.elapsed() < 500);
    }

    void noBytesAreFatal()
    {
        const QByteArray sample = head(good, 2, 1, 1) + record(pointer, typeMx, "\0\1\2mx\xC0\x10") + record(pointer, typeA, address) +
                                  record(pointer, 6, "\xC0\x0C\xC0\x0C" + QByteArray(20, 'x')) +
                                  record(QByteArray(1, '\0'), 41, n16(10) + n16(2) + "ab");
        quint32 seed = 11;
        const auto random = [&] { return (seed = seed * 1664525 + 1013904223) >> 8; };
        int read = 0;
        for (int round = 0; round < 200000; ++round) {
            QByteArray message = sample;
            for (int k = 0; k < 3; ++k)
                message[29 + qsizetype(random() % quint32(message.size() - 29))] = char(random());
            const auto answer = decodeAnswer(message.left(29 + qsizetype(random() % 120)), id, owner, typeA);
            read += answer ? 1 : 0;
            if (!answer)
                QCOMPARE(answer.error().code, QStringLiteral("bind.malformed"));
        }
        QVERIFY(read > 100); // some changes do no harm
    }
};

LOCKSTEP_SUITE(TestDnsMessage)
#include "tst_dnsmessage.moc"
