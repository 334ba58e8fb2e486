// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/grouptruth.h"

#include <functional>

namespace lockstep {

// One file of the staged configuration becomes another; a new one comes from nothing.
struct StagedEdit
{
    QString file;
    std::function<QByteArray(QByteArray)> change;
};

// What must become of a fault: the prepare is refused; the deploy is taken back; it is no fault any more and everybody serves it;
// or it was made by hand on a member, and the member counts as in sync no longer until it is put right.
enum class Met { Refused, TakenBack, Served, Shown };

// One way to go wrong, most of which named takes without a word: rndc says "successful" for most of them.
struct FaultRow
{
    const char *id;
    const char *fault;
    Met met = Met::Refused;
    QByteArray told = {}; // in what the prepare, the deploy or the status says
    QList<StagedEdit> edits = {};
    // By hand: before anything is staged, between prepare and deploy, and what takes it away again. What is wrong, or empty.
    std::function<QString(LiveGroup &)> before = {};
    std::function<QString(LiveGroup &)> between = {};
    std::function<QString(LiveGroup &)> after = {};
    // A further look at what is served, besides that all of it is what lies in the files.
    std::function<QString(LiveGroup &)> see = {};
    bool wantsUsers = false; // needs a named that is not root
};

// The member on which things are done by hand.
inline constexpr int handHost = 1;

QList<FaultRow> faultRows();

} // namespace lockstep
