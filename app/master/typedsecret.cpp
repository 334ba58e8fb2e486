// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/master/typedsecret.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstring>

namespace lockstep {

namespace {
constexpr char interrupt = 3; // Ctrl+C
}

Result<Secret> typedSecret(const char *question)
{
    // Not the standard input: that may be a file.
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    termios before{};
    if (terminal < 0 || ::tcgetattr(terminal, &before) != 0) {
        if (terminal >= 0)
            ::close(terminal);
        return fail(QStringLiteral("master.backup.noterminal"));
    }
    // Ctrl+C ends the line instead of this program, which would leave the terminal silent.
    termios silent = before;
    silent.c_lflag &= tcflag_t(~(ECHO | ISIG));
    silent.c_lflag |= ICANON | ECHONL;
    silent.c_cc[VEOL] = interrupt;
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
    ssize_t count = ::write(terminal, question, std::strlen(question));
    char line[1024];
    count = ::read(terminal, line, sizeof line);
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    ::close(terminal);
    const bool whole = count > 0 && line[count - 1] == '\n';
    const Secret secret(QByteArrayView(line, whole ? count - 1 : 0));
    ::explicit_bzero(line, sizeof line);
    return whole && !secret.isEmpty() ? Result<Secret>(secret) : fail(QStringLiteral("cancelled"));
}

} // namespace lockstep
