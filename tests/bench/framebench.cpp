// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/longzones.h"
#include "tests/bench/reviewbench.h"
#include "ui/review/diffview.h"
#include "ui/review/reviewstudies.h"

#include <QKeyEvent>
#include <QListView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>

namespace lockstep {

namespace {

constexpr int steps = 120;
constexpr int turns = 6;

void key(QWidget &widget, Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QKeyEvent press(QEvent::KeyPress, which, modifiers);
    QCoreApplication::sendEvent(&widget, &press);
}

void wheel(QAbstractScrollArea &area)
{
    const QPointF middle = area.viewport()->rect().center();
    QWheelEvent turn(middle, area.viewport()->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(area.viewport(), &turn);
}

void head() { std::printf("  %-44s %5s  %8s %8s %8s   %8s\n", "milliseconds", "n", "median", "p99", "worst", "pause"); }

// Through a text as it stands there, and by the edge of its window.
void through(BenchReview &bench, const char *state)
{
    DiffView &view = *bench.review().diffView();
    Frames frames(bench.window());
    QRandomGenerator random(7); // the same places each time
    const auto told = [&](const char *what) { frames.tell((QByteArray(state) + ", " + what).constData()); };
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { wheel(view); });
    told("wheel");
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { key(view, Qt::Key_Down); });
    told("line by line");
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { key(view, Qt::Key_PageDown); });
    told("page by page");
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { view.verticalScrollBar()->setValue(int(random.bounded(view.verticalScrollBar()->maximum() + 1))); });
    told("anywhere");
    view.goToHunk(0);
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { bench.review().nextChange(); });
    told("change by change");
    const QSize whole = bench.window().size();
    for (int i = 0; i < turns * 5; ++i)
        frames.frame([&] { bench.review().resize(whole.width() - 13 * (i % 15), whole.height() - 7 * (i % 10)); });
    bench.review().resize(whole);
    told("another size");
}

} // namespace

int frames(BenchReview &bench, BenchApplication &app)
{
    if (!bench.open(1000000, 1000))
        return 1;
    FilesReview &review = bench.review();
    DiffView &view = *review.diffView();
    view.setFocus();
    const bool studied = BenchApplication::turnUntil([&] { return review.studies().isComplete(); });
    app.begin();
    head();
    through(bench, "folded");
    view.setFolded(false);
    through(bench, "all lines");
    view.setMode(DiffView::Mode::Unified);
    through(bench, "one under the other");
    view.setMode(DiffView::Mode::Fitting);
    view.setWrapped(true);
    BenchApplication::turnFor(1000);
    app.begin();
    through(bench, "wrapped");
    view.setWrapped(false);

    Frames switches(bench.window());
    for (int i = 0; i < turns; ++i)
        switches.frame([&] { view.setMode(i % 2 ? DiffView::Mode::Fitting : DiffView::Mode::Unified); }, 200);
    switches.tell("switch: beside, one under the other");
    for (int i = 0; i < turns; ++i)
        switches.frame([&] { view.setFolded(i % 2 == 0); }, 200);
    switches.tell("switch: folded, all lines");
    for (int i = 0; i < turns; ++i)
        switches.frame([&] { view.setWrapped(i % 2 == 0); }, 200);
    switches.tell("switch: wrapped");
    for (int i = 0; i < turns && studied; ++i)
        switches.frame([&] { review.setLens(i % 2 ? FilesReview::Lens::Text : FilesReview::Lens::Meaning); }, 200);
    switches.tell("switch: meaning, text");
    return studied ? 0 : 1;
}

// Many small zones of which each has a change.
int list(BenchReview &bench, BenchApplication &app, int count)
{
    FilesReview &review = bench.review();
    const QList<QListView *> lists = review.findChildren<QListView *>();
    const auto found = std::ranges::find_if(lists, [](const QListView *one) { return one->accessibleName() == QLatin1String("Files that differ"); });
    QListView *files = found == lists.cend() ? nullptr : *found;
    const QList<ReviewFile> zones = manyZones(count);
    if (!files || !fillDisplay(bench.window()))
        return 1;
    review.setGeometry(bench.window().rect());
    review.show();
    BenchApplication::turnFor(500);
    double listed = -1;
    QElapsedTimer timer;
    app.watch([&](const QSet<QObject *> &painted) {
        if (listed < 0 && painted.contains(files->viewport()) && files->model()->rowCount() > count)
            listed = milliseconds(timer);
    });
    const double before = residentMiB();
    app.begin();
    timer.start();
    review.setFiles(QStringLiteral("live"), QStringLiteral("staged"), zones);
    const double asked = milliseconds(timer);
    (void)BenchApplication::turnUntil([&] { return listed >= 0; });
    const bool done = BenchApplication::turnUntil([&] { return review.studies().isComplete(); });
    const double all = milliseconds(timer);
    app.watch({});
    std::printf("  %d changed zones: listed after %.0f ms, all studied after %.0f ms; longest pause of the loop %.1f ms (the request itself "
                "%.1f ms); %.0f MiB more\n",
                count, listed, all, std::max(asked, app.longest()), asked, residentMiB() - before);
    std::fflush(stdout);
    BenchApplication::turnFor(500);
    app.begin();
    head();
    Frames frames(bench.window());
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { wheel(*files); });
    frames.tell("the list, wheel");
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { key(*files, Qt::Key_PageDown); });
    frames.tell("the list, page by page, showing each file");
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { key(*files, Qt::Key_Up); });
    frames.tell("the list, file by file, showing each");
    for (int i = 0; i < steps; ++i)
        frames.frame([&] { review.nextChange(); });
    frames.tell("change by change through files");
    return done ? 0 : 1;
}

} // namespace lockstep
