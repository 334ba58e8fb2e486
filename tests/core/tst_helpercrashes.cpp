// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/helperhost.h"
#include "tests/simulation/simcontent.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QByteArray liveZone = simZone(7, 2);
const QByteArray forwardZone = simZone(8, 3);
const QByteArray returnZone = simZone(9, 2);
const QString id = QStringLiteral("d");
constexpr int mostChanges = 400;

// What was done before the verb that is interrupted.
enum class Before { Adopting, AdoptingAgain, AdoptingSwitched, Live, Prepared, Switched, Confirmed };

Snapshot begin(HelperHost &host, Before before)
{
    const auto must = [](bool done, const char *what) {
        if (!done)
            qFatal("%s", what);
    };
    if (before == Before::AdoptingAgain) { // an older copy of the folder lies beside it
        must(host.disk.write(zonePathA, forwardZone, 0644).has_value(), "write");
        host.adopt();
        must(host.helper().release().has_value(), "release");
        must(host.disk.write(zonePathA, liveZone, 0644).has_value(), "write");
        host.disk.syncAll(); // whoever wrote it let it lie for long
    }
    if (before == Before::Adopting || before == Before::AdoptingAgain || before == Before::AdoptingSwitched) {
        must(host.say(QStringLiteral("bind"), host.binding(host.epoch)).has_value(), "bind");
        const Snapshot tree = *Snapshot::parse(host.ask<ManifestReply>(QStringLiteral("seed"))->manifest);
        must(host.say(QStringLiteral("prepare"), toJson(host.request(id, {}, tree, tree))).has_value(), "prepare");
        if (before == Before::AdoptingSwitched)
            must(host.say(QStringLiteral("flip"), toJson(host.flip(id))).has_value(), "flip");
        return tree;
    }
    const Snapshot live = host.adopt();
    const Snapshot forward = host.edited(live, zoneFileA, forwardZone);
    const Snapshot returning = host.edited(live, zoneFileA, returnZone);
    if (before != Before::Live)
        must(host.prepare(live, forward, returning).has_value(), "prepare");
    if (before == Before::Switched || before == Before::Confirmed)
        must(host.say(QStringLiteral("flip"), toJson(host.flip(id, live.id()))).has_value(), "flip");
    if (before == Before::Switched)
        must(host.prove().has_value(), "prove");
    must(host.give(liveZone).has_value(), "give"); // a decision drops the tree that holds it
    if (before == Before::Confirmed)
        must(host.confirm(id).has_value(), "confirm");
    return live;
}

void run(HelperHost &host, const Snapshot &live, const QString &verb)
{
    if (verb == QLatin1String("prepare"))
        (void)host.prepare(live, HelperHost::with(live, zoneFileA, forwardZone), HelperHost::with(live, zoneFileA, returnZone));
    else if (verb == QLatin1String("flip"))
        (void)host.say(verb, toJson(host.flip(id, host.state().prepared->base)));
    else if (verb == QLatin1String("release"))
        (void)host.say(verb);
    else if (verb == QLatin1String("rebind"))
        (void)host.helper().rebind(true);
    else
        (void)host.say(verb, toJson(host.named(id)));
}

QString zoneName(const QByteArray &bytes)
{
    return bytes == liveZone      ? QStringLiteral("live")
           : bytes == forwardZone ? QStringLiteral("F")
           : bytes == returnZone  ? QStringLiteral("R")
                                  : QStringLiteral("NEITHER");
}

} // namespace

// Every change of the disk that a verb makes is the last one once, with the process gone or the power, before it and
// after it. What recovery leaves is one whole tree; which ones it may be says the table.
class TestHelperCrashes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneWholeTreeIsLeft_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("afterKill"); // trees that may be served once recovery has run; all of them must come up
        QTest::addColumn<QString>("afterPower");
        const auto row = [](const char *name, Before before, const char *verb, const char *kill, const char *power) {
            QTest::newRow(name) << int(before) << QString::fromLatin1(verb) << QString::fromLatin1(kill) << QString::fromLatin1(power);
        };
        row("preparing changes nothing that is served", Before::Live, "prepare", "live", "live");
        row("forgetting neither", Before::Prepared, "forget", "live", "live");
        // The guard still runs after a kill; a boot without a decision goes back.
        row("a flip", Before::Prepared, "flip", "F live", "R live");
        row("a return that was begun goes on", Before::Switched, "back", "F R", "R");
        row("a confirmation that is on disk holds", Before::Switched, "confirm", "F", "F R");
        row("adoption", Before::Adopting, "flip", "live", "live");
        row("adoption after a release", Before::AdoptingAgain, "flip", "live", "live");
        row("an adoption that is taken back", Before::AdoptingSwitched, "back", "live", "live");
        row("release", Before::Confirmed, "release", "F", "F");
        row("a rebind that takes a switch back", Before::Switched, "rebind", "F R", "R");
    }

    void oneWholeTreeIsLeft()
    {
        QFETCH(int, before);
        QFETCH(QString, verb);
        const QByteArray part = QByteArray("in memory, ") + QTest::currentDataTag();
        Campaign kills("kills", part.constData(), "");
        Campaign cuts("power", part.constData(), "");
        for (const bool power : {false, true}) {
            QSet<QString> seen;
            for (const bool afterEffect : {false, true}) {
                bool ended = false;
                for (int n = 1; !ended && n < mostChanges; ++n) {
                    const QString where =
                        QStringLiteral("change %1, %2 its effect, %3").arg(n).arg(afterEffect ? "after" : "before", power ? "power lost" : "killed");
                    HelperHost host;
                    const Snapshot live = begin(host, Before(before));
                    bool died = false;
                    host.files->dieAt(n, afterEffect, [&] {
                        died = true;
                        host.end();
                    });
                    run(host, live, verb);
                    ended = !died;
                    if (ended)
                        break;
                    power ? host.losePower(quint32(n)) : host.restart();
                    const QString wrong = look(host, power, seen);
                    const QString later = wrong.isEmpty() ? goOn(host, live, verb) : QString();
                    (power ? cuts : kills)
                        .trial(!wrong.isEmpty()   ? where + QStringLiteral(": ") + wrong
                               : !later.isEmpty() ? where + QStringLiteral(", then: ") + later
                                                  : QString());
                }
                QVERIFY(ended);
            }
            QStringList outcomes(seen.cbegin(), seen.cend());
            outcomes.sort();
            QTEST(outcomes.join(u' '), power ? "afterPower" : "afterKill");
        }
        QVERIFY2(kills.good(), kills.told());
        QVERIFY2(cuts.good(), cuts.told());
    }

    // Nobody dies, but one call to the disk fails: what is served is whole, what was told is so, and it comes to its end later.
    void oneCallFails_data() { oneWholeTreeIsLeft_data(); }
    void oneCallFails()
    {
        QFETCH(int, before);
        QFETCH(QString, verb);
        const QByteArray part = QByteArray("in memory, one call fails, ") + QTest::currentDataTag();
        Campaign campaign("kills", part.constData(), "");
        for (const bool any : {false, true}) { // of those that change the disk, or of all
            bool ended = false;
            for (int n = 1; !ended && n < 8 * mostChanges; ++n) {
                HelperHost host;
                const Snapshot live = begin(host, Before(before));
                host.files->failAt(n, any);
                run(host, live, verb);
                ended = host.files->faults() == 0;
                host.files->clearFaults();
                if (!ended)
                    campaign.trial(afterError(host, live, verb, QStringLiteral("%1 %2 fails").arg(any ? "call" : "change").arg(n)));
            }
            QVERIFY(ended);
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

    // The disk takes so many bytes more and no other: the write that does not fit leaves a part.
    void theDiskFills_data() { oneWholeTreeIsLeft_data(); }
    void theDiskFills()
    {
        QFETCH(int, before);
        QFETCH(QString, verb);
        const QByteArray part = QByteArray("in memory, the disk fills, ") + QTest::currentDataTag();
        Campaign campaign("disk", part.constData(), "");
        const int step = Campaign::isWhole() ? 97 : 997;
        for (qint64 bytes = 0; bytes < 60000; bytes += step) {
            HelperHost host;
            const Snapshot live = begin(host, Before(before));
            host.disk.setFree(bytes);
            run(host, live, verb);
            host.disk.setFree(1LL << 40);
            campaign.trial(afterError(host, live, verb, QStringLiteral("%1 bytes are free").arg(bytes)));
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

private:
    static QString afterError(HelperHost &host, const Snapshot &live, const QString &verb, const QString &where)
    {
        QSet<QString> seen;
        host.restart(); // the agent is started again
        const QString wrong = look(host, false, seen);
        const QString later = wrong.isEmpty() ? goOn(host, live, verb) : QString();
        return !wrong.isEmpty() ? where + QStringLiteral(": ") + wrong : !later.isEmpty() ? where + QStringLiteral(", then: ") + later : QString();
    }

    // Recovery works at once, and what it leaves is whole.
    static QString look(HelperHost &host, bool power, QSet<QString> &seen)
    {
        const Result<bool> recovered = host.helper().recover();
        if (!recovered)
            return QStringLiteral("recovery fails: %1 %2").arg(recovered.error().code, recovered.error().args.join(u' '));
        if (host.helper().recover() != Result<bool>(false))
            return QStringLiteral("recovery is not over after it");
        if (power && host.state().switched)
            return QStringLiteral("undecided after a boot");
        const QString zone = zoneName(host.read(zonePathA));
        seen.insert(zone);
        for (const QString &path : {QStringLiteral("named.conf"), QStringLiteral("named.conf.options"), QStringLiteral("zones/b.example.db")}) {
            if (!host.disk.readThrough(QStringLiteral("/etc/bind/") + path))
                return path + QStringLiteral(" is not there");
        }
        const bool adopted = host.disk.facts(QStringLiteral("/etc/bind"))->kind == FileFacts::Kind::Link;
        if (adopted && !host.status().treeIntact)
            return QStringLiteral("the tree is not whole");
        return zone == QLatin1String("NEITHER") ? QStringLiteral("the zone has other bytes") : QString();
    }

    // The master, or whoever was at work, says it again: it comes to its end.
    static QString goOn(HelperHost &host, const Snapshot &live, const QString &verb)
    {
        if (verb == QLatin1String("release")) {
            for (int times = 0; times < 2; ++times) {
                if (const Result<void> again = host.helper().release(); !again)
                    return again.error().code;
            }
            if (!host.state().masterId.isEmpty())
                return QStringLiteral("still bound");
            if (host.disk.facts(QStringLiteral("/etc/bind"))->kind != FileFacts::Kind::Folder || host.read(zonePathA) != forwardZone)
                return QStringLiteral("not released");
            return host.disk.exists(QStringLiteral("/var/lib/lockstep/current")) ? QStringLiteral("a part stays behind") : QString();
        }
        if (verb == QLatin1String("rebind")) {
            if (const Result<bool> again = host.helper().rebind(true); !again)
                return again.error().code;
            return host.state().masterId.isEmpty() && !host.state().switched && host.read(zonePathA) == returnZone ? QString()
                                                                                                                   : QStringLiteral("not rebound");
        }
        const bool adopting = host.disk.facts(QStringLiteral("/etc/bind"))->kind != FileFacts::Kind::Link;
        const auto back = host.say(QStringLiteral("back"), toJson(host.named(id)));
        if (!back)
            return QStringLiteral("back: ") + back.error().code;
        if (host.state().switched || host.state().prepared)
            return QStringLiteral("not ended");
        const QString zone = zoneName(host.read(zonePathA));
        if (zone != QLatin1String("live") && zone != QLatin1String("R") && !(verb == QLatin1String("confirm") && zone == QLatin1String("F")))
            return QStringLiteral("after a return ") + zone;
        // And everything can begin anew.
        if (adopting || host.disk.facts(QStringLiteral("/etc/bind"))->kind != FileFacts::Kind::Link)
            return host.say(QStringLiteral("prepare"), toJson(host.request(id, {}, live, live))) ? QString() : QStringLiteral("cannot be adopted");
        (void)host.give(liveZone); // as the master does when it is asked for it
        const Digest active = host.status().active.value_or(Digest());
        const auto prepared = host.ask<PrepareReport>(QStringLiteral("prepare"), toJson(host.request(id, active, live, live)));
        return prepared && prepared->ok ? QString() : QStringLiteral("cannot prepare");
    }
};

LOCKSTEP_SUITE(TestHelperCrashes)
#include "tst_helpercrashes.moc"
