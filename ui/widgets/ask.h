// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"

#include <QString>
#include <QWidget>

namespace lockstep {

// A question that a person answers with one of two buttons. `name` is for tests, which answer by it.
struct Question
{
    QString name;
    QString title;
    QString sentence; // what will happen
    QString details;  // what cannot be undone, what is lost; "" for none
    QString yes;      // the verb: "Remove ns3"
    bool dangerous = false;
    QString typed; // must be typed before `yes` can be pressed; "" for nothing
};

// The one seam through which the console asks: a window-modal dialog that never blocks, or a test's answers. False for Cancel,
// Escape, and when `parent` goes away first.
Task<bool> ask(QWidget *parent, Question question);
// While set, questions are answered by it without a dialog.
using Answerer = std::function<bool(const Question &)>;
void setAnswerer(Answerer answerer);

} // namespace lockstep
