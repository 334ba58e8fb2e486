// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"
#include "core/review/risk.h"
#include "ui/look/theme.h"

#include <QAbstractListModel>
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QSet>
#include <QStyledItemDelegate>

namespace lockstep {

// Files that differ, in groups under headings; those that do not match the filter are left out.
class FilesModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, HeadingRole, MarkRole, CountRole, SerialRole, ViewedRole, RiskRole };
    // Zones and configuration; zones by their views; the worst first, as far as risks are known.
    enum class Grouping { Kind, View, Risk };
    explicit FilesModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }
    void setFiles(const QList<ReviewFile> &files);
    // What is known of a file later.
    struct State
    {
        int changes = -1; // -1: not yet
        int viewed = 0;
        std::optional<RiskNote::Rank> risk;
        bool operator==(const State &) const = default;
        bool isViewed() const { return changes > 0 && viewed == changes; }
    };
    // Views are told at once, and of many that follow each other ten times a second: each time a list view measures all its rows anew.
    void setState(const QString &id, const State &state);
    State state(const QString &id) const { return m_states.value(id); }
    // Of all files, whatever the filter: how many changes there are as far as they are known, and how many are viewed.
    State sum() const;
    void setFilter(const QString &text);
    QModelIndex indexOf(const QString &id) const;
    QStringList ids() const; // of the files that are listed, in order

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Row
    {
        QString id; // "": a heading
        QString text;
        QString path;
        QString view;
        ReviewFile::Kind kind = ReviewFile::Kind::Zone;
        ReviewFile::Mark mark = ReviewFile::Mark::Changed;
        bool serialOnly = false;
        bool operator==(const Row &) const = default;
    };
    QList<Row> wanted() const;
    // Where a file belongs, by which groups are ordered; the second is its heading.
    std::pair<QString, QString> groupOf(const Row &file) const;
    QString accessibleText(const Row &row, const State &known) const;
    void list();
    void rearrange(const QList<Row> &next);
    void told();

    QList<Row> m_files;
    QList<Row> m_rows;
    QHash<QString, State> m_states;
    mutable QHash<QString, int> m_places; // of ids among the rows; made when it is asked for
    QString m_filter;
    Grouping m_grouping = Grouping::Kind;
    QSet<QString> m_untold; // files whose state views do not know yet
    QBasicTimer m_timer;
    QElapsedTimer m_toldAt;
};

// Sign, word and tone of what happened to a file.
struct FileMark
{
    QString sign;
    QString word;
    Tone tone;
};
FileMark fileMark(ReviewFile::Mark mark);

// A file's row: sign, name, number of changes.
class FilesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace lockstep
