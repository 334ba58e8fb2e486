// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/pager.h"

#include <QStandardPaths>

#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

namespace lockstep {

namespace {

// For the handler of ^C: the pager keeps the terminal until it ends, and this must not end before.
volatile sig_atomic_t interruptedPipe = -1;
volatile sig_atomic_t interruptedChild = 0;

void onInterrupt(int)
{
    ::close(interruptedPipe);
    int status = 0;
    while (::waitpid(interruptedChild, &status, 0) < 0 && errno == EINTR) {
    }
    ::_exit(128 + SIGINT);
}

bool writeAll(int descriptor, const char *bytes, qint64 size)
{
    while (size > 0) {
        const ssize_t count = ::write(descriptor, bytes, size_t(size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        bytes += count;
        size -= count;
    }
    return true;
}

// Rows of the screen that a text takes: lines, those that are too long several times. Colours take none.
qint64 rowsOf(const QByteArray &text, int columns)
{
    qint64 rows = 0;
    qint64 width = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            rows += 1 + std::max<qint64>(width - 1, 0) / columns;
            width = 0;
        } else if (c == '\033') {
            while (i + 1 < text.size() && text[i] != 'm')
                ++i;
        } else if ((uchar(c) & 0xC0) != 0x80) {
            width += c == '\t' ? 8 - width % 8 : 1;
        }
    }
    return rows;
}

} // namespace

QString Pager::chosen()
{
    for (const char *name : {"LOCKSTEP_PAGER", "PAGER"}) {
        if (qEnvironmentVariableIsSet(name)) {
            const QString value = qEnvironmentVariable(name).trimmed();
            return value == QLatin1String("cat") ? QString() : value;
        }
    }
    return QStandardPaths::findExecutable(QStringLiteral("less")).isEmpty() ? QString() : QStringLiteral("less -FRX");
}

Pager::Pager(QString command) : m_command(std::move(command))
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        m_rows = size.ws_row;
        m_columns = size.ws_col;
    }
}

Pager::~Pager() { close(); }

void Pager::write(const QByteArray &text)
{
    switch (m_state) {
    case State::Holding:
        m_held += text;
        m_lines += rowsOf(text, m_columns);
        if (m_lines >= m_rows)
            start();
        return;
    case State::Feeding:
        feed(text);
        return;
    case State::Direct:
        writeAll(STDOUT_FILENO, text.constData(), text.size());
        return;
    case State::Gone:
        return;
    }
}

void Pager::start()
{
    int ends[2];
    if (m_command.isEmpty() || ::pipe2(ends, O_CLOEXEC) != 0)
        return passBy();
    // As git does: less ends by itself when all fits, keeps colours, and leaves its text on the screen.
    std::vector<std::string> variables;
    for (char **one = environ; *one; ++one)
        variables.emplace_back(*one);
    for (const char *one : {"LESS=FRX", "LV=-c"}) {
        const std::string name(one, std::string(one).find('='));
        if (!qEnvironmentVariableIsSet(name.c_str()))
            variables.emplace_back(one);
    }
    std::vector<char *> environment;
    for (std::string &one : variables)
        environment.push_back(one.data());
    environment.push_back(nullptr);
    std::string command = m_command.toStdString();
    std::string shell = "sh";
    std::string option = "-c";
    char *const words[] = {shell.data(), option.data(), command.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    const int fault = ::posix_spawn(&m_child, "/bin/sh", &actions, nullptr, words, environment.data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    m_pipe = ends[1];
    m_room = ::fcntl(m_pipe, F_GETPIPE_SZ);
    if (fault != 0)
        return passBy();
    std::signal(SIGPIPE, SIG_IGN);
    interruptedPipe = m_pipe;
    interruptedChild = m_child;
    std::signal(SIGINT, onInterrupt);
    m_state = State::Feeding;
    feed(std::exchange(m_held, {}));
}

void Pager::feed(const QByteArray &text)
{
    if (m_fed <= m_room)
        m_held += text;
    else
        m_held.clear();
    m_fed += text.size();
    if (writeAll(m_pipe, text.constData(), text.size()))
        return;
    const int status = wait();
    if ((status == 126 || status == 127) && !m_held.isEmpty()) // sh(1): it could not be started
        passBy();
    else
        m_state = State::Gone;
}

void Pager::passBy()
{
    m_state = State::Direct;
    write(std::exchange(m_held, {}));
}

int Pager::wait()
{
    ::close(std::exchange(m_pipe, -1));
    int status = 0;
    while (::waitpid(m_child, &status, 0) < 0 && errno == EINTR) {
    }
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGPIPE, SIG_DFL);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void Pager::close()
{
    if (m_state == State::Holding) {
        passBy();
    } else if (m_state == State::Feeding) {
        const int status = wait();
        m_state = State::Gone;
        if ((status == 126 || status == 127) && !m_held.isEmpty())
            passBy();
    }
}

} // namespace lockstep
