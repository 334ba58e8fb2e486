// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace lockstep {

// The bytes of a file, read into memory: whatever becomes of the file afterwards, they stay. Copies share them.
class LocalText
{
public:
    LocalText() = default;
    explicit LocalText(QByteArray bytes);

    // The person named the file: a link is followed. A pipe is read to its end. Errors: file.missing, file.denied, file.io,
    // cli.text.kind (a folder or a device), cli.text.large, cli.text.changed (it grew or shrank while it was read).
    static Result<LocalText> open(const QString &path, qint64 most = mostMemory());
    // The same of a file that is open; `path` is for errors.
    static Result<LocalText> read(int descriptor, const QString &path, qint64 most);

    QByteArrayView view() const { return {m_room.get(), m_size}; }
    // Shares the bytes: lasts as long as a copy of this.
    QByteArray shared() const { return QByteArray::fromRawData(m_room.get(), m_size); }

    static qint64 mostMemory(); // half of what this machine has

private:
    std::shared_ptr<const char> m_room;
    qsizetype m_size = 0;
};

} // namespace lockstep
