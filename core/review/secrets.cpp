// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/secrets.h"

#include "core/base/digest.h"

#include <QMessageAuthenticationCode>
#include <QRegularExpression>

namespace lockstep {

namespace {

QString markOf(const QString &secret)
{
    static const QByteArray key = randomBytes(32);
    const QByteArray mark = QMessageAuthenticationCode::hash(secret.toUtf8(), key, QCryptographicHash::Sha256).toHex().left(6);
    return QStringLiteral("<secret %1>").arg(QLatin1String(mark));
}

// The whole value is told by its first line; those below it only say that they belong to it.
QString markedLines(const QString &secret) { return markOf(secret) + QString(QStringLiteral("\n<secret>")).repeated(secret.count(u'\n')); }

template <class Fn> QString replaced(const QString &text, const QRegularExpression &pattern, Fn replacement)
{
    QString shown;
    qsizetype from = 0;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        shown += QStringView(text).sliced(from, match.capturedStart() - from);
        shown += replacement(match);
        from = match.capturedEnd();
    }
    return shown.append(QStringView(text).sliced(from));
}

} // namespace

QByteArray withoutSecrets(const QByteArray &text)
{
    // White space and comments may part the word from its value.
    static const QRegularExpression secret(QStringLiteral("(\\bsecret(?:\\s|/\\*.*?\\*/)+)(\"[^\"]*\"|[^\\s;\"]+)"),
                                           QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression pem(QStringLiteral("(-----BEGIN [A-Z ]*PRIVATE KEY-----\\r?\\n)(.*?)(?=\\r?\\n-----END |\\z)"),
                                        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression field(
        QStringLiteral("^((?:Key|PrivateKey|PrivateExponent|Prime1|Prime2|Exponent1|Exponent2|Coefficient):[ \\t]*)(\\S+)"),
        QRegularExpression::MultilineOption);
    if (!text.contains("PRIVATE KEY-----") && !text.toLower().contains("secret") && !text.contains("Key:"))
        return text;
    QString shown = QString::fromUtf8(text);
    shown = replaced(shown, pem, [](const auto &match) { return match.captured(1) + markedLines(match.captured(2)); });
    shown = replaced(shown, field, [](const auto &match) { return match.captured(1) + markOf(match.captured(2)); });
    shown = replaced(shown, secret, [](const auto &match) {
        return match.captured(1) + u'"' + markOf(match.captured(2)) + u'"' + QString(match.captured(2).count(u'\n'), u'\n');
    });
    return shown.toUtf8();
}

} // namespace lockstep
