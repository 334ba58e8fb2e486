// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/master/clientdoor.h"
#include "tests/campaigns/racemodel.h"
#include "tests/core/masterhouse.h"

namespace lockstep {

// Many consoles at work on one group at once, each with its own key and connection, let in by the door of a shared master. What
// they do follows from the seed, in simulated time.
class Race
{
public:
    static constexpr int clients = 16;
    // By kind of operation and what came of it: "" when it was accepted.
    using Counts = QMap<QString, QMap<QString, int>>;
    Race(quint32 seed, Counts &counts);
    ~Race();
    Race(const Race &) = delete;
    Race &operator=(const Race &) = delete;

    // So many operations, with a look at everything now and then. What is wrong, or nothing.
    QString run(int operations);
    int done() const { return m_done; }
    qsizetype mostAtOnce() const { return m_model ? m_model->mostAtOnce() : 0; }
    const QStringList &trace() const { return m_trace; }

private:
    struct Client
    {
        int number = 0;
        QString name;
        Digest pin;
        std::mt19937 random;
        std::unique_ptr<MasterSession> session;
        std::unique_ptr<GroupSession> group;
        int edits = 0;
        QString doing; // nothing: it has ended
        int below(int most) { return int(random() % quint32(std::max(most, 1))); }
        bool chance(int percent) { return below(100) < percent; }
    };
    // --- the door (race.cpp)
    QString ready();
    void hear();
    void admit(std::unique_ptr<Channel> channel, const Digest &pin);
    Task<Result<std::unique_ptr<Peer>>> reach(int line, Digest pin);
    Task<Result<std::shared_ptr<MasterClient>>> dial(int number);
    Task<> enrol(int number, QString code);
    Task<> strange();
    int below(int most) { return int(m_random() % quint32(std::max(most, 1))); }
    void pass(qint64 milliseconds) { m_house.pass(milliseconds); }
    // --- what they do (raceacts.cpp)
    Task<> play(Client &client, int operations, int pace);
    Task<> act(Client &client);
    Task<> stageRecord(Client &client);
    Task<> stageFile(Client &client);
    Task<> stageZone(Client &client);
    Task<> discard(Client &client);
    Task<> deploy(Client &client);
    Task<> rollBack(Client &client);
    Task<> review(Client &client);
    Task<> manage(Client &client);
    template <class M> Task<Result<typename M::Reply>> ask(Client &client, QString kind, M method, typename M::Request request);
    void count(const Client &client, const QString &kind, const QString &code);
    void breakSoon(Client &client);
    // --- when it is quiet (race.cpp)
    void rest();
    void look();
    std::optional<RaceContent> content(const QString &which);
    void restart();
    void say(const QString &what);
    QString wrong() const { return m_wrong.isEmpty() && m_model ? m_model->wrong() : m_wrong; }

    MasterHouse m_house{3};
    std::mt19937 m_random;
    Counts &m_counts;
    QTemporaryDir m_data;
    std::unique_ptr<Files> m_files = realFiles();
    ClientDoor m_door{*m_files, m_data.path()};
    Identity m_identity = ClientDoor::identity(*m_files, m_data.path()).value();
    Life m_life = std::make_shared<bool>(true);
    SimClock m_clock{m_house.master->time, m_life};
    std::unique_ptr<RaceModel> m_model;
    std::vector<std::unique_ptr<Client>> m_clients;
    QList<QPointer<Peer>> m_peers; // the master's ends
    TaskBag m_tasks;
    int m_playing = 0;
    int m_done = 0;
    QStringList m_trace;
    QString m_wrong;
};

} // namespace lockstep
