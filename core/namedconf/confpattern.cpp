// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"

#include <algorithm>
#include <fnmatch.h>

namespace lockstep {

bool isPattern(const QString &path) { return path.contains(u'*') || path.contains(u'?') || path.contains(u'['); }

std::optional<QStringList> expandPattern(const QString &pattern, const ConfLister &lister)
{
    QStringList found{QString()};
    const QStringList parts = pattern.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QByteArray wanted = parts[i].toUtf8();
        const bool last = i + 1 == parts.size();
        QStringList next;
        for (const QString &folder : found) {
            if (!isPattern(parts[i]) && !last) {
                next.append(folder + u'/' + parts[i]);
                continue;
            }
            const std::optional<QStringList> names = lister(folder.isEmpty() ? QStringLiteral("/") : folder);
            if (!names)
                return {};
            for (const QString &name : *names) {
                if (fnmatch(wanted.constData(), name.toUtf8().constData(), FNM_PERIOD) == 0)
                    next.append(folder + u'/' + name);
            }
        }
        found = next;
    }
    std::sort(found.begin(), found.end(), [](const QString &a, const QString &b) { return a.toUtf8() < b.toUtf8(); });
    return found;
}

} // namespace lockstep
