// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/model/change.h"
#include "core/store/store.h"
#include "tests/support/suite.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>

using namespace lockstep;

namespace {

// What a released program of each version left on disks: schema and a row. A step that is added to the migrations gets its
// line here; a line never changes again.
const QList<QStringList> released{
    {QStringLiteral("CREATE TABLE entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, grp TEXT NOT NULL, id TEXT NOT "
                    "NULL, value TEXT NOT NULL, UNIQUE (kind, grp, id)) STRICT"),
     QStringLiteral("INSERT INTO entry (kind, grp, id, value) VALUES ('change', 'g1', 'c1', '{\"id\":\"c1\",\"kind\":\"file\",\"time\":1,"
                    "\"author\":\"\",\"root\":\"\",\"path\":\"\",\"zone\":\"\",\"view\":\"\",\"owner\":\"\",\"before\":\"\",\"after\":\"x\"}')"),
     QStringLiteral("PRAGMA user_version=1")},
};

// Runs statements on a database of its own connection; the last one's rows, columns joined.
QStringList sql(const QString &path, const QStringList &statements)
{
    QStringList rows;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by-hand"));
        database.setDatabaseName(path);
        if (!database.open())
            rows.append(QStringLiteral("not opened"));
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            rows.clear();
            if (!query.exec(statement))
                rows.append(QStringLiteral("failed: ") + statement);
            while (query.next())
                rows.append(query.value(0).toString() + u' ' + query.value(1).toString());
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("by-hand"));
    return rows;
}

QStringList schemaOf(const QString &path)
{
    return sql(path, {QStringLiteral("SELECT name, sql FROM sqlite_master ORDER BY name")}) + sql(path, {QStringLiteral("PRAGMA user_version")});
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyReleasedSchemaBecomesTheFreshOne()
    {
        const QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh.db"));
        QVERIFY(Store::open(fresh));
        const QStringList expected = schemaOf(fresh);
        QVERIFY(expected.size() > 1);
        QCOMPARE(expected.last().trimmed(), QString::number(Store::schemaVersion()));
        QCOMPARE(released.size(), Store::schemaVersion());
        for (qsizetype version = 1; version <= released.size(); ++version) {
            const QString old = folder.filePath(QStringLiteral("old-%1.db").arg(version));
            sql(old, released[version - 1]);
            QCOMPARE(sql(old, {QStringLiteral("PRAGMA user_version")}).value(0).trimmed(), QString::number(version));
            {
                const auto store = Store::open(old);
                QVERIFY(store);
                const auto rows = (*store)->all<Change>(Table::Change, QStringLiteral("g1"));
                QVERIFY(rows && rows->size() == 1);
                QCOMPARE(rows->first().after, QStringLiteral("x"));
            }
            QCOMPARE(schemaOf(old), expected);
        }
    }

    void openingTwiceChangesNothing()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.db"));
        QVERIFY(Store::open(path));
        const QByteArray once = bytesOf(path);
        QVERIFY(!once.isEmpty());
        QVERIFY(Store::open(path));
        QVERIFY(bytesOf(path) == once);
    }

    void whatIsNotOursIsRefusedAndStaysAsItIs_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QByteArray>("bytes"); // instead of statements
        QTest::addColumn<QString>("code");
        const QString newer = QString::number(Store::schemaVersion() + 1);
        QTest::newRow("a newer schema") << QStringList{QStringLiteral("CREATE TABLE entry (other)"), QStringLiteral("PRAGMA user_version=") + newer}
                                        << QByteArray() << QStringLiteral("store.newer");
        QTest::newRow("a newer schema with a journal of the same kind")
            << QStringList{QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral("CREATE TABLE entry (other)"),
                           QStringLiteral("PRAGMA user_version=") + newer}
            << QByteArray() << QStringLiteral("store.newer");
        QTest::newRow("a schema of a number below zero")
            << QStringList{QStringLiteral("CREATE TABLE a (b)"), QStringLiteral("PRAGMA user_version=-1")} << QByteArray()
            << QStringLiteral("store.open");
        QTest::newRow("another program's database")
            << QStringList{QStringLiteral("CREATE TABLE entry (theirs)")} << QByteArray() << QStringLiteral("store.query");
        QTest::newRow("a text file") << QStringList() << QByteArray("this is no database\n").repeated(100) << QStringLiteral("store.open");
    }

    void whatIsNotOursIsRefusedAndStaysAsItIs()
    {
        QFETCH(QStringList, statements);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.db"));
        if (bytes.isEmpty()) {
            QVERIFY(sql(path, statements).value(0).indexOf(QStringLiteral("failed")) < 0);
        } else {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        }
        const QByteArray before = bytesOf(path);
        QVERIFY(!before.isEmpty());
        const auto store = Store::open(path);
        QVERIFY(!store);
        QCOMPARE(store.error().code, code);
        QVERIFY(bytesOf(path) == before || code == QLatin1String("store.query"));
        if (code == QLatin1String("store.newer"))
            QCOMPARE(errorText(store.error()),
                     QStringLiteral("The database has schema %1, this program knows up to %2. Update the program; nothing was changed.")
                         .arg(Store::schemaVersion() + 1)
                         .arg(Store::schemaVersion()));
        if (code == QLatin1String("store.open"))
            QCOMPARE(store.error().args, QStringList(path));
    }

    void aFolderThatIsMissingIsTold()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("gone/a.db"));
        const auto store = Store::open(path);
        QVERIFY(!store);
        QCOMPARE(store.error().code, QStringLiteral("store.open"));
        QCOMPARE(store.error().args, QStringList(path));
        QVERIFY(!store.error().detail.isEmpty());
    }

    // A master killed between two steps, or in one, is found at the last whole step.
    void aMigrationThatFailedIsMadeAgain()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.db"));
        QCOMPARE(sql(path, {QStringLiteral("CREATE TABLE entry (in_the_way)")}).size(), 0);
        QVERIFY(!Store::open(path)); // the first step fails
        QCOMPARE(sql(path, {QStringLiteral("PRAGMA user_version")}).value(0).trimmed(), QStringLiteral("0"));
        QCOMPARE(sql(path, {QStringLiteral("DROP TABLE entry")}).size(), 0);
        QVERIFY(Store::open(path));
        QCOMPARE(sql(path, {QStringLiteral("PRAGMA user_version")}).value(0).trimmed(), QString::number(Store::schemaVersion()));
    }
};

LOCKSTEP_SUITE(TestSchema)
#include "tst_schema.moc"
