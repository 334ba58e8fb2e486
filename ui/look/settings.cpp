// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/settings.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QMutex>
#include <QSettings>
#include <QThreadPool>

#include <optional>
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

QSettings store()
{
    const QString home = qEnvironmentVariable("LOCKSTEP_HOME");
    return home.isEmpty() ? QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("lockstep"), QStringLiteral("console"))
                          : QSettings(home + QStringLiteral("/settings/console.ini"), QSettings::IniFormat);
}

} // namespace

namespace {

// Writes settings in a thread of its own, for nobody who has pressed a key waits for the disk. Until they are written they are
// read from here.
class SettingsWriter
{
public:
    SettingsWriter() { m_thread.setMaxThreadCount(1); }

    void write(const QString &file, const QString &key, const QVariant &value)
    {
        const QMutexLocker lock(&m_mutex);
        m_next[file].insert(key, value);
        if (!std::exchange(m_atWork, true))
            m_thread.start([this] { work(); });
    }

    std::optional<QVariant> unwritten(const QString &file, const QString &key)
    {
        const QMutexLocker lock(&m_mutex);
        for (const Files *files : {&m_next, &m_now}) {
            const Values values = files->value(file);
            if (const auto found = values.constFind(key); found != values.cend())
                return *found;
        }
        return {};
    }

    void finish() { m_thread.waitForDone(); }

private:
    using Values = QHash<QString, QVariant>;
    using Files = QHash<QString, Values>;

    void work()
    {
        QMutexLocker lock(&m_mutex);
        while (!m_next.isEmpty()) {
            m_now = std::exchange(m_next, {});
            const Files files = m_now;
            lock.unlock();
            for (const auto &[file, values] : files.asKeyValueRange()) {
                QSettings to(file, QSettings::IniFormat); // which writes when it goes
                for (const auto &[key, value] : values.asKeyValueRange())
                    to.setValue(key, value);
            }
            lock.relock();
            m_now.clear();
        }
        m_atWork = false;
    }

    QMutex m_mutex;
    Files m_next;
    Files m_now; // being written
    bool m_atWork = false;
    QThreadPool m_thread; // the last one: when it goes its work is done
};

SettingsWriter &writer()
{
    static SettingsWriter one;
    // While there is a program that they are of.
    static const bool routine = (qAddPostRoutine([] { writer().finish(); }), true);
    Q_UNUSED(routine)
    return one;
}

} // namespace

QVariant storedSetting(const char *key, const QVariant &fallback)
{
    const QSettings from = store();
    return writer().unwritten(from.fileName(), QLatin1String(key)).value_or(from.value(QLatin1String(key), fallback));
}

void storeSetting(const char *key, const QVariant &value)
{
    if (storedSetting(key, {}) != value)
        writer().write(store().fileName(), QLatin1String(key), value);
}

void finishSettings() { writer().finish(); }

QString settingsFolder() { return QFileInfo(store().fileName()).absolutePath(); }

Theme themeOf(const QString &word)
{
    return word == QLatin1String("light") ? Theme::Light : word == QLatin1String("dark") ? Theme::Dark : Theme::System;
}

} // namespace lockstep
