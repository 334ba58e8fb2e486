// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/pulse.h"
#include "tests/ui/zonehouse.h"
#include "ui/look/theme.h"
#include "ui/zones/recordstable.h"
#include "ui/zones/zoneslist.h"
#include "ui/zones/zoneview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace lockstep;

namespace {

double since(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

// Of all threads, the master's work included: what does not depend on who else uses the machine.
double processorMs() { return double(std::clock()) * 1000 / CLOCKS_PER_SEC; }

void openAndEdit(int records)
{
    ZoneHouse house({{QStringLiteral("named.conf"),
                      "options { directory \"/var/cache/bind\"; };\nzone \"big.example\" { type primary; file \"/etc/bind/zones/big.db\"; };\n"},
                     {QStringLiteral("zones/big.db"), ZoneHouse::manyRecords(records)}});
    for (int round = 0; round < 3; ++round) {
        QElapsedTimer timer;
        timer.start();
        const double began = processorMs();
        ZoneView view(house.group());
        view.resize(1280, 800);
        QSignalSpy shown(&view, &ZoneView::shown);
        view.open(placeOf(QStringLiteral("big.example"), {}));
        view.show();
        (void)QTest::qWaitFor([&] { return !shown.isEmpty(); }, 20000);
        const double rows = since(timer);
        const double worked = processorMs() - began;
        (void)view.grab();
        std::printf("opening a zone of %d records:  rows %.0f ms (%.0f ms of processor time, master included), painted %.0f ms\n", records, rows,
                    worked, since(timer));
        if (round < 2)
            continue;
        Pulse pulse;
        const int row = view.model()->rowCount() / 2;
        timer.restart();
        (void)view.model()->offer(row, {"client-0x", {}, "A", "192.0.2.1", {}});
        const double typed = since(timer);
        (void)QTest::qWaitFor([&] { return !view.document()->isBusy(); }, 20000);
        std::printf("editing its file:              back after %.1f ms, staged and shown after %.0f ms, longest pause %.0f ms (master included)\n",
                    typed, since(timer), pulse.worst());
        pulse.begin();
        timer.restart();
        RecordText text = view.model()->textAt(row);
        text.data = "192.0.2.2";
        (void)view.model()->offer(row, text);
        (void)QTest::qWaitFor([&] { return !view.document()->isBusy(); }, 20000);
        std::printf("editing a record's data:       staged and shown after %.0f ms, longest pause %.0f ms (master included)\n", since(timer),
                    pulse.worst());
    }
}

void scroll(int zones)
{
    ZoneHouse house(ZoneHouse::manyZones(zones));
    ZonesView view(house.group());
    view.resize(1280, 800);
    view.show();
    QElapsedTimer timer;
    timer.start();
    (void)QTest::qWaitFor([&] { return view.model()->rowCount() == zones; }, 60000);
    std::printf("listing %d zones:           %.0f ms\n", zones, since(timer));
    QScrollBar *bar = view.table()->verticalScrollBar();
    QImage frame(view.table()->viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    QList<double> frames;
    const double began = processorMs();
    for (int i = 0; i < 600; ++i) {
        timer.restart();
        bar->setValue(i % 2 ? bar->value() + 37 : int(qint64(bar->maximum()) * i / 600));
        view.table()->viewport()->render(&frame);
        frames.append(since(timer));
    }
    std::sort(frames.begin(), frames.end());
    std::printf("scrolling %d zones:         median %.2f ms, p99 %.2f ms a frame, %.2f ms of processor time each\n", zones, frames[300], frames[593],
                (processorMs() - began) / 600);
    timer.restart();
    view.model()->setFilter(QStringLiteral("77"));
    (void)QTest::qWaitFor([&] { return view.model()->rowCount() < zones; }, 5000);
    std::printf("filtering %d zones:         %.0f ms\n", zones, since(timer));
}

} // namespace

// tests/support/waitfor.h wants a test around it: QTest::qWaitFor alone is used here.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    applyTheme(Theme::Light);
    openAndEdit(argc > 1 ? QByteArray(argv[1]).toInt() : 20000);
    scroll(argc > 2 ? QByteArray(argv[2]).toInt() : 10000);
    return 0;
}
