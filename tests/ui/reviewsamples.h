// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"

#include <QWidget>

namespace lockstep {

// A zone of an office with `hosts` more names.
inline QByteArray sampleZone(const QByteArray &serial, int hosts = 60)
{
    QByteArray text = "$TTL 3600\n$ORIGIN example.net.\n@\t\tIN SOA\tns1 hostmaster (\n\t\t\t" + serial +
                      "\t; serial\n\t\t\t7200\t\t; refresh\n\t\t\t3600\t\t; retry\n\t\t\t1209600\t\t; expire\n\t\t\t3600 )\t\t; negative\n"
                      "\n; --- servers\n@\t\tIN NS\tns1\n@\t\tIN NS\tns2\n@\t\tIN MX\t10 mail\nns1\t\tIN A\t192.0.2.1\nns2\t\tIN A\t192.0.2.2\n"
                      "mail\t\tIN A\t192.0.2.3\nmail\t\tIN AAAA\t2001:db8::3\n@\t\tIN TXT\t\"v=spf1 mx -all\"\n\n; --- hosts\n";
    for (int i = 1; i <= hosts; ++i)
        text += "host" + QByteArray::number(i) + "\t\tIN A\t198.51.100." + QByteArray::number(i % 250) + '\n';
    return text;
}

inline QByteArray changedZone()
{
    QByteArray text = sampleZone("2026112602");
    text.replace("192.0.2.3\n", "192.0.2.33\n");
    text.replace("v=spf1 mx -all", "v=spf1 mx ip4:192.0.2.0/24 -all");
    text.replace("host20\t\tIN A\t198.51.100.20\n", "");
    text.replace("host40\t\tIN A\t198.51.100.40\n",
                 "host40\t\tIN A\t198.51.100.40\napi\t\t300 IN AAAA\t2001:db8::5\napi\t\t300 IN A\t198.51.100.77\n");
    return text;
}

inline QList<ReviewFile> sampleFiles()
{
    const auto zone = [](const char *name, const char *view, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after) {
        ReviewFile file = reviewFile(QStringLiteral("zones/%1.db").arg(QLatin1String(name)), before, after);
        file.root = QStringLiteral("etc-bind");
        file.kind = ReviewFile::Kind::Zone;
        file.zone = QLatin1String(name);
        file.view = QLatin1String(view);
        file.title = file.view.isEmpty() ? file.zone : QStringLiteral("%1 (%2)").arg(file.zone, file.view);
        file.serialOnly = isSerialAlone(file);
        return file;
    };
    const auto conf = [](const char *path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after) {
        ReviewFile file = reviewFile(QLatin1String(path), before, after);
        file.root = QStringLiteral("etc-bind");
        return file;
    };
    const QByteArray options =
        "options {\n\tdirectory \"/var/cache/bind\";\n\trecursion no;\n\tallow-transfer { none; };\n\tdnssec-validation auto;\n};\n\n"
        "key \"transfer\" {\n\talgorithm hmac-sha256;\n\tsecret \"b2xkIHNlY3JldA==\";\n};\n\n"
        "zone \"example.net\" {\n\ttype primary;\n\tfile \"/etc/bind/zones/example.net.db\";\n};\n";
    QByteArray fresh = options;
    fresh.replace("allow-transfer { none; };", "allow-transfer { key transfer; 192.0.2.2; };");
    fresh.replace("b2xkIHNlY3JldA==", "bmV3IHNlY3JldA==");
    fresh += "\nzone \"new.example\" {\n\ttype primary;\n\tfile \"/etc/bind/zones/new.example.db\";\n};\n";
    return {zone("example.net", "external", sampleZone("2026112601"), changedZone()),
            zone("new.example", "", std::nullopt, sampleZone("2026112601", 4)), zone("old.example", "", sampleZone("2025010101", 6), std::nullopt),
            zone("quiet.example", "", sampleZone("2026112601"), sampleZone("2026112602")), conf("named.conf.local", options, fresh)};
}

// The same with what a master would send along: both configurations.
inline ReviewSet sampleSet(const QList<ReviewFile> &files = sampleFiles())
{
    ReviewSet set;
    set.files = files;
    set.before.mainFile = set.after.mainFile = QStringLiteral("/etc/bind/named.conf.local");
    for (ReviewFile &file : set.files) {
        file.place = QStringLiteral("/etc/bind/") + file.path;
        if (file.kind != ReviewFile::Kind::Configuration)
            continue;
        set.before.texts.insert(file.place, file.before.value_or(QByteArray()));
        set.after.texts.insert(file.place, file.after.value_or(QByteArray()));
    }
    return set;
}

// Shows what is under test as a person sees it, in the folder that LOCKSTEP_PICTURES names; nothing without it.
inline void picture(QWidget &widget, const char *name)
{
    if (const QString folder = qEnvironmentVariable("LOCKSTEP_PICTURES"); !folder.isEmpty())
        widget.grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png"));
}

} // namespace lockstep
