// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandbox.h"

#include <QMap>

namespace lockstep {

// What came of the questions that dnsperf asked.
struct LoadReport
{
    QString fault; // it did not run, or its words cannot be read
    qint64 sent = 0;
    qint64 lost = 0; // not answered within QueryLoad::patience
    QMap<QString, qint64> codes;
    double rate = 0; // answers in a second
    double averageMs = 0;
    double mostMs = 0;

    qint64 of(const char *code) const { return codes.value(QLatin1String(code)); }
    LoadReport &operator+=(const LoadReport &other);
    // "200,000 asked, 0 lost, 0 SERVFAIL, 0 REFUSED; 0.21 ms on average, 48 at most"
    QString told() const;
};

// dnsperf on a host of its own, which asks one server over UDP at an even rate. So many questions may wait for their answers that a server that
// is silent for all of its patience does not slow it down: what is lost shows.
class QueryLoad
{
public:
    static constexpr int patience = 2; // seconds
    // `questions`: a file of lines "NAME TYPE", asked again and again in their order.
    QueryLoad(const Host &asker, QString server, QString questions, int rate, int seconds);
    ~QueryLoad();
    QueryLoad(const QueryLoad &) = delete;
    QueryLoad &operator=(const QueryLoad &) = delete;

    bool isRunning();
    LoadReport end(); // waits for it

private:
    const Host &m_asker;
    QString m_log;
    int m_seconds;
    qint64 m_pid;
};

// Of the rates from `wanted` downwards by halves, the first that the machine can ask and be answered with nothing lost; told() says why not more.
int reachableRate(const Host &asker, const QString &server, const QString &questions, int wanted, QString *told);

// Datagrams that a host's kernel threw away because nobody read them in time (RcvbufErrors), since it started.
qint64 overflows(const Host &host);

} // namespace lockstep
