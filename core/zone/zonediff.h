// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonefile.h"

namespace lockstep {

// One RRset (RFC 9499) that differs. A side without records: the RRset is not there.
struct ZoneRow
{
    QByteArray owner;
    int type = 0;
    QList<Record> before;
    QList<Record> after;
    bool ttlOnly = false;
};

struct ZoneDifference
{
    QList<ZoneRow> rows;     // in canonical order of names; the SOA's row only when more than its serial differs
    bool serialOnly = false; // nothing but the serial differs
    bool isEmpty() const { return rows.isEmpty() && !serialOnly; }
};

// Order, duplicates, spelling and layout do not count.
ZoneDifference zoneDiff(const QList<Record> &before, const QList<Record> &after);

// The serial for a zone whose content changes: above every one of `above` in the sense of RFC 1982.
enum class SerialStyle { Date, PlusOne, UnixTime };
quint32 nextSerial(SerialStyle style, const QList<quint32> &above, qint64 nowMs);
bool serialIsAbove(quint32 serial, quint32 other);

} // namespace lockstep

Q_DECLARE_TYPEINFO(lockstep::ZoneRow, Q_RELOCATABLE_TYPE);
