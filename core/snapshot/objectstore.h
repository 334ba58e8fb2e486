// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/snapshot/snapshot.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace lockstep {

// Content-addressed bytes on disk: zstd, then AES-256-GCM, a file an object in 256 folders named by the digest's first byte.
// get() gives the bytes that were put or an error, never others.
class ObjectStore
{
public:
    // `key`: 32 bytes. `files` outlives the store.
    ObjectStore(Files &files, QString folder, QByteArray key);

    // Durable when it returns. Bytes that are there already are not written again.
    Result<Digest> put(const QByteArray &bytes);
    Result<QByteArray> get(const Digest &digest);
    bool has(const Digest &digest);
    // While somebody holds it, what was got or put stays at hand, the youngest 256 MiB: an operation reads the same texts many times,
    // and a long one costs a tenth of a second each time.
    [[nodiscard]] std::shared_ptr<void> hold();
    // Removes every object that `keep` does not name; returns how many went.
    Result<int> sweep(const QSet<Digest> &keep);

private:
    QString pathOf(const Digest &digest) const;
    Result<void> secure(const QString &folder);

    struct AtHand
    {
        QHash<Digest, QByteArray> texts;
        QList<Digest> order; // the eldest first
        qint64 bytes = 0;
    };
    void note(const Digest &digest, const QByteArray &bytes);

    Files &m_files;
    QString m_folder;
    QByteArray m_key;
    QSet<QString> m_secured; // folders whose names are known to be durable
    std::weak_ptr<AtHand> m_atHand;
};

} // namespace lockstep
