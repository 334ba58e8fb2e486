// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

struct Example
{
    QString command;
    QString output; // both streams, in the order they were written
};

// "$ command" and what it prints, in blocks of docs/commandline.md that say console.
QList<Example> examples()
{
    QFile page(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/docs/commandline.md"));
    QList<Example> found;
    if (!page.open(QIODevice::ReadOnly))
        return found;
    bool inside = false;
    for (const QString &line : QString::fromUtf8(page.readAll()).split(u'\n')) {
        if (line.startsWith(QLatin1String("```")))
            inside = line == QLatin1String("```console");
        else if (inside && line.startsWith(QLatin1String("$ ")))
            found.append({line.mid(2), {}});
        else if (inside && !found.isEmpty())
            found.last().output += line + u'\n';
    }
    return found;
}

} // namespace

// The examples of docs/commandline.md, as they stand there.
class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray conf = "options {\n\tdirectory \"/var/cache/bind\";\n\tallow-transfer { 10.53.0.2; };\n};\n"
                                "key transfer { algorithm hmac-sha256; secret \"b2xkc2VjcmV0\"; };\n"
                                "server 10.53.0.2 { keys transfer; };\n"
                                "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net.db\"; };\n";
        const QByteArray zone = "$ORIGIN example.net.\n$TTL 1h\n@ SOA ns1 hostmaster ( 7 2h 1h 2w 1h )\n@ NS ns1\nns1 A 192.0.2.1\n"
                                "www A 192.0.2.2\nmail MX 10 mx1\nmx1 A 192.0.2.3\n";
        const auto with = [](QByteArray text, const QList<QPair<QByteArray, QByteArray>> &edits) {
            for (const auto &[before, after] : edits)
                text.replace(before, after);
            return text;
        };
        m_home.write(QStringLiteral("old/named.conf"), conf);
        m_home.write(QStringLiteral("new/named.conf"), with(conf, {{"10.53.0.2;", "10.53.0.2; 10.53.0.3;"}, {"b2xk", "bmV3"}}));
        m_home.write(QStringLiteral("old/zones/example.net.db"), zone);
        m_home.write(QStringLiteral("new/zones/example.net.db"), with(zone, {{"( 7", "( 8"}, {"192.0.2.2", "192.0.2.9"}, {"MX 10", "MX 20"}}));
        m_home.write(QStringLiteral("one.db"), zone);
        m_home.write(QStringLiteral("other.db"), with(zone, {{"www A", "www   IN A"}}));
    }

    void examplesPrintWhatTheySay_data()
    {
        QTest::addColumn<QString>("output");
        for (const Example &example : examples())
            QTest::newRow(qPrintable(example.command)) << example.output;
    }

    void examplesPrintWhatTheySay()
    {
        QFETCH(QString, output);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"), CliHome::bin() + u':' + environment.value(QStringLiteral("PATH")));
        environment.insert(QStringLiteral("LOCKSTEP_HOME"), m_home.home());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path({}));
        process.start(QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("{ %1\n} 2>&1").arg(QString::fromUtf8(QTest::currentDataTag()))});
        QCOMPARE(QString::fromUtf8(CliHome::ended(process).out), output);
    }

    void everyVerbHasAnExample()
    {
        QString commands;
        for (const Example &example : examples())
            commands += example.command + u'\n';
        for (const char *verb :
             {"zone check", "zone stat", "zone print", "check", "explain", "conf print", "diff", "diff --text", "diff --patch", "diff --json"})
            QVERIFY2(commands.contains(QLatin1String("lockstep ") + QLatin1String(verb) + u' '), verb);
    }

private:
    CliHome m_home;
};

LOCKSTEP_SUITE(TestCommandLine)
#include "tst_commandline.moc"
