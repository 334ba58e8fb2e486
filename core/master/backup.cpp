// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/backup.h"

#include "core/identity/identity.h"
#include "core/master/backupfile.h"
#include "core/master/groupdesk.h"
#include "core/master/selfrecords.h"

#include <QLockFile>
#include <QScopeGuard>

namespace lockstep {

namespace {

const QString databaseName = QStringLiteral("master.sqlite");
const QString objectKeyName = QStringLiteral("objects.key");
const QString identityName = QStringLiteral("identity.pem");
const QStringList keyNames{identityName, QStringLiteral("identity-next.pem"), QStringLiteral("identity-clients.pem"), objectKeyName};
const QString clientsFolder = QStringLiteral("clients");
const QString objectsFolder = QStringLiteral("objects");
const QString halfwayName = QStringLiteral("restoring");
const QString aboutName = QStringLiteral("about.json");
constexpr int attempts = 3; // a deployment that ends meanwhile takes objects away
constexpr qsizetype leastFile = 16;
constexpr qsizetype leastLetters = 10;

struct About
{
    qint64 taken = 0; // ms UTC
    int groups = 0;
    template <class V> void fields(V &v)
    {
        v("taken", taken);
        v("groups", groups);
    }
};

QString objectName(const Digest &digest)
{
    const QString hex = QString::fromLatin1(digest.hex());
    return objectsFolder + u'/' + hex.left(2) + u'/' + hex.mid(2);
}

// A backup may come from anywhere: only these names lead into the folder.
bool isOurs(const QString &name)
{
    const auto hex = [](const QString &text) { return Digest::fromHex(text.toLatin1()).has_value(); };
    const QStringList parts = name.split(u'/');
    return name == databaseName || keyNames.contains(name) || (parts.size() == 2 && parts[0] == clientsFolder && hex(parts[1])) ||
           (parts.size() == 3 && parts[0] == objectsFolder && parts[1].size() == 2 && hex(parts[1] + parts[2]));
}

struct Copy
{
    QByteArray database;
    QSet<Digest> objects;
    About about;
};

// The database at one moment, marked as one that has to be confirmed, and what it needs.
Result<Copy> copyDatabase(Files &files, Clock &clock, const QString &data, const QByteArray &objectKey)
{
    const QString path = data + QStringLiteral("/backup.sqlite");
    const auto clean = [&] {
        for (const char *tail : {"", "-wal", "-shm", "-journal"})
            (void)files.remove(path + QLatin1String(tail));
    };
    clean();
    const auto done = qScopeGuard(clean);
    LOCKSTEP_CHECK(Store::copy(data + u'/' + databaseName, path));
    LOCKSTEP_TRY(opened, Store::open(path));
    std::unique_ptr<Store> store = std::move(opened);
    Copy copy;
    copy.about.taken = clock.now();
    LOCKSTEP_CHECK(store->save(Table::Setting, {}, restoredKey, RestoredRecord{copy.about.taken}));
    ObjectStore objects(files, data + u'/' + objectsFolder, objectKey);
    LOCKSTEP_TRY(groups, store->all<Group>(Table::Group, {}));
    for (const Group &group : std::as_const(groups)) {
        GroupDesk desk(clock, *store, objects, group);
        LOCKSTEP_CHECK(desk.load());
        LOCKSTEP_CHECK(desk.addReachable(copy.objects));
    }
    copy.about.groups = int(groups.size());
    store.reset(); // the last one that has it open: what it wrote is in the file itself
    if (files.exists(path + QStringLiteral("-wal")))
        return fail(QStringLiteral("store.query"), {}, QStringLiteral("the copy was not closed"));
    LOCKSTEP_TRY(bytes, files.read(path));
    copy.database = bytes;
    return copy;
}

Result<void> addAll(BackupWriter &writer, Files &files, const QString &data, const Copy &copy, ObjectStore &objects)
{
    LOCKSTEP_CHECK(writer.add(aboutName, jsonBytes(toJson(copy.about))));
    LOCKSTEP_CHECK(writer.add(databaseName, copy.database));
    for (const QString &name : keyNames) {
        const Result<QByteArray> key = files.read(data + u'/' + name);
        if (!key && (key.error().code != QLatin1String("file.missing") || name == identityName || name == objectKeyName))
            return std::unexpected(key.error());
        if (key)
            LOCKSTEP_CHECK(writer.add(name, *key));
    }
    // They turn by a rename: the one that was the next may have become the first between two looks.
    LOCKSTEP_TRY(identity, files.read(data + u'/' + identityName));
    if (Digest::of(identity) != writer.written(identityName))
        return fail(QStringLiteral("file.missing"), {data + u'/' + identityName});
    const Result<QStringList> clients = files.list(data + u'/' + clientsFolder);
    if (!clients && clients.error().code != QLatin1String("file.missing"))
        return fail(clients.error());
    for (const QString &name : clients.value_or(QStringList())) {
        const QString path = clientsFolder + u'/' + name;
        if (!isOurs(path))
            continue;
        LOCKSTEP_TRY(client, files.read(data + u'/' + path));
        LOCKSTEP_CHECK(writer.add(path, client));
    }
    for (const Digest &digest : copy.objects) {
        LOCKSTEP_CHECK(objects.get(digest)); // whole: it could not be repaired any more when it is needed
        LOCKSTEP_TRY(sealed, files.read(data + u'/' + objectName(digest)));
        LOCKSTEP_CHECK(writer.add(objectName(digest), sealed));
    }
    return writer.end();
}

} // namespace

Result<BackupFacts> backUp(Files &files, Clock &clock, const QString &data, const QString &path, const Secret &secret)
{
    if (!files.exists(data + u'/' + databaseName))
        return fail(QStringLiteral("master.nodata"), {data});
    LOCKSTEP_CHECK(checkRestored(files, data));
    QLockFile alone(data + QStringLiteral("/backup.lock"));
    alone.setStaleLockTime(0);
    if (!alone.tryLock())
        return fail(QStringLiteral("master.backup.busy"), {data});
    LOCKSTEP_TRY(objectKey, files.read(data + u'/' + objectKeyName));
    ObjectStore objects(files, data + u'/' + objectsFolder, objectKey);
    for (int attempt = 1;; ++attempt) {
        LOCKSTEP_TRY(copy, copyDatabase(files, clock, data, objectKey));
        LOCKSTEP_TRY(writer, BackupWriter::begin(files, path, secret));
        Result<void> written = addAll(writer, files, data, copy, objects);
        if (written)
            written = writer.publish();
        if (written)
            return BackupFacts{copy.about.taken, copy.about.groups, copy.objects.size()};
        writer.discard();
        const bool gone = written.error().code == QLatin1String("snapshot.missing") || written.error().code == QLatin1String("file.missing");
        if (!gone || attempt == attempts)
            return std::unexpected(written.error());
    }
}

Result<BackupFacts> restore(Files &files, const QString &data, const QString &path, const Secret &secret)
{
    LOCKSTEP_CHECK(files.makePath(data, 0700));
    LOCKSTEP_TRY(there, files.list(data));
    // The last is a mark that was not set yet when a restore was cut short.
    static const QStringList harmless{QStringLiteral("lock"), QStringLiteral("master.log"), halfwayName + QStringLiteral(".lockstep-new")};
    for (const QString &name : there) {
        if (!harmless.contains(name))
            return fail(QStringLiteral("master.restore.notempty"), {data, name});
    }
    BackupFacts facts;
    QStringList names;
    LOCKSTEP_CHECK(readBackup(files, path, secret, [&](const QString &name, const QByteArray &bytes) -> Result<void> {
        if (name == aboutName) {
            LOCKSTEP_TRY(json, parseJson(bytes));
            LOCKSTEP_TRY(about, fromJson<About>(json));
            facts.taken = about.taken;
            facts.groups = about.groups;
        } else if (!isOurs(name) || names.contains(name)) {
            return fail(QStringLiteral("master.backup.damaged"));
        } else if (name == identityName) {
            LOCKSTEP_CHECK(Identity::parse(bytes));
        }
        facts.objects += name.startsWith(objectsFolder + u'/') ? 1 : 0;
        if (!name.startsWith(objectsFolder + u'/'))
            names.append(name);
        return {};
    }));
    for (const QString &name : {databaseName, identityName, objectKeyName, aboutName}) {
        if (!names.contains(name))
            return fail(QStringLiteral("master.backup.damaged"));
    }
    LOCKSTEP_CHECK(files.replace(data + u'/' + halfwayName, "A restore was begun here.\n", 0600));
    QSet<QString> folders;
    LOCKSTEP_CHECK(readBackup(files, path, secret, [&](const QString &name, const QByteArray &bytes) -> Result<void> {
        if (name == aboutName)
            return {};
        if (!isOurs(name)) // another file lies there by now
            return fail(QStringLiteral("master.backup.damaged"));
        const QString place = data + u'/' + name;
        const QString folder = place.left(place.lastIndexOf(u'/'));
        LOCKSTEP_CHECK(files.makePath(folder, 0700));
        folders.insert(folder);
        return files.writeSynced(place, bytes, 0600, std::nullopt);
    }));
    for (const QString &folder : std::as_const(folders))
        LOCKSTEP_CHECK(files.sync(folder));
    LOCKSTEP_CHECK(files.remove(data + u'/' + halfwayName));
    LOCKSTEP_CHECK(files.sync(data));
    return facts;
}

Result<void> checkRestored(Files &files, const QString &data)
{
    const Result<FileFacts> mark = files.facts(data + u'/' + halfwayName);
    if (!mark)
        return mark.error().code == QLatin1String("file.missing") ? Result<void>() : fail(mark.error());
    return fail(QStringLiteral("master.restore.halfway"), {data});
}

Result<Secret> keyFileSecret(Files &files, const QString &path)
{
    LOCKSTEP_TRY(bytes, files.read(path));
    return bytes.size() >= leastFile ? Result<Secret>(Secret(bytes)) : fail(QStringLiteral("master.backup.weakfile"), {path});
}

Result<Secret> chosenPassphrase(const Secret &first, const Secret &second)
{
    if (QString::fromUtf8(first.reveal()).size() < leastLetters)
        return fail(QStringLiteral("master.backup.weak"), {QString::number(leastLetters)});
    return first.sameAs(second) ? Result<Secret>(first) : fail(QStringLiteral("master.backup.twice"));
}

} // namespace lockstep
