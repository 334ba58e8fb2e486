// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonechecker.h"

#include "core/zone/dnsservice.h"
#include "core/zone/hosttarget.h"
#include "core/zone/wire.h"
#include "core/zone/zonefile.h"

#include <algorithm>

namespace lockstep {

namespace {

QString shown(QByteArrayView name) { return QString::fromUtf8(nameToText(name)); }
QString shownType(int type) { return QString::fromLatin1(typeToText(type)); }

// Names above a name, itself first, up to and without the zone's.
template <class Look> void upwards(QByteArrayView name, QByteArrayView zone, Look look)
{
    for (; name.size() > zone.size(); name = name.sliced(1 + uchar(name[0]))) {
        if (!look(name))
            return;
    }
}

bool standsBesideCname(int type)
{
    constexpr int key = 25;
    return type == rrtype::rrsig || type == rrtype::nsec || type == rrtype::sig || type == rrtype::nxt || type == key;
}

// Below a delegation these are seen as glue.
bool isGlue(int type) { return type == rrtype::a || type == rrtype::aaaa; }
bool standsAtDelegation(int type) { return isGlue(type) || type == rrtype::ns || type == rrtype::ds || standsBesideCname(type); }

} // namespace

RepeatItem ZoneChecker::repeatItem(const ScannedRecord &record, quint64 number, quint64 set)
{
    const bool signature = record.type == rrtype::rrsig || record.type == rrtype::sig;
    return {number, signature ? 0 : set, record.ttl, {quint32(record.line), fileNumber(record.file)}};
}

quint32 ZoneChecker::fileNumber(const QString &file)
{
    if (m_file < m_files.size() && (m_files[m_file].isSharedWith(file) || m_files[m_file] == file))
        return m_file;
    const qsizetype known = m_files.indexOf(file);
    m_file = quint32(known < 0 ? m_files.size() : known);
    if (known < 0)
        m_files.append(file);
    return m_file;
}

// "5", or "5 of other.db" where another file is meant.
QString ZoneChecker::shownPlace(const RepeatPlace &place, const QString &here) const
{
    const QString &file = m_files[place.file];
    return file == here ? QString::number(place.line) : QStringLiteral("%1 (%2)").arg(place.line).arg(file);
}

bool ZoneChecker::isNews(const ScannedRecord &record, quint64 what)
{
    const quint64 told = recordNumber(record) + (quint64(record.line) << 32 | quint64(fileNumber(record.file)) << 1 | what);
    const qsizetype before = m_told.size();
    m_told.insert(told);
    return m_told.size() > before;
}

void ZoneChecker::tellTwice(const ScannedRecord &record, const RepeatPlace &place)
{
    if (isNews(record, 0))
        add(Severity::Warning, QStringLiteral("zone.check.twice"), {shown(record.owner), shownType(record.type), shownPlace(place, record.file)},
            record.file, record.line);
}

void ZoneChecker::tellTtl(const ScannedRecord &record, const RepeatPlace &place, quint32 ttl)
{
    if (isNews(record, 1))
        add(Severity::Warning, QStringLiteral("zone.check.ttl"),
            {shown(record.owner), shownType(record.type), QString::number(record.ttl), QString::number(ttl), shownPlace(place, record.file)},
            record.file, record.line);
}

void ZoneChecker::tellHidden(const ScannedRecord &record)
{
    add(Severity::Warning, QStringLiteral("zone.check.hidden"), {shown(record.owner), shownType(record.type)}, record.file, record.line);
}

void ZoneChecker::beginRun(const ScannedRecord &record)
{
    endRun();
    m_run = m_key;
    m_node = &m_nodes.at(m_key);
    if (m_node->used)
        m_scattered = m_node->scattered = true;
    m_node->used = true;
    m_repeats.clear();
    m_runHasMore = false;
    m_runOwner.clear();
    if (record.owner.size() > m_zone.size()) {
        const QByteArrayView above = record.owner.sliced(1 + uchar(record.owner[0]));
        if (above.size() > m_zone.size())
            m_runOwner = above.toByteArray();
    }
}

void ZoneChecker::endRun()
{
    // What is above a name that is known is known too.
    upwards(m_runOwner, m_zone, [&](QByteArrayView at) {
        Above &above = m_above.at(nameNumber(at) & ~quint64(1));
        const bool news = !above.known || (m_runHasMore && !above.hasMore);
        above.known = true;
        above.hasMore |= m_runHasMore;
        return news;
    });
}

void ZoneChecker::readSoa(const ScannedRecord &record, bool apex)
{
    const auto complain = [&](const char *code, const QStringList &args) {
        add(Severity::Error, QLatin1String(code), args, record.file, record.line);
    };
    if (!apex)
        complain("zone.check.soa.place", {shown(record.owner), shown(m_zone)});
    else if (++m_soas == 2)
        complain("zone.check.soa.more", {shown(m_zone)});
    if (apex && !result.serial)
        result.serial = ZoneFile::serialIn({{}, record.type, 0, record.rdata.toByteArray(), {}, 0});
}

void ZoneChecker::readTarget(const ScannedRecord &record, bool apex)
{
    const QByteArrayView name = hostTarget(record.type, record.rdata);
    if (name.size() <= 1 || !isBelow(name, m_zone))
        return;
    TargetPlace &place = m_targetPlaces.at(nameNumber(name, record.type));
    const Origin here{{}, record.file, record.line, 0};
    if (place.behind == 0) {
        m_targets.push_back({name.toByteArray(), record.type, record.owner.toByteArray(), here});
        place.behind = m_targets.size();
    } else if (Target &known = m_targets[place.behind - 1]; apex && known.owner != m_zone) { // of several the zone's own counts
        known.owner = m_zone;
        known.place = here;
    }
}

void ZoneChecker::record(const ScannedRecord &record)
{
    ++result.records;
    if (m_key != m_run || !m_node)
        beginRun(record);
    const auto complain = [&](const char *code, const QStringList &args) {
        add(Severity::Error, QLatin1String(code), args, record.file, record.line);
    };
    const bool apex = record.owner.size() == m_zone.size();
    if (record.type == rrtype::soa)
        readSoa(record, apex);
    Node &node = *m_node;
    if (record.type == rrtype::cname) {
        if (node.cname)
            complain("zone.check.cnames", {shown(record.owner)});
        else if (node.other)
            complain("zone.check.cname", {shown(record.owner), shownType(node.other)});
        node.cname = true;
    } else if (!standsBesideCname(record.type) && !node.other) {
        node.other = quint16(record.type);
        if (node.cname)
            complain("zone.check.cname", {shown(record.owner), shownType(record.type)});
    }
    if (record.type == rrtype::ds && !node.ds) {
        node.ds = true;
        m_signed.append({{}, record.type, record.owner.toByteArray(), {{}, record.file, record.line, 0}});
    }
    if (record.type == rrtype::svcb) {
        if (const char *missing = dnsServiceFault(record.owner, record.rdata))
            complain(missing, {shown(record.owner)});
    }
    if (isGlue(record.type))
        node.address = true;
    else
        m_runHasMore = true;
    if (!standsAtDelegation(record.type))
        node.unseen = true;
    if (record.type == rrtype::ns && apex)
        m_nameServers = true;
    if ((record.type == rrtype::ns && !apex) || record.type == rrtype::dname) {
        m_cuts.at(m_key & ~quint64(1)).dname |= record.type == rrtype::dname;
        if (record.type == rrtype::ns)
            node.delegation = true;
        else
            node.dname = true;
    }
    m_repeats.look(
        repeatItem(record, recordNumber(record), quint64(record.type) + 1), [&](const RepeatPlace &place) { tellTwice(record, place); },
        [&](const RepeatPlace &place, quint32 ttl) { tellTtl(record, place, ttl); });
    readTarget(record, apex);
}

// RFC 4592: the wildcard below the closest name that exists.
bool ZoneChecker::wildcardAnswers(QByteArrayView name) const
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

void ZoneChecker::look(const Target &target)
{
    const QByteArrayView name = target.name;
    const int type = target.type;
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

bool ZoneChecker::isHidden(QByteArrayView owner, int type) const
{
    if (!m_hiding)
        return false;
    bool hidden = false;
    upwards(owner, m_zone, [&](QByteArrayView at) {
        const Node *one = node(at);
        const bool same = at.size() == owner.size();
        if (one && one->delegation)
            hidden = same ? !standsAtDelegation(type) : !isGlue(type);
        else if (one && one->dname && !same)
            hidden = true;
        return !hidden;
    });
    return hidden;
}

// Whether a delegation or DNAME may hide a record: two names may share a number, so that another look decides.
bool ZoneChecker::hides() const
{
    if (m_cuts.size() == 0)
        return false;
    const bool atCut = m_cuts.any([&](const Cut &cut) {
        const auto unseen = [&](quint64 key) {
            const Node *one = m_nodes.find(key);
            return one && one->delegation && one->unseen;
        };
        return unseen(cut.key) || unseen(cut.key | 1);
    });
    return atCut || m_above.any([&](const Above &above) {
        const Cut *cut = m_cuts.find(above.key);
        return cut && (cut->dname || above.hasMore);
    });
}

void ZoneChecker::finish()
{
    endRun();
    m_hiding = hides();
    if (m_soas == 0)
        add(Severity::Error, QStringLiteral("zone.check.soa.none"), {shown(m_zone)}, m_path, 1);
    if (!m_nameServers)
        add(Severity::Error, QStringLiteral("zone.check.ns.none"), {shown(m_zone)}, m_path, 1);
    for (const Target &one : std::as_const(m_signed)) {
        if (!node(one.owner)->delegation)
            add(Severity::Error, Error{QStringLiteral("zone.check.ds"), {shown(one.owner)}, one.place, {}});
    }
    for (const Target &one : m_targets)
        look(one);
}

} // namespace lockstep
