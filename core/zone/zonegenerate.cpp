// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonescanner.h"

#include <QRegularExpression>

namespace lockstep {

namespace {

constexpr qint64 mostGenerated = 1 << 20;

// Hexadecimal digits from the last to the first with dots between them; digits and dots fill the width.
QByteArray nibbles(quint32 value, int width, bool upper)
{
    QByteArray text;
    do {
        text += (upper ? "0123456789ABCDEF" : "0123456789abcdef")[value & 15];
        value >>= 4;
        --width;
        if (width > 0 || value != 0) {
            text += '.';
            --width;
        }
    } while (value != 0 || width > 0);
    return text;
}

QByteArray digitsOf(qint64 value, int width, const QString &base)
{
    if (base == QLatin1String("d")) {
        const QByteArray digits = QByteArray::number(std::abs(value)).rightJustified(width - (value < 0), '0');
        return value < 0 ? '-' + digits : digits;
    }
    const QByteArray digits = QByteArray::number(quint32(value), base == QLatin1String("o") ? 8 : 16).rightJustified(width, '0');
    return base == QLatin1String("X") ? digits.toUpper() : digits;
}

// "$" and "${offset,width,base}" of one template (BIND manual, "$GENERATE"); "$$" and "\$" are a dollar sign.
std::optional<QByteArray> fill(const QByteArray &pattern, qint64 number)
{
    static const QRegularExpression braces(QStringLiteral("^\\{(-?\\d+)(?:,(\\d+)(?:,([doxXnN]))?)?\\}"));
    QByteArray text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size()) {
            text += pattern[i + 1] == '$' ? QByteArray("$") : pattern.mid(i, 2);
            ++i;
        } else if (pattern[i] != '$') {
            text += pattern[i];
        } else if (i + 1 < pattern.size() && pattern[i + 1] == '$') {
            text += '$';
            ++i;
        } else {
            const auto match = braces.match(QString::fromLatin1(pattern.mid(i + 1)));
            const qint64 value = number + match.captured(1).toLongLong();
            if (value < INT32_MIN || value > INT32_MAX)
                return {};
            const int width = std::min(match.captured(2).toInt(), 255);
            const QString base = match.hasMatch() && !match.captured(3).isEmpty() ? match.captured(3) : QStringLiteral("d");
            text += base.toLower() == QLatin1String("n") ? nibbles(quint32(value), width, base == QLatin1String("N")) : digitsOf(value, width, base);
            i += match.capturedLength();
        }
    }
    return text;
}

} // namespace

void ZoneScanner::generate(const ZoneEntry &entry, const QString &path, QByteArrayView text)
{
    static const QRegularExpression range(QStringLiteral("^(\\d+)-(\\d+)(?:/(\\d+))?$"));
    QList<QByteArray> words;
    for (qsizetype i = 0; i < entry.tokens.size(); ++i)
        words.append(entry.word(i, text).toByteArray());
    const auto match = range.match(words.size() > 3 ? QString::fromLatin1(words[1]) : QString());
    const qint64 step = match.captured(3).isEmpty() ? 1 : match.captured(3).toLongLong();
    const qint64 start = match.captured(1).toLongLong();
    const qint64 stop = match.captured(2).toLongLong();
    if (!match.hasMatch() || step < 1 || stop < start || (stop - start) / step >= mostGenerated)
        return complain({QStringLiteral("zone.generate"), {}, {}, {}}, entry, 1, path, text);
    // A record behind it that names no owner has that of the record before it, as named reads it.
    const WireName owner = m_context.owner;
    generateLines(entry, words, start, stop, step, path, text);
    m_context.owner = owner;
}

void ZoneScanner::generateLines(const ZoneEntry &entry, const QList<QByteArray> &words, qint64 start, qint64 stop, qint64 step, const QString &path,
                                QByteArrayView text)
{
    const qsizetype faults = m_faults;
    ZoneEntry made;
    for (qint64 number = start; number <= stop && m_faults == faults; number += step) { // one fault for all numbers
        QByteArray line;
        for (qsizetype i = 2; i < words.size(); ++i) {
            const std::optional<QByteArray> filled = fill(words[i], number);
            if (!filled)
                return complain({QStringLiteral("zone.generate"), {}, {}, {}}, entry, i, path, text);
            line += *filled + ' ';
        }
        ZoneLexer lexer(line, 0, entry.line);
        if (lexer.next(made) && !made.broken && !made.tokens.isEmpty())
            readRecord(made, path, line, false);
    }
}

} // namespace lockstep
