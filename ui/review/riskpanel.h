// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/reviewstudies.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>

class QListView;

namespace lockstep {

class Label;

// Notes of all files of a review, the worst first.
class RisksModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { RankRole = Qt::UserRole, ZoneRole, StaleRole, FileRole, NoteRole };
    static constexpr int mostNotes = 1000; // that are listed; the last row says how many more there are
    explicit RisksModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    struct Note
    {
        QString file; // ReviewFile::id(); "": the row that says that there are more
        QString title;
        qsizetype index = 0; // in the file's study
        RiskNote note;
        bool operator==(const Note &) const = default;
    };
    void setNotes(const QList<Note> &notes);
    const QList<Note> &notes() const { return m_notes; }
    int count(RiskNote::Rank rank) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Note> m_notes;
    qsizetype m_more = 0;
};

// A note: sign, zone and sentence, as many lines as it takes.
class RisksDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

// What must not be overlooked: each note leads to its lines.
class RiskPanel : public QWidget
{
    Q_OBJECT
public:
    explicit RiskPanel(QWidget *parent = nullptr);
    void setNotes(const QList<RisksModel::Note> &notes, int studied, int total);
    const RisksModel &model() const { return *m_model; }
    QListView *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString &file, qsizetype note);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    RisksModel *m_model;
    QListView *m_list;
    Label *m_title;
    Label *m_said;
};

} // namespace lockstep
