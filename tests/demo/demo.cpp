// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/demo/demonstration.h"
#include "tests/support/mainjob.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTextStream>

#include <unistd.h>

namespace {

int walk(lockstep::ServerGroup &group)
{
    QTextStream out(stdout);
    const bool colours = ::isatty(STDOUT_FILENO) == 1;
    const auto tell = [&](const QString &line) {
        const bool strong = colours && (line.startsWith(QLatin1String("==")) || line.startsWith(QLatin1String("$ ")));
        out << (strong ? "\x1b[1m" : "") << line << (strong ? "\x1b[0m" : "") << Qt::endl;
    };
    const QString fault = lockstep::MainJob(group, tell).run();
    if (!fault.isEmpty())
        QTextStream(stderr) << fault << Qt::endl;
    return fault.isEmpty() ? 0 : 1;
}

} // namespace

// Starts three real BIND servers in hosts of their own. Without words: furnishes a group with staged changes and opens the
// console on it, until its window is closed. --walk: goes through the main job on the command line, printing what it does.
int main(int argc, char **argv)
{
    const QString programs = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalPath(); // there is another /proc from here on
    lockstep::enterSandbox();
    QCoreApplication app(argc, argv);
    const QStringList words = app.arguments().mid(1);
    if (words != QStringList{QStringLiteral("--walk")} && !words.isEmpty()) {
        QTextStream(stderr) << "lockstep-demo [--walk]" << Qt::endl;
        return 2;
    }
    lockstep::ServerGroup group(3, lockstep::HostContent(), programs);
    if (!words.isEmpty())
        return walk(group);
    QTextStream(stdout) << "Three BIND servers are started and joined to a group ..." << Qt::endl;
    const QString fault = lockstep::furnishDemonstration(group);
    if (!fault.isEmpty()) {
        QTextStream(stderr) << fault << Qt::endl;
        return 1;
    }
    const std::unique_ptr<QProcess> console = group.start({}, {}, QStringLiteral("lockstep-console"));
    console->setProcessChannelMode(QProcess::ForwardedChannels);
    console->waitForFinished(-1);
    return console->exitStatus() == QProcess::NormalExit ? console->exitCode() : 1;
}
