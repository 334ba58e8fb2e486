// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>

#include <functional>

class QLineEdit;
class QListWidget;

namespace lockstep {

// One thing that can be done or gone to by typing a part of its name.
struct QuickEntry
{
    QString text;
    QString hint; // where it belongs, or its shortcut
    QIcon icon;
    std::function<void()> run;
};

// A field over the window (Ctrl+K, or below what was pressed): letters narrow the list, Enter does the first, Escape goes back.
class QuickCommand : public QFrame
{
    Q_OBJECT
public:
    // `asks`: what stands in the empty field; its own words for none.
    QuickCommand(QList<QuickEntry> entries, QWidget *window, const QString &asks = {});
    void placeBelow(const QWidget *widget);
    // Those that hold every typed word, the ones that begin with it first.
    static QList<QuickEntry> matching(const QList<QuickEntry> &entries, const QString &typed);
    void add(const QList<QuickEntry> &entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void runCurrent();

    QList<QuickEntry> m_entries;
    QList<QuickEntry> m_shown;
    QLineEdit *m_field;
    QListWidget *m_list;
};

} // namespace lockstep
