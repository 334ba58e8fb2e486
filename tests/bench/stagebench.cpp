// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/master.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace lockstep;

namespace {

// The master alone, on a real disk: what an edit costs, without members.
class Nobody final : public AgentDialer
{
public:
    Task<Result<std::shared_ptr<AgentPeer>>> dial(QString name, QString, Digest) override { co_return fail(QStringLiteral("timeout"), {name}); }
    Task<Result<Digest>> redeem(QString address, QString) override { co_return fail(QStringLiteral("timeout"), {address}); }
};

QByteArray zoneText(int records)
{
    QByteArray text = "$TTL 3600\n@ IN SOA ns1 hostmaster 2026010101 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n";
    for (int i = 1; i <= records; ++i)
        text += "h" + QByteArray::number(i) + " IN A 10." + QByteArray::number(i / 62500 % 250) + '.' + QByteArray::number(i / 250 % 250) + '.' +
                QByteArray::number(i % 250) + '\n';
    return text;
}

// A group whose live data are `zones` zones of `records` records each.
Result<Group> furnish(Store &store, ObjectStore &objects, int zones, int records)
{
    Group group;
    group.id = newId();
    group.name = QStringLiteral("Edge");
    group.roots = {{QStringLiteral("etc-bind"), QStringLiteral("/etc/bind")}};
    group.mainFile = QStringLiteral("/etc/bind/named.conf");
    Snapshot live;
    live.roots = group.roots;
    const auto put = [&](const QString &path, const QByteArray &bytes) -> Result<void> {
        LOCKSTEP_TRY(digest, objects.put(bytes));
        live.entries.append({QStringLiteral("etc-bind"), path, Entry::Kind::File, Entry::Class::Plain, bytes.size(), digest});
        return {};
    };
    QByteArray conf = "options { directory \"/var/cache/bind\"; };\n";
    for (int i = 0; i < zones; ++i)
        conf += "zone \"z" + QByteArray::number(i) + ".example\" { type primary; file \"/etc/bind/zones/z" + QByteArray::number(i) + ".db\"; };\n";
    LOCKSTEP_CHECK(put(QStringLiteral("named.conf"), conf));
    live.entries.append({QStringLiteral("etc-bind"), QStringLiteral("zones"), Entry::Kind::Folder, Entry::Class::Plain, 0, {}});
    for (int i = 0; i < zones; ++i)
        LOCKSTEP_CHECK(put(QStringLiteral("zones/z%1.db").arg(i), zoneText(records) + "; zone " + QByteArray::number(i) + '\n'));
    std::sort(live.entries.begin(), live.entries.end(), [](const Entry &a, const Entry &b) { return a.path.toUtf8() < b.path.toUtf8(); });
    LOCKSTEP_TRY(kept, objects.put(live.manifest()));
    LOCKSTEP_CHECK(store.save(Table::Group, {}, group.id, group));
    LOCKSTEP_CHECK(store.save(Table::Prepared, group.id, QStringLiteral("live"), LiveRecord{kept, 1, 1}));
    return group;
}

// Milliseconds of each edit: the first, the median, the worst of the others, the last.
int measure(const char *what, int zones, int records, int edits)
{
    const QTemporaryDir folder(QDir::currentPath() + QStringLiteral("/lockstep-bench-XXXXXX"));
    const std::unique_ptr<Files> files = realFiles();
    Result<std::unique_ptr<Store>> store = Store::open(folder.filePath(QStringLiteral("master.sqlite")));
    ObjectStore objects(*files, folder.filePath(QStringLiteral("objects")), QByteArray(32, 'k'));
    const Result<Group> group = store ? furnish(**store, objects, zones, records) : fail(store.error());
    if (!group)
        return std::fprintf(stderr, "%s: %s\n", what, qPrintable(group.error().code)), 1;
    Nobody nobody;
    Master master(systemClock(), **store, objects, nobody);
    if (const Result<void> loaded = master.load(); !loaded)
        return 1;
    Dispatcher gate = master.dispatcherFor(QStringLiteral("anna"));
    QList<double> taken;
    for (int i = 0; i < edits; ++i) {
        const StageRecordRequest request{group->id, QStringLiteral("z%1.example").arg(i % zones), {}, QStringLiteral("new%1").arg(i),
                                         {},        QStringLiteral("A 10.99.0.%1").arg(i % 250)};
        QElapsedTimer timer;
        timer.start();
        Task<Result<QJsonObject>> asking = gate.handle({Role::Administrator}, QStringLiteral("stage.record"), toJson(request));
        if (!asking.isReady())
            return 1;
        asking.then([&](const Result<QJsonObject> &reply) {
            if (!reply)
                std::fprintf(stderr, "%s: %s\n", what, qPrintable(reply.error().code));
        });
        taken.append(double(timer.nsecsElapsed()) / 1e6);
    }
    QList<double> sorted = taken.mid(taken.size() > 1 ? 1 : 0);
    std::sort(sorted.begin(), sorted.end());
    std::printf("%-28s %4d edits: first %8.1f ms, median %7.1f, worst %7.1f, last %7.1f\n", what, edits, taken.first(), sorted[sorted.size() / 2],
                sorted.last(), taken.last());
    std::fflush(stdout);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int edits = argc > 1 ? QByteArray(argv[1]).toInt() : 100;
    const int many = argc > 2 ? QByteArray(argv[2]).toInt() : 10;
    return measure("a zone of 20,000 records", 1, 20000, edits) + measure("10,000 zones of 10 records", 10000, 10, many);
}
