// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/conffile.h"

#include <QHash>
#include <QMap>

#include <functional>
#include <optional>

namespace lockstep {

// Who may ask, as address match lists: nobody said it where one is absent. A list of its own counts, else the view's, else that of
// options, else anybody may (BIND manual, "allow-query", "allow-query-on").
struct AskRules
{
    std::optional<QList<ConfStatement>> query;
    std::optional<QList<ConfStatement>> queryOn; // by the address that is asked
};

// One zone statement, as far as files and serving are concerned.
struct ZoneDecl
{
    QString name;         // lower case, no trailing dot; "." for the root
    QString view;         // "" when the configuration has no views
    QString type;         // primary, secondary, hint ... (master and slave are read as the new words)
    QString file;         // absolute; "" when none is named
    bool dynamic = false; // update-policy, or allow-update other than none; view and options count for a primary
    bool signs = false;   // inline-signing, or dnssec-policy other than none, likewise
    QString inView;       // in-view: the zone lives there
    Origin origin;
    QByteArray text;      // of the whole statement, and of what it includes behind it, for "did it change"
    bool journal = false; // it names its journal itself
    AskRules asking;
};

// A file that the configuration reads or writes.
struct FileUse
{
    QString path;         // absolute
    QByteArray statement; // the keyword that names it: include, file, key-directory ...
    bool writes = false;  // named writes there
    Origin origin;
    bool implied = false; // no statement gives the path: named makes it from others, or has it as its default
};

// What a named.conf and everything it includes say.
struct Config
{
    QList<ConfFile> files;                                 // in the order they were read, the main file first
    QHash<std::pair<int, qsizetype>, QList<int>> includes; // index in `files` and offset of an include statement -> what it brought in
    QList<Error> problems;                                 // syntax, missing includes
    QString directory = QStringLiteral("/var/cache/bind"); // as Debian's named is built; the statement wins
    bool directoryGiven = false;
    QStringList views;
    QStringList otherClasses; // views that are not of class IN
    QList<ZoneDecl> zones;
    QList<FileUse> uses;
    QStringList keys;
    QStringList optionFiles;                         // included inside options
    QMap<QString, QList<ConfStatement>> acls;        // names in lower case, as named compares them
    QMap<QString, QString> aclFiles;                 // where each of them is defined
    QMap<QString, QList<ConfStatement>> viewClients; // view -> match-clients; absent when it has none
    QList<QList<ConfStatement>> listening;           // each listen-on for plain queries at port 53
    QList<QList<ConfStatement>> listeningByDefault;  // that names no port
    bool listensElsewhere = false;                   // a listen-on of another port, or for other queries
    int port = 53;                                   // of those that name none
    QMap<QString, AskRules> asking;                  // by view, "" for options
    std::optional<QList<ConfStatement>> blackhole;
    quint16 statisticsPort = 0; // of an inet channel on 127.0.0.1 or *
    bool hasControls = false;
    bool destinationsMatter = false; // a view has match-destinations or match-recursive-only
    const ConfFile *file(const QString &path) const;
};

// Reads `mainFile` and what it includes. `reader` gives a file's bytes by absolute path, `lister` the names in a folder, or nothing
// when they cannot be known. Without a lister, or where it knows nothing, the pattern of an include is taken for a file's name. At
// most `mostIncludes` files are included, those that are included twice counted twice (ten includes on each of five levels are 100,000
// files); what is more is one problem (namedconf.include.many).
// Each entry of `files` is brought in by one include at most, so that no walk through includes meets more.
using ConfReader = std::function<Result<QByteArray>(const QString &path)>;
using ConfLister = std::function<std::optional<QStringList>(const QString &folder)>;
Config readConfig(const QString &mainFile, const ConfReader &reader, const ConfLister &lister = {}, int mostIncludes = 100'000);

// The statements of a list in `config.files[file]`, those of included files in the place of their include.
using ConfVisitor = std::function<void(const ConfStatement &statement, int file)>;
void visitStatements(const Config &config, int file, const QList<ConfStatement> &list, const ConfVisitor &visit);

// The files that an include pattern names ("zones/*.conf", also in folders: "*/zones.conf"), sorted by bytes as named reads them
// (glob(7); a leading dot is not matched by a wildcard). Empty when there is none, nothing when the lister does not know a folder.
std::optional<QStringList> expandPattern(const QString &pattern, const ConfLister &lister);
bool isPattern(const QString &path);

// Every file and folder that named reads or writes for this configuration, each once for every statement that names it: what the
// statements name, and what named makes of them (journals, signed zones, its dump and statistics files).
QList<FileUse> filesOf(const Config &config);

// The view in which named would answer `address` (IPv4): the first whose match-clients fits. Nothing when that cannot be told
// (keys, unknown names, match-destinations). "" when there are no views. `own`: it is one of the server's own addresses.
std::optional<QString> viewFor(const Config &config, const QString &address, bool own = false);

// The IPv4 addresses at port 53 of which named listens, as far as they stand there or are the loopback one.
QStringList listenersOf(const Config &config);
// Whether a zone would answer this very server when it asks at `address`, one of its own, from there. Unknown: keys, interfaces
// or lists decide that are not known.
enum class MatchVerdict;
MatchVerdict mayAskItself(const Config &config, const ZoneDecl &zone, const QString &address);

// Statements that differ on every server move to <localFolder>/server.conf and options.conf, which the shared files include
// (DESIGN 3). A tree that is split already comes back unchanged.
struct LocalSplit
{
    QByteArray serverConf;
    QByteArray optionsConf;
    QMap<QString, QByteArray> files; // shared files with their new text; only those that change
};
LocalSplit splitLocal(const Config &config, const QString &localFolder);

} // namespace lockstep
