// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simnamed.h"

#include "core/base/digest.h"
#include "core/zone/zonediff.h"

#include <QDir>
#include <QHash>

namespace lockstep {

namespace {

const QString mainFile = QStringLiteral("/etc/bind/named.conf");
constexpr int typeNs = 2;
constexpr int typeCname = 5;

QByteArray wireOf(const QString &zone) { return nameToWire(zone.toUtf8(), QByteArray(1, '\0')).value_or(QByteArray(1, '\0')); }

Digest digestOf(const Config &config)
{
    QByteArray texts;
    for (const ConfFile &file : config.files)
        texts += file.path().toUtf8() + ' ' + Digest::of(file.print()).hex() + '\n';
    return Digest::of(texts);
}

} // namespace

Config SimNamed::read()
{
    return readConfig(
        mainFile, [this](const QString &path) { return m_disk.readThrough(path); },
        [this](const QString &folder) { return m_disk.list(folder).value_or(QStringList()); });
}

qint64 SimNamed::mtime(const QString &file)
{
    return m_disk.factsThrough(file).transform([](const FileFacts &facts) { return facts.mtime; }).value_or(0);
}

// Null when named would not load it. The same text is read once in a program.
std::shared_ptr<const SimZone> SimNamed::parsed(const Key &key, const QString &file)
{
    static QHash<Digest, std::shared_ptr<const SimZone>> known;
    const Result<QByteArray> text = m_disk.readThrough(file);
    if (!text)
        return {};
    const Digest digest = Digest::of(*text);
    const Digest name = Digest::of(key.second.toUtf8() + '\n' + *text);
    if (const auto it = known.constFind(name); it != known.constEnd())
        return *it;
    const ZoneFile zone = ZoneFile::parse(file, *text, wireOf(key.second));
    const bool servers = std::any_of(zone.records().cbegin(), zone.records().cend(), [](const Record &r) { return r.type == typeNs; });
    std::shared_ptr<const SimZone> made;
    if (zone.diagnostics().isEmpty() && zone.serial() && servers)
        made = std::make_shared<const SimZone>(SimZone{zone.records(), zone.serial(), digest});
    if (known.size() > 5000)
        known.clear();
    known.insert(name, made);
    return made;
}

void SimNamed::load(const Key &key, bool always)
{
    const auto it = m_zones.find(key);
    if (it == m_zones.end())
        return;
    const qint64 written = mtime(it->file);
    if (it->data && !always && written <= it->loaded)
        return; // "zone reload up-to-date"
    const std::shared_ptr<const SimZone> fresh = unreadable.contains(it->file) ? nullptr : parsed(key, it->file);
    if (!fresh)
        return; // "not loaded due to errors"
    it->data = fresh;
    it->loaded = std::min(m_host.now(), written);
    if (const auto before = m_last.value(key); before && before->text != fresh->text && complain) {
        if (!serialIsAbove(*fresh->serial, *before->serial))
            complain(QStringLiteral("%1 went from serial %2 to %3 with other content").arg(key.second).arg(*before->serial).arg(*fresh->serial));
    }
    m_last.insert(key, fresh);
}

void SimNamed::take(const Config &config, bool starting)
{
    m_config = config;
    m_configuration = digestOf(config);
    QMap<Key, Served> before = std::exchange(m_zones, {});
    for (const ZoneDecl &zone : config.zones) {
        if (zone.type != QLatin1String("primary"))
            continue;
        const Key key{zone.view, zone.name};
        const auto old = before.constFind(key);
        const bool reused = !starting && old != before.constEnd() && old->file == zone.file;
        m_zones.insert(key, reused ? *old : Served{zone.file, zone.type, {}, 0});
        m_zones[key].dynamic = zone.dynamic;
        if (starting)
            load(key, true);
        else if (!reused)
            m_host.schedule.in(pause(), [this, key, run = m_run] {
                if (run == m_run)
                    load(key, false);
            });
    }
}

qint64 SimNamed::pause() { return 1 + qint64(m_random() % quint64(m_slowness)); }

void SimNamed::start()
{
    stop();
    const Config config = read();
    if (!config.problems.isEmpty()) {
        if (complain)
            complain(QStringLiteral("named cannot start: ") + config.problems.first().code + u' ' + config.problems.first().args.join(u' '));
        return;
    }
    m_running = true;
    m_reloadFailed = false;
    m_booted = m_host.now() / 1000 * 1000;
    take(config, true);
}

void SimNamed::stop()
{
    m_running = false;
    ++m_run;
    m_zones.clear();
}

Result<ServerStatus> SimNamed::status() const { return ServerStatus{QStringLiteral("9.20.0"), m_reloadFailed, int(m_zones.size()), m_booted}; }

Result<void> SimNamed::reconfigure()
{
    ++reconfigured;
    const Config config = read();
    m_reloadFailed = !config.problems.isEmpty();
    if (m_reloadFailed)
        return fail(QStringLiteral("bind.control"), {QStringLiteral("reconfig")}, config.problems.first().code);
    take(config, false);
    return {};
}

Result<void> SimNamed::reload()
{
    LOCKSTEP_CHECK(reconfigure());
    const QList<Key> keys = m_zones.keys();
    for (const Key &key : keys) {
        m_host.schedule.in(pause(), [this, key, run = m_run] {
            if (run == m_run)
                load(key, false);
        });
    }
    return {};
}

Result<void> SimNamed::reloadZone(const ZoneName &zone)
{
    const Key key{zone.view, zone.zone};
    if (!m_zones.contains(key))
        return fail(QStringLiteral("bind.control"), {QStringLiteral("reload")}, QStringLiteral("not found"));
    m_host.schedule.in(pause(), [this, key, run = m_run] {
        if (run == m_run)
            load(key, false);
    });
    return {};
}

// Frozen is the zone as long as it is the same one (tried with BIND 9.20): not after a restart, nor in another view.
Result<bool> SimNamed::freeze(const ZoneName &zone)
{
    const auto it = m_zones.find({zone.view, zone.zone});
    if (it == m_zones.end())
        return fail(QStringLiteral("bind.nozone"), {zone.zone, zone.view});
    if (!it->dynamic)
        return fail(QStringLiteral("bind.static"), {zone.zone, zone.view});
    windows.append(QStringLiteral("freeze ") + zone.zone);
    return !std::exchange(it->frozen, true);
}

Result<void> SimNamed::thaw(const ZoneName &zone)
{
    const auto it = m_zones.find({zone.view, zone.zone});
    if (it == m_zones.end())
        return fail(QStringLiteral("bind.nozone"), {zone.zone, zone.view});
    windows.append(QStringLiteral("thaw ") + zone.zone);
    it->frozen = it->frozen && stuck.contains(zone.zone);
    return {};
}

Result<ZoneStatus> SimNamed::zoneStatus(const ZoneName &zone) const
{
    const auto it = m_zones.constFind({zone.view, zone.zone});
    if (it == m_zones.constEnd())
        return fail(QStringLiteral("bind.nozone"), {zone.zone, zone.view});
    ZoneStatus status;
    status.loaded = it->data != nullptr;
    status.type = it->type;
    status.serial = it->data ? *it->data->serial : 0;
    status.loadedAt = it->loaded / 1000 * 1000;
    status.dynamic = it->dynamic;
    status.frozen = it->frozen;
    return status;
}

Result<AnswerCounts> SimNamed::answerCounts() const { return statistics ? Result<AnswerCounts>(counts) : fail(QStringLiteral("bind.nostatistics")); }

Result<QList<LoadedZone>> SimNamed::loadedZones() const
{
    if (!statistics)
        return fail(QStringLiteral("bind.nostatistics"));
    QList<LoadedZone> zones;
    for (auto it = m_zones.cbegin(); it != m_zones.cend(); ++it)
        zones.append({{it.key().second, it.key().first}, it->type, it->data ? it->data->serial : std::nullopt, it->loaded / 1000 * 1000});
    return zones;
}

Result<Answer> SimNamed::ask(const QByteArray &owner, int type, const QString &address) const
{
    Answer answer;
    answer.rcode = 5;
    const std::optional<QString> view = viewFor(m_config, address, true);
    qsizetype longest = -1;
    const Served *zone = nullptr;
    for (auto it = m_zones.cbegin(); view && it != m_zones.cend(); ++it) {
        const QByteArray origin = wireOf(it.key().second);
        if (it.key().first == *view && isBelow(owner, origin) && origin.size() > longest) {
            longest = origin.size();
            zone = &*it;
        }
    }
    if (!zone)
        return answer;
    answer.rcode = 2;
    if (!zone->data)
        return answer;
    answer.authoritative = true;
    answer.rcode = 3;
    for (const Record &record : zone->data->records) {
        if (isBelow(record.owner, owner))
            answer.rcode = 0;
        if (record.owner == owner && (record.type == type || record.type == typeCname))
            answer.answers.append({record.owner, record.type, 1, record.ttl, record.rdata});
    }
    return answer;
}

QString SimNamed::differs()
{
    if (!m_running)
        return QStringLiteral("named does not run");
    const Config config = read();
    if (!config.problems.isEmpty())
        return QStringLiteral("the configuration on disk does not load: ") + config.problems.first().code;
    if (digestOf(config) != m_configuration)
        return QStringLiteral("another configuration is served than lies on disk");
    for (const ZoneDecl &zone : config.zones) {
        const Key key{zone.view, zone.name};
        const auto it = m_zones.constFind(key);
        const std::shared_ptr<const SimZone> wanted = parsed(key, zone.file);
        if (it == m_zones.constEnd() || !it->data)
            return QStringLiteral("%1 is not served").arg(zone.name);
        if (!wanted || wanted->text != it->data->text)
            return QStringLiteral("%1 is served with serial %2, on disk lies %3")
                .arg(zone.name)
                .arg(*it->data->serial)
                .arg(wanted ? QString::number(*wanted->serial) : QStringLiteral("nothing good"));
    }
    return {};
}

// --- one process's way to it

template <class T> Task<Result<T>> NamedLink::later(std::function<Result<T>()> call)
{
    Promise<Result<T>> answered;
    m_schedule.in(m_named.pause() / 4, [this, answered, call, life = m_life]() mutable {
        if (!*life)
            return;
        const Result<T> result = m_named.running() ? call() : fail(QStringLiteral("bind.unreachable"), {QStringLiteral("127.0.0.1:953")});
        m_schedule.in(m_named.pause() / 4, [answered, result, life]() mutable {
            if (*life)
                answered.set(result);
        });
    });
    Task<Result<T>> waiting = answered.wait();
    Result<T> result = co_await waiting;
    co_return result;
}

Task<Result<ServerStatus>> NamedLink::status()
{
    return later<ServerStatus>([this] { return m_named.status(); });
}

Task<Result<void>> NamedLink::reconfigure()
{
    return later<void>([this] { return m_named.reconfigure(); });
}

Task<Result<void>> NamedLink::reload()
{
    return later<void>([this] { return m_named.reload(); });
}

Task<Result<void>> NamedLink::reloadZone(ZoneName zone)
{
    return later<void>([this, zone] { return m_named.reloadZone(zone); });
}

Task<Result<bool>> NamedLink::freeze(ZoneName zone)
{
    return later<bool>([this, zone] { return m_named.freeze(zone); });
}

Task<Result<void>> NamedLink::thaw(ZoneName zone)
{
    return later<void>([this, zone] { return m_named.thaw(zone); });
}

Task<Result<ZoneStatus>> NamedLink::zoneStatus(ZoneName zone)
{
    return later<ZoneStatus>([this, zone] { return m_named.zoneStatus(zone); });
}

Task<Result<QList<LoadedZone>>> NamedLink::loadedZones(int)
{
    return later<QList<LoadedZone>>([this] { return m_named.loadedZones(); });
}

Task<Result<AnswerCounts>> NamedLink::answerCounts(int)
{
    return later<AnswerCounts>([this] { return m_named.answerCounts(); });
}

Task<Result<Answer>> NamedLink::ask(QByteArray owner, int type, QString address, Transport)
{
    return later<Answer>([this, owner, type, address] { return m_named.ask(owner, type, address); });
}

} // namespace lockstep
