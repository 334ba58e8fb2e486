// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/methods.h"
#include "core/protocol/hello.h"

namespace lockstep {

QList<MethodRow> agentMethods()
{
    using namespace agentcalls;
    return {redeem, status,  bind,     preflight, seed,    need,    get,     prepare, flip,
            renew,  confirm, giveBack, forget,    serials, answers, release, rotate,  expect};
}

QList<MethodRow> masterMethods()
{
    using namespace mastercalls;
    return {redeem,        groupList,    groupCreate,  groupEdit,     groupDelete,    groupStatus,   memberPreflight, memberCompare, memberAdd,
            memberEdit,    memberDetach, memberAttach, memberRelease, memberRemove,   memberSync,    stageFile,       stageRecord,   stageDiscard,
            stageList,     zoneList,     snapshotGet,  objectGet,     prepare,        deploy,        rollBack,        operationGet,  operationKeep,
            operationStop, historyList,  memberRotate, masterRotate,  masterRestored, confirmRestore};
}

Result<int> agreedVersion(const Hello &ours, const Hello &theirs)
{
    const int version = std::min(ours.max, theirs.max);
    if (version < ours.min || version < theirs.min)
        return fail(QStringLiteral("protocol.version"), {theirs.program, theirs.version, QString::number(theirs.min), QString::number(theirs.max),
                                                         QString::number(ours.min), QString::number(ours.max)});
    return version;
}

} // namespace lockstep
