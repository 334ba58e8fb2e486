// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"
#include "core/namedconf/effective.h"

#include <QDir>
#include <QSet>

namespace lockstep {

namespace {

QByteArray unquoted(const QByteArray &value)
{
    return value.size() > 1 && value.startsWith('"') && value.endsWith('"') ? value.mid(1, value.size() - 2) : value;
}

} // namespace

// BIND manual, "journal", "inline-signing" and the "-file" options.
QList<FileUse> filesOf(const Config &config)
{
    QList<FileUse> files = config.uses;
    const auto imply = [&](const QString &path, const QByteArray &statement, const Origin &origin) {
        files.append({QDir::cleanPath(path.startsWith(u'/') ? path : config.directory + u'/' + path), statement, true, origin, true});
    };
    QSet<QByteArray> named;
    for (const FileUse &use : config.uses)
        named.insert(use.statement);
    for (const ZoneDecl &zone : config.zones) {
        if (zone.file.isEmpty())
            continue;
        const bool transferred = zone.type == QLatin1String("secondary") || zone.type == QLatin1String("mirror");
        if ((zone.dynamic || transferred) && !zone.journal)
            imply(zone.file + QStringLiteral(".jnl"), "journal", zone.origin);
        if (!zone.signs)
            continue;
        for (const char *ending : {".signed", ".signed.jnl", ".jbk"})
            imply(zone.file + QLatin1String(ending), "inline-signing", zone.origin);
    }
    for (const char *option : {"dump-file", "memstatistics-file", "recursing-file", "secroots-file", "statistics-file"}) {
        const QList<QByteArray> own = bindDefaults(option);
        if (!named.contains(option) && !own.isEmpty())
            imply(QString::fromUtf8(unquoted(own.first())), option, {});
    }
    return files;
}

} // namespace lockstep
