// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewview.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/review/diffview.h"
#include "ui/review/filesbetween.h"
#include "ui/review/filesreview.h"
#include "ui/review/lineseditor.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/viewedmarks.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrlQuery>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {
constexpr qsizetype mostConflicts = 3; // shown one by one
}

ReviewView::ReviewView(GroupSession &group, QWidget *parent)
    : View(group, parent), m_fromButton(new QToolButton), m_toButton(new QToolButton), m_seal(new QLabel), m_count(new QLabel), m_viewed(new Label),
      m_moved(new Banner), m_silent(new Banner), m_banner(new Banner), m_conflicts(new QWidget), m_conflictRows(new QVBoxLayout(m_conflicts)),
      m_stack(new QStackedWidget), m_empty(new EmptyState), m_review(new FilesReview)
{
    build();
    addActions();
    connect(&group, &GroupSession::changesChanged, this, &ReviewView::refresh);
    connect(&group, &GroupSession::statusChanged, this, &ReviewView::refresh);
    connect(m_review, &FilesReview::currentFileChanged, this, [this] {
        if (m_lines && !m_lines->isModified())
            endLines();
        showActions();
    });
    connect(m_review, &FilesReview::currentHunkChanged, this, &ReviewView::showActions);
    connect(m_review, &FilesReview::shown, this, &ReviewView::shown);
    connect(m_review, &FilesReview::viewedChanged, this, &ReviewView::showViewed);
    m_review->setMarks(&ViewedMarks::of(group.id()));
    refresh();
}

void ReviewView::build()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::medium, space::small, space::medium, space::small);
    head->setSpacing(space::large);
    auto *states = new QHBoxLayout;
    states->setSpacing(space::tight);
    for (QToolButton *button : {m_fromButton, m_toButton}) {
        button->setAutoRaise(true);
        button->setFont(strongFont());
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::TabFocus);
        if (button == m_toButton)
            states->addWidget(new QLabel(QString(QChar(0x2192))));
        states->addWidget(button);
    }
    connect(m_fromButton, &QToolButton::clicked, this, [this] { choose(false); });
    connect(m_toButton, &QToolButton::clicked, this, [this] { choose(true); });
    head->addLayout(states);
    for (QLabel *label : {m_seal, m_count}) {
        label->setTextFormat(Qt::PlainText);
        head->addWidget(label, 0, Qt::AlignVCenter);
    }
    m_seal->setFont(dataFont());
    m_seal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_seal->setToolTip(tr("The seal names exactly what is staged. What you prepare and deploy has the same one."));
    head->addWidget(m_viewed);
    head->addStretch();
    m_conflictRows->setContentsMargins(0, 0, 0, 0);
    m_conflictRows->setSpacing(1);
    m_conflicts->hide();
    m_emptyButton = m_empty->addButton(tr("Open zones"), false);
    connect(m_emptyButton, &QAbstractButton::clicked, this, [this] {
        if (m_failed)
            return refresh();
        Q_EMIT wanted(this->group().canEdit() ? QStringLiteral("zones") : QStringLiteral("members"));
    });
    m_stack->addWidget(new QWidget);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_review);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_moved);
    column->addWidget(m_silent);
    column->addWidget(m_banner);
    column->addWidget(m_conflicts);
    column->addWidget(m_stack, 1);
    m_banner->setClosable(true);
    connect(m_banner, &Banner::actionPressed, this, &ReviewView::undo);
    m_moved->setClosable(true);
    connect(m_moved, &Banner::actionPressed, this, [this] { showSince(!m_since); });
    connect(m_moved, &Banner::closed, this, [this] {
        if (!m_since)
            m_then = m_set;
        m_restarted = false;
    });
}

// Whoever opens it can go through it at once.
void ReviewView::focusInEvent(QFocusEvent *) { m_review->setFocus(); }

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
    m_edit = add("document-edit", tr("&Edit in place"), QKeySequence(Qt::Key_E), Qt::WidgetShortcut, diff);
    m_openEditor = add("document-open", tr("&Open in its editor"), QKeySequence(Qt::CTRL | Qt::Key_E), Qt::WidgetShortcut, diff);
    for (QAction *action : {m_discardHunk, m_discardFile, m_edit, m_openEditor})
        m_review->addDiffAction(action);
    m_undo = add("edit-undo", tr("&Undo"), QKeySequence::Undo, Qt::WidgetWithChildrenShortcut, this);
    m_adoptHunk = add("document-import", tr("Adopt this chan&ge into staging"), QKeySequence(Qt::Key_I), Qt::WidgetShortcut, diff);
    m_review->addDiffAction(m_adoptHunk);
    m_adopt = add("document-import", tr("&Adopt this file into staging"), QKeySequence(Qt::CTRL | Qt::Key_I), Qt::WidgetWithChildrenShortcut, this);
    m_overwrite = add("view-refresh", tr("&Overwrite what differs on the server..."), QKeySequence(Qt::CTRL | Qt::Key_Y),
                      Qt::WidgetWithChildrenShortcut, this);
    const auto plain = [this](const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    m_chooseFrom = plain(tr("Compare &from..."), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left));
    m_chooseTo = plain(tr("Compare &with..."), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right));
    m_export = plain(tr("Take this review &along..."), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    connect(m_export, &QAction::triggered, this, &ReviewView::exportReview);
    m_keys = plain(tr("&Keys of the review"), QKeySequence(Qt::Key_Question));
    m_review->addDiffAction(m_keys);
    connect(m_chooseFrom, &QAction::triggered, this, [this] { choose(false); });
    connect(m_chooseTo, &QAction::triggered, this, [this] { choose(true); });
    connect(m_keys, &QAction::triggered, this, &ReviewView::showKeys);
    connect(m_adoptHunk, &QAction::triggered, this, &ReviewView::adoptHunk);
    connect(m_adopt, &QAction::triggered, this, &ReviewView::adoptFile);
    connect(m_overwrite, &QAction::triggered, this, &ReviewView::overwrite);
    connect(m_discardHunk, &QAction::triggered, this, &ReviewView::discardHunk);
    connect(m_discardFile, &QAction::triggered, this, &ReviewView::discardFile);
    connect(m_undo, &QAction::triggered, this, &ReviewView::undo);
    connect(m_edit, &QAction::triggered, this, &ReviewView::editHere);
    connect(m_review, &FilesReview::hunkActivated, m_edit, &QAction::trigger);
    connect(m_openEditor, &QAction::triggered, this, &ReviewView::openEditor);
    for (QAction *action : {m_openEditor, m_discardFile, m_adopt, m_overwrite})
        action->setPriority(QAction::LowPriority);
    for (QAction *action : {m_edit, m_openEditor, m_discardHunk, m_discardFile, m_adoptHunk, m_adopt, m_overwrite})
        m_review->addFileAction(action);
    diff->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_review->meaningView()->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QStringList ReviewView::trail() const
{
    return isStaged() ? QStringList{tr("Review")} : QStringList{tr("Review"), QStringLiteral("%1 → %2").arg(titleOf(m_from), titleOf(m_to))};
}

QList<QAction *> ReviewView::viewActions() const
{
    return m_review->actions() + QList<QAction *>{m_edit,  m_openEditor, m_discardHunk, m_discardFile, m_undo,   m_adoptHunk,
                                                  m_adopt, m_overwrite,  m_chooseFrom,  m_chooseTo,    m_export, m_keys};
}

QString ReviewView::place() const { return isStaged() ? QStringLiteral("review") : QStringLiteral("review?from=%1&to=%2").arg(m_from, m_to); }

void ReviewView::open(const QString &place)
{
    const QUrlQuery query(place.section(u'?', 1));
    if (query.hasQueryItem(QStringLiteral("since")) && isStaged() && m_then && m_set)
        return showSince(true);
    const QString from = query.queryItemValue(QStringLiteral("from"));
    const QString to = query.queryItemValue(QStringLiteral("to"));
    const auto compared = std::pair(m_from, m_to);
    m_from = from.isEmpty() ? QStringLiteral("live") : from;
    m_to = to.isEmpty() ? QStringLiteral("staged") : to;
    if (compared != std::pair(m_from, m_to))
        m_review->forgetPlace();
    m_seenState.clear();
    m_set.reset();
    m_then.reset();
    m_since = false;
    m_restarted = false;
    m_moved->hide();
    m_banner->hide();
    Q_EMIT trailChanged();
    refresh();
}

// While something else is staged by now than what was looked at, that is not for anybody to prepare from here.
std::optional<Digest> ReviewView::seal() const
{
    const std::optional<ReviewSet> &looked = m_since ? m_set : m_then;
    return isStaged() && looked ? std::optional(looked->after.snapshot.id()) : std::nullopt;
}

bool ReviewView::isStaged() const { return m_from == QLatin1String("live") && m_to == QLatin1String("staged"); }

// By the list of changes, which comes after the status.
Digest ReviewView::stagedNow() const { return group().changes().staged.isNull() ? group().status().staged : group().changes().staged; }

bool ReviewView::isNow() const { return m_set && (!isStaged() || m_set->after.snapshot.id() == stagedNow()); }

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
    showSilent();
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
    const bool silent = m_set && silentMember(); // what was read of it stays
    if (!group().master().isConnected() || now == m_seenState || silent)
        return;
    m_seenState = now;
    read();
}

Task<> ReviewView::read()
{
    const quint64 turn = ++m_turn;
    const QPointer<ReviewView> here(this);
    Task<Result<ReviewSet>> reading = reviewBetween(&group(), m_from, m_to);
    const Result<ReviewSet> set = co_await reading;
    if (here && turn == m_turn)
        take(set);
}

void ReviewView::take(const Result<ReviewSet> &set)
{
    if (!set) {
        m_seenState.clear(); // asked for again with the next change of state
        m_banner->setAction({});
        m_failed = !m_set;
        if (m_failed) { // what was seen before stays beside the reason
            m_empty->setText("emblem-warning", tr("This cannot be compared"), sentence(set.error()));
            m_emptyButton->setText(tr("Try again"));
            m_stack->setCurrentWidget(m_empty);
        } else {
            m_banner->show(set.error());
        }
        Q_EMIT shown();
        return;
    }
    m_failed = false;
    m_set = *set;
    m_readAt = QDateTime::currentMSecsSinceEpoch();
    showSilent();
    beginOrGoOn();
    showSet();
    showMoved();
}

namespace {

// Whether a file that still differs from what is live is staged otherwise, by more than its serial.
bool isOther(const ReviewSet &then, const ReviewSet &now)
{
    return std::ranges::any_of(sinceThen(then, now).files, [&](const ReviewFile &file) {
        return !file.serialOnly && std::ranges::contains(now.files, file.id(), &ReviewFile::id);
    });
}

} // namespace

// Where nothing was staged, or nothing is any more, nobody has looked at anything yet. When something else is live what was looked
// at says no more what is changed by it.
void ReviewView::beginOrGoOn()
{
    const bool began = m_then && !m_then->files.isEmpty() && !m_set->files.isEmpty();
    const bool otherLive = began && m_then->before.snapshot.id() != m_set->before.snapshot.id();
    const bool own = std::exchange(m_ownStep, false);
    if (began && !otherLive && !own)
        return;
    if (otherLive) {
        // What of it is live already needs no more looking, and nobody has begun with what came after that.
        const bool isLive = m_then->after.snapshot.id() == m_set->before.snapshot.id();
        m_restarted = !isLive && (m_restarted || isOther(*m_then, *m_set));
        m_since = false;
    }
    m_restarted = m_restarted && !m_set->files.isEmpty();
    m_then = m_set;
}

void ReviewView::showSet()
{
    const ReviewSet set = m_since ? sinceThen(*m_then, *m_set) : *m_set;
    const QList<ReviewFile> *files = &set.files;
    if (m_since)
        m_review->setReview(tr("as you began"), tr("staged now"), set);
    else
        m_review->setReview(titleOf(m_from), titleOf(m_to), set);
    if (files->isEmpty()) {
        if (m_since)
            m_empty->setText("checkmark", tr("Nothing has changed since"), tr("What is staged is again what you began with."));
        else if (isStaged())
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
    for (const auto &[button, which, what] :
         {std::tuple(m_fromButton, m_from, tr("Compared from: %1")), std::tuple(m_toButton, m_to, tr("Compared with: %1"))}) {
        button->setText(titleOf(which) + QStringLiteral(" \u25be"));
        button->setToolTip(tr("Choose another state to compare"));
        button->setAccessibleName(what.arg(titleOf(which)));
    }
    const Digest staged = stagedNow();
    m_seal->setText(isStaged() && !staged.isNull() ? tr("seal %1").arg(staged.seal()) : QString());
    showViewed();
}

void ReviewView::showViewed()
{
    const int all = m_review->changeCount();
    const int viewed = m_review->viewedCount();
    const bool known = m_review->studies().isComplete() && all > 0 && !m_review->files().isEmpty();
    const int files = int(m_review->files().size());
    const QString inFiles = tr("%n files", nullptr, files);
    m_count->setText(files == 0 ? QString() : known ? tr("%1 in %2").arg(tr("%n changes", nullptr, all), inFiles) : inFiles);
    m_viewed->setText(known ? tr("viewed %1 of %2").arg(viewed).arg(all) : QString());
    m_viewed->setTone(known && viewed == all ? Tone::Ok : Tone::Muted);
    if (const std::optional<Error> problem = ViewedMarks::of(group().id()).problem())
        m_viewed->setToolTip(sentence(*problem));
}

// Somebody staged or discarded while this was looked at.
void ReviewView::showMoved()
{
    const bool moved = isStaged() && m_then && m_set && !sinceThen(*m_then, *m_set).files.isEmpty();
    if (!moved && !m_since && isStaged() && m_restarted) {
        m_moved->setAction({});
        m_moved->show(Tone::Attention,
                      tr("Something else is live since you began this review, and what is staged has changed as well. Look at all of it again."));
        return;
    }
    if (!moved && !m_since) {
        m_moved->hide();
        return;
    }
    if (m_since) {
        m_moved->setAction(tr("Show all changes"));
        m_moved->show(Tone::Neutral, tr("This is what has changed in staging since you began this review."));
        return;
    }
    m_moved->setAction(tr("Show what changed"));
    m_moved->show(Tone::Attention, tr("What is staged has changed since you began this review."));
}

void ReviewView::showSince(bool since)
{
    if (!m_then || !m_set)
        return;
    if (!since)
        m_then = m_set; // it was looked at
    m_since = since;
    showSet();
    showMoved();
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
    const bool edits = isStaged() && isNow() && group().canEdit() && !m_working;
    const ReviewFile *file = m_review->file();
    for (QAction *action : {m_discardHunk, m_discardFile, m_edit, m_openEditor})
        action->setVisible(isStaged());
    m_undo->setVisible(isStaged() || !driftedMember().isEmpty());
    m_discardHunk->setEnabled(edits && file && (m_review->currentHunk() || !m_review->rowsHere().isEmpty()) && !m_since);
    m_discardFile->setEnabled(edits && file && !m_since);
    m_edit->setEnabled(edits && file && file->after && !m_since);
    m_openEditor->setEnabled(isStaged() && file && file->after);
    m_undo->setEnabled(m_undo->isVisible() && group().canEdit() && !m_working && !m_steps.isEmpty());
    showDriftActions();
}

} // namespace lockstep
