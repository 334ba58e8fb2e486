// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/reviewhouse.h"
#include "tests/ui/reviewsamples.h"
#include "ui/history/historydetails.h"
#include "ui/history/historyfilter.h"
#include "ui/history/historymodel.h"
#include "ui/history/historyview.h"
#include "ui/history/historywords.h"
#include "ui/review/filesreview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace lockstep;

namespace {

HistoryEntry entryOf(qint64 number, const char *type = "member", const char *description = "member removed", const char *member = "")
{
    return {number,
            1790000000000 + number,
            QStringLiteral("g"),
            QLatin1String(member),
            QStringLiteral("anna"),
            QLatin1String(type),
            QLatin1String(description),
            {},
            {},
            {}};
}

QList<HistoryEntry> entries(qint64 from, qint64 to)
{
    QList<HistoryEntry> list;
    for (qint64 number = from; number >= to; --number)
        list.append(entryOf(number));
    return list;
}

QPushButton *button(QWidget &in, const QString &text)
{
    const QList<QPushButton *> all = in.findChildren<QPushButton *>();
    const auto found = std::ranges::find_if(all, [&](const QPushButton *one) { return one->isVisible() && one->text().remove(u'&') == text; });
    return found == all.cend() ? nullptr : *found;
}

struct Shown
{
    ReviewHouse house;
    std::unique_ptr<HistoryView> view;

    void open()
    {
        view = std::make_unique<HistoryView>(*house.me);
        view->setAttribute(Qt::WA_DontShowOnScreen);
        view->resize(1280, 640);
        view->show();
    }
    bool rows(int count)
    {
        return comes([&] { return view->table()->model()->rowCount() == count; });
    }
    QString cell(int row, int column) { return view->table()->model()->index(row, column).data().toString(); }
    // Chooses the first entry of which a column says this.
    bool choose(const QString &what)
    {
        for (int row = 0; row < view->table()->model()->rowCount(); ++row) {
            if (cell(row, HistoryModel::What) == what) {
                view->table()->setCurrentIndex(view->table()->model()->index(row, 0));
                return true;
            }
        }
        return false;
    }
};

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesComeAndStay()
    {
        HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        HistoryFilter filter;
        filter.setSourceModel(&model);
        model.addNewer(entries(10, 6));
        model.addOlder(entries(7, 3)); // two of them are there
        const QPersistentModelIndex seven(model.index(3, 0));
        QCOMPARE(seven.data(HistoryModel::NumberRole).toLongLong(), 7);
        model.addNewer(entries(12, 8));
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(seven.data(HistoryModel::NumberRole).toLongLong(), 7);
        QCOMPARE(model.newest(), 12);
        QCOMPARE(model.oldest(), 3);
        model.addNewer({entryOf(13, "live", "deployment 41 is live, seal x", "m1")});
        model.setMembers({{QStringLiteral("m1"), QStringLiteral("ns1.example.net")}});
        filter.setText(QStringLiteral("41 LIVE"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setText(QStringLiteral("ns1.example"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setText({});
        filter.setType(QStringLiteral("member"));
        QCOMPARE(filter.rowCount(), 10);
        filter.setMember(QStringLiteral("m1"));
        QCOMPARE(filter.rowCount(), 0);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void entriesAreTold_data()
    {
        QTest::addColumn<HistoryEntry>("entry");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<int>("deployment");
        QTest::newRow("live") << entryOf(1, "live", "deployment 41 is live, seal 1-2-3") << QStringLiteral("Deployment 41 is live.") << 41;
        QTest::newRow("put back") << entryOf(1, "returned", "deployment 7 was taken back on every member")
                                  << QStringLiteral("Deployment 7 was taken back on every member.") << 7;
        QTest::newRow("a member") << entryOf(1, "member", "member \"ns1\" detached") << QStringLiteral("Member \"ns1\" was detached.") << 0;
        QTest::newRow("of a newer master") << entryOf(1, "policy", "policy changed") << QStringLiteral("Policy changed") << 0;
        Operation operation;
        operation.kind = OperationKind::Deploy;
        operation.outcome = Outcome::Returned;
        operation.deployment = 8;
        HistoryEntry ended = entryOf(1, "deploy", "deploy failed and returned");
        ended.details = toJson(operation);
        QTest::newRow("an operation") << ended << QStringLiteral("Deployment 8: Everything put back") << 8;
    }

    void entriesAreTold()
    {
        QFETCH(HistoryEntry, entry);
        QTEST(told(entry), "sentence");
        QTEST(deploymentOf(entry), "deployment");
    }

    void detailsAreRows()
    {
        const QJsonObject details{{QStringLiteral("zones"), 3},
                                  {QStringLiteral("names"), QJsonArray{QStringLiteral("a"), QStringLiteral("b")}},
                                  {QStringLiteral("seal"), QString::fromLatin1(Digest::of("x").hex())},
                                  {QStringLiteral("none"), QString()}};
        QCOMPARE(detailRows(details), (QList<DetailRow>{{QStringLiteral("names"), QStringLiteral("a, b")},
                                                        {QStringLiteral("seal"), Digest::of("x").seal()},
                                                        {QStringLiteral("zones"), QStringLiteral("3")}}));
    }

    void whatHappensAppears()
    {
        Shown shown;
        QVERIFY(shown.house.ready);
        shown.open();
        QVERIFY(comes([&] { return shown.view->model()->rowCount() >= 4; }));
        const int before = shown.view->model()->rowCount();
        QVERIFY(shown.choose(QStringLiteral("The first member's data became live.")));
        QVERIFY(shown.house.stage(*shown.house.me, "a.example", "h1", "A 10.0.0.1", "A 10.0.0.9"));
        QVERIFY(shown.house.deployAll());
        QVERIFY(shown.rows(before + 3)); // prepare, live, deploy
        QCOMPARE(shown.view->table()->currentIndex().siblingAtColumn(HistoryModel::What).data().toString(),
                 QStringLiteral("The first member's data became live."));
        QCOMPARE(shown.cell(0, HistoryModel::What), QStringLiteral("Deployment 1: Done"));
        QCOMPARE(shown.cell(1, HistoryModel::What), QStringLiteral("Deployment 1 is live."));
        QCOMPARE(shown.cell(1, HistoryModel::DeploymentNumber), QStringLiteral("1"));
        QCOMPARE(shown.cell(1, HistoryModel::User), QStringLiteral("anna"));
        const QList<QLineEdit *> edits = shown.view->findChildren<QLineEdit *>();
        const auto filter = std::ranges::find_if(edits,
                                                 [](const QLineEdit *one) { return one->accessibleName() == QLatin1String("Filter the history"); });
        QVERIFY(filter != edits.cend());
        (*filter)->setText(QStringLiteral("deployment is LIVE"));
        QVERIFY(shown.rows(1));
        (*filter)->clear();
        shown.view->open(QStringLiteral("history?member=") + shown.house.idOf(0));
        QCOMPARE(shown.view->place(), QStringLiteral("history?member=") + shown.house.idOf(0));
        for (int row = 0; row < shown.view->table()->model()->rowCount(); ++row)
            QCOMPARE(shown.cell(row, HistoryModel::MemberName), QStringLiteral("ns1"));
    }

    void aDeploymentShowsWhatItChangedAndCanBeRolledBackTo()
    {
        Shown shown;
        for (const char *address : {"A 10.0.0.8", "A 10.0.0.9"}) {
            QVERIFY(shown.house.stage(*shown.house.me, "a.example", QByteArray(address).replace(' ', '-').replace('.', '-').toLower().constData(), "",
                                      address));
            QVERIFY(shown.house.deployAll());
        }
        QVERIFY(comes([&] { return shown.house.me->status().liveDeployment == 2; }));
        shown.open();
        QVERIFY(comes([&] { return shown.choose(QStringLiteral("Deployment 1: Done")); }));
        QVERIFY(button(*shown.view, QStringLiteral("Show what changed")));
        QVERIFY(!button(*shown.view, QStringLiteral("Roll back to this...")));
        int wanted = 0;
        shown.view->setRollBack([&](int number) { wanted = number; });
        QVERIFY(button(*shown.view, QStringLiteral("Roll back to this...")));
        button(*shown.view, QStringLiteral("Roll back to this..."))->click();
        QCOMPARE(wanted, 1);
        picture(*shown.view, "history-light");
        QSignalSpy changes(shown.view.get(), &HistoryView::changesShown);
        button(*shown.view, QStringLiteral("Show what changed"))->click();
        QVERIFY(comes([&] { return changes.count() == 1; }));
        QCOMPARE(shown.view->filesReview()->files().size(), 1);
        QCOMPARE(shown.view->filesReview()->file()->title, QStringLiteral("a.example"));
        QCOMPARE(shown.view->trail(), (QStringList{QStringLiteral("History"), QStringLiteral("Deployment 1")}));
        QTest::qWait(100);
        picture(*shown.view, "history-changes-light");
        button(*shown.view, QStringLiteral("Back to the history"))->click();
        QCOMPARE(shown.view->trail(), QStringList{QStringLiteral("History")});
        QVERIFY(shown.choose(QStringLiteral("Deployment 2 is live.")));
        QVERIFY(button(*shown.view, QStringLiteral("Show what changed")));
        QVERIFY(!button(*shown.view, QStringLiteral("Roll back to this..."))); // it is live
        applyTheme(Theme::Dark);
        QTest::qWait(100);
        picture(*shown.view, "history-dark");
        applyTheme(Theme::Light);
    }
};

LOCKSTEP_SUITE(TestHistory)
#include "tst_history.moc"
