// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QDateTime>
#include <QFile>
#include <QTimer>

#include <ctime>

namespace lockstep {

namespace {

class SystemClock final : public Clock
{
public:
    qint64 now() const override { return QDateTime::currentMSecsSinceEpoch(); }

    qint64 sinceBoot() const override
    {
        timespec time{};
        clock_gettime(CLOCK_BOOTTIME, &time);
        return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
    }

    QString bootId() const override
    {
        QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
        return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
    }

    Task<bool> sleep(qint64 milliseconds, Cancel cancel) override
    {
        Promise<bool> done;
        QTimer timer;
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, [done]() mutable { done.set(true); });
        timer.start(std::chrono::milliseconds(milliseconds));
        const Cancel::Token token = cancel.onRaise([done]() mutable { done.set(false); });
        const bool passed = co_await done.wait();
        co_return passed;
    }
};

} // namespace

Clock &systemClock()
{
    static SystemClock clock;
    return clock;
}

} // namespace lockstep
