// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/remotesession.h"

#include <QCoreApplication>
#include <QTimer>

#include <sys/prctl.h>

int main(int argc, char **argv)
{
    ::prctl(PR_SET_DUMPABLE, 0); // a core file would hold every key that it reads
    QCoreApplication app(argc, argv);
    lockstep::TaskBag running;
    QTimer::singleShot(0, &app, [&] {
        running.add([](QStringList arguments) -> lockstep::Task<> {
            lockstep::Task<int> task = lockstep::runWithMaster(arguments);
            const int code = co_await task;
            QCoreApplication::exit(code);
        }(app.arguments().mid(1)));
    });
    return app.exec();
}
