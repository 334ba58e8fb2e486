// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/view.h"

class QStackedLayout;

namespace lockstep {

// The views of one group: each is made when it is first looked at and kept, with its scroll and selection, as long as the
// group is.
class Workplace : public QWidget
{
    Q_OBJECT
public:
    Workplace(MasterSession &master, const QString &group, QWidget *parent = nullptr);
    ~Workplace() override;
    GroupSession &group() { return *m_group; }
    // As View::wanted names places; one that is not known opens the overview. "file:PATH?LINE" is a file as named knows it.
    void open(const QString &place);
    QString place() const;
    View *current() const;
    QStringList trail() const;
    // What a click on each part of trail() opens.
    QStringList trailPlaces() const;
    // Every view may say no.
    Task<bool> mayLeave();

Q_SIGNALS:
    void opened();  // another view, or the same one at another place
    void changed(); // what the current view says of itself
    void rollBackWanted(int deployment);

private:
    View *viewFor(const QString &head);
    View *made(const QString &head);
    Task<> openFile(QString path, QString line);

    std::unique_ptr<GroupSession> m_group;
    QStackedLayout *m_stack;
    QHash<QString, View *> m_views; // by the first part of the place
    QString m_head;
};

} // namespace lockstep
