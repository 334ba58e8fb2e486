// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/commentedrecord.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int deepestInclude = 16;      // as a scan goes
constexpr qsizetype longestSearch = 64; // lines of one record in parentheses, and lines up to a name

bool isWord(QByteArrayView word, const char *directive) { return word.compare(QByteArrayView(directive), Qt::CaseInsensitive) == 0; }

bool isBlank(char c) { return c == ' ' || c == '\t'; }

} // namespace

QByteArray FileOrigins::at(const QString &file, qsizetype offset)
{
    if (m_all.empty()) {
        m_all = m_parts.parts();
        for (size_t i = m_all.size(); i > 0; --i)
            m_byName.insert(m_all[i - 1].name, i - 1);
        walk(0, m_zone, 0);
    }
    const auto changes = m_changes.constFind(file);
    if (changes == m_changes.constEnd())
        return m_zone;
    const auto behind = std::ranges::upper_bound(*changes, offset, {}, &Change::begin);
    return behind == changes->begin() ? m_zone : std::prev(behind)->origin;
}

// Looks at lines that begin with '$' alone. One inside parentheses is taken for a directive too: an origin that is wrong makes
// no record that is looked for.
void FileOrigins::walk(size_t part, QByteArray origin, int depth)
{
    const QByteArrayView text = m_all[part].text;
    m_changes.insert(m_all[part].name, {}); // so that it is walked once
    std::vector<Change> changes{{0, origin}};
    ZoneEntry entry;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at > 0 || text[0] != '$') {
            const qsizetype end = text.indexOf("\n$", at);
            if (end < 0)
                break;
            at = end + 1;
        }
        ZoneLexer(text, at).next(entry);
        if (entry.tokens.size() < 2)
            continue;
        const QByteArrayView word = entry.word(0, text);
        const QByteArrayView first = entry.word(1, text);
        if (isWord(word, "$ORIGIN")) {
            origin = nameToWire(first, origin).value_or(origin);
            changes.push_back({at, origin});
        } else if (isWord(word, "$INCLUDE") && depth < deepestInclude) {
            const bool quoted = first.size() > 1 && first.startsWith('"');
            const auto found = m_byName.constFind(QString::fromUtf8(quoted ? first.sliced(1, first.size() - 2) : first));
            if (found != m_byName.constEnd() && !m_changes.contains(found.key()))
                walk(*found, entry.tokens.size() > 2 ? nameToWire(entry.word(2, text), origin).value_or(origin) : origin, depth + 1);
        }
    }
    m_changes.insert(m_all[part].name, std::move(changes));
}

QList<CommentedRecord> CommentedRecords::at(const LineTable &lines, qsizetype line, QByteArrayView origin)
{
    m_found.clear();
    const QByteArrayView bytes = lines.line(line);
    if (bytes.startsWith(";~ ")) {
        read(lines, line, origin, ";~ ", 3, {});
        return m_found;
    }
    if (!bytes.startsWith(';'))
        return {};
    qsizetype begin = 1;
    while (begin < bytes.size() && isBlank(bytes[begin]))
        ++begin;
    read(lines, line, origin, ";", begin, {});
    if (begin == 1)
        return m_found;
    // It may have had the owner of a record above.
    for (qsizetype above = line - 1; above >= std::max<qsizetype>(0, line - longestSearch); --above) {
        const QByteArrayView other = lines.line(above);
        if (other.trimmed().isEmpty() || isBlank(other[0]) || other[0] == ';' || other[0] == '$' || other[0] == ')')
            continue;
        ZoneEntry entry;
        ZoneLexer(other).next(entry);
        if (!entry.tokens.isEmpty())
            read(lines, line, origin, ";", 1, entry.word(0, other));
        break;
    }
    return m_found;
}

// The lines behind their marks as one record; `owner` as text for one that begins with a blank.
void CommentedRecords::read(const LineTable &lines, qsizetype line, QByteArrayView origin, QByteArrayView mark, qsizetype markSize,
                            QByteArrayView owner)
{
    QByteArray text = lines.line(line).sliced(markSize).toByteArray();
    ZoneEntry entry;
    if (!ZoneLexer(text).next(entry))
        return;
    if (entry.broken) { // perhaps a parenthesis is open
        const qsizetype end = std::min(lines.count(), line + longestSearch);
        for (qsizetype more = line + 1; more < end && lines.line(more).startsWith(mark); ++more)
            text += lines.line(more).sliced(std::min(markSize, lines.line(more).size()));
        ZoneLexer(text).next(entry);
    }
    if (entry.broken || entry.tokens.size() < 2)
        return;
    ZoneContext context;
    context.origin = WireName(origin);
    if (!owner.isEmpty() && !context.owner.read(owner, origin))
        return;
    ReadRecord record;
    m_data.clear();
    if (readHead(text, entry, context, record) || readData(text, entry, context, record, m_data))
        return;
    const qsizetype ends = QByteArrayView(text).first(entry.end).count('\n');
    const qsizetype count = ends + (text[entry.end - 1] == '\n' ? 0 : 1);
    m_found.append({context.owner.view().toByteArray(), record.type, m_data.copy(), count, markSize});
}

} // namespace lockstep
