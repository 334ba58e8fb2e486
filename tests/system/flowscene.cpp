// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/flowscene.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

namespace lockstep {

namespace {
constexpr int absentHost = 2;
}

QString FlowScene::nameOf(Phase phase)
{
    static const QStringList names{QStringLiteral("prepare"), QStringLiteral("deploy"), QStringLiteral("return"), QStringLiteral("roll back")};
    return names[int(phase)];
}

bool FlowScene::step(const QString &words)
{
    const Host::Output done = m_group.lockstep(words);
    if (done.exit != 0)
        qInfo("\"%s\" ended with %d: %s%s", qPrintable(words), done.exit, done.out.constData(), done.err.constData());
    return done.exit == 0;
}

bool FlowScene::stage()
{
    const QString next = QStringLiteral("198.51.%1.%2").arg(m_next / 250).arg(m_next % 250 + 1);
    ++m_next;
    return step(QStringLiteral("stage|record|change|example.net|www|A %1|A %2|--view|external").arg(m_truth.addressInFiles(0), next));
}

bool FlowScene::before(Phase phase)
{
    if (phase == Phase::RollBack) // to something that differs
        return stage() && step(QStringLiteral("prepare")) && step(QStringLiteral("deploy"));
    if (!stage() || (phase != Phase::Prepare && !step(QStringLiteral("prepare"))))
        return false;
    if (phase == Phase::Return)
        m_group.servers().stopAgent(absentHost);
    return true;
}

QString FlowScene::flow(Phase phase)
{
    return phase == Phase::Prepare ? QStringLiteral("prepare") : phase == Phase::RollBack ? QStringLiteral("rollback") : QStringLiteral("deploy");
}

void FlowScene::after(Phase phase)
{
    if (phase == Phase::Return)
        m_group.servers().startAgent(absentHost);
}

QString FlowScene::settled(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    QString fault = m_truth.untrue();
    while (!fault.isEmpty() && timer.elapsed() < milliseconds) {
        QTest::qWait(100);
        const QJsonObject now = m_truth.status();
        const QJsonArray members = now.value(QLatin1String("members")).toArray();
        const QJsonArray sync = now.value(QLatin1String("sync")).toArray();
        for (qsizetype i = 0; i < sync.size(); ++i) {
            if (sync[i].toObject().value(QLatin1String("state")).toString() == QLatin1String("out-of-sync"))
                (void)m_group.lockstep(QStringLiteral("member|sync|") + members[i].toObject().value(QLatin1String("name")).toString());
        }
        fault = m_truth.untrue();
    }
    return fault;
}

QString FlowScene::settledAfterRestart()
{
    QString fault = m_truth.restartNamed();
    if (fault.isEmpty())
        fault = settled(30000);
    return fault.isEmpty() ? m_truth.falseGreen() : QStringLiteral("after named was restarted: ") + fault;
}

} // namespace lockstep
