// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/meaningview.h"

#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/review/difflines.h"
#include "ui/review/risksigns.h"

#include <QDateTime>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace lockstep {

MeaningView::MeaningView(QWidget *parent) : QAbstractScrollArea(parent)
{
    installRowsAccess();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("What the changes mean"));
    m_lines.setLook(palette(), dataFont());
}

MeaningView::~MeaningView() = default;

void MeaningView::setStudy(const FileStudy &study, bool keepPlace)
{
    const auto contentAt = [this](int seen) {
        return seen >= 0 && seen < m_seen.size() ? std::optional(m_study.rows[m_seen[seen]].content()) : std::nullopt;
    };
    const int topSeen = m_seen.isEmpty() ? -1 : seenAt(0);
    const std::optional<Digest> top = keepPlace ? contentAt(topSeen) : std::nullopt;
    const int offset = topSeen >= 0 ? -seenRect(topSeen).top() : 0;
    const std::optional<Digest> current = keepPlace ? contentAt(m_current) : std::nullopt;
    QSet<Digest> open;
    for (const int row : std::as_const(m_open)) {
        if (keepPlace)
            open.insert(m_study.rows[row].content());
    }
    m_study = study;
    m_open.clear();
    for (int row = 0; row < m_study.rows.size() && !open.isEmpty(); ++row) {
        if (m_study.rows[row].kind == ReviewRow::Kind::Pattern && open.contains(m_study.rows[row].content()))
            m_open.insert(row);
    }
    matchRisks();
    m_current = -1;
    arrange();
    int wanted = -1;
    int above = -1;
    for (int seen = 0; seen < m_seen.size() && (current || top); ++seen) {
        const Digest content = m_study.rows[m_seen[seen]].content();
        if (wanted < 0 && current == content)
            wanted = seen;
        if (above < 0 && top == content)
            above = seen;
        if ((wanted >= 0 || !current) && (above >= 0 || !top))
            break;
    }
    verticalScrollBar()->setValue(above >= 0 ? m_tops[above] * m_lines.lineHeight() + offset : 0);
    setCurrent(m_seen.isEmpty() ? -1 : std::max(wanted, 0));
    if (above >= 0)
        verticalScrollBar()->setValue(m_tops[above] * m_lines.lineHeight() + offset);
    viewport()->update();
    tellRows(this);
    Q_EMIT currentRowChanged();
}

void MeaningView::setViewed(const Viewed &viewed)
{
    m_viewed = viewed;
    viewport()->update();
}

// A note stands at the row of its name and type; where several have those, at the one of its line.
void MeaningView::matchRisks()
{
    m_risks.clear();
    if (m_study.risks.isEmpty())
        return;
    QHash<QPair<QString, QString>, QList<int>> rows;
    for (int row = 0; row < m_study.rows.size(); ++row)
        rows[{m_study.rows[row].name, m_study.rows[row].what}].append(row);
    for (qsizetype i = 0; i < m_study.risks.size(); ++i) {
        const RiskNote &note = m_study.risks[i];
        const QList<int> named = rows.value({note.name, note.what});
        const auto stands = [&](int row) {
            const ReviewRow &one = m_study.rows[row];
            return (note.before.line > 0 && one.placeBefore.line == note.before.line) ||
                   (note.after.line > 0 && one.placeAfter.line == note.after.line);
        };
        const auto found = std::ranges::find_if(named, stands);
        if (!named.isEmpty())
            m_risks[found == named.cend() ? named.first() : *found].append(i);
    }
}

void MeaningView::arrange()
{
    m_seen.clear();
    for (int row = 0; row < m_study.rows.size(); ++row) {
        const ReviewRow &one = m_study.rows[row];
        const bool folded = one.above >= 0 && m_study.rows[one.above].kind == ReviewRow::Kind::Pattern && !m_open.contains(one.above);
        if (!folded)
            m_seen.append(row);
    }
    measure();
}

void MeaningView::measure()
{
    m_lines.setRows(m_study.rows, viewport()->width());
    m_tops.resize(m_seen.size() + 1);
    int top = 0;
    for (qsizetype seen = 0; seen < m_seen.size(); ++seen) {
        m_tops[seen] = top;
        top += m_lines.lines(m_study.rows[m_seen[seen]]);
    }
    m_tops[m_seen.size()] = top;
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, std::max(top * m_lines.lineHeight() - viewport()->height(), 0));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_lines.lineHeight());
}

int MeaningView::currentRow() const { return m_current >= 0 && m_current < m_seen.size() ? m_seen[m_current] : -1; }

int MeaningView::seenAt(int y) const
{
    const int line = (y + verticalScrollBar()->value()) / m_lines.lineHeight();
    const auto after = std::upper_bound(m_tops.cbegin(), m_tops.cend(), line);
    return std::clamp(int(after - m_tops.cbegin()) - 1, 0, std::max(int(m_seen.size()) - 1, 0));
}

QRect MeaningView::seenRect(int seen) const
{
    const int top = m_tops[seen] * m_lines.lineHeight() - verticalScrollBar()->value();
    return {0, top, viewport()->width(), (m_tops[seen + 1] - m_tops[seen]) * m_lines.lineHeight()};
}

QRect MeaningView::rowRect(int row) const
{
    const auto found = std::lower_bound(m_seen.cbegin(), m_seen.cend(), row);
    return found != m_seen.cend() && *found == row ? seenRect(int(found - m_seen.cbegin())) : QRect();
}

QRect MeaningView::readableRect(int row) const { return row >= 0 && row < m_seen.size() ? seenRect(row).translated(viewport()->pos()) : QRect(); }

void MeaningView::updateRow(int seen)
{
    if (seen >= 0 && seen < m_seen.size())
        viewport()->update(seenRect(seen));
}

void MeaningView::setCurrent(int seen)
{
    const int before = m_current;
    m_current = std::clamp(seen, -1, int(m_seen.size()) - 1);
    updateRow(before);
    updateRow(m_current);
    if (m_current >= 0)
        reveal(m_current);
    if (before == m_current)
        return;
    setAccessibleDescription(describe(currentRow()));
    tellCurrent(this, m_current);
    Q_EMIT currentRowChanged();
}

void MeaningView::reveal(int seen)
{
    QScrollBar *bar = verticalScrollBar();
    const int top = m_tops[seen] * m_lines.lineHeight();
    const int bottom = m_tops[seen + 1] * m_lines.lineHeight();
    if (top < bar->value())
        bar->setValue(top);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(std::min(bottom - viewport()->height(), top));
}

void MeaningView::setOpen(int row, bool open)
{
    if (row < 0 || row >= m_study.rows.size() || m_study.rows[row].kind != ReviewRow::Kind::Pattern || m_open.contains(row) == open)
        return;
    const int current = currentRow();
    if (open)
        m_open.insert(row);
    else
        m_open.remove(row);
    arrange();
    // One that is folded away now is left for what it stands below.
    const int wanted = current >= 0 && m_study.rows[current].above == row && !open ? row : current;
    const auto found = std::lower_bound(m_seen.cbegin(), m_seen.cend(), wanted);
    m_current = -1;
    viewport()->update();
    tellRows(this);
    setCurrent(int(found - m_seen.cbegin()));
}

void MeaningView::goToRow(int row)
{
    if (row < 0 || row >= m_study.rows.size())
        return;
    if (const int above = m_study.rows[row].above; above >= 0)
        setOpen(above, true);
    const auto found = std::lower_bound(m_seen.cbegin(), m_seen.cend(), row);
    if (found != m_seen.cend())
        setCurrent(int(found - m_seen.cbegin()));
}

int MeaningView::rowOfLine(bool before, int line) const
{
    int nearest = -1;
    int distance = 0;
    for (int row = 0; row < m_study.rows.size(); ++row) {
        const Origin &place = before ? m_study.rows[row].placeBefore : m_study.rows[row].placeAfter;
        const int own = m_study.lineHere(place);
        if (own <= 0)
            continue;
        const int away = std::abs(own - line);
        if (nearest < 0 || away < distance) {
            nearest = row;
            distance = away;
        }
        if (away == 0)
            break;
    }
    return nearest;
}

bool MeaningView::isChange(int row) const
{
    const ReviewRow::Kind kind = m_study.rows[row].kind;
    return kind != ReviewRow::Kind::Said && kind != ReviewRow::Kind::Element;
}

// Of a pattern: all that stands below it.
bool MeaningView::isViewed(int row) const
{
    if (m_viewed && m_study.hasUnit(row))
        return m_viewed(m_study.unitsOfRows[row]);
    if (!m_viewed || m_study.rows[row].kind != ReviewRow::Kind::Pattern)
        return false;
    for (int below = row + 1; below < m_study.rows.size() && m_study.rows[below].above == row; ++below) {
        if (m_study.hasUnit(below) && !m_viewed(m_study.unitsOfRows[below]))
            return false;
    }
    return true;
}

bool MeaningView::step(int direction)
{
    for (int seen = m_current + direction; seen >= 0 && seen < m_seen.size(); seen += direction) {
        if (!isChange(m_seen[seen]))
            continue;
        setCurrent(seen);
        return true;
    }
    return false;
}

bool MeaningView::nextChange() { return step(1); }

bool MeaningView::previousChange() { return step(-1); }

int MeaningView::rowOfNote(qsizetype note) const
{
    for (auto it = m_risks.cbegin(); it != m_risks.cend(); ++it) {
        if (it->contains(note))
            return it.key();
    }
    return -1;
}

MeaningRowStyle MeaningView::styleOf(int seen) const
{
    const int row = m_seen[seen];
    MeaningRowStyle style;
    style.current = seen == m_current;
    style.focused = hasFocus();
    style.selected = style.current;
    style.open = m_open.contains(row);
    style.viewed = isViewed(row);
    style.found = m_found;
    const QList<qsizetype> notes = m_risks.value(row);
    for (const qsizetype note : notes) {
        const RiskNote &one = m_study.risks[note];
        style.risk = style.risk ? std::min(*style.risk, one.rank) : one.rank;
        if (style.note.isEmpty())
            style.note = staleText(one, QDateTime::currentMSecsSinceEpoch());
    }
    return style;
}

void MeaningView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect dirty = event->rect();
    int bottom = dirty.top();
    if (!m_seen.isEmpty()) {
        const int last = seenAt(dirty.bottom());
        for (int seen = seenAt(dirty.top()); seen <= last; ++seen) {
            const QRect rect = seenRect(seen);
            m_lines.paint(painter, m_study.rows[m_seen[seen]], rect, styleOf(seen));
            bottom = rect.bottom() + 1;
        }
    }
    if (bottom <= dirty.bottom())
        painter.fillRect(QRect(dirty.left(), bottom, dirty.width(), dirty.bottom() - bottom + 1), palette().color(QPalette::Base));
}

void MeaningView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const int top = m_seen.isEmpty() ? -1 : seenAt(0);
    measure();
    if (top >= 0 && event->size().width() != event->oldSize().width())
        verticalScrollBar()->setValue(m_tops[top] * m_lines.lineHeight());
    viewport()->update();
}

void MeaningView::scrollContentsBy(int, int dy) { viewport()->scroll(0, dy); }

void MeaningView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        m_lines.setLook(palette(), dataFont());
        measure();
        viewport()->update();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace lockstep
