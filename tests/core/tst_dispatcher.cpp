// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/dispatcher.h"
#include "tests/core/rpcpair.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

template <class M> void answerEmpty(Dispatcher &gate, M method)
{
    gate.on(method, [](typename M::Request) -> Task<Result<typename M::Reply>> { co_return typename M::Reply{}; });
}

template <class... M> Dispatcher gateOf(M... methods)
{
    Dispatcher gate;
    (answerEmpty(gate, methods), ...);
    return gate;
}

Dispatcher agentGate()
{
    using namespace agentcalls;
    return gateOf(redeem, status, bind, preflight, seed, need, get, prepare, flip, renew, confirm, giveBack, forget, serials, answers, release,
                  rotate, expect);
}

Dispatcher masterGate()
{
    using namespace mastercalls;
    return gateOf(redeem, groupList, groupCreate, groupEdit, groupDelete, groupStatus, memberPreflight, memberCompare, memberAdd, memberEdit,
                  memberDetach, memberAttach, memberRelease, memberRemove, memberSync, stageFile, stageRecord, stageDiscard, stageList, zoneList,
                  snapshotGet, objectGet, prepare, deploy, rollBack, operationGet, operationKeep, operationStop, historyList, memberRotate,
                  masterRotate, masterRestored, confirmRestore);
}

QString codeOf(const Dispatcher &gate, QList<Role> roles, const QString &method, const QJsonObject &params = {})
{
    return Ending(gate.handle(roles, method, params)).code();
}

} // namespace

class TestDispatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMethodAsksForItsRole_data()
    {
        QTest::addColumn<bool>("agent");
        QTest::newRow("what an agent answers") << true;
        QTest::newRow("what a master answers") << false;
    }

    // Every cell of method x role: only the role of the row passes the gate (and then meets its parameters).
    void everyMethodAsksForItsRole()
    {
        QFETCH(bool, agent);
        const Dispatcher gate = agent ? agentGate() : masterGate();
        const QList<MethodRow> rows = agent ? agentMethods() : masterMethods();
        const QList<Role> roles{Role::Unpinned, Role::Master, Role::Viewer, Role::Administrator};
        QStringList names;
        for (const MethodRow &row : rows) {
            const QString name = QString::fromLatin1(row.name);
            names.append(name);
            QCOMPARE(codeOf(gate, {}, name), QStringLiteral("rpc.denied"));
            for (const Role role : roles) {
                const QString code = codeOf(gate, {role}, name);
                QVERIFY2(role == row.role ? code.isEmpty() || code == QLatin1String("json.field") : code == QLatin1String("rpc.denied"),
                         qPrintable(name + u' ' + code));
            }
        }
        names.sort();
        QStringList answered = gate.methods();
        answered.sort();
        QCOMPARE(answered, names); // a new row without a cell here is a fault
    }

    void whatIsNotInTheTableIsNotCalled_data()
    {
        QTest::addColumn<QString>("method");
        for (const char *name : {"", "hello", "member", "member.status ", "Member.Status", "member.status\n", "$/cancel", "object.begin"})
            QTest::newRow(*name ? name : "an empty name") << QString::fromLatin1(name);
        QTest::newRow("a name of a million letters") << QString(1000000, u'x');
    }

    void whatIsNotInTheTableIsNotCalled()
    {
        QFETCH(QString, method);
        const Ending outcome(agentGate().handle({Role::Master}, method, {}));
        QCOMPARE(outcome.code(), QStringLiteral("rpc.method"));
        QVERIFY((*outcome).error().args.constFirst().size() <= 80);
    }

    void badParametersNameTheirField()
    {
        const Dispatcher gate = agentGate();
        const Ending missing(gate.handle({Role::Master}, QStringLiteral("object.get"), {}));
        QCOMPARE(missing.code(), QStringLiteral("json.field"));
        QCOMPARE((*missing).error().args.constFirst(), QStringLiteral("digest"));
        const Ending typed(gate.handle({Role::Master}, QStringLiteral("object.get"), {{QStringLiteral("digest"), 5}}));
        QCOMPARE((*typed).error().args.constFirst(), QStringLiteral("digest"));
    }

    void aHandlerMayAskForTheCancel()
    {
        Dispatcher gate;
        bool raised = false;
        gate.on(agentcalls::status, [&](Nothing, Cancel cancel) -> Task<Result<MemberStatus>> {
            raised = cancel.raised();
            co_return MemberStatus();
        });
        Cancel cancel;
        cancel.raise();
        QCOMPARE(Ending(gate.handle({Role::Master}, QStringLiteral("member.status"), {}, cancel)).code(), QString());
        QVERIFY(raised);
    }
};

LOCKSTEP_SUITE(TestDispatcher)
#include "tst_dispatcher.moc"
