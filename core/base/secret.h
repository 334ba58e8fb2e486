// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QDebug;

namespace lockstep {

// Key material. It cannot be printed, written as JSON or compared as bytes; what it held is overwritten when it goes. reveal() is
// the only way out, for what must compute with it, write it to its own file or send it over a channel that is encrypted.
class Secret
{
public:
    Secret() = default;
    // Copies; a copy that somebody else holds is theirs to forget.
    explicit Secret(QByteArrayView bytes);
    Secret(const Secret &other) : Secret(other.reveal()) {}
    Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0)) {}
    Secret &operator=(Secret other) noexcept;
    ~Secret();

    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return m_size; }
    // The bytes themselves, as long as this lives.
    QByteArrayView reveal() const { return {m_bytes, m_size}; }
    // 12 hexadecimal digits of an HMAC under a key that is made anew in every process: equal for equal secrets, and of no use to
    // whoever reads it.
    QByteArray fingerprint() const;
    // In a time that does not depend on where they differ.
    bool sameAs(const Secret &other) const;

    friend bool operator==(const Secret &, const Secret &) = delete;
    friend QDebug operator<<(QDebug, const Secret &) = delete;

private:
    char *m_bytes = nullptr;
    qsizetype m_size = 0;
};

} // namespace lockstep
