// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/review/lazysyntax.h"

#include <QDir>

#include <algorithm>
#include <random>

using namespace lockstep;

namespace {

using Spans = QList<QList<LazySyntax::Span>>;

// A line after the other, from the first.
Spans fromTheTop(const TextLines &text, Syntax syntax)
{
    LineHighlighter highlighter(syntax);
    LineHighlighter::State state;
    Spans all;
    for (int line = 0; line < text.count(); ++line) {
        all.append(QList<LazySyntax::Span>());
        state = highlighter.highlight(text.line(line), state, &all.last());
    }
    return all;
}

// Lines whose colours are others than they should be, when only the block of each is asked for in this order.
QStringList wrongLines(const TextLines &text, Syntax syntax, const QList<int> &blocks)
{
    const Spans right = fromTheTop(text, syntax);
    LazySyntax lazy;
    lazy.setText(text);
    lazy.setSyntax(syntax);
    QStringList wrong;
    for (const int block : blocks) {
        const int begin = block * LazySyntax::blockLines;
        while (lazy.advance(begin) >= 0) {
        }
        for (int line = begin; line < std::min(begin + LazySyntax::blockLines, int(text.count())); ++line) {
            if (lazy.spans(line) != right[line])
                wrong.append(QStringLiteral("%1: %2").arg(line + 1).arg(text.line(line)));
        }
    }
    return wrong;
}

QList<int> blocksOf(const TextLines &text)
{
    QList<int> blocks;
    for (int begin = 0; begin < text.count(); begin += LazySyntax::blockLines)
        blocks.append(begin / LazySyntax::blockLines);
    return blocks;
}

// Records of one line and of several, with comments, quotes and owners that are left out.
QByteArray zone(int records)
{
    QByteArray text = "$TTL 3600\n$ORIGIN example.\n";
    for (int i = 0; i < records; ++i) {
        const QByteArray name = "host" + QByteArray::number(i);
        text += name + "\t300 IN A 192.0.2.1 ; one\n\tIN AAAA 2001:db8::1\n; a comment (with \"signs\"\n";
        if (i % 7 == 0)
            text += name + " IN TXT (\n\t\"a text; no comment\" ; a comment\n\t\"another\"\n\t)\n";
        if (i % 11 == 0)
            text += name + " IN DNSKEY 257 3 13 (\n  AwEAAb+x/Q==\n  0123456789ab ) ; key\n\n";
    }
    return text;
}

} // namespace

// Colours do not depend on where somebody looked first.
class TestLazySyntax : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aZoneIsColouredFromAnywhere()
    {
        const TextLines text(zone(2000));
        QList<int> blocks = blocksOf(text);
        std::mt19937 random(5);
        for (int round = 0; round < 5; ++round) {
            std::ranges::shuffle(blocks, random);
            QCOMPARE(wrongLines(text, Syntax::DnsZone, blocks), QStringList());
        }
    }

    void soAreRealZones()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder is not at hand.");
        const QFileInfoList files = QDir(sharedFolder() + QStringLiteral("/data/bind/zones")).entryInfoList(QDir::Files);
        QVERIFY(!files.isEmpty());
        std::mt19937 random(5);
        qsizetype parted = 0;
        QStringList wrong;
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const TextLines text(file.readAll());
            QList<int> blocks = blocksOf(text);
            parted += blocks.size() > 1 ? 1 : 0;
            std::ranges::shuffle(blocks, random);
            for (const QString &line : wrongLines(text, Syntax::DnsZone, blocks))
                wrong.append(info.fileName() + u':' + line);
        }
        QVERIFY(parted > 20);
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(QStringLiteral("%1 lines: ").arg(wrong.size()) + wrong.first(std::min<qsizetype>(wrong.size(), 5)).join(u'\n')));
    }

    // The middle of a long text is not waited for: one block, and its neighbours do not need the others.
    void nothingAboveIsWorkedOn()
    {
        const TextLines text(zone(20000));
        LazySyntax lazy;
        lazy.setText(text);
        lazy.setSyntax(Syntax::DnsZone);
        const int middle = int(text.count()) / 2;
        QCOMPARE(lazy.advance(middle), middle / LazySyntax::blockLines * LazySyntax::blockLines);
        QCOMPARE(lazy.advance(middle), -1);
        QVERIFY(!lazy.spans(middle / LazySyntax::blockLines * LazySyntax::blockLines).isEmpty());
        QVERIFY(lazy.spans(0).isEmpty());
    }

    // Data at the beginning of a line, between parentheses that began a hundred lines before: taken for a record until the block
    // above is known.
    void aLongRecordIsSetRightFromAbove()
    {
        QByteArray bytes = "$TTL 60\n";
        for (int i = 0; i < 60; ++i)
            bytes += "a" + QByteArray::number(i) + " A 192.0.2.7\n";
        bytes += "long TXT (\n";
        for (int i = 0; i < 150; ++i)
            bytes += "word A 192.0.2." + QByteArray::number(i) + "\n";
        bytes += ")\n";
        for (int i = 0; i < 200; ++i)
            bytes += "b" + QByteArray::number(i) + " A 192.0.2.7\n";
        const TextLines text(bytes);
        QList<int> blocks = blocksOf(text);
        QCOMPARE(wrongLines(text, Syntax::DnsZone, blocks), QStringList());
        const Spans right = fromTheTop(text, Syntax::DnsZone);
        LazySyntax lazy;
        lazy.setText(text);
        lazy.setSyntax(Syntax::DnsZone);
        const int inside = 160;
        QVERIFY(lazy.advance(inside) >= 0);
        QVERIFY(lazy.spans(inside) != right[inside]); // guessed
        for (int line = 0; line < text.count(); ++line) {
            while (lazy.advance(line) >= 0) {
            }
        }
        for (int line = 0; line < text.count(); ++line)
            QVERIFY2(lazy.spans(line) == right[line], qPrintable(QStringLiteral("line %1").arg(line + 1)));
    }

    // A comment may have begun anywhere above: statements in it are never shown as if they counted.
    void aConfigurationIsColouredFromTheTop()
    {
        QByteArray bytes = "options {\n";
        for (int i = 0; i < 400; ++i)
            bytes += i == 100 ? "/* not now\n" : i == 300 ? "*/\n" : "\trecursion no; // line\n";
        bytes += "};\n";
        const TextLines text(bytes);
        QList<int> blocks = blocksOf(text);
        std::ranges::reverse(blocks);
        QCOMPARE(wrongLines(text, Syntax::NamedConf, blocks), QStringList());
        LazySyntax lazy;
        lazy.setText(text);
        lazy.setSyntax(Syntax::NamedConf);
        QCOMPARE(lazy.advance(200), 0);
    }
};

LOCKSTEP_SUITE(TestLazySyntax)
#include "tst_lazysyntax.moc"
