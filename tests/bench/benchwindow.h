// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/desktop.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSet>

#include <functional>

namespace lockstep {

// The application of a benchmark with a window: knows how long the loop spent in one event, and when a widget is on the screen.
class BenchApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override;

    // The longest single event since then, milliseconds: what a key would have waited at most.
    void begin(double longest = 0) { m_longest = longest; }
    double longest() const { return m_longest; }
    // Told behind each event in which something was painted, with the widgets: their window has been given to the display by then.
    using Painted = std::function<void(const QSet<QObject *> &)>;
    void watch(const Painted &told) { m_told = told; }
    // Lets the loop turn until `done`, or until `milliseconds` are over: false.
    static bool turnUntil(const std::function<bool()> &done, int milliseconds = 60000);
    static void turnFor(int milliseconds);

private:
    int m_depth = 0;
    double m_longest = 0;
    QSet<QObject *> m_painted;
    Painted m_told;
};

// Frames of a window: from an input until what it changes is painted and given to the display. Between two of them the loop turns
// for some milliseconds, as it would between two inputs; what it does then counts in the application's longest event.
class Frames
{
public:
    explicit Frames(QWidget &window) : m_window(window) {}
    void frame(const std::function<void()> &input, int pause = 4);
    // "  name   200  1.23  4.56  7.89": how many, median, 99th of a hundred, worst, longest event meanwhile.
    void tell(const char *name);
    double p99() const;
    double worst() const;

private:
    QWidget &m_window;
    QList<double> m_all;
};

double median(QList<double> values);
double milliseconds(const QElapsedTimer &timer);
double residentMiB(); // of this process, now
double highestMiB();  // since the last forgetHighest()
void forgetHighest();
// A widget as the only window of a display, all over it; false when it does not appear.
bool fillDisplay(QWidget &window);

} // namespace lockstep
