// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/hand.h"
#include "tests/core/rpcpair.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

constexpr Role allRoles[] = {Role::Unpinned, Role::Master, Role::Viewer, Role::Administrator};
constexpr const char *roleNames[] = {"unpinned", "master", "viewer", "administrator"};

const char *const what =
    "Every method of the tables is asked with every role, at the production gates of master and agent: it is let in exactly where "
    "the table says so.";

bool isLetIn(const QString &code)
{
    return code != QLatin1String("rpc.denied") && code != QLatin1String("rpc.method") && code != QLatin1String("agent.othermaster") &&
           code != QLatin1String("closed");
}

QString cell(const MethodRow &row, const char *as, bool due, const QString &code)
{
    return isLetIn(code) == due ? QString() : QStringLiteral("%1 as %2: \"%3\"").arg(QLatin1String(row.name), QLatin1String(as), code);
}

} // namespace

// The matrix is made of the tables themselves: a method that comes new is in it.
class TestMethodRoles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMastersGate()
    {
        Campaign campaign("roles", "what a master answers", what);
        // These two need the connection itself and are answered before the gate, which must not know them.
        const QStringList elsewhere{QLatin1String(mastercalls::redeem.name), QLatin1String(mastercalls::objectGet.name)};
        QStringList known;
        for (const MethodRow &row : masterMethods()) {
            MasterHouse house(1);
            Dispatcher gate = house.master->master()->dispatcherFor(QStringLiteral("anna"));
            known = gate.methods();
            const QString name = QLatin1String(row.name);
            campaign.trial(elsewhere.contains(name) == gate.methods().contains(name) ? name + QStringLiteral(" is not where it should be")
                                                                                     : QString());
            const auto code = [&](const QList<Role> &roles) {
                const Ending asked(gate.handle(roles, name, {}));
                house.pass(20000);
                return asked.code();
            };
            campaign.trial(cell(row, "nobody", false, code({})));
            for (const Role role : allRoles)
                campaign.trial(cell(row, roleNames[int(role)], role == row.role && !elsewhere.contains(name), code({role})));
        }
        campaign.figure(QStringLiteral("methods x roles"),
                        QStringLiteral("%1 x %2, and nobody").arg(masterMethods().size()).arg(std::size(allRoles)));
        QCOMPARE(known.size(), masterMethods().size() - elsewhere.size()); // no method that no table has
        QVERIFY2(campaign.good(), campaign.told());
    }

    // An agent knows who asks by the key, and by what it is bound to.
    void theAgentsGate()
    {
        Campaign campaign("roles", "what an agent answers", what);
        const QStringList looking{QLatin1String(agentcalls::preflight.name), QLatin1String(agentcalls::seed.name),
                                  QLatin1String(agentcalls::get.name)};
        const QString bind = QLatin1String(agentcalls::bind.name);
        const QString redeem = QLatin1String(agentcalls::redeem.name);
        for (const MethodRow &row : agentMethods()) {
            const QString name = QLatin1String(row.name);
            MasterHouse free(1);
            const auto before = Hand::ofSomebody(free); // no master is bound: it may look and bind
            before->greet();
            campaign.trial(cell(row, "somebody, before anybody is bound", looking.contains(name) || name == bind, before->ask(name)));
            MasterHouse house(1);
            QVERIFY(house.addAll());
            const auto somebody = Hand::ofSomebody(house);
            somebody->greet();
            campaign.trial(cell(row, "somebody", name == bind, somebody->ask(name)));
            const auto master = Hand::ofItsMaster(house);
            master->greet();
            campaign.trial(cell(row, "its master", row.role == Role::Master && name != redeem, master->ask(name)));
        }
        campaign.figure(QStringLiteral("methods x who asks"), QStringLiteral("%1 x 3").arg(agentMethods().size()));
        QVERIFY2(campaign.good(), campaign.told());
    }

    // A stranger's connection: one frame, one method, on either side.
    void strangers()
    {
        Campaign campaign("roles", "strangers", what);
        for (const MethodRow &row : agentMethods() + masterMethods()) {
            RpcPair pair(false);
            int reached = 0;
            pair.peer->setHandler([&](QString, QJsonObject) -> Task<Result<QJsonObject>> {
                ++reached;
                co_return QJsonObject();
            });
            pair.ask(1, row.name);
            const bool due = row.role == Role::Unpinned;
            campaign.trial((reached == 1) == due && pair.peer->isOpen() == due
                               ? QString()
                               : QStringLiteral("a stranger reaches %1").arg(QLatin1String(row.name)));
            pair.ask(2, row.name);
            campaign.trial(reached <= 1 && !pair.peer->isOpen() ? QString()
                                                                : QStringLiteral("a stranger asks twice: %1").arg(QLatin1String(row.name)));
        }
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestMethodRoles)
#include "tst_methodroles.moc"
