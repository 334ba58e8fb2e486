// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/verbs.h"

#include "core/base/errortext.h"
#include "core/base/files.h"
#include "core/namedconf/config.h"
#include "core/zone/zonefile.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>

namespace lockstep {

namespace {

// The person named it: a link is followed.
Result<QByteArray> readLocal(const QString &path)
{
    const QFileInfo file(path);
    return realFiles()->read(file.exists() ? file.canonicalFilePath() : file.absoluteFilePath());
}

Result<Exit> complain(Console &console, const QList<Error> &problems)
{
    for (const Error &problem : problems)
        console.fault(problem);
    return problems.isEmpty() ? Exit::Done : Exit::Different;
}

// What was read, printed back as it is read; with --json as {path, digest, bytes (base64), problems}.
Result<Exit> printBack(Console &console, const QString &path, const QByteArray &bytes, const QList<Error> &problems)
{
    if (!console.json) {
        console.raw(bytes);
        return complain(console, problems);
    }
    console.value(QJsonObject{{QStringLiteral("path"), path},
                              {QStringLiteral("digest"), QString::fromLatin1(Digest::of(bytes).hex())},
                              {QStringLiteral("bytes"), QString::fromLatin1(bytes.toBase64())},
                              {QStringLiteral("problems"), toJsonValue(problems)}});
    return problems.isEmpty() ? Exit::Done : Exit::Different;
}

QByteArray originFrom(const std::string &name)
{
    return nameToWire(name.empty() ? QByteArray("example.") : QByteArray::fromStdString(name), QByteArray(1, '\0')).value_or(QByteArray(1, '\0'));
}

Result<Exit> check(Session &session, const QString &folder)
{
    if (!QFileInfo(folder).isDir())
        return fail(QStringLiteral("cli.folder"), {folder});
    const QString base = QFileInfo(folder).canonicalFilePath();
    const QString mainFile = base + QStringLiteral("/named.conf");
    // A copy of /etc/bind somewhere else: paths that named would open there are looked for here.
    const auto reader = [base](const QString &path) -> Result<QByteArray> {
        const std::unique_ptr<Files> files = realFiles();
        if (path.startsWith(base + u'/'))
            return files->read(path);
        if (path.startsWith(QLatin1String("/etc/bind/")))
            return files->read(base + path.mid(9));
        return files->read(path);
    };
    const Config config = readConfig(mainFile, reader);
    QList<Error> problems = config.problems;
    for (const ZoneDecl &zone : config.zones) {
        if (zone.type != QLatin1String("primary") || zone.file.isEmpty())
            continue;
        const Result<QByteArray> text = reader(zone.file);
        if (!text) {
            Error error = text.error();
            error.origin = zone.origin;
            problems.append(error);
            continue;
        }
        const QString directory = config.directory;
        const ZoneFile file = ZoneFile::parse(zone.file, *text, originFrom(zone.name.toStdString()), [&](const QString &name) {
            return reader(QDir::cleanPath(name.startsWith(u'/') ? name : directory + u'/' + name));
        });
        problems += file.diagnostics();
        if (!file.serial())
            problems.append(Error{QStringLiteral("zone.nosoa"), {zone.name}, {{}, zone.file, 1, 0}, {}});
    }
    if (session.console.json) {
        session.console.value(toJsonValue(problems));
        return problems.isEmpty() ? Exit::Done : Exit::Different;
    }
    if (problems.isEmpty())
        session.console.line(QStringLiteral("%1 zones, no fault found. named-checkconf has the last word on the servers.").arg(config.zones.size()));
    return complain(session.console, problems);
}

Result<Exit> zoneStat(Session &session, const QString &path, const std::string &origin)
{
    LOCKSTEP_TRY(text, readLocal(path));
    const ZoneFile file = ZoneFile::parse(path, text, originFrom(origin));
    QMap<QString, int> types;
    QSet<QByteArray> names;
    for (const Record &record : file.records()) {
        ++types[QString::fromLatin1(typeToText(record.type))];
        names.insert(record.owner);
    }
    QJsonObject json{
        {QStringLiteral("records"), file.records().size()}, {QStringLiteral("names"), names.size()}, {QStringLiteral("types"), toJsonValue(types)}};
    if (file.serial())
        json.insert(QStringLiteral("serial"), qint64(*file.serial()));
    if (session.console.json) {
        json.insert(QStringLiteral("problems"), toJsonValue(file.diagnostics()));
        session.console.value(json);
        return file.diagnostics().isEmpty() ? Exit::Done : Exit::Different;
    }
    session.console.line(QStringLiteral("%1 records of %2 names, %3")
                             .arg(file.records().size())
                             .arg(names.size())
                             .arg(file.serial() ? QStringLiteral("serial %1").arg(*file.serial()) : QStringLiteral("no serial")));
    for (auto it = types.cbegin(); it != types.cend(); ++it)
        session.console.line(QStringLiteral("  %1 %2").arg(it.key().leftJustified(12)).arg(it.value()));
    return complain(session.console, file.diagnostics());
}

template <class Fn> Verb immediately(Fn fn)
{
    return [fn]() -> Task<Result<Exit>> { co_return fn(); };
}

} // namespace

void addOfflineVerbs(CLI::App &app, Session &session)
{
    struct Words
    {
        std::string path, origin;
    };
    auto words = std::make_shared<Words>();
    CLI::App *checking = app.add_subcommand("check", "Look over a folder like /etc/bind, without a master");
    checking->add_option("dir", words->path, "Folder with named.conf")->required();
    session.choose(checking, immediately([&session, words] { return check(session, text(words->path)); }));

    CLI::App *conf = app.add_subcommand("conf", "Work on a named.conf file, without a master");
    conf->require_subcommand(1);
    CLI::App *confPrint = conf->add_subcommand("print", "Parse and print it back, byte for byte; faults on stderr");
    confPrint->add_option("file", words->path, "File")->required();
    session.choose(confPrint, immediately([&session, words]() -> Result<Exit> {
                       LOCKSTEP_TRY(bytes, readLocal(text(words->path)));
                       const ConfFile file = ConfFile::parse(text(words->path), bytes);
                       return printBack(session.console, text(words->path), file.print(), file.diagnostics());
                   }));

    CLI::App *zone = app.add_subcommand("zone", "Work on a zone file, without a master");
    zone->require_subcommand(1);
    CLI::App *zonePrint = zone->add_subcommand("print", "Parse and print it back, byte for byte; faults on stderr");
    CLI::App *statistics = zone->add_subcommand("stat", "Count its records");
    for (CLI::App *command : {zonePrint, statistics}) {
        command->add_option("file", words->path, "File")->required();
        command->add_option("--origin", words->origin, "Name of the zone (example. when left out)");
    }
    session.choose(zonePrint, immediately([&session, words]() -> Result<Exit> {
                       LOCKSTEP_TRY(bytes, readLocal(text(words->path)));
                       const ZoneFile file = ZoneFile::parse(text(words->path), bytes, originFrom(words->origin));
                       return printBack(session.console, text(words->path), file.print(), file.diagnostics());
                   }));
    session.choose(statistics, immediately([&session, words] { return zoneStat(session, text(words->path), words->origin); }));
}

} // namespace lockstep
