// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"

#include <QWidget>

class QAction;

namespace lockstep {

// What the inspector shows: rows of name and value under a heading.
struct InspectedSection
{
    QString heading;
    QList<QPair<QString, QString>> rows;
    bool operator==(const InspectedSection &) const = default;
};

// A page of the main window. The window owns it as long as its group is looked at.
class View : public QWidget
{
    Q_OBJECT
public:
    explicit View(GroupSession &group, QWidget *parent = nullptr) : QWidget(parent), m_group(group) {}
    GroupSession &group() const { return m_group; }
    // Editors and the review: the strip shrinks to one line, inspector and drawer close.
    virtual bool wantsRoom() const { return false; }
    // What stands right of the group's name in the breadcrumb, the outermost first: "Zones", "example.net".
    virtual QStringList trail() const = 0;
    // For the Edit and View menus and the quick command while it is shown.
    virtual QList<QAction *> viewActions() const { return {}; }
    // Where it stands, to be opened there again: a path below its group, "zones/external/example.net". "" when it opens by
    // its name alone.
    virtual QString place() const { return {}; }
    // Opens such a place; anything it does not know is left alone.
    virtual void open(const QString &place) { Q_UNUSED(place) }
    // Of the selection; none: the inspector shows the group.
    virtual QList<InspectedSection> inspected() const { return {}; }
    // Of what a person looks at here and may be about to prepare; nothing where that is not one state of staging.
    virtual std::optional<Digest> seal() const { return {}; }
    // Asks about edits that would be lost; false: stay.
    virtual Task<bool> mayLeave() { co_return true; }

Q_SIGNALS:
    void trailChanged();
    // Another place of the window is asked for: "review", "members", "zones/VIEW/ZONE", "configuration/ROOT/PATH?LINE".
    void wanted(const QString &place);
    void selectionChanged(); // inspected() is another thing

private:
    GroupSession &m_group;
};

} // namespace lockstep
