// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/reviewsamples.h"
#include "ui/look/settings.h"
#include "ui/review/diffview.h"
#include "ui/review/filesmodel.h"
#include "ui/review/filesreview.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/riskpanel.h"
#include "ui/review/viewedmarks.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lockstep;

namespace {

const QString zoneId = QStringLiteral("etc-bind/zones/example.net.db");

// A review of the sample files, each with its meaning.
struct Shown
{
    FilesReview review;
    explicit Shown(const QSize &size = {1280, 660}, const ReviewSet &set = sampleSet())
    {
        review.resize(size);
        review.show();
        review.activateWindow(); // shortcuts want an active window
        if (!QTest::qWaitForWindowActive(&review) || !take(set))
            qFatal("not shown");
    }
    bool take(const ReviewSet &set)
    {
        review.setReview(QStringLiteral("live (deployment 41)"), QStringLiteral("staged"), set);
        return comes([&] { return review.studies().isComplete() && review.isCompared(); });
    }
    bool choose(const char *id)
    {
        QSignalSpy shown(&review, &FilesReview::shown);
        review.setCurrentFile(QLatin1String(id));
        return comes([&] { return shown.count() > 0; });
    }
    MeaningView &view() { return *review.meaningView(); }
    // Of all rows that are seen.
    QStringList told()
    {
        QStringList list;
        for (const int row : view().seen())
            list.append(view().describe(row));
        return list;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *target = review.shownLens() == FilesReview::Lens::Meaning ? static_cast<QWidget *>(review.meaningView()) : review.diffView();
        target->setFocus();
        QTest::keyClick(target, key, modifiers);
    }
    void trigger(const char *text)
    {
        const QList<QAction *> all = view().actions();
        for (QAction *action : all) {
            if (action->text().remove(u'&') == QLatin1String(text))
                return action->trigger();
        }
        QFAIL(text);
    }
};

ReviewFile zoneOf(const QByteArray &before, const QByteArray &after)
{
    ReviewFile file = reviewFile(QStringLiteral("zones/z.example.db"), before, after);
    file.root = QStringLiteral("etc-bind");
    file.kind = ReviewFile::Kind::Zone;
    file.zone = file.title = QStringLiteral("z.example");
    return file;
}

// Hosts in 10.1.0.0/16 that move to 10.2.0.0/16, but for some.
ReviewFile renumbered(int hosts, int others)
{
    const QByteArray head = "$TTL 3600\n@ IN SOA ns1 root 1 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n";
    QByteArray before = head;
    QByteArray after = head;
    for (int i = 0; i < hosts; ++i) {
        const QByteArray rest = QByteArray::number(i / 250) + '.' + QByteArray::number(i % 250 + 1) + '\n';
        before += "h" + QByteArray::number(i) + " IN A 10.1." + rest;
        after += "h" + QByteArray::number(i) + (i < others ? " IN A 172.16." : " IN A 10.2.") + rest;
    }
    return zoneOf(before, after);
}

} // namespace

class TestMeaning : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase() { qputenv("LOCKSTEP_HOME", m_home.path().toUtf8()); }
    void cleanupTestCase() { finishSettings(); }

    void rowsAreTold()
    {
        Shown shown;
        QCOMPARE(shown.review.shownLens(), FilesReview::Lens::Meaning);
        const QStringList told = shown.told();
        const auto tells = [&](const char *text) { return told.contains(QLatin1String(text)); };
        const QByteArray all = told.join(u'\n').toUtf8();
        QVERIFY2(tells("changed, A, mail, from 192.0.2.3 to 192.0.2.33"), all);
        QVERIFY2(tells("added, AAAA, api, 2001:db8::5"), all);
        QVERIFY2(told.filter(QStringLiteral("removed, A, host20, 198.51.100.20")).size() == 1, all);
        QVERIFY2(told.filter(QStringLiteral("changed, TXT, the zone itself, from \"v=spf1 mx -all\" to ")).size() == 1, all);
        QVERIFY2(told.last().contains(QStringLiteral("2026112601")), all);
    }

    void aZoneThatComesIsToldByItsRecords()
    {
        for (const bool added : {true, false}) {
            ReviewFile file = renumbered(3, 0);
            (added ? file.before : file.after).reset();
            ReviewSet set;
            set.files = {file};
            Shown shown({1280, 660}, set);
            const QStringList told = shown.told();
            const QString word = added ? QStringLiteral("added") : QStringLiteral("removed");
            QVERIFY2(told.size() > 5, qPrintable(told.join(u'\n')));
            QCOMPARE(told.filter(word + QStringLiteral(", NS, the zone itself, ns1.z.example.")).size(), 1);
            QCOMPARE(told.filter(word).size(), 6);
        }
    }

    void aConfigurationIsToldByStatements()
    {
        Shown shown;
        QVERIFY(shown.choose("etc-bind/named.conf.local"));
        QCOMPARE(shown.review.shownLens(), FilesReview::Lens::Meaning);
        const QByteArray all = shown.told().join(u'\n').toUtf8();
        QVERIFY2(all.contains("allow-transfer"), all);
        QVERIFY2(all.contains("added, in the list of"), all);
        QVERIFY2(all.contains("added, zone \"new.example\""), all);
        QVERIFY2(!all.contains("c2VjcmV0"), all); // no secret
    }

    void oneKeySwitchesAndKeepsThePlace()
    {
        Shown shown;
        int row = 0;
        while (shown.view().study().rows[row].name != QLatin1String("api"))
            ++row;
        shown.view().goToRow(row);
        const int line = shown.view().study().rows[row].placeAfter.line;
        QVERIFY(line > 0);
        shown.press(Qt::Key_T);
        QCOMPARE(shown.review.shownLens(), FilesReview::Lens::Text);
        const TextDiff &diff = shown.review.diffView()->diff();
        QCOMPARE(diff.rows[shown.review.diffView()->currentRow()].right + 1, line);
        QCOMPARE(shown.review.currentLine(), line);
        shown.press(Qt::Key_T);
        QCOMPARE(shown.review.shownLens(), FilesReview::Lens::Meaning);
        QCOMPARE(shown.view().currentRow(), row);
        // A removed record leads to its line on the left.
        row = 0;
        while (shown.view().study().rows[row].name != QLatin1String("host20"))
            ++row;
        shown.view().goToRow(row);
        QVERIFY(shown.review.currentHunk());
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.review.shownLens(), FilesReview::Lens::Text);
        QCOMPARE(diff.rows[shown.review.diffView()->currentRow()].left + 1, shown.view().study().rows[row].placeBefore.line);
    }

    // The same line number in the file that includes it is another change: nothing that acts on lines may take it for that.
    void whatIsIncludedLeadsToNoLineHere()
    {
        const QByteArray head = "$TTL 3600\n@ IN SOA ns1 root 1 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n$INCLUDE sub.db\n";
        ReviewSet set;
        set.files = {zoneOf(head + "own IN A 192.0.2.5\n", head + "own IN A 192.0.2.6\n")};
        const QByteArray comments = ";\n;\n;\n;\n;\n"; // its record stands in line 6 too
        set.includedBefore.insert(QStringLiteral("sub.db"), comments + "sub IN A 192.0.2.7\n");
        set.includedAfter.insert(QStringLiteral("sub.db"), comments + "sub IN A 192.0.2.8\n");
        Shown shown({1280, 660}, set);
        const QList<ReviewRow> &rows = shown.view().study().rows;
        for (int row = 0; row < rows.size(); ++row) {
            shown.view().goToRow(row);
            if (rows[row].name == QLatin1String("own"))
                QVERIFY(shown.review.currentHunk());
            if (rows[row].name == QLatin1String("sub")) {
                QCOMPARE(rows[row].placeAfter.line, 6);
                QVERIFY(!shown.review.currentHunk());
            }
        }
        QCOMPARE(std::ranges::count(rows, QStringLiteral("sub"), &ReviewRow::name), 1);
        shown.review.setLens(FilesReview::Lens::Text);
        shown.review.diffView()->goToHunk(0);
        ViewedMarks &marks = ViewedMarks::of(QStringLiteral("group-6"));
        shown.review.setMarks(&marks);
        shown.press(Qt::Key_V);
        QCOMPARE(shown.review.viewedCount(), 1); // its own change alone
    }

    void viewedIsKnownByWhatItSays()
    {
        ViewedMarks &marks = ViewedMarks::of(QStringLiteral("group-1"));
        Shown shown;
        shown.review.setMarks(&marks);
        const int all = shown.review.changeCount();
        QVERIFY(all > 8);
        QCOMPARE(shown.review.viewedCount(), 0);
        shown.view().goToRow(0);
        shown.press(Qt::Key_V);
        QCOMPARE(shown.review.viewedCount(), 1);
        QCOMPARE(shown.view().currentRow(), 1); // it went on
        QVERIFY(shown.view().describe(0).contains(QStringLiteral("viewed")));
        shown.press(Qt::Key_V);
        QCOMPARE(shown.review.viewedCount(), 2);
        shown.view().goToRow(1);
        shown.press(Qt::Key_V); // again: taken back
        QCOMPARE(shown.review.viewedCount(), 1);
        // A colleague stages something else above it: what was viewed still is.
        QList<ReviewFile> files = sampleFiles();
        files[0].after = "; a line more\n" + *files[0].after + "late IN A 192.0.2.99\n";
        QVERIFY(shown.take(sampleSet(files)));
        QCOMPARE(shown.review.viewedCount(), 1);
        QCOMPARE(shown.review.changeCount(), all + 1);
        // What it says is another thing: to be viewed again.
        const QString first = shown.view().describe(0);
        QVERIFY2(first.contains(QStringLiteral("viewed")), qPrintable(first));
        files[0].after->replace("v=spf1 mx ip4:192.0.2.0/24 -all", "v=spf1 mx ip4:192.0.2.0/23 -all");
        QVERIFY(shown.take(sampleSet(files)));
        QCOMPARE(shown.review.viewedCount(), 0);
        // In the text it marks what stands in the hunk.
        shown.review.setLens(FilesReview::Lens::Text);
        shown.review.diffView()->goToHunk(shown.review.diffView()->diff().hunks.size() - 1);
        shown.press(Qt::Key_V);
        QCOMPARE(shown.review.viewedCount(), 1);
    }

    void marksAreKept()
    {
        const QList<Digest> units{Digest::of("one"), Digest::of("two"), Digest::of("three")};
        ViewedMarks &marks = ViewedMarks::of(QStringLiteral("group-2"));
        marks.mark(units, true);
        marks.mark({units[1]}, false);
        QCOMPARE(marks.problem(), std::nullopt);
        delete &marks; // the next console
        QCOMPARE(ViewedMarks::of(QStringLiteral("group-2")).marks(), (QSet<Digest>{units[0], units[2]}));
    }

    void aPatternIsOneRowUntilItIsOpened()
    {
        ReviewSet set;
        set.files = {renumbered(200, 2)};
        Shown shown({1280, 660}, set);
        QCOMPARE(shown.view().seen().size(), 3); // two that stand out, and one for all others
        const QString told = shown.view().describe(shown.view().seen().last());
        QVERIFY2(told.contains(QStringLiteral("198 A records")) && told.endsWith(QStringLiteral("folded")), qPrintable(told));
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_Right);
        QCOMPARE(shown.view().seen().size(), 201);
        shown.press(Qt::Key_Down);
        shown.press(Qt::Key_Left);
        QCOMPARE(shown.view().seen().size(), 3);
        QCOMPARE(shown.view().study().rows[shown.view().currentRow()].kind, ReviewRow::Kind::Pattern);
        // One key marks all of it.
        ViewedMarks &marks = ViewedMarks::of(QStringLiteral("group-3"));
        shown.review.setMarks(&marks);
        shown.press(Qt::Key_V);
        QCOMPARE(shown.review.viewedCount(), 198);
        QVERIFY(shown.view().find(QStringLiteral("10.2.0.77"), false)); // it opens for what is found
        QCOMPARE(shown.view().study().rows[shown.view().currentRow()].after, QStringLiteral("10.2.0.77"));
    }

    void risksLeadToTheirRows()
    {
        QList<ReviewFile> files = sampleFiles();
        files[0].after->replace("@\t\tIN NS\tns2\n", "@\t\tIN NS\tns9.example.org.\n");
        Shown shown({1280, 660}, sampleSet(files));
        const QList<RisksModel::Note> &notes = shown.review.riskPanel()->model().notes();
        QVERIFY(!notes.isEmpty());
        QCOMPARE(notes.first().note.rank, RiskNote::Rank::Danger);
        const auto apex = std::ranges::find_if(notes, [](const RisksModel::Note &note) { return note.note.rule == QLatin1String("apex-ns"); });
        QVERIFY(apex != notes.cend());
        QCOMPARE(apex->file, zoneId);
        QVERIFY(shown.choose("etc-bind/named.conf.local"));
        shown.review.goToNote(apex->file, apex->index);
        QCOMPARE(shown.review.currentFile(), zoneId);
        const ReviewRow &row = shown.view().study().rows[shown.view().currentRow()];
        QCOMPARE(row.name + u' ' + row.what, QStringLiteral("@ NS"));
        QVERIFY(shown.view().describe(shown.view().currentRow()).contains(QStringLiteral("danger")));
    }

    void readersHearRows()
    {
        Shown shown;
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.view());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), int(shown.view().seen().size()));
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface *row = list->child(i);
            QVERIFY(row && row->isValid());
            QCOMPARE(row->role(), QAccessible::ListItem);
            QCOMPARE(row->text(QAccessible::Name), shown.view().describe(shown.view().seen()[i]));
            QCOMPARE(list->indexOfChild(row), i);
        }
        shown.press(Qt::Key_Down);
        QVERIFY(list->focusChild()->state().selected);
        QCOMPARE(list->indexOfChild(list->focusChild()), 1);
        const QRect second = list->child(1)->rect();
        QCOMPARE(list->indexOfChild(list->childAt(second.center().x(), second.center().y())), 1);
        QAccessibleInterface *text = QAccessible::queryAccessibleInterface(shown.review.diffView());
        QCOMPARE(text->childCount(), int(shown.review.diffView()->seen().rows.size()));
        QVERIFY(text->child(0)->text(QAccessible::Name).contains(QStringLiteral("line")));
    }

    void aFileWithoutMeaningIsShownAsText()
    {
        ReviewSet set;
        set.files = {reviewFile(QStringLiteral("notes.txt"), "one\n", "two\n"),
                     reviewFile(QStringLiteral("blob"), QByteArray("a\0b", 3), QByteArray("a\0c", 3))};
        Shown shown({1280, 660}, set);
        QCOMPARE(shown.review.shownLens(), FilesReview::Lens::Text);
        QCOMPARE(shown.review.changeCount(), 2); // each as a whole
        ViewedMarks &marks = ViewedMarks::of(QStringLiteral("group-4"));
        shown.review.setMarks(&marks);
        shown.press(Qt::Key_V);
        QCOMPARE(shown.review.viewedCount(), 1);
    }

    void aZoneThatCannotBeReadSaysSo()
    {
        ReviewSet set;
        set.files = {zoneOf("$TTL 60\n@ IN SOA ns1 root 1 7200 3600 1209600 60\n@ NS ns1\nns1 A 192.0.2.1\n",
                            "$TTL 60\n@ IN SOA ns1 root 2 7200 3600 1209600 60\n@ NS ns1\nns1 A 192.0.2.999\n")};
        Shown shown({1280, 660}, set);
        const QByteArray all = shown.told().join(u'\n').toUtf8();
        QVERIFY2(all.contains("1 fault after"), all);
        QVERIFY(!shown.view().study().problems.isEmpty());
        QVERIFY(!shown.review.riskPanel()->model().notes().isEmpty());
    }

    void pictures()
    {
        if (qEnvironmentVariableIsEmpty("LOCKSTEP_PICTURES"))
            QSKIP("LOCKSTEP_PICTURES names no folder to paint into.");
        QList<ReviewFile> files = sampleFiles();
        files[0].after->replace("@\t\tIN NS\tns2\n", "@\t\tIN NS\tns9.example.org.\n");
        files.append(renumbered(200, 2));
        for (const Theme theme : {Theme::Dark, Theme::Light}) {
            applyTheme(theme);
            const QByteArray end = theme == Theme::Dark ? "-dark" : "-light";
            Shown shown({1280, 660}, sampleSet(files));
            ViewedMarks &marks = ViewedMarks::of(QStringLiteral("group-5"));
            shown.review.setMarks(&marks);
            shown.view().goToRow(0);
            shown.press(Qt::Key_V);
            QTest::qWait(200);
            picture(shown.review, "meaning-zone" + end);
            QVERIFY(shown.choose("etc-bind/named.conf.local"));
            QTest::qWait(100);
            picture(shown.review, "meaning-conf" + end);
            QVERIFY(shown.choose("etc-bind/zones/z.example.db"));
            shown.press(Qt::Key_End);
            shown.press(Qt::Key_Right);
            QTest::qWait(100);
            picture(shown.review, "meaning-pattern" + end);
            QVERIFY(shown.choose("etc-bind/zones/example.net.db"));
            shown.review.resize(1700, 700);
            QTest::qWait(100);
            picture(shown.review, "meaning-wide" + end);
            shown.review.resize(760, 560);
            QTest::qWait(100);
            picture(shown.review, "meaning-narrow" + end);
        }
        applyTheme(Theme::Light);
    }
};

LOCKSTEP_SUITE(TestMeaning)
#include "tst_meaning.moc"
