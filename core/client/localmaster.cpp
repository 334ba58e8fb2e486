// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/localmaster.h"

#include "core/base/errortext.h"
#include "core/rpc/localchannel.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <unistd.h>

namespace lockstep {

namespace {

constexpr int startDeadline = 10000;
constexpr qint64 startBytes = 64 << 10; // of its database's log, and of its words

Task<Result<std::shared_ptr<MasterClient>>> connectOver(QString path, QString program)
{
    Task<Result<std::unique_ptr<Channel>>> dialling = LocalChannel::dial(path, startDeadline);
    Result<std::unique_ptr<Channel>> channel = co_await dialling;
    if (!channel)
        co_return std::unexpected(channel.error());
    Task<Result<std::shared_ptr<MasterClient>>> greeting = MasterClient::greet(std::move(*channel), program);
    Result<std::shared_ptr<MasterClient>> client = co_await greeting;
    co_return client;
}

// What the program that did not come up has written since. On a full disk it could not write even that.
QString wordsSince(Files &files, const QString &log, qint64 size)
{
    const Result<QByteArray> text = files.read(log);
    const QString words = text ? QString::fromUtf8(text->sliced(std::min<qsizetype>(size, text->size())).right(4000)).trimmed() : QString();
    const Result<qint64> space = files.freeBytes(log.section(u'/', 0, -2));
    return words.isEmpty() && space && *space < startBytes ? errorText(Error{QStringLiteral("file.full"), {log}, {}, {}}) : words;
}

} // namespace

Result<UserFolders> userFolders(Files &files)
{
    UserFolders folders;
    const QString home = qEnvironmentVariable("LOCKSTEP_HOME");
    if (!home.isEmpty()) {
        folders = {home + QStringLiteral("/settings"), home + QStringLiteral("/data"), home + QStringLiteral("/runtime")};
    } else {
        const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        folders = {QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/lockstep"),
                   QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/lockstep"),
                   runtime.isEmpty() ? QStringLiteral("/tmp/lockstep-%1").arg(::getuid()) : runtime + QStringLiteral("/lockstep")};
    }
    for (const QString &folder : {folders.settings, folders.data, folders.runtime}) {
        if (const Result<void> made = files.makePath(folder, 0700); !made)
            return made.error().code == QLatin1String("file.denied") ? fail(QStringLiteral("client.rights"), {folder}, made.error().args.value(0))
                                                                     : fail(made.error());
        LOCKSTEP_TRY(facts, files.facts(folder));
        if (facts.uid != ::getuid() || (facts.mode & 0700) != 0700)
            return fail(QStringLiteral("client.rights"), {folder});
        if (facts.mode & 077)
            return fail(QStringLiteral("client.folder"), {folder});
    }
    return folders;
}

Task<Result<std::shared_ptr<MasterClient>>> connectToMasterOf(QString data, QString program)
{
    return connectOver(data + QStringLiteral("/master.socket"), std::move(program));
}

Task<Result<std::shared_ptr<MasterClient>>> connectToLocalMaster(QString program)
{
    const std::unique_ptr<Files> files = realFiles();
    LOCKSTEP_CO_TRY(folders, userFolders(*files));
    // Whoever may reach into this folder is this user: that is what the local master goes by.
    const QString socket = folders.runtime + QStringLiteral("/master.socket");
    if (files->exists(socket)) {
        Task<Result<std::shared_ptr<MasterClient>>> connecting = connectOver(socket, program);
        const Result<std::shared_ptr<MasterClient>> master = co_await connecting;
        if (master || master.error().code == QLatin1String("protocol.version"))
            co_return master;
    }
    QProcess process;
    process.setProgram(QCoreApplication::applicationDirPath() + QStringLiteral("/lockstep-master"));
    process.setArguments({QStringLiteral("--user")});
    const QString log = folders.data + QStringLiteral("/master.log");
    process.setStandardOutputFile(log, QIODevice::Append);
    process.setStandardErrorFile(log, QIODevice::Append);
    process.setStandardInputFile(QProcess::nullDevice());
    const Result<FileFacts> written = files->facts(log);
    const qint64 size = written ? written->size : 0;
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        co_return fail(QStringLiteral("client.start"), {log}, process.errorString());
    for (qint64 waited = 0; waited < startDeadline; waited += 50) {
        Task<bool> sleeping = systemClock().sleep(50, Cancel());
        co_await sleeping;
        Task<Result<std::shared_ptr<MasterClient>>> connecting = connectOver(socket, program);
        const Result<std::shared_ptr<MasterClient>> master = co_await connecting;
        if (master)
            co_return master;
    }
    co_return fail(QStringLiteral("client.start"), {log}, wordsSince(*files, log, size));
}

} // namespace lockstep
