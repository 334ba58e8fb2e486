// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

inline const QString mainConf = QStringLiteral("/etc/bind/named.conf");

// Reads a configuration whose files stand in a map, by absolute path.
inline Config readSample(const QMap<QString, QByteArray> &files)
{
    return readConfig(mainConf, [files](const QString &path) -> Result<QByteArray> {
        if (files.contains(path))
            return files.value(path);
        return fail(QStringLiteral("file.missing"), {path});
    });
}
inline Config readSample(const QByteArray &text) { return readSample({{mainConf, text}}); }

} // namespace lockstep
