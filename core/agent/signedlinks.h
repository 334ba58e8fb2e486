// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/confreading.h"

namespace lockstep {

// The links in named's own folders through which it reads the managed text of zones that it signs (signedsource.h): each leads to
// the path below the root, which `current` switches, so that a link is made once and never changes.
class SignedLinks
{
public:
    using Targets = QMap<QString, QString>; // link -> where it leads
    explicit SignedLinks(Files &files) : m_files(files) {}

    static Targets of(const ConfigFacts &facts);
    // Those that are not there as they should be.
    Targets missing(const Targets &targets) const;
    // What lies where a link belongs and is none of `owned`, which this program made.
    QList<Error> problems(const ConfigFacts &facts, const QStringList &owned) const;
    // Durable when it returns; what is in `owned` is replaced, whatever it has become. Errors: agent.linktaken.
    Result<void> make(const Targets &targets, const QStringList &owned);
    // Only links are removed.
    Result<void> drop(const QStringList &links);

private:
    bool isTaken(const QString &link, const QString &target, const QStringList &owned) const;
    Files &m_files;
};

} // namespace lockstep
