// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "ui/operations/operationdialog.h"
#include "ui/widgets/ask.h"

#include <QLabel>
#include <QPushButton>

using namespace lockstep;

namespace {

const QString root = QStringLiteral("etc-bind");
const QString zones = QStringLiteral("named.conf.local");

QByteArray statement(const QByteArray &policy)
{
    return "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy " + policy + "; };\n";
}

// One member, which signs s.example with deployment 1; that it no longer does is staged and prepared.
struct Signed
{
    Signed()
    {
        ready = house.addAll();
        const QByteArray before = house.members[0]->disk.readThrough(QStringLiteral("/etc/bind/") + zones).value_or(QByteArray());
        ready = ready && put(QStringLiteral("signed/s.example.db"), {}, simZone(20, 1)) && put(zones, before, before + statement("default"));
        set = house.prepare();
        ready = ready && set.outcome == Outcome::Succeeded;
        set = house.deploy(set.seal);
        ready = ready && set.outcome == Outcome::Succeeded && put(zones, before + statement("default"), before + statement("insecure"));
        set = house.prepare();
        ready = ready && set.outcome == Outcome::Succeeded && house.connect();
    }
    ~Signed() { setAnswerer({}); }

    bool put(const QString &path, const QByteArray &before, const QByteArray &after)
    {
        const QString base = before.isEmpty() ? QString() : QString::fromLatin1(Digest::of(before).hex());
        return house.master->call(mastercalls::stageFile, StageFileRequest{house.group, root, path, base, after}).has_value();
    }
    int live() const { return house.view->status().liveDeployment; }
    bool becomesLive(int deployment)
    {
        // Live when it is decided; another operation may begin when this one has ended.
        const auto &operation = house.view->status().operation;
        return comes([&] { return live() >= deployment && operation && operation->outcome != Outcome::Running; });
    }
    // Answers the questions for signatures; the names that had to be typed are in `typed`.
    void answer(bool yes)
    {
        setAnswerer([this, yes](const Question &question) {
            typed.append(question.name + u' ' + question.typed);
            return yes;
        });
    }

    GroupHouse house{1, [](SimMember &member) { (void)member.disk.makePath(QStringLiteral("/var/lib/bind"), 0755); }};
    Operation set;
    QStringList typed;
    bool ready = false;
};

QPushButton *startOf(const QDialog &dialog)
{
    for (QPushButton *one : dialog.findChildren<QPushButton *>()) {
        const QString text = QString(one->text()).remove(u'&');
        if (one->isVisibleTo(&dialog) && (text.startsWith(QLatin1String("Deploy to")) || text.startsWith(QLatin1String("Prepare on")) ||
                                          text.startsWith(QLatin1String("Roll back to"))))
            return one;
    }
    return nullptr;
}

bool says(const QWidget &window, const QString &text)
{
    const QList<QLabel *> labels = window.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *one) { return one->isVisibleTo(&window) && one->text().contains(text); });
}

QByteArray saidBy(const QWidget &window)
{
    QStringList all;
    for (const QLabel *one : window.findChildren<QLabel *>()) {
        if (one->isVisibleTo(&window))
            all.append(one->text());
    }
    return all.join(u'\n').toUtf8();
}

const QString question = QStringLiteral("operation.unsigned s.example");

} // namespace

// Signatures go only when somebody has typed the zone's name.
class TestSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deployingAsksForTheZone()
    {
        Signed group;
        QVERIFY2(group.ready, MasterHouse::told(group.set).constData());
        OperationDialog dialog(*group.house.view, OperationKind::Deploy, 0);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        QVERIFY(says(dialog, QStringLiteral("The signatures of s.example are taken away")));
        group.answer(false);
        startOf(dialog)->click();
        QVERIFY(comes([&] { return !group.typed.isEmpty(); }));
        QCOMPARE(group.typed, QStringList{question});
        QVERIFY(comes([&] { return says(dialog, QStringLiteral("--accept-unsigned")) && startOf(dialog)->isEnabled(); }));
        QCOMPARE(group.live(), 1);
        group.answer(true);
        startOf(dialog)->click();
        QVERIFY2(group.becomesLive(2), saidBy(dialog).constData());
        QCOMPARE(group.typed, (QStringList{question, question}));
    }

    // Nothing begins before it is known what is dangerous, and each of it is typed first.
    void dangersAreTypedBeforeItBegins()
    {
        Signed group;
        QVERIFY2(group.ready, MasterHouse::told(group.set).constData());
        OperationDialog dialog(*group.house.view, OperationKind::Deploy, 0);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.awaitReviewed();
        dialog.open();
        QVERIFY(!startOf(dialog)->isEnabled());
        dialog.setReviewed(
            QStringLiteral("1 of 3 changes viewed"), false,
            {{QStringLiteral("s.example"), QStringLiteral("It is lost.")}, {QStringLiteral("Edge"), QStringLiteral("Anybody may ask.")}});
        QVERIFY(says(dialog, QStringLiteral("1 of 3 changes viewed")));
        QVERIFY(startOf(dialog)->isEnabled());
        group.answer(false);
        startOf(dialog)->click();
        QVERIFY(comes([&] { return !group.typed.isEmpty(); }));
        QCOMPARE(group.typed, QStringList{QStringLiteral("operation.danger s.example")});
        QTest::qWait(50);
        QCOMPARE(group.live(), 1);
        QVERIFY(startOf(dialog)->isEnabled());
        group.typed.clear();
        group.answer(true);
        startOf(dialog)->click();
        QVERIFY2(group.becomesLive(2), saidBy(dialog).constData());
        QCOMPARE(group.typed, (QStringList{QStringLiteral("operation.danger s.example"), QStringLiteral("operation.danger Edge"), question}));
    }

    // A roll back learns of it when its members have looked, and goes on from there.
    // What is prepared is what was looked at, or nothing is.
    void whatIsStagedMeanwhileIsNotPrepared()
    {
        Signed it;
        QVERIFY(it.ready);
        const QByteArray before = it.house.members[0]->disk.readThrough(QStringLiteral("/etc/bind/") + zones).value_or(QByteArray());
        const auto stage = [&](const QByteArray &from, const QByteArray &to) {
            return it.put(zones, from, to) && comes([&] { return it.house.view->changes().staged != Digest(); });
        };
        const QByteArray insecure = QByteArray(before).replace("default", "insecure");
        QVERIFY(stage(insecure, insecure + "// one\n"));
        QVERIFY(comes([&] { return it.house.view->changes().staged != it.set.seal; }));
        const Digest looked = it.house.view->changes().staged;
        OperationDialog dialog(*it.house.view, OperationKind::Prepare, 0);
        dialog.show();
        QVERIFY(startOf(dialog) && startOf(dialog)->isEnabled());
        QVERIFY(says(dialog, looked.seal()));
        QVERIFY(it.put(zones, insecure + "// one\n", insecure + "// two\n"));
        QVERIFY(comes([&] { return says(dialog, QStringLiteral("has changed since it was looked at")); }));
        QVERIFY(!startOf(dialog)->isEnabled());
        // Opened anew for what was looked at before, it is the same.
        OperationDialog second(*it.house.view, OperationKind::Prepare, 0);
        QVERIFY(startOf(second)->isEnabled());
        second.setSeal(looked);
        QVERIFY(!startOf(second)->isEnabled());
        second.setSeal(it.house.view->changes().staged);
        QVERIFY(startOf(second)->isEnabled());
    }

    void rollingBackAsksWhenItIsKnown()
    {
        Signed group;
        QVERIFY2(group.ready, MasterHouse::told(group.set).constData());
        group.answer(true);
        OperationDialog first(*group.house.view, OperationKind::Deploy, 0);
        first.setAttribute(Qt::WA_DeleteOnClose, false);
        first.open();
        startOf(first)->click();
        QVERIFY(group.becomesLive(2));
        OperationDialog back(*group.house.view, OperationKind::RollBack, 0); // it is signed again, which takes nothing away
        back.setAttribute(Qt::WA_DeleteOnClose, false);
        back.open();
        QVERIFY(comes([&] { return startOf(back) && startOf(back)->isEnabled(); }, 20000));
        startOf(back)->click();
        QVERIFY2(group.becomesLive(3), saidBy(back).constData());
        QCOMPARE(group.typed, QStringList{question});
        OperationDialog again(*group.house.view, OperationKind::RollBack, 2);
        again.setAttribute(Qt::WA_DeleteOnClose, false);
        again.open();
        QVERIFY(comes([&] { return startOf(again) && startOf(again)->isEnabled(); }, 20000));
        startOf(again)->click();
        QVERIFY2(group.becomesLive(4), saidBy(again).constData());
        QCOMPARE(group.typed, (QStringList{question, question}));
    }
};

LOCKSTEP_SUITE(TestSignatures)
#include "tst_signatures.moc"
