// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>

namespace lockstep {

// One thing that named-checkconf or named-checkzone has to say, taken apart (formats of BIND 9.18 and 9.20, asked from both). What
// it does not tell is empty; nothing in it is taken on trust, texts may come from any file that a configuration names.
struct CheckerFinding
{
    enum class Severity { Error, Warning }; // as the checker judged it: named would refuse the zone or the configuration, or not
    Severity severity = Severity::Error;
    QString file; // as printed: absolute, or relative to the configuration's directory
    int line = 0;
    QString near;         // the word of the line that is meant
    QString zone;         // the one that was loaded next, lower case, no trailing dot; "" when none was
    QString view;         // "" when it is not told
    int occurrence = 0;   // which of several zones of that name it is, from 0
    bool summary = false; // sums up why the zone was refused
    QString owner;        // the record that is meant, lower case, no trailing dot; with `type` and, of its data, `target`
    QString type;
    QString target;
    QString code; // of the sentence that says it in plain words; "agent.checker" where there is none
    QStringList args;
    QString text; // the whole line
};

// Every line that means something, in its order, at most `mostCheckerFindings`. `refused`: it ended with another code than 0.
inline constexpr qsizetype mostCheckerFindings = 1000;
QList<CheckerFinding> parseCheckerOutput(const QByteArray &output, bool refused);

} // namespace lockstep
