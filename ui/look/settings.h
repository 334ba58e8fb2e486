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

// Where they are kept: below LOCKSTEP_HOME when that is set, the user's own configuration otherwise.
QVariant storedSetting(const char *key, const QVariant &fallback);
void storeSetting(const char *key, const QVariant &value);
// Until what was stored is in its file; the end of the program does it too. Before: it is read as stored, here.
void finishSettings();
// The folder of that file, for what is too long for it.
QString settingsFolder();

template <class T> T Setting<T>::load() const { return storedSetting(key, QVariant::fromValue(fallback)).template value<T>(); }
template <class T> void Setting<T>::save(const T &value) const { storeSetting(key, QVariant::fromValue(value)); }

Theme themeOf(const QString &word);

} // namespace lockstep
