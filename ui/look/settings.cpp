// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/settings.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QMutex>
#include <QSettings>
#include <QThreadPool>

#include <utility>

namespace lockstep {

namespace settings {
const Setting<QString> theme{"look/theme", QStringLiteral("system")};
const Setting<QString> language{"look/language", {}};
const Setting<QByteArray> windowGeometry{"window/geometry", {}};
const Setting<QByteArray> windowState{"window/state", {}};
const Setting<QString> place{"window/place", {}};
const Setting<bool> inspector{"window/inspector", true};
const Setting<QString> reviewGrouping{"review/grouping", QStringLiteral("kind")};
} // namespace settings

namespace {

// Of this home, or of the user.
QString settingsFile()
{
    if (const QString home = qEnvironmentVariable("LOCKSTEP_HOME"); !home.isEmpty())
        return home + QStringLiteral("/settings/console.ini");
    static const QString users =
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("lockstep"), QStringLiteral("console")).fileName();
    return users;
}

// Settings are read once and written in a thread of its own: nobody who has pressed a key waits for the disk.
class SettingsKeeper
{
public:
    SettingsKeeper() { m_thread.setMaxThreadCount(1); }

    // Invalid: it never was stored.
    QVariant value(const QString &file, const QString &key)
    {
        {
            const QMutexLocker lock(&m_mutex);
            const Values &known = m_known[file];
            if (const auto found = known.constFind(key); found != known.cend())
                return *found;
        }
        const QVariant read = QSettings(file, QSettings::IniFormat).value(key);
        const QMutexLocker lock(&m_mutex);
        Values &known = m_known[file];
        if (const auto stored = known.constFind(key); stored != known.cend()) // meanwhile
            return *stored;
        return *known.insert(key, read);
    }

    void store(const QString &file, const QString &key, const QVariant &value)
    {
        const QMutexLocker lock(&m_mutex);
        m_known[file].insert(key, value);
        m_next[file].insert(key, value);
        if (!std::exchange(m_atWork, true))
            m_thread.start([this] { work(); });
    }

    void finish()
    {
        m_thread.waitForDone();
        const QMutexLocker lock(&m_mutex);
        m_known.clear();
    }

private:
    using Values = QHash<QString, QVariant>;
    using Files = QHash<QString, Values>;

    void work()
    {
        QMutexLocker lock(&m_mutex);
        while (!m_next.isEmpty()) {
            const Files files = std::exchange(m_next, {});
            lock.unlock();
            for (const auto &[file, values] : files.asKeyValueRange()) {
                QSettings to(file, QSettings::IniFormat); // which writes when it goes
                for (const auto &[key, value] : values.asKeyValueRange())
                    to.setValue(key, value);
            }
            lock.relock();
        }
        m_atWork = false;
    }

    QMutex m_mutex;
    Files m_known;
    Files m_next; // to be written
    bool m_atWork = false;
    QThreadPool m_thread; // the last one: when it goes its work is done
};

SettingsKeeper &keeper()
{
    static SettingsKeeper one;
    // While there is a program that they are of.
    static const bool routine = (qAddPostRoutine([] { keeper().finish(); }), true);
    Q_UNUSED(routine)
    return one;
}

} // namespace

QVariant storedSetting(const char *key) { return keeper().value(settingsFile(), QLatin1String(key)); }

void storeSetting(const char *key, const QVariant &value) { keeper().store(settingsFile(), QLatin1String(key), value); }

void finishSettings() { keeper().finish(); }

QString settingsFolder() { return QFileInfo(settingsFile()).absolutePath(); }

Theme themeOf(const QString &word)
{
    return word == QLatin1String("light") ? Theme::Light : word == QLatin1String("dark") ? Theme::Dark : Theme::System;
}

} // namespace lockstep
