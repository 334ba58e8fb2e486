// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/files.h"

#include <QMap>

#include <memory>
#include <random>

namespace lockstep {

// One host's disk in memory, with what is only cached kept apart from what would survive a power loss: the bytes and facts of
// a file since its last sync, the entries of a folder since its last sync. Behaves like realFiles() otherwise.
class MemoryFiles final : public Files
{
public:
    explicit MemoryFiles(Clock &clock);
    ~MemoryFiles() override;

    Result<QByteArray> read(const QString &path) override;
    Result<void> write(const QString &path, const QByteArray &bytes, uint mode) override;
    Result<void> append(const QString &path, const QByteArray &bytes, uint mode) override;
    Result<void> sync(const QString &path) override;
    Result<void> rename(const QString &from, const QString &to) override;
    Result<void> exchange(const QString &one, const QString &other) override;
    Result<void> remove(const QString &path) override;
    Result<void> makeFolder(const QString &path, uint mode) override;
    Result<void> makeLink(const QString &target, const QString &path) override;
    Result<QString> readLink(const QString &path) override;
    Result<FileFacts> facts(const QString &path) override;
    Result<QStringList> list(const QString &folder) override;
    Result<void> setTime(const QString &path, qint64 mtime) override;
    Result<void> setMode(const QString &path, uint mode) override;
    Result<void> setOwner(const QString &path, uint uid, uint gid) override;
    Result<qint64> freeBytes(const QString &path) override;

    // As open(2) and stat(2) without O_NOFOLLOW: how named reads.
    Result<QByteArray> readThrough(const QString &path);
    Result<FileFacts> factsThrough(const QString &path);
    // Bytes that still fit, for folders, links and files alike; a write that does not fit leaves a part.
    void setFree(qint64 bytes) { m_free = bytes; }
    // A sync that fails: the bytes count as clean and are lost by a power loss all the same, until they are written again.
    Result<void> failSync(const QString &path);
    // What was not synced survives in part: of each folder's changes the first few, of a file its old bytes, its new ones,
    // the beginning of them or none.
    void losePower(std::mt19937 &random);
    void syncAll(); // what a host begins with

private:
    struct Node;
    using NodePtr = std::shared_ptr<Node>;
    struct Place
    {
        NodePtr folder;
        QString name;
        NodePtr node; // null: no such entry
    };
    Result<Place> find(const QString &path, bool follow, int depth = 0);
    Result<NodePtr> existing(const QString &path, bool follow);
    void link(const NodePtr &folder, const QString &name, const NodePtr &node);
    Result<void> put(const QString &path, const QByteArray &bytes, uint mode, bool append);
    NodePtr make(FileFacts::Kind kind, uint mode);
    void forget(const NodePtr &node, std::mt19937 &random);
    void keepAll(const NodePtr &node);

    Clock &m_clock;
    NodePtr m_root;
    quint64 m_nextInode = 2;
    qint64 m_changes = 0;
    qint64 m_free = 1LL << 40;
};

} // namespace lockstep
