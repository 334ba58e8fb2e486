// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confpairs.h"

#include "core/namedconf/confmeaning.h"
#include "core/namedconf/shape.h"

#include <QVarLengthArray>

#include <algorithm>

namespace lockstep {

namespace {

class Pairing
{
public:
    Pairing(const ConfSide &before, const ConfEntries &a, const ConfBlockContext &inA, const ConfSide &after, const ConfEntries &b,
            const ConfBlockContext &inB)
        : m_before(before), m_after(after), m_a(a), m_b(b), m_inA(inA), m_inB(inB), m_partner(a.size(), -1), m_taken(b.size(), false)
    {
    }

    std::vector<ConfPair> run()
    {
        sameEnds();
        collect([](const ConfIdentity &identity) { return identity.key.isEmpty() ? QByteArray("{") : identity.key; }); // a block without a word
        for (int id = 0; id < int(m_ids.size()); ++id) {
            const Group group = groupOf(id);
            if (group.a.size() > 1 || group.b.size() > 1)
                pairEqual(group);
            pairInOrder(group);
        }
        // What is left may be the same statement under another name.
        collect([](const ConfIdentity &identity) { return identity.loose ? identity.keyword : QByteArray(); });
        for (int id = 0; id < int(m_ids.size()); ++id)
            pairInOrder(groupOf(id));
        return result();
    }

private:
    // Indices of both sides that have one key.
    struct Group
    {
        QVarLengthArray<int, 4> a, b;
    };

    // The statements of one side by key, as chains: one block of memory, however many keys there are.
    struct Chains
    {
        std::vector<int> first, last; // by the key's number
        std::vector<int> next;        // by the statement's index
        void add(std::size_t id, int index)
        {
            if (id >= first.size()) {
                first.resize(id + 1, -1);
                last.resize(id + 1, -1);
            }
            if (first[id] < 0)
                first[id] = index;
            else
                next[std::size_t(last[id])] = index;
            last[id] = index;
        }
        QVarLengthArray<int, 4> of(std::size_t id) const
        {
            QVarLengthArray<int, 4> found;
            for (int i = id < first.size() ? first[id] : -1; i >= 0; i = next[std::size_t(i)])
                found.append(i);
            return found;
        }
    };

    // What has no partner yet, by keys; an empty key stays out.
    template <class Fn> void collect(Fn keyOf)
    {
        m_ids.clear();
        m_chainsA = {{}, {}, std::vector<int>(m_a.size(), -1)};
        m_chainsB = {{}, {}, std::vector<int>(m_b.size(), -1)};
        const auto add = [&](Chains &chains, const ConfEntry &entry, const ConfBlockContext &in, int index) {
            const QByteArray key = keyOf(identity(entry, in));
            if (!key.isEmpty()) {
                const auto known = m_ids.constFind(key);
                chains.add(std::size_t(known != m_ids.cend() ? *known : *m_ids.insert(key, int(m_ids.size()))), index);
            }
        };
        for (std::size_t i = m_front; i < m_a.size() - m_back; ++i) {
            if (m_partner[i] < 0)
                add(m_chainsA, m_a[i], m_inA, int(i));
        }
        for (std::size_t i = m_front; i < m_b.size() - m_back; ++i) {
            if (!m_taken[i])
                add(m_chainsB, m_b[i], m_inB, int(i));
        }
    }

    Group groupOf(int id) const { return {m_chainsA.of(std::size_t(id)), m_chainsB.of(std::size_t(id))}; }

    static ConfIdentity identity(const ConfEntry &entry, const ConfBlockContext &in)
    {
        return confIdentity(*entry.statement, in.place, in.className);
    }

    bool same(std::size_t i, std::size_t j) const
    {
        return m_before.text(m_a[i]) == m_after.text(m_b[j]) && !m_before.holdsInclude(m_a[i]) && !m_after.holdsInclude(m_b[j]);
    }

    void pair(std::size_t i, std::size_t j)
    {
        m_partner[i] = int(j);
        m_taken[j] = true;
    }

    // Most of two configurations is the same bytes: that needs no names.
    void sameEnds()
    {
        const std::size_t most = std::min(m_a.size(), m_b.size());
        for (; m_front < most && same(m_front, m_front); ++m_front)
            pair(m_front, m_front);
        for (; m_back < most - m_front && same(m_a.size() - 1 - m_back, m_b.size() - 1 - m_back); ++m_back)
            pair(m_a.size() - 1 - m_back, m_b.size() - 1 - m_back);
    }

    void pairEqual(const Group &group)
    {
        QHash<QByteArray, QList<int>> waiting;
        for (auto it = group.b.rbegin(); it != group.b.rend(); ++it)
            waiting[m_after.wholeMeaning(m_b[std::size_t(*it)], m_inB.place)].append(*it);
        for (const int i : group.a) {
            const auto found = waiting.find(m_before.wholeMeaning(m_a[std::size_t(i)], m_inA.place));
            if (found != waiting.end() && !found->isEmpty())
                pair(std::size_t(i), std::size_t(found->takeLast()));
        }
    }

    void pairInOrder(Group group)
    {
        group.a.removeIf([this](int i) { return m_partner[std::size_t(i)] >= 0; });
        group.b.removeIf([this](int i) { return bool(m_taken[std::size_t(i)]); });
        for (qsizetype i = 0; i < std::min(group.a.size(), group.b.size()); ++i)
            pair(std::size_t(group.a[i]), std::size_t(group.b[i]));
    }

    std::vector<ConfPair> result() const
    {
        std::vector<ConfPair> pairs(m_b.size());
        for (std::size_t j = 0; j < m_b.size(); ++j)
            pairs[j].after = int(j);
        std::vector<std::pair<int, int>> gone; // behind which of the second block, which of the first
        int last = -1;
        for (std::size_t i = 0; i < m_a.size(); ++i) {
            if (m_partner[i] < 0)
                gone.push_back({last, int(i)});
            else
                pairs[std::size_t(last = m_partner[i])].before = int(i);
        }
        markMoved(pairs);
        if (gone.empty())
            return pairs;
        std::stable_sort(gone.begin(), gone.end(), [](const auto &one, const auto &other) { return one.first < other.first; });
        std::vector<ConfPair> all;
        auto next = gone.begin();
        for (int j = -1; j < int(pairs.size()); ++j) {
            if (j >= 0)
                all.push_back(pairs[std::size_t(j)]);
            for (; next != gone.end() && next->first == j; ++next)
                all.push_back({next->second, -1});
        }
        return all;
    }

    // Among statements that BIND reads in their order.
    void markMoved(std::vector<ConfPair> &pairs) const
    {
        QHash<QByteArray, QList<int>> like; // keyword -> indices of pairs
        std::size_t j = 0;
        const std::size_t end = m_b.size() - m_back;
        const bool any = std::any_of(pairs.begin() + qsizetype(m_front), pairs.begin() + qsizetype(end),
                                     [](const ConfPair &p) { return p.before >= 0; });
        for (j = any ? 0 : end; j < m_b.size(); ++j) {
            // Zones are many and never read in order; a look at the keyword's first letter is enough to pass them.
            const ConfStatement &statement = *m_b[j].statement;
            if (pairs[j].before < 0 || statement.word(0).startsWith('z'))
                continue;
            if (const ConfIdentity one = identity(m_b[j], m_inB); one.ordered)
                like[one.keyword].append(int(j));
        }
        for (const QList<int> &group : std::as_const(like))
            markGroup(pairs, group);
    }

    static void markGroup(std::vector<ConfPair> &pairs, const QList<int> &group)
    {
        std::vector<int> places;
        for (const int j : group)
            places.push_back(pairs[std::size_t(j)].before);
        const std::vector<bool> moved = outOfOrder(places);
        std::vector<int> sorted = places;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t k = 0; k < moved.size(); ++k) {
            ConfPair &one = pairs[std::size_t(group[qsizetype(k)])];
            one.moved = moved[k];
            one.placeAfter = int(k) + 1;
            one.placeBefore = int(std::lower_bound(sorted.begin(), sorted.end(), places[k]) - sorted.begin()) + 1;
        }
    }

    const ConfSide &m_before;
    const ConfSide &m_after;
    const ConfEntries &m_a;
    const ConfEntries &m_b;
    const ConfBlockContext &m_inA;
    const ConfBlockContext &m_inB;
    std::vector<int> m_partner;
    std::vector<bool> m_taken;
    QHash<QByteArray, int> m_ids;
    Chains m_chainsA, m_chainsB;
    std::size_t m_front = 0;
    std::size_t m_back = 0;
};

QString folderOf(const QString &path) { return path.left(path.lastIndexOf(u'/') + 1); }

} // namespace

std::vector<bool> outOfOrder(const std::vector<int> &numbers)
{
    std::vector<std::size_t> tails; // of the best row of each length, its last index
    std::vector<int> before(numbers.size(), -1);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto it = std::lower_bound(tails.begin(), tails.end(), numbers[i], [&](std::size_t t, int n) { return numbers[t] < n; });
        if (it != tails.begin())
            before[i] = int(*std::prev(it));
        if (it == tails.end())
            tails.push_back(i);
        else
            *it = i;
    }
    std::vector<bool> out(numbers.size(), true);
    for (int i = tails.empty() ? -1 : int(tails.back()); i >= 0; i = before[std::size_t(i)])
        out[std::size_t(i)] = false;
    return out;
}

ConfPlaces placeInside(const ConfStatement &statement, ConfPlaces place)
{
    const ConfRow *row = anyConfRow(statement.keyword(), place);
    if (!row || !statement.hasBlock || !statement.blocks.isEmpty())
        return 0;
    const ConfPlaces inside = placeInside(*row);
    if (inside != at::zone)
        return inside;
    const ConfStatement *type = statement.find("type");
    return type ? zonePlace(type->word(1)) : statement.find("in-view") ? at::inView : at::zone;
}

ConfSide::ConfSide(const Config &config) : m_config(config)
{
    const QString folder = config.files.isEmpty() ? QString() : folderOf(config.files.first().path());
    for (const ConfFile &file : config.files)
        m_relative.append(file.path().startsWith(folder) ? file.path().sliced(folder.size()) : file.path());
    if (!m_relative.isEmpty())
        m_relative.first() = QString(); // the main file is the main file, whatever its name
    m_includes.resize(config.files.size());
    for (auto it = config.includes.cbegin(); it != config.includes.cend(); ++it) {
        if (!it.value().isEmpty())
            m_includes[it.key().first].append(it.key().second);
    }
    for (QList<qsizetype> &offsets : m_includes)
        std::sort(offsets.begin(), offsets.end());
}

ConfEntries ConfSide::entries(const QList<ConfStatement> &list, int file) const
{
    ConfEntries found;
    found.reserve(std::size_t(list.size()));
    for (const ConfStatement &statement : list) {
        const ConfEntry entry{&statement, file};
        if (!m_includes[file].isEmpty() && statement.keyword() == "include" && holdsInclude(entry)) {
            for (const int included : m_config.includes.value({file, statement.begin})) {
                const ConfEntries inner = entries(m_config.files[included].statements(), included);
                found.insert(found.end(), inner.begin(), inner.end());
            }
        } else {
            found.push_back(entry);
        }
    }
    return found;
}

QByteArrayView ConfSide::text(const ConfEntry &entry) const
{
    return QByteArrayView(m_config.files[entry.file].print()).sliced(entry.statement->begin, entry.statement->end - entry.statement->begin);
}

Origin ConfSide::origin(const ConfEntry &entry) const
{
    return {{}, m_config.files[entry.file].path(), entry.statement->line, entry.statement->column};
}

bool ConfSide::holdsInclude(const ConfEntry &entry) const
{
    const QList<qsizetype> &offsets = m_includes[entry.file];
    const auto it = std::lower_bound(offsets.begin(), offsets.end(), entry.statement->begin);
    return it != offsets.end() && *it < entry.statement->end;
}

ConfPlaces ConfSide::placeInside(const ConfEntry &entry, ConfPlaces place) const
{
    const ConfPlaces inside = lockstep::placeInside(*entry.statement, place);
    if (inside != at::zone || !holdsInclude(entry))
        return inside;
    const ConfEntries all = entries(entry.statement->block, entry.file);
    const auto first = [&all](const char *keyword) {
        const auto it = std::ranges::find_if(all, [keyword](const ConfEntry &one) { return one.statement->keyword() == keyword; });
        return it == all.end() ? nullptr : it->statement;
    };
    const ConfStatement *type = first("type");
    return type ? zonePlace(type->word(1)) : first("in-view") ? at::inView : at::zone;
}

QByteArray ConfSide::wholeMeaning(const ConfEntry &entry, ConfPlaces place) const
{
    const ConfStatement &statement = *entry.statement;
    const ConfPlaces inside = placeInside(entry, place);
    QByteArray bytes = confMeaning(statement, anyConfRow(statement.keyword(), place)).bytes;
    if (inside == 0)
        return bytes;
    QByteArrayList any;
    QMap<QByteArray, QByteArray> ordered; // by keyword
    for (const ConfEntry &inner : entries(statement.block, entry.file)) {
        const QByteArray one = wholeMeaning(inner, inside);
        const QByteArray whole = QByteArray::number(one.size()) + ':' + one;
        if (const ConfIdentity identity = confIdentity(*inner.statement, inside); identity.ordered)
            ordered[identity.keyword] += whole;
        else
            any.append(whole);
    }
    for (const QByteArray &one : std::as_const(ordered))
        any.append(one);
    std::sort(any.begin(), any.end());
    return bytes + any.join();
}

std::vector<ConfPair> pairStatements(const ConfSide &before, const ConfEntries &a, const ConfBlockContext &inA, const ConfSide &after,
                                     const ConfEntries &b, const ConfBlockContext &inB)
{
    return Pairing(before, a, inA, after, b, inB).run();
}

} // namespace lockstep
