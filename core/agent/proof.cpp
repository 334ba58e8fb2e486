// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/proof.h"

#include "core/zone/wire.h"
#include "core/zone/zonediff.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <memory>

namespace lockstep {

namespace {

constexpr int typeSoa = 6;
constexpr int atOnce = 16;
constexpr qsizetype mostProblems = 20;
constexpr int mostTries = 3;             // of a UDP question: packets get lost, and a server may limit its answers
constexpr qint64 longestSigning = 20000; // ms
constexpr int rcodeNameError = 3;
constexpr int rcodeRefused = 5;

using ZoneKey = QPair<QString, QString>;
ZoneKey keyOf(const ZoneFacts &zone) { return {zone.zone, zone.view}; }

struct Served
{
    std::optional<quint32> serial; // absent: nothing to answer from
    qint64 loaded = 0;             // date of the file that it has, ms UTC; 0: not said
};

// Whether named has read the file that it should have. It tells no date in the future: it read such a file when the clock says so.
bool isRead(const Served &zone, qint64 date, qint64 now) { return date == 0 || zone.loaded == 0 || date > now || zone.loaded / 1000 == date / 1000; }

// What named has of every zone: by the statistics channel in one answer, else zone by zone.
Task<Result<QHash<ZoneKey, Served>>> servedZones(Bind &bind, QList<ZoneFacts> zones, int statisticsPort)
{
    QHash<ZoneKey, Served> served;
    Task<Result<QList<LoadedZone>>> asking = bind.loadedZones(statisticsPort);
    const Result<QList<LoadedZone>> loaded = co_await asking;
    if (loaded) {
        for (const LoadedZone &zone : *loaded)
            served.insert({zone.name.zone, zone.name.view}, {zone.serial, zone.loaded});
    }
    for (const ZoneFacts &zone : zones) {
        if (loaded && zone.source.isEmpty())
            continue; // of a signed zone the channel tells the serial that named has given it, and no date of its file
        Task<Result<ZoneStatus>> one = bind.zoneStatus({zone.zone, zone.view});
        const Result<ZoneStatus> status = co_await one;
        if (status)
            served.insert(keyOf(zone), status->loaded ? Served{status->serial, status->loadedAt} : Served());
        else if (status.error().code != QLatin1String("bind.nozone"))
            co_return std::unexpected(status.error());
    }
    co_return served;
}

QString shownTime(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone(QTimeZone::UTC)).toString(Qt::ISODate); }

QString shownData(int type, QList<QByteArray> data)
{
    if (data.isEmpty())
        return QStringLiteral("nothing");
    std::sort(data.begin(), data.end());
    QStringList texts;
    for (const QByteArray &one : data)
        texts.append(QString::fromUtf8(rdataToText(type, one)));
    return texts.join(QStringLiteral(", ")).left(500);
}

QByteArray lowered(int type, const QByteArray &rdata)
{
    // Names inside data of these types were written in lower case on the other side too.
    return type == typeSoa || type == 2 || type == 5 || type == 12 || type == 15 || type == 33 || type == 39 ? rdata.toLower() : rdata;
}

struct Asked
{
    ProofQuestion question;
    QString address;
    Transport transport;
    bool mayRefuse; // whether the configuration answers this server cannot be told
    bool isSigned;  // named makes what it serves of the file, in its own time
};
struct Heard
{
    std::optional<Error> problem;
    bool refused = false;
};

// What named adds to a zone that it signs, whatever the file says.
bool isSigners(int type)
{
    constexpr int rrsig = 46;
    constexpr int nsec = 47;
    constexpr int dnskey = 48;
    constexpr int nsec3 = 50;
    constexpr int nsec3param = 51;
    constexpr int cds = 59;
    constexpr int cdnskey = 60;
    constexpr int privateType = 65534; // BIND manual, "sig-signing-type"
    for (const int one : {rrsig, nsec, dnskey, nsec3, nsec3param, cds, cdnskey, privateType}) {
        if (type == one)
            return true;
    }
    return false;
}

// The SOA record of a signed zone has a serial of its own, which is not below the file's.
bool isSignedSoa(const QList<QByteArray> &got, const QList<QByteArray> &wanted)
{
    if (got.size() != 1 || wanted.size() != 1 || got.first().size() != wanted.first().size())
        return false;
    const auto served = serialOfSoa(got.first());
    const auto written = serialOfSoa(wanted.first());
    constexpr qsizetype numbers = 20;
    constexpr qsizetype serial = 4;
    const auto without = [](QByteArray soa) { return soa.remove(soa.size() - numbers, serial); };
    return served && written && (*served == *written || serialIsAbove(*served, *written)) && without(got.first()) == without(wanted.first());
}

// What all questions of one proof share.
struct Asking
{
    Bind &bind;
    Clock &clock;
    qint64 end; // sinceBoot() after which nothing is asked any more
    qsizetype problems = 0;
};

Task<Heard> askOnce(std::shared_ptr<Asking> all, Asked asked)
{
    if (all->problems >= mostProblems)
        co_return Heard{{}, true}; // it is known that this is no proof
    if (all->clock.sinceBoot() >= all->end)
        co_return Heard{Error{QStringLiteral("timeout"), {asked.address}, {}, {}}, false};
    Task<Result<Answer>> first = all->bind.ask(asked.question.owner, asked.question.type, asked.address, asked.transport);
    Result<Answer> answer = co_await first;
    for (int tries = 1; !answer && asked.transport == Transport::Udp && tries < mostTries && all->clock.sinceBoot() < all->end; ++tries) {
        Task<Result<Answer>> again = all->bind.ask(asked.question.owner, asked.question.type, asked.address, asked.transport);
        answer = co_await again;
    }
    if (answer && answer->truncated && asked.transport == Transport::Udp)
        co_return Heard(); // TCP is asked as well
    if (!answer)
        co_return Heard{answer.error(), false};
    if (answer->rcode == rcodeRefused && asked.mayRefuse)
        co_return Heard{{}, true};
    QList<QByteArray> got;
    for (const WireRecord &record : answer->answers) {
        if (record.owner == asked.question.owner && record.type == asked.question.type)
            got.append(lowered(record.type, record.rdata));
    }
    QList<QByteArray> wanted;
    for (const QByteArray &data : asked.question.rdata)
        wanted.append(lowered(asked.question.type, data));
    std::sort(got.begin(), got.end());
    std::sort(wanted.begin(), wanted.end());
    const bool known = answer->rcode == 0 || (answer->rcode == rcodeNameError && wanted.isEmpty());
    // Below a delegation, or behind an alias, the server rightly says something else.
    const bool referral = answer->rcode == 0 && !answer->authoritative && got.isEmpty();
    const bool alias = got.isEmpty() && !answer->answers.isEmpty();
    const bool same = got == wanted || (asked.isSigned && asked.question.type == typeSoa && isSignedSoa(got, wanted));
    if (known && (same || referral || alias))
        co_return Heard();
    const QString told = answer->rcode != 0 && got.isEmpty() ? QStringLiteral("code %1").arg(answer->rcode) : shownData(asked.question.type, got);
    co_return Heard{
        Error{QStringLiteral("agent.answer"),
              {QString::fromUtf8(nameToText(asked.question.owner)), QString::fromLatin1(typeToText(asked.question.type)),
               asked.transport == Transport::Udp ? QStringLiteral("UDP") : QStringLiteral("TCP"), told, shownData(asked.question.type, wanted)},
              {},
              {}},
        false};
}

// A zone that named signs serves the new file a moment after named has read it.
Task<Heard> askOne(std::shared_ptr<Asking> all, Asked asked)
{
    const qint64 end = std::min(all->end, all->clock.sinceBoot() + longestSigning);
    for (qint64 pause = 10;; pause = std::min<qint64>(pause * 2, 500)) {
        Task<Heard> asking = askOnce(all, asked);
        Heard heard = co_await asking;
        if (!asked.isSigned || !heard.problem || all->clock.sinceBoot() >= end)
            co_return heard;
        Task<bool> sleeping = all->clock.sleep(pause, Cancel());
        co_await sleeping;
    }
}

} // namespace

std::optional<quint32> serialOfSoa(const QByteArray &rdata)
{
    if (rdata.size() < 22)
        return {};
    const auto *bytes = reinterpret_cast<const uchar *>(rdata.constData()) + rdata.size() - 20;
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3];
}

Task<SwitchReport> prove(Bind &bind, Clock &clock, ConfigFacts facts, QList<ProofQuestion> questions, int deadlineMs, QList<ZoneFacts> changed,
                         bool configured)
{
    SwitchReport report;
    QList<ZoneFacts> managed;
    for (const ZoneFacts &zone : facts.zones) {
        if (zone.managed)
            managed.append(zone);
    }
    report.zonesTotal = int(managed.size());
    QHash<ZoneKey, quint32> expected; // by the files, and by what the master wants to see
    for (const ZoneFacts &zone : managed) {
        if (const auto serial = serialOfSoa(zone.soa))
            expected.insert(keyOf(zone), *serial);
    }
    for (const ProofQuestion &question : questions) {
        const auto serial = question.type == typeSoa && question.rdata.size() == 1 ? serialOfSoa(question.rdata.first()) : std::nullopt;
        if (serial)
            expected.insert({question.zone, question.view}, *serial);
    }
    QHash<ZoneKey, qint64> dates;
    for (const ZoneFacts &zone : changed)
        dates.insert(keyOf(zone), zone.date);
    const qint64 end = clock.sinceBoot() + deadlineMs;
    QHash<ZoneKey, Served> zones;
    const qint64 longestPause = std::clamp<qint64>(managed.size() / 10, 250, 5000); // named tells of all of them each time
    for (qint64 pause = 2;; pause = std::min(pause * 2, longestPause)) {
        Task<Result<QHash<ZoneKey, Served>>> asking = servedZones(bind, managed, facts.statisticsPort);
        const auto served = co_await asking;
        if (served)
            zones = *served;
        Result<ServerStatus> server;
        if (configured) { // behind the zones: whoever let the agent in no more may have read another configuration until now
            Task<Result<ServerStatus>> statusAsking = bind.status();
            server = co_await statusAsking;
        }
        if (server && server->reloadFailed) {
            report.problems.append(Error{QStringLiteral("agent.reload"), {}, {}, {}});
            co_return report;
        }
        const bool late = clock.sinceBoot() >= end;
        bool ready = served.has_value() && server.has_value();
        for (const ZoneFacts &zone : managed) {
            const Served has = zones.value(keyOf(zone));
            ready = ready && has.serial && expected.value(keyOf(zone), *has.serial) == *has.serial &&
                    isRead(has, dates.value(keyOf(zone)), clock.now());
        }
        if (ready)
            break;
        if (late && (!served || !server)) {
            report.problems.append(served ? server.error() : served.error());
            co_return report;
        }
        if (late)
            break;
        Task<bool> sleeping = clock.sleep(pause, Cancel());
        co_await sleeping;
    }
    int more = 0;
    const auto say = [&](const Error &problem) {
        if (report.problems.size() < mostProblems)
            report.problems.append(problem);
        else
            ++more;
    };
    for (const ZoneFacts &zone : managed) {
        const Served has = zones.value(keyOf(zone));
        const quint32 wanted = expected.value(keyOf(zone), has.serial.value_or(0));
        const qint64 date = dates.value(keyOf(zone));
        if (!has.serial)
            say(Error{QStringLiteral("agent.zonegone"), {zone.zone, zone.view}, {}, {}});
        else if (wanted != *has.serial)
            say(Error{QStringLiteral("agent.notserved"), {zone.zone, zone.view, QString::number(*has.serial), QString::number(wanted)}, {}, {}});
        else if (!isRead(has, date, clock.now()))
            say(Error{QStringLiteral("agent.notread"), {zone.zone, zone.view, shownTime(has.loaded), shownTime(date)}, {}, {}});
        else
            ++report.zonesProved;
    }
    if (more > 0)
        report.problems.append(Error{QStringLiteral("agent.morezones"), {QString::number(more)}, {}, {}});
    if (!report.problems.isEmpty())
        co_return report;

    QHash<ZoneKey, const ZoneFacts *> known;
    for (const ZoneFacts &zone : facts.zones)
        known.insert(keyOf(zone), &zone);
    QSet<ZoneKey> byLoad; // until an answer comes
    QHash<QString, bool> here;
    QList<Asked> asks;
    for (const ProofQuestion &question : questions) {
        const ZoneFacts *zone = known.value({question.zone, question.view});
        const bool isSigned = zone && !zone->source.isEmpty();
        if (isSigned && isSigners(question.type))
            continue;
        byLoad.insert({question.zone, question.view});
        const auto ask = [&](const QStringList &addresses, bool mayRefuse) {
            for (const QString &address : addresses) {
                if (!here.contains(address))
                    here.insert(address, bind.isHere(address));
                if (here.value(address)) // another server may have it now
                    asks << Asked{question, address, Transport::Udp, mayRefuse, isSigned}
                         << Asked{question, address, Transport::Tcp, mayRefuse, isSigned};
            }
        };
        if (zone) {
            ask(zone->askAt, false);
            ask(zone->perhapsAt, true);
        }
    }
    const auto all = std::make_shared<Asking>(Asking{bind, clock, clock.sinceBoot() + deadlineMs});
    Task<QList<Heard>> asking = forEach<Heard, Asked>(asks, atOnce, [all](Asked asked) -> Task<Heard> {
        Task<Heard> one = askOne(all, asked);
        Heard heard = co_await one;
        all->problems += heard.problem ? 1 : 0;
        co_return heard;
    });
    const QList<Heard> answers = co_await asking;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answers[i].problem && report.problems.size() < mostProblems)
            report.problems.append(*answers[i].problem);
        if (answers[i].refused)
            continue;
        byLoad.remove({asks[i].question.zone, asks[i].question.view});
        report.asked += answers[i].problem ? 0 : 1;
    }
    report.provedByLoad = int(byLoad.size());
    report.proved = report.problems.isEmpty();
    co_return report;
}

} // namespace lockstep
