// SPDX-License-Identifier: GPL-3.0-or-later
// The two ways to look at a file in a FilesReview, what was viewed, and the risks.
#include "ui/look/themeicon.h"
#include "ui/look/type.h"
#include "ui/review/diffview.h"
#include "ui/review/filesmodel.h"
#include "ui/review/filesreview.h"
#include "ui/review/meaningview.h"
#include "ui/review/reviewstudies.h"
#include "ui/review/riskpanel.h"
#include "ui/review/rulemarks.h"
#include "ui/review/viewedmarks.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

namespace lockstep {

namespace {
constexpr int besideFrom = 1300; // pixels from which risks have a column of their own
constexpr int roomyFrom = 900;   // and from which the head of a file has room for every button
} // namespace

void FilesReview::addLenses()
{
    auto *group = new QActionGroup(this);
    const auto add = [&](const char *icon, const QString &text, Lens lens) {
        QAction *action = addAction(icon, text, {});
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, lens] { setLens(lens); });
        addFileAction(action);
        return action;
    };
    m_asMeaning = add("view-list-details", tr("By &meaning"), Lens::Meaning);
    m_asText = add("view-list-text", tr("As &text"), Lens::Text);
    auto *other = new QAction(tr("Meaning or text"), this);
    other->setShortcut(Qt::Key_T);
    addDiffAction(other);
    connect(other, &QAction::triggered, this, [this] { setLens(isMeaning() ? Lens::Text : Lens::Meaning); });
    m_view = new QAction(themeIcon("checkmark"), tr("Mark as &viewed"), this);
    m_view->setShortcut(Qt::Key_V);
    m_view->setToolTip(tr("Mark this change as viewed and go on (V)"));
    m_view->setPriority(QAction::LowPriority);
    addDiffAction(m_view);
    connect(m_view, &QAction::triggered, this, &FilesReview::toggleViewed);
    addFileAction(m_view);
    m_view->setVisible(false);

    connect(m_meaning, &MeaningView::currentRowChanged, this, [this] {
        showPlace();
        Q_EMIT currentHunkChanged();
    });
    connect(m_meaning, &MeaningView::rowActivated, this, [this] { setLens(Lens::Text); });
    connect(m_meaning, &MeaningView::tickPressed, this, [this] {
        const QList<Digest> units = unitsHere();
        if (m_marks)
            m_marks->mark(units, std::ranges::any_of(units, [this](const Digest &unit) { return !m_marks->marks().contains(unit); }));
    });
    connect(m_studies, &ReviewStudies::studied, this, [this](const QString &id) {
        showState(id);
        if (id == m_current)
            showStudy(true);
    });
    connect(m_studies, &ReviewStudies::progressed, this, [this] {
        showRisks();
        Q_EMIT viewedChanged();
    });
    connect(m_risks, &RiskPanel::chosen, this, &FilesReview::goToNote);
}

// By what is on the screen: keys mean that, whatever is still to come.
bool FilesReview::isMeaning() const { return m_lenses->currentWidget() == m_meaning; }

FilesReview::Lens FilesReview::shownLens() const { return isMeaning() ? Lens::Meaning : Lens::Text; }

void FilesReview::setMarks(ViewedMarks *marks)
{
    if (m_marks)
        m_marks->disconnect(this);
    m_marks = marks;
    m_view->setVisible(marks);
    if (marks) {
        connect(marks, &ViewedMarks::changed, this, [this] {
            showStates();
            Q_EMIT viewedChanged();
        });
    }
    showStates();
}

int FilesReview::viewedCount() const { return m_model->sum().viewed; }

int FilesReview::changeCount() const { return m_model->sum().changes; }

// The line of the current row on a side, from 1; 0: it has none.
int FilesReview::lineHere(bool before) const
{
    if (isMeaning()) {
        const int row = m_meaning->currentRow();
        const QList<ReviewRow> &rows = m_meaning->study().rows;
        return row < 0 ? 0 : m_meaning->study().lineHere(before ? rows[row].placeBefore : rows[row].placeAfter);
    }
    const TextDiff &diff = m_diff->diff();
    const int row = m_diff->currentRow();
    return row < 0 || row >= diff.rows.size() ? 0 : (before ? diff.rows[row].left : diff.rows[row].right) + 1;
}

void FilesReview::goToLine(bool before, int line)
{
    const TextDiff &diff = m_diff->diff();
    const QList<int> &rows = before ? diff.rowsOfLeft : diff.rowsOfRight;
    if (line >= 1 && line <= rows.size())
        m_diff->goToRow(rows[line - 1]);
}

// The place stays: a row leads to its line, a line to the row that it belongs to.
void FilesReview::setLens(Lens lens)
{
    const Lens shownBefore = shownLens();
    const int after = lineHere(false);
    const int before = lineHere(true);
    const bool focused = m_lenses->currentWidget()->hasFocus();
    m_lens = lens;
    if (lens == Lens::Meaning)
        m_studies->begin();
    showLens();
    if (shownLens() == shownBefore)
        return;
    if (isMeaning())
        m_meaning->goToRow(after > 0 ? m_meaning->rowOfLine(false, after) : m_meaning->rowOfLine(true, before));
    else if (m_compared)
        goToLine(after == 0, after > 0 ? after : before);
    if (focused)
        m_lenses->currentWidget()->setFocus();
    showHead();
    Q_EMIT currentHunkChanged();
}

void FilesReview::showLens()
{
    const FileStudy *study = m_studies->study(m_current);
    const bool meaning = m_lens == Lens::Meaning && study && study->kind == FileStudy::Kind::Meaning;
    const bool focused = m_lenses->currentWidget()->hasFocus();
    m_lenses->setCurrentWidget(meaning ? static_cast<QWidget *>(m_meaning) : m_diff);
    if (focused)
        m_lenses->currentWidget()->setFocus();
    m_asMeaning->setEnabled(!study || study->kind == FileStudy::Kind::Meaning);
    (meaning ? m_asMeaning : m_asText)->setChecked(true);
    for (QAction *action : std::as_const(m_textActions))
        action->setEnabled(!meaning);
}

void FilesReview::showStudy(bool keepPlace)
{
    const FileStudy *study = m_studies->study(m_current);
    m_studied = study;
    m_meaning->setStudy(study ? *study : FileStudy(), keepPlace);
    m_diff->setRuleMarks(study ? ruleMarks(*study) : QList<RuleMark>());
    showLens();
    if (study && m_enter < 0 && isMeaning())
        m_meaning->goToRow(int(study->rows.size()) - 1);
    showHead();
    showState(m_current);
}

void FilesReview::showState(const QString &id)
{
    const FileStudy *study = m_studies->study(id);
    if (!study)
        return;
    FilesModel::State state;
    state.changes = int(study->units.size());
    for (const Digest &unit : study->units)
        state.viewed += m_marks && m_marks->marks().contains(unit) ? 1 : 0;
    if (!study->risks.isEmpty())
        state.risk = study->risks.first().rank;
    m_model->setState(id, state);
    if (id == m_current && m_marks)
        m_meaning->setViewed([marks = m_marks](const Digest &unit) { return marks && marks->marks().contains(unit); });
}

void FilesReview::showStates()
{
    for (const ReviewFile &one : std::as_const(m_files))
        showState(one.id());
    showPlace();
}

void FilesReview::showRisks()
{
    QHash<QString, QString> titles;
    for (const ReviewFile &one : std::as_const(m_files))
        titles.insert(one.id(), one.title);
    QList<RisksModel::Note> notes;
    const QList<ReviewStudies::Place> places = m_studies->risks();
    for (const ReviewStudies::Place &place : places)
        notes.append({place.file, titles.value(place.file), place.note, m_studies->study(place.file)->risks[place.note]});
    const bool none = m_risks->model().notes().isEmpty();
    m_risks->setNotes(notes, m_studies->done(), m_studies->total());
    if (none != notes.isEmpty())
        shareLeft();
}

void FilesReview::goToNote(const QString &id, qsizetype note)
{
    const FileStudy *study = m_studies->study(id);
    if (!study || note < 0 || note >= study->risks.size())
        return;
    const RiskNote one = study->risks[note];
    setCurrentFile(id);
    const int row = m_meaning->rowOfNote(note);
    if (isMeaning())
        m_meaning->goToRow(row >= 0 ? row : 0);
    else if (m_compared)
        goToLine(study->lineHere(one.after) == 0, std::max(study->lineHere(one.after), study->lineHere(one.before)));
    m_lenses->currentWidget()->setFocus();
}

// What V marks: the row's own change, all below a pattern, those with lines in the hunk, or the file where nothing smaller is.
QList<Digest> FilesReview::unitsHere() const
{
    const FileStudy *study = m_studies->study(m_current);
    if (!study || !m_studied)
        return {};
    const QList<ReviewRow> &rows = study->rows;
    QList<Digest> units;
    const auto add = [&](qsizetype row) {
        if (study->hasUnit(row))
            units.append(study->unitsOfRows[row]);
    };
    if (std::ranges::all_of(study->unitsOfRows, &Digest::isNull))
        return study->units;
    if (isMeaning()) {
        int row = m_meaning->currentRow();
        if (row < 0 || row >= rows.size())
            return {};
        if (rows[row].kind == ReviewRow::Kind::Element)
            row = rows[row].above;
        if (rows[row].kind != ReviewRow::Kind::Pattern) {
            add(row);
            return units;
        }
        for (int below = row + 1; below < rows.size() && rows[below].above == row; ++below)
            add(below);
        return units;
    }
    const std::optional<TextHunk> hunk = currentHunk();
    const auto within = [](int line, qsizetype first, qsizetype count) { return line > first && line <= first + count; };
    for (qsizetype row = 0; hunk && row < rows.size(); ++row) {
        if (within(study->lineHere(rows[row].placeAfter), hunk->lines.right, hunk->lines.rightCount) ||
            within(study->lineHere(rows[row].placeBefore), hunk->lines.left, hunk->lines.leftCount))
            add(row);
    }
    return units;
}

void FilesReview::toggleViewed()
{
    const QList<Digest> units = unitsHere();
    if (!m_marks || units.isEmpty())
        return;
    const bool mark = std::ranges::any_of(units, [this](const Digest &unit) { return !m_marks->marks().contains(unit); });
    m_marks->mark(units, mark);
    if (mark)
        nextChange();
}

std::optional<TextHunk> FilesReview::currentHunk() const
{
    if (!m_compared || (isMeaning() && !m_studied))
        return std::nullopt; // what is on the screen is of before
    if (!isMeaning()) {
        const std::optional<qsizetype> hunk = m_diff->currentHunk();
        return hunk ? std::optional(m_diff->diff().hunks[*hunk]) : std::nullopt;
    }
    return hunkOf(lineHere(true), lineHere(false));
}

std::optional<TextHunk> FilesReview::hunkOf(int before, int after) const
{
    const TextDiff &diff = m_diff->diff();
    for (const auto &[line, rows] : {std::pair(after, &diff.rowsOfRight), std::pair(before, &diff.rowsOfLeft)}) {
        if (line < 1 || line > rows->size())
            continue;
        const qsizetype hunk = diff.hunkAt(rows->at(line - 1));
        if (hunk < diff.hunks.size() && diff.hunks[hunk].firstRow <= rows->at(line - 1))
            return diff.hunks[hunk];
    }
    return std::nullopt;
}

QList<LinesOfRow> FilesReview::rowsHere() const
{
    QList<LinesOfRow> found;
    const int current = m_meaning->currentRow();
    if (!isMeaning() || !m_compared || !m_studied || current < 0)
        return found;
    const FileStudy &study = m_meaning->study();
    const auto add = [&](int row) {
        const int before = study.lineHere(study.rows[row].placeBefore);
        const int after = study.lineHere(study.rows[row].placeAfter);
        if (const std::optional<TextHunk> hunk = hunkOf(before, after); hunk && study.hasUnit(row))
            found.append({before, after, hunk->lines});
    };
    const int row = study.rows[current].kind == ReviewRow::Kind::Element ? study.rows[current].above : current;
    if (study.rows[row].kind != ReviewRow::Kind::Pattern) {
        add(row);
        return found;
    }
    for (int below = row + 1; below < study.rows.size() && study.rows[below].above == row; ++below)
        add(below);
    return found;
}

int FilesReview::currentLine() const
{
    const TextDiff &diff = m_diff->diff();
    int row = m_diff->currentRow();
    if (isMeaning()) {
        const int after = lineHere(false);
        const int before = lineHere(true);
        if (after > 0 || before == 0 || !m_compared || before > diff.rowsOfLeft.size())
            return std::max(after, 1);
        row = diff.rowsOfLeft[before - 1];
    }
    for (; row >= 0 && row < diff.rows.size(); ++row) {
        if (diff.rows[row].right >= 0)
            return diff.rows[row].right + 1;
    }
    return int(std::max<qsizetype>(diff.right.count(), 1));
}

bool FilesReview::nextChange() { return (isMeaning() ? m_meaning->nextChange() : m_diff->nextChange()) || step(1); }

bool FilesReview::previousChange() { return (isMeaning() ? m_meaning->previousChange() : m_diff->previousChange()) || step(-1); }

void FilesReview::showPlace()
{
    const ReviewFile *one = file();
    const FileStudy *study = m_studies->study(m_current);
    QString text;
    if (isMeaning() && study) {
        text = tr("%n changes", nullptr, int(study->units.size()));
        if (m_marks)
            text += QStringLiteral(", ") + tr("%1 of %2 viewed").arg(m_model->state(m_current).viewed).arg(study->units.size());
    } else {
        const qsizetype count = m_diff->diff().hunks.size();
        const std::optional<qsizetype> hunk = m_diff->currentHunk();
        text = hunk ? tr("Change %1 of %2").arg(*hunk + 1).arg(count) : tr("%n changes", nullptr, int(count));
    }
    if (one && one->serialOnly)
        text = tr("Serial only");
    m_place->setText(text);
}

void FilesReview::focusInEvent(QFocusEvent *) { m_lenses->currentWidget()->setFocus(); }

void FilesReview::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeRisks();
    if (const bool narrow = width() < roomyFrom; m_narrow != narrow) {
        m_narrow = narrow;
        m_mark->setVisible(!narrow);
        Q_EMIT roomChanged();
    }
}

// Beside the difference where that has room enough all the same, else below the list.
void FilesReview::placeRisks()
{
    const bool beside = width() >= besideFrom;
    if ((m_risks->parentWidget() == m_columns) == beside)
        return;
    if (beside) {
        m_columns->addWidget(m_risks);
        m_columns->setStretchFactor(1, 1);
        m_columns->setSizes({252, width() - 252 - 300, 300});
    } else {
        m_left->addWidget(m_risks);
    }
}

// The column has its new height once this is over.
bool FilesReview::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_left && event->type() == QEvent::Resize)
        QTimer::singleShot(0, this, &FilesReview::shareLeft);
    return QWidget::eventFilter(watched, event);
}

// Files take what they need, at most half where there are risks: those are what nobody may overlook.
void FilesReview::shareLeft()
{
    constexpr int mostMeasured = 40; // rows
    if (m_leftMoved || m_risks->parentWidget() != m_left || m_left->height() < 1)
        return;
    int rows = m_filter->sizeHint().height() + 4 * space::small;
    const int count = m_list->model()->rowCount();
    for (int row = 0; row < std::min(count, mostMeasured); ++row)
        rows += m_list->sizeHintForRow(row);
    const int all = m_left->height();
    const bool risks = !m_risks->model().notes().isEmpty();
    const int files = risks ? std::min(count > mostMeasured ? all : rows, all / 2) : all * 3 / 5;
    m_left->setSizes({files, all - files});
}

} // namespace lockstep
