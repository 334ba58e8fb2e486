// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/zones/celleditor.h"
#include "ui/zones/recordsmodel.h"

#include <QPointer>
#include <QTableView>

namespace lockstep {

// The table in which a zone is edited. What is typed goes to the model when Enter, Tab or another cell ends it; what does not
// fit stays: after Enter and Tab in the editor, else over its cell, which opens with it again.
class RecordsTable : public QTableView
{
    Q_OBJECT
public:
    explicit RecordsTable(RecordsModel *model, QWidget *parent = nullptr);
    CellEditor *editor() const { return m_editor; }
    // Opens the cell of a row that needs another look; not while something else is being typed.
    void reopen(int row, int column);
    // Rows of the file that are selected, in order; not the empty last one.
    QList<qsizetype> selectedRows() const;

Q_SIGNALS:
    void problem(const QString &sentence); // "" when there is none
    void includeWanted(const QString &name);
    void conflict(const QString &sentence); // somebody else changed what is being edited

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void opened(CellEditor *editor, const QPersistentModelIndex &index);
    QByteArray bytesAt(const QModelIndex &index) const;
    bool submit(CellEditor *editor, const QPersistentModelIndex &index, bool staying);
    void submitAndGo(CellEditor *editor, const QPersistentModelIndex &index, CellEditor::Move move);
    bool openInclude(const QModelIndex &index);
    void tell(int row);
    RecordText typed(const CellEditor &editor, const QModelIndex &index) const;

    RecordsModel *m_model;
    QPointer<CellEditor> m_editor;
    QPersistentModelIndex m_index; // that it edits
    QByteArray m_seen;             // the row when it was opened
    bool m_given = false;          // its text went to the model, or was abandoned
};

} // namespace lockstep
