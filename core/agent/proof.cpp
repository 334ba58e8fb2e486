// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/proof.h"

#include "core/zone/wire.h"

#include <algorithm>

namespace lockstep {

namespace {

constexpr int typeSoa = 6;
constexpr int atOnce = 16;
constexpr int rcodeNameError = 3;
constexpr int rcodeRefused = 5;

using ZoneKey = QPair<QString, QString>;
ZoneKey keyOf(const ZoneFacts &zone) { return {zone.zone, zone.view}; }

std::optional<quint32> serialOf(const QByteArray &soa)
{
    if (soa.size() < 22)
        return {};
    const auto *bytes = reinterpret_cast<const uchar *>(soa.constData()) + soa.size() - 20;
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3];
}

// What named has of every zone: by the statistics channel in one answer, else zone by zone.
Task<Result<QHash<ZoneKey, std::optional<quint32>>>> servedSerials(Bind &bind, QList<ZoneFacts> zones, int statisticsPort)
{
    QHash<ZoneKey, std::optional<quint32>> serials;
    Task<Result<QList<LoadedZone>>> asking = bind.loadedZones(statisticsPort);
    const Result<QList<LoadedZone>> loaded = co_await asking;
    if (loaded) {
        for (const LoadedZone &zone : *loaded)
            serials.insert({zone.name.zone, zone.name.view}, zone.serial);
        co_return serials;
    }
    for (const ZoneFacts &zone : zones) {
        Task<Result<ZoneStatus>> one = bind.zoneStatus({zone.zone, zone.view});
        const Result<ZoneStatus> status = co_await one;
        if (status)
            serials.insert(keyOf(zone), status->loaded ? std::optional(status->serial) : std::nullopt);
        else if (status.error().code != QLatin1String("bind.nozone"))
            co_return std::unexpected(status.error());
    }
    co_return serials;
}

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
    bool mayRefuse; // the configuration says whom it answers; this server may not be one of them
};
struct Heard
{
    std::optional<Error> problem;
    bool refused = false;
};

Task<Heard> askOne(Bind &bind, Asked asked)
{
    Task<Result<Answer>> asking = bind.ask(asked.question.owner, asked.question.type, asked.address, asked.transport);
    Result<Answer> answer = co_await asking;
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
    if (known && (got == wanted || referral || alias))
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

} // namespace

Task<SwitchReport> prove(Bind &bind, Clock &clock, ConfigFacts facts, QList<ProofQuestion> questions, int deadlineMs)
{
    SwitchReport report;
    QList<ZoneFacts> managed;
    for (const ZoneFacts &zone : facts.zones) {
        if (zone.managed)
            managed.append(zone);
    }
    report.zonesTotal = int(managed.size());
    Task<Result<ServerStatus>> statusAsking = bind.status();
    const Result<ServerStatus> server = co_await statusAsking;
    if (server && server->reloadFailed) {
        report.problems.append(Error{QStringLiteral("agent.reload"), {}, {}, {}});
        co_return report;
    }
    QHash<ZoneKey, quint32> expected; // by the files, and by what the master wants to see
    for (const ZoneFacts &zone : managed) {
        if (const auto serial = serialOf(zone.soa))
            expected.insert(keyOf(zone), *serial);
    }
    for (const ProofQuestion &question : questions) {
        const auto serial = question.type == typeSoa && question.rdata.size() == 1 ? serialOf(question.rdata.first()) : std::nullopt;
        if (serial)
            expected.insert({question.zone, question.view}, *serial);
    }
    const qint64 end = clock.sinceBoot() + deadlineMs;
    QHash<ZoneKey, std::optional<quint32>> serials;
    for (qint64 pause = 2;; pause = std::min<qint64>(pause * 2, 250)) {
        Task<Result<QHash<ZoneKey, std::optional<quint32>>>> asking = servedSerials(bind, managed, facts.statisticsPort);
        const auto served = co_await asking;
        if (served)
            serials = *served;
        const bool late = clock.sinceBoot() >= end;
        bool ready = served.has_value();
        for (const ZoneFacts &zone : managed) {
            const std::optional<quint32> serial = serials.value(keyOf(zone));
            ready = ready && serial && expected.value(keyOf(zone), *serial) == *serial;
        }
        if (ready)
            break;
        if (late && !served) {
            report.problems.append(served.error());
            co_return report;
        }
        if (late)
            break;
        Task<bool> sleeping = clock.sleep(pause, Cancel());
        co_await sleeping;
    }
    for (const ZoneFacts &zone : managed) {
        const std::optional<quint32> serial = serials.value(keyOf(zone));
        if (!serial)
            report.problems.append(Error{QStringLiteral("agent.zonegone"), {zone.zone, zone.view}, {}, {}});
        else if (const quint32 wanted = expected.value(keyOf(zone), *serial); wanted != *serial)
            report.problems.append(
                Error{QStringLiteral("agent.notserved"), {zone.zone, zone.view, QString::number(*serial), QString::number(wanted)}, {}, {}});
        else
            ++report.zonesProved;
    }
    if (!report.problems.isEmpty())
        co_return report;

    QSet<ZoneKey> byLoad;
    QList<Asked> asks;
    for (const ProofQuestion &question : questions) {
        QString address;
        for (auto it = facts.viewAt.cbegin(); it != facts.viewAt.cend(); ++it) {
            const bool listening = facts.listenOn.isEmpty() || facts.listenOn.contains(it.key()) || facts.listenOn.contains(QLatin1String("any"));
            if (it.value() == question.view && listening)
                address = it.key();
        }
        if (address.isEmpty()) {
            byLoad.insert({question.zone, question.view});
            continue;
        }
        asks.append({question, address, Transport::Udp, facts.restricted});
        asks.append({question, address, Transport::Tcp, facts.restricted});
    }
    Task<QList<Heard>> asking = forEach<Heard, Asked>(asks, atOnce, [&bind](Asked asked) { return askOne(bind, asked); });
    const QList<Heard> answers = co_await asking;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answers[i].problem && report.problems.size() < 20)
            report.problems.append(*answers[i].problem);
        if (answers[i].refused)
            byLoad.insert({asks[i].question.zone, asks[i].question.view});
        else
            ++report.asked;
    }
    report.provedByLoad = int(byLoad.size());
    report.proved = report.problems.isEmpty();
    co_return report;
}

} // namespace lockstep
