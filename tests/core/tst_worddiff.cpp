// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/worddiff.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

// The pieces in brackets, where they stand.
QString marked(const QString &line, const QList<TextPiece> &pieces)
{
    QString text;
    qsizetype at = 0;
    for (const TextPiece &piece : pieces) {
        text += line.mid(at, piece.begin - at) + u'[' + line.mid(piece.begin, piece.length) + u']';
        at = piece.begin + piece.length;
    }
    return text + line.mid(at);
}

} // namespace

class TestWordDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsThatDifferAreMarked_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        const auto row = [](const char *name, const char *left, const char *right) {
            QTest::newRow(name) << QString::fromUtf8(left) << QString::fromUtf8(right);
        };
        row("an address is one word", "www IN A [192.0.2.1]", "www IN A [192.0.2.9]");
        row("a serial is one word", "( [2026112301] 7200 )", "( [2026112302] 7200 )");
        row("what is new has no mark on the other side", "allow-query { any; };", "allow-query { any; [none;] };");
        row("neighbouring words are one mark", "a [b c] d", "a [x y] d");
        row("nothing in common", "[one]", "[two three]");
        row("white space alone", "a[ ]b", "a[  ]b");
        row("a line that becomes empty", "[text]", "");
        row("letters beyond ASCII", "TXT \"[größe]\"", "TXT \"[grösse]\"");
        row("the same", "same", "same");
        row("two places", "www [300] IN A [192.0.2.1]", "www [600] IN A [192.0.2.2]");
    }

    void wordsThatDifferAreMarked()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        const auto bare = [](QString text) { return text.remove(u'[').remove(u']'); };
        const WordDiff diff = wordDiff(bare(left), bare(right));
        QCOMPARE(marked(bare(left), diff.left), left);
        QCOMPARE(marked(bare(right), diff.right), right);
    }

    void aVeryLongLineIsOneMark()
    {
        const QString words = QString(QStringLiteral("w ")).repeated(3000);
        const WordDiff diff = wordDiff(QString(words + u'x' + words), QString(words + u'y' + words));
        QCOMPARE(diff.left, (QList<TextPiece>{{6000, 2}}));
        QCOMPARE(diff.right, diff.left);
    }
};

LOCKSTEP_SUITE(TestWordDiff)
#include "tst_worddiff.moc"
