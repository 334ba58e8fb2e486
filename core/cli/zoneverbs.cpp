// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/offline.h"

#include "core/cli/lenses.h"

#include "core/namedconf/confsecrets.h"
#include "core/zone/rrtypes.h"
#include "core/zone/zonechecksum.h"
#include "core/zone/zonefile.h"

#include <QMap>
#include <QSet>

namespace lockstep {

namespace {

class Counter : public ZoneSink
{
public:
    void record(const ScannedRecord &record) override
    {
        ++records;
        checksum.add(recordHash(record.owner, record.type, record.ttl, record.rdata));
        if (record.type == rrtype::soa && !serial)
            serial = ZoneFile::serialIn({{}, record.type, 0, record.rdata.toByteArray(), {}, 0});
        if (onlyChecksum)
            return;
        ++types[QString::fromLatin1(typeToText(record.type))];
        names.insert(record.owner.toByteArray());
    }
    void fault(const Error &error) override
    {
        if (problems.size() < ZoneFindings::mostFindings)
            problems.append(error);
        else
            ++more;
    }

    bool onlyChecksum = false;
    qsizetype records = 0;
    ZoneChecksum checksum;
    std::optional<quint32> serial;
    QMap<QString, int> types;
    QSet<QByteArray> names;
    QList<Error> problems;
    qsizetype more = 0; // of them
};

// Whoever takes another file for a zone is not shown what is secret in it; where that stands is looked for in short files.
QList<Error> withoutSecrets(QList<Error> errors, TextWindow &text)
{
    constexpr qsizetype most = 1 << 20;
    QList<Error *> all;
    for (Error &error : errors)
        all.append(&error);
    if (!all.isEmpty())
        hideSecrets(all, text.length() > most ? QList<QByteArray>() : QList<QByteArray>{text.hold(0, most).toByteArray()});
    return errors;
}

// The name of the zone that a file is.
QByteArray zoneOrigin(const QString &name, TextWindow &text) { return lockstep::zoneOrigin(name, text.hold(0, headOfText + 1)); }

Result<Exit> complainOf(Console &console, const Counter &counter)
{
    const Result<Exit> exit = complain(console, counter.problems);
    if (counter.more > 0)
        console.note(QStringLiteral("There are %1 more. Mend the first ones and look again.").arg(counter.more));
    return exit;
}

QString shownChecksum(const ZoneChecksum &checksum)
{
    return QStringLiteral("%1%2").arg(checksum.high(), 16, 16, QLatin1Char('0')).arg(checksum.low(), 16, 16, QLatin1Char('0'));
}

Result<Exit> zoneStat(Session &session, const QString &path, const QString &origin, bool onlyChecksum)
{
    LOCKSTEP_TRY(text, FileWindow::open(path));
    Counter counter;
    counter.onlyChecksum = onlyChecksum;
    ZoneScanner(zoneOrigin(origin, *text), counter, readIncluded).scan(path, *text);
    counter.problems = withoutSecrets(counter.problems, *text);
    LOCKSTEP_CHECK(text->finish());
    if (session.console.json) {
        QJsonObject json{{QStringLiteral("records"), counter.records},
                         {QStringLiteral("checksum"), shownChecksum(counter.checksum)},
                         {QStringLiteral("problems"), toJsonValue(counter.problems)}};
        if (counter.more > 0)
            json.insert(QStringLiteral("more"), counter.more);
        if (counter.serial)
            json.insert(QStringLiteral("serial"), qint64(*counter.serial));
        if (!onlyChecksum) {
            json.insert(QStringLiteral("names"), counter.names.size());
            json.insert(QStringLiteral("types"), toJsonValue(counter.types));
        }
        session.console.value(json);
        return counter.problems.isEmpty() ? Exit::Done : Exit::Different;
    }
    if (onlyChecksum) {
        session.console.line(QStringLiteral("%1 records, checksum %2").arg(counter.records).arg(shownChecksum(counter.checksum)));
        return complainOf(session.console, counter);
    }
    session.console.line(QStringLiteral("%1 records of %2 names, %3")
                             .arg(counter.records)
                             .arg(counter.names.size())
                             .arg(counter.serial ? QStringLiteral("serial %1").arg(*counter.serial) : QStringLiteral("no serial")));
    for (auto it = counter.types.cbegin(); it != counter.types.cend(); ++it)
        session.console.line(QStringLiteral("  %1 %2").arg(it.key().leftJustified(12)).arg(it.value()));
    return complainOf(session.console, counter);
}

Result<Exit> zoneCheck(Session &session, const QString &path, const QString &origin, bool strict)
{
    LOCKSTEP_TRY(text, FileWindow::open(path));
    ZoneFindings found = checkZone(zoneOrigin(origin, *text), ZoneSource{path, *text, readIncluded});
    QList<Error> errors;
    for (const ZoneFinding &one : std::as_const(found.findings))
        errors.append(one.error);
    errors = withoutSecrets(errors, *text);
    LOCKSTEP_CHECK(text->finish());
    for (qsizetype i = 0; i < errors.size(); ++i)
        found.findings[i].error = errors[i];
    if (found.findings.isEmpty() && !session.console.json)
        session.console.line(QStringLiteral("%1 records, %2, no fault found. named-checkzone has the last word.")
                                 .arg(found.records)
                                 .arg(found.serial ? QStringLiteral("serial %1").arg(*found.serial) : QStringLiteral("no serial")));
    return tell(session.console, asFindings(found.findings), found.more, strict);
}

} // namespace

void addZoneVerbs(CLI::App &app, Session &session)
{
    struct Words
    {
        std::string path, origin;
        bool checksum = false;
        bool strict = false;
    };
    auto words = std::make_shared<Words>();
    CLI::App *zone = app.add_subcommand("zone", "Work on a zone file, without a master");
    zone->require_subcommand(1);
    CLI::App *zonePrint = zone->add_subcommand("print", "Parse and print it back, byte for byte; faults on stderr");
    CLI::App *statistics = zone->add_subcommand("stat", "Count its records");
    CLI::App *checking = zone->add_subcommand("check", "Look over its records: what contradicts, is missing or leads nowhere");
    for (CLI::App *command : {zonePrint, statistics, checking}) {
        command->add_option("file", words->path, "File")->required();
        command->add_option("--origin", words->origin, "Name of the zone; when left out, what its SOA record says, or example.");
    }
    checking->add_flag("--strict", words->strict, "Warnings count as faults too");
    statistics->add_flag("--checksum", words->checksum,
                         "Only a number that says whether two files hold the same records, in whatever order and layout");
    session.choose(zonePrint, immediately([&session, words]() -> Result<Exit> {
                       LOCKSTEP_TRY(bytes, readLocal(text(words->path)));
                       const ZoneFile file = ZoneFile::parse(text(words->path), bytes, zoneOrigin(text(words->origin), bytes), readIncluded);
                       WholeText whole(bytes);
                       return printBack(session.console, text(words->path), file.print(), withoutSecrets(file.diagnostics(), whole));
                   }));
    session.choose(checking, immediately([&session, words] { return zoneCheck(session, text(words->path), text(words->origin), words->strict); }));
    session.choose(statistics, immediately([&session, words] { return zoneStat(session, text(words->path), text(words->origin), words->checksum); }));
}

} // namespace lockstep
