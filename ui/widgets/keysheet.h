// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace lockstep {

// What keys do here, on one page.
class KeySheet : public QDialog
{
    Q_OBJECT
public:
    struct Key
    {
        QString keys; // "F7"
        QString what; // "Next change"
    };
    struct Part
    {
        QString title;
        QList<Key> keys;
    };
    KeySheet(const QList<Part> &parts, QWidget *parent);
    // Of actions that have a shortcut and can be seen.
    static QList<Key> keysOf(const QList<QAction *> &actions);
};

} // namespace lockstep
