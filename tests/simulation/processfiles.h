// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/memoryfiles.h"
#include "tests/simulation/simclock.h"

#include <QSet>

namespace lockstep {

// A host's disk as one process uses it: counts calls, fails the one it is told to, and can end the process at one, which then
// does nothing more.
class ProcessFiles final : public Files
{
public:
    ProcessFiles(MemoryFiles &disk, Life life) : m_disk(disk), m_life(std::move(life)) {}

    // The n-th call from now that changes (or `any`: touches) the disk.
    void failAt(int n, bool any) { (any ? m_failTouch : m_failChange) = n; }
    // At the n-th change the process ends (`told` runs), before the call or after its effect.
    void dieAt(int n, bool afterEffect, std::function<void()> told);
    // That file cannot be read any more: a bad sector.
    void spoil(const QString &path) { m_spoiled.insert(path); }
    int faults() const { return m_faults; }
    void clearFaults() { m_failChange = m_failTouch = m_dieAt = 0; }

    Result<QByteArray> read(const QString &path) override;
    Result<void> write(const QString &path, const QByteArray &bytes, uint mode) override;
    Result<void> append(const QString &path, const QByteArray &bytes, uint mode) override;
    Result<void> sync(const QString &path) override;
    Result<void> rename(const QString &from, const QString &to) override;
    Result<void> exchange(const QString &one, const QString &other) override;
    Result<void> remove(const QString &path) override;
    Result<void> makeFolder(const QString &path, uint mode) override;
    Result<void> makeLink(const QString &target, const QString &path) override;
    Result<QString> readLink(const QString &path) override;
    Result<FileFacts> facts(const QString &path) override;
    Result<QStringList> list(const QString &folder) override;
    Result<void> setTime(const QString &path, qint64 mtime) override;
    Result<void> setMode(const QString &path, uint mode) override;
    Result<void> setOwner(const QString &path, uint uid, uint gid) override;
    Result<qint64> freeBytes(const QString &path) override;

private:
    template <class Call> auto look(const QString &path, Call call) -> decltype(call());
    template <class Call> Result<void> change(const QString &path, Call call, bool syncing = false);
    bool fails(bool changing);

    MemoryFiles &m_disk;
    Life m_life;
    int m_failChange = 0;
    int m_failTouch = 0;
    int m_dieAt = 0;
    bool m_afterEffect = false;
    int m_faults = 0;
    std::function<void()> m_told;
    QSet<QString> m_spoiled;
};

} // namespace lockstep
