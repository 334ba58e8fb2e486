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
    {"key-directory", true},       {"managed-keys-directory", true}, {"pid-file", true},       {"session-keyfile", true},     {"dump-file", true},
    {"statistics-file", true},     {"memstatistics-file", true},     {"recursing-file", true}, {"secroots-file", true},       {"cert-file", false},
    {"key-file", false},           {"dhparam-file", false},          {"ca-file", false},       {"bindkeys-file", false},      {"journal", true},
    {"new-zones-directory", true}, {"geoip-directory", false},       {"lock-file", true},      {"tkey-gssapi-keytab", false},
};

QString zoneType(const QByteArray &word)
{
    const QByteArray lower = word.toLower();
    return lower == "master" ? QStringLiteral("primary") : lower == "slave" ? QStringLiteral("secondary") : QString::fromUtf8(lower);
}

class Reading
{
public:
    Reading(Config &config, const ConfReader &reader) : m_config(config), m_reader(reader) {}

    void finish()
    {
        for (FileUse &use : m_config.uses)
            use.path = absolute(use.path);
        for (qsizetype i = 0; i < m_config.zones.size(); ++i) {
            ZoneDecl &zone = m_config.zones[i];
            if (!zone.file.isEmpty())
                zone.file = absolute(zone.file);
            if (zone.type == QLatin1String("primary")) {
                zone.dynamic = zone.dynamic || decided(m_own[i].updates, m_updates, zone.view);
                zone.signs = zone.signs || decided(m_own[i].signs, m_signs, zone.view);
            } else {
                zone.dynamic = zone.dynamic || m_own[i].updates.value_or(false);
                zone.signs = zone.signs || m_own[i].signs.value_or(false);
            }
        }
    }

    void file(const QString &path, const Origin &from, const QString &view, int depth)
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
        statements(parsed, parsed.statements(), view, depth);
    }

private:
    static bool restricts(const QByteArray &keyword) { return keyword == "allow-query" || keyword == "allow-query-on" || keyword == "blackhole"; }

    // Where named looks for files once it has read everything: only then are directory and defaults known (finish()).
    QString absolute(const QString &path) const { return QDir::cleanPath(path.startsWith(u'/') ? path : m_config.directory + u'/' + path); }

    // An own statement counts, else the view's, else that of options.
    static bool decided(const std::optional<bool> &own, const QMap<QString, bool> &defaults, const QString &view)
    {
        return own.value_or(defaults.value(view, defaults.value(QString())));
    }

    static bool none(const ConfStatement &list) { return list.block.size() == 1 && list.block[0].word(0) == "none"; }

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
        if (keyword == "include") {
            const QString path = absolute(QString::fromUtf8(statement.word(1)));
            m_config.uses.append({path, keyword, false, origin});
            if (m_inOptions)
                m_config.optionFiles.append(path);
            if (depth >= deepestInclude)
                m_config.problems.append(Error{QStringLiteral("namedconf.include"), {path}, origin, {}});
            else
                this->file(path, origin, view, depth + 1);
        } else if (keyword == "view") {
            const QString name = QString::fromUtf8(statement.word(1));
            m_config.views.append(name);
            if (!statement.word(2).isEmpty() && statement.word(2).toLower() != "in")
                m_config.otherClasses.append(name);
            statements(file, statement.block, name, depth);
        } else if (keyword == "options") {
            m_inOptions = true;
            statements(file, statement.block, view, depth);
            m_inOptions = false;
        } else if (keyword == "directory" && m_inOptions) { // a key-store has one too
            m_config.directory = QString::fromUtf8(statement.word(1));
            m_config.directoryGiven = true;
        } else if (keyword == "match-clients" && !view.isEmpty()) {
            m_config.viewClients.insert(view, statement.block);
        } else if (keyword == "match-destinations" || (keyword == "match-recursive-only" && statement.word(1) != "no")) {
            m_config.destinationsMatter = true;
        } else if (keyword == "allow-update") {
            m_updates.insert(view, !none(statement));
        } else if (keyword == "dnssec-policy" && !statement.hasBlock) {
            m_signs.insert(view, statement.word(1) != "none");
        } else if (keyword == "zone") {
            zone(file, statement, view, origin);
        } else if (keyword == "acl") {
            m_config.acls.insert(QString::fromUtf8(statement.word(1).toLower()), statement.block);
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
            m_config.uses.append({QString::fromUtf8(statement.word(1)), "log", true, origin});
        if (keyword == "plugin" || keyword == "dlz" || keyword == "dyndb")
            m_config.uses.append({QString::fromUtf8(statement.word(statement.words.size() - 1)), keyword, false, origin});
        if (keyword == "dlz" || keyword == "dyndb") { // the library's name stands in what it is told
            for (const ConfStatement &inner : statement.block) {
                if (inner.keyword() == "database" && inner.words.size() > 1)
                    m_config.uses.append({QString::fromUtf8(inner.word(1)), keyword, false, Origin{{}, origin.file, inner.line, inner.column}});
            }
        }
        for (const PathStatement &known : pathStatements) {
            const QByteArray value = statement.word(1);
            if (keyword == known.keyword && statement.words.size() > 1 && value != "none")
                m_config.uses.append({QString::fromUtf8(value), keyword, known.writes, origin});
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
        Own own;
        zone.text = file.print().sliced(statement.begin, statement.end - statement.begin);
        for (const ConfStatement &inner : statement.block) {
            const QByteArray keyword = inner.keyword();
            m_config.restricted = m_config.restricted || restricts(keyword);
            const Origin place{{}, file.path(), inner.line, inner.column};
            if (keyword == "type")
                zone.type = zoneType(inner.word(1));
            else if (keyword == "file")
                zone.file = QString::fromUtf8(inner.word(1));
            else if (keyword == "in-view")
                zone.inView = QString::fromUtf8(inner.word(1));
            else if (keyword == "update-policy")
                zone.dynamic = true;
            else if (keyword == "allow-update")
                own.updates = !none(inner);
            else if (keyword == "inline-signing")
                zone.signs = inner.word(1) == "yes";
            else if (keyword == "dnssec-policy")
                own.signs = inner.word(1) != "none";
            else
                paths(file, inner, place);
        }
        if (!zone.file.isEmpty())
            m_config.uses.append({zone.file, "zone", zone.type != QLatin1String("primary") && zone.type != QLatin1String("hint"), origin});
        m_config.zones.append(zone);
        m_own.append(own);
    }

    struct Own // what a zone says itself
    {
        std::optional<bool> updates;
        std::optional<bool> signs;
    };

    Config &m_config;
    const ConfReader &m_reader;
    bool m_inOptions = false;
    QList<Own> m_own;              // by the zone's index
    QMap<QString, bool> m_updates; // allow-update by view, "" for options
    QMap<QString, bool> m_signs;   // dnssec-policy likewise
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
    reading.file(mainFile, {}, {}, 0);
    reading.finish();
    return config;
}

} // namespace lockstep
