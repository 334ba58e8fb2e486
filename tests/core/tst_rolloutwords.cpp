// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/rolloutwords.h"
#include "tests/support/suite.h"

using namespace lockstep;

// What an administrator says of the waves of a deploy, over what the group has.
class TestRolloutWords : public QObject
{
    Q_OBJECT

    static Result<std::optional<Rollout>> said(const QStringList &words, const Rollout &known)
    {
        CLI::App app;
        RolloutWords rollout;
        rollout.add(&app);
        std::vector<std::string> reversed;
        for (auto it = words.crbegin(); it != words.crend(); ++it)
            reversed.push_back(it->toStdString());
        try {
            app.parse(reversed);
        } catch (const CLI::ParseError &error) {
            return fail(QStringLiteral("usage"), {QString::fromStdString(error.get_name())});
        }
        const QList<Member> members{{QStringLiteral("1"), QStringLiteral("ns1"), {}, {}}, {QStringLiteral("2"), QStringLiteral("ns2"), {}, {}}};
        return rollout.over(known, members, QStringLiteral("Edge"));
    }

private Q_SLOTS:
    void whatIsSaidCounts_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<Rollout>("known");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<Rollout>("wanted");
        using enum Rollout::Unit;
        const Rollout two{2, 0, Members, {}, 30, 0};
        const Rollout tenth{10, 25, Percent, QStringLiteral("2"), 60, 5};
        QTest::newRow("a number") << "--first 3" << Rollout() << "" << Rollout{3, 0, Members, {}, 30, 0};
        QTest::newRow("a share, then more") << "--first 10% --then 25%" << Rollout() << "" << Rollout{10, 25, Percent, {}, 30, 0};
        QTest::newRow("another unit for both") << "--first 1 --then 2" << tenth << "" << Rollout{1, 2, Members, QStringLiteral("2"), 60, 5};
        QTest::newRow("a share over the group's number") << "--first 50%" << two << "" << Rollout{50, 0, Percent, {}, 30, 0};
        QTest::newRow("a share behind the group's number") << "--then 25%" << two << "cli.rollout.amount" << Rollout();
        QTest::newRow("a number over the group's shares") << "--first 3" << tenth << "cli.rollout.amount" << Rollout();
        QTest::newRow("two units") << "--first 1 --then 25%" << Rollout() << "cli.rollout.amount" << Rollout();
        QTest::newRow("later waves without a first one") << "--then 2" << Rollout() << "json.field" << Rollout();
        QTest::newRow("no number") << "--first many" << Rollout() << "cli.rollout.amount" << Rollout();
        QTest::newRow("more than all") << "--first 101%" << Rollout() << "cli.rollout.amount" << Rollout();
        QTest::newRow("a canary goes alone") << "--canary ns2" << Rollout() << "" << Rollout{1, 0, Members, QStringLiteral("2"), 30, 0};
        QTest::newRow("a canary that nobody knows") << "--canary ns9" << Rollout() << "cli.member.unknown" << Rollout();
        QTest::newRow("all at once") << "--all-at-once" << tenth << "" << Rollout{0, 0, Members, {}, 60, 5};
        QTest::newRow("all at once, and one first") << "--all-at-once --canary ns1" << Rollout() << "usage" << Rollout();
        QTest::newRow("watched for no time") << "--stop-above 5 --watch 0" << Rollout() << "json.field" << Rollout();
        QTest::newRow("watched") << "--stop-above 5 --watch 90" << two << "" << Rollout{2, 0, Members, {}, 90, 5};
        QTest::newRow("a negative wait") << "--keep -1" << Rollout() << "usage" << Rollout();
    }
    void whatIsSaidCounts()
    {
        QFETCH(QString, words);
        QFETCH(Rollout, known);
        QFETCH(QString, fault);
        QFETCH(Rollout, wanted);
        const auto found = said(words.split(u' '), known);
        QCOMPARE(found ? QString() : found.error().code, fault);
        if (!found)
            return;
        QVERIFY(found->has_value());
        QVERIFY2(**found == wanted, jsonBytes(toJson(**found)).constData());
    }

    void nothingSaidIsNothing()
    {
        const auto found = said({}, Rollout{2, 0, Rollout::Unit::Members, {}, 30, 0});
        QVERIFY(found && !found->has_value());
        const auto keep = said({QStringLiteral("--keep"), QStringLiteral("5")}, Rollout());
        QVERIFY(keep && !keep->has_value());
    }
};

LOCKSTEP_SUITE(TestRolloutWords)
#include "tst_rolloutwords.moc"
