// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"
#include "core/snapshot/packing.h"
#include "tests/campaigns/hostilenames.h"
#include "tests/core/masterhouse.h"
#include "tests/support/campaign.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <unistd.h>

using namespace lockstep;

namespace {

const QByteArray bytes = "what lies outside is nobody's\n";

const char *const what =
    "Manifests and edits with every trick of naming (up, absolute, empty, control characters, no UTF-8, very long, look-alikes, names that are used "
    "elsewhere, links laid in the way) at the privileged half of an agent on a real file system, and at a master: nothing is written outside the roots.";

// Syncing takes no time in memory.
QString scratch()
{
    const QString memory = QStringLiteral("/dev/shm");
    return QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
}

// The privileged half on a real file system, below a folder of its own.
class RealHost
{
public:
    RealHost()
    {
        base = m_folder.path();
        places.state = base + QStringLiteral("/state");
        places.local = base + QStringLiteral("/local.d");
        places.mainFile = base + QStringLiteral("/etc/bind/named.conf");
        places.roots = {{QStringLiteral("etc-bind"), base + QStringLiteral("/etc/bind")}};
        QDir().mkpath(base + QStringLiteral("/etc/bind/zones"));
        QDir().mkpath(base + QStringLiteral("/cache"));
        write(QStringLiteral("/etc/bind/named.conf"), "options { directory \"" + base.toUtf8() + "/cache\"; };\n");
        write(QStringLiteral("/trap/kept"), bytes);
        files = realFiles({places.state, places.local, base + QStringLiteral("/etc/bind")});
        helper = std::make_unique<Helper>(*files, systemClock(), places, ::getgid(),
                                          [](const IsolatedRun &) { return [] { return IsolatedResult{0, {}}; }; });
        (void)helper->load();
        QJsonObject binding = toJson(BindRequest{QStringLiteral("m"), 1});
        binding.insert(QStringLiteral("pin"), QString::fromLatin1(Digest::of("key").hex()));
        say(QStringLiteral("bind"), binding);
        tree = *Snapshot::parse(fromJson<ManifestReply>(*say(QStringLiteral("seed")))->manifest);
        say(QStringLiteral("prepare"), toJson(request(tree.manifest(), tree.manifest(), {})));
        say(QStringLiteral("flip"), toJson(SwitchRequest{QStringLiteral("d"), QStringLiteral("m"), 1, {}, 60000}));
        say(QStringLiteral("proved"), {{QStringLiteral("generation"), helper->state().prepared->forward}, {QStringLiteral("run"), 1}});
        say(QStringLiteral("confirm"), toJson(DeploymentRequest{QStringLiteral("d"), QStringLiteral("m"), 1}));
        QJsonObject object = toJson(DigestRequest{Digest::of(bytes)});
        object.insert(QStringLiteral("encoding"), QStringLiteral("zstd"));
        m_object = object;
    }
    bool adopted() const { return QFileInfo(base + QStringLiteral("/etc/bind")).isSymLink(); }
    Result<QJsonObject> say(const QString &verb, const QJsonObject &params = {}, const QByteArray &in = {})
    {
        QByteArray out;
        return helper->handle(verb, params, in, out);
    }
    Result<QJsonObject> give() { return say(QStringLiteral("put"), m_object, pack(bytes)); }
    PrepareRequest request(const QByteArray &forward, const QByteArray &returning, const Digest &from) const
    {
        return {QStringLiteral("d"), QStringLiteral("m"), 1, from, forward, returning, places.mainFile, {}, {}};
    }
    void write(const QString &path, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(base + path).path());
        QFile file(base + path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
    }
    // Everything below the host's folder but the helper's own, and where escapes would land above it.
    QMap<QString, QByteArray> outside() const
    {
        QMap<QString, QByteArray> all;
        QDirIterator it(base, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QFileInfo info(it.next());
            if (info.filePath().startsWith(places.state))
                continue;
            QFile file(info.filePath());
            const bool plain = info.isFile() && !info.isSymLink() && file.open(QIODevice::ReadOnly);
            all.insert(info.filePath(), info.isSymLink() ? info.symLinkTarget().toUtf8() : plain ? file.readAll() : QByteArray());
        }
        for (const char *place :
             {"/lockstep-escape", "/etc/lockstep-escape", "/tmp/lockstep-escape", "/dev/shm/lockstep-escape", "/var/lockstep-escape"})
            all.insert(QLatin1String(place), QFileInfo::exists(QLatin1String(place)) ? "there" : "");
        return all;
    }

    QString base;
    AgentPlaces places;
    std::unique_ptr<Files> files;
    std::unique_ptr<Helper> helper;
    Snapshot tree;

private:
    QTemporaryDir m_folder{scratch() + QStringLiteral("/lockstep-paths-XXXXXX")};
    QJsonObject m_object;
};

// A manifest with one entry more, wherever its place would be: a hostile master keeps no order of ours, but ours is kept where the
// name may be good, so that nothing else is the reason.
QByteArray withEntry(const RealHost &host, const HostileName &name, bool folder)
{
    const QByteArray entry = folder ? "d etc-bind plain 0 - " + name.path + '\n'
                                    : "f etc-bind plain " + QByteArray::number(bytes.size()) + ' ' + Digest::of(bytes).hex() + ' ' + name.path + '\n';
    if (name.refused)
        return host.tree.manifest() + entry;
    return host.tree
        .with({QStringLiteral("etc-bind"), QString::fromUtf8(name.path), folder ? Entry::Kind::Folder : Entry::Kind::File, Entry::Class::Plain,
               folder ? 0 : bytes.size(), folder ? Digest() : Digest::of(bytes)})
        .manifest();
}

QString nameOf(const HostileName &name) { return QString::fromLatin1(name.why + " (" + name.path.left(60).toPercentEncoding() + ')'); }

} // namespace

class TestHostilePaths : public QObject
{
    Q_OBJECT
    static bool isSampled(int number) { return Campaign::isWhole() || number % 31 == 0; }

private Q_SLOTS:
    void manifestsAtAMember()
    {
        Campaign campaign("paths", "manifests at a member", what);
        RealHost host;
        QVERIFY(host.adopted());
        const auto before = host.outside();
        int number = 0;
        int taken = 0;
        for (const HostileName &name : hostileNames()) {
            for (const bool folder : {false, true}) {
                if (!isSampled(number++))
                    continue;
                for (const bool forward : {true, false}) {
                    QVERIFY(host.give());
                    const QByteArray hostile = withEntry(host, name, folder);
                    const QByteArray good = host.tree.manifest();
                    const auto report = host.say(QStringLiteral("prepare"),
                                                 toJson(host.request(forward ? hostile : good, forward ? good : hostile, host.tree.id())));
                    QString wrong;
                    if (report && name.refused)
                        wrong = QStringLiteral("it is taken");
                    taken += report ? 1 : 0;
                    if (host.outside() != before)
                        wrong = QStringLiteral("what lies outside is another thing");
                    const QString current = QFile::symLinkTarget(host.places.state + QStringLiteral("/current"));
                    if (!host.helper->state().switched && !current.contains(QLatin1String("/gen/")))
                        wrong = QStringLiteral("another tree is served");
                    campaign.trial(wrong.isEmpty() ? QString() : nameOf(name) + QStringLiteral(": ") + wrong);
                }
            }
        }
        campaign.figure(QStringLiteral("odd names that may be, and lay in the root"), QString::number(taken));
        QVERIFY2(campaign.good(), campaign.told());
    }

    // Ids of roots and their folders.
    void rootsAtAMember()
    {
        Campaign campaign("paths", "roots at a member", what);
        RealHost host;
        const auto before = host.outside();
        int number = 0;
        for (const HostileName &name : hostileNames()) {
            if (!isSampled(number++))
                continue;
            for (const QByteArray &head :
                 {"root " + name.path + " /etc/bind\n", "root etc-bind " + name.path + '\n', "root etc-bind /" + name.path + '\n',
                  "root etc-bind " + host.base.toUtf8() + "/etc/bind\nroot more " + host.base.toUtf8() + '/' + name.path + '\n'}) {
                const QByteArray manifest = "lockstep-manifest 1\n" + head + "f etc-bind plain " + QByteArray::number(bytes.size()) + ' ' +
                                            Digest::of(bytes).hex() + " x\n";
                const auto report = host.say(QStringLiteral("prepare"), toJson(host.request(manifest, host.tree.manifest(), host.tree.id())));
                campaign.trial(report                     ? nameOf(name) + QStringLiteral(": it is taken as a root")
                               : host.outside() != before ? nameOf(name) + QStringLiteral(": what lies outside is another thing")
                                                          : QString());
            }
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

    // Somebody who may write into the helper's folders lays links there: they are not followed.
    void linksInTheWay()
    {
        Campaign campaign("paths", "links in the way", what);
        for (const char *place :
             {"gen", "objects", "reserve", "current.new", "state.json.new", "gen/3", "gen/4", "gen/3.manifest", "gen/5.manifest.new"}) {
            for (const char *target : {"trap", "trap/kept", "trap/fresh"}) {
                RealHost host;
                const QString path = host.places.state + u'/' + QLatin1String(place);
                QVERIFY(host.adopted());
                const auto before = host.outside();
                if (QFileInfo(path).exists() || QFileInfo(path).isSymLink())
                    QVERIFY(QFile::rename(path, path + QStringLiteral(".away")));
                QVERIFY(QFile::link(host.base + u'/' + QLatin1String(target), path));
                (void)host.give();
                const QByteArray forward = withEntry(host, {"zones/new", {}, false}, false);
                (void)host.say(QStringLiteral("prepare"), toJson(host.request(forward, host.tree.manifest(), host.tree.id())));
                (void)host.say(QStringLiteral("flip"), toJson(SwitchRequest{QStringLiteral("d"), QStringLiteral("m"), 1, host.tree.id(), 60000}));
                (void)host.say(QStringLiteral("back"), toJson(DeploymentRequest{QStringLiteral("d"), QStringLiteral("m"), 1}));
                const auto isServed = [&](const std::pair<const QString &, QByteArray &> &one) { // may have changed, in the root
                    return one.first.startsWith(host.base + QStringLiteral("/etc/"));
                };
                auto after = host.outside();
                auto wanted = before;
                after.removeIf(isServed);
                wanted.removeIf(isServed);
                campaign.trial(after == wanted ? QString() : QStringLiteral("through %1 to %2").arg(QLatin1String(place), QLatin1String(target)));
            }
        }
        QVERIFY2(campaign.good(), campaign.told());
    }

    // An administrator's edit, and what a hostile member says that it holds.
    void namesAtAMaster()
    {
        Campaign campaign("paths", "edits and seeds at a master", what);
        MasterHouse house(1);
        QVERIFY(house.addAll());
        const auto topOf = [&] { return house.master->disk.list(QStringLiteral("/")).value_or(QStringList()); };
        const QStringList top = topOf();
        int number = 0;
        for (const HostileName &name : hostileNames()) {
            if (!isSampled(number++))
                continue;
            const QString path = QString::fromUtf8(name.path);
            if (path.toUtf8() == name.path) { // else no frame of text can carry it
                const auto staged = house.master->call(mastercalls::stageFile,
                                                       StageFileRequest{house.group, QStringLiteral("etc-bind"), path, {}, bytes});
                campaign.trial(staged && name.refused ? nameOf(name) + QStringLiteral(": it is staged")
                               : topOf() != top       ? nameOf(name) + QStringLiteral(": the master's disk is another one")
                                                      : QString());
                QStringList ids;
                for (const Change &change : staged ? staged->changes : QList<Change>())
                    ids.append(change.id);
                if (!ids.isEmpty())
                    house.master->call(mastercalls::stageDiscard, DiscardRequest{house.group, ids});
            }
            if (!name.refused)
                continue;
            MasterHouse fresh(1);
            QHash<qint64, QString> asked;
            fresh.network.setMeddler([&](const auto &, const SimLine::Frame &frame) {
                const QJsonObject json = frame.binary || frame.end ? QJsonObject() : parseJson(frame.bytes).value_or(QJsonObject());
                const qint64 id = json.value(QLatin1String("id")).toInteger(-1);
                if (frame.to == 1)
                    asked.insert(id, json.value(QLatin1String("method")).toString());
                if (frame.to == 1 || asked.value(id) != QLatin1String(agentcalls::seed.name) || !json.contains(QLatin1String("result")))
                    return QList<SimLine::Frame>{frame};
                QJsonObject reply = json;
                const QByteArray manifest = fromJson<ManifestReply>(json.value(QLatin1String("result")))->manifest + "f etc-bind plain 1 " +
                                            Digest::of(bytes).hex() + ' ' + name.path + '\n';
                reply.insert(QStringLiteral("result"), toJson(ManifestReply{manifest}));
                return QList<SimLine::Frame>{{frame.to, jsonBytes(reply), false, false}};
            });
            const Operation added = fresh.add(0);
            campaign.trial(added.outcome == Outcome::Failed && fresh.status().members.isEmpty() ? QString()
                                                                                                : nameOf(name) + QStringLiteral(": it is seeded"));
        }
        QVERIFY2(campaign.good(), campaign.told());
    }
};

LOCKSTEP_SUITE(TestHostilePaths)
#include "tst_hostilepaths.moc"
