// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/zoneview.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/zones/recordstable.h"
#include "ui/zones/zonefiletab.h"
#include "ui/zones/zoneslist.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace lockstep {

ZoneView::ZoneView(GroupSession &group, QWidget *parent)
    : View(group, parent), m_model(new RecordsModel(this)), m_table(new RecordsTable(m_model)), m_file(new ZoneFileTab), m_tabs(new QTabBar),
      m_pages(new QStackedWidget), m_filter(new QLineEdit), m_banner(new Banner), m_problem(new Label({}, Label::Wraps | Label::Selectable)),
      m_count(new Label), m_empty(new EmptyState)
{
    makeActions();
    m_pages->addWidget(makeRecords());
    m_pages->addWidget(m_file);
    m_pages->addWidget(m_empty);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addWidget(m_banner);
    all->addWidget(m_pages, 1);
    m_banner->setClosable(true);
    m_tabs->addTab(tr("&Records"));
    m_tabs->addTab(tr("F&ile"));
    m_tabs->setAccessibleName(tr("Records or file"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    connect(m_tabs, &QTabBar::currentChanged, this, &ZoneView::settle);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        m_problem->hide();
        settle();
    });
    connect(m_filter, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &RecordsTable::problem, this, [this](const QString &text) {
        m_problem->setText(text);
        m_problem->setVisible(!text.isEmpty());
    });
    connect(m_table, &RecordsTable::conflict, this, [this](const QString &text) { m_banner->show(Tone::Attention, text); });
    connect(m_table, &RecordsTable::includeWanted, this, &ZoneView::openInclude);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        settleActions();
        Q_EMIT selectionChanged();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ZoneView::settleActions);
    connect(m_model, &RecordsModel::wanted, this, &ZoneView::stageTyped);
    connect(m_model, &RecordsModel::lineWanted, this, &ZoneView::stageLine);
    connect(m_file, &ZoneFileTab::stageWanted, this, &ZoneView::stageWhole);
    connect(&group, &GroupSession::statusChanged, this, &ZoneView::settle);
    setFocusProxy(m_table);
    settle();
}

QWidget *ZoneView::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->addWidget(m_tabs);
    row->addSpacing(space::small);
    for (QAction *action : {m_add, m_remove, m_disable, m_comment, m_undo, m_redo}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(action == m_add ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        button->setAccessibleName(action->text().remove(u'&'));
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    row->addStretch(1);
    m_filter->setPlaceholderText(tr("Filter records"));
    m_filter->setAccessibleName(tr("Filter records"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(300);
    m_filter->setMinimumWidth(140);
    row->addWidget(m_filter, 2);
    return bar;
}

QWidget *ZoneView::makeRecords()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    m_problem->setContentsMargins(space::large, space::small, space::large, space::small);
    m_problem->setTone(Tone::Danger);
    m_problem->setFilled(true);
    m_problem->hide();
    column->addWidget(m_problem);
    m_count->setTone(Tone::Muted);
    m_count->setFont(captionFont());
    m_count->setContentsMargins(space::large, space::tight, space::large, space::tight);
    column->addWidget(m_count);
    return page;
}

void ZoneView::makeActions()
{
    const auto add = [this](const QString &text, const char *icon, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(themeIcon(icon), text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(QString(text).remove(u'&') + QStringLiteral(" (") + keys.toString(QKeySequence::NativeText) + u')');
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        m_actions.append(action);
        return action;
    };
    m_add = add(tr("&New record"), "list-add", QKeySequence(Qt::CTRL | Qt::Key_N), [this] { newRecord(); });
    m_remove = add(tr("Remo&ve"), "edit-delete", QKeySequence(Qt::Key_Delete), [this] { removeSelected(); });
    m_disable = add(tr("&Disable or enable"), "dialog-cancel", QKeySequence(Qt::CTRL | Qt::Key_Slash), [this] { toggleSelected(); });
    m_comment = add(tr("Add a &comment line"), "document-edit", QKeySequence(Qt::CTRL | Qt::Key_M), [this] { addComment(); });
    m_undo = add(tr("&Undo"), "edit-undo", QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { step(true); });
    m_redo = add(tr("Re&do"), "edit-redo", QKeySequence(Qt::CTRL | Qt::Key_Y), [this] { step(false); });
    m_find = add(tr("&Filter records"), "edit-find", QKeySequence(QKeySequence::Find), [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    add(tr("Show as &file or records"), "text-plain", QKeySequence(Qt::CTRL | Qt::Key_T), [this] {
        m_tabs->setCurrentIndex(1 - m_tabs->currentIndex());
        (m_tabs->currentIndex() == 0 ? static_cast<QWidget *>(m_table) : m_file)->setFocus();
    });
    // Delete is a letter while something else of the view has the focus.
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    removeAction(m_remove);
    m_table->addAction(m_remove);
}

QStringList ZoneView::trail() const
{
    if (!m_document)
        return {tr("Zones")};
    const QString name = displayName(m_document->zone());
    return {tr("Zones"), m_document->view().isEmpty() ? name : tr("%1 in view %2").arg(name, m_document->view())};
}

QString ZoneView::place() const { return m_document ? placeOf(m_document->zone(), m_document->view()) : QString(); }

void ZoneView::open(const QString &place)
{
    const QString path = place.section(u'?', 0, 0);
    if (!path.startsWith(QLatin1String("zones/")) || path.count(u'/') < 2)
        return;
    const QString view = path.section(u'/', 1, 1);
    const QString zone = path.section(u'/', 2);
    m_line = place.section(u'?', 1).toInt();
    if (m_document && m_document->zone() == zone && m_document->view() == view)
        return goToLine();
    showZone(zone, view);
}

void ZoneView::showZone(const QString &zone, const QString &view)
{
    m_document = std::make_unique<ZoneDocument>(group(), zone, view);
    m_first = true;
    m_taken = {};
    m_file->clear();
    connect(m_document.get(), &ZoneDocument::changed, this, &ZoneView::take);
    connect(m_document.get(), &ZoneDocument::failed, this, &ZoneView::report);
    connect(m_document.get(), &ZoneDocument::changedElsewhere, this, [this] {
        if (m_file->isModified() || m_model->hasTyped())
            m_banner->show(Tone::Attention,
                           tr("Somebody else changed %1. What you typed is still here and is not staged.").arg(displayName(m_document->zone())));
    });
    Q_EMIT trailChanged();
    load();
}

Task<> ZoneView::load()
{
    const QPointer<ZoneDocument> document(m_document.get());
    Task<Result<void>> reading = m_document->refresh();
    const Result<void> read = co_await reading;
    if (document && !read)
        report(read.error());
}

void ZoneView::take()
{
    const QPair<Digest, Digest> texts{m_document->digest(), m_document->liveDigest()};
    if (m_first || m_taken != texts) {
        m_taken = texts;
        m_model->setRows(m_document->rows(), m_document->changes());
        m_file->setRows(m_document->rows(), m_document->digest());
    }
    settle();
    if (std::exchange(m_first, false)) {
        if (m_model->rowCount() > 0) // the keyboard is there, nothing is chosen
            m_table->selectionModel()->setCurrentIndex(m_model->index(0, RecordsModel::Name), QItemSelectionModel::NoUpdate);
        goToLine();
        Q_EMIT shown();
    }
}

void ZoneView::goToLine()
{
    if (m_line <= 0 || !m_document || !m_document->rows())
        return;
    const QList<FileRow> &rows = m_document->rows()->rows();
    qsizetype row = 0;
    while (row + 1 < rows.size() && rows[row + 1].line <= m_line)
        ++row;
    if (const int at = m_model->rowOf(row); at >= 0) {
        m_table->setCurrentIndex(m_model->index(at, RecordsModel::Name));
        m_table->scrollTo(m_table->currentIndex(), QTableView::PositionAtCenter);
    }
    m_file->goTo(std::exchange(m_line, 0));
}

void ZoneView::settle()
{
    const bool editable = m_document && m_document->canEdit();
    m_model->setEditable(editable);
    m_file->setEditable(editable);
    const bool here = m_document && m_document->rows();
    m_filter->setVisible(here && m_tabs->currentIndex() == 0);
    m_tabs->setVisible(here);
    m_pages->setCurrentIndex(here ? m_tabs->currentIndex() : 2);
    if (here) {
        const RowChanges &changes = m_document->changes();
        QStringList parts{tr("%n records", nullptr, int(std::ranges::count_if(m_document->rows()->rows(), [](const FileRow &row) {
                                 return row.kind == FileRow::Kind::Record;
                             })))};
        if (const int n = changes.count(RowChange::Kind::Added))
            parts.append(tr("%n added", nullptr, n));
        if (const int n = changes.count(RowChange::Kind::Changed) + changes.count(RowChange::Kind::Enabled))
            parts.append(tr("%n changed", nullptr, n));
        if (const int n = changes.count(RowChange::Kind::Disabled))
            parts.append(tr("%n disabled", nullptr, n));
        if (!changes.removed.isEmpty())
            parts.append(tr("%n removed", nullptr, int(changes.removed.size())));
        if (m_document->listing().change == ZoneChange::Removed)
            parts.append(tr("the zone's statement is removed in staging"));
        m_count->setText(parts.join(QStringLiteral("  \u00b7  ")));
        QStringList gone;
        for (const QByteArray &line : changes.removed.mid(0, 20))
            gone.append(QStringLiteral("\u2212 ") + QString::fromUtf8(line));
        m_count->setToolTip(gone.join(u'\n'));
    } else if (m_document && m_document->isLoaded()) {
        const ZoneListing &zone = m_document->listing();
        m_empty->setText("globe", displayName(zone.name),
                         zone.file.isEmpty()
                             ? tr("A zone of the type \"%1\" has no file: its statement in the configuration says everything.").arg(typeWord(zone))
                             : tr("Its file %1 is not among the group's files: named writes it itself, or it lies elsewhere.").arg(zone.file));
    } else if (m_document) {
        m_empty->setText("globe", displayName(m_document->zone()),
                         group().master().isConnected() ? tr("Reading the zone.") : tr("The zone is shown as soon as the master answers."));
    }
    settleActions();
}

QList<InspectedSection> ZoneView::inspected() const
{
    const QList<qsizetype> rows = m_document && m_document->rows() ? m_table->selectedRows() : QList<qsizetype>();
    if (rows.size() != 1 || !m_model->rows()->rows()[rows.first()].isRecord())
        return {};
    const FileRow &row = m_model->rows()->rows()[rows.first()];
    InspectedSection section{QString::fromUtf8(row.text.type.toUpper()), {{tr("Name"), QString::fromUtf8(nameToText(row.name))}}};
    section.rows.append({tr("TTL"), row.text.ttl.isEmpty() ? tr("%1, the default").arg(row.ttl) : QString::fromUtf8(row.text.ttl)});
    section.rows.append({tr("Data"), QString::fromUtf8(row.text.data)});
    if (row.kind == FileRow::Kind::Disabled)
        section.rows.append({tr("State"), tr("disabled")});
    if (const auto change = m_document->changes().rows.constFind(rows.first()); change != m_document->changes().rows.cend())
        section.rows.append({tr("Live"), change->before.isEmpty() ? tr("not there") : QString::fromUtf8(change->before)});
    section.rows.append({tr("Line"), QString::number(row.line)});
    return {section};
}

void ZoneView::settleActions()
{
    const bool editable = m_document && m_document->canEdit();
    const bool records = m_tabs->currentIndex() == 0 && editable;
    const QList<qsizetype> rows = m_document && m_document->rows() ? m_table->selectedRows() : QList<qsizetype>();
    m_find->setEnabled(m_tabs->currentIndex() == 0); // in the file the same keys find text
    m_add->setEnabled(records);
    m_comment->setEnabled(records);
    m_remove->setEnabled(records && !rows.isEmpty());
    const bool some = std::ranges::any_of(rows, [&](qsizetype row) {
        const FileRow::Kind kind = m_model->rows()->rows()[row].kind;
        return kind == FileRow::Kind::Record || kind == FileRow::Kind::Disabled || kind == FileRow::Kind::Fault;
    });
    m_disable->setEnabled(records && some);
    m_undo->setEnabled(records && m_document->canUndo());
    m_redo->setEnabled(records && m_document->canRedo());
}

} // namespace lockstep
