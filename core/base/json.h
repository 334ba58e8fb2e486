// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/digest.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>

#include <concepts>
#include <optional>

namespace lockstep {

// Plain values to JSON and back. A struct takes part by listing its members once:
//
//     template <class V> void fields(V &v) { v("name", name); v("serial", serial); }
//
// Reading is strict: a missing field or one of another type is an error that names it ("json.field"); std::optional fields
// may be missing. Unknown fields are ignored, so that a newer peer can add some. Bytes travel as base64, digests as hex,
// enums as the words of their `QList<const char *> wordsOf(Enum)` overload (found by argument-dependent lookup).

struct JsonWriter;
struct JsonReader;
template <class T>
concept HasFields = requires(T t, JsonWriter &w) { t.fields(w); };
template <class T>
concept WordEnum = std::is_enum_v<T> && requires(T t) { wordsOf(t); };

template <class T> QJsonValue toJsonValue(const T &value);
template <class T> bool fromJsonValue(const QJsonValue &json, T &value, QString &fault);

struct JsonWriter
{
    QJsonObject object;
    template <class T> void operator()(const char *name, T &value)
    {
        if constexpr (requires { value.has_value(); }) {
            if (value)
                object.insert(QLatin1String(name), toJsonValue(*value));
        } else {
            object.insert(QLatin1String(name), toJsonValue(value));
        }
    }
};

struct JsonReader
{
    const QJsonObject &object;
    QString fault; // "name|what was expected" of the first bad field
    template <class T> void operator()(const char *name, T &value)
    {
        if (!fault.isEmpty())
            return;
        const QJsonValue json = object.value(QLatin1String(name));
        QString inner;
        if constexpr (requires { value.has_value(); }) {
            if (json.isUndefined() || json.isNull()) {
                value.reset();
                return;
            }
            value.emplace();
            if (!fromJsonValue(json, *value, inner))
                fault = join(name, inner);
        } else if (!fromJsonValue(json, value, inner)) {
            fault = join(name, inner);
        }
    }

private:
    static QString join(const char *name, const QString &inner)
    {
        const QString own = QLatin1String(name);
        return inner.contains(QLatin1Char('|')) ? own + QLatin1Char('.') + inner : own + QLatin1Char('|') + inner;
    }
};

template <class T> struct JsonList : std::false_type
{
};
template <class T> struct JsonList<QList<T>> : std::true_type
{
};
template <class T> struct JsonMap : std::false_type
{
};
template <class T> struct JsonMap<QMap<QString, T>> : std::true_type
{
};

template <class T> QJsonValue toJsonValue(const T &value)
{
    if constexpr (std::same_as<T, QString> || std::same_as<T, bool> || std::same_as<T, double> || std::same_as<T, QJsonObject> ||
                  std::same_as<T, QJsonArray> || std::same_as<T, QJsonValue>) {
        return QJsonValue(value);
    } else if constexpr (WordEnum<T>) {
        return QLatin1String(wordsOf(value).at(qsizetype(value)));
    } else if constexpr (std::integral<T>) {
        return QJsonValue(qint64(value));
    } else if constexpr (std::same_as<T, QByteArray>) {
        return QString::fromLatin1(value.toBase64());
    } else if constexpr (std::same_as<T, Digest>) {
        return QString::fromLatin1(value.hex());
    } else if constexpr (JsonList<T>::value) {
        QJsonArray array;
        for (const auto &item : value)
            array.append(toJsonValue(item));
        return array;
    } else if constexpr (JsonMap<T>::value) {
        QJsonObject object;
        for (auto it = value.cbegin(); it != value.cend(); ++it)
            object.insert(it.key(), toJsonValue(it.value()));
        return object;
    } else {
        static_assert(HasFields<T>, "give the type a fields() member");
        JsonWriter writer;
        const_cast<T &>(value).fields(writer);
        return writer.object;
    }
}

template <class T> bool fromJsonValue(const QJsonValue &json, T &value, QString &fault)
{
    const auto expected = [&](bool fits, const char *what) {
        if (!fits)
            fault = QLatin1String(what);
        return fits;
    };
    if constexpr (std::same_as<T, QString>) {
        value = json.toString();
        return expected(json.isString(), "a text");
    } else if constexpr (std::same_as<T, bool>) {
        value = json.toBool();
        return expected(json.isBool(), "true or false");
    } else if constexpr (std::same_as<T, double>) {
        value = json.toDouble();
        return expected(json.isDouble(), "a number");
    } else if constexpr (std::same_as<T, QJsonObject>) {
        value = json.toObject();
        return expected(json.isObject(), "an object");
    } else if constexpr (std::same_as<T, QJsonArray>) {
        value = json.toArray();
        return expected(json.isArray(), "a list");
    } else if constexpr (std::same_as<T, QJsonValue>) {
        value = json;
        return true;
    } else if constexpr (WordEnum<T>) {
        const QList<const char *> words = wordsOf(value);
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (json.isString() && json.toString() == QLatin1String(words[i])) {
                value = T(i);
                return true;
            }
        }
        return expected(false, "one of the known words");
    } else if constexpr (std::integral<T>) {
        const qint64 number = json.toInteger(0);
        value = T(number);
        // Another default comes back for what is no whole number of 64 bits.
        return expected(json.isDouble() && json.toInteger(1) == number && std::in_range<T>(number), "a whole number in range");
    } else if constexpr (std::same_as<T, QByteArray>) {
        const auto decoded = QByteArray::fromBase64Encoding(json.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        value = decoded.decoded;
        return expected(json.isString() && bool(decoded), "base64");
    } else if constexpr (std::same_as<T, Digest>) {
        const auto digest = Digest::fromHex(json.toString().toLatin1());
        value = digest.value_or(Digest());
        return expected(digest.has_value(), "a SHA-256 digest");
    } else if constexpr (JsonList<T>::value) {
        value.clear();
        const QJsonArray array = json.toArray();
        value.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            typename T::value_type item{};
            if (!fromJsonValue(array.at(i), item, fault))
                return false;
            value.append(std::move(item));
        }
        return expected(json.isArray(), "a list");
    } else if constexpr (JsonMap<T>::value) {
        value.clear();
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            typename T::mapped_type item{};
            if (!fromJsonValue(it.value(), item, fault))
                return false;
            value.insert(it.key(), std::move(item));
        }
        return expected(json.isObject(), "an object");
    } else {
        static_assert(HasFields<T>, "give the type a fields() member");
        if (!json.isObject())
            return expected(false, "an object");
        const QJsonObject object = json.toObject();
        JsonReader reader{object, {}};
        value.fields(reader);
        fault = reader.fault;
        return fault.isEmpty();
    }
}

template <class T> QJsonObject toJson(const T &value) { return toJsonValue(value).toObject(); }

template <class T> Result<T> fromJson(const QJsonValue &json)
{
    T value{};
    QString fault;
    if (fromJsonValue(json, value, fault))
        return value;
    const qsizetype bar = fault.indexOf(QLatin1Char('|'));
    return fail(QStringLiteral("json.field"), {bar < 0 ? QString() : fault.left(bar), fault.mid(bar + 1)});
}

// Compact UTF-8 text of a value, and back; errors: json.syntax, json.field.
QByteArray jsonBytes(const QJsonObject &object);
Result<QJsonObject> parseJson(const QByteArray &text);

} // namespace lockstep
