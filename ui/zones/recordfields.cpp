// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/recordfields.h"

#include "core/zone/wire.h"
#include "core/zone/zonelexer.h"

#include <QCoreApplication>

namespace lockstep {

namespace {

enum Type { A = 1, NS = 2, CNAME = 5, SOA = 6, PTR = 12, MX = 15, TXT = 16, AAAA = 28, SRV = 33, DNAME = 39, SPF = 99, CAA = 257 };
constexpr qsizetype longestString = 255; // RFC 1035 3.3

QString tr(const char *text) { return QCoreApplication::translate("RecordFields", text); }

QList<QByteArray> wordsOf(const QByteArray &data)
{
    QList<QByteArray> words;
    const QList<ZoneEntry> entries = lexZone(data);
    if (entries.size() != 1 || entries[0].broken)
        return {};
    for (const ZoneToken &token : entries[0].tokens)
        words.append(data.sliced(token.begin, token.end - token.begin));
    return words;
}

// The text of one character string; nothing when bytes are escaped that cannot be typed.
std::optional<QString> unquoted(const QByteArray &word)
{
    QByteArray inner = word;
    if (word.startsWith('"'))
        inner = word.sliced(1, word.size() - 2);
    QByteArray text;
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (inner[i] != '\\') {
            text += inner[i];
            continue;
        }
        if (i + 1 >= inner.size() || (inner[i + 1] >= '0' && inner[i + 1] <= '9'))
            return {};
        text += inner[++i];
    }
    if (text.startsWith('"') || !QString::fromUtf8(text).isValidUtf16() || QString::fromUtf8(text).toUtf8() != text)
        return {};
    return QString::fromUtf8(text);
}

QByteArray quoted(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.startsWith('"'))
        return bytes;
    QByteArray result;
    for (qsizetype at = 0; at == 0 || at < bytes.size(); at += longestString) {
        QByteArray piece = bytes.mid(at, longestString);
        piece.replace("\\", "\\\\").replace("\"", "\\\"");
        result += (at ? " \"" : "\"") + piece + '"';
    }
    return result;
}

bool isText(int type, qsizetype field) { return type == TXT || type == SPF || (type == CAA && field == 2); }

bool isNumber(const QString &text, quint64 most)
{
    bool fits = false;
    const quint64 number = text.toULongLong(&fits);
    return fits && number <= most && !text.startsWith(u'+');
}

struct Limit
{
    int type;
    int field;
    quint64 most;
};
constexpr Limit limitsOfFields[] = {{MX, 0, 65535}, {SRV, 0, 65535}, {SRV, 1, 65535}, {SRV, 2, 65535}, {CAA, 0, 255}, {SOA, 2, 0xFFFFFFFF}};

} // namespace

QList<RecordField> fieldsOf(int type)
{
    const RecordField target{tr("Target"), tr("name"), 0};
    switch (type) {
    case A:
        return {{tr("IPv4 address"), QStringLiteral("192.0.2.1"), 0}};
    case AAAA:
        return {{tr("IPv6 address"), QStringLiteral("2001:db8::1"), 0}};
    case NS:
        return {{tr("Name server"), tr("name of the server"), 0}};
    case CNAME:
    case DNAME:
    case PTR:
        return {target};
    case MX:
        return {{tr("Preference"), QStringLiteral("10"), 6}, {tr("Mail server"), tr("name of the server"), 0}};
    case SRV:
        return {{tr("Priority"), tr("prio."), 6}, {tr("Weight"), tr("weight"), 6}, {tr("Port"), tr("port"), 6}, {tr("Target"), tr("name"), 0}};
    case TXT:
    case SPF:
        return {{tr("Text"), tr("text, without quotation marks"), 0}};
    case CAA:
        return {{tr("Flags"), QStringLiteral("0"), 4}, {tr("Tag"), QStringLiteral("issue"), 9}, {tr("Value"), tr("certificate authority"), 0}};
    case SOA:
        return {{tr("Primary server"), tr("server"), 0}, {tr("Mailbox of the person in charge"), tr("mailbox"), 0},
                {tr("Serial"), tr("serial"), 11},        {tr("Refresh"), tr("refresh"), 7},
                {tr("Retry"), tr("retry"), 7},           {tr("Expire"), tr("expire"), 8},
                {tr("Negative caching"), tr("neg."), 7}};
    default:
        return {{tr("Data"), tr("data as in a zone file"), 0}};
    }
}

std::optional<QStringList> fieldValues(int type, const QByteArray &data)
{
    const qsizetype fields = fieldsOf(type).size();
    if (data.isEmpty())
        return QStringList(fields, QString());
    const QList<QByteArray> words = wordsOf(data);
    const bool form = fields > 1 || isText(type, 0);
    if (!form)
        return QStringList{QString::fromUtf8(data)};
    if (words.size() != fields || data.startsWith("\\#"))
        return {};
    QStringList values;
    for (qsizetype i = 0; i < fields; ++i) {
        const std::optional<QString> text = isText(type, i) ? unquoted(words[i]) : std::optional(QString::fromUtf8(words[i]));
        if (!text)
            return {};
        values.append(*text);
    }
    return values;
}

QByteArray dataOf(int type, const QStringList &values)
{
    QByteArray data;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QByteArray word = isText(type, i) ? (values[i].isEmpty() && type != TXT ? QByteArray() : quoted(values[i]))
                                                : values[i].trimmed().toUtf8();
        data += (data.isEmpty() || word.isEmpty() ? "" : " ") + word;
    }
    return data;
}

std::optional<FieldFault> faultOf(int type, const QStringList &values)
{
    const QList<RecordField> fields = fieldsOf(type);
    const QByteArray root(1, '\0');
    for (int i = 0; i < values.size() && i < fields.size() && values.size() == fields.size(); ++i) {
        const QString value = values[i].trimmed();
        const QString name = fields[i].name;
        if (value.isEmpty() && !isText(type, i))
            return FieldFault{i, tr("\"%1\" is empty.").arg(name)};
        if (isText(type, i))
            continue;
        if (fields.size() > 1 && value.contains(u' '))
            return FieldFault{i, tr("\"%1\" is one word, and \"%2\" has a blank in it.").arg(name, value)};
        for (const Limit &limit : limitsOfFields) {
            if (limit.type == type && limit.field == i && !isNumber(value, limit.most))
                return FieldFault{i, tr("\"%1\" is a whole number from 0 to %2, and \"%3\" is not.").arg(name).arg(limit.most).arg(value)};
        }
        if (type == A && !value.startsWith(u'\\') && !rdataToWire(A, value.toUtf8(), root))
            return FieldFault{i, tr("\"%1\" is not an IPv4 address: four numbers from 0 to 255 with dots between them.").arg(value)};
        if (type == AAAA && !value.startsWith(u'\\') && !rdataToWire(AAAA, value.toUtf8(), root))
            return FieldFault{i, tr("\"%1\" is not an IPv6 address, such as 2001:db8::1.").arg(value)};
        if (type == SOA && i > 2 && !ttlFromText(value.toUtf8()))
            return FieldFault{i, tr("\"%1\" is a time, in seconds or such as 2h, and \"%2\" is not.").arg(name, value)};
        const bool isName = type == NS || type == CNAME || type == DNAME || type == PTR || (type == MX && i == 1) || (type == SRV && i == 3) ||
                            (type == SOA && i < 2);
        if (isName && !value.startsWith(u'\\') && (value.contains(u' ') || !nameToWire(value.toUtf8(), root)))
            return FieldFault{i, tr("\"%1\" is not a domain name.").arg(value)};
    }
    return {};
}

QStringList commonTypes()
{
    static const QStringList types =
        QStringLiteral("A AAAA CNAME MX TXT NS SRV PTR CAA SOA DS HTTPS SVCB TLSA SSHFP NAPTR DNAME LOC HINFO RP URI DNSKEY CDS CDNSKEY OPENPGPKEY")
            .split(u' ');
    return types;
}

} // namespace lockstep
