// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/reviewsamples.h"
#include "tests/ui/reviewshown.h"
#include "ui/review/reviewstudies.h"
#include "ui/widgets/quickcommand.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace lockstep;

class TestReviewView : public QObject
{
    Q_OBJECT
    // Of two zones that are looked at one was prepared before the other was staged, and is deployed now.
    static bool deployOlder(ShownReview &shown)
    {
        ReviewHouse &house = shown.house;
        if (!house.stage(*house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"))
            return false;
        const Operation prepared = house.prepare();
        if (!house.stage(*house.colleague, "b.example", "new", "", "A 10.0.0.7"))
            return false;
        shown.open();
        return shown.lists({QStringLiteral("a.example"), QStringLiteral("b.example")}) && house.deploy(prepared.seal).outcome == Outcome::Succeeded;
    }

private Q_SLOTS:
    void nothingIsStaged()
    {
        ShownReview shown;
        QVERIFY(shown.house.ready);
        shown.open();
        QVERIFY(comes([&] { return shown.says(QStringLiteral("Live and staged are the same.")); }));
        QSignalSpy wanted(shown.view.get(), &View::wanted);
        const QList<QAbstractButton *> buttons = shown.view->findChildren<QAbstractButton *>();
        const auto zones = std::ranges::find_if(buttons, [](const QAbstractButton *one) { return one->text() == QLatin1String("Open zones"); });
        QVERIFY(zones != buttons.cend());
        (*zones)->click();
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("zones"));
    }

    void whatColleaguesStageAppears()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QVERIFY(comes([&] { return shown.says(QStringLiteral("1 changes in 1 files")) || shown.says(QStringLiteral("1 change in 1 file")); }));
        QVERIFY(shown.says(shown.house.me->changes().staged.seal()));
        QVERIFY(shown.goTo(QStringLiteral("10.0.0.9")));
        const int row = shown.files().diffView()->currentRow();
        QVERIFY(shown.house.stage(*shown.house.colleague, "b.example", "new", "", "A 10.0.0.7"));
        QVERIFY(shown.lists({QStringLiteral("a.example"), QStringLiteral("b.example")}));
        QCOMPARE(shown.files().file()->title, QStringLiteral("a.example"));
        QCOMPARE(shown.files().diffView()->currentRow(), row);
        QSignalSpy wanted(shown.view.get(), &View::wanted);
        shown.press(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("zones//a.example"));
    }

    void whatChangedSinceIsOnePressAway()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QVERIFY(!shown.says(QStringLiteral("since you began this review")));
        QVERIFY(shown.house.stage(*shown.house.colleague, "b.example", "new", "", "A 10.0.0.7"));
        QVERIFY(comes([&] { return shown.says(QStringLiteral("What is staged has changed since you began this review.")); }));
        const auto press = [&](const char *text) {
            const QList<QAbstractButton *> buttons = shown.view->findChildren<QAbstractButton *>();
            for (QAbstractButton *one : buttons) {
                if (one->isVisible() && one->text() == QLatin1String(text))
                    return one->click(), true;
            }
            return false;
        };
        QVERIFY(press("Show what changed"));
        QVERIFY(shown.lists({QStringLiteral("b.example")}));
        QVERIFY(shown.says(QStringLiteral("since you began")));
        QVERIFY(!shown.action("Discard this change")->isEnabled()); // it is no way back to live
        QVERIFY(press("Show all changes"));
        QVERIFY(shown.lists({QStringLiteral("a.example"), QStringLiteral("b.example")}));
        QVERIFY(!shown.says(QStringLiteral("since you began"))); // it was looked at
    }

    void aReviewBeginsWithTheFirstChange()
    {
        ShownReview shown;
        shown.open();
        QVERIFY(comes([&] { return shown.says(QStringLiteral("Live and staged are the same.")); }));
        QVERIFY(shown.house.stage(*shown.house.colleague, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QVERIFY(!shown.says(QStringLiteral("since you began this review"))); // nobody has looked at anything before
        QCOMPARE(shown.view->seal(), std::optional(shown.house.me->changes().staged));
        const Digest looked = *shown.view->seal();
        QVERIFY(shown.house.stage(*shown.house.colleague, "b.example", "new", "", "A 10.0.0.7"));
        QVERIFY(comes([&] { return shown.says(QStringLiteral("since you began this review")); }));
        QCOMPARE(shown.view->seal(), std::optional(looked)); // what was looked at, not what has come since
        shown.view->open(QStringLiteral("review?since"));    // as the dialog of a prepare that is refused asks for it
        QVERIFY(shown.lists({QStringLiteral("b.example")}));
        QCOMPARE(shown.view->seal(), std::optional(shown.house.me->changes().staged));
    }

    // What was prepared earlier is deployed meanwhile: nothing of what is staged has changed.
    void aDeploymentIsNoChangeOfStaging()
    {
        ShownReview shown;
        QVERIFY(deployOlder(shown));
        QVERIFY(shown.lists({QStringLiteral("b.example")}));
        QVERIFY(!shown.says(QStringLiteral("since you began this review")));
        QCOMPARE(shown.view->seal(), std::optional(shown.house.me->changes().staged));
        QVERIFY(shown.house.stage(*shown.house.colleague, "b.example", "newer", "", "A 10.0.0.8"));
        QVERIFY(comes([&] { return shown.says(QStringLiteral("What is staged has changed since you began this review.")); }));
    }

    // Before the window has seen that nothing was staged, something is again.
    void whatWasLookedAtIsLive()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        const Operation prepared = shown.house.prepare();
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QCOMPARE(shown.house.deploy(prepared.seal).outcome, Outcome::Succeeded);
        QVERIFY(shown.house.stageHost(QStringLiteral("b.example"), QStringLiteral("later"), 7));
        QVERIFY(shown.lists({QStringLiteral("b.example")}));
        QVERIFY(!shown.says(QStringLiteral("since you began this review")));
        QCOMPARE(shown.view->seal(), std::optional(shown.house.me->changes().staged));
    }

    // Nothing is left that what was looked at could be compared with.
    void aReviewBeginsAnewWhenBothSidesAreOthers()
    {
        ShownReview shown;
        QVERIFY(deployOlder(shown));
        QVERIFY(shown.house.stageHost(QStringLiteral("b.example"), QStringLiteral("later"), 7));
        QVERIFY(comes([&] { return shown.says(QStringLiteral("Look at all of it again.")); }));
        QVERIFY(shown.lists({QStringLiteral("b.example")}));
        QCOMPARE(shown.view->seal(), std::optional(shown.house.me->changes().staged));
        picture(*shown.view, "review-restarted");
    }

    void itIsTakenAlong()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QVERIFY(comes([&] { return shown.files().studies().isComplete(); }));
        const QTemporaryDir folder;
        const auto written = [&](const char *name) {
            const QString path = folder.filePath(QLatin1String(name));
            QFile file(path);
            return shown.view->exportTo(path) && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray page = written("review.html");
        QVERIFY(page.contains("10.0.0.9") && page.contains(shown.house.me->changes().staged.seal().toUtf8()));
        QVERIFY(written("review.patch").contains("--- a/etc-bind/"));
        QVERIFY(written("review.json").contains("\"lockstep-review\""));
        const Result<void> nowhere = shown.view->exportTo(folder.filePath(QStringLiteral("no/such/folder.html")));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, QStringLiteral("review.unwritten"));
    }

    void anyTwoStatesAreChosen()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        QVERIFY(shown.house.deployAll());
        shown.open();
        QSignalSpy wanted(shown.view.get(), &View::wanted);
        shown.action("Compare from...")->trigger();
        auto *picker = shown.view->findChild<QuickCommand *>();
        QVERIFY(picker);
        auto *list = picker->findChild<QListWidget *>();
        const auto rowOf = [&](const QString &text) {
            const QList<QListWidgetItem *> items = list->findItems(text, Qt::MatchExactly);
            return items.isEmpty() ? -1 : list->row(items.first());
        };
        QVERIFY(comes([&] { return rowOf(QStringLiteral("deployment 1")) >= 0; }));
        QVERIFY(rowOf(QStringLiteral("staged")) >= 0 && rowOf(QStringLiteral("ns1 (on the server)")) >= 0);
        auto *field = picker->findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("first member"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("review?from=deployment:0&to=staged"));
        shown.view->open(wanted.first().first().toString());
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
    }

    void aRecordIsDiscardedAndComesBack()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h5", "A 10.0.0.5", "A 10.0.0.55"));
        const QByteArray both = shown.house.staged(ShownReview::zonePath);
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("example.net")}));
        // The serial is the engine's own.
        shown.files().diffView()->goToHunk(0);
        shown.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return shown.says(QStringLiteral("The serial follows")); }));
        QCOMPARE(shown.house.staged(ShownReview::zonePath), both);
        QVERIFY(shown.goTo(QStringLiteral("10.0.0.9")));
        shown.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return shown.house.me->changes().changes.size() == 2; })); // the other one and its serial
        QVERIFY(shown.house.staged(ShownReview::zonePath).contains("h1 IN A 10.0.0.1\n"));
        QVERIFY(shown.house.staged(ShownReview::zonePath).contains("10.0.0.55"));
        QVERIFY(comes([&] { return shown.action("Undo")->isEnabled(); }));
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(comes([&] { return shown.house.me->changes().changes.size() == 3; }));
        QVERIFY(shown.house.staged(ShownReview::zonePath).contains("10.0.0.9"));
    }

    // A colleague's edit that is known of and not yet on the screen would be discarded unseen, and no undo would know its text.
    void whatIsNotSeenYetIsNotDiscarded()
    {
        ShownReview shown;
        const char *path = "named.conf.local";
        QVERIFY(shown.openEdited(path, [](QByteArray &text) { text = "// mine\n" + text; }));
        QAction *discard = shown.action("Discard everything in this file");
        QVERIFY(discard->isEnabled() && shown.action("Edit in place")->isEnabled());
        int unseen = 0;
        QStringList offered;
        connect(shown.house.me.get(), &GroupSession::changesChanged, shown.view.get(), [&] {
            if (shown.view->isNow())
                return;
            ++unseen;
            for (const char *one : {"Discard everything in this file", "Discard this change", "Edit in place"}) {
                if (shown.action(one)->isEnabled())
                    offered.append(QLatin1String(one));
            }
            discard->trigger();
        });
        QVERIFY(shown.house.stageText(*shown.house.colleague, path, [](QByteArray &text) { text += "// theirs\n"; }));
        QVERIFY(shown.settles() && comes([&] { return shown.files().file() && shown.files().file()->after->endsWith("// theirs\n"); }));
        QVERIFY(unseen > 0);
        QCOMPARE(offered, QStringList());
        QVERIFY(shown.house.staged(path).endsWith("// theirs\n"));
        QVERIFY(comes([&] { return discard->isEnabled(); }));
    }

    // Taking a step back puts a whole text there: what a colleague has staged in it since would be gone.
    void aStepBackOverwritesNobody()
    {
        ShownReview shown;
        const char *path = "named.conf.local";
        QVERIFY(shown.openEdited(path, [](QByteArray &text) { text = "// first\n" + text + "// last\n"; }));
        const QByteArray mine = shown.house.staged(path);
        const auto undo = [&](const QByteArray &becomes) {
            if (!comes([&] { return shown.action("Undo")->isEnabled(); }))
                return false;
            shown.action("Undo")->trigger();
            return comes([&] { return shown.house.staged(path) == becomes && shown.isSettled(); });
        };
        QVERIFY(shown.goTo(QStringLiteral("first")));
        shown.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return !shown.house.staged(path).startsWith("// first") && shown.isSettled(); }));
        const QByteArray one = shown.house.staged(path);
        QVERIFY(shown.goTo(QStringLiteral("last")));
        shown.press(Qt::Key_Delete);
        QVERIFY(shown.lists({}));
        QVERIFY(undo(one)); // one after the other
        QVERIFY(undo(mine));
        QVERIFY(shown.goTo(QStringLiteral("first")));
        shown.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return shown.house.staged(path) == one && shown.isSettled(); }));
        QVERIFY(shown.house.stageText(*shown.house.colleague, path, [](QByteArray &text) { text += "// theirs\n"; }));
        QVERIFY(comes([&] { return shown.files().file()->after == shown.house.staged(path) && shown.action("Undo")->isEnabled(); }));
        shown.action("Undo")->trigger();
        QVERIFY(comes([&] { return shown.says(QStringLiteral("has been edited or deployed since this step")); }));
        QCOMPARE(shown.house.staged(path), one + "// theirs\n");
        picture(*shown.view, "review-undo-refused");
        QVERIFY(shown.action("Undo")->isEnabled()); // it can be tried again
        // Nor by way of a later step that is taken back.
        QVERIFY(comes([&] { return shown.isSettled() && shown.goTo(QStringLiteral("last")); }));
        shown.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return !shown.house.staged(path).contains("// last") && shown.isSettled(); }));
        QVERIFY(undo(one + "// theirs\n"));
        QVERIFY(!shown.says(QStringLiteral("has been edited or deployed since this step")));
        shown.action("Undo")->trigger();
        QVERIFY(comes([&] { return shown.says(QStringLiteral("has been edited or deployed since this step")); }));
        QCOMPARE(shown.house.staged(path), one + "// theirs\n");
    }

    void aPlaceOfAnEditedTextIsPutBack()
    {
        ShownReview shown;
        const char *path = "named.conf.local";
        QVERIFY(shown.openEdited(path, [](QByteArray &text) { text = "// head\n" + text + "// tail\n"; }));
        const QByteArray both = shown.house.staged(path);
        QVERIFY(shown.goTo(QStringLiteral("head")));
        QSignalSpy wanted(shown.view.get(), &View::wanted);
        shown.press(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("configuration/etc-bind/named.conf.local?1"));
        shown.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return !shown.house.staged(path).contains("head"); }));
        QVERIFY(shown.house.staged(path).endsWith("// tail\n"));
        QVERIFY(comes([&] { return shown.action("Undo")->isEnabled(); }));
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(comes([&] { return shown.house.staged(path) == both && shown.isSettled() && shown.files().diffView()->diff().hunks.size() == 2; }));
        QVERIFY(shown.action("Discard everything in this file")->isEnabled());
        shown.action("Discard everything in this file")->trigger();
        QVERIFY(shown.lists({}));
        QCOMPARE(shown.house.staged(path), shown.house.live(path));
        QVERIFY(comes([&] { return shown.action("Undo")->isEnabled(); }));
        shown.action("Undo")->trigger();
        QVERIFY(comes([&] { return shown.house.staged(path) == both; }));
    }

    void twoOtherStatesAreOnlyLookedAt()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        QVERIFY(shown.house.deployAll());
        shown.open();
        shown.view->open(QStringLiteral("review?from=base:1&to=deployment:1"));
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QCOMPARE(shown.view->place(), QStringLiteral("review?from=base:1&to=deployment:1"));
        QVERIFY(!shown.action("Discard this change")->isVisible());
        QCOMPARE(shown.view->trail().last(), QStringLiteral("before deployment 1 → deployment 1"));
        shown.view->open(QStringLiteral("review"));
        QVERIFY(shown.lists({}));
    }

    // A state that is not there says so.
    void whatCannotBeReadSaysWhy()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        shown.view->open(QStringLiteral("review?from=deployment:99&to=live"));
        QVERIFY(comes([&] { return shown.says(QStringLiteral("This cannot be compared")); }));
        picture(*shown.view, "review-gone");
        const QList<QAbstractButton *> buttons = shown.view->findChildren<QAbstractButton *>();
        const auto again = std::ranges::find_if(buttons, [](const QAbstractButton *one) { return one->text() == QLatin1String("Try again"); });
        QVERIFY(again != buttons.cend() && (*again)->isVisible());
        QSignalSpy asked(shown.view.get(), &ReviewView::shown);
        (*again)->click();
        QVERIFY(comes([&] { return asked.size() >= 1; }));
        shown.view->open(QStringLiteral("review"));
        QVERIFY(shown.lists({QStringLiteral("a.example")}));
        QVERIFY(comes([&] { return !shown.says(QStringLiteral("This cannot be compared")); }));
    }

    void aConflictIsToldAndCanBeDiscarded()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        const Operation prepared = shown.house.prepare();
        QCOMPARE(prepared.outcome, Outcome::Succeeded);
        // What is staged after the set was prepared stands on it, until it goes and comes back as another thing.
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.9", "A 10.0.0.10"));
        const QList<Change> changes = shown.house.me->changes().changes;
        QVERIFY(waitFor(shown.house.me->discard({changes.first().id})));
        QCOMPARE(shown.house.me->changes().conflicts.size(), 1);
        shown.open();
        QVERIFY(comes([&] { return shown.says(QStringLiteral("Left out of staged: anna changed h1 of a.example.")); }));
        picture(*shown.view, "review-conflict");
        const QList<QAbstractButton *> buttons = shown.view->findChildren<QAbstractButton *>();
        const auto discard = std::ranges::find_if(
            buttons, [](const QAbstractButton *one) { return one->isVisible() && one->text() == QLatin1String("Discard this change"); });
        QVERIFY(discard != buttons.cend());
        (*discard)->click();
        QVERIFY(comes([&] { return shown.house.me->changes().conflicts.isEmpty(); }));
        QVERIFY(comes([&] { return !shown.says(QStringLiteral("Left out of staged")); }));
    }
};

LOCKSTEP_SUITE(TestReviewView)
#include "tst_reviewview.moc"
