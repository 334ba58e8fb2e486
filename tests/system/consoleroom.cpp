// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/consoleroom.h"

#include "tests/support/waitfor.h"
#include "ui/look/settings.h"

#include <QApplication>

namespace lockstep {

ConsoleRoom::ConsoleRoom()
{
    if (group.lockstep({QStringLiteral("group"), QStringLiteral("list")}).exit != 0)
        qFatal("no master");
    qputenv("LOCKSTEP_HOME", group.home().toLocal8Bit());
    settings::language.save(QStringLiteral("en"));
    if (!comes([this] { return answers() == before; }))
        qFatal("the servers do not answer");
    open();
}

ConsoleRoom::~ConsoleRoom() = default;

void ConsoleRoom::open()
{
    console = std::make_unique<ConsoleProgram>(QString());
    if (!console->start() || !QTest::qWaitForWindowActive(console->window(), 10000))
        qFatal("no window");
}

QString ConsoleRoom::answers(int count)
{
    QStringList all;
    for (int i = 0; i < count; ++i)
        all.append(group.host(i).dig({QStringLiteral("+short"), u'@' + group.host(i).address(), QStringLiteral("www.") + zone, QStringLiteral("A")}));
    all.removeDuplicates();
    return all.join(QStringLiteral(" and "));
}

bool ConsoleRoom::stage(const QString &from, const QString &to)
{
    return group
               .lockstep({QStringLiteral("stage"), QStringLiteral("record"), QStringLiteral("change"), zone, QStringLiteral("www"),
                          QStringLiteral("A ") + from, QStringLiteral("A ") + to, QStringLiteral("--view"), QStringLiteral("external")})
               .exit == 0;
}

void ConsoleRoom::prepared(const Person &person)
{
    if (const QString fault = group.adoptAll(QStringLiteral("Edge")); !fault.isEmpty())
        qFatal("%s", qPrintable(fault));
    if (!stage(before, after) || group.lockstep({QStringLiteral("prepare")}).exit != 0)
        qFatal("not prepared");
    person.waitFor("the prepared set", [&] { return person.sees(QStringLiteral("Deploy to 3 members")); });
}

void closeDialog(Person &person)
{
    person.press(QStringLiteral("Close"));
    person.waitFor("the dialog to close", [] { return QApplication::activeModalWidget() == nullptr; });
    person.waitFor("the window", [] { return QApplication::activeWindow() != nullptr; });
}

void startDeploy(Person &person)
{
    person.press(QStringLiteral("Deploy to 3 members"));
    person.waitFor("the summary", [] { return QApplication::activeModalWidget() != nullptr; });
    person.press(QStringLiteral("Deploy to 3 members"));
}

} // namespace lockstep
