// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identity.h"
#include "core/master/backup.h"
#include "core/master/backupfile.h"
#include "core/master/groupdesk.h"
#include "core/master/selfrecords.h"
#include "tests/simulation/processfiles.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

const Secret secret(QByteArrayView("a passphrase of many letters"));
const QString group = QStringLiteral("g");

template <class T> QString told(const Result<T> &result) { return result ? QStringLiteral("ok") : result.error().code; }

Life forever() { return std::make_shared<bool>(true); }

// A master's data folder with one group, on the real disk.
struct House
{
    QTemporaryDir folder;
    std::unique_ptr<Files> files = realFiles();
    QString data = folder.filePath(QStringLiteral("data"));
    QString file = folder.filePath(QStringLiteral("master.backup"));
    QByteArray key = QByteArray(32, 'k');
    std::unique_ptr<Store> store;
    std::unique_ptr<ObjectStore> objects;
    Snapshot live;

    House()
    {
        const auto must = [](const auto &result) {
            if (!result)
                qFatal("%s", qPrintable(result.error().code));
        };
        must(files->makePath(data + QStringLiteral("/clients"), 0700));
        must(files->write(data + QStringLiteral("/objects.key"), key, 0600));
        must(files->write(data + QStringLiteral("/joincodes.json"), "{}", 0600));
        must(files->write(data + QStringLiteral("/clients/") + QString::fromLatin1(Digest::of("anna's key").hex()), "anna", 0600));
        must(Identity::loadOrCreate(*files, data + QStringLiteral("/identity.pem"), QStringLiteral("lockstep-master")));
        store = std::move(*Store::open(data + QStringLiteral("/master.sqlite")));
        objects = std::make_unique<ObjectStore>(*files, data + QStringLiteral("/objects"), key);
        Group one;
        one.id = group;
        one.name = QStringLiteral("Edge");
        one.roots = {{QStringLiteral("etc-bind"), QStringLiteral("/etc/bind")}};
        one.mainFile = QStringLiteral("/etc/bind/named.conf");
        live = Snapshot{one.roots, {}};
        for (const char *name : {"named.conf", "zones/a.example.db"}) {
            const QByteArray bytes = QByteArray("content of ") + name;
            live = live.with(
                {QStringLiteral("etc-bind"), QLatin1String(name), Entry::Kind::File, Entry::Class::Plain, bytes.size(), *objects->put(bytes)});
        }
        GroupDesk desk(systemClock(), *store, *objects, one);
        must(desk.setSeed(*desk.keepSnapshot(live), QStringLiteral("anna")));
        must(store->save(Table::Setting, {}, selfKey, SelfRecord{QStringLiteral("me"), 7}));
    }
    Result<BackupFacts> backUp(const Secret &with = secret) { return lockstep::backUp(*files, systemClock(), data, file, with); }
    QByteArray read(const QString &path) { return files->read(path).value_or("(not there)"); }
    QStringList namesIn(const QString &path) const
    {
        return QDir(path).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
    }
};

// A backup that is made quickly, of these files.
QByteArray sealed(const QList<QPair<QString, QByteArray>> &files)
{
    Schedule schedule;
    HostTime time{schedule, 1790000000000};
    SimClock clock{time, forever()};
    MemoryFiles disk(clock);
    auto writer = BackupWriter::begin(disk, QStringLiteral("/b"), secret, 1 << 10);
    for (const auto &[name, bytes] : files) {
        if (!writer->add(name, bytes))
            qFatal("add");
    }
    if (!writer->end() || !writer->publish())
        qFatal("end");
    return *disk.read(QStringLiteral("/b"));
}

QList<QPair<QString, QByteArray>> wholeMaster()
{
    const Identity identity = Identity::create(QStringLiteral("x"));
    const QString object = QString::fromLatin1(Digest::of("o").hex());
    return {{QStringLiteral("about.json"), R"({"taken":5,"groups":1})"},
            {QStringLiteral("master.sqlite"), QByteArray(5000000, 's')}, // more than one piece
            {QStringLiteral("identity.pem"), identity.pem().reveal().toByteArray()},
            {QStringLiteral("objects.key"), QByteArray(32, 'k')},
            {QStringLiteral("clients/") + QString::fromLatin1(Digest::of("c").hex()), "anna"},
            {QStringLiteral("objects/") + object.left(2) + u'/' + object.mid(2), QByteArray()}};
}

struct MemoryHost
{
    Schedule schedule;
    HostTime time{schedule, 1790000000000};
    Life life = forever();
    SimClock clock{time, forever()};
    MemoryFiles disk{clock};
    std::unique_ptr<ProcessFiles> files = std::make_unique<ProcessFiles>(disk, life);
    const QString data = QStringLiteral("/data");

    explicit MemoryHost(const QByteArray &backup)
    {
        (void)disk.write(QStringLiteral("/b"), backup, 0600);
        disk.syncAll();
    }
    Result<BackupFacts> restore(const Secret &with = secret) { return lockstep::restore(*files, data, QStringLiteral("/b"), with); }
    QStringList names() { return disk.list(data).value_or(QStringList()); }
};

} // namespace

class TestBackup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsBackedUpComesBack()
    {
        House house;
        const QByteArray orphan = "nobody needs it";
        QVERIFY(house.objects->put(orphan));
        const QStringList before = house.namesIn(house.data);
        const Result<BackupFacts> made = house.backUp();
        QCOMPARE(told(made), QStringLiteral("ok"));
        QCOMPARE(made->groups, 1);
        QCOMPARE(made->objects, 3); // two files and the manifest
        QCOMPARE(house.files->facts(house.file)->mode, 0600U);
        QVERIFY(!house.read(house.file).contains("content of"));
        QVERIFY(!house.read(house.file).contains("BEGIN"));
        QStringList after = house.namesIn(house.data); // no copy stays behind
        after.removeOne(QStringLiteral("backup.lock"));
        QCOMPARE(after, before);
        QVERIFY(!*house.store->find<RestoredRecord>(Table::Setting, {}, restoredKey)); // and this master waits for nothing

        const QString fresh = house.folder.filePath(QStringLiteral("elsewhere/data"));
        const Result<BackupFacts> back = restore(*house.files, fresh, house.file, secret);
        QCOMPARE(told(back), QStringLiteral("ok"));
        QCOMPARE(back->taken, made->taken);
        QCOMPARE(house.namesIn(fresh), QStringList({QStringLiteral("clients"), QStringLiteral("identity.pem"), QStringLiteral("master.sqlite"),
                                                    QStringLiteral("objects"), QStringLiteral("objects.key")}));
        for (const char *name : {"/identity.pem", "/objects.key"}) {
            QCOMPARE(house.read(fresh + QLatin1String(name)), house.read(house.data + QLatin1String(name)));
            QCOMPARE(house.files->facts(fresh + QLatin1String(name))->mode, 0600U);
        }
        QCOMPARE(house.namesIn(fresh + QStringLiteral("/clients")), house.namesIn(house.data + QStringLiteral("/clients")));
        QVERIFY(checkRestored(*house.files, fresh));
        auto store = Store::open(fresh + QStringLiteral("/master.sqlite"));
        QVERIFY(store);
        QCOMPARE((*store)->find<RestoredRecord>(Table::Setting, {}, restoredKey)->value().taken, made->taken);
        QCOMPARE((*store)->find<SelfRecord>(Table::Setting, {}, selfKey)->value().epoch, 7);
        ObjectStore objects(*house.files, fresh + QStringLiteral("/objects"), house.key);
        GroupDesk desk(systemClock(), **store, objects, (*store)->all<Group>(Table::Group, {})->first());
        QVERIFY(desk.load());
        const Result<StagedTree> tree = desk.liveTree();
        QCOMPARE(told(tree), QStringLiteral("ok"));
        QCOMPARE(tree->snapshot(), house.live);
        QCOMPARE(*tree->bytes(QStringLiteral("/etc/bind/zones/a.example.db")), QByteArray("content of zones/a.example.db"));
        QVERIFY(!objects.has(Digest::of(orphan)));
    }

    // A master that runs has it open, and is in the middle of something.
    void itIsAsOfOneMoment()
    {
        House house;
        QVERIFY(house.store->transaction([&]() -> Result<void> {
            LOCKSTEP_CHECK(house.store->save(Table::Setting, {}, selfKey, SelfRecord{QStringLiteral("me"), 8}));
            LOCKSTEP_CHECK(house.backUp());
            return house.store->save(Table::Setting, {}, QStringLiteral("later"), SelfRecord{});
        }));
        const QString fresh = house.folder.filePath(QStringLiteral("fresh"));
        QVERIFY(restore(*house.files, fresh, house.file, secret));
        auto store = Store::open(fresh + QStringLiteral("/master.sqlite"));
        QCOMPARE((*store)->find<SelfRecord>(Table::Setting, {}, selfKey)->value().epoch, 7);
        QVERIFY(!*(*store)->find<SelfRecord>(Table::Setting, {}, QStringLiteral("later")));
        QCOMPARE(house.store->find<SelfRecord>(Table::Setting, {}, selfKey)->value().epoch, 8);
    }

    void whatCannotBeBackedUpIsTold_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("the file is there already") << QStringLiteral("there") << QStringLiteral("file.exists");
        QTest::newRow("no master is there") << QStringLiteral("nodata") << QStringLiteral("master.nodata");
        QTest::newRow("an object that is needed is gone") << QStringLiteral("gone") << QStringLiteral("snapshot.missing");
        QTest::newRow("an object that is needed is damaged") << QStringLiteral("damaged") << QStringLiteral("snapshot.damaged");
        QTest::newRow("its key is gone") << QStringLiteral("key") << QStringLiteral("file.missing");
        QTest::newRow("the folder does not exist") << QStringLiteral("folder") << QStringLiteral("file.missing");
    }

    void whatCannotBeBackedUpIsTold()
    {
        QFETCH(QString, what);
        House house;
        const QString hex = QString::fromLatin1(house.live.entries.last().digest.hex());
        const QString object = house.data + QStringLiteral("/objects/") + hex.left(2) + u'/' + hex.mid(2);
        if (what == QLatin1String("there"))
            QVERIFY(house.files->write(house.file, "mine", 0600));
        else if (what == QLatin1String("nodata"))
            house.data = house.folder.filePath(QStringLiteral("nothing"));
        else if (what == QLatin1String("gone"))
            QVERIFY(house.files->remove(object));
        else if (what == QLatin1String("damaged"))
            QVERIFY(house.files->append(object, "x", 0600));
        else if (what == QLatin1String("key"))
            QVERIFY(house.files->remove(house.data + QStringLiteral("/identity.pem")));
        else
            house.file = house.folder.filePath(QStringLiteral("no/such/file"));
        QTEST(told(house.backUp()), "code");
        QCOMPARE(house.read(house.file), what == QLatin1String("there") ? QByteArray("mine") : QByteArray("(not there)"));
        QVERIFY(!house.files->exists(house.file + QStringLiteral(".unfinished")));
    }

    void onlyTheSameSecretOpensIt()
    {
        MemoryHost host(sealed(wholeMaster()));
        for (const char *other : {"a passphrase of many letter", "A passphrase of many letters", "x"})
            QCOMPARE(told(host.restore(Secret(QByteArrayView(other)))), QStringLiteral("master.backup.secret"));
        QCOMPARE(host.names(), QStringList());
        QCOMPARE(told(host.restore()), QStringLiteral("ok"));
    }

    // Any bit of it, anywhere it is cut, anything behind it: nothing is restored.
    void aDamagedBackupRestoresNothing()
    {
        const QByteArray whole = sealed(wholeMaster());
        const auto fails = [](const QByteArray &bytes) {
            MemoryHost host(bytes);
            const Result<BackupFacts> restored = host.restore();
            return !restored && restored.error().code.startsWith(QLatin1String("master.backup.")) && host.names().isEmpty();
        };
        QList<qsizetype> places{0, 16, 17, 20, whole.size() / 3, whole.size() / 2, whole.size() - 1};
        for (qsizetype at = 18; at < 400; at += 29) // the head and the first frames
            places.append(at);
        for (const qsizetype at : std::as_const(places)) {
            QByteArray other = whole;
            other[at] = char(other[at] ^ 4);
            QVERIFY2(fails(other), qPrintable(QStringLiteral("another bit at %1").arg(at)));
            QVERIFY2(fails(whole.left(at)), qPrintable(QStringLiteral("cut at %1").arg(at)));
        }
        QVERIFY(fails(whole + "x"));
        QVERIFY(fails(whole + whole));
        QVERIFY(fails({}));
        QVERIFY(!fails(whole));
    }

    // Its maker had the secret and may still be nobody's friend.
    void onlyAMastersOwnFilesComeOut_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"../evil", "/etc/evil", "lock", "objects/../../evil", "objects/aa/../../../evil", "clients/../evil", "clients/anna",
                                 "objects/aa/bb", "restoring", "", "identity.pem/x", "joincodes.json"})
            QTest::newRow(*name ? name : "no name") << QString::fromLatin1(name);
    }

    void onlyAMastersOwnFilesComeOut()
    {
        QFETCH(QString, name);
        auto files = wholeMaster();
        files.append({name, "evil"});
        MemoryHost host(sealed(files));
        QCOMPARE(told(host.restore()), QStringLiteral("master.backup.damaged"));
        QCOMPARE(host.names(), QStringList());
    }

    void aNameComesOnce()
    {
        MemoryHost host({});
        const QString path = QStringLiteral("/twice");
        auto writer = BackupWriter::begin(host.disk, path, secret, 1 << 10);
        QVERIFY(writer);
        QVERIFY(writer->add(QStringLiteral("objects.key"), "one") && writer->add(QStringLiteral("objects.key"), "other") && writer->end());
        const Result<void> published = writer->publish();
        QCOMPARE(published ? QString() : published.error().code, QStringLiteral("master.backup.damaged"));
        QVERIFY(!host.disk.exists(path));
    }

    void aPartOfAMasterIsNone_data()
    {
        QTest::addColumn<int>("without");
        for (int i = 0; i < 4; ++i)
            QTest::addRow("without %s", qPrintable(wholeMaster()[i].first)) << i;
    }

    void aPartOfAMasterIsNone()
    {
        QFETCH(int, without);
        auto files = wholeMaster();
        files.removeAt(without);
        MemoryHost host(sealed(files));
        QCOMPARE(told(host.restore()), QStringLiteral("master.backup.damaged"));
        QCOMPARE(host.names(), QStringList());
    }

    void itIsRestoredIntoAnEmptyFolder()
    {
        MemoryHost host(sealed(wholeMaster()));
        QVERIFY(host.disk.makePath(host.data, 0700));
        QVERIFY(host.disk.write(host.data + QStringLiteral("/lock"), {}, 0600)); // a program that ended
        QVERIFY(host.disk.write(host.data + QStringLiteral("/master.sqlite"), "mine", 0600));
        QCOMPARE(told(host.restore()), QStringLiteral("master.restore.notempty"));
        QCOMPARE(*host.disk.read(host.data + QStringLiteral("/master.sqlite")), QByteArray("mine"));
        QVERIFY(host.disk.remove(host.data + QStringLiteral("/master.sqlite")));
        QCOMPARE(told(host.restore()), QStringLiteral("ok"));
        QCOMPARE(told(host.restore()), QStringLiteral("master.restore.notempty"));
    }

    void aRestoreThatIsCutShortIsNoMaster_data()
    {
        QTest::addColumn<bool>("power");
        QTest::newRow("the process ends") << false;
        QTest::newRow("the power goes") << true;
    }

    // At every change of the disk, before it and after it.
    void aRestoreThatIsCutShortIsNoMaster()
    {
        QFETCH(bool, power);
        auto files = wholeMaster();
        files[1].second = "a small database";
        const QByteArray backup = sealed(files);
        int whole = 0;
        int halfway = 0;
        for (const bool after : {false, true}) {
            bool ended = false;
            for (int n = 1; !ended && n < 200; ++n) {
                MemoryHost host(backup);
                bool died = false;
                host.files->dieAt(n, after, [&] {
                    died = true;
                    *host.life = false;
                });
                (void)host.restore();
                ended = !died;
                std::mt19937 random{quint32(n)};
                if (power && died)
                    host.disk.losePower(random);
                const QString where = QStringLiteral("change %1, %2").arg(n).arg(after);
                const bool may = checkRestored(host.disk, host.data).has_value();
                QStringList names = host.names();
                names.removeOne(QStringLiteral("restoring.lockstep-new")); // nothing was restored yet, and it can be said again
                QVERIFY2(!may || names.isEmpty() || names.contains(QStringLiteral("master.sqlite")), qPrintable(where));
                if (may && !names.isEmpty()) { // then all of it is there
                    ++whole;
                    for (const auto &[name, bytes] : files) {
                        if (name != QLatin1String("about.json"))
                            QVERIFY2(host.disk.read(host.data + u'/' + name) == Result<QByteArray>(bytes), qPrintable(where + u' ' + name));
                    }
                } else if (!may) {
                    ++halfway;
                }
                // Emptied, it can be said again.
                host.life = forever();
                host.files = std::make_unique<ProcessFiles>(host.disk, host.life);
                if (host.disk.exists(host.data))
                    QVERIFY(host.disk.removeTree(host.data));
                QCOMPARE(told(host.restore()), QStringLiteral("ok"));
            }
            QVERIFY(ended);
        }
        QVERIFY(whole > 0 && halfway > 10);
    }

    // A disk that is full, or fails at any step: no backup gets its name that is not one.
    void aBackupThatFailsHasNoName()
    {
        bool ended = false;
        for (int n = 1; !ended && n < 100; ++n) {
            MemoryHost host({});
            host.files->failAt(n, true);
            const Result<void> made = [&]() -> Result<void> {
                LOCKSTEP_TRY(writer, BackupWriter::begin(*host.files, QStringLiteral("/new"), secret, 1 << 10));
                for (const auto &[name, bytes] : wholeMaster())
                    LOCKSTEP_CHECK(writer.add(name, bytes));
                LOCKSTEP_CHECK(writer.end());
                return writer.publish();
            }();
            ended = host.files->faults() == 0;
            QCOMPARE(made.has_value(), ended);
            if (host.disk.exists(QStringLiteral("/new"))) // only to make its name durable may still have failed
                QVERIFY(readBackup(host.disk, QStringLiteral("/new"), secret, [](const QString &, const QByteArray &) { return Result<void>(); }));
            else
                QVERIFY(!ended);
        }
        QVERIFY(ended);
    }

    void secretsAreLongEnough()
    {
        MemoryHost host({});
        const auto typed = [](const char *one, const char *two) {
            return told(chosenPassphrase(Secret(QByteArrayView(one)), Secret(QByteArrayView(two))));
        };
        QCOMPARE(typed("ten letter", "ten letter"), QStringLiteral("ok"));
        QCOMPARE(typed("nine lett", "nine lett"), QStringLiteral("master.backup.weak"));
        QCOMPARE(typed("ten letter", "ten Letter"), QStringLiteral("master.backup.twice"));
        QVERIFY(host.disk.write(QStringLiteral("/k"), QByteArray(15, 'k'), 0600));
        QCOMPARE(told(keyFileSecret(host.disk, QStringLiteral("/k"))), QStringLiteral("master.backup.weakfile"));
        QVERIFY(host.disk.write(QStringLiteral("/k"), QByteArray(16, 'k'), 0600));
        QCOMPARE(told(keyFileSecret(host.disk, QStringLiteral("/k"))), QStringLiteral("ok"));
        QCOMPARE(told(keyFileSecret(host.disk, QStringLiteral("/none"))), QStringLiteral("file.missing"));
    }
};

LOCKSTEP_SUITE(TestBackup)
#include "tst_backup.moc"
