// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/racecontent.h"

#include "core/zone/zonefile.h"

#include <QHostAddress>
#include <QtEndian>

namespace lockstep {

namespace {

constexpr int typeA = 1;
constexpr int typeSoa = 6;

QByteArray originOf(const QString &zone) { return nameToWire(zone.toUtf8(), QByteArray(1, '\0')).value(); }

QString told(const QByteArray &owner, int type, const QByteArray &rdata)
{
    const QString name = QString::fromUtf8(nameToText(owner));
    if (type != typeA || rdata.size() != 4)
        return QStringLiteral("%1 %2 %3").arg(name).arg(type).arg(QString::fromLatin1(rdata.toHex()));
    return QStringLiteral("%1 A %2").arg(name, QHostAddress(qFromBigEndian<quint32>(rdata.constData())).toString());
}

} // namespace

const QStringList &RaceContent::zoneNames()
{
    static const QStringList names{QStringLiteral("example.net"), QStringLiteral("a.example"), QStringLiteral("b.example")};
    return names;
}

QString RaceContent::zoneAt(const QString &path)
{
    for (const QString &name : zoneNames()) {
        if (path == pathOf(name))
            return name;
    }
    return {};
}

RaceContent::Zone RaceContent::read(const QString &zone, const QByteArray &text)
{
    Zone found;
    const ZoneFile file = ZoneFile::parse({}, text, originOf(zone));
    for (const Record &record : file.records()) {
        if (record.type != typeSoa)
            ++found[told(record.owner, record.type, record.rdata)];
    }
    return found;
}

QString RaceContent::record(const QString &zone, const QString &owner, const QString &text)
{
    QByteArray rdata(4, Qt::Uninitialized);
    qToBigEndian(QHostAddress(text.section(u' ', 1)).toIPv4Address(), rdata.data());
    return told(nameToWire(owner.toUtf8(), originOf(zone)).value(), typeA, rdata);
}

Result<RaceContent> RaceContent::of(const Snapshot &snapshot, const Texts &texts)
{
    RaceContent content;
    for (const Entry &entry : snapshot.entries) {
        if (entry.kind != Entry::Kind::File)
            continue;
        const QString zone = zoneAt(entry.path);
        if (zone.isEmpty()) {
            content.files.insert(entry.path, QString::fromLatin1(entry.digest.hex()));
            continue;
        }
        LOCKSTEP_TRY(text, texts(entry.digest));
        content.zones.insert(zone, read(zone, text));
    }
    return content;
}

bool RaceContent::apply(const Change &change, const QMap<QString, Zone> &texts)
{
    const QString edited = zoneAt(change.path);
    if (change.kind == Change::Kind::File && edited.isEmpty()) {
        if (files.value(change.path) != change.before)
            return false;
        if (change.after.isEmpty())
            files.remove(change.path);
        else
            files.insert(change.path, change.after);
        return true;
    }
    if (change.kind == Change::Kind::File) {
        if (texts.value(change.before) != zones.value(edited))
            return false;
        zones.insert(edited, texts.value(change.after));
        return true;
    }
    Zone &zone = zones[change.zone];
    const QString before = change.before.isEmpty() ? QString() : record(change.zone, change.owner, change.before);
    const QString after = change.after.isEmpty() ? QString() : record(change.zone, change.owner, change.after);
    if (before.isEmpty() ? zone.contains(after) : !zone.contains(before))
        return false;
    if (!before.isEmpty() && --zone[before] == 0)
        zone.remove(before);
    if (!after.isEmpty())
        ++zone[after];
    return true;
}

QString RaceContent::differs(const RaceContent &from) const
{
    for (const QString &name : zoneNames()) {
        const Zone mine = zones.value(name);
        const Zone theirs = from.zones.value(name);
        const QStringList all = mine.keys() + theirs.keys();
        for (const QString &record : all) {
            if (mine.value(record) != theirs.value(record))
                return QStringLiteral("%1 is there %2 times, not %3").arg(record).arg(mine.value(record)).arg(theirs.value(record));
        }
    }
    const QStringList all = files.keys() + from.files.keys();
    for (const QString &path : all) {
        if (files.value(path) != from.files.value(path))
            return QStringLiteral("%1 is %2, not %3").arg(path, files.value(path).left(8), from.files.value(path).left(8));
    }
    return {};
}

} // namespace lockstep
