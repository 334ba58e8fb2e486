// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

// Where statements count.
struct ConfScope
{
    // Other: a block of another kind, such as logging, or outside of all blocks
    enum class Level { Options, View, Zone, Other };
    Level level = Level::Other;
    QString view;
    QString zone;
    bool takesOptions() const { return level != Level::Other; }
};

// The blocks of one configuration in which options stand.
class ConfBlocks
{
public:
    explicit ConfBlocks(const Config &config);
    struct Block
    {
        const ConfStatement *statement = nullptr;
        int file = 0;
    };
    struct Zone
    {
        ConfScope scope;
        Block block;
        QByteArray type;
    };
    const Config &config() const { return m_config; }
    // The first of its keyword ("primaries" for masters) in the scope's own block; nullptr when there is none.
    const ConfStatement *own(const ConfScope &scope, const QByteArray &keyword) const;
    // That of the scope itself, else of what is around it.
    const ConfStatement *counting(const ConfScope &scope, const QByteArray &keyword) const;
    // Its first word, else what BIND has.
    QByteArray value(const ConfScope &scope, const QByteArray &keyword) const;
    // Who is let in: with what BIND takes in the place of a list that nobody gives (effective.h).
    QList<ConfStatement> list(const ConfScope &scope, const QByteArray &keyword) const;
    // Zones inside a view, or any, that have no statement of their own before this one counts.
    qsizetype zonesUnder(const ConfScope &scope, const QByteArray &keyword) const;
    const QList<Zone> &zones() const { return m_zones; }
    // Every statement with a list of clients, and where it stands.
    using ListVisitor = std::function<void(const ConfScope &scope, const QString &where, const ConfStatement &statement)>;
    void eachStatement(const ListVisitor &visit) const;

private:
    Block block(const ConfScope &scope) const;

    const Config &m_config;
    Block m_options;
    QList<Block> m_controls;
    QMap<QString, Block> m_views;
    QList<Zone> m_zones;
    QHash<std::pair<QString, QString>, qsizetype> m_zoneIndex; // by view and name
};

} // namespace lockstep
