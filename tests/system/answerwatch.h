// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandbox.h"

#include <QMutex>
#include <QThread>

#include <atomic>

namespace lockstep {

// What tells one generation of a zone from another on the wire.
struct WatchedAnswer
{
    quint32 serial = 0;
    quint32 address = 0; // of the name that is asked for
    bool operator==(const WatchedAnswer &) const = default;
};

// Asks some servers over UDP all the time for the serial and one address of a zone, each one question after the other, and knows which
// generations may come at any moment: the one that is live, while a deploy runs also the next one, and after it was told done never again an
// older one. From one server no older one may come after a newer one either.
class AnswerWatch : public QThread
{
public:
    struct Tally
    {
        qint64 asked = 0;
        qint64 unanswered = 0; // within a second
        qint64 failed = 0;     // SERVFAIL, REFUSED and the like
        qint64 before = 0;     // answers of a generation while a newer one was allowed already
    };

    AnswerWatch(const Host &asker, QStringList servers, const QString &zone, const QString &name, const WatchedAnswer &live);
    ~AnswerWatch() override;

    void mayCome(const WatchedAnswer &next); // a deploy begins
    void isLive();                           // it was told done
    Tally tally() const;
    QString takeFaults(); // what was wrong since the last time, or empty

protected:
    void run() override;

private:
    void ask(int socket, qsizetype server, bool serial);
    void judge(qsizetype server, int least, const WatchedAnswer &answer, bool serial);
    void fault(qsizetype server, const QString &what);

    const Host &m_asker;
    QStringList m_servers;
    QByteArray m_zone;
    QByteArray m_name;
    mutable QMutex m_lock;
    QList<WatchedAnswer> m_known; // all there were, in their order
    QList<int> m_least;           // for each server, of a question that is asked now
    Tally m_tally;
    QStringList m_faults;
    quint16 m_id = 0;
    std::atomic<bool> m_over = false;
};

} // namespace lockstep
