// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/groupdesk.h"
#include "tests/campaigns/racemodel.h"

namespace lockstep {

// What a status says of itself, at any time.
void RaceModel::status(const QJsonObject &result)
{
    const auto at = [&](const char *name) { return result.value(QLatin1String(name)); };
    if (at("changes").toInt() != m_journal.size())
        say(QStringLiteral("a status counts %1 changes, not %2").arg(at("changes").toInt()).arg(m_journal.size()));
    const QJsonObject operation = at("operation").toObject();
    if (!m_last.isEmpty() && operation.value(QLatin1String("id")).toString() != m_last)
        say(QStringLiteral("a status shows another operation than the last one"));
    const Digest live = Digest::fromHex(at("live").toString().toLatin1()).value_or(Digest());
    if (m_liveSeal && *m_liveSeal != live)
        say(QStringLiteral("a status shows something else live than what was decided"));
    m_liveSeal = live;
    if (m_running) // a roll back has a set of its own for a while
        return;
    if ((operation.value(QLatin1String("outcome")).toString() == QLatin1String("running")) && !m_last.isEmpty())
        say(QStringLiteral("a status shows an operation as running that has ended"));
    const QJsonObject prepared = at("prepared").toObject();
    if (prepared.isEmpty() != !m_prepared)
        return say(m_prepared ? QStringLiteral("what is prepared is not shown") : QStringLiteral("something is shown as prepared that is not"));
    if (!m_prepared)
        return;
    int newer = 0;
    for (const Change &one : std::as_const(m_journal))
        newer += !m_prepared->carried.contains(one.id);
    if (prepared.value(QLatin1String("seal")).toString().toLatin1() != m_prepared->seal.hex())
        say(QStringLiteral("another seal is shown as prepared"));
    if (prepared.value(QLatin1String("newerChanges")).toInt() != newer)
        say(QStringLiteral("%1 changes are told to be newer than what is prepared, not %2")
                .arg(prepared.value(QLatin1String("newerChanges")).toInt())
                .arg(newer));
}

// Nothing that was told once is another thing later, and nothing is missing between.
void RaceModel::history(const QJsonObject &result)
{
    const QJsonArray entries = result.value(QLatin1String("entries")).toArray();
    qint64 next = 0;
    for (const QJsonValue &one : entries) {
        const QJsonObject entry = one.toObject();
        const qint64 number = entry.value(QLatin1String("number")).toInteger();
        if (next > 0 && number != next - 1)
            say(QStringLiteral("history leaves an entry out"));
        next = number;
        const auto known = m_entries.constFind(number);
        if (known == m_entries.cend())
            m_entries.insert(number, entry);
        else if (*known != entry)
            say(QStringLiteral("entry %1 of history became another one").arg(number));
    }
}

// One snapshot is one content, whoever is shown it and when.
void RaceModel::showed(const QString &which, const QJsonObject &result)
{
    const Result<ManifestReply> reply = fromJson<ManifestReply>(result);
    if (!reply)
        return say(QStringLiteral("no manifest"));
    std::optional<RaceContent> content;
    bool number = false;
    const int deployment = which.section(u':', 1).toInt(&number);
    if (which == QLatin1String("staged") && !m_stale)
        content = m_staged;
    else if (which == QLatin1String("live"))
        content = m_live;
    else if (which == QLatin1String("prepared") && m_prepared && !m_running)
        content = m_prepared->content;
    else if (which.startsWith(QLatin1String("deployment:")) && number && m_deployments.contains(deployment))
        content = m_deployments.value(deployment);
    else if (which.startsWith(QLatin1String("rollback:")) && number && rollBackTarget(deployment))
        content = m_deployments.value(*rollBackTarget(deployment));
    if (!content)
        return;
    const Digest id = Digest::of(reply->manifest);
    const Shared before = m_shown.value(id);
    if (before && *before != *content)
        say(QStringLiteral("one snapshot is shown as two things: ") + before->differs(*content));
    m_shown.insert(id, std::make_shared<RaceContent>(*content));
}

// --- when it is quiet

void RaceModel::checkStaging(const ChangeList &list, const RaceContent &staged)
{
    QList<Change> people = list.changes;
    people.removeIf([](const Change &one) { return one.kind == Change::Kind::Serial; });
    const QSet<QString> conflicts(list.conflicts.keyBegin(), list.conflicts.keyEnd());
    if (m_stale)
        fold(conflicts);
    if (people != m_journal)
        say(QStringLiteral("when it is quiet %1 changes are staged, not the %2 that were accepted").arg(people.size()).arg(m_journal.size()));
    else if (const QString other = otherConflict(list.conflicts); !other.isEmpty())
        say(QStringLiteral("when it is quiet ") + other);
    else if (const QString differs = staged.differs(m_staged); !differs.isEmpty())
        say(QStringLiteral("what is staged is not what was accepted: ") + differs);
}

void RaceModel::checkStatus(const GroupStatus &now, const RaceContent &live)
{
    status(toJson(now));
    if (const QString differs = live.differs(m_live); !differs.isEmpty())
        say(QStringLiteral("what is live is not what was deployed: ") + differs);
    if (m_running)
        say(QStringLiteral("an operation does not end"));
    for (const Watcher &watcher : std::as_const(m_watchers)) {
        if (!watcher.owed.isEmpty())
            say(QStringLiteral("a client was not told of the end of an operation"));
    }
}

// The whole of it: a chain without a gap, every operation in it once, one after the other.
void RaceModel::checkHistory(const HistoryList &all)
{
    history(toJson(all));
    Digest previous;
    qint64 number = 0;
    qint64 ended = 0;
    QSet<QString> operations;
    for (auto it = all.entries.crbegin(); it != all.entries.crend(); ++it) {
        if (it->number != ++number || it->hash != chainHash(previous, *it))
            say(QStringLiteral("the history's chain breaks at entry %1").arg(it->number));
        previous = it->hash;
        const QString id = it->details.value(QLatin1String("id")).toString();
        if (id.isEmpty())
            continue;
        if (operations.contains(id))
            say(QStringLiteral("an operation ended twice, says history"));
        operations.insert(id);
        if (it->details.value(QLatin1String("started")).toInteger() < ended)
            say(QStringLiteral("two operations overlap, says history"));
        ended = it->details.value(QLatin1String("ended")).toInteger();
    }
    if (!operations.contains(m_accepted))
        say(QStringLiteral("an operation that was accepted is not in history"));
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        if (it.key() > number)
            say(QStringLiteral("entry %1 of history is gone").arg(it.key()));
    }
}

} // namespace lockstep
