// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyfilter.h"

#include "ui/history/historymodel.h"

#include <algorithm>

namespace lockstep {

void HistoryFilter::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void HistoryFilter::setMember(const QString &id)
{
    m_member = id;
    invalidateFilter();
}

void HistoryFilter::setType(const QString &type)
{
    m_type = type;
    invalidateFilter();
}

bool HistoryFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_member.isEmpty() && index.data(HistoryModel::MemberRole).toString() != m_member)
        return false;
    if (!m_type.isEmpty() && index.data(HistoryModel::TypeRole).toString() != m_type)
        return false;
    const QString all = m_words.isEmpty() ? QString() : index.data(HistoryModel::FilterRole).toString();
    return std::ranges::all_of(m_words, [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace lockstep
