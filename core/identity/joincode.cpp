// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/joincode.h"

#include <openssl/crypto.h>

namespace lockstep {

namespace {

constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
constexpr qsizetype secretSize = 16;
constexpr qsizetype checkSize = 2;

QString base32(const QByteArray &bytes)
{
    QString text;
    uint held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = (held << 8) | uchar(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += QLatin1Char(letters[(held >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        text += QLatin1Char(letters[(held << (5 - bits)) & 31]);
    return text;
}

std::optional<QByteArray> fromBase32(const QString &text)
{
    QByteArray bytes;
    uint held = 0;
    int bits = 0;
    for (const QChar c : text) {
        const char *found = std::strchr(letters, c.toLatin1());
        if (!found || c.toLatin1() == '\0')
            return {};
        held = (held << 5) | uint(found - letters);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += char(held >> bits);
        }
    }
    return bytes;
}

QByteArray checkOf(const QByteArray &body) { return Digest::of(body).bytes().first(checkSize).toByteArray(); }

} // namespace

QString JoinCode::text() const
{
    const QByteArray body = pin.bytes().toByteArray() + secret.reveal().toByteArray();
    const QString plain = base32(body + checkOf(body));
    QString grouped;
    for (qsizetype i = 0; i < plain.size(); i += 5)
        grouped += (i ? QStringLiteral("-") : QString()) + plain.mid(i, 5);
    return grouped;
}

Result<JoinCode> JoinCode::parse(const QString &text)
{
    QString plain;
    for (const QChar c : text.toLower()) {
        if (!c.isSpace() && c != u'-')
            plain += c;
    }
    const std::optional<QByteArray> bytes = fromBase32(plain);
    if (!bytes || bytes->size() != 32 + secretSize + checkSize)
        return fail(QStringLiteral("identity.code"));
    const QByteArray body = bytes->first(32 + secretSize);
    if (bytes->last(checkSize) != checkOf(body))
        return fail(QStringLiteral("identity.code"));
    return JoinCode{*Digest::fromHex(body.first(32).toHex()), Secret(body.last(secretSize))};
}

Secret JoinSecrets::issue(qint64 now)
{
    rows.removeIf([&](const Row &row) { return row.until <= now; });
    const Secret secret(randomBytes(secretSize));
    rows.append({Digest::of(secret.reveal()), now + lifetime});
    return secret;
}

Result<void> JoinSecrets::redeem(const Secret &secret, qint64 now)
{
    const Digest hash = Digest::of(secret.reveal());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (CRYPTO_memcmp(rows[i].hash.bytes().data(), hash.bytes().data(), 32) != 0)
            continue;
        const bool fresh = rows[i].until > now;
        rows.removeAt(i);
        return fresh ? Result<void>() : fail(QStringLiteral("identity.secret"));
    }
    return fail(QStringLiteral("identity.secret"));
}

} // namespace lockstep
