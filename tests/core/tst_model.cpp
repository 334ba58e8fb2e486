// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/change.h"
#include "core/model/deployment.h"
#include "core/model/group.h"
#include "core/model/historyentry.h"
#include "core/model/member.h"
#include "core/model/operation.h"
#include "core/model/rollout.h"
#include "tests/core/jsonshapes.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace lockstep;

namespace {

struct Sample
{
    QString text;
    qint64 number = 0;
    quint16 small = 0;
    Change::Kind word = Change::Kind::File;
    QByteArray bytes;
    Digest digest;
    QMap<QString, int> map;
    QList<QStringList> lists;
    template <class V> void fields(V &v)
    {
        v("text", text);
        v("number", number);
        v("small", small);
        v("word", word);
        v("bytes", bytes);
        v("digest", digest);
        v("map", map);
        v("lists", lists);
    }
};

} // namespace

class TestModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wavesOfARollout_data()
    {
        QTest::addColumn<Rollout>("rollout");
        QTest::addColumn<QStringList>("waves"); // members of each, parted by blanks
        using enum Rollout::Unit;
        QTest::newRow("all at once") << Rollout{} << QStringList{QStringLiteral("a b c d e f g")};
        QTest::newRow("one, then the rest") << Rollout{1, 0, Members, {}, 0, 0} << QStringList{QStringLiteral("a"), QStringLiteral("b c d e f g")};
        QTest::newRow("the canary first") << Rollout{1, 3, Members, QStringLiteral("f"), 0, 0}
                                          << QStringList{QStringLiteral("f"), QStringLiteral("a b c"), QStringLiteral("d e g")};
        QTest::newRow("a canary that is gone") << Rollout{2, 4, Members, QStringLiteral("x"), 0, 0}
                                               << QStringList{QStringLiteral("a b"), QStringLiteral("c d e f"), QStringLiteral("g")};
        QTest::newRow("more than there are") << Rollout{100, 1, Members, {}, 0, 0} << QStringList{QStringLiteral("a b c d e f g")};
        QTest::newRow("a tenth is one") << Rollout{10, 50, Percent, {}, 0, 0}
                                        << QStringList{QStringLiteral("a"), QStringLiteral("b c d e"), QStringLiteral("f g")};
        QTest::newRow("a canary without waves") << Rollout{0, 0, Members, QStringLiteral("g"), 0, 0} << QStringList{QStringLiteral("g a b c d e f")};
    }
    void wavesOfARollout()
    {
        QFETCH(Rollout, rollout);
        QFETCH(QStringList, waves);
        QVERIFY(rollout.check());
        QStringList found;
        const QList<QStringList> all = rollout.waves(QStringLiteral("a b c d e f g").split(u' '));
        for (const QStringList &wave : all)
            found.append(wave.join(u' '));
        QCOMPARE(found, waves);
        QVERIFY(rollout.waves({}).isEmpty());
    }

    void everyValueIsStoredWhole()
    {
        VERIFY_SHAPE(Origin);
        VERIFY_SHAPE(Error);
        VERIFY_SHAPE(Root);
        VERIFY_SHAPE(Group);
        VERIFY_SHAPE(Member);
        VERIFY_SHAPE(MemberSync);
        VERIFY_SHAPE(Change);
        VERIFY_SHAPE(Deployment);
        VERIFY_SHAPE(HistoryEntry);
        VERIFY_SHAPE(MemberProgress);
        VERIFY_SHAPE(Operation);
        VERIFY_SHAPE(Sample);
    }

    void aFaultInsideIsNamedWithItsWay()
    {
        Operation operation;
        operation.members = {{QStringLiteral("id"), {}, {}, 0, 0, 0, {Error{QStringLiteral("timeout"), {}, {}, {}}}}};
        QJsonObject json = toJson(operation);
        QJsonObject member = json.value(QStringLiteral("members")).toArray().at(0).toObject();
        QJsonObject problem = member.value(QStringLiteral("problems")).toArray().at(0).toObject();
        QJsonObject origin = problem.value(QStringLiteral("origin")).toObject();
        origin.insert(QStringLiteral("line"), QStringLiteral("7"));
        problem.insert(QStringLiteral("origin"), origin);
        member.insert(QStringLiteral("problems"), QJsonArray{problem});
        json.insert(QStringLiteral("members"), QJsonArray{member});
        QCOMPARE(faultyField<Operation>(json), QStringLiteral("members.problems.origin.line"));
        json.remove(QStringLiteral("problems")); // the first fault is the one to tell
        QCOMPARE(faultyField<Operation>(json), QStringLiteral("members.problems.origin.line"));
    }

    void valuesAreReadStrictly_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *name, const char *field, const QByteArray &json, bool good) {
            QTest::newRow(name) << QString::fromLatin1(field) << json << good;
        };
        row("the largest whole number", "number", "9223372036854775807", true);
        row("the smallest whole number", "number", "-9223372036854775808", true);
        row("a whole number written as a fraction", "number", "3.0", true);
        row("a whole number beyond 64 bits", "number", "9223372036854775808", false);
        row("a number far beyond 64 bits", "number", "1e300", false);
        row("a fraction", "number", "0.5", false);
        row("a number in quotes", "number", "\"5\"", false);
        row("true is no number", "number", "true", false);
        row("the largest of 16 bits", "small", "65535", true);
        row("one beyond 16 bits", "small", "65536", false);
        row("one below nothing", "small", "-1", false);
        row("a known word", "word", "\"serial\"", true);
        row("an unknown word", "word", "\"zone\"", false);
        row("a word in capitals", "word", "\"Serial\"", false);
        row("a word's number", "word", "2", false);
        row("base64", "bytes", "\"AAE=\"", true);
        row("no bytes", "bytes", "\"\"", true);
        row("base64 with a stray sign", "bytes", "\"AA!=\"", false);
        row("a digest", "digest", '"' + Digest::of("x").hex() + '"', true);
        row("a digest in capitals", "digest", '"' + Digest::of("x").hex().toUpper() + '"', false);
        row("a digest one digit short", "digest", '"' + Digest::of("x").hex().chopped(1) + '"', false);
        row("no digest", "digest", "\"\"", false);
        row("a map of numbers", "map", "{\"a\":1}", true);
        row("a map with a text", "map", "{\"a\":1,\"b\":\"2\"}", false);
        row("a list for a map", "map", "[]", false);
        row("a list of lists", "lists", "[[\"a\"],[]]", true);
        row("a text inside a list of lists", "lists", "[[\"a\"],\"b\"]", false);
        row("a number for a text", "text", "1", false);
    }

    void valuesAreReadStrictly()
    {
        QFETCH(QString, field);
        QFETCH(QByteArray, json);
        QFETCH(bool, good);
        const Result<QJsonObject> parsed = parseJson("{\"v\":" + json + '}');
        QVERIFY(parsed);
        QJsonObject object = toJson(Sample());
        object.insert(field, parsed->value(QStringLiteral("v")));
        QCOMPARE(faultyField<Sample>(object), good ? QString() : field);
    }

    void numbersKeepEveryBit()
    {
        for (const qint64 number : {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min(), (1LL << 53) + 1, -1LL}) {
            const Result<QJsonObject> text = parseJson(jsonBytes(toJson(Sample{{}, number, {}, {}, {}, {}, {}, {}})));
            QVERIFY(text);
            QCOMPARE(fromJson<Sample>(*text).value_or(Sample()).number, number);
        }
    }

    // Every enum of core/ that travels as words has as many as it has values, and no word twice.
    void everyWordStandsForOneValue()
    {
        const QRegularExpression declared(QStringLiteral("enum class (\\w+)(?: : \\w+)?\\s*\\{([^}]*)\\}"));
        const QRegularExpression worded(QStringLiteral("wordsOf\\((\\w+(?:::\\w+)?)\\)\\s*\\{\\s*return\\s*\\{([^}]*)\\}"));
        const QRegularExpression comment(QStringLiteral("//[^\n]*"));
        int seen = 0;
        QDirIterator files(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/core"), {QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll()).remove(comment);
            QMap<QString, qsizetype> values;
            for (auto found = declared.globalMatch(text); found.hasNext();) {
                const auto match = found.next();
                values.insert(match.captured(1), match.captured(2).split(u',', Qt::SkipEmptyParts).size());
            }
            for (auto found = worded.globalMatch(text); found.hasNext(); ++seen) {
                const auto match = found.next();
                QStringList words = match.captured(2).split(u',', Qt::SkipEmptyParts);
                for (QString &word : words)
                    word = word.trimmed();
                const QString name = match.captured(1).section(QStringLiteral("::"), -1);
                QVERIFY2(values.value(name) == words.size(), qPrintable(file.fileName() + u' ' + name));
                QVERIFY2(words.removeDuplicates() == 0, qPrintable(file.fileName() + u' ' + name));
            }
        }
        QVERIFY(seen >= 10);
    }

    void anOperationFindsItsMembers()
    {
        Operation operation;
        for (const char *id : {"a", "b"})
            operation.members.append({QLatin1String(id), QLatin1String("ns-") + QLatin1String(id), {}, 0, 0, 0, {}});
        QVERIFY(operation.find(QStringLiteral("b")));
        operation.find(QStringLiteral("b"))->step = QStringLiteral("prepared");
        QCOMPARE(operation.members[1].step, QStringLiteral("prepared"));
        QVERIFY(!operation.find(QStringLiteral("ns-a")));
    }
};

LOCKSTEP_SUITE(TestModel)
#include "tst_model.moc"
