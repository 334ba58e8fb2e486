// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>

class QTextDocument;

namespace lockstep {

// What is looked for in a text, line by line.
struct TextSearch
{
    QString text;
    bool matchCase = false;
    bool wholeWord = false; // a word may hold '-', '_' and digits, as names in DNS do
    bool expression = false;
    bool operator==(const TextSearch &) const = default;

    QRegularExpression compiled() const;
};

struct TextPlace
{
    int position = 0; // of the document
    int length = 0;
    bool operator==(const TextPlace &) const = default;
};

struct TextPlaces
{
    QList<TextPlace> places; // in order
    bool more = false;       // there are others behind them: too many, or the time was up
};
// Takes some tens of milliseconds at most, whatever the expression.
TextPlaces findPlaces(const QTextDocument &document, const QRegularExpression &expression);
// "\1" to "\9" in `replacement` become what the groups matched, "\0" the whole match, "\t" a tab.
QString expanded(const QString &replacement, const QRegularExpressionMatch &match);

} // namespace lockstep
