// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonechecker.h"

#include <algorithm>

namespace lockstep {

namespace {

// A second look: at the records of names that stand in several places, and at what nobody gets to see because another zone
// begins above it.
class Again : public ZoneSink
{
public:
    explicit Again(ZoneChecker &checker) : m_checker(checker) {}
    bool wantsData(QByteArrayView owner, int) override { return m_scattered = m_checker.isScattered(owner); }
    void record(const ScannedRecord &record) override
    {
        if (m_checker.isHidden(record.owner, record.type))
            m_checker.tellHidden(record);
        if (!m_scattered)
            return;
        m_repeats.look(
            m_checker.repeatItem(record, recordNumber(record), nameNumber(record.owner, record.type + 1)),
            [&](const RepeatPlace &place) { m_checker.tellTwice(record, place); },
            [&](const RepeatPlace &place, quint32 ttl) { m_checker.tellTtl(record, place, ttl); });
    }

private:
    ZoneChecker &m_checker;
    Repeats m_repeats;
    bool m_scattered = false;
};

} // namespace

ZoneFindings checkZone(const QByteArray &origin, const ZoneText &zone)
{
    WholeText text(zone.text);
    return checkZone(origin, ZoneSource{zone.path, text, zone.reader});
}

ZoneFindings checkZone(const QByteArray &origin, const ZoneSource &zone)
{
    ZoneChecker checker(origin, zone.path, zone.text.length());
    ZoneScanner(origin, checker, zone.reader).scan(zone.path, zone.text);
    checker.finish();
    if (checker.asksAgain()) {
        Again again(checker);
        ZoneScanner(origin, again, zone.reader).scan(zone.path, zone.text);
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
