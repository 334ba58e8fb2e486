// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/memoryfiles.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace lockstep;

namespace {

// What one call of the table gives, as one word or text.
template <class T> QString told(const Result<T> &result)
{
    if (!result)
        return result.error().code;
    if constexpr (std::is_void_v<T>)
        return QStringLiteral("ok");
    else if constexpr (std::is_same_v<T, QStringList>)
        return result->join(u' ');
    else if constexpr (std::is_same_v<T, FileFacts>)
        return QStringLiteral("%1 %2 %3")
            .arg(int(result->kind))
            .arg(result->kind == FileFacts::Kind::File ? result->size : 0)
            .arg(result->mode, 0, 8);
    else
        return QString(*result);
}

// "verb a b" on one disk, names below `top`.
QString act(Files &files, const QString &top, const QString &line)
{
    const QStringList words = line.split(u' ');
    const QString &verb = words[0];
    const QString one = top + u'/' + words.value(1);
    const QString two = top + u'/' + words.value(2);
    if (verb == QLatin1String("write"))
        return told(files.write(one, words.value(2).toUtf8(), 0640));
    if (verb == QLatin1String("append"))
        return told(files.append(one, words.value(2).toUtf8(), 0600));
    if (verb == QLatin1String("read"))
        return told(files.read(one));
    if (verb == QLatin1String("sync"))
        return told(files.sync(one));
    if (verb == QLatin1String("rename"))
        return told(files.rename(one, two));
    if (verb == QLatin1String("exchange"))
        return told(files.exchange(one, two));
    if (verb == QLatin1String("remove"))
        return told(files.remove(one));
    if (verb == QLatin1String("folder"))
        return told(files.makeFolder(one, 0750));
    if (verb == QLatin1String("path"))
        return told(files.makePath(one, 0700));
    if (verb == QLatin1String("link"))
        return told(files.makeLink(words.value(1), two));
    if (verb == QLatin1String("where"))
        return told(files.readLink(one));
    if (verb == QLatin1String("list"))
        return told(files.list(one));
    if (verb == QLatin1String("mode"))
        return told(files.setMode(one, words.value(2).toUInt(nullptr, 8)));
    if (verb == QLatin1String("replace"))
        return told(files.replace(one, words.value(2).toUtf8(), 0600));
    if (verb == QLatin1String("clear"))
        return told(files.removeTree(one));
    if (verb == QLatin1String("facts"))
        return told(files.facts(one));
    return QStringLiteral("unknown verb");
}

class Now final : public Clock
{
public:
    qint64 now() const override { return 1000000; }
    qint64 sinceBoot() const override { return 1; }
    QString bootId() const override { return {}; }
    Task<bool> sleep(qint64, Cancel) override { co_return true; }
};

} // namespace

class TestMemoryFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothDisksAnswerAlike_data()
    {
        QTest::addColumn<QStringList>("script"); // "call = answer"
        const auto row = [](const char *name, const QStringList &script) { QTest::newRow(name) << script; };
        row("a file is written, read and removed",
            {QStringLiteral("write a one = ok"), QStringLiteral("read a = one"), QStringLiteral("facts a = 0 3 640"),
             QStringLiteral("write a x = ok"), QStringLiteral("read a = x"), QStringLiteral("append a yz = ok"), QStringLiteral("read a = xyz"),
             QStringLiteral("sync a = ok"), QStringLiteral("remove a = ok"), QStringLiteral("read a = file.missing"),
             QStringLiteral("remove a = file.missing"), QStringLiteral("sync a = file.missing")});
        row("folders refuse what folders refuse",
            {QStringLiteral("folder d = ok"), QStringLiteral("folder d = file.exists"), QStringLiteral("write d/a 1 = ok"),
             QStringLiteral("read d = file.io"), QStringLiteral("write d 1 = file.io"), QStringLiteral("remove d = file.exists"),
             QStringLiteral("list d = a"), QStringLiteral("list d/a = file.missing"), QStringLiteral("write x/a 1 = file.missing"),
             QStringLiteral("write d/a/b 1 = file.missing"), QStringLiteral("facts d = 1 0 750"), QStringLiteral("clear d = ok"),
             QStringLiteral("list d = file.missing")});
        row("a link in the last component is not followed",
            {QStringLiteral("write a 1 = ok"), QStringLiteral("link a l = ok"), QStringLiteral("where l = a"), QStringLiteral("where a = file.io"),
             QStringLiteral("read l = file.escapes"), QStringLiteral("write l 2 = file.escapes"), QStringLiteral("sync l = file.escapes"),
             QStringLiteral("facts l = 2 0 777"), QStringLiteral("link b a = file.exists"), QStringLiteral("remove l = ok"),
             QStringLiteral("read a = 1")});
        row("a link on the way is followed",
            {QStringLiteral("folder d = ok"), QStringLiteral("write d/a 1 = ok"), QStringLiteral("link d l = ok"), QStringLiteral("read l/a = 1"),
             QStringLiteral("list l = a"), QStringLiteral("path l = ok"), QStringLiteral("link gone m = ok"),
             QStringLiteral("read m/a = file.missing"), QStringLiteral("link m m2 = ok"), QStringLiteral("list m2 = file.missing")});
        row("rename replaces", {QStringLiteral("write a 1 = ok"), QStringLiteral("write b 2 = ok"), QStringLiteral("rename a b = ok"),
                                QStringLiteral("read b = 1"), QStringLiteral("read a = file.missing"), QStringLiteral("rename a b = file.missing"),
                                QStringLiteral("folder d = ok"), QStringLiteral("rename b d = file.io"), QStringLiteral("rename d b = file.missing"),
                                QStringLiteral("folder e = ok"), QStringLiteral("write e/x 1 = ok"), QStringLiteral("rename d e = file.exists"),
                                QStringLiteral("rename e d = ok"), QStringLiteral("list d = x"), QStringLiteral("link d l = ok"),
                                QStringLiteral("link b m = ok"), QStringLiteral("rename m l = ok"), QStringLiteral("where l = b")});
        row("exchange swaps what both names stand for",
            {QStringLiteral("folder d = ok"), QStringLiteral("write d/x 1 = ok"), QStringLiteral("link d l = ok"),
             QStringLiteral("exchange d l = ok"), QStringLiteral("where d = d"), QStringLiteral("list l = x"),
             QStringLiteral("exchange d none = file.missing")});
        row("composed calls", {QStringLiteral("path a/b/c = ok"), QStringLiteral("list a = b"), QStringLiteral("replace a/f 1 = ok"),
                               QStringLiteral("replace a/f 2 = ok"), QStringLiteral("read a/f = 2"), QStringLiteral("list a = b f"),
                               QStringLiteral("mode a/f 604 = ok"), QStringLiteral("facts a/f = 0 1 604"), QStringLiteral("path a/f = file.exists"),
                               QStringLiteral("clear a = ok"), QStringLiteral("facts a = file.missing")});
    }

    void bothDisksAnswerAlike()
    {
        QFETCH(QStringList, script);
        const QTemporaryDir folder;
        const auto real = realFiles();
        Now clock;
        MemoryFiles memory(clock);
        QVERIFY(memory.makePath(folder.path(), 0755));
        for (const QString &line : script) {
            const QString call = line.section(QStringLiteral(" = "), 0, 0);
            const QString wanted = line.section(QStringLiteral(" = "), 1);
            QVERIFY2(act(*real, folder.path(), call) == wanted, qPrintable(QStringLiteral("real: ") + line));
            QVERIFY2(act(memory, folder.path(), call) == wanted, qPrintable(QStringLiteral("memory: ") + line));
        }
    }

    void whatWasSyncedSurvives_data()
    {
        QTest::addColumn<QStringList>("script");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QSet<QString>>("outcomes"); // each must come up, no other may
        QTest::newRow("file and folder synced") << QStringList{QStringLiteral("write a new"), QStringLiteral("sync a"), QStringLiteral("sync .")}
                                                << QStringLiteral("a") << QSet<QString>{QStringLiteral("new")};
        QTest::newRow("the file alone: its name may be gone")
            << QStringList{QStringLiteral("write a new"), QStringLiteral("sync a")} << QStringLiteral("a")
            << QSet<QString>{QStringLiteral("new"), QStringLiteral("file.missing")};
        QTest::newRow("a rename of bytes that were not synced")
            << QStringList{QStringLiteral("replace a old"), QStringLiteral("write b new"), QStringLiteral("rename b a"), QStringLiteral("sync .")}
            << QStringLiteral("a") << QSet<QString>{QString(), QStringLiteral("n"), QStringLiteral("ne"), QStringLiteral("new")};
        QTest::newRow("replace is durable") << QStringList{QStringLiteral("replace a old"), QStringLiteral("replace a new")} << QStringLiteral("a")
                                            << QSet<QString>{QStringLiteral("new")};
        QTest::newRow("a rename without the folder's sync")
            << QStringList{QStringLiteral("replace a old"), QStringLiteral("write b new"), QStringLiteral("sync b"), QStringLiteral("rename b a")}
            << QStringLiteral("a") << QSet<QString>{QStringLiteral("old"), QStringLiteral("new")};
        QTest::newRow("overwritten in place") << QStringList{QStringLiteral("replace a old"), QStringLiteral("write a new")} << QStringLiteral("a")
                                              << QSet<QString>{QStringLiteral("old"), QString(), QStringLiteral("n"), QStringLiteral("ne"),
                                                               QStringLiteral("new")};
        QTest::newRow("removed without a sync") << QStringList{QStringLiteral("replace a old"), QStringLiteral("remove a")} << QStringLiteral("a")
                                                << QSet<QString>{QStringLiteral("old"), QStringLiteral("file.missing")};
        QTest::newRow("a sync that failed, then one that seems to work")
            << QStringList{QStringLiteral("replace a old"), QStringLiteral("write a new"), QStringLiteral("failsync a"), QStringLiteral("sync a")}
            << QStringLiteral("a") << QSet<QString>{QStringLiteral("old")};
    }

    void whatWasSyncedSurvives()
    {
        QFETCH(QStringList, script);
        QFETCH(QString, name);
        QFETCH(QSet<QString>, outcomes);
        QSet<QString> seen;
        std::mt19937 random(1);
        for (int i = 0; i < 300; ++i) {
            Now clock;
            MemoryFiles disk(clock);
            QVERIFY(disk.makePath(QStringLiteral("/t"), 0755));
            for (const QString &line : script) {
                if (line.startsWith(QLatin1String("failsync")))
                    QVERIFY(!disk.failSync(QStringLiteral("/t/") + line.section(u' ', 1)));
                else if (line == QLatin1String("sync ."))
                    QVERIFY(disk.sync(QStringLiteral("/t")));
                else
                    QCOMPARE(act(disk, QStringLiteral("/t"), line), QStringLiteral("ok"));
            }
            disk.losePower(random);
            const QString first = told(disk.read(QStringLiteral("/t/") + name));
            disk.losePower(random); // what survived once stays
            QCOMPARE(told(disk.read(QStringLiteral("/t/") + name)), first);
            seen.insert(first);
        }
        QCOMPARE(seen, outcomes);
    }

    void aFullDiskKeepsAPart()
    {
        Now clock;
        MemoryFiles disk(clock);
        QVERIFY(disk.makePath(QStringLiteral("/t"), 0755));
        disk.setFree(2);
        QCOMPARE(disk.write(QStringLiteral("/t/a"), "long", 0600).error().code, QStringLiteral("file.full"));
        QCOMPARE(*disk.read(QStringLiteral("/t/a")), QByteArray("lo"));
        QCOMPARE(disk.makeFolder(QStringLiteral("/t/d"), 0700).error().code, QStringLiteral("file.full"));
        QVERIFY(disk.rename(QStringLiteral("/t/a"), QStringLiteral("/t/b")));
        QCOMPARE(*disk.freeBytes(QStringLiteral("/t")), 0);
    }
};

LOCKSTEP_SUITE(TestMemoryFiles)
#include "tst_memoryfiles.moc"
