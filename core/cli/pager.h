// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <sys/types.h>

#include <memory>

namespace lockstep {

// Text for a terminal. What fits on the screen is written to it when this ends; what does not goes through another program
// ("less -FRX", started by sh), as git does it.
class Pager
{
public:
    // LOCKSTEP_PAGER, PAGER, less where it is installed; "" when there is none or it is "cat".
    static QString chosen();

    explicit Pager(QString command);
    ~Pager();
    Pager(const Pager &) = delete;
    Pager &operator=(const Pager &) = delete;

    // A pager that was left before its end takes no more, and that is no fault. One that cannot be started is passed by.
    void write(const QByteArray &text);
    // Waits for its end.
    void close();

private:
    void start();
    void feed(const QByteArray &text);
    void passBy();
    int wait();

    enum class State { Holding, Feeding, Gone, Direct };
    State m_state = State::Holding;
    QString m_command;
    QByteArray m_held; // not written yet; later what a pager that never ran may have swallowed
    int m_rows = 24;
    int m_columns = 80;
    qint64 m_lines = 0;
    qint64 m_fed = 0;
    qint64 m_room = 0; // of the pipe: as much may be fed without the pager reading any of it
    int m_pipe = -1;
    pid_t m_child = 0;
};

} // namespace lockstep
