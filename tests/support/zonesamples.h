// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/zone/zonefile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace lockstep {

// A zone file of BIND's own tests, and the name of its zone.
struct ZoneSample
{
    QString name;
    QByteArray origin;
    QByteArray text;
};

// The zone's name is not in the file. The last part of the file's name is mostly it; a $ORIGIN at its very top may say better.
inline QByteArray originOfSample(const QString &file, const QByteArray &text)
{
    static const QRegularExpression top(QStringLiteral("^\\$ORIGIN\\s+(\\S+\\.)\\s"), QRegularExpression::MultilineOption);
    static const QRegularExpression soa(QStringLiteral("^(\\S+\\.)(?:\\s+\\d\\S*)?(?:\\s+IN)?(?:\\s+\\d\\S*)?\\s+SOA\\s"),
                                        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const QString content = QString::fromLatin1(text);
    const auto named = soa.match(content);
    if (named.hasMatch())
        return named.captured(1).toLatin1();
    const auto first = top.match(content);
    if (first.hasMatch())
        return first.captured(1).toLatin1();
    const QString name = file.section(QStringLiteral("__"), -1).section(QStringLiteral(".db"), 0, 0);
    return name == QLatin1String("root") || name == QLatin1String("hints") ? QByteArray(".") : name.toLatin1() + '.';
}

inline QList<ZoneSample> zoneSamples(const QDir &folder)
{
    QList<ZoneSample> samples;
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(name));
        const QByteArray text = file.readAll();
        samples.append({name, originOfSample(name, text), text});
    }
    return samples;
}

// $INCLUDE, as a named with its working directory there would read it.
inline ZoneFile::Reader readerIn(const QDir &folder)
{
    return [folder](const QString &path) -> Result<QByteArray> {
        QFile part(folder.filePath(path));
        if (!part.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("file.missing"), {path});
        return part.readAll();
    };
}

} // namespace lockstep
