// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/offline.h"

#include "core/namedconf/confhabits.h"

#include <QDir>
#include <QFileInfo>

namespace lockstep {

namespace {

Result<Exit> check(Session &session, const QString &folder, bool strict)
{
    LOCKSTEP_TRY(copy, ConfFolder::open(folder));
    const Config config = copy.config();
    QList<ConfFinding> findings;
    for (const Error &problem : config.problems)
        findings.append({ConfFinding::Severity::Error, problem});
    // Where it is managed, and where the copy lies.
    const QStringList roots{QStringLiteral("/etc/bind"), QFileInfo(folder).canonicalFilePath()};
    findings += checkStatements(config) + checkHabits(config, roots);
    qsizetype more = 0;
    for (const ZoneDecl &zone : config.zones) {
        if (zone.type != QLatin1String("primary") || zone.file.isEmpty())
            continue;
        const Result<QByteArray> text = copy.read(zone.file);
        if (!text) {
            Error error = text.error();
            error.origin = zone.origin;
            findings.append({ConfFinding::Severity::Error, error});
            continue;
        }
        const QString directory = config.directory;
        const ZoneFindings found = checkZone(zoneOrigin(zone.name),
                                             {zone.file, *text, [&](const QString &name) {
                                                  return copy.read(QDir::cleanPath(name.startsWith(u'/') ? name : directory + u'/' + name));
                                              }});
        findings += asFindings(found.findings);
        more += found.more;
    }
    if (findings.isEmpty() && !session.console.json)
        session.console.line(QStringLiteral("%1, no fault found. named-checkconf has the last word on the servers.")
                                 .arg(config.zones.size() == 1 ? QStringLiteral("1 zone") : QStringLiteral("%1 zones").arg(config.zones.size())));
    return tell(session.console, findings, more, strict);
}

} // namespace

void addOfflineVerbs(CLI::App &app, Session &session)
{
    struct Words
    {
        std::string path;
        bool strict = false;
    };
    auto words = std::make_shared<Words>();
    CLI::App *checking = app.add_subcommand("check", "Look over a folder like /etc/bind, without a master");
    checking->add_option("dir", words->path, "Folder with named.conf")->required();
    checking->add_flag("--strict", words->strict, "Warnings count as faults too");
    session.choose(checking, immediately([&session, words] { return check(session, text(words->path), words->strict); }));

    CLI::App *conf = app.add_subcommand("conf", "Work on a named.conf file, without a master");
    conf->require_subcommand(1);
    CLI::App *confPrint = conf->add_subcommand("print", "Parse and print it back, byte for byte; faults on stderr");
    confPrint->add_option("file", words->path, "File")->required();
    session.choose(confPrint, immediately([&session, words]() -> Result<Exit> {
                       LOCKSTEP_TRY(bytes, readLocal(text(words->path)));
                       const ConfFile file = ConfFile::parse(text(words->path), bytes);
                       return printBack(session.console, text(words->path), file.print(), file.diagnostics());
                   }));
}

} // namespace lockstep
