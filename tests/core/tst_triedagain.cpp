// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/helperhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

#include <QJsonDocument>

#include <algorithm>

using namespace lockstep;

namespace {

constexpr int mostCalls = 2000;
const QByteArray liveZone = simZone(7, 2);
const QByteArray forwardZone = simZone(8, 3);
const QByteArray returnZone = simZone(9, 2);

Snapshot bound(HelperHost &host)
{
    if (!host.say(QStringLiteral("bind"), host.binding(host.epoch)))
        qFatal("bind");
    return *Snapshot::parse(host.ask<ManifestReply>(QStringLiteral("seed"))->manifest);
}

// As a master adopts a server; what it had begun before is taken back.
QString adopted(HelperHost &host, const QString &id, const Snapshot &tree)
{
    for (const char *old : {"first", "d"})
        (void)host.say(QStringLiteral("back"), toJson(host.named(QLatin1String(old))));
    (void)host.say(QStringLiteral("seed")); // its objects were moved into the tree
    const std::pair<QString, QJsonObject> verbs[] = {{QStringLiteral("prepare"), toJson(host.request(id, {}, tree, tree))},
                                                     {QStringLiteral("flip"), toJson(host.flip(id))}};
    for (const auto &[verb, params] : verbs) {
        if (const Result<QJsonObject> done = host.say(verb, params); !done || done->value(QLatin1String("ok")) == QJsonValue(false))
            return verb + u' ' + (done ? QStringLiteral("is refused") : done.error().code);
    }
    const Result<QJsonObject> confirmed = host.confirm(id);
    return confirmed ? QString() : QStringLiteral("confirm ") + confirmed.error().code;
}

QString standing(HelperHost &host)
{
    if (const Result<bool> recovered = host.helper().recover(); !recovered)
        return QStringLiteral("recovery fails: ") + recovered.error().code;
    for (const char *path : {"/etc/bind/named.conf", "/etc/bind/named.conf.options", "/etc/bind/zones/a.example.db",
                             "/etc/lockstep/local.d/server.conf", "/etc/lockstep/local.d/options.conf", "/etc/lockstep/local.d/rndc.key"}) {
        const Result<FileFacts> facts = host.disk.factsThrough(QLatin1String(path));
        if (!facts)
            return QLatin1String(path) + QStringLiteral(" is not there");
        if (facts->gid != HelperHost::bindGroup)
            return QLatin1String(path) + QStringLiteral(" is not named's to read");
    }
    return host.status().treeIntact ? QString() : QStringLiteral("the tree is not whole");
}

// Without what depends on the clock.
QByteArray shown(QJsonObject json)
{
    for (const char *time : {"switchMs", "loadMs"})
        json.remove(QLatin1String(time));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// A zone that is read again without need does no harm; one that is not read, or not asked for, does.
QString lacking(const FlipPlan &right, const FlipPlan &plan)
{
    if (right.reconfigure != plan.reconfigure || right.everything != plan.everything || right.generation != plan.generation)
        return QStringLiteral("another way to tell named: everything %1, reconfigure %2").arg(plan.everything).arg(plan.reconfigure);
    const auto lacks = [](const QList<ZoneFacts> &wanted, const QList<ZoneFacts> &found) {
        for (const ZoneFacts &zone : wanted) {
            const auto there = std::ranges::find(found, zone.zone, &ZoneFacts::zone);
            if (there == found.cend() || there->content != zone.content || (zone.date > 0 && there->date == 0))
                return true;
        }
        return false;
    };
    return lacks(right.changed, plan.changed) || lacks(right.reload, plan.reload) ? QStringLiteral("a zone is left out") : QString();
}

} // namespace

class TestTriedAgain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // An attempt that ended half-way leaves things that the next one finds done. Once that has come to its end, all of it outlives
    // a power failure, and named may read it.
    void whatIsConfirmedOutlivesPower_data()
    {
        QTest::addColumn<bool>("flips"); // or prepares
        QTest::newRow("adoption, cut short at prepare") << false;
        QTest::newRow("adoption, cut short at the flip") << true;
    }
    void whatIsConfirmedOutlivesPower()
    {
        QFETCH(bool, flips);
        const QByteArray part = QByteArray("in memory, tried again: ") + QTest::currentDataTag();
        Campaign campaign("power", part.constData(), "");
        const quint32 seeds = Campaign::isWhole() ? 12 : 3;
        for (const bool afterEffect : {false, true}) {
            bool ended = false;
            for (int n = 1; !ended && n < mostCalls; ++n) {
                for (quint32 seed = 1; !ended && seed <= seeds; ++seed) {
                    HelperHost host;
                    const Snapshot tree = bound(host);
                    if (flips && !host.say(QStringLiteral("prepare"), toJson(host.request(QStringLiteral("first"), {}, tree, tree))))
                        qFatal("prepare");
                    bool died = false;
                    host.files->dieAt(n, afterEffect, [&] {
                        died = true;
                        host.end();
                    });
                    if (flips)
                        (void)host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("first"))));
                    else
                        (void)host.say(QStringLiteral("prepare"), toJson(host.request(QStringLiteral("first"), {}, tree, tree)));
                    ended = !died;
                    if (ended)
                        break;
                    host.restart();
                    (void)host.helper().recover();
                    QString wrong = adopted(host, QStringLiteral("second"), tree);
                    if (wrong.isEmpty()) {
                        host.losePower(seed);
                        wrong = standing(host);
                    }
                    campaign.trial(wrong.isEmpty() ? QString()
                                                   : QStringLiteral("change %1, %2 its effect, power %3: %4")
                                                         .arg(n)
                                                         .arg(afterEffect ? QStringLiteral("after") : QStringLiteral("before"))
                                                         .arg(seed)
                                                         .arg(wrong));
                }
            }
            QVERIFY(ended);
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

    // What is decided comes to its end also when a file cannot be read any more, and a server goes back from it.
    void aFileStaysUnreadable_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<int>("tree"); // counted from the one that is served before the deploy: itself, F, R; -1: this server's own files
        QTest::addColumn<QString>("file");
        const QString zone = QStringLiteral("etc-bind/") + zoneFileA;
        const QString main = QStringLiteral("etc-bind/named.conf");
        for (const char *verb : {"back", "expire", "rebind", "recover", "confirm"}) {
            for (const int tree : {1, 2}) {
                for (const QString &file : {zone, main}) {
                    if (QLatin1String(verb) != QLatin1String("confirm") || tree == 1)
                        QTest::addRow("%s, %s, %s", verb, tree == 1 ? "F" : "R", qPrintable(file)) << QString::fromLatin1(verb) << tree << file;
                }
            }
            QTest::addRow("%s, a local file", verb) << QString::fromLatin1(verb) << -1 << QStringLiteral("server.conf");
        }
        QTest::addRow("prepare and flip, a zone that is served") << QStringLiteral("flip") << 0 << zone;
        QTest::addRow("prepare and flip, the configuration that is served") << QStringLiteral("flip") << 0 << main;
    }
    void aFileStaysUnreadable()
    {
        QFETCH(QString, verb);
        QFETCH(int, tree);
        QFETCH(QString, file);
        HelperHost host;
        const Snapshot live = host.adopt();
        const int served = host.helper().state().nextGeneration - 2;
        const Snapshot forward = host.edited(live, zoneFileA, forwardZone);
        const Snapshot returning = host.edited(live, zoneFileA, returnZone);
        const QString path = tree < 0 ? QStringLiteral("/etc/lockstep/local.d/") + file
                                      : QStringLiteral("/var/lib/lockstep/gen/%1/%2").arg(tree == 0 ? served : served + 1 + tree).arg(file);
        QVERIFY2(host.disk.exists(path) || tree > 0, qPrintable(path));
        if (verb == QLatin1String("flip")) {
            host.restart();
            QVERIFY(host.helper().recover());
            host.files->spoil(path);
            QVERIFY(host.give(host.disk.read(path).value_or(QByteArray()))); // as the master does when it is asked for it
            const auto report = host.prepare(live, forward, returning);
            QVERIFY2(report && report->ok, report ? "not ok" : qPrintable(report.error().code));
            QVERIFY(std::ranges::find(report->warnings, QStringLiteral("file.io"), &Error::code) != report->warnings.cend());
            const auto plan = host.ask<FlipPlan>(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id())));
            QVERIFY2(plan, plan ? "" : qPrintable(plan.error().code));
            QVERIFY(plan->everything);
            QCOMPARE(host.read(zonePathA), forwardZone);
            return;
        }
        QVERIFY(host.prepare(live, forward, returning));
        QVERIFY(host.say(QStringLiteral("flip"), toJson(host.flip(QStringLiteral("d"), live.id()))));
        QVERIFY(host.prove());
        QVERIFY2(host.disk.exists(path), qPrintable(path));
        if (verb == QLatin1String("recover")) {
            host.losePower(1);
        } else {
            host.restart();
            QVERIFY(host.helper().recover() == Result<bool>(false)); // its guard runs
        }
        host.files->spoil(path);
        if (verb == QLatin1String("confirm")) {
            const Result<QJsonObject> confirmed = host.say(verb, toJson(host.named(QStringLiteral("d"))));
            QVERIFY2(confirmed, confirmed ? "" : qPrintable(confirmed.error().code));
            QCOMPARE(host.read(zonePathA), forwardZone);
            return;
        }
        if (verb == QLatin1String("expire"))
            host.schedule.step(host.schedule.time() + 120000);
        Result<void> done;
        if (verb == QLatin1String("recover"))
            done = host.helper().recover().transform([](bool) {});
        else if (verb == QLatin1String("rebind"))
            done = host.helper().rebind(true).transform([](bool) {});
        else
            done = host.say(verb, toJson(host.named(QStringLiteral("d")))).transform([](const QJsonObject &) {});
        QVERIFY2(done, done ? "" : qPrintable(done.error().code + u' ' + done.error().args.join(u' ')));
        QVERIFY(!host.state().switched);
        QCOMPARE_NE(host.read(zonePathA), forwardZone);
    }

    // Ended between its two renames, with the folders of an older adoption beside it.
    void anAdoptionTakenBackBringsItsOwnFolders()
    {
        Campaign campaign("kills", "in memory, one call fails, folders that come back", "");
        bool ended = false;
        for (int n = 1; !ended && n < mostCalls; ++n) {
            HelperHost host;
            const QByteArray own = host.read(QStringLiteral("/etc/bind/named.conf"));
            QVERIFY(host.disk.makeFolder(QStringLiteral("/etc/bind.before-lockstep"), 0755));
            QVERIFY(host.disk.write(QStringLiteral("/etc/bind.before-lockstep/named.conf"), "// years ago\n", 0644));
            QVERIFY(host.disk.makeLink(QStringLiteral("/var/lib/lockstep/current/etc-bind"), QStringLiteral("/etc/bind.lockstep-new")));
            QVERIFY(host.disk.exchange(QStringLiteral("/etc/bind"), QStringLiteral("/etc/bind.lockstep-new")));
            ManagedRoots roots(*host.files, host.places);
            host.files->failAt(n, true);
            const Result<void> restored = roots.restore();
            ended = host.files->faults() == 0;
            host.files->clearFaults();
            const bool good = restored || roots.restore();
            const bool right = good && host.read(QStringLiteral("/etc/bind/named.conf")) == own;
            if (ended)
                QVERIFY(right);
            else
                campaign.trial(right ? QString() : QStringLiteral("call %1 fails: the folder is another one").arg(n));
        }
        QVERIFY(ended);
        QVERIFY2(campaign.good(), campaign.told());
    }

    // A call to the disk that fails once makes an error, or the answer is the one that would have been given without it.
    void anAnswerIsRightOrNone_data()
    {
        QTest::addColumn<QString>("verb");
        for (const char *verb : {"prepare", "windows", "flip", "config"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }
    void anAnswerIsRightOrNone()
    {
        QFETCH(QString, verb);
        const QByteArray part = QByteArray("in memory, an answer is right or none: ") + QTest::currentDataTag();
        Campaign campaign("kills", part.constData(), "");
        QJsonObject right;
        QJsonObject rightFacts;
        bool ended = false;
        for (int n = 0; !ended && n < mostCalls; ++n) { // 0: nothing fails
            HelperHost host;
            const Snapshot live = host.adopt();
            const Snapshot forward = host.edited(live, zoneFileA, forwardZone);
            const Snapshot returning = host.edited(live, zoneFileA, returnZone);
            if (verb != QLatin1String("prepare") && !host.prepare(live, forward, returning))
                qFatal("prepare");
            host.restart(); // nothing is at hand
            (void)host.helper().recover();
            const QJsonObject params = verb == QLatin1String("prepare") ? toJson(host.request(QStringLiteral("d"), live.id(), forward, returning))
                                       : verb == QLatin1String("flip")  ? toJson(host.flip(QStringLiteral("d"), live.id()))
                                                                        : toJson(host.named(QStringLiteral("d")));
            if (n > 0)
                host.files->failAt(n, true);
            const bool flips = verb == QLatin1String("flip");
            const Result<QJsonObject> reply = host.say(verb, params);
            const Result<QJsonObject> facts = flips && reply ? host.say(QStringLiteral("config")) : reply;
            ended = n > 0 && host.files->faults() == 0;
            host.files->clearFaults();
            if (n == 0) {
                QVERIFY(reply && facts);
                right = *reply;
                rightFacts = *facts;
                continue;
            }
            if (ended)
                break;
            QString wrong;
            if (reply && flips)
                wrong = lacking(*fromJson<FlipPlan>(right), *fromJson<FlipPlan>(*reply));
            else if (reply && shown(*reply) != shown(right))
                wrong = QString::fromUtf8(shown(*reply));
            if (wrong.isEmpty() && facts && flips && shown(*facts) != shown(rightFacts))
                wrong = QStringLiteral("the configuration is ") + QString::fromUtf8(shown(*facts));
            campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("call %1 fails: %2").arg(n).arg(wrong));
        }
        QVERIFY(ended);
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestTriedAgain)
#include "tst_triedagain.moc"
