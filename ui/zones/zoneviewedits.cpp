// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/words.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"
#include "ui/zones/recordstable.h"
#include "ui/zones/zonefiletab.h"
#include "ui/zones/zonesmodel.h"
#include "ui/zones/zoneview.h"

#include <QAction>
#include <QLineEdit>
#include <QPointer>
#include <QTabBar>

#include <algorithm>

namespace lockstep {

void ZoneView::report(const Error &error) { m_banner->show(error); }

// An edit that nobody typed: nothing of it can be lost.
Task<> ZoneView::run(ZoneEdit edit)
{
    const QPointer<ZoneDocument> document(m_document.get());
    m_banner->hide();
    Task<Result<void>> applying = m_document->apply(edit);
    const Result<void> applied = co_await applying;
    if (!document)
        co_return;
    if (!applied)
        report(applied.error());
    settleActions();
}

Task<> ZoneView::stageTyped(quint64 attempt, qsizetype row, RecordText text)
{
    const QPointer<ZoneDocument> document(m_document.get());
    m_banner->hide();
    ZoneEdit edit{.kind = row < 0 ? ZoneEdit::Kind::Add : ZoneEdit::Kind::Change, .record = text};
    if (row >= 0)
        edit.rows = {row};
    Task<Result<void>> applying = m_document->apply(edit);
    const Result<void> applied = co_await applying;
    if (!document)
        co_return;
    m_model->settle(attempt, applied ? std::nullopt : std::optional(applied.error()));
    if (!applied) {
        report(applied.error()); // and what was typed lies over its row
    } else if (row < 0) {        // the next one can be typed at once
        const int last = m_model->draftRow();
        if (!m_table->editor() && m_model->isDraft(last)) {
            m_table->setCurrentIndex(m_model->index(last, RecordsModel::Name));
            m_table->scrollTo(m_table->currentIndex());
        }
    }
    settleActions();
}

Task<> ZoneView::stageLine(quint64 attempt, qsizetype row, QByteArray line)
{
    const QPointer<ZoneDocument> document(m_document.get());
    const bool comment = m_model->rows()->rows()[row].kind == FileRow::Kind::Comment;
    m_banner->hide();
    Task<Result<void>> applying = m_document->apply({.kind = comment ? ZoneEdit::Kind::Comment : ZoneEdit::Kind::Line, .rows = {row}, .bytes = line});
    const Result<void> applied = co_await applying;
    if (!document)
        co_return;
    m_model->settle(attempt, applied ? std::nullopt : std::optional(applied.error()));
    if (!applied)
        report(applied.error());
    settleActions();
}

Task<> ZoneView::stageWhole()
{
    if (!m_file->isModified() || !m_document->canEdit())
        co_return;
    const QPointer<ZoneDocument> document(m_document.get());
    const QByteArray text = m_file->text();
    m_banner->hide();
    Task<Result<void>> applying = m_document->apply({.kind = ZoneEdit::Kind::Whole, .bytes = text, .base = m_file->base()});
    const Result<void> applied = co_await applying;
    if (!document)
        co_return;
    if (applied) {
        m_file->accept();
    } else if (applied.error().code == QLatin1String("master.conflict")) {
        m_banner->show(Tone::Attention,
                       tr("Somebody else changed %1 since you began. Your text is on the left and is not staged; on the right is what is staged "
                          "now. Bring over what you want to keep and stage again, or give up your edits.")
                           .arg(displayName(m_document->zone())));
    } else {
        report(applied.error());
    }
    settleActions();
}

Task<> ZoneView::step(bool back)
{
    if (!m_document || !m_document->canEdit())
        co_return;
    const QPointer<ZoneDocument> document(m_document.get());
    m_banner->hide();
    Task<Result<void>> stepping = back ? m_document->undo() : m_document->redo();
    const Result<void> done = co_await stepping;
    if (!document)
        co_return;
    if (!done)
        report(done.error());
    settleActions();
}

void ZoneView::removeSelected()
{
    const QList<qsizetype> rows = m_table->selectedRows();
    if (!m_document || !m_document->canEdit() || rows.isEmpty())
        return;
    const int next = m_model->rowOf(rows.first());
    run({.kind = ZoneEdit::Kind::Remove, .rows = rows});
    if (next >= 0)
        m_table->setCurrentIndex(m_model->index(std::min(next, m_model->rowCount() - 1), RecordsModel::Name));
}

void ZoneView::toggleSelected()
{
    if (!m_document || !m_document->canEdit())
        return;
    QList<qsizetype> rows = m_table->selectedRows();
    const QList<FileRow> &all = m_model->rows()->rows();
    // What is served goes first: only when all that is chosen is disabled it is enabled.
    QList<qsizetype> off = rows;
    rows.removeIf([&](qsizetype row) { return all[row].kind != FileRow::Kind::Record && all[row].kind != FileRow::Kind::Fault; });
    off.removeIf([&](qsizetype row) { return all[row].kind != FileRow::Kind::Disabled; });
    if (!rows.isEmpty())
        run({.kind = ZoneEdit::Kind::Disable, .rows = rows});
    else if (!off.isEmpty())
        run({.kind = ZoneEdit::Kind::Enable, .rows = off});
}

void ZoneView::addComment()
{
    const int row = m_table->currentIndex().row();
    const qsizetype at = row >= 0 ? m_model->fileRow(row) : -1;
    const qsizetype before = at >= 0 ? at - 1 : m_model->rows()->lastRecord();
    run({.kind = ZoneEdit::Kind::AddComment, .rows = {before}, .bytes = tr("comment").toUtf8()});
}

void ZoneView::newRecord()
{
    if (!m_document || !m_document->canEdit())
        return;
    m_filter->clear();
    m_tabs->setCurrentIndex(0);
    m_table->reopen(m_model->draftRow(), RecordsModel::Name);
}

// As named finds it; a relative name begins in a folder that only the configuration knows, and is looked for among the files.
Task<> ZoneView::openInclude(QString name)
{
    const QPointer<ZoneDocument> document(m_document.get());
    Task<Result<Snapshot>> asking = group().snapshot(QStringLiteral("staged"));
    const Result<Snapshot> staged = co_await asking;
    if (!document)
        co_return;
    QList<Entry> found;
    for (const Entry &entry : staged ? staged->entries : QList<Entry>()) {
        const QString path = staged->absolutePath(entry);
        if (entry.kind == Entry::Kind::File && (path == name || (!name.startsWith(u'/') && path.endsWith(u'/' + name))))
            found.append(entry);
    }
    if (found.size() == 1)
        Q_EMIT wanted(QStringLiteral("configuration/%1/%2").arg(found.first().root, found.first().path));
    else
        m_banner->show(
            Tone::Neutral,
            tr("%1, which %2 includes, is not among the group's files: it lies on each server by itself.").arg(name, m_document->listing().file));
}

Task<bool> ZoneView::mayLeave()
{
    if (!m_document || (!m_file->isModified() && !m_model->hasTyped()))
        co_return true;
    const QString name = displayName(m_document->zone());
    const Question question{QStringLiteral("leaveZone"),
                            tr("Edits of %1").arg(name),
                            tr("What you typed in %1 is not staged yet.").arg(name),
                            tr("If you leave now, it is lost. What is staged stays."),
                            tr("Leave and lose it"),
                            true,
                            {}};
    Task<bool> asking = ask(this, question);
    const bool leave = co_await asking;
    co_return leave;
}

} // namespace lockstep
