// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/objectstore.h"

#include "core/snapshot/packing.h"

namespace lockstep {

namespace {
constexpr qint64 largestObject = 1LL << 31;
constexpr qint64 mostAtHand = 256LL << 20;
const QByteArray formatMark("LSO1");

QString parentOf(const QString &path) { return path.left(path.lastIndexOf(u'/')); }
} // namespace

ObjectStore::ObjectStore(Files &files, QString folder, QByteArray key) : m_files(files), m_folder(std::move(folder)), m_key(std::move(key)) {}

QString ObjectStore::pathOf(const Digest &digest) const
{
    const QString hex = QString::fromLatin1(digest.hex());
    return m_folder + u'/' + hex.left(2) + u'/' + hex.mid(2);
}

// What is found in a folder may be left by a process that ended before it was durable, the folder itself too.
Result<void> ObjectStore::secure(const QString &folder)
{
    if (m_secured.contains(folder))
        return {};
    LOCKSTEP_CHECK(m_files.makePath(folder, 0700));
    LOCKSTEP_CHECK(m_files.sync(folder));
    if (folder != m_folder) {
        LOCKSTEP_CHECK(secure(m_folder));
        LOCKSTEP_CHECK(m_files.sync(m_folder));
    } else {
        LOCKSTEP_CHECK(m_files.sync(parentOf(m_folder)));
    }
    m_secured.insert(folder);
    return {};
}

std::shared_ptr<void> ObjectStore::hold()
{
    std::shared_ptr<AtHand> held = m_atHand.lock();
    if (!held)
        m_atHand = held = std::make_shared<AtHand>();
    return held;
}

void ObjectStore::note(const Digest &digest, const QByteArray &bytes)
{
    const std::shared_ptr<AtHand> held = m_atHand.lock();
    if (!held || bytes.size() > mostAtHand || held->texts.contains(digest))
        return;
    held->texts.insert(digest, bytes);
    held->order.append(digest);
    held->bytes += bytes.size();
    while (held->bytes > mostAtHand)
        held->bytes -= held->texts.take(held->order.takeFirst()).size();
}

// Whoever asks does not put it: what is found must be durable.
bool ObjectStore::has(const Digest &digest)
{
    const QString path = pathOf(digest);
    return m_files.exists(path) && secure(parentOf(path));
}

Result<Digest> ObjectStore::put(const QByteArray &bytes)
{
    const Digest digest = Digest::of(bytes);
    const QString path = pathOf(digest);
    const QString folder = parentOf(path);
    LOCKSTEP_CHECK(secure(folder));
    if (m_files.exists(path))
        return digest;
    const Result<void> done = m_files.replace(path, formatMark + sealBytes(m_key, pack(bytes), digest.bytes()), 0600);
    if (!done) {
        m_secured.remove(folder); // the name may be there, but not durable
        return fail(done.error());
    }
    note(digest, bytes);
    return digest;
}

Result<QByteArray> ObjectStore::get(const Digest &digest)
{
    if (const std::shared_ptr<AtHand> held = m_atHand.lock()) {
        if (const auto known = held->texts.constFind(digest); known != held->texts.cend())
            return *known;
    }
    const QString name = QString::fromLatin1(digest.hex());
    Result<QByteArray> stored = m_files.read(pathOf(digest));
    if (!stored)
        return fail(stored.error().code == QLatin1String("file.missing") ? Error{QStringLiteral("snapshot.missing"), {name}, {}, {}}
                                                                         : stored.error());
    if (!stored->startsWith(formatMark))
        return fail(QStringLiteral("snapshot.damaged"), {name});
    const Result<QByteArray> opened = openBytes(m_key, stored->mid(formatMark.size()), digest.bytes());
    if (!opened)
        return fail(QStringLiteral("snapshot.damaged"), {name});
    Result<QByteArray> bytes = unpack(*opened, largestObject);
    if (!bytes || Digest::of(*bytes) != digest)
        return fail(QStringLiteral("snapshot.damaged"), {name});
    note(digest, *bytes);
    return bytes;
}

Result<int> ObjectStore::sweep(const QSet<Digest> &keep)
{
    int removed = 0;
    const Result<QStringList> folders = m_files.list(m_folder);
    if (!folders && folders.error().code == QLatin1String("file.missing"))
        return 0; // nothing was ever put
    if (!folders)
        return fail(folders.error());
    for (const QString &folder : *folders) {
        const QString place = m_folder + u'/' + folder;
        LOCKSTEP_TRY(names, m_files.list(place));
        for (const QString &name : names) {
            const std::optional<Digest> digest = Digest::fromHex((folder + name).toLatin1());
            if (digest && keep.contains(*digest))
                continue;
            LOCKSTEP_CHECK(m_files.remove(place + u'/' + name));
            ++removed;
        }
    }
    return removed;
}

} // namespace lockstep
