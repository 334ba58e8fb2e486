// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/racemodel.h"

#include "core/master/groupdesk.h"

namespace lockstep {

namespace {

constexpr size_t keptPast = 40;
constexpr int clientSide = 1;

QList<Change> peoples(const QList<Change> &changes)
{
    QList<Change> people = changes;
    people.removeIf([](const Change &one) { return one.kind == Change::Kind::Serial; });
    return people;
}

QStringList idsOf(const QList<Change> &changes)
{
    QStringList ids;
    for (const Change &one : changes)
        ids.append(one.id);
    return ids;
}

bool isEdit(const QString &method) { return method == QLatin1String("stage.record") || method == QLatin1String("stage.file"); }

QSet<QString> idsIn(const QMap<QString, Error> &conflicts) { return {conflicts.keyBegin(), conflicts.keyEnd()}; }

} // namespace

RaceModel::RaceModel(RaceContent live, std::function<QString(const Line &)> nameOf) : m_nameOf(std::move(nameOf)), m_live(live), m_staged(live)
{
    m_deployments.insert(0, live);
    m_past.push_back(std::make_shared<RaceContent>(live));
}

void RaceModel::say(const QString &wrong)
{
    if (m_wrong.isEmpty())
        m_wrong = wrong;
}

// --- the wire

void RaceModel::frame(const Line &line, const SimLine::Frame &frame)
{
    if (frame.end || frame.binary)
        return;
    const QJsonObject json = parseJson(frame.bytes).value_or(QJsonObject());
    const QString method = json.value(QLatin1String("method")).toString();
    const qint64 id = json.value(QLatin1String("id")).toInteger(-1);
    if (frame.to != clientSide) {
        if (id < 0)
            return;
        m_requests.insert({line.get(), id}, {m_nameOf(line), method, json.value(QLatin1String("params")).toObject()});
        m_mostAtOnce = std::max(m_mostAtOnce, m_requests.size());
        return;
    }
    if (!m_lines.contains(line)) { // the master's hello
        m_lines.insert(line);
        m_watchers.insert(line, {});
        m_lastJoined = line;
    }
    if (id >= 0)
        answered(m_requests.take({line.get(), id}), json);
    else
        event(line, method, json.value(QLatin1String("params")).toObject());
}

void RaceModel::left(const Line &line)
{
    m_watchers.remove(line);
    m_requests.removeIf([&](const std::pair<const QPair<const SimLine *, qint64> &, Request &> &one) { return one.first.first == line.get(); });
}

void RaceModel::answered(const Request &request, const QJsonObject &answer)
{
    const QJsonObject result = answer.value(QLatin1String("result")).toObject();
    const QString code = answer.value(QLatin1String("error")).toObject().value(QLatin1String("message")).toString();
    const QString &method = request.method;
    static const QStringList flows{QLatin1String(mastercalls::prepare.name),       QLatin1String(mastercalls::deploy.name),
                                   QLatin1String(mastercalls::rollBack.name),      QLatin1String(mastercalls::memberSync.name),
                                   QLatin1String(mastercalls::memberAdd.name),     QLatin1String(mastercalls::operationStop.name),
                                   QLatin1String(mastercalls::operationKeep.name), QLatin1String(mastercalls::groupEdit.name)};
    if (flows.contains(method))
        flow(request, code, result);
    else if (isEdit(method) && !code.isEmpty())
        refused(request, code);
    else if (!code.isEmpty())
        return;
    else if (method.startsWith(QLatin1String("stage.")))
        staging(request, result);
    else if (method == QLatin1String(mastercalls::groupStatus.name))
        status(result);
    else if (method == QLatin1String(mastercalls::historyList.name))
        history(result);
    else if (method == QLatin1String(mastercalls::snapshotGet.name))
        showed(request.params.value(QLatin1String("which")).toString(), result);
}

void RaceModel::event(const Line &line, const QString &method, const QJsonObject &params)
{
    Watcher &watcher = m_watchers[line];
    if (method == QLatin1String(groupChangedEvent))
        watcher.told = true;
    if (method != QLatin1String(operationChangedEvent))
        return;
    const QString id = params.value(QLatin1String("id")).toString();
    if (watcher.ended.contains(id))
        say(QStringLiteral("a client is told of an operation after its end"));
    if (params.value(QLatin1String("outcome")).toString() == QLatin1String("running"))
        return;
    watcher.ended.insert(id);
    watcher.owed.remove(id);
}

// --- staging

void RaceModel::know(const QString &zone, const QByteArray &text)
{
    m_texts.insert(QString::fromLatin1(Digest::of(text).hex()), RaceContent::read(zone, text));
}

RaceModel::Shared RaceModel::past(int edits) const
{
    return m_past[size_t(std::clamp<qsizetype>(qsizetype(m_past.size()) - 1 - edits, 0, keptPast))];
}

// Everything that is staged, laid on live anew. Whether a whole zone file still fits depends on its bytes, which nobody knows
// here: that is believed when it is `reported`, but only if the records are the same.
void RaceModel::fold(const std::optional<QSet<QString>> &reported)
{
    m_staged = m_live;
    m_conflicts.clear();
    m_stale = false;
    for (const Change &change : std::as_const(m_journal)) {
        const bool zoneFile = change.kind == Change::Kind::File && !RaceContent::zoneAt(change.path).isEmpty();
        if (zoneFile && !reported)
            m_stale = true;
        const bool left = zoneFile && reported && reported->contains(change.id);
        if (left || !m_staged.apply(change, m_texts))
            m_conflicts.insert(change.id);
    }
    m_past.push_back(std::make_shared<RaceContent>(m_staged));
    if (m_past.size() > keptPast)
        m_past.pop_front();
}

QString RaceModel::mismatch(const Change &fresh, const Request &request) const
{
    const auto asked = [&](const char *name) { return request.params.value(QLatin1String(name)).toString(); };
    if (fresh.author != request.user)
        return QStringLiteral("it is by %1, not by %2").arg(fresh.author, request.user);
    if (request.method == QLatin1String("stage.file")) {
        const QByteArray bytes = QByteArray::fromBase64(asked("bytes").toLatin1());
        const QString after = request.params.contains(QLatin1String("bytes")) ? QString::fromLatin1(Digest::of(bytes).hex()) : QString();
        return fresh.kind == Change::Kind::File && fresh.path == asked("path") && fresh.after == after ? QString() : QStringLiteral("another file");
    }
    return fresh.kind == Change::Kind::Record && fresh.zone == asked("zone") && fresh.owner == asked("owner") && fresh.before == asked("before") &&
                   fresh.after == asked("after")
               ? QString()
               : QStringLiteral("another record");
}

// The first change of which one says that it does not fit any more, and the other not.
QString RaceModel::otherConflict(const QMap<QString, Error> &told) const
{
    for (const Change &change : m_journal) {
        if (told.contains(change.id) != m_conflicts.contains(change.id))
            return QStringLiteral("a change is %1 (%2): %3")
                .arg(told.contains(change.id) ? QStringLiteral("told to be in conflict") : QStringLiteral("not told to be in conflict"),
                     told.value(change.id).code, QString::fromUtf8(jsonBytes(toJson(change))));
    }
    return told.size() == m_conflicts.size() ? QString() : QStringLiteral("a conflict is told of no change");
}

// What was there before is there still, in its order; what came or went is what was asked for.
void RaceModel::staging(const Request &request, const QJsonObject &result)
{
    const Result<ChangeList> list = fromJson<ChangeList>(result);
    if (!list)
        return say(QStringLiteral("no list of changes"));
    const QList<Change> people = peoples(list->changes);
    const QSet<QString> conflicts = idsIn(list->conflicts);
    if (m_stale)
        fold(conflicts);
    const bool edit = isEdit(request.method);
    const bool discard = request.method == QLatin1String("stage.discard");
    if (discard) {
        const QStringList ids = request.params.value(QLatin1String("changes")).toVariant().toStringList();
        m_journal.removeIf([&](const Change &one) { return ids.isEmpty() || ids.contains(one.id); });
        fold(conflicts);
    } else if (edit) {
        const Change fresh = people.isEmpty() ? Change() : people.last();
        if (const QString other = mismatch(fresh, request); !other.isEmpty())
            return say(QStringLiteral("the edit that was accepted is not the last one staged: ") + other);
        // Its text and the one that was edited differ in the serial alone, if the edit began from what was staged.
        const QString base = request.params.value(QLatin1String("base")).toString();
        if (const QString zone = RaceContent::zoneAt(fresh.path); fresh.kind == Change::Kind::File && !zone.isEmpty())
            m_texts.insert(fresh.before, m_texts.value(base));
        if (!m_staged.apply(fresh, m_texts))
            return say(QStringLiteral("an edit was accepted that does not fit what was staged then: %1 %2 \"%3\" \"%4\"")
                           .arg(fresh.path, fresh.owner, fresh.before, fresh.after));
        m_journal.append(fresh);
        m_past.push_back(std::make_shared<RaceContent>(m_staged));
        if (m_past.size() > keptPast)
            m_past.pop_front();
    }
    if (people != m_journal)
        say(QStringLiteral("after %1 %2 changes are staged, and not the %3 that were accepted")
                .arg(request.method)
                .arg(people.size())
                .arg(m_journal.size()));
    else if (const QString other = otherConflict(list->conflicts); !other.isEmpty())
        say(QStringLiteral("after %1 %2").arg(request.method, other));
    for (Watcher &watcher : m_watchers) {
        if (!edit && !discard)
            break;
        if (!std::exchange(watcher.told, false))
            say(QStringLiteral("a client is not told that something was staged"));
    }
}

void RaceModel::refused(const Request &request, const QString &code)
{
    const auto asked = [&](const char *name) { return request.params.value(QLatin1String(name)).toString(); };
    if (m_stale)
        fold({});
    if (m_stale)
        return;
    RaceContent staged = m_staged;
    bool rightly = false;
    if (request.method == QLatin1String("stage.record")) {
        Change change;
        change.kind = Change::Kind::Record;
        change.zone = asked("zone");
        change.owner = asked("owner");
        change.before = asked("before");
        change.after = asked("after");
        rightly = !staged.apply(change, m_texts) &&
                  code == (change.before.isEmpty() ? QLatin1String("zone.record.exists") : QLatin1String("zone.record.missing"));
    } else {
        const QString now = m_staged.files.value(asked("path"));
        const QString after = QString::fromLatin1(Digest::of(QByteArray::fromBase64(asked("bytes").toLatin1())).hex());
        // A zone's file may have another serial than what was edited.
        const bool conflict = now != asked("base") || !RaceContent::zoneAt(asked("path")).isEmpty();
        rightly = code == QLatin1String("master.conflict") ? conflict : code == QLatin1String("master.same") && (after == now || now.isEmpty());
    }
    if (!rightly)
        say(QStringLiteral("%1 was refused (%2), and fits what was staged then: %3")
                .arg(request.method, code, QString::fromUtf8(jsonBytes(request.params))));
}

// --- operations

std::optional<int> RaceModel::rollBackTarget(int to) const
{
    std::optional<int> target;
    for (auto it = m_deployments.keyBegin(); it != m_deployments.keyEnd(); ++it) {
        if (*it != m_served && (to > 0 ? *it == to : *it < m_served))
            target = *it;
    }
    return target;
}

// Just before the answer the operation began, or just was.
void RaceModel::flow(const Request &request, const QString &code, const QJsonObject &result)
{
    const QString &method = request.method;
    const QString id = result.value(QLatin1String("id")).toString();
    const bool stops = method == QLatin1String(mastercalls::operationStop.name) || method == QLatin1String(mastercalls::operationKeep.name);
    const QString named = request.params.value(QLatin1String("operation")).toString();
    const Digest seal = Digest::fromHex(request.params.value(QLatin1String("seal")).toString().toLatin1()).value_or(Digest());
    const int to = request.params.value(QLatin1String("to")).toInt();
    if (code == QLatin1String("master.busy") && !m_running)
        return say(method + QStringLiteral(" was refused as if something ran"));
    if (code == QLatin1String("master.unprepared") && m_prepared)
        return say(QStringLiteral("a deploy was refused, and its set is prepared"));
    if (code == QLatin1String("master.seal") && m_prepared && m_prepared->seal == seal)
        return say(QStringLiteral("a deploy of the very seal that is prepared was refused"));
    const bool joining = m_running && m_running->kind == OperationKind::AddMember; // a member that holds nothing yet
    if (code == QLatin1String("master.void") || (code == QLatin1String("master.notheld") && !joining))
        return say(QStringLiteral("a deploy was refused: ") + code);
    if (code == QLatin1String("master.norollback") && rollBackTarget(to))
        return say(QStringLiteral("a roll back was refused, and there is something to go back to"));
    if (code == QLatin1String("master.nooperation") && m_running && m_running->id == named)
        return say(QStringLiteral("the operation that runs is not known"));
    if (!code.isEmpty() || method == QLatin1String(mastercalls::groupEdit.name))
        return;
    if (stops) {
        if (!m_running || m_running->id != named)
            say(QStringLiteral("an operation was stopped or kept that does not run"));
        return;
    }
    m_accepted.insert(id);
    if (!m_running || m_running->id != id)
        return say(method + QStringLiteral(" was accepted, and does not run"));
    if (method != QLatin1String(mastercalls::rollBack.name))
        return;
    const std::optional<int> target = rollBackTarget(to);
    if (!target)
        return say(QStringLiteral("a roll back to nothing was accepted"));
    m_running->content = m_deployments.value(*target);
    m_running->resets = request.params.value(QLatin1String("resetStaging")).toBool();
    if (!request.params.contains(QLatin1String("seal")))
        return;
    m_running->looked = seal;
    if (const Shared looked = shown(seal)) // when another deployment was the one to go back to, perhaps
        m_running->content = *looked;
}

void RaceModel::changed(const Operation &operation)
{
    const bool runs = operation.outcome == Outcome::Running;
    if (runs && (!m_running || m_running->id != operation.id))
        begin(operation);
    if (!m_running || m_running->id != operation.id)
        return say(QStringLiteral("an operation ends that never began"));
    if (!runs)
        return end(operation);
    if (operation.step == QLatin1String("preparing") && !operation.members.isEmpty() && operation.members.first().step != QLatin1String("waiting") &&
        !std::exchange(m_running->preparing, true)) {
        m_prepared.reset(); // members are about to hold another set
        if (m_running->resets)
            m_running->carried = idsOf(m_journal);
    }
    const bool deploys = m_running->kind == OperationKind::Deploy || m_running->kind == OperationKind::RollBack;
    if (deploys && operation.step == QLatin1String("confirming") && !m_running->decided)
        decide(operation);
}

void RaceModel::begin(const Operation &operation)
{
    if (m_running)
        say(QStringLiteral("two operations run at once"));
    Running running{operation.id, operation.kind, {}, {}, false, false, false, {}};
    m_last = operation.id;
    if (operation.kind == OperationKind::Prepare) {
        fold({}); // with conflicts it fails
        running.content = m_staged;
        running.carried = idsOf(m_journal);
    } else if (operation.kind == OperationKind::Deploy) {
        const bool liveAgain = operation.comment.startsWith(QLatin1String("Live again"));
        if (!m_prepared && !liveAgain)
            return say(QStringLiteral("a deploy begins, and nothing is prepared"));
        running.content = liveAgain ? m_live : m_prepared->content;
        running.carried = liveAgain ? QStringList() : m_prepared->carried;
        if (!liveAgain && ++m_prepared->deploys > 1)
            say(QStringLiteral("one prepared set is deployed twice"));
    }
    m_running = running;
}

// Live is what the operation brought; the changes that went with it are no longer staged.
void RaceModel::decide(const Operation &operation)
{
    m_running->decided = true;
    m_live = m_running->content;
    m_liveSeal = operation.seal;
    m_served = operation.deployment;
    if (m_deployments.contains(operation.deployment))
        say(QStringLiteral("two deployments have one number"));
    m_deployments.insert(operation.deployment, m_live);
    m_prepared.reset();
    m_journal.removeIf([this](const Change &one) { return m_running->carried.contains(one.id); });
    fold({});
}

void RaceModel::end(const Operation &operation)
{
    const Running ended = *m_running;
    m_running.reset();
    const bool deploys = ended.kind == OperationKind::Deploy || ended.kind == OperationKind::RollBack;
    if (deploys && ended.decided != (operation.outcome == Outcome::Succeeded))
        say(QStringLiteral("an operation was %1, and told the other thing")
                .arg(ended.decided ? QStringLiteral("decided") : QStringLiteral("not decided")));
    if (deploys && operation.outcome == Outcome::Succeeded && ended.looked && *ended.looked != operation.seal)
        say(QStringLiteral("a roll back made something else live than what was looked at"));
    if (operation.outcome == Outcome::Returned && deploys) {
        m_prepared.reset();
        m_liveSeal.reset(); // the same content with higher serials
    }
    if (ended.kind == OperationKind::Prepare && operation.outcome == Outcome::Succeeded)
        m_prepared = Prepared{operation.seal, ended.content, ended.carried, 0};
    for (Watcher &watcher : m_watchers)
        watcher.owed.insert(operation.id);
}

} // namespace lockstep
