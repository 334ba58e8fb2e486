// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/configurationview.h"

#include "ui/config/fileeditor.h"
#include "ui/config/newfiledialog.h"
#include "ui/widgets/ask.h"

#include <QStackedWidget>
#include <QTreeView>

namespace lockstep {

QString ConfigurationView::authorOf(const QString &root, const QString &path) const
{
    QString author;
    for (const Change &change : group().changes().changes) {
        if (change.kind != Change::Kind::Serial && change.root == root && change.path == path)
            author = change.author;
    }
    return author;
}

QStringList ConfigurationView::changesOf(const QString &root, const QString &path) const
{
    QStringList ids;
    for (const Change &change : group().changes().changes) {
        if (change.kind != Change::Kind::Serial && change.root == root && change.path == path)
            ids.append(change.id);
    }
    return ids;
}

void ConfigurationView::save()
{
    if (FileEditor *file = current())
        file->save();
}

void ConfigurationView::revert()
{
    if (FileEditor *file = current())
        file->revert();
}

void ConfigurationView::nextProblem()
{
    if (FileEditor *file = current())
        file->editor()->goToDiagnostic();
}

void ConfigurationView::previousProblem()
{
    if (FileEditor *file = current())
        file->editor()->goToDiagnostic(true);
}

void ConfigurationView::openZone()
{
    const FileEditor *file = current();
    const ZoneDecl *zone = file && m_reading ? m_reading->zoneOf(absolute(file)) : nullptr;
    if (zone)
        Q_EMIT wanted(QStringLiteral("zones/%1/%2").arg(zone->view, zone->name));
}

void ConfigurationView::discard()
{
    if (const FileEditor *file = current())
        discardNow(file->path(), changesOf(file->root(), file->path()));
}

Task<> ConfigurationView::discardNow(QString path, QStringList changes)
{
    Question question;
    question.name = QStringLiteral("discard-file");
    question.title = tr("Discard staged changes");
    question.sentence = tr("Discard %n staged edit(s) of %1?", nullptr, int(changes.size())).arg(path);
    question.details = tr("The file is staged again as it is live. This cannot be undone.");
    question.yes = tr("Discard");
    question.dangerous = true;
    const QPointer<ConfigurationView> here(this);
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    if (!here || !yes)
        co_return;
    Task<Result<void>> discarding = group().discard(changes);
    const Result<void> done = co_await discarding;
    if (here && !done)
        say(done.error());
}

void ConfigurationView::removeFile()
{
    FileEditor *file = current();
    if (file)
        removeNow(file->root(), file->path());
}

Task<> ConfigurationView::removeNow(QString root, QString path)
{
    const std::optional<Entry> entry = m_now.staged.find(root, path);
    const bool live = m_now.live.find(root, path).has_value();
    Question question;
    question.name = QStringLiteral("remove-file");
    question.title = tr("Remove a file");
    question.sentence = tr("Remove %1?").arg(path);
    question.details =
        !entry ? tr("It is not staged yet: what you typed is lost.")
        : live ? tr("Its removal is staged; the next deployment takes it from every member. Until then it comes back when you discard that change.")
               : tr("It was staged and never deployed. Its text comes back when you discard the removal.");
    question.yes = tr("Remove");
    question.dangerous = true;
    const QPointer<ConfigurationView> here(this);
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    if (!here || !yes)
        co_return;
    if (entry) {
        Task<Result<void>> removing = group().stageFile(root, path, entry->digest, std::nullopt);
        const Result<void> done = co_await removing;
        if (!here)
            co_return;
        if (!done) {
            say(done.error());
            co_return;
        }
    }
    if (FileEditor *file = find(root, path)) { // what is typed there goes with it
        drop(file);
    }
    showCurrent();
}

void ConfigurationView::createFile()
{
    const FileTreeRow *row = m_model->row(m_tree->currentIndex());
    QString folder = row ? (row->folder ? row->path : row->path.section(u'/', 0, -2)) : QString();
    if (!folder.isEmpty())
        folder += u'/';
    const auto taken = [here = QPointer<ConfigurationView>(this)](const QString &root, const QString &path) {
        if (!here)
            return QString();
        for (QString above = path; !above.isEmpty(); above = above.section(u'/', 0, -2)) {
            const std::optional<Entry> entry = here->m_now.staged.find(root, above);
            if (entry && (above == path || entry->kind == Entry::Kind::File))
                return tr("%1 exists already.").arg(above);
        }
        return here->find(root, path) ? tr("%1 exists already.").arg(path) : QString();
    };
    auto *dialog = new NewFileDialog(group().status().group.roots, row ? row->root : QString(), folder, taken, this);
    connect(dialog, &NewFileDialog::chosen, this, [this](const QString &root, const QString &path) {
        auto *file = new FileEditor(group(), root, path);
        addFile(file);
        file->begin();
        m_pages->setCurrentWidget(file);
        showCurrent();
        file->editor()->setFocus(Qt::OtherFocusReason);
    });
    dialog->open();
}

} // namespace lockstep
