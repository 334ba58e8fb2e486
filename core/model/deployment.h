// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// One deployment of a group, numbered from 1. `undone`: its members returned (D5), `live` is then what they returned to.
struct Deployment
{
    enum class State { Running, Live, Undone };
    int number = 0;
    QString group;
    Digest seal;    // F: what was reviewed
    Digest returns; // R: what everybody goes back to
    Digest base;    // live before it
    State state = State::Running;
    QString author;
    QString comment;
    qint64 time = 0;
    bool rollBack = false;
    template <class V> void fields(V &v)
    {
        v("number", number);
        v("group", group);
        v("seal", seal);
        v("returns", returns);
        v("base", base);
        v("state", state);
        v("author", author);
        v("comment", comment);
        v("time", time);
        v("rollBack", rollBack);
    }
};
inline QList<const char *> wordsOf(Deployment::State) { return {"running", "live", "undone"}; }

} // namespace lockstep
