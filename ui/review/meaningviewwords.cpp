// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/words.h"
#include "ui/review/difflines.h"
#include "ui/review/meaningview.h"
#include "ui/review/risksigns.h"

#include <algorithm>

// What a row says: to be copied, found, and read aloud.
namespace lockstep {

QString MeaningView::textOf(int row) const
{
    if (row < 0 || row >= m_study.rows.size())
        return {};
    const ReviewRow &one = m_study.rows[row];
    QStringList words;
    for (const QString &word : {signOf(one.sign), one.name, one.what, ttlOf(one)}) {
        if (!word.isEmpty())
            words.append(word);
    }
    const bool both = !one.before.isEmpty() && !one.after.isEmpty() && one.before != one.after;
    if (both || one.after.isEmpty())
        words.append(one.before);
    if (both)
        words.append(QString(QChar(0x2192)));
    if (!one.after.isEmpty())
        words.append(one.after);
    if (one.said)
        words.append(saidText(one));
    words.removeAll(QString());
    return words.join(u' ');
}

bool MeaningView::find(const QString &text, bool backwards)
{
    m_found = text;
    viewport()->update();
    const int rows = int(m_study.rows.size());
    if (text.isEmpty() || rows == 0)
        return false;
    const int begin = std::max(currentRow(), 0);
    for (int away = 1; away <= rows; ++away) {
        const int row = ((backwards ? begin - away : begin + away) % rows + rows) % rows;
        if (!textOf(row).contains(text, Qt::CaseInsensitive))
            continue;
        goToRow(row);
        return true;
    }
    return false;
}

int MeaningView::count(const QString &text) const
{
    int found = 0;
    for (int row = 0; row < m_study.rows.size() && !text.isEmpty(); ++row)
        found += textOf(row).contains(text, Qt::CaseInsensitive) ? 1 : 0;
    return found;
}

QString MeaningView::riskWords(int row) const
{
    QStringList words;
    const QList<qsizetype> notes = m_risks.value(row);
    for (const qsizetype note : notes)
        words.append(riskSign(m_study.risks[note].rank).word + QStringLiteral(": ") + sentence(m_study.risks[note].text));
    return words.join(u'\n');
}

QString MeaningView::describe(int row) const
{
    if (row < 0 || row >= m_study.rows.size())
        return {};
    const ReviewRow &one = m_study.rows[row];
    QStringList words;
    switch (one.sign) {
    case ReviewRow::Sign::Added:
        words.append(tr("added"));
        break;
    case ReviewRow::Sign::Removed:
        words.append(tr("removed"));
        break;
    case ReviewRow::Sign::Changed:
        words.append(tr("changed"));
        break;
    case ReviewRow::Sign::Moved:
        words.append(tr("moved"));
        break;
    case ReviewRow::Sign::None:
        break;
    }
    if (one.kind == ReviewRow::Kind::Element)
        words.append(one.above >= 0 ? tr("in the list of %1").arg(visibleText(m_study.rows[one.above].what)) : tr("element of a list"));
    for (const QString &word : {one.what, one.name == QLatin1String("@") ? tr("the zone itself") : one.name}) {
        if (!word.isEmpty())
            words.append(visibleText(word));
    }
    const bool both = !one.before.isEmpty() && !one.after.isEmpty() && one.before != one.after;
    if (both)
        words.append(tr("from %1 to %2").arg(visibleText(one.before), visibleText(one.after)));
    else if (!one.before.isEmpty() || !one.after.isEmpty())
        words.append(visibleText(one.after.isEmpty() ? one.before : one.after));
    if (!one.ttlBefore.isEmpty() && !one.ttlAfter.isEmpty() && one.ttlBefore != one.ttlAfter)
        words.append(tr("TTL from %1 to %2").arg(one.ttlBefore, one.ttlAfter));
    if (one.said)
        words.append(saidText(one));
    if (one.kind == ReviewRow::Kind::Pattern)
        words.append(m_open.contains(row) ? tr("opened") : tr("folded"));
    if (isViewed(row))
        words.append(tr("viewed"));
    if (const QString risks = riskWords(row); !risks.isEmpty())
        words.append(QString(risks).replace(u'\n', u' '));
    return words.join(QStringLiteral(", "));
}

} // namespace lockstep
