// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/confreading.h"

#include "core/namedconf/matchlist.h"
#include "core/namedconf/signedsource.h"
#include "core/namedconf/signing.h"
#include "core/namedconf/startupoptions.h"
#include "core/zone/zonefile.h"
#include "core/zone/zonescanner.h"

#include <QDir>
#include <QSet>

#include <algorithm>

namespace lockstep {

TreeReader::TreeReader(Files &files, const AgentPlaces &places, QString generationFolder, Snapshot snapshot)
    : m_files(files), m_places(places), m_folder(std::move(generationFolder)), m_snapshot(std::move(snapshot))
{
}

QString TreeReader::place(const QString &absolute) const
{
    const auto place = m_snapshot.placeOf(absolute);
    return place && !m_folder.isEmpty() ? m_folder + u'/' + place->first + u'/' + place->second : absolute;
}

// A folder or a pipe where a file should be is what it is, and no fault of the disk.
void TreeReader::note(const QString &place, const Error &error, FileFacts::Kind wanted) const
{
    if (m_unread || error.code == QLatin1String("file.missing") || error.code == QLatin1String("file.escapes"))
        return;
    const Result<FileFacts> facts = m_files.facts(place);
    if (!facts || facts->kind == wanted)
        m_unread = error;
}

bool TreeReader::exists(const QString &absolute) const
{
    const Result<FileFacts> facts = m_files.facts(place(absolute));
    if (!facts)
        note(place(absolute), facts.error());
    return facts.has_value();
}

Result<QByteArray> TreeReader::read(const QString &absolute) const
{
    const QString path = place(absolute);
    Result<QByteArray> bytes = m_files.read(path);
    if (!bytes)
        note(path, bytes.error());
    return bytes;
}

void TreeReader::trust(const Snapshot &manifest, QSet<Digest> *lone)
{
    m_trusted = manifest;
    m_lone = lone;
}

Digest TreeReader::digestOf(const QString &absolute) const
{
    const auto inside = m_trusted ? m_trusted->placeOf(absolute) : std::nullopt;
    const auto entry = inside ? m_trusted->find(inside->first, inside->second) : std::nullopt;
    return entry && entry->kind == Entry::Kind::File ? entry->digest : Digest::of(read(absolute).value_or(QByteArray()));
}

QStringList TreeReader::includesOf(const QString &absolute, const Digest &digest) const
{
    if (m_lone && m_lone->contains(digest))
        return {};
    const Result<QByteArray> bytes = read(absolute);
    if (!bytes)
        return {};
    const QByteArray &text = *bytes;
    QStringList names;
    const QList<ZoneEntry> entries = mayInclude(QByteArrayView(text)) ? lexZone(text) : QList<ZoneEntry>();
    for (const ZoneEntry &entry : entries) {
        if (entry.tokens.size() < 2 || entry.indented)
            continue;
        const auto word = [&](qsizetype i) { return text.sliced(entry.tokens[i].begin, entry.tokens[i].end - entry.tokens[i].begin); };
        if (word(0).toUpper() != "$INCLUDE")
            continue;
        QString name = QString::fromUtf8(word(1));
        if (name.size() > 1 && name.startsWith(u'"'))
            name = name.mid(1, name.size() - 2);
        names.append(name);
    }
    if (m_lone && names.isEmpty())
        m_lone->insert(digest);
    return names;
}

std::optional<QStringList> TreeReader::names(const QString &folder) const
{
    const auto root = std::ranges::find(m_places.roots, folder, &Root::path);
    const auto place = root != m_places.roots.cend() ? std::optional(QPair(root->id, QString())) : m_snapshot.placeOf(folder);
    if (!place && folder != m_places.local && !folder.startsWith(m_places.local + u'/'))
        return {};
    const QString path = place && !m_folder.isEmpty() ? m_folder + u'/' + place->first + u'/' + place->second : folder;
    const Result<QStringList> found = m_files.list(path);
    if (!found)
        note(path, found.error(), FileFacts::Kind::Folder);
    return found ? *found : QStringList();
}

Config TreeReader::readConfigured(const QString &mainFile, QStringList *listed) const
{
    return readConfig(
        mainFile, [this](const QString &path) { return read(path); },
        [this, listed](const QString &folder) {
            if (listed && !listed->contains(folder))
                listed->append(folder);
            return names(folder);
        });
}

Result<Config> TreeReader::config(const QString &mainFile, QStringList *listed) const
{
    Config found = readConfigured(mainFile, listed);
    return m_unread ? fail(*m_unread) : Result<Config>(std::move(found));
}

QList<Error> TreeReader::layoutProblems(const Config &config, const QString &mainFile) const
{
    QList<Error> problems;
    if (!config.directoryGiven || !config.directory.startsWith(u'/'))
        problems.append(Error{QStringLiteral("agent.directory"), {}, {{}, mainFile, 1, 0}, {}});
    for (const FileUse &use : config.uses) {
        if (use.writes && managed(use.path))
            problems.append(Error{QStringLiteral("agent.writable"), {use.path, QString::fromUtf8(use.statement)}, use.origin, {}});
    }
    for (const ZoneDecl &zone : config.zones) {
        if ((!zone.dynamic && !zone.signs) || !managed(zone.file))
            continue;
        const bool primary = zone.type == QLatin1String("primary") && !zone.dynamic;
        const QString name = zone.file.section(u'/', -1);
        const QString source = signedSources({m_places.roots.first().path}, namedFolders().first() + u'/' + name).value(0);
        problems.append(
            primary ? Error{QStringLiteral("agent.signs"), {zone.name, zone.file, namedFolders().first() + u'/' + name, source}, zone.origin, {}}
                    : Error{QStringLiteral("agent.writable"), {zone.file, QStringLiteral("zone ") + zone.name}, zone.origin, {}});
    }
    return problems;
}

std::optional<QString> TreeReader::sourceOf(const ZoneDecl &zone) const
{
    if (!signsBeside(zone))
        return {};
    QStringList roots;
    for (const Root &root : m_places.roots)
        roots.append(root.path);
    const QStringList sources = signedSources(roots, zone.file);
    const auto found = std::ranges::find_if(sources, [this](const QString &path) { return exists(path); });
    return found != sources.cend() ? std::optional(*found) : std::nullopt;
}

namespace {

constexpr qsizetype mostListeners = 8; // at which a member asks itself

// The zone file and every file it includes, by the paths that named opens.
void collect(const TreeReader &reader, const QString &directory, const QString &path, QStringList &paths, QByteArray &bytes)
{
    if (paths.contains(path) || paths.size() > 1000)
        return;
    paths.append(path);
    const Digest digest = reader.digestOf(path);
    bytes += digest.hex();
    const QStringList names = reader.includesOf(path, digest);
    for (const QString &name : names)
        collect(reader, directory, QDir::cleanPath(name.startsWith(u'/') ? name : directory + u'/' + name), paths, bytes);
}

// Where the updates of a zone are written first: its own statement says it, or beside its file (BIND manual, "journal").
QString journalOf(const ZoneDecl &zone, const QString &directory)
{
    QString path = zone.file.isEmpty() ? QString() : zone.file + QStringLiteral(".jnl");
    const QList<ConfStatement> statements = zone.journal ? ownStatements(zone) : QList<ConfStatement>();
    for (const ConfStatement &statement : statements) {
        if (statement.keyword() == "journal")
            path = QString::fromUtf8(statement.word(1));
    }
    return path.isEmpty() || path.startsWith(u'/') ? path : QDir::cleanPath(directory + u'/' + path);
}

} // namespace

Result<ConfigFacts> TreeReader::facts(const QString &mainFile) const
{
    PartialFacts found = partialFacts(mainFile);
    return found.unread ? fail(*found.unread) : Result<ConfigFacts>(std::move(found.facts));
}

PartialFacts TreeReader::partialFacts(const QString &mainFile) const
{
    PartialFacts found;
    QStringList listed;
    const Config read = readConfigured(mainFile, &listed);
    found.unreadConfig = m_unread;
    ConfigFacts &facts = found.facts;
    facts.statisticsPort = read.statisticsPort;
    facts.directory = read.directory;
    facts.layout = layoutProblems(read, mainFile);
    facts.startup = startupOptions(read);
    QByteArray texts;
    for (const ConfFile &file : read.files) {
        if (!managed(file.path()))
            facts.elsewhere.append(file.path());
        texts += file.path().toUtf8() + ' ' + Digest::of(file.print()).hex() + '\n';
    }
    facts.configuration = Digest::of(texts);
    for (const QString &folder : std::as_const(listed)) {
        if (!managed(folder + QStringLiteral("/x")) && names(folder))
            facts.elsewhere.append(folder);
    }
    QList<std::pair<QString, QString>> views; // address, and the view that answers this server there
    const QStringList listeners = listenersOf(read);
    for (const QString &address : listeners.first(std::min(mostListeners, listeners.size()))) {
        if (const auto view = viewFor(read, address, true))
            views.append({address, *view});
    }
    SigningReader signings(read);
    for (const ZoneDecl &decl : read.zones) {
        if (!decl.inView.isEmpty())
            continue; // served by the other view's zone
        const bool primary = decl.type == QLatin1String("primary");
        ZoneFacts zone;
        zone.zone = decl.name;
        zone.view = decl.view;
        zone.type = decl.type;
        zone.file = decl.file;
        zone.statement = Digest::of(decl.text);
        zone.updates = decl.dynamic;
        zone.signs = decl.signs;
        if (decl.signs) {
            const Signing signing = signings.of(decl);
            zone.policy = signing.isSigned() ? signing.policy : QString();
            zone.keys = signing.folder;
            zone.rolls = signing.rolls;
        }
        zone.source = sourceOf(decl).value_or(QString());
        zone.journal = journalOf(decl, read.directory);
        zone.dynamic = (decl.dynamic || decl.signs) && zone.source.isEmpty();
        zone.managed = primary && managed(zone.text()) && !zone.dynamic;
        QByteArray content;
        if (primary && !decl.file.isEmpty())
            collect(*this, read.directory, zone.text(), zone.paths, content);
        zone.content = Digest::of(content);
        for (const auto &[address, view] : std::as_const(views)) {
            const MatchVerdict asking = primary && view == zone.view ? mayAskItself(read, decl, address) : MatchVerdict::No;
            if (asking == MatchVerdict::Yes)
                zone.askAt.append(address);
            else if (asking == MatchVerdict::Unknown)
                zone.perhapsAt.append(address);
        }
        facts.zones.append(zone);
    }
    QSet<QString> primaries;
    for (const ZoneFacts &zone : std::as_const(facts.zones)) {
        if (zone.type == QLatin1String("primary"))
            primaries.insert(zone.file);
    }
    QByteArray rest;
    for (const FileUse &use : read.uses) {
        if (managed(use.path) && !use.writes && use.statement != "include" && !primaries.contains(use.path))
            rest += use.path.toUtf8() + ' ' + digestOf(use.path).hex() + '\n';
    }
    facts.others = Digest::of(rest);
    QSet<QString> outside;
    for (const FileUse &use : read.uses) {
        if (!managed(use.path) && !use.path.startsWith(m_places.local + u'/'))
            outside.insert(QString::fromUtf8(use.statement) + u' ' + use.path);
    }
    facts.outside = QStringList(outside.begin(), outside.end());
    facts.outside.sort();
    found.unread = m_unread;
    return found;
}

QByteArray TreeReader::soaOf(const ZoneFacts &zone, const QString &directory) const
{
    const Result<QByteArray> text = read(zone.text());
    const Result<QByteArray> origin = nameToWire(zone.zone.toUtf8(), QByteArray(1, '\0'));
    if (!text || !origin)
        return {};
    const std::optional<Record> soa = ZoneFile::soaOf(zone.text(), *text, *origin, [&](const QString &name) {
        return read(QDir::cleanPath(name.startsWith(u'/') ? name : directory + u'/' + name));
    });
    return soa ? soa->rdata : QByteArray();
}

} // namespace lockstep
