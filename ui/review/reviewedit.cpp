// SPDX-License-Identifier: GPL-3.0-or-later
// Another text in the place of a change, in a ReviewView.
#include "core/review/secrets.h"
#include "ui/look/words.h"
#include "ui/review/diffview.h"
#include "ui/review/filesreview.h"
#include "ui/review/lineseditor.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewview.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"

#include <QCoroFuture>
#include <QPointer>
#include <QtConcurrentRun>

namespace lockstep {

namespace {

constexpr qsizetype mostLines = 40; // of a change that is edited as a whole
constexpr qsizetype mostBytes = 64 * 1024;

// What was removed comes back before a line of the other side. Reads the file, which takes its time for a long one.
LinesEdit editOf(const ReviewFile &file, const LinesOfRow &row, bool whole)
{
    const Hunk &hunk = row.hunk;
    if (whole && hunk.rightCount > 0)
        return {int(hunk.right) + 1, int(hunk.rightCount), linesOf(*file.after, int(hunk.right) + 1, int(hunk.rightCount))};
    if (!whole && row.after > 0)
        return LineUnits(file, LineUnits::Side::After).around(row.after);
    return {int(hunk.right) + 1, 0,
            whole ? linesOf(*file.before, int(hunk.left) + 1, int(hunk.leftCount))
                  : LineUnits(file, LineUnits::Side::Before).around(row.before).lines};
}

// As they are, or as they were: with no secret in them that is not shown.
bool isShown(const ReviewFile &file, const LinesEdit &edit)
{
    return withoutSecrets(edit.lines) == edit.lines &&
           (edit.count == 0 || linesOf(file.shownAfter(), edit.first, edit.count) == linesOf(*file.after, edit.first, edit.count));
}

} // namespace

std::optional<ReviewView::LinesHere> ReviewView::linesHere() const
{
    LinesHere here;
    const std::optional<TextHunk> hunk = m_review->currentHunk();
    here.row = {m_review->lineHere(true), m_review->lineHere(false), hunk ? hunk->lines : Hunk()};
    const bool meaning = m_review->shownLens() == FilesReview::Lens::Meaning;
    if (meaning) {
        const MeaningView *view = m_review->meaningView();
        here.over = view->viewport();
        here.rect = view->rowRect(view->currentRow());
    } else {
        const DiffView *view = m_review->diffView();
        here.over = view->viewport();
        here.rect = view->rowRect(view->seen().ofRow.value(view->currentRow()));
        here.whole = hunk && hunk->lines.rightCount <= mostLines && hunk->lines.leftCount <= mostLines;
        if (here.whole)
            here.rect = here.rect.united(view->rowRect(view->seen().ofRow.value(int(hunk->firstRow + hunk->rowCount) - 1)));
    }
    const bool stands = here.whole || here.row.after > 0 || (here.row.before > 0 && hunk);
    return stands ? std::optional(here) : std::nullopt;
}

Task<> ReviewView::editHere()
{
    if (m_lines) {
        m_lines->setFocus();
        co_return;
    }
    const ReviewFile *chosen = m_review->file();
    if (!chosen || !chosen->after || !isStaged() || !group().canEdit() || m_working || m_since)
        co_return;
    const ReviewFile file = *chosen;
    const std::optional<LinesHere> place = linesHere();
    if (!place) {
        m_banner->setAction({});
        m_banner->show(Tone::Neutral, tr("Nothing of this row stands in %1. Open it in its editor instead.").arg(file.title));
        co_return;
    }
    const QPointer<ReviewView> here(this);
    m_working = true;
    QFuture<std::optional<LinesEdit>> working = QtConcurrent::run([file, row = place->row, whole = place->whole]() -> std::optional<LinesEdit> {
        const LinesEdit edit = editOf(file, row, whole);
        return edit.lines.size() <= mostBytes && isShown(file, edit) ? std::optional(edit) : std::nullopt;
    });
    const std::optional<LinesEdit> edit = co_await working;
    if (!here)
        co_return;
    m_working = false;
    const ReviewFile *now = m_review->file();
    if (!now || now->id() != file.id())
        co_return; // another one is looked at by now
    if (!edit)
        co_return openEditor(); // too long for here, or a secret stands in them
    m_lines = new LinesEditor(group(), file, *edit, place->over);
    m_lines->place(place->rect);
    connect(m_lines, &LinesEditor::submitted, this, &ReviewView::stageLines);
    connect(m_lines, &LinesEditor::abandoned, this, &ReviewView::endLines);
}

void ReviewView::endLines()
{
    if (!m_lines)
        return;
    QWidget *view = m_lines->parentWidget()->parentWidget();
    m_lines->hide();
    m_lines->deleteLater();
    m_lines.clear();
    view->setFocus();
}

Task<> ReviewView::stageLines()
{
    if (!m_lines || m_working)
        co_return;
    if (!m_lines->isModified())
        co_return endLines();
    const QPointer<ReviewView> here(this);
    const ReviewFile file = m_lines->file();
    const LinesEdit edit = m_lines->edit();
    m_working = true;
    m_lines->setBusy(true);
    showActions();
    QFuture<std::optional<RecordStep>> working = QtConcurrent::run([file, edit] { return recordStepOf(file, edit); });
    const std::optional<RecordStep> record = co_await working;
    if (!here)
        co_return;
    const QList<Change> found = editsOf(file.root, file.path);
    QSet<QString> known;
    for (const Change &change : group().changes().changes)
        known.insert(change.id);
    Task<Result<void>> staging = record ? group().stageRecord({{}, file.zone, file.view, record->owner, record->before, record->after})
                                        : group().stageFile(file.root, file.path, Digest::of(*file.after), withLines(*file.after, edit));
    const Result<void> staged = co_await staging;
    if (!here)
        co_return;
    if (!staged) { // what was typed stays
        m_working = false;
        showActions();
        if (m_lines) {
            m_lines->setBusy(false);
            m_lines->showError(staged.error());
        }
        co_return;
    }
    Step step{tr("%1 is staged as you edited it.").arg(file.title), {}, false, file.root, file.path, {}};
    for (const Change &change : group().changes().changes) {
        if (!known.contains(change.id) && change.root == file.root && change.path == file.path && change.kind != Change::Kind::Serial)
            step.staged = {change.id};
    }
    step.found = found;
    endLines();
    done(staged, step);
}

void ReviewView::openEditor()
{
    const ReviewFile *file = m_review->file();
    if (!file || !file->after)
        return;
    Q_EMIT wanted(file->kind == ReviewFile::Kind::Zone
                      ? QStringLiteral("zones/%1/%2").arg(file->view, file->zone)
                      : QStringLiteral("configuration/%1/%2?%3").arg(file->root, file->path).arg(m_review->currentLine()));
}

Task<bool> ReviewView::mayLeave()
{
    if (!m_lines || !m_lines->isModified())
        co_return true;
    Question question;
    question.name = QStringLiteral("leave-lines");
    question.title = tr("An edit that is not staged");
    question.sentence = tr("Give up what you typed into %1?").arg(m_lines->file().title);
    question.details = tr("It is not staged. Go back to the review and press Ctrl+Enter to keep it.");
    question.yes = tr("Give up the edit");
    question.dangerous = true;
    Task<bool> asking = ask(this, question);
    const bool yes = co_await asking;
    co_return yes;
}

} // namespace lockstep
