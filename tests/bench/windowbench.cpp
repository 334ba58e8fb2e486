// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/pulse.h"
#include "tests/support/desktop.h"
#include "tests/support/servergroup.h"
#include "tests/system/person.h"
#include "ui/look/settings.h"
#include "ui/look/theme.h"
#include "ui/window/consoleprogram.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QFileInfo>
#include <QImage>
#include <QScreen>
#include <QScrollBar>
#include <QTableView>

#include <cstdio>

using namespace lockstep;

namespace {

constexpr int rounds = 5;
constexpr int fewColours = 40; // an empty screen has one, a window with text hundreds

int coloursOnScreen()
{
    const QImage screen = QGuiApplication::primaryScreen()->grabWindow(0).toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < screen.height(); y += 3) {
        for (int x = 0; x < screen.width(); ++x)
            colours.insert(screen.pixel(x, y));
    }
    return int(colours.size());
}

// From the start of the process until its window is painted on the screen, milliseconds.
double started(ServerGroup &group)
{
    QElapsedTimer timer;
    timer.start();
    const std::unique_ptr<QProcess> console = group.start({}, {}, QStringLiteral("lockstep-console"));
    (void)QTest::qWaitFor([] { return coloursOnScreen() > fewColours; }, 20000);
    const double shown = double(timer.nsecsElapsed()) / 1e6;
    console->terminate();
    if (!console->waitForFinished(5000))
        console->kill();
    (void)QTest::qWaitFor([] { return coloursOnScreen() < fewColours; }, 5000);
    return shown;
}

// The window of this process, and how long its event loop stands still at most in each thing that a person does.
class Day
{
public:
    explicit Day(ServerGroup &group) : m_group(group) {}
    int run();

private:
    void during(const char *what, const std::function<void()> &work);
    void close();
    qint64 openZone();
    void look();
    void edit();
    void operations();
    const GroupStatus &status() const { return m_console.masters().first()->groups().first(); }

    ServerGroup &m_group;
    ConsoleProgram m_console{QString()};
    Person m_person{Person::Hands::Both};
    Pulse m_pulse;
    double m_worst = 0;
};

void Day::during(const char *what, const std::function<void()> &work)
{
    m_pulse.begin();
    QElapsedTimer timer;
    timer.start();
    work();
    const double worst = m_pulse.worst();
    m_worst = std::max(m_worst, worst);
    std::printf("  %-52s %7lld ms, longest pause %6.1f ms\n", what, timer.elapsed(), worst);
    std::fflush(stdout);
}

void Day::close()
{
    m_person.press(QStringLiteral("Close"));
    m_person.waitFor("the dialog to close", [] { return QApplication::activeModalWidget() == nullptr; });
}

// Milliseconds from the key that opens it until its records are there.
qint64 Day::openZone()
{
    Desktop::key(QStringLiteral("ctrl+k"));
    m_person.waitFor("the quick command", [] { return QApplication::activePopupWidget() != nullptr; });
    Desktop::type(QStringLiteral("dhcp"));
    QTest::qWait(500);
    QElapsedTimer opening;
    opening.start();
    Desktop::key(QStringLiteral("Return"));
    m_person.waitFor("the zone", [this] { return m_person.sees(QStringLiteral("records")); });
    const qint64 opened = opening.elapsed();
    QTest::qWait(1000);
    return opened;
}

void Day::look()
{
    qint64 opened = 0;
    during("the zone of 20,000 records, by Ctrl+K", [&] { opened = openZone(); });
    std::printf("  %-52s %7lld ms from the key to its records\n", "  the first zone of this master and this window", opened);
    for (int i = 1; i <= 6; ++i) {
        const QByteArray what = "view " + QByteArray::number(i) + " (Ctrl+" + QByteArray::number(i) + ')';
        during(what.constData(), [i] {
            Desktop::key(QStringLiteral("ctrl+%1").arg(i));
            QTest::qWait(700);
        });
    }
    during("back to the zone", [&] { opened = openZone(); });
    std::printf("  %-52s %7lld ms from the key to its records\n", "  once it is known", opened);
    during("scrolling in it", [] {
        for (int i = 0; i < 30; ++i)
            Desktop::key(QStringLiteral("Next"));
        Desktop::key(QStringLiteral("End"));
        QTest::qWait(200);
    });
    during("filtering it", [] {
        Desktop::key(QStringLiteral("ctrl+f"));
        Desktop::type(QStringLiteral("77"));
        QTest::qWait(400);
        Desktop::key(QStringLiteral("ctrl+a"));
        Desktop::key(QStringLiteral("Delete"));
        QTest::qWait(400);
    });
    during("its file, and back", [] {
        Desktop::key(QStringLiteral("ctrl+t"));
        QTest::qWait(1500);
        Desktop::key(QStringLiteral("ctrl+t"));
        QTest::qWait(300);
    });
}

void Day::edit()
{
    during("a record of it changed", [this] {
        const int before = status().changes;
        Desktop::key(QStringLiteral("ctrl+Home"));
        for (int i = 0; i < 12; ++i)
            Desktop::key(QStringLiteral("Down"));
        auto *table = qobject_cast<QTableView *>(QApplication::focusWidget());
        if (!table)
            qFatal("the records have no focus");
        table->setCurrentIndex(table->currentIndex().siblingAtColumn(2));
        Desktop::key(QStringLiteral("F2"));
        QTest::qWait(100);
        Desktop::key(QStringLiteral("ctrl+a"));
        Desktop::type(QStringLiteral("777"));
        Desktop::key(QStringLiteral("Return"));
        m_person.waitFor("the staged change", [&] { return status().changes > before; });
        QTest::qWait(1000);
    });
    during("the review of it", [this] {
        Desktop::key(QStringLiteral("ctrl+6"));
        m_person.waitFor("the review", [this] { return m_person.sees(QStringLiteral("dhcp")); });
        QTest::qWait(1000);
    });
}

void Day::operations()
{
    during("prepare", [this] {
        m_person.press(QStringLiteral("Prepare 1 change"));
        m_person.press(QStringLiteral("Prepare on 3 members"));
        m_person.waitFor("the prepared set", [this] { return m_person.sees(QStringLiteral("hold the verified set")); }, 60000);
        close();
    });
    during("deploy", [this] {
        m_person.press(QStringLiteral("Deploy to 3 members"));
        m_person.waitFor("the summary", [] { return QApplication::activeModalWidget() != nullptr; });
        m_person.press(QStringLiteral("Deploy to 3 members"));
        m_person.waitFor("the deployment", [this] { return m_person.sees(QStringLiteral("was asked to prove it")); }, 60000);
        close();
        QTest::qWait(500);
    });
}

int Day::run()
{
    if (!m_console.start() || !QTest::qWaitForWindowActive(m_console.window(), 10000))
        return 1;
    m_person.waitFor("the group", [this] { return !m_console.masters().first()->groups().isEmpty(); });
    QTest::qWait(1000);
    look();
    edit();
    operations();
    std::printf("  %-52s %10s  longest pause %6.1f ms\n", "all of it", "", m_worst);
    return 0;
}

} // namespace

// The console on three real servers and a display of its own: how soon its window is there, and how long it ever stands still.
int main(int argc, char **argv)
{
    const QString programs = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalPath(); // there is another /proc later
    enterSandbox();
    const Desktop desktop;
    const QApplication app(argc, argv);
    applyTheme(Theme::Light);
    ServerGroup group(3, HostContent{true, 40, 20000}, programs);
    qputenv("LOCKSTEP_HOME", group.home().toLocal8Bit());
    if (const QString fault = group.adoptAll(QStringLiteral("bench")); !fault.isEmpty()) {
        std::fprintf(stderr, "The hosts could not be adopted: %s\n", qPrintable(fault));
        return 1;
    }
    settings::language.save(QStringLiteral("en"));
    QList<double> starts;
    for (int i = 0; i < rounds; ++i)
        starts.append(started(group));
    std::sort(starts.begin(), starts.end());
    std::printf("window painted after the start of the process: least %.0f, median %.0f, most %.0f ms of %d\n", starts.first(), starts[rounds / 2],
                starts.last(), rounds);
    return Day(group).run();
}
