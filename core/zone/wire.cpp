// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/wire.h"

#include <QHash>
#include <QRegularExpression>

#include <ldns/ldns.h>

#include <algorithm>
#include <memory>

namespace lockstep {

namespace {

using Rdf = std::unique_ptr<ldns_rdf, decltype(&ldns_rdf_deep_free)>;
using Rr = std::unique_ptr<ldns_rr, decltype(&ldns_rr_free)>;
using Buffer = std::unique_ptr<ldns_buffer, decltype(&ldns_buffer_free)>;

Rdf nameFromWire(const QByteArray &wire) { return Rdf(ldns_dname_new_frm_data(uint16_t(wire.size()), wire.constData()), &ldns_rdf_deep_free); }

// Types that named knows and ldns does not, with data of the same form as a type that both know.
struct Sibling
{
    const char *name;
    int type;
    ldns_rr_type form;
};
constexpr Sibling siblings[] = {{"NSAP-PTR", 23, LDNS_RR_TYPE_PTR}, {"NINFO", 56, LDNS_RR_TYPE_TXT},   {"RKEY", 57, LDNS_RR_TYPE_DNSKEY},
                                {"AVC", 258, LDNS_RR_TYPE_TXT},     {"WALLET", 262, LDNS_RR_TYPE_TXT}, {"TA", 32768, LDNS_RR_TYPE_DS}};

int formOf(int type)
{
    for (const Sibling &sibling : siblings) {
        if (type == sibling.type)
            return int(sibling.form);
    }
    return type;
}

QByteArray formName(int type)
{
    const Buffer buffer(ldns_buffer_new(32), &ldns_buffer_free);
    ldns_rr_type2buffer_str(buffer.get(), ldns_rr_type(formOf(type)));
    return QByteArray(reinterpret_cast<const char *>(ldns_buffer_begin(buffer.get())), qsizetype(ldns_buffer_position(buffer.get())));
}

bool isDigits(const QByteArray &word)
{
    return !word.isEmpty() && std::all_of(word.cbegin(), word.cend(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isAtMost(const QByteArray &word, quint64 most)
{
    bool number = false;
    return isDigits(word) && word.toULongLong(&number) <= most && number;
}

// ldns takes the lower bits of a number that does not fit, and adds the digit that a hexadecimal text lacks: other data than
// what stands there. named refuses both.
bool numbersFit(int type, const QByteArray &text)
{
    const ldns_rr_descriptor *form = ldns_rr_descript(uint16_t(type));
    const QByteArrayList words = text.simplified().split(' ');
    if (type == LDNS_RR_TYPE_SVCB || type == LDNS_RR_TYPE_HTTPS) {
        for (const QByteArray &word : words.mid(2)) {
            if (word.startsWith("port=") && !isAtMost(word.mid(5).replace('"', ""), 0xFFFF))
                return false;
        }
    }
    for (qsizetype i = 0; i < words.size() && form; ++i) {
        const ldns_rdf_type field = ldns_rr_descriptor_field_type(form, size_t(i));
        const bool wide = field == LDNS_RDF_TYPE_INT32;
        if ((field == LDNS_RDF_TYPE_INT8 && !isAtMost(words[i], 0xFF)) || (field == LDNS_RDF_TYPE_INT16 && !isAtMost(words[i], 0xFFFF)) ||
            (wide && !isAtMost(words[i], 0xFFFFFFFF)))
            return false;
        if (field == LDNS_RDF_TYPE_HEX)
            return words.mid(i).join().size() % 2 == 0;
        // Quoted text may hold blanks: what follows it cannot be counted.
        if (field == LDNS_RDF_TYPE_STR || i + 1 >= qsizetype(ldns_rr_descriptor_maximum(form)))
            break;
    }
    return true;
}

// ldns wants the value of a CAA record in quotation marks, BIND does not.
QByteArray quotedLast(const QByteArray &text)
{
    static const QRegularExpression bare(QStringLiteral("^(\\s*\\S+\\s+\\S+\\s+)([^\"\\s]\\S*)\\s*$"));
    const auto match = bare.match(QString::fromLatin1(text));
    return match.hasMatch() ? (match.captured(1) + u'"' + match.captured(2) + u'"').toLatin1() : text;
}

// Dotted quads are most of what zones hold, and ldns takes its time: four numbers without leading zeros, nothing else.
std::optional<QByteArray> quadToWire(const QByteArray &text)
{
    QByteArray wire;
    int number = -1;
    for (const char c : text) {
        if (c >= '0' && c <= '9' && number != 0 && number * 10 + c - '0' <= 255) {
            number = std::max(number, 0) * 10 + c - '0';
        } else if (c == '.' && number >= 0 && wire.size() < 3) {
            wire += char(number);
            number = -1;
        } else {
            return {};
        }
    }
    return number >= 0 && wire.size() == 3 ? std::optional(wire + char(number)) : std::nullopt;
}

} // namespace

Result<QByteArray> nameToWire(const QByteArray &text, const QByteArray &origin)
{
    const auto bad = [&] { return fail(QStringLiteral("zone.name"), {QString::fromUtf8(text.left(300))}); };
    if (text == "@")
        return origin;
    if (text == ".")
        return QByteArray(1, '\0');
    QByteArray wire;
    QByteArray label;
    bool open = false; // a label has begun
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '.') {
            if (!open || label.size() > 63)
                return bad();
            wire += char(label.size()) + label;
            label.clear();
            open = false;
            continue;
        }
        if (c == '\\') {
            if (i + 3 < text.size() && isDigits(text.mid(i + 1, 3))) {
                const int code = text.mid(i + 1, 3).toInt();
                if (code > 255)
                    return bad();
                c = char(code);
                i += 3;
            } else if (i + 1 < text.size() && !(text[i + 1] >= '0' && text[i + 1] <= '9')) {
                c = text[++i];
            } else {
                return bad();
            }
        }
        label += c >= 'A' && c <= 'Z' ? char(c + 32) : c;
        open = true;
    }
    if (text.isEmpty() || label.size() > 63)
        return bad();
    if (open)
        wire += char(label.size()) + label + origin;
    else
        wire += '\0';
    return wire.size() <= 255 && wire.endsWith('\0') ? Result<QByteArray>(wire) : bad();
}

QByteArray nameToText(const QByteArray &wire, const QByteArray &origin)
{
    if (!origin.isEmpty() && wire == origin)
        return "@";
    QByteArray text;
    for (qsizetype at = 0; at < wire.size() && wire[at] != '\0';) {
        if (!origin.isEmpty() && wire.size() - at == origin.size() && wire.endsWith(origin))
            return text.chopped(1);
        const int size = uchar(wire[at]);
        for (const char c : wire.mid(at + 1, size)) {
            if (c <= ' ' || uchar(c) >= 127)
                text += '\\' + QByteArray::number(uchar(c)).rightJustified(3, '0');
            else if (std::strchr(".;()@\"\\$", c))
                text += QByteArray("\\") + c;
            else
                text += c;
        }
        text += '.';
        at += 1 + size;
    }
    return text.isEmpty() ? QByteArray(".") : text;
}

bool isBelow(const QByteArray &name, const QByteArray &zone)
{
    for (qsizetype at = 0; at < name.size(); at += 1 + uchar(name[at])) {
        if (name.size() - at == zone.size())
            return name.endsWith(zone);
        if (name[at] == '\0')
            break;
    }
    return false;
}

namespace {

// ldns compares a name with every one it knows: too slow for every record of a long zone.
const QHash<QByteArray, int> &typesByName()
{
    static const QHash<QByteArray, int> types = [] {
        QHash<QByteArray, int> all;
        for (int type = 1; type < 65536; ++type) {
            const char *name = ldns_rr_descript(uint16_t(type))->_name;
            if (name && int(ldns_get_rr_type_by_name(name)) == type)
                all.insert(name, type);
        }
        for (const Sibling &sibling : siblings)
            all.insert(sibling.name, sibling.type);
        return all;
    }();
    return types;
}

} // namespace

int typeFromText(const QByteArray &word)
{
    if (word.isEmpty() || word.size() > 20)
        return 0;
    const QByteArray upper = word.toUpper();
    if (upper.startsWith("TYPE")) {
        const int number = isDigits(upper.mid(4)) ? upper.mid(4).toInt() : 0;
        return number > 0 && number < 65536 ? number : 0;
    }
    return typesByName().value(upper, 0);
}

QByteArray typeToText(int type)
{
    for (const Sibling &sibling : siblings) {
        if (type == sibling.type)
            return sibling.name;
    }
    return formName(type);
}

std::optional<quint32> ttlFromText(const QByteArray &word)
{
    quint64 total = 0;
    quint64 number = 0;
    bool digits = false;
    for (const char raw : word) {
        const char c = raw >= 'A' && raw <= 'Z' ? char(raw + 32) : raw;
        if (c >= '0' && c <= '9') {
            number = number * 10 + quint64(c - '0');
            digits = true;
            if (number > 0xFFFFFFFFULL)
                return {};
            continue;
        }
        const quint64 unit = c == 's' ? 1 : c == 'm' ? 60 : c == 'h' ? 3600 : c == 'd' ? 86400 : c == 'w' ? 604800 : 0;
        if (unit == 0 || !digits)
            return {};
        total += number * unit;
        number = 0;
        digits = false;
    }
    total += number;
    if (word.isEmpty() || !(word[0] >= '0' && word[0] <= '9') || total > 0x7FFFFFFFULL)
        return {};
    return quint32(total);
}

Result<QByteArray> rdataToWire(int type, const QByteArray &text, const QByteArray &origin)
{
    const auto bad = [&](const char *why) {
        return fail(QStringLiteral("zone.rdata"), {QString::fromLatin1(typeToText(type)), QString::fromUtf8(text.left(300))},
                    QString::fromLatin1(why));
    };
    if (text.contains('\0'))
        return bad("a zero byte");
    if (type == LDNS_RR_TYPE_A) {
        if (const std::optional<QByteArray> address = quadToWire(text))
            return *address;
    }
    const Rdf above = nameFromWire(origin);
    ldns_rr *made = nullptr;
    const bool generic = text.startsWith("\\#"); // RFC 3597 5
    if (!generic && !numbersFit(formOf(type), text))
        return bad("a number is too large, or a digit is missing");
    const QByteArray line = ". 0 IN " + formName(type) + ' ' + (type == LDNS_RR_TYPE_CAA && !generic ? quotedLast(text) : text);
    const ldns_status status = ldns_rr_new_frm_str(&made, line.constData(), 0, above.get(), nullptr);
    const Rr record(made, &ldns_rr_free);
    if (status != LDNS_STATUS_OK || !made)
        return bad(ldns_get_errorstr_by_id(status));
    ldns_rr2canonical(record.get());
    const Buffer buffer(ldns_buffer_new(LDNS_MAX_PACKETLEN), &ldns_buffer_free);
    if (ldns_rr_rdata2buffer_wire(buffer.get(), record.get()) != LDNS_STATUS_OK)
        return bad("it does not fit into a message");
    return QByteArray(reinterpret_cast<const char *>(ldns_buffer_begin(buffer.get())), qsizetype(ldns_buffer_position(buffer.get())));
}

QByteArray rdataToText(int type, const QByteArray &wire)
{
    QByteArray whole(1, '\0');
    for (const int value : {formOf(type), 1, 0, 0, int(wire.size())})
        whole += QByteArray(1, char(value >> 8)) + char(value);
    whole += wire;
    ldns_rr *made = nullptr;
    size_t at = 0;
    const ldns_status status = ldns_wire2rr(&made, reinterpret_cast<const uint8_t *>(whole.constData()), size_t(whole.size()), &at,
                                            LDNS_SECTION_ANSWER);
    const Rr record(made, &ldns_rr_free);
    if (status != LDNS_STATUS_OK || !made)
        return "\\# " + QByteArray::number(wire.size()) + ' ' + wire.toHex();
    QByteArray text;
    for (size_t i = 0; i < ldns_rr_rd_count(record.get()); ++i) {
        char *word = ldns_rdf2str(ldns_rr_rdf(record.get(), i));
        text += (i ? " " : "") + QByteArray(word);
        free(word);
    }
    return text;
}

} // namespace lockstep
