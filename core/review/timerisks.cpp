// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about serials, and about how long resolvers keep what was.
#include "core/review/riskrule.h"
#include "core/review/rowdata.h"
#include "core/zone/rrtypes.h"

#include <QtEndian>

#include <algorithm>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Kind = MeaningRow::Kind;

constexpr qint64 hour = 3600;
constexpr qint64 day = 24 * hour;

// In the units of a zone file: "1d12h".
QString duration(qint64 seconds)
{
    QString text;
    for (const auto &[unit, length] : {std::pair('w', 7 * day), {'d', day}, {'h', hour}, {'m', qint64(60)}, {'s', qint64(1)}}) {
        if (seconds >= length)
            text += QString::number(seconds / length) + QLatin1Char(unit);
        seconds %= length;
    }
    return text.isEmpty() ? QStringLiteral("0s") : text;
}

// The zone's own SOA, and nothing else.
class SoaSink : public ZoneSink
{
public:
    explicit SoaSink(const QByteArray &zone) : m_zone(zone) {}
    bool wantsData(QByteArrayView owner, int type) override { return type == rrtype::soa && owner == m_zone; }
    void record(const ScannedRecord &record) override
    {
        if (found || record.rdata.isEmpty())
            return;
        found = {record.owner.toByteArray(), record.type, record.ttl, record.rdata.toByteArray(), record.file, record.line};
        end = record.entry ? record.part + record.entry->end : 0;
    }
    std::optional<Record> found;
    qsizetype end = 0; // of its entry

private:
    const QByteArray &m_zone;
};

// It mostly stands in the beginning: files that are included are read only where it does not.
std::optional<Record> soaOf(const ZoneLook &look, const std::optional<ZoneText> &side)
{
    constexpr qsizetype beginning = 1 << 16;
    if (!side)
        return {};
    const QByteArrayView first = side->text.first(std::min(beginning, side->text.size()));
    SoaSink near(look.origin());
    ZoneScanner(look.origin(), near).scan(side->path, first);
    if (near.found && (near.end < first.size() || first.size() == side->text.size()))
        return near.found;
    SoaSink all(look.origin());
    ZoneScanner(look.origin(), all, side->reader).scan(side->path, side->text);
    return all.found;
}

// Serials on both sides.
struct Serials
{
    quint32 before;
    quint32 after;
};
std::optional<Serials> serialsOf(const ZoneLook &look)
{
    const ZoneMeaning &meaning = look.meaning();
    if (!look.sides().before || !look.sides().after || !meaning.serialBefore || !meaning.serialAfter)
        return {};
    return Serials{*meaning.serialBefore, *meaning.serialAfter};
}

void tellSerial(const ZoneLook &look, RiskTeller &tell, const Serials &serials)
{
    RiskNote note;
    note.name = look.nameText(look.origin());
    note.what = QStringLiteral("SOA");
    if (const std::optional<Record> soa = soaOf(look, look.sides().before))
        note.before = {{}, soa->file, soa->line, 0};
    if (const std::optional<Record> soa = soaOf(look, look.sides().after))
        note.after = {{}, soa->file, soa->line, 0};
    tell.tell(note, {shownName(look.origin()), QString::number(serials.before), QString::number(serials.after)});
}

void serialDown(const ZoneLook &look, RiskTeller &tell)
{
    const std::optional<Serials> serials = serialsOf(look);
    if (serials && serials->before != serials->after && !serialIsAbove(serials->after, serials->before))
        tellSerial(look, tell, *serials);
}

void serialSame(const ZoneLook &look, RiskTeller &tell)
{
    const std::optional<Serials> serials = serialsOf(look);
    if (serials && serials->before == serials->after && (!look.meaning().rows.isEmpty() || !look.meaning().signing.isEmpty()))
        tellSerial(look, tell, *serials);
}

// What was is kept by whoever asked just before, for as long as its TTL said.
void longTtl(const ZoneLook &look, RiskTeller &tell)
{
    QList<const MeaningRow *> rows;
    for (const MeaningRow *row : look.rows()) {
        if (row->kind != Kind::Added && row->type != rrtype::soa && longestTtl(*row) >= day)
            rows.append(row);
    }
    // Those that have a place; of others it does not matter which is first.
    constexpr qsizetype most = 16;
    std::ranges::partial_sort(rows, rows.begin() + std::min(most, rows.size()), [](const MeaningRow *a, const MeaningRow *b) {
        return std::pair(longestTtl(*a), b) > std::pair(longestTtl(*b), a); // as they stand in the list
    });
    for (const MeaningRow *row : std::as_const(rows)) {
        if (tell.leavesOut(longestTtl(*row) * 1000))
            continue;
        tell.tell(look.note(*row), {shownType(row->type), shownName(row->owner), duration(longestTtl(*row))});
    }
}

void raisedTtl(const ZoneLook &look, RiskTeller &tell)
{
    if (!look.sides().before || !look.sides().after)
        return;
    const auto longestAfter = [](const MeaningRow &row) {
        quint32 longest = 0;
        for (const Record &record : row.after)
            longest = std::max(longest, record.ttl);
        return qint64(longest);
    };
    for (const MeaningRow &row : look.meaning().rows) {
        const bool both = row.kind == Kind::Changed || row.kind == Kind::TtlOnly;
        if (both && row.type != rrtype::soa && longestTtl(row) < day && longestAfter(row) >= day && !tell.leavesOut())
            tell.tell(look.note(row), {shownType(row.type), shownName(row.owner), duration(longestTtl(row)), duration(longestAfter(row))});
    }
}

// RFC 2308 3 and 5: that a name or a type is not there is kept for the SOA's last field, but no longer than its TTL.
void longNegativeTtl(const ZoneLook &look, RiskTeller &tell)
{
    const MeaningRow *first = nullptr;
    qsizetype added = 0;
    for (const MeaningRow *row : look.rows()) {
        if (row->kind != Kind::Added)
            continue;
        first = first ? first : row;
        ++added;
    }
    const std::optional<Record> soa = first ? soaOf(look, look.sides().before) : std::nullopt;
    if (!soa || soa->rdata.size() < 4)
        return;
    const qint64 minimum = qFromBigEndian<quint32>(soa->rdata.constData() + soa->rdata.size() - 4);
    const qint64 negative = std::min<qint64>(minimum, soa->ttl);
    if (negative <= hour)
        return;
    RiskNote note = look.note(*first);
    note.staleMs = negative * 1000;
    tell.tell(note, {QString::number(added), shownName(first->owner), duration(negative)}, added == 1 ? "one" : nullptr);
}

constexpr RiskRule rules[] = {
    {"serial-down", Rank::Danger, serialDown},       {"serial-same", Rank::Attention, serialSame},
    {"ttl-long", Rank::Notice, longTtl, nullptr, 3}, {"ttl-raised", Rank::Notice, raisedTtl, nullptr, 3},
    {"negative-ttl", Rank::Notice, longNegativeTtl},
};

} // namespace

std::span<const RiskRule> timeRules() { return rules; }

} // namespace lockstep
