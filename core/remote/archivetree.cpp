// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/archivetree.h"

#include <QFile>
#include <QHash>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace lockstep {

namespace {

constexpr qint64 mostHeld = qint64(1) << 30;
constexpr qint64 mostUnpacked = qint64(16) << 30; // that is passed over, so that small bombs end
constexpr qint64 mostProblems = 100;

struct Closer
{
    void operator()(archive *one) const { archive_read_free(one); }
};
using Archive = std::unique_ptr<archive, Closer>;

class ArchiveTree : public TreeSource
{
public:
    explicit ArchiveTree(const QString &path)
    {
        kind = Kind::Archive;
        name = path;
    }

    Result<void> load()
    {
        LOCKSTEP_TRY(packed, LocalText::open(name)); // sooner than libarchive would tell that it is none
        const Archive reading(archive_read_new());
        archive *from = reading.get();
        archive_read_support_format_tar(from);
        archive_read_support_filter_gzip(from);
        archive_read_support_filter_xz(from);
        archive_read_support_filter_zstd(from);
        archive_read_support_filter_bzip2(from);
        if (archive_read_open_memory(from, packed.view().data(), size_t(packed.view().size())) != ARCHIVE_OK)
            return damaged(from);
        for (;;) {
            archive_entry *entry = nullptr;
            const int code = archive_read_next_header(from, &entry);
            if (code == ARCHIVE_EOF)
                break;
            if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
                return damaged(from);
            if (++m_entries > mostFiles)
                return fail(QStringLiteral("cli.tree.many"), {name, QString::number(mostFiles)});
            // libarchive unpacks what is passed over in one go: the next header would come after all of it.
            if (archive_entry_size(entry) > mostUnpacked - archive_filter_bytes(from, 0))
                return large();
            LOCKSTEP_CHECK(take(from, entry));
            if (m_held > mostHeld)
                return large();
        }
        if (m_moreProblems > 0)
            problems.append({QStringLiteral("cli.archive.paths"), {name, QString::number(m_moreProblems)}, {}, {}});
        sort();
        enterFolder();
        return {};
    }

    Task<Result<LocalText>> read(TreeFile file) override
    {
        const auto text = m_texts.constFind(m_top + file.path);
        if (text == m_texts.cend())
            co_return fail(QStringLiteral("cli.text.large"),
                           {shownPath(file.path), QString::number(file.size >> 20), QString::number(mostBytes >> 20)});
        co_return *text;
    }
    Task<Result<LocalText>> target(TreeFile file) override { co_return m_texts.value(m_top + file.path); }

    QString absolute(const QByteArray &path) const override { return QStringLiteral("/etc/bind/") + QString::fromUtf8(path); }
    std::optional<QByteArray> placeOf(const QString &path) const override
    {
        return path.startsWith(QLatin1String("/etc/bind/")) ? std::optional(path.mid(10).toUtf8()) : std::nullopt;
    }

private:
    std::unexpected<Error> damaged(archive *from) const
    {
        return fail(QStringLiteral("cli.archive.read"), {name}, QString::fromUtf8(archive_error_string(from)));
    }

    std::unexpected<Error> large() const { return fail(QStringLiteral("cli.archive.large"), {name, QString::number(mostHeld >> 20)}); }

    // An entry that is left out.
    void leadsOut(const char *pathname)
    {
        if (problems.size() < mostProblems)
            problems.append({QStringLiteral("cli.archive.path"), {name, QString::fromUtf8(pathname)}, {}, {}});
        else
            ++m_moreProblems;
    }

    // A path within the archive; nothing for one that leads out of it.
    static std::optional<QByteArray> placeIn(const char *pathname)
    {
        if (!pathname || *pathname == '/')
            return std::nullopt;
        QByteArrayList parts = QByteArray(pathname).split('/');
        parts.removeAll(QByteArray());
        parts.removeAll(QByteArray("."));
        if (parts.isEmpty() || parts.contains(QByteArray("..")))
            return std::nullopt;
        return parts.join('/');
    }

    Result<void> take(archive *from, archive_entry *entry)
    {
        const char *pathname = archive_entry_pathname(entry);
        const mode_t type = archive_entry_filetype(entry);
        const std::optional<QByteArray> path = placeIn(pathname);
        if (!path) {
            if (type != AE_IFDIR || !pathname || QByteArray(pathname).contains(".."))
                leadsOut(pathname);
            return {};
        }
        TreeFile file{*path, TreeFile::Kind::File, archive_entry_size(entry), {}, (archive_entry_perm(entry) & 0100) != 0};
        m_texts.remove(*path); // of two the last one counts
        if (const char *other = archive_entry_hardlink(entry)) {
            const std::optional<QByteArray> first = placeIn(other);
            const auto text = first ? m_texts.constFind(*first) : m_texts.cend();
            if (text == m_texts.cend()) {
                leadsOut(pathname);
                return {};
            }
            file.size = text->view().size();
            m_texts.insert(*path, LocalText(*text));
        } else if (type == AE_IFLNK) {
            file.kind = TreeFile::Kind::Link;
            const QByteArray to(archive_entry_symlink(entry));
            m_held += to.size();
            m_texts.insert(*path, LocalText(to));
        } else if (type == AE_IFREG) {
            if (file.size <= mostBytes)
                LOCKSTEP_CHECK(unpack(from, file));
        } else if (type == AE_IFDIR) {
            return {};
        } else {
            file.kind = TreeFile::Kind::Other;
        }
        m_held += path->size();
        files.append(file);
        return {};
    }

    // Blocks say where they belong: what lies between them is zero (sparse files).
    Result<void> unpack(archive *from, const TreeFile &file)
    {
        m_held += file.size;
        if (m_held > mostHeld)
            return large();
        QByteArray bytes(file.size, '\0');
        for (;;) {
            const void *block = nullptr;
            size_t size = 0;
            la_int64_t offset = 0;
            const int code = archive_read_data_block(from, &block, &size, &offset);
            if (code == ARCHIVE_EOF)
                break;
            if (code != ARCHIVE_OK || offset < 0 || offset > file.size || qint64(size) > file.size - offset)
                return damaged(from);
            std::copy_n(static_cast<const char *>(block), size, bytes.data() + offset);
        }
        m_texts.insert(file.path, LocalText(bytes));
        return {};
    }

    void enterFolder()
    {
        QByteArrayList mains;
        for (const TreeFile &file : std::as_const(files)) {
            if (file.path == "named.conf" || file.path.endsWith("/named.conf"))
                mains.append(file.path.chopped(qsizetype(sizeof "named.conf") - 1));
        }
        if (mains.size() != 1 || !std::ranges::all_of(files, [&](const TreeFile &file) { return file.path.startsWith(mains.first()); }))
            return;
        m_top = mains.first();
        for (TreeFile &file : files)
            file.path = file.path.sliced(m_top.size());
    }

    QHash<QByteArray, LocalText> m_texts; // by path in the archive; of links where they lead
    QByteArray m_top;                     // "etc/bind/"
    qint64 m_held = 0;                    // of contents, paths and targets
    qint64 m_entries = 0;                 // whatever became of them
    qint64 m_moreProblems = 0;            // than are told
};

} // namespace

Result<std::shared_ptr<TreeSource>> openArchive(const QString &path)
{
    auto tree = std::make_shared<ArchiveTree>(path);
    LOCKSTEP_CHECK(tree->load());
    return tree;
}

} // namespace lockstep
