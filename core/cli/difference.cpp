// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/difference.h"

#include "core/base/errortext.h"

namespace lockstep {

namespace {

QJsonObject placeJson(const Origin &place) { return {{QStringLiteral("file"), place.file}, {QStringLiteral("line"), place.line}}; }

QJsonObject rowJson(const DiffRow &row)
{
    QJsonObject json{{QStringLiteral("sign"), QString(row.sign)}, {QStringLiteral("text"), row.text}};
    if (row.before.line > 0)
        json.insert(QStringLiteral("old"), placeJson(row.before));
    if (row.after.line > 0)
        json.insert(QStringLiteral("new"), placeJson(row.after));
    if (!row.marks.isEmpty()) {
        QJsonArray marks;
        for (const TextPiece &mark : row.marks)
            marks.append(QJsonArray{mark.begin, mark.length});
        json.insert(QStringLiteral("marks"), marks);
    }
    return json;
}

template <class Word> QString word(Word value) { return QString::fromLatin1(wordsOf(value).at(qsizetype(value))); }

} // namespace

QList<const char *> wordsOf(FileDifference::What) { return {"changed", "added", "removed"}; }
QList<const char *> wordsOf(FileDifference::Kind) { return {"zone", "configuration", "text", "binary", "link"}; }
QList<const char *> wordsOf(FileDifference::Meaning) { return {"different", "ttl", "signing", "serial", "moved", "comments", "layout"}; }

QJsonObject toJson(const FileDifference &difference)
{
    QJsonArray rows;
    for (const DiffRow &row : difference.rows)
        rows.append(rowJson(row));
    QJsonArray problems;
    for (const Error &problem : difference.problems)
        problems.append(errorText(problem));
    QJsonObject json{{QStringLiteral("path"), difference.path},       {QStringLiteral("what"), word(difference.what)},
                     {QStringLiteral("kind"), word(difference.kind)}, {QStringLiteral("meaning"), word(difference.meaning)},
                     {QStringLiteral("byLines"), difference.byLines}, {QStringLiteral("rows"), rows},
                     {QStringLiteral("problems"), problems}};
    if (!difference.zone.isEmpty())
        json.insert(QStringLiteral("zone"), difference.zone);
    if (!difference.view.isEmpty())
        json.insert(QStringLiteral("view"), difference.view);
    if (difference.serialBefore)
        json.insert(QStringLiteral("oldSerial"), qint64(*difference.serialBefore));
    if (difference.serialAfter)
        json.insert(QStringLiteral("newSerial"), qint64(*difference.serialAfter));
    if (!difference.note.isEmpty())
        json.insert(QStringLiteral("note"), difference.note);
    return json;
}

} // namespace lockstep
