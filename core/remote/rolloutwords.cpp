// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/rolloutwords.h"

namespace lockstep {

namespace {

struct Amount
{
    int number = 0;
    Rollout::Unit unit = Rollout::Unit::Members;
};

// "3", "25%"
Result<Amount> amountOf(const std::string &words)
{
    const QString said = QString::fromStdString(words).trimmed();
    const bool percent = said.endsWith(u'%');
    bool good = false;
    const int number = (percent ? said.chopped(1).trimmed() : said).toInt(&good);
    if (!good || number < 0 || (percent && number > 100))
        return fail(QStringLiteral("cli.rollout.amount"), {said});
    return Amount{number, percent ? Rollout::Unit::Percent : Rollout::Unit::Members};
}

} // namespace

void RolloutWords::add(CLI::App *command)
{
    CLI::Option *atOnce = command->add_flag("--all-at-once", all, "Switch all members at once");
    command->add_option("--first", first, "So many members go first: 2, or 10%")->excludes(atOnce);
    command->add_option("--then", growth, "So many more in every later wave, 0 for all that are left: 5, or 25%")->excludes(atOnce);
    command->add_option("--canary", canary, "The member that goes first, by name")->excludes(atOnce);
    command->add_option("--watch", watch, "Seconds that a wave is watched before the next")->check(CLI::Range(0, 86400));
    command
        ->add_option("--stop-above", mostFailed,
                     "Take it back when SERVFAIL and NXDOMAIN rise by more than so many per cent of the answers; 0: not watched")
        ->check(CLI::Range(0, 100));
    command->add_option("--keep", keep, "Take it back unless somebody keeps it within so many minutes; 0: nobody has to")->check(CLI::Range(0, 1440));
}

Result<std::optional<Rollout>> RolloutWords::over(Rollout known, const QList<Member> &members, const QString &group) const
{
    if (!all && first.empty() && growth.empty() && canary.empty() && watch < 0 && mostFailed < 0)
        return std::optional<Rollout>();
    if (all)
        known = Rollout{0, 0, Rollout::Unit::Members, {}, known.watchSeconds, known.mostFailed};
    // Both amounts are told in one unit; none at all fits any.
    const auto take = [&known](const std::string &words, int Rollout::*mine, int Rollout::*other) -> Result<void> {
        LOCKSTEP_TRY(amount, amountOf(words));
        if (amount.number > 0 && known.*other > 0 && amount.unit != known.unit)
            return fail(QStringLiteral("cli.rollout.amount"), {QString::fromStdString(words)});
        known.*mine = amount.number;
        if (amount.number > 0)
            known.unit = amount.unit;
        return {};
    };
    if (!first.empty() && !growth.empty())
        known.first = known.growth = 0;
    if (!first.empty())
        LOCKSTEP_CHECK(take(first, &Rollout::first, &Rollout::growth));
    if (!growth.empty())
        LOCKSTEP_CHECK(take(growth, &Rollout::growth, &Rollout::first));
    if (!canary.empty()) {
        const QString wanted = QString::fromStdString(canary);
        QStringList names;
        known.canary.clear();
        for (const Member &member : members) {
            names.append(member.name);
            if (member.name == wanted || member.id == wanted)
                known.canary = member.id;
        }
        if (known.canary.isEmpty())
            return fail(QStringLiteral("cli.member.unknown"), {wanted, group, names.join(QStringLiteral(", "))});
        if (known.first == 0)
            known.first = 1;
    }
    if (watch >= 0)
        known.watchSeconds = watch;
    if (mostFailed >= 0)
        known.mostFailed = mostFailed;
    LOCKSTEP_CHECK(known.check());
    return std::optional(known);
}

} // namespace lockstep
