// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/deskhost.h"

#include "core/snapshot/scan.h"
#include "tests/simulation/simcontent.h"

namespace lockstep {

namespace {
template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}
} // namespace

DeskHost::DeskHost(SerialPolicy policy)
{
    writeSimContent(disk, 0);
    m_group.id = QStringLiteral("g");
    m_group.name = QStringLiteral("Edge");
    m_group.roots = {{root, QStringLiteral("/etc/bind")}};
    m_group.mainFile = QStringLiteral("/etc/bind/named.conf");
    m_group.serialPolicy = policy;
    reopen();
    const Scan scan = must(scanFolders(disk, m_group.roots, defaultExclusions(), [this](const Entry &, const QByteArray &bytes) {
        return objects->put(bytes).transform([](const Digest &) {});
    }));
    must(desk->setSeed(must(desk->keepSnapshot(scan.snapshot)), QStringLiteral("anna")));
}

void DeskHost::reopen()
{
    desk.reset();
    objects.reset();
    store.reset();
    store = must(Store::open(folder.filePath(QStringLiteral("master.sqlite"))));
    objects = std::make_unique<ObjectStore>(disk, QStringLiteral("/objects"), QByteArray(32, 'k'));
    desk = std::make_unique<GroupDesk>(clock, *store, *objects, m_group);
    must(desk->load());
}

QByteArray DeskHost::staged(const QString &absolutePath) const
{
    const Result<StagedTree> tree = desk->stagedTree();
    return tree ? tree->bytes(absolutePath).value_or("(not there)") : tree.error().code.toLatin1();
}

Snapshot DeskHost::with(const QString &path, const QByteArray &bytes)
{
    const StagedTree tree = must(must(desk->liveTree()).with(root, path, bytes));
    must(tree.seal());
    return tree.snapshot();
}

Result<void> DeskHost::decide(const Snapshot &snapshot, const QStringList &done)
{
    LOCKSTEP_TRY(seal, desk->keepSnapshot(snapshot));
    const int number = *desk->nextDeployment();
    const Deployment deployment{number, m_group.id,  seal, seal, desk->live->snapshot, Deployment::State::Live, QStringLiteral("anna"),
                                {},     clock.now(), false};
    return desk->setLive({seal, number, clock.now()}, done, deployment,
                         {0, 0, {}, {}, QStringLiteral("anna"), QStringLiteral("deploy"), QStringLiteral("decided"), {}, {}, {}});
}

void DeskHost::makeLive(const Snapshot &snapshot, const QStringList &done) { must(decide(snapshot, done)); }

} // namespace lockstep
