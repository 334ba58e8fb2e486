// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewrows.h"

#include "core/review/datachange.h"
#include "core/zone/rrtypes.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace lockstep {

namespace {

using Kind = ReviewRow::Kind;
using Sign = ReviewRow::Sign;

QByteArray sized(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return QByteArray::number(utf8.size()) + ' ' + utf8;
}

bool isTtlAlone(const ReviewRow &row) { return row.before == row.after; }

DataChange changeOf(const ReviewRow &row) { return dataChange(rrTypeNumber(row.what.toUtf8()), row.before.toUtf8(), row.after.toUtf8()); }

// Rows that can be folded have a company, in which those that differ in the same way are a group: data that changed by their
// type, TTLs that changed alone whatever the type. A group that is folded tells of the others of its company. What came or went
// has no company: there is no way in which all of a type should have come.
class Folding
{
public:
    Folding(const QList<ReviewRow> &rows, qsizetype least) : m_rows(rows), m_least(std::max<qsizetype>(least, 2)) {}

    QList<ReviewRow> run()
    {
        m_groupOf.assign(size_t(m_rows.size()), -1);
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i].kind == Kind::Record && m_rows[i].above < 0 && !m_rows[i].said)
                m_groupOf[size_t(i)] = groupOf(m_rows[i]);
        }
        if (std::ranges::none_of(m_groups, [this](const Group &one) { return isFolded(one); }))
            return m_rows;
        gather();
        m_places.assign(size_t(m_rows.size()), -1);
        m_result.reserve(m_rows.size() + 1);
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const int group = m_groupOf[size_t(i)];
            Company *company = group < 0 ? nullptr : &m_companies[size_t(m_groups[size_t(group)].company)];
            if (!company || company->folded.empty())
                put(i);
            else if (!std::exchange(company->done, true))
                put(*company);
        }
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i].above >= 0)
                m_result[m_places[size_t(i)]].above = m_places[size_t(m_rows[i].above)];
        }
        return std::move(m_result);
    }

private:
    struct Group
    {
        int company;
        qsizetype size = 0;
        std::vector<qsizetype> rows{}; // of those that are folded
    };
    struct Company
    {
        bool changed;              // data that changed
        std::vector<int> folded{}; // the largest group first
        std::vector<qsizetype> others{};
        bool done = false;
    };

    bool isFolded(const Group &group) const { return group.size >= m_least; }

    int groupOf(const ReviewRow &row)
    {
        const bool changed = row.sign == Sign::Changed;
        if (!changed && row.sign != Sign::Added && row.sign != Sign::Removed)
            return -1;
        // A TTL that stays may be another in every row.
        const QByteArray ttl = row.ttlBefore == row.ttlAfter ? QByteArrayLiteral("0 0 ") : sized(row.ttlBefore) + sized(row.ttlAfter);
        QByteArray company;
        QByteArray way;
        if (changed && isTtlAlone(row)) {
            if (row.ttlBefore == row.ttlAfter)
                return -1;
            company = "t";
            way = ttl;
        } else if (changed) {
            company = 'c' + row.what.toUtf8();
            way = ttl + changeOf(row).key();
        } else {
            company = (row.sign == Sign::Added ? 'a' : 'r') + sized(row.what) + ttl + row.before.toUtf8() + row.after.toUtf8();
        }
        const auto known = m_companyIds.constFind(company);
        int at = known != m_companyIds.cend() ? *known : -1;
        if (at < 0) {
            at = int(m_companies.size());
            m_companyIds.insert(company, at);
            m_companies.push_back({changed && company != "t"});
        }
        const auto key = std::pair(at, way);
        const auto found = m_groupIds.constFind(key);
        int group = found != m_groupIds.cend() ? *found : -1;
        if (group < 0) {
            group = int(m_groups.size());
            m_groupIds.insert(key, group);
            m_groups.push_back({at});
        }
        ++m_groups[size_t(group)].size;
        return group;
    }

    void gather()
    {
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const int group = m_groupOf[size_t(i)];
            if (group < 0)
                continue;
            Group &one = m_groups[size_t(group)];
            Company &company = m_companies[size_t(one.company)];
            if (!isFolded(one)) {
                company.others.push_back(i);
                continue;
            }
            if (one.rows.empty())
                company.folded.push_back(group);
            one.rows.push_back(i);
        }
        for (Company &company : m_companies)
            std::ranges::stable_sort(company.folded, std::ranges::greater(), [this](int group) { return m_groups[size_t(group)].size; });
    }

    void put(qsizetype row, int above = -1)
    {
        m_places[size_t(row)] = int(m_result.size());
        m_result.append(m_rows[row]);
        if (above >= 0)
            m_result.last().above = above;
    }

    void put(const Company &company)
    {
        for (const qsizetype row : company.others)
            put(row);
        for (const int group : company.folded) {
            const int above = int(m_result.size());
            const Group &one = m_groups[size_t(group)];
            m_result.append(pattern(one, company.changed, group == company.folded.front() ? company.others.size() : 0));
            for (const qsizetype row : one.rows)
                put(row, above);
        }
    }

    ReviewRow pattern(const Group &group, bool changed, size_t others) const
    {
        const ReviewRow &first = m_rows[group.rows.front()];
        ReviewRow row;
        row.kind = Kind::Pattern;
        row.sign = first.sign;
        row.covers = int(group.size);
        const QString count = QString::number(group.size);
        const QString rest = others == 0 ? QString() : others == 1 ? QStringLiteral(".other") : QStringLiteral(".others");
        if (first.ttlBefore != first.ttlAfter) {
            row.ttlBefore = first.ttlBefore;
            row.ttlAfter = first.ttlAfter;
        }
        if (first.sign != Sign::Changed) {
            row.what = first.what;
            const QString code = first.sign == Sign::Added ? QStringLiteral("review.pattern.added") : QStringLiteral("review.pattern.removed");
            const QString &data = first.sign == Sign::Added ? first.after : first.before;
            row.said = Error{code, {count, row.what, shortened(data.toUtf8())}, {}, {}};
            return row;
        }
        QStringList args{count};
        if (changed) {
            row.what = first.what;
            CommonChange common(changeOf(first));
            for (const qsizetype one : group.rows)
                common.add(changeOf(m_rows[one]));
            args += {row.what, common.before(), common.after()};
        } else {
            const bool oneType = std::ranges::all_of(group.rows, [&](qsizetype one) { return m_rows[one].what == first.what; });
            row.what = oneType ? first.what : QString();
            args += {first.ttlBefore, first.ttlAfter};
        }
        if (others > 0)
            args.append(QString::number(others));
        row.said = Error{(changed ? QStringLiteral("review.pattern.changed") : QStringLiteral("review.pattern.ttl")) + rest, args, {}, {}};
        return row;
    }

    const QList<ReviewRow> &m_rows;
    const qsizetype m_least;
    std::vector<int> m_groupOf; // by row; -1: it is not folded, whatever others do
    std::vector<Group> m_groups;
    std::vector<Company> m_companies;
    QHash<QByteArray, int> m_companyIds;
    QHash<std::pair<int, QByteArray>, int> m_groupIds;
    std::vector<int> m_places; // by row: where it stands in the result
    QList<ReviewRow> m_result;
};

} // namespace

QList<ReviewRow> withPatterns(const QList<ReviewRow> &rows, qsizetype least) { return Folding(rows, least).run(); }

} // namespace lockstep
