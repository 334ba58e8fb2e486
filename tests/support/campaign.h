// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace lockstep {

// Many trials of one promise, and what came of them. A test makes one, tells it of every trial and asks good() at its end; in an
// ordinary run that is a sample. `./run campaign` makes the whole of it and writes the figures into docs/reliability.md.
//   LOCKSTEP_TRIALS=N  so many trials        LOCKSTEP_SEED=N  drawn from that seed        LOCKSTEP_SECONDS=N  no more of them then
class Campaign
{
public:
    // `name`: what follows `./run campaign`. Several parts of one name, in one program or in many, are one row of the page.
    // `what`: one sentence. A part that goes through everything there is has no numbers of trials.
    Campaign(const char *name, const char *part, const char *what, int sample = 0, int whole = 0);
    ~Campaign();
    Campaign(const Campaign &) = delete;
    Campaign &operator=(const Campaign &) = delete;

    static bool isWhole() { return !qEnvironmentVariableIsEmpty("LOCKSTEP_LONG"); }
    // Trials are left to make, and time for them.
    bool goesOn() const;
    int wanted() const { return m_wanted; }
    // 1 for a sample, so that every ordinary run is the same; another one each time for a whole. Call it before the first trial.
    quint32 seed();

    // One more, which held, or what did not.
    void trial(const QString &fault = {});
    void trials(int held) { m_trials += held; }
    int done() const { return m_trials; }
    int failures() const { return m_failures; }
    bool good() const { return m_failures == 0 && m_trials > 0; }
    QByteArray told() const; // for QVERIFY2

    // A further figure of the page.
    void figure(const QString &name, const QString &value) { m_figures.append(QJsonArray{name, value}); }
    // A row of a list that the whole campaign should cover, and that this part covers it, and how.
    void row(const QString &id, const QString &title) { m_rows.append(QJsonArray{id, title}); }
    void covers(const QString &row, const QString &how) { m_covered.append(QJsonArray{row, how}); }

private:
    void write(bool ended) const;

    QString m_name;
    QString m_part;
    QString m_what;
    int m_wanted;
    quint32 m_seed = 0;
    int m_trials = 0;
    int m_failures = 0;
    QJsonArray m_faults; // the first ones
    QJsonArray m_figures;
    QJsonArray m_rows;
    QJsonArray m_covered;
    QElapsedTimer m_timer;
};

// "least / median / most" of some figures.
QString spread(QList<qint64> figures, const QString &unit);

} // namespace lockstep
