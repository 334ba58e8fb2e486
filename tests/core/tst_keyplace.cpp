// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/keyplace.h"
#include "tests/simulation/processfiles.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

const QString path = QStringLiteral("/state/identity.pem");

struct Host
{
    Schedule schedule;
    HostTime time{schedule, 1790000000000};
    Life life = std::make_shared<bool>(true);
    SimClock clock{time, std::make_shared<bool>(true)};
    MemoryFiles disk{clock};
    std::unique_ptr<ProcessFiles> files;

    Host()
    {
        (void)disk.makePath(QStringLiteral("/state"), 0700);
        disk.syncAll();
        restart();
    }
    void restart()
    {
        life = std::make_shared<bool>(true);
        files = std::make_unique<ProcessFiles>(disk, life);
    }
    Result<KeyPlace> load() { return KeyPlace::load(*files, path, QStringLiteral("x")); }
};

} // namespace

class TestKeyPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyFollowsAnother()
    {
        Host host;
        Result<KeyPlace> keys = host.load();
        QVERIFY(keys);
        const Digest first = keys->now().pin();
        QVERIFY(!keys->next());
        QCOMPARE(keys->turn(Digest::of("another")).error().code, QStringLiteral("identity.nokey"));
        const Digest next = *keys->makeNext();
        QVERIFY(next != first);
        QCOMPARE(*keys->makeNext(), next); // once
        QCOMPARE(keys->now().pin(), first);
        Result<KeyPlace> again = host.load();
        QCOMPARE(again->now().pin(), first);
        QCOMPARE(again->next()->pin(), next);
        QCOMPARE(again->turn(Digest::of("another")).error().code, QStringLiteral("identity.nokey"));
        QVERIFY(again->turn(next, QStringLiteral("/state/kept.pem")));
        QCOMPARE(again->now().pin(), next);
        QVERIFY(!again->next());
        QVERIFY(again->turn(next)); // its answer was lost
        QCOMPARE(host.load()->now().pin(), next);
        QVERIFY(!host.load()->next());
        QCOMPARE(Identity::loadOrCreate(*host.files, QStringLiteral("/state/kept.pem"), {})->pin(), first);
        const Digest third = *again->makeNext(); // what was kept first stays
        QVERIFY(again->turn(third, QStringLiteral("/state/kept.pem")));
        QCOMPARE(Identity::loadOrCreate(*host.files, QStringLiteral("/state/kept.pem"), {})->pin(), first);
        QCOMPARE(host.disk.facts(path)->mode, 0600U);
    }

    // At every change of the disk: one of the two is the key, and the other side accepts both until the new one was seen.
    void noMomentHasNoKey()
    {
        for (const bool power : {false, true}) {
            for (const bool after : {false, true}) {
                bool ended = false;
                for (int n = 1; !ended && n < 100; ++n) {
                    Host host;
                    Result<KeyPlace> keys = host.load();
                    const Digest first = keys->now().pin();
                    bool died = false;
                    host.files->dieAt(n, after, [&] {
                        died = true;
                        *host.life = false;
                    });
                    const Result<Digest> next = keys->makeNext();
                    if (next)
                        (void)keys->turn(*next, QStringLiteral("/state/kept.pem"));
                    ended = !died;
                    if (power && died) {
                        std::mt19937 random{quint32(n)};
                        host.disk.losePower(random);
                    }
                    host.restart();
                    const Result<KeyPlace> left = host.load();
                    const QString where = QStringLiteral("change %1, %2").arg(n).arg(after);
                    QVERIFY2(left, qPrintable(where));
                    const bool known = left->now().pin() == first || (next && left->now().pin() == *next);
                    QVERIFY2(known, qPrintable(where));
                    if (next && left->now().pin() == first) // the pin was told: that key must still be there
                        QVERIFY2(left->next() && left->next()->pin() == *next, qPrintable(where));
                }
                QVERIFY(ended);
            }
        }
    }
};

LOCKSTEP_SUITE(TestKeyPlace)
#include "tst_keyplace.moc"
