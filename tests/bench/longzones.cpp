// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/longzones.h"

namespace lockstep {

namespace {

QByteArray lineOf(int i, bool changed)
{
    const QByteArray n = QByteArray::number(i);
    const QByteArray address = "10." + QByteArray::number(i >> 16 & 255) + '.' + QByteArray::number(i >> 8 & 255) + '.' +
                               QByteArray::number(changed ? (i + 1) & 255 : i & 255);
    switch (i % 10) {
    case 0:
        return "mail-" + n + "\tIN\tMX\t" + (changed ? "20" : "10") + " mx1\n";
    case 1:
        return "six-" + n + "\t300\tIN\tAAAA\t2001:db8:" + (changed ? "ffff" : n.right(3)) + "::" + n.right(4) + '\n';
    case 2:
        return "alias" + n + "\tIN\tCNAME\t" + (changed ? "ns2" : "ns1") + "\n";
    case 3:
        return "note" + n + "\tIN\tTXT\t\"v=spf1 ip4:" + address + " -all\" \"tag=" + n + "\"\n";
    case 4:
        return "_sip._udp.h" + n + "\t600\tIN\tSRV\t10 " + (changed ? "61" : "60") + " 5060 sip1 ; phones\n";
    default:
        return "alpha-beta" + n + ".lab\tIN\tA\t" + address + '\n';
    }
}

QByteArray head(const QByteArray &zone, const QByteArray &serial)
{
    return "$ORIGIN " + zone + ".\n$TTL 3600\n@\tIN\tSOA\tns1 hostmaster (\n\t" + serial +
           " ; serial\n\t7200 3600 1209600 3600 )\n\tIN\tNS\tns1\nns1\tIN\tA\t192.0.2.1\nns2\tIN\tA\t192.0.2.2\nmx1\tIN\tA\t192.0.2.3\n"
           "sip1\tIN\tA\t192.0.2.4\n";
}

} // namespace

ZonePair zonePair(int lines, int changed)
{
    ZonePair pair{head("example.net", "2026112301"), head("example.net", "2026112302")};
    const int first = int(pair.before.count('\n'));
    pair.before.reserve(qsizetype(lines) * 48);
    pair.after.reserve(qsizetype(lines) * 48);
    const int every = std::max(lines / std::max(changed, 1), 1);
    for (int i = first; i < lines; ++i) {
        const QByteArray line = lineOf(i, false);
        pair.before += line;
        const int place = i % every == every / 2 ? i / every : -1;
        if (place < 0)
            pair.after += line;
        else if (place % 10 == 7)
            continue;
        else if (place % 10 == 8)
            pair.after += "new-" + QByteArray::number(i) + "\tIN\tA\t192.0.2.9\n" + line;
        else if (place % 10 == 9)
            pair.after += line.chopped(1) + " ; moved to the new hall\n";
        else
            pair.after += lineOf(i, true);
    }
    return pair;
}

ReviewFile zoneFile(const QString &zone, const QByteArray &before, const QByteArray &after)
{
    ReviewFile file = reviewFile(QStringLiteral("zones/%1.db").arg(zone), before, after);
    file.root = QStringLiteral("etc-bind");
    file.kind = ReviewFile::Kind::Zone;
    file.zone = zone;
    file.title = zone;
    return file;
}

QList<ReviewFile> manyZones(int count)
{
    QList<ReviewFile> files;
    files.reserve(count);
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "zone" + QByteArray::number(i).rightJustified(5, '0') + ".example";
        QByteArray hosts;
        for (int host = 0; host < 10; ++host)
            hosts += lineOf(i * 10 + host, false);
        QByteArray changed = hosts;
        changed.replace(lineOf(i * 10 + 5, false), lineOf(i * 10 + 5, true));
        files.append(zoneFile(QString::fromLatin1(name), head(name, "2026112301") + hosts, head(name, "2026112302") + changed));
    }
    return files;
}

} // namespace lockstep
