// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/textdiff.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace lockstep;

namespace {

// The same, one character after the other.
struct Slowly
{
    explicit Slowly(const QByteArray &bytes) : text(QString::fromUtf8(bytes))
    {
        qsizetype at = 0;
        while (at < text.size()) {
            const qsizetype end = text.indexOf(u'\n', at);
            lines.append(text.mid(at, end < 0 ? -1 : end - at));
            qsizetype columns = 0;
            for (const QChar c : std::as_const(lines.last()))
                columns += c == u'\t' ? 8 - columns % 8 : 1;
            width = std::max(width, columns);
            at = end < 0 ? text.size() : end + 1;
        }
        if (text.isEmpty() && !bytes.isEmpty()) // a mark of the byte order alone is a line all the same, without characters
            lines.append(QString());
    }
    QString text;
    QStringList lines;
    qsizetype width = 0;
};

QByteArray madeUp(QRandomGenerator &random)
{
    static const QByteArrayList pieces{"\n",
                                       "\n",
                                       "\t",
                                       " ",
                                       "a",
                                       "host",
                                       "\r",
                                       "\xc3\xa9",
                                       "\xe2\x82\xac",
                                       "\xf0\x9f\x98\x80",
                                       "\xff",
                                       "\xef\xbb\xbf",
                                       "\xc3",
                                       QByteArray(1, '\0'),
                                       "a longer piece of more than sixteen characters, so that whole blocks are read"};
    const bool plain = random.bounded(2) == 0; // bytes and characters stand at the same places
    QByteArray text;
    for (int i = int(random.bounded(60)); i > 0; --i)
        text += pieces[plain ? random.bounded(7) : random.bounded(int(pieces.size()))];
    return text;
}

} // namespace

class TestTextLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesAreThoseOfTheText()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 20000; ++round) {
            const QByteArray bytes = madeUp(random);
            const Slowly slowly(bytes);
            const TextLines lines(bytes);
            QCOMPARE(lines.count(), slowly.lines.size());
            QCOMPARE(lines.width(), slowly.width);
            for (qsizetype i = 0; i < lines.count(); ++i) {
                QCOMPARE(lines.line(i), slowly.lines[i]);
                QVERIFY(!lines.bytes(i).contains('\n') && lines.table().line(i).startsWith(lines.bytes(i)));
                QCOMPARE(lines.lacksEnd(i), i == lines.count() - 1 && !bytes.endsWith('\n'));
            }
        }
    }

    // A long text is read in another thread than a short one, and says the same.
    void aLongTextIsAsAShortOne()
    {
        QByteArray left, right;
        for (int i = 0; i < 60000; ++i) {
            const QByteArray line = "host" + QByteArray::number(i) + "\tIN\tA\t192.0.2.1\n";
            left += i % 1000 == 17 ? QByteArray("only here ") + line : line;
            right += i % 1000 == 500 ? QByteArray("another ") + line : line;
        }
        QVERIFY(right.size() > 1 << 20);
        const TextDiff diff = textDiff(left, right);
        QCOMPARE(diff.left.count(), 60000);
        QCOMPARE(diff.right.count(), 60000);
        QCOMPARE(diff.hunks.size(), 120);
        QCOMPARE(diff.rowsOfLeft.size(), 60000);
        for (int line = 0; line < 60000; ++line) {
            QCOMPARE(diff.rows[diff.rowsOfLeft[line]].left, line);
            QCOMPARE(diff.rows[diff.rowsOfRight[line]].right, line);
        }
        for (const TextRow &row : diff.rows) {
            if (row.kind == TextRow::Kind::Same)
                QCOMPARE(diff.left.line(row.left), diff.right.line(row.right));
        }
    }
};

LOCKSTEP_SUITE(TestTextLines)
#include "tst_textlines.moc"
