// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace lockstep {

// The part of JSON Schema 2020-12 that our schemas use. A keyword that it does not know is a fault, not a pass.
class JsonSchema
{
public:
    explicit JsonSchema(const QByteArray &text) : m_root(QJsonDocument::fromJson(text).object()) {}
    // What does not fit, with its place; nothing when all does.
    QStringList faults(const QJsonValue &value) const
    {
        QStringList found;
        check(m_root, value, QStringLiteral("/"), found);
        return found;
    }

private:
    static bool isOf(const QString &type, const QJsonValue &value)
    {
        if (type == QLatin1String("integer"))
            return value.isDouble() && value.toDouble() == double(value.toInteger());
        return (type == QLatin1String("object") && value.isObject()) || (type == QLatin1String("array") && value.isArray()) ||
               (type == QLatin1String("string") && value.isString()) || (type == QLatin1String("boolean") && value.isBool());
    }

    void check(const QJsonObject &schema, const QJsonValue &value, const QString &place, QStringList &found) const
    {
        for (auto it = schema.begin(); it != schema.end(); ++it) {
            const QString key = it.key();
            if (key == QLatin1String("type")) {
                if (!isOf(it->toString(), value))
                    found.append(place + QStringLiteral(" is no ") + it->toString());
            } else if (key == QLatin1String("const")) {
                if (*it != value)
                    found.append(place + QStringLiteral(" is another constant"));
            } else if (key == QLatin1String("enum")) {
                if (!it->toArray().contains(value))
                    found.append(place + QStringLiteral(" is not listed: ") + value.toString());
            } else if (key == QLatin1String("$ref")) {
                check(m_root.value(QLatin1String("$defs")).toObject().value(it->toString().section(u'/', -1)).toObject(), value, place, found);
            } else if (key == QLatin1String("required")) {
                for (const QJsonValue &name : it->toArray()) {
                    if (!value.toObject().contains(name.toString()))
                        found.append(place + QStringLiteral(" lacks ") + name.toString());
                }
            } else if (key == QLatin1String("additionalProperties")) {
                for (const QString &name : value.toObject().keys()) {
                    if (!schema.value(QLatin1String("properties")).toObject().contains(name))
                        found.append(place + QStringLiteral(" has too much: ") + name);
                }
            } else if (key == QLatin1String("properties")) {
                const QJsonObject object = value.toObject();
                for (auto one = object.begin(); one != object.end(); ++one) {
                    if (it->toObject().contains(one.key()))
                        check(it->toObject().value(one.key()).toObject(), *one, place + one.key() + u'/', found);
                }
            } else if (key == QLatin1String("items")) {
                for (const QJsonValue &one : value.toArray())
                    check(it->toObject(), one, place + QStringLiteral("[]/"), found);
            } else if (key != QLatin1String("$schema") && key != QLatin1String("$defs") && key != QLatin1String("title") &&
                       key != QLatin1String("description")) {
                found.append(QStringLiteral("the schema has a keyword that is not known here: ") + key);
            }
        }
    }

    QJsonObject m_root;
};

} // namespace lockstep
