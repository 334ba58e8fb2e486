// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servergroup.h"
#include "tests/system/person.h"
#include "ui/window/consoleprogram.h"
#include "ui/window/mainwindow.h"

namespace lockstep {

// A desk: three real servers and the console of somebody who never ran it. Its master is started by the command line, as tests
// lie in another folder.
struct ConsoleRoom
{
    inline static const QString zone = QStringLiteral("example.net");
    inline static const QString before = QStringLiteral("192.0.2.1");
    inline static const QString after = QStringLiteral("192.0.2.77");

    ServerGroup group{3, HostContent{true, 0, 2000}, qEnvironmentVariable("LOCKSTEP_BIN")};
    std::unique_ptr<ConsoleProgram> console;

    ConsoleRoom();
    ~ConsoleRoom();
    void open();
    const GroupStatus &status() const { return console->masters().first()->groups().first(); }
    bool hasGroup() const { return !console->masters().first()->groups().isEmpty(); }
    // What the servers answer for www.example.net, one line each that differs; of all, or of the first `count`.
    QString answers(int count = 3);
    // The change of www from `from` to `to`, by the command line.
    bool stage(const QString &from, const QString &to);
    // All three adopted, one change prepared and the window seeing it.
    void prepared(const Person &person);
};

void closeDialog(Person &person);
// The strip's button opens the summary, whose button has the same words.
void startDeploy(Person &person);

} // namespace lockstep
