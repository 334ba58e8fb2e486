// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchwindow.h"

#include <QEvent>
#include <QEventLoop>
#include <QFile>
#include <QScreen>
#include <QTimer>
#include <QWindow>

#include <algorithm>
#include <cstdio>

namespace lockstep {

bool BenchApplication::notify(QObject *receiver, QEvent *event)
{
    QElapsedTimer timer;
    timer.start();
    if (m_told && event->type() == QEvent::Paint)
        m_painted.insert(receiver);
    ++m_depth;
    const bool done = QApplication::notify(receiver, event);
    if (--m_depth > 0)
        return done;
    m_longest = std::max(m_longest, milliseconds(timer));
    if (const QSet<QObject *> painted = std::exchange(m_painted, {}); m_told && !painted.isEmpty())
        m_told(painted);
    return done;
}

bool BenchApplication::turnUntil(const std::function<bool()> &done, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > milliseconds)
            return false;
        turnFor(2);
    }
    return true;
}

// Sleeps when there is nothing to do: workers have the processors.
void BenchApplication::turnFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void Frames::frame(const std::function<void()> &input, int pause)
{
    auto *app = static_cast<BenchApplication *>(qApp);
    const double meanwhile = app->longest();
    QElapsedTimer timer;
    timer.start();
    input();
    QEvent paint(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&m_window, &paint);
    m_all.append(milliseconds(timer));
    app->begin(meanwhile); // the frame itself is no pause
    BenchApplication::turnFor(pause);
}

double Frames::p99() const
{
    QList<double> sorted = m_all;
    std::ranges::sort(sorted);
    return sorted.isEmpty() ? 0 : sorted[(sorted.size() - 1) * 99 / 100];
}

double Frames::worst() const { return m_all.isEmpty() ? 0 : *std::ranges::max_element(m_all); }

void Frames::tell(const char *name)
{
    auto *app = static_cast<BenchApplication *>(qApp);
    std::printf("  %-44s %5lld  %8.2f %8.2f %8.2f   %8.2f\n", name, qlonglong(m_all.size()), median(m_all), p99(), worst(), app->longest());
    std::fflush(stdout);
    m_all.clear();
    app->begin();
}

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values.isEmpty() ? 0 : values[values.size() / 2];
}

double milliseconds(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

namespace {

double statusMiB(QByteArrayView name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace

double residentMiB() { return statusMiB("VmRSS:"); }

double highestMiB() { return statusMiB("VmHWM:"); }

void forgetHighest()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

// A window that comes before its manager is never asked to fill the display.
bool fillDisplay(QWidget &window)
{
    const auto filled = [&] { return window.windowHandle()->isExposed() && window.size() == window.screen()->size() && window.isActiveWindow(); };
    bool there = false;
    for (int attempt = 0; attempt < 4 && !there; ++attempt) {
        window.hide();
        BenchApplication::turnFor(500);
        window.showFullScreen();
        there = BenchApplication::turnUntil(filled, 5000);
    }
    BenchApplication::turnFor(300);
    return there;
}

} // namespace lockstep
