// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QAccessibleInterface;
class QObject;
class QWidget;

namespace lockstep {

// A widget that paints rows, told to screen readers as a list of them.
class RowsForReaders
{
public:
    virtual ~RowsForReaders();
    virtual int readableRows() const = 0;
    virtual QString readableText(int row) const = 0; // "changed, A, www, from 192.0.2.1 to 192.0.2.9"
    virtual QRect readableRect(int row) const = 0;   // in the widget
    virtual int readableCurrent() const = 0;         // -1: none
    virtual void goToReadable(int row) = 0;

protected:
    // The cursor stands in another row, or the rows are others.
    static void tellCurrent(QWidget *widget, int row);
    static void tellRows(QWidget *widget);
};

// For QAccessible::installFactory(); done by the widgets themselves.
void installRowsAccess();

} // namespace lockstep
