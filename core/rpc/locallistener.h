// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rpc/channel.h"

#include <QLocalServer>

namespace lockstep {

// Takes connections of a user's own programs (LocalChannel); those of other users are closed unheard.
class LocalListener : public QLocalServer
{
    Q_OBJECT
public:
    // A socket file that nobody serves any more is replaced. Errors: rpc.listen.
    Result<void> listenAt(const QString &path);

Q_SIGNALS:
    void accepted(lockstep::Channel *channel); // ownership goes to the receiver

protected:
    void incomingConnection(quintptr socket) override;
};

} // namespace lockstep
