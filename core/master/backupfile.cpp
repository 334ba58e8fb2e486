// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master/backupfile.h"

#include "core/base/json.h"
#include "core/snapshot/packing.h"

#include <QtEndian>

#include <openssl/evp.h>

namespace lockstep {

namespace {

const QByteArray mark("lockstep-backup ");
const QByteArray version("1");
constexpr qint64 pieceBytes = 4 << 20;
constexpr qint64 largestFrame = pieceBytes + 1024;
constexpr quint64 mostMemory = 1ULL << 30; // that a head may ask of scrypt

struct Head
{
    QString kdf = QStringLiteral("scrypt");
    QByteArray salt;
    qint64 n = 0;
    int r = 8;
    int p = 1;
    template <class V> void fields(V &v)
    {
        v("kdf", kdf);
        v("salt", salt);
        v("n", n);
        v("r", r);
        v("p", p);
    }
};

struct FileHead
{
    QString name;
    qint64 size = 0;
    Digest digest;
    template <class V> void fields(V &v)
    {
        v("name", name);
        v("size", size);
        v("digest", digest);
    }
};

struct End
{
    qint64 files = 0;
    template <class V> void fields(V &v) { v("files", files); }
};

Result<QByteArray> keyOf(const Head &head, const Secret &secret)
{
    QByteArray key(32, '\0');
    const bool sane = head.kdf == QLatin1String("scrypt") && head.salt.size() >= 16 && head.n > 1 && head.r > 0 && head.p > 0 && head.p <= 16;
    const QByteArrayView bytes = secret.reveal();
    if (!sane || EVP_PBE_scrypt(bytes.data(), size_t(bytes.size()), reinterpret_cast<const unsigned char *>(head.salt.constData()),
                                size_t(head.salt.size()), quint64(head.n), quint64(head.r), quint64(head.p), mostMemory,
                                reinterpret_cast<unsigned char *>(key.data()), size_t(key.size())) != 1)
        return fail(QStringLiteral("master.backup.damaged"));
    return key;
}

// What a frame is authenticated along with.
QByteArray aboutOf(const QByteArray &head, qint64 number)
{
    QByteArray place(8, '\0');
    qToBigEndian(number, place.data());
    return Digest::of(head).bytes().toByteArray() + place;
}

} // namespace

BackupWriter::BackupWriter(Files &files, QString path, QByteArray key, QByteArray head)
    : m_files(&files), m_path(std::move(path)), m_draft(m_path + QStringLiteral(".unfinished")), m_key(std::move(key)), m_head(std::move(head))
{
}

Result<BackupWriter> BackupWriter::begin(Files &files, const QString &path, const Secret &secret, qint64 cost)
{
    const Result<FileFacts> there = files.facts(path);
    if (there || there.error().code != QLatin1String("file.missing")) // a disk that does not answer may hold one
        return there ? fail(QStringLiteral("file.exists"), {path}) : fail(there.error());
    Head head;
    head.salt = randomBytes(32);
    head.n = cost;
    LOCKSTEP_TRY(key, keyOf(head, secret));
    BackupWriter writer(files, path, key, mark + version + '\n' + jsonBytes(toJson(head)) + '\n');
    LOCKSTEP_CHECK(files.write(writer.m_draft, writer.m_head, 0600));
    return writer;
}

Result<void> BackupWriter::frame(char kind, QByteArrayView content)
{
    QByteArray plain(1, kind);
    plain.append(content);
    const QByteArray sealed = sealBytes(m_key, plain, aboutOf(m_head, m_frames++));
    QByteArray size(4, '\0');
    qToBigEndian(quint32(sealed.size()), size.data());
    m_waiting += size + sealed;
    return m_waiting.size() >= pieceBytes ? flush() : Result<void>();
}

Result<void> BackupWriter::flush()
{
    const QByteArray bytes = std::exchange(m_waiting, {});
    return m_files->append(m_draft, bytes, 0600);
}

Result<void> BackupWriter::add(const QString &name, const QByteArray &bytes)
{
    const FileHead file{name, bytes.size(), Digest::of(bytes)};
    LOCKSTEP_CHECK(frame('F', jsonBytes(toJson(file))));
    for (qint64 at = 0; at < bytes.size(); at += pieceBytes)
        LOCKSTEP_CHECK(frame('D', QByteArrayView(bytes).sliced(at, std::min(pieceBytes, bytes.size() - at))));
    m_written.insert(name, file.digest);
    return {};
}

Result<void> BackupWriter::end()
{
    LOCKSTEP_CHECK(frame('E', jsonBytes(toJson(End{m_written.size()}))));
    LOCKSTEP_CHECK(flush());
    return m_files->sync(m_draft);
}

void BackupWriter::discard() { (void)m_files->remove(m_draft); }

namespace {

Result<void> readWith(const QByteArray &all, const std::function<Result<QByteArray>(const Head &)> &keyFor, const TakeFile &take)
{
    const Error damaged{QStringLiteral("master.backup.damaged"), {}, {}, {}};
    if (!all.startsWith(mark))
        return fail(QStringLiteral("master.backup.none"));
    const qsizetype first = all.indexOf('\n');
    const QByteArray told = all.left(std::max<qsizetype>(first, 0)).mid(mark.size());
    if (told != version)
        return fail(QStringLiteral("master.backup.version"), {QString::fromLatin1(told.left(20))});
    const qsizetype second = all.indexOf('\n', first + 1);
    const Result<QJsonObject> json = parseJson(all.mid(first + 1, std::max<qsizetype>(second - first - 1, 0)));
    const Result<Head> head = json ? fromJson<Head>(*json) : Result<Head>(std::unexpected(damaged));
    if (second < 0 || !head)
        return std::unexpected(damaged);
    LOCKSTEP_TRY(key, keyFor(*head));
    const QByteArray lines = all.left(second + 1);
    std::optional<FileHead> file;
    QByteArray bytes;
    qint64 files = 0;
    qsizetype at = lines.size();
    for (qint64 number = 0;; ++number) {
        const qint64 size = all.size() - at >= 4 ? qFromBigEndian<quint32>(all.constData() + at) : -1;
        if (size < 0 || size > largestFrame || all.size() - at - 4 < size)
            return std::unexpected(damaged);
        const Result<QByteArray> opened = openBytes(key, all.mid(at + 4, size), aboutOf(lines, number));
        if (!opened || opened->isEmpty())
            return number == 0 ? fail(QStringLiteral("master.backup.secret")) : Result<void>(std::unexpected(damaged));
        at += 4 + size;
        const char kind = opened->at(0);
        const QByteArray content = opened->sliced(1);
        if (kind == 'D' && file)
            bytes += content;
        if (file && (kind != 'D' || bytes.size() > file->size)) { // the one before is over
            if (bytes.size() != file->size || Digest::of(bytes) != file->digest)
                return std::unexpected(damaged);
            LOCKSTEP_CHECK(take(file->name, bytes));
            ++files;
            file.reset();
            bytes.clear();
        }
        const Result<QJsonObject> row = kind == 'D' ? Result<QJsonObject>(QJsonObject()) : parseJson(content);
        if (kind == 'F' && row) {
            const Result<FileHead> next = fromJson<FileHead>(*row);
            if (!next)
                return std::unexpected(damaged);
            file = *next;
        } else if (kind == 'E' && row) {
            const Result<End> end = fromJson<End>(*row);
            return end && end->files == files && at == all.size() ? Result<void>() : std::unexpected(damaged);
        } else if (kind != 'D' || !file) {
            return std::unexpected(damaged);
        }
    }
}

} // namespace

Result<void> BackupWriter::publish()
{
    LOCKSTEP_TRY(all, m_files->read(m_draft));
    QMap<QString, Digest> read;
    LOCKSTEP_CHECK(readWith(
        all, [this](const Head &) -> Result<QByteArray> { return m_key; },
        [&](const QString &name, const QByteArray &bytes) -> Result<void> {
            read.insert(name, Digest::of(bytes));
            return {};
        }));
    if (read != m_written)
        return fail(QStringLiteral("master.backup.damaged"));
    LOCKSTEP_CHECK(m_files->rename(m_draft, m_path));
    return m_files->sync(m_path.left(std::max<qsizetype>(m_path.lastIndexOf(u'/'), 1)));
}

Result<void> readBackup(Files &files, const QString &path, const Secret &secret, const TakeFile &take)
{
    LOCKSTEP_TRY(all, files.read(path));
    return readWith(all, [&](const Head &head) { return keyOf(head, secret); }, take);
}

} // namespace lockstep
