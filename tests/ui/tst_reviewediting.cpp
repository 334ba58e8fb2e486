// SPDX-License-Identifier: GPL-3.0-or-later
// Another text in the place of a change, and what goes with a change that is discarded.
#include "tests/support/suite.h"
#include "tests/ui/reviewsamples.h"
#include "tests/ui/reviewshown.h"
#include "ui/config/codeeditor.h"
#include "ui/review/lineseditor.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/widgets/ask.h"

#include <QPushButton>

using namespace lockstep;

namespace {

constexpr const char *zonePath = ShownReview::zonePath;

LinesEditor *linesOn(ShownReview &shown) { return shown.view->findChild<LinesEditor *>(); }

bool opens(ShownReview &shown)
{
    shown.press(Qt::Key_E);
    return comes([&] { return linesOn(shown) != nullptr; });
}

bool ends(ShownReview &shown)
{
    return comes([&] { return linesOn(shown) == nullptr; });
}

void type(ShownReview &shown, const QString &text)
{
    CodeEditor *editor = linesOn(shown)->editor();
    editor->selectAll();
    editor->insertPlainText(text);
}

} // namespace

class TestReviewEditing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRecordIsEditedInPlace()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("example.net")}));
        QVERIFY(shown.goTo(QStringLiteral("10.0.0.9")));
        QVERIFY(opens(shown));
        LinesEditor *lines = linesOn(shown);
        QCOMPARE(lines->editor()->toPlainText(), QStringLiteral("h1 IN A 10.0.0.9"));
        QVERIFY(lines->editor()->hasFocus());
        QVERIFY(shown.says(QStringLiteral("of example.net, as it is staged")));
        // What is typed is checked as it will stand there.
        type(shown, QStringLiteral("h1 IN A 10.0.0.x"));
        QVERIFY(comes([&] { return !lines->editor()->diagnostics().isEmpty(); }));
        QCOMPARE(lines->editor()->diagnostics().first().line, 1);
        picture(*shown.view, "review-edit-fault");
        type(shown, QStringLiteral("h1 IN A 10.0.0.10"));
        QVERIFY(comes([&] { return lines->editor()->diagnostics().isEmpty(); }));
        picture(*shown.view, "review-edit");
        QTest::keyClick(lines->editor(), Qt::Key_Return);
        QVERIFY(ends(shown));
        QVERIFY(shown.house.staged(zonePath).contains("h1 IN A 10.0.0.10\n"));
        const QList<Change> changes = shown.house.me->changes().changes;
        QVERIFY(std::ranges::none_of(changes, [](const Change &one) { return one.kind == Change::Kind::File; }));
        QVERIFY(shown.files().diffView()->hasFocus());
        QVERIFY(shown.says(QStringLiteral("is staged as you edited it")));
        QVERIFY(!shown.says(QStringLiteral("since you began this review"))); // it was this person
        QVERIFY(comes([&] { return shown.action("Undo")->isEnabled(); }));
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(comes([&] { return shown.house.staged(zonePath).contains("h1 IN A 10.0.0.9\n"); }));
    }

    void itIsLeftAsItIs()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("example.net")}));
        QVERIFY(shown.goTo(QStringLiteral("10.0.0.9")));
        QVERIFY(opens(shown));
        QVERIFY(waitFor(shown.view->mayLeave()));
        type(shown, QStringLiteral("h1 IN A 10.0.0.77"));
        QStringList asked;
        setAnswerer([&](const Question &question) { return asked.append(question.name), false; });
        QVERIFY(!waitFor(shown.view->mayLeave()));
        setAnswerer({});
        QCOMPARE(asked, QStringList{QStringLiteral("leave-lines")});
        QTest::keyClick(linesOn(shown)->editor(), Qt::Key_Escape);
        QVERIFY(ends(shown));
        QVERIFY(shown.house.staged(zonePath).contains("10.0.0.9\n"));
        QVERIFY(shown.files().diffView()->hasFocus());
    }

    void whatWasRemovedComesBackAsAnotherThing()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h5", "A 10.0.0.5", ""));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("example.net")}));
        const QList<TextHunk> hunks = shown.files().diffView()->diff().hunks;
        const auto removal = std::ranges::find_if(hunks, [](const TextHunk &one) { return one.lines.rightCount == 0; });
        QVERIFY(removal != hunks.cend());
        shown.files().diffView()->goToHunk(removal - hunks.cbegin());
        QVERIFY(opens(shown));
        QCOMPARE(linesOn(shown)->editor()->toPlainText(), QStringLiteral("h5 IN A 10.0.0.5"));
        type(shown, QStringLiteral("h5 IN A 10.0.0.6"));
        QTest::keyClick(linesOn(shown)->editor(), Qt::Key_Return);
        QVERIFY(ends(shown));
        const QByteArray staged = shown.house.staged(zonePath);
        QVERIFY2(staged.contains("h4 IN A 10.0.0.4\nh5 IN A 10.0.0.6\nh6"), staged);
    }

    void aRowOfMeaningIsEdited()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("example.net")}));
        shown.files().setLens(FilesReview::Lens::Meaning);
        QVERIFY(comes([&] { return shown.files().shownLens() == FilesReview::Lens::Meaning; }));
        MeaningView *view = shown.files().meaningView();
        const QList<ReviewRow> &rows = view->study().rows;
        const auto row = std::ranges::find_if(rows, [](const ReviewRow &one) { return one.name == QLatin1String("h1"); });
        QVERIFY(row != rows.cend());
        view->goToRow(int(row - rows.cbegin()));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_E);
        QVERIFY(comes([&] { return linesOn(shown) != nullptr; }));
        type(shown, QStringLiteral("h1 IN A 10.0.0.12"));
        picture(*shown.view, "review-edit-meaning");
        QTest::keyClick(linesOn(shown)->editor(), Qt::Key_Return);
        QVERIFY(ends(shown));
        QVERIFY(shown.house.staged(zonePath).contains("h1 IN A 10.0.0.12\n"));
        QVERIFY(view->hasFocus());
    }

    void whatAColleagueStagedIsNotOverwritten()
    {
        ShownReview shown;
        const char *path = "named.conf.local";
        QVERIFY(shown.openEdited(path, [](QByteArray &text) { text = "// head\n" + text; }));
        QVERIFY(shown.goTo(QStringLiteral("head")));
        QVERIFY(opens(shown));
        type(shown, QStringLiteral("// mine"));
        QVERIFY(shown.house.stageText(*shown.house.colleague, path, [](QByteArray &text) { text += "// theirs\n"; }));
        QTest::keyClick(linesOn(shown)->editor(), Qt::Key_Return);
        QVERIFY(comes([&] {
            const QList<QLabel *> labels = linesOn(shown) ? linesOn(shown)->findChildren<QLabel *>() : QList<QLabel *>(); // not those of the review
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->isVisible() && label->text().contains(QStringLiteral("was changed by somebody else"));
            });
        }));
        QVERIFY(linesOn(shown));
        QCOMPARE(linesOn(shown)->editor()->toPlainText(), QStringLiteral("// mine"));
        QVERIFY(shown.house.staged(path).contains("// theirs"));
        picture(*shown.view, "review-edit-conflict");
    }

    void aSecretIsEditedWhereItIsGuarded()
    {
        ShownReview shown;
        const char *path = "named.conf.local";
        QVERIFY(shown.openEdited(path, [](QByteArray &text) { text += "key \"k\" { algorithm hmac-sha256; secret \"c2VjcmV0IG9mIGEga2V5\"; };\n"; }));
        shown.files().diffView()->goToHunk(0);
        QSignalSpy wanted(shown.view.get(), &View::wanted);
        shown.press(Qt::Key_E);
        QVERIFY(comes([&] { return wanted.size() == 1; }));
        QVERIFY(!linesOn(shown));
    }

    void whatCannotStayIsDiscardedToo()
    {
        ShownReview shown;
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "web", "", "A 10.0.0.80"));
        QVERIFY(shown.house.stage(*shown.house.me, "example.net", "shop", "", "CNAME web"));
        const QByteArray all = shown.house.staged(zonePath);
        shown.open();
        QVERIFY(shown.lists({QStringLiteral("example.net")}));
        // The two may stand in one hunk; by meaning each is a row of its own.
        shown.files().setLens(FilesReview::Lens::Meaning);
        QVERIFY(comes([&] { return shown.files().shownLens() == FilesReview::Lens::Meaning; }));
        MeaningView *view = shown.files().meaningView();
        const auto discard = [&](const char *name) {
            const QList<ReviewRow> rows = view->study().rows;
            const auto row = std::ranges::find_if(rows, [&](const ReviewRow &one) { return one.name == QLatin1String(name); });
            view->goToRow(int(row - rows.cbegin()));
            view->setFocus();
            QTest::keyClick(view, Qt::Key_Delete);
        };
        discard("shop"); // the host may stay without its other name
        QVERIFY(comes([&] { return !shown.house.staged(zonePath).contains("CNAME"); }));
        QVERIFY(shown.house.staged(zonePath).contains("10.0.0.80"));
        QVERIFY(comes([&] { return shown.action("Undo")->isEnabled(); }));
        QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(comes([&] { return shown.house.staged(zonePath) == all && shown.isSettled(); }));
        QVERIFY(comes([&] { return shown.action("Discard this change")->isEnabled(); }));
        discard("web");
        QVERIFY(comes([&] { return !shown.house.staged(zonePath).contains("10.0.0.80"); }));
        QVERIFY(!shown.house.staged(zonePath).contains("CNAME"));
        QVERIFY(shown.house.staged(zonePath).contains("10.0.0.9"));
        QVERIFY(shown.says(QStringLiteral("cannot stay without it: the change of shop")));
        QVERIFY(comes([&] { return shown.action("Undo")->isEnabled(); }));
        QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(comes([&] { return shown.house.staged(zonePath) == all; }));
    }
};

LOCKSTEP_SUITE(TestReviewEditing)
#include "tst_reviewediting.moc"
