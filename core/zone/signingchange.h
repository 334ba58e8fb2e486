// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonechecksum.h"
#include "core/zone/zonemeaning.h"

namespace lockstep {

// Whether the signer makes such records, so that they are summed up and not shown: RRSIG, NSEC, NSEC3, NSEC3PARAM, and ZONEMD
// at the apex.
bool isMadeBySigner(const QByteArray &zone, QByteArrayView owner, int type);
// Those, and DNSKEY, CDS and CDNSKEY at the apex: what a zone has because it is signed.
bool isOfSigning(const QByteArray &zone, QByteArrayView owner, int type);

// Takes the rows that the signer makes out of `rows` and sums them up.
SigningChange takeSigning(const QByteArray &zone, QList<ZoneRow> &rows);

// The sum of a zone's records without those of isOfSigning() and without the serial, after the manner of ZONEMD (RFC 8976) but
// in whatever order: equal for two zones that say the same. Records that stand there twice count twice. Nothing for a text
// with faults.
std::optional<ZoneChecksum> contentSum(const QByteArray &origin, const ZoneText &zone);

} // namespace lockstep
