// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/wire.h"

#include <ldns/ldns.h>

#include <memory>

namespace lockstep {

namespace {

using Rdf = std::unique_ptr<ldns_rdf, decltype(&ldns_rdf_deep_free)>;
using Rr = std::unique_ptr<ldns_rr, decltype(&ldns_rr_free)>;
using Buffer = std::unique_ptr<ldns_buffer, decltype(&ldns_buffer_free)>;

Rdf nameFromWire(const QByteArray &wire)
{
    return Rdf(ldns_dname_new_frm_data(uint16_t(wire.size()), wire.constData()), &ldns_rdf_deep_free);
}

bool isDigits(const QByteArray &word)
{
    for (const char c : word) {
        if (c < '0' || c > '9')
            return false;
    }
    return !word.isEmpty();
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

int typeFromText(const QByteArray &word)
{
    if (word.isEmpty() || word.size() > 20)
        return 0;
    const QByteArray upper = word.toUpper();
    if (upper.startsWith("TYPE") && isDigits(upper.mid(4))) {
        const int number = upper.mid(4).toInt();
        return number > 0 && number < 65536 ? number : 0;
    }
    const ldns_rr_type type = ldns_get_rr_type_by_name(upper.constData());
    return type == 0 || ldns_rr_descript(uint16_t(type))->_name == nullptr ? 0 : int(type);
}

QByteArray typeToText(int type)
{
    const Buffer buffer(ldns_buffer_new(32), &ldns_buffer_free);
    ldns_rr_type2buffer_str(buffer.get(), ldns_rr_type(type));
    return QByteArray(reinterpret_cast<const char *>(ldns_buffer_begin(buffer.get())), qsizetype(ldns_buffer_position(buffer.get())));
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
    const Rdf above = nameFromWire(origin);
    ldns_rr *made = nullptr;
    const QByteArray line = ". 0 IN " + typeToText(type) + ' ' + text;
    const ldns_status status = ldns_rr_new_frm_str(&made, line.constData(), 0, above.get(), nullptr);
    const Rr record(made, &ldns_rr_free);
    if (status != LDNS_STATUS_OK || !made)
        return bad(ldns_get_errorstr_by_id(status));
    ldns_rr2canonical(record.get());
    const Buffer buffer(ldns_buffer_new(LDNS_MAX_PACKETLEN), &ldns_buffer_free);
    if (ldns_rr_rdata2buffer_wire(buffer.get(), record.get()) != LDNS_STATUS_OK)
        return bad("it does not fit into a message");
    return QByteArray(reinterpret_cast<const char *>(ldns_buffer_begin(buffer.get())),
                      qsizetype(ldns_buffer_position(buffer.get())));
}

QByteArray rdataToText(int type, const QByteArray &wire)
{
    QByteArray whole(1, '\0');
    for (const int value : {type, 1, 0, 0, int(wire.size())})
        whole += QByteArray(1, char(value >> 8)) + char(value);
    whole += wire;
    ldns_rr *made = nullptr;
    size_t at = 0;
    const ldns_status status = ldns_wire2rr(&made, reinterpret_cast<const uint8_t *>(whole.constData()), size_t(whole.size()),
                                            &at, LDNS_SECTION_ANSWER);
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
