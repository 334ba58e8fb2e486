// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/confblocks.h"

#include "core/namedconf/confmeaning.h"
#include "core/namedconf/effective.h"

#include <algorithm>

namespace lockstep {

namespace {

using Level = ConfScope::Level;

// A value as it stands behind a keyword, as statements.
QList<ConfStatement> parsedList(const QByteArray &value)
{
    const QList<ConfStatement> statements = ConfFile::parse({}, "x " + value + ';').statements();
    return statements.isEmpty() ? QList<ConfStatement>() : statements.first().block;
}

// BIND manual, "allow-recursion" and "allow-query-cache": what is taken where nobody says it.
QByteArrayList substitutesOf(const QByteArray &keyword)
{
    if (keyword == "allow-recursion")
        return {"allow-query-cache", "allow-query"};
    if (keyword == "allow-query-cache")
        return {"allow-recursion", "allow-query"};
    return {};
}

QString titleOf(const ConfScope &scope)
{
    const QString view = scope.view.isEmpty() ? QString() : QStringLiteral("view \"%1\"").arg(scope.view);
    if (scope.level != Level::Zone)
        return view.isEmpty() ? QStringLiteral("options") : view;
    const QString zone = QStringLiteral("zone \"%1\"").arg(scope.zone);
    return view.isEmpty() ? zone : view + QStringLiteral(", ") + zone;
}

} // namespace

ConfBlocks::ConfBlocks(const Config &config) : m_config(config)
{
    if (config.files.isEmpty())
        return;
    const auto addZone = [&](const ConfStatement &statement, int file, const QString &view) {
        Zone zone{{Level::Zone, view, QString::fromUtf8(foldedName(statement.word(1)))}, {&statement, file}, {}};
        visitStatements(config, file, statement.block, [&](const ConfStatement &inner, int) {
            if (zone.type.isEmpty() && inner.keyword() == "type")
                zone.type = inner.word(1).toLower();
        });
        m_zoneIndex.insert({view, zone.scope.zone}, m_zones.size());
        m_zones.append(zone);
    };
    visitStatements(config, 0, config.files.first().statements(), [&](const ConfStatement &statement, int file) {
        const QByteArray keyword = statement.keyword();
        if (keyword == "options") {
            m_options = {&statement, file};
        } else if (keyword == "controls") {
            m_controls.append({&statement, file});
        } else if (keyword == "zone") {
            addZone(statement, file, {});
        } else if (keyword == "view") {
            const QString view = QString::fromUtf8(statement.word(1));
            m_views.insert(view, {&statement, file});
            visitStatements(config, file, statement.block, [&](const ConfStatement &inner, int in) {
                if (inner.keyword() == "zone")
                    addZone(inner, in, view);
            });
        }
    });
}

ConfBlocks::Block ConfBlocks::block(const ConfScope &scope) const
{
    switch (scope.level) {
    case Level::Options:
        return m_options;
    case Level::View:
        return m_views.value(scope.view);
    case Level::Zone: {
        const qsizetype index = m_zoneIndex.value({scope.view, scope.zone}, -1);
        return index < 0 ? Block() : m_zones[index].block;
    }
    case Level::Other:
        break;
    }
    return {};
}

const ConfStatement *ConfBlocks::own(const ConfScope &scope, const QByteArray &keyword) const
{
    const Block here = block(scope);
    const ConfStatement *found = nullptr;
    if (here.statement) {
        visitStatements(m_config, here.file, here.statement->block, [&](const ConfStatement &statement, int) {
            if (!found && newerKeyword(statement.keyword()) == keyword)
                found = &statement;
        });
    }
    return found;
}

const ConfStatement *ConfBlocks::counting(const ConfScope &scope, const QByteArray &keyword) const
{
    const ConfStatement *found = scope.level == Level::Zone ? own(scope, keyword) : nullptr;
    if (!found && !scope.view.isEmpty())
        found = own({Level::View, scope.view, {}}, keyword);
    return found ? found : own({Level::Options, {}, {}}, keyword);
}

QByteArray ConfBlocks::value(const ConfScope &scope, const QByteArray &keyword) const
{
    if (const ConfStatement *statement = counting(scope, keyword))
        return statement->word(1);
    return bindDefaults(keyword).value(0).replace('"', "");
}

QList<ConfStatement> ConfBlocks::list(const ConfScope &scope, const QByteArray &keyword) const
{
    for (const QByteArray &one : QByteArrayList{keyword} + substitutesOf(keyword)) {
        if (const ConfStatement *statement = counting(scope, one))
            return statement->block;
    }
    return parsedList(bindDefaults(keyword).value(0, "{ none; }"));
}

qsizetype ConfBlocks::zonesUnder(const ConfScope &scope, const QByteArray &keyword) const
{
    if (scope.level == Level::Zone || scope.level == Level::Other)
        return 0;
    return std::ranges::count_if(m_zones, [&](const Zone &zone) {
        if (!findConfRow(keyword, zonePlace(zone.type)) || (scope.level == Level::View && zone.scope.view != scope.view))
            return false;
        const bool between = scope.level == Level::Options && !zone.scope.view.isEmpty() && own({Level::View, zone.scope.view, {}}, keyword);
        return !between && !own(zone.scope, keyword);
    });
}

void ConfBlocks::eachStatement(const ListVisitor &visit) const
{
    const auto inside = [&](const ConfScope &scope, const QString &where, const Block &here) {
        if (!here.statement)
            return;
        visitStatements(m_config, here.file, here.statement->block, [&](const ConfStatement &statement, int) {
            if (statement.hasBlock && statement.keyword() != "zone")
                visit(scope, where, statement);
        });
    };
    inside({Level::Options, {}, {}}, QStringLiteral("options"), m_options);
    for (auto view = m_views.cbegin(); view != m_views.cend(); ++view)
        inside({Level::View, view.key(), {}}, titleOf({Level::View, view.key(), {}}), *view);
    for (const Zone &zone : m_zones)
        inside(zone.scope, titleOf(zone.scope), zone.block);
    for (const Block &controls : m_controls)
        inside({}, QStringLiteral("controls"), controls);
}

} // namespace lockstep
