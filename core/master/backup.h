// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/secret.h"

namespace lockstep {

// What was put into a backup, or came out of one.
struct BackupFacts
{
    qint64 taken = 0; // ms UTC
    int groups = 0;
    qint64 objects = 0;
};

// A master's data folder in one file: the database as it is at one moment, whatever the master does meanwhile, every object that
// its groups need, its keys, and the clients that it lets in. Join codes are left out. Read again before the file gets its name.
// Errors: master.nodata, master.backup.busy, file.exists, file.*, store.*, snapshot.*.
Result<BackupFacts> backUp(Files &files, Clock &clock, const QString &data, const QString &path, const Secret &secret);

// Into a folder in which nothing is. Nothing is written before all of it was read; cut short, the folder is no master's
// (master.restore.halfway) until it is emptied and this is said again. A master that starts there waits for confirmRestore().
// Errors: master.restore.notempty, those of readBackup(), file.*.
Result<BackupFacts> restore(Files &files, const QString &data, const QString &path, const Secret &secret);

// Whether a master may start in this folder. Errors: master.restore.halfway.
Result<void> checkRestored(Files &files, const QString &data);

// A secret from a file: at least 16 bytes. Errors: master.backup.weakfile, file.*.
Result<Secret> keyFileSecret(Files &files, const QString &path);
// What a person typed, twice the same for a backup. Errors: master.backup.weak, master.backup.twice.
Result<Secret> chosenPassphrase(const Secret &first, const Secret &second);

} // namespace lockstep
