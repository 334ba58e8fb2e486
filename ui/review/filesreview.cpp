// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/filesreview.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/review/diffactions.h"
#include "ui/review/difffind.h"
#include "ui/review/diffview.h"
#include "ui/review/filesmodel.h"
#include "ui/review/groupingbutton.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/riskpanel.h"
#include "ui/review/viewedmarks.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QCoroFuture>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace lockstep {

FilesReview::FilesReview(QWidget *parent)
    : QWidget(parent), m_model(new FilesModel(this)), m_filter(new QLineEdit), m_list(new QListView), m_stack(new QStackedWidget),
      m_empty(new EmptyState), m_studies(new ReviewStudies(this)), m_lenses(new QStackedWidget), m_meaning(new MeaningView), m_diff(new DiffView),
      m_risks(new RiskPanel), m_columns(new QSplitter), m_left(new QSplitter(Qt::Vertical)), m_find(new DiffFind), m_headRow(new QHBoxLayout),
      m_mark(new Label), m_title(new Label({}, Label::Elides)), m_path(new Label({}, Label::Elides)), m_place(new Label), m_leftHead(new Label),
      m_rightHead(new Label)
{
    build();
    addLenses();
    addActions();
    setEmptyText(tr("Nothing differs."));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        m_list->setCurrentIndex(m_model->indexOf(m_current));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        const QString id = now.data(FilesModel::IdRole).toString();
        if (!id.isEmpty() && id != m_current)
            choose(id);
    });
    connect(m_diff, &DiffView::currentRowChanged, this, [this] {
        showPlace();
        Q_EMIT currentHunkChanged();
    });
    connect(m_diff, &DiffView::rowActivated, this, &FilesReview::hunkActivated);
    connect(m_diff, &DiffView::arrangementChanged, this, &FilesReview::showHead);
    connect(m_find, &DiffFind::wanted, this, [this](const QString &text, bool backwards) {
        if (!isMeaning())
            return m_diff->find(text, backwards);
        m_meaning->find(text, backwards);
        m_find->setFound(m_meaning->count(text));
    });
    connect(m_diff, &DiffView::found, m_find, [this](qsizetype left, qsizetype right) { m_find->setFound(left, right); });
    connect(m_find, &DiffFind::closed, this, [this] {
        m_find->hide();
        m_lenses->currentWidget()->setFocus();
    });
    setReview({}, {}, {});
}

FilesReview::~FilesReview() = default;

void FilesReview::build()
{
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(space::small, space::small, space::small, space::small);
    column->setSpacing(space::small);
    m_filter->setPlaceholderText(tr("Filter files"));
    m_filter->setAccessibleName(tr("Filter files"));
    m_filter->setClearButtonEnabled(true);
    auto *above = new QHBoxLayout;
    above->setSpacing(space::tight);
    above->addWidget(m_filter, 1);
    auto *grouping = new GroupingButton;
    m_model->setGrouping(grouping->grouping());
    connect(grouping, &GroupingButton::chosen, m_model, &FilesModel::setGrouping);
    above->addWidget(grouping);
    column->addLayout(above);
    m_list->setModel(m_model);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { m_list->setCurrentIndex(m_model->indexOf(m_current)); });
    m_list->setItemDelegate(new FilesDelegate(m_list));
    m_list->setAccessibleName(tr("Files that differ"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(m_list, 1);

    auto *right = new QWidget;
    auto *rows = new QVBoxLayout(right);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildHead());
    rows->addWidget(m_find);
    m_lenses->addWidget(m_meaning);
    m_lenses->addWidget(m_diff);
    rows->addWidget(m_lenses, 1);

    m_left->setChildrenCollapsible(false);
    m_left->addWidget(left);
    m_left->addWidget(m_risks);
    m_left->setStretchFactor(0, 1);
    m_left->installEventFilter(this);
    connect(m_left, &QSplitter::splitterMoved, this, [this] { m_leftMoved = true; });
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_left);
    m_columns->addWidget(right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({252, 1000});
    m_left->setMinimumWidth(180);
    right->setMinimumWidth(320);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_columns);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
}

QWidget *FilesReview::buildHead()
{
    auto *head = new QWidget;
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_headRow->setContentsMargins(space::small, space::tight, space::small, space::tight);
    m_headRow->setSpacing(space::small);
    for (Label *label : {m_path, m_place, m_leftHead, m_rightHead})
        label->setTone(Tone::Muted);
    m_title->setFont(strongFont());
    m_path->setFont(captionFont());
    m_place->setFont(captionFont());
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_headRow->addWidget(m_mark);
    m_headRow->addWidget(m_title);
    m_headRow->addWidget(m_path, 1);
    rows->addLayout(m_headRow);
    auto *titles = new QHBoxLayout;
    titles->setContentsMargins(space::small, 0, space::medium, space::tight);
    titles->setSpacing(0);
    for (QLabel *label : {m_leftHead, m_rightHead}) {
        label->setFont(captionFont());
        label->setMinimumWidth(0);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        titles->addWidget(label, 1);
    }
    titles->addWidget(m_place);
    rows->addLayout(titles);
    return head;
}

QAction *FilesReview::addAction(const char *icon, const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(themeIcon(icon), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(shortcut.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, shortcut.toString(QKeySequence::NativeText)));
    QWidget::addAction(action);
    m_actions.append(action);
    return action;
}

void FilesReview::addActions()
{
    QAction *previous = addAction("go-up", tr("&Previous change"), QKeySequence(Qt::SHIFT | Qt::Key_F7));
    QAction *next = addAction("go-down", tr("&Next change"), QKeySequence(Qt::Key_F7));
    QAction *find = addAction("edit-find", tr("&Find in this file"), QKeySequence::Find);
    QAction *unified = addAction("view-split-top-bottom", tr("&One under the other"), QKeySequence(Qt::CTRL | Qt::Key_U));
    QAction *all = addAction("view-list-text", tr("&All lines"), QKeySequence(Qt::CTRL | Qt::Key_L));
    unified->setCheckable(true);
    all->setCheckable(true);
    for (QAction *action : {unified, all})
        action->setPriority(QAction::LowPriority);
    connect(next, &QAction::triggered, this, &FilesReview::nextChange);
    connect(previous, &QAction::triggered, this, &FilesReview::previousChange);
    connect(find, &QAction::triggered, m_find, &DiffFind::open);
    m_textActions = {unified, all};
    connect(unified, &QAction::toggled, this, [this](bool on) { m_diff->setMode(on ? DiffView::Mode::Unified : DiffView::Mode::Fitting); });
    connect(all, &QAction::toggled, this, [this](bool on) { m_diff->setFolded(!on); });
    for (QAction *action : {previous, next, find, unified, all})
        addFileAction(action);

    const DiffActions &acts = m_diff->acts();
    for (QAction *action : {acts.goToLine, acts.larger, acts.smaller, acts.normal})
        QWidget::addAction(action); // from the list of files too
    for (QAction *action : {acts.goToLine, acts.copyPatch, acts.wrap, acts.whitespace, acts.larger, acts.smaller, acts.normal}) {
        m_actions.append(action);
        m_textActions.append(action);
    }
    auto *look = new QAction(themeIcon("overflow-menu"), tr("More for this text"), this);
    auto *menu = new QMenu(this);
    acts.fillLook(*menu);
    look->setMenu(menu);
    m_textActions.append(look);
    addFileAction(look);
    if (auto *button = qobject_cast<QToolButton *>(m_headRow->itemAt(m_headRow->count() - 1)->widget()))
        button->setPopupMode(QToolButton::InstantPopup);
    m_diff->setPatchFile([this](const QList<Hunk> &hunks) {
        const ReviewFile *one = file();
        return one ? patchFile(*one, m_diff->diff(), hunks) : PatchFile();
    });
}

void FilesReview::addFileAction(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(QString(action->text()).remove(u'&'));
    button->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
    m_headRow->addWidget(button);
    // A button goes on standing there otherwise. Where there is little room the name of the file comes first.
    const bool often = action->priority() != QAction::LowPriority;
    const auto show = [this, button, action, often] { button->setVisible(action->isVisible() && (often || !m_narrow)); };
    connect(action, &QAction::changed, button, show);
    connect(this, &FilesReview::roomChanged, button, show);
    show();
}

void FilesReview::setEmptyText(const QString &title, const QString &sentence) { m_empty->setText("checkmark", title, sentence); }

void FilesReview::addDiffAction(QAction *action)
{
    action->setShortcutContext(Qt::WidgetShortcut);
    m_meaning->addAction(action);
    m_diff->addAction(action);
}

void FilesReview::setFiles(const QString &leftTitle, const QString &rightTitle, const QList<ReviewFile> &files)
{
    ReviewSet set;
    set.files = files;
    setReview(leftTitle, rightTitle, set);
}

void FilesReview::setReview(const QString &leftTitle, const QString &rightTitle, const ReviewSet &set)
{
    const QList<ReviewFile> &files = set.files;
    m_leftTitle = leftTitle;
    m_rightTitle = rightTitle;
    const ReviewFile *old = file();
    const std::optional<ReviewFile> before = old ? std::optional(*old) : std::nullopt;
    m_files = files;
    m_places.clear();
    for (qsizetype i = 0; i < files.size(); ++i)
        m_places.insert(files[i].id(), i);
    m_studied = false;
    m_studies->prefer(m_current);
    m_studies->setReview(set);
    m_model->setFiles(files);
    m_stack->setCurrentIndex(files.isEmpty() ? 0 : 1);
    shareLeft();
    if (!file()) {
        ++m_turn;
        m_current.clear();
        const QStringList ids = m_model->ids();
        if (!ids.isEmpty())
            choose(ids.first());
        else
            Q_EMIT currentFileChanged();
    } else {
        m_list->setCurrentIndex(m_model->indexOf(m_current));
        if (!before || file()->before != before->before || file()->after != before->after)
            load(true);
    }
    if (m_lens == Lens::Meaning || m_compared || !file())
        m_studies->begin();
    showHead();
}

const ReviewFile *FilesReview::file() const
{
    const auto found = m_places.constFind(m_current);
    return found == m_places.cend() ? nullptr : &m_files[*found];
}

void FilesReview::setCurrentFile(const QString &id)
{
    if (id != m_current && m_places.contains(id))
        choose(id);
}

void FilesReview::choose(const QString &id)
{
    m_current = id;
    m_studies->prefer(id);
    m_list->setCurrentIndex(m_model->indexOf(id));
    showStudy(false);
    load(false);
    showHead();
    Q_EMIT currentFileChanged();
}

void FilesReview::load(bool keepPlace)
{
    m_compared = false;
    if (const ReviewFile *one = file())
        compare(*one, keepPlace);
}

// The newest wins: what was asked for before is thrown away when it comes.
Task<> FilesReview::compare(ReviewFile one, bool keepPlace)
{
    const quint64 turn = ++m_turn;
    const QPointer<FilesReview> here(this);
    QFuture<TextDiff> working = QtConcurrent::run([one] { return one.diff(); });
    const TextDiff diff = co_await working;
    if (!here || turn != m_turn)
        co_return;
    m_diff->setSyntax(one.kind == ReviewFile::Kind::Zone ? Syntax::DnsZone : syntaxOf(one.path));
    m_diff->setDiff(diff, keepPlace);
    m_compared = true;
    if (std::exchange(m_enter, 0) < 0 && !diff.hunks.isEmpty())
        m_diff->goToHunk(diff.hunks.size() - 1);
    showPlace();
    Q_EMIT currentHunkChanged();
    Q_EMIT shown();
    QTimer::singleShot(0, m_studies, &ReviewStudies::begin); // they would take the processors from the text that is waited for
}

void FilesReview::showHead()
{
    const ReviewFile *one = file();
    const FileMark mark = fileMark(one ? one->mark() : ReviewFile::Mark::Changed);
    m_mark->setText(one ? mark.sign + u' ' + mark.word : QString());
    m_mark->setTone(mark.tone);
    m_title->setText(one ? visibleText(one->title) : QString());
    m_path->setText(one && one->path != one->title ? visibleText(one->path) : QString());
    const bool beside = !isMeaning() && m_diff->arrangement() == Arrangement::Beside;
    m_leftHead->setText(beside || m_leftTitle.isEmpty() ? m_leftTitle : QStringLiteral("%1 → %2").arg(m_leftTitle, m_rightTitle));
    m_rightHead->setText(m_rightTitle);
    m_rightHead->setVisible(beside);
    showPlace();
}

bool FilesReview::step(int direction)
{
    const QStringList ids = m_model->ids();
    const qsizetype next = ids.indexOf(m_current) + direction;
    if (next < 0 || next >= ids.size())
        return false;
    m_enter = direction;
    choose(ids[next]);
    return true;
}

} // namespace lockstep
