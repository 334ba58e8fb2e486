// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workplace.h"

#include "ui/config/configurationview.h"
#include "ui/groups/overviewview.h"
#include "ui/history/historyview.h"
#include "ui/members/membersview.h"
#include "ui/review/reviewview.h"
#include "ui/zones/zoneslist.h"
#include "ui/zones/zoneview.h"

#include <QPointer>
#include <QStackedLayout>

namespace lockstep {

namespace {

// A zone has a view of its own beside the list of zones.
QString headOf(const QString &place)
{
    const QString head = place.section(u'?', 0, 0).section(u'/', 0, 0);
    return head == QLatin1String("zones") && place.contains(u'/') ? QStringLiteral("zone") : head;
}

} // namespace

Workplace::Workplace(MasterSession &master, const QString &group, QWidget *parent)
    : QWidget(parent), m_group(std::make_unique<GroupSession>(master, group)), m_stack(new QStackedLayout(this))
{
    m_stack->setContentsMargins(0, 0, 0, 0);
}

// The views look at the group until they are gone.
Workplace::~Workplace()
{
    for (View *view : std::as_const(m_views))
        delete view;
}

View *Workplace::made(const QString &head)
{
    if (head == QLatin1String("members"))
        return new MembersView(*m_group);
    if (head == QLatin1String("zones"))
        return new ZonesView(*m_group);
    if (head == QLatin1String("zone"))
        return new ZoneView(*m_group);
    if (head == QLatin1String("configuration"))
        return new ConfigurationView(*m_group);
    if (head == QLatin1String("review"))
        return new ReviewView(*m_group);
    if (head == QLatin1String("history")) {
        auto *history = new HistoryView(*m_group);
        history->setRollBack([this](int deployment) { Q_EMIT rollBackWanted(deployment); });
        return history;
    }
    return head == QLatin1String("overview") ? new OverviewView(*m_group) : nullptr;
}

View *Workplace::viewFor(const QString &head)
{
    if (View *known = m_views.value(head))
        return known;
    View *view = made(head);
    if (!view)
        return nullptr;
    m_views.insert(head, view);
    m_stack->addWidget(view);
    connect(view, &View::wanted, this, &Workplace::open);
    for (const auto signal : {&View::trailChanged, &View::selectionChanged}) {
        connect(view, signal, this, [this, view] {
            if (view == current())
                Q_EMIT changed();
        });
    }
    return view;
}

void Workplace::open(const QString &place)
{
    if (place.startsWith(QLatin1String("file:"))) {
        openFile(place.mid(5).section(u'?', 0, 0), place.section(u'?', 1));
        return;
    }
    QString head = headOf(place);
    View *view = viewFor(head);
    if (!view)
        view = viewFor(head = QStringLiteral("overview"));
    m_head = head;
    m_stack->setCurrentWidget(view);
    view->open(place);
    view->setFocus();
    Q_EMIT opened();
}

// Where a checker found a fault: the staged file at that path.
Task<> Workplace::openFile(QString path, QString line)
{
    const QPointer<Workplace> here(this);
    Task<Result<Snapshot>> reading = m_group->snapshot(QStringLiteral("staged"));
    const Result<Snapshot> staged = co_await reading;
    if (!here || !staged)
        co_return;
    if (const auto found = staged->placeOf(path))
        open(QStringLiteral("configuration/%1/%2?%3").arg(found->first, found->second, line));
}

View *Workplace::current() const { return m_views.value(m_head); }

QString Workplace::place() const
{
    const View *view = current();
    const QString at = view ? view->place() : QString();
    return at.isEmpty() ? m_head : at;
}

QStringList Workplace::trail() const
{
    QStringList trail{m_group->status().group.name};
    if (const View *view = current())
        trail += view->trail();
    return trail;
}

QStringList Workplace::trailPlaces() const
{
    return {QStringLiteral("overview"), m_head == QLatin1String("zone") ? QStringLiteral("zones") : m_head};
}

Task<bool> Workplace::mayLeave()
{
    const QPointer<Workplace> here(this);
    const QList<View *> views = m_views.values();
    for (View *view : views) {
        Task<bool> asking = view->mayLeave();
        const bool may = co_await asking;
        if (!here || !may)
            co_return false;
    }
    co_return true;
}

} // namespace lockstep
