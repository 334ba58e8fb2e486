// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/localtext.h"
#include "core/cli/verbs.h"
#include "core/namedconf/confcheck.h"
#include "core/zone/zonecheck.h"

namespace lockstep {

// What the verbs that need no master share.

// The person named the file: a link is followed.
Result<QByteArray> readLocal(const QString &path);
// $INCLUDE as named-checkzone reads it: relative to where one stands.
Result<QByteArray> readIncluded(const QString &name);

// A folder like /etc/bind, perhaps a copy somewhere else: paths that named would open in /etc/bind are looked for in it.
class ConfFolder
{
public:
    // Errors: cli.folder.
    static Result<ConfFolder> open(const QString &folder);
    Result<QByteArray> read(const QString &path) const;
    Config config() const; // of its named.conf

private:
    QString placed(const QString &path) const;
    QString m_base;
};

// Tells the problems; Different when there are some.
Result<Exit> complain(Console &console, const QList<Error> &problems);
// Findings as sentences, warnings and notes marked as such; with --json as a list of {severity, code, args, origin, detail, text}.
// Different when there is an error; with `strict` when there is a warning too. A note is no fault.
Result<Exit> tell(Console &console, const QList<ConfFinding> &findings, qsizetype more, bool strict);
QList<ConfFinding> asFindings(const QList<ZoneFinding> &findings);
// What was read, printed back as it is read; with --json as {path, digest, bytes (base64), problems}.
Result<Exit> printBack(Console &console, const QString &path, const QByteArray &bytes, const QList<Error> &problems);
// A zone's name in wire form; "example." when it is empty, the root when it is no name.
QByteArray zoneOrigin(const QString &name);
// The same for a text, which may say itself what it is when no name is given.
QByteArray zoneOrigin(const QString &name, QByteArrayView text);

} // namespace lockstep
