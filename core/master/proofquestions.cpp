// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/stagedtree.h"

#include "core/zone/names.h"
#include "core/zone/recorddiff.h"
#include "core/zone/rrtypes.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int mostQuestions = 2000; // of one zone

// The names above which a zone has wildcards (RFC 4592).
class Wildcards final : public ZoneSink
{
public:
    bool wantsData(QByteArrayView, int) override { return false; }
    void record(const ScannedRecord &record) override
    {
        if (record.owner.startsWith("\1*") && !record.owner.isEmpty() && (names.isEmpty() || names.last() != record.owner.sliced(2)))
            names.append(record.owner.sliced(2).toByteArray());
    }
    bool cover(QByteArrayView owner) const
    {
        return std::ranges::any_of(names, [&](const QByteArray &above) { return isBelow(owner, above); });
    }

    QList<QByteArray> names;
};

} // namespace

// A long zone is never read into a model for it: only RRsets in which something differs are.
QList<ProofQuestion> proofQuestions(const StagedTree &from, const StagedTree &to)
{
    QList<ProofQuestion> questions;
    const QList<ZoneDecl> zones = to.changedSince(from);
    for (const ZoneDecl &zone : zones) {
        const QByteArray origin = originOf(zone);
        const ZoneDecl *decl = from.zone(zone.name, zone.view);
        const QByteArray before = decl ? from.bytes(decl->file).value_or(QByteArray()) : QByteArray();
        const QByteArray after = to.bytes(zone.file).value_or(QByteArray());
        if (const auto soa = ZoneFile::soaOf(zone.file, after, origin, to.reader()))
            questions.append({zone.name, zone.view, origin, rrtype::soa, {soa->rdata}});
        const ZoneTextDifference difference = zoneTextDiff(origin, ZoneText{decl ? decl->file : zone.file, before, from.reader()},
                                                           ZoneText{zone.file, after, to.reader()});
        std::optional<Wildcards> wildcards; // a name that is gone may rightly be answered by one
        const auto isCovered = [&](const QByteArray &owner) {
            if (!wildcards) {
                wildcards.emplace();
                ZoneScanner(origin, *wildcards, to.reader()).scan(zone.file, after);
            }
            return wildcards->cover(owner);
        };
        int asked = 0;
        for (const ZoneRow &row : difference.records.rows) {
            if (row.ttlOnly || row.type == rrtype::soa || (row.after.isEmpty() && isCovered(row.owner)) || ++asked > mostQuestions)
                continue;
            ProofQuestion question{zone.name, zone.view, row.owner, row.type, {}};
            for (const Record &record : row.after)
                question.rdata.append(record.rdata);
            questions.append(question);
        }
    }
    return questions;
}

} // namespace lockstep
