// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/grouphouse.h"
#include "ui/members/memberactions.h"

using namespace lockstep;

namespace {

const QString local = QStringLiteral("named.conf.local");

QByteArray statement(const QByteArray &policy)
{
    return "zone \"s.example\" { type primary; file \"/var/lib/bind/s.example.db\"; dnssec-policy " + policy + "; };\n";
}

} // namespace

// Live may be unsigned where a server signs by hand: bringing live there takes the signatures away as a deployment would.
class TestSynchronise : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signaturesGoOnlyWhenTheZoneWasTyped()
    {
        GroupHouse house{1, [](SimMember &member) { (void)member.disk.makePath(QStringLiteral("/var/lib/bind"), 0755); }};
        QVERIFY(house.addAll());
        MemoryFiles &disk = house.members[0]->disk;
        const QByteArray before = disk.readThrough(QStringLiteral("/etc/bind/") + local).value_or(QByteArray());
        const auto stage = [&](const QString &path, const QByteArray &from, const QByteArray &to) {
            const QString base = from.isEmpty() ? QString() : QString::fromLatin1(Digest::of(from).hex());
            return house.master->call(mastercalls::stageFile, StageFileRequest{house.group, QStringLiteral("etc-bind"), path, base, to}).has_value();
        };
        QVERIFY(stage(QStringLiteral("signed/s.example.db"), {}, simZone(20, 1)) && stage(local, before, before + statement("insecure")));
        const Operation set = house.prepare();
        QVERIFY2(set.outcome == Outcome::Succeeded, MasterHouse::told(set).constData());
        QCOMPARE(house.deploy(set.seal).outcome, Outcome::Succeeded);
        QVERIFY(house.connect());

        const QString current = disk.readLink(QStringLiteral("/var/lib/lockstep/current")).value_or(QString());
        const QString file = QStringLiteral("/var/lib/lockstep/%1/etc-bind/").arg(current) + local;
        QVERIFY(disk.write(file, before + statement("default"), 0644));
        const auto isByHand = [&] { return disk.readThrough(QStringLiteral("/etc/bind/") + local).value_or(QByteArray()).contains("default"); };
        QVERIFY(isByHand());
        QWidget window;
        MemberActions actions(*house.view, &window);
        QStringList typed;
        bool answer = false;
        setAnswerer([&](const Question &question) {
            typed.append(question.name + u' ' + question.typed);
            return question.typed.isEmpty() || answer;
        });
        const auto guard = qScopeGuard([] { setAnswerer({}); });
        const QString plain = QStringLiteral("member.sync ");
        const QString signs = QStringLiteral("operation.unsigned s.example");
        MemberRow row = rowsOf(house.view->status()).first();
        row.sync.state = SyncState::OutOfSync;
        actions.setMember(&row);
        QVERIFY(actions.synchronise->isEnabled());
        actions.synchronise->trigger();
        QVERIFY(comes([&] { return typed.size() == 2; }, 20000));
        QCOMPARE(typed, (QStringList{plain, signs}));
        QTest::qWait(50);
        QVERIFY(isByHand());
        answer = true;
        actions.setMember(&row);
        QVERIFY(actions.synchronise->isEnabled());
        actions.synchronise->trigger();
        QVERIFY2(comes([&] { return !isByHand(); }, 20000), qPrintable(typed.join(u'\n')));
        QCOMPARE(typed, (QStringList{plain, signs, plain, signs}));
        QVERIFY(disk.readThrough(QStringLiteral("/etc/bind/") + local).value_or(QByteArray()).contains("insecure"));
    }
};

LOCKSTEP_SUITE(TestSynchronise)
#include "tst_synchronise.moc"
