// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/configurationview.h"

#include "ui/config/fileeditor.h"
#include "ui/widgets/ask.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int keptEditors = 8;          // of files without edits, for the way back
constexpr qsizetype mostTyped = 200000; // bytes of a zone that is looked over as a whole at every pause in typing
} // namespace

ConfigurationView::ConfigurationView(GroupSession &group, QWidget *parent) : View(group, parent), m_model(new FileTreeModel(this))
{
    build();
    m_later.setSingleShot(true);
    m_later.setInterval(300);
    connect(&m_later, &QTimer::timeout, this, [this] { read(); });
    connect(&group, &GroupSession::changesChanged, this, [this] { refresh(); });
    connect(&group, &GroupSession::statusChanged, this, [this] { refresh(); });
    refresh();
}

QStringList ConfigurationView::trail() const
{
    QStringList names{tr("Configuration")};
    if (const FileEditor *file = current())
        names.append(file->path());
    return names;
}

QList<QAction *> ConfigurationView::viewActions() const
{
    QList<QAction *> all = m_actions;
    if (const FileEditor *file = current())
        all += file->editActions();
    return all;
}

QString ConfigurationView::place() const
{
    const FileEditor *file = current();
    return file ? QStringLiteral("configuration/%1/%2?%3").arg(file->root(), file->path()).arg(file->editor()->line())
                : QStringLiteral("configuration");
}

void ConfigurationView::open(const QString &place)
{
    const qsizetype query = place.lastIndexOf(u'?');
    const QString path = query < 0 ? place : place.first(query);
    if (!path.startsWith(QLatin1String("configuration/")) || path.count(u'/') < 2)
        return;
    if (!m_now.known) {
        m_wanted = place;
        return;
    }
    openFile(path.section(u'/', 1, 1), path.section(u'/', 2), query < 0 ? 0 : place.sliced(query + 1).toInt());
}

void ConfigurationView::openFile(const QString &root, const QString &path, int line)
{
    const auto isFile = [&](const Snapshot &snapshot) {
        const std::optional<Entry> entry = snapshot.find(root, path);
        return entry && entry->kind == Entry::Kind::File;
    };
    if (!find(root, path) && !isFile(m_now.staged) && !isFile(m_now.live))
        return;
    FileEditor *file = editorFor(root, path);
    if (m_pages->currentWidget() != file)
        m_pages->setCurrentWidget(file);
    if (line > 0) {
        if (file->isLoaded())
            file->editor()->goTo(line);
        else
            file->goToWhenLoaded(line);
    }
    showCurrent();
}

FileEditor *ConfigurationView::current() const { return qobject_cast<FileEditor *>(m_pages->currentWidget()); }

FileEditor *ConfigurationView::find(const QString &root, const QString &path) const
{
    for (int i = 0; i < m_pages->count(); ++i) {
        auto *file = qobject_cast<FileEditor *>(m_pages->widget(i));
        if (file && file->root() == root && file->path() == path)
            return file;
    }
    return nullptr;
}

FileEditor *ConfigurationView::editorFor(const QString &root, const QString &path)
{
    if (FileEditor *file = find(root, path)) {
        m_pages->removeWidget(file); // the last one is the newest
        m_pages->addWidget(file);
        return file;
    }
    auto *file = new FileEditor(group(), root, path);
    addFile(file);
    follow(file);
    forget();
    return file;
}

void ConfigurationView::addFile(FileEditor *file)
{
    m_pages->addWidget(file);
    connect(file, &FileEditor::edited, this, [this, file] {
        showRows();
        if (file == current())
            settle();
        readLater();
    });
    connect(file, &FileEditor::staleSeen, this, [this] { refresh(); });
}

void ConfigurationView::drop(FileEditor *file)
{
    m_pages->removeWidget(file);
    m_faults.remove(file);
    file->hide();
    file->setParent(nullptr);
    file->deleteLater();
}

void ConfigurationView::forget()
{
    int others = 0;
    for (int i = m_pages->count() - 1; i >= 0; --i) {
        auto *file = qobject_cast<FileEditor *>(m_pages->widget(i));
        if (!file || file == current() || file->hasEdits() || ++others <= keptEditors)
            continue;
        drop(file);
    }
}

Task<> ConfigurationView::follow(FileEditor *file)
{
    const auto fileOf = [&](const Snapshot &snapshot) {
        std::optional<Entry> entry = snapshot.find(file->root(), file->path());
        return entry && entry->kind == Entry::Kind::File ? entry : std::nullopt;
    };
    const std::optional<Entry> staged = fileOf(m_now.staged);
    const std::optional<Entry> live = fileOf(m_now.live);
    if (!staged && !live && !file->hasEdits()) { // it is nowhere any more
        drop(file);
        showCurrent();
        co_return;
    }
    Task<> following = file->follow(staged, live, authorOf(file->root(), file->path()));
    co_await following;
}

// One reading at a time; what changes meanwhile is read once more.
Task<> ConfigurationView::refresh()
{
    settle();
    if (m_refreshing) {
        m_refreshAgain = true;
        co_return;
    }
    if (!group().status().live || !group().master().isConnected()) {
        showCurrent();
        co_return;
    }
    m_refreshing = true;
    const QPointer<ConfigurationView> here(this);
    Task<Result<Snapshot>> asking = group().snapshot(QStringLiteral("staged"));
    const Result<Snapshot> staged = co_await asking;
    if (!here)
        co_return;
    Task<Result<Snapshot>> asking2 = group().snapshot(QStringLiteral("live"));
    const Result<Snapshot> live = co_await asking2;
    if (!here)
        co_return;
    m_refreshing = false;
    if (!staged || !live) {
        if (group().master().isConnected())
            say(staged ? live.error() : staged.error());
        co_return;
    }
    m_now = {*staged, *live, true};
    const QList<FileEditor *> files = m_pages->findChildren<FileEditor *>(Qt::FindDirectChildrenOnly);
    for (FileEditor *file : files)
        follow(file);
    showRows();
    if (!m_wanted.isEmpty())
        open(std::exchange(m_wanted, {}));
    showCurrent();
    readLater();
    if (std::exchange(m_refreshAgain, false))
        refresh();
}

QList<FileTreeRow> ConfigurationView::rows() const
{
    QHash<QString, FileTreeRow> all;
    const auto key = [](const QString &root, const QString &path) { return root + u'\n' + path; };
    const auto put = [&](const Entry &entry, FileMark mark) {
        FileTreeRow row{
            entry.root, entry.path, entry.path.section(u'/', -1), entry.kind == Entry::Kind::Folder, entry.cls == Entry::Class::Secret, false,
            mark,       0};
        if (row.folder)
            row.mark = FileMark::None;
        all.insert(key(entry.root, entry.path), row);
    };
    for (const Entry &entry : m_now.staged.entries)
        put(entry, FileMark::None);
    const SnapshotDiff changes = diff(m_now.live, m_now.staged);
    for (const Entry &entry : changes.added)
        put(entry, FileMark::Added);
    for (const auto &[before, after] : changes.changed)
        put(after, FileMark::Changed);
    for (const Entry &entry : changes.removed)
        put(entry, FileMark::Removed);
    for (int i = 0; i < m_pages->count(); ++i) {
        const auto *file = qobject_cast<FileEditor *>(m_pages->widget(i));
        if (!file)
            continue;
        FileTreeRow &row = all[key(file->root(), file->path())];
        row = row.root.isEmpty() ? FileTreeRow{file->root(), file->path(), file->path().section(u'/', -1)} : row;
        row.unstaged = file->hasEdits();
        row.faults = m_faults.value(file);
    }
    // Folders that only an unstaged or a removed file has, the roots, and what the filter lets through.
    const QString filter = m_filter->text().trimmed();
    QHash<QString, FileTreeRow> shown;
    for (const FileTreeRow &row : std::as_const(all)) {
        if (!filter.isEmpty() && (row.folder || !row.path.contains(filter, Qt::CaseInsensitive)))
            continue;
        shown.insert(key(row.root, row.path), row);
        for (QString above = row.path.section(u'/', 0, -2); !above.isEmpty(); above = above.section(u'/', 0, -2)) {
            if (!shown.contains(key(row.root, above)))
                shown.insert(key(row.root, above), {row.root, above, above.section(u'/', -1), true});
        }
    }
    for (const Root &root : group().status().group.roots)
        shown.insert(key(root.id, {}), {root.id, {}, root.path, true});
    return shown.values();
}

void ConfigurationView::showRows()
{
    const bool first = m_model->rowCount() == 0;
    m_model->setRows(rows());
    if (first || !m_filter->text().isEmpty())
        m_tree->expandAll();
    if (const FileEditor *file = current()) {
        const QModelIndex index = m_model->find(file->root(), file->path());
        if (index.isValid() && m_tree->currentIndex().siblingAtColumn(0) != index) {
            const QSignalBlocker quiet(m_tree->selectionModel());
            m_tree->setCurrentIndex(index);
            m_tree->viewport()->update();
        }
    }
}

QString ConfigurationView::absolute(const FileEditor *file) const
{
    return m_now.staged.absolutePath({file->root(), file->path(), Entry::Kind::File, Entry::Class::Plain, 0, {}});
}

// The staged files with the edited texts in their place; newest wins.
Task<> ConfigurationView::read()
{
    if (!m_now.known)
        co_return;
    const int round = ++m_readRound;
    EditedTexts edited;
    const QList<FileEditor *> files = m_pages->findChildren<FileEditor *>(Qt::FindDirectChildrenOnly);
    for (const FileEditor *file : files) {
        if (file->hasEdits())
            edited.insert(absolute(file), file->editor()->text());
    }
    const QPointer<ConfigurationView> here(this);
    Task<Result<StagedReading>> reading = readStaged(&group(), edited);
    const Result<StagedReading> read = co_await reading;
    if (!here || round != m_readRound || !read)
        co_return;
    m_reading = *read;
    for (FileEditor *one : files) {
        const QPointer<FileEditor> file(one);
        if (!file || !file->isLoaded() || file->isGone())
            continue;
        const QString path = absolute(file);
        QList<TextFault> faults = m_reading->faultsOf(path);
        const ZoneDecl *zone = m_reading->zoneOf(path);
        const Syntax syntax = zone ? Syntax::DnsZone : m_reading->isConfiguration(path) ? Syntax::NamedConf : syntaxOf(file->path());
        if (file->editor()->syntax() != syntax)
            file->editor()->setSyntax(syntax);
        if (zone) {
            const QByteArray text = file->editor()->text();
            // While somebody types in a long zone, its single records must do; the whole is looked over once it is staged.
            const bool whole = text.size() <= mostTyped || !file->hasEdits();
            Task<Result<QList<TextFault>>> parsing = faultsOfZone(&group(), *m_reading, *zone, text, whole);
            const Result<QList<TextFault>> found = co_await parsing;
            if (!here || round != m_readRound)
                co_return;
            for (const TextFault &fault : found.value_or(QList<TextFault>())) {
                if (fault.error.origin.file == path)
                    faults.append(fault);
            }
        }
        if (!file)
            continue;
        file->setFaults(faults);
        m_faults.insert(file, int(std::ranges::count(faults, false, &TextFault::warning)));
    }
    showRows();
    settle();
}

Task<bool> ConfigurationView::mayLeave()
{
    QStringList names;
    for (const FileEditor *file : m_pages->findChildren<FileEditor *>(Qt::FindDirectChildrenOnly)) {
        if (file->hasEdits())
            names.append(file->path());
    }
    if (names.isEmpty())
        co_return true;
    names.sort();
    Question question;
    question.name = QStringLiteral("leave-edits");
    question.title = tr("Edits that are not staged");
    question.sentence = tr("Give up the edits in %n file(s)?", nullptr, int(names.size()));
    question.details = tr("They are not saved to staging: %1. Go back and press Ctrl+S to keep them.").arg(names.join(QStringLiteral(", ")));
    question.yes = tr("Give up the edits");
    question.dangerous = true;
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    co_return yes;
}

} // namespace lockstep
