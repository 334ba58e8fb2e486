// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confdiff.h"

#include "core/namedconf/confdifftext.h"
#include "core/namedconf/confmeaning.h"
#include "core/namedconf/confsecrets.h"
#include "core/namedconf/effective.h"
#include "core/namedconf/shape.h"

#include <algorithm>

namespace lockstep {

namespace {

using Kind = ConfChange::Kind;

// A block on one side, and where it stands.
struct Block
{
    ConfEntries entries;
    ConfBlockContext in;
    QString view; // "" outside of views
};

// A zone that stands on one side only.
struct LoneZone
{
    ConfEntry entry;
    ConfBlockContext in;
    QString view;
    QStringList path;
    qsizetype row = -1; // of the zone, or of the view that is added or removed with it
    bool own = false;   // the row is the zone's own
};

// What stands behind the keyword, with "secret (changed)" or the like for each secret.
QByteArray folded(const ConfStatement &statement, SecretScope scope, const QByteArray &mark)
{
    const QByteArray shown = "secret " + mark;
    QByteArray text = valueText({}, statement, [&](const QByteArray &) { return shown; }, scope);
    return text.replace("secret secret (", "secret (");
}

// The words around a block, without what it holds.
QByteArray header(const ConfStatement &statement, SecretScope scope)
{
    ConfStatement bare;
    bare.words = statement.words;
    bare.words.append(statement.after);
    return folded(bare, scope, "(changed)");
}

QByteArrayList secretsOf(const ConfStatement &statement, SecretScope scope)
{
    QByteArrayList secrets;
    (void)valueText(
        {}, statement,
        [&](const QByteArray &secret) {
            secrets.append(secret);
            return QByteArray();
        },
        scope);
    return secrets;
}

// Even a keyword or a name may be a secret that lost its own.
QString withoutSecret(const QString &word, SecretScope scope)
{
    return secretSpans(word.toUtf8(), scope).isEmpty() ? word : QStringLiteral("secret");
}

class Comparing
{
public:
    Comparing(const Config &before, const Config &after) : m_before(before), m_after(after) {}

    ConfDifference run()
    {
        m_result.faultsBefore = m_before.config().problems;
        m_result.faultsAfter = m_after.config().problems;
        blocks(topOf(m_before), topOf(m_after), {});
        moveZones();
        compareFiles(m_before, m_after, m_moves, m_result);
        return m_result;
    }

private:
    static Block topOf(const ConfSide &side)
    {
        if (side.config().files.isEmpty())
            return {{}, {at::top}, {}};
        return {side.entries(side.config().files.first().statements(), 0), {at::top}, {}};
    }

    void blocks(const Block &a, const Block &b, const QStringList &path)
    {
        for (const ConfPair &pair : pairStatements(m_before, a.entries, a.in, m_after, b.entries, b.in)) {
            if (pair.before < 0)
                lone(Kind::Added, m_after, b.entries[std::size_t(pair.after)], b, path);
            else if (pair.after < 0)
                lone(Kind::Removed, m_before, a.entries[std::size_t(pair.before)], a, path);
            else
                both(a.entries[std::size_t(pair.before)], a, b.entries[std::size_t(pair.after)], b, pair, path);
        }
    }

    ConfChange change(Kind kind, const QStringList &path, const ConfStatement &statement, ConfPlaces place) const
    {
        ConfChange change;
        change.kind = kind;
        change.path = path;
        setTitle(change, statement, place);
        return change;
    }

    void setTitle(ConfChange &change, const ConfStatement &statement, ConfPlaces place) const
    {
        change.keyword = newerKeyword(statement.keyword());
        change.name = confName(statement, place);
        if (!anyConfRow(statement.keyword(), place))
            change.keyword = withoutSecret(QString::fromUtf8(statement.word(0)), scopeOf(place)) == QLatin1String("secret") ? "secret"
                                                                                                                            : change.keyword;
        if (!change.name.isEmpty() && isAnyDoubtful())
            change.name = withoutSecret(change.name, SecretScope::Doubtful);
    }

    QString title(const ConfStatement &statement, ConfPlaces place) const
    {
        ConfChange named;
        setTitle(named, statement, place);
        return named.title();
    }

    SecretScope scopeOf(ConfPlaces place) const
    {
        return isAnyDoubtful() ? SecretScope::Doubtful : place == at::key ? SecretScope::Key : SecretScope::Plain;
    }

    // Asked when there is something to show.
    bool isAnyDoubtful() const
    {
        if (!m_doubtful) {
            m_doubtful = !m_result.isReadable();
            for (const Config *config : {&m_before.config(), &m_after.config()}) {
                for (const ConfFile &file : config->files)
                    m_doubtful = *m_doubtful || isDoubtful(file.print());
            }
        }
        return *m_doubtful;
    }

    // Stands on one side only.
    void lone(Kind kind, const ConfSide &side, const ConfEntry &entry, const Block &block, const QStringList &path)
    {
        const ConfStatement &statement = *entry.statement;
        ConfChange row = change(kind, path, statement, block.in.place);
        const bool added = kind == Kind::Added;
        (added ? row.after : row.before) = folded(statement, scopeOf(block.in.place), added ? "(added)" : "(removed)");
        (added ? row.originAfter : row.originBefore) = side.origin(entry);
        m_result.changes.append(row);
        QList<LoneZone> &zones = added ? m_newZones : m_goneZones;
        const qsizetype index = m_result.changes.size() - 1;
        if (row.keyword == "zone") {
            zones.append({entry, block.in, block.view, path, index, true});
        } else if (row.keyword == "view" && block.in.place == at::top) {
            const QStringList inside = path + QStringList{row.title()};
            const ConfBlockContext in{at::view, classOf(statement)};
            for (const ConfEntry &inner : side.entries(statement.block, entry.file)) {
                if (inner.statement->keyword() == "zone")
                    zones.append({inner, in, QString::fromUtf8(statement.word(1)), inside, index, false});
            }
        }
    }

    static QByteArray classOf(const ConfStatement &view) { return view.words.size() > 2 ? foldedClass(view.word(2)) : QByteArray("IN"); }

    void both(const ConfEntry &a, const Block &inA, const ConfEntry &b, const Block &inB, const ConfPair &pair, const QStringList &path)
    {
        if (m_before.relative(a.file) != m_after.relative(b.file))
            ++m_moves[{a.file, b.file}];
        if (pair.moved) {
            ConfChange row = change(Kind::Moved, path, *b.statement, inB.in.place);
            row.originBefore = m_before.origin(a);
            row.originAfter = m_after.origin(b);
            row.placeBefore = pair.placeBefore;
            row.placeAfter = pair.placeAfter;
            m_result.changes.append(row);
        }
        if (m_before.text(a) == m_after.text(b) && !m_before.holdsInclude(a) && !m_after.holdsInclude(b))
            return;
        compare(a, inA, b, inB, path);
    }

    void compare(const ConfEntry &a, const Block &inA, const ConfEntry &b, const Block &inB, const QStringList &path)
    {
        const ConfPlaces insideA = m_before.placeInside(a, inA.in.place);
        const ConfPlaces insideB = m_after.placeInside(b, inB.in.place);
        const ConfMeaning meaningA = meaning(*a.statement, inA.in.place);
        const ConfMeaning meaningB = meaning(*b.statement, inB.in.place);
        const bool holds = insideA != 0 && insideB != 0;
        if (meaningA.bytes != meaningB.bytes || (insideA != 0) != (insideB != 0))
            m_result.changes.append(changed(a, meaningA, b, meaningB, inB.in.place, holds, path));
        if (!holds)
            return;
        const bool view = b.statement->keyword() == "view";
        const auto inner = [view](const ConfSide &side, const ConfEntry &entry, const Block &outer, ConfPlaces place) -> Block {
            const ConfStatement &statement = *entry.statement;
            return {side.entries(statement.block, entry.file),
                    {place, view ? classOf(statement) : outer.in.className},
                    view ? QString::fromUtf8(statement.word(1)) : outer.view};
        };
        blocks(inner(m_before, a, inA, insideA), inner(m_after, b, inB, insideB), path + QStringList{title(*b.statement, inB.in.place)});
    }

    static ConfMeaning meaning(const ConfStatement &statement, ConfPlaces place)
    {
        return confMeaning(statement, anyConfRow(statement.keyword(), place));
    }

    ConfChange changed(const ConfEntry &a, const ConfMeaning &meaningA, const ConfEntry &b, const ConfMeaning &meaningB, ConfPlaces place, bool holds,
                       const QStringList &path) const
    {
        ConfChange row = change(Kind::Changed, path, *b.statement, place);
        row.originBefore = m_before.origin(a);
        row.originAfter = m_after.origin(b);
        if (holds) {
            row.before = header(*a.statement, scopeOf(place));
            row.after = header(*b.statement, scopeOf(place));
            return row;
        }
        const QByteArray mark = secretsOf(*a.statement, scopeOf(place)) == secretsOf(*b.statement, scopeOf(place)) ? "(same)" : "(changed)";
        row.before = folded(*a.statement, scopeOf(place), mark);
        row.after = folded(*b.statement, scopeOf(place), mark);
        // Lists are paired by the word before them, else by their number.
        for (qsizetype i = 0; i < std::max(meaningA.lists.size(), meaningB.lists.size()); ++i)
            elements(a, meaningA.lists.value(i), b, meaningB.lists.value(i), i > 0, row.elements);
        return row;
    }

    void elements(const ConfEntry &a, const ConfListMeaning &listA, const ConfEntry &b, const ConfListMeaning &listB, bool named,
                  QList<ConfElement> &found) const
    {
        const QByteArray word = !named ? QByteArray() : listB.elements.isEmpty() ? listA.word : listB.word;
        const auto textOf = [this](const ConfEntry &entry, const ConfListMeaning &list, int index) {
            ConfStatement whole = entry.statement->block[list.first + index];
            whole.words.prepend(ConfWord{}); // valueText() passes over the keyword
            return folded(whole, scopeOf(0), "(changed)");
        };
        const auto placeOf = [](const ConfSide &side, const ConfEntry &entry, const ConfListMeaning &list, int index) {
            return side.origin({&entry.statement->block[list.first + index], entry.file});
        };
        QHash<QByteArray, QList<int>> waiting;
        for (int j = int(listB.elements.size()) - 1; j >= 0; --j)
            waiting[listB.elements[j]].append(j);
        std::vector<int> partner(std::size_t(listB.elements.size()), -1);
        for (int i = 0; i < int(listA.elements.size()); ++i) {
            const auto it = waiting.find(listA.elements[i]);
            if (it != waiting.end() && !it->isEmpty())
                partner[std::size_t(it->takeLast())] = i;
            else
                found.append({ConfElement::Kind::Removed, word, textOf(a, listA, i), placeOf(m_before, a, listA, i), {}});
        }
        std::vector<int> kept, places;
        for (int j = 0; j < int(partner.size()); ++j) {
            if (partner[std::size_t(j)] >= 0) {
                kept.push_back(j);
                places.push_back(partner[std::size_t(j)]);
            } else {
                found.append({ConfElement::Kind::Added, word, textOf(b, listB, j), {}, placeOf(m_after, b, listB, j)});
            }
        }
        if (!listA.ordered || !listB.ordered)
            return;
        const std::vector<bool> moved = outOfOrder(places);
        for (std::size_t k = 0; k < kept.size(); ++k) {
            if (moved[k])
                found.append({ConfElement::Kind::Moved, word, textOf(b, listB, kept[k]), placeOf(m_before, a, listA, places[k]),
                              placeOf(m_after, b, listB, kept[k])});
        }
    }

    // A zone that is gone from one view and new in another is one that moved: its row stands where it is now, the other goes.
    void moveZones()
    {
        const auto nameOf = [](const LoneZone &zone) { return confIdentity(*zone.entry.statement, zone.in.place, zone.in.className).key; };
        // What is compared below may find statements that are called zone where no zone may stand: they move nowhere.
        const QList<LoneZone> goneZones = std::exchange(m_goneZones, {});
        const QList<LoneZone> newZones = std::exchange(m_newZones, {});
        QHash<QByteArray, QList<qsizetype>> gone;
        for (qsizetype i = goneZones.size() - 1; i >= 0; --i)
            gone[nameOf(goneZones[i])].append(i);
        std::vector<QList<ConfChange>> behind(std::size_t(m_result.changes.size()));
        std::vector<bool> dropped(behind.size(), false);
        QList<ConfChange> rows = std::exchange(m_result.changes, {});
        for (const LoneZone &zone : newZones) {
            const auto it = gone.find(nameOf(zone));
            if (it == gone.end() || it->isEmpty())
                continue;
            const LoneZone &old = goneZones[it->takeLast()];
            ConfChange row = change(Kind::Moved, zone.path, *zone.entry.statement, zone.in.place);
            row.originBefore = m_before.origin(old.entry);
            row.originAfter = m_after.origin(zone.entry);
            row.otherView = true;
            row.viewBefore = old.view;
            row.viewAfter = zone.view;
            if (m_before.relative(old.entry.file) != m_after.relative(zone.entry.file))
                ++m_moves[{old.entry.file, zone.entry.file}];
            m_result.changes = {row};
            compare(old.entry, {{}, old.in, old.view}, zone.entry, {{}, zone.in, zone.view}, zone.path);
            behind[std::size_t(zone.row)].append(std::exchange(m_result.changes, {}));
            for (const LoneZone *one : {&old, &zone}) {
                if (one->own)
                    dropped[std::size_t(one->row)] = true;
            }
        }
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (!dropped[std::size_t(i)])
                m_result.changes.append(rows[i]);
            m_result.changes.append(behind[std::size_t(i)]);
        }
    }

    ConfSide m_before;
    ConfSide m_after;
    ConfDifference m_result;
    ConfMoves m_moves;
    mutable std::optional<bool> m_doubtful;
    QList<LoneZone> m_goneZones;
    QList<LoneZone> m_newZones;
};

} // namespace

QString ConfChange::title() const
{
    const QString word = QString::fromUtf8(keyword);
    return name.isEmpty() ? word : QStringLiteral("%1 \"%2\"").arg(word, name);
}

ConfDifference confDiff(const Config &before, const Config &after) { return Comparing(before, after).run(); }

} // namespace lockstep
