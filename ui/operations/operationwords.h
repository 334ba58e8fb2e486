// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "ui/look/words.h"

#include <QDateTime>

namespace lockstep {

// What the switch to a prepared set does to the zones, a line each.
QStringList effectLines(const Effects &effects);
// Which zones are not answered for a while; empty when none is.
QString interruptionSentence(const Effects &effects);
// Which options wait for a restart of named; empty when none does.
QString restartSentence(const Effects &effects);

// What a person reads of an operation.

// Of one member's row. `Wording::text` is what it does or did: "Checking", "Serving 42".
// "Deploying 2/3", for a badge.
Wording wordingWhileRunning(const Operation &operation);
Wording wordingOfStep(const MemberProgress &row, const Operation &operation);
// 0 to 1; it never goes back while an operation runs forward.
double shareOf(const MemberProgress &row, const Operation &operation);
double shareOf(const Operation &operation);
// "Deploy \"Edge resolvers\""
QString titleOf(const Operation &operation, const QString &group);
// One sentence: what it does now and for how long (`now`: ms UTC), or what came of it and what to do.
QString outcomeSentence(const Operation &operation, qint64 now = QDateTime::currentMSecsSinceEpoch());
// Its sentence is another one every second.
bool countsDown(const Operation &operation);
// It can be asked to stop: nothing is decided yet.
bool canStop(const Operation &operation);
// It waits for somebody to keep it.
bool canKeep(const Operation &operation);
QString secondsText(qint64 milliseconds);
// "9f3c-1b77-e204": the first twelve digits of a seal.
QString sealText(const Digest &seal);

} // namespace lockstep
