// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/hello.h"
#include "core/protocol/methods.h"
#include "tests/core/jsonshapes.h"

#include <QRegularExpression>

#include <tuple>

using namespace lockstep;

namespace {

// Every call with its types; theTableIsWhole() notices the one that is missing here.
auto agentRows()
{
    using namespace agentcalls;
    return std::tuple{redeem, status,  bind,     preflight, seed,    need,    get,     prepare, flip,
                      renew,  confirm, giveBack, forget,    serials, answers, release, rotate,  expect};
}

auto masterRows()
{
    using namespace mastercalls;
    return std::tuple{redeem,        groupList,    groupCreate,  groupEdit,      groupDelete,   groupStatus,   memberPreflight,
                      memberCompare, memberAdd,    memberEdit,   memberDetach,   memberAttach,  memberRelease, memberRemove,
                      memberSync,    stageFile,    stageRecord,  stageDiscard,   stageList,     zoneList,      snapshotGet,
                      objectGet,     prepare,      deploy,       rollBack,       operationGet,  operationKeep, operationStop,
                      historyList,   memberRotate, masterRotate, masterRestored, confirmRestore};
}

template <class Rows> QStringList namesOf(const Rows &rows)
{
    return std::apply([](const auto &...row) { return QStringList{QLatin1String(row.name)...}; }, rows);
}

QStringList namesOf(const QList<MethodRow> &rows)
{
    QStringList names;
    for (const MethodRow &row : rows)
        names.append(QLatin1String(row.name));
    return names;
}

// The names that one namespace of methods.h declares, in order.
QStringList declaredIn(const QString &space)
{
    QFile file(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/core/protocol/methods.h"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QString body = text.section(QStringLiteral("namespace ") + space + QStringLiteral(" {"), 1).section(QStringLiteral("} // namespace"), 0, 0);
    const QRegularExpression row(QStringLiteral("inline constexpr Method<[^>]*> \\w+\\{\\{\"([^\"]*)\""));
    QStringList names;
    for (auto found = row.globalMatch(body); found.hasNext();)
        names.append(found.next().captured(1));
    return names;
}

template <class Rows> void shapesOf(const char *side, const Rows &rows)
{
    const auto one = [&](const auto &row) {
        using Row = std::remove_cvref_t<decltype(row)>;
        QTest::addRow("%s answers %s: the request", side, row.name) << faultOfShape<typename Row::Request>();
        QTest::addRow("%s answers %s: the reply", side, row.name) << faultOfShape<typename Row::Reply>();
    };
    std::apply([&](const auto &...row) { (one(row), ...); }, rows);
}

} // namespace

class TestMethods : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTravelsArrivesWhole_data()
    {
        QTest::addColumn<QString>("fault");
        shapesOf("the agent", agentRows());
        shapesOf("the master", masterRows());
        QTest::addRow("the first frame") << faultOfShape<Hello>();
        QTest::addRow("the event of a group") << faultOfShape<GroupEvent>();
        QTest::addRow("a file of the preflight") << faultOfShape<PreflightFile>();
        QTest::addRow("a file that is split") << faultOfShape<EditedFile>();
        QTest::addRow("a question of the proof") << faultOfShape<ProofQuestion>();
        QTest::addRow("a zone with its class") << faultOfShape<ClassifiedZone>();
        QTest::addRow("a zone of a list") << faultOfShape<ZoneListing>();
        QTest::addRow("a prepared set") << faultOfShape<PreparedSet>();
    }

    void whatTravelsArrivesWhole()
    {
        QFETCH(QString, fault);
        QCOMPARE(fault, QString());
    }

    // The header declares a row, the list of all rows has it, and so has this test.
    void theTableIsWhole()
    {
        const QStringList agent = declaredIn(QStringLiteral("agentcalls"));
        const QStringList master = declaredIn(QStringLiteral("mastercalls"));
        QVERIFY(agent.size() >= 15 && master.size() >= 26);
        QCOMPARE(namesOf(agentMethods()), agent);
        QCOMPARE(namesOf(masterMethods()), master);
        QCOMPARE(namesOf(agentRows()), agent);
        QCOMPARE(namesOf(masterRows()), master);
    }

    void noNameStandsTwice()
    {
        const QRegularExpression shape(QStringLiteral("^[a-z]+\\.[a-z]+$"));
        const QStringList events{QLatin1String(memberChangedEvent), QLatin1String(groupChangedEvent), QLatin1String(operationChangedEvent)};
        for (QStringList names : {namesOf(agentMethods()) + events, namesOf(masterMethods()) + events}) {
            for (const QString &name : std::as_const(names))
                QVERIFY2(shape.match(name).hasMatch(), qPrintable(name));
            QCOMPARE(names.removeDuplicates(), 0);
        }
    }

    // Whoever adds a call decides its role here a second time.
    void everyMethodHasItsRole()
    {
        for (const MethodRow &row : agentMethods())
            QVERIFY2(row.role == (QLatin1String(row.name) == QLatin1String("enrol.redeem") ? Role::Unpinned : Role::Master), row.name);
        const QStringList reads{QStringLiteral("group.list"),   QStringLiteral("group.status"), QStringLiteral("stage.list"),
                                QStringLiteral("snapshot.get"), QStringLiteral("object.get"),   QStringLiteral("operation.get"),
                                QStringLiteral("history.list"), QStringLiteral("zone.list"),    QStringLiteral("master.restored")};
        int viewers = 0;
        for (const MethodRow &row : masterMethods()) {
            const bool view = reads.contains(QLatin1String(row.name));
            const Role due = QLatin1String(row.name) == QLatin1String("enrol.redeem") ? Role::Unpinned : view ? Role::Viewer : Role::Administrator;
            QVERIFY2(row.role == due, row.name);
            viewers += view ? 1 : 0;
        }
        QCOMPARE(viewers, reads.size());
    }

    void bothSpeakTheHighestVersionTheyShare_data()
    {
        QTest::addColumn<int>("ourMin");
        QTest::addColumn<int>("ourMax");
        QTest::addColumn<int>("theirMin");
        QTest::addColumn<int>("theirMax");
        QTest::addColumn<int>("agreed"); // 0: none
        QTest::newRow("the same single version") << 1 << 1 << 1 << 1 << 1;
        QTest::newRow("the same range") << 1 << 3 << 1 << 3 << 3;
        QTest::newRow("they are newer and still know ours") << 1 << 2 << 2 << 3 << 2;
        QTest::newRow("we are newer and still know theirs") << 2 << 3 << 1 << 2 << 2;
        QTest::newRow("theirs lies within ours") << 1 << 5 << 2 << 3 << 3;
        QTest::newRow("they are too new") << 1 << 2 << 3 << 4 << 0;
        QTest::newRow("they are too old") << 3 << 4 << 1 << 2 << 0;
        QTest::newRow("their range is turned around") << 1 << 2 << 2 << 1 << 0;
        QTest::newRow("their range is below everything") << 1 << 2 << -5 << -1 << 0;
    }

    void bothSpeakTheHighestVersionTheyShare()
    {
        QFETCH(int, ourMin);
        QFETCH(int, ourMax);
        QFETCH(int, theirMin);
        QFETCH(int, theirMax);
        QFETCH(int, agreed);
        const Hello ours{ourMin, ourMax, QStringLiteral("lockstep-master"), QStringLiteral("1.0"), {}};
        const Hello theirs{theirMin, theirMax, QStringLiteral("lockstep-agent"), QStringLiteral("0.9"), {}};
        const Result<int> version = agreedVersion(ours, theirs);
        QCOMPARE(version.value_or(0), agreed);
        QCOMPARE(agreedVersion(theirs, ours).value_or(0), agreed);
        if (!version) {
            QCOMPARE(version.error().code, QStringLiteral("protocol.version"));
            QCOMPARE(version.error().args, QStringList({QStringLiteral("lockstep-agent"), QStringLiteral("0.9"), QString::number(theirMin),
                                                        QString::number(theirMax), QString::number(ourMin), QString::number(ourMax)}));
        }
    }
};

LOCKSTEP_SUITE(TestMethods)
#include "tst_methods.moc"
