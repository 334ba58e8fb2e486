// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/livegroup.h"

#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lockstep {

namespace {

HostContent smallContent()
{
    HostContent content;
    content.records = 0;
    return content;
}

QJsonObject stateOf(const Host &host) { return QJsonDocument::fromJson(host.read(QStringLiteral("/var/lib/lockstep/state.json"))).object(); }

} // namespace

LiveGroup::LiveGroup(const std::function<void(const Host &)> &furnish)
    : m_servers(3, smallContent(), qEnvironmentVariable("LOCKSTEP_BIN"), furnish), m_fault(m_servers.adoptAll(QStringLiteral("Edge"))),
      m_live(QStringLiteral("192.0.2.1")), m_staged(m_live)
{
}

Host::Output LiveGroup::lockstep(const QString &words, const QByteArray &input) { return m_servers.lockstep(words.split(u'|'), input); }

bool LiveGroup::stageAddress(const QString &address)
{
    const Host::Output done = lockstep(QStringLiteral("stage|record|change|example.net|www|A %1|A %2|--view|external").arg(m_live, address));
    m_staged = address;
    return done.exit == 0;
}

QString LiveGroup::answer(int index)
{
    return host(index).dig({QStringLiteral("+short"), QStringLiteral("+norec"), QStringLiteral("+tcp"), u'@' + host(index).address(),
                            QStringLiteral("www.example.net"), QStringLiteral("A")});
}

bool LiveGroup::awaitAnswer(int index)
{
    const auto answers = [&] {
        const QString told = answer(index);
        return !told.isEmpty() && !told.startsWith(u';'); // what dig says of a server that is not there yet
    };
    return comes(answers, 60000);
}

bool LiveGroup::everyServerAnswersLive()
{
    for (int i = 0; i < m_servers.sandbox().size(); ++i) {
        // The server's own address lies in the external view only for others: ask from the next one.
        const QString seen = host((i + 1) % 3)
                                 .dig({QStringLiteral("+short"), QStringLiteral("+norec"), u'@' + host(i).address(),
                                       QStringLiteral("www.example.net"), QStringLiteral("A")});
        if (seen != m_live)
            return false;
    }
    return true;
}

QString LiveGroup::quiet()
{
    m_staged = m_live;
    const Host::Output status = lockstep(QStringLiteral("status"));
    if (!status.out.startsWith("Edge: in-sync\n") || !status.out.contains("staged    0 undeployed") || status.out.contains("\n  running "))
        return QString::fromUtf8(status.out + status.err);
    return everyServerAnswersLive() ? QString() : QStringLiteral("A server does not answer %1.").arg(m_live);
}

bool LiveGroup::isSwitched(int index) { return !stateOf(host(index)).value(QLatin1String("switched")).toObject().isEmpty(); }

QString LiveGroup::tree(int index) const
{
    const QString current = QFile::symLinkTarget(host(index).outside(QStringLiteral("/var/lib/lockstep/current")));
    return QStringLiteral("/var/lib/lockstep/gen/") + current.section(u'/', -1);
}

bool LiveGroup::isProved(int index)
{
    return isSwitched(index) && QString::number(stateOf(host(index)).value(QLatin1String("proved")).toInt()) == tree(index).section(u'/', -1);
}

bool LiveGroup::isKnownProved(int index)
{
    if (!isProved(index))
        return false;
    const QJsonObject status = QJsonDocument::fromJson(lockstep(QStringLiteral("--json|status")).out).object();
    const QJsonArray members = status.value(QLatin1String("operation")).toObject().value(QLatin1String("members")).toArray();
    return members.at(index).toObject().value(QLatin1String("step")).toString() == QLatin1String("proved");
}

} // namespace lockstep
