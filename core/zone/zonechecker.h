// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/hashtable.h"
#include "core/zone/zonecheck.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonerepeats.h"

#include <QSet>

#include <algorithm>

namespace lockstep {

inline quint64 nameNumber(QByteArrayView name, int type = 0) { return XXH3_64bits_withSeed(name.data(), size_t(name.size()), quint64(type)); }
inline quint64 recordNumber(const ScannedRecord &record) { return recordHash(record.owner, record.type, 0, record.rdata).low64; }

// What checkZone() knows of a zone while it reads it: a table of its names, and lists of the few records that need a look at
// others once all are known.
class ZoneChecker : public ZoneSink
{
public:
    using Severity = ZoneFinding::Severity;

    // `length` of its text.
    ZoneChecker(const QByteArray &zone, const QString &path, qsizetype length)
        : m_zone(zone), m_path(path), m_nodes(size_t(std::min<qsizetype>(length / bytesOfRecord, mostGuessed)))
    {
    }

    // While a record's data are read, its name comes from memory.
    bool wantsData(QByteArrayView owner, int) override
    {
        m_key = nameNumber(owner);
        m_nodes.expect(m_key);
        return true;
    }
    void record(const ScannedRecord &record) override;
    void fault(const Error &error) override { add(Severity::Error, error); }
    void warning(const Error &warning) override { add(Severity::Warning, warning); }
    void finish();

    // Whether records must be looked at again, and which: those of names that do not stand together, and all when a delegation
    // or a DNAME may hide some.
    bool asksAgain() const { return m_scattered || m_hiding; }
    bool isScattered(QByteArrayView owner) const
    {
        const Node *here = m_scattered ? node(owner) : nullptr;
        return here && here->scattered;
    }
    bool isHidden(QByteArrayView owner, int type) const;
    RepeatItem repeatItem(const ScannedRecord &record, quint64 number, quint64 set);
    void tellTwice(const ScannedRecord &record, const RepeatPlace &place);
    void tellTtl(const ScannedRecord &record, const RepeatPlace &place, quint32 ttl);
    void tellHidden(const ScannedRecord &record);
    ZoneFindings result;

private:
    static constexpr qsizetype bytesOfRecord = 44; // in a zone of hosts, for a first guess
    static constexpr qsizetype mostGuessed = 1 << 22;

    // What a name of the zone has.
    struct Node
    {
        quint64 key = 0;
        quint16 other = 0; // type of a record that may not stand beside a CNAME
        bool used : 1 = false;
        bool scattered : 1 = false; // its records do not all follow each other
        bool cname : 1 = false;
        bool address : 1 = false;
        bool delegation : 1 = false;
        bool dname : 1 = false;
        bool ds : 1 = false;
        bool unseen : 1 = false; // it has records that a delegation at this name hides
    };

    // A name where another zone begins, or with a DNAME.
    struct Cut
    {
        quint64 key = 0;
        bool dname = false;
    };

    // A name above others.
    struct Above
    {
        quint64 key = 0;
        bool known = false;
        bool hasMore = false; // than addresses below it
    };

    // A name that records of one type point to.
    struct Target
    {
        QByteArray name;
        int type = 0;
        QByteArray owner; // of the first of them
        Origin place;
    };

    struct TargetPlace
    {
        quint64 key = 0;
        size_t behind = 0; // its index + 1
    };

    void add(Severity severity, const QString &code, const QStringList &args, const QString &file, int line)
    {
        add(severity, Error{code, args, {{}, file, line, 0}, {}});
    }
    void add(Severity severity, const Error &error)
    {
        qsizetype &told = severity == Severity::Error ? m_errors : m_warnings; // neither takes the other's room
        if (told == ZoneFindings::mostFindings) {
            ++result.more;
            return;
        }
        ++told;
        result.findings.append({severity, error});
    }
    bool isNews(const ScannedRecord &record, quint64 what);
    quint32 fileNumber(const QString &file);
    QString shownPlace(const RepeatPlace &place, const QString &here) const;
    void beginRun(const ScannedRecord &record);
    void endRun();
    void readSoa(const ScannedRecord &record, bool apex);
    void readTarget(const ScannedRecord &record, bool apex);
    void look(const Target &target);
    bool hides() const;
    const Node *node(QByteArrayView name) const { return m_nodes.find(nameNumber(name)); }
    bool wildcardAnswers(QByteArrayView name) const;

    QByteArray m_zone;
    QString m_path; // of its first file
    HashTable<Node> m_nodes;
    quint64 m_key = 0;      // of the name that is being read
    Node *m_node = nullptr; // of the run
    quint64 m_run = 0;      // its key
    RunRepeats m_repeats;
    QByteArray m_runOwner;     // when it lies deep enough to be hidden
    bool m_runHasMore = false; // than addresses
    HashTable<Above> m_above;
    HashTable<Cut> m_cuts;
    HashTable<TargetPlace> m_targetPlaces;
    std::vector<Target> m_targets;
    QList<Target> m_signed; // names with a DS
    QSet<quint64> m_told;   // repeats, so that the second look does not tell them again
    qsizetype m_errors = 0;
    qsizetype m_warnings = 0;
    QStringList m_files; // in which records stand
    quint32 m_file = 0;  // the last of them in use
    bool m_scattered = false;
    bool m_hiding = false;
    int m_soas = 0;
    bool m_nameServers = false;
};

} // namespace lockstep
