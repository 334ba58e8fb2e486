// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/master.h"

#include <QRegularExpression>

namespace lockstep {

namespace {
constexpr int mostDeployments = 10000;
constexpr qsizetype mostRules = 200;
} // namespace

// A name that no group has but this one.
Result<QString> Master::freeName(const QString &asked, const QString &group) const
{
    const QString name = asked.trimmed();
    if (name.isEmpty() || name.size() > 200)
        return fail(QStringLiteral("master.groupname"), {asked});
    for (const auto &[id, room] : m_rooms) {
        if (id != group && room->desk->group.name == name)
            return fail(QStringLiteral("master.grouptaken"), {name});
    }
    return name;
}

Result<Group> Master::createGroup(const CreateGroupRequest &request, const QString &user)
{
    LOCKSTEP_TRY(name, freeName(request.name, {}));
    Group group;
    group.id = newId();
    group.name = name;
    group.created = m_clock.now();
    LOCKSTEP_CHECK(m_store.save(Table::Group, {}, group.id, group));
    LOCKSTEP_CHECK(open(group));
    m_rooms[group.id]->flows->record({0, 0, {}, {}, user, QStringLiteral("group"), QStringLiteral("group \"%1\" created").arg(name), {}, {}, {}});
    Q_EMIT groupChanged(group.id);
    return group;
}

Result<Nothing> Master::deleteGroup(const GroupRequest &request)
{
    LOCKSTEP_TRY(found, room(request.group));
    LOCKSTEP_CHECK(found->flows->idle());
    LOCKSTEP_CHECK(m_store.transaction([&]() -> Result<void> {
        for (const Table table : {Table::Member, Table::Change, Table::Prepared, Table::Deployment, Table::Operation, Table::History, Table::Burned})
            LOCKSTEP_CHECK(m_store.removeAll(table, request.group));
        return m_store.remove(Table::Group, {}, request.group);
    }));
    found->flows->close();
    m_rooms.erase(request.group);
    Q_EMIT groupChanged(request.group);
    return Nothing();
}

Result<Group> Master::editGroup(const EditGroupRequest &request, const QString &user)
{
    LOCKSTEP_TRY(found, room(request.group));
    Group changed = found->desk->group;
    const auto bad = [](const char *field, const char *what) {
        return fail(QStringLiteral("json.field"), {QLatin1String(field), QLatin1String(what)});
    };
    if (request.name) {
        LOCKSTEP_TRY(name, freeName(*request.name, request.group));
        changed.name = name;
    }
    changed.serialPolicy = request.serialPolicy.value_or(changed.serialPolicy);
    changed.keepDeployments = request.keepDeployments.value_or(changed.keepDeployments);
    if (changed.keepDeployments < 1 || changed.keepDeployments > mostDeployments)
        return bad("keepDeployments", "1 to 10000");
    if (request.rollout) {
        LOCKSTEP_CHECK(request.rollout->check());
        if (!request.rollout->canary.isEmpty() && !found->desk->member(request.rollout->canary))
            return fail(QStringLiteral("master.nomember"), {request.rollout->canary});
        changed.rollout = request.rollout;
    }
    if (request.keepMinutes)
        changed.keepMinutes = request.keepMinutes;
    LOCKSTEP_CHECK(Flows::checkKeep(changed.keepMinutes.value_or(0)));
    if (request.driftRules) {
        QStringList rules;
        for (const QString &rule : *request.driftRules) {
            const QString trimmed = rule.trimmed();
            if (!trimmed.isEmpty() && !rules.contains(trimmed))
                rules.append(trimmed);
        }
        if (rules.size() > mostRules || std::ranges::any_of(rules, [](const QString &rule) {
                return rule.size() > 1000 || !rule.startsWith(u'/') ||
                       !QRegularExpression(QRegularExpression::wildcardToRegularExpression(rule)).isValid();
            }))
            return bad("driftRules", "a list of absolute paths");
        changed.driftRules = rules;
    }
    if (changed == found->desk->group)
        return changed;
    LOCKSTEP_CHECK(found->flows->idle());
    LOCKSTEP_CHECK(found->desk->saveGroup(changed));
    found->flows->record(
        {0, 0, {}, {}, user, QStringLiteral("group"), QStringLiteral("settings of the group \"%1\" changed").arg(changed.name), {}, {}, {}});
    Q_EMIT groupChanged(changed.id);
    return changed;
}

} // namespace lockstep
