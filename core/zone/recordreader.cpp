// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recordreader.h"

#include "core/zone/escapes.h"
#include "core/zone/rdatareader.h"
#include "core/zone/wire.h"

namespace lockstep {

namespace {

constexpr qsizetype mostShown = 300; // bytes of a text in a sentence

QString shown(QByteArrayView text) { return QString::fromUtf8(text.first(std::min(text.size(), mostShown))); }

bool isLetter(char c, char lower) { return (c | 32) == lower; }

enum class Class { None, Internet, Other };

Class classOf(QByteArrayView word)
{
    if (word.size() == 2) {
        if (isLetter(word[0], 'i') && isLetter(word[1], 'n'))
            return Class::Internet;
        if ((isLetter(word[0], 'c') && isLetter(word[1], 'h')) || (isLetter(word[0], 'h') && isLetter(word[1], 's')))
            return Class::Other;
        return Class::None;
    }
    return word.size() == 6 && word.compare("CLASS1", Qt::CaseInsensitive) == 0 ? Class::Internet : Class::None;
}

RecordFault faultAt(qsizetype word, const char *code, const QStringList &args = {}, const char *detail = "")
{
    return {Error{QString::fromLatin1(code), args, {}, QString::fromLatin1(detail)}, word};
}

} // namespace

// Line and column (in bytes, from 1) of a word of an entry.
Origin wordPlace(const ZoneEntry &entry, qsizetype word, const QString &path, QByteArrayView text)
{
    const qsizetype at = word < entry.tokens.size() ? entry.tokens[word].begin : entry.tokens.isEmpty() ? entry.begin : entry.tokens.last().end;
    const QByteArrayView before = text.sliced(entry.begin, at - entry.begin);
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    return {{}, path, entry.line + int(before.count('\n')), int(before.size() - lineBegin) + 1};
}

std::optional<RecordFault> readHead(QByteArrayView text, const ZoneEntry &entry, ZoneContext &context, ReadRecord &record)
{
    const qsizetype words = entry.tokens.size();
    qsizetype at = 0;
    record.ttl = {};
    record.ttlWord = -1;
    if (!entry.indented) {
        if (!context.owner.read(entry.word(0, text), context.origin.view()))
            return faultAt(0, "zone.name", {shown(entry.word(0, text))});
        at = 1;
    }
    if (context.owner.isEmpty())
        return faultAt(0, "zone.noowner");
    for (bool classSeen = false; at < words; ++at) {
        const QByteArrayView word = entry.word(at, text);
        if (const Class found = classSeen ? Class::None : classOf(word); found != Class::None) {
            classSeen = true;
            if (found == Class::Other)
                return faultAt(at, "zone.class", {shown(word)});
        } else if (const std::optional<quint32> ttl = record.ttlWord < 0 && isDigit(word[0]) ? ttlFromText(word) : std::nullopt) {
            record.ttlWord = int(at);
            record.ttl = ttl;
        } else {
            break;
        }
    }
    record.typeWord = int(at);
    const QByteArrayView word = at < words ? entry.word(at, text) : QByteArrayView();
    record.type = rrTypeNumber(word);
    if (record.type == 0)
        return faultAt(at, "zone.type", {shown(word)});
    return {};
}

std::optional<RecordFault> readData(QByteArrayView text, const ZoneEntry &entry, const ZoneContext &context, const ReadRecord &record,
                                    WireBuffer &data)
{
    const std::span<const ZoneToken> words = std::span<const ZoneToken>(entry.tokens).subspan(size_t(record.typeWord) + 1);
    RdataReader reader(text, words, context.origin.view(), data);
    const char *fault = reader.read(record.type);
    if (!fault)
        return {};
    const QByteArrayView written = words.empty() ? QByteArrayView() : text.sliced(words.front().begin, words.back().end - words.front().begin);
    return faultAt(record.typeWord + 1 + qsizetype(reader.word()), "zone.rdata", {QString::fromLatin1(typeToText(record.type)), shown(written)},
                   fault);
}

void settleTtl(QByteArrayView text, const ZoneEntry &entry, ZoneContext &context, ReadRecord &record)
{
    if (record.type == rrtype::soa && !record.ttl && !context.defaultTtl && !context.lastTtl) { // as BIND does
        record.ttl = ttlFromText(entry.word(entry.tokens.size() - 1, text));
        context.defaultTtl = record.ttl;
    }
    if (record.ttl)
        context.lastTtl = record.ttl;
    else
        record.ttl = context.defaultTtl ? context.defaultTtl : context.lastTtl;
}

} // namespace lockstep
