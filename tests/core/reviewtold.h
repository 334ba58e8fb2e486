// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/errortext.h"
#include "core/review/reviewrow.h"

namespace lockstep {

inline QString markedIn(const QString &text, const QList<TextPiece> &marks)
{
    QStringList words;
    for (const TextPiece &mark : marks)
        words.append(text.mid(mark.begin, mark.length));
    return words.join(u',');
}

// "~ m MX 300>60 10 a. -> 20 a. [10|20]" of a record; S, E, P, I in front of other kinds; (sentence), ^above, #covers.
inline QString told(const ReviewRow &row)
{
    static constexpr const char *kinds[] = {"", "S", "E", "P", "I"};
    QString text = QLatin1String(kinds[int(row.kind)]) + QLatin1Char(" +-~>"[int(row.sign)]);
    const auto add = [&text](const QString &word) {
        if (!word.isEmpty())
            text += u' ' + word;
    };
    const auto both = [](const QString &before, const QString &after, const QString &between) {
        return before.isEmpty() || after.isEmpty() ? before + after : before + between + after;
    };
    add(row.name);
    add(row.what);
    add(row.ttlBefore == row.ttlAfter ? row.ttlAfter : both(row.ttlBefore, row.ttlAfter, QStringLiteral(">")));
    add(both(row.before, row.after, QStringLiteral(" -> ")));
    if (!row.marksBefore.isEmpty() || !row.marksAfter.isEmpty())
        add(QStringLiteral("[%1|%2]").arg(markedIn(row.before, row.marksBefore), markedIn(row.after, row.marksAfter)));
    if (row.said)
        add(u'(' + errorText(*row.said) + u')');
    if (row.above >= 0)
        add(u'^' + QString::number(row.above));
    if (row.covers > 0)
        add(u'#' + QString::number(row.covers));
    return text;
}

inline QString told(const QList<ReviewRow> &rows)
{
    QStringList lines;
    for (const ReviewRow &row : rows)
        lines.append(told(row));
    return lines.join(u'\n');
}

// "before:5>after:6"; nothing on a side where it does not stand.
inline QString placesOf(const ReviewRow &row)
{
    const auto place = [](const Origin &one) { return one.line > 0 ? one.file + u':' + QString::number(one.line) : QString(); };
    return place(row.placeBefore) + u'>' + place(row.placeAfter);
}

} // namespace lockstep
