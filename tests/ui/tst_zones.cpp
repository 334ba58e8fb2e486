// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/zonehouse.h"
#include "ui/config/codeeditor.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"
#include "ui/zones/recordstable.h"
#include "ui/zones/zonefiletab.h"
#include "ui/zones/zoneslist.h"
#include "ui/zones/zoneview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>

using namespace lockstep;

namespace {

const QString path = QStringLiteral("zones/example.net.db");

// A zone on the screen, driven by keys.
struct Desk
{
    ZoneHouse house{ZoneHouse::example()};
    ZoneView view{house.group()};
    QAbstractItemModelTester tester{view.model(), QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit Desk(const QString &zone = QStringLiteral("example.net"))
    {
        view.resize(1000, 760);
        view.show();
        (void)QTest::qWaitForWindowActive(&view);
        QSignalSpy shown(&view, &ZoneView::shown);
        view.open(placeOf(zone, {}));
        if (!comes([&] { return !shown.isEmpty(); }))
            qFatal("The zone is not shown.");
    }
    RecordsModel &model() { return *view.model(); }
    QString at(int row, int column) { return model().index(row, column).data().toString(); }
    int rowWith(const QString &name, const QString &type, const QString &data = {})
    {
        for (int i = 0; i < model().rowCount(); ++i) {
            if (at(i, RecordsModel::Name) == name && at(i, RecordsModel::Type) == type && (data.isEmpty() || at(i, RecordsModel::Data) == data))
                return i;
        }
        return -1;
    }
    void go(int row, int column)
    {
        view.table()->setFocus();
        view.table()->setCurrentIndex(model().index(row, column));
    }
    QWidget *focus() { return QApplication::focusWidget(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(focus() ? focus() : view.table(), key, modifiers); }
    void type(const QString &text) { QTest::keyClicks(focus(), text); }
    // Opens a cell and replaces what it says.
    void put(int row, int column, const QString &text)
    {
        go(row, column);
        key(Qt::Key_F2);
        QTest::keyClick(focus(), Qt::Key_A, Qt::ControlModifier);
        type(text);
    }
    bool settled()
    {
        return comes([&] { return !view.document()->isBusy(); });
    }
    QByteArray staged() { return house.staged(path); }
    QString problem()
    {
        for (QLabel *label : view.findChildren<QLabel *>()) {
            if (label->isVisible() && label->autoFillBackground() && label->wordWrap())
                return label->text();
        }
        return {};
    }
    Banner *banner() { return view.findChild<Banner *>(); }
    qsizetype changes()
    {
        return std::ranges::count_if(house.group().changes().changes, [](const Change &c) { return c.kind != Change::Kind::Serial; });
    }
};

StageRecordRequest edit(const QString &owner, const QString &before, const QString &after)
{
    return {{}, QStringLiteral("example.net"), {}, owner, before, after};
}

} // namespace

class TestZones : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // --- the list
    void zonesAreListedAndOpened()
    {
        ZoneHouse house(ZoneHouse::example());
        ZonesView view(house.group());
        QAbstractItemModelTester tester(view.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        view.resize(1000, 500);
        view.show();
        QTRY_COMPARE(view.model()->rowCount(), 7);
        const auto cell = [&](int row, int column) { return view.model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, ZonesModel::Name), QStringLiteral("."));
        QCOMPARE(cell(6, ZonesModel::Name), QStringLiteral("53.10.in-addr.arpa")); // reverse zones last
        QCOMPARE(cell(5, ZonesModel::Name), QStringLiteral("m\u00fcller.example"));
        QVERIFY(view.model()->index(5, ZonesModel::Name).data(Qt::ToolTipRole).toString().contains(QStringLiteral("xn--mller-kva.example")));
        QCOMPARE(cell(4, ZonesModel::Notes), QStringLiteral("DNSSEC"));
        QCOMPARE(cell(1, ZonesModel::Type), QStringLiteral("forward"));
        QCOMPARE(cell(2, ZonesModel::Records), QStringLiteral("18"));

        view.table()->selectRow(2);
        QVERIFY(waitFor(house.colleague().stageRecord(edit(QStringLiteral("www"), {}, QStringLiteral("A 192.0.2.200")))));
        QTRY_COMPARE(cell(2, ZonesModel::Change), QStringLiteral("~ changed"));
        QVERIFY(cell(2, ZonesModel::Serial).startsWith(QStringLiteral("2026112301 \u2192 ")));
        QCOMPARE(view.table()->selectionModel()->selectedRows().value(0).row(), 2);

        QSignalSpy wanted(&view, &View::wanted);
        view.table()->setFocus();
        QTest::keyClick(view.table(), Qt::Key_Return);
        QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("zones//example.net"));

        QTest::keyClicks(view.findChild<QLineEdit *>(), QStringLiteral("M\u00dcL"));
        QCOMPARE(view.model()->rowCount(), 1);
        QCOMPARE(cell(0, ZonesModel::Name), QStringLiteral("m\u00fcller.example"));
        view.findChild<QLineEdit *>()->clear();
        view.table()->sortByColumn(ZonesModel::Records, Qt::DescendingOrder);
        QCOMPARE(cell(0, ZonesModel::Name), QStringLiteral("example.net"));
    }

    void tenThousandZonesAreReadInPages()
    {
        ZoneHouse house(ZoneHouse::manyZones(3000));
        ZonesView view(house.group());
        view.show();
        QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 3000, 20000);
        view.table()->selectRow(1500);
        const QString name = view.model()->at(1500).name;
        QTest::keyClicks(view.findChild<QLineEdit *>(), QStringLiteral("99"));
        QTRY_VERIFY(view.model()->rowCount() < 200);
        view.findChild<QLineEdit *>()->clear();
        QTRY_COMPARE(view.model()->rowCount(), 3000);
        view.table()->sortByColumn(ZonesModel::Serial, Qt::DescendingOrder);
        QTRY_COMPARE(view.model()->at(0).name, QStringLiteral("customer-2999.example"));
        Q_UNUSED(name)
    }

    void aListWithoutZonesSaysWhatItIsFor()
    {
        ZoneHouse house({{QStringLiteral("named.conf"), "options { recursion no; };\n"}});
        ZonesView view(house.group());
        view.show();
        QTRY_VERIFY(std::ranges::any_of(view.findChildren<QLabel *>(), [](QLabel *one) { return one->text() == QLatin1String("No zones"); }));
    }

    // --- records
    void recordsStandAsInTheFile()
    {
        Desk desk;
        const RecordsModel &model = desk.model();
        QCOMPARE(desk.at(0, RecordsModel::Name), QStringLiteral("example.net, as the world sees it"));
        QVERIFY(model.index(0, 0).data(RecordsModel::WholeRole).toBool());
        const int www = desk.rowWith(QStringLiteral("www"), QStringLiteral("AAAA"));
        QVERIFY(www > 0);
        QVERIFY(model.index(www, RecordsModel::Name).data(RecordsModel::MutedRole).toBool());
        QCOMPARE(desk.at(www, RecordsModel::Ttl), QStringLiteral("3600"));
        const int beta = desk.rowWith(QStringLiteral("beta"), QStringLiteral("A"));
        QCOMPARE(model.index(beta, 0).data(RecordsModel::KindRole).toInt(), int(FileRow::Kind::Disabled));
        QCOMPARE(model.index(model.rowCount() - 1, 0).data(RecordsModel::DraftRole).toBool(), true);
        QCOMPARE(desk.view.trail(), (QStringList{QStringLiteral("Zones"), QStringLiteral("example.net")}));
    }

    void aRecordIsChangedInItsCell()
    {
        Desk desk;
        const int row = desk.rowWith(QStringLiteral("www"), QStringLiteral("A"));
        desk.put(row, RecordsModel::Data, QStringLiteral("192.0.2.9"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("www\tIN\tA\t192.0.2.9\n"));
        QVERIFY(desk.settled());
        QTRY_COMPARE(desk.at(row, RecordsModel::Mark), QStringLiteral("~"));
        QVERIFY(desk.model().index(row, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("192.0.2.1")));
        QCOMPARE(desk.house.group().changes().changes.first().kind, Change::Kind::Record); // its meaning is kept
        QCOMPARE(desk.view.table()->currentIndex().row(), row);
        QVERIFY(!desk.view.table()->editor());
    }

    void aFormHasItsFields_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QStringList>("typed"); // field by field
        QTest::addColumn<QByteArray>("staged");
        const auto row = [](const char *name, const char *type, const QStringList &typed, const char *staged) {
            QTest::newRow(type) << QString::fromLatin1(name) << QString::fromLatin1(type) << typed << QByteArray(staged);
        };
        row("@", "MX", {QStringLiteral("5"), QStringLiteral("mx9")}, "@\tIN\tMX\t5 mx9\n");
        row("_sip._udp", "SRV", {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("sip2")}, "SRV\t1 2 3 sip2\n");
        row("_dmarc", "TXT", {QStringLiteral("v=DMARC1; p=\"none\"")}, "_dmarc\tIN\tTXT\t\"v=DMARC1; p=\\\"none\\\"\"\n");
        row("@", "CAA", {QStringLiteral("128"), QStringLiteral("issuewild"), QStringLiteral("other.example")},
            "CAA\t128 issuewild \"other.example\"\n");
        row("www", "AAAA", {QStringLiteral("2001:db8::99")}, "\tIN\tAAAA\t2001:db8::99\n");
        row("old", "CNAME", {QStringLiteral("sip")}, "old\tIN\tCNAME\tsip\n");
        row("@", "SOA",
            {QStringLiteral("ns2"), QStringLiteral("admin"), QStringLiteral("2036112301"), QStringLiteral("2h"), QStringLiteral("1h"),
             QStringLiteral("2w"), QStringLiteral("1h")},
            "@\tIN\tSOA\tns2 admin (\n\t\t\t2036112301 ; serial\n\t\t\t2h       ; refresh\n\t\t\t1h       ; retry\n\t\t\t2w    ; expire\n\t\t\t1h )     ; neg");
    }

    void aFormHasItsFields()
    {
        QFETCH(QString, name);
        QFETCH(QString, type);
        QFETCH(QStringList, typed);
        QFETCH(QByteArray, staged);
        Desk desk;
        const int row = desk.rowWith(name, type);
        QVERIFY(row > 0);
        desk.go(row, RecordsModel::Data);
        desk.key(Qt::Key_F2);
        QCOMPARE(desk.view.table()->editor()->values().size(), typed.size());
        for (qsizetype i = 0; i < typed.size(); ++i) {
            QVERIFY(!desk.focus()->accessibleName().isEmpty());
            QTest::keyClick(desk.focus(), Qt::Key_A, Qt::ControlModifier);
            desk.type(typed[i]);
            desk.key(i + 1 < typed.size() ? Qt::Key_Tab : Qt::Key_Return);
        }
        QTRY_VERIFY2(desk.staged().contains(staged), desk.staged().constData());
    }

    void whatIsWrongStaysInItsCell()
    {
        Desk desk;
        const QByteArray before = desk.staged();
        const int row = desk.rowWith(QStringLiteral("www"), QStringLiteral("A"));
        desk.put(row, RecordsModel::Data, QStringLiteral("192.0.2.999"));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.view.table()->editor());
        QVERIFY2(desk.problem().contains(QStringLiteral("192.0.2.999")), qPrintable(desk.problem()));
        desk.go(0, RecordsModel::Name); // leaving keeps it over the cell
        QVERIFY(!desk.view.table()->editor());
        QCOMPARE(desk.at(row, RecordsModel::Data), QStringLiteral("192.0.2.999"));
        QVERIFY(desk.model().index(row, RecordsModel::Data).data(RecordsModel::FaultyRole).toBool());
        desk.go(row, RecordsModel::Data);
        QVERIFY(!desk.problem().isEmpty());
        bool asked = false;
        setAnswerer([&](const Question &question) { return (asked = question.name == QLatin1String("leaveZone")), false; });
        QVERIFY(!waitFor(desk.view.mayLeave()));
        setAnswerer({});
        QVERIFY(asked);
        desk.key(Qt::Key_F2);
        QCOMPARE(desk.view.table()->editor()->values(), QStringList{QStringLiteral("192.0.2.999")});
        desk.key(Qt::Key_End);
        desk.key(Qt::Key_Backspace);
        desk.key(Qt::Key_Backspace);
        desk.key(Qt::Key_Backspace);
        desk.type(QStringLiteral("9"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("www\tIN\tA\t192.0.2.9\n"));
        QVERIFY(desk.staged() != before);
        QVERIFY(desk.settled());
        QVERIFY(desk.problem().isEmpty());
        for (int i = 0; i < desk.model().rowCount(); ++i)
            QVERIFY2(!desk.model().faultAt(i) && !desk.model().isPending(i), qPrintable(desk.at(i, RecordsModel::Data)));
        QVERIFY(!desk.view.fileTab()->isModified());
        QVERIFY(!desk.model().hasTyped());
        QVERIFY(waitFor(desk.view.mayLeave()));
    }

    void escapeGivesUp()
    {
        Desk desk;
        const QByteArray before = desk.staged();
        const int row = desk.rowWith(QStringLiteral("www"), QStringLiteral("A"));
        desk.put(row, RecordsModel::Name, QStringLiteral("a..b"));
        desk.key(Qt::Key_Return);
        QVERIFY(!desk.problem().isEmpty());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.view.table()->editor());
        QVERIFY(desk.problem().isEmpty());
        QCOMPARE(desk.at(row, RecordsModel::Name), QStringLiteral("www"));
        QCOMPARE(desk.staged(), before);
    }

    void aRecordIsTypedInTheLastRow()
    {
        Desk desk;
        desk.go(desk.model().rowCount() - 1, RecordsModel::Name);
        desk.type(QStringLiteral("a")); // a letter opens the cell
        desk.type(QStringLiteral("pi"));
        desk.key(Qt::Key_Return);
        desk.type(QStringLiteral("300"));
        desk.key(Qt::Key_Return);
        desk.type(QStringLiteral("mx"));
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.view.table()->editor()->values().size(), 2);
        desk.type(QStringLiteral("10"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("mx1"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY2(desk.staged().contains("api\t300 MX 10 mx1\n"), desk.staged().constData());
        QVERIFY(desk.settled());
        const int row = desk.rowWith(QStringLiteral("api"), QStringLiteral("MX"));
        QVERIFY(row > 0);
        QCOMPARE(desk.at(row, RecordsModel::Mark), QStringLiteral("+"));
        QTRY_COMPARE(desk.view.table()->currentIndex().row(), desk.model().rowCount() - 1); // ready for the next one
        QVERIFY(!desk.model().hasTyped());
    }

    void anotherTypeAsksForItsData()
    {
        Desk desk;
        const int row = desk.rowWith(QStringLiteral("www"), QStringLiteral("A"));
        desk.put(row, RecordsModel::Type, QStringLiteral("CNAME"));
        desk.key(Qt::Key_Return);
        // An address is no name that a CNAME could not have: it is staged, and can be typed over.
        QVERIFY(desk.settled());
        desk.put(desk.rowWith(QStringLiteral("sip"), QStringLiteral("A")), RecordsModel::Type, QStringLiteral("MX"));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.view.table()->editor());
        QCOMPARE(desk.view.table()->currentIndex().column(), int(RecordsModel::Data));
        QVERIFY(!desk.staged().contains("sip\t300\tIN\tMX"));
    }

    void removedDisabledUndoneAndRedone()
    {
        Desk desk;
        const QByteArray live = desk.staged();
        desk.go(desk.rowWith(QStringLiteral("old"), QStringLiteral("CNAME")), RecordsModel::Name);
        desk.key(Qt::Key_Delete);
        QTRY_VERIFY(!desk.staged().contains("old\tIN\tCNAME"));
        QVERIFY(desk.settled());
        desk.go(desk.rowWith(QStringLiteral("www"), QStringLiteral("A")), RecordsModel::Name);
        desk.key(Qt::Key_Slash, Qt::ControlModifier);
        QTRY_VERIFY2(desk.staged().contains(";~ www\tIN\tA\t192.0.2.1\nwww\tIN\tAAAA"), desk.staged().constData());
        QVERIFY(desk.settled());
        desk.go(desk.rowWith(QStringLiteral("beta"), QStringLiteral("A")), RecordsModel::Name);
        desk.key(Qt::Key_Slash, Qt::ControlModifier);
        QTRY_VERIFY(desk.staged().contains("\nbeta\tIN\tA\t192.0.2.7\n"));
        QVERIFY(desk.settled());
        QCOMPARE(desk.changes(), 3);
        const QByteArray all = desk.staged();
        for (int i = 3; i > 0; --i) {
            QTRY_COMPARE(desk.changes(), i);
            QVERIFY(desk.settled());
            desk.key(Qt::Key_Z, Qt::ControlModifier);
        }
        QTRY_COMPARE(desk.staged(), live); // nothing is left of it, not even in the journal
        QTRY_COMPARE(desk.changes(), 0);
        QVERIFY(desk.settled());
        for (int i = 1; i <= 3; ++i) {
            desk.key(Qt::Key_Y, Qt::ControlModifier);
            QTRY_COMPARE(desk.changes(), i);
            QVERIFY(desk.settled());
        }
        QTRY_COMPARE(desk.staged(), all);
    }

    void commentsAreRowsToo()
    {
        Desk desk;
        const int row = desk.rowWith(QStringLiteral("--- mail"), {});
        desk.put(row, RecordsModel::Name, QStringLiteral("--- post"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("\n; --- post\n"));
        QVERIFY(desk.settled());
        const int mx1 = desk.rowWith(QStringLiteral("mx1"), QStringLiteral("A"));
        desk.put(mx1, RecordsModel::Comment, QStringLiteral("rack 9"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("mx1\tIN\tA\t192.0.2.25 ; rack 9\n"));
    }

    void aFilterNarrowsTheRows()
    {
        Desk desk;
        desk.go(0, RecordsModel::Name);
        desk.key(Qt::Key_F, Qt::ControlModifier);
        desk.type(QStringLiteral("mx"));
        QTRY_COMPARE(desk.model().rowCount(), 5); // two MX, TXT with mx, two addresses
        const int row = desk.rowWith(QStringLiteral("mx2"), QStringLiteral("A"));
        desk.put(row, RecordsModel::Data, QStringLiteral("192.0.2.27"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("mx2\tIN\tA\t192.0.2.27\n"));
        QVERIFY(desk.settled());
        QCOMPARE(desk.model().rowCount(), 5);
    }

    // --- colleagues
    void aColleaguesEditIsNeverOverwritten()
    {
        Desk desk;
        const int row = desk.rowWith(QStringLiteral("www"), QStringLiteral("A"));
        desk.put(row, RecordsModel::Data, QStringLiteral("192.0.2.50"));
        QVERIFY(
            waitFor(desk.house.colleague().stageRecord(edit(QStringLiteral("www"), QStringLiteral("A 192.0.2.1"), QStringLiteral("A 192.0.2.77")))));
        QTRY_COMPARE(desk.model().rows()->rows()[row].text.data, QByteArray("192.0.2.77"));
        QVERIFY(desk.view.table()->editor());
        desk.key(Qt::Key_Return);
        QVERIFY(desk.view.table()->editor()); // it stays, and says why
        QCOMPARE(desk.view.table()->editor()->values(), QStringList{QStringLiteral("192.0.2.50")});
        QVERIFY(desk.banner()->isVisible());
        QVERIFY(desk.banner()->accessibleName().contains(QStringLiteral("192.0.2.77")));
        QVERIFY(desk.staged().contains("192.0.2.77"));
        desk.key(Qt::Key_Return); // knowingly
        QTRY_VERIFY(desk.staged().contains("www\tIN\tA\t192.0.2.50\n"));
    }

    void aLineThatGoesAwayLeavesWhatWasTyped()
    {
        Desk desk;
        desk.put(desk.rowWith(QStringLiteral("www"), QStringLiteral("A")), RecordsModel::Data, QStringLiteral("192.0.2.50"));
        QVERIFY(waitFor(desk.house.colleague().stageRecord(edit(QStringLiteral("www"), QStringLiteral("A 192.0.2.1"), {}))));
        QTRY_VERIFY(desk.banner()->isVisible());
        QCOMPARE(desk.at(desk.model().rowCount() - 1, RecordsModel::Data), QStringLiteral("192.0.2.50"));
        QVERIFY(desk.model().hasTyped());
    }

    void editsOfTheSameZoneGoTogether()
    {
        Desk desk;
        desk.put(desk.rowWith(QStringLiteral("www"), QStringLiteral("A")), RecordsModel::Data, QStringLiteral("192.0.2.50"));
        QVERIFY(waitFor(desk.house.colleague().stageRecord(edit(QStringLiteral("mx1"), {}, QStringLiteral("A 192.0.2.77")))));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("www\tIN\tA\t192.0.2.50\n"));
        QVERIFY(desk.staged().contains("192.0.2.77"));
        QTRY_VERIFY(desk.rowWith(QStringLiteral("mx1"), QStringLiteral("A"), QStringLiteral("192.0.2.77")) > 0);
    }

    void undoNeverGoesOverAColleague()
    {
        Desk desk;
        desk.put(desk.rowWith(QStringLiteral("www"), QStringLiteral("A")), RecordsModel::Data, QStringLiteral("192.0.2.50"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("192.0.2.50"));
        QVERIFY(desk.settled());
        QVERIFY(waitFor(desk.house.colleague().stageRecord(edit(QStringLiteral("mx1"), {}, QStringLiteral("A 192.0.2.77")))));
        QTRY_VERIFY(desk.rowWith(QStringLiteral("mx1"), QStringLiteral("A"), QStringLiteral("192.0.2.77")) > 0);
        desk.go(0, RecordsModel::Name);
        desk.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(desk.banner()->isVisible());
        QVERIFY(desk.staged().contains("192.0.2.50") && desk.staged().contains("192.0.2.77"));
    }

    // --- as a file
    void fileAndTableAreTheSameText()
    {
        Desk desk;
        desk.view.findChild<QTabBar *>()->setCurrentIndex(1);
        CodeEditor *text = desk.view.fileTab()->editor();
        QCOMPARE(text->text(), desk.staged());
        text->setFocus();
        text->moveCursor(QTextCursor::End);
        text->insertPlainText(QStringLiteral("new\tIN\tA\t192.0.2.123\nbroken A 1.2.3\n"));
        QVERIFY(desk.view.fileTab()->isModified());
        QTest::keyClick(text, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(desk.staged().endsWith("new\tIN\tA\t192.0.2.123\nbroken A 1.2.3\n")); // a fault is staged; prepare would refuse it
        QVERIFY(desk.settled());
        QVERIFY(!desk.view.fileTab()->isModified());
        desk.view.findChild<QTabBar *>()->setCurrentIndex(0);
        QTRY_VERIFY(desk.rowWith(QStringLiteral("new"), QStringLiteral("A")) > 0);
        QCOMPARE(desk.model().index(desk.model().rowCount() - 2, 0).data(RecordsModel::KindRole).toInt(), int(FileRow::Kind::Fault));
        desk.put(desk.rowWith(QStringLiteral("new"), QStringLiteral("A")), RecordsModel::Data, QStringLiteral("192.0.2.124"));
        desk.key(Qt::Key_Return);
        QTRY_VERIFY(desk.staged().contains("192.0.2.124"));
        QVERIFY(desk.settled());
        desk.view.findChild<QTabBar *>()->setCurrentIndex(1);
        QCOMPARE(text->text(), desk.staged());
    }

    // It is whole from the first moment for whoever asks, and only shown until all of it is there.
    void aLongFileIsReadInSlices()
    {
        const QByteArray origin = nameToWire("big.example", QByteArray(1, '\0')).value();
        const auto rows = std::make_shared<const ZoneRows>(ZoneRows::parse(QStringLiteral("big.db"), ZoneHouse::manyRecords(9000), origin));
        ZoneFileTab tab;
        tab.setEditable(true);
        tab.show();
        tab.setRows(rows, Digest::of(rows->text()));
        QCOMPARE(tab.text(), rows->text());
        QVERIFY(tab.editor()->isReadOnly() && !tab.isModified());
        QTRY_VERIFY(!tab.editor()->isReadOnly());
        QCOMPARE(tab.editor()->text(), rows->text());
        QVERIFY(!tab.isModified());
        tab.clear();
        tab.setRows(rows, Digest::of(rows->text()));
        tab.goTo(8000); // before all of it is there
        QCOMPARE(tab.editor()->line(), 8000);
        QVERIFY(!tab.editor()->isReadOnly());
    }

    void aNewerTextStandsBesideTheEdit()
    {
        Desk desk;
        desk.view.findChild<QTabBar *>()->setCurrentIndex(1);
        CodeEditor *text = desk.view.fileTab()->editor();
        text->moveCursor(QTextCursor::End);
        text->insertPlainText(QStringLiteral("mine\tIN\tA\t192.0.2.123\n"));
        QVERIFY(waitFor(desk.house.colleague().stageRecord(edit(QStringLiteral("mx1"), {}, QStringLiteral("A 192.0.2.77")))));
        QTRY_VERIFY(desk.banner()->isVisible());
        QVERIFY(text->text().contains("mine"));
        const QList<CodeEditor *> both = desk.view.findChildren<CodeEditor *>();
        QVERIFY(
            std::ranges::any_of(both, [](CodeEditor *one) { return one->isVisible() && one->isReadOnly() && one->text().contains("192.0.2.77"); }));
    }

    // --- what cannot be edited
    void aLostMasterLeavesTheZoneReadOnly()
    {
        Desk desk;
        const int rows = desk.model().rowCount();
        desk.house.cut();
        QTRY_COMPARE(desk.model().rowCount(), rows - 1); // no row to type in
        QVERIFY(!desk.model().flags(desk.model().index(3, RecordsModel::Data)).testFlag(Qt::ItemIsEditable));
        desk.house.mend();
        QTRY_COMPARE_WITH_TIMEOUT(desk.model().rowCount(), rows, 15000);
    }

    void aZoneWithoutAFileSaysSo()
    {
        Desk desk(QStringLiteral("corp.example"));
        QCOMPARE(desk.model().rowCount(), 0);
        QVERIFY(std::ranges::any_of(desk.view.findChildren<QLabel *>(),
                                    [](QLabel *one) { return one->isVisible() && one->text().contains(QStringLiteral("forward")); }));
    }

    void everythingHasAName()
    {
        Desk desk;
        for (const QAction *action : desk.view.viewActions()) {
            QVERIFY2(!action->icon().pixmap(16, 16).isNull(), qPrintable(action->text()));
            QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
        }
        for (const QWidget *one : desk.view.findChildren<QWidget *>()) {
            if (one->focusPolicy() == Qt::NoFocus || !one->isVisible() || qobject_cast<const QLabel *>(one) ||
                one->parentWidget() == desk.view.table())
                continue;
            QVERIFY2(!one->accessibleName().isEmpty() || !one->property("text").toString().isEmpty(), one->metaObject()->className());
        }
    }
};

LOCKSTEP_SUITE(TestZones)
#include "tst_zones.moc"
