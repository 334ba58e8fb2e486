// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/zonedocument.h"

#include <QPointer>

namespace lockstep {

namespace {

struct Parsed
{
    std::shared_ptr<const ZoneRows> rows;
    std::shared_ptr<const ZoneRows> live;
    RowChanges changes;
};

// In another thread: `live` is read only when it is another text, and not known yet.
Parsed parsedOf(const QByteArray &origin, const QString &file, const QByteArray &text, std::shared_ptr<const ZoneRows> rows,
                const std::optional<QByteArray> &liveText, std::shared_ptr<const ZoneRows> live, bool same)
{
    Parsed result{std::move(rows), std::move(live), {}};
    if (!result.rows)
        result.rows = std::make_shared<const ZoneRows>(ZoneRows::parse(file, text, origin));
    if (same)
        result.live = result.rows;
    else if (liveText)
        result.live = std::make_shared<const ZoneRows>(ZoneRows::parse(file, *liveText, origin));
    if (!same)
        result.changes = rowChanges(result.live ? *result.live : ZoneRows::parse(file, {}, origin), *result.rows);
    return result;
}

} // namespace

ZoneDocument::ZoneDocument(GroupSession &group, QString zone, QString view)
    : m_group(group), m_zone(std::move(zone)), m_view(std::move(view)),
      m_origin(nameToWire(m_zone.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray(1, '\0')))
{
    connect(&m_group, &GroupSession::changesChanged, this, &ZoneDocument::follow);
    connect(&m_group, &GroupSession::statusChanged, this, &ZoneDocument::follow);
}

void ZoneDocument::follow()
{
    const QPointer<ZoneDocument> here(this);
    if (!m_group.master().isConnected())
        return;
    if (m_working) {
        m_again = true;
        return;
    }
    refresh().then([here](const Result<void> &read) {
        if (here && !read)
            Q_EMIT here->failed(read.error());
    });
}

// One piece of work at a time, in the order they were asked for.
Task<bool> ZoneDocument::turn()
{
    if (!m_working) {
        m_working = true;
        co_return true;
    }
    Promise<bool> mine;
    m_waiting.append(mine);
    Task<bool> waiting = mine.wait();
    const bool go = co_await waiting;
    co_return go;
}

void ZoneDocument::done()
{
    if (!m_waiting.isEmpty()) {
        Promise<bool> next = m_waiting.takeFirst();
        next.set(true); // it goes on working
        return;
    }
    m_working = false;
    if (std::exchange(m_again, false))
        follow();
}

Task<Result<void>> ZoneDocument::refresh()
{
    const QPointer<ZoneDocument> here(this);
    Task<bool> waiting = turn();
    co_await waiting;
    if (!here)
        co_return Result<void>();
    const Digest before = m_digest;
    const bool loaded = m_loaded;
    Task<Result<void>> reading = read();
    Result<void> result = co_await reading;
    if (!here)
        co_return Result<void>();
    if (result && loaded && m_digest != before && m_digest != m_own)
        Q_EMIT changedElsewhere();
    if (result && !loaded)
        m_own = m_digest;
    if (here)
        done();
    co_return result;
}

Task<Result<void>> ZoneDocument::read()
{
    const QPointer<ZoneDocument> here(this);
    Task<Result<ZoneList>> asking = m_group.master().call(mastercalls::zoneList, ZoneListRequest{m_group.id(), 0, 1, m_zone, m_view});
    LOCKSTEP_CO_TRY(list, co_await asking);
    if (!here || list.zones.isEmpty())
        co_return Result<void>();
    const ZoneListing listing = list.zones.first();
    const Digest text = listing.bytesStaged.value_or(listing.bytesLive.value_or(Digest()));
    const Digest live = listing.bytesLive.value_or(Digest());
    if (m_loaded && text == m_digest && live == m_liveDigest) {
        if (std::exchange(m_listing, listing) != listing)
            Q_EMIT changed();
        co_return Result<void>();
    }
    QByteArray bytes;
    std::optional<QByteArray> liveBytes;
    if (!text.isNull() && (text != m_digest || !m_rows)) {
        Task<Result<QByteArray>> fetching = m_group.bytes(text);
        LOCKSTEP_CO_TRY(got, co_await fetching);
        bytes = got;
    }
    if (here && !live.isNull() && live != text && (live != m_liveDigest || !m_live)) {
        Task<Result<QByteArray>> fetching = m_group.bytes(live);
        LOCKSTEP_CO_TRY(got, co_await fetching);
        liveBytes = got;
    }
    if (!here)
        co_return Result<void>();
    if (text.isNull()) {
        m_rows.reset();
        m_changes = {};
    } else {
        const std::shared_ptr<const ZoneRows> kept = text == m_digest ? m_rows : nullptr;
        const std::shared_ptr<const ZoneRows> keptLive = live == m_liveDigest ? m_live : nullptr;
        Promise<Parsed> ready;
        QtConcurrent::run(parsedOf, m_origin, listing.file, bytes, kept, liveBytes, keptLive, text == live)
            .then(this, [ready](const Parsed &made) mutable { ready.set(made); });
        Task<Parsed> parsing = ready.wait();
        const Parsed made = co_await parsing;
        if (!here)
            co_return Result<void>();
        m_rows = made.rows;
        m_live = made.live;
        m_changes = made.changes;
    }
    m_digest = text;
    m_liveDigest = live;
    m_listing = listing;
    m_loaded = true;
    Q_EMIT changed();
    co_return Result<void>();
}

} // namespace lockstep
