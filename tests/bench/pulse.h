// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimerEvent>

#include <algorithm>

namespace lockstep {

// The longest time in which the event loop did not turn, milliseconds: what an input event would have waited at most.
class Pulse : public QObject
{
public:
    Pulse() { begin(); }
    void begin()
    {
        m_worst = 0;
        m_last.start();
        if (m_timer == 0)
            m_timer = startTimer(1, Qt::PreciseTimer);
    }
    double worst() const { return std::max(m_worst, sinceLast()); }

protected:
    void timerEvent(QTimerEvent *) override
    {
        m_worst = std::max(m_worst, sinceLast());
        m_last.restart();
    }

private:
    double sinceLast() const { return double(m_last.nsecsElapsed()) / 1e6; }

    QElapsedTimer m_last;
    double m_worst = 0;
    int m_timer = 0;
};

} // namespace lockstep
