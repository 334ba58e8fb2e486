// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/rowchanges.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace lockstep {

// A zone file as a table: its rows in file order, then an empty one in which a new record is typed. What was typed and is not
// staged (or not yet) lies over the rows until it is settled. Filtered rows keep their order.
class RecordsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Mark, Name, Ttl, Type, Data, Comment, Columns };
    enum Role { KindRole = Qt::UserRole, WholeRole, MutedRole, FaultyRole, PendingRole, ChangeRole, TypeRole, HeadRole, DraftRole };

    explicit RecordsModel(QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setRows(std::shared_ptr<const ZoneRows> rows, const RowChanges &changes);
    void setEditable(bool editable);
    bool isEditable() const { return m_editable; }
    void setFilter(const QString &text);
    const QString &filter() const { return m_filter; }

    const ZoneRows *rows() const { return m_rows.get(); }
    // A row of the file; -1 for the empty last one.
    qsizetype fileRow(int row) const { return row < m_shown.size() ? m_shown[row] : -1; }
    int rowOf(qsizetype fileRow) const;
    bool isDraft(int row) const { return hasDraft() && row == int(m_shown.size()); }
    bool hasDraft() const { return m_editable && m_filter.isEmpty(); }
    int draftRow() const { return int(m_shown.size()); }
    // What stands in a row now, with what was typed over it.
    RecordText textAt(int row) const;
    QByteArray lineAt(int row) const; // of a comment, directive or fault
    bool isWhole(int row) const;      // it has one text over all columns
    // Why what was typed in the row is not staged.
    std::optional<Error> faultAt(int row) const;

    // What was typed: checked; kept over the row either way. False: it cannot be staged as it is, faultAt() says why.
    bool offer(int row, const RecordText &text);
    bool offerLine(int row, const QByteArray &line);
    // Typed, but found wrong before it became a record.
    void keep(int row, const RecordText &text, const QString &sentence, int column);
    void keepAsNew(const RecordText &text, const QString &sentence); // in the empty last row, unless something is typed there
    QString keptSentence(int row) const;
    int faultyColumn(int row) const;
    bool isPending(int row) const;
    void abandon(int row);
    // The answer to what was wanted: it is staged, or why not.
    void settle(quint64 attempt, const std::optional<Error> &why);
    bool hasTyped() const; // something that would be lost

Q_SIGNALS:
    // To be staged. `fileRow` is -1 for a new record.
    void wanted(quint64 attempt, qsizetype fileRow, const lockstep::RecordText &text);
    void lineWanted(quint64 attempt, qsizetype fileRow, const QByteArray &line);
    void typedChanged();

private:
    struct Attempt
    {
        quint64 number = 0;
        qsizetype row = -1; // of the file; -1: the new one
        RecordText text;
        QByteArray line;
        bool isLine = false;
        bool pending = false;
        std::optional<Error> fault;
        QString sentence; // instead of the fault's
        int column = Data;
    };
    const Attempt *attemptAt(int row) const;
    Attempt &attempt(int row);
    void follow(const ZoneRows &before, const ZoneRows &after);
    QList<qsizetype> filtered() const;
    void take(const QList<qsizetype> &next, const ZoneRows *before);
    QVariant shown(int row, int column, int role) const;
    QString tip(int row, int column) const;
    void touched(int row);

    std::shared_ptr<const ZoneRows> m_rows;
    RowChanges m_changes;
    QList<qsizetype> m_shown;
    QList<Attempt> m_attempts;
    QString m_filter;
    quint64 m_number = 0;
    bool m_editable = false;
};

// Why a record cannot stand there, the column that is at fault.
int columnOf(const Error &error);

} // namespace lockstep
