// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/overviewview.h"

#include "ui/groups/panel.h"
#include "ui/history/historywords.h"
#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/members/memberwords.h"
#include "ui/operations/operationwords.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int tickMs = 10000;
constexpr int lines = 8;

qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }

Label *quiet(const QString &text, const QString &tip = {})
{
    auto *label = new Label(text);
    label->setToolTip(tip);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

Label *figure(const QString &text)
{
    auto *label = new Label(text);
    label->setFont(titleFont());
    return label;
}

} // namespace

OverviewView::OverviewView(GroupSession &session, QWidget *parent) : View(session, parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Overview"));
    outer->addWidget(scroll);
    auto *page = new QWidget;
    scroll->setWidget(page);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(space::large, space::large, space::large, space::large);
    grid->setSpacing(space::medium);
    for (int column = 0; column < 3; ++column)
        grid->setColumnStretch(column, 1);
    m_live = panel(tr("Live"), QStringLiteral("configuration"));
    m_staged = panel(tr("Staged"), QStringLiteral("review"));
    m_prepared = panel(tr("Prepared"), QStringLiteral("review?from=live&to=prepared"));
    m_members = panel(tr("Members"), QStringLiteral("members"));
    m_history = panel(tr("Last happened"), QStringLiteral("history"));
    grid->addWidget(m_staged, 0, 0);
    grid->addWidget(m_prepared, 0, 1);
    grid->addWidget(m_live, 0, 2);
    grid->addWidget(m_members, 1, 0, 1, 3);
    grid->addWidget(m_history, 2, 0, 1, 3);
    grid->setRowStretch(3, 1);
    connect(&group(), &GroupSession::statusChanged, this, &OverviewView::showAll);
    connect(&m_tick, &QTimer::timeout, this, &OverviewView::showAll);
    m_tick.start(tickMs);
    showAll();
}

Panel *OverviewView::panel(const QString &title, const QString &place)
{
    auto *made = new Panel(title, place);
    connect(made, &Panel::wanted, this, &View::wanted);
    return made;
}

void OverviewView::showAll()
{
    showStaged();
    showPrepared();
    showLive();
    showMembers();
    showHistory();
    readHistory();
}

// A large line and what belongs to it, in a panel of the first row.
void OverviewView::showFact(Panel *panel, const QString &head, const QStringList &notes, const QString &tip, const QString &attention)
{
    if (!panel->begin(head + u'\n' + notes.join(u'\n') + attention))
        return;
    panel->body()->addWidget(figure(head));
    for (const QString &note : notes)
        panel->addText(note, true)->setToolTip(tip);
    if (!attention.isEmpty()) {
        auto *note = new Banner;
        panel->body()->addWidget(note);
        note->show(Tone::Attention, attention);
    }
}

void OverviewView::showStaged()
{
    const GroupStatus &status = group().status();
    const QString note = !status.live         ? tr("The first member brings the data to edit.")
                         : status.changes > 0 ? tr("not deployed yet")
                                              : tr("Staging is what is live.");
    showFact(m_staged, tr("%n edit(s)", nullptr, status.changes), {note}, {});
}

void OverviewView::showPrepared()
{
    const std::optional<PreparedSet> &set = group().status().prepared;
    if (!set)
        return showFact(m_prepared, tr("Nothing"), {tr("Prepare checks what is staged on every member.")}, {});
    QStringList notes{tr("by %1, seal %2").arg(set->author, set->seal.seal())};
    if (!set->valid)
        notes.append(tr("Live has moved since: prepare again."));
    else if (set->newerChanges > 0)
        notes.append(tr("%n edit(s) were staged after it.", nullptr, set->newerChanges));
    const QString restart = set->effects ? restartSentence(*set->effects) : QString();
    showFact(m_prepared, relativeTime(set->time, now()), notes, absoluteTime(set->time), restart);
}

void OverviewView::showLive()
{
    const GroupStatus &status = group().status();
    if (!status.live)
        return showFact(m_live, tr("No data yet"), {tr("The group's first member brings them.")}, {});
    const auto deployment = std::ranges::find(m_list.deployments, status.liveDeployment, &Deployment::number);
    const QString when = relativeTime(status.liveTime, now());
    const bool known = deployment != m_list.deployments.end();
    QStringList notes{known ? tr("%1, by %2").arg(when, deployment->author) : when};
    if (known && !deployment->comment.isEmpty())
        notes.append(deployment->comment);
    showFact(m_live, status.liveDeployment > 0 ? tr("Deployment %1").arg(status.liveDeployment) : tr("First data"), notes,
             absoluteTime(status.liveTime));
}

void OverviewView::layLines(const QList<MemberRow> &rows)
{
    QStringList ids;
    for (const MemberRow &row : rows)
        ids.append(row.member.id);
    if (!m_members->begin(ids.join(u' ')))
        return;
    m_lines.clear();
    if (rows.isEmpty()) {
        m_members->addText(tr("This group has no members yet. The first one brings its data."), true);
        auto *add = new QPushButton(tr("&Add the first member..."));
        connect(add, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("members/add")); });
        m_members->body()->addWidget(add, 0, Qt::AlignLeft);
        return;
    }
    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::wide);
    grid->setVerticalSpacing(space::tight);
    grid->setColumnStretch(4, 1);
    for (const MemberRow &row : rows) {
        const Line line{row.member.id, new QToolButton, new Badge, quiet({}), quiet({}), quiet({})};
        line.name->setAutoRaise(true);
        line.name->setFocusPolicy(Qt::StrongFocus);
        connect(line.name, &QToolButton::clicked, this, [this, id = row.member.id] { Q_EMIT wanted(QStringLiteral("members/") + id); });
        const int at = int(m_lines.size());
        grid->addWidget(line.name, at, 0, Qt::AlignLeft);
        grid->addWidget(line.badge, at, 1);
        grid->addWidget(line.server, at, 2);
        grid->addWidget(line.serves, at, 3);
        grid->addWidget(line.seen, at, 4, Qt::AlignRight);
        m_lines.append(line);
    }
    m_members->body()->addWidget(table);
    table->show();
}

void OverviewView::showMembers()
{
    const QList<MemberRow> rows = rowsOf(group().status());
    int zones = 0;
    for (const MemberRow &row : rows)
        zones = std::max(zones, row.sync.zonesServed);
    m_members->setHead(rows.isEmpty() ? tr("Members")
                                      : tr("%1, %2").arg(tr("%n member(s)", nullptr, int(rows.size())), tr("%n zone(s)", nullptr, zones)));
    layLines(rows);
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const MemberRow &row = rows[i];
        line.name->setText(QString(row.member.name).replace(u'&', QStringLiteral("&&")));
        line.name->setToolTip(tr("Show %1 among the members.").arg(row.member.name));
        line.badge->setWording(badgeOf(row));
        line.badge->setToolTip(reasonsOf(row).join(u'\n'));
        line.server->setText(serverOf(row));
        line.server->setToolTip(row.sync.bindVersion);
        const QString serves = servesOf(row);
        line.serves->setText(serves.at(0).isDigit() ? tr("serves deployment %1").arg(serves) : tr("serves %1").arg(serves));
        line.seen->setText(row.wasHeard() ? tr("answered %1").arg(relativeTime(row.sync.seen, now())) : tr("never answered"));
        line.seen->setToolTip(absoluteTime(row.sync.seen));
    }
}

void OverviewView::showHistory()
{
    QStringList content;
    for (const HistoryEntry &entry : std::as_const(m_list.entries))
        content.append(QString::number(entry.number) + relativeTime(entry.time, now()));
    if (!m_history->begin(content.join(u'\n')))
        return;
    if (m_list.entries.isEmpty()) {
        m_history->addText(tr("Nothing yet."), true);
        return;
    }
    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::large);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(2, 1);
    int line = 0;
    for (const HistoryEntry &entry : std::as_const(m_list.entries)) {
        grid->addWidget(quiet(relativeTime(entry.time, now()), absoluteTime(entry.time)), line, 0);
        grid->addWidget(new Label(entry.user), line, 1);
        auto *what = new Label(entry.comment.isEmpty() ? told(entry) : tr("%1 - %2").arg(told(entry), entry.comment), Label::Wraps);
        grid->addWidget(what, line, 2);
        ++line;
    }
    m_history->body()->addWidget(table);
    table->show();
}

Task<> OverviewView::readHistory()
{
    if (m_reading || !group().master().isConnected()) {
        m_again = m_reading;
        co_return;
    }
    m_reading = true;
    const QPointer<OverviewView> here(this);
    Task<Result<HistoryList>> asking = group().master().call(mastercalls::historyList, HistoryRequest{group().id(), {}, lines, 0});
    const Result<HistoryList> list = co_await asking;
    if (!here)
        co_return;
    m_reading = false;
    const bool isNew = list && toJson(*list) != toJson(m_list);
    if (isNew) {
        m_list = *list;
        showLive();
        showHistory();
    }
    if (std::exchange(m_again, false))
        readHistory();
}

} // namespace lockstep
