// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/members/membersview.h"

#include "ui/look/type.h"
#include "ui/members/addmemberdialog.h"
#include "ui/members/driftpanel.h"
#include "ui/members/editmemberdialog.h"
#include "ui/members/memberactions.h"
#include "ui/members/memberdetails.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int tickMs = 10000;

qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }

// Every column is searched: "out of sync" finds as well as a name.
class RowFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant one = left.data(MemberModel::SortRole);
        const QVariant other = right.data(MemberModel::SortRole);
        if (one.typeId() == QMetaType::QString)
            return QString::localeAwareCompare(one.toString(), other.toString()) < 0;
        return one.toLongLong() < other.toLongLong();
    }
};

} // namespace

MembersView::MembersView(GroupSession &session, QWidget *parent)
    : View(session, parent), m_model(new MemberModel(this)), m_proxy(new RowFilter(this)), m_actions(new MemberActions(session, this)),
      m_banner(new Banner), m_stack(new QStackedWidget), m_filter(new QLineEdit), m_table(new QTreeView), m_count(new Label),
      m_split(new QSplitter(Qt::Vertical)), m_details(new MemberDetails), m_drift(new DriftPanel(session, *m_actions))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_stack);
    auto *empty = new EmptyState;
    empty->setText(
        "network-server-database", tr("No members yet"),
        tr("Members are the servers that this group keeps alike. The first one brings the group its data: nothing that it serves changes."));
    connect(empty->addButton(tr("Add the first member..."), true), &QAbstractButton::clicked, m_actions->add, &QAction::trigger);
    m_stack->addWidget(empty);
    m_stack->addWidget(list());
    m_banner->setClosable(true);
    m_details->setDrift(m_drift);
    addActions(m_actions->all());

    connect(m_actions, &MemberActions::addWanted, this, &MembersView::openAdd);
    connect(m_actions, &MemberActions::editWanted, this, &MembersView::openEdit);
    connect(m_actions, &MemberActions::wanted, this, &View::wanted);
    connect(m_drift, &DriftPanel::wanted, this, &View::wanted);
    connect(m_actions, &MemberActions::began, m_banner, &QWidget::hide);
    connect(m_actions, &MemberActions::failed, m_banner, [this](const Error &error) { m_banner->show(error); });
    connect(&group(), &GroupSession::statusChanged, this, &MembersView::take);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_model->setNow(now());
        m_details->show(selected(), now());
    });
    m_tick.start(tickMs);
    take();
}

QWidget *MembersView::toolbar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::tight);
    const auto button = [&](QAction *action) {
        auto *tool = new QToolButton;
        tool->setDefaultAction(action);
        tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        tool->setAutoRaise(true);
        tool->setFocusPolicy(Qt::TabFocus);
        row->addWidget(tool);
        return tool;
    };
    button(m_actions->add)->setAutoRaise(false);
    row->addSpacing(space::small);
    button(m_actions->synchronise);
    button(m_actions->attach);
    auto *more = new QToolButton;
    more->setText(tr("A&ctions"));
    more->setToolTip(tr("Everything that can be done with the selected member."));
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setAutoRaise(true);
    more->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(more);
    menu->setToolTipsVisible(true);
    menu->addActions({m_actions->edit, m_actions->differences});
    menu->addSeparator();
    menu->addActions({m_actions->release, m_actions->remove});
    more->setMenu(menu);
    row->addWidget(more);
    row->addStretch(1);
    m_filter->setPlaceholderText(tr("Filter: a name, \"out of sync\", a version"));
    m_filter->setAccessibleName(tr("Filter the members"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(150);
    m_filter->setMaximumWidth(260);
    row->addWidget(m_filter, 2);
    QToolButton *refresh = button(m_actions->refresh);
    refresh->setToolButtonStyle(Qt::ToolButtonIconOnly);
    refresh->setAccessibleName(tr("Refresh"));
    return bar;
}

QWidget *MembersView::list()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setDynamicSortFilter(true);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(MemberModel::Sync, new BadgeDelegate(m_table));
    m_table->setAccessibleName(tr("Members"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(MemberModel::Name, Qt::AscendingOrder);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setIndentation(0);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(MemberModel::Name, QHeaderView::Stretch);
    const int widths[] = {0, 190, 140, 120, 140, 64};
    for (int column = MemberModel::Sync; column < MemberModel::Columns; ++column)
        header->resizeSection(column, widths[column]);
    header->setMinimumSectionSize(56);

    auto *upper = new QWidget;
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolbar());
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(space::large, 0, space::large, 0);
    inset->addWidget(m_table);
    column->addLayout(inset, 1);
    m_count->setFont(captionFont());
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setContentsMargins(space::large, space::tight, space::large, space::tight);
    column->addWidget(m_count);

    m_split->setChildrenCollapsible(false);
    m_split->addWidget(upper);
    m_split->addWidget(m_details);
    m_split->setStretchFactor(0, 1);
    connect(m_split, &QSplitter::splitterMoved, this, [this] { m_shared = true; });

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text.trimmed());
        countRows();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MembersView::showSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this, &MembersView::showMenu);
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this] { m_actions->edit->trigger(); });
    return m_split;
}

// All that the details need, as long as the table keeps its rows, or half of the height.
void MembersView::shareRoom()
{
    const int all = m_split->height();
    if (m_shared || all <= 0 || m_stack->currentIndex() != 1)
        return;
    const QWidget *upper = m_split->widget(0);
    const int row = std::max(m_table->sizeHintForRow(0), m_table->fontMetrics().height() + space::small);
    const int besides = upper->sizeHint().height() - m_table->sizeHint().height() + m_table->header()->sizeHint().height() +
                        2 * m_table->frameWidth();
    const int rows = std::min(besides + row * (m_proxy->rowCount() + 1), all / 2);
    const QLayout *inside = m_details->widget()->layout();
    m_needed = std::max(m_needed, inside->hasHeightForWidth() ? inside->totalHeightForWidth(m_details->viewport()->width())
                                                              : inside->totalSizeHint().height()); // it does not jump from row to row
    const int table = std::max(rows, all - m_needed - m_split->handleWidth());
    m_split->setSizes({table, all - table - m_split->handleWidth()});
}

void MembersView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    m_needed = 0;
    QMetaObject::invokeMethod(this, &MembersView::shareRoom, Qt::QueuedConnection); // what lies inside has its new width then
}

QList<QAction *> MembersView::viewActions() const { return m_actions->all(); }

QString MembersView::place() const
{
    const MemberRow *row = selected();
    return row ? QStringLiteral("members/") + row->member.id : QStringLiteral("members");
}

void MembersView::open(const QString &place)
{
    if (place == QLatin1String("members/add"))
        openAdd();
    else if (place.section(u'/', 0, 0) == QLatin1String("members"))
        select(place.section(u'/', 1, 1));
    if (place.section(u'/', 2) == QLatin1String("synchronise") && selected() && selected()->member.id == place.section(u'/', 1, 1))
        m_actions->synchronise->trigger();
}

void MembersView::select(const QString &id)
{
    m_wanted.clear();
    const int row = m_model->rowOf(id);
    if (id.isEmpty())
        return;
    if (row < 0) {
        m_wanted = id;
        return;
    }
    QModelIndex index = m_proxy->mapFromSource(m_model->index(row, 0));
    if (!index.isValid()) { // the filter hides it
        m_filter->clear();
        index = m_proxy->mapFromSource(m_model->index(row, 0));
    }
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

const MemberRow *MembersView::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model->find(rows.first().data(MemberModel::IdRole).toString());
}

void MembersView::take()
{
    m_model->setNow(now());
    m_model->take(rowsOf(group().status()));
    m_stack->setCurrentIndex(m_model->rows().isEmpty() ? 0 : 1);
    if (!m_wanted.isEmpty() && m_model->rowOf(m_wanted) >= 0)
        select(m_wanted);
    if (!m_table->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
    showSelection();
}

void MembersView::countRows()
{
    const QString all = tr("%n member(s)", nullptr, int(m_model->rows().size()));
    const bool some = m_proxy->rowCount() < m_model->rowCount();
    m_count->setText(some ? tr("%1, %n shown", nullptr, m_proxy->rowCount()).arg(all) : all);
}

void MembersView::showSelection()
{
    const MemberRow *row = selected();
    m_details->show(row, now());
    m_drift->show(row);
    m_actions->setMember(row);
    countRows();
    QMetaObject::invokeMethod(this, &MembersView::shareRoom, Qt::QueuedConnection);
    Q_EMIT selectionChanged();
}

void MembersView::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const QList<QAction *> first{m_actions->edit, m_actions->synchronise, m_actions->differences, m_actions->attach};
    const QList<QAction *> last{m_actions->release, m_actions->remove};
    menu->addActions(first);
    menu->addSeparator();
    menu->addActions(last);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void MembersView::openAdd()
{
    auto *dialog = new AddMemberDialog(group().master(), group().id(), this);
    connect(dialog, &AddMemberDialog::added, this, [this](const QString &member) { select(member); });
    dialog->open();
}

void MembersView::openEdit(const Member &member) { (new EditMemberDialog(group(), member, this))->open(); }

} // namespace lockstep
