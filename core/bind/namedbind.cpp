// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/namedbind.h"

#include "core/bind/dnsmessage.h"
#include "core/bind/sockets.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QtEndian>

namespace lockstep {

namespace {

constexpr int controlDeadline = 60000; // a reload of many zones answers late
constexpr int queryDeadline = 2000;
constexpr qint64 largestReply = 4 << 20;
constexpr qint64 largestStatistics = 256 << 20;

QString words(const ZoneName &zone)
{
    const QString name = zone.zone.isEmpty() ? QStringLiteral(".") : zone.zone;
    return zone.view.isEmpty() ? name : name + QStringLiteral(" IN ") + zone.view;
}

quint32 random32() { return qFromBigEndian<quint32>(randomBytes(4).constData()); }

IscccTable control(quint32 serial, qint64 now, const QByteArray &nonce, const QByteArray &command)
{
    IscccTable head;
    head.items = {{"_ser", QByteArray::number(serial)},
                  {"_tim", QByteArray::number(now)},
                  {"_exp", QByteArray::number(now + 60)}};
    if (!nonce.isEmpty())
        head.items.append({"_nonce", nonce});
    IscccTable data;
    data.items = {{"type", command}};
    IscccTable body;
    body.items = {{"_ctrl", head}, {"_data", data}};
    return body;
}

} // namespace

NamedBind::NamedBind(Clock &clock, Place place, KeySource key)
    : m_clock(clock), m_place(std::move(place)), m_key(std::move(key))
{
}

Task<Result<QByteArray>> NamedBind::exchange(QByteArray frame, QTcpSocket *socket, QString place)
{
    socket->write(frame);
    Task<Result<QByteArray>> reading = readBytes(socket, 4, controlDeadline);
    const Result<QByteArray> head = co_await reading;
    // named closes the connection on a wrong signature without a word.
    if (!head)
        co_return head.error().code == QLatin1String("bind.unreachable") ? fail(QStringLiteral("bind.key"), {place}) : head;
    const quint32 size = qFromBigEndian<quint32>(head->constData());
    if (size > largestReply)
        co_return fail(QStringLiteral("bind.malformed"), {place});
    Task<Result<QByteArray>> body = readBytes(socket, size, controlDeadline);
    Result<QByteArray> bytes = co_await body;
    co_return bytes;
}

Task<Result<QString>> NamedBind::command(QString wordsOfIt)
{
    const QString place = m_place.control.toString() + u':' + QString::number(m_place.controlPort);
    Task<Result<ControlKey>> asking = m_key();
    LOCKSTEP_CO_TRY(key, co_await asking);
    QTcpSocket socket;
    Task<Result<bool>> connecting = connectSocket(&socket, m_place.control, m_place.controlPort, 5000);
    const Result<bool> connected = co_await connecting;
    if (!connected)
        co_return fail(QStringLiteral("bind.unreachable"), {place}, connected.error().detail);
    const quint32 serial = random32() >> 2;
    const qint64 now = m_clock.now() / 1000;
    Task<Result<QByteArray>> first = exchange(encodeIsccc(control(serial, now, {}, "null"), key), &socket, place);
    LOCKSTEP_CO_TRY(greeting, co_await first);
    LOCKSTEP_CO_TRY(table, decodeIsccc(greeting, key));
    const IscccTable *head = table.table("_ctrl");
    if (!head || head->value("_nonce").isEmpty())
        co_return fail(QStringLiteral("bind.malformed"), {place});
    Task<Result<QByteArray>> second = exchange(
        encodeIsccc(control(serial + 1, now, head->value("_nonce"), wordsOfIt.toUtf8()), key), &socket, place);
    LOCKSTEP_CO_TRY(bytes, co_await second);
    LOCKSTEP_CO_TRY(reply, decodeIsccc(bytes, key));
    const IscccTable *data = reply.table("_data");
    if (!data)
        co_return fail(QStringLiteral("bind.malformed"), {place});
    QByteArray text = data->value("text");
    const bool refused = data->value("result") != "0" && !data->value("result").isEmpty();
    if (refused)
        co_return fail(QStringLiteral("bind.control"), {wordsOfIt},
                       QString::fromUtf8(data->value("err") + (text.isEmpty() ? QByteArray() : ": " + text)));
    co_return QString::fromUtf8(text);
}

Task<Result<ServerStatus>> NamedBind::status()
{
    Task<Result<QString>> asking = command(QStringLiteral("status"));
    LOCKSTEP_CO_TRY(text, co_await asking);
    static const QRegularExpression version(QStringLiteral("^version: (?:BIND )?(\\d[\\w.+-]*)"), QRegularExpression::MultilineOption);
    static const QRegularExpression zones(QStringLiteral("^number of zones: (\\d+)"), QRegularExpression::MultilineOption);
    ServerStatus status;
    status.version = version.match(text).captured(1).section(u'-', 0, 0);
    status.zones = zones.match(text).captured(1).toInt();
    status.reloadFailed = text.contains(QLatin1String("reload/reconfig failed"));
    co_return status;
}

Task<Result<void>> NamedBind::reconfigure()
{
    Task<Result<QString>> asking = command(QStringLiteral("reconfig"));
    const Result<QString> done = co_await asking;
    co_return done.transform([](const QString &) {});
}

Task<Result<void>> NamedBind::reload()
{
    Task<Result<QString>> asking = command(QStringLiteral("reload"));
    const Result<QString> done = co_await asking;
    co_return done.transform([](const QString &) {});
}

Task<Result<void>> NamedBind::reloadZone(ZoneName zone)
{
    Task<Result<QString>> asking = command(QStringLiteral("reload ") + words(zone));
    const Result<QString> done = co_await asking;
    co_return done.transform([](const QString &) {});
}

Task<Result<ZoneStatus>> NamedBind::zoneStatus(ZoneName zone)
{
    Task<Result<QString>> asking = command(QStringLiteral("zonestatus ") + words(zone));
    const Result<QString> answer = co_await asking;
    ZoneStatus status;
    if (!answer) {
        if (answer.error().detail.contains(QLatin1String("zone not loaded")))
            co_return status;
        if (answer.error().detail.contains(QLatin1String("not found")) ||
            answer.error().detail.contains(QLatin1String("no matching zone")))
            co_return fail(QStringLiteral("bind.nozone"), {zone.zone, zone.view}, answer.error().detail);
        co_return std::unexpected(answer.error());
    }
    const QStringList lines = answer->split(u'\n');
    for (const QString &line : lines) {
        const QString value = line.section(QLatin1String(": "), 1);
        if (line.startsWith(QLatin1String("type: ")))
            status.type = value;
        else if (line.startsWith(QLatin1String("serial: ")))
            status.serial = value.toUInt();
        else if (line.startsWith(QLatin1String("dynamic: ")))
            status.dynamic = value == QLatin1String("yes");
    }
    status.loaded = true;
    co_return status;
}

Task<Result<QList<LoadedZone>>> NamedBind::loadedZones()
{
    if (!m_place.statisticsPort)
        co_return fail(QStringLiteral("bind.nostatistics"));
    QTcpSocket socket;
    Task<Result<bool>> connecting = connectSocket(&socket, QHostAddress(QHostAddress::LocalHost), *m_place.statisticsPort, 2000);
    const Result<bool> connected = co_await connecting;
    if (!connected)
        co_return fail(QStringLiteral("bind.nostatistics"), {}, connected.error().detail);
    socket.write("GET /json/v1/zones HTTP/1.0\r\nHost: localhost\r\n\r\n");
    Task<Result<QByteArray>> reading = readAll(&socket, largestStatistics, 30000);
    LOCKSTEP_CO_TRY(bytes, co_await reading);
    const Result<QJsonObject> json = parseJson(bytes.mid(bytes.indexOf("\r\n\r\n") + 4));
    if (!bytes.startsWith("HTTP/1.") || !json)
        co_return fail(QStringLiteral("bind.nostatistics"));
    QList<LoadedZone> zones;
    const QJsonObject views = json->value(QLatin1String("views")).toObject();
    for (auto view = views.begin(); view != views.end(); ++view) {
        const QJsonArray rows = view.value().toObject().value(QLatin1String("zones")).toArray();
        for (const QJsonValue &row : rows) {
            LoadedZone zone;
            zone.name = {row[QLatin1String("name")].toString().toLower(),
                         view.key() == QLatin1String("_default") ? QString() : view.key()};
            if (zone.name.zone.endsWith(u'.') && zone.name.zone.size() > 1)
                zone.name.zone.chop(1);
            zone.type = row[QLatin1String("type")].toString();
            if (row[QLatin1String("serial")].isDouble())
                zone.serial = quint32(row[QLatin1String("serial")].toInteger());
            zone.loaded = QDateTime::fromString(row[QLatin1String("loaded")].toString(), Qt::ISODate).toMSecsSinceEpoch();
            zones.append(zone);
        }
    }
    co_return zones;
}

Task<Result<Answer>> NamedBind::ask(QByteArray owner, int type, QString address, Transport transport)
{
    const quint16 id = quint16(random32());
    const QByteArray query = encodeQuery(id, owner, type, randomBytes(8));
    const QHostAddress at(address);
    Task<Result<Answer>> asking = transport == Transport::Udp ? askUdp(query, id, owner, type, at)
                                                              : askTcp(query, id, owner, type, at);
    Result<Answer> answer = co_await asking;
    co_return answer;
}

Task<Result<Answer>> NamedBind::askUdp(QByteArray query, quint16 id, QByteArray owner, int type, QHostAddress address)
{
    QUdpSocket socket;
    socket.connectToHost(address, m_place.dnsPort);
    const qint64 deadline = m_clock.sinceBoot() + queryDeadline;
    socket.write(query);
    for (;;) {
        const int left = int(std::max<qint64>(deadline - m_clock.sinceBoot(), 1));
        Task<Result<QByteArray>> reading = readDatagram(&socket, left);
        LOCKSTEP_CO_TRY(datagram, co_await reading);
        // Something else may arrive at the port; only the deadline ends the wait for the right answer.
        Result<Answer> answer = decodeAnswer(datagram, id, owner, type);
        if (answer)
            co_return answer;
    }
}

Task<Result<Answer>> NamedBind::askTcp(QByteArray query, quint16 id, QByteArray owner, int type, QHostAddress address)
{
    QTcpSocket socket;
    Task<Result<bool>> connecting = connectSocket(&socket, address, m_place.dnsPort, queryDeadline);
    LOCKSTEP_CO_TRY(connected, co_await connecting);
    Q_UNUSED(connected)
    QByteArray size(2, Qt::Uninitialized);
    qToBigEndian(quint16(query.size()), size.data());
    socket.write(size + query);
    Task<Result<QByteArray>> head = readBytes(&socket, 2, queryDeadline);
    LOCKSTEP_CO_TRY(length, co_await head);
    Task<Result<QByteArray>> body = readBytes(&socket, qFromBigEndian<quint16>(length.constData()), queryDeadline);
    LOCKSTEP_CO_TRY(message, co_await body);
    co_return decodeAnswer(message, id, owner, type);
}

} // namespace lockstep
