// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simcontent.h"

namespace lockstep {

QByteArray simZone(quint32 serial, int hosts)
{
    QByteArray zone = "$TTL 3600\n@ IN SOA ns1 hostmaster ( " + QByteArray::number(serial) +
                      " 7200 3600 1209600 3600 ) ; by hand\n"
                      "@ IN NS ns1\nns1 IN A 192.0.2.1\n";
    for (int i = 1; i <= hosts; ++i)
        zone += "h" + QByteArray::number(i) + " IN A 10.0.0." + QByteArray::number(i) + '\n';
    return zone;
}

void writeSimContent(MemoryFiles &disk, int member)
{
    const QByteArray number = QByteArray::number(member + 1);
    const auto put = [&](const char *path, const QByteArray &bytes, uint mode = 0644) { (void)disk.write(QString::fromLatin1(path), bytes, mode); };
    for (const char *folder : {"/etc/bind/zones", "/var/cache/bind", "/var/lib"})
        (void)disk.makePath(QString::fromLatin1(folder), 0755);
    put("/etc/bind/named.conf", "// as Debian has it\ninclude \"/etc/bind/named.conf.options\";\ninclude \"/etc/bind/named.conf.local\";\n");
    put("/etc/bind/named.conf.options", "options {\n\tdirectory \"/var/cache/bind\";\n\tlisten-on { 127.0.0.1; 10.53.0." + number +
                                            "; };\n\tserver-id \"ns" + number + "\";\n\trecursion no;\n\tversion \"v0\";\n};\n");
    put("/etc/bind/named.conf.local", "zone \"example.net\" { type primary; file \"/etc/bind/zones/example.net.db\"; };\n"
                                      "zone \"a.example\" { type primary; file \"/etc/bind/zones/a.example.db\"; };\n"
                                      "zone \"b.example\" { type primary; file \"/etc/bind/zones/b.example.db\"; };\n");
    put("/etc/bind/zones/example.net.db", simZone(2026010101, 6));
    put("/etc/bind/zones/a.example.db", simZone(7, 2));
    put("/etc/bind/zones/b.example.db", simZone(4294967294U, 2)); // about to wrap
    put("/etc/bind/rndc.key", "key \"rndc-key\" { algorithm hmac-sha256; secret \"" + QByteArray("secret of " + number).toBase64() + "\"; };\n",
        0640);
    disk.syncAll();
}

} // namespace lockstep
