// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/restorenotice.h"

#include "ui/look/words.h"

namespace lockstep {

RestoreNotice::RestoreNotice(QWidget *parent) : Banner(parent)
{
    setObjectName(QStringLiteral("restoreNotice"));
    setAction(tr("&Compare with the members..."));
    m_again.setSingleShot(true);
    m_again.setInterval(10000);
    connect(&m_again, &QTimer::timeout, this, &RestoreNotice::look);
}

void RestoreNotice::follow(MasterSession *master)
{
    if (m_master == master)
        return;
    if (m_master)
        m_master->disconnect(this);
    m_master = master;
    take({});
    if (!master)
        return;
    connect(master, &MasterSession::stateChanged, this, &RestoreNotice::look);
    look();
}

Task<> RestoreNotice::look()
{
    if (m_looking || !m_master || !m_master->isConnected())
        co_return;
    m_looking = true;
    const QPointer<RestoreNotice> here(this);
    const QPointer<MasterSession> master(m_master);
    Task<Result<RestoreReport>> asking = master->call(mastercalls::masterRestored, RestoredRequest{true});
    const Result<RestoreReport> report = co_await asking;
    if (!here)
        co_return;
    m_looking = false;
    if (master != m_master)
        look();
    else if (report)
        take(*report);
    else
        m_again.start();
}

void RestoreNotice::take(const RestoreReport &report)
{
    if (report.waiting)
        Banner::show(Tone::Attention, tr("%1 came out of a backup of %2 and only looks: nothing can be changed before somebody has compared it with "
                                         "what the members serve, and confirmed it.")
                                          .arg(m_master->name(), absoluteTime(report.taken)));
    else
        hide();
    if (report.waiting)
        m_again.start();
    else
        m_again.stop();
    if (std::exchange(m_waiting, report.waiting) != report.waiting)
        Q_EMIT waitingChanged();
}

} // namespace lockstep
