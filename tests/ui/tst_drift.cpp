// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/takenhunks.h"
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "tests/ui/reviewsamples.h"
#include "ui/members/driftpanel.h"
#include "ui/members/memberactions.h"
#include "ui/members/membersview.h"
#include "ui/review/adopting.h"
#include "ui/review/diffview.h"
#include "ui/review/filesreview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/reviewview.h"
#include "ui/widgets/ask.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace lockstep;

namespace {

const QString etc = QStringLiteral("etc-bind");

// Two members; somebody has edited two zones on the second one and removed a file there.
struct Drifted
{
    Drifted()
    {
        ready = house.addAll();
        MemoryFiles &disk = house.members[1]->disk;
        for (const char *zone : {"a", "b"})
            ready = ready && disk.write(here(QStringLiteral("zones/%1.example.db").arg(QLatin1String(zone))), simZone(70, 3), 0644);
        ready = ready && house.connect();
        view = std::make_unique<MembersView>(*house.view);
        view->resize(900, 640);
        view->show();
        view->open(QStringLiteral("members/") + member());
        house.session->refresh(house.group);
        ready = ready && comes([&] { return panel().isVisible() && list().topLevelItemCount() == 2; });
    }
    ~Drifted() { setAnswerer({}); }

    static QString here(const QString &path) { return QStringLiteral("/var/lib/lockstep/current/etc-bind/") + path; }
    QString member() const { return house.view->status().members.at(1).id; }
    DriftPanel &panel() const { return *view->findChild<DriftPanel *>(); }
    QTreeWidget &list() const { return *panel().findChild<QTreeWidget *>(); }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *one : panel().findChildren<QPushButton *>()) {
            if (QString(one->text()).remove(u'&').startsWith(text) && one->isVisible())
                return one;
        }
        return nullptr;
    }
    bool says(const QString &text) const
    {
        return comes([&] {
            const QList<QLabel *> labels = panel().findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *one) { return one->isVisible() && one->text().contains(text); });
        });
    }
    QByteArray staged(const char *path)
    {
        const Result<Snapshot> snapshot = waitFor(house.session->snapshot(house.group, QStringLiteral("staged")));
        const std::optional<Entry> entry = snapshot ? snapshot->find(etc, QLatin1String(path)) : std::nullopt;
        return entry ? waitFor(house.session->object(entry->digest)).value_or(QByteArray()) : QByteArray();
    }

    GroupHouse house{2};
    std::unique_ptr<MembersView> view;
    bool ready = false;
};

} // namespace

class TestDrift : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRuleFitsItsPathAlone()
    {
        QCOMPARE(ruleOf(QStringLiteral("/etc/bind/a.db")), QStringLiteral("/etc/bind/a.db"));
        QCOMPARE(ruleOf(QStringLiteral("/etc/bind/a*[1]?.db")), QStringLiteral("/etc/bind/a[*][[]1[]][?].db"));
    }

    void whatIsChosenIsAdopted()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        QVERIFY(drifted.says(QStringLiteral("2 file(s) differ on ns2")));
        QCOMPARE(drifted.list().topLevelItem(0)->text(0), QStringLiteral("/etc/bind/zones/a.example.db"));
        QVERIFY(drifted.button(QStringLiteral("Adopt all into staging")));
        drifted.list().topLevelItem(0)->setSelected(true);
        QPushButton *adopt = drifted.button(QStringLiteral("Adopt 1 into staging"));
        QVERIFY(adopt);
        const QByteArray other = drifted.staged("zones/b.example.db");
        QSignalSpy wanted(drifted.view.get(), &View::wanted);
        adopt->click();
        QVERIFY(!adopt->isEnabled());
        QVERIFY(drifted.says(QStringLiteral("1 file(s) are staged as ns2 has them")));
        QVERIFY(drifted.staged("zones/a.example.db").contains("h3 IN A 10.0.0.3"));
        QCOMPARE(drifted.staged("zones/b.example.db"), other);
        QCOMPARE(drifted.list().topLevelItem(0)->text(1), QStringLiteral("staged"));
        QVERIFY(drifted.list().topLevelItem(1)->text(1).isEmpty());
        drifted.button(QStringLiteral("Review"))->click();
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("review"));
        QVERIFY(comes([&] { return drifted.house.view->status().changes > 0; }));
    }

    void whatIsStagedOtherwiseIsAskedFor()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        QVERIFY(drifted.house.stageHost(QStringLiteral("a.example"), QStringLiteral("mine"), 9));
        QStringList asked;
        bool answer = false;
        setAnswerer([&](const Question &question) {
            asked.append(question.name);
            return answer && question.details.contains(QStringLiteral("/etc/bind/zones/a.example.db"));
        });
        drifted.button(QStringLiteral("Adopt all"))->click();
        QVERIFY(comes([&] { return asked.size() == 1; }));
        QVERIFY(comes([&] { return drifted.button(QStringLiteral("Adopt all"))->isEnabled(); }));
        QVERIFY(drifted.staged("zones/a.example.db").contains("mine"));
        QVERIFY(!drifted.staged("zones/b.example.db").contains("h3"));
        answer = true;
        drifted.button(QStringLiteral("Adopt all"))->click();
        QVERIFY(drifted.says(QStringLiteral("2 file(s) are staged as ns2 has them")));
        QVERIFY(!drifted.staged("zones/a.example.db").contains("mine"));
        QVERIFY(drifted.staged("zones/b.example.db").contains("h3"));
        QCOMPARE(asked, (QStringList{QStringLiteral("drift.adopt"), QStringLiteral("drift.adopt")}));
    }

    // Another administrator was faster: nothing of theirs is lost.
    void whatWasStagedMeanwhileIsNotReplaced()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        const Result<QList<DriftedFile>> drift = waitFor(driftOf(drifted.house.view.get(), drifted.member()));
        QVERIFY(drift);
        QCOMPARE(drift->size(), 2);
        QVERIFY(drifted.house.stageHost(QStringLiteral("a.example"), QStringLiteral("mine"), 9));
        QVERIFY(!waitFor(adopt(drifted.house.view.get(), drift->at(0))));
        QVERIFY(drifted.staged("zones/a.example.db").contains("mine"));
        QVERIFY(waitFor(adopt(drifted.house.view.get(), drift->at(1))));
        QVERIFY(waitFor(adopt(drifted.house.view.get(), waitFor(driftOf(drifted.house.view.get(), drifted.member()))->at(1)))); // it is there already
    }

    void whatMayDifferIsNotReported()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        QStringList asked;
        setAnswerer([&](const Question &question) {
            asked.append(question.name);
            return asked.size() > 1;
        });
        drifted.list().topLevelItem(1)->setSelected(true);
        drifted.button(QStringLiteral("Not drift any more"))->click();
        QVERIFY(!drifted.house.view->status().group.driftRules);
        drifted.button(QStringLiteral("Not drift any more"))->click();
        QVERIFY(comes([&] { return drifted.list().topLevelItemCount() == 1; }));
        QCOMPARE(drifted.house.view->status().group.driftRules, std::optional(QStringList{QStringLiteral("/etc/bind/zones/b.example.db")}));
        drifted.list().clearSelection();
        drifted.button(QStringLiteral("Not drift any more"))->click();
        QVERIFY(comes([&] { return !drifted.panel().isVisible(); }));
    }

    void itIsOverwrittenAfterAQuestion()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        QStringList asked;
        setAnswerer([&](const Question &question) {
            asked.append(question.name);
            return asked.size() > 1;
        });
        drifted.button(QStringLiteral("Overwrite"))->click();
        QCOMPARE(asked, QStringList{QStringLiteral("member.sync")});
        drifted.view->open(QStringLiteral("members/%1/synchronise").arg(drifted.member())); // from the review
        QVERIFY(comes([&] { return !drifted.panel().isVisible(); }, 20000));
        QVERIFY(!drifted.house.members[1]->disk.read(Drifted::here(QStringLiteral("zones/a.example.db")))->contains("h3"));
    }

    void theReviewAdoptsTheChangeThatIsShown()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        // Another line of the file is staged by a colleague; on the server a second one was edited, too.
        const StageRecordRequest request{
            {}, QStringLiteral("b.example"), {}, QStringLiteral("h1"), QStringLiteral("A 10.0.0.1"), QStringLiteral("A 10.9.9.9")};
        QVERIFY(waitFor(drifted.house.view->stageRecord(request)));
        QVERIFY(comes([&] { return drifted.staged("zones/b.example.db").contains("10.9.9.9"); }));
        ReviewView review(*drifted.house.view);
        review.resize(1000, 600);
        review.show();
        FilesReview &files = *review.filesReview();
        files.setLens(FilesReview::Lens::Text);
        review.open(QStringLiteral("review"));
        QVERIFY(comes([&] { return files.currentFile().endsWith(QLatin1String("b.example.db")) && files.currentHunk(); }));
        QTest::keyClick(files.diffView(), Qt::Key_Home);
        QVERIFY(!files.currentHunk());
        // Another comparison of the same file begins with its first change.
        review.open(QStringLiteral("review?from=live&to=member:") + drifted.member());
        QVERIFY(comes([&] { return files.file() && files.diffView()->currentHunk() == std::optional<qsizetype>(0); }));
        QSignalSpy compared(&files, &FilesReview::shown);
        files.setCurrentFile(QStringLiteral("etc-bind/zones/b.example.db"));
        const auto action = [&](const QString &text) {
            const QList<QAction *> all = review.viewActions();
            return *std::ranges::find_if(all, [&](const QAction *one) { return QString(one->text()).remove(u'&').startsWith(text); });
        };
        const auto isAt = [&](const char *word) {
            const std::optional<TextHunk> hunk = files.currentHunk();
            return hunk && hunk->lines.rightCount > 0 && files.diffView()->diff().right.line(hunk->lines.right).contains(QLatin1String(word));
        };
        QVERIFY(compared.size() > 0 || compared.wait());
        for (qsizetype i = 0; i < files.diffView()->diff().hunks.size() && !isAt("h3"); ++i)
            files.diffView()->goToHunk(i);
        QVERIFY(isAt("h3"));
        QAction *adopt = action(QStringLiteral("Adopt this change"));
        QVERIFY(adopt->isVisible() && adopt->isEnabled());
        adopt->trigger();
        QVERIFY(comes([&] { return drifted.staged("zones/b.example.db").contains("h3"); }));
        QVERIFY(drifted.staged("zones/b.example.db").contains("10.9.9.9")); // what the colleague staged is there
        QVERIFY(!drifted.staged("zones/a.example.db").contains("h3"));
        const auto says = [&](const QString &text) {
            return comes([&] {
                const QList<QLabel *> labels = review.findChildren<QLabel *>();
                return std::ranges::any_of(labels, [&](const QLabel *one) { return one->isVisible() && one->text().contains(text); });
            });
        };
        QVERIFY(says(QStringLiteral("This change of b.example is staged as ns2 has it.")));
        QVERIFY(comes([&] { return adopt->isEnabled(); }));
        adopt->trigger(); // once more
        QVERIFY(says(QStringLiteral("This change of b.example is staged already.")));
        QAction *undo = action(QStringLiteral("Undo"));
        QVERIFY(undo->isVisible() && undo->isEnabled());
        undo->trigger();
        QVERIFY(comes([&] { return !drifted.staged("zones/b.example.db").contains("h3"); }));
        QVERIFY(drifted.staged("zones/b.example.db").contains("10.9.9.9"));
        // Somebody stages something else at that very place.
        QByteArray other = drifted.staged("zones/b.example.db");
        const TextHunk hunk = *files.currentHunk();
        other = withHunksTaken(*files.file()->before, QByteArray(*files.file()->after).replace("h3", "h7"), other, {hunk.lines}).value();
        QVERIFY(waitFor(
            drifted.house.view->stageFile(etc, QStringLiteral("zones/b.example.db"), Digest::of(drifted.staged("zones/b.example.db")), other)));
        QVERIFY(comes([&] { return adopt->isEnabled(); }));
        adopt->trigger();
        QVERIFY(says(QStringLiteral("Something else is staged at this place already")));
        QCOMPARE(drifted.staged("zones/b.example.db"), other);
    }

    // What was read of it stays on screen, ticks included, and it is said that it may be another thing by now.
    void aServerGoesWhileItsDriftIsShown()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        ReviewView review(*drifted.house.view);
        review.resize(1000, 600);
        review.show();
        review.open(QStringLiteral("review?from=live&to=member:") + drifted.member());
        FilesReview &files = *review.filesReview();
        QVERIFY(comes([&] { return files.file() && files.studies().isComplete() && files.changeCount() > 0; }));
        const auto action = [&](const QString &text) {
            const QList<QAction *> all = review.viewActions();
            return *std::ranges::find_if(all, [&](const QAction *one) { return QString(one->text()).remove(u'&').startsWith(text); });
        };
        files.toggleViewed();
        const int viewed = files.viewedCount();
        QVERIFY(viewed > 0);
        const int changes = files.changeCount();
        const auto says = [&](const QString &text) {
            const QList<QLabel *> labels = review.findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *one) { return one->isVisible() && one->text().contains(text); });
        };
        const QString silent = QStringLiteral("ns2 does not answer. This is what it had at ");
        QVERIFY(action(QStringLiteral("Overwrite"))->isEnabled());
        drifted.house.members[1]->killAgent();
        drifted.house.session->refresh(drifted.house.group);
        QVERIFY(comes([&] { return says(silent); }, 20000));
        QVERIFY(!action(QStringLiteral("Overwrite"))->isEnabled());
        picture(review, "review-server-gone");
        // A colleague stages something: what is known of the server stays all the same.
        QVERIFY(drifted.house.stageHost(QStringLiteral("a.example"), QStringLiteral("mine"), 9));
        QVERIFY(comes([&] { return drifted.staged("zones/a.example.db").contains("mine"); }));
        QTest::qWait(100);
        QVERIFY(says(silent));
        QCOMPARE(files.changeCount(), changes);
        QCOMPARE(files.viewedCount(), viewed);
        QVERIFY(files.isVisible());
        drifted.house.members[1]->startAgent();
        QVERIFY(comes(
            [&] {
                drifted.house.session->refresh(drifted.house.group);
                QTest::qWait(100);
                return !says(QStringLiteral("ns2 does not answer"));
            },
            20000));
        QCOMPARE(files.viewedCount(), viewed);
        QVERIFY(action(QStringLiteral("Overwrite"))->isEnabled());
    }

    void theReviewAdoptsTheFileThatIsShown()
    {
        Drifted drifted;
        QVERIFY(drifted.ready);
        ReviewView review(*drifted.house.view);
        review.resize(1000, 600);
        review.show();
        review.open(QStringLiteral("review?from=live&to=member:") + drifted.member());
        QVERIFY(comes([&] { return review.filesReview()->file() != nullptr; }));
        const auto action = [&](const QString &text) {
            const QList<QAction *> all = review.viewActions();
            return *std::ranges::find_if(all, [&](const QAction *one) { return QString(one->text()).remove(u'&').startsWith(text); });
        };
        QAction *adopt = action(QStringLiteral("Adopt this file"));
        QVERIFY(adopt->isVisible() && adopt->isEnabled());
        QVERIFY(!action(QStringLiteral("Discard this change"))->isVisible());
        review.filesReview()->setCurrentFile(QStringLiteral("etc-bind/zones/b.example.db"));
        adopt->trigger();
        QVERIFY(comes([&] { return drifted.staged("zones/b.example.db").contains("h3"); }));
        QVERIFY(!drifted.staged("zones/a.example.db").contains("h3"));
        QSignalSpy wanted(&review, &View::wanted);
        QVERIFY(comes([&] { return adopt->isEnabled(); }));
        action(QStringLiteral("Overwrite"))->trigger();
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("members/%1/synchronise").arg(drifted.member()));
        review.open(QStringLiteral("review"));
        QVERIFY(!adopt->isVisible());
    }
};

LOCKSTEP_SUITE(TestDrift)
#include "tst_drift.moc"
