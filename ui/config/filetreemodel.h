// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/words.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace lockstep {

// What staging does to a file, held against live.
enum class FileMark { None, Added, Changed, Removed };
Wording wordingOf(FileMark mark); // "+ added"

struct FileTreeRow
{
    QString root; // its id
    QString path; // relative to the root; "" is the root itself
    QString name; // as it is shown
    bool folder = false;
    bool secret = false;
    bool unstaged = false; // edited here, not saved to staging
    FileMark mark = FileMark::None;
    int faults = 0;
    bool operator==(const FileTreeRow &) const = default;
};

// Files of a snapshot as a tree: folders before files, names in order. New rows are laid over the old ones, so that whoever looks
// at it keeps selection, scroll and what is open.
class FileTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Edge, Columns }; // Edge is empty: it keeps State off the border
    explicit FileTreeModel(QObject *parent = nullptr);
    ~FileTreeModel() override;

    // In any order; folders above a row must be rows too.
    void setRows(const QList<FileTreeRow> &rows);
    const FileTreeRow *row(const QModelIndex &index) const; // nullptr for none
    QModelIndex find(const QString &root, const QString &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return Columns; }
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;
    QModelIndex indexOf(const Node *node, int column = Name) const;
    void lay(Node *over, Node &wanted);
    static void sort(Node &node);

    std::unique_ptr<Node> m_top;
};

} // namespace lockstep
