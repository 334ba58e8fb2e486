// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/demo/demonstration.h"

#include <QThread>

namespace lockstep {

namespace {

const QString zonesFile = QStringLiteral("/etc/bind/named.conf.local");
const QString optionsFile = QStringLiteral("/etc/bind/named.conf.options");

QByteArray newZone()
{
    return "; shop.example.net, new in November\n$TTL 3600\n"
           "@\tIN\tSOA\tns1.example.net. hostmaster.example.net. ( 2026112501 7200 3600 1209600 3600 )\n"
           "\tIN\tNS\tns1.example.net.\n\tIN\tNS\tns2.example.net.\n\tIN\tMX\t10 mail.example.net.\n"
           "@\tIN\tA\t192.0.2.60\nwww\tIN\tCNAME\t@\napi\t300\tIN\tAAAA\t2001:db8::60\n";
}

class Furnishing
{
public:
    explicit Furnishing(ServerGroup &group) : m_group(group) {}
    // Nothing more is done after the first fault.
    Furnishing &run(const QStringList &words, const QByteArray &input = {})
    {
        if (!m_fault.isEmpty())
            return *this;
        m_last = m_group.lockstep(words, input);
        if (m_last.exit != 0)
            m_fault = QStringLiteral("lockstep %1: %2").arg(words.join(u' '), QString::fromUtf8(m_last.out + m_last.err));
        return *this;
    }
    Furnishing &record(const char *what, const char *zone, const char *view, const QStringList &rest)
    {
        QStringList words{QStringLiteral("stage"), QStringLiteral("record"), QLatin1String(what), QLatin1String(zone)};
        return run(words + rest + QStringList{QStringLiteral("--view"), QLatin1String(view)});
    }
    Furnishing &edit(const QString &file, const std::function<QByteArray(QByteArray)> &change)
    {
        run({QStringLiteral("stage"), QStringLiteral("show"), file});
        return run({QStringLiteral("stage"), QStringLiteral("set"), file, QStringLiteral("--from"), QStringLiteral("-")}, change(m_last.out));
    }
    const QString &fault() const { return m_fault; }

private:
    ServerGroup &m_group;
    Host::Output m_last;
    QString m_fault;
};

bool answers(const Host &host)
{
    for (int i = 0; i < 200; ++i) {
        if (!host.dig({QStringLiteral("+short"), QStringLiteral("+time=1"), u'@' + host.address(), QStringLiteral("www.example.net")}).isEmpty())
            return true;
        QThread::msleep(25);
    }
    return false;
}

} // namespace

QString furnishDemonstration(ServerGroup &group, int members)
{
    for (int i = 0; i < group.sandbox().size(); ++i) {
        if (!answers(group.host(i)))
            return QStringLiteral("BIND on %1 does not answer.").arg(group.host(i).name());
    }
    const QString adopted = group.adoptAll(QStringLiteral("Edge resolvers"), members);
    if (!adopted.isEmpty())
        return adopted;
    Furnishing furnishing(group);
    const char *net = "example.net";
    const char *outside = "external";
    furnishing.record("add", net, outside, {QStringLiteral("status"), QStringLiteral("300 IN A 192.0.2.30")})
        .run({QStringLiteral("prepare"), QStringLiteral("--comment"), QStringLiteral("Status page for the new data centre")})
        .run({QStringLiteral("deploy"), QStringLiteral("--comment"), QStringLiteral("Status page for the new data centre")})
        .record("change", net, outside, {QStringLiteral("www"), QStringLiteral("A 192.0.2.1"), QStringLiteral("A 192.0.2.9")})
        .record("add", net, outside, {QStringLiteral("api"), QStringLiteral("300 IN AAAA 2001:db8::5")})
        .record("add", net, outside, {QStringLiteral("@"), QStringLiteral("IN MX 30 mx3.example.net.")})
        .record("add", net, outside, {QStringLiteral("mx3"), QStringLiteral("IN A 192.0.2.27")})
        .record("remove", net, outside, {QStringLiteral("old"), QStringLiteral("CNAME www.example.net.")})
        .record("change", net, "internal", {QStringLiteral("www"), QStringLiteral("A 10.0.0.80"), QStringLiteral("A 10.0.0.90")})
        .edit(optionsFile, [](QByteArray text) { return text.replace("minimal-responses yes;", "minimal-responses no;"); })
        .run({QStringLiteral("stage"), QStringLiteral("set"), QStringLiteral("/etc/bind/zones/shop.example.net.db"), QStringLiteral("--from"),
              QStringLiteral("-")},
             newZone())
        .edit(zonesFile, [](QByteArray text) {
            const qsizetype end = text.lastIndexOf("};");
            return text.insert(end, "\tzone \"shop.example.net\" { type primary; file \"/etc/bind/zones/shop.example.net.db\"; };\n");
        });
    return furnishing.fault();
}

} // namespace lockstep
