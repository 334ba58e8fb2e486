// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QKeySequence;
class QMenu;

namespace lockstep {

class DiffView;

// What can be done with a DiffView from its menu and by shortcuts. How it looks is kept for all of them.
class DiffActions : public QObject
{
    Q_OBJECT
public:
    explicit DiffActions(DiffView &view);
    // Looks as it was last wanted.
    void load();
    // Everything, then whatever else the view has as actions.
    void fill(QMenu &menu) const;
    // How the text looks, and go to line.
    void fillLook(QMenu &menu) const;

    QAction *copy = nullptr;
    QAction *copyPatch = nullptr;
    QAction *selectAll = nullptr;
    QAction *moreAbove = nullptr;
    QAction *moreBelow = nullptr;
    QAction *goToLine = nullptr;
    QAction *wrap = nullptr;
    QAction *whitespace = nullptr;
    QAction *larger = nullptr;
    QAction *smaller = nullptr;
    QAction *normal = nullptr;

private:
    QAction *add(const QString &text, const QList<QKeySequence> &keys, Qt::ShortcutContext context);
    void keep();
    void update() const;

    DiffView &m_view;
    bool m_loading = false;
};

} // namespace lockstep
