// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/master/selfrecords.h"
#include "tests/core/masterhouse.h"

#include <QFile>

namespace lockstep {

// A house whose master goes back to a copy of its database. Objects stay: a backup holds those that the copy needs.
class CopyOfMaster
{
public:
    explicit CopyOfMaster(MasterHouse &house) : m_house(house) {}
    void take()
    {
        if (!Store::copy(m_house.database(), m_path))
            qFatal("copy");
        const auto store = Store::open(m_path);
        if (!store || !(*store)->save(Table::Setting, {}, restoredKey, RestoredRecord{taken}))
            qFatal("mark");
    }
    void goBack()
    {
        m_house.master->kill();
        m_house.master->closeDatabase();
        for (const char *tail : {"", "-wal", "-shm"})
            QFile::remove(m_house.database() + QLatin1String(tail));
        if (!QFile::copy(m_path, m_house.database()))
            qFatal("back");
        m_house.master->start();
    }
    static constexpr qint64 taken = 12345;

private:
    MasterHouse &m_house;
    QString m_path = m_house.database() + QStringLiteral(".copy");
};

} // namespace lockstep
