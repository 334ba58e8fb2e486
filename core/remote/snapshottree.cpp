// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/snapshottree.h"

#include "core/snapshot/scan.h"

#include <QRegularExpression>

#include <algorithm>

namespace lockstep {

namespace {

class SnapshotTree : public TreeSource
{
public:
    SnapshotTree(const QString &title, Snapshot snapshot, QString mainFile, std::shared_ptr<MasterClient> master)
        : m_snapshot(std::move(snapshot)), m_mainFile(std::move(mainFile)), m_master(std::move(master))
    {
        kind = Kind::Snapshot;
        name = title;
        for (const QString &glob : defaultExclusions())
            m_exclusions.append(QRegularExpression(QRegularExpression::wildcardToRegularExpression(glob)));
        list();
    }

    Task<Result<LocalText>> read(TreeFile file) override
    {
        if (file.size > mostBytes)
            co_return fail(QStringLiteral("cli.text.large"),
                           {shownPath(file.path), QString::number(file.size >> 20), QString::number(mostBytes >> 20)});
        Task<Result<QByteArray>> asking = m_master->object(file.digest);
        LOCKSTEP_CO_TRY(bytes, co_await asking);
        co_return LocalText(bytes);
    }
    Task<Result<LocalText>> target(TreeFile) override { co_return LocalText(); }
    Task<Result<bool>> equals(TreeFile file, LocalText other) override { co_return Digest::of(other.view()) == file.digest; }

    bool leavesOut(const QByteArray &path) const override
    {
        const QStringList parts = QString::fromUtf8(path).split(u'/');
        return std::ranges::any_of(parts, [&](const QString &part) {
            return std::ranges::any_of(m_exclusions, [&](const QRegularExpression &pattern) { return pattern.match(part).hasMatch(); });
        });
    }

    QString absolute(const QByteArray &path) const override
    {
        const QString text = QString::fromUtf8(path);
        if (m_spans)
            return u'/' + text;
        for (const Root &root : m_snapshot.roots) {
            if (!isMain(root) && text.startsWith(root.id + u'/'))
                return root.path + text.mid(root.id.size());
        }
        for (const Root &root : m_snapshot.roots) {
            if (isMain(root))
                return root.path + u'/' + text;
        }
        return text;
    }
    std::optional<QByteArray> placeOf(const QString &path) const override
    {
        const auto place = m_snapshot.placeOf(path);
        return place ? std::optional(pathOf(place->first, place->second)) : std::nullopt;
    }
    QString mainFile() const override { return m_mainFile; }
    QString shownPath(const QByteArray &path) const override { return absolute(path); }

    void spanRoots() override
    {
        m_spans = true;
        list();
    }

private:
    bool isMain(const Root &root) const { return m_mainFile.startsWith(root.path + u'/'); }

    QByteArray pathOf(const QString &id, const QString &path) const
    {
        for (const Root &root : m_snapshot.roots) {
            if (root.id == id)
                return (m_spans ? root.path.mid(1) + u'/' + path : isMain(root) ? path : id + u'/' + path).toUtf8();
        }
        return path.toUtf8();
    }

    void list()
    {
        files.clear();
        for (const Entry &entry : m_snapshot.entries) {
            if (entry.kind == Entry::Kind::File)
                files.append({pathOf(entry.root, entry.path), TreeFile::Kind::File, entry.size, entry.digest, false});
        }
        sort();
    }

    Snapshot m_snapshot;
    QString m_mainFile;
    std::shared_ptr<MasterClient> m_master;
    QList<QRegularExpression> m_exclusions;
    bool m_spans = false;
};

} // namespace

std::shared_ptr<TreeSource> snapshotTree(const QString &name, const Snapshot &snapshot, const QString &mainFile, std::shared_ptr<MasterClient> master)
{
    return std::make_shared<SnapshotTree>(name, snapshot, mainFile, std::move(master));
}

} // namespace lockstep
