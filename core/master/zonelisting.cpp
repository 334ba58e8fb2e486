// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/zonelisting.h"

#include <QElapsedTimer>

namespace lockstep {

namespace {

constexpr qint64 sliceMs = 20;
constexpr qsizetype mostBytes = 7 << 20; // of one answer, estimated; a frame holds 8 MiB
constexpr qsizetype rowBytes = 320;      // of a row without its texts

bool hasRecords(const ZoneDecl &zone)
{
    return zone.inView.isEmpty() && (zone.type == QLatin1String("primary") || zone.type == QLatin1String("hint"));
}

std::optional<quint32> serialIn(const StagedTree &tree, const ZoneDecl &zone)
{
    return zone.type == QLatin1String("primary") && tree.digestOf(zone.file) ? tree.serialOf(zone) : std::nullopt;
}

enum class Records { Counted, NotCounted };

ZoneListing rowOf(const StagedTree &tree, const ZoneDecl &zone, Records records)
{
    ZoneListing row;
    row.name = zone.name;
    row.view = zone.view;
    row.inView = zone.inView;
    row.type = zone.inView.isEmpty() ? zone.type : QStringLiteral("in-view");
    row.file = zone.file;
    row.dynamic = zone.dynamic;
    row.signs = zone.signs;
    if (const auto place = tree.snapshot().placeOf(zone.file); place && tree.digestOf(zone.file)) {
        row.root = place->first;
        row.path = place->second;
        if (records == Records::Counted && hasRecords(zone))
            row.records = tree.recordsOf(zone);
    }
    return row;
}

ZoneListing compared(const StagedTree &live, const StagedTree &staged, const ZoneDecl &zone, Records records)
{
    ZoneListing row = rowOf(staged, zone, records);
    row.serialStaged = serialIn(staged, zone);
    const ZoneDecl *before = live.zone(zone.name, zone.view);
    if (!before) {
        row.change = ZoneChange::Added;
        return row;
    }
    row.serialLive = serialIn(live, *before);
    if (before->text != zone.text || live.content(*before) != staged.content(zone))
        row.change = ZoneChange::Changed;
    return row;
}

ZoneListing removedRow(const StagedTree &live, const ZoneDecl &zone, Records records)
{
    ZoneListing row = rowOf(live, zone, records);
    row.serialLive = serialIn(live, zone);
    row.change = ZoneChange::Removed;
    return row;
}

} // namespace

Task<QList<ZoneListing>> listZones(StagedTree live, StagedTree staged, Clock &clock)
{
    QList<ZoneListing> rows;
    const QList<ZoneDecl> zones = staged.config().zones;
    const QList<ZoneDecl> before = live.config().zones;
    rows.reserve(zones.size());
    QElapsedTimer slice;
    slice.start();
    for (qsizetype i = 0; i < zones.size() + before.size(); ++i) {
        if (i < zones.size())
            rows.append(compared(live, staged, zones[i], Records::Counted));
        else if (const ZoneDecl &gone = before[i - zones.size()]; !staged.zone(gone.name, gone.view))
            rows.append(removedRow(live, gone, Records::Counted));
        if (slice.elapsed() < sliceMs)
            continue;
        Task<bool> turn = clock.sleep(0, Cancel());
        co_await turn;
        slice.restart();
    }
    co_return rows;
}

Result<ZoneList> oneZone(const GroupDesk &desk, const ZoneListRequest &request)
{
    LOCKSTEP_TRY(staged, desk.stagedTree());
    LOCKSTEP_TRY(live, desk.liveTree());
    LOCKSTEP_TRY(id, desk.stagedId());
    const QString view = request.view.value_or(QString());
    const ZoneDecl *zone = staged.zone(*request.zone, view);
    const ZoneDecl *before = live.zone(*request.zone, view);
    if (!zone && !before)
        return fail(QStringLiteral("master.nozone"), {*request.zone, view});
    LOCKSTEP_CHECK(staged.keepTexts());
    ZoneListing row = zone ? compared(live, staged, *zone, Records::NotCounted) : removedRow(live, *before, Records::NotCounted);
    if (before)
        row.bytesLive = live.digestOf(before->file);
    if (zone)
        row.bytesStaged = staged.digestOf(zone->file);
    return ZoneList{{row}, 1, id};
}

ZoneList pageOf(const QList<ZoneListing> &all, const Digest &staged, const ZoneListRequest &request)
{
    ZoneList page{{}, int(all.size()), staged};
    qsizetype bytes = 0;
    for (qsizetype i = std::max(request.from, 0); i < all.size() && page.zones.size() < std::max(request.limit, 1) && bytes < mostBytes; ++i) {
        const ZoneListing &row = all[i];
        bytes += rowBytes + 2 * (row.name.size() + row.view.size() + row.file.size() + row.path.size());
        page.zones.append(row);
    }
    return page;
}

} // namespace lockstep
