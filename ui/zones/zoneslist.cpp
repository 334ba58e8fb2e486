// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/zoneslist.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnroom.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPointer>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace lockstep {

namespace {

constexpr int pageRows = 2000; // as many as are read from an answer without a pause that is felt

class ZoneDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state & QStyle::State_Selected;
        const QPalette &palette = option.palette;
        if (selected)
            painter->fillRect(option.rect,
                              palette.color(option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive, QPalette::Highlight));
        const QString text = index.data().toString();
        if (text.isEmpty())
            return;
        const int column = index.column();
        const Tone tone = Tone(index.data(ZonesModel::ToneRole).toInt());
        const bool removed = tone == Tone::Removed;
        const bool data = column == ZonesModel::Name || column == ZonesModel::Serial || column == ZonesModel::File;
        QFont font = data ? dataFont() : option.font;
        font.setStrikeOut(removed && column == ZonesModel::Name);
        painter->setFont(font);
        const bool quiet = column == ZonesModel::File || column == ZonesModel::Type || column == ZonesModel::View || column == ZonesModel::Notes ||
                           removed;
        QColor ink = column == ZonesModel::Change ? inkOf(tone, palette) : quiet ? inkOf(Tone::Muted, palette) : palette.color(QPalette::Text);
        if (selected)
            ink = palette.color(QPalette::HighlightedText);
        const QRect box = option.rect.adjusted(space::small, 0, -space::small, 0);
        const int flags = index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine;
        const qsizetype arrow = column == ZonesModel::Serial ? text.indexOf(u'\u2192') : -1;
        if (arrow > 0) { // what was, quietly; what is staged as the rest
            const QString before = text.left(arrow + 2);
            const int wide = painter->fontMetrics().horizontalAdvance(text.mid(arrow + 2));
            painter->setPen(selected ? ink : inkOf(Tone::Muted, palette));
            painter->drawText(box.adjusted(0, 0, -wide, 0), flags, before);
            painter->setPen(ink);
            painter->drawText(box, flags, text.mid(arrow + 2));
            return;
        }
        painter->setPen(ink);
        const Qt::TextElideMode elide = column == ZonesModel::File ? Qt::ElideMiddle : Qt::ElideRight;
        painter->drawText(box, flags, painter->fontMetrics().elidedText(text, elide, box.width()));
    }
};

} // namespace

QString placeOf(const QString &zone, const QString &view) { return QStringLiteral("zones/%1/%2").arg(view, zone); }

ZonesView::ZonesView(GroupSession &group, QWidget *parent)
    : View(group, parent), m_model(new ZonesModel(this)), m_table(new QTableView), m_filter(new QLineEdit), m_count(new Label), m_banner(new Banner),
      m_empty(new EmptyState), m_pages(new QStackedWidget)
{
    m_filter->setPlaceholderText(tr("Filter by name, view, type or file"));
    m_filter->setAccessibleName(tr("Filter zones"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(360);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::large, space::medium, space::large, space::medium);
    bar->addWidget(m_filter, 1);
    bar->addStretch(1);
    bar->addWidget(m_count);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Zones"));
    m_table->setItemDelegate(new ZoneDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setVerticalScrollMode(QTableView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const int height = QFontMetrics(dataFont()).height() + 10;
    m_table->verticalHeader()->setMinimumSectionSize(height);
    m_table->verticalHeader()->setDefaultSectionSize(height);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicator(ZonesModel::Name, Qt::AscendingOrder);
    header->setStretchLastSection(true);
    m_table->setSortingEnabled(true);
    const int letter = QFontMetrics(dataFont()).averageCharWidth();
    const QList<int> widths{96, letter * 28, 96, 96, 84, letter * 26 + 24, 92};
    for (int i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(i, widths[i]);
    new ColumnRoom(m_table, {{ZonesModel::File, 1040}, {ZonesModel::Notes, 860}});

    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    m_toMembers = m_empty->addButton(tr("Go to the members"), false);
    connect(m_toMembers, &QAbstractButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("members")); });
    m_pages->addWidget(m_empty);
    m_pages->addWidget(list);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_banner);
    all->addWidget(m_pages, 1);

    auto *open = new QAction(tr("&Open zone"), this);
    connect(open, &QAction::triggered, this, [this] { openRow(m_table->currentIndex()); });
    auto *find = new QAction(tr("&Filter zones"), this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    m_actions = {open, find};
    addActions(m_actions);
    connect(m_filter, &QLineEdit::textChanged, m_model, &ZonesModel::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
    connect(m_table, &QTableView::activated, this, &ZonesView::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &View::selectionChanged);
    connect(m_model, &ZonesModel::arranged, this, &ZonesView::settle);
    connect(&group, &GroupSession::changesChanged, this, &ZonesView::refresh);
    connect(&group, &GroupSession::statusChanged, this, &ZonesView::refresh);
    setFocusProxy(m_table);
    settle();
    refresh();
}

void ZonesView::openRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const ZoneListing &zone = m_model->at(index.row());
    Q_EMIT wanted(placeOf(zone.name, zone.inView.isEmpty() ? zone.view : zone.inView));
}

QList<InspectedSection> ZonesView::inspected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(ZonesModel::Name);
    if (rows.size() != 1)
        return {};
    const ZoneListing &zone = m_model->at(rows.first().row());
    InspectedSection section{displayName(zone.name), {{tr("Type"), typeWord(zone)}}};
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            section.rows.append({name, value});
    };
    if (displayName(zone.name) != zone.name)
        add(tr("On the wire"), zone.name);
    add(tr("View"), zone.view);
    if (!zone.path.isEmpty())
        add(tr("Records"), QLocale().toString(zone.records));
    add(tr("Serial, live"), zone.serialLive ? QString::number(*zone.serialLive) : QString());
    add(tr("Serial, staged"), zone.serialStaged ? QString::number(*zone.serialStaged) : QString());
    for (const ZonesModel::Column column : {ZonesModel::Change, ZonesModel::Notes})
        add(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), rows.first().siblingAtColumn(column).data().toString());
    add(tr("File"), zone.file);
    return {section};
}

void ZonesView::settle()
{
    const bool seeded = group().status().live.has_value();
    if (m_model->total() > 0) {
        m_pages->setCurrentIndex(1);
        m_count->setText(m_model->rowCount() == m_model->total() ? tr("%n zones", nullptr, int(m_model->total()))
                                                                 : tr("%1 of %n zones", nullptr, int(m_model->total())).arg(m_model->rowCount()));
        return;
    }
    m_pages->setCurrentIndex(0);
    m_toMembers->setVisible(!m_read && !seeded && group().master().isConnected());
    if (m_read)
        m_empty->setText("globe", tr("No zones"),
                         tr("The configuration of this group has no zone statement. Add one to its configuration, and it is listed here."));
    else if (seeded || !group().master().isConnected())
        m_empty->setText("globe", tr("Zones"),
                         group().master().isConnected() ? tr("Reading the zones of this group.")
                                                        : tr("The zones are shown as soon as the master answers."));
    else
        m_empty->setText("globe", tr("No zones yet"), tr("The zones come with the first member: its configuration becomes the group's."));
}

void ZonesView::refresh()
{
    const GroupStatus &status = group().status();
    if (!group().master().isConnected() || !status.live)
        return settle();
    const Digest staged = status.staged;
    if (m_read && staged == m_staged && status.live == m_live)
        return;
    if (m_reading)
        m_again = true;
    else
        read();
}

Task<> ZonesView::read()
{
    const QPointer<ZonesView> here(this);
    m_reading = true;
    m_live = group().status().live.value_or(Digest());
    QList<ZoneListing> zones;
    Digest staged;
    int total = 1;
    std::optional<Error> why;
    while (zones.size() < total && !why) {
        Task<Result<ZoneList>> asking = group().master().call(mastercalls::zoneList,
                                                              ZoneListRequest{group().id(), int(zones.size()), pageRows, {}, {}});
        const Result<ZoneList> page = co_await asking;
        if (!here)
            co_return;
        if (!page) {
            why = page.error();
        } else if (!staged.isNull() && page->staged != staged) {
            zones.clear(); // somebody staged meanwhile
            staged = Digest();
        } else {
            staged = page->staged;
            total = page->total;
            zones += page->zones;
            if (page->zones.isEmpty())
                break;
        }
    }
    m_reading = false;
    if (why && why->code != QLatin1String("rpc.lost"))
        m_banner->show(*why);
    if (!why) {
        m_banner->hide();
        m_read = true;
        m_staged = staged;
        m_model->setZones(zones);
    }
    if (std::exchange(m_again, false))
        refresh();
}

} // namespace lockstep
