// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaigns/race.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

constexpr int perWorld = 500; // operations on one group, before the next one begins anew

QString told(const QMap<QString, int> &outcomes)
{
    QStringList words;
    if (outcomes.contains(QString()))
        words.append(QStringLiteral("%1 accepted").arg(outcomes.value(QString())));
    for (auto it = outcomes.cbegin(); it != outcomes.cend(); ++it) {
        if (!it.key().isEmpty())
            words.append(QStringLiteral("%1 %2").arg(it.value()).arg(it.key()));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

class TestRace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sixteenClients()
    {
        Campaign campaign(
            "race", "operations",
            "Sixteen clients edit, discard, review, prepare, deploy, roll back, stop and synchronise one group at once, some with what "
            "they saw earlier, some over connections that break: what is staged is what was accepted, in its order and nothing else, one "
            "operation runs at a time, what is deployed is what was prepared, and every client is shown what there is.",
            300, 20000);
        const quint32 seed = campaign.seed();
        Race::Counts counts;
        qsizetype most = 0;
        int worlds = 0;
        while (campaign.goesOn()) {
            const quint32 own = seed + quint32(worlds++); // so that one can be run again alone
            const int left = std::min(perWorld, campaign.wanted() - campaign.done());
            Race race(own, counts);
            const QString wrong = race.run(left);
            most = std::max(most, race.mostAtOnce());
            campaign.trials(race.done() - (wrong.isEmpty() ? 0 : 1));
            if (wrong.isEmpty())
                continue;
            campaign.trial(QStringLiteral("%1; LOCKSTEP_SEED=%2 LOCKSTEP_TRIALS=%3").arg(wrong).arg(own).arg(left));
            for (const QString &line : race.trace().last(std::min<qsizetype>(race.trace().size(), 30)))
                qInfo("%s", qPrintable(line));
        }
        campaign.figure(QStringLiteral("groups, one after the other"), QString::number(worlds));
        campaign.figure(QStringLiteral("calls that wait for an answer, most at once"), QString::number(most));
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            campaign.figure(it.key(), told(it.value()));
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            qInfo("%s: %s", qPrintable(it.key()), qPrintable(told(it.value())));
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestRace)
#include "tst_race.moc"
