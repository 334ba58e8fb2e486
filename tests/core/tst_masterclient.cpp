// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/masterclient.h"
#include "core/client/mastersession.h"
#include "core/snapshot/packing.h"
#include "tests/core/rpcpair.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace lockstep;

namespace {

Operation operationOf(Outcome outcome, const QString &step = QStringLiteral("switching"))
{
    Operation operation;
    operation.id = QStringLiteral("op");
    operation.group = QStringLiteral("g");
    operation.outcome = outcome;
    operation.step = step;
    return operation;
}

// A client over a channel whose other end, the master, is played by the test.
struct ClientPair : RpcPair
{
    std::shared_ptr<MasterClient> client;
    QStringList events;

    ClientPair()
    {
        Ending greeting(peer->greet({1, 1, QStringLiteral("test"), {}, {}}));
        greet();
        client = std::make_shared<MasterClient>(clock, std::move(peer));
        QObject::connect(client.get(), &MasterClient::operationChanged, [this](const Operation &now) { events.append(now.id + u' ' + now.step); });
        QObject::connect(client.get(), &MasterClient::groupChanged,
                         [this](const QString &group) { events.append(QStringLiteral("group ") + group); });
        QObject::connect(client.get(), &MasterClient::lost, [this](const Error &why) { events.append(QStringLiteral("lost ") + why.code); });
    }
    void answer(const QJsonObject &result)
    {
        settle();
        say(jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                       {QStringLiteral("id"), heard().value(QLatin1String("id"))},
                       {QStringLiteral("result"), result}}));
    }
    void tell(const Operation &operation) { note(operationChangedEvent, toJson(operation)); }
    // The method that was asked last.
    QString asked()
    {
        settle();
        return heard().value(QLatin1String("method")).toString();
    }
    void lose()
    {
        hand->close(Error{QStringLiteral("rpc.lost"), {}, {}, {}});
        settle();
    }
    // An object from the master: begun, one frame, as the peer's rules want it.
    void sendObject(const Digest &digest, const QByteArray &packed)
    {
        note("object.begin", {{QStringLiteral("id"), 1},
                              {QStringLiteral("digest"), QString::fromLatin1(digest.hex())},
                              {QStringLiteral("size"), packed.size()},
                              {QStringLiteral("encoding"), QStringLiteral("zstd")}});
        QByteArray frame(12, '\0');
        frame[3] = 1;
        push(frame + packed);
    }
};

} // namespace

class TestMasterClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void repliesAreTyped_data()
    {
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<QString>("code");
        QTest::newRow("as it must be") << QByteArray("{\"groups\":[]}") << QString();
        QTest::newRow("a field is missing") << QByteArray("{}") << QStringLiteral("json.field");
        QTest::newRow("a field of another type") << QByteArray("{\"groups\":5}") << QStringLiteral("json.field");
        QTest::newRow("a list of something else") << QByteArray("{\"groups\":[{}]}") << QStringLiteral("json.field");
        QTest::newRow("a field of the future is passed over") << QByteArray("{\"groups\":[],\"more\":1}") << QString();
    }

    void repliesAreTyped()
    {
        QFETCH(QByteArray, result);
        ClientPair pair;
        const Ending reply(pair.client->call(mastercalls::groupList, Nothing()));
        QCOMPARE(pair.asked(), QStringLiteral("group.list"));
        QVERIFY(!reply.ended());
        pair.answer(*parseJson(result));
        QTEST(reply.code(), "code");
    }

    // A person who presses Refresh while something is read that was known already: the members are asked all the same.
    void aRefreshDuringAReadingAsksTheMembers()
    {
        ClientPair pair;
        MasterSession session(pair.clock, QStringLiteral("here"),
                              [&pair]() -> Task<Result<std::shared_ptr<MasterClient>>> { co_return pair.client; });
        GroupStatus status;
        status.group.id = QStringLiteral("g");
        const auto asks = [&](bool known) {
            return pair.asked() == QLatin1String("group.status") &&
                   pair.heard().value(QLatin1String("params")).toObject().value(QLatin1String("known")).toBool() == known;
        };
        session.start();
        QCOMPARE(pair.asked(), QStringLiteral("group.list"));
        pair.answer(toJson(GroupList{{status.group}}));
        QVERIFY(asks(true));
        pair.answer(toJson(status));
        QVERIFY(session.isConnected());
        for (const bool refreshed : {false, true}) {
            pair.note(groupChangedEvent, toJson(GroupEvent{status.group.id}));
            QVERIFY(asks(true));
            pair.note(groupChangedEvent, toJson(GroupEvent{status.group.id}));
            if (refreshed)
                session.refresh(status.group.id);
            pair.note(groupChangedEvent, toJson(GroupEvent{status.group.id}));
            const qsizetype heard = pair.texts.size();
            pair.answer(toJson(status));
            QVERIFY(asks(!refreshed)); // once for all that came meanwhile
            pair.answer(toJson(status));
            pair.settle();
            QCOMPARE(pair.texts.size(), heard + 1);
        }
        session.stop();
    }

    void theReasonIsThatOfTheLastAttempt()
    {
        ManualClock clock;
        QStringList reasons{QStringLiteral("rpc.lost"), QStringLiteral("rpc.lost"), QStringLiteral("client.start")};
        MasterSession session(clock, QStringLiteral("here"), [&]() -> Task<Result<std::shared_ptr<MasterClient>>> {
            co_return fail(reasons.size() > 1 ? reasons.takeFirst() : reasons.first(), {QStringLiteral("x")});
        });
        QStringList told;
        connect(&session, &MasterSession::stateChanged, &session, [&] { told.append(session.why()->code); });
        session.start();
        for (int i = 0; i < 4; ++i)
            clock.advance(20000);
        QCOMPARE(told, (QStringList{QStringLiteral("rpc.lost"), QStringLiteral("client.start")}));
        session.stop();
    }

    void eventsBecomeSignals()
    {
        ClientPair pair;
        pair.note(groupChangedEvent, {{QStringLiteral("group"), QStringLiteral("g")}});
        pair.tell(operationOf(Outcome::Running));
        pair.note(groupChangedEvent, {{QStringLiteral("group"), 5}}); // what cannot be read is passed over
        pair.note(operationChangedEvent, {{QStringLiteral("id"), QStringLiteral("x")}});
        pair.note("something.else", {});
        pair.tell(operationOf(Outcome::Succeeded, QStringLiteral("done")));
        QCOMPARE(pair.events, (QStringList{QStringLiteral("group g"), QStringLiteral("op switching"), QStringLiteral("op done")}));
    }

    void anOperationIsFollowedToItsEnd_data()
    {
        QTest::addColumn<QString>("before"); // told before it is followed
        QTest::addColumn<QString>("master"); // what the master knows of it when it is asked; "": it is not asked
        QTest::addColumn<QString>("then");   // told, or "lost", afterwards
        QTest::addColumn<QString>("end");
        const auto row = [](const char *name, const char *before, const char *master, const char *then, const char *end) {
            QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(master) << QString::fromLatin1(then)
                                << QString::fromLatin1(end);
        };
        row("it ends later", "", "running", "succeeded", "succeeded");
        row("it returns later", "", "running", "returned", "returned");
        row("its end was told before it is followed", "failed", "", "", "failed");
        row("its steps were told, its end comes later", "running", "", "succeeded", "succeeded");
        row("it ended before this connection was made", "", "succeeded", "", "succeeded");
        row("it ends while the master is asked", "", "told", "", "succeeded");
        row("the master does not know it any more", "", "none", "", "master.nooperation");
        row("the connection is lost", "", "running", "lost", "rpc.lost");
        row("the connection is lost before it is asked for", "lost", "", "", "rpc.lost");
    }

    void anOperationIsFollowedToItsEnd()
    {
        QFETCH(QString, before);
        QFETCH(QString, master);
        QFETCH(QString, then);
        QFETCH(QString, end);
        ClientPair pair;
        const auto play = [&](const QString &word) {
            Outcome outcome{};
            QString fault;
            if (word == QLatin1String("lost"))
                pair.lose();
            else if (!word.isEmpty() && fromJsonValue(QJsonValue(word), outcome, fault))
                pair.tell(operationOf(outcome));
        };
        play(before);
        const Ending ended(pair.client->finished(operationOf(Outcome::Running)));
        if (!master.isEmpty()) {
            QCOMPARE(pair.asked(), QStringLiteral("operation.get"));
            Outcome outcome{};
            QString fault;
            if (master == QLatin1String("none")) {
                pair.say(jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                                    {QStringLiteral("id"), pair.heard().value(QLatin1String("id"))},
                                    {QStringLiteral("error"),
                                     QJsonObject{{QStringLiteral("code"), -32000},
                                                 {QStringLiteral("message"), QStringLiteral("x")},
                                                 {QStringLiteral("data"), toJson(Error{QStringLiteral("master.nooperation"), {}, {}, {}})}}}}));
            } else if (master == QLatin1String("told")) {
                const QJsonValue id = pair.heard().value(QLatin1String("id"));
                pair.tell(operationOf(Outcome::Succeeded)); // the answer was written before that
                pair.say(jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                                    {QStringLiteral("id"), id},
                                    {QStringLiteral("result"), toJson(operationOf(Outcome::Running))}}));
            } else {
                QVERIFY(fromJsonValue(QJsonValue(master), outcome, fault));
                pair.answer(toJson(operationOf(outcome)));
            }
        }
        QCOMPARE(ended.ended(), then.isEmpty());
        play(then);
        QVERIFY(ended.ended());
        QCOMPARE(*ended ? QString::fromLatin1(wordsOf((*ended)->outcome).at(qsizetype((*ended)->outcome))) : ended.code(), end);
    }

    void aLossEndsWhatWaits()
    {
        ClientPair pair;
        const Ending call(pair.client->call(mastercalls::groupList, Nothing()));
        const Ending object(pair.client->object(Digest::of("x")));
        pair.settle();
        pair.lose();
        QCOMPARE(call.code(), QStringLiteral("rpc.lost"));
        QCOMPARE(object.code(), QStringLiteral("rpc.lost"));
        QCOMPARE(pair.events, QStringList{QStringLiteral("lost rpc.lost")}); // told once
        const Ending later(pair.client->call(mastercalls::groupList, Nothing()));
        QCOMPARE(later.code(), QStringLiteral("rpc.lost"));
    }

    void objectsAreFetchedOnceAndCompared_data()
    {
        QTest::addColumn<QByteArray>("packed");
        QTest::addColumn<QString>("code");
        QTest::newRow("the object") << pack("wanted") << QString();
        QTest::newRow("other bytes under its name") << pack("other") << QStringLiteral("snapshot.missing");
        QTest::newRow("what is not packed") << QByteArray("wanted") << QStringLiteral("snapshot.missing");
    }

    void objectsAreFetchedOnceAndCompared()
    {
        QFETCH(QByteArray, packed);
        QFETCH(QString, code);
        ClientPair pair;
        const Digest digest = Digest::of("wanted");
        const Ending first(pair.client->object(digest));
        QCOMPARE(pair.asked(), QStringLiteral("object.get"));
        const QJsonValue id = pair.heard().value(QLatin1String("id"));
        pair.sendObject(digest, packed);
        pair.say(
            jsonBytes({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("id"), id}, {QStringLiteral("result"), QJsonObject()}}));
        QCOMPARE(first.code(), code);
        if (!code.isEmpty())
            return;
        QCOMPARE(**first, QByteArray("wanted"));
        const qsizetype frames = pair.texts.size();
        const Ending second(pair.client->object(digest));
        QCOMPARE(second.code(), QString()); // at once
        pair.settle();
        QCOMPARE(pair.texts.size(), frames);
    }

    void largeTextsGoAsObjects_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("inOne");
        QTest::newRow("nothing") << qsizetype(0) << true;
        QTest::newRow("256 KiB") << qsizetype(256 << 10) << true;
        QTest::newRow("one byte more") << qsizetype((256 << 10) + 1) << false;
    }

    void largeTextsGoAsObjects()
    {
        QFETCH(qsizetype, size);
        QFETCH(bool, inOne);
        ClientPair pair;
        const Ending staging(pair.client->stageFile({QStringLiteral("g"), QStringLiteral("r"), QStringLiteral("p"), {}, std::nullopt, std::nullopt},
                                                    QByteArray(size, 'x')));
        QCOMPARE(pair.asked(), inOne ? QStringLiteral("stage.file") : QStringLiteral("object.begin"));
        const QJsonObject params = pair.heard().value(QLatin1String("params")).toObject();
        if (inOne)
            QCOMPARE(QByteArray::fromBase64(params.value(QLatin1String("bytes")).toString().toLatin1()).size(), size);
        else
            QCOMPARE(params.value(QLatin1String("digest")).toString().toLatin1(), Digest::of(QByteArray(size, 'x')).hex());
        QVERIFY(!staging.ended());
        pair.lose();
        QCOMPARE(staging.code(), QStringLiteral("rpc.lost"));
    }
};

LOCKSTEP_SUITE(TestMasterClient)
#include "tst_masterclient.moc"
