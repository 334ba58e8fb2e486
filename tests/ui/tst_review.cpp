// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/reviewsamples.h"
#include "ui/look/settings.h"
#include "ui/review/diffview.h"
#include "ui/review/filesmodel.h"
#include "ui/review/filesreview.h"
#include "ui/review/groupingbutton.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/viewedmarks.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>

using namespace lockstep;

namespace {

const QString zoneId = QStringLiteral("etc-bind/zones/example.net.db");

// A review of the sample files, compared and shown.
struct Shown
{
    FilesReview review;
    explicit Shown(const QSize &size = {1280, 660}, const QList<ReviewFile> &files = sampleFiles())
    {
        review.setAttribute(Qt::WA_DontShowOnScreen);
        review.setLens(FilesReview::Lens::Text);
        review.resize(size);
        review.show();
        set(files);
    }
    void set(const QList<ReviewFile> &files, const QString &id = {})
    {
        QSignalSpy shown(&review, &FilesReview::shown);
        review.setFiles(QStringLiteral("live (deployment 41)"), QStringLiteral("staged"), files);
        if (!id.isEmpty())
            review.setCurrentFile(id);
        settle(shown);
    }
    void choose(const char *id)
    {
        QSignalSpy shown(&review, &FilesReview::shown);
        review.setCurrentFile(QLatin1String(id));
        settle(shown);
    }
    void settle(QSignalSpy &shown)
    {
        QVERIFY(comes([&] { return shown.count() > 0; }));
    }
    DiffView &diff() { return *review.diffView(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&diff(), key, modifiers); }
};

TextDiff numberedDiff(int count, const QSet<int> &changed)
{
    QByteArray left;
    QByteArray right;
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "host" + QByteArray::number(i) + " IN A 192.0.2.";
        left += name + "1\n";
        right += name + (changed.contains(i) ? "2\n" : "1\n");
    }
    return textDiff(left, right);
}

} // namespace

class TestReview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstChangeIsCurrentAndKeysGoOn()
    {
        Shown shown;
        QCOMPARE(shown.review.currentFile(), zoneId);
        QCOMPARE(shown.diff().currentHunk(), std::optional<qsizetype>(0));
        QCOMPARE(shown.review.currentHunk()->lines, (Hunk{3, 1, 3, 1}));
        QCOMPARE(shown.review.currentLine(), 4);
        shown.press(Qt::Key_F7);
        QCOMPARE(shown.diff().currentHunk(), std::optional<qsizetype>(1));
        shown.press(Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(shown.diff().currentHunk(), std::optional<qsizetype>(0));
        shown.press(Qt::Key_End);
        QCOMPARE(shown.diff().currentHunk(), std::nullopt);
        QVERIFY(shown.review.previousChange());
        QCOMPARE(shown.diff().currentHunk(), std::optional<qsizetype>(4));
    }

    void theNextChangeMayBeInTheNextFile()
    {
        Shown shown;
        for (int i = 0; i < 4; ++i)
            QVERIFY(shown.review.nextChange());
        QSignalSpy next(&shown.review, &FilesReview::shown);
        QVERIFY(shown.review.nextChange());
        shown.settle(next);
        QCOMPARE(shown.review.file()->title, QStringLiteral("new.example"));
        QSignalSpy back(&shown.review, &FilesReview::shown);
        QVERIFY(shown.review.previousChange());
        shown.settle(back);
        QCOMPARE(shown.review.currentFile(), zoneId);
        QCOMPARE(shown.diff().currentHunk(), std::optional<qsizetype>(4)); // its last
        shown.choose("etc-bind/named.conf.local");
        while (shown.diff().nextChange()) {
        }
        QVERIFY(!shown.review.nextChange());
    }

    void aColleaguesEditMovesNothing()
    {
        Shown shown;
        shown.press(Qt::Key_F7);
        shown.press(Qt::Key_F7);
        shown.press(Qt::Key_Down, Qt::ShiftModifier);
        const QString selected = shown.diff().selectedText();
        QVERIFY(!selected.isEmpty());
        QList<ReviewFile> files = sampleFiles();
        files[0].after = "; a new head\n; of two lines\n" + *files[0].after;
        shown.set(files);
        QCOMPARE(shown.review.currentFile(), zoneId);
        QVERIFY(shown.diff().diff().right.line(0) == u"; a new head");
        files.removeAt(1); // another file is taken back
        shown.review.setFiles(QStringLiteral("live"), QStringLiteral("staged"), files);
        QCOMPARE(shown.review.currentFile(), zoneId);
        files.removeFirst();
        shown.set(files);
        QCOMPARE(shown.review.file()->title, QStringLiteral("old.example"));
        shown.review.setFiles({}, {}, {});
        QCOMPARE(shown.review.file(), nullptr);
    }

    void theSameTextKeepsSelectionAndScroll()
    {
        Shown shown({1280, 300});
        for (int i = 0; i < 3; ++i)
            shown.press(Qt::Key_F7);
        shown.press(Qt::Key_Up, Qt::ShiftModifier);
        const QString selected = shown.diff().selectedText();
        const int scroll = shown.diff().verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        QList<ReviewFile> files = sampleFiles();
        files[4].after = "// nothing else\n";
        shown.review.setFiles(QStringLiteral("live"), QStringLiteral("staged"), files);
        QCOMPARE(shown.diff().selectedText(), selected);
        QCOMPARE(shown.diff().verticalScrollBar()->value(), scroll);
        files[0].before = QByteArray("; only the left side is longer\n") + *files[0].before;
        shown.set(files); // compared anew: places are known by their lines
        QVERIFY2(shown.diff().selectedText().startsWith(selected), qPrintable(shown.diff().selectedText()));
    }

    void foldsOpen()
    {
        DiffView view;
        view.setAttribute(Qt::WA_DontShowOnScreen);
        view.resize(900, 400);
        view.show();
        view.setDiff(numberedDiff(100, {50}), false);
        const auto folds = [&] { return std::ranges::count_if(view.seen().rows, [](const VisibleRow &row) { return row.folded > 0; }); };
        QCOMPARE(folds(), 2);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.accessibleDescription(), QStringLiteral("47 unchanged lines, folded"));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(folds(), 1);
        QCOMPARE(view.currentRow(), 0);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rowRect(3).center());
        QCOMPARE(view.currentRow(), 3);
        QTest::keyClick(&view, Qt::Key_End);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rowRect(int(view.seen().rows.size()) - 1).center());
        QCOMPARE(folds(), 0);
        view.setFolded(true);
        QCOMPARE(folds(), 2);
        view.setFolded(false);
        QCOMPARE(view.seen().rows.size(), 100);
    }

    void rowsAreTold()
    {
        DiffView view;
        view.resize(900, 400);
        view.setDiff(textDiff("a\nwww A 192.0.2.1\ngone CNAME x\nz\n", "a\nwww A 192.0.2.9\nz\nnew TXT \"y\"\n"), false);
        QStringList told;
        for (int i = 0; i < view.seen().rows.size(); ++i)
            told.append(view.describe(i));
        QCOMPARE(told, (QStringList{QStringLiteral("line 1: a"), QStringLiteral("changed, line 2, from www A 192.0.2.1, to www A 192.0.2.9"),
                                    QStringLiteral("removed, line 3: gone CNAME x"), QStringLiteral("line 3: z"),
                                    QStringLiteral("added, line 4: new TXT \"y\"")}));
        QCOMPARE(view.accessibleDescription(), told[1]);
    }

    void oneSideIsSelectedAndCopied()
    {
        DiffView view;
        view.setAttribute(Qt::WA_DontShowOnScreen);
        view.resize(900, 400);
        view.show();
        view.setDiff(numberedDiff(30, {2, 28}), false);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        const QStringList right = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(right.size(), 30); // what is folded is not left out
        QCOMPARE(right[2], QStringLiteral("host2 IN A 192.0.2.2"));
        QTest::keyClick(&view, Qt::Key_Left, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selectedText().split(u'\n')[2], QStringLiteral("host2 IN A 192.0.2.1"));
        // A word by a double click, a piece of several rows by pulling.
        const int textX = 900 - 14 - 150;
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, QPoint(view.viewport()->width() / 2 + 75, view.rowRect(0).center().y()));
        QCOMPARE(view.selectedText(), QStringLiteral("host0"));
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, QPoint(view.viewport()->width() / 2 + 1, view.rowRect(0).center().y()));
        QTest::mouseMove(view.viewport(), QPoint(textX, view.rowRect(1).center().y()));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, QPoint(textX, view.rowRect(1).center().y()));
        QVERIFY2(view.selectedText().startsWith(QStringLiteral("host0 IN A 192.0.2.1\nhost1")), qPrintable(view.selectedText()));
    }

    void textIsFoundOnBothSides()
    {
        DiffView view;
        view.setAttribute(Qt::WA_DontShowOnScreen);
        view.resize(900, 400);
        view.show();
        view.setDiff(numberedDiff(100, {2, 90}), false);
        QSignalSpy told(&view, &DiffView::found);
        const auto find = [&](const char *text, bool backwards = false) {
            told.clear();
            view.find(QLatin1String(text), backwards);
            const bool known = comes([&] { return told.count() == 1; });
            return known ? QStringLiteral("%1 %2").arg(told[0][0].toInt()).arg(told[0][1].toInt()) : QString();
        };
        QCOMPARE(find("HOST50"), QStringLiteral("1 1")); // it is folded: opened
        QCOMPARE(view.selectedText(), QStringLiteral("host50"));
        QCOMPARE(view.currentRow(), 50);
        QCOMPARE(find("host90"), QStringLiteral("1 1"));
        QCOMPARE(view.currentRow(), 90);
        const QString left = view.selectedText();
        view.find(QStringLiteral("host90"), false); // on the other side: known by now
        QCOMPARE(view.currentRow(), 90);
        QCOMPARE(view.selectedText(), left);
        QCOMPARE(find("host1 "), QStringLiteral("1 1")); // around the end
        QCOMPARE(view.currentRow(), 1);
        QCOMPARE(find("host99", true), QStringLiteral("1 1"));
        QCOMPARE(view.currentRow(), 99);
        QCOMPARE(find("nowhere"), QStringLiteral("0 0"));
        QCOMPARE(view.currentRow(), 99);
        QCOMPARE(find("192.0.2."), QStringLiteral("100 100"));
        QCOMPARE(view.currentRow(), 99); // behind what was selected there
        view.find(QStringLiteral("192.0.2."), false);
        QCOMPARE(view.currentRow(), 0);
    }

    void aNarrowViewIsUnified()
    {
        DiffView view;
        view.setAttribute(Qt::WA_DontShowOnScreen);
        view.resize(900, 400);
        view.show();
        view.setDiff(numberedDiff(10, {4, 5}), false);
        QCOMPARE(view.arrangement(), Arrangement::Beside);
        QCOMPARE(view.seen().rows.size(), 10);
        view.resize(500, 400);
        QCOMPARE(view.arrangement(), Arrangement::Unified);
        QCOMPARE(view.seen().rows.size(), 12);
        QCOMPARE(view.currentRow(), 4);
        view.setMode(DiffView::Mode::Beside);
        QCOMPARE(view.arrangement(), Arrangement::Beside);
    }

    void whatHidesIsShown()
    {
        QList<int> hidden;
        QCOMPARE(visibleText(u"a\u202eb\x07\tc", &hidden), QStringLiteral("a\u25a1b\u2407\tc"));
        QCOMPARE(hidden, (QList<int>{1, 3}));
        QCOMPARE(hiddenName(QChar(0x202e)), QStringLiteral("U+202E"));
        QCOMPARE(hiddenName(u'a'), QString());
    }

    void filesAreListedAndFiltered()
    {
        FilesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFiles(sampleFiles());
        const auto texts = [&] {
            QStringList list;
            for (int row = 0; row < model.rowCount(); ++row)
                list.append(model.index(row).data().toString());
            return list.join(u',');
        };
        QCOMPARE(texts(), QStringLiteral("Zones,example.net (external),new.example,old.example,quiet.example,Configuration,named.conf.local"));
        model.setFilter(QStringLiteral("NEW"));
        QCOMPARE(texts(), QStringLiteral("Zones,new.example"));
        model.setFilter(QStringLiteral("zones/"));
        QCOMPARE(model.ids().size(), 4);
        model.setFilter({});
        model.setState(zoneId, {5, 2, RiskNote::Rank::Danger});
        QCOMPARE(model.indexOf(zoneId).data(Qt::AccessibleTextRole).toString(), QStringLiteral("example.net (external), changed, 5 changes, danger"));
        model.setState(zoneId, {5, 5, {}});
        QCOMPARE(model.indexOf(zoneId).data(Qt::AccessibleTextRole).toString(), QStringLiteral("example.net (external), changed, 5 changes, viewed"));
        QCOMPARE(model.sum().changes, 5);
        QList<ReviewFile> fewer = sampleFiles();
        fewer.removeAt(2);
        model.setFiles(fewer);
        QCOMPARE(model.rowCount(), 6);
        model.setFiles({});
        QCOMPARE(model.rowCount(), 0);
    }

    void filesAreGrouped()
    {
        FilesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<ReviewFile> files = sampleFiles();
        ReviewFile inside = files[0];
        inside.path = QStringLiteral("zones/inside.db");
        inside.view = QStringLiteral("internal");
        inside.title = QStringLiteral("example.net (internal)");
        files.append(inside);
        model.setFiles(files);
        const auto texts = [&] {
            QStringList list;
            for (int row = 0; row < model.rowCount(); ++row)
                list.append(model.index(row).data().toString());
            return list.join(u',');
        };
        model.setGrouping(FilesModel::Grouping::View);
        QCOMPARE(texts(), QStringLiteral("Zones,new.example,old.example,quiet.example,View external,example.net (external),View internal,"
                                         "example.net (internal),Configuration,named.conf.local"));
        model.setFilter(QStringLiteral("example.net"));
        QCOMPARE(texts(), QStringLiteral("View external,example.net (external),View internal,example.net (internal)"));
        model.setFilter({});
        model.setState(zoneId, {5, 0, RiskNote::Rank::Attention});
        model.setState(QStringLiteral("etc-bind/zones/quiet.example.db"), {1, 0, {}});
        model.setGrouping(FilesModel::Grouping::Risk);
        QCOMPARE(texts(), QStringLiteral("Attention,example.net (external),No risk found,quiet.example,Not looked at yet,new.example,old.example,"
                                         "named.conf.local,example.net (internal)"));
        // What becomes known moves up by itself; what was chosen stays chosen.
        const QPersistentModelIndex chosen = model.indexOf(QStringLiteral("etc-bind/zones/old.example.db"));
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setState(QStringLiteral("etc-bind/named.conf.local"), {2, 0, RiskNote::Rank::Danger});
        QTRY_VERIFY(texts().startsWith(QStringLiteral("Danger,named.conf.local,Attention,example.net (external)")));
        QCOMPARE(model.ids().first(), QStringLiteral("etc-bind/named.conf.local"));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(chosen.data().toString(), QStringLiteral("old.example"));
        QCOMPARE(model.indexOf(QStringLiteral("etc-bind/zones/old.example.db")), QModelIndex(chosen));
        const QStringList late = model.ids().mid(2);
        for (const QString &id : late)
            model.setState(id, {1, 0, {}}); // a heading goes
        QTRY_VERIFY(!texts().contains(QStringLiteral("Not looked at yet")));
        QCOMPARE(chosen.data().toString(), QStringLiteral("old.example"));
        QCOMPARE(resets.count(), 0);
        model.setGrouping(FilesModel::Grouping::Kind);
        QVERIFY(texts().startsWith(QStringLiteral("Zones,example.net (external)")));
    }

    // The worst first, and from change to change in that order; the file that is shown stays it.
    void theWorstFilesComeFirst()
    {
        settings::reviewGrouping.save(QStringLiteral("kind"));
        const auto forget = qScopeGuard([] { settings::reviewGrouping.save(QStringLiteral("kind")); });
        Shown shown;
        QCOMPARE(shown.review.currentFile(), zoneId);
        QVERIFY(comes([&] { return shown.review.studies().isComplete(); }));
        auto *button = shown.review.findChild<GroupingButton *>();
        QVERIFY(button && button->menu());
        const QList<QAction *> ways = button->menu()->actions();
        QCOMPARE(ways.size(), 3);
        QVERIFY(ways[0]->isChecked());
        ways[2]->trigger();
        QVERIFY(ways[2]->isChecked());
        QCOMPARE(settings::reviewGrouping.load(), QStringLiteral("risk"));
        QCOMPARE(shown.review.currentFile(), zoneId);
        const QList<QListView *> lists = shown.review.findChildren<QListView *>();
        const auto found = std::ranges::find_if(lists,
                                                [](const QListView *one) { return one->accessibleName() == QLatin1String("Files that differ"); });
        QVERIFY(found != lists.cend());
        const QListView *list = *found;
        QCOMPARE(list->currentIndex().data(FilesModel::IdRole).toString(), zoneId);
        const auto *model = qobject_cast<const FilesModel *>(list->model());
        QVERIFY(model);
        int last = 0;
        const QStringList ids = model->ids();
        for (const QString &id : ids) {
            const auto risk = model->state(id).risk;
            const int rank = risk ? int(*risk) : 8;
            QVERIFY(rank >= last);
            last = rank;
        }
        QVERIFY(last > 0 && ids.size() == 5);
        Shown another; // remembers
        QVERIFY(another.review.findChild<GroupingButton *>()->menu()->actions()[2]->isChecked());
    }

    void secretsAreNotPainted()
    {
        Shown shown;
        shown.choose("etc-bind/named.conf.local");
        const TextDiff &diff = shown.diff().diff();
        for (int i = 0; i < diff.right.count(); ++i)
            QVERIFY(!diff.right.line(i).contains(u"bmV3"));
        QVERIFY(shown.review.file()->after->contains("bmV3"));
    }

    // A line that no editor shows: it is gone through, searched, ticked and copied like others; the rest of the file suffers nothing.
    void aLineOf64Megabytes()
    {
        const QByteArray line = "; " + QByteArray(64 << 20, 'x');
        QList<ReviewFile> files = sampleFiles();
        ReviewFile file = reviewFile(files[0].path, line + "a\n" + sampleZone("2026112601"), line + "b\n" + changedZone());
        file.root = files[0].root;
        file.kind = files[0].kind;
        file.zone = files[0].zone;
        file.view = files[0].view;
        file.title = files[0].title;
        files[0] = file;
        Shown shown({1280, 660}, files.mid(1));
        shown.review.setMarks(&ViewedMarks::of(QStringLiteral("a long line")));
        QSignalSpy compared(&shown.review, &FilesReview::shown);
        shown.review.setFiles(QStringLiteral("live"), QStringLiteral("staged"), files);
        shown.review.setCurrentFile(zoneId);
        QVERIFY(comes([&] { return shown.review.file() && shown.review.file()->id() == zoneId && shown.diff().diff().left.count() > 50; }, 60000));
        QVERIFY(comes([&] { return shown.review.studies().isComplete(); }, 60000));
        DiffView &diff = shown.diff();
        diff.goToHunk(0);
        QVERIFY(diff.diff().right.line(diff.diff().hunks.first().lines.right).size() > 64 << 20);
        QVERIFY(!shown.review.grab().isNull());
        picture(shown.review, "review-long-line");
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_W); // wraps
        QVERIFY(!shown.review.grab().isNull());
        shown.press(Qt::Key_S); // white space
        QVERIFY(!shown.review.grab().isNull());
        shown.press(Qt::Key_W);
        const qsizetype hunks = diff.diff().hunks.size();
        QVERIFY(hunks > 3);
        diff.goToHunk(0);
        QVERIFY(shown.review.nextChange());
        QCOMPARE(diff.currentHunk(), std::optional<qsizetype>(1));
        QVERIFY(diff.accessibleDescription().size() < 100'000);
        QVERIFY(shown.review.nextChange()); // behind the serial
        const int before = shown.review.viewedCount();
        shown.review.toggleViewed();
        QVERIFY(shown.review.viewedCount() != before); // marks are kept: it may have been viewed in an earlier run
        shown.review.setLens(FilesReview::Lens::Meaning);
        QVERIFY(!shown.review.grab().isNull());
        QVERIFY(shown.review.meaningView()->study().rows.size() > 3);
        shown.review.setLens(FilesReview::Lens::Text);
    }

    void pictures()
    {
        if (qEnvironmentVariableIsEmpty("LOCKSTEP_PICTURES"))
            QSKIP("LOCKSTEP_PICTURES names no folder to paint into.");
        for (const Theme theme : {Theme::Dark, Theme::Light}) {
            applyTheme(theme);
            const QByteArray end = theme == Theme::Dark ? "-dark" : "-light";
            Shown shown;
            QTest::qWait(200);
            picture(shown.review, "review-zone" + end);
            shown.choose("etc-bind/named.conf.local");
            QTest::qWait(100);
            picture(shown.review, "review-conf" + end);
            shown.choose("etc-bind/zones/new.example.db");
            QTest::qWait(100);
            picture(shown.review, "review-added" + end);
            shown.choose("etc-bind/zones/old.example.db");
            QTest::qWait(100);
            picture(shown.review, "review-removed" + end);
            shown.choose("etc-bind/zones/example.net.db");
            shown.review.resize(820, 600);
            QTest::qWait(100);
            picture(shown.review, "review-narrow" + end);
        }
        applyTheme(Theme::Light);
    }
};

LOCKSTEP_SUITE(TestReview)
#include "tst_review.moc"
