// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/generations.h"
#include "core/namedconf/config.h"

#include <QSet>

namespace lockstep {

// A zone of one tree with what decides whether named must read it again.
struct ZoneFacts
{
    QString zone;
    QString view;
    QString type;
    QString file; // absolute; the file and what it includes lie in `paths`
    QStringList paths;
    Digest content;        // over the bytes of all paths
    Digest statement;      // over the zone statement's text
    bool managed = false;  // content of ours: primary, its text below a root
    bool dynamic = false;  // named or its clients own the content
    bool updates = false;  // clients may change it (allow-update, update-policy)
    bool signs = false;    // named signs it, or would, with a policy
    QString policy;        // by which it is signed now; "" when it is not, or with keys that nobody looks after
    QString keys;          // the folder of its keys, as it stands there
    bool rolls = false;    // named replaces them by itself
    QString source;        // of one that named signs and nobody updates: where its text is managed; `file` is a link to it
    QString journal;       // that updates are written to, absolute
    QStringList askAt;     // addresses of this server at which its questions are answered
    QStringList perhapsAt; // and where they may be refused
    QByteArray soa;        // data of its SOA record in wire form as the files have it (TreeReader::soaOf)
    qint64 date = 0;       // ms UTC, of its file, when a switch has changed the zone
    const QString &text() const { return source.isEmpty() ? file : source; } // the file that holds its records
    template <class V> void fields(V &v)
    {
        v("zone", zone);
        v("view", view);
        v("type", type);
        v("file", file);
        v("paths", paths);
        v("content", content);
        v("statement", statement);
        v("managed", managed);
        v("dynamic", dynamic);
        v("updates", updates);
        v("signs", signs);
        v("policy", policy);
        v("keys", keys);
        v("rolls", rolls);
        v("source", source);
        v("journal", journal);
        v("askAt", askAt);
        v("perhapsAt", perhapsAt);
        v("soa", soa);
        v("date", date);
    }
};

// What one tree's configuration comes to.
struct ConfigFacts
{
    QList<ZoneFacts> zones;
    Digest configuration; // over every configuration file that was read
    Digest others;        // over every other managed file that named only reads and no primary zone is made of: TLS, hints ...
    int statisticsPort = 0;
    QString directory;              // what relative paths are relative to
    QStringList outside;            // "statement path" of every file used outside the roots
    QStringList elsewhere;          // files outside the roots that it was read from, folders that it was looked for in; stays in the helper
    QList<Error> layout;            // see layoutProblems(); stays in the helper
    QMap<QString, QString> startup; // what named takes only when it starts, as it stands there; stays in the helper
    template <class V> void fields(V &v)
    {
        v("zones", zones);
        v("configuration", configuration);
        v("others", others);
        v("statisticsPort", statisticsPort);
        v("directory", directory);
        v("outside", outside);
    }
};

struct PartialFacts
{
    ConfigFacts facts;
    std::optional<Error> unread;       // nothing: they are whole
    std::optional<Error> unreadConfig; // of those, of a configuration file: zones may be missing
};

// Those that only one server of a group may have so; their keys are not looked for here.
QList<OwnedZone> ownedBy(const ConfigFacts &facts);

// Reads files by the path that named sees, from a generation (roots) or from this server (everything else).
class TreeReader
{
public:
    TreeReader(Files &files, const AgentPlaces &places, QString generationFolder, Snapshot snapshot);
    // Its files were just seen to be those of this manifest, so that what is not read for its words is not read at all; `lone` are
    // the texts that are known to include no other, and gets more of them.
    void trust(const Snapshot &manifest, QSet<Digest> *lone);
    Result<QByteArray> read(const QString &absolute) const;
    // Of the file that is read there; the digest of nothing when it cannot be.
    Digest digestOf(const QString &absolute) const;
    // What a zone file includes, as it says it.
    QStringList includesOf(const QString &absolute, const Digest &digest) const;
    // Where that file really lies.
    QString place(const QString &absolute) const;
    // The names in a folder, for the patterns of includes. Nothing outside the roots and the local folder: a pattern must not tell
    // a master what else lies on this server.
    std::optional<QStringList> names(const QString &folder) const;
    // Both fail when a file that is there could not be read (a disk that gives errors, too many open files): half a tree must not
    // pass for a whole one. What is not there is part of what they tell. `listed` gets the folders that patterns were looked for in.
    Result<Config> config(const QString &mainFile, QStringList *listed = nullptr) const;
    Result<ConfigFacts> facts(const QString &mainFile) const;
    // What could be read of it, for a way back, which must be possible on a disk that is dying.
    PartialFacts partialFacts(const QString &mainFile) const;
    // The first such failure of what was read by this reader.
    const std::optional<Error> &unread() const { return m_unread; }
    // The data of a managed zone's SOA record in wire form, as its files have it; empty when there is none.
    QByteArray soaOf(const ZoneFacts &zone, const QString &directory) const;
    // What a managed tree must not do, at its statement: no absolute directory, named writing below a root (RELIABILITY 1.0.3 to
    // 1.0.5).
    QList<Error> layoutProblems(const Config &config, const QString &mainFile) const;
    // The managed text of a zone that named signs beside its `file`, by the rule of signedsource.h.
    std::optional<QString> sourceOf(const ZoneDecl &zone) const;
    bool managed(const QString &absolute) const { return m_snapshot.placeOf(absolute).has_value(); }

private:
    Config readConfigured(const QString &mainFile, QStringList *listed) const;
    void note(const QString &place, const Error &error, FileFacts::Kind wanted = FileFacts::Kind::File) const;
    bool exists(const QString &absolute) const;

    Files &m_files;
    const AgentPlaces &m_places;
    QString m_folder;
    Snapshot m_snapshot;
    std::optional<Snapshot> m_trusted;
    QSet<Digest> *m_lone = nullptr;
    mutable std::optional<Error> m_unread;
};

} // namespace lockstep
