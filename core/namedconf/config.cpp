// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"

#include <QDir>
#include <QSet>

namespace lockstep {

namespace {

constexpr int deepestInclude = 16;

// Statements whose (first) value is a path; the second word: whether named writes there.
struct PathStatement
{
    const char *keyword;
    bool writes;
};
constexpr PathStatement pathStatements[] = {
    {"key-directory", true},     {"managed-keys-directory", true}, {"pid-file", true},     {"session-keyfile", true},
    {"dump-file", true},         {"statistics-file", true},        {"memstatistics-file", true},
    {"recursing-file", true},    {"secroots-file", true},          {"cert-file", false},   {"key-file", false},
    {"dhparam-file", false},     {"ca-file", false},               {"bindkeys-file", false}, {"journal", true},
    {"new-zones-directory", true}, {"geoip-directory", false},     {"lock-file", true},    {"tkey-gssapi-keytab", false},
};

QString zoneType(const QByteArray &word)
{
    const QByteArray lower = word.toLower();
    return lower == "master" ? QStringLiteral("primary") : lower == "slave" ? QStringLiteral("secondary") : QString::fromUtf8(lower);
}

// What one level says of who writes a zone's content; nothing said: the level above decides.
struct Ownership
{
    std::optional<bool> dynamic;
    std::optional<bool> signs;

    void read(const ConfStatement &statement)
    {
        const QByteArray keyword = statement.keyword();
        if (keyword == "update-policy")
            dynamic = true;
        else if (keyword == "allow-update")
            dynamic = !(statement.block.isEmpty() || (statement.block.size() == 1 && statement.block[0].word(0) == "none"));
        else if (keyword == "dnssec-policy" && !statement.hasBlock) // with a block it defines one
            signs = statement.word(1) != "none";
        else if (keyword == "inline-signing" && statement.word(1) == "yes")
            signs = true;
    }
};

class Reading
{
public:
    Reading(Config &config, const ConfReader &reader) : m_config(config), m_reader(reader) {}

    void file(const QString &path, const Origin &from, int depth)
    {
        const Result<QByteArray> bytes = m_reader(path);
        if (!bytes) {
            Error error = bytes.error();
            error.origin = from;
            m_config.problems.append(error);
            return;
        }
        const ConfFile parsed = ConfFile::parse(path, *bytes);
        m_config.problems.append(parsed.diagnostics());
        m_config.files.append(parsed);
        statements(parsed, parsed.statements(), {}, depth);
    }

    // Who owns a zone's content is inherited: from its view, else from the options.
    void settle()
    {
        for (qsizetype i = 0; i < m_config.zones.size(); ++i) {
            ZoneDecl &zone = m_config.zones[i];
            if (zone.type != QLatin1String("primary"))
                continue;
            const Ownership view = zone.view.isEmpty() ? Ownership() : m_defaults.value(zone.view);
            const Ownership options = m_defaults.value({});
            zone.dynamic = m_own[i].dynamic.value_or(view.dynamic.value_or(options.dynamic.value_or(false)));
            zone.signs = m_own[i].signs.value_or(view.signs.value_or(options.signs.value_or(false)));
        }
    }

private:
    static bool restricts(const QByteArray &keyword) { return keyword == "allow-query" || keyword == "allow-query-on" || keyword == "blackhole"; }

    QString absolute(const QByteArray &name) const
    {
        const QString path = QString::fromUtf8(name);
        return QDir::cleanPath(path.startsWith(u'/') ? path : m_config.directory + u'/' + path);
    }

    void statements(const ConfFile &file, const QList<ConfStatement> &list, const QString &view, int depth)
    {
        for (const ConfStatement &statement : list)
            one(file, statement, view, depth);
    }

    void one(const ConfFile &file, const ConfStatement &statement, const QString &view, int depth)
    {
        const QByteArray keyword = statement.keyword();
        const Origin origin{{}, file.path(), statement.line, statement.column};
        m_config.restricted = m_config.restricted || restricts(keyword);
        m_defaults[view].read(statement);
        if (keyword == "include") {
            const QString path = absolute(statement.word(1));
            m_config.uses.append({path, keyword, false, origin});
            if (depth >= deepestInclude)
                m_config.problems.append(Error{QStringLiteral("namedconf.include"), {path}, origin, {}});
            else
                this->file(path, origin, depth + 1);
        } else if (keyword == "view") {
            const QString name = QString::fromUtf8(statement.word(1));
            m_config.views.append(name);
            if (const ConfStatement *clients = statement.find("match-clients"))
                m_config.viewClients.insert(name, clients->block);
            m_config.destinationsMatter = m_config.destinationsMatter || statement.find("match-destinations");
            statements(file, statement.block, name, depth);
        } else if (keyword == "options") {
            // The directory counts for every relative path, also of statements before it.
            if (const ConfStatement *directory = statement.find("directory")) {
                m_config.directory = QString::fromUtf8(directory->word(1));
                m_config.directoryGiven = true;
            }
            statements(file, statement.block, view, depth);
        } else if (keyword == "zone") {
            zone(file, statement, view, origin);
        } else if (keyword == "acl") {
            m_config.acls.insert(QString::fromUtf8(statement.word(1)), statement.block);
        } else if (keyword == "key") {
            if (statement.hasBlock)
                m_config.keys.append(QString::fromUtf8(statement.word(1)));
        } else if (keyword == "controls") {
            m_config.hasControls = true;
        } else if (keyword == "listen-on") {
            for (const ConfStatement &address : statement.block)
                m_config.listenOn.append(QString::fromUtf8(address.word(0)));
        } else if (keyword == "statistics-channels") {
            for (const ConfStatement &channel : statement.block)
                statistics(channel);
        } else {
            paths(file, statement, origin);
            if (statement.hasBlock && (keyword == "logging" || keyword == "channel" || keyword == "tls" || keyword == "key-store"))
                statements(file, statement.block, view, depth);
        }
    }

    void statistics(const ConfStatement &channel)
    {
        const QByteArray address = channel.word(1);
        if (channel.keyword() != "inet" || (address != "127.0.0.1" && address != "*"))
            return;
        for (qsizetype i = 2; i + 1 < channel.words.size(); ++i) {
            if (channel.word(i) == "port")
                m_config.statisticsPort = quint16(channel.word(i + 1).toUShort());
        }
        if (m_config.statisticsPort == 0)
            m_config.statisticsPort = 80;
    }

    void paths(const ConfFile &, const ConfStatement &statement, const Origin &origin)
    {
        const QByteArray keyword = statement.keyword();
        if (keyword == "file" && statement.words.size() > 1) // of a logging channel
            m_config.uses.append({absolute(statement.word(1)), "log", true, origin});
        if (keyword == "plugin" || keyword == "dlz" || keyword == "dyndb")
            m_config.uses.append({absolute(statement.word(statement.words.size() - 1)), keyword, false, origin});
        if (keyword == "dlz" || keyword == "dyndb") { // the library's name and all it is told
            for (const ConfStatement &inner : statement.block) {
                if (inner.keyword() == "database" && inner.words.size() > 1)
                    m_config.uses.append({QString::fromUtf8(inner.word(1)), keyword, false, inner.words.isEmpty() ? origin : Origin{{}, origin.file, inner.line, inner.column}});
            }
        }
        for (const PathStatement &known : pathStatements) {
            const QByteArray value = statement.word(1);
            if (keyword == known.keyword && statement.words.size() > 1 && value != "none")
                m_config.uses.append({absolute(value), keyword, known.writes, origin});
        }
    }

    void zone(const ConfFile &file, const ConfStatement &statement, const QString &view, const Origin &origin)
    {
        ZoneDecl zone;
        zone.name = QString::fromUtf8(statement.word(1).toLower());
        if (zone.name.size() > 1 && zone.name.endsWith(u'.'))
            zone.name.chop(1);
        zone.view = view;
        zone.origin = origin;
        zone.text = file.print().sliced(statement.begin, statement.end - statement.begin);
        Ownership own;
        for (const ConfStatement &inner : statement.block) {
            const QByteArray keyword = inner.keyword();
            m_config.restricted = m_config.restricted || restricts(keyword);
            own.read(inner);
            const Origin place{{}, file.path(), inner.line, inner.column};
            if (keyword == "type")
                zone.type = zoneType(inner.word(1));
            else if (keyword == "file")
                zone.file = absolute(inner.word(1));
            else if (keyword == "in-view")
                zone.inView = QString::fromUtf8(inner.word(1));
            else
                paths(file, inner, place);
        }
        if (!zone.file.isEmpty())
            m_config.uses.append({zone.file, "zone", zone.type != QLatin1String("primary") && zone.type != QLatin1String("hint"), origin});
        m_config.zones.append(zone);
        m_own.append(own);
    }

    Config &m_config;
    const ConfReader &m_reader;
    QMap<QString, Ownership> m_defaults; // of the options (""), and of each view
    QList<Ownership> m_own;              // of each zone
};

} // namespace

const ConfFile *Config::file(const QString &path) const
{
    for (const ConfFile &one : files) {
        if (one.path() == path)
            return &one;
    }
    return nullptr;
}

Config readConfig(const QString &mainFile, const ConfReader &reader)
{
    Config config;
    Reading reading(config, reader);
    reading.file(mainFile, {}, 0);
    reading.settle();
    return config;
}

} // namespace lockstep
