// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/dnsmessage.h"
#include "core/bind/namedbind.h"
#include "tests/support/hostcontent.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace lockstep;

namespace {

NamedBind reach(const Host &host)
{
    // From outside the host only DNS is there; the key is never asked for.
    NamedBind::Place place;
    Q_UNUSED(host)
    return NamedBind(systemClock(), place, []() -> Task<Result<ControlKey>> { co_return fail(QStringLiteral("bind.keyfile")); });
}

bool answers(const Host &host, const char *name)
{
    NamedBind bind = reach(host);
    const auto answer = waitFor(bind.ask(*wireName(QString::fromLatin1(name)), 1, host.address(), Transport::Udp));
    return answer && answer->rcode == 0 && !answer->answers.isEmpty();
}

} // namespace

class TestHosts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeServersComeUp()
    {
        QElapsedTimer timer;
        timer.start();
        Sandbox sandbox(3);
        for (int i = 0; i < 3; ++i) {
            writeContent(sandbox.host(i), {});
            const Host::Output check = sandbox.host(i).run({QStringLiteral("named-checkconf"), QStringLiteral("-z")});
            QVERIFY2(check.exit == 0, (check.out + check.err).constData());
            sandbox.host(i).startNamed();
        }
        for (int i = 0; i < 3; ++i)
            QTRY_VERIFY_WITH_TIMEOUT(answers(sandbox.host(i), "www.example.net"), 60000);
        qInfo("three hosts served after %lld ms", timer.elapsed());
        QVERIFY(sandbox.host(0).read(QStringLiteral("/etc/bind/named.conf.options")).contains("10.53.0.1"));
        QVERIFY(sandbox.host(1).read(QStringLiteral("/etc/bind/named.conf.options")).contains("10.53.0.2"));
        sandbox.host(2).cut(true);
        QVERIFY(!answers(sandbox.host(2), "www.example.net"));
        QVERIFY(answers(sandbox.host(1), "www.example.net"));
        sandbox.host(2).cut(false);
        QTRY_VERIFY_WITH_TIMEOUT(answers(sandbox.host(2), "www.example.net"), 60000);
    }
};

LOCKSTEP_SUITE(TestHosts)
#include "tst_hosts.moc"
