// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/deskhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

// "add zone owner record", "change zone owner old -> new", "remove zone owner record"
StageRecordRequest edit(const QString &line)
{
    const QStringList words = line.split(u' ');
    const QString rest = words.mid(3).join(u' ');
    StageRecordRequest request{{}, words[1], {}, words[2], {}, {}};
    if (words[0] == QLatin1String("add"))
        request.after = rest;
    else if (words[0] == QLatin1String("remove"))
        request.before = rest;
    else
        request = {{}, words[1], {}, words[2], rest.section(QStringLiteral(" -> "), 0, 0), rest.section(QStringLiteral(" -> "), 1)};
    return request;
}

QStringList codesOf(const QMap<QString, Error> &conflicts)
{
    QStringList codes;
    for (const Error &error : conflicts)
        codes.append(error.code);
    return codes;
}

bool isChain(const QList<HistoryEntry> &entries)
{
    Digest previous;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (entries[i].number != i + 1 || entries[i].hash != chainHash(previous, entries[i]))
            return false;
        previous = entries[i].hash;
    }
    return !entries.isEmpty();
}

} // namespace

// Staging as a journal over live, and what stays of it over a restart.
class TestGroupDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void editsAreLaidOnLive_data()
    {
        QTest::addColumn<QStringList>("script"); // "edit = answer"
        QTest::addColumn<QByteArray>("zone");    // a.example as it is staged then
        const QByteArray live = simZone(7, 2);
        const auto with = [](QByteArray text, const char *before, const char *after) { return text.replace(before, after); };
        const QByteArray raised = simZone(2026092101, 2);
        const auto row = [](const char *name, const QByteArray &zone, const QStringList &script) { QTest::newRow(name) << script << zone; };
        row("nothing staged is live", live, {});
        row("a record is added behind the last one", raised + "h9\tA 10.0.0.9\n", {QStringLiteral("add a.example h9 A 10.0.0.9 = ok")});
        row("a record is changed in its line", with(raised, "h2 IN A 10.0.0.2", "h2 IN A 10.0.0.7"),
            {QStringLiteral("change a.example h2 A 10.0.0.2 -> A 10.0.0.7 = ok")});
        row("a record is removed", with(raised, "h2 IN A 10.0.0.2\n", ""), {QStringLiteral("remove a.example h2 A 10.0.0.2 = ok")});
        row("a record that is there is not added", live, {QStringLiteral("add a.example h2 A 10.0.0.2 = zone.record.exists")});
        row("a record that is not there is not changed", live,
            {QStringLiteral("change a.example h2 A 10.0.0.3 -> A 10.0.0.7 = zone.record.missing")});
        row("what is no record is refused", live, {QStringLiteral("add a.example h9 A 10.0.0.999 = zone.rdata")});
        row("a name outside the zone is refused", live, {QStringLiteral("add a.example www.b.example. A 10.0.0.9 = zone.outside")});
        row("a zone that is not there is refused", live, {QStringLiteral("add c.example h9 A 10.0.0.9 = master.nozone")});
        row("a second edit builds on the first", with(raised, "h2 IN A 10.0.0.2", "h2 IN A 10.0.0.8"),
            {QStringLiteral("change a.example h2 A 10.0.0.2 -> A 10.0.0.7 = ok"),
             QStringLiteral("change a.example h2 A 10.0.0.7 -> A 10.0.0.8 = ok")});
        row("an edit that undoes the one before leaves live, with live's serial", live,
            {QStringLiteral("change a.example h2 A 10.0.0.2 -> A 10.0.0.7 = ok"),
             QStringLiteral("change a.example h2 A 10.0.0.7 -> A 10.0.0.2 = ok")});
        row("discarding the last one", with(raised, "h2 IN A 10.0.0.2", "h2 IN A 10.0.0.7"),
            {QStringLiteral("change a.example h2 A 10.0.0.2 -> A 10.0.0.7 = ok"), QStringLiteral("add a.example h9 A 10.0.0.9 = ok"),
             QStringLiteral("discard 1 = ok")});
        row("discarding everything", live,
            {QStringLiteral("add a.example h9 A 10.0.0.9 = ok"), QStringLiteral("add b.example h9 A 10.0.0.9 = ok"),
             QStringLiteral("discard all = ok")});
        row("an edit that built on a discarded one is kept and shown, not laid", live,
            {QStringLiteral("change a.example h2 A 10.0.0.2 -> A 10.0.0.7 = ok"), QStringLiteral("change a.example h2 A 10.0.0.7 -> A 10.0.0.8 = ok"),
             QStringLiteral("discard 0 = ok"), QStringLiteral("conflicts = zone.record.missing")});
    }

    void editsAreLaidOnLive()
    {
        QFETCH(QStringList, script);
        QFETCH(QByteArray, zone);
        DeskHost host;
        for (const QString &line : script) {
            const QString word = line.section(QStringLiteral(" = "), 0, 0);
            const int before = host.desk->peopleChanges();
            QString answer;
            if (word == QLatin1String("conflicts")) {
                answer = codesOf(*host.desk->conflicts()).join(u' ');
            } else if (word.startsWith(QLatin1String("discard"))) {
                const bool all = word.endsWith(QLatin1String("all"));
                answer = DeskHost::told(
                    host.desk->discard(all ? QStringList() : QStringList{host.desk->changes().at(word.section(u' ', 1).toInt()).id}));
            } else {
                answer = DeskHost::told(host.desk->stageRecord(edit(word), QStringLiteral("anna")));
                QCOMPARE(host.desk->peopleChanges(), before + (answer == QLatin1String("ok") ? 1 : 0));
            }
            QCOMPARE(answer, line.section(QStringLiteral(" = "), 1));
        }
        QCOMPARE(host.staged(zonePathA), zone);
        const QList<Change> journal = host.desk->changes();
        const Digest staged = host.desk->stagedTree()->snapshot().id();
        host.reopen();
        QCOMPARE(host.desk->changes(), journal);
        QCOMPARE(host.desk->stagedTree()->snapshot().id(), staged);
    }

    void aFileIsStagedAgainstWhatWasSeen_data()
    {
        QTest::addColumn<QString>("root");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("seen"); // "now": as staged; else the digest
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *root, const char *path, const QString &seen, const QByteArray &text, const char *code) {
            QTest::newRow(name) << QString::fromLatin1(root) << QString::fromLatin1(path) << seen << text << QString::fromLatin1(code);
        };
        const QString now = QStringLiteral("now");
        const QString old = QString::fromLatin1(Digest::of("old").hex());
        row("an edit of what was seen", "etc-bind", "named.conf.local", now, "// empty\n", "ok");
        row("a new file", "etc-bind", "zones/new.db", QString(), "x", "ok");
        row("an edit of what was not seen", "etc-bind", "named.conf.local", old, "// empty\n", "master.conflict");
        row("a new file that is there already", "etc-bind", "named.conf.local", QString(), "// empty\n", "master.conflict");
        row("an edit of a file that is gone", "etc-bind", "zones/new.db", old, "x", "master.conflict");
        row("the same text", "etc-bind", "zones/a.example.db", now, simZone(7, 2), "master.same");
        row("a root that the group does not have", "etc", "shadow", QString(), "x", "master.noroot");
        row("a path that goes up", "etc-bind", "../shadow", QString(), "x", "file.escapes");
        row("a file for a folder", "etc-bind", "zones/a.example.db/x", QString(), "x", "file.exists");
        row("a folder for a file", "etc-bind", "zones", QString(), "x", "master.conflict");
    }

    void aFileIsStagedAgainstWhatWasSeen()
    {
        QFETCH(QString, root);
        QFETCH(QString, path);
        QFETCH(QString, seen);
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        DeskHost host;
        const Snapshot before = host.desk->stagedTree()->snapshot();
        if (seen == QLatin1String("now"))
            seen = QString::fromLatin1(before.find(root, path)->digest.hex());
        QCOMPARE(DeskHost::told(host.desk->stageFile({{}, root, path, seen, text}, QStringLiteral("anna"))), code);
        if (code == QLatin1String("ok"))
            QCOMPARE(host.staged(QStringLiteral("/etc/bind/") + path), text);
        else
            QCOMPARE(host.desk->stagedTree()->snapshot(), before);
        QCOMPARE(host.desk->peopleChanges(), code == QLatin1String("ok") ? 1 : 0);
    }

    // Two people, one file: the second one is told, and what the first one staged stays.
    void aNewFileWithAKeyIsNotForEverybody_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("secret");
        const QByteArray key = "key k { algorithm hmac-sha256; secret \"QUFBQUFBQUFBQUFBQUFBQQ==\"; };\n";
        QTest::newRow("a key") << QStringLiteral("keys/new.key") << key << true;
        QTest::newRow("no key") << QStringLiteral("zones/new.db") << simZone(1, 1) << false;
        QTest::newRow("a key in a file that everybody reads already") << QStringLiteral("named.conf.local") << key << false;
    }
    void aNewFileWithAKeyIsNotForEverybody()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, text);
        DeskHost host;
        const auto staged = host.desk->stagedTree();
        QVERIFY(staged);
        const auto next = (*staged).with(DeskHost::root, path, text);
        QVERIFY(next);
        const auto entry = next->snapshot().find(DeskHost::root, path);
        QVERIFY(entry);
        QTEST(entry->cls == Entry::Class::Secret, "secret");
    }

    void theSecondEditorIsTold()
    {
        DeskHost host;
        const QString seen = QString::fromLatin1(host.desk->stagedTree()->snapshot().find(DeskHost::root, zoneFileA)->digest.hex());
        QVERIFY(host.desk->stageFile({{}, DeskHost::root, zoneFileA, seen, simZone(7, 3)}, QStringLiteral("anna")));
        QCOMPARE(DeskHost::told(host.desk->stageFile({{}, DeskHost::root, zoneFileA, seen, simZone(7, 4)}, QStringLiteral("bela"))),
                 QStringLiteral("master.conflict"));
        QCOMPARE(host.staged(zonePathA), simZone(2026092101, 3));
        QCOMPARE(host.desk->changes().first().author, QStringLiteral("anna"));
        // He looks again, at the text with the engine's serial, and edits that.
        const QString now = QString::fromLatin1(host.desk->stagedTree()->snapshot().find(DeskHost::root, zoneFileA)->digest.hex());
        QVERIFY(host.desk->stageFile({{}, DeskHost::root, zoneFileA, now, simZone(2026092101, 4)}, QStringLiteral("bela")));
        QCOMPARE(host.staged(zonePathA), simZone(2026092101, 4));
    }

    // Live moved under the journal: what still fits is laid on it, the rest is kept and told.
    void conflictsAreKeptAndShown()
    {
        DeskHost host;
        QVERIFY(host.desk->stageRecord(edit(QStringLiteral("add a.example h9 A 10.0.0.9")), QStringLiteral("anna")));
        QVERIFY(host.desk->stageRecord(edit(QStringLiteral("change a.example h2 A 10.0.0.2 -> A 10.0.0.7")), QStringLiteral("bela")));
        const QString lost = host.desk->changes().at(1).id;
        host.makeLive(host.with(zoneFileA, simZone(50, 1)), {}); // h2 is gone
        QCOMPARE(host.desk->peopleChanges(), 2);
        QCOMPARE(host.desk->conflicts()->keys(), QStringList{lost});
        QCOMPARE(host.desk->conflicts()->first().code, QStringLiteral("zone.record.missing"));
        QCOMPARE(host.staged(zonePathA), simZone(2026092101, 1) + "h9\tA 10.0.0.9\n");
        host.reopen();
        QCOMPARE(host.desk->conflicts()->keys(), QStringList{lost});
        // It fits again as soon as live has the record again.
        host.makeLive(host.with(zoneFileA, simZone(60, 2)), {});
        QCOMPARE(host.desk->conflicts()->size(), 0);
        QVERIFY(host.staged(zonePathA).contains("h2 IN A 10.0.0.7"));
    }

    void aDecisionTakesItsChangesOut()
    {
        DeskHost host;
        QVERIFY(host.desk->stageRecord(edit(QStringLiteral("add a.example h9 A 10.0.0.9")), QStringLiteral("anna")));
        const QString carried = host.desk->changes().first().id;
        QVERIFY(host.desk->stagedTree()->seal());
        const Snapshot sealed = host.desk->stagedTree()->snapshot();
        QVERIFY(host.desk->stageRecord(edit(QStringLiteral("add b.example h9 A 10.0.0.9")), QStringLiteral("bela")));
        host.makeLive(sealed, {carried});
        QCOMPARE(host.desk->live->snapshot, sealed.id());
        QCOMPARE(host.desk->peopleChanges(), 1);
        QCOMPARE(host.staged(zonePathA), simZone(2026092101, 2) + "h9\tA 10.0.0.9\n");
        QVERIFY(host.desk->discard({}));
        QCOMPARE(host.desk->stagedTree()->snapshot(), sealed); // after a deploy staged is live
        host.reopen();
        QCOMPARE(host.desk->live->snapshot, sealed.id());
        QCOMPARE(host.desk->stagedTree()->snapshot(), sealed);
        QCOMPARE(*host.desk->nextDeployment(), 2);
    }

    // A statement that fails at any place of a change: nothing of it is kept, in memory or on disk.
    void aFailedChangeLeavesNothing_data()
    {
        QTest::addColumn<QString>("verb");
        for (const char *verb : {"stage", "discard", "decide"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }

    void aFailedChangeLeavesNothing()
    {
        QFETCH(QString, verb);
        for (int n = 1;; ++n) {
            DeskHost host;
            QVERIFY(host.desk->stageRecord(edit(QStringLiteral("add a.example h9 A 10.0.0.9")), QStringLiteral("anna")));
            const QList<Change> journal = host.desk->changes();
            const Digest live = host.desk->live->snapshot;
            const qsizetype entries = host.desk->history()->size();
            const Snapshot next = host.with(zoneFileA, simZone(50, 2));
            int left = n;
            host.store->setGate([&left] { return --left != 0; });
            const Result<void> done = verb == QLatin1String("stage")
                                          ? host.desk->stageRecord(edit(QStringLiteral("add b.example h9 A 10.0.0.9")), QStringLiteral("anna"))
                                      : verb == QLatin1String("discard") ? host.desk->discard({})
                                                                         : host.decide(next, {journal.first().id});
            host.store->setGate({});
            if (left > 0) {
                QVERIFY(done);
                QVERIFY(n > 3);
                break;
            }
            if (done)
                continue; // decided; only the journal's serials were not kept
            QCOMPARE(host.desk->changes(), journal);
            QCOMPARE(host.desk->live->snapshot, live);
            QVERIFY(host.desk->note({0, 0, {}, {}, QStringLiteral("anna"), QStringLiteral("test"), QStringLiteral("it goes on"), {}, {}, {}}));
            host.reopen();
            QCOMPARE(host.desk->changes(), journal);
            QCOMPARE(host.desk->live->snapshot, live);
            QCOMPARE(host.desk->history()->size(), entries + 1);
            QVERIFY(isChain(*host.desk->history()));
        }
    }

    void historyIsAChain()
    {
        DeskHost host;
        for (int i = 0; i < 3; ++i)
            QVERIFY(host.desk->note({0, 0, {}, {}, QStringLiteral("anna"), QStringLiteral("test"), QStringLiteral("entry %1").arg(i), {}, {}, {}}));
        host.reopen();
        QVERIFY(host.desk->note({0, 0, {}, {}, QStringLiteral("bela"), QStringLiteral("test"), QStringLiteral("after a restart"), {}, {}, {}}));
        const QList<HistoryEntry> entries = *host.desk->history();
        QCOMPARE(entries.size(), 5); // with the seed's
        QVERIFY(isChain(entries));
        // Whatever is changed in an entry shows in its hash.
        const Digest before = entries[1].hash;
        const QList<std::function<void(HistoryEntry &)>> forgeries{[](HistoryEntry &e) { e.user = QStringLiteral("carl"); },
                                                                   [](HistoryEntry &e) { e.time += 1; },
                                                                   [](HistoryEntry &e) { e.description += u'x'; },
                                                                   [](HistoryEntry &e) { e.number += 1; },
                                                                   [](HistoryEntry &e) { e.comment = QStringLiteral("why"); },
                                                                   [](HistoryEntry &e) { e.member = QStringLiteral("m"); },
                                                                   [](HistoryEntry &e) { e.type = QStringLiteral("other"); },
                                                                   [](HistoryEntry &e) { e.details.insert(QStringLiteral("k"), 1); }};
        for (const auto &forge : forgeries) {
            HistoryEntry forged = entries[1];
            forge(forged);
            QVERIFY(chainHash(entries[0].hash, forged) != before);
        }
        QVERIFY(chainHash(entries[2].hash, entries[1]) != before); // and so does its place
    }
};

LOCKSTEP_SUITE(TestGroupDesk)
#include "tst_groupdesk.moc"
