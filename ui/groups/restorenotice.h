// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"
#include "ui/widgets/banner.h"

#include <QPointer>
#include <QTimer>

namespace lockstep {

// Says of a master that it came out of a backup and only looks, as long as that is so. Its button means: compare and confirm.
class RestoreNotice : public Banner
{
    Q_OBJECT
public:
    explicit RestoreNotice(QWidget *parent = nullptr);
    void follow(MasterSession *master); // null: nobody
    bool isWaiting() const { return m_waiting; }
    Task<> look();
    void take(const RestoreReport &report);

Q_SIGNALS:
    void waitingChanged();

private:
    QPointer<MasterSession> m_master;
    bool m_waiting = false;
    bool m_looking = false;
    QTimer m_again; // a colleague may have confirmed it
};

} // namespace lockstep
