// SPDX-License-Identifier: GPL-3.0-or-later
// A long review in the real window, from opening it to the deployment, with the keyboard alone.
#include "tests/support/suite.h"
#include "tests/ui/reviewhouse.h"
#include "tests/ui/reviewsamples.h"
#include "ui/operations/operationdialog.h"
#include "ui/review/diffview.h"
#include "ui/review/filesreview.h"
#include "ui/review/lineseditor.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/reviewview.h"
#include "ui/review/riskpanel.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sidebar.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace lockstep;

namespace {

constexpr int hosts = 1200;
constexpr int changedHosts = 400;
constexpr int newHosts = 397;

const char *const zonePath = "zones/example.net.db";
const char *const poolPath = "zones/a.example.db";
const char *const optionsPath = "named.conf.options";

QByteArray bigZone()
{
    QByteArray text = "$TTL 3600\n@ IN SOA ns1 hostmaster ( 2026010200 7200 3600 1209600 3600 )\n@ IN NS ns1\n@ IN NS ns2\n"
                      "@ IN MX 10 mail\nns1 IN A 192.0.2.1\nns2 IN A 192.0.2.2\nmail IN A 192.0.2.3\n";
    for (int i = 0; i < hosts; ++i)
        text += "h" + QByteArray::number(i) + " IN A 10.0." + QByteArray::number(i / 250) + '.' + QByteArray::number(i % 250) + '\n';
    return text;
}

// 797 ordinary changes in no pattern, and two hazards: a server of the zone itself is another one, its mail server goes. The third
// is who may transfer zones.
QByteArray bigZoneChanged()
{
    QByteArray text = bigZone();
    text.replace("@ IN NS ns2\n", "@ IN NS ns2.example.org.\n");
    text.replace("@ IN MX 10 mail\n", "");
    for (int i = 0; i < changedHosts; ++i) { // each in a way of its own
        const QByteArray name = "\nh" + QByteArray::number(i * 3) + " IN A ";
        const qsizetype at = text.indexOf(name) + name.size();
        text.replace(at, text.indexOf('\n', at) - at,
                     "172." + QByteArray::number(16 + i % 11) + '.' + QByteArray::number(i * 7 % 251) + '.' + QByteArray::number(i * 13 % 241 + 1));
    }
    for (int i = 0; i < newHosts; ++i)
        text += "n" + QByteArray::number(i) + " IN A 10.9." + QByteArray::number(i * 17 % 253) + '.' + QByteArray::number(i * 5 % 247) + '\n';
    return text;
}

QByteArray poolZone(const char *prefix)
{
    QByteArray text = "$TTL 3600\n@ IN SOA ns1 hostmaster ( 8 7200 3600 1209600 3600 )\n@ IN NS ns1\nns1 IN A 192.0.2.1\n";
    for (int i = 1; i <= 20; ++i)
        text += "p" + QByteArray::number(i) + " IN A " + prefix + QByteArray::number(i) + '\n';
    return text;
}

struct Desk
{
    ReviewHouse house;
    std::unique_ptr<MainWindow> window;

    bool stages()
    {
        const auto put = [&](const char *path, const QByteArray &bytes) {
            return house.stageText(*house.me, path, [&](QByteArray &text) { text = bytes; });
        };
        const QByteArray live = house.staged(optionsPath);
        const QByteArray lists = QByteArray(live).replace("recursion no;", "recursion no;\n\tallow-transfer { 192.0.2.7; 192.0.2.8; };");
        if (!put(zonePath, bigZone()) || !put(poolPath, poolZone("10.1.1.")) || !put(optionsPath, lists) || !house.deployAll())
            return false;
        const QByteArray open = QByteArray(lists).replace("recursion no;", "recursion yes;").replace("192.0.2.8; }", "192.0.2.9; }");
        return put(zonePath, bigZoneChanged()) && put(poolPath, poolZone("10.1.2.")) && put(optionsPath, open);
    }
    void open()
    {
        window = std::make_unique<MainWindow>(QList<MasterSession *>{&house.mine}, [] {});
        window->resize(1280, 800);
        static_cast<QWidget *>(window.get())->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QVERIFY(comes([&] { return !house.mine.groups().isEmpty(); }));
    }
    // To whatever has the keyboard, as a person's would go.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        if (!QApplication::activeWindow())
            comesUp(*window); // what lay over it is gone
        const QPointer<QWidget> focus = QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
        QTest::keyPress(focus, key, modifiers);
        if (focus) // it may have closed its window
            QTest::keyRelease(focus, key, modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    // As a window manager does with a new window.
    bool comesUp(QWidget &dialog)
    {
        dialog.activateWindow();
        return comes([&] { return QApplication::activeWindow() == &dialog; });
    }
    bool tabTo(const QWidget *wanted)
    {
        for (int i = 0; i < 60 && QApplication::focusWidget() != wanted; ++i)
            press(Qt::Key_Tab);
        return QApplication::focusWidget() == wanted;
    }
    FilesReview &files() { return *window->findChild<ReviewView *>()->filesReview(); }
    // What is staged is on the screen, compared, and its meaning known.
    bool isSettled()
    {
        return window->findChild<ReviewView *>()->isNow() && files().file() && files().isCompared() && files().studies().isComplete();
    }
    MeaningView &meaning() { return *files().meaningView(); }
    QStringList told(QWidget &view)
    {
        QStringList names;
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
        for (int i = 0; list && i < list->childCount(); ++i)
            names.append(list->child(i)->text(QAccessible::Name));
        return names;
    }
    bool says(const QWidget &where, const QString &text)
    {
        const QList<QLabel *> labels = where.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
};

} // namespace

class TestReviewByKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eightHundredChangesWithThreeHazards()
    {
        Desk desk;
        QVERIFY(desk.house.ready && desk.stages());
        desk.open();
        desk.press(Qt::Key(Qt::Key_1 + int(Sidebar::places().size())), Qt::ControlModifier);
        QVERIFY(
            comes([&] { return desk.window->findChild<ReviewView *>() && desk.files().studies().isComplete() && desk.files().files().size() == 3; },
                  20000));
        QVERIFY(desk.files().isAncestorOf(QApplication::focusWidget())); // keys mean something at once
        QVERIFY2(desk.files().changeCount() >= 800, QByteArray::number(desk.files().changeCount()));

        // --- the hazards, on the first screen
        RiskPanel &panel = *desk.files().riskPanel();
        const QList<RisksModel::Note> &notes = panel.model().notes();
        QTest::qWait(50); // what was told last is laid out
        picture(*desk.window, "review-800");
        QStringList first;
        for (int i = 0; i < 3; ++i) {
            first.append(notes[i].note.rule);
            const auto seen = [&] {
                return panel.list()->viewport()->rect().contains(panel.list()->visualRect(panel.list()->model()->index(i, 0)).topLeft());
            };
            QVERIFY(comes(seen));
        }
        first.sort();
        QCOMPARE(first, (QStringList{QStringLiteral("apex-mx-gone"), QStringLiteral("apex-ns"), QStringLiteral("transfer-wider")}));
        QVERIFY(desk.tabTo(panel.list()));
        for (int i = 0; i < 3; ++i) { // each leads to its row
            desk.press(Qt::Key_Home);
            for (int down = 0; down < i; ++down)
                desk.press(Qt::Key_Down);
            const RisksModel::Note note = notes[i];
            desk.press(Qt::Key_Return);
            QVERIFY(comes([&] { return desk.files().currentFile() == note.file && desk.meaning().hasFocus(); }));
            QVERIFY(comes([&] { return desk.meaning().rowOfNote(note.index) == desk.meaning().currentRow(); }));
            QVERIFY(desk.tabTo(panel.list()));
        }

        // --- what every kind of row says to those who hear it
        QStringList all;
        for (const ReviewFile &file : desk.files().files()) {
            desk.files().setCurrentFile(file.id());
            QVERIFY(comes([&] { return desk.meaning().study().units == desk.files().studies().study(file.id())->units; }));
            all += desk.told(desk.meaning());
        }
        const auto isTold = [&](const QString &what) {
            const bool found = std::ranges::any_of(all, [&](const QString &one) { return one.startsWith(what); });
            return found ? QByteArray() : what.toUtf8() + " not in\n" + all.last(std::min<qsizetype>(all.size(), 12)).join(u'\n').toUtf8();
        };
        for (const char *what : {"changed, A, h0, from 10.0.0.0 to 172.16.0.1", "added, A, n0, 10.9.0.0", "removed, MX, the zone itself, 10 mail",
                                 "changed, recursion, options, from no to yes", "removed, in the list of allow-transfer, 192.0.2.8",
                                 "added, in the list of allow-transfer, 192.0.2.9", "changed, A, 20 A records: 10.1.1.x becomes 10.1.2.x, folded",
                                 "changed, Serial 8 becomes"}) {
            const QByteArray missing = isTold(QLatin1String(what));
            QVERIFY2(missing.isEmpty(), missing);
        }

        // --- from the first change to the last, each looked at
        desk.files().setCurrentFile(desk.files().files().first().id());
        desk.files().setFocus();
        desk.press(Qt::Key_T);
        QCOMPARE(desk.files().shownLens(), FilesReview::Lens::Text);
        desk.press(Qt::Key_T);
        QCOMPARE(desk.files().shownLens(), FilesReview::Lens::Meaning);
        QVERIFY(comes([&] { return desk.meaning().hasFocus() && !desk.files().rowsHere().isEmpty(); }));
        for (int i = 0; i < 4 && desk.files().viewedCount() < desk.files().changeCount(); ++i) {
            desk.press(Qt::Key_Home);
            for (int step = 0; step < 900; ++step) {
                const int before = desk.files().viewedCount();
                desk.press(Qt::Key_V);
                if (desk.files().viewedCount() < before)
                    desk.press(Qt::Key_V); // it was looked at already
                if (desk.files().viewedCount() == desk.files().changeCount())
                    break;
                QTest::qWait(0);
            }
        }
        QCOMPARE(desk.files().viewedCount(), desk.files().changeCount());
        const int changes = desk.files().changeCount();

        // --- prepared with the seal that stands there, deployed with the danger typed
        const Digest seal = *desk.window->findChild<ReviewView *>()->seal();
        desk.press(Qt::Key_P, Qt::ControlModifier);
        QPointer<OperationDialog> dialog = desk.window->findChild<OperationDialog *>();
        QVERIFY(dialog && desk.comesUp(*dialog));
        QVERIFY(comes([&] { return desk.says(*dialog, seal.seal()); }));
        desk.press(Qt::Key_Return);
        const auto ended = [&] {
            return desk.house.me->status().operation && desk.house.me->status().operation->kind == OperationKind::Prepare &&
                   desk.house.me->status().operation->outcome != Outcome::Running;
        };
        QVERIFY(comes(ended, 30000));
        QVERIFY2(comes([&] { return desk.house.me->status().prepared.has_value(); }), MasterHouse::told(*desk.house.me->status().operation));
        QCOMPARE(desk.house.me->status().prepared->seal, seal);
        QVERIFY(comes([&] { return desk.house.me->status().operation->outcome == Outcome::Succeeded; }, 20000));
        desk.press(Qt::Key_Escape);
        QVERIFY(comes([&] { return !dialog; }));
        desk.press(Qt::Key_D, Qt::ControlModifier);
        dialog = desk.window->findChild<OperationDialog *>();
        QVERIFY(dialog && desk.comesUp(*dialog));
        const QString viewed = QStringLiteral("%1 of %1 changes viewed").arg(changes);
        QVERIFY(comes([&] { return desk.says(*dialog, viewed); }, 20000));
        picture(*dialog, "review-800-deploy");
        desk.press(Qt::Key_Return);
        for (int question = 0; question < 3; ++question) { // each of the dangers is asked for by its name
            QLineEdit *field = nullptr;
            const auto asks = [&] {
                for (QLineEdit *one : dialog ? dialog->findChildren<QLineEdit *>() : QList<QLineEdit *>())
                    field = one->accessibleName().startsWith(QLatin1String("Type ")) && one->isVisible() ? one : field;
                return field && desk.comesUp(*field->window()) && field->hasFocus();
            };
            if (!comes([&] { return asks() || desk.house.me->status().liveDeployment == 2; }) || !asks())
                break;
            const QString word = field->accessibleName().section(u' ', 1, 1);
            desk.type(word);
            const QPointer<QLineEdit> answered = field;
            QPushButton *yes = nullptr;
            for (QPushButton *one : field->window()->findChildren<QPushButton *>())
                yes = one->text() == QLatin1String("Deploy it") ? one : yes;
            QVERIFY(yes && desk.tabTo(yes)); // Enter would cancel it
            desk.press(Qt::Key_Space);
            QVERIFY(comes([&] { return !answered; }));
        }
        QVERIFY(comes([&] { return desk.house.me->status().liveDeployment == 2; }, 30000));
        QCOMPARE(desk.house.live(zonePath).contains("ns2.example.org."), true);
    }

    // Edit in place, undo, take back, all from the keyboard.
    void changesAreMendedWhereTheyAreSeen()
    {
        Desk desk;
        QVERIFY(desk.house.ready && desk.house.stage(*desk.house.me, "example.net", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        desk.open();
        desk.press(Qt::Key(Qt::Key_1 + int(Sidebar::places().size())), Qt::ControlModifier);
        QVERIFY(comes([&] { return desk.window->findChild<ReviewView *>() && desk.meaning().hasFocus(); }));
        QVERIFY(comes([&] { return desk.isSettled() && desk.files().currentHunk().has_value(); }));
        desk.press(Qt::Key_E);
        QVERIFY(comes([&] { return desk.window->findChild<LinesEditor *>(); }));
        desk.press(Qt::Key_Backspace);
        desk.type(QStringLiteral("10"));
        desk.press(Qt::Key_Return);
        QVERIFY(comes([&] { return desk.house.staged(zonePath).contains("h1 IN A 10.0.0.10\n"); }));
        QVERIFY(comes([&] { return desk.meaning().hasFocus() && desk.isSettled(); }));
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(comes([&] { return desk.house.staged(zonePath).contains("h1 IN A 10.0.0.9\n"); }));
        QVERIFY(comes([&] { return desk.isSettled() && desk.files().currentHunk().has_value(); }));
        desk.press(Qt::Key_Delete);
        QVERIFY(comes([&] { return desk.house.me->changes().changes.isEmpty(); }));
    }
};

LOCKSTEP_SUITE(TestReviewByKeys)
#include "tst_reviewbykeys.moc"
