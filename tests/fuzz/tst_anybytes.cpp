// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace lockstep;

namespace {

// What goes wrong in files: bytes, runs of them, pieces that move, repeat or are cut off.
QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    static const QByteArrayList words{
        "\"",         "(",     ")", ";", "\\",  "\n",   "$INCLUDE x\n", "$ORIGIN .\n",       "{",       "}", "/*", "*/", "\\000", "\\#", " IN ",
        "4294967296", "65536", ".", "@", " \n", "\r\n", "TYPE0",        QByteArray(1, '\0'), "\xff\xfe"};
    for (int steps = 1 + int(random.bounded(6U)); steps > 0; --steps) {
        const qsizetype size = std::max<qsizetype>(bytes.size(), 1);
        const qsizetype at = qsizetype(random.bounded(quint32(size)));
        const qsizetype length = qsizetype(random.bounded(quint32(std::min<qsizetype>(size, 40)) + 1));
        switch (random.bounded(7U)) {
        case 0:
            if (!bytes.isEmpty())
                bytes[at] = char(random.bounded(256U));
            break;
        case 1:
            bytes.remove(at, length);
            break;
        case 2:
            bytes.insert(std::min(at, bytes.size()), words[qsizetype(random.bounded(quint32(words.size())))]);
            break;
        case 3:
            bytes.insert(std::min(at, bytes.size()), bytes.mid(qsizetype(random.bounded(quint32(size))), length));
            break;
        case 4:
            bytes.truncate(bytes.size() - length);
            break;
        case 5:
            bytes.insert(std::min(at, bytes.size()), QByteArray(qsizetype(random.bounded(300U)), char(random.bounded(256U))));
            break;
        default:
            if (!bytes.isEmpty())
                bytes[at] = char(uchar(bytes[at]) ^ 1U << random.bounded(8U));
        }
    }
    return bytes;
}

} // namespace

// Every parser and every difference takes any bytes: a sample of what `./run fuzz` does at length.
class TestAnyBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingBreaks_data()
    {
        QTest::addColumn<qsizetype>("index");
        for (qsizetype i = 0; i < fuzzTargets().size(); ++i)
            QTest::newRow(fuzzTargets()[i].name) << i;
    }

    void nothingBreaks()
    {
        QFETCH(qsizetype, index);
        const FuzzTarget &target = fuzzTargets()[index];
        bool number = false;
        const int trials = qEnvironmentVariableIntValue("LOCKSTEP_TRIALS", &number);
        const quint32 seed = qEnvironmentVariableIsSet("LOCKSTEP_SEED") ? quint32(qEnvironmentVariableIntValue("LOCKSTEP_SEED")) : 1;
        for (const QByteArray &one : target.seeds)
            QVERIFY2(!target.run(one), target.run(one));
        QRandomGenerator random(seed);
        QByteArray bytes;
        for (int i = 0; i < (number ? trials : 3000); ++i) {
            // Mostly close to what is valid, sometimes ever further away.
            if (i % 8 == 0)
                bytes = target.seeds[qsizetype(random.bounded(quint32(target.seeds.size())))];
            bytes = mutated(bytes, random);
            if (const char *wrong = target.run(bytes))
                QFAIL((QByteArray(wrong) + ", seed " + QByteArray::number(seed) + " step " + QByteArray::number(i) + ": " +
                       bytes.toPercentEncoding(" \n"))
                          .constData());
        }
    }

    void veryLongAndVeryDeep()
    {
        for (const FuzzTarget &target : fuzzTargets()) {
            for (const QByteArray &bytes :
                 {QByteArray(60000, '('), QByteArray(60000, '{'), QByteArray(60000, '\n'), QByteArray(60000, '"'), QByteArray(60000, '\0'),
                  QByteArray("a TXT ") + QByteArray(60000, 'x'), QByteArray("x {").repeated(20000)})
                QVERIFY2(!target.run(bytes), target.name);
        }
    }
};

LOCKSTEP_SUITE(TestAnyBytes)
#include "tst_anybytes.moc"
