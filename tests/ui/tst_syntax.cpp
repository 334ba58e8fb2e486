// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/config/syntax.h"
#include "ui/look/theme.h"

#include <cmath>

using namespace lockstep;

namespace {

using Style = Tones::Style;

double luminance(const QColor &colour)
{
    const auto part = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace

class TestSyntax : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void definitionsAreThere()
    {
        for (const Syntax syntax : {Syntax::NamedConf, Syntax::DnsZone}) {
            const KSyntaxHighlighting::Definition found = definition(syntax);
            QVERIFY(found.isValid());
            QVERIFY2(found.filePath().startsWith(QLatin1String(":/lockstep/")), qPrintable(found.filePath()));
            QVERIFY(found.foldingEnabled());
            QVERIFY(!found.singleLineCommentMarker().isEmpty());
        }
    }

    void filesAreKnownByTheirNames_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<Syntax>("syntax");
        const auto row = [](const char *path, Syntax syntax) { QTest::newRow(path) << QString::fromLatin1(path) << syntax; };
        row("named.conf", Syntax::NamedConf);
        row("named.conf.local", Syntax::NamedConf);
        row("conf.d/zones.conf", Syntax::NamedConf);
        row("rndc.key", Syntax::NamedConf);
        row("zones/example.net.db", Syntax::DnsZone);
        row("db.127", Syntax::DnsZone);
        row("zones/Example.ZONE", Syntax::DnsZone);
        row("root.hints", Syntax::DnsZone);
        row("README", Syntax::Plain);
    }

    void filesAreKnownByTheirNames()
    {
        QFETCH(QString, path);
        QTEST(syntaxOf(path), "syntax");
    }

    void everyStyleCanBeRead()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            const Tones tones(palette);
            for (size_t i = 0; i <= size_t(Style::Others); ++i) {
                const QColor ink = tones.format(Style(i)).foreground().color();
                QList<QColor> grounds{palette.color(QPalette::Base), palette.color(QPalette::AlternateBase)};
                for (const Tone tone : {Tone::Accent, Tone::Attention, Tone::Added, Tone::Removed, Tone::Changed, Tone::Moved})
                    grounds.append(groundOf(tone, palette));
                for (const QColor &ground : std::as_const(grounds))
                    QVERIFY2(contrast(ink, ground) >= 4.5,
                             qPrintable(QStringLiteral("style %1: %2 on %3 is %4").arg(i).arg(ink.name(), ground.name()).arg(contrast(ink, ground))));
            }
        }
    }
};

LOCKSTEP_SUITE(TestSyntax)
#include "tst_syntax.moc"
