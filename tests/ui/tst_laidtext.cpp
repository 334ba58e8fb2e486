// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/look/type.h"
#include "ui/review/laidtext.h"

#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QTextOption>

#include <cmath>

using namespace lockstep;

namespace {

QList<QTextLayout::FormatRange> colours(QRandomGenerator &random, int size)
{
    QList<QTextLayout::FormatRange> list;
    for (int at = int(random.bounded(6)); at < size;) {
        QTextCharFormat format;
        format.setForeground(random.bounded(2) ? Qt::darkBlue : Qt::darkRed);
        if (random.bounded(3) == 0)
            format.setFontWeight(QFont::Bold);
        if (random.bounded(4) == 0)
            format.setBackground(Qt::yellow);
        const int length = 1 + int(random.bounded(9));
        list.append({at, length, format});
        at += length + int(random.bounded(4));
    }
    QTextCharFormat above; // as white space that is warned of, in a comment
    above.setForeground(Qt::red);
    above.setBackground(Qt::cyan);
    list.append({size * 2 / 3, 3, above});
    return list;
}

QString plainText(QRandomGenerator &random)
{
    QString text;
    const int size = int(random.bounded(70));
    for (int i = 0; i < size; ++i)
        text += random.bounded(9) == 0 ? QChar(u'\t') : random.bounded(5) == 0 ? QChar(u' ') : QChar(char16_t(0x21 + random.bounded(0x7f - 0x21)));
    return text;
}

// Text as Qt lays it out, with which cells have to agree.
struct Reference
{
    Reference(const TextFace &face, const QString &text, const QList<QTextLayout::FormatRange> &formats) : layout(text, face.font)
    {
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        option.setTextDirection(Qt::LeftToRight);
        option.setTabStopDistance(8 * face.advance);
        layout.setTextOption(option);
        layout.setFormats(formats);
        layout.beginLayout();
        layout.createLine().setLineWidth(1e6);
        layout.endLayout();
    }
    QTextLayout layout;
};

template <class Paint> QImage painted(const QSize &size, qreal ratio, const Paint &paint)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    paint(painter);
    return image;
}

// Pixels that differ by more than the eye sees.
int differing(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb one = a.pixel(x, y);
            const QRgb other = b.pixel(x, y);
            if (std::abs(qRed(one) - qRed(other)) > 16 || std::abs(qGreen(one) - qGreen(other)) > 16 || std::abs(qBlue(one) - qBlue(other)) > 16)
                ++count;
        }
    }
    return count;
}

} // namespace

class TestLaidText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cellsAreThoseOfTheLayout()
    {
        const TextFace face(dataFont());
        QVERIFY(face.cells.covers(u"plain text, 192.0.2.1"));
        QVERIFY(!face.cells.covers(u"漢字"));
        QVERIFY(!face.cells.covers(u"a\tb"));
        QRandomGenerator random(qEnvironmentVariableIntValue("LOCKSTEP_SEED") + 3);
        for (int trial = 0; trial < 300; ++trial) {
            const QString text = plainText(random);
            const LaidText cells(face, text, {});
            const Reference reference(face, text, {});
            const QTextLine line = reference.layout.lineAt(0);
            // Qt counts a last letter that leans over its cell.
            QVERIFY2(std::abs(cells.width() - line.naturalTextWidth()) <= 2, qPrintable(text));
            for (int column = 0; column <= text.size(); ++column) {
                QVERIFY2(std::abs(cells.xOf(column) - line.cursorToX(column)) < 0.5, qPrintable(text));
                QCOMPARE(cells.columnAt(cells.xOf(column) + 1), column);
            }
            QCOMPARE(cells.columnAt(-20), 0);
            QCOMPARE(cells.columnAt(1e5), int(text.size()));
        }
    }

    void cellsArePaintedAsTheLayoutIs_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::newRow("one pixel") << 1.0;
        QTest::newRow("two pixels") << 2.0;
    }

    void cellsArePaintedAsTheLayoutIs()
    {
        QFETCH(double, ratio);
        const TextFace face(dataFont());
        QRandomGenerator random(qEnvironmentVariableIntValue("LOCKSTEP_SEED") + 4);
        for (int trial = 0; trial < 60; ++trial) {
            const QString text = plainText(random);
            const QList<QTextLayout::FormatRange> formats = colours(random, int(text.size()));
            const LaidText cells(face, text, formats);
            const Reference reference(face, text, formats);
            LaidText::Selection selection;
            QList<QTextLayout::FormatRange> selected;
            if (trial % 2) {
                const int from = int(random.bounded(int(text.size()) + 1));
                const int to = from + int(random.bounded(int(text.size()) - from + 1));
                selection = {from, to, Qt::darkGray, Qt::white};
                QTextCharFormat format;
                format.setBackground(selection.ground);
                format.setForeground(selection.ink);
                if (from < to)
                    selected.append({from, to - from, format});
            }
            const QSize size(int(cells.width()) + 40, int(face.height) + 8);
            const QImage ours = painted(
                size, ratio, [&](QPainter &painter) { cells.paint(painter, {8, 4}, Qt::black, selection, QRectF(QPointF(), QSizeF(size))); });
            const QImage qts = painted(size, ratio, [&](QPainter &painter) { reference.layout.draw(&painter, {8, 4}, selected); });
            // Grounds may end a column earlier or later.
            const int edges = int(2 * std::ceil(face.height) * ratio * ratio);
            QVERIFY2(differing(ours, qts) <= edges, qPrintable(text));
        }
    }

    // Of a long line only what can be seen, and that no other than without its ends.
    void partsAreThoseOfTheWhole()
    {
        const TextFace face(dataFont());
        QRandomGenerator random(5);
        QString text;
        while (text.size() < 600)
            text += plainText(random);
        const LaidText cells(face, text, colours(random, int(text.size())));
        const QSize size(200, int(face.height) + 8);
        const auto at = [&](int scrolled, const QRectF &area) {
            return painted(size, 1, [&](QPainter &painter) { cells.paint(painter, {double(-scrolled), 4}, Qt::black, {}, area); });
        };
        for (int scrolled = 0; scrolled < int(cells.width()); scrolled += 37)
            QCOMPARE(at(scrolled, QRectF(QPointF(), QSizeF(size))), at(scrolled, QRectF(-1e6, 0, 2e6, size.height())));
    }

    // What no cells can show is laid out, with its columns.
    void otherTextIsLaidOut()
    {
        const TextFace face(dataFont());
        for (const QString &text : {QStringLiteral("漢字 a"), QStringLiteral("\u05d0\u05d1 left to right"), QStringLiteral("e\u0301")}) {
            const LaidText laid(face, text, {});
            QVERIFY(laid.width() > 0);
            QCOMPARE(laid.columnAt(-5), 0);
            const QImage image = painted({300, 40}, 1, [&](QPainter &painter) { laid.paint(painter, {0, 8}, Qt::black, {}, QRectF(0, 0, 300, 40)); });
            const QImage none = painted({300, 40}, 1, [](QPainter &) {});
            QVERIFY(differing(image, none) > 20);
        }
    }
};

LOCKSTEP_SUITE(TestLaidText)
#include "tst_laidtext.moc"
