// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hostcontent.h"

#include <QCryptographicHash>

#include <sys/stat.h>

namespace lockstep {

namespace {

const QByteArray transferSecret = QByteArray("demonstration only, 32 bytes long").left(32).toBase64();

QByteArray optionsFile(const Host &host)
{
    return "options {\n"
           "\tdirectory \"/var/cache/bind\";\n"
           "\n"
           "\t// What differs on every server.\n"
           "\tlisten-on { 127.0.0.1; " +
           host.address().toLatin1() +
           "; };\n"
           "\tlisten-on-v6 { none; };\n"
           "\tserver-id \"" +
           host.name().toLatin1() +
           "\";\n"
           "\n"
           "\trecursion no;\n"
           "\tdnssec-validation no;\n"
           "\tallow-transfer { key \"transfer.example.net\"; };\n"
           "\tnotify explicit;\n"
           "\talso-notify { 10.53.0.200; };\n"
           "\tminimal-responses yes;\n"
           "\tversion \"not told\";\n"
           "};\n";
}

QByteArray mainFile()
{
    return "// The primary configuration file of the company's name servers.\n"
           "include \"/etc/bind/named.conf.options\";\n"
           "include \"/etc/bind/keys/transfer.key\";\n"
           "\n"
           "statistics-channels { inet 127.0.0.1 port 8053 allow { 127.0.0.1; }; };\n"
           "\n"
           "acl internal { 10.0.0.0/16; 127.0.0.1; };\n"
           "\n"
           "include \"/etc/bind/named.conf.local\";\n";
}

QByteArray zoneStatement(const char *name, const char *file)
{
    return QByteArray("\tzone \"") + name + "\" { type primary; file \"/etc/bind/zones/" + file + "\"; };\n";
}

QByteArray localFile(const HostContent &content)
{
    QByteArray shared = zoneStatement("53.10.in-addr.arpa", "53.10.db") + zoneStatement("8.b.d.0.1.0.0.2.ip6.arpa", "2001-db8.db");
    if (content.records > 0)
        shared += zoneStatement("dhcp.example.net", "dhcp.example.net.db");
    for (int i = 1; i <= content.customers; ++i) {
        const QByteArray name = "z" + QByteArray::number(i) + ".example";
        shared += zoneStatement(name.constData(), ("customers/" + name + ".db").constData());
    }
    if (!content.views)
        return "// Zones\n" + zoneStatement("example.net", "example.net.db") + shared;
    return "view \"internal\" {\n"
           "\tmatch-clients { internal; };\n" +
           zoneStatement("example.net", "internal/example.net.db") +
           "};\n"
           "\n"
           "view \"external\" {\n"
           "\tmatch-clients { any; };\n" +
           zoneStatement("example.net", "example.net.db") + shared + "};\n";
}

QByteArray companyZone(bool internal)
{
    QByteArray zone = "; example.net, as the world sees it\n";
    if (internal)
        zone = "; example.net, as seen from inside\n";
    zone += "$TTL 3600\n"
            "@\tIN\tSOA\tns1 hostmaster (\n"
            "\t\t\t2026112301 ; serial\n"
            "\t\t\t7200       ; refresh\n"
            "\t\t\t3600       ; retry\n"
            "\t\t\t1209600    ; expire\n"
            "\t\t\t3600 )     ; negative caching\n"
            "\n"
            "; --- name servers\n"
            "\tIN\tNS\tns1\n"
            "\tIN\tNS\tns2\n"
            "\tIN\tNS\tns3\n"
            "ns1\tIN\tA\t10.53.0.1\n"
            "ns2\tIN\tA\t10.53.0.2\n"
            "ns3\tIN\tA\t10.53.0.3\n"
            "\n"
            "; --- mail\n"
            "@\tIN\tMX\t10 mx1\n"
            "@\tIN\tMX\t20 mx2\n"
            "@\tIN\tTXT\t\"v=spf1 mx -all\"\n"
            "_dmarc\tIN\tTXT\t\"v=DMARC1; p=reject\"\n"
            "mx1\tIN\tA\t192.0.2.25\n"
            "mx2\tIN\tA\t192.0.2.26\n"
            "@\tIN\tCAA\t0 issue \"ca.example\"\n"
            "\n"
            "; --- web\n";
    zone += internal ? "www\tIN\tA\t10.0.0.80\n" : "www\tIN\tA\t192.0.2.1\n";
    zone += "\tIN\tAAAA\t2001:db8::80\n"
            "old\tIN\tCNAME\twww\n"
            "_sip._udp\tIN\tSRV\t10 60 5060 sip\n"
            "sip\tIN\tA\t192.0.2.60\n";
    if (!internal)
        zone += "\n; --- delegations\nlab\tIN\tNS\tns.lab\nns.lab\tIN\tA\t192.0.2.53\n";
    return zone;
}

QByteArray reverseZone(bool six)
{
    QByteArray zone = "$TTL 86400\n@ IN SOA ns1.example.net. hostmaster.example.net. ( 2026112301 7200 3600 1209600 3600 )\n"
                      "@ IN NS ns1.example.net.\n@ IN NS ns2.example.net.\n";
    for (int i = 1; i <= 20; ++i) {
        const QByteArray number = QByteArray::number(i);
        zone += six ? QByteArray::number(i % 16, 16) + ".0.0.0 IN PTR host" + number + ".example.net.\n"
                    : number + ".0 IN PTR host" + number + ".example.net.\n";
        if (six && i == 15)
            break;
    }
    return zone;
}

QByteArray largeZone(int records)
{
    QByteArray zone = "$TTL 300\n@ IN SOA ns1.example.net. hostmaster.example.net. ( 2026112301 7200 3600 1209600 300 )\n"
                      "@ IN NS ns1.example.net.\n@ IN NS ns2.example.net.\n";
    for (int i = 0; i < records; ++i)
        zone += "client-" + QByteArray::number(i) + "\tIN\tA\t10." + QByteArray::number(100 + i / 65536) + '.' + QByteArray::number(i / 256 % 256) +
                '.' + QByteArray::number(i % 256) + '\n';
    return zone;
}

} // namespace

QByteArray customerZone(quint32 serial)
{
    QByteArray zone = "$TTL 3600\n@ IN SOA ns1 root ( " + QByteArray::number(serial) + " 7200 3600 1209600 3600 )\n  IN NS ns1\nns1 IN A 192.0.2.1\n";
    for (int k = 1; k <= 20; ++k)
        zone += "h" + QByteArray::number(k) + " IN A 10.0.0." + QByteArray::number(k) + '\n';
    return zone;
}

void writeContent(const Host &host, const HostContent &content)
{
    const QString etc = QStringLiteral("/etc/bind/");
    host.write(etc + QStringLiteral("named.conf"), mainFile());
    host.write(etc + QStringLiteral("named.conf.options"), optionsFile(host));
    host.write(etc + QStringLiteral("named.conf.local"), localFile(content));
    host.write(etc + QStringLiteral("keys/transfer.key"),
               "key \"transfer.example.net\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + transferSecret + "\";\n};\n", 0640);
    const QByteArray control = QCryptographicHash::hash("control of " + host.name().toUtf8(), QCryptographicHash::Sha256);
    host.write(etc + QStringLiteral("rndc.key"), "key \"rndc-key\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + control.toBase64() + "\";\n};\n",
               0640);
    if (!namedUser().isEmpty())
        host.run({QStringLiteral("chown"), QStringLiteral("root:bind"), etc + QStringLiteral("keys/transfer.key"), etc + QStringLiteral("rndc.key")});
    const QString zones = etc + QStringLiteral("zones/");
    host.write(zones + QStringLiteral("example.net.db"), companyZone(false));
    if (content.views)
        host.write(zones + QStringLiteral("internal/example.net.db"), companyZone(true));
    host.write(zones + QStringLiteral("53.10.db"), reverseZone(false));
    host.write(zones + QStringLiteral("2001-db8.db"), reverseZone(true));
    if (content.records > 0)
        host.write(zones + QStringLiteral("dhcp.example.net.db"), largeZone(content.records));
    for (int i = 1; i <= content.customers; ++i)
        host.write(zones + QStringLiteral("customers/z%1.example.db").arg(i), customerZone(1));
}

} // namespace lockstep
