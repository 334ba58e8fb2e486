// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/confreading.h"
#include "core/base/files.h"
#include "core/master/stagedtree.h"
#include "core/review/filereview.h"
#include "core/snapshot/scan.h"
#include "tests/simulation/simmember.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

const QString rootId = QStringLiteral("etc-bind");
const QByteArray zoneData = "$TTL 3600\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n";

// Real files below a folder of their own, read in every way that a configuration is read.
class Folder
{
public:
    Folder()
    {
        put(QStringLiteral("zones/x.db"), zoneData);
        places.roots = {{rootId, base()}};
        places.local = folder.filePath(QStringLiteral("local.d"));
        places.mainFile = base() + QStringLiteral("/named.conf");
        group.roots = places.roots;
        group.mainFile = places.mainFile;
    }

    QString base() const { return folder.filePath(QStringLiteral("bind")); }

    // "@" in a text stands for the folder.
    void put(const QString &name, QByteArray text)
    {
        const QString path = base() + u'/' + name;
        (void)files->makePath(path.section(u'/', 0, -2), 0755);
        if (!files->write(path, text.replace("@/", base().toUtf8() + '/'), 0644))
            qFatal("cannot write %s", qPrintable(path));
    }

    // The statement of a zone.
    static QByteArray zone(const QByteArray &name) { return "zone \"" + name + "\" { type primary; file \"@/zones/x.db\"; };\n"; }

    Snapshot snapshot()
    {
        return scanFolders(*files, places.roots, {},
                           [this](const Entry &, const QByteArray &bytes) { return store.put(bytes).transform([](const Digest &) {}); })
            .value()
            .snapshot;
    }

    Config asHelper() { return TreeReader(*files, places, {}, snapshot()).config(places.mainFile).value_or(Config()); }
    Config asHelperInGeneration()
    {
        const Snapshot all = snapshot();
        const QString generation = folder.filePath(QStringLiteral("gen"));
        for (const Entry &entry : all.entries) {
            const QString path = generation + u'/' + entry.root + u'/' + entry.path;
            if (entry.kind == Entry::Kind::Folder)
                (void)files->makePath(path, 0755);
            else if (!files->makePath(path.section(u'/', 0, -2), 0755) || !files->write(path, files->read(all.absolutePath(entry)).value(), 0644))
                qFatal("cannot write %s", qPrintable(path));
        }
        return TreeReader(*files, places, generation, all).config(places.mainFile).value_or(Config());
    }
    StagedTree asMaster() { return StagedTree(store, group, snapshot()); }
    QList<FileZone> asReview()
    {
        EntryReader reader = [this](Entry entry) -> Task<Result<QByteArray>> { co_return store.get(entry.digest); };
        return waitFor(zoneNames(snapshot(), group.mainFile, reader)).values();
    }
    // named-checkconf -l: "name class view type"; "-" when it refuses.
    QString asNamed() const
    {
        QProcess checkconf;
        checkconf.start(QStringLiteral("named-checkconf"), {QStringLiteral("-l"), places.mainFile});
        if (!checkconf.waitForFinished())
            qFatal("named-checkconf does not end");
        if (checkconf.exitCode() != 0)
            return QStringLiteral("-");
        QStringList names;
        for (const QByteArray &line : checkconf.readAllStandardOutput().split('\n'))
            names.append(QString::fromUtf8(line.split(' ').first()));
        names.removeAll(QString());
        names.sort();
        return names.join(u',');
    }

    std::unique_ptr<Files> files = realFiles();
    QTemporaryDir folder;
    AgentPlaces places;
    Group group;
    ObjectStore store{*files, folder.filePath(QStringLiteral("objects")), QByteArray(32, 'k')};
};

QString zonesOf(const Config &config)
{
    if (!config.problems.isEmpty())
        return QStringLiteral("-");
    QStringList names;
    for (const ZoneDecl &zone : config.zones)
        names.append(zone.name);
    names.sort();
    return names.join(u',');
}

} // namespace

// Whoever reads a configuration - the agent on its server, the master, the review, named itself - finds the same zones in it.
class TestPatterns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everybodyFindsTheSameZones_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("zones"); // sorted; "-": refused
        const auto row = [](const char *name, const char *text, const char *zones) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(zones);
        };
        row("files of a folder", "include \"@/parts/*.conf\";", "a.example,b.example");
        row("relative to the directory", "options { directory \"@/parts\"; };\ninclude \"*.conf\";", "a.example,b.example");
        row("one letter", "include \"@/parts/?.conf\";", "a.example,b.example");
        row("a set of letters", "include \"@/parts/[b-z].conf\";", "b.example");
        row("folders", "include \"@/*/c.list\";", "c.example,d.example");
        row("a hidden file by its dot", "include \"@/parts/.*.conf\";", "h.example");
        row("nothing fits", "include \"@/parts/*.none\";", "-");
        row("in a view", "view v { include \"@/parts/*.conf\"; };", "a.example,b.example");
        row("in a zone", "zone z.example { include \"@/inner/*.zone\"; };", "z.example");
    }

    void everybodyFindsTheSameZones()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, zones);
        Folder folder;
        folder.put(QStringLiteral("named.conf"), text);
        folder.put(QStringLiteral("parts/a.conf"), Folder::zone("a.example"));
        folder.put(QStringLiteral("parts/b.conf"), Folder::zone("b.example"));
        folder.put(QStringLiteral("parts/.h.conf"), Folder::zone("h.example"));
        folder.put(QStringLiteral("parts/c.list"), Folder::zone("c.example"));
        folder.put(QStringLiteral("more/c.list"), Folder::zone("d.example"));
        folder.put(QStringLiteral("inner/1.zone"), "type primary;\nallow-query { any; };\n");
        folder.put(QStringLiteral("inner/2.zone"), "file \"@/zones/x.db\";\n");
        QCOMPARE(folder.asNamed(), zones);
        QCOMPARE(zonesOf(folder.asHelper()), zones);
        QCOMPARE(zonesOf(folder.asHelperInGeneration()), zones);
        QCOMPARE(zonesOf(folder.asMaster().config()), zones);
        QStringList reviewed;
        for (const FileZone &one : folder.asReview())
            reviewed.append(one.zone);
        QVERIFY(zones == QLatin1String("-") ? reviewed.isEmpty() : reviewed.size() == 1 && zones.split(u',').contains(reviewed.first()));
    }

    // A file that comes or goes is read, though nothing names it.
    void theMasterSeesWhatFitsLater()
    {
        Folder folder;
        folder.put(QStringLiteral("named.conf"), "include \"@/parts/*.conf\";");
        folder.put(QStringLiteral("parts/a.conf"), Folder::zone("a.example"));
        const StagedTree tree = folder.asMaster();
        QCOMPARE(zonesOf(tree.config()), QStringLiteral("a.example"));
        const QByteArray more = Folder::zone("b.example").replace("@/", folder.base().toUtf8() + '/');
        const StagedTree added = tree.with(rootId, QStringLiteral("parts/b.conf"), more).value();
        QCOMPARE(zonesOf(added.config()), QStringLiteral("a.example,b.example"));
        QCOMPARE(zonesOf(added.with(rootId, QStringLiteral("parts/a.conf"), std::nullopt)->config()), QStringLiteral("b.example"));
        QCOMPARE(zonesOf(tree.config()), QStringLiteral("a.example")); // a value: the old tree stays what it was
    }

    // A master must not learn by patterns what lies on a server.
    void otherFoldersAreNotListed()
    {
        Folder folder;
        const QString elsewhere = folder.folder.filePath(QStringLiteral("elsewhere"));
        QVERIFY(folder.files->makePath(elsewhere, 0755) && folder.files->write(elsewhere + QStringLiteral("/secret.conf"), "", 0644));
        folder.put(QStringLiteral("named.conf"), "include \"" + elsewhere.toUtf8() + "/*.conf\";\ninclude \"@/../elsewhere/*.conf\";");
        for (const FileUse &use : folder.asHelper().uses)
            QVERIFY2(!use.path.contains(QLatin1String("secret")), qPrintable(use.path));
        QCOMPARE(folder.asHelper().uses.size(), 2);
    }

    // What a zone includes counts for whether it changed.
    void aZoneChangesWithWhatItIncludes()
    {
        Folder folder;
        folder.put(QStringLiteral("named.conf"), "zone z.example { type primary; file \"@/zones/x.db\"; include \"@/inner/*.zone\"; };");
        folder.put(QStringLiteral("inner/1.zone"), "allow-update { none; };\n");
        const Config before = folder.asHelper();
        QVERIFY(!before.zones.first().dynamic);
        folder.put(QStringLiteral("inner/1.zone"), "allow-update { key k; };\n");
        const Config after = folder.asHelper();
        QVERIFY(after.zones.first().dynamic);
        QVERIFY(before.zones.first().text != after.zones.first().text);
    }

    void theSimulatedNamedReadsThemToo()
    {
        Schedule schedule;
        HostTime time(schedule, 1790000000000);
        SimClock clock(time, std::make_shared<bool>(true));
        MemoryFiles disk(clock);
        std::mt19937 random(1);
        SimNamed named(disk, time, random);
        QVERIFY(disk.makePath(QStringLiteral("/etc/bind/parts"), 0755) &&
                disk.write(QStringLiteral("/etc/bind/named.conf"), "include \"/etc/bind/parts/*.conf\";\n", 0644) &&
                disk.write(QStringLiteral("/etc/bind/x.db"), zoneData, 0644));
        for (const char *zone : {"a.example", "b.example"})
            QVERIFY(disk.write(QStringLiteral("/etc/bind/parts/%1.conf").arg(QLatin1String(zone)),
                               "zone \"" + QByteArray(zone) + "\" { type primary; file \"/etc/bind/x.db\"; };\n", 0644));
        named.start();
        QVERIFY(named.zones().contains({QString(), QStringLiteral("a.example")}) && named.zones().contains({QString(), QStringLiteral("b.example")}));
    }
};

LOCKSTEP_SUITE(TestPatterns)
#include "tst_patterns.moc"
