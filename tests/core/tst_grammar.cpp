// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/grammar.h"
#include "core/namedconf/shape.h"
#include "core/namedconf/shapenode.h"
#include "tests/support/suite.h"

#include <QProcess>
#include <QRegularExpression>

using namespace lockstep;

namespace {

// The statements of named.conf(5) as "place keyword", read from the manual page of the installed BIND.
QSet<QString> manualStatements(const QString &page)
{
    QSet<QString> found;
    QStringList open;
    static const QRegularExpression blockLine(QStringLiteral("^([a-z0-9-]+)[^;]*\\{$")), plainLine(QStringLiteral("^([a-z0-9-]+)([ ;].*)$"));
    bool grammar = false;
    for (QString line : page.split(u'\n')) {
        static const QRegularExpression fonts(QStringLiteral("\\\\f[BIRP]|\\\\&|\\\\%|\\\\:"));
        line.remove(fonts).replace(QLatin1String("\\-"), QLatin1String("-"));
        line = line.trimmed();
        grammar = line == QLatin1String(".EX") || (grammar && line != QLatin1String(".EE"));
        if (!grammar || line.startsWith(u'.'))
            continue;
        const QString place = open.join(u'/');
        if (line.startsWith(u'}')) {
            open.removeLast();
        } else if (const auto block = blockLine.match(line); block.hasMatch()) {
            found.insert(place + u' ' + block.captured(1));
            open.append(block.captured(1));
        } else if (const auto plain = plainLine.match(line); plain.hasMatch() && line.contains(u';')) {
            const QString keyword = plain.captured(1);
            if (keyword == QLatin1String("type") && place == QLatin1String("zone"))
                open.last() += u':' + plain.captured(2).trimmed().chopped(1);
            else if (keyword == QLatin1String("in-view"))
                open.last() = QStringLiteral("zone:in-view");
            found.insert(open.join(u'/') + u' ' + keyword);
        }
    }
    return found;
}

ConfPlaces placeOf(const QString &path)
{
    const QString last = path.section(u'/', -1);
    if (last.startsWith(QLatin1String("zone:")))
        return zonePlace(last.mid(5).toUtf8());
    for (ConfPlaces place = at::top; place <= at::statistics; place <<= 1) {
        if (QString::fromLatin1(placeName(place)) == (last.isEmpty() ? QStringLiteral("the top level") : last))
            return place;
    }
    return 0;
}

} // namespace

class TestGrammar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The manual page says each statement in each place; "type" and "in-view" are how it tells zones apart.
    void everyStatementOfTheManualIsInTheTable()
    {
        QProcess manual;
        manual.start(QStringLiteral("zcat"), {QStringLiteral("/usr/share/man/man5/named.conf.5.gz")});
        if (!manual.waitForFinished() || manual.exitCode() != 0)
            QSKIP("The manual page named.conf(5) is not installed here.");
        const QSet<QString> statements = manualStatements(QString::fromUtf8(manual.readAllStandardOutput()));
        QStringList missing;
        QSet<std::pair<QByteArray, ConfPlaces>> said;
        for (const QString &one : statements) {
            const QByteArray keyword = one.section(u' ', 1).toUtf8();
            const ConfPlaces place = placeOf(one.section(u' ', 0, 0));
            said.insert({keyword, place});
            if (place == 0 || !findConfRow(keyword, place))
                missing.append(one);
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
        QVERIFY(statements.size() > 700);
        // And the other way round: what the table has in 9.20 is in the manual, but for what named-checkconf accepts beyond it.
        const QSet<QByteArray> beyond{"include", "masters", "primaries", "parental-agents", "type", "dlz", "in-view", "zone"};
        QStringList extra;
        for (const auto &[rows, count] : {optionRows(), blockRows()}) {
            for (qsizetype i = 0; i < count; ++i) {
                for (ConfPlaces place = at::top; place <= at::statistics; place <<= 1) {
                    if ((rows[i].places & place) && rows[i].life.covers(newestBind) && !beyond.contains(rows[i].name) &&
                        !said.contains({rows[i].name, place}))
                        extra.append(QString::fromLatin1(placeName(place) + ' ' + rows[i].name));
                }
            }
        }
        QVERIFY2(extra.isEmpty(), qPrintable(extra.join(u'\n')));
    }

    // One row for each keyword, place and version: else the first would hide the others.
    void noRowHidesAnother()
    {
        for (const int version : {918, 920}) {
            QHash<std::pair<QByteArray, ConfPlaces>, int> counts;
            for (const auto &[rows, count] : {optionRows(), blockRows()}) {
                for (qsizetype i = 0; i < count; ++i) {
                    QVERIFY(QByteArray(rows[i].name).toLower() == rows[i].name);
                    for (ConfPlaces place = at::top; place <= at::statistics && rows[i].life.covers(version); place <<= 1) {
                        const auto key = std::pair(QByteArray(rows[i].name), place);
                        if (rows[i].places & place)
                            QVERIFY2(++counts[key] == 1, rows[i].name);
                    }
                }
            }
            QVERIFY(counts.size() > 700);
        }
    }

    void everyShapeIsWellFormed()
    {
        for (const auto &[rows, count] : {optionRows(), blockRows()}) {
            for (qsizetype i = 0; i < count; ++i) {
                for (const int version : {918, 920})
                    shapeNode(rows[i].shape, version); // ends the program when it is not
                QCOMPARE(placeInside(rows[i]) != 0, QByteArrayView(rows[i].shape).contains('@'));
            }
        }
    }

    void theNearestNameIsFound_data()
    {
        QTest::addColumn<QByteArray>("nearest");
        QTest::newRow("recusrion") << QByteArray("recursion");
        QTest::newRow("alow-query") << QByteArray("allow-query");
        QTest::newRow("allow-querys") << QByteArray("allow-query");
        QTest::newRow("match-client") << QByteArray(); // not in options
        QTest::newRow("something-else") << QByteArray();
        QTest::newRow("x") << QByteArray();
    }

    void theNearestNameIsFound()
    {
        QFETCH(QByteArray, nearest);
        QCOMPARE(nearestKeyword(QTest::currentDataTag(), at::options, newestBind), nearest);
    }
};

LOCKSTEP_SUITE(TestGrammar)
#include "tst_grammar.moc"
