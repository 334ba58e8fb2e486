// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <algorithm>

namespace lockstep {

// What a switch does to the zones of a server, as its agent compared them. Zones that stay as they are do not count.
struct Effects
{
    static constexpr qsizetype mostNames = 20;

    int reloaded = 0;  // named reads them again, and answers with what it has until then
    int recreated = 0; // it drops them and makes them anew: nobody is answered while they load
    int created = 0;
    int removed = 0;
    int dynamic = 0;                         // named or its clients write them: their records stay
    bool configured = false;                 // the configuration is read again
    qint64 loadMs = 0;                       // that it took to load every zone when they were checked
    std::optional<QStringList> restart = {}; // options whose new value named takes only when it is started again
    QStringList interrupted;                 // names of recreated ones, with the view behind a blank; at most mostNames

    bool isEmpty() const { return reloaded + recreated + created + removed + dynamic == 0 && !configured && !restart; }
    // Members of a group have the same zones; where they do not, the one that has most counts.
    void add(const Effects &other)
    {
        for (int Effects::*count : {&Effects::reloaded, &Effects::recreated, &Effects::created, &Effects::removed, &Effects::dynamic})
            this->*count = std::max(this->*count, other.*count);
        configured = configured || other.configured;
        loadMs = std::max(loadMs, other.loadMs);
        for (const QString &name : other.restart.value_or(QStringList())) {
            if (QStringList &known = restart ? *restart : restart.emplace(); !known.contains(name))
                known.append(name);
        }
        for (const QString &name : other.interrupted) {
            if (interrupted.size() < mostNames && !interrupted.contains(name))
                interrupted.append(name);
        }
    }
    template <class V> void fields(V &v)
    {
        v("reloaded", reloaded);
        v("recreated", recreated);
        v("created", created);
        v("removed", removed);
        v("dynamic", dynamic);
        v("configured", configured);
        v("loadMs", loadMs);
        v("interrupted", interrupted);
        v("restart", restart);
    }
};

} // namespace lockstep
