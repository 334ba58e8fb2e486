// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace {

QString textOf(const QString &path)
{
    QFile file(qEnvironmentVariable("LOCKSTEP_SOURCE") + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

struct Row
{
    QString severity;
    QString sentence;
};

QMap<QString, Row> documented(QStringList *twice)
{
    static const QRegularExpression line(QStringLiteral("^\\| `([a-z0-9.]+)` \\| ([a-z, ]+) \\| (.*) \\|$"), QRegularExpression::MultilineOption);
    QMap<QString, Row> rows;
    for (auto found = line.globalMatch(textOf(QStringLiteral("docs/checks.md"))); found.hasNext();) {
        const auto row = found.next();
        if (rows.contains(row.captured(1)))
            twice->append(row.captured(1));
        rows.insert(row.captured(1), {row.captured(2), row.captured(3).replace(QLatin1String("\\|"), QLatin1String("|"))});
    }
    return rows;
}

// Those of namedconf/ that answer a question are no checks.
QMap<QString, QString> sentences()
{
    static const QSet<QString> answers{QStringLiteral("namedconf.nozone"), QStringLiteral("namedconf.whichview"),
                                       QStringLiteral("namedconf.notforzone")};
    static const QRegularExpression line(QStringLiteral("LOCKSTEP_SENTENCE\\(\"([^\"]+)\", QT_TRANSLATE_NOOP\\(\"Error\", \"(.*)\"\\)\\)"));
    QMap<QString, QString> all;
    for (const auto &[file, prefix] : {std::pair("namedconf", "namedconf."), {"zone", "zone.check."}, {"bind", "bind.check."}}) {
        for (auto found = line.globalMatch(textOf(QStringLiteral("core/base/sentences/%1.inc").arg(QLatin1String(file)))); found.hasNext();) {
            const auto one = found.next();
            if (one.captured(1).startsWith(QLatin1String(prefix)) && !answers.contains(one.captured(1)))
                all.insert(one.captured(1), one.captured(2).replace(QLatin1String("\\\""), QLatin1String("\"")));
        }
    }
    return all;
}

} // namespace

// docs/checks.md is what the program says.
class TestCheckDocs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCheckHasItsRow()
    {
        QStringList twice;
        const QMap<QString, Row> rows = documented(&twice);
        const QMap<QString, QString> said = sentences();
        QVERIFY(said.size() > 60);
        QCOMPARE(twice, QStringList());
        QCOMPARE(rows.keys(), said.keys());
        for (auto row = rows.cbegin(); row != rows.cend(); ++row)
            QVERIFY2(row->sentence == said.value(row.key()), qPrintable(row.key()));
    }

    // Where the source says the severity beside the id.
    void severitiesAreThoseOfTheSource()
    {
        QStringList twice;
        const QMap<QString, Row> rows = documented(&twice);
        static const QRegularExpression told(
            QStringLiteral("tell\\((?:\\w+ \\? )?Severity::(\\w+)(?: : Severity::(\\w+))?,\\s*\"(namedconf\\.[a-z.]+)\""));
        int seen = 0;
        QMap<QString, QSet<QString>> severities;
        for (const char *file : {"confcheck", "confhabits", "confreferences"}) {
            for (auto found = told.globalMatch(textOf(QStringLiteral("core/namedconf/%1.cpp").arg(QLatin1String(file)))); found.hasNext(); ++seen) {
                const auto one = found.next();
                severities[one.captured(3)].insert(one.captured(1).toLower());
                if (!one.captured(2).isEmpty())
                    severities[one.captured(3)].insert(one.captured(2).toLower());
            }
        }
        QVERIFY(seen > 20);
        for (auto one = severities.cbegin(); one != severities.cend(); ++one) {
            QStringList words(one->cbegin(), one->cend());
            words.sort();
            QCOMPARE(one.key() + u' ' + rows.value(one.key()).severity, one.key() + u' ' + words.join(QLatin1String(", ")));
        }
    }
};

LOCKSTEP_SUITE(TestCheckDocs)
#include "tst_checkdocs.moc"
