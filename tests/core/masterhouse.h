// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/simcontent.h"
#include "tests/simulation/simmaster.h"
#include "tests/simulation/simmember.h"

#include <QTemporaryDir>

namespace lockstep {

// The production master and members of the simulation, with nothing broken but what a test breaks.
class MasterHouse
{
    QTemporaryDir m_folder;
    std::mt19937 m_random{7};

public:
    // `dialerFor`: how its master reaches members, instead of the simulation's own way.
    using DialerFor = std::function<std::unique_ptr<AgentDialer>(MasterHouse &, Clock &, const Life &, Files &)>;
    explicit MasterHouse(int count = 2, const std::function<void(SimMember &)> &furnish = {}, const DialerFor &dialerFor = {})
    {
        master = std::make_unique<SimMaster>(
            schedule, network, m_random, m_folder.path(),
            [this](int member, const Life &life, std::unique_ptr<Channel> &end) { return members[size_t(member)]->accept(life, end); });
        if (dialerFor)
            master->dialerFor = [this, dialerFor](Clock &clock, const Life &life, Files &files) { return dialerFor(*this, clock, life, files); };
        const auto tell = [this](const QString &what) { trace.append(what); };
        master->tell = tell;
        for (int i = 0; i < count; ++i) {
            members.push_back(std::make_unique<SimMember>(schedule, network, m_random, i));
            SimMember &member = *members.back();
            member.tell = tell;
            member.named.complain = tell;
            writeSimContent(member.disk, i);
            if (furnish)
                furnish(member);
            member.disk.syncAll();
            member.named.start();
            member.startAgent();
        }
        master->start();
        const Result<Group> made = master->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Edge")});
        group = made ? made->id : QString();
    }

    void pass(qint64 milliseconds)
    {
        const qint64 end = schedule.time() + milliseconds;
        while (schedule.step(end)) {
        }
    }

    static QString nameOf(int index) { return QStringLiteral("ns%1").arg(index + 1); }
    QString idOf(int index)
    {
        for (const Member &member : status().members) {
            if (member.name == nameOf(index))
                return member.id;
        }
        return {};
    }
    GroupStatus status() { return master->call(mastercalls::groupStatus, StatusRequest{group, {}}).value_or(GroupStatus()); }
    MemberSync syncOf(int index)
    {
        const GroupStatus now = status();
        for (qsizetype i = 0; i < now.members.size(); ++i) {
            if (now.members[i].name == nameOf(index))
                return now.sync[i];
        }
        return {};
    }

    // Waits for what began; one that could not begin has Failed with the reason as its problem.
    Operation finished(const Result<Operation> &started)
    {
        Operation none;
        none.outcome = Outcome::Failed;
        if (!started) {
            none.problems = {started.error()};
            return none;
        }
        for (int tries = 0; tries < 4000; ++tries) {
            const Result<Operation> now = master->call(mastercalls::operationGet, OperationRequest{started->id});
            if (now && now->outcome != Outcome::Running)
                return *now;
            pass(50);
        }
        none.problems = {Error{QStringLiteral("timeout"), {}, {}, {}}};
        return none;
    }
    Operation add(int index)
    {
        return finished(master->call(mastercalls::memberAdd, AddMemberRequest{group, nameOf(index), SimDialer::addressOf(index),
                                                                              QStringLiteral("code"), true, status().live.has_value()}));
    }
    bool addAll()
    {
        return std::all_of(members.cbegin(), members.cend(), [&](const auto &member) { return add(member->index).outcome == Outcome::Succeeded; });
    }
    Result<ChangeList> stageHost(const QString &zone, const QString &owner, int address)
    {
        return master->call(mastercalls::stageRecord,
                            StageRecordRequest{group, zone, {}, owner, {}, QStringLiteral("A 10.7.%1.%2").arg(address / 250).arg(address % 250)});
    }
    Operation prepare(const QStringList &exclude = {})
    {
        return finished(master->call(mastercalls::prepare, PrepareGroupRequest{group, {}, exclude}));
    }
    Result<Operation> startDeploy(const Digest &seal) { return master->call(mastercalls::deploy, DeployGroupRequest{group, seal, {}}); }
    Operation deploy(const Digest &seal) { return finished(startDeploy(seal)); }
    Operation sync(int index) { return finished(master->call(mastercalls::memberSync, SynchroniseRequest{group, idOf(index)})); }

    QString database() const { return m_folder.filePath(QStringLiteral("master.db")); }
    // Whether it runs a guard.
    bool switched(int index)
    {
        const Result<AgentState> state = loadState(members[size_t(index)]->disk, SimMember::places());
        return state && state->switched;
    }

    // Its problems and its members', in words, for a test's message.
    static QByteArray told(const Operation &operation)
    {
        QString text = QLatin1String(wordsOf(operation.outcome).at(qsizetype(operation.outcome)));
        for (const Error &problem : operation.problems)
            text += u' ' + problem.code + u'(' + problem.args.join(u',') + u')';
        for (const MemberProgress &row : operation.members) {
            text += u' ' + row.name + u'=' + row.step;
            for (const Error &problem : row.problems)
                text += u' ' + problem.code + u'(' + problem.args.join(u',') + u')';
        }
        return text.toUtf8();
    }
    QStringList codes(int index)
    {
        QStringList found;
        const MemberSync sync = syncOf(index);
        for (const Error &reason : sync.reasons)
            found.append(reason.code);
        return found;
    }

    Schedule schedule;
    SimNetwork network{schedule, m_random};
    std::unique_ptr<SimMaster> master;
    std::vector<std::unique_ptr<SimMember>> members;
    QString group;
    QStringList trace;
};

} // namespace lockstep
