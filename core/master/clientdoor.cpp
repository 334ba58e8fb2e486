// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/clientdoor.h"

#include "core/base/isthere.h"
#include "core/identity/joincode.h"

#include <QLockFile>

namespace lockstep {

namespace {

constexpr qsizetype longestName = 100;

Result<JoinSecrets> load(Files &files, const QString &path)
{
    const Result<QByteArray> text = files.read(path);
    if (!text)
        return text.error().code == QLatin1String("file.missing") ? Result<JoinSecrets>(JoinSecrets()) : fail(text.error());
    LOCKSTEP_TRY(json, parseJson(*text));
    return fromJson<JoinSecrets>(json);
}

// What a stranger calls itself ends up in history and on terminals.
QString plain(const QString &name)
{
    QString kept;
    for (const QChar c : name.left(longestName)) {
        if (c.isPrint())
            kept += c;
    }
    return kept.trimmed();
}

} // namespace

QString ClientDoor::fileOf(const Digest &pin) const { return m_data + QStringLiteral("/clients/") + QString::fromLatin1(pin.hex()); }

Result<Identity> ClientDoor::identity(Files &files, const QString &data)
{
    const QString kept = keptKey(data);
    LOCKSTEP_TRY(turned, isThere(files, kept));
    return Identity::loadOrCreate(files, turned ? kept : data + QStringLiteral("/identity.pem"), QStringLiteral("lockstep-master"));
}

bool ClientDoor::knows(const Digest &pin) const { return m_files.exists(fileOf(pin)); }

QString ClientDoor::nameOf(const Digest &pin) const
{
    const Result<QByteArray> text = m_files.read(fileOf(pin));
    return text ? plain(QString::fromUtf8(*text)) : QString();
}

Result<QString> ClientDoor::issue(const Identity &self, qint64 now)
{
    const QString path = m_data + QStringLiteral("/joincodes.json");
    QLockFile lock(path + QStringLiteral(".lock"));
    (void)lock.lock();
    LOCKSTEP_TRY(secrets, load(m_files, path));
    const Secret secret = secrets.issue(now);
    LOCKSTEP_CHECK(m_files.replace(path, jsonBytes(toJson(secrets)), 0600));
    return JoinCode{self.pin(), secret}.text();
}

Result<void> ClientDoor::redeem(const Secret &secret, const Digest &pin, const QString &name, qint64 now)
{
    const QString path = m_data + QStringLiteral("/joincodes.json");
    QLockFile lock(path + QStringLiteral(".lock"));
    (void)lock.lock();
    LOCKSTEP_TRY(secrets, load(m_files, path));
    const Result<void> redeemed = secrets.redeem(secret, now);
    LOCKSTEP_CHECK(m_files.replace(path, jsonBytes(toJson(secrets)), 0600));
    LOCKSTEP_CHECK(redeemed);
    LOCKSTEP_CHECK(m_files.makePath(m_data + QStringLiteral("/clients"), 0700));
    return m_files.replace(fileOf(pin), plain(name).toUtf8(), 0600);
}

} // namespace lockstep
