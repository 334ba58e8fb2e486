// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/agenthost.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const Digest mine = Digest::of("its key"); // as HelperHost::binding() has it

// A master at the other end of its connection.
class Hand
{
public:
    Hand(AgentHost &one, const Digest &pin) : m_one(one)
    {
        one.agent.serve(m_pair.peer.get(), pin, [](QJsonObject) -> Task<Result<QJsonObject>> { co_return QJsonObject(); });
        m_pair.greet();
    }
    // "ok", or the error's code.
    QString ask(const char *method, const QJsonObject &params = {})
    {
        m_pair.texts.clear();
        m_pair.ask(++m_id, method, params);
        for (int turn = 0; turn < 100 && m_pair.texts.isEmpty(); ++turn) {
            m_one.pass(100);
            m_pair.settle();
        }
        const QJsonObject reply = m_pair.heard();
        return reply.contains(QLatin1String("result")) ? QStringLiteral("ok")
                                                       : reply[QLatin1String("error")][QLatin1String("message")].toString(QStringLiteral("silent"));
    }

private:
    AgentHost &m_one;
    RpcPair m_pair;
    int m_id = 0;
};

QStringList problems(AgentHost &one)
{
    QStringList codes;
    const auto status = one.call(agentcalls::status, Nothing());
    for (const Error &problem : status ? status->problems : QList<Error>())
        codes.append(problem.code);
    return codes;
}

} // namespace

// How a server is given back, with a master that did not hear the answer and a named that is away.
class TestRelease : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMasterMaySayItAgain()
    {
        AgentHost one;
        one.tasks.add(one.agent.resume(false));
        one.pass(1000);
        Hand master(one, mine);
        Hand other(one, Digest::of("another key"));
        QCOMPARE(other.ask("member.release"), QStringLiteral("agent.othermaster"));
        for (int times = 0; times < 3; ++times)
            QCOMPARE(master.ask("member.release"), QStringLiteral("ok"));
        QCOMPARE(one.host.disk.facts(QStringLiteral("/etc/bind"))->kind, FileFacts::Kind::Folder);
        QCOMPARE(other.ask("member.release"), QStringLiteral("agent.othermaster"));
        // It was let in for one server that it has given back: for more it needs a join code, as everybody does.
        QCOMPARE(master.ask("member.preflight"), QStringLiteral("agent.othermaster"));
        QCOMPARE(master.ask("member.bind", toJson(BindRequest{one.host.master, 1})), QStringLiteral("agent.othermaster"));
        QCOMPARE(other.ask("member.preflight"), QStringLiteral("ok"));
        QCOMPARE(master.ask(agentcalls::redeem.name), QStringLiteral("ok"));
        QCOMPARE(master.ask("member.bind", toJson(BindRequest{one.host.master, 1})), QStringLiteral("ok"));
        QCOMPARE(master.ask("member.status"), QStringLiteral("ok"));
    }

    void itHoldsThoughNamedIsAway()
    {
        AgentHost one;
        one.tasks.add(one.agent.resume(false));
        one.pass(1000);
        one.named.stop();
        Hand master(one, mine);
        QCOMPARE(master.ask("member.release"), QStringLiteral("ok"));
        QCOMPARE(one.host.disk.facts(QStringLiteral("/etc/bind"))->kind, FileFacts::Kind::Folder);
        QCOMPARE(one.host.status().masterId, QString());
        one.pass(600000);
        QVERIFY(problems(one).contains(QStringLiteral("agent.untold")));
        one.named.start();
        one.pass(31000); // it is told as soon as it is there
        QVERIFY(!problems(one).contains(QStringLiteral("agent.untold")));
        QCOMPARE(one.named.differs(), QString());
    }
};

LOCKSTEP_SUITE(TestRelease)
#include "tst_release.moc"
