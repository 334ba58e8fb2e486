// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandbox.h"

namespace lockstep {

// A folder on a disk of its own that can lose its power: an ext4 file system in a file of the sandbox's memory, on a loop device.
// It is mounted so that it writes nothing out before it is asked to (commit=600, noauto_da_alloc). When the power goes, what no
// fsync had reached is lost. The kernel takes mounts and loop device away with the sandbox, however that ends.
class LossyDisk
{
public:
    // `host`: among whose mounts the folder is; none: among this program's own. What lies in the folder is moved onto the disk.
    LossyDisk(const QString &name, QString folder, const Host *host = nullptr);
    ~LossyDisk();
    LossyDisk(const LossyDisk &) = delete;
    LossyDisk &operator=(const LossyDisk &) = delete;

    // Why there is none, or empty.
    QString fault() const { return m_fault; }
    // From now on nothing reaches the disk; whoever has files open there gets errors. What is wrong, or empty.
    QString losePower();
    // Checks the disk and mounts it again; nobody may have files open there any more. What is wrong, or empty.
    QString comeBack();
    // What fsck said at the last comeBack(): "clean", or its words.
    QString checked() const { return m_checked; }

private:
    Host::Output run(const QStringList &command) const;
    QString place() const; // the folder, for this program
    QString mount() const;
    QString attached() const; // the loop devices that hold the image

    QString m_image;
    QString m_folder;
    const Host *m_host;
    QString m_fault;
    QString m_checked;
};

} // namespace lockstep
