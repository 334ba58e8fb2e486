// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/rrtypes.h"
#include "core/zone/zonefile.h"
#include "tests/support/suite.h"
#include "tests/support/zonesamples.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtEndian>

#include <set>

using namespace lockstep;

namespace {

struct WireRecord
{
    QByteArray owner;
    int type = 0;
    quint32 ttl = 0;
    QByteArray rdata;
};

// Names inside data are lower case here and as written there: such data are compared in lower case.
QByteArray comparable(int type, const QByteArray &rdata)
{
    const RrType *known = rrType(type);
    return known && known->fields && strpbrk(known->fields, "NA") ? rdata.toLower() : rdata;
}

// BIND's raw format, version 1 (lib/dns/masterdump.c): six numbers, then RRsets, every number of 16 or 32 bits in network order.
class RawZone
{
public:
    explicit RawZone(QByteArray bytes) : m_bytes(std::move(bytes)) { m_at = 6 * 4; }

    QList<WireRecord> read()
    {
        QList<WireRecord> records;
        while (m_at < m_bytes.size()) {
            number(4); // its length
            number(2);
            WireRecord one;
            one.type = int(number(2));
            number(2); // the type that is covered
            one.ttl = number(4);
            const quint32 count = number(4);
            one.owner = part().toLower();
            for (quint32 i = 0; i < count && m_at < m_bytes.size(); ++i) {
                one.rdata = part();
                records.append(one);
            }
        }
        return records;
    }

private:
    quint32 number(int octets)
    {
        quint32 value = 0;
        for (; octets > 0 && m_at < m_bytes.size(); --octets)
            value = value << 8 | uchar(m_bytes[m_at++]);
        return value;
    }
    QByteArray part()
    {
        const qsizetype size = number(2);
        m_at += size;
        return m_bytes.mid(m_at - size, size);
    }

    QByteArray m_bytes;
    qsizetype m_at;
};

using Counted = std::map<std::tuple<QByteArray, int, QByteArray>, std::set<quint32>>; // TTLs of each record

QByteArray firstDifference(const Counted &ours, const Counted &theirs)
{
    const auto say = [](const char *who, const auto &record) {
        const auto &[owner, type, rdata] = record.first;
        return QByteArray(who) + nameToText(owner) + ' ' + typeToText(type) + ' ' + rdata.toHex();
    };
    for (const auto &record : ours) {
        if (!theirs.contains(record.first))
            return say("only we: ", record);
    }
    for (const auto &record : theirs) {
        const auto found = ours.find(record.first);
        if (found == ours.end())
            return say("only named-compilezone: ", record);
        if (!found->second.contains(*record.second.begin()))
            return say("another TTL: ", record) + ' ' + QByteArray::number(*record.second.begin());
    }
    return {};
}

} // namespace

// What named-compilezone makes of a zone, byte for byte on the wire, is what we read.
class TestCanonical : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsAreThoseOfNamedCompilezone()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with BIND's own zone files is not beside this checkout.");
        const QDir folder(sharedFolder() + QStringLiteral("/data/bind/zones"));
        const QTemporaryDir made;
        int zones = 0;
        int records = 0;
        QStringList wrong;
        QList<std::shared_ptr<QProcess>> running;
        const QList<ZoneSample> samples = zoneSamples(folder);
        const auto start = [&](const ZoneSample &sample) {
            auto process = std::make_shared<QProcess>();
            process->setWorkingDirectory(folder.path());
            process->start(QStringLiteral("named-compilezone"),
                           {QStringLiteral("-q"), QStringLiteral("-i"), QStringLiteral("none"), QStringLiteral("-k"), QStringLiteral("ignore"),
                            QStringLiteral("-n"), QStringLiteral("ignore"), QStringLiteral("-r"), QStringLiteral("ignore"), QStringLiteral("-F"),
                            QStringLiteral("raw"), QStringLiteral("-o"), made.filePath(sample.name), QString::fromLatin1(sample.origin),
                            sample.name});
            return process;
        };
        for (qsizetype i = 0; i < samples.size(); ++i) {
            while (running.size() < samples.size() && running.size() < i + 2) // two at a time
                running.append(start(samples[running.size()]));
            QVERIFY(running[i]->waitForFinished());
            if (running[i]->exitCode() != 0)
                continue; // it refuses the zone: tst_zoneverdict compares that
            const ZoneSample &sample = samples[i];
            QFile raw(made.filePath(sample.name));
            QVERIFY(raw.open(QIODevice::ReadOnly));
            Counted theirs;
            for (const WireRecord &one : RawZone(raw.readAll()).read())
                theirs[{one.owner, one.type, comparable(one.type, one.rdata)}].insert(one.ttl);
            Counted ours;
            const ZoneFile zone = ZoneFile::parse(sample.name, sample.text, *nameToWire(sample.origin, QByteArray(1, '\0')), readerIn(folder));
            for (const Record &one : zone.records())
                ours[{one.owner, one.type, comparable(one.type, one.rdata)}].insert(one.ttl);
            ++zones;
            records += int(theirs.size());
            if (const QByteArray difference = firstDifference(ours, theirs); !difference.isEmpty())
                wrong.append(sample.name + QStringLiteral(": ") + QString::fromLatin1(difference));
        }
        qInfo("%d zones, %d records", zones, records);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(zones > 240);
        QVERIFY(records > 3000);
    }
};

LOCKSTEP_SUITE(TestCanonical)
#include "tst_canonical.moc"
