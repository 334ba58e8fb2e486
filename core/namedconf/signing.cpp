// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/signing.h"

#include "core/namedconf/effective.h"

#include <algorithm>

namespace lockstep {

namespace {

// BIND manual, "lifetime": a duration, or unlimited, which 0 means as well.
bool hasEnd(const ConfStatement &key)
{
    for (qsizetype i = 1; i + 1 < key.words.size(); ++i) {
        if (key.word(i).toLower() != "lifetime")
            continue;
        const QByteArray lifetime = key.word(i + 1).toUpper();
        return lifetime != "UNLIMITED" && lifetime != "0" && lifetime != "PT0S";
    }
    return true;
}

} // namespace

QList<ConfStatement> ownStatements(const ZoneDecl &zone)
{
    QList<ConfStatement> statements = ConfFile::parse({}, zone.text).statements(); // what it includes stands behind it
    if (!statements.isEmpty())
        statements += statements.first().block;
    return statements;
}

QString SigningReader::value(const ZoneDecl &zone, const QList<ConfStatement> &own, const QByteArray &option)
{
    for (const ConfStatement &statement : own) {
        if (statement.keyword() == option)
            return QString::fromUtf8(statement.word(1));
    }
    const std::pair place(zone.view, option);
    if (const auto known = m_around.constFind(place); known != m_around.constEnd())
        return *known;
    const Result<Effective> found = effective(m_config, zone.name, zone.view, option);
    QString value;
    if (found && !found->levels.isEmpty() && !found->levels.first().values.isEmpty())
        value = QString::fromUtf8(found->levels.first().values.first()).remove(u'"');
    m_around.insert(place, value);
    return value;
}

bool SigningReader::rolls(const QString &policy)
{
    if (policy.isEmpty() || policy == QLatin1String("none") || policy == QLatin1String("insecure") || policy == QLatin1String("default"))
        return false; // BIND's own ones have keys without end
    if (const auto known = m_rolls.constFind(policy); known != m_rolls.constEnd())
        return *known;
    bool found = false;
    bool ends = false;
    for (const ConfFile &file : m_config.files) {
        for (const ConfStatement &statement : file.statements()) {
            if (statement.keyword() != "dnssec-policy" || !statement.hasBlock || QString::fromUtf8(statement.word(1)) != policy)
                continue;
            found = true;
            for (const ConfStatement &inner : statement.block)
                ends = ends || (inner.keyword() == "keys" && std::ranges::any_of(inner.block, hasEnd));
        }
    }
    m_rolls.insert(policy, !found || ends);
    return !found || ends;
}

Signing SigningReader::of(const ZoneDecl &zone)
{
    const QList<ConfStatement> own = ownStatements(zone);
    Signing signing;
    signing.policy = value(zone, own, "dnssec-policy");
    signing.folder = value(zone, own, "key-directory");
    signing.rolls = rolls(signing.policy);
    return signing;
}

} // namespace lockstep
