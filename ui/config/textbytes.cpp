// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/textbytes.h"

#include <QStringConverter>

#include <algorithm>
#include <array>

namespace lockstep {

namespace {

struct Named
{
    char16_t character;
    const char *name;
};

// Those beyond the control characters, with their names in Unicode. Each is shown as an arrow, in this order.
constexpr std::array<Named, 40> invisible{{
    {0x00A0, "NO-BREAK SPACE"},
    {0x00AD, "SOFT HYPHEN"},
    {0x061C, "ARABIC LETTER MARK"},
    {0x180E, "MONGOLIAN VOWEL SEPARATOR"},
    {0x200B, "ZERO WIDTH SPACE"},
    {0x200C, "ZERO WIDTH NON-JOINER"},
    {0x200D, "ZERO WIDTH JOINER"},
    {0x200E, "LEFT-TO-RIGHT MARK"},
    {0x200F, "RIGHT-TO-LEFT MARK"},
    {0x2028, "LINE SEPARATOR"},
    {0x2029, "PARAGRAPH SEPARATOR"},
    {0x202A, "LEFT-TO-RIGHT EMBEDDING"},
    {0x202B, "RIGHT-TO-LEFT EMBEDDING"},
    {0x202C, "POP DIRECTIONAL FORMATTING"},
    {0x202D, "LEFT-TO-RIGHT OVERRIDE"},
    {0x202E, "RIGHT-TO-LEFT OVERRIDE"},
    {0x202F, "NARROW NO-BREAK SPACE"},
    {0x2060, "WORD JOINER"},
    {0x2061, "FUNCTION APPLICATION"},
    {0x2062, "INVISIBLE TIMES"},
    {0x2063, "INVISIBLE SEPARATOR"},
    {0x2064, "INVISIBLE PLUS"},
    {0x2066, "LEFT-TO-RIGHT ISOLATE"},
    {0x2067, "RIGHT-TO-LEFT ISOLATE"},
    {0x2068, "FIRST STRONG ISOLATE"},
    {0x2069, "POP DIRECTIONAL ISOLATE"},
    {0x206A, "INHIBIT SYMMETRIC SWAPPING"},
    {0x206B, "ACTIVATE SYMMETRIC SWAPPING"},
    {0x206C, "INHIBIT ARABIC FORM SHAPING"},
    {0x206D, "ACTIVATE ARABIC FORM SHAPING"},
    {0x206E, "NATIONAL DIGIT SHAPES"},
    {0x206F, "NOMINAL DIGIT SHAPES"},
    {0x2800, "BRAILLE PATTERN BLANK"},
    {0x3164, "HANGUL FILLER"},
    {0xFDD0, "a noncharacter"},
    {0xFDD1, "a noncharacter"},
    {0xFEFF, "BYTE ORDER MARK"},
    {0xFFF9, "INTERLINEAR ANNOTATION ANCHOR"},
    {0xFFFB, "INTERLINEAR ANNOTATION TERMINATOR"},
    {0xFFFC, "OBJECT REPLACEMENT CHARACTER"},
}};
constexpr char16_t firstArrow = 0x2190;
constexpr char16_t firstPicture = 0x2400; // Unicode's own pictures of control characters
constexpr char16_t deletePicture = 0x2421;
constexpr char16_t firstBlock = 0x2580; // 32 block elements for the 32 control characters from 0x80 on

// The sign for a character, 0 for one that can be seen.
char16_t signOf(char16_t character)
{
    if (character < 0x20)
        return character == '\t' || character == '\n' ? 0 : char16_t(firstPicture + character);
    if (character < 0x7F)
        return 0;
    if (character == 0x7F)
        return deletePicture;
    if (character < 0xA0)
        return char16_t(firstBlock + character - 0x80);
    const auto found = std::ranges::lower_bound(invisible, character, {}, &Named::character);
    return found != invisible.end() && found->character == character ? char16_t(firstArrow + (found - invisible.begin())) : 0;
}

} // namespace

TextBytes TextBytes::read(const QByteArray &bytes)
{
    TextBytes read;
    if (!read.decode(bytes, true)) {
        read = {};
        read.decode(bytes, false);
    }
    return read;
}

// False when the text would not become these bytes again.
bool TextBytes::decode(const QByteArray &bytes, bool utf8)
{
    m_utf8 = utf8;
    if (utf8) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
        m_text = decoder.decode(bytes);
        if (decoder.hasError())
            return false;
    } else {
        m_text = QString::fromLatin1(bytes);
    }
    const qsizetype ends = m_text.count(QLatin1Char('\n'));
    const qsizetype returns = m_text.count(QLatin1Char('\r'));
    m_crlf = ends > 0 && returns == ends && m_text.count(QLatin1String("\r\n")) == ends;
    if (m_crlf)
        m_text.remove(QLatin1Char('\r'));
    QHash<char16_t, char16_t> hidden;
    for (const QChar c : std::as_const(m_text)) {
        if (const char16_t sign = signOf(c.unicode()))
            hidden.insert(sign, c.unicode());
    }
    if (!hidden.isEmpty()) {
        // A sign that the file itself has would come back as what it stands for.
        if (std::ranges::any_of(std::as_const(m_text), [&](QChar c) { return hidden.contains(c.unicode()); }))
            return false;
        for (QChar &c : m_text) {
            if (const char16_t sign = signOf(c.unicode()))
                c = QChar(sign);
        }
    }
    m_hidden = hidden;
    return write(m_text) == bytes;
}

QByteArray TextBytes::write(const QString &text) const
{
    QString plain = text;
    if (!m_hidden.isEmpty()) {
        for (QChar &c : plain) {
            if (const auto it = m_hidden.constFind(c.unicode()); it != m_hidden.constEnd())
                c = QChar(*it);
        }
    }
    if (m_crlf)
        plain.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
    if (m_utf8)
        return plain.toUtf8();
    QByteArray bytes;
    bytes.reserve(plain.size());
    qsizetype from = 0;
    for (qsizetype i = 0; i <= plain.size(); ++i) { // what was typed and is no byte is written as UTF-8
        if (i < plain.size() && plain[i].unicode() < 0x100)
            continue;
        bytes += QStringView(plain).sliced(from, i - from).toLatin1();
        from = i;
        while (from < plain.size() && plain[from].unicode() >= 0x100)
            ++from;
        bytes += QStringView(plain).sliced(i, from - i).toUtf8();
        i = from;
    }
    return bytes;
}

QString TextBytes::cleaned(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar c : text) {
        if (c == QChar(0x00A0) || c == QChar(0x202F))
            clean += QLatin1Char(' ');
        else if (c == QChar(0x2028) || c == QChar(0x2029))
            clean += QLatin1Char('\n');
        else if (c == QLatin1Char('\r'))
            clean += c; // the document takes it for a line's end
        else if (signOf(c.unicode()) == 0)
            clean += c;
    }
    return clean;
}

QString TextBytes::nameOf(char32_t hidden)
{
    const QString number = QStringLiteral("U+%1").arg(QString::number(hidden, 16).toUpper(), 4, QLatin1Char('0'));
    const auto found = std::ranges::find(invisible, char16_t(hidden), &Named::character);
    return found == invisible.end() ? number : number + QLatin1Char(' ') + QLatin1String(found->name);
}

} // namespace lockstep
