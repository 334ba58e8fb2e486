// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/signedsource.h"

namespace lockstep {

const QStringList &namedFolders()
{
    static const QStringList folders{QStringLiteral("/var/lib/bind"), QStringLiteral("/var/cache/bind")};
    return folders;
}

bool signsBeside(const ZoneDecl &zone) { return zone.type == QLatin1String("primary") && zone.inView.isEmpty() && zone.signs && !zone.dynamic; }

QStringList signedSources(const QStringList &roots, const QString &file)
{
    QStringList sources;
    for (const QString &folder : namedFolders()) {
        for (const QString &root : roots) {
            if (file.startsWith(folder + u'/'))
                sources.append(root + QStringLiteral("/signed/") + file.mid(folder.size() + 1));
        }
    }
    return sources;
}

} // namespace lockstep
