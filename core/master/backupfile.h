// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/base/secret.h"

#include <QMap>

#include <functional>

namespace lockstep {

// One file that holds many, sealed with a secret. A line "lockstep-backup 1" with the version of the format, a line of JSON with
// what scrypt (RFC 7914) makes the key from the secret with, then frames: a length of 4 bytes, and AES-256-GCM over a letter
// and what it stands for (F: a file begins, D: bytes of it, E: the end). The head and a frame's number are authenticated along:
// no frame can be left out, doubled or moved, and a file that was cut short does not end.
class BackupWriter
{
public:
    // Nothing may be at `path`, and nothing is there before publish(): it is written beside it. Errors: file.*.
    // `cost`: the N of scrypt, a power of two; the usual one takes 128 MiB and about half a second.
    static Result<BackupWriter> begin(Files &files, const QString &path, const Secret &secret, qint64 cost = usualCost);
    static constexpr qint64 usualCost = 1 << 17;
    Result<void> add(const QString &name, const QByteArray &bytes);
    Result<void> end();
    // Reads it again from the disk, all of it, before it gets its name. Errors: master.backup.damaged, file.*.
    Result<void> publish();
    // What was written so far goes away.
    void discard();
    Digest written(const QString &name) const { return m_written.value(name); }

private:
    BackupWriter(Files &files, QString path, QByteArray key, QByteArray head);
    Result<void> frame(char kind, QByteArrayView content);
    Result<void> flush();

    Files *m_files;
    QString m_path;
    QString m_draft;
    QByteArray m_key;
    QByteArray m_head;
    QByteArray m_waiting; // not written yet
    qint64 m_frames = 0;
    QMap<QString, Digest> m_written;
};

// Gives its files in their order, and ends without error only if it is whole. It is held in memory meanwhile. Errors:
// master.backup.none (it is none), master.backup.version, master.backup.secret (another secret, or its first bytes are damaged),
// master.backup.damaged, file.*, what `take` gives.
using TakeFile = std::function<Result<void>(const QString &name, const QByteArray &bytes)>;
Result<void> readBackup(Files &files, const QString &path, const Secret &secret, const TakeFile &take);

} // namespace lockstep
