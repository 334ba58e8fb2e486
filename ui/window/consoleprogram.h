// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/remotemaster.h"

#include <QObject>

#include <memory>
#include <vector>

namespace lockstep {

class MainWindow;

// The running console: its masters, its language, its window. The window is made anew when the language changes.
class ConsoleProgram : public QObject
{
    Q_OBJECT
public:
    // `demonstration`: the program that opens it, "" when it is not installed.
    explicit ConsoleProgram(QString demonstration);
    ~ConsoleProgram() override;
    // Errors: client.folder, file.* when the user's own folders cannot be used.
    Result<void> start();
    static QString cannotStart(const Error &why); // for people
    MainWindow *window() const { return m_window.get(); }
    QList<MasterSession *> masters() const;

private:
    void addMaster(const QString &name, MasterSession::Dial dial);
    void openWindow();
    void connectToMaster();
    Result<void> addRemote(const KnownMaster &master);
    void forget(MasterSession *master);

    QString m_demonstration;
    std::unique_ptr<Files> m_files = realFiles();
    UserFolders m_folders;
    std::vector<std::unique_ptr<MasterSession>> m_masters; // the local one first
    QHash<MasterSession *, Digest> m_pins;                 // of the others
    std::unique_ptr<MainWindow> m_window;
};

} // namespace lockstep
