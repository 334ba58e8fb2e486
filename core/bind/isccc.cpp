// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/isccc.h"

#include <QHash>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QtEndian>

#include <openssl/crypto.h>

namespace lockstep {

namespace {

constexpr char binaryItem = 1;
constexpr char tableItem = 2;
constexpr int deepest = 8;
constexpr qsizetype signatureSize = 88; // room for the longest in base64; hmac-md5 alone uses 22

struct Algorithm
{
    QCryptographicHash::Algorithm hash;
    char number; // in front of the signature
};

std::optional<Algorithm> algorithmOf(const QString &name)
{
    static const QHash<QString, Algorithm> known{{QStringLiteral("hmac-md5"), {QCryptographicHash::Md5, char(157)}},
                                                 {QStringLiteral("hmac-sha1"), {QCryptographicHash::Sha1, char(161)}},
                                                 {QStringLiteral("hmac-sha224"), {QCryptographicHash::Sha224, char(162)}},
                                                 {QStringLiteral("hmac-sha256"), {QCryptographicHash::Sha256, char(163)}},
                                                 {QStringLiteral("hmac-sha384"), {QCryptographicHash::Sha384, char(164)}},
                                                 {QStringLiteral("hmac-sha512"), {QCryptographicHash::Sha512, char(165)}}};
    const auto it = known.constFind(name.toLower());
    return it == known.constEnd() ? std::nullopt : std::optional(*it);
}

QByteArray number(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray encodeTable(const IscccTable &table)
{
    QByteArray bytes;
    for (const IscccTable::Item &item : table.items) {
        bytes += char(item.name.size());
        bytes += item.name;
        const bool inner = std::holds_alternative<IscccTable>(item.content);
        const QByteArray content = inner ? encodeTable(std::get<IscccTable>(item.content)) : std::get<QByteArray>(item.content);
        bytes += inner ? tableItem : binaryItem;
        bytes += number(quint32(content.size())) + content;
    }
    return bytes;
}

bool decodeTable(const QByteArray &bytes, IscccTable &table, int depth)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype nameSize = uchar(bytes[at]);
        if (depth > deepest || at + 1 + nameSize + 5 > bytes.size())
            return false;
        const QByteArray name = bytes.mid(at + 1, nameSize);
        at += 1 + nameSize;
        const char kind = bytes[at];
        const quint32 size = qFromBigEndian<quint32>(bytes.constData() + at + 1);
        at += 5;
        if (size > quint32(bytes.size() - at))
            return false;
        const QByteArray content = bytes.mid(at, qsizetype(size));
        at += qsizetype(size);
        if (kind == binaryItem) {
            table.items.append({name, content});
        } else if (kind == tableItem) {
            IscccTable inner;
            if (!decodeTable(content, inner, depth + 1))
                return false;
            table.items.append({name, inner});
        }
    }
    return true;
}

QByteArray signatureOf(const QByteArray &body, const ControlKey &key, const Algorithm &algorithm)
{
    return QMessageAuthenticationCode::hash(body, key.secret.reveal(), algorithm.hash).toBase64(QByteArray::OmitTrailingEquals);
}

// Comments of named.conf become blanks; an old key may well stand in one. Quoted text may hold "//": base64 does.
QString withoutComments(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("\"[^\"]*\"|#[^\n]*|//[^\n]*|/\\*.*?\\*/"), QRegularExpression::DotMatchesEverythingOption);
    QString bare;
    qsizetype from = 0;
    auto matches = word.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString found = match.captured(0);
        bare += text.mid(from, match.capturedStart(0) - from) + (found.startsWith(u'"') ? found : QStringLiteral(" "));
        from = match.capturedEnd(0);
    }
    return bare + text.mid(from);
}

// named compares all 88 bytes of a SHA signature, the '=' of base64 included; of an hmac-md5 one it takes 22, without them.
QByteArray padded(const QByteArray &base64) { return base64 + QByteArray((4 - base64.size() % 4) % 4, '='); }

} // namespace

Result<ControlKey> ControlKey::parse(const QByteArray &text)
{
    static const QRegularExpression shape(QStringLiteral("\\bkey\\s+\"?([\\w.-]+)\"?\\s*\\{([^}]*)\\}"),
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression algorithm(QStringLiteral("algorithm\\s+\"?([\\w-]+)\"?\\s*;"));
    static const QRegularExpression secret(QStringLiteral("secret\\s+\"?([A-Za-z0-9+/=]+)\"?\\s*;"));
    const auto match = shape.match(withoutComments(QString::fromUtf8(text)));
    const auto foundAlgorithm = algorithm.match(match.captured(2));
    const auto foundSecret = secret.match(match.captured(2));
    if (!match.hasMatch() || !foundAlgorithm.hasMatch() || !foundSecret.hasMatch())
        return fail(QStringLiteral("bind.keyfile"));
    const auto secretBytes = QByteArray::fromBase64Encoding(foundSecret.captured(1).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const ControlKey key{match.captured(1), foundAlgorithm.captured(1).toLower(), Secret(*secretBytes)};
    if (!algorithmOf(key.algorithm) || !secretBytes || key.secret.isEmpty())
        return fail(QStringLiteral("bind.keyfile"));
    return key;
}

const IscccTable *IscccTable::table(const QByteArray &name) const
{
    for (const Item &item : items) {
        if (item.name == name)
            return std::get_if<IscccTable>(&item.content);
    }
    return nullptr;
}

QByteArray IscccTable::value(const QByteArray &name) const
{
    for (const Item &item : items) {
        if (item.name == name && std::holds_alternative<QByteArray>(item.content))
            return std::get<QByteArray>(item.content);
    }
    return {};
}

QByteArray encodeIsccc(const IscccTable &body, const ControlKey &key)
{
    const Algorithm algorithm = *algorithmOf(key.algorithm);
    const QByteArray plain = encodeTable(body);
    QByteArray signature = signatureOf(plain, key, algorithm);
    IscccTable inner;
    if (key.algorithm == QLatin1String("hmac-md5"))
        inner.items.append({"hmd5", signature.leftJustified(22, '\0')});
    else
        inner.items.append({"hsha", algorithm.number + padded(signature).leftJustified(signatureSize, '\0')});
    IscccTable outer;
    outer.items.append({"_auth", inner});
    const QByteArray message = number(1) + encodeTable(outer) + plain;
    return number(quint32(message.size())) + message;
}

Result<IscccTable> decodeIsccc(const QByteArray &frame, const ControlKey &key)
{
    // version, then the item "_auth": its name, kind and size stand at fixed places.
    constexpr qsizetype authStart = 4;
    constexpr qsizetype authHeader = 1 + 5 + 5;
    if (frame.size() < authStart + authHeader || frame.mid(authStart, 6) != QByteArray("\x05_auth") || frame[authStart + 6] != tableItem)
        return fail(QStringLiteral("bind.malformed"));
    const quint32 size = qFromBigEndian<quint32>(frame.constData() + authStart + 7);
    if (size > 256 || authStart + authHeader + qsizetype(size) > frame.size())
        return fail(QStringLiteral("bind.malformed"));
    IscccTable auth;
    if (!decodeTable(frame.mid(authStart + authHeader, size), auth, 0))
        return fail(QStringLiteral("bind.malformed"));
    const QByteArray body = frame.mid(authStart + authHeader + size);
    const Algorithm algorithm = *algorithmOf(key.algorithm);
    QByteArray given = auth.value(key.algorithm == QLatin1String("hmac-md5") ? "hmd5" : "hsha");
    if (key.algorithm != QLatin1String("hmac-md5")) {
        if (!given.startsWith(algorithm.number))
            return fail(QStringLiteral("bind.key"));
        given.remove(0, 1);
    }
    while (given.endsWith('\0') || given.endsWith('='))
        given.chop(1);
    const QByteArray wanted = signatureOf(body, key, algorithm);
    if (given.size() != wanted.size() || CRYPTO_memcmp(given.constData(), wanted.constData(), size_t(wanted.size())) != 0)
        return fail(QStringLiteral("bind.key"));
    IscccTable table;
    if (!decodeTable(body, table, 0))
        return fail(QStringLiteral("bind.malformed"));
    return table;
}

} // namespace lockstep
