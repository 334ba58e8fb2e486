// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewrows.h"

#include "core/review/rowparts.h"

namespace lockstep {

namespace {

using Kind = ReviewRow::Kind;
using Sign = ReviewRow::Sign;

Error movedText(const ConfChange &change)
{
    if (!change.otherView)
        return {QStringLiteral("review.place"), {QString::number(change.placeBefore), QString::number(change.placeAfter)}, {}, {}};
    const QString code = change.viewBefore.isEmpty()  ? QStringLiteral("review.view.into")
                         : change.viewAfter.isEmpty() ? QStringLiteral("review.view.out")
                                                      : QStringLiteral("review.view");
    return {code, {change.viewBefore, change.viewAfter}, {}, {}};
}

ReviewRow statementRow(const ConfChange &change)
{
    ReviewRow row;
    row.kind = Kind::Statement;
    row.name = change.path.join(QLatin1String(", "));
    row.what = change.title();
    row.before = QString::fromUtf8(change.before);
    row.after = QString::fromUtf8(change.after);
    row.placeBefore = change.originBefore;
    row.placeAfter = change.originAfter;
    switch (change.kind) {
    case ConfChange::Kind::Added:
        row.sign = Sign::Added;
        break;
    case ConfChange::Kind::Removed:
        row.sign = Sign::Removed;
        break;
    case ConfChange::Kind::Moved:
        row.sign = Sign::Moved;
        row.said = movedText(change);
        break;
    case ConfChange::Kind::Changed:
        row.sign = Sign::Changed;
        if (row.before == row.after && change.before.contains("secret (changed)")) {
            row.said = Error{QStringLiteral("review.secret"), {}, {}, {}};
        } else if (row.before != row.after && !row.before.isEmpty() && !row.after.isEmpty()) {
            const WordDiff words = wordDiff(row.before, row.after);
            setMarks(row, words.left, words.right);
        }
        break;
    }
    return row;
}

ReviewRow elementRow(const ConfElement &element, int above)
{
    ReviewRow row;
    row.kind = Kind::Element;
    row.sign = element.kind == ConfElement::Kind::Added ? Sign::Added : element.kind == ConfElement::Kind::Removed ? Sign::Removed : Sign::Moved;
    row.what = QString::fromUtf8(element.list);
    const QString text = QString::fromUtf8(element.text);
    if (row.sign != Sign::Added)
        row.before = text;
    if (row.sign != Sign::Removed)
        row.after = text;
    row.placeBefore = element.before;
    row.placeAfter = element.after;
    row.above = above;
    return row;
}

ReviewRow textRow(const ConfTextChange &change)
{
    const QString &path = change.after.isEmpty() ? change.before : change.after;
    switch (change.kind) {
    case ConfTextChange::Kind::Statements:
        return saidRow(Sign::Moved, counted(QStringLiteral("review.statements"), change.statements, {change.after, change.before}));
    case ConfTextChange::Kind::Comments:
        return saidRow(Sign::Changed, Error{QStringLiteral("review.text.comments"), {path}, {}, {}});
    case ConfTextChange::Kind::Layout:
        return saidRow(Sign::Changed, Error{QStringLiteral("review.text.layout"), {path}, {}, {}});
    case ConfTextChange::Kind::Spelling:
        break;
    }
    return saidRow(Sign::Changed, Error{QStringLiteral("review.text.spelling"), {path}, {}, {}});
}

} // namespace

QList<ReviewRow> reviewRows(const QList<ConfChange> &changes, const QList<ConfTextChange> &texts)
{
    QList<ReviewRow> rows;
    for (const ConfChange &change : changes) {
        rows.append(statementRow(change));
        const int above = int(rows.size()) - 1;
        for (const ConfElement &element : change.elements)
            rows.append(elementRow(element, above));
    }
    for (const ConfTextChange &text : texts)
        rows.append(textRow(text));
    return rows;
}

} // namespace lockstep
