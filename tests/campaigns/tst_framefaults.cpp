// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rpc/websocketchannel.h"
#include "tests/campaigns/flowtrial.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

enum class Fault { None, Cut, MasterLearns, MemberLearns, Silent, SilentToMaster, SilentToMember, Twice, Garbage };

constexpr int masterSide = 0;

// What lies in the way on the first member's connections: something happens to the `at`-th frame of a flow, or from it on.
struct Meddling
{
    Fault fault = Fault::None;
    int at = -1;
    int seen = 0;
    bool over = false;                       // nothing more happens to other connections
    std::shared_ptr<SimLine> line = nullptr; // on which it happened
    std::mt19937 random{5};

    QList<SimLine::Frame> meddle(SimNetwork &network, const std::shared_ptr<SimLine> &on, const SimLine::Frame &frame)
    {
        if (on->member != 0)
            return {frame};
        if (on == line)
            return after(frame);
        if (frame.end || over || seen++ != at)
            return {frame};
        line = on;
        const bool stays = fault == Fault::Twice || fault == Fault::Garbage;
        for (const int side : {0, 1}) {
            if (!stays) // the system ends what nobody answers (core/rpc)
                network.tellEnd(line, side, silenceMs);
        }
        return now(frame);
    }

private:
    static SimLine::Frame endFor(int side) { return {side, {}, false, true}; }
    QList<SimLine::Frame> now(const SimLine::Frame &frame)
    {
        switch (fault) {
        case Fault::Cut:
            return {endFor(masterSide), endFor(1 - masterSide)};
        case Fault::MasterLearns:
            return {endFor(masterSide)};
        case Fault::MemberLearns:
            return {endFor(1 - masterSide)};
        case Fault::Twice:
            return {frame, frame};
        case Fault::Garbage: {
            SimLine::Frame other = frame;
            for (char &byte : other.bytes)
                byte = char(random());
            return {other};
        }
        default:
            return after(frame);
        }
    }
    // Everything that comes later on the same connection.
    QList<SimLine::Frame> after(const SimLine::Frame &frame) const
    {
        const bool toMaster = frame.to == masterSide;
        const bool passes = fault == Fault::None || fault == Fault::Twice || fault == Fault::Garbage ||
                            (fault == Fault::SilentToMaster && !toMaster) || (fault == Fault::SilentToMember && toMaster);
        return passes ? QList<SimLine::Frame>{frame} : QList<SimLine::Frame>();
    }
};

struct Row
{
    Fault fault;
    const char *name;
};

constexpr Row cuts[] = {{Fault::Cut, "both ends learn of it"},
                        {Fault::MasterLearns, "only the master learns of it"},
                        {Fault::MemberLearns, "only the member learns of it"}};
constexpr Row others[] = {{Fault::Silent, "half open, silent both ways"},
                          {Fault::SilentToMaster, "half open, the master hears nothing"},
                          {Fault::SilentToMember, "half open, the member hears nothing"},
                          {Fault::Twice, "the frame comes twice"},
                          {Fault::Garbage, "the frame is garbage"}};

} // namespace

// Every frame between the master and one of two members, with whatever can befall it.
class TestFrameFaults : public QObject
{
    Q_OBJECT
    // Frames of a flow in which nothing is in the way.
    static int framesOf(Flow flow, QString *wrong)
    {
        MasterHouse house;
        FlowTrial trial(house);
        *wrong = trial.ready(flow);
        Meddling meddling;
        house.network.setMeddler([&](const auto &line, const auto &frame) { return meddling.meddle(house.network, line, frame); });
        const Operation told = trial.run();
        meddling.over = true;
        if (wrong->isEmpty() && told.outcome != (flow == Flow::Return ? Outcome::Returned : Outcome::Succeeded))
            *wrong = QString::fromUtf8(MasterHouse::told(told));
        if (wrong->isEmpty())
            *wrong = trial.lies(told);
        if (wrong->isEmpty())
            *wrong = trial.settle();
        return meddling.seen;
    }

    static void play(Campaign &campaign, const QList<Row> &rows)
    {
        int number = 0;
        for (const Flow flow : allFlows) {
            QString wrong;
            const int frames = framesOf(flow, &wrong);
            QVERIFY2(wrong.isEmpty() && frames > 5, qPrintable(wrong));
            campaign.figure(QLatin1String(flowNames[int(flow)]), QStringLiteral("%1 frames").arg(frames));
            for (const Row &row : rows) {
                QList<qint64> ends;
                for (int at = 0; at < frames; ++at) {
                    if (!Campaign::isWhole() && number++ % 31 != 0)
                        continue;
                    MasterHouse house;
                    FlowTrial trial(house);
                    Meddling meddling;
                    meddling.fault = row.fault;
                    meddling.at = at;
                    wrong = trial.ready(flow);
                    house.network.setMeddler([&](const auto &line, const auto &frame) { return meddling.meddle(house.network, line, frame); });
                    const qint64 began = house.schedule.time();
                    const Operation told = wrong.isEmpty() ? trial.run() : Operation();
                    meddling.over = true;
                    ends.append(house.schedule.time() - began);
                    if (wrong.isEmpty())
                        wrong = trial.lies(told);
                    if (wrong.isEmpty())
                        wrong = trial.settle();
                    campaign.trial(wrong.isEmpty() ? QString()
                                                   : QStringLiteral("%1, frame %2, %3: %4")
                                                         .arg(QLatin1String(flowNames[int(flow)]))
                                                         .arg(at)
                                                         .arg(QLatin1String(row.name), wrong));
                }
                campaign.figure(QStringLiteral("%1, %2: until its end is told").arg(QLatin1String(flowNames[int(flow)]), QLatin1String(row.name)),
                                spread(ends, QStringLiteral("ms of simulated time, least / median / most")));
            }
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

private Q_SLOTS:
    void cutAtEveryFrame()
    {
        Campaign campaign(
            "cuts", "frames",
            "The connection between the master and a member is cut at every frame boundary of prepare, deploy (with its confirm) and "
            "return: each member then holds exactly one known generation, nobody was told that a thing was done which was not, and trying "
            "again comes to its end.");
        play(campaign, QList<Row>(std::begin(cuts), std::end(cuts)));
    }

    void badAtEveryFrame()
    {
        Campaign campaign(
            "frames", "every frame",
            "The same promises with a connection that goes half open, repeats a frame or carries garbage in its place, at every frame.");
        play(campaign, QList<Row>(std::begin(others), std::end(others)));
    }
};

LOCKSTEP_SUITE(TestFrameFaults)
#include "tst_framefaults.moc"
