// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"

#include <clocale>
#include <sys/prctl.h>

// Without an event loop and its libraries: most of what it does is over before they would be loaded.
int main(int, char **argv)
{
    ::prctl(PR_SET_DUMPABLE, 0); // a core file would hold every key that it reads
    std::setlocale(LC_ALL, "");
    return lockstep::runWithoutMaster(argv);
}
