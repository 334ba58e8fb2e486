// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/bind/dnsmessage.h"
#include "core/bind/namedbind.h"
#include "core/zone/zonefile.h"
#include "tests/support/recordsamples.h"
#include "tests/support/sandbox.h"
#include "tests/support/suite.h"

using namespace lockstep;

// What we read from a zone file is, byte for byte, what a real named answers from the same file: the proof after a deploy
// compares these two.
class TestRecordData : public QObject
{
    Q_OBJECT
    std::unique_ptr<Sandbox> m_sandbox;
    std::shared_ptr<void> m_inside;
    ZoneFile m_zone;

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray text = "$TTL 60\n@ IN SOA NS1 Host.Master 1 2 3 4 5\n@ IN NS ns1\nns1 IN A 192.0.2.53\n";
        int number = 0;
        for (const RecordSample &sample : recordSamples())
            text += "r" + QByteArray::number(number++) + "\tIN " + sample.type + " " + sample.data + "\n";
        m_sandbox = std::make_unique<Sandbox>(1);
        Host &host = m_sandbox->host(0);
        m_inside = host.enterNetwork();
        host.write(QStringLiteral("/etc/bind/z.db"), text);
        host.write(
            QStringLiteral("/etc/bind/named.conf"),
            "options { directory \"/var/cache/bind\"; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; check-names primary ignore;\n"
            "dnssec-validation no; notify no; };\nzone \"example.net\" { type primary; file \"/etc/bind/z.db\"; check-integrity no; check-svcb no; };\n");
        const Host::Output check = host.run({QStringLiteral("named-checkzone"), QStringLiteral("-k"), QStringLiteral("ignore"), QStringLiteral("-i"),
                                             QStringLiteral("none"), QStringLiteral("example.net"), QStringLiteral("/etc/bind/z.db")});
        QVERIFY2(check.exit == 0, (check.out + check.err).constData());
        host.startNamed();
        m_zone = ZoneFile::parse(QStringLiteral("z.db"), text, *wireName(QStringLiteral("example.net")));
        for (const Error &fault : m_zone.diagnostics())
            qInfo("%s", qPrintable(errorText(fault)));
        QVERIFY(m_zone.diagnostics().isEmpty());
        QCOMPARE(m_zone.records().size(), 3 + recordSamples().size());
    }

    void cleanupTestCase()
    {
        m_inside.reset();
        m_sandbox.reset();
    }

    void namedAnswersTheSameBytes_data()
    {
        QTest::addColumn<int>("record");
        int number = 0;
        for (const RecordSample &sample : recordSamples()) {
            QTest::addRow("%d: %s %s", number, sample.type.constData(), sample.data.left(40).constData()) << 3 + number;
            ++number;
        }
    }

    void namedAnswersTheSameBytes()
    {
        QFETCH(int, record);
        const Record &wanted = m_zone.records()[record];
        NamedBind bind(systemClock(), {}, []() -> Task<Result<ControlKey>> { co_return fail(QStringLiteral("bind.keyfile")); });
        std::optional<Answer> answer;
        QVERIFY(comes([&] {
            const auto asked = waitFor(bind.ask(wanted.owner, wanted.type, {}, Transport::Tcp));
            if (asked && asked->rcode == 0)
                answer = *asked;
            return answer.has_value();
        }));
        QCOMPARE(answer->answers.size(), 1);
        QCOMPARE(answer->answers.first().type, wanted.type);
        QCOMPARE(answer->answers.first().rdata.toHex(), wanted.rdata.toHex());
    }
};

LOCKSTEP_SUITE(TestRecordData)
#include "tst_recorddata.moc"
