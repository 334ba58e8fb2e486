// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "tests/support/suite.h"

namespace lockstep {

// What must hold for every type that travels or is stored, whatever its members are. The checks walk fields() themselves: a
// new member takes part as soon as it is listed there, and membersOf() notices the one that is not.

// Stands for a value of any type, so that the compiler can be asked how many members an aggregate has.
struct AnyValue
{
    template <class T> operator T &() const;
};
template <class T, class... Values> consteval int membersOf()
{
    if constexpr (requires { T{Values{}..., AnyValue{}}; })
        return membersOf<T, Values..., AnyValue>();
    else
        return int(sizeof...(Values));
}

// Gives each field another value than the default one, and another than its neighbours of the same type.
struct Filler
{
    int next = 1;
    QStringList names;
    QStringList optional;

    template <class T> void operator()(const char *name, T &value)
    {
        names.append(QLatin1String(name));
        if constexpr (requires { value.has_value(); })
            optional.append(QLatin1String(name));
        fill(value);
    }
    template <class T> void fill(T &value)
    {
        ++next;
        if constexpr (std::same_as<T, QString>)
            value = QStringLiteral("text %1 \" \\ \u00e4 \u2028\n").arg(next);
        else if constexpr (std::same_as<T, bool>)
            value = !value;
        else if constexpr (WordEnum<T>)
            value = T(int(value) + 1);
        else if constexpr (std::integral<T>)
            value = std::numeric_limits<T>::max() - T(next);
        else if constexpr (std::same_as<T, QByteArray>)
            value = QByteArray("\0\xFF bytes ", 9) + QByteArray::number(next);
        else if constexpr (std::same_as<T, Digest>)
            value = Digest::of(QByteArray::number(next));
        else if constexpr (std::same_as<T, QJsonObject>)
            value = {{QStringLiteral("detail"), next}};
        else if constexpr (requires { value.has_value(); })
            fill(value.emplace());
        else if constexpr (JsonList<T>::value) {
            value.resize(2);
            for (auto &item : value)
                fill(item);
        } else if constexpr (JsonMap<T>::value) {
            fill(value[QStringLiteral("one")]);
            fill(value[QStringLiteral("another/with view")]);
        } else {
            Filler inner{next, {}, {}};
            value.fields(inner);
            next = inner.next;
        }
    }
};

// What a reader says of `object`: "" or the name of the field at fault.
template <class T> QString faultyField(const QJsonObject &object)
{
    const Result<T> read = fromJson<T>(object);
    if (read)
        return {};
    return read.error().code == QLatin1String("json.field") ? read.error().args.value(0) : read.error().code;
}

// A value of no field's type in its place: lists where texts are, texts where lists are.
inline QJsonValue wrongFor(const QJsonValue &right)
{
    if (right.isArray() || right.isObject() || right.isDouble() || right.isBool())
        return QStringLiteral("a text");
    return QJsonArray{1};
}

// To be called through QVERIFY2-like CHECK_SHAPE: gives what is wrong, or nothing.
template <class T> QString faultOfShape()
{
    T value{};
    Filler filler;
    if constexpr (HasFields<T>)
        value.fields(filler);
    if (membersOf<T>() != filler.names.size())
        return QStringLiteral("it has %1 members, %2 travel").arg(membersOf<T>()).arg(filler.names.size());
    if (filler.names.removeDuplicates() != 0)
        return QStringLiteral("two fields have one name");
    const QJsonObject defaults = toJson(T{});
    const QJsonObject filled = toJson(value);
    for (const QJsonObject &object : {defaults, filled}) {
        const Result<QJsonObject> text = parseJson(jsonBytes(object)); // as it travels
        const Result<T> read = text ? fromJson<T>(*text) : fail(text.error());
        if (!read)
            return QStringLiteral("its own text is refused: ") + read.error().code + read.error().args.join(u' ');
        if (toJson(*read) != object)
            return QStringLiteral("it comes back as another value");
        QJsonObject newer = object;
        newer.insert(QStringLiteral("fromANewerPeer"), QJsonArray{1, QJsonObject()});
        const Result<T> old = fromJson<T>(newer);
        if (!old || toJson(*old) != object)
            return QStringLiteral("a field that it does not know disturbs it");
    }
    for (const QString &name : std::as_const(filler.names)) {
        if (!filled.contains(name) || filled.value(name) == defaults.value(name))
            return name + QStringLiteral(": the filled value is the default one");
        QJsonObject less = filled;
        less.remove(name);
        const bool mayMiss = filler.optional.contains(name);
        if (faultyField<T>(less) != (mayMiss ? QString() : name))
            return name + QLatin1String(mayMiss ? ": missing, and that is refused" : ": missing, and its name is not told");
        for (const QJsonValue &wrong : {wrongFor(filled.value(name)), QJsonValue(QJsonValue::Null)}) {
            QJsonObject other = filled;
            other.insert(name, wrong);
            const bool fine = wrong.isNull() && mayMiss;
            if (faultyField<T>(other) != (fine ? QString() : name))
                return name + QStringLiteral(": of a wrong type, and that is not told so");
        }
    }
    return {};
}

#define VERIFY_SHAPE(...)                                                                                                                            \
    do {                                                                                                                                             \
        const QString fault = faultOfShape<__VA_ARGS__>();                                                                                           \
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral(#__VA_ARGS__ ": ") + fault));                                                            \
    } while (false)

} // namespace lockstep
