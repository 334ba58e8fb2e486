// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace lockstep {

void speak(const QString &language)
{
    static QTranslator own; // ours, and Qt's own dialogs
    static QTranslator others;
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    for (QTranslator *one : {&own, &others})
        QCoreApplication::removeTranslator(one);
    const QString folder = QStringLiteral(":/lockstep/translations");
    if (own.load(locale, QStringLiteral("lockstep"), QStringLiteral("_"), folder) || own.load(QStringLiteral("lockstep_en"), folder))
        QCoreApplication::installTranslator(&own);
    if (others.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&others);
}

} // namespace lockstep
