// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/change.h"
#include "core/store/store.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace lockstep;

namespace {

const QString group = QStringLiteral("g1");

Change change(const QString &id, const QString &text = {})
{
    Change one;
    one.id = id;
    one.after = text;
    return one;
}

// "id=after id=after", in the store's order; the error's code when it cannot be read.
QString told(Store &store, Table table = Table::Change, const QString &of = group)
{
    const Result<QList<Change>> rows = store.all<Change>(table, of);
    if (!rows)
        return rows.error().code;
    QStringList words;
    for (const Change &row : *rows)
        words.append(row.id + u'=' + row.after);
    return words.join(u' ');
}

Result<void> put(Store &store, const QString &id, const QString &text) { return store.save(Table::Change, group, id, change(id, text)); }

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBackInOrder()
    {
        const auto store = Store::open(QStringLiteral(":memory:")).value();
        QCOMPARE(told(*store), QString());
        for (const char *id : {"b", "a", "c"})
            QVERIFY(put(*store, QLatin1String(id), QStringLiteral("1")));
        QVERIFY(put(*store, QStringLiteral("b"), QStringLiteral("2"))); // a new value keeps its place
        QCOMPARE(told(*store), QStringLiteral("b=2 a=1 c=1"));
        QCOMPARE(store->find<Change>(Table::Change, group, QStringLiteral("a"))->value(), change(QStringLiteral("a"), QStringLiteral("1")));
        QVERIFY(!store->find<Change>(Table::Change, group, QStringLiteral("z"))->has_value());
        QVERIFY(store->remove(Table::Change, group, QStringLiteral("b")));
        QVERIFY(store->remove(Table::Change, group, QStringLiteral("never there")));
        QVERIFY(put(*store, QStringLiteral("b"), QStringLiteral("3")));
        QCOMPARE(told(*store), QStringLiteral("a=1 c=1 b=3"));
    }

    void textComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("quotes and semicolons of SQL") << QStringLiteral("'); DROP TABLE entry; --\"");
        QTest::newRow("letters of other scripts") << QString::fromUtf8("ä あ \xF0\x9F\x90\xA7");
        QTest::newRow("control characters") << QString::fromUtf8(QByteArray("a\0b\n\t\x1b", 6));
        QTest::newRow("a mebibyte") << QString(1 << 20, u'x');
        QTest::newRow("nothing") << QString();
    }

    void textComesBackAsItWas()
    {
        QFETCH(QString, text);
        const auto store = Store::open(QStringLiteral(":memory:")).value();
        const QString id = text.left(30) + u'!';
        QVERIFY(put(*store, id, text));
        QCOMPARE(store->find<Change>(Table::Change, group, id)->value().after, text);
        QCOMPARE(told(*store), id + u'=' + text);
    }

    void tablesAndGroupsAreApart()
    {
        const auto store = Store::open(QStringLiteral(":memory:")).value();
        const QList<Table> tables{Table::Setting,    Table::Group,     Table::Member,  Table::Change, Table::Prepared,
                                  Table::Deployment, Table::Operation, Table::History, Table::Burned};
        for (const Table table : tables) {
            for (const QString &of : {QString(), QStringLiteral("g1"), QStringLiteral("g2")})
                QVERIFY(store->save(table, of, QStringLiteral("id"), change(QString::number(int(table)), of)));
        }
        QVERIFY(store->removeAll(Table::Member, QStringLiteral("g1")));
        QVERIFY(store->removeAll(Table::History, {}));
        for (const Table table : tables) {
            const QString number = QString::number(int(table));
            QCOMPARE(told(*store, table, {}), table == Table::History ? QString() : number + u'=');
            QCOMPARE(told(*store, table, QStringLiteral("")), told(*store, table, {}));
            QCOMPARE(told(*store, table, QStringLiteral("g1")), table == Table::Member ? QString() : number + QStringLiteral("=g1"));
            QCOMPARE(told(*store, table, QStringLiteral("g2")), number + QStringLiteral("=g2"));
        }
    }

    void aRowThatCannotBeReadIsTold()
    {
        const auto store = Store::open(QStringLiteral(":memory:")).value();
        QVERIFY(store->save(Table::Change, group, QStringLiteral("a"), Origin{QStringLiteral("ns1"), {}, 0, 0}));
        QCOMPARE(told(*store), QStringLiteral("json.field"));
        QCOMPARE(store->find<Change>(Table::Change, group, QStringLiteral("a")).error().code, QStringLiteral("json.field"));
    }

    // The n-th statement of a transaction fails, also the one that begins or ends it: nothing of it is left.
    void aTransactionThatFailsLeavesNothing()
    {
        int failed = 0;
        for (int n = 1; n <= 7; ++n) {
            const auto store = Store::open(QStringLiteral(":memory:")).value();
            QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
            QVERIFY(put(*store, QStringLiteral("b"), QStringLiteral("1")));
            const QString before = told(*store);
            int left = n;
            store->setGate([&left] { return --left != 0; });
            const Result<void> done = store->transaction([&]() -> Result<void> {
                LOCKSTEP_CHECK(put(*store, QStringLiteral("a"), QStringLiteral("2")));
                LOCKSTEP_CHECK(store->remove(Table::Change, group, QStringLiteral("b")));
                return put(*store, QStringLiteral("c"), QStringLiteral("1"));
            });
            failed += done ? 0 : 1;
            store->setGate({});
            QCOMPARE(told(*store), done ? QStringLiteral("a=2 c=1") : before);
            QCOMPARE(done ? QString() : done.error().code, done ? QString() : QStringLiteral("store.query"));
            QVERIFY(put(*store, QStringLiteral("d"), QStringLiteral("1"))); // and the next one is not part of it
            QVERIFY(store->transaction([&] { return put(*store, QStringLiteral("e"), QStringLiteral("1")); }));
        }
        QCOMPARE(failed, 5); // BEGIN, three statements, COMMIT
    }

    void theWorksOwnErrorUndoesIt()
    {
        const auto store = Store::open(QStringLiteral(":memory:")).value();
        const Result<void> done = store->transaction([&]() -> Result<void> {
            LOCKSTEP_CHECK(put(*store, QStringLiteral("a"), QStringLiteral("1")));
            return fail(QStringLiteral("master.void"));
        });
        QCOMPARE(done.error().code, QStringLiteral("master.void"));
        QCOMPARE(told(*store), QString());
    }

    void aTransactionInsideAnotherUndoesBoth()
    {
        const auto store = Store::open(QStringLiteral(":memory:")).value();
        const Result<void> done = store->transaction([&]() -> Result<void> {
            LOCKSTEP_CHECK(put(*store, QStringLiteral("a"), QStringLiteral("1")));
            return store->transaction([&] { return put(*store, QStringLiteral("b"), QStringLiteral("1")); });
        });
        QCOMPARE(done.error().code, QStringLiteral("store.query"));
        QCOMPARE(told(*store), QString());
    }

    // What follows would be written into a transaction that nobody ends, and be gone with the process.
    void whatCouldNotBeUndoneIsUndoneBeforeAnythingElse_data()
    {
        QTest::addColumn<int>("refused"); // statements in a row, from the end of the work on
        for (const int refused : {1, 2, 3, 4, 5})
            QTest::addRow("%d", refused) << refused;
    }
    void whatCouldNotBeUndoneIsUndoneBeforeAnythingElse()
    {
        QFETCH(int, refused);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("master.db"));
        const auto store = Store::open(path).value();
        QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
        int left = 0;
        store->setGate([&] { return left == 0 || --left < 0; });
        const Result<void> done = store->transaction([&]() -> Result<void> {
            LOCKSTEP_CHECK(put(*store, QStringLiteral("b"), QStringLiteral("1")));
            left = refused;
            return {};
        });
        QVERIFY(!done);
        int tries = 0;
        while (!put(*store, QStringLiteral("c"), QStringLiteral("1")))
            QVERIFY(++tries < 10);
        QCOMPARE(told(*store), QStringLiteral("a=1 c=1"));
        QCOMPARE(told(*Store::open(path).value()), QStringLiteral("a=1 c=1")); // and durable, for others too
        QVERIFY(store->transaction([&] { return put(*store, QStringLiteral("d"), QStringLiteral("1")); }));
        QCOMPARE(told(*store), QStringLiteral("a=1 c=1 d=1"));
    }

    // What a master that is killed at any moment leaves: the database, and the beginning of what it was writing.
    void killedInTheMiddleMeansAllOrNothing()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("master.db"));
        const auto store = Store::open(path).value();
        QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
        const auto left = [&](const QByteArray &database, const QByteArray &log) {
            const QTemporaryDir other;
            const QString copy = other.filePath(QStringLiteral("copy.db"));
            if (!write(copy, database) || !write(copy + QStringLiteral("-wal"), log))
                return QStringLiteral("the disk failed");
            const auto opened = Store::open(copy);
            return opened ? told(**opened) : opened.error().code;
        };
        const QString wal = path + QStringLiteral("-wal");
        const QByteArray begun = bytesOf(wal);
        QByteArray during;
        const QString large(8 << 20, u'x'); // more than is kept in memory: it reaches the log before the end
        QVERIFY(store->transaction([&]() -> Result<void> {
            LOCKSTEP_CHECK(put(*store, QStringLiteral("b"), large));
            LOCKSTEP_CHECK(put(*store, QStringLiteral("a"), QStringLiteral("2")));
            during = bytesOf(wal);
            return {};
        }));
        const QByteArray database = bytesOf(path);
        const QByteArray ended = bytesOf(wal);
        const QString none = QStringLiteral("a=1");
        const QString all = QStringLiteral("a=2 b=") + large;
        QVERIFY(!begun.isEmpty() && during.size() > begun.size() + large.size() / 2 && ended.size() > during.size());
        QCOMPARE(left(database, begun), none);
        QCOMPARE(left(database, during), none);
        QVERIFY(left(database, ended) == all);
        for (qsizetype part = 0; part < 12; ++part) {
            const qsizetype size = begun.size() + (ended.size() - begun.size()) * part / 12;
            QCOMPARE(left(database, ended.first(size)), none);
        }
        QCOMPARE(left(database, ended.chopped(1)), none);
    }
};

LOCKSTEP_SUITE(TestStore)
#include "tst_store.moc"
