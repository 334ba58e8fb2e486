// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/treesource.h"
#include "core/namedconf/confdiff.h"
#include "core/zone/zonescanner.h"

#include <QHash>
#include <QSet>

namespace lockstep {

// A zone that a file of a tree belongs to.
struct TreeZone
{
    QString name;
    QString view;
    QByteArray origin; // wire form
};

// What the configurations of two trees say of their files.
struct TreeConfigs
{
    Config before;
    Config after;
    QHash<QByteArray, QList<TreeZone>> zones; // by path, of different names; those of `after` first
    QSet<QByteArray> files;                   // that are part of a configuration
    bool aloneIsConf = false;                 // of two single files: they are configurations
    std::optional<ConfDifference> difference; // where a file of a configuration differs

    // What differs in a file: changes belong to the file where they stand afterwards, or stood. A change in a file whose bytes are
    // the same (nothing includes it any more) belongs to the first file that differs.
    QList<ConfChange> changesIn(const QByteArray &path) const { return m_changes.value(path); }
    QList<ConfTextChange> textsIn(const QByteArray &path) const { return m_texts.value(path); }

private:
    friend Task<TreeConfigs> treeConfigs(TreeSource &before, TreeSource &after, QSet<QByteArray> differing, bool someOnly);
    QHash<QByteArray, QList<ConfChange>> m_changes;
    QHash<QByteArray, QList<ConfTextChange>> m_texts;
};

// Reads the configurations, as far as the trees have them. `differing`: paths of files whose bytes differ;
// `someOnly`: of those that somebody wishes to see, and changes in others are left out.
Task<TreeConfigs> treeConfigs(TreeSource &before, TreeSource &after, QSet<QByteArray> differing, bool someOnly);

// The files that a zone includes, for a reader that cannot wait: what it asked for in vain is fetched, and then it is asked again.
class IncludedTexts
{
public:
    IncludedTexts(TreeSource &tree, QString directory) : m_tree(tree), m_directory(std::move(directory)) {}
    // Lasts as long as this.
    ZoneScanner::Reader reader();
    // Whether something new came.
    Task<bool> fetch();
    QSet<QByteArray> places() const { return m_places; } // of those that lie in the tree

private:
    QString pathOf(const QString &name) const;

    TreeSource &m_tree;
    QString m_directory;
    QHash<QString, Result<QByteArray>> m_texts;
    QStringList m_missing;
    QSet<QByteArray> m_places;
};

} // namespace lockstep
