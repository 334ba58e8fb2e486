// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/review/textfind.h"
#include "core/review/visiblerows.h"
#include "ui/review/difflines.h"
#include "ui/review/rowsaccess.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <memory>

namespace lockstep {

class DiffRuler;

// Two texts side by side, or one under the other when there is no room: painted row by row, for hundreds of thousands of
// lines. Keyboard: arrows, Page Up and Down, Home and End move the current row (with Shift they select), F7 and Shift+F7 go
// from change to change, M to the other place of lines that moved, Enter opens what is folded, Ctrl+Left and Right choose the side, Ctrl+C copies, Ctrl+A selects the
// side. The accessible description is that of the current row.
class DiffView : public QAbstractScrollArea, public RowsForReaders
{
    Q_OBJECT
public:
    enum class Mode { Fitting, Beside, Unified }; // Fitting: side by side from 700 pixels on
    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    // keepPlace: scroll, current row, selection and opened folds stay, by the numbers of their lines. Otherwise it stands at
    // the first change.
    void setDiff(const TextDiff &diff, bool keepPlace);
    const TextDiff &diff() const { return m_diff; }
    void setSyntax(Syntax syntax);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    Arrangement arrangement() const;
    void setFolded(bool folded); // false: every line is shown
    bool isFolded() const { return m_folded; }

    int currentRow() const; // of the diff; -1 without rows
    std::optional<qsizetype> currentHunk() const;
    void goToRow(int row);
    void goToHunk(qsizetype hunk);
    // From lines that moved to where they stand on the other side. False for any other row.
    bool goToMove();
    // False when there is none.
    bool nextChange();
    bool previousChange();
    // Looks for a text from the selection on, around the ends, in both sides, and selects it; found() tells what there is of it.
    void find(const QString &text, bool backwards);

    QString selectedText() const;
    QString describe(int visible) const; // a seen row in words
    const VisibleRows &seen() const { return m_seen; }
    QRect rowRect(int visible) const; // in the viewport
    int rowHeight() const { return m_lines.rowHeight(); }

    int readableRows() const override { return int(m_seen.rows.size()); }
    QString readableText(int row) const override { return describe(row); }
    QRect readableRect(int row) const override;
    int readableCurrent() const override { return m_current; }
    void goToReadable(int row) override { setCurrent(row); }

Q_SIGNALS:
    void found(qsizetype left, qsizetype right); // how often, on each side
    void currentRowChanged();
    void rowActivated();       // Enter or double click on a changed row
    void arrangementChanged(); // of the rows
    void seenChanged();        // other rows are seen: opened, folded, new

protected:
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Place // in a text, whatever is folded
    {
        DiffSide side = DiffSide::Right;
        int line = -1;
        int column = 0;
    };
    void arrange();
    void rebuild(int row, int offset);
    void setCurrent(int visible, bool extend = false);
    void openFold(int visible);
    void reveal(int visible);
    void updateRow(int visible);
    void copy() const;
    void selectAll();
    void dragTo(const QPoint &point);
    DiffPoint pointAt(const QPoint &position) const;
    DiffRowStyle styleOf(int visible) const;
    Place placeOf(const DiffPoint &point) const;
    std::optional<DiffPoint> pointOf(const Place &place) const;
    int visibleAt(int y) const;
    void moveSide(DiffSide side);
    bool showTip(QHelpEvent *event);
    bool colourSlice();
    Task<> search(bool backwards);
    void forgetMatches();
    void goToMatch(bool backwards);

    TextDiff m_diff;
    VisibleRows m_seen;
    QSet<int> m_opened;
    DiffLines m_lines;
    DiffSelection m_selection;
    DiffRuler *m_ruler;
    Mode m_mode = Mode::Fitting;
    bool m_folded = true;
    int m_current = -1; // seen row
    DiffSide m_side = DiffSide::Right;
    bool m_dragging = false;
    QPoint m_dragPoint;
    QBasicTimer m_dragTimer;
    QBasicTimer m_syntaxTimer;
    bool m_coloured = false; // something that is seen got its colours
    std::optional<Arrangement> m_arranged;
    QString m_findText;
    TextMatches m_matches;
    bool m_matched = false; // they are those of the text in this difference
    quint64 m_findTurn = 0;
    std::shared_ptr<std::atomic<bool>> m_findStop;
};

} // namespace lockstep
