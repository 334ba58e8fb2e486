// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rowchanges.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);
const QByteArray live = "$TTL 3600\n@ SOA ns1 host 7 2 3 4 5\n@ NS ns1\n; web\nwww A 192.0.2.1\nwww A 192.0.2.2 ; second\nold CNAME www\n";

ZoneRows rowsOf(const QByteArray &text) { return ZoneRows::parse({}, text, origin); }

} // namespace

class TestRowChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsAreHeldAgainstAnEarlierText_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QStringList>("changes"); // "row sign before", "- record"
        const auto row = [](const char *name, const char *from, const char *to, const QStringList &changes) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << changes;
        };
        row("nothing", "", "", {});
        row("other data", "192.0.2.1\n", "192.0.2.9\n", {QStringLiteral("4 ~ www A 192.0.2.1")});
        row("a record more", "old CNAME www\n", "old CNAME www\nnew A 192.0.2.3\n", {QStringLiteral("7 +")});
        row("a record less", "old CNAME www\n", "", {QStringLiteral("- old CNAME www")});
        row("a TTL", "www A 192.0.2.1\n", "www 300 A 192.0.2.1\n", {QStringLiteral("4 ~ www A 192.0.2.1")});
        row("a comment behind it", "; second", "; the second", {QStringLiteral("5 ~ www A 192.0.2.2 ; second")});
        row("disabled", "old CNAME", ";~ old CNAME", {QStringLiteral("6 off old CNAME www")});
        row("a comment line", "; web", "; the web", {QStringLiteral("3 ~ web")});
        row("another layout", "www A 192.0.2.1\n", "WWW.example.net.   1h IN A   192.0.2.1\n", {});
        row("another order", "www A 192.0.2.1\nwww A 192.0.2.2 ; second\n", "www A 192.0.2.2 ; second\nwww A 192.0.2.1\n", {});
        row("a serial", "host 7", "host 8", {QStringLiteral("1 ~ @ SOA ns1 host 7 2 3 4 5")});
    }

    void rowsAreHeldAgainstAnEarlierText()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const ZoneRows after = rowsOf(from.isEmpty() ? live : QByteArray(live).replace(from, to));
        const RowChanges changes = rowChanges(rowsOf(live), after);
        QStringList told;
        const QHash<RowChange::Kind, QString> signs{{RowChange::Kind::Added, QStringLiteral("+")},
                                                    {RowChange::Kind::Changed, QStringLiteral("~")},
                                                    {RowChange::Kind::Disabled, QStringLiteral("off")},
                                                    {RowChange::Kind::Enabled, QStringLiteral("on")}};
        for (qsizetype i = 0; i < after.rows().size(); ++i) {
            if (const auto one = changes.rows.constFind(i); one != changes.rows.constEnd())
                told.append(QStringLiteral("%1 %2 %3").arg(i).arg(signs.value(one->kind), QString::fromUtf8(one->before)).trimmed());
        }
        for (const QByteArray &gone : changes.removed)
            told.append(QStringLiteral("- ") + QString::fromUtf8(gone));
        QTEST(told, "changes");
    }
};

LOCKSTEP_SUITE(TestRowChanges)
#include "tst_rowchanges.moc"
