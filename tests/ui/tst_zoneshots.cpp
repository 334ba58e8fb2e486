// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/zonehouse.h"
#include "ui/look/theme.h"
#include "ui/zones/recordstable.h"
#include "ui/zones/zonefiletab.h"
#include "ui/zones/zoneslist.h"
#include "ui/zones/zoneview.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>

using namespace lockstep;

namespace {

int rowWith(const RecordsModel &model, const char *name, const char *type)
{
    for (int i = 0; i < model.rowCount(); ++i) {
        if (model.index(i, RecordsModel::Name).data().toString() == QLatin1String(name) &&
            model.index(i, RecordsModel::Type).data().toString() == QLatin1String(type))
            return i;
    }
    return -1;
}

void stage(GroupSession &group, const char *owner, const char *before, const char *after)
{
    if (!waitFor(group.stageRecord(
            {{}, QStringLiteral("example.net"), {}, QString::fromLatin1(owner), QString::fromLatin1(before), QString::fromLatin1(after)})))
        qFatal("%s", owner);
}

} // namespace

// Pictures of the zones room, to be looked at: LOCKSTEP_SHOTS names the folder that they go to.
class ZoneShots : public QObject
{
    Q_OBJECT
private:
    static void save(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("LOCKSTEP_SHOTS");
        QVERIFY(QDir().mkpath(folder));
        QTest::qWait(30); // layouts and cursors settle
        QVERIFY(widget.grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }

    static void takeAll(const QString &suffix, const QSize &size)
    {
        ZoneHouse house(ZoneHouse::example());
        stage(house.group(), "www", "A 192.0.2.1", "A 192.0.2.9");
        stage(house.group(), "api", "", "300 AAAA 2001:db8::5");
        stage(house.group(), "old", "CNAME www", "");
        ZonesView list(house.group());
        list.resize(size);
        list.show();
        QTRY_COMPARE(list.model()->rowCount(), 7);
        list.table()->selectRow(5);
        save(list, QStringLiteral("zones-list-") + suffix);

        ZoneView view(house.group());
        view.resize(size);
        view.show();
        QSignalSpy shown(&view, &ZoneView::shown);
        view.open(placeOf(QStringLiteral("example.net"), {}));
        QTRY_VERIFY(!shown.isEmpty());
        RecordsTable &table = *view.table();
        RecordsModel &model = *view.model();
        save(view, QStringLiteral("zone-records-") + suffix);
        for (const auto &[name, type] :
             QList<QPair<const char *, const char *>>{{"@", "MX"}, {"_sip._udp", "SRV"}, {"@", "SOA"}, {"_dmarc", "TXT"}, {"@", "CAA"}}) {
            table.reopen(rowWith(model, name, type), RecordsModel::Data);
            save(view, QStringLiteral("zone-edit-%1-").arg(QString::fromLatin1(type).toLower()) + suffix);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        }
        table.reopen(rowWith(model, "sip", "A"), RecordsModel::Type);
        save(view, QStringLiteral("zone-edit-type-") + suffix);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        const int row = rowWith(model, "mx1", "A");
        table.reopen(row, RecordsModel::Data);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("192.0.2.299"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        save(view, QStringLiteral("zone-invalid-") + suffix);
        table.setCurrentIndex(model.index(row + 1, RecordsModel::Name));
        table.setCurrentIndex(model.index(row, RecordsModel::Name));
        save(view, QStringLiteral("zone-invalid-left-") + suffix);
        model.abandon(row);
        table.setCurrentIndex(model.index(model.rowCount() - 1, RecordsModel::Name));
        save(view, QStringLiteral("zone-last-row-") + suffix);
        view.findChild<QTabBar *>()->setCurrentIndex(1);
        save(view, QStringLiteral("zone-file-") + suffix);
    }

private Q_SLOTS:
    void pictures()
    {
        if (qEnvironmentVariable("LOCKSTEP_SHOTS").isEmpty())
            QSKIP("LOCKSTEP_SHOTS names no folder for pictures.");
        const bool twice = qApp->devicePixelRatio() > 1.5;
        applyTheme(Theme::Light);
        takeAll(twice ? QStringLiteral("2x") : QStringLiteral("light"), {1040, 640});
        if (!twice) {
            applyTheme(Theme::Dark);
            takeAll(QStringLiteral("dark"), {1040, 640});
            applyTheme(Theme::Light);
            takeAll(QStringLiteral("small"), {620, 420});
        }
    }
};

LOCKSTEP_SUITE(ZoneShots)
#include "tst_zoneshots.moc"
