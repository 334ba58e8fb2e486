// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/snapshot/snapshot.h"

#include <QRegularExpression>

#include <functional>

namespace lockstep {

// What reading folders as a snapshot found. Links, devices and unsafe names are problems; excluded names are listed.
struct Scan
{
    Snapshot snapshot;
    QList<Error> problems;
    QStringList excluded; // absolute paths
};

// Names that fit one of some patterns (as a shell has them).
class Exclusions
{
public:
    explicit Exclusions(const QStringList &patterns);
    bool has(const QString &name) const;

private:
    QList<QRegularExpression> m_patterns;
};

// Names that are never managed: package leftovers, editor backups, control keys, files that named itself writes.
QStringList defaultExclusions();

// Reads the roots; `bytes` receives every file once. A file that others may not read becomes Secret.
Result<Scan> scanFolders(Files &files, const QList<Root> &roots, const QStringList &exclusions,
                         const std::function<Result<void>(const Entry &, const QByteArray &)> &bytes = {});

} // namespace lockstep
