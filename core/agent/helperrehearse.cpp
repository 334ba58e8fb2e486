// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/checkerplaces.h"
#include "core/agent/helper.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace lockstep {

namespace {

constexpr int deadlineMs = 300000;
constexpr qint64 ownMemory = 96 << 20; // of a named without zones
constexpr qint64 perByte = 8;          // of a zone's text

// Folders in which this configuration's named writes, with what they hold; none within another.
QStringList written(const ConfigFacts &facts, const QList<Root> &roots)
{
    QStringList folders{QStringLiteral("/var/cache/bind"), QStringLiteral("/var/lib/bind"), QStringLiteral("/var/log"), QStringLiteral("/run/named")};
    folders.append(facts.directory);
    for (const QString &use : facts.outside) {
        const QString path = use.section(u' ', 1);
        folders += {path, QFileInfo(path).path()};
    }
    folders.removeIf([&](const QString &folder) {
        const QString name = folder + u'/';
        const bool ours = std::ranges::any_of(roots, [&](const Root &root) { return name.startsWith(root.path + u'/'); });
        return ours || folder.count(u'/') < 2 || name.startsWith(QLatin1String("/etc/")) || name.startsWith(QLatin1String("/usr/"));
    });
    std::ranges::sort(folders);
    QStringList outermost;
    for (const QString &folder : std::as_const(folders)) {
        if (outermost.isEmpty() || !(folder + u'/').startsWith(outermost.last() + u'/'))
            outermost.append(folder);
    }
    return outermost;
}

// Without the time, what may be the reason that it ended, in its order.
QByteArray reasons(const QByteArray &output)
{
    static const QRegularExpression time(QStringLiteral("^\\d\\d-\\w{3}-\\d{4} [\\d:.]+ "));
    static const QRegularExpression bad(
        QStringLiteral("fail|error|denied|not found|cannot|unable|not writable|unknown|invalid|refus|no such|^/\\S+:\\d+: "),
        QRegularExpression::CaseInsensitiveOption);
    // It has no network, which is no fault of the configuration.
    static const QRegularExpression ours(QStringLiteral("command channel|^exiting|resolving '|unable to set effective"));
    QStringList lines;
    QString last;
    for (const QByteArray &raw : output.split('\n')) {
        const QString line = QString::fromUtf8(raw.left(4096)).remove(time).trimmed();
        if (line.startsWith(QLatin1String("loading configuration: ")))
            last = line;
        else if (bad.match(line).hasMatch() && !ours.match(line).hasMatch())
            lines.append(line);
    }
    return (lines.isEmpty() ? last : lines.join(u'\n')).toUtf8();
}

// "zone x/IN: loading from master file f failed: permission denied", of those whose text is managed.
QList<CheckerFinding> unloaded(const QByteArray &output, const ConfigFacts &facts)
{
    static const QRegularExpression failed(QStringLiteral("^\\S+ \\S+ (zone \\S+: loading from (?:master )?file .* failed: .*)$"));
    QByteArrayList lines;
    for (const QByteArray &raw : output.split('\n')) {
        if (raw.contains(" failed: ")) {
            if (const auto match = failed.match(QString::fromUtf8(raw)); match.hasMatch())
                lines.append(match.captured(1).toUtf8());
        }
    }
    QList<CheckerFinding> findings = parseCheckerOutput(lines.join('\n'), true);
    findings.removeIf([&](const CheckerFinding &one) {
        return std::ranges::none_of(facts.zones, [&](const ZoneFacts &zone) { return zone.managed && zone.zone == one.zone; });
    });
    return findings;
}

} // namespace

// A named of its own with the configuration that is prepared, as the BIND user, without network, whose files vanish with it: it
// says what the checkers do not see, of certificates, permissions and folders (RELIABILITY 1.4). Nothing when there is no room for it.
IsolatedEnd Helper::startRehearsal(int generation, const Snapshot &snapshot, const QString &mainFile, const ConfigFacts &facts, PrepareReport &report)
{
    qint64 wanted = ownMemory;
    for (const Entry &entry : snapshot.entries)
        wanted += entry.size * perByte;
    static const QRegularExpression available(QStringLiteral("MemAvailable:\\s+(\\d+) kB"));
    const Result<QByteArray> memory = m_files.read(QStringLiteral("/proc/meminfo"));
    const auto free = available.match(memory ? QString::fromUtf8(*memory) : QString());
    if (free.hasMatch() && free.captured(1).toLongLong() * 1024 < wanted) {
        report.warnings.append(Error{
            QStringLiteral("agent.rehearsal.memory"), {QString::number(wanted >> 20), QString::number(free.captured(1).toLongLong() >> 10)}, {}, {}});
        return {};
    }
    IsolatedRun run = isolated(generation, snapshot);
    run.command = {
        QStringLiteral("/usr/sbin/named"), QStringLiteral("-g"), QStringLiteral("-n"), QStringLiteral("1"), QStringLiteral("-c"), mainFile};
    run.overlays = written(facts, snapshot.roots);
    run.until = " running\n";
    run.deadlineMs = deadlineMs;
    // Certificates may lie there; the checkers have read the configuration without it.
    const QString keys = QStringLiteral("/etc/ssl/private");
    if (std::ranges::any_of(facts.outside, [&](const QString &use) { return use.section(u' ', 1).startsWith(keys + u'/'); }))
        run.masks.removeAll(keys);
    return m_checker(run);
}

void Helper::judgeRehearsal(const IsolatedResult &result, int generation, const QString &mainFile, const ConfigFacts &facts, PrepareReport &report)
{
    if (result.exit == 126) {
        report.warnings.append(Error{QStringLiteral("agent.rehearsal.none"), {QString::fromUtf8(result.output).trimmed()}, {}, {}});
        return;
    }
    const bool died = result.exit != 0;
    CheckerVerdict verdict = placed(died ? parseCheckerOutput(reasons(result.output), true) : unloaded(result.output, facts), generation, mainFile);
    for (Error &problem : verdict.problems) {
        if (died && problem.code == QLatin1String("agent.checker"))
            problem.code = QStringLiteral("agent.rehearsal");
    }
    report.problems += verdict.problems;
    if (died && verdict.problems.isEmpty())
        report.problems.append(Error{QStringLiteral("agent.rehearsal.died"), {QString::number(deadlineMs / 1000)}, {}, {}});
}

} // namespace lockstep
