// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mainjob.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTextStream>

#include <unistd.h>

// Starts three real BIND servers in hosts of their own and walks through the main job, printing what it does.
int main(int argc, char **argv)
{
    const QString programs = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalPath(); // there is another /proc from here on
    lockstep::enterSandbox();
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    const bool colours = ::isatty(STDOUT_FILENO) == 1;
    const auto tell = [&](const QString &line) {
        const bool strong = colours && (line.startsWith(QLatin1String("==")) || line.startsWith(QLatin1String("$ ")));
        out << (strong ? "\x1b[1m" : "") << line << (strong ? "\x1b[0m" : "") << Qt::endl;
    };
    lockstep::HostContent content;
    lockstep::ServerGroup group(3, content, programs);
    const QString fault = lockstep::MainJob(group, tell).run();
    if (!fault.isEmpty())
        QTextStream(stderr) << fault << Qt::endl;
    return fault.isEmpty() ? 0 : 1;
}
