// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/demo/demonstration.h"
#include "tests/shots/gallery.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QTextStream>

namespace {

// One look of everything, in a process of its own: scale and language are fixed when a program starts.
bool painted(const QString &self, const QByteArray &code, qint64 named, const QString &home, const QString &folder, const QStringList &look)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCKSTEP_HOME"), home);
    environment.insert(QStringLiteral("LOCKSTEP_SHOTS_CODE"), QString::fromLatin1(code).trimmed());
    environment.insert(QStringLiteral("LOCKSTEP_SHOTS_TREE"), QStringLiteral("/proc/%1/root/var/lib/lockstep/current").arg(named));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), look[0]);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(self, QStringList{QStringLiteral("--paint"), folder} + look);
    return process.waitForFinished(180000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

// lockstep-shots FOLDER [1|2] [light|dark] [en|de]: paints every view and dialog on the demonstration's three real servers;
// what is not named is painted both ways.
int main(int argc, char **argv)
{
    const QString programs = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalPath(); // there is another /proc later
    const QStringList words = [&] {
        QStringList all;
        for (int i = 1; i < argc; ++i)
            all.append(QString::fromLocal8Bit(argv[i]));
        return all;
    }();
    if (words.value(0) == QLatin1String("--paint") && words.size() == 5) {
        QApplication app(argc, argv);
        return lockstep::Gallery(words[1], words[2], words[3], words[4]).paint();
    }
    if (words.isEmpty())
        return 2;
    lockstep::enterSandbox();
    QCoreApplication app(argc, argv);
    lockstep::ServerGroup group(4, lockstep::HostContent(), programs); // the last one could become a member
    group.host(3).write(QStringLiteral("/etc/bind/zones/lab.example.db"),
                        "$TTL 300\n@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n@ NS ns1\nns1 A 192.0.2.4\n");
    const QString fault = lockstep::furnishDemonstration(group);
    if (!fault.isEmpty()) {
        QTextStream(stderr) << fault << Qt::endl;
        return 1;
    }
    const auto chosen = [&](const QStringList &both) {
        for (const QString &one : both) {
            if (words.mid(1).contains(one))
                return QStringList{one};
        }
        return both;
    };
    const QDir folder(words[0]);
    for (const QString &scale : chosen({QStringLiteral("1"), QStringLiteral("2")})) {
        for (const QString &theme : chosen({QStringLiteral("light"), QStringLiteral("dark")})) {
            for (const QString &language : chosen({QStringLiteral("en"), QStringLiteral("de")})) {
                if (!painted(programs + QStringLiteral("/lockstep-shots"), group.enrol(3).out, group.host(1).namedPid(), group.home(),
                             folder.absolutePath(), {scale, theme, language}))
                    return 1;
            }
        }
    }
    return 0;
}
