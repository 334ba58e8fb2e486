// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/text/textwindow.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

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

// A file of which parts are read when they are asked for, at best from its beginning to its end. A pipe is held whole.
class FileWindow : public TextWindow
{
public:
    // Errors: those of LocalText::open().
    static Result<std::unique_ptr<FileWindow>> open(const QString &path);
    ~FileWindow() override;
    Q_DISABLE_COPY_MOVE(FileWindow)

    qsizetype length() const override { return m_length; }
    QByteArrayView hold(qsizetype from, qsizetype least) override;
    // All of it at once. Errors: those of LocalText::read().
    Result<LocalText> whole(qint64 most);
    // To be asked at the end: whether all that was asked for was read, and the file stayed as it was. Errors: file.io,
    // cli.text.changed.
    Result<void> finish();

private:
    FileWindow() = default;
    void load(qsizetype from, qsizetype size);

    QString m_path;
    int m_descriptor = -1;
    LocalText m_pipe;
    QByteArray m_room;
    qsizetype m_begin = 0; // of what is held
    qsizetype m_held = 0;  // bytes
    qsizetype m_length = 0;
    qint64 m_changed = 0; // when, at opening; nanoseconds
    std::optional<Error> m_error;
};

} // namespace lockstep
