// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bind/namedbind.h"

#include "core/bind/dnsmessage.h"
#include "core/bind/sockets.h"

#include <QDateTime>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QTimeZone>
#include <QtEndian>

namespace lockstep {

namespace {

constexpr int rcodeBadCookie = 23; // RFC 7873 5.2.3
constexpr qint64 largestReply = 4 << 20;
constexpr int lineLasts = 50; // ms that a control connection waits for another command
constexpr qint64 largestStatistics = 256 << 20;

QString words(const ZoneName &zone)
{
    const QString name = zone.zone.isEmpty() ? QStringLiteral(".") : zone.zone;
    return zone.view.isEmpty() ? name : name + QStringLiteral(" IN ") + zone.view;
}

// "Fri, 27 Nov 2026 03:26:42 GMT" in ms UTC, 0 for what is none. No locale and no local time: those would open files.
qint64 timeOf(const QString &text)
{
    static const QRegularExpression parts(QStringLiteral("^\\w+, (\\d+) (\\w{3}) (\\d{4}) (\\d\\d):(\\d\\d):(\\d\\d) GMT$"));
    static const QStringList months{QStringLiteral("Jan"), QStringLiteral("Feb"), QStringLiteral("Mar"), QStringLiteral("Apr"),
                                    QStringLiteral("May"), QStringLiteral("Jun"), QStringLiteral("Jul"), QStringLiteral("Aug"),
                                    QStringLiteral("Sep"), QStringLiteral("Oct"), QStringLiteral("Nov"), QStringLiteral("Dec")};
    const QRegularExpressionMatch found = parts.match(text.trimmed());
    const QDate date(found.captured(3).toInt(), int(months.indexOf(found.captured(2))) + 1, found.captured(1).toInt());
    const QTime time(found.captured(4).toInt(), found.captured(5).toInt(), found.captured(6).toInt());
    return found.hasMatch() && date.isValid() && time.isValid() ? QDateTime(date, time, QTimeZone(QTimeZone::UTC)).toMSecsSinceEpoch() : 0;
}

QString placeOf(const NamedBind::Place &place) { return place.control.toString() + u':' + QString::number(place.controlPort); }

bool isUnknownZone(const Error &error)
{
    return error.detail.contains(QLatin1String("no matching zone")) || error.detail.contains(QLatin1String("not found"));
}

// What named says of a zone that it has not, or that takes no updates, as an error of its own.
Error ofZone(const ZoneName &zone, const Error &error)
{
    if (isUnknownZone(error))
        return {QStringLiteral("bind.nozone"), {zone.zone, zone.view}, {}, error.detail};
    if (error.detail.contains(QLatin1String("not dynamic")))
        return {QStringLiteral("bind.static"), {zone.zone, zone.view}, {}, error.detail};
    return error;
}

quint32 random32() { return qFromBigEndian<quint32>(randomBytes(4).constData()); }

IscccTable control(quint32 serial, qint64 now, const QByteArray &nonce, const QByteArray &command)
{
    IscccTable head;
    head.items = {{"_ser", QByteArray::number(serial)}, {"_tim", QByteArray::number(now)}, {"_exp", QByteArray::number(now + 60)}};
    if (!nonce.isEmpty())
        head.items.append({"_nonce", nonce});
    IscccTable data;
    data.items = {{"type", command}};
    IscccTable body;
    body.items = {{"_ctrl", head}, {"_data", data}};
    return body;
}

} // namespace

struct NamedBind::Line
{
    QTcpSocket socket;
    ControlKey key;
    QByteArray nonce;
    int reads = 0; // NamedBind::m_reads when it was opened
};

NamedBind::NamedBind(Clock &clock, Place place, KeySource key) : m_clock(clock), m_place(std::move(place)), m_key(std::move(key))
{
    m_lineEnds.setSingleShot(true);
    m_lineEnds.setInterval(lineLasts);
    QObject::connect(&m_lineEnds, &QTimer::timeout, &m_lineEnds, [this] { m_line.reset(); });
}

NamedBind::~NamedBind() = default;

Task<Result<IscccTable>> NamedBind::exchange(std::shared_ptr<Line> line, QByteArray words)
{
    QTcpSocket *socket = &line->socket;
    socket->write(encodeIsccc(control(random32() >> 2, m_clock.now() / 1000, line->nonce, words), line->key));
    Task<Result<QByteArray>> reading = readBytes(socket, 4, m_place.controlDeadlineMs);
    LOCKSTEP_CO_TRY(head, co_await reading);
    const quint32 size = qFromBigEndian<quint32>(head.constData());
    if (size > largestReply)
        co_return fail(QStringLiteral("bind.malformed"), {placeOf(m_place)});
    Task<Result<QByteArray>> body = readBytes(socket, size, m_place.controlDeadlineMs);
    LOCKSTEP_CO_TRY(bytes, co_await body);
    co_return decodeIsccc(bytes, line->key);
}

Task<Result<std::shared_ptr<NamedBind::Line>>> NamedBind::openLine()
{
    Task<Result<ControlKey>> asking = m_key();
    LOCKSTEP_CO_TRY(key, co_await asking);
    const auto line = std::make_shared<Line>();
    line->key = key;
    Task<Result<bool>> connecting = connectSocket(&line->socket, m_place.control, m_place.controlPort, 5000);
    const Result<bool> connected = co_await connecting;
    if (!connected)
        co_return fail(QStringLiteral("bind.unreachable"), {placeOf(m_place)}, connected.error().detail);
    Task<Result<IscccTable>> greeting = exchange(line, "null");
    const Result<IscccTable> greeted = co_await greeting;
    // named closes the connection on a wrong signature without a word.
    if (!greeted)
        co_return greeted.error().code == QLatin1String("bind.unreachable") ? fail(QStringLiteral("bind.key"), {placeOf(m_place)})
                                                                            : fail(greeted.error());
    const IscccTable *head = greeted->table("_ctrl");
    line->nonce = head ? head->value("_nonce") : QByteArray();
    if (line->nonce.isEmpty())
        co_return fail(QStringLiteral("bind.malformed"), {placeOf(m_place)});
    co_return line;
}

Task<Result<QString>> NamedBind::say(std::shared_ptr<Line> line, QString words)
{
    Task<Result<IscccTable>> asking = exchange(line, words.toUtf8());
    LOCKSTEP_CO_TRY(reply, co_await asking);
    const IscccTable *data = reply.table("_data");
    if (!data)
        co_return fail(QStringLiteral("bind.malformed"), {placeOf(m_place)});
    const QByteArray text = data->value("text");
    const bool refused = data->value("result") != "0" && !data->value("result").isEmpty();
    if (refused)
        co_return fail(QStringLiteral("bind.control"), {words},
                       QString::fromUtf8(data->value("err") + (text.isEmpty() ? QByteArray() : ": " + text)));
    co_return QString::fromUtf8(text);
}

Task<Result<QString>> NamedBind::command(QString words, bool once)
{
    const bool reading = words == QLatin1String("reconfig") || words == QLatin1String("reload");
    if (reading)
        m_line.reset();
    std::shared_ptr<Line> line = once ? nullptr : std::exchange(m_line, nullptr);
    Result<QString> done = fail(QStringLiteral("bind.unreachable"), {placeOf(m_place)});
    if (line) {
        Task<Result<QString>> saying = say(line, words);
        done = co_await saying;
    }
    // One that was kept may have gone meanwhile, with its named or its key.
    if (!line || (!done && done.error().code == QLatin1String("bind.unreachable"))) {
        const int reads = m_reads;
        Task<Result<std::shared_ptr<Line>>> opening = openLine();
        LOCKSTEP_CO_TRY(fresh, co_await opening);
        line = fresh;
        line->reads = reads;
        Task<Result<QString>> saying = say(line, words);
        done = co_await saying;
    }
    if (reading) { // who may ask is to be shown anew, by those who were let in before as well
        ++m_reads;
        m_line.reset();
    }
    if (!reading && line->reads == m_reads && (done || done.error().code == QLatin1String("bind.control"))) {
        m_line = line;
        m_lineEnds.start();
    }
    co_return done;
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
    static const QRegularExpression booted(QStringLiteral("^boot time: (.+)$"), QRegularExpression::MultilineOption);
    status.booted = timeOf(booted.match(text).captured(1));
    static const QRegularExpression configuration(QStringLiteral("^configuration file: (\\S+)"), QRegularExpression::MultilineOption);
    status.configuration = configuration.match(text).captured(1);
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

Task<Result<bool>> NamedBind::freeze(ZoneName zone)
{
    // Not said twice: what this freezes would then pass for frozen by somebody else.
    Task<Result<QString>> asking = command(QStringLiteral("freeze ") + words(zone), true);
    const Result<QString> done = co_await asking;
    if (!done && done.error().detail.contains(QLatin1String("already frozen")))
        co_return false;
    co_return done ? Result<bool>(true) : fail(ofZone(zone, done.error()));
}

Task<Result<void>> NamedBind::thaw(ZoneName zone)
{
    Task<Result<QString>> asking = command(QStringLiteral("thaw ") + words(zone));
    const Result<QString> done = co_await asking;
    co_return done ? Result<void>() : fail(ofZone(zone, done.error()));
}

Task<Result<ZoneStatus>> NamedBind::zoneStatus(ZoneName zone)
{
    Task<Result<QString>> asking = command(QStringLiteral("zonestatus ") + words(zone));
    const Result<QString> answer = co_await asking;
    ZoneStatus status;
    if (!answer) {
        if (answer.error().detail.contains(QLatin1String("zone not loaded")))
            co_return status;
        co_return std::unexpected(ofZone(zone, answer.error()));
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
        else if (line.startsWith(QLatin1String("frozen: ")))
            status.frozen = value == QLatin1String("yes");
        else if (line.startsWith(QLatin1String("last loaded: ")))
            status.loadedAt = timeOf(value);
    }
    status.loaded = true;
    co_return status;
}

Task<Result<QJsonObject>> NamedBind::statistics(int port, QByteArray path)
{
    if (port <= 0 || port > 65535)
        co_return fail(QStringLiteral("bind.nostatistics"));
    QTcpSocket socket;
    Task<Result<bool>> connecting = connectSocket(&socket, QHostAddress(QHostAddress::LocalHost), quint16(port), 2000);
    const Result<bool> connected = co_await connecting;
    if (!connected)
        co_return fail(QStringLiteral("bind.nostatistics"), {}, connected.error().detail);
    socket.write("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
    Task<Result<QByteArray>> reading = readAll(&socket, largestStatistics, 30000);
    LOCKSTEP_CO_TRY(bytes, co_await reading);
    Result<QJsonObject> json = parseJson(bytes.mid(bytes.indexOf("\r\n\r\n") + 4));
    if (!bytes.startsWith("HTTP/1.") || !json)
        co_return fail(QStringLiteral("bind.nostatistics"));
    co_return json;
}

Task<Result<AnswerCounts>> NamedBind::answerCounts(int port)
{
    Task<Result<QJsonObject>> asking = statistics(port, "/json/v1/server");
    LOCKSTEP_CO_TRY(json, co_await asking);
    // A counter that never counted is left out, and so are all of them before the first answer.
    const QJsonObject counters = json.value(QLatin1String("nsstats")).toObject();
    if (!json.value(QLatin1String("rcodes")).isObject())
        co_return fail(QStringLiteral("bind.nostatistics"));
    const auto count = [&counters](const char *name) { return counters.value(QLatin1String(name)).toInteger(); };
    co_return AnswerCounts{count("Response"), count("QrySERVFAIL"), count("QryNXDOMAIN")};
}

Task<Result<QList<LoadedZone>>> NamedBind::loadedZones(int port)
{
    Task<Result<QJsonObject>> asking = statistics(port, "/json/v1/zones");
    LOCKSTEP_CO_TRY(json, co_await asking);
    QList<LoadedZone> zones;
    const QJsonObject views = json.value(QLatin1String("views")).toObject();
    for (auto view = views.begin(); view != views.end(); ++view) {
        const QJsonArray rows = view.value().toObject().value(QLatin1String("zones")).toArray();
        for (const QJsonValue &row : rows) {
            LoadedZone zone;
            zone.name = {row[QLatin1String("name")].toString().toLower(), view.key() == QLatin1String("_default") ? QString() : view.key()};
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
    Query query{quint16(random32()), owner, type, randomBytes(8), address.isEmpty() ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(address)};
    Task<Result<Answer>> asking = transport == Transport::Udp ? askUdp(query) : askTcp(query);
    Result<Answer> answer = co_await asking;
    // A server that requires its own cookie (require-server-cookie) gives one and wants the question again.
    if (!answer || answer->rcode != rcodeBadCookie || !answer->cookie.startsWith(query.cookie))
        co_return answer;
    query.id = quint16(random32());
    query.cookie = answer->cookie;
    Task<Result<Answer>> again = transport == Transport::Udp ? askUdp(query) : askTcp(query);
    Result<Answer> second = co_await again;
    co_return second;
}

Task<Result<Answer>> NamedBind::askUdp(Query query)
{
    QUdpSocket socket;
    socket.connectToHost(query.address, m_place.dnsPort);
    const qint64 deadline = m_clock.sinceBoot() + m_place.queryDeadlineMs;
    socket.write(encodeQuery(query.id, query.owner, query.type, query.cookie));
    // Something else may arrive at the port, even without end; only the deadline ends the wait for the right answer.
    for (qint64 left = m_place.queryDeadlineMs; left > 0; left = deadline - m_clock.sinceBoot()) {
        Task<Result<QByteArray>> reading = readDatagram(&socket, int(left));
        LOCKSTEP_CO_TRY(datagram, co_await reading);
        Result<Answer> answer = decodeAnswer(datagram, query.id, query.owner, query.type);
        if (answer)
            co_return answer;
    }
    co_return fail(QStringLiteral("timeout"), {query.address.toString()});
}

Task<Result<Answer>> NamedBind::askTcp(Query query)
{
    QTcpSocket socket;
    Task<Result<bool>> connecting = connectSocket(&socket, query.address, m_place.dnsPort, m_place.queryDeadlineMs);
    LOCKSTEP_CO_TRY(connected, co_await connecting);
    Q_UNUSED(connected)
    const QByteArray message = encodeQuery(query.id, query.owner, query.type, query.cookie);
    QByteArray size(2, Qt::Uninitialized);
    qToBigEndian(quint16(message.size()), size.data());
    socket.write(size + message);
    Task<Result<QByteArray>> head = readBytes(&socket, 2, m_place.queryDeadlineMs);
    LOCKSTEP_CO_TRY(length, co_await head);
    Task<Result<QByteArray>> body = readBytes(&socket, qFromBigEndian<quint16>(length.constData()), m_place.queryDeadlineMs);
    LOCKSTEP_CO_TRY(reply, co_await body);
    co_return decodeAnswer(reply, query.id, query.owner, query.type);
}

bool NamedBind::isHere(const QString &address)
{
    const QHostAddress wanted(address);
    return wanted.isLoopback() || QNetworkInterface::allAddresses().contains(wanted);
}

} // namespace lockstep
