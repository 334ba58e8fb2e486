// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/waitfor.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace lockstep {

// A master that several people share, as a process of its own on loopback.
class MasterServer
{
public:
    ~MasterServer() { stop(); }
    bool start()
    {
        if (m_port == 0) {
            QTcpServer free;
            if (!free.listen(QHostAddress::LocalHost))
                return false;
            m_port = free.serverPort();
        }
        m_process.start(program(), {QStringLiteral("--data"), data(), QStringLiteral("--listen"), address()});
        return comes([this] {
            QTcpSocket probe;
            probe.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            return probe.waitForConnected(100);
        });
    }
    void stop()
    {
        m_process.terminate();
        m_process.waitForFinished(5000);
    }
    // A join code for one client.
    QString enrol() const
    {
        QProcess enrolling;
        enrolling.start(program(), {QStringLiteral("--data"), data(), QStringLiteral("enrol")});
        return enrolling.waitForFinished(10000) ? QString::fromUtf8(enrolling.readAllStandardOutput()).trimmed() : QString();
    }
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    QString data() const { return m_folder.filePath(QStringLiteral("data")); }

private:
    static QString program()
    {
        const QString built = QDir(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin")).canonicalPath();
        return qEnvironmentVariable("LOCKSTEP_BIN", built) + QStringLiteral("/lockstep-master");
    }
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace lockstep
