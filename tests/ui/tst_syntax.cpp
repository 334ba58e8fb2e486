// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/config/linehighlighter.h"
#include "ui/look/theme.h"

#include <KSyntaxHighlighting/Format>

#include <QDir>
#include <QFileInfo>

#include <cmath>

using namespace lockstep;

namespace {

using Style = Tones::Style;

char letterOf(Style style)
{
    switch (style) {
    case Style::Normal:
        return '.';
    case Style::Keyword:
        return 'K';
    case Style::Function:
        return 'F';
    case Style::DataType:
        return 'O';
    case Style::Attribute:
        return 'A';
    case Style::BaseN:
        return 'i';
    case Style::Constant:
        return 'C';
    case Style::String:
        return 's';
    case Style::SpecialChar:
        return 'e';
    case Style::Variable:
        return 'v';
    case Style::Preprocessor:
        return 'P';
    case Style::DecVal:
        return 'd';
    case Style::Float:
        return 't';
    case Style::BuiltIn:
        return 'c';
    case Style::Operator:
        return 'o';
    case Style::Comment:
        return ';';
    case Style::ControlFlow:
        return '!';
    case Style::Warning:
        return 'w';
    case Style::Error:
        return 'E';
    default:
        return '?';
    }
}

// Each line, and below it a letter for the style of each character.
QByteArray painted(const QByteArray &text, Syntax syntax)
{
    LineHighlighter highlighter(syntax);
    LineHighlighter::State state;
    QByteArray all;
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (QString line : std::as_const(lines)) {
        QList<LineHighlighter::Span> spans;
        state = highlighter.highlight(line, state, &spans);
        QByteArray styles(line.size(), '.');
        for (const LineHighlighter::Span &span : std::as_const(spans))
            std::fill_n(styles.begin() + span.start, span.length, letterOf(span.style));
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (line[i].isSpace())
                styles[i] = line[i] == u'\t' ? '\t' : ' ';
        }
        all += line.toUtf8() + '\n' + styles + '\n';
    }
    return all;
}

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

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
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
            for (const KSyntaxHighlighting::Format &format : found.formats())
                QVERIFY2(letterOf(format.textStyle()) != '?', qPrintable(format.name()));
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

    void samplesArePaintedAsBefore_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/tests/ui/highlight"));
        for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.named-conf"), QStringLiteral("*.dns-zone")}))
            QTest::newRow(qPrintable(file.fileName())) << file.filePath();
    }

    // LOCKSTEP_ACCEPT=1 writes what is painted now; look at the difference before it is kept.
    void samplesArePaintedAsBefore()
    {
        QFETCH(QString, path);
        const QByteArray now = painted(contentOf(path), path.endsWith(QLatin1String("zone")) ? Syntax::DnsZone : Syntax::NamedConf);
        const QString golden = path + QStringLiteral(".painted");
        if (qEnvironmentVariableIsSet("LOCKSTEP_ACCEPT")) {
            QFile file(golden);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(now) == now.size());
        }
        const QList<QByteArray> wanted = contentOf(golden).split('\n');
        const QList<QByteArray> lines = now.split('\n');
        for (qsizetype i = 0; i < std::max(wanted.size(), lines.size()); ++i)
            QVERIFY2(lines.value(i) == wanted.value(i), "line " + QByteArray::number(i + 1) + ":\n" + lines.value(i) + '\n' + wanted.value(i));
    }

    // Definition errors are warnings of the library, which fail the test.
    void everyRealFileIsPainted()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with files of BIND's own tests is not here.");
        int seen = 0;
        for (const auto &[folder, syntax] : {std::pair{"conf", Syntax::NamedConf}, std::pair{"zones", Syntax::DnsZone}}) {
            const QDir files(sharedFolder() + QStringLiteral("/data/bind/") + QLatin1String(folder));
            for (const QFileInfo &file : files.entryInfoList(QDir::Files)) {
                QVERIFY2(!painted(contentOf(file.filePath()), syntax).isEmpty() || file.size() == 0, qPrintable(file.fileName()));
                ++seen;
            }
        }
        QVERIFY(seen > 400);
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
