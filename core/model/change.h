// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace lockstep {

// One edit in the journal of staging. Which members are filled depends on the kind:
//   File    before/after: hex digests of the whole file's bytes, "" when it did not or does not exist
//   Record  zone, view, owner; before/after: "TTL CLASS TYPE DATA" in presentation form, "" for added/removed
//   Serial  zone, view; before/after: decimal serials. Made by the engine, never by a person (FEATURES D12)
struct Change
{
    enum class Kind { File, Record, Serial };
    QString id;
    Kind kind = Kind::File;
    qint64 time = 0; // ms UTC
    QString author;
    QString root;
    QString path;
    QString zone;
    QString view;
    QString owner;
    QString before;
    QString after;

    bool operator==(const Change &) const = default;
    template <class V> void fields(V &v)
    {
        v("id", id);
        v("kind", kind);
        v("time", time);
        v("author", author);
        v("root", root);
        v("path", path);
        v("zone", zone);
        v("view", view);
        v("owner", owner);
        v("before", before);
        v("after", after);
    }
};
inline QList<const char *> wordsOf(Change::Kind) { return {"file", "record", "serial"}; }

} // namespace lockstep
