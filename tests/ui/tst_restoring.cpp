// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/copyofmaster.h"
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "ui/groups/restoredialog.h"
#include "ui/groups/restorenotice.h"
#include "ui/look/words.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QTreeWidget>

using namespace lockstep;

namespace {

QAbstractButton *button(QWidget *widget, const QString &text)
{
    for (QAbstractButton *one : widget->findChildren<QAbstractButton *>()) {
        if (QString(one->text()).remove(u'&').startsWith(text))
            return one;
    }
    qFatal("no button %s", qPrintable(text));
}

QString shownIn(QWidget *widget)
{
    QStringList texts;
    for (QLabel *label : widget->findChildren<QLabel *>()) {
        if (label->isVisibleTo(widget))
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

// A group of two whose master came out of a backup that is older than what they serve.
struct Room
{
    GroupHouse house{2};
    CopyOfMaster copy{house};
    RestoreNotice notice;
    QPointer<RestoreDialog> dialog;

    bool deploy(int address)
    {
        if (!house.stageHost(QStringLiteral("a.example"), QStringLiteral("h%1").arg(address), address))
            return false;
        const Operation prepared = house.prepare();
        return prepared.outcome == Outcome::Succeeded && house.deploy(prepared.seal).outcome == Outcome::Succeeded;
    }
    // What was deployed after the copy is not known to it.
    bool goBack(bool later)
    {
        if (!house.addAll() || !deploy(1))
            return false;
        copy.take();
        if (later && !deploy(2))
            return false;
        copy.goBack();
        return true;
    }
    bool look()
    {
        if (!house.connect())
            return false;
        notice.follow(house.session.get());
        return comes([&] { return notice.isWaiting(); });
    }
    QTreeWidget *list() const { return dialog->findChild<QTreeWidget *>(); }
    QCheckBox *missing() const { return dialog->findChild<QCheckBox *>(); }
    QAbstractButton *confirm() const { return button(dialog, QStringLiteral("Let it work")); }
    bool open()
    {
        dialog = new RestoreDialog(*house.session);
        dialog->open();
        return comes([&] { return button(dialog, QStringLiteral("Ask again"))->isEnabled(); }, 20000);
    }
    ~Room() { delete dialog.data(); }
};

} // namespace

class TestRestoring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMasterOutOfABackupIsConfirmed()
    {
        Room room;
        QVERIFY(room.goBack(false));
        QVERIFY(room.look());
        QVERIFY(room.notice.isVisibleTo(nullptr));
        QVERIFY2(shownIn(&room.notice).contains(absoluteTime(CopyOfMaster::taken)), qPrintable(shownIn(&room.notice)));
        QVERIFY(room.open());
        QCOMPARE(room.list()->topLevelItemCount(), 2);
        for (int row = 0; row < 2; ++row) {
            const QTreeWidgetItem *item = room.list()->topLevelItem(row);
            QCOMPARE(item->text(0), MasterHouse::nameOf(row));
            QCOMPARE(item->text(1), QStringLiteral("Edge"));
            QCOMPARE(item->text(2), QStringLiteral("Deployment 1"));
            QCOMPARE(item->text(3), room.house.syncOf(row).active->seal());
            QCOMPARE(item->text(4), QStringLiteral("1"));
        }
        QVERIFY(!room.missing()->isVisibleTo(room.dialog));
        QTest::mouseClick(room.confirm(), Qt::LeftButton);
        QVERIFY(comes([&] { return !room.dialog; }));
        room.notice.look();
        QVERIFY(comes([&] { return !room.notice.isWaiting(); }));
        QVERIFY(!room.notice.isVisibleTo(nullptr));
        const Result<RestoreReport> report = room.house.master->call(mastercalls::masterRestored, RestoredRequest());
        QVERIFY(report && !report->waiting && report->epoch == 2);
    }

    void whatTheHistoryDoesNotKnowIsSaid()
    {
        Room room;
        QVERIFY(room.goBack(true));
        QVERIFY(room.look());
        QVERIFY(room.open());
        for (int row = 0; row < 2; ++row)
            QCOMPARE(room.list()->topLevelItem(row)->text(2), QStringLiteral("Not known to this history"));
        QVERIFY2(shownIn(room.dialog).contains(QStringLiteral("2 member(s) serve what this history does not know")),
                 qPrintable(shownIn(room.dialog)));
        QVERIFY(room.confirm()->isEnabled()); // it is told, not forbidden
    }

    void whoDoesNotAnswerIsLeftOutKnowingly()
    {
        Room room;
        QVERIFY(room.goBack(false));
        room.house.members[1]->killAgent();
        QVERIFY(room.look());
        QVERIFY(room.open());
        QCOMPARE(room.list()->topLevelItem(1)->text(2), QStringLiteral("Does not answer"));
        QCOMPARE(room.list()->topLevelItem(1)->text(4), QString());
        QVERIFY(!room.confirm()->isEnabled());
        QVERIFY2(room.missing()->text().contains(QStringLiteral("the 1 member(s) ")), qPrintable(room.missing()->text()));
        // It comes back, and is asked again.
        room.house.members[1]->startAgent();
        QTest::mouseClick(button(room.dialog, QStringLiteral("Ask again")), Qt::LeftButton);
        QVERIFY(comes([&] { return room.confirm()->isEnabled(); }, 20000));
        QVERIFY(!room.missing()->isVisibleTo(room.dialog));
        room.house.members[1]->killAgent();
        QTest::mouseClick(room.confirm(), Qt::LeftButton); // the master asks once more, and refuses
        QVERIFY(comes([&] { return room.dialog && shownIn(room.dialog).contains(QStringLiteral("ns2")); }, 20000));
        QVERIFY(room.notice.isWaiting());
        QTest::mouseClick(button(room.dialog, QStringLiteral("Ask again")), Qt::LeftButton);
        QVERIFY(comes([&] { return room.missing()->isVisibleTo(room.dialog); }, 20000));
        room.missing()->click();
        QTest::mouseClick(room.confirm(), Qt::LeftButton);
        QVERIFY(comes([&] { return !room.dialog; }, 20000));
    }

    void aMasterThatGoesAwayMeanwhile()
    {
        Room room;
        QVERIFY(room.goBack(false));
        QVERIFY(room.look());
        QVERIFY(room.open());
        room.house.setReachable(false);
        QVERIFY(comes([&] { return !room.confirm()->isEnabled(); }));
        QVERIFY(!room.confirm()->toolTip().isEmpty());
        room.house.setReachable(true);
        QVERIFY(comes([&] { return room.confirm()->isEnabled(); }, 20000));
    }
};

LOCKSTEP_SUITE(TestRestoring)
#include "tst_restoring.moc"
