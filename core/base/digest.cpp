// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace lockstep {

Digest Digest::of(QByteArrayView bytes)
{
    Digest digest;
    // Looked up once: SHA256() does it at every call, which costs more than a small file's digest.
    static const EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (!sha256 ||
        EVP_Digest(bytes.data(), size_t(bytes.size()), reinterpret_cast<unsigned char *>(digest.m_bytes.data()), nullptr, sha256, nullptr) != 1)
        qFatal("OpenSSL has no SHA-256; nothing can be named or compared without it.");
    return digest;
}

std::optional<Digest> Digest::fromHex(QByteArrayView hex)
{
    if (hex.size() != 64)
        return {};
    Digest digest;
    for (qsizetype i = 0; i < 64; ++i) {
        const char c = hex[i];
        int value = 0;
        if (c >= '0' && c <= '9')
            value = c - '0';
        else if (c >= 'a' && c <= 'f')
            value = c - 'a' + 10;
        else
            return {};
        char &byte = digest.m_bytes[size_t(i / 2)];
        byte = char((uchar(byte) << 4) | value);
    }
    return digest;
}

QByteArray Digest::hex() const { return QByteArray(m_bytes.data(), 32).toHex(); }

QString Digest::seal() const
{
    const QString text = QString::fromLatin1(hex().left(12));
    return text.left(4) + QLatin1Char('-') + text.mid(4, 4) + QLatin1Char('-') + text.mid(8, 4);
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), int(count)) != 1)
        qFatal("The system's random source does not answer; no key or id can be made safely.");
    return bytes;
}

QString newId()
{
    static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    const QByteArray bytes = randomBytes(26);
    QString id;
    for (const char byte : bytes)
        id += QLatin1Char(letters[uchar(byte) & 31]);
    return id;
}

} // namespace lockstep
