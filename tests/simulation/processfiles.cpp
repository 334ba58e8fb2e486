// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/processfiles.h"

namespace lockstep {

namespace {
std::unexpected<Error> broken(const QString &path) { return fail(QStringLiteral("file.io"), {path, QStringLiteral("use")}); }
} // namespace

void ProcessFiles::dieAt(int n, bool afterEffect, std::function<void()> told)
{
    m_dieAt = n;
    m_afterEffect = afterEffect;
    m_told = std::move(told);
}

bool ProcessFiles::fails(bool changing)
{
    const bool now = (m_failTouch > 0 && --m_failTouch == 0) || (changing && m_failChange > 0 && --m_failChange == 0);
    m_faults += now;
    return now;
}

template <class Call> auto ProcessFiles::look(const QString &path, Call call) -> decltype(call())
{
    if (!*m_life || fails(false))
        return broken(path);
    return call();
}

template <class Call> Result<void> ProcessFiles::change(const QString &path, Call call, bool syncing)
{
    if (!*m_life)
        return broken(path);
    if (m_dieAt > 0 && --m_dieAt == 0) {
        if (m_afterEffect)
            (void)call();
        m_told();
        return broken(path);
    }
    if (fails(true))
        return syncing ? m_disk.failSync(path) : broken(path);
    return call();
}

Result<QByteArray> ProcessFiles::read(const QString &path)
{
    if (m_spoiled.contains(path))
        return broken(path);
    return look(path, [&] { return m_disk.read(path); });
}

Result<void> ProcessFiles::write(const QString &path, const QByteArray &bytes, uint mode)
{
    return change(path, [&] { return m_disk.write(path, bytes, mode); });
}

Result<void> ProcessFiles::append(const QString &path, const QByteArray &bytes, uint mode)
{
    return change(path, [&] { return m_disk.append(path, bytes, mode); });
}

Result<void> ProcessFiles::sync(const QString &path)
{
    return change(path, [&] { return m_disk.sync(path); }, true);
}

Result<void> ProcessFiles::rename(const QString &from, const QString &to)
{
    return change(from, [&] { return m_disk.rename(from, to); });
}

Result<void> ProcessFiles::exchange(const QString &one, const QString &other)
{
    return change(one, [&] { return m_disk.exchange(one, other); });
}

Result<void> ProcessFiles::remove(const QString &path)
{
    return change(path, [&] { return m_disk.remove(path); });
}

Result<void> ProcessFiles::makeFolder(const QString &path, uint mode)
{
    return change(path, [&] { return m_disk.makeFolder(path, mode); });
}

Result<void> ProcessFiles::makeLink(const QString &target, const QString &path)
{
    return change(path, [&] { return m_disk.makeLink(target, path); });
}

Result<QString> ProcessFiles::readLink(const QString &path)
{
    return look(path, [&] { return m_disk.readLink(path); });
}

Result<FileFacts> ProcessFiles::facts(const QString &path)
{
    return look(path, [&] { return m_disk.facts(path); });
}

Result<QStringList> ProcessFiles::list(const QString &folder)
{
    return look(folder, [&] { return m_disk.list(folder); });
}

Result<void> ProcessFiles::setTime(const QString &path, qint64 mtime)
{
    return change(path, [&] { return m_disk.setTime(path, mtime); });
}

Result<void> ProcessFiles::setMode(const QString &path, uint mode)
{
    return change(path, [&] { return m_disk.setMode(path, mode); });
}

Result<void> ProcessFiles::setOwner(const QString &path, uint uid, uint gid)
{
    return change(path, [&] { return m_disk.setOwner(path, uid, gid); });
}

Result<qint64> ProcessFiles::freeBytes(const QString &path)
{
    return look(path, [&] { return m_disk.freeBytes(path); });
}

} // namespace lockstep
