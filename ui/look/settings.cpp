// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/settings.h"

#include <QFileInfo>
#include <QSettings>

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

QVariant storedSetting(const char *key, const QVariant &fallback) { return store().value(QLatin1String(key), fallback); }

void storeSetting(const char *key, const QVariant &value) { store().setValue(QLatin1String(key), value); }

QString settingsFolder() { return QFileInfo(store().fileName()).absolutePath(); }

Theme themeOf(const QString &word)
{
    return word == QLatin1String("light") ? Theme::Light : word == QLatin1String("dark") ? Theme::Dark : Theme::System;
}

} // namespace lockstep
