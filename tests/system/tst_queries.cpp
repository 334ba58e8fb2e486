// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/campaign.h"
#include "tests/support/suite.h"
#include "tests/system/queryload.h"
#include "tests/system/zonechurn.h"

#include <QElapsedTimer>
#include <QFile>

#include <signal.h>

using namespace lockstep;

namespace {

const char *const what =
    "dnsperf asks one of three servers over UDP while the group deploys, right after the same without a deploy; so many questions may be open "
    "that a silent server shows as loss. Where statements stay the same no answer is SERVFAIL or REFUSED, and no more questions are lost than without "
    "deploys. A small asker of its own asks all three servers all the time: every answer is of one of the two generations, and none is of the old one "
    "after the deploy was told done.";

constexpr int mostFailures = 3;

} // namespace

class TestQueries : public QObject
{
    Q_OBJECT
    std::unique_ptr<ZoneChurn> m_churn;
    std::unique_ptr<AnswerWatch> m_watch;
    QString m_rateTold;
    int m_rate = 0;
    qint64 m_slowest = 0; // ms that a prepare and its deploy took

    struct Lot
    {
        LoadReport steady;
        LoadReport touched;
        qint64 thrown = 0; // at the server's own socket
    };
    struct Figures
    {
        Lot control;
        Lot under;
        QList<qint64> stage, prepare, deploy;
        qint64 thrown[3] = {0, 0, 0}; // the same while it staged, prepared, deployed
        int late = 0;                 // deploys that outlasted the questions
    };

    const Host &target() const { return m_churn->servers().host(0); }

    // One length of questions; `meanwhile` is given the loads.
    template <class Fn> Lot asked(Churn kind, int seconds, Fn meanwhile)
    {
        const bool parted = !ZoneChurn::keepsStatements(kind);
        const qint64 before = overflows(target());
        const QString address = target().address();
        const int rate = parted ? m_rate / 2 : m_rate;
        QueryLoad steady(m_churn->asker(), address, m_churn->steadyQuestions(kind), rate, seconds);
        std::optional<QueryLoad> touched;
        if (parted)
            touched.emplace(m_churn->asker(), address, m_churn->touchedQuestions(kind), rate, seconds);
        meanwhile(steady);
        Lot lot{steady.end(), {}, 0};
        if (touched)
            lot.touched = touched->end();
        lot.thrown = overflows(target()) - before;
        return lot;
    }

    template <class Fn> QString step(QList<qint64> &times, qint64 *thrown, Fn fn)
    {
        const qint64 before = overflows(target());
        const ZoneChurn::Step done = fn();
        times.append(done.elapsed);
        if (thrown)
            *thrown += overflows(target()) - before;
        return done.fault;
    }
    QString stage(Churn kind, Figures &figures, qint64 *thrown)
    {
        return step(figures.stage, thrown, [&] { return m_churn->stage(kind); });
    }
    QString deploy(Churn kind, QueryLoad &load, Figures &figures)
    {
        QElapsedTimer timer;
        timer.start();
        QString fault = step(figures.prepare, &figures.thrown[1], [&] { return m_churn->prepare(kind); });
        if (fault.isEmpty())
            fault = step(figures.deploy, &figures.thrown[2], [&] { return m_churn->deploy(*m_watch); });
        m_slowest = std::max(m_slowest, timer.elapsed());
        figures.late += load.isRunning() ? 0 : 1;
        const QString wrong = m_watch->takeFaults();
        return fault.isEmpty() ? wrong : fault;
    }

    // Deploys as long as questions are asked; the first one is staged already. The last one's fault is left to the caller.
    QString deployMeanwhile(Churn kind, Campaign &campaign, int seconds, QueryLoad &load, Figures &figures)
    {
        QElapsedTimer timer;
        timer.start();
        QString last = deploy(kind, load, figures);
        while (campaign.wanted() > campaign.done() + 1 && campaign.failures() < mostFailures &&
               timer.elapsed() + (m_slowest + figures.stage.last()) * 5 / 4 < seconds * 1000) {
            campaign.trial(last);
            last = stage(kind, figures, &figures.thrown[0]);
            if (last.isEmpty())
                last = deploy(kind, load, figures);
        }
        return last;
    }

    static QString wrongAnswers(Churn kind, const Lot &control, const Lot &under)
    {
        for (const Lot *lot : {&control, &under}) {
            for (const QString &fault : {lot->steady.fault, lot->touched.fault}) {
                if (!fault.isEmpty())
                    return fault;
            }
        }
        // Nothing that a deploy does concerns these zones, or their statements at least.
        const LoadReport &steady = under.steady;
        if (steady.of("SERVFAIL") + steady.of("REFUSED") > 0 || steady.of("NOERROR") + steady.lost != steady.sent)
            return QStringLiteral("zones that stay as they are were not answered well: ") + steady.told();
        if (ZoneChurn::keepsStatements(kind) && steady.lost > control.steady.lost + (Campaign::isWhole() ? 0 : under.thrown))
            return QStringLiteral("%1 questions were lost, %2 without deploys; %3 at the server's own socket")
                .arg(steady.lost)
                .arg(control.steady.lost)
                .arg(under.thrown);
        return {};
    }

    void play(Churn kind, const char *part, int sample, int whole)
    {
        Campaign campaign("queries", part, what, sample, whole);
        Figures sum;
        const AnswerWatch::Tally before = m_watch->tally();
        while (campaign.goesOn() && campaign.failures() < mostFailures) {
            QString last = stage(kind, sum, nullptr);
            QVERIFY2(last.isEmpty(), qPrintable(last));
            const int seconds = std::max(!Campaign::isWhole() ? 3 : kind == Churn::Tenth ? 30 : 20, int(2 * m_slowest / 1000) + 2);
            const Lot control = asked(kind, seconds, [](QueryLoad &) {});
            const Lot under = asked(kind, seconds, [&](QueryLoad &load) { last = deployMeanwhile(kind, campaign, seconds, load, sum); });
            const QString wrong = wrongAnswers(kind, control, under);
            campaign.trial(last.isEmpty() ? wrong : last);
            const auto add = [](Lot &to, const Lot &one) {
                to.steady += one.steady;
                to.touched += one.touched;
                to.thrown += one.thrown;
            };
            add(sum.control, control);
            add(sum.under, under);
        }
        const bool parted = !ZoneChurn::keepsStatements(kind);
        const auto figure = [&](const char *when, const Lot &lot) {
            campaign.figure(QLatin1String(when), lot.steady.told());
            if (parted)
                campaign.figure(QLatin1String(when) + QStringLiteral(", of the zones concerned"), lot.touched.told());
        };
        campaign.figure(QStringLiteral("asked of one server"),
                        m_rateTold + (parted ? QStringLiteral(", half of them for the zones concerned") : QString()));
        figure("without deploys", sum.control);
        figure("while it deployed, equally long", sum.under);
        campaign.figure(QStringLiteral("of the lost ones, thrown away at the server's full socket"),
                        QStringLiteral("%1 without deploys, %2 while it deployed: %3 at stage, %4 at prepare, %5 at deploy")
                            .arg(sum.control.thrown)
                            .arg(sum.under.thrown)
                            .arg(sum.thrown[0])
                            .arg(sum.thrown[1])
                            .arg(sum.thrown[2]));
        campaign.figure(QStringLiteral("deploys"), QStringLiteral("%1, %2 of them outlasted the questions").arg(sum.deploy.size()).arg(sum.late));
        const QString unit = QStringLiteral("ms, least / median / most");
        campaign.figure(QStringLiteral("stage"), spread(sum.stage, unit));
        campaign.figure(QStringLiteral("prepare"), spread(sum.prepare, unit));
        campaign.figure(QStringLiteral("deploy"), spread(sum.deploy, unit));
        const AnswerWatch::Tally after = m_watch->tally();
        campaign.figure(
            QStringLiteral("the asker of its own, all three servers"),
            QStringLiteral("%1 asked, %2 not answered in a second, %3 with a fault, %4 answers of the old generation while the new one might come")
                .arg(after.asked - before.asked)
                .arg(after.unanswered - before.unanswered)
                .arg(after.failed - before.failed)
                .arg(after.before - before.before));
        QVERIFY2(campaign.good(), campaign.told());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_churn = std::make_unique<ZoneChurn>(Campaign::isWhole() ? 1000 : 50);
        QCOMPARE(m_churn->fault(), QString());
        m_watch = std::make_unique<AnswerWatch>(m_churn->asker(), m_churn->addresses(), ZoneChurn::watchedZone(), ZoneChurn::watchedName(),
                                                m_churn->live());
        QCOMPARE(m_churn->stage(Churn::Tenth).fault, QString());
        QElapsedTimer timer; // how long one takes
        timer.start();
        QCOMPARE(m_churn->prepare(Churn::Tenth).fault, QString());
        QCOMPARE(m_churn->deploy(*m_watch).fault, QString());
        m_slowest = timer.elapsed();
        QTRY_VERIFY(m_watch->tally().asked > 20);
        QCOMPARE(m_watch->takeFaults(), QString());
        m_rate = reachableRate(m_churn->asker(), target().address(), m_churn->steadyQuestions(Churn::Tenth), Campaign::isWhole() ? 5000 : 500,
                               &m_rateTold);
        QVERIFY2(m_rate > 0, qPrintable(m_rateTold));
    }
    void cleanupTestCase()
    {
        m_watch.reset();
        m_churn.reset();
    }

    // Otherwise all that follows would prove nothing.
    void whatIsWrongIsSeen()
    {
        const Host &server = m_churn->servers().host(1);
        QueryLoad load(m_churn->asker(), server.address(), m_churn->steadyQuestions(Churn::Tenth), 300, 8);
        QTest::qWait(1500);
        server.signal(server.namedPid(), SIGSTOP);
        QTest::qWait(QueryLoad::patience * 1000 + 700);
        server.signal(server.namedPid(), SIGCONT);
        const LoadReport silent = load.end();
        QVERIFY2(silent.fault.isEmpty() && silent.lost > 100 && silent.mostMs > 100 && silent.sent > 1000, qPrintable(silent.fault + silent.told()));
        QVERIFY(m_watch->tally().unanswered > 0);
        QFile strange(QStringLiteral("/tmp/lockstep-hosts/strange.txt"));
        QVERIFY(strange.open(QIODevice::WriteOnly) && strange.write("h1.z1.example A\nwww.nobody.example A\n") > 0);
        strange.close();
        const LoadReport refused = QueryLoad(m_churn->asker(), server.address(), strange.fileName(), 100, 1).end();
        QVERIFY2(refused.of("REFUSED") > 10 && refused.of("NOERROR") > 10 && refused.lost == 0, qPrintable(refused.fault + refused.told()));
        // A deploy that is told done and is not.
        AnswerWatch watch(m_churn->asker(), m_churn->addresses(), ZoneChurn::watchedZone(), ZoneChurn::watchedName(), m_churn->live());
        QTRY_VERIFY(watch.tally().asked > 20);
        QCOMPARE(watch.takeFaults(), QString());
        watch.mayCome({1, 1});
        QTest::qWait(100);
        QCOMPARE(watch.takeFaults(), QString());
        watch.isLive();
        QString seen;
        QTRY_VERIFY(!(seen += watch.takeFaults()).isEmpty());
        QVERIFY2(seen.contains(QLatin1String("only 1 and later may come")), qPrintable(seen));
    }

    void statementsStayTheSame() { play(Churn::Tenth, "a tenth of the zones change", 3, 50); }
    void allZonesChange() { play(Churn::All, "all zones change", 1, 2); }
    void zonesAreMadeAnew() { play(Churn::Recreate, "a tenth of the zones are made anew", 1, 6); }
    void zonesComeAndGo() { play(Churn::ComeAndGo, "a tenth of the zones come or go", 1, 6); }
};

LOCKSTEP_SUITE(TestQueries)
#include "tst_queries.moc"
