// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/peer.h"

#include "core/protocol/limits.h"

namespace lockstep {

namespace {

const QString versionKey = QStringLiteral("jsonrpc");
const QString versionValue = QStringLiteral("2.0");
const QString helloMethod = QStringLiteral("hello");
const QString redeemMethod = QStringLiteral("enrol.redeem");

// Words from the other side are shown to people: bounded, whatever was sent.
Error bounded(Error error)
{
    error.code.truncate(80);
    error.detail.truncate(4096);
    while (error.args.size() > 9)
        error.args.removeLast();
    for (QString &arg : error.args)
        arg.truncate(1024);
    error.origin.file.truncate(4096);
    error.origin.server.truncate(255);
    return error;
}

// The parser recurses once per level; counted on the text, before it runs.
bool tooDeep(const QByteArray &text)
{
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits::jsonDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

} // namespace

Peer::Peer(Clock &clock, std::unique_ptr<Channel> channel, QString name, bool known)
    : m_clock(clock), m_channel(std::move(channel)), m_name(std::move(name)), m_known(known),
      m_objects([this](const QByteArray &bytes) { m_channel->sendBinary(bytes); },
                [this](const QString &method, const QJsonObject &params) { notify(method, params); })
{
    connect(m_channel.get(), &Channel::textReceived, this, &Peer::receive);
    connect(m_channel.get(), &Channel::binaryReceived, this, [this](const QByteArray &bytes) {
        if (!m_greeted || !m_objects.receiveFrame(bytes))
            breakOff(QStringLiteral("an object frame that nobody announced"));
    });
    connect(m_channel.get(), &Channel::closed, this, &Peer::end);
    m_channel->begin();
}

Peer::~Peer()
{
    *m_alive = false;
    m_channel->disconnect(this);
    end(Error{QStringLiteral("rpc.lost"), {m_name}, {}, {}});
}

Task<Result<Hello>> Peer::greet(Hello ours, int deadlineMs)
{
    send({{QStringLiteral("method"), helloMethod}, {QStringLiteral("params"), toJson(ours)}});
    Cancel cancel;
    Promise<Result<Hello>> promise = m_hello;
    Task<Result<Hello>> waiting = withDeadline<Hello>(m_clock, deadlineMs, m_name, cancel, promise.wait());
    const Result<Hello> theirs = co_await waiting;
    if (!theirs)
        co_return theirs;
    const Result<int> version = agreedVersion(ours, *theirs);
    if (!version) {
        close(version.error());
        co_return std::unexpected(version.error());
    }
    co_return theirs;
}

Task<Result<QJsonObject>> Peer::call(QString method, QJsonObject params, int deadlineMs, Cancel cancel)
{
    if (!isOpen())
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    if (m_calls.size() >= limits::callsInFlight)
        co_return fail(QStringLiteral("rpc.busy"), {m_name});
    const qint64 id = m_nextId++;
    Promise<Result<QJsonObject>> promise;
    m_calls.insert(id, promise);
    const std::shared_ptr<bool> alive = m_alive;
    Promise<Result<QJsonObject>> stopped = promise;
    const Cancel::Token token =
        cancel.onRaise([stopped]() mutable { stopped.set(fail(QStringLiteral("cancelled"))); });
    send({{QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
    Cancel late;
    Task<Result<QJsonObject>> waiting = withDeadline<QJsonObject>(m_clock, deadlineMs, m_name, late, promise.wait());
    Result<QJsonObject> reply = co_await waiting;
    if (*alive)
        m_calls.remove(id);
    promise.set(fail(QStringLiteral("timeout"), {})); // nobody waits on it any more
    co_return reply;
}

void Peer::notify(const QString &method, const QJsonObject &params)
{
    send({{QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
}

Task<Result<void>> Peer::sendObject(Digest digest, QByteArray packed, QString encoding, int deadlineMs)
{
    if (!isOpen())
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    Cancel cancel;
    Task<Result<bool>> waiting =
        withDeadline<bool>(m_clock, deadlineMs, m_name, cancel, m_objects.send(digest, packed, encoding));
    const Result<bool> sent = co_await waiting;
    co_return sent.transform([](bool) {});
}

void Peer::close(const Error &why)
{
    if (m_channel->isOpen())
        m_channel->close(why);
}

void Peer::send(const QJsonObject &frame)
{
    QJsonObject whole = frame;
    whole.insert(versionKey, versionValue);
    m_channel->sendText(jsonBytes(whole));
}

void Peer::breakOff(const QString &rule)
{
    close(Error{QStringLiteral("rpc.broken"), {m_name, rule}, {}, {}});
}

void Peer::end(const Error &why)
{
    const Error lost = why.code == QLatin1String("rpc.broken") ? why : Error{QStringLiteral("rpc.lost"), {m_name}, {}, {}};
    const std::shared_ptr<bool> alive = m_alive;
    m_hello.set(std::unexpected(lost));
    // The table is emptied first: a resumed caller may call again.
    const auto calls = std::exchange(m_calls, {});
    for (Promise<Result<QJsonObject>> call : calls)
        call.set(std::unexpected(lost));
    if (!*alive)
        return;
    m_objects.end(lost);
    Q_EMIT closed(lost);
}

void Peer::receive(const QByteArray &text)
{
    if (!m_known && std::exchange(m_used, true))
        return breakOff(QStringLiteral("a second frame before it was enrolled"));
    if (tooDeep(text))
        return breakOff(QStringLiteral("JSON that is nested too deeply"));
    const Result<QJsonObject> frame = parseJson(text);
    if (!frame || frame->value(versionKey).toString() != versionValue)
        return breakOff(QStringLiteral("a frame that is not JSON-RPC 2.0"));
    const bool method = frame->value(QLatin1String("method")).isString();
    const bool id = frame->contains(QLatin1String("id"));
    if (method && id)
        receiveRequest(*frame);
    else if (method)
        receiveNotification(frame->value(QLatin1String("method")).toString(),
                            frame->value(QLatin1String("params")).toObject());
    else if (id)
        receiveReply(*frame);
    else
        breakOff(QStringLiteral("a frame that is neither call nor reply"));
}

void Peer::receiveRequest(const QJsonObject &frame)
{
    const QString method = frame.value(QLatin1String("method")).toString();
    if (m_known ? !m_greeted : method != redeemMethod)
        return breakOff(QStringLiteral("a call of \"%1\" before it may").arg(method.left(80)));
    const QJsonValue id = frame.value(QLatin1String("id"));
    if (!id.isDouble() && !id.isString())
        return breakOff(QStringLiteral("a call without a usable id"));
    if (++m_answering > limits::callsInFlight)
        return breakOff(QStringLiteral("too many calls at once"));
    answer(id, method, frame.value(QLatin1String("params")).toObject());
}

Task<> Peer::answer(QJsonValue id, QString method, QJsonObject params)
{
    const std::shared_ptr<bool> alive = m_alive;
    Result<QJsonObject> reply = fail(QStringLiteral("rpc.method"), {method.left(80)});
    if (m_handler) {
        Task<Result<QJsonObject>> handling = m_handler(method, params);
        reply = co_await handling;
    }
    if (!*alive)
        co_return;
    --m_answering;
    if (!isOpen())
        co_return;
    if (reply)
        send({{QStringLiteral("id"), id}, {QStringLiteral("result"), *reply}});
    else
        send({{QStringLiteral("id"), id},
              {QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), -32000},
                                                    {QStringLiteral("message"), reply.error().code},
                                                    {QStringLiteral("data"), toJson(reply.error())}}}});
}

void Peer::receiveReply(const QJsonObject &frame)
{
    const qint64 id = frame.value(QLatin1String("id")).toInteger(-1);
    const auto it = m_calls.constFind(id);
    if (it == m_calls.constEnd())
        return; // its caller gave up; a late reply is no fault
    Promise<Result<QJsonObject>> promise = *it;
    m_calls.erase(it);
    if (frame.contains(QLatin1String("error"))) {
        const QJsonObject error = frame.value(QLatin1String("error")).toObject();
        const Result<Error> told = fromJson<Error>(error.value(QLatin1String("data")));
        promise.set(std::unexpected(told ? bounded(*told)
                                         : Error{QStringLiteral("rpc.refused"), {m_name}, {},
                                                 error.value(QLatin1String("message")).toString().left(500)}));
    } else if (frame.value(QLatin1String("result")).isObject()) {
        promise.set(frame.value(QLatin1String("result")).toObject());
    } else {
        promise.set(fail(QStringLiteral("rpc.refused"), {m_name}));
        breakOff(QStringLiteral("a reply without result"));
    }
}

void Peer::receiveNotification(const QString &method, const QJsonObject &params)
{
    if (!m_known)
        return breakOff(QStringLiteral("a notification before it was enrolled"));
    if (method == helloMethod) {
        const Result<Hello> hello = fromJson<Hello>(params);
        if (!hello || std::exchange(m_greeted, true))
            return breakOff(QStringLiteral("a hello that is not valid"));
        m_hello.set(*hello);
        return;
    }
    if (!m_greeted)
        return breakOff(QStringLiteral("a frame before its hello"));
    if (method.startsWith(QLatin1String("object."))) {
        if (!m_objects.receiveNotice(method, params))
            breakOff(QStringLiteral("an object transfer that breaks its rules"));
        return;
    }
    Q_EMIT notified(method, params);
}

} // namespace lockstep
