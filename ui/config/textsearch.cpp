// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/textsearch.h"

#include <QElapsedTimer>
#include <QTextBlock>
#include <QTextDocument>

namespace lockstep {

namespace {
constexpr int mostPlaces = 20000;
constexpr int mostMs = 40;
} // namespace

QRegularExpression TextSearch::compiled() const
{
    QString pattern = expression ? text : QRegularExpression::escape(text);
    if (wholeWord)
        pattern = QStringLiteral("(?<![\\w-])(?:%1)(?![\\w-])").arg(pattern);
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

TextPlaces findPlaces(const QTextDocument &document, const QRegularExpression &expression)
{
    TextPlaces found;
    QElapsedTimer timer;
    timer.start();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        auto matches = expression.globalMatch(line);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            if (match.capturedLength() > 0)
                found.places.append({block.position() + int(match.capturedStart()), int(match.capturedLength())});
        }
        if (found.places.size() >= mostPlaces || ((block.blockNumber() & 63) == 0 && timer.elapsed() > mostMs)) {
            found.more = block.next().isValid();
            break;
        }
    }
    return found;
}

QString expanded(const QString &replacement, const QRegularExpressionMatch &match)
{
    QString text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar next = i + 1 < replacement.size() ? replacement[i + 1] : QChar();
        if (replacement[i] != QLatin1Char('\\') || i + 1 == replacement.size()) {
            text += replacement[i];
            continue;
        }
        ++i;
        if (next.isDigit())
            text += match.captured(next.digitValue());
        else if (next == QLatin1Char('t'))
            text += QLatin1Char('\t');
        else if (next == QLatin1Char('n'))
            text += QLatin1Char('\n');
        else
            text += next;
    }
    return text;
}

} // namespace lockstep
