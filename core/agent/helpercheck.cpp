// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/checkerplaces.h"
#include "core/agent/helper.h"

#include <QRandomGenerator>
#include <QRegularExpression>

namespace lockstep {

namespace {

const QString checker = QStringLiteral("/usr/bin/named-checkconf");
const QString input = QStringLiteral("/dev/stdin");

} // namespace

// named-checkconf prints the configuration (-p) when it and all zones were found right, and then takes longer to end than the check
// took: the threads of its library are awaited one after the other. So it is ended at the first word of that. The word is the
// name of an ACL that stands before everything else and that nobody can know; it is as long as what stdio holds back from a pipe.
IsolatedEnd Helper::startCheck(int generation, const Snapshot &snapshot, const QString &mainFile)
{
    const IsolatedRun places = isolated(generation, snapshot);
    const auto plain = [places, mainFile] {
        IsolatedRun run = places;
        run.command = {checker, QStringLiteral("-z"), mainFile};
        return run;
    };
    if (mainFile.contains(u'"') || mainFile.contains(u'\\'))
        return m_checker(plain());
    IsolatedRun run = places;
    run.command = {checker, QStringLiteral("-z"), QStringLiteral("-p"), QStringLiteral("-x"), input};
    run.until = "acl \"lockstep-" + QByteArray::number(QRandomGenerator::system()->generate64(), 16) + "\" {\n";
    run.input = run.until + QByteArray("none;").repeated(1024) + "};\ninclude \"" + mainFile.toUtf8() + "\";\n";
    const IsolatedEnd ending = m_checker(run);
    return [ending, plain, run, start = m_checker]() -> IsolatedResult {
        IsolatedResult result = ending();
        if (result.exit != 0 && result.output.contains(input.toUtf8())) // no /proc for it
            return start(plain())();
        if (const qsizetype printed = result.output.indexOf(run.until); printed >= 0)
            result.output.truncate(printed);
        return result;
    };
}

CheckerVerdict Helper::placed(const QList<CheckerFinding> &findings, int generation, const QString &mainFile)
{
    const TreeReader reader = tree(generation);
    CheckedTree checked{reader, mainFile, {}, {}};
    for (const Root &root : m_places.roots)
        checked.places.append({m_generations.folder(generation) + u'/' + root.id, root.path});
    const bool unknown = std::ranges::any_of(findings, [](const CheckerFinding &one) { return one.code == QLatin1String("namedconf.unknown"); });
    if (unknown) // by which version it was judged
        checked.bindVersion = checkerVersion();
    return placeFindings(findings, checked);
}

void Helper::judge(const IsolatedResult &result, int generation, const QString &mainFile, PrepareReport &report)
{
    constexpr qsizetype most = 200;
    const CheckerVerdict verdict = placed(parseCheckerOutput(result.output, result.exit != 0), generation, mainFile);
    report.problems.append(verdict.problems.first(std::clamp<qsizetype>(most - report.problems.size(), 0, verdict.problems.size())));
    report.warnings.append(verdict.warnings.first(std::clamp<qsizetype>(most - report.warnings.size(), 0, verdict.warnings.size())));
    if (result.exit != 0 && report.problems.isEmpty())
        report.problems.append(Error{QStringLiteral("agent.checker.died"), {QString::number(result.exit)}, {}, {}});
}

// "9.18.49"; "" when it cannot be told.
QString Helper::checkerVersion()
{
    IsolatedRun run;
    run.user = m_places.namedUser;
    run.command = {checker, QStringLiteral("-v")};
    run.deadlineMs = 10000;
    static const QRegularExpression version(QStringLiteral("^(?:BIND )?(\\d+\\.\\d+\\.\\d+)"));
    return version.match(QString::fromUtf8(m_checker(run)().output)).captured(1);
}

} // namespace lockstep
