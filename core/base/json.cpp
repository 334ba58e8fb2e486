// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <QJsonDocument>
#include <QJsonParseError>

namespace lockstep {

QByteArray jsonBytes(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

Result<QJsonObject> parseJson(const QByteArray &text)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(text, &fault);
    if (fault.error != QJsonParseError::NoError || !document.isObject())
        return fail(QStringLiteral("json.syntax"), {}, fault.errorString());
    return document.object();
}

} // namespace lockstep
