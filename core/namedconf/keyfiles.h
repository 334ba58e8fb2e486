// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/confsecrets.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>

namespace lockstep {

// Key material in forms that lie in files of their own, wherever they stand in a text: bodies of private keys in PEM (RFC 7468),
// also without their first or last line; fields of BIND's .private files; KEY records of shared keys (RFC 2539, algorithms 157 and
// 161 to 165); values of "pin-value=" (RFC 7512), and of what is called a secret or a password before "=" or ":"; keys of nsupdate's
// scripts and command lines; passwords in URLs. Not in the order of the text.
QList<SecretSpan> keyFileSpans(QByteArrayView text);

// --- what a word looks like
inline bool isOneOf(char c, const char *letters) { return c != '\0' && std::strchr(letters, c); }
inline bool isBetween(char c, char first, char last) { return c >= first && c <= last; }
inline bool isBase64Letter(char c) { return isBetween(c, '0', '9') || isBetween(c, 'A', 'Z') || isBetween(c, 'a', 'z') || isOneOf(c, "+/="); }
inline bool isBase64(QByteArrayView word) { return word.size() >= 4 && std::all_of(word.begin(), word.end(), isBase64Letter); }
inline bool isSameWord(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }
inline bool endsLike(QByteArrayView word, QByteArrayView end) { return word.size() >= end.size() && isSameWord(word.last(end.size()), end); }

// "secret", "dns_rfc2136_secret", "sasl_password", also with ':' or '=' behind it; `whole`: only the words themselves. No path.
inline bool announcesSecret(QByteArrayView word, bool whole = false)
{
    while (word.endsWith(':') || word.endsWith('='))
        word.chop(1);
    const auto names = {"secret", "password", "passwd", "passphrase", "bindpw"};
    if (whole && (isSameWord(word, "cookie-secret") || isSameWord(word, "sit-secret")))
        return true;
    return std::ranges::any_of(names, [&](QByteArrayView name) { return whole ? isSameWord(word, name) : endsLike(word, name); }) &&
           !word.contains('/');
}

struct LetterCount
{
    explicit LetterCount(QByteArrayView word)
    {
        for (qsizetype i = 0; i < word.size(); ++i) {
            const char c = word[i];
            capitals += isBetween(c, 'A', 'Z') ? 1 : 0;
            digits += isBetween(c, '0', '9') ? 1 : 0;
            hex += isBetween(c, '0', '9') || isBetween(c, 'a', 'f') || isBetween(c, 'A', 'F') ? 1 : 0;
            slashes += c == '/' ? 1 : 0;
            turns += i > 0 && isBetween(c, 'A', 'Z') != isBetween(word[i - 1], 'A', 'Z') ? 1 : 0;
        }
    }
    qsizetype capitals = 0, digits = 0, hex = 0, slashes = 0, turns = 0;
};

// What hardly anything but key material looks like: base64 or hexadecimal digits, and no path. One in 64 keys begins with '/', too.
inline bool looksLikeKey(QByteArrayView word)
{
    if (word.size() < 16 || !isBase64(word))
        return false;
    const LetterCount count(word);
    if (word.startsWith('/') && !word.endsWith('=') && (word.size() % 4 != 0 || count.turns < word.size() / 3 || count.slashes > word.size() / 12))
        return false;
    return count.capitals >= 2 || word.endsWith('=') || (count.hex == word.size() && count.digits > 0);
}

// The same in prose, where nothing else tells: longer, no ruler of "=", no words written together. Behind a sign too.
inline bool isPlainlyKey(QByteArrayView word)
{
    qsizetype body = word.size();
    while (body > 0 && word[body - 1] == '=')
        --body;
    if (body == 0 || word.size() - body > 2)
        return false;
    const QByteArrayView value = word.sliced(std::max(word.first(body).lastIndexOf('='), word.first(body).lastIndexOf(':')) + 1);
    const LetterCount count(value);
    return value.size() >= 22 && looksLikeKey(value) && (value.endsWith('=') || count.digits > 0 || count.turns >= value.size() / 3);
}

// Where a word before it says that it may be one.
inline bool looksLikeShortKey(QByteArrayView word)
{
    const LetterCount count(word);
    return looksLikeKey(word) ||
           (word.size() >= 8 && word.size() % 4 == 0 && isBase64(word) && (word.endsWith('=') || (count.capitals > 1 && count.turns > 1)));
}

inline bool looksLikeAlgorithm(QByteArrayView word)
{
    return word.size() <= 32 && (isSameWord(word.first(std::min<qsizetype>(4, word.size())), "hmac") || isSameWord(word, "gss-tsig"));
}

inline bool looksLikeKeyword(QByteArrayView word)
{
    return word.size() <= 12 && std::all_of(word.begin(), word.end(), [](char c) { return isBetween(c, 'a', 'z'); });
}

// --- where words stand
inline bool isFirstOfLine(QByteArrayView text, qsizetype at)
{
    while (at > 0 && isOneOf(text[at - 1], " \t"))
        --at;
    return at == 0 || text[at - 1] == '\n';
}

// Where what a driver is told begins: behind its name, and the library of dlopen.
inline qsizetype behindDriver(QByteArrayView text, qsizetype at)
{
    const auto behind = [&](bool blanks) {
        while (at < text.size() && isOneOf(text[at], " \t\r\n") == blanks)
            ++at;
    };
    behind(true);
    const qsizetype name = at;
    behind(false);
    const bool library = isSameWord(text.sliced(name, at - name), "dlopen");
    behind(true);
    if (library)
        behind(false);
    behind(true);
    return at;
}

} // namespace lockstep
