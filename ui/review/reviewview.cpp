// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewview.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/review/diffview.h"
#include "ui/review/filesbetween.h"
#include "ui/review/filesreview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QStackedWidget>
#include <QUrlQuery>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {
constexpr qsizetype mostConflicts = 3; // shown one by one
}

ReviewView::ReviewView(GroupSession &group, QWidget *parent)
    : View(group, parent), m_states(new QLabel), m_seal(new QLabel), m_count(new QLabel), m_banner(new Banner), m_conflicts(new QWidget),
      m_conflictRows(new QVBoxLayout(m_conflicts)), m_stack(new QStackedWidget), m_empty(new EmptyState), m_review(new FilesReview)
{
    build();
    addActions();
    connect(&group, &GroupSession::changesChanged, this, &ReviewView::refresh);
    connect(&group, &GroupSession::statusChanged, this, &ReviewView::refresh);
    connect(m_review, &FilesReview::currentFileChanged, this, &ReviewView::showActions);
    connect(m_review, &FilesReview::currentHunkChanged, this, &ReviewView::showActions);
    connect(m_review, &FilesReview::shown, this, &ReviewView::shown);
    refresh();
}

void ReviewView::build()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::medium, space::small, space::medium, space::small);
    head->setSpacing(space::large);
    for (QLabel *label : {m_states, m_seal, m_count}) {
        label->setTextFormat(Qt::PlainText);
        head->addWidget(label);
    }
    m_states->setFont(strongFont());
    m_seal->setFont(dataFont());
    m_seal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_seal->setToolTip(tr("The seal names exactly what is staged. What you prepare and deploy has the same one."));
    head->addStretch();
    m_conflictRows->setContentsMargins(0, 0, 0, 0);
    m_conflictRows->setSpacing(1);
    m_conflicts->hide();
    m_emptyButton = m_empty->addButton(tr("Open zones"), false);
    connect(m_emptyButton, &QAbstractButton::clicked, this,
            [this] { Q_EMIT wanted(this->group().canEdit() ? QStringLiteral("zones") : QStringLiteral("members")); });
    m_stack->addWidget(new QWidget);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_review);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_conflicts);
    column->addWidget(m_stack, 1);
    m_banner->setClosable(true);
    connect(m_banner, &Banner::actionPressed, this, &ReviewView::undo);
}

void ReviewView::addActions()
{
    const auto add = [this](const char *icon, const QString &text, const QKeySequence &keys, Qt::ShortcutContext context, QWidget *where) {
        auto *action = new QAction(themeIcon(icon), text, this);
        action->setShortcut(keys);
        action->setShortcutContext(context);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(QString(text).remove(u'&'), keys.toString(QKeySequence::NativeText)));
        where->addAction(action);
        return action;
    };
    // Single keys mean something only while the difference has the keyboard.
    QWidget *diff = m_review->diffView();
    m_discardHunk = add("edit-delete", tr("&Discard this change"), QKeySequence::Delete, Qt::WidgetShortcut, diff);
    m_discardFile = add("edit-clear-all", tr("Discard everything in this &file"), QKeySequence(Qt::CTRL | Qt::Key_Delete), Qt::WidgetShortcut, diff);
    m_edit = add("document-edit", tr("&Edit here"), QKeySequence(Qt::Key_E), Qt::WidgetShortcut, diff);
    m_undo = add("edit-undo", tr("&Undo discard"), QKeySequence::Undo, Qt::WidgetWithChildrenShortcut, this);
    m_adopt = add("document-import", tr("&Adopt this file into staging"), QKeySequence(Qt::CTRL | Qt::Key_I), Qt::WidgetWithChildrenShortcut, this);
    m_overwrite = add("view-refresh", tr("&Overwrite what differs on the server..."), QKeySequence(Qt::CTRL | Qt::Key_Y),
                      Qt::WidgetWithChildrenShortcut, this);
    connect(m_adopt, &QAction::triggered, this, &ReviewView::adoptFile);
    connect(m_overwrite, &QAction::triggered, this, &ReviewView::overwrite);
    connect(m_discardHunk, &QAction::triggered, this, &ReviewView::discardHunk);
    connect(m_discardFile, &QAction::triggered, this, &ReviewView::discardFile);
    connect(m_undo, &QAction::triggered, this, &ReviewView::undo);
    connect(m_edit, &QAction::triggered, this, &ReviewView::edit);
    for (QAction *action : {m_edit, m_discardHunk, m_discardFile, m_adopt, m_overwrite})
        m_review->addFileAction(action);
    diff->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QStringList ReviewView::trail() const
{
    return isStaged() ? QStringList{tr("Review")} : QStringList{tr("Review"), QStringLiteral("%1 → %2").arg(titleOf(m_from), titleOf(m_to))};
}

QList<QAction *> ReviewView::viewActions() const
{
    return m_review->actions() + QList<QAction *>{m_edit, m_discardHunk, m_discardFile, m_undo, m_adopt, m_overwrite};
}

QString ReviewView::place() const { return isStaged() ? QStringLiteral("review") : QStringLiteral("review?from=%1&to=%2").arg(m_from, m_to); }

void ReviewView::open(const QString &place)
{
    const QUrlQuery query(place.section(u'?', 1));
    const QString from = query.queryItemValue(QStringLiteral("from"));
    const QString to = query.queryItemValue(QStringLiteral("to"));
    m_from = from.isEmpty() ? QStringLiteral("live") : from;
    m_to = to.isEmpty() ? QStringLiteral("staged") : to;
    m_seenState.clear();
    Q_EMIT trailChanged();
    refresh();
}

bool ReviewView::isStaged() const { return m_from == QLatin1String("live") && m_to == QLatin1String("staged"); }

QString ReviewView::titleOf(const QString &which) const
{
    const QString what = which.section(u':', 0, 0);
    const QString number = which.section(u':', 1);
    const int live = group().status().liveDeployment;
    if (what == QLatin1String("live"))
        return live > 0 ? tr("live (deployment %1)").arg(live) : tr("live");
    if (what == QLatin1String("staged"))
        return tr("staged");
    if (what == QLatin1String("prepared"))
        return tr("prepared");
    if (what == QLatin1String("deployment"))
        return tr("deployment %1").arg(number);
    if (what == QLatin1String("rollback"))
        return number == QLatin1String("0") ? tr("rolled back") : tr("rolled back to %1").arg(number);
    if (what == QLatin1String("base"))
        return tr("before deployment %1").arg(number);
    const Member *member = group().member(number);
    return member ? tr("%1 (on the server)").arg(member->name) : which;
}

// Reads when what is compared may be another thing now.
void ReviewView::refresh()
{
    showHead();
    showConflicts();
    showActions();
    const GroupStatus &status = group().status();
    if (!status.live) {
        m_empty->setText("vcs-diff", tr("There is nothing to review yet"), tr("This group has no data. Its first member brings them."));
        m_emptyButton->setText(tr("Open members"));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    QStringList state{m_from, m_to, QString::fromLatin1(status.live->hex()), QString::fromLatin1(group().changes().staged.hex())};
    state.append(status.prepared ? QString::fromLatin1(status.prepared->seal.hex()) : QString());
    for (const MemberSync &sync : status.sync)
        state.append(sync.active ? QString::fromLatin1(sync.active->hex()) : QString());
    const QString now = state.join(u' ');
    if (!group().master().isConnected() || now == m_seenState)
        return;
    m_seenState = now;
    read();
}

Task<> ReviewView::read()
{
    const quint64 turn = ++m_turn;
    const QPointer<ReviewView> here(this);
    Task<Result<QList<ReviewFile>>> reading = filesBetween(&group(), m_from, m_to);
    const Result<QList<ReviewFile>> files = co_await reading;
    if (here && turn == m_turn)
        take(files);
}

void ReviewView::take(const Result<QList<ReviewFile>> &files)
{
    if (!files) {
        m_seenState.clear(); // asked for again with the next change of state
        m_banner->setAction({});
        m_banner->show(files.error());
        Q_EMIT shown();
        return;
    }
    m_review->setFiles(titleOf(m_from), titleOf(m_to), *files);
    if (files->isEmpty()) {
        if (isStaged())
            m_empty->setText("checkmark", tr("Nothing is staged"), tr("Live and staged are the same."));
        else
            m_empty->setText("checkmark", tr("Nothing differs"), tr("Both hold the same files."));
        m_emptyButton->setText(tr("Open zones"));
    }
    m_stack->setCurrentWidget(files->isEmpty() ? static_cast<QWidget *>(m_empty) : m_review);
    showHead();
    showActions();
    if (files->isEmpty())
        Q_EMIT shown();
}

void ReviewView::showHead()
{
    const GroupStatus &status = group().status();
    m_states->setText(QStringLiteral("%1  →  %2").arg(titleOf(m_from), titleOf(m_to)));
    const Digest staged = group().changes().staged.isNull() ? status.staged : group().changes().staged;
    m_seal->setText(isStaged() && !staged.isNull() ? tr("seal %1").arg(staged.seal()) : QString());
    const int files = int(m_review->files().size());
    const QString inFiles = tr("%n files", nullptr, files);
    m_count->setText(files == 0 ? QString() : isStaged() ? tr("%1 in %2").arg(tr("%n changes", nullptr, status.changes), inFiles) : inFiles);
}

QString ReviewView::named(const Change &change) const
{
    return change.kind == Change::Kind::Record ? tr("%1 changed %2 of %3").arg(change.author, change.owner, change.zone)
                                               : tr("%1 changed %2").arg(change.author, change.path);
}

void ReviewView::showConflicts()
{
    while (QLayoutItem *item = m_conflictRows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const ChangeList &list = group().changes();
    QStringList more;
    for (const Change &change : list.changes) {
        const auto conflict = list.conflicts.constFind(change.id);
        if (conflict == list.conflicts.constEnd() || !isStaged())
            continue;
        if (m_conflictRows->count() >= mostConflicts) {
            more.append(change.id);
            continue;
        }
        auto *row = new Banner;
        row->setAction(group().canEdit() ? tr("Discard this change") : QString());
        row->show(Tone::Attention, tr("Left out of staged: %1. %2").arg(named(change), sentence(*conflict)), conflict->detail);
        connect(row, &Banner::actionPressed, this, [this, id = change.id] { discardChange(id); });
        m_conflictRows->addWidget(row);
    }
    if (!more.isEmpty()) {
        auto *row = new Banner;
        row->show(Tone::Attention, tr("%n more changes are left out of staged.", nullptr, int(more.size())));
        m_conflictRows->addWidget(row);
    }
    m_conflicts->setVisible(m_conflictRows->count() > 0);
}

void ReviewView::showActions()
{
    const bool edits = isStaged() && group().canEdit() && !m_working;
    const ReviewFile *file = m_review->file();
    for (QAction *action : {m_discardHunk, m_discardFile, m_edit, m_undo})
        action->setVisible(isStaged());
    m_discardHunk->setEnabled(edits && file && m_review->currentHunk());
    m_discardFile->setEnabled(edits && file);
    m_edit->setEnabled(isStaged() && file && file->after);
    m_undo->setEnabled(edits && !m_steps.isEmpty());
    showDriftActions();
}

} // namespace lockstep
