// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mainjob.h"

#include <QElapsedTimer>
#include <QThread>

namespace lockstep {

namespace {

const QString zone = QStringLiteral("example.net");
const QString oldAddress = QStringLiteral("192.0.2.1");
const QString newAddress = QStringLiteral("192.0.2.9");
const QString optionsFile = QStringLiteral("/etc/bind/named.conf.options");

} // namespace

MainJob::MainJob(ServerGroup &group, std::function<void(const QString &)> tell)
    : m_group(group), m_secondary(200, QStringLiteral("outside")), m_tell(std::move(tell))
{
    m_secondary.write(QStringLiteral("/etc/bind/transfer.key"), group.host(0).read(QStringLiteral("/etc/bind/keys/transfer.key")));
    m_secondary.write(QStringLiteral("/etc/bind/named.conf"),
                      "include \"/etc/bind/transfer.key\";\n"
                      "options { directory \"/var/cache/bind\"; listen-on { 127.0.0.1; 10.53.0.200; }; listen-on-v6 { none; };\n"
                      "\trecursion no; dnssec-validation no; };\ncontrols { };\n"
                      "zone \"example.net\" { type secondary; file \"example.net.db\";\n"
                      "\tprimaries { 10.53.0.1 key transfer.example.net; 10.53.0.2 key transfer.example.net; }; };\n");
    m_secondary.startNamed();
}

bool MainJob::fault(const QString &sentence)
{
    if (m_fault.isEmpty())
        m_fault = sentence;
    return false;
}

bool MainJob::lockstep(const QStringList &words, int exit, const QByteArray &input)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted.append(word.contains(u' ') ? u'\'' + word + u'\'' : word);
    const QString line = QStringLiteral("lockstep ") + quoted.join(u' ');
    m_tell(QStringLiteral("$ ") + line);
    m_last = m_group.lockstep(words, input);
    const QStringList lines = QString::fromUtf8(m_last.err + m_last.out).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &one : lines)
        m_tell(QStringLiteral("    ") + one);
    return m_last.exit == exit ||
           fault(QStringLiteral("\"%1\" ended with %2, not %3.\n%4").arg(line).arg(m_last.exit).arg(exit).arg(lines.join(u'\n')));
}

bool MainJob::everyServerAnswers(const Expected &expected, const QString &when)
{
    for (int i = 0; i < m_group.sandbox().size(); ++i) {
        const Host &server = m_group.host(i);
        const QString at = u'@' + server.address();
        QStringList seen;
        for (const char *transport : {"+notcp", "+tcp"}) {
            const QStringList ask{QLatin1String(transport), QStringLiteral("+norec"), at, QStringLiteral("www.") + zone, QStringLiteral("A")};
            seen.append(m_secondary.dig(QStringList{QStringLiteral("+short")} + ask));
            const bool authority = !m_secondary.dig(QStringList{QStringLiteral("+noall"), QStringLiteral("+authority")} + ask).isEmpty();
            if (seen.last() != expected.address || authority != expected.authority)
                return fault(QStringLiteral("%1 %2, %3 answers \"%4\" for www.%5 over %6 %7 an authority section; %8 %9 one was expected.")
                                 .arg(when, server.name(), server.address(), seen.last(), zone, QLatin1String(transport + 1),
                                      authority ? QStringLiteral("with") : QStringLiteral("without"), expected.address,
                                      expected.authority ? QStringLiteral("with") : QStringLiteral("without")));
        }
        m_tell(QStringLiteral("    %1 answers www.%2 A %3 over UDP and %4 over TCP, %5 the authority section")
                   .arg(server.name(), zone, seen[0], seen[1], expected.authority ? QStringLiteral("with") : QStringLiteral("without")));
    }
    return true;
}

bool MainJob::secondaryFollows(const QString &address)
{
    QElapsedTimer timer;
    timer.start();
    QString seen;
    quint32 serial = 0;
    while (timer.elapsed() < 90000) {
        seen = m_secondary.dig({QStringLiteral("+short"), QStringLiteral("+norec"), QStringLiteral("@10.53.0.200"), QStringLiteral("www.") + zone});
        serial = m_secondary.dig({QStringLiteral("+short"), QStringLiteral("+norec"), QStringLiteral("@10.53.0.200"), zone, QStringLiteral("SOA")})
                     .section(u' ', 2, 2)
                     .toUInt();
        if (seen == address && (m_serial == 0 || qint32(serial - m_serial) > 0)) { // RFC 1982
            m_tell(QStringLiteral("    the secondary outside the group holds serial %1 and answers %2").arg(serial).arg(seen));
            m_serial = serial;
            return true;
        }
        QThread::msleep(50);
    }
    return fault(QStringLiteral("The secondary outside does not follow: it answers \"%1\" with serial %2 (last seen %3), not %4.")
                     .arg(seen)
                     .arg(serial)
                     .arg(m_serial)
                     .arg(address));
}

bool MainJob::adopt()
{
    head(QStringLiteral("Three running BIND servers, and a secondary outside that transfers from them"));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < m_group.sandbox().size(); ++i) {
        while (m_secondary.dig({QStringLiteral("+short"), u'@' + m_group.host(i).address(), QStringLiteral("www.") + zone}) != oldAddress &&
               timer.elapsed() < 60000)
            QThread::msleep(20);
    }
    if (!everyServerAnswers({oldAddress, false}, QStringLiteral("Before anything")) || !secondaryFollows(oldAddress))
        return false;
    head(QStringLiteral("Adopt them into one group: the first seeds it, the others take what is live"));
    if (!lockstep({QStringLiteral("group"), QStringLiteral("create"), QStringLiteral("Edge")}, 0))
        return false;
    for (int i = 0; i < m_group.sandbox().size(); ++i) {
        m_tell(QStringLiteral("$ lockstep-agent enrol                      (on %1)").arg(m_group.host(i).name()));
        const Host::Output code = m_group.enrol(i);
        m_tell(QStringLiteral("    ") + QString::fromUtf8(code.out).trimmed());
        QStringList words{QStringLiteral("member"),  QStringLiteral("add"),    m_group.host(i).name(),
                          m_group.host(i).address(), QStringLiteral("--code"), QString::fromUtf8(code.out).trimmed()};
        words.append(i == 0 ? QStringLiteral("--accept-split") : QStringLiteral("--overwrite"));
        if (!lockstep(words, 0))
            return false;
    }
    return everyServerAnswers({oldAddress, false}, QStringLiteral("After adoption"));
}

bool MainJob::change()
{
    head(QStringLiteral("Stage two changes: a record, and an option of named.conf"));
    if (!lockstep({QStringLiteral("diff")}, 0) ||
        !lockstep({QStringLiteral("stage"), QStringLiteral("record"), QStringLiteral("change"), zone, QStringLiteral("www"),
                   QStringLiteral("A ") + oldAddress, QStringLiteral("A ") + newAddress, QStringLiteral("--view"), QStringLiteral("external")},
                  0) ||
        !lockstep({QStringLiteral("stage"), QStringLiteral("show"), optionsFile}, 0))
        return false;
    const QByteArray options = QByteArray(m_last.out).replace("minimal-responses yes;", "minimal-responses no;");
    if (options == m_last.out)
        return fault(QStringLiteral("The staged %1 has no \"minimal-responses yes;\".").arg(optionsFile));
    if (!lockstep({QStringLiteral("stage"), QStringLiteral("set"), optionsFile, QStringLiteral("--from"), QStringLiteral("-")}, 0, options))
        return false;
    head(QStringLiteral("Review the difference; nothing served has changed"));
    if (!lockstep({QStringLiteral("diff")}, 1))
        return false;
    for (const QString &part : {QStringLiteral("minimal-responses no"), newAddress, QStringLiteral("named.conf.options")}) {
        if (!m_last.out.contains(part.toUtf8()))
            return fault(QStringLiteral("The difference does not show \"%1\".").arg(part));
    }
    return everyServerAnswers({oldAddress, false}, QStringLiteral("After staging"));
}

bool MainJob::deploy()
{
    head(QStringLiteral("Prepare: verified and pushed to every member, which go on serving the old"));
    if (!lockstep({QStringLiteral("prepare"), QStringLiteral("-m"), QStringLiteral("a new web server")}, 0) ||
        !everyServerAnswers({oldAddress, false}, QStringLiteral("After prepare")))
        return false;
    head(QStringLiteral("Deploy: every member switches and proves it on the wire"));
    return lockstep({QStringLiteral("deploy"), QStringLiteral("-m"), QStringLiteral("a new web server")}, 0) &&
           everyServerAnswers({newAddress, true}, QStringLiteral("After deploy")) && secondaryFollows(newAddress) &&
           lockstep({QStringLiteral("diff")}, 0) && lockstep({QStringLiteral("status")}, 0);
}

bool MainJob::rollBack()
{
    head(QStringLiteral("Roll back: the old content again, with serials that secondaries follow"));
    return lockstep({QStringLiteral("rollback"), QStringLiteral("-m"), QStringLiteral("it was the wrong one")}, 0) &&
           everyServerAnswers({oldAddress, false}, QStringLiteral("After roll back")) && secondaryFollows(oldAddress) &&
           lockstep({QStringLiteral("status")}, 0) && lockstep({QStringLiteral("history")}, 0);
}

QString MainJob::run()
{
    if (adopt() && change() && deploy() && rollBack())
        m_tell(QStringLiteral("\nAll of it held."));
    return m_fault;
}

} // namespace lockstep
