// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonecheck.h"

#include "core/zone/hashtable.h"
#include "core/zone/rrtypes.h"
#include "core/zone/wire.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

using Severity = ZoneFinding::Severity;

constexpr qsizetype bytesOfRecord = 44; // in a zone of hosts, for a first guess

QString shown(QByteArrayView name) { return QString::fromUtf8(nameToText(name)); }
QString shownType(int type) { return QString::fromLatin1(typeToText(type)); }
quint64 numberOf(QByteArrayView name, int type = 0) { return XXH3_64bits_withSeed(name.data(), size_t(name.size()), quint64(type)); }

// Names above a name, itself first, up to and without the zone's.
template <class Look> void upwards(QByteArrayView name, QByteArrayView zone, Look look)
{
    for (; name.size() > zone.size(); name = name.sliced(1 + uchar(name[0]))) {
        if (!look(name))
            return;
    }
}

// What a name of the zone has.
struct Node
{
    quint64 key = 0;
    quint32 line = 0;  // of its CNAME, otherwise of its first record
    quint16 other = 0; // type of a record that may not stand beside a CNAME
    bool cname = false;
    bool address = false;
    bool delegation = false;
    bool dname = false;
    bool ds = false;
};

struct Set
{
    quint64 key = 0;
    quint32 ttl = 0;
    quint32 line = 0;
};

struct Seen
{
    quint64 key = 0;
    quint32 line = 0;
};

// A name that records point to.
struct Target
{
    QByteArray owner; // of the first of them
    Origin place;
};

bool standsBesideCname(int type)
{
    constexpr int key = 25;
    return type == rrtype::rrsig || type == rrtype::nsec || type == rrtype::sig || type == rrtype::nxt || type == key;
}

// The name inside data that must lead to a host.
QByteArrayView targetOf(int type, QByteArrayView rdata)
{
    switch (type) {
    case rrtype::ns:
    case rrtype::cname:
        return rdata;
    case rrtype::mx:
        return rdata.sliced(2);
    case rrtype::srv:
        return rdata.sliced(6);
    default:
        return {};
    }
}

class Checker : public ZoneSink
{
public:
    Checker(const QByteArray &zone, qsizetype bytes)
        : m_zone(zone), m_nodes(size_t(bytes / bytesOfRecord)), m_sets(size_t(bytes / bytesOfRecord)), m_seen(size_t(bytes / bytesOfRecord))
    {
    }

    void record(const ScannedRecord &record) override;
    void fault(const Error &error) override { add(Severity::Error, error); }
    void warning(const Error &warning) override { add(Severity::Warning, warning); }
    void finish();

    // Places where another zone begins, or a DNAME.
    bool hasCuts() const { return m_cuts; }
    bool isHidden(QByteArrayView owner, int type) const;
    void add(Severity severity, const QString &code, const QStringList &args, const QString &file, int line)
    {
        add(severity, Error{code, args, {{}, file, line, 0}, {}});
    }
    ZoneFindings result;

private:
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
    void look(const Target &target, QByteArrayView name, int type);
    const Node *node(QByteArrayView name) const { return m_nodes.find(numberOf(name)); }
    bool wildcardAnswers(QByteArrayView name) const;

    QByteArray m_zone;
    HashTable<Node> m_nodes;
    HashTable<Set> m_sets;
    HashTable<Seen> m_seen;
    QHash<std::pair<QByteArray, int>, Target> m_targets;
    QList<Target> m_signed; // names with a DS
    qsizetype m_errors = 0;
    qsizetype m_warnings = 0;
    QString m_file;
    bool m_cuts = false;
    int m_soas = 0;
    bool m_nameServers = false;
};

void Checker::record(const ScannedRecord &record)
{
    ++result.records;
    m_file = record.file;
    const auto place = [&](const char *code, const QStringList &args, Severity severity = Severity::Error) {
        add(severity, QLatin1String(code), args, record.file, record.line);
    };
    const bool apex = record.owner == m_zone;
    if (record.type == rrtype::soa) {
        if (!apex)
            place("zone.check.soa.place", {shown(record.owner), shown(m_zone)});
        else if (++m_soas == 2)
            place("zone.check.soa.more", {shown(m_zone)});
        if (apex && !result.serial)
            result.serial = ZoneFile::serialIn({{}, record.type, 0, record.rdata.toByteArray(), {}, 0});
    }
    Node &node = m_nodes.at(numberOf(record.owner));
    if (node.line == 0)
        node.line = quint32(record.line);
    if (record.type == rrtype::cname) {
        if (std::exchange(node.cname, true))
            place("zone.check.cnames", {shown(record.owner)});
        else if (node.other)
            place("zone.check.cname", {shown(record.owner), shownType(node.other)});
    } else if (!standsBesideCname(record.type) && !node.other) {
        node.other = quint16(record.type);
        if (node.cname)
            place("zone.check.cname", {shown(record.owner), shownType(record.type)});
    }
    if (record.type == rrtype::ds && !std::exchange(node.ds, true))
        m_signed.append({record.owner.toByteArray(), {{}, record.file, record.line, 0}});
    node.address = node.address || record.type == rrtype::a || record.type == rrtype::aaaa;
    if (record.type == rrtype::ns && apex)
        m_nameServers = true;
    if ((record.type == rrtype::ns && !apex) || record.type == rrtype::dname) {
        (record.type == rrtype::ns ? node.delegation : node.dname) = true;
        m_cuts = true;
    }
    if (record.type != rrtype::rrsig && record.type != rrtype::sig) { // those have the TTL of what they cover
        Set &set = m_sets.at(numberOf(record.owner, record.type));
        if (set.line == 0) {
            set.ttl = record.ttl;
            set.line = quint32(record.line);
        } else if (set.ttl != record.ttl) {
            place("zone.check.ttl",
                  {shown(record.owner), shownType(record.type), QString::number(record.ttl), QString::number(set.ttl), QString::number(set.line)},
                  Severity::Warning);
        }
    }
    Seen &seen = m_seen.at(recordHash(record.owner, record.type, 0, record.rdata).low64);
    if (seen.line != 0)
        place("zone.check.twice", {shown(record.owner), shownType(record.type), QString::number(seen.line)}, Severity::Warning);
    else
        seen.line = quint32(record.line);
    const QByteArrayView target = targetOf(record.type, record.rdata);
    if (target.size() > 1 && isBelow(target, m_zone)) {
        Target &known = m_targets[{target.toByteArray().toLower(), record.type}];
        if (known.owner.isEmpty() || (apex && known.owner != m_zone)) // of several records the zone's own counts
            known = {record.owner.toByteArray(), {{}, record.file, record.line, 0}};
    }
}

// RFC 4592: the wildcard below the closest name that exists.
bool Checker::wildcardAnswers(QByteArrayView name) const
{
    bool answers = false;
    upwards(name, m_zone, [&](QByteArrayView at) {
        const QByteArrayView above = at.sliced(1 + uchar(at[0]));
        const Node *star = node(QByteArray("\1*") + above.toByteArray());
        answers = star && (star->address || star->cname);
        return !star && !node(above);
    });
    return answers;
}

void Checker::look(const Target &target, QByteArrayView name, int type)
{
    const QStringList words{shown(target.owner), shownType(type), shown(name)};
    // named refuses a zone for its own servers only.
    const Severity severity = type == rrtype::ns && target.owner == m_zone ? Severity::Error : Severity::Warning;
    const auto say = [&](const char *code, const QStringList &args) { add(severity, Error{QLatin1String(code), args, target.place, {}}); };
    const Node *here = node(name);
    if (here && here->address)
        return;
    bool dname = false;
    QByteArrayView cut;
    upwards(name, m_zone, [&](QByteArrayView at) {
        const Node *one = node(at);
        if (one && one->delegation)
            cut = at;
        dname = dname || (one && one->dname && at != name);
        return true;
    });
    if (type == rrtype::ns && !cut.isEmpty() && isBelow(name, cut) && isBelow(target.owner, cut))
        return say("zone.check.glue", {shown(target.owner), shown(name)});
    if (!cut.isEmpty())
        return; // another zone knows
    if (type == rrtype::cname) {
        if (!here && !dname && !wildcardAnswers(name))
            say("zone.check.cname.none", {shown(target.owner), shown(name)});
        return;
    }
    if (here && here->cname)
        return say("zone.check.target.cname", words);
    if (dname)
        return say("zone.check.target.dname", words);
    if (!wildcardAnswers(name))
        say("zone.check.target.none", words);
}

bool Checker::isHidden(QByteArrayView owner, int type) const
{
    bool hidden = false;
    upwards(owner, m_zone, [&](QByteArrayView at) {
        const Node *one = node(at);
        const bool glue = type == rrtype::a || type == rrtype::aaaa;
        const bool same = at.size() == owner.size();
        if (one && one->delegation)
            hidden = same ? !glue && type != rrtype::ns && type != rrtype::ds && !standsBesideCname(type) : !glue;
        else if (one && one->dname && !same)
            hidden = true;
        return !hidden;
    });
    return hidden;
}

void Checker::finish()
{
    if (m_soas == 0)
        add(Severity::Error, QStringLiteral("zone.check.soa.none"), {shown(m_zone)}, m_file, 1);
    if (!m_nameServers)
        add(Severity::Error, QStringLiteral("zone.check.ns.none"), {shown(m_zone)}, m_file, 1);
    for (const Target &one : std::as_const(m_signed)) {
        if (const Node *here = node(one.owner); here && !here->delegation)
            add(Severity::Error, Error{QStringLiteral("zone.check.ds"), {shown(one.owner)}, one.place, {}});
    }
    for (auto it = m_targets.cbegin(); it != m_targets.cend(); ++it)
        look(it.value(), it.key().first, it.key().second);
}

// Records that nobody gets to see, because another zone begins above them.
class Hidden : public ZoneSink
{
public:
    explicit Hidden(Checker &checker) : m_checker(checker) {}
    bool wantsData(QByteArrayView, int) override { return false; }
    void record(const ScannedRecord &record) override
    {
        if (m_checker.isHidden(record.owner, record.type))
            m_checker.add(Severity::Warning, QStringLiteral("zone.check.hidden"), {shown(record.owner), shownType(record.type)}, record.file,
                          record.line);
    }

private:
    Checker &m_checker;
};

} // namespace

ZoneFindings checkZone(const QByteArray &origin, const ZoneText &zone)
{
    Checker checker(origin, zone.text.size());
    ZoneScanner(origin, checker, zone.reader).scan(zone.path, zone.text);
    checker.finish();
    if (checker.hasCuts()) {
        Hidden hidden(checker);
        ZoneScanner(origin, hidden, zone.reader).scan(zone.path, zone.text);
    }
    std::ranges::stable_sort(checker.result.findings, [&](const ZoneFinding &a, const ZoneFinding &b) {
        const bool main = a.error.origin.file == zone.path;
        if (main != (b.error.origin.file == zone.path))
            return main;
        return std::pair(a.error.origin.file, a.error.origin.line) < std::pair(b.error.origin.file, b.error.origin.line);
    });
    return checker.result;
}

} // namespace lockstep
