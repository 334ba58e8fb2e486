// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/reviewbench.h"

#include "tests/bench/longzones.h"
#include "ui/look/theme.h"
#include "ui/review/diffview.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/riskpanel.h"

#include <QAbstractItemView>
#include <QListView>

#include <cstdio>

namespace lockstep {

namespace {
constexpr int longLines = 1000000;
}

BenchReview::BenchReview() : m_review(new FilesReview(&m_window)) {}

bool BenchReview::open(int lines, int changed)
{
    if (!fillDisplay(m_window))
        return false;
    m_review->setGeometry(m_window.rect());
    m_review->show();
    m_review->setLens(FilesReview::Lens::Text);
    const ZonePair pair = zonePair(lines, changed);
    bool shown = false;
    const auto told = QObject::connect(m_review, &FilesReview::shown, m_review, [&] { shown = true; });
    m_review->setFiles(QStringLiteral("live"), QStringLiteral("staged"), {zoneFile(QStringLiteral("example.net"), pair.before, pair.after)});
    const bool done = BenchApplication::turnUntil([&] { return shown; });
    QObject::disconnect(told);
    BenchApplication::turnFor(300);
    return done;
}

namespace {

// When the first rows of a difference are on the display, when all is, when its meaning and risks are; milliseconds from the request
// on, then MiB: how much more memory the program has in the end, at most meanwhile, and what the two files have.
int open(BenchReview &bench, BenchApplication &app, FilesReview::Lens lens, int changed)
{
    FilesReview &review = bench.review();
    review.setLens(lens);
    const ZonePair pair = zonePair(longLines, changed);
    if (!fillDisplay(bench.window()))
        return 1;
    review.setGeometry(bench.window().rect());
    review.show();
    BenchApplication::turnFor(500); // it stands there, empty
    QObject *text = review.diffView()->viewport();
    QObject *meaning = review.meaningView()->viewport();
    QObject *risks = review.riskPanel()->list()->viewport();
    double first = -1, complete = -1, meant = -1, warned = -1;
    bool shown = false, studied = false;
    QElapsedTimer timer;
    QObject::connect(&review, &FilesReview::shown, &review, [&] { shown = true; });
    app.watch([&](const QSet<QObject *> &painted) {
        const double now = milliseconds(timer);
        if (painted.contains(text) && first < 0 && !review.diffView()->diff().rows.isEmpty())
            first = now;
        if (painted.contains(text) && complete < 0 && shown)
            complete = now;
        if (painted.contains(meaning) && meant < 0 && !review.meaningView()->study().rows.isEmpty())
            meant = now;
        studied = studied || (!review.files().isEmpty() && review.studies().isComplete());
        if (painted.contains(risks) && warned < 0 && studied)
            warned = now;
    });
    forgetHighest();
    const double before = residentMiB();
    app.begin();
    timer.start();
    review.setFiles(QStringLiteral("live"), QStringLiteral("staged"), {zoneFile(QStringLiteral("example.net"), pair.before, pair.after)});
    const double asked = milliseconds(timer);
    const bool byMeaning = lens == FilesReview::Lens::Meaning;
    const bool done = BenchApplication::turnUntil([&] { return byMeaning ? meant >= 0 && review.studies().isComplete() : complete >= 0; });
    BenchApplication::turnFor(byMeaning ? 500 : 300);
    if (!byMeaning) // what the meaning needs is told by the other lens
        (void)BenchApplication::turnUntil([&] { return review.studies().isComplete(); });
    std::printf("%.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f\n", first, complete, meant, warned, asked, app.longest(), residentMiB() - before,
                highestMiB() - before, pair.megabytes() * 1e6 / 1048576);
    return done ? 0 : 1;
}

// What is looked for in a million lines: on most lines, on few, nowhere.
int find(BenchReview &bench, BenchApplication &app)
{
    if (!bench.open(longLines, 1000))
        return 1;
    DiffView &view = *bench.review().diffView();
    std::printf("  %-44s %10s %10s   %14s\n", "looked for", "found", "after ms", "longest pause");
    for (const char *word : {"alpha", "new-", "tag=77777", "nowhere"}) {
        bool found = false;
        qsizetype count = 0;
        const auto told = QObject::connect(&view, &DiffView::found, &view, [&](qsizetype left, qsizetype right) {
            found = true;
            count = left + right;
        });
        app.begin();
        QElapsedTimer timer;
        timer.start();
        view.find(QString::fromLatin1(word), false);
        const double asked = milliseconds(timer);
        const bool done = BenchApplication::turnUntil([&] { return found; });
        const double after = milliseconds(timer);
        BenchApplication::turnFor(100);
        QObject::disconnect(told);
        std::printf("  %-44s %10lld %10.1f   %14.1f%s\n", word, qlonglong(count), after, std::max(asked, app.longest()), done ? "" : "  NOT DONE");
        std::fflush(stdout);
    }
    app.begin();
    Frames steps(bench.window());
    view.find(QStringLiteral("alpha"), false);
    (void)BenchApplication::turnUntil([] { return false; }, 3000);
    app.begin();
    std::printf("  %-44s %5s  %8s %8s %8s   %8s\n", "", "n", "median", "p99", "worst", "pause");
    for (int i = 0; i < 100; ++i)
        steps.frame([&] { view.find(QStringLiteral("alpha"), false); });
    steps.tell("to the next one");
    return 0;
}

} // namespace

} // namespace lockstep

// lockstep-bench-review text|meaning [CHANGED], frames, find, list [FILES]; on a display of its own, with QT_SCALE_FACTOR as it is.
int main(int argc, char **argv)
{
    using namespace lockstep;
    const QByteArray part(argc > 1 ? argv[1] : "");
    const Desktop desktop("2560x1440");
    BenchApplication app(argc, argv);
    applyTheme(Theme::Light);
    BenchReview bench;
    const int count = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    if (part == "text" || part == "meaning")
        return open(bench, app, part == "text" ? FilesReview::Lens::Text : FilesReview::Lens::Meaning, count > 0 ? count : 1000);
    if (part == "frames")
        return frames(bench, app);
    if (part == "find")
        return find(bench, app);
    if (part == "list")
        return list(bench, app, count > 0 ? count : 10000);
    std::fprintf(stderr, "There is no part '%s'.\n", part.constData());
    return 2;
}
