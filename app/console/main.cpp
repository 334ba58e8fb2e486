// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/consoleprogram.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QMessageBox>

#include <sys/prctl.h>

int main(int argc, char **argv)
{
    ::prctl(PR_SET_DUMPABLE, 0); // a core file would hold every key that it shows
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("lockstep-console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCKSTEP_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Lockstep"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The desktop console of Lockstep"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(app);
    const QString demonstration = QCoreApplication::applicationDirPath() + QStringLiteral("/lockstep-demo");
    // Inside the demonstration there is no second one.
    lockstep::ConsoleProgram console(qEnvironmentVariableIsEmpty("LOCKSTEP_HOME") && QFileInfo::exists(demonstration) ? demonstration : QString());
    if (const lockstep::Result<void> started = console.start(); !started) {
        QMessageBox::critical(nullptr, QStringLiteral("Lockstep"), lockstep::ConsoleProgram::cannotStart(started.error()));
        return 1;
    }
    return QApplication::exec();
}
