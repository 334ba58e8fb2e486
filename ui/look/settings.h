// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/theme.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

namespace lockstep {

// One thing that the console remembers of its user; every one is a line below, with its default.
template <class T> struct Setting
{
    const char *key;
    T fallback;
    T load() const;
    void save(const T &value) const;
};

namespace settings {
extern const Setting<QString> theme;    // "system", "light", "dark"
extern const Setting<QString> language; // "" as the system says, "en", "de"
extern const Setting<QByteArray> windowGeometry;
extern const Setting<QByteArray> windowState;
extern const Setting<QString> place; // what was open: master, group and view, parted by '/'
extern const Setting<bool> inspector;
extern const Setting<QString> reviewGrouping; // of files that differ: "kind", "view", "risk"
} // namespace settings

// Where they are kept: below LOCKSTEP_HOME when that is set, the user's own configuration otherwise. Read once, invalid where
// nothing was stored; written soon, in another thread.
QVariant storedSetting(const char *key);
void storeSetting(const char *key, const QVariant &value);
// Until all that was stored is in its file, from which is read what is asked for later. The end of the program does it too.
void finishSettings();
// The folder of that file, for what is too long for it.
QString settingsFolder();

template <class T> T Setting<T>::load() const
{
    const QVariant stored = storedSetting(key);
    return stored.isValid() ? stored.value<T>() : fallback;
}
template <class T> void Setting<T>::save(const T &value) const
{
    // A file has words only: what comes from there is compared as what it stands for.
    if (const QVariant stored = storedSetting(key); !stored.isValid() || stored.value<T>() != value)
        storeSetting(key, QVariant::fromValue(value));
}

Theme themeOf(const QString &word);

} // namespace lockstep
