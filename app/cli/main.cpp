// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"

#include <clocale>

// Without an event loop and its libraries: most of what it does is over before they would be loaded.
int main(int, char **argv)
{
    std::setlocale(LC_ALL, "");
    return lockstep::runWithoutMaster(argv);
}
