// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

namespace lockstep {

// A piece of a text that is key material.
struct SecretSpan
{
    // Word: of a statement, with its quotation marks. Part: of a word or a line. Lines: the body of a private key in PEM.
    enum class Kind { Word, Part, Lines };
    Kind kind = Kind::Word;
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray owner; // what names it, so that two texts can be compared: "transfer secret", "PrivateKey"
    bool operator==(const SecretSpan &) const = default;
};

// Where a text comes from.
enum class SecretScope {
    Plain,
    Key,      // the text begins inside of a key's block
    Doubtful, // it was taken from a text with faults: every word that looks like key material is one
};

// The key material in a text that may be anything that lies in a configuration: `secret` of keys and `cookie-secret` by named.conf's
// grammar, also in comments and where quotation marks or semicolons are missing, whatever else stands in a key's block,
// what dlz and dyndb are told, what stands behind a word that ends with "secret" or "password", words of comments that look like
// keys, PINs of PKCS#11 URIs, private keys in PEM, BIND's .private files. In the order of the text, apart
// from each other; in time that grows with the length, whatever the text.
QList<SecretSpan> secretSpans(QByteArrayView text, SecretScope scope = SecretScope::Plain);

// A quotation mark, a brace or the end of a comment is missing, so that words may not be what they seem.
bool isDoubtful(QByteArrayView text);

// The bytes of a span that are the secret, without quotation marks.
QByteArrayView secretBytes(QByteArrayView text, const SecretSpan &span);

// What is secret in some texts, to be hidden in what is said of them.
class SecretWords
{
public:
    explicit SecretWords(const QList<QByteArray> &texts);
    // "<secret>" in the place of each, in capitals or not: of 8 letters or more anywhere, of fewer between quotation marks or alone.
    QString hidden(const QString &text) const;
    bool isDoubtful() const { return m_doubtful; }

private:
    static constexpr qsizetype least = 8;
    void add(const QString &word);
    qsizetype sizeAt(const QString &low, qsizetype at) const;

    QSet<QString> m_words;
    QHash<QString, QList<qsizetype>> m_sizes; // by the first letters, the longest first
    bool m_doubtful = false;
};

// Hides in the arguments and the detail of errors what is secret in one of the texts that they are about, and arguments that look
// like key material themselves.
void hideSecrets(const QList<Error *> &errors, const QList<QByteArray> &texts);

} // namespace lockstep
