// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonefile.h"

#include "core/zone/rrtypes.h"

namespace lockstep {

namespace {

constexpr int serialToken = 2; // of the SOA's data

QByteArray lineEndOf(const QByteArray &text) { return text.contains("\r\n") ? "\r\n" : "\n"; }

} // namespace

// Reads "[TTL] [CLASS] TYPE DATA" by letting it be a line of its own.
Result<ZoneFile::Wanted> ZoneFile::wanted(const QByteArray &owner, const QByteArray &record) const
{
    if (record.contains('\n') || record.contains('\r'))
        return fail(QStringLiteral("zone.rdata"), {QStringLiteral("new"), QString::fromUtf8(record.left(300))});
    LOCKSTEP_TRY(name, nameToWire(owner, m_origin));
    if (!isBelow(name, m_origin))
        return fail(QStringLiteral("zone.outside"), {QString::fromUtf8(nameToText(name)), QString::fromUtf8(nameToText(m_origin))});
    const ZoneFile line = parse({}, "$TTL 0\n@ " + record + '\n', m_origin);
    if (!line.m_diagnostics.isEmpty())
        return fail(line.m_diagnostics.first().code == QLatin1String("zone.open")
                        ? Error{QStringLiteral("zone.rdata"), {QStringLiteral("new"), QString::fromUtf8(record)}, {}, {}}
                        : Error{line.m_diagnostics.first().code, line.m_diagnostics.first().args, {}, line.m_diagnostics.first().detail});
    if (line.m_records.size() != 1)
        return fail(QStringLiteral("zone.rdata"), {QStringLiteral("new"), QString::fromUtf8(record)});
    Wanted found{name, line.m_records[0].type, {}, line.m_records[0].rdata, record.trimmed()};
    const ZoneEntry entry = line.entryAt(line.m_places[0]);
    for (qsizetype i = 1; i < line.m_places[0].typeToken; ++i) {
        if (const auto ttl = ttlFromText(entry.word(i, line.m_text)))
            found.ttl = ttl;
    }
    return found;
}

Result<const ZoneFile::Place *> ZoneFile::find(const Wanted &wanted) const
{
    for (qsizetype i = 0; i < m_records.size(); ++i) {
        const Record &record = m_records[i];
        if (record.owner != wanted.owner || record.type != wanted.type || record.rdata != wanted.rdata || (wanted.ttl && *wanted.ttl != record.ttl))
            continue;
        for (const Place &place : m_places) {
            if (place.record == i)
                return &place;
        }
        return fail(Error{QStringLiteral("zone.record.elsewhere"),
                          {QString::fromUtf8(nameToText(wanted.owner)), QString::fromUtf8(wanted.text)},
                          {{}, record.file, record.line, 0},
                          {}});
    }
    return fail(QStringLiteral("zone.record.missing"), {QString::fromUtf8(nameToText(wanted.owner)), QString::fromUtf8(wanted.text)});
}

Result<QByteArray> ZoneFile::added(const QByteArray &owner, const QByteArray &record) const
{
    LOCKSTEP_TRY(what, wanted(owner, record));
    for (const Record &there : m_records) {
        if (there.owner == what.owner && there.type == what.type && there.rdata == what.rdata)
            return fail(QStringLiteral("zone.record.exists"), {QString::fromUtf8(nameToText(what.owner)), QString::fromUtf8(what.text)});
    }
    // Behind the last record of the same name; otherwise at the end.
    const Place *after = nullptr;
    for (const Place &place : m_places) {
        if (m_records[place.record].owner == what.owner)
            after = &place;
    }
    qsizetype at = m_text.size();
    QByteArray name = nameToText(what.owner); // $ORIGIN may have changed at the end: absolute is always right
    if (after) {
        at = after->end;
        name = nameToText(what.owner, after->origin);
    } else if (!m_places.isEmpty()) {
        name = nameToText(what.owner, m_places.last().origin);
        at = m_places.last().end;
    }
    QByteArray text = m_text;
    QByteArray line = name + '\t' + what.text + lineEndOf(m_text);
    if (at > 0 && text[at - 1] != '\n')
        line.prepend(lineEndOf(m_text));
    text.insert(at, line);
    if (m_places.isEmpty()) { // there may be no TTL for it, or an open parenthesis that takes it in
        const ZoneFile made = parse(m_path, text, m_origin);
        if (made.m_places.isEmpty())
            return fail(made.m_diagnostics.isEmpty() ? Error{QStringLiteral("zone.nottl"), {}, {}, {}} : made.m_diagnostics.last());
    }
    return text;
}

Result<QByteArray> ZoneFile::changed(const QByteArray &owner, const QByteArray &before, const QByteArray &after) const
{
    LOCKSTEP_TRY(old, wanted(owner, before));
    LOCKSTEP_TRY(fresh, wanted(owner, after));
    LOCKSTEP_TRY(place, find(old));
    const ZoneEntry entry = entryAt(*place);
    QByteArray text = m_text;
    // From the first word behind the owner to the last word of the data; a comment behind it stays.
    const qsizetype begin = entry.tokens[place->ownerWritten ? 1 : 0].begin;
    const bool oneLine = !m_text.sliced(entry.begin, entry.end - entry.begin).trimmed().contains('\n');
    const qsizetype end = entry.tokens.last().end;
    if (!oneLine) { // parentheses around several lines: the whole entry is written anew
        const QByteArray name = place->ownerWritten ? text.sliced(entry.tokens[0].begin, entry.tokens[0].end - entry.tokens[0].begin) : QByteArray();
        return text.replace(entry.begin, entry.end - entry.begin, name + '\t' + fresh.text + lineEndOf(m_text));
    }
    QByteArray line = fresh.text;
    // Data that only differs keeps TTL, class and their spacing.
    if (fresh.type == old.type && fresh.ttl == old.ttl) {
        const qsizetype dataBegin = entry.tokens[place->typeToken + 1].begin;
        const ZoneFile parsed = parse({}, "$TTL 0\n@ " + fresh.text + '\n', m_origin);
        const ZoneToken data = parsed.entryAt(parsed.m_places[0]).tokens[parsed.m_places[0].typeToken + 1];
        return text.replace(dataBegin, end - dataBegin, parsed.m_text.mid(data.begin).trimmed());
    }
    return text.replace(begin, end - begin, line);
}

Result<QByteArray> ZoneFile::removed(const QByteArray &owner, const QByteArray &record) const
{
    LOCKSTEP_TRY(what, wanted(owner, record));
    LOCKSTEP_TRY(place, find(what));
    const ZoneEntry entry = entryAt(*place);
    QByteArray text = m_text;
    if (place->ownerWritten) {
        // The next record may rely on this one's owner.
        ZoneLexer lexer(m_text, entry.end);
        for (ZoneEntry next; lexer.next(next);) {
            if (next.tokens.isEmpty())
                continue;
            if (next.indented)
                text.insert(next.begin, text.sliced(entry.tokens[0].begin, entry.tokens[0].end - entry.tokens[0].begin));
            break;
        }
    }
    return text.remove(entry.begin, entry.end - entry.begin);
}

Result<QByteArray> ZoneFile::withSerial(quint32 serial) const
{
    for (const Place &place : m_places) {
        if (m_records[place.record].type != rrtype::soa)
            continue;
        const ZoneEntry entry = entryAt(place);
        if (place.typeToken + 1 + serialToken >= entry.tokens.size())
            break;
        const ZoneToken token = entry.tokens[place.typeToken + 1 + serialToken];
        QByteArray text = m_text;
        return text.replace(token.begin, token.end - token.begin, QByteArray::number(serial));
    }
    for (const Record &record : m_records) {
        if (record.type == rrtype::soa)
            return fail(
                Error{QStringLiteral("zone.record.elsewhere"), {QStringLiteral("@"), QStringLiteral("SOA")}, {{}, record.file, record.line, 0}, {}});
    }
    return fail(QStringLiteral("zone.nosoa"), {QString::fromUtf8(nameToText(m_origin))});
}

} // namespace lockstep
