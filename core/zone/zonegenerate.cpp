// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zonefile.h"

#include <QRegularExpression>

namespace lockstep {

namespace {

constexpr qint64 mostGenerated = 1 << 20;

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
            const int width = std::min(match.captured(2).toInt(), 255);
            const QString base = match.hasMatch() && !match.captured(3).isEmpty() ? match.captured(3) : QStringLiteral("d");
            if (base.toLower() == QLatin1String("n")) {
                QByteArray hex = QByteArray::number(value, 16);
                QByteArray nibbles;
                for (int k = 0; k < std::max<int>((width + 1) / 2, int(hex.size())); ++k)
                    nibbles += (k ? "." : "") + QByteArray(1, k < hex.size() ? hex[hex.size() - 1 - k] : '0');
                text += base == QLatin1String("N") ? nibbles.toUpper() : nibbles;
            } else {
                QByteArray digits = QByteArray::number(value, base == QLatin1String("d") ? 10 : base == QLatin1String("o") ? 8 : 16);
                if (base == QLatin1String("X"))
                    digits = digits.toUpper();
                text += digits.rightJustified(width, '0');
            }
            i += match.capturedLength();
        }
    }
    return text;
}

} // namespace

void ZoneFile::generate(State &state, const ZoneEntry &entry, const QString &path, const QByteArray &text)
{
    static const QRegularExpression range(QStringLiteral("^(\\d+)-(\\d+)(?:/(\\d+))?$"));
    QList<QByteArray> words;
    for (const ZoneToken &token : entry.tokens)
        words.append(text.sliced(token.begin, token.end - token.begin));
    const auto match = range.match(words.size() > 3 ? QString::fromLatin1(words[1]) : QString());
    const qint64 step = match.captured(3).isEmpty() ? 1 : match.captured(3).toLongLong();
    const qint64 start = match.captured(1).toLongLong();
    const qint64 stop = match.captured(2).toLongLong();
    if (!match.hasMatch() || step < 1 || stop < start || (stop - start) / step >= mostGenerated)
        return complain(QStringLiteral("zone.generate"), {}, path, entry.line);
    for (qint64 number = start; number <= stop; number += step) {
        QByteArray line;
        for (qsizetype i = 2; i < words.size(); ++i)
            line += fill(words[i], number).value_or(QByteArray()) + ' ';
        const qsizetype faults = m_diagnostics.size();
        const QList<ZoneEntry> made = lexZone(line);
        if (made.size() == 1 && !made[0].broken && !made[0].tokens.isEmpty()) {
            ZoneEntry one = made[0];
            one.line = entry.line;
            readRecord(state, one, -1, path, line, false);
        }
        if (m_diagnostics.size() > faults)
            return; // the same fault for every number says nothing more
    }
}

} // namespace lockstep
