// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/keyplace.h"

#include "core/base/isthere.h"

namespace lockstep {

QString KeyPlace::nextPath() const
{
    const qsizetype dot = m_path.lastIndexOf(u'.');
    return m_path.left(dot) + QStringLiteral("-next") + m_path.sliced(dot);
}

Result<KeyPlace> KeyPlace::load(Files &files, const QString &path, const QString &name)
{
    KeyPlace place(files, path, name);
    LOCKSTEP_TRY(now, Identity::loadOrCreate(files, path, name));
    place.m_now = now;
    LOCKSTEP_TRY(turning, isThere(files, place.nextPath()));
    if (turning) {
        LOCKSTEP_TRY(next, Identity::loadOrCreate(files, place.nextPath(), name));
        place.m_next = next;
    }
    return place;
}

Result<Digest> KeyPlace::makeNext()
{
    if (!m_next) {
        LOCKSTEP_TRY(next, Identity::loadOrCreate(*m_files, nextPath(), m_name));
        m_next = next;
    }
    return m_next->pin();
}

Result<void> KeyPlace::turn(const Digest &pin, const QString &keepAs)
{
    const QString folder = m_path.left(m_path.lastIndexOf(u'/'));
    if (pin == m_now.pin())
        return m_files->sync(folder); // it may have failed the first time
    if (!m_next || m_next->pin() != pin)
        return fail(QStringLiteral("identity.nokey"), {pin.seal()});
    if (!keepAs.isEmpty()) {
        LOCKSTEP_TRY(kept, isThere(*m_files, keepAs));
        if (!kept)
            LOCKSTEP_CHECK(m_files->replace(keepAs, m_now.pem().reveal().toByteArray(), 0600));
    }
    LOCKSTEP_CHECK(m_files->rename(nextPath(), m_path));
    m_now = *m_next;
    m_next.reset();
    return m_files->sync(folder);
}

} // namespace lockstep
