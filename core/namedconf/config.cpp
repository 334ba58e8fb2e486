// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"

#include "core/namedconf/grammar.h"

#include <QDir>
#include <algorithm>

namespace lockstep {

namespace {

// named has no limit of its own but runs out of file descriptors; nobody nests so deeply on purpose.
constexpr int deepestInclude = 64;

QString zoneType(const QByteArray &word)
{
    const QByteArray lower = word.toLower();
    return lower == "master" ? QStringLiteral("primary") : lower == "slave" ? QStringLiteral("secondary") : QString::fromUtf8(lower);
}

class Reading
{
public:
    Reading(Config &config, const ConfReader &reader, const ConfLister &lister, int mostIncludes)
        : m_config(config), m_reader(reader), m_lister(lister), m_mostIncludes(mostIncludes)
    {
    }

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

    // The file's index, -1 when it cannot be read.
    int file(const QString &path, const Origin &from, const QString &view)
    {
        const Result<QByteArray> bytes = m_reader(path);
        if (!bytes) {
            Error error = bytes.error();
            error.origin = from;
            m_config.problems.append(error);
            return -1;
        }
        const ConfFile parsed = ConfFile::parse(path, *bytes);
        m_config.problems.append(parsed.diagnostics());
        m_config.files.append(parsed);
        const int index = int(m_config.files.size()) - 1;
        m_chain.append({path, index});
        statements(parsed, parsed.statements(), view);
        m_chain.removeLast();
        return index;
    }

private:
    // Where named looks for files once it has read everything: only then are directory and defaults known (finish()).
    QString absolute(const QString &path) const
    {
        const QString whole = path.startsWith(u'/') ? path : m_config.directory + u'/' + path;
        const bool clean = !whole.contains(QLatin1String("//")) && !whole.contains(QLatin1String("/.")) && !whole.endsWith(u'/');
        return clean ? whole : QDir::cleanPath(whole); // it takes its time, and there may be as many as zones
    }

    // An own statement counts, else the view's, else that of options.
    static bool decided(const std::optional<bool> &own, const QMap<QString, bool> &defaults, const QString &view)
    {
        return own.value_or(defaults.value(view, defaults.value(QString())));
    }

    static bool none(const ConfStatement &list) { return list.block.size() == 1 && list.block[0].word(0) == "none"; }

    void statements(const ConfFile &file, const QList<ConfStatement> &list, const QString &view)
    {
        for (const ConfStatement &statement : list)
            one(file, statement, view);
    }

    void one(const ConfFile &file, const ConfStatement &statement, const QString &view)
    {
        const QByteArray keyword = statement.keyword();
        const Origin origin{{}, file.path(), statement.line, statement.column};
        if (keyword == "include")
            return include(statement, origin, view);
        if (m_foreign)
            return foreign(file, statement, view);
        if (m_zone)
            return zonePart(file, statement, view, origin);
        if (keyword == "view") {
            const QString name = QString::fromUtf8(statement.word(1));
            m_config.views.append(name);
            if (!statement.word(2).isEmpty() && statement.word(2).toLower() != "in")
                m_config.otherClasses.append(name);
            statements(file, statement.block, name);
        } else if (keyword == "options") {
            m_inOptions = true;
            statements(file, statement.block, view);
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
            const QString name = QString::fromUtf8(statement.word(1).toLower());
            m_config.acls.insert(name, statement.block);
            m_config.aclFiles.insert(name, file.path());
        } else if (keyword == "key") {
            if (statement.hasBlock)
                m_config.keys.append(QString::fromUtf8(statement.word(1)));
            foreign(file, statement, view);
        } else if (keyword == "controls") {
            m_config.hasControls = true;
            foreign(file, statement, view);
        } else if (keyword == "port" && m_inOptions) {
            m_config.port = statement.word(1).toInt();
        } else if (keyword == "listen-on") {
            listenOn(statement);
        } else if (keyword == "allow-query" || keyword == "allow-query-on") {
            (keyword == "allow-query" ? m_config.asking[view].query : m_config.asking[view].queryOn) = statement.block;
        } else if (keyword == "blackhole") {
            m_config.blackhole = statement.block;
        } else if (keyword == "statistics-channels") {
            for (const ConfStatement &channel : statement.block)
                statistics(channel);
        } else {
            paths(file, statement, origin);
            if (statement.hasBlock && (keyword == "logging" || keyword == "channel" || keyword == "tls" || keyword == "key-store"))
                statements(file, statement.block, view);
            else
                foreign(file, statement, view);
        }
    }

    // A block that is not read here may include files all the same.
    void foreign(const ConfFile &file, const ConfStatement &statement, const QString &view)
    {
        const bool outer = std::exchange(m_foreign, true);
        for (const ConfStatement &inner : statement.block) {
            if (inner.hasBlock || (inner.words.size() == 2 && inner.words[1].quoted && inner.keyword() == "include"))
                one(file, inner, view);
        }
        m_foreign = outer;
    }

    // Every path counts, also one that cannot be read or is a loop: those multiply as well.
    bool tooMany(const QString &path, const Origin &origin)
    {
        if (++m_included == m_mostIncludes + 1)
            m_config.problems.append(Error{QStringLiteral("namedconf.include.many"), {path, QString::number(m_mostIncludes)}, origin, {}});
        return m_included > m_mostIncludes;
    }

    void include(const ConfStatement &statement, const Origin &origin, const QString &view)
    {
        if (m_included > m_mostIncludes)
            return; // a pattern is not looked up any more
        const QString named = absolute(QString::fromUtf8(statement.word(1)));
        const QStringList paths = m_lister && isPattern(named) ? expandPattern(named, m_lister).value_or(QStringList(named)) : QStringList(named);
        if (paths.isEmpty())
            m_config.problems.append(Error{QStringLiteral("namedconf.pattern"), {named}, origin, {}});
        const std::pair place(m_chain.last().second, statement.begin);
        for (const QString &path : paths) {
            if (tooMany(path, origin))
                return;
            m_config.uses.append({path, "include", false, origin});
            if (m_inOptions && !m_foreign)
                m_config.optionFiles.append(path);
            const bool loop = std::any_of(m_chain.cbegin(), m_chain.cend(), [&](const auto &open) { return open.first == path; });
            if (loop || m_chain.size() > deepestInclude)
                m_config.problems.append(Error{loop ? QStringLiteral("namedconf.loop") : QStringLiteral("namedconf.include"), {path}, origin, {}});
            else if (const int index = file(path, origin, view); index >= 0) {
                m_config.includes[place].append(index);
                if (m_zone)
                    m_zone->text += '\n' + m_config.files[index].print();
            }
        }
    }

    // What stands between the keyword and the list may name a port; http and tls ones answer no plain query.
    void listenOn(const ConfStatement &statement)
    {
        bool plain = true;
        bool port = false;
        for (qsizetype i = 1; i + 1 < statement.words.size(); ++i) {
            port = port || statement.word(i) == "port";
            if (statement.word(i) == "port")
                plain = plain && statement.word(i + 1) == "53";
            else if (statement.word(i) == "tls" || statement.word(i) == "http" || statement.word(i) == "proxy")
                plain = plain && statement.word(i + 1) == "none";
        }
        if (!plain)
            m_config.listensElsewhere = true;
        else
            (port ? m_config.listening : m_config.listeningByDefault).append(statement.block);
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
        if (keyword == "dnstap-output" && statement.words.size() > 2 && statement.word(1).toLower() == "file")
            m_config.uses.append({QString::fromUtf8(statement.word(2)), keyword, true, origin});
        if (keyword == "file" || statement.words.size() < 2 || (statement.word(1) == "none" && !statement.words[1].quoted))
            return;
        for (const ConfRow *row : confRows(keyword)) {
            if (row->flags & (flag::reads | flag::writes)) {
                m_config.uses.append({QString::fromUtf8(statement.word(1)), keyword, (row->flags & flag::writes) != 0, origin});
                break;
            }
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
        m_zone = &zone;
        m_own.append(Own());
        statements(file, statement.block, view);
        m_zone = nullptr;
        if (!zone.file.isEmpty())
            m_config.uses.append({zone.file, "zone", zone.type != QLatin1String("primary") && zone.type != QLatin1String("hint"), origin});
        m_config.zones.append(std::move(zone));
    }

    void zonePart(const ConfFile &file, const ConfStatement &inner, const QString &view, const Origin &place)
    {
        ZoneDecl &zone = *m_zone;
        Own &own = m_own.last();
        const QByteArray keyword = inner.keyword();
        if (keyword == "type")
            zone.type = zoneType(inner.word(1));
        else if (keyword == "file")
            zone.file = QString::fromUtf8(inner.word(1));
        else if (keyword == "in-view")
            zone.inView = QString::fromUtf8(inner.word(1));
        else if (keyword == "allow-query")
            zone.asking.query = inner.block;
        else if (keyword == "allow-query-on")
            zone.asking.queryOn = inner.block;
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
        zone.journal = zone.journal || keyword == "journal";
        if (inner.hasBlock)
            foreign(file, inner, view);
    }

    struct Own // what a zone says itself
    {
        std::optional<bool> updates;
        std::optional<bool> signs;
    };

    Config &m_config;
    const ConfReader &m_reader;
    const ConfLister &m_lister;
    int m_mostIncludes;
    QList<std::pair<QString, int>> m_chain; // the files that are being read, with their index
    int m_included = 0;
    bool m_inOptions = false;
    bool m_foreign = false;        // in a block of which only the includes count
    ZoneDecl *m_zone = nullptr;    // whose block is being read
    QList<Own> m_own;              // by the zone's index
    QMap<QString, bool> m_updates; // allow-update by view, "" for options
    QMap<QString, bool> m_signs;   // dnssec-policy likewise
};

} // namespace

void visitStatements(const Config &config, int file, const QList<ConfStatement> &list, const ConfVisitor &visit)
{
    for (const ConfStatement &statement : list) {
        visit(statement, file);
        if (statement.keyword() != "include")
            continue;
        for (const int included : config.includes.value({file, statement.begin}))
            visitStatements(config, included, config.files[included].statements(), visit);
    }
}

const ConfFile *Config::file(const QString &path) const
{
    for (const ConfFile &one : files) {
        if (one.path() == path)
            return &one;
    }
    return nullptr;
}

Config readConfig(const QString &mainFile, const ConfReader &reader, const ConfLister &lister, int mostIncludes)
{
    Config config;
    Reading reading(config, reader, lister, mostIncludes);
    reading.file(mainFile, {}, {});
    reading.finish();
    return config;
}

} // namespace lockstep
