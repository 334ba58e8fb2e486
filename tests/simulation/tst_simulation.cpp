// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/world.h"
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
//   LOCKSTEP_SEED=N    that seed alone, with its trace
//   LOCKSTEP_SEEDS=N   so many, from LOCKSTEP_SEED_FROM (1)
class TestSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void invariantsHold()
    {
        const bool one = qEnvironmentVariableIsSet("LOCKSTEP_SEED");
        const int usual = qEnvironmentVariableIsSet("LOCKSTEP_LONG") ? 2000 : 60;
        const int count = one ? 1 : qEnvironmentVariable("LOCKSTEP_SEEDS", QString::number(usual)).toInt();
        const int first = one ? qEnvironmentVariableIntValue("LOCKSTEP_SEED")
                              : qEnvironmentVariable("LOCKSTEP_SEED_FROM", QStringLiteral("1")).toInt();
        QVERIFY(count > 0);
        QHashSeed::setDeterministicGlobalSeed(); // the order in a hash is part of what a seed decides
        QElapsedTimer timer;
        timer.start();
        int faults = 0;
        int deploys = 0;
        qint64 events = 0;
        QStringList failed;
        for (int seed = first; seed < first + count; ++seed) {
            const QTemporaryDir folder(scratch() + QStringLiteral("/lockstep-world-XXXXXX"));
            World world(quint32(seed), folder.path());
            const QString wrong = world.run();
            faults += world.faults();
            deploys += world.deploys();
            events += world.events();
            if (wrong.isEmpty() && !one)
                continue;
            if (!wrong.isEmpty())
                failed.append(QStringLiteral("seed %1: %2").arg(seed).arg(wrong));
            if (one || failed.size() == 1)
                fprintf(stderr, "%s\n", qPrintable(world.trace().join(u'\n')));
        }
        qInfo("%d seeds, %.1f ms a seed, %d faults injected, %d deploys, %lld events", count, double(timer.elapsed()) / count, faults, deploys,
              static_cast<long long>(events));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.join(u'\n') + QStringLiteral("\nLOCKSTEP_SEED=N shows one")));
    }
};

LOCKSTEP_SUITE(TestSimulation)
#include "tst_simulation.moc"
