// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/recordstable.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/zones/recorddelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace lockstep {

RecordsTable::RecordsTable(RecordsModel *model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(model);
    setAccessibleName(tr("Records"));
    auto *delegate = new RecordDelegate(this);
    setItemDelegate(delegate);
    connect(delegate, &RecordDelegate::opened, this, &RecordsTable::opened);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const int height = QFontMetrics(dataFont()).height() + 10;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setSectionResizeMode(RecordsModel::Mark, QHeaderView::Fixed);
    const int letter = QFontMetrics(dataFont()).averageCharWidth();
    const QList<int> widths{28, letter * 22, letter * 9, letter * 8 + 44, letter * 44};
    for (int i = 0; i < widths.size(); ++i)
        setColumnWidth(i, widths[i]);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (!m_editor || m_given || !m_index.isValid() || m_model->isWhole(m_index.row()))
            return;
        m_given = true;
        const RecordText text = typed(*m_editor, m_index);
        if (text != m_model->textAt(m_index.row()))
            m_model->keep(m_index.row(), text, tr("What you typed here is not staged yet: Enter opens it again."), m_index.column());
    });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) { tell(now.row()); });
}

void RecordsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    // Data take what the comments do not need.
    int others = 0;
    for (const int column : {RecordsModel::Mark, RecordsModel::Name, RecordsModel::Ttl, RecordsModel::Type})
        others += columnWidth(column);
    const int left = viewport()->width() - others;
    if (event->oldSize().width() != event->size().width() && left > 0)
        setColumnWidth(RecordsModel::Data, std::max(left * 62 / 100, 160));
}

QList<qsizetype> RecordsTable::selectedRows() const
{
    QList<qsizetype> rows;
    const QModelIndexList chosen = selectionModel()->selectedRows(RecordsModel::Mark);
    for (const QModelIndex &index : chosen) {
        if (const qsizetype row = m_model->fileRow(index.row()); row >= 0)
            rows.append(row);
    }
    std::ranges::sort(rows);
    return rows;
}

void RecordsTable::tell(int row)
{
    const std::optional<Error> fault = row >= 0 && row < m_model->rowCount() ? m_model->faultAt(row) : std::nullopt;
    QString text;
    if (fault)
        text = m_model->keptSentence(row).isEmpty() ? sentence(*fault) : m_model->keptSentence(row);
    else if (const qsizetype at = row >= 0 && row < m_model->rowCount() ? m_model->fileRow(row) : -1; at >= 0 && m_model->rows()->rows()[at].fault)
        text = sentence(*m_model->rows()->rows()[at].fault);
    Q_EMIT problem(text);
}

void RecordsTable::opened(CellEditor *editor, const QPersistentModelIndex &index)
{
    m_editor = editor;
    m_index = index;
    m_given = false;
    m_seen = bytesAt(index);
    if (m_model->faultyColumn(index.row()) == index.column())
        editor->mark(0, true);
    connect(editor, &CellEditor::submitted, this, [this, editor, index](CellEditor::Move move) { submitAndGo(editor, index, move); });
    connect(editor, &CellEditor::abandoned, this, [this, editor, index] {
        m_given = true;
        if (index.isValid() && m_model->faultAt(index.row()))
            m_model->abandon(index.row());
        Q_EMIT problem({});
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    });
    connect(editor, &CellEditor::edited, this, [this] { Q_EMIT problem({}); });
}

RecordText RecordsTable::typed(const CellEditor &editor, const QModelIndex &index) const
{
    RecordText text = m_model->textAt(index.row());
    switch (index.column()) {
    case RecordsModel::Name:
        text.owner = editor.data();
        break;
    case RecordsModel::Ttl:
        text.ttl = editor.data();
        break;
    case RecordsModel::Type:
        text.type = editor.data();
        break;
    case RecordsModel::Data:
        text.data = editor.data();
        break;
    default:
        text.comment = editor.data();
        break;
    }
    if (m_model->isDraft(index.row()) && text.owner.isEmpty() && text != RecordText())
        text.owner = "@"; // the empty row stands for the zone itself until a name is typed
    return text;
}

QByteArray RecordsTable::bytesAt(const QModelIndex &index) const
{
    const qsizetype at = index.isValid() ? m_model->fileRow(index.row()) : -1;
    return at < 0 ? QByteArray() : m_model->rows()->bytesOf(at);
}

// What is being typed in a line that goes away moves to the empty last row.
void RecordsTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    if (m_editor && !m_given && m_index.isValid() && m_index.row() >= start && m_index.row() <= end && !m_model->isWhole(m_index.row())) {
        m_given = true;
        m_model->keepAsNew(typed(*m_editor, m_index), tr("Somebody else removed this record while you were typing."));
        Q_EMIT conflict(tr("Somebody else removed the record that you were editing. What you typed stands in the last row and is not staged."));
    }
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

// True when the editor may close. What does not fit stays in it while the person stays; else over the cell.
bool RecordsTable::submit(CellEditor *editor, const QPersistentModelIndex &index, bool staying)
{
    if (!index.isValid())
        return true;
    const int row = index.row();
    if (const QByteArray now = bytesAt(index); staying && now != m_seen) {
        m_seen = now; // the second time it is meant so
        Q_EMIT conflict(
            tr("Somebody else changed this line while you were typing. It is now: %1. What you typed is still in the editor: Enter stages it, Escape "
               "gives it up.")
                .arg(QString::fromUtf8(now.simplified())));
        return false;
    }
    if (m_model->isWhole(row)) {
        const QStringList lines = QString::fromUtf8(editor->data()).split(QStringLiteral("\\n"));
        QStringList trimmed;
        for (const QString &line : lines)
            trimmed.append(lines.size() > 1 ? line.trimmed() : line);
        return m_model->offerLine(row, trimmed.join(u'\n').toUtf8());
    }
    const RecordText before = m_model->textAt(row);
    RecordText text = typed(*editor, index);
    if (const QString own = editor->ownFault(); !own.isEmpty() && text.data != before.data) {
        if (!staying)
            m_model->keep(row, text, own, index.column());
        Q_EMIT problem(own);
        return !staying;
    }
    if (m_model->offer(row, text)) {
        Q_EMIT problem({});
        return true;
    }
    const std::optional<Error> fault = m_model->faultAt(row);
    Q_EMIT problem(fault ? sentence(*fault) : QString());
    if (!fault || columnOf(*fault) != index.column())
        return true; // the fault lies elsewhere: that cell opens
    editor->mark(0, true);
    return !staying;
}

void RecordsTable::submitAndGo(CellEditor *editor, const QPersistentModelIndex &index, CellEditor::Move move)
{
    const bool draft = index.isValid() && m_model->isDraft(index.row());
    const bool sameType = index.column() != RecordsModel::Type || editor->data() == m_model->textAt(index.row()).type;
    if (!submit(editor, index, true))
        return;
    m_given = true;
    closeEditor(editor, QAbstractItemDelegate::NoHint);
    if (!index.isValid())
        return;
    // A new record is typed cell by cell; elsewhere Enter stays, and another type wants its data.
    const bool whole = m_model->isWhole(index.row());
    int column = index.column();
    const std::optional<Error> fault = m_model->faultAt(index.row());
    if (fault && move != CellEditor::Move::Previous)
        column = columnOf(*fault);
    else if (move == CellEditor::Move::Previous)
        column = std::max(column - 1, int(RecordsModel::Name));
    else if (move == CellEditor::Move::Next || (draft && column < RecordsModel::Data) || !sameType)
        column = std::min(column + 1, int(RecordsModel::Comment));
    if (whole || column == index.column())
        return;
    const QModelIndex next = index.model()->index(index.row(), column);
    setCurrentIndex(next);
    if (m_model->flags(next).testFlag(Qt::ItemIsEditable))
        QTableView::edit(next, AllEditTriggers, nullptr);
}

// The view closes editors when the current cell changes or the model is reset: nothing that was typed goes with them.
void RecordsTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    if (editor == m_editor && !m_given) {
        m_given = true;
        submit(m_editor, m_index, false);
    }
    if (editor == m_editor)
        m_editor.clear();
    const bool focused = editor->isAncestorOf(focusWidget()) || editor->hasFocus();
    QTableView::closeEditor(editor, hint);
    if (focused)
        setFocus();
}

bool RecordsTable::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    if (m_editor && trigger == AnyKeyPressed)
        return false;
    if (index.isValid() && index.column() == RecordsModel::Mark && (trigger == EditKeyPressed || trigger == AnyKeyPressed)) {
        const QModelIndex name = index.siblingAtColumn(RecordsModel::Name); // the sign itself is nobody's to edit
        setCurrentIndex(name);
        return edit(name, trigger, event);
    }
    QString begun;
    if (trigger == AnyKeyPressed) {
        const auto *key = static_cast<QKeyEvent *>(event);
        begun = key->text();
        if (begun.isEmpty() || !begun.at(0).isPrint() || (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier)))
            return false;
        if (!index.isValid() || m_model->isWhole(index.row()) || !m_model->flags(index).testFlag(Qt::ItemIsEditable))
            return false;
        if (!QTableView::edit(index, AllEditTriggers, nullptr))
            return false;
        if (m_editor)
            m_editor->begin(begun);
        return true;
    }
    return QTableView::edit(index, trigger, event);
}

void RecordsTable::reopen(int row, int column)
{
    if (m_editor || row < 0)
        return;
    const QModelIndex cell = m_model->index(row, column);
    setCurrentIndex(cell);
    scrollTo(cell);
    QTableView::edit(cell, AllEditTriggers, nullptr);
}

bool RecordsTable::openInclude(const QModelIndex &index)
{
    const qsizetype at = index.isValid() ? m_model->fileRow(index.row()) : -1;
    const FileRow *row = at >= 0 ? &m_model->rows()->rows()[at] : nullptr;
    if (!row || row->kind != FileRow::Kind::Directive || !row->shown.toUpper().startsWith("$INCLUDE"))
        return false;
    QString name = QString::fromUtf8(row->shown.simplified()).section(u' ', 1, 1);
    if (name.size() > 1 && name.startsWith(u'"'))
        name = name.mid(1, name.size() - 2);
    Q_EMIT includeWanted(name);
    return true;
}

void RecordsTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!openInclude(indexAt(event->position().toPoint())))
        QTableView::mouseDoubleClickEvent(event);
}

void RecordsTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_model->rowCount() > 0 || m_model->filter().isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(inkOf(Tone::Muted, palette()));
    painter.drawText(viewport()->rect(), int(Qt::AlignCenter), tr("No record has \"%1\" in it.").arg(m_model->filter()));
}

void RecordsTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QModelIndex now = currentIndex();
    if (enter && now.isValid()) {
        if ((event->modifiers() & Qt::ControlModifier) && openInclude(now))
            return;
        const QModelIndex cell = now.column() == RecordsModel::Mark ? now.siblingAtColumn(RecordsModel::Name) : now;
        if (m_model->flags(cell).testFlag(Qt::ItemIsEditable)) {
            setCurrentIndex(cell);
            QTableView::edit(cell, AllEditTriggers, nullptr);
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

} // namespace lockstep
