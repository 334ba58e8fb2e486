// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/configurationview.h"

#include "ui/config/fileeditor.h"
#include "ui/look/type.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace lockstep {

namespace {

QToolButton *buttonOf(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QFrame *lineBelow()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setFixedHeight(1);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

QAction *ConfigurationView::addAction(const QString &text, const QIcon &icon, const QKeySequence &keys, void (ConfigurationView::*run)())
{
    auto *action = new QAction(icon, text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    QWidget::addAction(action);
    m_actions.append(action);
    return action;
}

void ConfigurationView::build()
{
    m_save = addAction(tr("&Save to staging"), themeIcon("document-save"), QKeySequence::Save, &ConfigurationView::save);
    m_revert = addAction(tr("Re&vert"), themeIcon("document-revert"), {}, &ConfigurationView::revert);
    m_openZone = addAction(tr("Open &zone"), themeIcon("internet-services"), {}, &ConfigurationView::openZone);
    m_discard = addAction(tr("&Discard staged changes of this file..."), themeIcon("edit-undo"), {}, &ConfigurationView::discard);
    m_create = addAction(tr("&New file..."), themeIcon("document-new"), {}, &ConfigurationView::createFile);
    m_remove = addAction(tr("Re&move file..."), themeIcon("edit-delete"), {}, &ConfigurationView::removeFile);
    addAction(tr("N&ext problem"), themeIcon("go-down"), QKeySequence(Qt::Key_F8), &ConfigurationView::nextProblem);
    addAction(tr("Pre&vious problem"), themeIcon("go-up"), QKeySequence(Qt::SHIFT | Qt::Key_F8), &ConfigurationView::previousProblem);
    m_revert->setToolTip(tr("Give up what was typed since the file was staged"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner = new Banner;
    m_banner->setClosable(true);
    column->addWidget(m_banner);
    m_whole = new QStackedWidget;
    column->addWidget(m_whole, 1);
    m_empty = new EmptyState;
    m_empty->setText("document-edit", tr("No files yet"),
                     tr("The first member brings its configuration and zones. They can be edited here from then on."));
    QAbstractButton *members = m_empty->addButton(tr("Go to the members"), false);
    connect(members, &QAbstractButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("members")); });
    m_whole->addWidget(m_empty);

    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(buildLeft());
    m_right = new QWidget;
    auto *right = new QVBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(buildHead());
    right->addWidget(lineBelow());
    m_pages = new QStackedWidget;
    m_choose = new EmptyState;
    m_choose->setText("document-edit", tr("Choose a file"),
                      tr("Files of the staged configuration stand on the left. What you save here is staged, not yet deployed."));
    m_pages->addWidget(m_choose);
    right->addWidget(m_pages, 1);
    splitter->addWidget(m_right);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({280, 900});
    m_whole->addWidget(splitter);
}

QWidget *ConfigurationView::buildLeft()
{
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, space::small, 0, space::tight);
    column->setSpacing(space::small);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter files"));
    m_filter->setAccessibleName(tr("Filter files"));
    m_filter->setClearButtonEnabled(true);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(space::small, 0, space::small, 0);
    top->addWidget(m_filter);
    column->addLayout(top);
    m_tree = new QTreeView;
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Files of the staged configuration"));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(space::large);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(FileTreeModel::Name, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(FileTreeModel::State, QHeaderView::ResizeToContents);
    m_tree->header()->setMinimumSectionSize(space::tight);
    m_tree->header()->setSectionResizeMode(FileTreeModel::Edge, QHeaderView::Fixed);
    m_tree->header()->resizeSection(FileTreeModel::Edge, space::tight);
    column->addWidget(m_tree, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::tight, 0, space::tight, 0);
    buttons->setSpacing(space::tight);
    buttons->addWidget(buttonOf(m_create));
    buttons->addWidget(buttonOf(m_remove));
    buttons->addStretch();
    column->addLayout(buttons);
    left->setMinimumWidth(220);
    connect(m_filter, &QLineEdit::textChanged, this, &ConfigurationView::showRows);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const FileTreeRow *row = m_model->row(index);
        if (row && !row->folder)
            openFile(row->root, row->path);
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const FileTreeRow *row = m_model->row(index);
        if (!row || row->folder || !current())
            return;
        openFile(row->root, row->path);
        current()->editor()->setFocus(Qt::OtherFocusReason);
    });
    return left;
}

QWidget *ConfigurationView::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::medium, space::tight, space::tight, space::tight);
    row->setSpacing(space::tight);
    m_path = new Label({}, Label::Selectable);
    m_path->setFont(strongFont());
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_path->setMinimumWidth(100);
    m_mark = new Label;
    row->addWidget(m_path, 1);
    row->addWidget(m_mark);
    row->addSpacing(space::small);
    for (QAction *action : {m_openZone, m_save, m_revert}) {
        m_buttons.append(buttonOf(action));
        row->addWidget(m_buttons.last());
    }
    auto *more = new QPushButton(tr("More"));
    more->setFlat(true);
    more->setAccessibleName(tr("More that can be done with this file"));
    auto *menu = new QMenu(more);
    menu->addAction(m_discard);
    menu->addAction(m_remove);
    more->setMenu(menu);
    row->addWidget(more);
    return head;
}

// What is chosen: the whole view's page, the head over the editor, and what can be done.
void ConfigurationView::showCurrent()
{
    m_whole->setCurrentIndex(m_now.known || group().status().live ? 1 : 0);
    if (m_pages->count() > 1 && !current())
        m_pages->setCurrentWidget(m_pages->widget(m_pages->count() - 1));
    showRows();
    settle();
    Q_EMIT trailChanged();
    Q_EMIT selectionChanged();
}

void ConfigurationView::settle()
{
    FileEditor *file = current();
    const bool canEdit = group().canEdit();
    m_right->layout()->itemAt(0)->widget()->setVisible(file);
    for (FileEditor *one : m_pages->findChildren<FileEditor *>(Qt::FindDirectChildrenOnly))
        one->settle();
    const FileTreeRow *row = file ? m_model->row(m_model->find(file->root(), file->path())) : nullptr;
    const Wording mark = file && file->hasEdits() ? Wording{tr("not staged"), Tone::Attention, ""} : row ? wordingOf(row->mark) : Wording();
    showPath();
    m_mark->setText(mark.text);
    m_mark->setTone(mark.tone);
    const ZoneDecl *zone = file && m_reading ? m_reading->zoneOf(absolute(file)) : nullptr;
    m_openZone->setVisible(zone);
    m_buttons.first()->setVisible(zone);
    m_openZone->setText(zone ? tr("Open &zone %1").arg(zone->name) : tr("Open &zone"));
    m_save->setEnabled(file && file->canSave());
    m_revert->setEnabled(file && file->hasEdits() && !file->isNew());
    m_discard->setEnabled(file && canEdit && !changesOf(file->root(), file->path()).isEmpty());
    m_create->setEnabled(canEdit);
    m_remove->setEnabled(file && canEdit && !file->isGone());
}

// Where it is narrow, the path and the text need the room more than words on buttons that have icons and tooltips.
void ConfigurationView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    const bool narrow = width() < 860;
    for (QToolButton *button : std::as_const(m_buttons))
        button->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    showPath();
}

void ConfigurationView::showPath()
{
    const FileEditor *file = current();
    const QString path = file ? absolute(file) : QString();
    m_path->setText(m_path->fontMetrics().elidedText(path, Qt::ElideMiddle, std::max(m_path->width(), 100)));
    m_path->setToolTip(path);
}

void ConfigurationView::say(const Error &error) { m_banner->show(error); }

} // namespace lockstep
