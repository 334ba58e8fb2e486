// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include <sys/random.h>

#include <cerrno>

namespace lockstep {

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    for (qsizetype done = 0; done < count;) {
        const ssize_t got = ::getrandom(bytes.data() + done, size_t(count - done), 0);
        if (got > 0)
            done += got;
        else if (errno != EINTR)
            qFatal("The system's random source does not answer; no key or id can be made safely.");
    }
    return bytes;
}

QString newId()
{
    static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    const QByteArray bytes = randomBytes(26);
    QString id;
    for (const char byte : bytes)
        id += QLatin1Char(letters[uchar(byte) & 31]);
    return id;
}

} // namespace lockstep
