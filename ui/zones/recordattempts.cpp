// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/recordsmodel.h"

#include <algorithm>

namespace lockstep {

// What was typed goes with its row; where that is gone, into the empty last one.
void RecordsModel::follow(const ZoneRows &before, const ZoneRows &after)
{
    bool drafted = std::ranges::any_of(m_attempts, [](const Attempt &one) { return one.row < 0; });
    QList<Attempt> kept;
    for (Attempt typed : std::as_const(m_attempts)) {
        if (typed.row >= 0) {
            const QByteArray bytes = before.bytesOf(typed.row);
            qsizetype found = -1;
            const qsizetype shift = after.rows().size() - before.rows().size();
            for (const qsizetype at : {typed.row, typed.row + shift}) {
                if (found < 0 && at >= 0 && at < after.rows().size() && after.bytesOf(at) == bytes)
                    found = at;
            }
            for (qsizetype i = 0; i < after.rows().size() && found < 0; ++i) {
                if (after.bytesOf(i) == bytes)
                    found = i;
            }
            const bool there = typed.row < after.rows().size() && after.rows()[typed.row].isRecord() && before.rows()[typed.row].isRecord();
            if (found < 0 && there && after.rows()[typed.row].name == before.rows()[typed.row].name &&
                after.rows()[typed.row].type == before.rows()[typed.row].type)
                found = typed.row; // the same record, changed
            if (found < 0 && (typed.isLine || drafted || typed.pending))
                continue; // staged, or there is no room for it
            drafted = drafted || found < 0;
            typed.row = found;
        }
        kept.append(typed);
    }
    m_attempts = kept;
}

const RecordsModel::Attempt *RecordsModel::attemptAt(int row) const
{
    const qsizetype at = fileRow(row);
    if (m_attempts.isEmpty() || (at < 0 && !isDraft(row)))
        return nullptr;
    const auto found = std::ranges::find_if(m_attempts, [&](const Attempt &one) { return one.row == at; });
    return found == m_attempts.cend() ? nullptr : &*found;
}

RecordsModel::Attempt &RecordsModel::attempt(int row)
{
    const qsizetype at = fileRow(row);
    auto found = std::ranges::find_if(m_attempts, [&](const Attempt &one) { return one.row == at; });
    if (found == m_attempts.end()) {
        m_attempts.emplaceBack();
        m_attempts.last().row = at;
        found = std::prev(m_attempts.end());
    }
    found->number = ++m_number;
    found->fault.reset();
    found->sentence.clear();
    found->pending = false;
    return *found;
}

std::optional<Error> RecordsModel::faultAt(int row) const
{
    const Attempt *typed = attemptAt(row);
    return typed ? typed->fault : std::nullopt;
}

QString RecordsModel::keptSentence(int row) const
{
    const Attempt *typed = attemptAt(row);
    return typed ? typed->sentence : QString();
}

int RecordsModel::faultyColumn(int row) const
{
    const Attempt *typed = attemptAt(row);
    return typed && typed->fault ? typed->column : -1;
}

bool RecordsModel::isPending(int row) const
{
    const Attempt *typed = attemptAt(row);
    return typed && typed->pending;
}

bool RecordsModel::hasTyped() const
{
    return std::ranges::any_of(m_attempts, [](const Attempt &one) { return !one.pending; });
}

void RecordsModel::touched(int row)
{
    if (row >= 0 && row < rowCount())
        Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
    Q_EMIT typedChanged();
}

bool RecordsModel::offer(int row, const RecordText &text)
{
    const qsizetype at = fileRow(row);
    const bool draft = at < 0;
    if (!draft && !attemptAt(row) && text == m_rows->rows()[at].text)
        return true;
    if (!draft && text == m_rows->rows()[at].text) {
        abandon(row);
        return true;
    }
    Attempt &typed = attempt(row);
    typed.text = text;
    typed.isLine = false;
    if (draft && (text.type.isEmpty() || text.data.isEmpty())) { // not whole yet
        if (text == RecordText())
            abandon(row);
        else
            touched(row);
        return true;
    }
    const Result<void> fits = m_rows->check(text, draft ? m_rows->lastRecord() : at - 1);
    if (!fits) {
        typed.fault = fits.error();
        typed.column = columnOf(fits.error());
        touched(row);
        return false;
    }
    typed.pending = true;
    const quint64 number = typed.number;
    touched(row);
    Q_EMIT wanted(number, at, text);
    return true;
}

bool RecordsModel::offerLine(int row, const QByteArray &line)
{
    const qsizetype at = fileRow(row);
    if (at < 0 || line == m_rows->rows()[at].shown) {
        abandon(row);
        return true;
    }
    Attempt &typed = attempt(row);
    typed.line = line;
    typed.isLine = true;
    typed.pending = true;
    const quint64 number = typed.number;
    touched(row);
    Q_EMIT lineWanted(number, at, line);
    return true;
}

void RecordsModel::keep(int row, const RecordText &text, const QString &why, int column)
{
    Attempt &typed = attempt(row);
    typed.text = text;
    typed.fault = Error{QStringLiteral("zone.rdata"), {QString::fromUtf8(text.type), QString::fromUtf8(text.data)}, {}, {}};
    typed.sentence = why;
    typed.column = column;
    touched(row);
}

void RecordsModel::keepAsNew(const RecordText &text, const QString &why)
{
    if (std::ranges::any_of(m_attempts, [](const Attempt &one) { return one.row < 0; }))
        return;
    m_attempts.emplaceBack();
    m_attempts.last().number = ++m_number;
    m_attempts.last().text = text;
    m_attempts.last().fault = Error{QStringLiteral("zone.row.moved"), {}, {}, {}};
    m_attempts.last().sentence = why;
}

void RecordsModel::abandon(int row)
{
    const qsizetype at = fileRow(row);
    if (m_attempts.removeIf([&](const Attempt &one) { return one.row == at; }) > 0)
        touched(row);
}

void RecordsModel::settle(quint64 number, const std::optional<Error> &why)
{
    const auto found = std::ranges::find_if(m_attempts, [&](const Attempt &one) { return one.number == number; });
    if (found == m_attempts.end())
        return;
    const int row = rowOf(found->row);
    if (why) {
        found->pending = false;
        found->fault = *why;
        found->column = columnOf(*why);
    } else {
        m_attempts.erase(found);
    }
    touched(row);
}

} // namespace lockstep
