// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/look/language.h"
#include "ui/look/words.h"

#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace lockstep;

namespace {

QString source() { return qEnvironmentVariable("LOCKSTEP_SOURCE"); }

struct Texts
{
    QStringList unfinished;
    QStringList wrongPlaces; // %1 of the source that the translation lacks, or more of them
    int count = 0;
};

QStringList placesOf(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%(?:\\d|n|L\\d)"));
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found.append(matches.next().captured());
    found.sort();
    found.removeDuplicates();
    return found;
}

Texts read(const QString &path)
{
    Texts texts;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    QXmlStreamReader xml(&file);
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("source")) {
            text = xml.readElementText();
            ++texts.count;
        } else if (xml.name() == QLatin1String("translation")) {
            const bool unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
            QStringList forms;
            QString plain;
            while (!(xml.isEndElement() && xml.name() == QLatin1String("translation"))) {
                xml.readNext();
                if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                    forms.append(xml.readElementText());
                else if (xml.isCharacters())
                    plain += xml.text();
            }
            if (forms.isEmpty())
                forms.append(plain);
            for (const QString &form : std::as_const(forms)) {
                if (unfinished || form.trimmed().isEmpty())
                    texts.unfinished.append(text);
                else if (forms.size() == 1 && placesOf(form) != placesOf(text))
                    texts.wrongPlaces.append(text);
            }
        }
    }
    return texts;
}

} // namespace

class TestLanguage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A copy of the file is brought up to the sources as they are: whatever that adds was not translated.
    void nothingIsLeftUntranslated_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("plurals");
        QTest::newRow("German") << "de" << false;
        QTest::newRow("English plurals") << "en" << true;
    }
    void nothingIsLeftUntranslated()
    {
        QFETCH(QString, language);
        QFETCH(bool, plurals);
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("lockstep_%1.ts").arg(language));
        QVERIFY(QFile::copy(source() + QStringLiteral("/translations/lockstep_%1.ts").arg(language), copy));
        QProcess reader;
        QStringList words{QStringLiteral("-silent"),
                          QStringLiteral("-locations"),
                          QStringLiteral("none"),
                          QStringLiteral("-no-obsolete"),
                          QStringLiteral("-extensions"),
                          QStringLiteral("cpp,h,inc"),
                          QStringLiteral("-I"),
                          source(),
                          source() + QStringLiteral("/ui"),
                          source() + QStringLiteral("/core/base/sentences")};
        if (plurals)
            words.append(QStringLiteral("-pluralonly"));
        reader.start(QStringLiteral(LOCKSTEP_LUPDATE), words + QStringList{QStringLiteral("-ts"), copy});
        QVERIFY(reader.waitForFinished(60000));
        QCOMPARE(reader.exitCode(), 0);
        const Texts texts = read(copy);
        QVERIFY(texts.count > (plurals ? 5 : 300));
        QVERIFY2(texts.unfinished.isEmpty(), qPrintable(texts.unfinished.join(QLatin1Char('\n'))));
        QVERIFY2(texts.wrongPlaces.isEmpty(), qPrintable(texts.wrongPlaces.join(QLatin1Char('\n'))));
    }

    void theWindowSpeaksGerman()
    {
        const QLocale before;
        speak(QStringLiteral("de"));
        QCOMPARE(wordingOf(SyncState::InSync).text, QStringLiteral("Synchron"));
        QVERIFY(sentence(Error{QStringLiteral("rpc.lost"), {QStringLiteral("ns1")}, {}, {}}).contains(QStringLiteral("Verbindung")));
        QCOMPARE(relativeTime(1000, 45000), QStringLiteral("vor 44 s"));
        speak(QStringLiteral("en"));
        QCOMPARE(wordingOf(SyncState::InSync).text, QStringLiteral("In sync"));
        QLocale::setDefault(before);
    }
};

LOCKSTEP_SUITE(TestLanguage)
#include "tst_language.moc"
