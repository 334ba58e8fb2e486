// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyview.h"

#include "ui/history/historydetails.h"
#include "ui/history/historyfilter.h"
#include "ui/history/historymodel.h"
#include "ui/history/historywords.h"
#include "ui/look/type.h"
#include "ui/review/filesbetween.h"
#include "ui/review/filesreview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnroom.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QUrlQuery>
#include <QVBoxLayout>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int page = 200;
constexpr int enough = 60;          // rows that match: more are read when they are scrolled to
constexpr int clockEveryMs = 30000; // "12 min ago" grows older
} // namespace

HistoryView::HistoryView(GroupSession &group, QWidget *parent)
    : View(group, parent), m_model(new HistoryModel(this)), m_filter(new HistoryFilter(this)), m_stack(new QStackedWidget), m_banner(new Banner),
      m_text(new QLineEdit), m_member(new QComboBox), m_type(new QComboBox), m_table(new QTableView), m_details(new HistoryDetails),
      m_empty(new EmptyState), m_rows(new QStackedWidget), m_changesTitle(new Label), m_files(new FilesReview), m_clock(new QTimer(this))
{
    m_filter->setSourceModel(m_model);
    m_model->setNow(QDateTime::currentMSecsSinceEpoch());
    build();
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        fetchIfShort();
    });
    connect(m_member, &QComboBox::activated, this, [this] {
        m_wantedMember = m_member->currentData().toString();
        m_filter->setMember(m_wantedMember);
        fetchIfShort();
    });
    connect(m_type, &QComboBox::activated, this, [this] {
        m_filter->setType(m_type->currentData().toString());
        fetchIfShort();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryView::showDetails);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_table->verticalScrollBar()->maximum() - m_table->verticalScrollBar()->pageStep() / 2)
            readOlder();
    });
    connect(m_details, &HistoryDetails::changesWanted, this, &HistoryView::showChanges);
    connect(m_details, &HistoryDetails::rollBackWanted, this, [this](int number) {
        if (m_rollBack)
            m_rollBack(number);
    });
    connect(m_clock, &QTimer::timeout, this, [this] { m_model->setNow(QDateTime::currentMSecsSinceEpoch()); });
    m_clock->start(clockEveryMs);
    connect(&group, &GroupSession::statusChanged, this, &HistoryView::readNewest);
    connect(&group, &GroupSession::operationChanged, this, [this](const Operation &operation) {
        if (operation.outcome != Outcome::Running)
            readNewest();
    });
    showChoices();
    readNewest();
}

// The models go before the table, which then tells of another current row.
HistoryView::~HistoryView()
{
    m_table->selectionModel()->disconnect(this);
    m_table->verticalScrollBar()->disconnect(this);
}

void HistoryView::build()
{
    m_stack->addWidget(buildList());
    m_stack->addWidget(buildChanges());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    m_banner->setClosable(true);
}

QWidget *HistoryView::buildList()
{
    m_text->setPlaceholderText(tr("Filter: who, what, member, comment"));
    m_text->setAccessibleName(tr("Filter the history"));
    m_text->setClearButtonEnabled(true);
    m_member->setAccessibleName(tr("Entries of which member"));
    m_type->setAccessibleName(tr("Entries of which kind"));
    for (QComboBox *box : {m_member, m_type})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(space::small);
    tools->addWidget(m_text, 1);
    tools->addWidget(m_member);
    tools->addWidget(m_type);

    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("History"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(fontMetrics().height() + 10);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(HistoryModel::What, QHeaderView::Stretch);
    const QList<QPair<int, int>> widths{{HistoryModel::Time, 112},
                                        {HistoryModel::User, 88},
                                        {HistoryModel::MemberName, 112},
                                        {HistoryModel::DeploymentNumber, 92},
                                        {HistoryModel::Comment, 160}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    new ColumnRoom(m_table, {{HistoryModel::DeploymentNumber, 760}, {HistoryModel::Comment, 640}, {HistoryModel::MemberName, 560}});

    auto *split = new QSplitter;
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_details);
    split->setStretchFactor(0, 1);
    split->setSizes({900, 300});
    m_details->setMinimumWidth(260);
    m_empty->setText("view-history", tr("Nothing has happened here yet"), tr("Whatever anyone does to this group is kept here."));
    m_rows->addWidget(split);
    m_rows->addWidget(m_empty);

    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(space::medium, space::medium, space::medium, space::medium);
    column->setSpacing(space::medium);
    column->addLayout(tools);
    column->addWidget(m_rows, 1);
    return list;
}

QWidget *HistoryView::buildChanges()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::small, space::small, space::medium, space::small);
    auto *back = new QPushButton(themeIcon("go-previous"), tr("&Back to the history"));
    back->setFlat(true);
    auto *escape = new QAction(back);
    escape->setShortcut(Qt::Key_Escape);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    page->addAction(escape);
    connect(escape, &QAction::triggered, this, &HistoryView::showList);
    connect(back, &QPushButton::clicked, this, &HistoryView::showList);
    m_changesTitle->setFont(strongFont());
    head->addWidget(back);
    head->addWidget(m_changesTitle);
    head->addStretch();
    column->addLayout(head);
    column->addWidget(m_files, 1);
    return page;
}

QStringList HistoryView::trail() const
{
    return m_stack->currentIndex() == 0 ? QStringList{tr("History")} : QStringList{tr("History"), tr("Deployment %1").arg(m_changesOf)};
}

QString HistoryView::place() const
{
    return m_wantedMember.isEmpty() ? QStringLiteral("history") : QStringLiteral("history?member=%1").arg(m_wantedMember);
}

void HistoryView::open(const QString &place)
{
    m_wantedMember = QUrlQuery(place.section(u'?', 1)).queryItemValue(QStringLiteral("member"));
    m_filter->setMember(m_wantedMember);
    showChoices();
    showList();
    fetchIfShort();
}

void HistoryView::setRollBack(std::function<void(int)> rollBack)
{
    m_rollBack = std::move(rollBack);
    showDetails();
}

// What can be chosen follows what there is; what is chosen stays.
void HistoryView::showChoices()
{
    const auto fill = [](QComboBox *box, const QString &any, const QList<QPair<QString, QString>> &choices, const QString &chosen) {
        box->clear();
        box->addItem(any, QString());
        for (const auto &[id, text] : choices)
            box->addItem(text, id);
        box->setCurrentIndex(std::max(box->findData(chosen), 0));
    };
    QHash<QString, QString> names;
    QList<QPair<QString, QString>> members;
    for (const Member &member : group().status().members) {
        names.insert(member.id, member.name);
        members.append({member.id, member.name});
    }
    m_model->setMembers(names);
    if (!m_wantedMember.isEmpty() && !names.contains(m_wantedMember))
        members.append({m_wantedMember, tr("a former member")});
    fill(m_member, tr("All members"), members, m_wantedMember);
    QList<QPair<QString, QString>> types;
    const QStringList known = m_model->types();
    for (const QString &type : known)
        types.append({type, wordingOfType(type).text});
    fill(m_type, tr("Everything"), types, m_type->currentData().toString());
}

// One reading at a time; what happens meanwhile is read after it.
Task<> HistoryView::readNewest()
{
    if (!group().master().isConnected())
        co_return;
    if (std::exchange(m_reading, true)) {
        m_again = true;
        co_return;
    }
    const QPointer<HistoryView> here(this);
    Task<Result<HistoryList>> asking = group().master().call(mastercalls::historyList, HistoryRequest{group().id(), {}, page, 0});
    const Result<HistoryList> list = co_await asking;
    if (!here)
        co_return;
    m_reading = false;
    if (list) {
        m_model->setNow(QDateTime::currentMSecsSinceEpoch());
        m_deployments = list->deployments;
        const bool gap = !list->entries.isEmpty() && m_model->newest() > 0 && list->entries.last().number > m_model->newest() + 1;
        if (gap)
            m_model->clear();
        const bool first = m_model->newest() == 0;
        m_model->addNewer(list->entries);
        if (first)
            m_complete = list->entries.size() < page;
        m_rows->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
        showChoices();
        showDetails();
        if (!m_table->currentIndex().isValid() && m_filter->rowCount() > 0)
            m_table->setCurrentIndex(m_filter->index(0, 0));
        fetchIfShort();
    } else {
        m_banner->show(list.error());
    }
    Q_EMIT read();
    if (std::exchange(m_again, false))
        readNewest();
}

Task<> HistoryView::readOlder()
{
    if (m_complete || m_model->oldest() == 0 || !group().master().isConnected() || std::exchange(m_readingOlder, true))
        co_return;
    const QPointer<HistoryView> here(this);
    Task<Result<HistoryList>> asking = group().master().call(mastercalls::historyList, HistoryRequest{group().id(), {}, page, m_model->oldest()});
    const Result<HistoryList> list = co_await asking;
    if (!here)
        co_return;
    m_readingOlder = false;
    if (!list) {
        m_banner->show(list.error());
        co_return;
    }
    m_complete = list->entries.size() < page;
    m_model->addOlder(list->entries);
    showChoices();
    Q_EMIT read();
    fetchIfShort();
}

// A filter looks through all of the history, not only through what happens to be here.
void HistoryView::fetchIfShort()
{
    if (m_filter->rowCount() < enough)
        readOlder();
}

void HistoryView::showDetails()
{
    const HistoryEntry *entry = m_model->entry(m_filter->mapToSource(m_table->currentIndex()));
    if (!entry) {
        m_details->show(std::nullopt);
        return;
    }
    HistoryDetails::Shown shown{*entry, m_model->memberName(*entry), {}, false};
    const int number = deploymentOf(*entry);
    const auto found = std::ranges::find(m_deployments, number, &Deployment::number);
    if (number > 0 && found != m_deployments.cend()) {
        shown.deployment = *found;
        shown.rollBack = m_rollBack && found->state == Deployment::State::Live && number != group().status().liveDeployment;
    }
    m_details->show(shown);
}

void HistoryView::showList()
{
    ++m_turn;
    if (m_stack->currentIndex() == 0)
        return;
    m_stack->setCurrentIndex(0);
    m_table->setFocus();
    Q_EMIT trailChanged();
}

Task<> HistoryView::showChanges(int deployment)
{
    const quint64 turn = ++m_turn;
    const QPointer<HistoryView> here(this);
    Task<Result<ReviewSet>> reading = reviewBetween(&group(), QStringLiteral("base:%1").arg(deployment),
                                                    QStringLiteral("deployment:%1").arg(deployment));
    const Result<ReviewSet> set = co_await reading;
    if (!here || turn != m_turn)
        co_return;
    if (!set) {
        m_banner->show(set.error());
        co_return;
    }
    m_changesOf = deployment;
    m_changesTitle->setText(tr("What deployment %1 changed").arg(deployment));
    m_files->setEmptyText(tr("Nothing differs"), tr("Deployment %1 brought the same files again.").arg(deployment));
    m_files->setReview(tr("before"), tr("deployment %1").arg(deployment), *set);
    m_stack->setCurrentIndex(1);
    m_files->setFocus();
    Q_EMIT trailChanged();
    Q_EMIT changesShown();
}

} // namespace lockstep
