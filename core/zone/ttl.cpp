// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/ttl.h"

namespace lockstep {

namespace {

quint64 secondsOf(char unit)
{
    switch (unit | 32) {
    case 's':
        return 1;
    case 'm':
        return 60;
    case 'h':
        return 3600;
    case 'd':
        return 86400;
    case 'w':
        return 604800;
    default:
        return 0;
    }
}

std::optional<quint32> seconds(QByteArrayView word, quint64 most)
{
    if (word.isEmpty() || word.front() < '0' || word.front() > '9')
        return {};
    quint64 total = 0;
    quint64 number = 0;
    bool digits = false;
    for (const char c : word) {
        if (c >= '0' && c <= '9') {
            number = number * 10 + quint64(c - '0');
            digits = true;
            if (number > 0xFFFFFFFFULL)
                return {};
            continue;
        }
        const quint64 unit = secondsOf(c);
        if (unit == 0 || !digits)
            return {};
        total += number * unit;
        if (total > 0xFFFFFFFFULL)
            return {};
        number = 0;
        digits = false;
    }
    total += number;
    return total <= most ? std::optional(quint32(total)) : std::nullopt;
}

} // namespace

std::optional<quint32> ttlFromText(QByteArrayView word) { return seconds(word, 0x7FFFFFFFULL); }
std::optional<quint32> counterFromText(QByteArrayView word) { return seconds(word, 0xFFFFFFFFULL); }

} // namespace lockstep
