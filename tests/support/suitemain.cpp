// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#ifdef LOCKSTEP_SANDBOX
#include "tests/support/sandbox.h"
#endif

#ifdef LOCKSTEP_DESKTOP
#include "tests/support/desktop.h"
#endif

#ifdef LOCKSTEP_UI
#include "ui/look/theme.h"

#include <QApplication>
#else
#include <QCoreApplication>
#endif
#include <QDir>

namespace lockstep {

QList<SuiteRow> &suites()
{
    static QList<SuiteRow> rows;
    return rows;
}

QString sharedFolder()
{
    const QString folder = qEnvironmentVariable("LOCKSTEP_SHARED");
    return QDir(folder).exists() ? QDir(folder).canonicalPath() : QString();
}

} // namespace lockstep

int main(int argc, char **argv)
{
#ifdef LOCKSTEP_SANDBOX
    lockstep::enterSandbox();
#endif
#ifdef LOCKSTEP_DESKTOP
    const lockstep::Desktop desktop;
#endif
#ifdef LOCKSTEP_UI
    QApplication app(argc, argv);
    lockstep::applyTheme(lockstep::Theme::Light);
#else
    QCoreApplication app(argc, argv);
#endif
    QStringList arguments = app.arguments();
    // `tst_zone ClassName [function...]` runs one class of the program.
    QString only;
    if (arguments.size() > 1 && !arguments[1].startsWith(QLatin1Char('-')))
        only = arguments.takeAt(1);
    // Qt's handler raises a fatal signal again and again from the second class on, until the program's time is over.
    arguments.append(QStringLiteral("-nocrashhandler"));
    int failed = 0;
    bool ran = false;
    for (const lockstep::SuiteRow &row : lockstep::suites()) {
        if (!only.isEmpty() && only != QLatin1String(row.name))
            continue;
        ran = true;
        const std::unique_ptr<QObject> suite = row.make();
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        failed += QTest::qExec(suite.get(), arguments);
    }
    if (!ran)
        qCritical("There is no test class of that name in this program.");
    return failed > 0 || !ran ? 1 : 0;
}
