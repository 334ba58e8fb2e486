// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confcheck.h"
#include "core/zone/zonecheck.h"
#include "core/zone/zonelexer.h"
#include "tests/support/suite.h"
#include "tests/support/zonesamples.h"
#include "tests/ui/painting.h"
#include "ui/config/linehighlighter.h"

#include <KSyntaxHighlighting/Format>

#include <QCryptographicHash>

using namespace lockstep;

namespace {

struct Language
{
    const char *name; // how samples in tests/ui/highlight end
    Syntax syntax;
    const char *real; // folder of real files
};
constexpr Language languages[] = {{"named-conf", Syntax::NamedConf, "conf"}, {"dns-zone", Syntax::DnsZone, "zones"}};

// One for each format, so that a painted sample can be read.
char letterOf(const QString &format)
{
    static const QHash<QString, char> letters = {
        {QStringLiteral("Text"), '.'},        {QStringLiteral("Comment"), ';'},   {QStringLiteral("Error"), 'E'},
        {QStringLiteral("String"), 's'},      {QStringLiteral("Escape"), 'e'},    {QStringLiteral("Number"), 'd'},
        {QStringLiteral("Address"), 'i'},     {QStringLiteral("Statement"), 'S'}, {QStringLiteral("Option"), 'O'},
        {QStringLiteral("Clause"), 'C'},      {QStringLiteral("Value"), 'V'},     {QStringLiteral("Outdated"), 'w'},
        {QStringLiteral("Negation"), '!'},    {QStringLiteral("Brace"), 'b'},     {QStringLiteral("Owner"), 'o'},
        {QStringLiteral("Origin"), '@'},      {QStringLiteral("Directive"), '$'}, {QStringLiteral("TTL"), 't'},
        {QStringLiteral("Class"), 'c'},       {QStringLiteral("Type"), 'T'},      {QStringLiteral("Name"), 'n'},
        {QStringLiteral("Parenthesis"), 'p'}, {QStringLiteral("Variable"), 'v'},
    };
    return letters.value(format, '?');
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDir samples() { return QDir(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/tests/ui/highlight")); }
QDir realFiles(const Language &language) { return QDir(sharedFolder() + QStringLiteral("/data/bind/") + QLatin1String(language.real)); }

// The names of all formats, in the order of the definition.
QStringList formatsOf(Syntax syntax)
{
    QList<KSyntaxHighlighting::Format> formats = definition(syntax).formats();
    std::ranges::sort(formats, {}, &KSyntaxHighlighting::Format::id);
    QStringList names;
    for (const KSyntaxHighlighting::Format &format : std::as_const(formats))
        names.append(format.name());
    return names;
}

// Each line, and below it a letter for the format of each character that is seen.
QByteArray shown(const QList<PaintedLine> &lines)
{
    QByteArray all;
    for (const PaintedLine &line : lines) {
        QByteArray below(line.text.size(), '?');
        for (const PaintedRun &run : line.runs)
            std::fill_n(below.begin() + run.start, run.length, letterOf(run.format));
        for (qsizetype i = 0; i < line.text.size(); ++i) {
            if (line.text[i].isSpace())
                below[i] = line.text[i] == u'\t' ? '\t' : ' ';
        }
        all += line.text.toUtf8() + '\n' + below + '\n';
    }
    return all;
}

// A file as a row: its digest, lines, characters of each format, digest of all runs, name.
QByteArray rowOf(const QString &name, const QByteArray &text, const QList<PaintedLine> &lines, const QStringList &formats)
{
    QCryptographicHash runs(QCryptographicHash::Sha256);
    QHash<QString, int> characters;
    for (const PaintedLine &line : lines) {
        for (const PaintedRun &run : line.runs) {
            runs.addData(QByteArray::number(run.start) + ' ' + QByteArray::number(run.length) + ' ' + run.format.toUtf8() + ' ');
            characters[run.format] += run.length;
        }
        runs.addData("\n");
    }
    QByteArray row = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex() + ' ' + QByteArray::number(lines.size());
    for (const QString &format : formats)
        row += ' ' + QByteArray::number(characters.value(format));
    return row + ' ' + runs.result().toHex().left(16) + ' ' + name.toUtf8() + '\n';
}

// Compares line by line; empty when all is as wanted. With LOCKSTEP_ACCEPT it writes instead, and says so.
QByteArray differenceTo(const QString &golden, const QByteArray &now)
{
    const QByteArray before = contentOf(golden);
    if (qEnvironmentVariableIsSet("LOCKSTEP_ACCEPT") && before != now) {
        QFile file(golden);
        if (!file.open(QIODevice::WriteOnly) || file.write(now) != now.size())
            return "cannot write " + golden.toUtf8();
        return "wrote " + golden.toUtf8() + ": look at what changed, then run this without LOCKSTEP_ACCEPT";
    }
    const QList<QByteArray> wanted = before.split('\n');
    const QList<QByteArray> lines = now.split('\n');
    for (qsizetype i = 0; i < std::max(wanted.size(), lines.size()); ++i) {
        if (lines.value(i) != wanted.value(i))
            return golden.toUtf8() + ", line " + QByteArray::number(i + 1) + ", is painted:\n" + lines.value(i) + "\nwas:\n" + wanted.value(i);
    }
    return {};
}

// Whether our own parser, which takes all that BIND takes (docs/verdicts.md), has nothing against a file.
bool accepted(const Language &language, const QString &name, const QByteArray &text)
{
    if (language.syntax == Syntax::NamedConf) {
        const ConfFile file = ConfFile::parse(name, text);
        return file.diagnostics().isEmpty() &&
               std::ranges::none_of(checkStatements(file), [](const ConfFinding &one) { return one.severity == ConfFinding::Severity::Error; });
    }
    const auto origin = nameToWire(originOfSample(name, text), QByteArray(1, '\0'));
    return origin && std::ranges::none_of(checkZone(*origin, {name, text, readerIn(realFiles(language))}).findings,
                                          [](const ZoneFinding &one) { return one.severity == ZoneFinding::Severity::Error; });
}

} // namespace

Q_DECLARE_METATYPE(const Language *)

// The two definitions of resources/syntax beside what they painted before, and beside what our parsers know.
//
// Recorded, in tests/ui/highlight: each own sample in full (*.painted; a letter for each format), and one row for each real file of
// BIND's tests (*.corpus). To record anew: LOCKSTEP_ACCEPT=1 build/dev/tests/tst_ui_config TestHighlighting. It writes what is painted
// now and fails for each file that it changed; look at `git diff`, then run it again without.
class TestHighlighting : public QObject
{
    Q_OBJECT
private:
    static void eachLanguage()
    {
        QTest::addColumn<const Language *>("language");
        for (const Language &language : languages)
            QTest::newRow(language.name) << &language;
    }
    static QFileInfoList samplesOf(const Language *language)
    {
        return samples().entryInfoList({QStringLiteral("*.") + QLatin1String(language->name)});
    }

private Q_SLOTS:
    void samplesArePaintedAsBefore_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<const Language *>("language");
        for (const Language &language : languages) {
            for (const QFileInfo &file : samplesOf(&language))
                QTest::newRow(qPrintable(file.fileName())) << file.filePath() << &language;
        }
    }

    void samplesArePaintedAsBefore()
    {
        QFETCH(QString, path);
        QFETCH(const Language *, language);
        const QByteArray now = shown(Painting::of(contentOf(path), definition(language->syntax)));
        const QByteArray difference = differenceTo(path + QStringLiteral(".painted"), now);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }

    void realFilesArePaintedAsBefore_data() { eachLanguage(); }
    void realFilesArePaintedAsBefore()
    {
        QFETCH(const Language *, language);
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with files of BIND's own tests is not here.");
        const QStringList formats = formatsOf(language->syntax);
        const QDir folder = realFiles(*language);
        QByteArray now = "# Real files painted (tst_highlighting.cpp): SHA-256, lines, characters of each format, digest of the runs, name.\n# " +
                         formats.join(QStringLiteral(", ")).toUtf8() + '\n';
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            const QByteArray text = contentOf(folder.filePath(name));
            now += rowOf(name, text, Painting::of(text, definition(language->syntax)), formats);
        }
        QVERIFY(now.count('\n') > 200);
        const QByteArray difference = differenceTo(samples().filePath(QLatin1String(language->name) + QStringLiteral(".corpus")), now);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }

    // What the window shows are these runs, by the styles of their formats.
    void rowsOfTheWindowArePaintedTheSame_data() { eachLanguage(); }
    void rowsOfTheWindowArePaintedTheSame()
    {
        QFETCH(const Language *, language);
        QHash<QString, Tones::Style> styles;
        for (const KSyntaxHighlighting::Format &format : definition(language->syntax).formats())
            styles.insert(format.name(), format.textStyle());
        QFileInfoList files = samplesOf(language);
        if (!sharedFolder().isEmpty())
            files += realFiles(*language).entryInfoList(QDir::Files);
        for (const QFileInfo &file : std::as_const(files)) {
            LineHighlighter highlighter(language->syntax);
            LineHighlighter::State state;
            int number = 0;
            for (const PaintedLine &line : Painting::of(contentOf(file.filePath()), definition(language->syntax))) {
                QList<LineHighlighter::Span> spans;
                state = highlighter.highlight(line.text, state, &spans);
                QList<Tones::Style> wanted(line.text.size(), Tones::Style::Normal);
                QList<Tones::Style> found = wanted;
                for (const PaintedRun &run : line.runs)
                    std::fill_n(wanted.begin() + run.start, run.length, styles.value(run.format));
                for (const LineHighlighter::Span &span : std::as_const(spans))
                    std::fill_n(found.begin() + span.start, span.length, span.style);
                ++number;
                QVERIFY2(found == wanted, qPrintable(QStringLiteral("%1:%2").arg(file.fileName()).arg(number)));
            }
        }
    }

    void everyFormatHasALetterAndOccurs_data() { eachLanguage(); }
    void everyFormatHasALetterAndOccurs()
    {
        QFETCH(const Language *, language);
        QSet<QString> seen;
        for (const QFileInfo &file : samplesOf(language)) {
            for (const PaintedLine &line : Painting::of(contentOf(file.filePath()), definition(language->syntax))) {
                for (const PaintedRun &run : line.runs)
                    seen.insert(run.format);
            }
        }
        for (const QString &format : formatsOf(language->syntax)) {
            QVERIFY2(letterOf(format) != '?', qPrintable(format));
            QVERIFY2(seen.contains(format), qPrintable(QStringLiteral("no sample has anything of format \"%1\"").arg(format)));
        }
    }

    // Nothing is painted as an error in a file against which our parser has nothing.
    void whatIsAcceptedHasNoError_data() { eachLanguage(); }
    void whatIsAcceptedHasNoError()
    {
        QFETCH(const Language *, language);
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with files of BIND's own tests is not here.");
        const QDir folder = realFiles(*language);
        QStringList wrong;
        int clean = 0;
        int refused = 0;
        int marked = 0; // of these: the window says so without a parser
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            const QByteArray text = contentOf(folder.filePath(name));
            const bool good = accepted(*language, name, text);
            QString first;
            int number = 0;
            for (const PaintedLine &line : Painting::of(text, definition(language->syntax))) {
                ++number;
                const auto error = std::ranges::find(line.runs, QStringLiteral("Error"), &PaintedRun::format);
                if (first.isEmpty() && error != line.runs.end())
                    first = QStringLiteral("%1:%2: %3").arg(name).arg(number).arg(line.text.mid(error->start, error->length));
            }
            if (good) {
                first.isEmpty() ? void(++clean) : wrong.append(first);
            } else {
                ++refused;
                marked += first.isEmpty() ? 0 : 1;
            }
        }
        qInfo("%d accepted files have no error, %d of %d refused ones have one", clean, marked, refused);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(clean > 150 && refused > 30);
    }

    // An entry of a zone begins in the state of the first line, so that nothing before it can change how it is painted. Behind one
    // whose parenthesis stays open there is no such line.
    void entriesOfZonesBeginAnew()
    {
        QFileInfoList files = samplesOf(&languages[1]);
        if (!sharedFolder().isEmpty())
            files += realFiles(languages[1]).entryInfoList(QDir::Files);
        qsizetype begun = 0;
        qsizetype inside = 0;
        for (const QFileInfo &file : std::as_const(files)) {
            const QByteArray text = contentOf(file.filePath());
            const QList<PaintedLine> lines = Painting::of(text, definition(Syntax::DnsZone));
            QList<bool> begins(lines.size(), false);
            qsizetype known = lines.size();
            for (const ZoneEntry &entry : lexZone(text)) {
                if (entry.line <= lines.size())
                    begins[entry.line - 1] = true;
                if (entry.broken) {
                    known = entry.line;
                    break;
                }
            }
            for (qsizetype i = 0; i < known; ++i) {
                QVERIFY2(lines[i].atStart == begins[i], qPrintable(QStringLiteral("%1:%2: %3").arg(file.fileName()).arg(i + 1).arg(lines[i].text)));
                ++(begins[i] ? begun : inside);
            }
        }
        qInfo("%lld lines begin an entry, %lld stand inside one", qlonglong(begun), qlonglong(inside));
        QVERIFY(begun > 80 && inside > 20);
        QVERIFY(sharedFolder().isEmpty() || (begun > 6000 && inside > 1000));
    }
};

LOCKSTEP_SUITE(TestHighlighting)
#include "tst_highlighting.moc"
