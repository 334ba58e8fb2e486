// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

namespace lockstep {

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

} // namespace lockstep
