// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/look/settings.h"
#include "ui/look/words.h"
#include "ui/widgets/badge.h"

#include <QDateTime>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>

#include <cmath>

using namespace lockstep;

namespace {

// WCAG 2.1: relative luminance and contrast ratio.
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

const QList<QPair<const char *, QPalette>> palettes{{"light", lightPalette()}, {"dark", darkPalette()}};

} // namespace

class TestLook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyToneCanBeRead()
    {
        for (const auto &[name, palette] : palettes) {
            for (int tone = int(Tone::Neutral); tone <= int(Tone::Moved); ++tone) {
                const QColor ink = inkOf(Tone(tone), palette);
                for (const QColor &ground : {groundOf(Tone(tone), palette), palette.color(QPalette::Base), palette.color(QPalette::Window),
                                             palette.color(QPalette::AlternateBase)})
                    QVERIFY2(
                        contrast(ink, ground) >= 4.5,
                        qPrintable(
                            QStringLiteral("%1 tone %2 on %3: %4").arg(QLatin1String(name)).arg(tone).arg(ground.name()).arg(contrast(ink, ground))));
                // Text of the palette on a row that a diff marks.
                QVERIFY2(contrast(palette.color(QPalette::Text), groundOf(Tone(tone), palette)) >= 4.5, name);
            }
        }
    }

    void everyPaletteRoleCanBeRead()
    {
        using P = QPalette;
        const QList<QPair<P::ColorRole, P::ColorRole>> pairs{
            {P::WindowText, P::Window},         {P::Text, P::Base}, {P::Text, P::AlternateBase}, {P::ButtonText, P::Button},
            {P::HighlightedText, P::Highlight}, {P::Link, P::Base}, {P::Link, P::Window},        {P::ToolTipText, P::ToolTipBase},
            {P::PlaceholderText, P::Base}};
        for (const auto &[name, palette] : palettes) {
            for (const auto &[ink, ground] : pairs)
                QVERIFY2(contrast(palette.color(ink), palette.color(ground)) >= 4.5,
                         qPrintable(QStringLiteral("%1: %2 on %3 is %4")
                                        .arg(QLatin1String(name))
                                        .arg(ink)
                                        .arg(ground)
                                        .arg(contrast(palette.color(ink), palette.color(ground)))));
        }
    }

    // A name that is misspelt gives a null icon, and nobody notices but the user.
    void everyIconIsThere()
    {
        QStringList names;
        for (const SyncState state : {SyncState::Unknown, SyncState::InSync, SyncState::FilesMatch, SyncState::OutOfSync})
            names.append(QLatin1String(wordingOf(state).icon));
        for (const Outcome outcome : {Outcome::Running, Outcome::Succeeded, Outcome::Failed, Outcome::Returned, Outcome::Undecided})
            names.append(QLatin1String(wordingOf(outcome).icon));
        for (const OperationKind kind :
             {OperationKind::Prepare, OperationKind::Deploy, OperationKind::RollBack, OperationKind::Synchronise, OperationKind::AddMember})
            names.append(QLatin1String(wordingOf(kind).icon));
        // And whatever the sources of the window name.
        static const QRegularExpression named(QStringLiteral("themeIcon\\(\"([a-z0-9-]+)\"\\)"));
        QDirIterator files(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/ui"), {QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = named.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext())
                names.append(matches.next().captured(1));
        }
        names.removeDuplicates();
        QStringList faults;
        for (const Theme theme : {Theme::Dark, Theme::Light}) {
            applyTheme(theme);
            for (const QString &name : std::as_const(names)) {
                const QImage image = themeIcon(name.toLatin1()).pixmap(16, 16).toImage();
                double best = 0; // the strongest of its pixels against the window
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 0; x < image.width(); ++x) {
                        const QColor pixel = image.pixelColor(x, y);
                        if (pixel.alpha() > 200)
                            best = std::max(best, contrast(pixel, QGuiApplication::palette().color(QPalette::Window)));
                    }
                }
                if (best < 3.0)
                    faults.append(
                        QStringLiteral("%1, %2: %3").arg(name, theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(best));
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n')))); // 0: there is no such icon
    }

    void timesAreToldAsPeopleSayThem()
    {
        const qint64 now = QDateTime(QDate(2026, 11, 26), QTime(15, 0)).toMSecsSinceEpoch();
        QCOMPARE(relativeTime(0, now), QStringLiteral("never"));
        QCOMPARE(relativeTime(now + 5000, now), QStringLiteral("now")); // a clock that is ahead
        QCOMPARE(relativeTime(now - 19000, now), QStringLiteral("now"));
        QCOMPARE(relativeTime(now - 45000, now), QStringLiteral("45 s ago"));
        QCOMPARE(relativeTime(now - 12 * 60000, now), QStringLiteral("12 min ago"));
        QCOMPARE(relativeTime(now - 3 * 3600000, now), QStringLiteral("3 h ago"));
        QVERIFY(relativeTime(now - 20 * 3600000, now).startsWith(QStringLiteral("yesterday, ")));
        QVERIFY(!relativeTime(now - 60 * 3600000LL, now).contains(QStringLiteral("ago")));
    }

    void settingsAreKept()
    {
        QTemporaryDir home;
        qputenv("LOCKSTEP_HOME", home.path().toLocal8Bit());
        QCOMPARE(settings::theme.load(), QStringLiteral("system"));
        settings::theme.save(QStringLiteral("dark"));
        settings::windowState.save(QByteArray("\0x", 2));
        QCOMPARE(settings::theme.load(), QStringLiteral("dark"));
        QCOMPARE(settings::windowState.load(), QByteArray("\0x", 2));
        finishSettings();
        const QString file = home.filePath(QStringLiteral("settings/console.ini"));
        QCOMPARE(QSettings(file, QSettings::IniFormat).value(QStringLiteral("look/theme")).toString(), QStringLiteral("dark"));
        QCOMPARE(settings::theme.load(), QStringLiteral("dark"));
        // Faster than they are written: the last one stays, and is seen at once.
        for (int i = 0; i < 200; ++i) {
            settings::place.save(QString::number(i));
            QCOMPARE(settings::place.load(), QString::number(i));
        }
        finishSettings();
        QCOMPARE(QSettings(file, QSettings::IniFormat).value(QStringLiteral("window/place")).toString(), QStringLiteral("199"));
        // What is so already is not written again, also when it was read from the file, which has words only.
        settings::inspector.save(false);
        finishSettings();
        const QDateTime written = QFileInfo(file).lastModified();
        QTest::qWait(20);
        settings::place.save(QStringLiteral("199"));
        settings::inspector.save(false);
        finishSettings();
        QCOMPARE(QFileInfo(file).lastModified(), written);
        settings::inspector.save(true);
        finishSettings();
        QVERIFY(QFileInfo(file).lastModified() > written);
        qunsetenv("LOCKSTEP_HOME");
    }

    void anErrorIsASentence()
    {
        const Error error{QStringLiteral("rpc.lost"), {QStringLiteral("the master")}, {QStringLiteral("ns1"), {}, 0, 0}, QStringLiteral("kept back")};
        QCOMPARE(sentence(error), QStringLiteral("ns1: The connection to the master is lost."));
    }

    void aBadgeIsAsWideAsItsWord()
    {
        Badge badge;
        badge.setWording(wordingOf(SyncState::InSync));
        const int width = badge.sizeHint().width();
        badge.setWording(wordingOf(SyncState::FilesMatch));
        QVERIFY(badge.sizeHint().width() > width);
        QCOMPARE(badge.text(), QStringLiteral("Files match, not served"));
    }
};

LOCKSTEP_SUITE(TestLook)
#include "tst_look.moc"
