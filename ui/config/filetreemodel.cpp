// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/filetreemodel.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QHash>

#include <algorithm>

namespace lockstep {

struct FileTreeModel::Node
{
    FileTreeRow row;
    Node *parent = nullptr;
    Nodes children;

    bool before(const Node &other) const
    {
        if (row.folder != other.row.folder)
            return row.folder;
        const int order = row.name.compare(other.row.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : row.name < other.row.name;
    }
    bool same(const Node &other) const { return row.root == other.row.root && row.path == other.row.path && row.folder == other.row.folder; }
    int place() const
    {
        const auto it = std::ranges::find_if(parent->children, [this](const auto &one) { return one.get() == this; });
        return int(it - parent->children.begin());
    }
};

Wording wordingOf(FileMark mark)
{
    const auto said = [](const char *text) { return QCoreApplication::translate("FileMark", text); };
    switch (mark) {
    case FileMark::Added:
        return {said(QT_TRANSLATE_NOOP("FileMark", "+ added")), Tone::Added, ""};
    case FileMark::Changed:
        return {said(QT_TRANSLATE_NOOP("FileMark", "~ changed")), Tone::Changed, ""};
    case FileMark::Removed:
        return {said(QT_TRANSLATE_NOOP("FileMark", "\u2212 removed")), Tone::Removed, ""};
    case FileMark::None:
        break;
    }
    return {};
}

FileTreeModel::FileTreeModel(QObject *parent) : QAbstractItemModel(parent), m_top(std::make_unique<Node>()) {}

FileTreeModel::~FileTreeModel() = default;

void FileTreeModel::sort(Node &node)
{
    std::ranges::sort(node.children, [](const auto &a, const auto &b) { return a->before(*b); });
    for (const auto &child : node.children)
        sort(*child);
}

void FileTreeModel::setRows(const QList<FileTreeRow> &rows)
{
    Node wanted;
    QHash<QString, Node *> folders;
    QList<FileTreeRow> sorted = rows;
    std::ranges::sort(sorted, {}, [](const FileTreeRow &row) { return row.path.isEmpty() ? 0 : row.path.count(u'/') + 1; });
    for (const FileTreeRow &row : std::as_const(sorted)) {
        const qsizetype slash = row.path.lastIndexOf(u'/');
        Node *above = row.path.isEmpty() ? &wanted : folders.value(row.root + u'\n' + (slash < 0 ? QString() : row.path.first(slash)));
        if (!above)
            continue;
        auto node = std::make_unique<Node>();
        node->row = row;
        node->parent = above;
        if (row.folder)
            folders.insert(row.root + u'\n' + row.path, node.get());
        above->children.push_back(std::move(node));
    }
    sort(wanted);
    lay(m_top.get(), wanted);
}

// Both are in order: what only one of them has comes or goes, a row after the other.
void FileTreeModel::lay(Node *over, Node &wanted)
{
    const QModelIndex parent = indexOf(over);
    size_t at = 0;
    for (auto &child : wanted.children) {
        while (at < over->children.size() && over->children[at]->before(*child) && !over->children[at]->same(*child)) {
            beginRemoveRows(parent, int(at), int(at));
            over->children.erase(over->children.begin() + qsizetype(at));
            endRemoveRows();
        }
        if (at < over->children.size() && over->children[at]->same(*child)) {
            Node *old = over->children[at].get();
            if (old->row != child->row) {
                old->row = child->row;
                Q_EMIT dataChanged(indexOf(old), indexOf(old, State));
            }
            lay(old, *child);
        } else {
            beginInsertRows(parent, int(at), int(at));
            child->parent = over;
            over->children.insert(over->children.begin() + qsizetype(at), std::move(child));
            endInsertRows();
        }
        ++at;
    }
    if (at < over->children.size()) {
        beginRemoveRows(parent, int(at), int(over->children.size()) - 1);
        over->children.erase(over->children.begin() + qsizetype(at), over->children.end());
        endRemoveRows();
    }
}

const FileTreeRow *FileTreeModel::row(const QModelIndex &index) const
{
    return index.isValid() ? &static_cast<const Node *>(index.internalPointer())->row : nullptr;
}

QModelIndex FileTreeModel::find(const QString &root, const QString &path) const
{
    const Node *node = m_top.get();
    const QStringList parts = path.isEmpty() ? QStringList() : path.split(u'/');
    for (qsizetype depth = -1; depth < parts.size(); ++depth) {
        const QString wanted = parts.first(depth + 1).join(u'/');
        const auto it = std::ranges::find_if(node->children, [&](const auto &one) { return one->row.root == root && one->row.path == wanted; });
        if (it == node->children.end())
            return {};
        node = it->get();
    }
    return indexOf(node);
}

QModelIndex FileTreeModel::indexOf(const Node *node, int column) const
{
    return node == m_top.get() ? QModelIndex() : createIndex(node->place(), column, node);
}

QModelIndex FileTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Node *above = parent.isValid() ? static_cast<const Node *>(parent.internalPointer()) : m_top.get();
    return createIndex(row, column, above->children[size_t(row)].get());
}

QModelIndex FileTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(static_cast<const Node *>(index.internalPointer())->parent) : QModelIndex();
}

int FileTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int((parent.isValid() ? static_cast<const Node *>(parent.internalPointer()) : m_top.get())->children.size());
}

QVariant FileTreeModel::data(const QModelIndex &index, int role) const
{
    const FileTreeRow *one = row(index);
    if (!one)
        return {};
    const Wording mark = one->unstaged ? Wording{tr("not staged"), Tone::Attention, ""} : wordingOf(one->mark);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? one->name : index.column() == State ? mark.text : QString();
    case Qt::DecorationRole:
        if (index.column() != Name)
            return {};
        if (one->folder)
            return themeIcon("folder");
        return one->faults > 0 ? themeIcon("emblem-error") : one->secret ? themeIcon("object-locked") : themeIcon("view-list-text");
    case Qt::ForegroundRole:
        if (index.column() == State)
            return inkOf(mark.tone, QGuiApplication::palette());
        return one->mark == FileMark::Removed ? QVariant(inkOf(Tone::Muted, QGuiApplication::palette())) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == State ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        QStringList words{one->path.isEmpty() ? one->name : one->path};
        if (!mark.text.isEmpty())
            words.append(mark.text);
        if (one->secret)
            words.append(tr("secret: only named may read it"));
        if (one->faults > 0)
            words.append(tr("%n problem(s)", nullptr, one->faults));
        return words.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

} // namespace lockstep
