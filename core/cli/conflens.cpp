// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/lenses.h"

#include "core/namedconf/grammar.h"

#include <algorithm>

namespace lockstep {

namespace {

// What stands in the way of reading it in one line.
constexpr qsizetype longestValue = 300;

QString shortened(const QByteArray &value)
{
    const QString text = QString::fromUtf8(value);
    return text.size() <= longestValue ? text : text.first(longestValue) + QStringLiteral(" \u2026");
}

QString viewText(const QString &view) { return view.isEmpty() ? QStringLiteral("no view") : QStringLiteral("view \"%1\"").arg(view); }

DiffRow headRow(const ConfChange &change)
{
    const QString place = change.path.isEmpty() ? QString() : change.path.join(QLatin1String(", ")) + QLatin1String(", ");
    DiffRow row{u'~', {}, {}, change.originBefore, change.originAfter};
    switch (change.kind) {
    case ConfChange::Kind::Added:
    case ConfChange::Kind::Removed: {
        const bool added = change.kind == ConfChange::Kind::Added;
        row.sign = added ? u'+' : u'-';
        row.text = place + QString::fromUtf8(change.keyword) + u' ' + shortened(added ? change.after : change.before);
        return row;
    }
    case ConfChange::Kind::Moved:
        row.sign = u'>';
        row.text = place + change.title() +
                   (change.otherView ? QStringLiteral(": %1 -> %2").arg(viewText(change.viewBefore), viewText(change.viewAfter))
                                     : QStringLiteral(": place %1 -> %2").arg(change.placeBefore).arg(change.placeAfter));
        return row;
    case ConfChange::Kind::Changed:
        break;
    }
    row.text = place + change.title();
    if (!change.elements.isEmpty())
        return row;
    if (change.before == change.after) { // of secrets only that is told
        row.text += QLatin1String(" (changed)");
        return row;
    }
    const QString before = shortened(change.before);
    const QString after = shortened(change.after);
    const WordDiff words = wordDiff(before, after);
    row.text += QLatin1String(": ");
    for (const TextPiece &mark : words.left)
        row.marks.append({row.text.size() + mark.begin, mark.length});
    row.text += before + QLatin1String(" -> ");
    for (const TextPiece &mark : words.right)
        row.marks.append({row.text.size() + mark.begin, mark.length});
    row.text += after;
    return row;
}

} // namespace

QList<DiffRow> confRows(const ConfChange &change)
{
    QList<DiffRow> rows{headRow(change)};
    for (const ConfElement &element : change.elements) {
        const QString list = element.list.isEmpty() ? QString() : QString::fromUtf8(element.list) + u' ';
        const QChar sign = element.kind == ConfElement::Kind::Added ? u'+' : element.kind == ConfElement::Kind::Removed ? u'-' : u'>';
        rows.append({sign, QLatin1String("  ") + list + shortened(element.text), {}, element.before, element.after});
    }
    return rows;
}

void lookAtConfText(FileDifference &difference, const ConfTextChange &change)
{
    using Meaning = FileDifference::Meaning;
    switch (change.kind) {
    case ConfTextChange::Kind::Comments:
        difference.meaning = Meaning::Comments;
        return;
    case ConfTextChange::Kind::Layout:
    case ConfTextChange::Kind::Spelling:
        difference.meaning = Meaning::Layout;
        return;
    case ConfTextChange::Kind::Statements:
        difference.meaning = Meaning::Moved;
        difference.rows.append(
            {u'>', QStringLiteral("%1 statements stand in %2, no longer in %3").arg(change.statements).arg(change.after, change.before), {}, {}, {}});
        return;
    }
}

bool looksLikeConf(const QByteArray &text)
{
    const ConfFile file = ConfFile::parse({}, text);
    return file.diagnostics().isEmpty() && !file.statements().isEmpty() && std::ranges::all_of(file.statements(), [](const ConfStatement &one) {
               return one.keyword() == "include" ||
                      std::ranges::any_of(confRows(one.keyword()), [](const ConfRow *row) { return (row->places & at::top) != 0; });
           });
}

} // namespace lockstep
