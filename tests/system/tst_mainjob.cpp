// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/dnsmessage.h"
#include "core/bind/namedbind.h"
#include "tests/support/servergroup.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

// The address that a server gives for www.example.net, "" when none.
QString addressOf(const Host &host, Transport transport)
{
    NamedBind bind(systemClock(), {}, []() -> Task<Result<ControlKey>> { co_return fail(QStringLiteral("bind.keyfile")); });
    const auto answer = waitFor(bind.ask(*wireName(QStringLiteral("www.example.net")), 1, host.address(), transport));
    if (!answer || answer->answers.size() != 1 || answer->answers[0].rdata.size() != 4)
        return {};
    const QByteArray data = answer->answers[0].rdata;
    return QStringLiteral("%1.%2.%3.%4").arg(uchar(data[0])).arg(uchar(data[1])).arg(uchar(data[2])).arg(uchar(data[3]));
}

} // namespace

class TestMainJob : public QObject
{
    Q_OBJECT
private:
    void everyServerSays(ServerGroup &group, const QString &address)
    {
        for (int i = 0; i < group.sandbox().size(); ++i) {
            QTRY_COMPARE_WITH_TIMEOUT(addressOf(group.host(i), Transport::Udp), address, 3000);
            QCOMPARE(addressOf(group.host(i), Transport::Tcp), address);
        }
    }

private Q_SLOTS:
    void fromAdoptionToDeployAndBack()
    {
        HostContent content;
        content.records = 2000;
        ServerGroup group(3, content, qEnvironmentVariable("LOCKSTEP_BIN"));
        const QString old = QStringLiteral("192.0.2.1");
        const QString fresh = QStringLiteral("192.0.2.9");
        everyServerSays(group, old);
        const QString fault = group.adoptAll(QStringLiteral("Edge"));
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        everyServerSays(group, old);

        const auto run = [&](const QStringList &words, int exit) {
            const Host::Output output = group.lockstep(words);
            if (output.exit != exit)
                qCritical("lockstep %s: exit %d\n%s%s", qPrintable(words.join(u' ')), output.exit, output.out.constData(), output.err.constData());
            return output.exit == exit;
        };
        const auto word = [](const char *text) { return QString::fromLatin1(text).split(u'|'); };
        QVERIFY(run(word("diff"), 0));
        QVERIFY(run(word("stage|record|change|example.net|www|A 192.0.2.1|A 192.0.2.9|--view|external"), 0));
        QVERIFY(run(word("diff"), 1));
        everyServerSays(group, old);
        QVERIFY(run(word("prepare|-m|a new web server"), 0));
        everyServerSays(group, old);
        QVERIFY(run(word("deploy|-m|a new web server"), 0));
        everyServerSays(group, fresh);
        QVERIFY(run(word("diff"), 0));
        const Host::Output status = group.lockstep(word("status"));
        QVERIFY2(status.out.count("in-sync") == 4, status.out.constData());
        QVERIFY(run(word("rollback|-m|it was the wrong one"), 0));
        everyServerSays(group, old);
        QVERIFY(run(word("history"), 0));
    }
};

LOCKSTEP_SUITE(TestMainJob)
#include "tst_mainjob.moc"
