// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/secrethunt.h"

#include <QStringList>

#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace lockstep {

namespace {

constexpr qsizetype least = 8;
constexpr qsizetype mostUnpacked = 64 << 20;
const QByteArray frameMark("\x28\xb5\x2f\xfd", 4); // RFC 8878 3.1.1

bool isPlain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Each sign that is no letter and no digit is written by `write`.
template <class Fn> QByteArray escaped(const QByteArray &text, Fn write)
{
    QByteArray out;
    for (const char c : text)
        out += isPlain(c) ? QByteArray(1, c) : write(c);
    return out;
}

QByteArray number(char c, int base, int width) { return QByteArray::number(uchar(c), base).rightJustified(width, '0'); }

QByteArray wide(const QByteArray &text, bool bigEnd)
{
    QByteArray out;
    for (const char c : text) {
        if (bigEnd)
            out += '\0';
        out += c;
        if (!bigEnd)
            out += '\0';
    }
    return out;
}

// What of the base64 of something that holds `text` behind `before` bytes is the same whatever stands around it.
QByteArray inBase64(const QByteArray &text, int before)
{
    const QByteArray all = (QByteArray(before, 'x') + text).toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype begin = (before * 8 + 5) / 6;
    const qsizetype end = (before + text.size()) * 8 / 6;
    return all.sliced(begin, end - begin);
}

QByteArray around(QByteArrayView bytes, qsizetype at, qsizetype size)
{
    constexpr qsizetype more = 60;
    const qsizetype begin = std::max<qsizetype>(0, at - more);
    QByteArray text = bytes.sliced(begin, std::min(bytes.size(), at + size + more) - begin).toByteArray();
    for (char &c : text)
        c = c >= ' ' && c <= '~' ? c : '.';
    return text;
}

QByteArrayList pieces(const QByteArray &text, qsizetype parts)
{
    const qsizetype size = std::max(text.size() / parts, std::min(text.size(), least));
    QByteArrayList all;
    for (qsizetype at = 0; at + size <= text.size() && all.size() < parts; at += size)
        all.append(text.sliced(at, size));
    return all;
}

} // namespace

void SecretHunt::add(const QString &name, const QByteArray &text, const QByteArray &plain)
{
    const QWriteLocker locker(&m_lock);
    m_names.append(name);
    for (const QByteArray &quarter : pieces(text, 4)) {
        addForm(name, QStringLiteral("itself"), quarter);
        addForm(name, QStringLiteral("in small letters"), quarter.toLower());
        addForm(name, QStringLiteral("in capitals"), quarter.toUpper());
    }
    for (const QByteArray &half : pieces(text, 2))
        addForms(name, {}, half);
    for (const QByteArray &half : plain.isEmpty() ? QByteArrayList() : pieces(plain, 2)) {
        addForm(name, QStringLiteral("decoded"), half);
        addForms(name, QStringLiteral("decoded, "), half);
    }
}

void SecretHunt::addForms(const QString &secret, const QString &prefix, const QByteArray &piece)
{
    const auto put = [&](const char *name, const QByteArray &bytes) { addForm(secret, prefix + QLatin1String(name), bytes); };
    QByteArray backwards = piece;
    std::reverse(backwards.begin(), backwards.end());
    put("backwards", backwards);
    put("in hexadecimal digits", piece.toHex());
    put("in hexadecimal digits, capitals", piece.toHex().toUpper());
    for (const int before : {0, 1, 2}) {
        const QByteArray encoded = inBase64(piece, before);
        put("in base64", encoded);
        put("in base64 for addresses", QByteArray(encoded).replace('+', '-').replace('/', '_'));
    }
    put("in UTF-16", wide(piece, false));
    put("in UTF-16, big end first", wide(piece, true));
    put("as in JSON", QByteArray(piece).replace('/', "\\/"));
    put("as in JSON, by numbers", escaped(piece, [](char c) { return "\\u" + number(c, 16, 4); }));
    put("as in JSON, by numbers in capitals", escaped(piece, [](char c) { return "\\u" + number(c, 16, 4).toUpper(); }));
    put("as in an address", escaped(piece, [](char c) { return '%' + number(c, 16, 2).toUpper(); }));
    put("as in an address, small", escaped(piece, [](char c) { return '%' + number(c, 16, 2); }));
    put("as in a zone", escaped(piece, [](char c) { return '\\' + number(c, 10, 3); }));
    put("as in C", escaped(piece, [](char c) { return "\\x" + number(c, 16, 2); }));
    put("as strace writes it", escaped(piece, [](char c) { return '\\' + number(c, 8, 1); }));
    put("behind backslashes", escaped(piece, [](char c) { return QByteArray("\\") + c; }));
}

void SecretHunt::addForm(const QString &secret, const QString &name, const QByteArray &bytes)
{
    if (bytes.size() < least)
        return;
    quint64 begin = 0;
    std::memcpy(&begin, bytes.constData(), sizeof begin);
    QList<int> &same = m_begins[begin];
    for (const int one : std::as_const(same)) {
        if (m_forms[one].secret == secret && m_forms[one].bytes == bytes)
            return;
    }
    same.append(int(m_forms.size()));
    m_forms.append({secret, name, bytes});
    const quint32 three = uchar(bytes[0]) | uint(uchar(bytes[1])) << 8 | uint(uchar(bytes[2])) << 16;
    m_maybe[three >> 3] = char(m_maybe[three >> 3] | 1 << (three & 7));
}

qsizetype SecretHunt::secrets() const
{
    const QReadLocker locker(&m_lock);
    return m_names.size();
}

QList<QPair<QString, QByteArray>> SecretHunt::formsOf(const QString &name) const
{
    const QReadLocker locker(&m_lock);
    QList<QPair<QString, QByteArray>> all;
    for (const Form &form : m_forms) {
        if (form.secret == name)
            all.append({form.name, form.bytes});
    }
    return all;
}

void SecretHunt::look(QByteArrayView bytes, QHash<QString, Sighting> &found) const
{
    const auto *at = reinterpret_cast<const uchar *>(bytes.data());
    const auto *maybe = reinterpret_cast<const uchar *>(m_maybe.constData());
    for (qsizetype i = 0; i + least <= bytes.size(); ++i) {
        const quint32 three = at[i] | uint(at[i + 1]) << 8 | uint(at[i + 2]) << 16;
        if ((maybe[three >> 3] & 1 << (three & 7)) == 0)
            continue;
        quint64 begin = 0;
        std::memcpy(&begin, at + i, sizeof begin);
        const auto it = m_begins.constFind(begin);
        for (const int one : it == m_begins.cend() ? QList<int>() : *it) {
            const Form &form = m_forms[one];
            if (bytes.sliced(i).startsWith(form.bytes) && !found.contains(form.secret))
                found.insert(form.secret, {form.secret, form.name, around(bytes, i, form.bytes.size())});
        }
    }
}

QList<SecretHunt::Sighting> SecretHunt::in(QByteArrayView bytes) const
{
    const QReadLocker locker(&m_lock);
    QHash<QString, Sighting> found;
    look(bytes, found);
    for (qsizetype at = bytes.indexOf(frameMark); at >= 0; at = bytes.indexOf(frameMark, at + 1)) {
        const std::unique_ptr<ZSTD_DStream, decltype(&::ZSTD_freeDStream)> stream(::ZSTD_createDStream(), &::ZSTD_freeDStream);
        const QByteArrayView rest = bytes.sliced(at);
        ZSTD_inBuffer in{rest.data(), size_t(rest.size()), 0};
        QByteArray all;
        QByteArray part(1 << 17, '\0');
        for (size_t left = 1; left != 0 && all.size() < mostUnpacked;) {
            ZSTD_outBuffer out{part.data(), size_t(part.size()), 0};
            left = ::ZSTD_decompressStream(stream.get(), &out, &in);
            if (::ZSTD_isError(left))
                break;
            all.append(part.constData(), qsizetype(out.pos));
            if (out.pos == 0 && in.pos == in.size)
                break;
        }
        look(all, found);
    }
    return found.values();
}

} // namespace lockstep
