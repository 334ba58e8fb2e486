// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonerows.h"

#include <QSet>

namespace lockstep {

namespace {

constexpr qsizetype markSize = 3; // of ";~ "

QByteArray bytesIn(const QByteArray &text, const ZoneToken &token) { return text.sliced(token.begin, token.end - token.begin); }

bool isClassWord(const QByteArray &word) { return word.compare("IN", Qt::CaseInsensitive) == 0 || word.compare("CLASS1", Qt::CaseInsensitive) == 0; }

QByteArray lineEndOf(const QByteArray &line) { return line.endsWith("\r\n") ? "\r\n" : line.endsWith('\n') ? "\n" : ""; }

QByteArray withoutLastEnd(QByteArray line)
{
    if (line.endsWith(QByteArray("\n")))
        line.chop(1);
    if (line.endsWith(QByteArray("\r")))
        line.chop(1);
    return line;
}

// Data as they are lexed: one entry, whole, and no comment in it.
std::optional<QByteArray> wordsOf(const QByteArray &data, int type)
{
    const QList<ZoneEntry> entries = lexZone(data);
    if (data.trimmed().isEmpty())
        return QByteArray(); // an APL record may have none
    if (data.contains('\n') || data.contains('\r') || entries.size() != 1 || entries[0].broken || entries[0].tokens.isEmpty())
        return {};
    QByteArray joined;
    qsizetype at = 0;
    for (const ZoneToken &token : entries[0].tokens) {
        if (data.sliced(at, token.begin - at).contains(';'))
            return {};
        const bool one = !joined.isEmpty() && token.begin == at && (type == 64 || type == 65); // RFC 9460 2.1
        joined += (joined.isEmpty() || one ? "" : " ") + bytesIn(data, token);
        at = token.end;
    }
    return data.sliced(at).contains(';') ? std::nullopt : std::optional(joined);
}

} // namespace

std::unexpected<Error> ZoneRows::notHere(qsizetype row) const
{
    return fail(QStringLiteral("zone.row"), {QString::fromUtf8(bytesOf(row).trimmed().left(80))});
}

bool ZoneRows::hasTtl(qsizetype row) const
{
    for (qsizetype i = row; i >= 0; --i) {
        const FileRow &one = m_rows[i];
        if (one.kind == FileRow::Kind::Record || (one.kind == FileRow::Kind::Directive && (one.shown.startsWith("$T") || one.shown.startsWith("$t") ||
                                                                                           one.shown.startsWith("$I") || one.shown.startsWith("$i"))))
            return true;
    }
    return false;
}

Result<QByteArray> ZoneRows::nameOf(const RecordText &record, qsizetype row) const
{
    if (record.owner.isEmpty()) {
        const QByteArray name = nameAfter(row);
        return name.isEmpty() ? fail(QStringLiteral("zone.noowner")) : Result<QByteArray>(name);
    }
    const QList<ZoneEntry> entries = lexZone(record.owner);
    if (entries.size() != 1 || entries[0].tokens.size() != 1 || bytesIn(record.owner, entries[0].tokens[0]) != record.owner ||
        record.owner.startsWith('$') || record.owner.startsWith('"'))
        return fail(QStringLiteral("zone.name"), {QString::fromUtf8(record.owner.left(300))});
    return nameToWire(record.owner, originAfter(row));
}

// A parenthesis that stays open takes in whatever is written behind it.
bool ZoneRows::isOpenEnd(qsizetype row) const
{
    if (row < 0 || row + 1 < m_rows.size() || m_rows[row].kind != FileRow::Kind::Fault)
        return false;
    const QByteArray more = bytesOf(row) + "\n\n";
    ZoneEntry entry;
    return ZoneLexer(more).next(entry) && entry.end == more.size();
}

Result<void> ZoneRows::check(const RecordText &record, qsizetype row) const
{
    if (isOpenEnd(row))
        return fail(*m_rows[row].fault);
    LOCKSTEP_TRY(name, nameOf(record, row));
    if (!isBelow(name, m_zone))
        return fail(QStringLiteral("zone.outside"), {QString::fromUtf8(nameToText(name)), QString::fromUtf8(nameToText(m_zone))});
    if (!record.ttl.isEmpty() && !ttlFromText(record.ttl))
        return fail(QStringLiteral("zone.ttl"), {QString::fromUtf8(record.ttl)});
    const int type = typeFromText(record.type);
    if (type == 0 || isClassWord(record.type))
        return fail(QStringLiteral("zone.type"), {QString::fromUtf8(record.type)});
    const std::optional<QByteArray> data = wordsOf(record.data, type);
    if (!data)
        return fail(QStringLiteral("zone.rdata"), {QString::fromUtf8(record.type.toUpper()), QString::fromUtf8(record.data.left(300))});
    LOCKSTEP_TRY(wire, rdataToWire(type, *data, originAfter(row)));
    Q_UNUSED(wire)
    if (record.ttl.isEmpty() && type != 6 && !hasTtl(row))
        return fail(QStringLiteral("zone.nottl"));
    return {};
}

// What stands behind a row, with the owner written where it would become another one.
QByteArray ZoneRows::ownersKept(qsizetype row, qsizetype from, const QByteArray &nameBehind) const
{
    for (qsizetype i = row + 1; i < m_rows.size(); ++i) {
        const FileRow &next = m_rows[i];
        if ((next.kind != FileRow::Kind::Record && next.kind != FileRow::Kind::Fault) || next.name.isEmpty())
            continue;
        if (!next.text.owner.isEmpty() || next.name == nameBehind)
            break;
        return m_text.sliced(from, next.begin - from) + ownerOf(bytesOf(i), writtenNameAfter(i - 1)) + m_text.sliced(next.end);
    }
    return m_text.sliced(from);
}

QByteArray ZoneRows::replaced(qsizetype row, const QByteArray &bytes, const QByteArray &nameBehind) const
{
    return m_text.first(m_rows[row].begin) + bytes + ownersKept(row, m_rows[row].end, nameBehind);
}

QByteArray ZoneRows::inserted(qsizetype row, const QByteArray &bytes, const QByteArray &nameBehind) const
{
    const qsizetype at = row < 0 ? 0 : m_rows[row].end;
    QByteArray before = m_text.first(at);
    if (!before.isEmpty() && !before.endsWith('\n'))
        before += lineEnd();
    return before + bytes + ownersKept(row, at, nameBehind);
}

QByteArray ZoneRows::marked(const QByteArray &bytes)
{
    QByteArray result;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype stop = bytes.indexOf('\n', at);
        const qsizetype end = stop < 0 ? bytes.size() : stop + 1;
        result += ";~ " + bytes.sliced(at, end - at);
        at = end;
    }
    return result;
}

QByteArray ZoneRows::unmarked(const QByteArray &bytes)
{
    if (!bytes.startsWith(";~ "))
        return bytes.sliced(1);
    QByteArray result;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype stop = bytes.indexOf('\n', at);
        const qsizetype end = stop < 0 ? bytes.size() : stop + 1;
        result += bytes.sliced(at + markSize, end - at - markSize);
        at = end;
    }
    return result;
}

Result<QByteArray> ZoneRows::changed(qsizetype row, const RecordText &to) const
{
    const FileRow &old = m_rows[row];
    if (!old.isRecord())
        return notHere(row);
    LOCKSTEP_CHECK(check(to, row - 1));
    LOCKSTEP_TRY(name, nameOf(to, row - 1));
    RecordText clean = to;
    clean.comment = to.comment.simplified();
    clean.data = to.data == old.text.data ? to.data : wordsOf(to.data, typeFromText(to.type)).value_or(to.data);
    if (old.kind == FileRow::Kind::Disabled) {
        if (clean.owner.isEmpty())
            clean.owner = writtenNameAfter(row - 1);
        const QByteArray bytes = bytesOf(row);
        const QByteArray text = safely(row, rewritten(unmarked(bytes), old, clean, lineEnd()), clean);
        return replaced(row, bytes.startsWith(";~ ") ? marked(text) : ';' + text, nameAfter(row - 1));
    }
    return replaced(row, safely(row, rewritten(bytesOf(row), old, clean, lineEnd()), clean), name);
}

Result<QByteArray> ZoneRows::added(qsizetype row, const RecordText &record) const
{
    LOCKSTEP_CHECK(check(record, row));
    LOCKSTEP_TRY(name, nameOf(record, row));
    RecordText whole = record;
    if (whole.owner.isEmpty())
        whole.owner = writtenNameAfter(row);
    whole.data = wordsOf(record.data, typeFromText(record.type)).value_or(record.data);
    return inserted(row, lineFor(row, whole), name);
}

// The row's lines as a comment.
QByteArray ZoneRows::offLine(qsizetype row) const
{
    const FileRow &old = m_rows[row];
    if (old.kind == FileRow::Kind::Record)
        return marked(old.text.owner.isEmpty() ? ownerOf(bytesOf(row), writtenNameAfter(row - 1)) : bytesOf(row));
    const QByteArray bytes = bytesOf(row);
    const bool ended = bytes.endsWith('\n');
    return ';' + bytes.chopped(ended ? 1 : 0).replace("\n", "\n;") + (ended ? "\n" : "");
}

Result<QByteArray> ZoneRows::removed(qsizetype row) const { return without({row}); }
Result<QByteArray> ZoneRows::disabled(qsizetype row) const { return disabledAll({row}); }
Result<QByteArray> ZoneRows::enabled(qsizetype row) const { return enabledAll({row}); }

template <class Make> QByteArray ZoneRows::rebuilt(const QList<qsizetype> &rows, bool records, Make make) const
{
    const QSet<qsizetype> chosen(rows.cbegin(), rows.cend());
    QByteArray text;
    text.reserve(m_text.size() + rows.size() * markSize);
    QByteArray name;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const FileRow &row = m_rows[i];
        const bool named = (row.kind == FileRow::Kind::Record || row.kind == FileRow::Kind::Fault) && !row.name.isEmpty();
        if (chosen.contains(i)) {
            text += make(i);
            name = records ? row.name : name;
            continue;
        }
        text += named && row.text.owner.isEmpty() && row.name != name ? ownerOf(bytesOf(i), writtenNameAfter(i - 1)) : bytesOf(i);
        if (named)
            name = row.name;
    }
    return text;
}

Result<QByteArray> ZoneRows::without(const QList<qsizetype> &rows) const
{
    return rebuilt(rows, false, [](qsizetype) { return QByteArray(); });
}

Result<QByteArray> ZoneRows::disabledAll(const QList<qsizetype> &rows) const
{
    for (const qsizetype row : rows) {
        if (m_rows[row].kind != FileRow::Kind::Record && m_rows[row].kind != FileRow::Kind::Fault)
            return notHere(row);
    }
    return rebuilt(rows, false, [this](qsizetype row) { return offLine(row); });
}

Result<QByteArray> ZoneRows::enabledAll(const QList<qsizetype> &rows) const
{
    for (const qsizetype row : rows) {
        if (m_rows[row].kind != FileRow::Kind::Disabled)
            return notHere(row);
        LOCKSTEP_CHECK(check(m_rows[row].text, row - 1));
    }
    return rebuilt(rows, true, [this](qsizetype row) { return unmarked(bytesOf(row)); });
}

Result<QByteArray> ZoneRows::withComment(qsizetype row, const QByteArray &lines) const
{
    if (m_rows[row].kind != FileRow::Kind::Comment)
        return notHere(row);
    const QList<QByteArray> before = m_rows[row].shown.split('\n');
    const QList<QByteArray> bytes = withoutLastEnd(bytesOf(row)).split('\n');
    const QByteArray end = lineEndOf(bytesOf(row));
    QList<QByteArray> written;
    const QList<QByteArray> after = lines.split('\n');
    for (qsizetype i = 0; i < after.size(); ++i) {
        const QByteArray line = after[i].trimmed();
        if (i < before.size() && i < bytes.size() && before[i] == after[i])
            written.append(bytes[i].endsWith('\r') ? bytes[i].chopped(1) : bytes[i]);
        else
            written.append(line.isEmpty() ? QByteArray(";") : "; " + line);
    }
    return replaced(row, written.join(lineEnd()) + end, nameAfter(row));
}

Result<QByteArray> ZoneRows::addedComment(qsizetype row, const QByteArray &lines) const
{
    QByteArray bytes;
    for (const QByteArray &line : lines.split('\n'))
        bytes += (line.trimmed().isEmpty() ? QByteArray(";") : "; " + line.trimmed()) + lineEnd();
    return inserted(row, bytes, nameAfter(row));
}

Result<QByteArray> ZoneRows::withLine(qsizetype row, const QByteArray &line) const
{
    const FileRow &old = m_rows[row];
    if ((old.kind != FileRow::Kind::Directive && old.kind != FileRow::Kind::Fault) || line.contains('\n') || line.contains('\r'))
        return notHere(row);
    return m_text.first(old.begin) + line + lineEndOf(bytesOf(row)) + m_text.sliced(old.end);
}

} // namespace lockstep
