// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/canary.h"
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

using namespace lockstep;

// The program's own words about configurations that hold secrets, whole and broken. "conf print" gives a file back byte for byte,
// so that what it prints is exempt; its faults are not.
class TestCanaryProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const auto write = [&](const char *folder, const QMap<QString, QByteArray> &files) {
            for (const auto &[name, text] : files.asKeyValueRange())
                QVERIFY(m_home.write(QLatin1String(folder) + u'/' + name, text));
            QVERIFY(m_home.write(QLatin1String(folder) + QStringLiteral("/zones/example.net"),
                                 "$TTL 1h\n@ IN SOA ns h 1 2 3 4 5\n NS ns\nns A 192.0.2.1\n"));
        };
        write("old", canaryFiles());
        write("new", rotatedCanaries());
        auto broken = canaryFiles();
        broken[QStringLiteral("named.conf")].replace("secret \"", "secret ").replace("};\n//", "}\n//").replace("view", "veiw");
        broken[QStringLiteral("keys.conf")].replace(";", "");
        broken[QStringLiteral("notes.conf")].replace("*/", "").replace("uri ", "").replace("{user", "user");
        broken[QStringLiteral("rndc.key")].replace("secret", "secert");
        broken[QStringLiteral("tls.key")].replace("-----BEGIN PRIVATE KEY-----\n", "");
        write("broken", broken);
        auto added = canaryFiles();
        added.remove(QStringLiteral("keys.conf"));
        write("fewer", added);
    }

    void nothingPrintedHoldsOne_data()
    {
        QTest::addColumn<QStringList>("command");
        for (const char *command : {"diff old new",
                                    "diff new old",
                                    "diff old broken",
                                    "diff broken new",
                                    "diff fewer old",
                                    "diff old fewer",
                                    "diff old/named.conf new/named.conf",
                                    "diff old/rndc.key broken/rndc.key",
                                    "diff old/tls.key broken/tls.key",
                                    "diff old/notes.conf new/notes.conf",
                                    "diff old/notes.conf broken/notes.conf",
                                    "diff old/other.ini new/other.ini",
                                    "check old",
                                    "check broken",
                                    "check fewer",
                                    "zone check old/rndc.key",
                                    "zone check old/Kt.+165+00001.key",
                                    "zone check old/tls.key",
                                    "zone check old/other.ini",
                                    "explain old example.net allow-transfer",
                                    "explain old example.net cookie-secret",
                                    "explain broken example.net secret",
                                    "conf print old/named.conf",
                                    "conf print broken/named.conf",
                                    "conf print broken/keys.conf",
                                    "conf print broken/notes.conf"}) {
            const QStringList words = QString::fromLatin1(command).split(u' ');
            QTest::newRow(command) << words;
            QTest::newRow((QByteArray(command) + " --json").constData()) << words + QStringList{QStringLiteral("--json")};
        }
    }

    void nothingPrintedHoldsOne()
    {
        QFETCH(QStringList, command);
        const CliRun run = m_home.run(command);
        QVERIFY2(run.exit >= 0 && !(run.out + run.err).isEmpty(), run.err.constData());
        if (command.first() != QLatin1String("conf"))
            QVERIFY2(leakIn(run.out).isEmpty(), (leakIn(run.out) + "\n" + run.out).constData());
        QVERIFY2(leakIn(run.err).isEmpty(), (leakIn(run.err) + "\n" + run.err).constData());
    }

private:
    CliHome m_home;
};

LOCKSTEP_SUITE(TestCanaryProgram)
#include "tst_canaryprogram.moc"
