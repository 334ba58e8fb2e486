// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/groupdesk.h"
#include "tests/simulation/memoryfiles.h"
#include "tests/simulation/simclock.h"

#include <QTemporaryDir>

namespace lockstep {

inline const QString zoneFileA = QStringLiteral("zones/a.example.db");
inline const QString zonePathA = QStringLiteral("/etc/bind/zones/a.example.db");

// A group's desk over a real database and an object store in memory, seeded with the content of simcontent.h on 2026-09-21.
class DeskHost
{
public:
    explicit DeskHost(SerialPolicy policy = SerialPolicy::Date);
    // The master ends and another begins.
    void reopen();

    QByteArray staged(const QString &absolutePath) const;
    // Live with one file replaced; its bytes are in the store.
    Snapshot with(const QString &path, const QByteArray &bytes);
    Result<void> decide(const Snapshot &snapshot, const QStringList &done);
    void makeLive(const Snapshot &snapshot, const QStringList &done);
    StagedTree treeOf(const Snapshot &snapshot) { return StagedTree(*objects, desk->group, snapshot); }

    template <class T> static QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }
    inline static const QString root = QStringLiteral("etc-bind");

    Schedule schedule;
    HostTime time{schedule, 1790000000000};
    Life life = std::make_shared<bool>(true);
    SimClock clock{time, life};
    MemoryFiles disk{clock};
    QTemporaryDir folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<ObjectStore> objects;
    std::unique_ptr<GroupDesk> desk;

private:
    Group m_group;
};

} // namespace lockstep
