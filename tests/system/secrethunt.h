// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QReadWriteLock>
#include <QString>

namespace lockstep {

// Secrets that stand nowhere else, looked for in whatever disguise: as they are, escaped as in JSON, addresses of the web, zone files and shells, in
// base64 wherever it begins in what was encoded, in hexadecimal digits, in UTF-16, backwards, in other case, and as the bytes that they encode.
// Halves count, of the plain text quarters. All members may be used by several threads.
class SecretHunt
{
public:
    // `plain`: what the text encodes, as base64 or hexadecimal digits; "" when it is a password.
    void add(const QString &name, const QByteArray &text, const QByteArray &plain = {});
    qsizetype secrets() const;

    struct Sighting
    {
        QString secret;
        QString form;
        QByteArray around; // with what stands before it and behind it
    };
    // The first sighting of each secret; also inside of frames of zstd.
    QList<Sighting> in(QByteArrayView bytes) const;
    // The forms that a secret is looked for in, each as it would be seen; for tests of the search.
    QList<QPair<QString, QByteArray>> formsOf(const QString &name) const;

    // Pieces of a long text must overlap by so much.
    static constexpr qsizetype longest = 512;

private:
    struct Form
    {
        QString secret;
        QString name;
        QByteArray bytes;
    };
    void addForms(const QString &secret, const QString &prefix, const QByteArray &piece);
    void addForm(const QString &secret, const QString &name, const QByteArray &bytes);
    void look(QByteArrayView bytes, QHash<QString, Sighting> &found) const;

    mutable QReadWriteLock m_lock;
    QStringList m_names;
    QList<Form> m_forms;
    QHash<quint64, QList<int>> m_begins;            // by the first eight bytes
    QByteArray m_maybe = QByteArray(1 << 21, '\0'); // a bit for each beginning of three bytes
};

} // namespace lockstep
