// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/world.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QElapsedTimer>
#include <QHashFunctions>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

// The database lies in memory too, where there is such a folder.
QString scratch()
{
    const QString shm = QStringLiteral("/dev/shm");
    return QFileInfo(shm).isWritable() ? shm : QDir::tempPath();
}

} // namespace

// The whole of agent and master under faults; every seed is one world (DESIGN 8).
//   LOCKSTEP_TRIALS=N  so many seeds, from LOCKSTEP_SEED (1) on
//   LOCKSTEP_TRACE=1   with the trace of each
class TestSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void invariantsHold()
    {
        Campaign campaign(
            "simulation", "seeds",
            "Three members, a master and an administrator at work while processes die, power fails, disks fill or give errors, clocks are "
            "stepped and connections are cut; each seed is one world, and its promises are checked whenever it is quiet.",
            60, 2000);
        const bool traced = qEnvironmentVariableIsSet("LOCKSTEP_TRACE");
        const int first = std::max(qEnvironmentVariableIntValue("LOCKSTEP_SEED"), 1);
        QHashSeed::setDeterministicGlobalSeed(); // the order in a hash is part of what a seed decides
        QElapsedTimer timer;
        timer.start();
        int faults = 0;
        int deploys = 0;
        qint64 events = 0;
        for (int seed = first; campaign.goesOn(); ++seed) {
            const QTemporaryDir folder(scratch() + QStringLiteral("/lockstep-world-XXXXXX"));
            World world(quint32(seed), folder.path());
            const QString wrong = world.run();
            faults += world.faults();
            deploys += world.deploys();
            events += world.events();
            campaign.trial(wrong.isEmpty() ? QString() : QStringLiteral("seed %1: %2").arg(seed).arg(wrong));
            if (traced || (!wrong.isEmpty() && campaign.failures() == 1))
                fprintf(stderr, "%s\n", qPrintable(world.trace().join(u'\n')));
        }
        const QString each = QString::number(double(timer.elapsed()) / campaign.done(), 'f', 1);
        campaign.figure(QStringLiteral("seeds"), QStringLiteral("%1 to %2, %3 ms each").arg(first).arg(first + campaign.done() - 1).arg(each));
        campaign.figure(QStringLiteral("faults injected"), QString::number(faults));
        campaign.figure(QStringLiteral("deployments and rollbacks"), QString::number(deploys));
        campaign.figure(QStringLiteral("events"), QString::number(events));
        qInfo("%d seeds, %s ms a seed, %d faults injected, %d deploys, %lld events", campaign.done(), qPrintable(each), faults, deploys,
              static_cast<long long>(events));
        QVERIFY2(campaign.good(), campaign.told() + "\nLOCKSTEP_TRACE=1 LOCKSTEP_SEED=N LOCKSTEP_TRIALS=1 shows one");
    }
};

LOCKSTEP_SUITE(TestSimulation)
#include "tst_simulation.moc"
