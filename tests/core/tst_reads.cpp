// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace lockstep;

namespace {
QStringList words(const char *command) { return QString::fromLatin1(command).split(u' '); }
} // namespace

// The verbs that ask a master, against a real one with a group that has no members yet.
class TestReads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const CliRun run = m_home.run(words("group create Edge --json"));
        QVERIFY2(run.exit == 0, run.err.constData());
        QCOMPARE(QJsonDocument::fromJson(run.out).object().value(QLatin1String("name")).toString(), QStringLiteral("Edge"));
    }

    void everyReadGivesJson_data()
    {
        QTest::addColumn<QStringList>("fields"); // of the object, or of a list's first one
        const QStringList status{QStringLiteral("changes"),  QStringLiteral("group"),   QStringLiteral("live"),      QStringLiteral("liveDeployment"),
                                 QStringLiteral("liveTime"), QStringLiteral("members"), QStringLiteral("operation"), QStringLiteral("prepared"),
                                 QStringLiteral("staged"),   QStringLiteral("state"),   QStringLiteral("sync")};
        QTest::newRow("group list") << status;
        QTest::newRow("group show") << status;
        QTest::newRow("status") << status;
        QTest::newRow("history") << QStringList{QStringLiteral("deployments"), QStringLiteral("entries")};
        QTest::newRow("member list") << QStringList();
    }

    void everyReadGivesJson()
    {
        QFETCH(QStringList, fields);
        const CliRun run = m_home.run(words(QTest::currentDataTag()) + QStringList{QStringLiteral("--json")});
        QCOMPARE(run.exit, 0);
        QCOMPARE(run.err, QByteArray());
        QJsonParseError fault;
        const QJsonDocument document = QJsonDocument::fromJson(run.out, &fault);
        QCOMPARE(fault.error, QJsonParseError::NoError);
        QStringList keys = (document.isArray() ? document.array().at(0).toObject() : document.object()).keys();
        for (const QString &absent : {QStringLiteral("live"), QStringLiteral("operation"), QStringLiteral("prepared")}) {
            if (!keys.contains(absent)) // a value that there is none of may be left out
                fields.removeAll(absent);
        }
        QCOMPARE(keys, fields);
        const CliRun plain = m_home.run(words(QTest::currentDataTag()));
        QCOMPARE(plain.exit, 0);
        QVERIFY(!plain.out.isEmpty());
        QVERIFY(!QJsonDocument::fromJson(plain.out).isObject());
    }

    void whatCannotBeDoneIsTold_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char *command, const char *sentence) { QTest::newRow(command) << QByteArray(sentence) + '\n'; };
        row("group create Edge", "There is a group \"Edge\" already. Choose another name.");
        row("status -g Core", "There is no group \"Core\". The groups are: Edge.");
        row("prepare", "The group \"Edge\" has no data yet. Its first member brings them.");
        row("deploy", "Nothing is prepared in the group \"Edge\". Prepare first: lockstep prepare");
        row("rollback", "There is no earlier good deployment - to roll back to.");
        row("stage list", "The group \"Edge\" has no data yet. Its first member brings them.");
        row("diff --json", "There is no snapshot \"live\" in this group.");
        row("stage set zones/a", "Say where the new text is with --from FILE, or --remove to stage the file's removal.");
        row("stage set /etc/passwd --remove", "\"/etc/passwd\" is not below a folder that this group manages ().");
        row("stage discard", "Say which changes to discard by their ids, or --all for everything.");
        row("member detach ns1", "There is no member \"ns1\" in the group \"Edge\". Its members are: .");
        row("member preflight 192.0.2.1",
            "The agent at 192.0.2.1 does not know this master yet. Print a join code there with \"lockstep-agent enrol\" and give it with --code.");
        row("group delete",
            "Deleting the group \"Edge\" ends the handling of its 0 members and throws away 0 staged edits and its history. Repeat the command with --yes to do it.");
    }

    void whatCannotBeDoneIsTold()
    {
        QFETCH(QByteArray, sentence);
        const CliRun run = m_home.run(words(QTest::currentDataTag()));
        QCOMPARE(run.exit, 2);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err, sentence);
    }

private:
    CliHome m_home;
};

LOCKSTEP_SUITE(TestReads)
#include "tst_reads.moc"
