// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/signingchange.h"

#include "core/zone/rrtypes.h"
#include "core/zone/zonediff.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype signatureHead = 18; // RRSIG's octets before the signer's name (RFC 4034 3.1)
constexpr qsizetype expirationAt = 8;
constexpr qsizetype keyTagAt = 16;

quint32 number(const QByteArray &data, qsizetype at, int octets)
{
    quint32 value = 0;
    for (int i = 0; i < octets; ++i)
        value = value << 8 | uchar(data[at + i]);
    return value;
}

// Type covered, algorithm, key tag and signer: what makes a renewed signature the same one.
QByteArray identityOf(const QByteArray &signature)
{
    const QByteArray rest = signature.sliced(signatureHead);
    return signature.first(3) + signature.sliced(keyTagAt, 2) + rest.first(nameSize(rest));
}

class Summing
{
public:
    SigningChange result;

    void signatures(const ZoneRow &row)
    {
        QHash<QByteArray, int> left; // that are on the left side only, by identity
        QSet<QByteArrayView> right;
        QSet<QByteArrayView> both;
        for (const Record &record : row.after)
            right.insert(record.rdata);
        for (const Record &record : row.before) {
            if (right.contains(record.rdata)) {
                both.insert(record.rdata);
            } else if (record.rdata.size() > signatureHead) {
                ++left[identityOf(record.rdata)];
                note(record.rdata, result.before, m_tagsBefore);
            }
        }
        for (const Record &record : row.after) {
            if (both.contains(record.rdata) || record.rdata.size() <= signatureHead)
                continue;
            note(record.rdata, result.after, m_tagsAfter);
            const auto same = left.find(identityOf(record.rdata));
            const bool renewed = same != left.end() && *same > 0;
            ++(renewed ? result.signaturesRenewed : result.signaturesAdded);
            if (renewed)
                --*same;
        }
        for (const int one : std::as_const(left))
            result.signaturesRemoved += one;
        if (row.ttlOnly)
            result.signaturesRenewed += row.after.size();
    }

    void chain(const ZoneRow &row)
    {
        // Rows of a name follow each other.
        if (m_lastInChain != row.owner || result.chainNames == 0)
            ++result.chainNames;
        m_lastInChain = row.owner;
    }

    void parameters(const ZoneRow &row)
    {
        const auto show = [&row](QByteArray &text, const QList<Record> &records) {
            QByteArrayList all;
            for (const Record &record : records)
                all.append((row.ttlOnly ? QByteArray::number(record.ttl) + ' ' : QByteArray()) + rdataToText(record.type, record.rdata));
            std::ranges::sort(all);
            text += (text.isEmpty() || all.isEmpty() ? "" : ", ") + all.join(", ");
        };
        show(result.parametersBefore, row.before);
        show(result.parametersAfter, row.after);
    }

    void finish()
    {
        result.before.keyTags = QList<quint16>(m_tagsBefore.cbegin(), m_tagsBefore.cend());
        result.after.keyTags = QList<quint16>(m_tagsAfter.cbegin(), m_tagsAfter.cend());
        std::ranges::sort(result.before.keyTags);
        std::ranges::sort(result.after.keyTags);
    }

private:
    // Times go round (RFC 4034 3.1.5).
    static void note(const QByteArray &signature, SigningChange::Signatures &side, QSet<quint16> &tags)
    {
        const quint32 expiration = number(signature, expirationAt, 4);
        if (tags.isEmpty() || serialIsAbove(side.firstExpiration, expiration))
            side.firstExpiration = expiration;
        if (tags.isEmpty() || serialIsAbove(expiration, side.lastExpiration))
            side.lastExpiration = expiration;
        tags.insert(quint16(number(signature, keyTagAt, 2)));
    }

    QSet<quint16> m_tagsBefore;
    QSet<quint16> m_tagsAfter;
    QByteArray m_lastInChain;
};

class Content : public ZoneSink
{
public:
    explicit Content(const QByteArray &zone) : m_zone(zone) {}
    void record(const ScannedRecord &record) override
    {
        if (isOfSigning(m_zone, record.owner, record.type))
            return;
        if (record.type != rrtype::soa || record.rdata.size() < 20) {
            sum.add(recordHash(record.owner, record.type, record.ttl, record.rdata));
            return;
        }
        QByteArray data = record.rdata.toByteArray();
        data.replace(data.size() - 20, 4, QByteArray(4, '\0'));
        sum.add(recordHash(record.owner, record.type, record.ttl, data));
    }
    void fault(const Error &error) override
    {
        Q_UNUSED(error)
        readable = false;
    }

    ZoneChecksum sum;
    bool readable = true;

private:
    const QByteArray &m_zone;
};

} // namespace

bool isMadeBySigner(const QByteArray &zone, QByteArrayView owner, int type)
{
    return type == rrtype::rrsig || type == rrtype::nsec || type == rrtype::nsec3 || type == rrtype::nsec3param ||
           (type == rrtype::zonemd && owner == zone);
}

bool isOfSigning(const QByteArray &zone, QByteArrayView owner, int type)
{
    return ((type == rrtype::dnskey || type == rrtype::cds || type == rrtype::cdnskey) && owner == zone) || isMadeBySigner(zone, owner, type);
}

SigningChange takeSigning(const QByteArray &zone, QList<ZoneRow> &rows)
{
    Summing sums;
    QList<ZoneRow> rest;
    for (ZoneRow &row : rows) {
        if (!isMadeBySigner(zone, row.owner, row.type))
            rest.append(std::move(row));
        else if (row.type == rrtype::rrsig)
            sums.signatures(row);
        else if (row.type == rrtype::nsec3param)
            sums.parameters(row);
        else if (row.type == rrtype::zonemd)
            sums.result.zoneDigest = true;
        else
            sums.chain(row);
    }
    sums.finish();
    rows = std::move(rest);
    return sums.result;
}

std::optional<ZoneChecksum> contentSum(const QByteArray &origin, const ZoneText &zone)
{
    Content content(origin);
    ZoneScanner(origin, content, zone.reader).scan(zone.path, zone.text);
    return content.readable ? std::optional(content.sum) : std::nullopt;
}

} // namespace lockstep
