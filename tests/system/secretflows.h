// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servergroup.h"
#include "tests/system/secretplaces.h"

namespace lockstep {

// Three servers with secrets in every place of their configuration, and an administrator who does with them, by the command line, whatever there
// is to do, and much of it wrong. Every word that is said on the way is searched.
class SecretFlows
{
public:
    SecretFlows(SecretHunt &hunt, PlantedSecrets &planted);
    ServerGroup &servers() { return m_servers; }
    const QTemporaryDir &admin() const { return m_admin; } // the folder of the one who types

    // Each leaves the group at rest, in this order. What did not go as it should, or empty.
    QString adopt();
    QString rotateAKey();
    QString breakKeys();
    QString breakEveryByte(); // takes minutes
    QString readOtherFiles();
    QString addAKeyFile();
    QString editByHand();
    QString failDeploys();
    QString rollBack();
    QString workOffline();
    QString backUpAndRestore();
    QString shareAMaster();
    QString rotateIdentities();
    QString comeAndGo();
    QString askWrongly();
    QString crashPrograms(); // whatever runs

    QList<SecretSeen> takeSeen() { return std::exchange(m_seen, {}); }
    int outputs() const { return m_outputs; }
    qint64 outputBytes() const { return m_outputBytes; }
    int broken() const { return m_broken; }
    int crashes() const { return m_crashes; }

private:
    QString restoredHome() const { return m_admin.filePath(QStringLiteral("restored")); }
    QString sharedData() const { return m_admin.filePath(QStringLiteral("shared")); }
    void huntIdentities(); // the keys that agents and masters have now
    static QByteArray allOf(const QString &path);
    std::unique_ptr<QProcess> program(const QString &name, const QStringList &words) const; // to be started
    void crash(const QString &name, qint64 pid, QProcess *process = nullptr);
    void crashCommands();
    Host::Output said(const QString &words, const QByteArray &input = {}, const QString &home = {}); // words parted by '|'
    void heard(const QString &what, const Host::Output &output);
    bool well(const QString &words, const QByteArray &input = {}, const QString &home = {});
    bool refused(const QString &words, const QByteArray &input = {}, const QString &home = {});
    QByteArray staged(const QString &file);
    bool stage(const QString &file, const QByteArray &text);
    bool prepareAndDeploy();
    bool atRest();
    void compare(const QString &before, const QString &after, bool everyWay = true);
    void look();
    void startAgent(int host);
    QString code(int host);
    QString hunted(const Host::Output &printed); // the join code in it
    QString copyOfTree(int host, const QString &name);
    bool fail(const QString &what);
    QString takeFault() { return std::exchange(m_fault, {}); }

    inline static const QString keyFile = QStringLiteral("/etc/bind/keys/transfer.key");
    inline static const QString mainFile = QStringLiteral("/etc/bind/named.conf");
    inline static const QString stateFolder = QStringLiteral("/var/lib/lockstep");

    SecretHunt &m_hunt;
    PlantedSecrets &m_planted;
    ServerGroup m_servers;
    QTemporaryDir m_admin;
    QList<SecretSeen> m_seen;
    QString m_fault;
    int m_outputs = 0;
    int m_codes = 0;
    int m_broken = 0;
    int m_crashes = 0;
    qint64 m_outputBytes = 0;
};

} // namespace lockstep
