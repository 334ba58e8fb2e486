// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/world.h"

#include "tests/simulation/simcontent.h"

#include <QDir>

namespace lockstep {

namespace {
constexpr qint64 longest = 3600000; // no operation lasts an hour
const QString etc = QStringLiteral("/etc/bind/");

template <class T> QString told(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : result.error().code + u' ' + result.error().args.join(u',');
}
} // namespace

World::World(quint32 seed, const QString &folder) : m_random(seed)
{
    m_master = std::make_unique<SimMaster>(
        m_schedule, m_network, m_random, folder,
        [this](int member, const Life &master, std::unique_ptr<Channel> &end) { return m_members[size_t(member)]->accept(master, end); });
    m_master->tell = [this](const QString &what) { tell(what); };
    for (int i = 0; i < size; ++i) {
        m_members[size_t(i)] = std::make_unique<SimMember>(m_schedule, m_network, m_random, i);
        SimMember &member = *m_members[size_t(i)];
        member.tell = [this](const QString &what) { tell(what); };
        member.named.complain = [this, i](const QString &what) { wrong(QStringLiteral("member %1: %2").arg(i).arg(what)); };
        member.named.statistics = chance(70);
        writeSimContent(member.disk, i);
        member.named.start();
        member.startAgent();
    }
    m_master->start();
}

World::~World() = default;

void World::tell(const QString &what) { m_trace.append(QStringLiteral("%1  %2").arg(double(m_schedule.time()) / 1000, 9, 'f', 3).arg(what)); }

bool World::wrong(const QString &what)
{
    tell(QStringLiteral("WRONG: ") + what);
    if (m_wrong.isEmpty())
        m_wrong = what;
    return false;
}

void World::pass(qint64 milliseconds)
{
    const qint64 end = m_schedule.time() + milliseconds;
    while (holds() && m_schedule.step(end)) {
    }
}

Result<GroupStatus> World::status()
{
    Result<GroupStatus> found = m_master->call(mastercalls::groupStatus, StatusRequest{m_group, {}});
    for (int tries = 0; !found && tries < 300 && holds(); ++tries) { // the master is away
        pass(1000);
        found = m_master->call(mastercalls::groupStatus, StatusRequest{m_group, {}});
    }
    return found;
}

// Waits for the operation that began, or may have begun.
std::optional<Operation> World::finished(const Result<Operation> &started, const QString &what)
{
    tell(what + QStringLiteral(": ") + told(started));
    if (!started && started.error().code != QLatin1String("rpc.lost"))
        return {};
    const qint64 end = m_schedule.time() + longest;
    while (holds() && m_schedule.time() < end) {
        std::optional<Operation> now;
        if (started) {
            if (const auto found = m_master->call(mastercalls::operationGet, OperationRequest{started->id}))
                now = *found;
        } else if (const auto found = m_master->call(mastercalls::groupStatus, StatusRequest{m_group, {}})) {
            now = found->operation;
            if (!now || (m_last && now->id == m_last->id)) // it never began
                return {};
        }
        if (now && now->outcome != Outcome::Running) {
            QStringList problems;
            for (const Error &problem : now->problems)
                problems.append(problem.code);
            for (const MemberProgress &row : now->members) {
                QStringList codes;
                for (const Error &problem : row.problems)
                    codes.append(problem.code + u' ' + problem.args.join(u','));
                problems.append(row.name + u' ' + row.step +
                                (codes.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(codes.join(QStringLiteral("; ")))));
            }
            tell(QStringLiteral("%1 %2: %3")
                     .arg(what, QLatin1String(wordsOf(now->outcome).at(qsizetype(now->outcome))), problems.join(QStringLiteral(", "))));
            m_last = now;
            return now;
        }
        if (now && now->step == QLatin1String("keeping") && m_keeps && chance(5))
            (void)m_master->call(mastercalls::operationKeep, OperationRequest{now->id});
        pass(300);
    }
    if (holds())
        wrong(what + QStringLiteral(" does not end"));
    return {};
}

// --- the script

bool World::adoptOne(int index)
{
    const QString name = QStringLiteral("ns%1").arg(index + 1);
    for (int tries = 0; tries < 8 && holds(); ++tries) {
        const Result<GroupStatus> now = status();
        if (!now)
            return wrong(QStringLiteral("no status"));
        const Member *known = nullptr;
        for (const Member &member : now->members) {
            if (member.name == name)
                known = &member;
        }
        const AddMemberRequest request{m_group, name, SimDialer::addressOf(index), QStringLiteral("code"), true, now->live.has_value()};
        std::optional<Operation> ended;
        if (known && now->live) {
            ended = finished(m_master->call(mastercalls::memberSync, SynchroniseRequest{m_group, known->id}), QStringLiteral("sync ") + name);
        } else {
            if (known)
                (void)m_master->call(mastercalls::memberRemove, MemberRequest{m_group, known->id});
            ended = finished(m_master->call(mastercalls::memberAdd, request), QStringLiteral("add ") + name);
        }
        // One of the master's own may have been the last one when the call was lost.
        const Result<GroupStatus> then = ended && ended->outcome == Outcome::Succeeded ? status() : fail(QStringLiteral("rpc.lost"));
        if (then && std::ranges::any_of(then->members, [&](const Member &member) { return member.name == name; }))
            return true;
        if (tries > 0)
            heal();
        pass(90000);
    }
    return wrong(QStringLiteral("%1 cannot be adopted").arg(name));
}

void World::adopt()
{
    Result<Group> group = m_master->call(mastercalls::groupCreate, CreateGroupRequest{QStringLiteral("Edge")});
    if (!group) {
        wrong(QStringLiteral("no group: ") + group.error().code);
        return;
    }
    m_group = group->id;
    const bool rough = chance(40);
    for (int i = 0; i < size && holds(); ++i) {
        if (rough && chance(60))
            breakSomething(1500);
        adoptOne(i);
    }
    m_adopted = holds();
    quiet();
}

bool World::stageText(const QString &path, const std::function<QByteArray(QByteArray)> &edit)
{
    const auto manifest = m_master->call(mastercalls::snapshotGet, SnapshotRequest{m_group, QStringLiteral("staged")});
    const Result<Snapshot> staged = manifest ? Snapshot::parse(manifest->manifest) : fail(manifest.error());
    if (!staged)
        return false;
    const auto entry = staged->find(QStringLiteral("etc-bind"), path);
    const Result<QByteArray> text = entry ? m_master->object(entry->digest) : Result<QByteArray>(QByteArray());
    if (!text)
        return false;
    const auto done = m_master->call(
        mastercalls::stageFile,
        StageFileRequest{m_group, QStringLiteral("etc-bind"), path, entry ? QString::fromLatin1(entry->digest.hex()) : QString(), edit(*text)});
    tell(QStringLiteral("stage %1: %2").arg(path, told(done)));
    return done.has_value();
}

void World::stage()
{
    // What no longer fits since live moved is shown; a person takes it back.
    const auto before = m_master->call(mastercalls::stageList, GroupRequest{m_group});
    if (before && !before->conflicts.isEmpty())
        m_master->call(mastercalls::stageDiscard, DiscardRequest{m_group, before->conflicts.keys()});
    ++m_edits;
    const QByteArray number = QByteArray::number(m_edits);
    const QStringList zones{QStringLiteral("example.net"), QStringLiteral("a.example"), QStringLiteral("b.example")};
    const int kind = random(10);
    if (kind < 6) {
        const QString zone = zones[random(3)];
        const auto done = m_master->call(
            mastercalls::stageRecord,
            StageRecordRequest{
                m_group, zone, {}, QStringLiteral("new%1").arg(m_edits), {}, QStringLiteral("A 10.9.%1.%2").arg(random(250)).arg(m_edits % 250)});
        tell(QStringLiteral("stage a record of %1: %2").arg(zone, told(done)));
    } else if (kind < 8) {
        stageText(QStringLiteral("named.conf.options"),
                  [&](QByteArray text) { return text.replace("recursion no;", "recursion no;\n\tversion \"w" + number + "\";"); });
    } else if (kind < 9) {
        const QString zone = QStringLiteral("c%1.example").arg(m_edits);
        if (stageText(QStringLiteral("zones/%1.db").arg(zone), [&](const QByteArray &) { return simZone(1, 3); }))
            stageText(QStringLiteral("named.conf.local"), [&](const QByteArray &text) {
                return text + "zone \"" + zone.toLatin1() + "\" { type primary; file \"/etc/bind/zones/" + zone.toLatin1() + ".db\"; };\n";
            });
    } else {
        stageText(QStringLiteral("named.conf.local"), [](QByteArray text) { // the last zone goes
            const qsizetype last = text.lastIndexOf("zone \"c");
            return last > 0 ? text.left(last) : text + "// nothing to remove\n";
        });
    }
    const auto list = m_master->call(mastercalls::stageList, GroupRequest{m_group});
    m_staged.reset();
    if (!list)
        return;
    m_staged.emplace();
    for (const Change &change : list->changes) {
        if (change.kind != Change::Kind::Serial)
            m_staged->insert(change.id);
    }
}

bool World::prepareAndDeploy()
{
    m_carried = m_staged.value_or(QSet<QString>());
    const auto prepared = finished(m_master->call(mastercalls::prepare, PrepareGroupRequest{m_group, QStringLiteral("round"), {}}),
                                   QStringLiteral("prepare"));
    if (!prepared || prepared->outcome != Outcome::Succeeded)
        return false;
    if (chance(70))
        breakSomething(2500);
    if (chance(30))
        breakSomething(5000);
    DeployGroupRequest request{m_group, prepared->seal, QStringLiteral("round")};
    if (chance(30))
        request.rollout = Rollout{1, random(2), Rollout::Unit::Members, {}, random(40), 0};
    if (chance(25))
        request.keepMinutes = 1 + random(3);
    m_keeps = chance(70);
    const auto deployed = finished(m_master->call(mastercalls::deploy, request), QStringLiteral("deploy"));
    ++m_deploys;
    if (deployed && deployed->outcome == Outcome::Succeeded && m_staged)
        m_staged->subtract(m_carried);
    else if (!deployed || deployed->outcome != Outcome::Returned)
        m_staged.reset(); // looked at when it is known
    return deployed && deployed->outcome == Outcome::Succeeded;
}

void World::rollBack()
{
    if (chance(60))
        breakSomething(3000);
    finished(m_master->call(mastercalls::rollBack, RollBackRequest{m_group, 0, QStringLiteral("back"), false}), QStringLiteral("roll back"));
    ++m_deploys;
}

void World::round()
{
    const Result<GroupStatus> now = status(); // waits for a master that is away
    if (!now)
        return;
    if (now->operation && now->operation->outcome == Outcome::Running)
        finished(*now->operation, QStringLiteral("before"));
    const int changes = 1 + random(2);
    for (int i = 0; i < changes; ++i)
        stage();
    if (chance(40))
        breakSomething(1500);
    if (chance(20))
        rollBack();
    else
        prepareAndDeploy();
    if (chance(60))
        quiet();
}

void World::quiet()
{
    if (!holds())
        return;
    heal();
    pass(240000);
    if (!holds())
        return;
    checkQuiet();
}

void World::finale()
{
    quiet();
    if (!holds())
        return;
    stage();
    m_carried = m_staged.value_or(QSet<QString>());
    const auto prepared = finished(m_master->call(mastercalls::prepare, PrepareGroupRequest{m_group, {}, {}}), QStringLiteral("last prepare"));
    if (!prepared || prepared->outcome != Outcome::Succeeded) {
        wrong(QStringLiteral("with nothing broken, prepare fails"));
        return;
    }
    const auto deployed = finished(m_master->call(mastercalls::deploy, DeployGroupRequest{m_group, prepared->seal, {}}),
                                   QStringLiteral("last deploy"));
    if (!deployed || deployed->outcome != Outcome::Succeeded) {
        wrong(QStringLiteral("with nothing broken, deploy fails"));
        return;
    }
    if (m_staged)
        m_staged->subtract(m_carried);
    checkInSync();
    for (const auto &member : m_members)
        member->named.start(); // as after a restart
    (void)status();            // which the agents see then, and ask named again what it serves
    pass(5000);
    checkInSync();
    checkHistory();
    checkStaging();
}

QString World::run()
{
    adopt();
    const int rounds = 2 + random(3);
    for (int i = 0; i < rounds && holds(); ++i) {
        tell(QStringLiteral("--- round %1").arg(i + 1));
        round();
    }
    if (holds())
        finale();
    return m_wrong;
}

} // namespace lockstep
