// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/diffshown.h"
#include "tests/ui/reviewsamples.h"
#include "ui/look/theme.h"
#include "ui/review/diffactions.h"
#include "ui/review/diffgoto.h"
#include "ui/review/diffruler.h"
#include "ui/review/diffview.h"
#include "ui/review/filesreview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace lockstep;

class TestDiffView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }
    void cleanup() { m_home->forget(); }

    void aFoldOpensAtItsEnds()
    {
        ShownDiff shown(numberedDiff(200, {0, 199}));
        QCOMPARE(shown.seen(), QStringLiteral("0-3 (192) 196-199"));
        const int fold = shown.foldRow();
        shown.click(shown.view.foldTarget(fold, FoldPart::Top).center());
        QCOMPARE(shown.seen(), QStringLiteral("0-23 (172) 196-199"));
        shown.press(Qt::Key_Home);
        shown.view.verticalScrollBar()->setValue(shown.view.verticalScrollBar()->maximum());
        shown.click(shown.view.foldTarget(shown.foldRow(), FoldPart::Bottom).center());
        QCOMPARE(shown.seen(), QStringLiteral("0-23 (152) 176-199"));
        // An edit elsewhere leaves it open.
        shown.view.setDiff(numberedDiff(201, {0, 199}), true);
        QCOMPARE(shown.seen(), QStringLiteral("0-23 (152) 176-200"));
    }

    void aFoldOpensByKeys()
    {
        ShownDiff shown(numberedDiff(200, {100}));
        QCOMPARE(shown.seen(), QStringLiteral("(97) 97-103 (96)"));
        QVERIFY(shown.view.foldTarget(0, FoldPart::Top).isEmpty()); // nothing stands above the first
        QVERIFY(!shown.view.foldTarget(0, FoldPart::Bottom).isEmpty());
        shown.press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.seen(), QStringLiteral("(77) 77-103 (96)"));
        QCOMPARE(shown.view.currentRow(), 100); // it stays
        shown.press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.seen(), QStringLiteral("(77) 77-123 (76)"));
        QCOMPARE(shown.view.currentRow(), 100);
        // On the fold itself the cursor goes to the nearest line that came.
        shown.press(Qt::Key_Home);
        shown.press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.seen(), QStringLiteral("(57) 57-123 (76)"));
        QCOMPARE(shown.view.currentRow(), 76);
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.view.currentRow(), 124);
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.seen(), QStringLiteral("(57) 57-199"));
        for (int i = 0; i < 2; ++i) {
            shown.press(Qt::Key_Home);
            shown.press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        }
        QCOMPARE(shown.seen(), QStringLiteral("(17) 17-199"));
        QVERIFY(shown.view.foldTarget(0, FoldPart::Bottom).isEmpty()); // too short for parts
        shown.press(Qt::Key_Home);
        shown.press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(shown.seen(), QStringLiteral("0-199"));
    }

    void theCursorKeepsItsHeightOnTheScreen()
    {
        ShownDiff shown(numberedDiff(400, {50, 200, 350}), {900, 240});
        shown.view.goToHunk(1);
        const int y = shown.view.rowRect(shown.view.readableCurrent()).top();
        QVERIFY(shown.view.verticalScrollBar()->value() > 0);
        QVERIFY(shown.view.openMore(FoldPart::Bottom));
        QCOMPARE(shown.view.currentRow(), 200);
        QCOMPARE(shown.view.rowRect(shown.view.readableCurrent()).top(), y);
    }

    void foldsSayWhatTheyDo()
    {
        ShownDiff shown(numberedDiff(200, {0, 199}));
        const int fold = shown.foldRow();
        const QString top = shown.view.tipAt(shown.view.foldTarget(fold, FoldPart::Top).center());
        const QString bottom = shown.view.tipAt(shown.view.foldTarget(fold, FoldPart::Bottom).center());
        const QString all = shown.view.tipAt(shown.view.rowRect(fold).center());
        QVERIFY2(top.startsWith(QStringLiteral("20 more lines below")) && top.contains(QStringLiteral("Ctrl+Shift+Down")), qPrintable(top));
        QVERIFY2(bottom.startsWith(QStringLiteral("20 more lines above")) && bottom.contains(QStringLiteral("Ctrl+Shift+Up")), qPrintable(bottom));
        QVERIFY2(all.startsWith(QStringLiteral("Show all 192 lines")), qPrintable(all));
        const QImage before = shown.image(shown.view.foldTarget(fold, FoldPart::Top));
        QTest::mouseMove(shown.view.viewport(), shown.view.foldTarget(fold, FoldPart::Top).center());
        QVERIFY(shown.image(shown.view.foldTarget(fold, FoldPart::Top)) != before);
        QCOMPARE(shown.view.viewport()->cursor().shape(), Qt::PointingHandCursor);
    }

    void aSelectionOutlivesAFold()
    {
        ShownDiff shown(numberedDiff(200, {100}));
        shown.press(Qt::Key_Down, Qt::ShiftModifier);
        const QString selected = shown.view.selectedText();
        QVERIFY(!selected.isEmpty());
        shown.click(shown.view.foldTarget(0, FoldPart::Bottom).center());
        QCOMPARE(shown.seen(), QStringLiteral("(77) 77-103 (96)"));
        QCOMPARE(shown.view.selectedText(), selected);
    }

    void aLineIsGoneTo()
    {
        ShownDiff shown(numberedDiff(200, {100}));
        shown.press(Qt::Key_G, Qt::ControlModifier);
        auto *bar = shown.view.findChild<DiffGoTo *>();
        QVERIFY(bar && bar->isVisible());
        auto *line = bar->findChild<QLineEdit *>();
        QVERIFY(line->hasFocus());
        QCOMPARE(line->accessibleName(), QStringLiteral("Line of the right side"));
        QVERIFY(shown.view.viewport()->y() >= bar->height()); // it hides no row
        QTest::keyClicks(line, QStringLiteral("500"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(bar->isVisible());
        const auto said = [&] {
            QStringList texts;
            for (const QLabel *label : bar->findChildren<QLabel *>())
                texts.append(label->text());
            return texts.join(u'|');
        };
        QVERIFY2(said().contains(QStringLiteral("This side has 200 lines.")), qPrintable(said()));
        line->clear();
        QVERIFY(!said().contains(QStringLiteral("200")));
        QTest::keyClicks(line, QStringLiteral("41"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!bar->isVisible());
        QVERIFY(shown.view.hasFocus());
        QCOMPARE(shown.view.viewport()->y(), 0);
        QCOMPARE(shown.view.currentRow(), 40);
        QCOMPARE(shown.seen(), QStringLiteral("(30) 30-50 (46) 97-103 (96)"));
        QVERIFY(shown.view.viewport()->rect().contains(shown.view.rowRect(shown.view.readableCurrent())));
        shown.press(Qt::Key_Left, Qt::ControlModifier);
        shown.press(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(line->accessibleName(), QStringLiteral("Line of the left side"));
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QVERIFY(shown.view.hasFocus());
        QVERIFY(!shown.view.goToLine(DiffSide::Left, 0));
        QVERIFY(!shown.view.goToLine(DiffSide::Left, 201));
        // One under the other, the right side of a change stands below the left one.
        shown.view.setMode(DiffView::Mode::Unified);
        QVERIFY(shown.view.goToLine(DiffSide::Right, 101));
        QCOMPARE(shown.view.seen().rows[shown.view.readableCurrent()].side, VisibleRow::Side::Right);
    }

    void aPatchIsCopied()
    {
        ShownDiff shown(numberedDiff(60, {10, 40}));
        shown.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString first = QStringLiteral("@@ -8,7 +8,7 @@\n host7 IN A 192.0.2.1\n host8 IN A 192.0.2.1\n host9 IN A 192.0.2.1\n"
                                             "-host10 IN A 192.0.2.1\n+host10 IN A 192.0.2.2\n"
                                             " host11 IN A 192.0.2.1\n host12 IN A 192.0.2.1\n host13 IN A 192.0.2.1\n");
        QCOMPARE(QApplication::clipboard()->text(), first);
        shown.press(Qt::Key_F7);
        QVERIFY(QString::fromUtf8(shown.view.patch()).startsWith(QStringLiteral("@@ -38,7 +38,7 @@\n host37")));
        // Of a selection all that it touches, what is folded too.
        shown.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(QString::fromUtf8(shown.view.patch()).count(QStringLiteral("@@ -")), 2);
        shown.press(Qt::Key_Home);
        QVERIFY(shown.view.patch().isEmpty());
        QApplication::clipboard()->setText(QStringLiteral("kept"));
        shown.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("kept"));
        shown.view.setPatchFile([](const QList<Hunk> &) { return PatchFile{QStringLiteral("zones/a.db"), true, true, {}}; });
        shown.view.goToHunk(0);
        QCOMPARE(QString::fromUtf8(shown.view.patch()),
                 QStringLiteral("diff --git a/zones/a.db b/zones/a.db\n--- a/zones/a.db\n+++ b/zones/a.db\n") + first);
    }

    void aPatchHoldsNothingThatIsNotShown()
    {
        const ReviewFile conf = sampleFiles().last();
        const TextDiff diff = conf.diff();
        QCOMPARE(diff.hunks.size(), 3); // who may transfer, the secret, a zone
        const QByteArray plain = patchOf(diff, {diff.hunks[0].lines}, patchFile(conf, diff, {diff.hunks[0].lines}));
        QVERIFY2(plain.startsWith("diff --git a/etc-bind/named.conf.local b/etc-bind/named.conf.local\n"), plain.constData());
        QVERIFY(plain.contains("+\tallow-transfer { key transfer; 192.0.2.2; };\n"));
        const QByteArray masked = patchOf(diff, {diff.hunks[1].lines}, patchFile(conf, diff, {diff.hunks[1].lines}));
        QVERIFY2(masked.startsWith("# Not all that stands"), masked.constData());
        for (const QByteArray &line : linesOf(masked))
            QVERIFY2(line.startsWith("# "), line.constData());
        QVERIFY(!masked.contains("bmV3") && !masked.contains("b2xk"));
        const ReviewFile added = sampleFiles()[1];
        const TextDiff all = added.diff();
        const QByteArray whole = patchOf(all, {all.hunks.first().lines}, patchFile(added, all, {all.hunks.first().lines}));
        QCOMPARE(whole, patchText(added.before, added.after, added.id().toUtf8(), false));
        const ReviewFile odd = reviewFile(QStringLiteral("a"), QByteArray("a\n\xff\nc\n"), QByteArray("a\n\xfe\nc"));
        const TextDiff bytes = odd.diff();
        QVERIFY(!bytes.hunks.isEmpty());
        QVERIFY(!patchFile(odd, bytes, {bytes.hunks[0].lines}).cannot.isEmpty());
    }

    void theMenuHasItAll()
    {
        ShownDiff shown(numberedDiff(200, {100}));
        auto *foreign = new QAction(QStringLiteral("Of somebody else"), &shown.view);
        shown.view.addAction(foreign);
        shown.view.setContextMenuPolicy(Qt::ActionsContextMenu); // what others set
        shown.press(Qt::Key_Home);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), shown.view.viewport()->mapToGlobal(QPoint(1, 1)));
        QApplication::sendEvent(shown.view.viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        const DiffActions &acts = shown.view.acts();
        for (QAction *action : {acts.copy, acts.copyPatch, acts.selectAll, acts.moreAbove, acts.moreBelow, acts.goToLine, acts.wrap, acts.whitespace,
                                acts.larger, acts.smaller, acts.normal, foreign})
            QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
        QVERIFY(!acts.copy->isEnabled() && !acts.copyPatch->isEnabled() && acts.moreBelow->isEnabled());
        menu->close();
        QTRY_VERIFY(acts.copy->isEnabled()); // a key goes on saying what it cannot do
    }

    void textIsZoomed()
    {
        ShownDiff shown(numberedDiff(300, {10, 150}));
        shown.view.goToHunk(1);
        const int row = shown.view.currentRow();
        const int height = shown.view.rowHeight();
        const int top = shown.view.seen().rows[shown.view.tops().at(shown.view.verticalScrollBar()->value() / height)].row;
        shown.press(Qt::Key_Plus, Qt::ControlModifier);
        shown.press(Qt::Key_Equal, Qt::ControlModifier);
        QCOMPARE(shown.view.zoom(), 2);
        QVERIFY(shown.view.rowHeight() > height);
        QCOMPARE(shown.view.currentRow(), row);
        QCOMPARE(shown.view.seen().rows[shown.view.tops().at(shown.view.verticalScrollBar()->value() / shown.view.rowHeight())].row, top);
        DiffView other; // it is kept
        QCOMPARE(other.zoom(), 2);
        QCOMPARE(other.rowHeight(), shown.view.rowHeight());
        shown.press(Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(shown.view.zoom(), 1);
        shown.press(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(shown.view.rowHeight(), height);
        shown.wheel(0, 60, Qt::ControlModifier);
        QCOMPARE(shown.view.zoom(), 0); // half a step
        shown.wheel(0, 60, Qt::ControlModifier);
        QCOMPARE(shown.view.zoom(), 1);
        for (int i = 0; i < 40; ++i)
            shown.wheel(0, -120, Qt::ControlModifier);
        QCOMPARE(shown.view.zoom(), DiffView::leastZoom);
        QVERIFY(shown.view.rowHeight() < height);
        shown.view.setZoom(1000);
        QCOMPARE(shown.view.zoom(), DiffView::mostZoom);
        other.show(); // others follow when they are seen
        QCOMPARE(other.zoom(), DiffView::mostZoom);
    }

    void risksStandBesideTheChanges()
    {
        ShownDiff shown(numberedDiff(400, {50, 350}));
        auto *ruler = shown.view.findChild<DiffRuler *>();
        QVERIFY(ruler);
        const QColor danger = inkOf(Tone::Danger, shown.view.palette());
        QVERIFY(!has(ruler->grab().toImage(), danger));
        shown.view.setRuleMarks({{DiffSide::Right, 51, RiskNote::Rank::Attention, QStringLiteral("Mind <b>this</b>.")},
                                 {DiffSide::Right, 51, RiskNote::Rank::Danger, QStringLiteral("This breaks it.")},
                                 {DiffSide::Left, 200, RiskNote::Rank::Notice, QStringLiteral("It is far away.")},
                                 {DiffSide::Left, 5000, RiskNote::Rank::Danger, QStringLiteral("Of another text.")}});
        QVERIFY(has(ruler->grab().toImage(), danger));
        const RowTops &tops = shown.view.tops();
        const double scale = double(ruler->height()) / std::max(tops.total(), ruler->height() / shown.view.rowHeight());
        const auto place = [&](int row) { return QPoint(15, int((tops.top(shown.view.seen().ofRow[row]) + 0.5) * scale)); };
        QCOMPARE(ruler->tipAt(place(50)), QStringLiteral("!! danger: This breaks it.\n! attention: Mind <b>this</b>."));
        QCOMPARE(ruler->tipAt(place(199)), QStringLiteral("i notice: It is far away."));
        QVERIFY(ruler->tipAt(QPoint(5, place(50).y())).startsWith(QStringLiteral("Where the changes")));
        QTest::mouseClick(ruler, Qt::LeftButton, {}, place(199)); // it is folded
        QCOMPARE(shown.view.currentRow(), 199);
        QVERIFY(shown.view.viewport()->rect().contains(shown.view.rowRect(shown.view.readableCurrent())));
        shown.view.setRuleMarks({});
        QVERIFY(!has(ruler->grab().toImage(), danger));
    }

    void risksOfAFileBecomeMarks()
    {
        FileStudy study;
        study.names = {QStringLiteral("/etc/bind/a")};
        RiskNote note;
        note.rank = RiskNote::Rank::Danger;
        note.text = Error{QStringLiteral("risk.soa.zero"), {}, {}, {}};
        const auto at = [&](int before, int after, const char *file = "/etc/bind/a") {
            note.before.file = note.after.file = QLatin1String(file);
            note.before.line = before;
            note.after.line = after;
            study.risks.append(note);
        };
        at(3, 4);
        at(7, 0);
        at(0, 0);
        at(5, 5, "/etc/bind/included");
        const QList<RuleMark> marks = ruleMarks(study);
        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks[0].side, DiffSide::Right);
        QCOMPARE(marks[0].line, 4);
        QCOMPARE(marks[1].side, DiffSide::Left);
        QCOMPARE(marks[1].line, 7);
    }

    void bothPanesGoSidewaysTogether()
    {
        const QByteArray line = longText(60).toUtf8();
        ShownDiff shown(textDiff("a\n" + line + "\nb\n", "a\n" + line + " end\nb\n"));
        QScrollBar *bar = shown.view.horizontalScrollBar();
        const int half = (shown.view.viewport()->width() - 1) / 2;
        const auto panes = [&] {
            return std::pair(shown.image(shown.view.rowRect(1).adjusted(60, 2, -half - 20, -2)),
                             shown.image(shown.view.rowRect(1).adjusted(half + 62, 2, 0, -2)));
        };
        const auto before = panes();
        shown.wheel(0, -120, Qt::ShiftModifier);
        QVERIFY(bar->value() > 0);
        const auto after = panes();
        QVERIFY(after.first != before.first && after.second != before.second);
        shown.press(Qt::Key_Right);
        // To the very end and not much further.
        bar->setValue(bar->maximum());
        const QImage end = shown.image(shown.view.rowRect(1).adjusted(shown.view.viewport()->width() - 80, 2, 0, -2));
        QVERIFY(isPainted(end));
        // Characters that are wider than counted are reached too, as soon as they were seen.
        QString wide;
        for (int i = 0; i < 300; ++i)
            wide += QChar(0x6f22);
        shown.view.setDiff(textDiff("a\n", "a\n" + wide.toUtf8() + '\n'), false);
        const int counted = bar->maximum();
        shown.image();
        if (QFontMetricsF(shown.view.font()).horizontalAdvance(QChar(0x6f22)) > QFontMetricsF(shown.view.font()).horizontalAdvance(u'x') * 1.2)
            QTRY_VERIFY(bar->maximum() > counted);
    }

    void theFilesReviewOffersIt()
    {
        FilesReview review;
        review.setLens(FilesReview::Lens::Text);
        review.resize(1200, 600);
        QSignalSpy done(&review, &FilesReview::shown);
        review.setFiles(QStringLiteral("live"), QStringLiteral("staged"), sampleFiles());
        QTRY_VERIFY(done.count() > 0);
        const DiffActions &acts = review.diffView()->acts();
        for (QAction *action : {acts.goToLine, acts.copyPatch, acts.wrap, acts.whitespace, acts.larger, acts.smaller, acts.normal})
            QVERIFY(review.actions().contains(action));
        QToolButton *more = nullptr;
        for (QToolButton *button : review.findChildren<QToolButton *>()) {
            if (button->defaultAction() && button->defaultAction()->menu() && button->defaultAction()->menu()->actions().contains(acts.wrap))
                more = button;
        }
        QVERIFY(more);
        QVERIFY(!more->icon().isNull());
        QCOMPARE(more->popupMode(), QToolButton::InstantPopup);
        QVERIFY(more->isEnabled());
        const QByteArray patch = review.diffView()->patch();
        QVERIFY2(patch.startsWith("diff --git a/etc-bind/zones/example.net.db"), patch.constData());
    }

    void pictures();

private:
    std::unique_ptr<OwnHome> m_home;
};

void TestDiffView::pictures()
{
    if (qEnvironmentVariableIsEmpty("LOCKSTEP_PICTURES"))
        QSKIP("LOCKSTEP_PICTURES names no folder to paint into.");
    QByteArray before = sampleZone("2026112601", 120);
    QByteArray after = before;
    const QByteArray key(380, 'Q');
    before.replace("host90\t", "dkim\t\tIN TXT\t\"v=DKIM1; k=rsa; p=" + key + "\"\nhost90\t");
    after.replace("host90\t", "dkim\t\tIN TXT\t\"v=DKIM1; k=rsa; p=" + key + "IDAQAB\"\nhost90\t");
    after.replace("192.0.2.3\n", "192.0.2.33  \t\n");
    after.replace("host40\t\tIN A", "host40  \tIN A");
    after.replace("ns2\t\tIN A\t192.0.2.2\n", "ns2\t\tIN A\t192.0.2.2\r\n");
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        applyTheme(theme);
        const QByteArray end = theme == Theme::Dark ? "-dark" : "-light";
        ShownDiff shown(textDiff(before, after), {1100, 520});
        shown.view.setSyntax(Syntax::DnsZone);
        shown.view.setRuleMarks({{DiffSide::Right, 17, RiskNote::Rank::Danger, QStringLiteral("x")},
                                 {DiffSide::Right, 60, RiskNote::Rank::Attention, QStringLiteral("x")},
                                 {DiffSide::Right, 110, RiskNote::Rank::Notice, QStringLiteral("x")}});
        shown.view.openMore(FoldPart::Top);
        QTest::qWait(150);
        picture(shown.view, "diff-folds" + end);
        QTest::mouseMove(shown.view.viewport(), shown.view.foldTarget(shown.foldRow(), FoldPart::Bottom).center());
        shown.view.setWhitespace(true);
        QTest::qWait(100);
        picture(shown.view, "diff-whitespace" + end);
        shown.view.setWrapped(true);
        shown.view.goToHunk(shown.view.diff().hunks.size() - 1);
        QTest::qWait(100);
        picture(shown.view, "diff-wrapped" + end);
        shown.view.setWhitespace(false);
        shown.view.setMode(DiffView::Mode::Unified);
        shown.view.resize(600, 520);
        shown.view.openGoTo();
        QTest::qWait(100);
        picture(shown.view, "diff-unified" + end);
        shown.view.setZoom(6);
        shown.view.setMode(DiffView::Mode::Beside);
        shown.view.resize(1100, 520);
        QTest::qWait(100);
        picture(shown.view, "diff-zoomed" + end);
        const QByteArray huge(200000, 'x');
        shown.view.setZoom(0);
        shown.view.setDiff(textDiff("a\n" + huge + "\nb", "a\n" + huge + "y\nb\n"), false);
        shown.view.verticalScrollBar()->setValue(shown.view.verticalScrollBar()->maximum());
        QTest::qWait(100);
        picture(shown.view, "diff-huge" + end);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), QPoint(1, 1));
        QApplication::sendEvent(shown.view.viewport(), &event);
        if (QWidget *menu = QApplication::activePopupWidget()) {
            QTest::qWait(50);
            picture(*menu, "diff-menu" + end);
            menu->close();
        }
        shown.view.setWrapped(false);
    }
    applyTheme(Theme::Light);
}

LOCKSTEP_SUITE(TestDiffView)
#include "tst_diffview.moc"
