// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/offline.h"

#include "core/base/errortext.h"
#include "core/base/files.h"
#include "core/cli/lenses.h"
#include "core/zone/wire.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace lockstep {

Result<QByteArray> readLocal(const QString &path)
{
    const QFileInfo file(path);
    return realFiles()->read(file.exists() ? file.canonicalFilePath() : file.absoluteFilePath());
}

Result<QByteArray> readIncluded(const QString &name) { return readLocal(QDir::current().absoluteFilePath(name)); }

Result<ConfFolder> ConfFolder::open(const QString &folder)
{
    if (!QFileInfo(folder).isDir())
        return fail(QStringLiteral("cli.folder"), {folder});
    ConfFolder opened;
    opened.m_base = QFileInfo(folder).canonicalFilePath();
    return opened;
}

QString ConfFolder::placed(const QString &path) const
{
    const bool elsewhere = !path.startsWith(m_base + u'/') && path.startsWith(QLatin1String("/etc/bind/"));
    return elsewhere ? m_base + path.mid(9) : path;
}

Result<QByteArray> ConfFolder::read(const QString &path) const { return realFiles()->read(placed(path)); }

Config ConfFolder::config() const
{
    return readConfig(
        m_base + QStringLiteral("/named.conf"), [this](const QString &path) { return read(path); },
        [this](const QString &path) {
            return QDir(placed(path + u'/')).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
        });
}

Result<Exit> complain(Console &console, const QList<Error> &problems)
{
    for (const Error &problem : problems)
        console.fault(problem);
    return problems.isEmpty() ? Exit::Done : Exit::Different;
}

QList<ConfFinding> asFindings(const QList<ZoneFinding> &findings)
{
    QList<ConfFinding> all;
    for (const ZoneFinding &one : findings)
        all.append({one.severity == ZoneFinding::Severity::Error ? ConfFinding::Severity::Error : ConfFinding::Severity::Warning, one.error});
    return all;
}

Result<Exit> tell(Console &console, const QList<ConfFinding> &findings, qsizetype more, bool strict)
{
    using Severity = ConfFinding::Severity;
    QJsonArray list;
    for (const ConfFinding &one : findings) {
        const QString word = QStringList{QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("note")}[int(one.severity)];
        QJsonObject json = toJsonValue(one.error).toObject();
        json.insert(QStringLiteral("severity"), word);
        json.insert(QStringLiteral("text"), errorText(one.error));
        list.append(json);
        if (console.json)
            continue;
        if (one.severity == Severity::Error)
            console.fault(one.error);
        else
            console.note(word + QStringLiteral(": ") + shown(errorText(one.error)));
    }
    if (console.json)
        console.value(list);
    else if (more > 0)
        console.note(QStringLiteral("There are %1 more. Mend the first ones and look again.").arg(more));
    const Severity worst = strict ? Severity::Warning : Severity::Error;
    return std::ranges::any_of(findings, [&](const ConfFinding &one) { return one.severity <= worst; }) ? Exit::Different : Exit::Done;
}

Result<Exit> printBack(Console &console, const QString &path, const QByteArray &bytes, const QList<Error> &problems)
{
    if (!console.json) {
        console.raw(bytes);
        return complain(console, problems);
    }
    console.value(QJsonObject{{QStringLiteral("path"), path},
                              {QStringLiteral("digest"), QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())},
                              {QStringLiteral("bytes"), QString::fromLatin1(bytes.toBase64())},
                              {QStringLiteral("problems"), toJsonValue(problems)}});
    return problems.isEmpty() ? Exit::Done : Exit::Different;
}

QByteArray zoneOrigin(const QString &name)
{
    const QByteArray root(1, '\0');
    return nameToWire(name.isEmpty() ? QByteArray("example.") : name.toUtf8(), root).value_or(root);
}

QByteArray zoneOrigin(const QString &name, QByteArrayView text)
{
    const std::optional<QByteArray> own = name.isEmpty() ? originOfText(text) : std::nullopt;
    return own && own->size() > 1 ? *own : zoneOrigin(name);
}

} // namespace lockstep
