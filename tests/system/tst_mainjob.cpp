// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mainjob.h"
#include "tests/support/suite.h"

using namespace lockstep;

class TestMainJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fromAdoptionToDeployAndBack()
    {
        HostContent content;
        ServerGroup group(3, content, qEnvironmentVariable("LOCKSTEP_BIN"));
        QStringList told;
        const QString fault = MainJob(group, [&](const QString &line) { told.append(line); }).run();
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        // Six looks at every server: before, after adoption, staging, prepare, deploy and roll back.
        QCOMPARE(told.filter(QStringLiteral(" over UDP and ")).size(), 6 * 3);
        QCOMPARE(told.filter(QStringLiteral("the secondary outside")).size(), 3);
    }
};

LOCKSTEP_SUITE(TestMainJob)
#include "tst_mainjob.moc"
