// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QObject>
#include <QtConcurrentRun>

#include <functional>
#include <memory>

namespace lockstep {

// Work on values in another thread, of which only the newest counts: an older one that is still going is passed over when it
// ends, and nothing is told once `context` is gone.
class Latest
{
public:
    template <class Work, class Then> void run(QObject *context, Work work, Then then)
    {
        using Result = std::invoke_result_t<Work>;
        const auto number = m_number;
        const quint64 mine = ++*number;
        QtConcurrent::run(std::move(work)).then(context, [number, mine, then = std::move(then)](const Result &result) mutable {
            if (*number == mine)
                then(result);
        });
    }
    void cancel() { ++*m_number; }

private:
    std::shared_ptr<quint64> m_number = std::make_shared<quint64>(0);
};

} // namespace lockstep
