// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace lockstep {

// The bytes of a file as text that can be shown and edited, and back: what is not edited comes back byte for byte. Lines end
// with '\n'. Valid UTF-8 is read as such, anything else byte by byte (ISO 8859-1). Characters that nobody would see or that turn
// the order of others (control, zero-width and bidi characters, no-break space) stand there as a visible sign each.
class TextBytes
{
public:
    static TextBytes read(const QByteArray &bytes);

    const QString &text() const { return m_text; }
    // The bytes of a text that began as text().
    QByteArray write(const QString &text) const;

    bool isUtf8() const { return m_utf8; }
    bool hasCrLf() const { return m_crlf; } // all its line ends are CR LF; where they are mixed, each CR is a sign
    // The character that a sign stands for, 0 when it stands for itself.
    char32_t hiddenBy(QChar sign) const { return m_hidden.value(sign.unicode()); }
    bool hidesNothing() const { return m_hidden.isEmpty(); }

    // Text from elsewhere without what nobody would see: for pasting.
    static QString cleaned(const QString &text);
    // "U+202E RIGHT-TO-LEFT OVERRIDE" is what the tooltip says; the number alone where the name is not known.
    static QString nameOf(char32_t hidden);
    // It holds a zero byte: no text at all.
    static bool isBinary(const QByteArray &bytes) { return bytes.contains('\0'); }

private:
    bool decode(const QByteArray &bytes, bool utf8);

    QString m_text;
    bool m_utf8 = true;
    bool m_crlf = false;
    QHash<char16_t, char16_t> m_hidden; // sign -> character, those that occur
};

} // namespace lockstep
