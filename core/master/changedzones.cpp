// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/changedzones.h"

#include "core/zone/names.h"
#include "core/zone/rrtypes.h"

#include <algorithm>
#include <cstring>

namespace lockstep {

namespace {

constexpr int mostQuestions = 2000; // of one zone
constexpr qsizetype mostFaults = 1000;

// The names above which a zone has wildcards (RFC 4592); one that is gone may rightly be answered by them.
class Wildcards final : public ZoneSink
{
public:
    Wildcards(const StagedTree &tree, const ZoneDecl &zone, const QByteArray &text) : m_tree(tree), m_zone(zone), m_text(text) {}
    bool wantsData(QByteArrayView, int) override { return false; }
    void record(const ScannedRecord &record) override
    {
        if (record.owner.startsWith("\1*") && !record.owner.isEmpty() && (m_names.isEmpty() || m_names.last() != record.owner.sliced(2)))
            m_names.append(record.owner.sliced(2).toByteArray());
    }
    bool cover(QByteArrayView owner)
    {
        if (!std::exchange(m_read, true))
            ZoneScanner(originOf(m_zone), *this, m_tree.reader()).scan(m_zone.file, m_text);
        return std::ranges::any_of(m_names, [&](const QByteArray &above) { return isBelow(owner, above); });
    }

private:
    const StagedTree &m_tree;
    const ZoneDecl &m_zone;
    const QByteArray &m_text;
    bool m_read = false;
    QList<QByteArray> m_names;
};

// One side of the rows, without the SOA.
QList<ProofQuestion> questionsOf(const ZoneDecl &zone, const QList<ZoneRow> &rows, QList<Record> ZoneRow::*side, Wildcards &wildcards)
{
    QList<ProofQuestion> questions;
    for (const ZoneRow &row : rows) {
        const QList<Record> &records = row.*side;
        if (row.ttlOnly || row.type == rrtype::soa || (records.isEmpty() && wildcards.cover(row.owner)))
            continue;
        if (questions.size() >= mostQuestions)
            break;
        ProofQuestion question{zone.name, zone.view, row.owner, row.type, {}};
        for (const Record &record : records)
            question.rdata.append(record.rdata);
        questions.append(question);
    }
    return questions;
}

std::optional<ProofQuestion> soaQuestion(const StagedTree &tree, const ZoneDecl &zone, const QByteArray &text)
{
    const auto soa = ZoneFile::soaOf(zone.file, text, originOf(zone), tree.reader());
    return soa ? std::optional(ProofQuestion{zone.name, zone.view, originOf(zone), rrtype::soa, {soa->rdata}}) : std::nullopt;
}

ZoneTextDifference compared(const StagedTree &from, const ZoneDecl *before, const QByteArray &old, const StagedTree &to, const ZoneDecl &after,
                            const QByteArray &text)
{
    return zoneTextDiff(originOf(after), ZoneText{before ? before->file : after.file, old, from.reader()}, ZoneText{after.file, text, to.reader()});
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

bool differInOneNumber(QByteArrayView one, QByteArrayView other)
{
    constexpr qsizetype step = 4096;
    const qsizetype least = std::min(one.size(), other.size());
    qsizetype begin = 0; // what both begin with
    while (begin + step <= least && std::memcmp(one.data() + begin, other.data() + begin, step) == 0)
        begin += step;
    while (begin < least && one[begin] == other[begin])
        ++begin;
    qsizetype end = 0; // and end with
    while (end + step <= least - begin && std::memcmp(one.data() + one.size() - end - step, other.data() + other.size() - end - step, step) == 0)
        end += step;
    while (end < least - begin && one[one.size() - end - 1] == other[other.size() - end - 1])
        ++end;
    const auto isNumber = [&](QByteArrayView text) { return std::ranges::all_of(text.sliced(begin, text.size() - end - begin), isDigit); };
    const bool differs = begin + end < std::max(one.size(), other.size());
    return differs && isNumber(one) && isNumber(other);
}

ChangedZones::ChangedZones(const StagedTree &from, const StagedTree &to) : m_from(from), m_to(to)
{
    const QList<ZoneDecl> zones = to.changedSince(from);
    for (const ZoneDecl &zone : zones)
        compare(zone);
    m_unread = m_from.unread() ? m_from.unread() : m_to.unread();
}

namespace {

// Empty when there is none, or none any more. Errors: it is there and could not be read.
Result<QByteArray> textIn(const StagedTree &tree, const ZoneDecl *zone)
{
    const Result<QByteArray> text = zone ? tree.bytes(zone->file) : Result<QByteArray>(QByteArray());
    return !text && tree.unread() ? fail(*tree.unread()) : Result<QByteArray>(text.value_or(QByteArray()));
}

} // namespace

void ChangedZones::compare(const ZoneDecl &zone)
{
    const Result<QByteArray> text = m_to.bytes(zone.file);
    if (!text && m_faults.size() < mostFaults)
        m_faults.append(Error{QStringLiteral("file.missing"), {zone.file}, zone.origin, {}});
    const QByteArray after = text.value_or(QByteArray());
    const ZoneDecl *decl = m_from.zone(zone.name, zone.view);
    const QByteArray before = textIn(m_from, decl).value_or(QByteArray());
    const ZoneTextDifference difference = compared(m_from, decl, before, m_to, zone, after);
    for (const Error &fault : difference.faultsAfter) {
        if (m_faults.size() < mostFaults)
            m_faults.append(fault);
    }
    if (text && !difference.serialAfter && m_faults.size() < mostFaults)
        m_faults.append(Error{QStringLiteral("zone.nosoa"), {zone.name}, {{}, zone.file, 1, 0}, {}});
    if (const auto soa = soaQuestion(m_to, zone, after))
        m_questions.append(*soa);
    Wildcards there(m_to, zone, after);
    m_questions += questionsOf(zone, difference.records.rows, &ZoneRow::after, there);
    if (!decl || decl->file != zone.file || !difference.isReadable())
        return;
    Wildcards here(m_from, *decl, before);
    m_returning.insert(zoneKey(zone.name, zone.view), questionsOf(*decl, difference.records.rows, &ZoneRow::before, here));
}

Result<QList<ProofQuestion>> ChangedZones::wayBack(const StagedTree &back) const
{
    if (m_unread)
        return fail(*m_unread);
    QList<ProofQuestion> questions;
    const QList<ZoneDecl> zones = back.changedSince(m_to);
    for (const ZoneDecl &zone : zones) {
        LOCKSTEP_TRY(text, textIn(back, &zone));
        const auto soa = soaQuestion(back, zone, text);
        if (soa)
            questions.append(*soa);
        const auto known = m_returning.constFind(zoneKey(zone.name, zone.view));
        const ZoneDecl *old = known != m_returning.cend() ? m_from.zone(zone.name, zone.view) : nullptr;
        LOCKSTEP_TRY(earlier, textIn(m_from, old));
        if (old && soa && back.serialOf(zone) != m_from.serialOf(*old) && differInOneNumber(earlier, text)) {
            questions += *known;
            continue;
        }
        const ZoneDecl *before = m_to.zone(zone.name, zone.view);
        LOCKSTEP_TRY(served, textIn(m_to, before));
        Wildcards wildcards(back, zone, text);
        questions += questionsOf(zone, compared(m_to, before, served, back, zone, text).records.rows, &ZoneRow::after, wildcards);
    }
    return questions;
}

} // namespace lockstep
