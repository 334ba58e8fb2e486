// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/campaign.h"
#include "tests/support/suite.h"
#include "tests/system/faultrows.h"
#include "tests/system/flowscene.h"

#include <QRegularExpression>

#include <signal.h>

using namespace lockstep;

namespace {

const char *const metNames[] = {"refused at prepare", "taken back", "made right and served", "shown, and put right"};

} // namespace

// What a reload hides, row by row: made through staging or by hand on a member, and looked at on the wire, again after named was
// restarted. Nobody may say "in sync" of a server that serves anything but live.
class TestFaultMatrix : public QObject
{
    Q_OBJECT
    std::unique_ptr<LiveGroup> m_group;
    std::unique_ptr<GroupTruth> m_truth;
    std::unique_ptr<Campaign> m_campaign;
    const QList<FaultRow> m_rows = faultRows();
    QList<QByteArray> m_before;
    QList<QByteArray> m_given;
    int m_met[4] = {0, 0, 0, 0};
    int m_base = 0; // the deployment of what is served before each row
    int m_greens = 0;
    int m_falseGreens = 0;
    int m_restarts = 0;

    static constexpr int patience = 20000;

    QString words(const QString &command, int exit, const QByteArray &told, QByteArray *said)
    {
        const Host::Output done = m_group->lockstep(command);
        *said += done.out + done.err;
        if (done.exit != exit)
            return QStringLiteral("\"%1\" ended with %2: %3").arg(command).arg(done.exit).arg(QString::fromUtf8(done.out + done.err));
        return told.isEmpty() || done.out.contains(told) || done.err.contains(told)
                   ? QString()
                   : QStringLiteral("\"%1\" does not say \"%2\": %3").arg(command, QString::fromUtf8(told), QString::fromUtf8(done.out + done.err));
    }
    QString stage(const StagedEdit &edit)
    {
        const Host::Output shown = m_group->lockstep(QStringLiteral("stage|show|") + edit.file);
        const QByteArray before = shown.exit == 0 ? shown.out : QByteArray();
        const QByteArray after = edit.change(before);
        const Host::Output set = m_group->lockstep(QStringLiteral("stage|set|%1|--from|-").arg(edit.file), after);
        return after != before && set.exit == 0 ? QString() : QStringLiteral("%1 cannot be staged: %2").arg(edit.file, QString::fromUtf8(set.err));
    }
    // Whenever the group calls itself in sync, it is so; m_given: what each server gives away then, if it does.
    QString green()
    {
        m_given.clear();
        const QString lie = m_truth->falseGreen(&m_given);
        m_greens += m_given.size() == 3;
        m_falseGreens += !lie.isEmpty();
        return lie;
    }
    // At rest again, within patience.
    QString settled()
    {
        QString now;
        if (!comes([&] { return (now = m_truth->state()) == QLatin1String("in-sync"); }, patience))
            return QStringLiteral("the group stays ") + now;
        const QString lie = green();
        return !lie.isEmpty() || m_given.size() == 3 ? lie : QStringLiteral("the group is in sync and is not");
    }
    QString settledAsBefore()
    {
        const QString fault = settled();
        return fault.isEmpty() && m_given != m_before ? QStringLiteral("it is not served what was served before") : fault;
    }
    QString servedAsBefore() const
    {
        for (int i = 0; i < 3; ++i) {
            if (m_truth->served(i) != m_before[i])
                return QStringLiteral("ns%1 serves something else than before").arg(i + 1);
        }
        return {};
    }
    QString restart()
    {
        ++m_restarts;
        return m_truth->restartNamed();
    }

    // Shown as long as it is there, also after named was started again where that changes nothing; then put right.
    QString shown(const FaultRow &row, QByteArray *said)
    {
        QString fault = words(QStringLiteral("status"), 0, row.told, said);
        if (fault.isEmpty() && said->startsWith("Edge: in-sync"))
            ++m_falseGreens, fault = QStringLiteral("the status says in sync: ") + QString::fromUtf8(*said);
        if (fault.isEmpty())
            fault = green();
        if (fault.isEmpty() && row.after)
            return row.after(*m_group);
        return fault.isEmpty() ? words(QStringLiteral("member|sync|ns2"), 0, {}, said) : fault;
    }

    QString play(const FaultRow &row, QByteArray *said)
    {
        const std::function<QString()> steps[] = {
            [&] { return row.before ? row.before(*m_group) : QString(); },
            [&] { return row.met == Met::Shown ? shown(row, said) : through(row, said); },
            [&] { return row.after && row.met != Met::Shown ? row.after(*m_group) : QString(); },
            [&] {
                m_group->lockstep(QStringLiteral("stage|discard|--all"));
                return settledAsBefore();
            },
            [&] { return restart(); },
            [&] { return settledAsBefore(); },
        };
        for (const auto &step : steps) {
            if (const QString fault = step(); !fault.isEmpty())
                return fault;
        }
        return {};
    }
    // Staged, prepared and deployed as far as it may come; what was served before is served in the end.
    QString through(const FaultRow &row, QByteArray *said)
    {
        for (const StagedEdit &edit : row.edits) {
            if (const QString fault = stage(edit); !fault.isEmpty())
                return fault;
        }
        const bool refused = row.met == Met::Refused;
        QString fault = words(QStringLiteral("prepare"), refused ? 1 : 0, refused ? row.told : QByteArray(), said);
        if (!fault.isEmpty() || refused)
            return fault.isEmpty() ? servedAsBefore() : fault;
        if (row.between)
            fault = row.between(*m_group);
        if (fault.isEmpty())
            fault = words(QStringLiteral("deploy"), row.met == Met::Served ? 0 : 1, row.told, said);
        if (!fault.isEmpty() || row.met == Met::TakenBack)
            return fault;
        const std::function<QString()> steps[] = {[&] { return settled(); },
                                                  [&] { return row.see ? row.see(*m_group) : QString(); },
                                                  [&] { return restart(); },
                                                  [&] { return settled(); },
                                                  [&] { return row.see ? row.see(*m_group) : QString(); },
                                                  [&] { return words(QStringLiteral("rollback"), 0, {}, said); }};
        for (const auto &step : steps) {
            if (fault = step(); !fault.isEmpty())
                return fault;
        }
        return {};
    }
    // Why, as it was told; for the page.
    static QString reasonIn(const QByteArray &said)
    {
        static const QRegularExpression reason(QStringLiteral("^.*(error|fail|refus|named|says|not|:\\d+).*$"),
                                               QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
        return reason.match(QString::fromUtf8(said)).captured(0).trimmed().left(140);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_group = std::make_unique<LiveGroup>([](const Host &host) {
            host.write(QStringLiteral("/var/lib/bind/dyn.db"), "$TTL 60\n@ IN SOA ns1 h 1 3600 600 86400 60\n@ IN NS ns1\nns1 IN A 192.0.2.53\n");
            if (!namedUser().isEmpty())
                host.run({QStringLiteral("chown"), QStringLiteral("bind:bind"), QStringLiteral("/var/lib/bind/dyn.db")});
        });
        QVERIFY2(m_group->fault().isEmpty(), qPrintable(m_group->fault()));
        m_truth = std::make_unique<GroupTruth>(*m_group);
        FlowScene scene(*m_group, *m_truth);
        QVERIFY(scene.before(Phase::RollBack)); // a deployment to come back to
        QCOMPARE(settled(), QString());
        m_before = m_given;
        m_base = m_truth->status().value(QLatin1String("liveDeployment")).toInt();
        // The look at the wire finds what it looks for.
        for (int i = 0; i < 3; ++i)
            QVERIFY2(m_before[i].count(" SOA ") == 4 && m_before[i].contains("10.0.0.80") && m_before[i].contains("192.0.2.25"),
                     m_before[i].constData());
        m_campaign = std::make_unique<Campaign>(
            "faults", "rows",
            "On three hosts with real named: what a reload was seen to hide (BIND says \"successful\" for most of it), made through staging or by hand "
            "on a member. Each is refused at prepare, taken back by the deploy, made right, or shown until it is put right; then every zone of "
            "every view is transferred from every server and compared with the files, again after each named was restarted.");
        for (const FaultRow &row : m_rows)
            m_campaign->row(QLatin1String(row.id), QLatin1String(row.fault));
    }
    void cleanupTestCase()
    {
        if (m_campaign) {
            for (const int met : {0, 1, 2, 3})
                m_campaign->figure(QLatin1String(metNames[met]), QString::number(m_met[met]));
            m_campaign->figure(QStringLiteral("times that it said \"in sync\", and every zone was compared"), QString::number(m_greens));
            m_campaign->figure(QStringLiteral("false greens"), QString::number(m_falseGreens));
            m_campaign->figure(QStringLiteral("restarts of all three named"), QString::number(m_restarts));
            QVERIFY2(m_campaign->good(), m_campaign->told());
        }
        m_truth.reset();
        m_group.reset();
        m_campaign.reset();
    }

    void whatAReloadHides_data()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < int(m_rows.size()); ++i) {
            const bool possible = !m_rows[i].wantsUsers || !namedUser().isEmpty();
            if (possible && (Campaign::isWhole() || i % 11 == 8))
                QTest::newRow(m_rows[i].id) << i;
        }
    }

    void whatAReloadHides()
    {
        QFETCH(int, row);
        const FaultRow &one = m_rows.at(row);
        QByteArray said;
        const QString fault = play(one, &said);
        m_campaign->trial(fault.isEmpty() ? QString() : QStringLiteral("%1: %2").arg(QLatin1String(one.id), fault));
        if (fault.isEmpty()) {
            const QString reason = one.met == Met::Served ? QString() : reasonIn(said);
            m_campaign->covers(QLatin1String(one.id),
                               QLatin1String(metNames[int(one.met)]) + (reason.isEmpty() ? QString() : QStringLiteral(", \"%1\"").arg(reason)));
            ++m_met[int(one.met)];
            return;
        }
        // The next row begins in order, whatever this one left.
        if (one.after)
            one.after(*m_group);
        m_group->lockstep(QStringLiteral("stage|discard|--all"));
        m_group->host(handHost).signal(m_group->host(handHost).namedPid(), SIGCONT);
        m_truth->restartNamed();
        m_group->lockstep(QStringLiteral("member|sync|ns2"));
        m_group->lockstep(QStringLiteral("rollback|--to|%1").arg(m_base));
        QFAIL(qPrintable(fault));
    }
};

LOCKSTEP_SUITE(TestFaultMatrix)
#include "tst_faultmatrix.moc"
