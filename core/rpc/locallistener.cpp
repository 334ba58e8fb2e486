// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/locallistener.h"

#include "core/rpc/localchannel.h"

#include <sys/socket.h>
#include <unistd.h>

namespace lockstep {

namespace {

bool sameUser(int socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

} // namespace

Result<void> LocalListener::listenAt(const QString &path)
{
    removeServer(path);
    return listen(path) ? Result<void>() : fail(QStringLiteral("rpc.listen"), {path}, errorString());
}

void LocalListener::incomingConnection(quintptr socket)
{
    if (sameUser(int(socket)))
        Q_EMIT accepted(new LocalChannel(int(socket), fullServerName()));
    else
        ::close(int(socket));
}

} // namespace lockstep

#include "moc_locallistener.cpp" // apart from the others: who needs none of this is linked without the library of networks
