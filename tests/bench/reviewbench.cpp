// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"
#include "ui/review/diffview.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace lockstep;

namespace {

// A zone of `count` lines of which every `every`-th is another one on the right; now and then one comes or goes.
QByteArray zone(int count, int every, bool right)
{
    QByteArray text = "$TTL 3600\n@ IN SOA ns1 hostmaster 2026112601 7200 3600 1209600 3600\n";
    for (int i = 0; i < count; ++i) {
        const bool changed = right && i % every == 0;
        if (changed && i % (every * 7) == 0)
            continue;
        text += "host" + QByteArray::number(i) + "\t3600\tIN A\t10." + QByteArray::number(i / 62500) + '.' + QByteArray::number(i / 250 % 250) + '.' +
                QByteArray::number(changed ? 251 : i % 250) + '\n';
    }
    return text;
}

// Of the processor, so that a machine that does other things too does not count.
struct Stopwatch
{
    std::clock_t begin = std::clock();
    void start() { begin = std::clock(); }
    double milliseconds() const { return double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC; }
};

void measure(const char *what, int count, int every)
{
    const QByteArray left = zone(count, every, false);
    const QByteArray right = zone(count, every, true);
    Stopwatch clock;
    const TextDiff diff = textDiff(left, right);
    const VisibleRows seen = visibleRows(diff, {}, Arrangement::Beside);
    const double rows = clock.milliseconds();
    DiffView view;
    view.resize(1600, 1000);
    view.setSyntax(Syntax::DnsZone);
    view.show();
    QApplication::processEvents(); // it is exposed
    clock.start();
    view.setDiff(diff, false);
    view.setFolded(false);
    view.viewport()->repaint();
    const double first = clock.milliseconds();
    QList<double> steps;
    const int page = view.verticalScrollBar()->pageStep();
    for (int i = 0; i < 1000; ++i) { // a line at a time, now and then a page, now and then somewhere else
        const int value = view.verticalScrollBar()->value();
        clock.start();
        view.verticalScrollBar()->setValue(i % 50 == 49 ? (i * 7919) % view.verticalScrollBar()->maximum() : i % 10 == 9 ? value + page : value + 57);
        view.viewport()->repaint();
        steps.append(clock.milliseconds());
    }
    std::ranges::sort(steps);
    std::printf("%-34s %6lld hunks: rows and folds %7.1f ms, first paint %6.1f ms, scroll step median %5.2f, p99 %5.2f, worst %5.2f ms\n", what,
                qlonglong(diff.hunks.size()), rows, first, steps[500], steps[990], steps.last());
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    applyTheme(Theme::Light);
    measure("100,000 lines, every 100th differs", 100000, 100);
    measure("100,000 lines, every 10th differs", 100000, 10);
    measure("100,000 lines, every one differs", 100000, 1);
    return 0;
}
