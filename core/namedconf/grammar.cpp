// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/grammar.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <vector>

namespace lockstep {

namespace {

struct PlaceText
{
    ConfPlaces place;
    const char *name;
};
constexpr PlaceText placeTexts[] = {{at::top, "the top level"},
                                    {at::options, "options"},
                                    {at::view, "view"},
                                    {at::primary, "zone (primary)"},
                                    {at::secondary, "zone (secondary)"},
                                    {at::mirror, "zone (mirror)"},
                                    {at::hint, "zone (hint)"},
                                    {at::stub, "zone (stub)"},
                                    {at::staticStub, "zone (static-stub)"},
                                    {at::forward, "zone (forward)"},
                                    {at::redirect, "zone (redirect)"},
                                    {at::inView, "zone (in-view)"},
                                    {at::delegationOnly, "zone (delegation-only)"},
                                    {at::server, "server"},
                                    {at::key, "key"},
                                    {at::keyStore, "key-store"},
                                    {at::logging, "logging"},
                                    {at::channel, "channel"},
                                    {at::dnssecPolicy, "dnssec-policy"},
                                    {at::tls, "tls"},
                                    {at::http, "http"},
                                    {at::dns64, "dns64"},
                                    {at::rateLimit, "rate-limit"},
                                    {at::dlz, "dlz"},
                                    {at::controls, "controls"},
                                    {at::statistics, "statistics-channels"}};

using RowIndex = QHash<QByteArray, QList<const ConfRow *>>;

const RowIndex &rowIndex()
{
    static const RowIndex index = [] {
        RowIndex made;
        for (const auto &[rows, count] : {optionRows(), blockRows()}) {
            for (qsizetype i = 0; i < count; ++i)
                made[rows[i].name].append(&rows[i]);
        }
        return made;
    }();
    return index;
}

// Letters to insert, remove or change (Levenshtein); gives up above `limit`.
int distance(const QByteArray &a, const QByteArray &b, int limit)
{
    if (std::abs(a.size() - b.size()) > limit)
        return limit + 1;
    std::vector<int> row(std::size_t(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int change = diagonal + (a[i] == b[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

} // namespace

const QList<const ConfRow *> &confRows(const QByteArray &keyword)
{
    static const QList<const ConfRow *> none;
    const auto it = rowIndex().constFind(keyword);
    return it == rowIndex().cend() ? none : *it;
}

const ConfRow *findConfRow(const QByteArray &keyword, ConfPlaces place, int version)
{
    for (const ConfRow *row : confRows(keyword)) {
        if ((row->places & place) && row->life.covers(version))
            return row;
    }
    return nullptr;
}

QByteArray nearestKeyword(const QByteArray &keyword, ConfPlaces place, int version)
{
    const int limit = std::min(3, int(keyword.size()) / 3);
    int best = limit + 1;
    QByteArray nearest;
    for (auto it = rowIndex().cbegin(); it != rowIndex().cend(); ++it) {
        if (!findConfRow(it.key(), place, version))
            continue;
        const int steps = distance(keyword, it.key(), limit);
        if (steps < best || (steps == best && steps <= limit && it.key() < nearest)) {
            best = steps;
            nearest = it.key();
        }
    }
    return nearest;
}

QByteArray placeName(ConfPlaces place)
{
    if (place == at::zone)
        return "zone";
    for (const PlaceText &one : placeTexts) {
        if (one.place & place)
            return one.name;
    }
    return {};
}

QByteArray placeNames(ConfPlaces places)
{
    QByteArrayList names;
    if ((places & at::zone) == at::zone) {
        names.append("zone");
        places &= ~at::zone;
    }
    for (const PlaceText &one : placeTexts) {
        if (one.place & places)
            names.append(one.name);
    }
    return names.join(", ");
}

ConfPlaces zonePlace(const QByteArray &type)
{
    struct Type
    {
        const char *word;
        ConfPlaces place;
    };
    constexpr Type types[] = {{"primary", at::primary},   {"master", at::primary},         {"secondary", at::secondary},
                              {"slave", at::secondary},   {"mirror", at::mirror},          {"hint", at::hint},
                              {"stub", at::stub},         {"static-stub", at::staticStub}, {"forward", at::forward},
                              {"redirect", at::redirect}, {"in-view", at::inView},         {"delegation-only", at::delegationOnly}};
    for (const Type &one : types) {
        if (type.compare(one.word, Qt::CaseInsensitive) == 0)
            return one.place;
    }
    return at::zone;
}

} // namespace lockstep
