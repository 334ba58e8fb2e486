// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/operations/operationdialog.h"
#include "ui/operations/operationsdrawer.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

using namespace lockstep;

namespace {

Operation deploy(const QStringList &steps, Outcome outcome = Outcome::Running, const QString &step = QStringLiteral("switching"))
{
    Operation operation;
    operation.id = QStringLiteral("o1");
    operation.group = QStringLiteral("g1");
    operation.kind = OperationKind::Deploy;
    operation.deployment = 42;
    operation.outcome = outcome;
    operation.step = step;
    for (int i = 0; i < steps.size(); ++i) {
        MemberProgress row;
        row.member = QStringLiteral("m%1").arg(i + 1);
        row.name = QStringLiteral("ns%1").arg(i + 1);
        row.step = steps[i];
        operation.members.append(row);
    }
    return operation;
}

// A master that nobody reaches: what is shown is what the test tells.
struct Away
{
    MasterSession master{systemClock(), QStringLiteral("This computer"),
                         []() -> Task<Result<std::shared_ptr<MasterClient>>> { co_return fail(QStringLiteral("rpc.lost"), {QStringLiteral("x")}); }};
    GroupSession group{master, QStringLiteral("g1")};
};

QPushButton *button(const QWidget &dialog, const QString &text)
{
    const QList<QPushButton *> all = dialog.findChildren<QPushButton *>();
    for (QPushButton *one : all) {
        if (QString(one->text()).remove(u'&') == text && one->isVisibleTo(&dialog))
            return one;
    }
    return nullptr;
}

} // namespace

class TestOperations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepHasWords_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("waiting") << "waiting" << "Waiting";
        QTest::newRow("checking") << "checking" << "Checking";
        QTest::newRow("prepared") << "prepared" << "Prepared";
        QTest::newRow("proved") << "proved" << "Proved";
        QTest::newRow("confirmed names the deployment") << "confirmed" << "Serving 42";
        QTest::newRow("returned") << "returned" << "Put back";
        QTest::newRow("failed") << "failed" << "Failed";
        QTest::newRow("late") << "late" << "Not reached, follows later";
    }
    void everyStepHasWords()
    {
        QFETCH(QString, step);
        QFETCH(QString, text);
        const Operation operation = deploy({step});
        QCOMPARE(wordingOfStep(operation.members.first(), operation).text, text);
    }

    // Below the members, each with a way to its line.
    void warningsAreShownOnce()
    {
        Away away;
        Operation operation = deploy({QStringLiteral("prepared"), QStringLiteral("prepared")}, Outcome::Succeeded);
        const auto shown = [](const QWidget &dialog) {
            const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
            return std::ranges::count_if(labels, [&](const QLabel *one) {
                return one->isVisibleTo(&dialog) &&
                       (one->text().contains(QLatin1String("includes more than")) || one->text().contains(QLatin1String("warning")));
            });
        };
        QCOMPARE(shown(OperationDialog(away.group, operation)), 0);
        operation.warnings = {
            Error{QStringLiteral("zone.include.many"), {QStringLiteral("x"), QStringLiteral("1")}, {{}, QStringLiteral("/etc/x.db"), 7, 0}, {}}};
        OperationDialog dialog(away.group, operation);
        QCOMPARE(shown(dialog), 2);
        QSignalSpy wanted(&dialog, &OperationDialog::wanted);
        QPushButton *line = button(dialog, QStringLiteral("Show line"));
        QVERIFY(line);
        line->click();
        QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("file:/etc/x.db?7"));
    }

    void theSwitchHasWords()
    {
        QVERIFY(effectLines({}).isEmpty());
        QVERIFY(interruptionSentence({}).isEmpty());
        Effects effects;
        effects.reloaded = 2;
        effects.created = 1;
        effects.configured = true;
        QCOMPARE(effectLines(effects), (QStringList{QStringLiteral("2 zone(s) read again"), QStringLiteral("1 new zone(s)"),
                                                    QStringLiteral("The configuration is read again")}));
        QVERIFY(interruptionSentence(effects).isEmpty());
        Effects other;
        other.recreated = 5;
        other.loadMs = 1200;
        for (const char *zone : {"a", "b", "c", "d", "e"})
            other.interrupted.append(QLatin1String(zone));
        effects.add(other);
        QCOMPARE(effects.reloaded, 2);
        const QString told = interruptionSentence(effects);
        QVERIFY2(told.startsWith(QStringLiteral("5 zone(s) made anew (a, b and 3 more).")) && told.contains(QStringLiteral("1.2")), qPrintable(told));
        effects.add(other); // the next member says the same
        QCOMPARE(effects.recreated, 5);
        QCOMPARE(effects.interrupted.size(), 5);
    }

    // What a proof rests on is told of those that were proved.
    void aProofSaysWhatItRestsOn()
    {
        Away away;
        Operation operation = deploy({QStringLiteral("proved"), QStringLiteral("failed")});
        operation.members[0].answers = 12;
        operation.members[0].byLoad = 1;
        operation.members[1].answers = 3;
        operation.members[1].problems.append(Error{QStringLiteral("agent.reload"), {}, {}, {}});
        OperationDialog dialog(away.group, operation);
        QStringList texts;
        const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
        for (const QLabel *one : labels)
            texts.append(one->text());
        QVERIFY2(texts.contains(QStringLiteral("12 answer(s) as expected, 1 zone(s) by load, not by query")), qPrintable(texts.join(u'|')));
        QVERIFY(!texts.join(u'|').contains(QStringLiteral("3 answer")));
    }

    void whatNeverBeganIsNotWaitingForEver()
    {
        const Operation operation = deploy({QStringLiteral("waiting")}, Outcome::Failed, QStringLiteral("ended"));
        QCOMPARE(wordingOfStep(operation.members.first(), operation).text, QStringLiteral("Not begun"));
    }

    void progressGoesForward()
    {
        double last = -1;
        for (const char *step : {"waiting", "contacting", "sending", "checking", "prepared", "switching", "proved", "confirming", "confirmed"}) {
            const Operation operation = deploy({QLatin1String(step)});
            const double share = shareOf(operation);
            QVERIFY2(share > last, step);
            last = share;
        }
        QCOMPARE(last, 1.0);
        Operation half = deploy({QStringLiteral("switching")});
        const double before = shareOf(half);
        half.members.first().done = 24;
        half.members.first().total = 48;
        QVERIFY(shareOf(half) > before);
    }

    void outcomesSayWhatIsServed()
    {
        QVERIFY(outcomeSentence(deploy({QStringLiteral("confirmed")}, Outcome::Succeeded)).contains(QStringLiteral("deployment 42")));
        Operation returned = deploy({QStringLiteral("returned"), QStringLiteral("failed")}, Outcome::Returned);
        returned.members[1].problems.append(Error{QStringLiteral("rpc.lost"), {QStringLiteral("ns2")}, {}, {}});
        QVERIFY(outcomeSentence(returned).startsWith(QStringLiteral("ns2 failed")));
        QVERIFY(outcomeSentence(returned).contains(QStringLiteral("Nothing staged is lost")));
    }

    void onlyWhatIsNotDecidedCanBeStopped()
    {
        QVERIFY(canStop(deploy({})));
        for (const char *step : {"confirming", "returning", "ended"})
            QVERIFY2(!canStop(deploy({}, Outcome::Running, QLatin1String(step))), step);
        QVERIFY(!canStop(deploy({}, Outcome::Succeeded)));
    }

    void aSealIsReadInGroups()
    {
        const Digest seal = Digest::of("x");
        const QString text = sealText(seal);
        QCOMPARE(text.size(), 14);
        QCOMPARE(QString(text).remove(u'-'), QString::fromLatin1(seal.hex().first(12)));
        QCOMPARE(sealText(Digest()), QString());
    }

    void theDialogHasTheButtonsOfItsState()
    {
        Away away;
        auto *running = new OperationDialog(away.group, deploy({QStringLiteral("switching")}));
        static_cast<QWidget *>(running)->show();
        QVERIFY(button(*running, QStringLiteral("Run in background")));
        QVERIFY(button(*running, QStringLiteral("Stop")));
        QVERIFY(!button(*running, QStringLiteral("Close")));
        Q_EMIT away.group.operationChanged(deploy({QStringLiteral("returning")}, Outcome::Running, QStringLiteral("returning")));
        QVERIFY(!button(*running, QStringLiteral("Stop")));
        Q_EMIT away.group.operationChanged(deploy({QStringLiteral("returned")}, Outcome::Returned, QStringLiteral("ended")));
        QVERIFY(button(*running, QStringLiteral("Close")));
        QVERIFY(!button(*running, QStringLiteral("Run in background")));
        running->close();
    }

    void aFaultLeadsToItsLine()
    {
        Away away;
        Operation failed = deploy({QStringLiteral("failed")}, Outcome::Failed, QStringLiteral("ended"));
        failed.kind = OperationKind::Prepare;
        failed.members.first().problems.append(
            Error{QStringLiteral("rpc.lost"), {QStringLiteral("x")}, {{}, QStringLiteral("/etc/bind/a.db"), 17, 0}, QStringLiteral("own words")});
        auto *dialog = new OperationDialog(away.group, failed);
        static_cast<QWidget *>(dialog)->show();
        QSignalSpy wanted(dialog, &OperationDialog::wanted);
        QPushButton *link = button(*dialog, QStringLiteral("Show line"));
        QVERIFY(link);
        link->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("file:/etc/bind/a.db?17"));
    }

    void theDrawerShowsWhatRunsAndStaysWhenItEnded()
    {
        OperationsDrawer drawer;
        QVERIFY(!drawer.isVisibleTo(nullptr));
        drawer.show(deploy({QStringLiteral("switching")}), QStringLiteral("Edge"));
        const auto *bar = drawer.findChild<QProgressBar *>();
        const int value = bar->value();
        QVERIFY(value > 0);
        drawer.show(deploy({QStringLiteral("contacting")}), QStringLiteral("Edge")); // told late
        QCOMPARE(bar->value(), value);
        drawer.show(deploy({QStringLiteral("confirmed")}, Outcome::Succeeded), QStringLiteral("Edge"));
        QVERIFY(drawer.isVisibleTo(nullptr));
        QSignalSpy wanted(&drawer, &OperationsDrawer::wanted);
        button(drawer, QStringLiteral("Show"))->click();
        QCOMPARE(wanted.size(), 1);
        button(drawer, QStringLiteral("Close"))->click();
        QVERIFY(!drawer.isVisibleTo(nullptr));
    }
};

LOCKSTEP_SUITE(TestOperations)
#include "tst_operations.moc"
