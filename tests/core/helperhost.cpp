// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/helperhost.h"

#include "core/snapshot/packing.h"
#include "tests/simulation/simcontent.h"

namespace lockstep {

namespace {

const QString root = QStringLiteral("etc-bind");

const Life &forever()
{
    static const Life life = std::make_shared<bool>(true);
    return life;
}

} // namespace

HelperHost::HelperHost() : diskClock(time, forever()), disk(diskClock)
{
    writeSimContent(disk, 0);
    schedule.step(3600000); // the files are an hour old
    restart();
}

void HelperHost::restart()
{
    if (m_life)
        end();
    m_helper.reset();
    m_life = std::make_shared<bool>(true);
    m_clock = std::make_unique<SimClock>(time, m_life);
    files = std::make_unique<ProcessFiles>(disk, m_life);
    const auto checker = [this](const IsolatedRun &one) {
        const bool named = one.command.first() == QLatin1String("/usr/sbin/named");
        if (named)
            rehearsed.append(one);
        return [result = named ? rehearsal : check ? check(one) : verdict] { return result; };
    };
    const auto hanging = [this] { return hangUp ? hangUp() : fail(QStringLiteral("agent.nonamed")); };
    m_helper = std::make_unique<Helper>(*files, *m_clock, places, bindGroup, checker, hanging);
}

void HelperHost::losePower(quint32 seed)
{
    std::mt19937 random(seed);
    end();
    disk.losePower(random);
    time.reboot();
    restart();
}

Result<QJsonObject> HelperHost::say(const QString &verb, const QJsonObject &params, const QByteArray &bytes)
{
    QByteArray out;
    return m_helper->handle(verb, params, bytes, out);
}

Result<QJsonObject> HelperHost::give(const QByteArray &bytes)
{
    QJsonObject params = toJson(DigestRequest{Digest::of(bytes)});
    params.insert(QStringLiteral("encoding"), QStringLiteral("zstd"));
    return say(QStringLiteral("put"), params, pack(bytes));
}

MemberStatus HelperHost::status()
{
    const Result<QJsonObject> reply = say(QStringLiteral("describe"));
    return reply ? fromJson<MemberStatus>(reply->value(QLatin1String("status"))).value_or(MemberStatus()) : MemberStatus();
}

Snapshot HelperHost::edited(const Snapshot &tree, const QString &path, const QByteArray &bytes)
{
    if (!give(bytes))
        qFatal("the object cannot be given");
    return with(tree, path, bytes);
}

Snapshot HelperHost::with(const Snapshot &tree, const QString &path, const QByteArray &bytes)
{
    return tree.with({root, path, Entry::Kind::File, Entry::Class::Plain, bytes.size(), Digest::of(bytes)});
}

PrepareRequest HelperHost::request(const QString &deployment, const Digest &base, const Snapshot &forward, const Snapshot &returning) const
{
    return {deployment, master, epoch, base, forward.manifest(), returning.manifest(), places.mainFile, {}, {}};
}

SwitchRequest HelperHost::flip(const QString &deployment, const Digest &base, qint64 guardMs) const
{
    return {deployment, master, epoch, base, guardMs};
}

QJsonObject HelperHost::binding(qint64 asEpoch) const
{
    QJsonObject params = toJson(BindRequest{master, asEpoch});
    params.insert(QStringLiteral("pin"), QString::fromLatin1(Digest::of("its key").hex())); // as the network half adds it
    return params;
}

Result<QJsonObject> HelperHost::prove()
{
    const std::optional<AgentState::Prepared> prepared = state().prepared;
    return say(QStringLiteral("proved"), {{QStringLiteral("generation"), prepared ? prepared->forward : 0}, {QStringLiteral("run"), run}});
}

Result<QJsonObject> HelperHost::confirm(const QString &deployment)
{
    LOCKSTEP_CHECK(prove());
    return say(QStringLiteral("confirm"), toJson(named(deployment)));
}

Snapshot HelperHost::adopt()
{
    const auto must = [](const Result<QJsonObject> &reply) {
        if (!reply)
            qFatal("%s", qPrintable(reply.error().code));
        return *reply;
    };
    must(say(QStringLiteral("bind"), binding(epoch)));
    const ManifestReply seed = *fromJson<ManifestReply>(must(say(QStringLiteral("seed"))));
    const Snapshot tree = *Snapshot::parse(seed.manifest);
    must(say(QStringLiteral("prepare"), toJson(request(QStringLiteral("first"), {}, tree, tree))));
    must(say(QStringLiteral("flip"), toJson(flip(QStringLiteral("first")))));
    must(confirm(QStringLiteral("first")));
    return tree;
}

Result<PrepareReport> HelperHost::prepare(const Snapshot &live, const Snapshot &forward, const Snapshot &returning)
{
    return ask<PrepareReport>(QStringLiteral("prepare"), toJson(request(QStringLiteral("d"), live.id(), forward, returning)));
}

void HelperHost::collect(const QString &folder, const QString &without, QMap<QString, QByteArray> &into)
{
    for (const QString &name : disk.list(folder.isEmpty() ? QStringLiteral("/") : folder).value_or(QStringList())) {
        const QString path = folder + u'/' + name;
        const FileFacts facts = disk.facts(path).value_or(FileFacts());
        if (path == without)
            continue;
        QByteArray &told = into[path];
        told = QByteArray::number(facts.mode, 8) + ' ';
        if (facts.kind == FileFacts::Kind::Folder)
            collect(path, without, into);
        else if (facts.kind == FileFacts::Kind::Link)
            told += disk.readLink(path).value_or(QString()).toUtf8();
        else
            told += QByteArray::number(facts.mtime) + ' ' + disk.read(path).value_or(QByteArray());
    }
}

QMap<QString, QByteArray> HelperHost::everything(const QString &without)
{
    QMap<QString, QByteArray> all;
    collect({}, without, all);
    return all;
}

} // namespace lockstep
