// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/peer.h"

#include "core/protocol/limits.h"
#include "core/rpc/hostile.h"

namespace lockstep {

namespace {

const QString versionKey = QStringLiteral("jsonrpc");
const QString versionValue = QStringLiteral("2.0");
const QString helloMethod = QStringLiteral("hello");
const QString cancelMethod = QStringLiteral("$/cancel");
const QString redeemMethod = QStringLiteral("enrol.redeem");

// A caller's id, as a number or a text of its own choice.
QString keyOf(const QJsonValue &id) { return id.isString() ? u'"' + id.toString() : QString::number(id.toDouble(), 'g', 17); }

} // namespace

Peer::Peer(Clock &clock, std::unique_ptr<Channel> channel, QString name, bool known)
    : m_clock(clock), m_channel(std::move(channel)), m_name(std::move(name)), m_known(known),
      m_objects([this](const QByteArray &bytes) { m_channel->sendBinary(bytes); },
                [this](const QString &method, const QJsonObject &params) {
                    send({{QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
                })
{
    connect(m_channel.get(), &Channel::textReceived, this, &Peer::receive);
    connect(m_channel.get(), &Channel::binaryReceived, this, [this](const QByteArray &bytes) {
        if (tooMuchWaits())
            return;
        if (!m_greeted || !m_objects.receiveFrame(bytes))
            breakOff(QStringLiteral("an object frame that breaks the rules of transfers"));
    });
    connect(m_channel.get(), &Channel::closed, this, &Peer::end);
    if (!m_known)
        m_stranger = seeOff();
    m_channel->begin();
}

Peer::~Peer()
{
    *m_alive = false;
    m_channel->disconnect(this);
    end(Error{QStringLiteral("rpc.lost"), {m_name}, {}, {}});
}

// A stranger has nothing to wait for.
Task<> Peer::seeOff()
{
    const std::shared_ptr<bool> alive = m_alive;
    Task<bool> waiting = m_clock.sleep(strangerMs, m_over);
    const bool passed = co_await waiting;
    if (passed && *alive)
        close(Error{QStringLiteral("timeout"), {m_name}, {}, {}});
}

Task<Result<Hello>> Peer::greet(Hello ours, int deadlineMs)
{
    const std::shared_ptr<bool> alive = m_alive;
    send({{QStringLiteral("method"), helloMethod}, {QStringLiteral("params"), toJson(ours)}});
    Cancel cancel;
    Promise<Result<Hello>> promise = m_hello;
    Task<Result<Hello>> waiting = withDeadline<Hello>(m_clock, deadlineMs, m_name, cancel, promise.wait());
    const Result<Hello> theirs = co_await waiting;
    if (!theirs) {
        if (*alive)
            close(theirs.error());
        co_return theirs;
    }
    const Result<int> version = agreedVersion(ours, *theirs);
    if (!version) {
        if (*alive)
            close(version.error());
        co_return std::unexpected(version.error());
    }
    co_return theirs;
}

Task<Result<QJsonObject>> Peer::call(QString method, QJsonObject params, int deadlineMs, Cancel cancel)
{
    if (!isOpen())
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    if (cancel.raised())
        co_return fail(QStringLiteral("cancelled"));
    if (m_calls.size() >= limits::callsInFlight)
        co_return fail(QStringLiteral("rpc.busy"), {m_name});
    const qint64 id = m_nextId++;
    Promise<Result<QJsonObject>> promise;
    const std::shared_ptr<bool> alive = m_alive;
    m_calls.insert(id, promise);
    if (!send({{QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), params}})) {
        m_calls.remove(id);
        co_return fail(QStringLiteral("rpc.large"), {QString::number(limits::textFrame >> 20)});
    }
    Promise<Result<QJsonObject>> stopped = promise;
    const Cancel::Token token = cancel.onRaise([stopped]() mutable { stopped.set(fail(QStringLiteral("cancelled"))); });
    Cancel late;
    Task<Result<QJsonObject>> waiting = withDeadline<QJsonObject>(m_clock, deadlineMs, m_name, late, promise.wait());
    Result<QJsonObject> reply = co_await waiting;
    promise.set(fail(QStringLiteral("timeout"), {})); // withDeadline's own wait ends too
    // Still in the table: nobody answered, and the other side may stop working on it.
    if (*alive && m_calls.remove(id) && isOpen())
        notify(cancelMethod, {{QStringLiteral("id"), id}});
    co_return reply;
}

void Peer::notify(const QString &method, const QJsonObject &params)
{
    if (tooMuchWaits())
        return;
    if (!send({{QStringLiteral("method"), method}, {QStringLiteral("params"), params}}))
        close(Error{QStringLiteral("rpc.large"), {QString::number(limits::textFrame >> 20)}, {}, method});
}

Task<Result<void>> Peer::sendObject(Digest digest, QByteArray packed, QString encoding, int deadlineMs, Cancel cancel)
{
    if (!isOpen())
        co_return fail(QStringLiteral("rpc.lost"), {m_name});
    Cancel stop;
    const Cancel::Token token = cancel.onRaise([stop]() mutable { stop.raise(); });
    Task<Result<bool>> waiting = withDeadline<bool>(m_clock, deadlineMs, m_name, stop, m_objects.send(digest, std::move(packed), encoding, stop));
    const Result<bool> sent = co_await waiting;
    co_return sent.transform([](bool) {});
}

void Peer::close(const Error &why)
{
    if (m_channel->isOpen())
        m_channel->close(why);
}

bool Peer::send(const QJsonObject &frame)
{
    QJsonObject whole = frame;
    whole.insert(versionKey, versionValue);
    const QByteArray text = jsonBytes(whole);
    if (text.size() > limits::textFrame)
        return false;
    m_channel->sendText(text);
    return true;
}

void Peer::breakOff(const QString &rule) { close(Error{QStringLiteral("rpc.broken"), {m_name, rule}, {}, {}}); }

bool Peer::tooMuchWaits()
{
    if (!isOpen() || m_channel->bytesWaiting() <= waitingBytes)
        return !isOpen();
    close(Error{QStringLiteral("rpc.stuck"), {m_name}, {}, {}});
    return true;
}

void Peer::end(const Error &why)
{
    static const QStringList ours{QStringLiteral("rpc.broken"), QStringLiteral("rpc.stuck"), QStringLiteral("rpc.large")};
    const Error lost = ours.contains(why.code) ? why : Error{QStringLiteral("rpc.lost"), {m_name}, {}, {}};
    const std::shared_ptr<bool> alive = m_alive;
    m_over.raise();
    // Tables are emptied first: whoever is resumed here may call again, or delete this.
    const auto calls = std::exchange(m_calls, {});
    const auto answers = std::exchange(m_answers, {});
    Promise<Result<Hello>> hello = m_hello;
    m_objects.end(lost);
    hello.set(std::unexpected(lost));
    for (Promise<Result<QJsonObject>> call : calls)
        call.set(std::unexpected(lost));
    for (Cancel answer : answers)
        answer.raise();
    if (*alive)
        Q_EMIT closed(lost);
}

void Peer::receive(const QByteArray &text)
{
    if (tooMuchWaits())
        return;
    if (!m_known && std::exchange(m_used, true))
        return breakOff(QStringLiteral("a second frame before it was enrolled"));
    if (nestedTooDeep(text))
        return breakOff(QStringLiteral("JSON that is nested too deeply"));
    const Result<QJsonObject> frame = parseJson(text);
    if (!frame || frame->value(versionKey).toString() != versionValue)
        return breakOff(QStringLiteral("a frame that is not JSON-RPC 2.0"));
    const bool method = frame->value(QLatin1String("method")).isString();
    const bool id = frame->contains(QLatin1String("id"));
    if (method && id)
        receiveRequest(*frame);
    else if (method)
        receiveNotification(frame->value(QLatin1String("method")).toString(), frame->value(QLatin1String("params")).toObject());
    else if (id)
        receiveReply(*frame);
    else
        breakOff(QStringLiteral("a frame that is neither call nor reply"));
}

void Peer::receiveRequest(const QJsonObject &frame)
{
    const QString method = frame.value(QLatin1String("method")).toString();
    if ((!m_known || !m_greeted) && method != redeemMethod) // whoever redeems cannot know whether it is known already
        return breakOff(QStringLiteral("a call of \"%1\" before it may").arg(method.left(80)));
    const QJsonValue id = frame.value(QLatin1String("id"));
    if ((!id.isDouble() && !id.isString()) || id.toString().size() > 100)
        return breakOff(QStringLiteral("a call without a usable id"));
    if (m_answers.contains(keyOf(id)))
        return breakOff(QStringLiteral("a second call with the id of one that still runs"));
    // A caller whose deadline passed may ask anew while its old calls still run here: that is no fault.
    if (m_answers.size() >= limits::callsInFlight)
        return reply(id, fail(QStringLiteral("rpc.busy"), {m_name}));
    answer(id, method, frame.value(QLatin1String("params")).toObject());
}

Task<> Peer::answer(QJsonValue id, QString method, QJsonObject params)
{
    const std::shared_ptr<bool> alive = m_alive;
    const Handler handler = m_handler; // what a handler captured lives as long as its coroutine
    Cancel cancel;
    m_answers.insert(keyOf(id), cancel);
    Result<QJsonObject> result = fail(QStringLiteral("rpc.method"), {method.left(80)});
    if (handler) {
        Task<Result<QJsonObject>> handling = handler(method, params, cancel);
        result = co_await handling;
    }
    if (!*alive)
        co_return;
    m_answers.remove(keyOf(id));
    if (!tooMuchWaits())
        reply(id, result);
}

void Peer::reply(const QJsonValue &id, const Result<QJsonObject> &result)
{
    if (result && send({{QStringLiteral("id"), id}, {QStringLiteral("result"), *result}}))
        return;
    const Error error = result ? Error{QStringLiteral("rpc.large"), {QString::number(limits::textFrame >> 20)}, {}, {}}
                               : boundedError(result.error());
    send({{QStringLiteral("id"), id},
          {QStringLiteral("error"),
           QJsonObject{{QStringLiteral("code"), -32000}, {QStringLiteral("message"), error.code}, {QStringLiteral("data"), toJson(error)}}}});
}

void Peer::receiveReply(const QJsonObject &frame)
{
    const qint64 id = frame.value(QLatin1String("id")).toInteger(-1);
    const auto it = m_calls.constFind(id);
    if (it == m_calls.constEnd()) {
        ++m_stray; // its caller gave up; a late reply is no fault
        return;
    }
    Promise<Result<QJsonObject>> promise = *it;
    m_calls.erase(it);
    if (frame.contains(QLatin1String("error"))) {
        const QJsonObject error = frame.value(QLatin1String("error")).toObject();
        const Result<Error> told = fromJson<Error>(error.value(QLatin1String("data")));
        promise.set(
            std::unexpected(told ? boundedError(*told)
                                 : Error{QStringLiteral("rpc.refused"), {m_name}, {}, error.value(QLatin1String("message")).toString().left(500)}));
    } else if (frame.value(QLatin1String("result")).isObject()) {
        promise.set(frame.value(QLatin1String("result")).toObject());
    } else {
        const Error refused{QStringLiteral("rpc.refused"), {m_name}, {}, {}};
        breakOff(QStringLiteral("a reply without result"));
        promise.set(std::unexpected(refused));
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
    if (method == cancelMethod) {
        const auto it = m_answers.constFind(keyOf(params.value(QLatin1String("id"))));
        if (it != m_answers.constEnd()) {
            Cancel cancel = *it;
            cancel.raise();
        }
        return;
    }
    if (method.startsWith(QLatin1String("object."))) {
        if (!m_objects.receiveNotice(method, params))
            breakOff(QStringLiteral("an object transfer that breaks its rules"));
        return;
    }
    Q_EMIT notified(method, params);
}

} // namespace lockstep
