// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/review/textfind.h"
#include "core/review/visiblerows.h"
#include "ui/review/difflines.h"
#include "ui/review/diffpatch.h"
#include "ui/review/rowsaccess.h"
#include "ui/review/rulemarks.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <memory>

namespace lockstep {

class DiffRuler;

class DiffActions;
class DiffGoTo;

// Two texts side by side, or one under the other when there is no room: painted row by row, for hundreds of thousands of
// lines. Keyboard: arrows, Page Up and Down, Home and End move the current row (with Shift they select), F7 and Shift+F7 go
// from change to change, M to the other place of lines that moved, Enter opens what is folded, Ctrl+Shift+Down and Up twenty
// lines more below what stands above a fold or above what stands below it, Ctrl+Left and Right choose the side. The other keys
// are those of its actions. The accessible description is that of the current row.
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
    void setWrapped(bool wrapped);
    bool isWrapped() const { return m_wrapped; }
    void setWhitespace(bool shown); // spaces and tabs; those at the end of changed lines are shown all the same
    bool showsWhitespace() const { return m_whitespace; }
    static constexpr int leastZoom = -6;
    static constexpr int mostZoom = 18;
    void setZoom(int points); // more than the font has, or fewer
    int zoom() const { return m_zoom; }
    // Beside the changes in the overview. They stay until others are set: lines that are not there are left out.
    void setRuleMarks(const QList<RuleMark> &marks);
    const QList<RuleMark> &ruleMarks() const { return m_ruleMarks; }
    // What a copied patch is of; without it a patch has no head.
    void setPatchFile(const PatchFileOf &of) { m_patchFile = of; }
    const DiffActions &acts() const { return *m_actions; }

    int currentRow() const; // of the diff; -1 without rows
    std::optional<qsizetype> currentHunk() const;
    void goToRow(int row);
    void goToHunk(qsizetype hunk);
    // A line of a side, from 1, wherever it is hidden. False when there is no such line.
    bool goToLine(DiffSide side, int line);
    void openGoTo();                         // asks for it
    DiffSide side() const { return m_side; } // of the cursor
    // Opens a part of the fold at the cursor, else of the next one: below it for FoldPart::Top, above for Bottom.
    bool openMore(FoldPart part);
    bool canOpenMore(FoldPart part) const { return foldFor(part) >= 0; }
    // From lines that moved to where they stand on the other side. False for any other row.
    bool goToMove();
    // False when there is none.
    bool nextChange();
    bool previousChange();
    // Looks for a text from the selection on, around the ends, in both sides, and selects it; found() tells what there is of it.
    void find(const QString &text, bool backwards);

    QString selectedText() const;
    // The hunks of the selection, else the current one; nothing between changes.
    QByteArray patch() const;
    bool canPatch() const { return !hunksHere().isEmpty(); }
    void copy() const;
    void copyPatch();
    void selectAll();
    QString describe(int visible) const; // a seen row in words
    const VisibleRows &seen() const { return m_seen; }
    QRect rowRect(int visible) const;                     // in the viewport
    int rowHeight() const { return m_lines.rowHeight(); } // of a line; a row has several when it is wrapped
    const RowTops &tops() const { return m_tops; }        // of the seen rows
    QRect foldTarget(int visible, FoldPart part) const;   // in the viewport; empty when it cannot be pressed
    QString tipAt(const QPoint &position) const;          // likewise

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
    void seenChanged();        // other rows are seen, or at other places: opened, folded, new, wrapped
    void lookChanged();        // wrap, white space, zoom
    void marksChanged();

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
    void wheelEvent(QWheelEvent *event) override;
    void showEvent(QShowEvent *event) override;
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
    struct Top // what stands at the top
    {
        int visible = -1;
        int row = -1; // of the diff
        int offset = 0;
    };
    void arrange();
    void findWidest();
    void measure();
    void measureFor(int width);
    void layOut(const Top &before);
    void look();
    QList<Hunk> hunksHere() const;

    Top top() const;
    void restoreTop(const Top &top, bool sameRows);
    void rebuild(int row, int offset);
    void setCurrent(int visible, bool extend = false);
    void openPart(int visible, FoldPart part);
    void openRows(RowRange rows);
    int foldFor(FoldPart part) const;
    int rowTop(int visible) const { return m_tops.top(visible) * rowHeight(); } // from the first one's
    int visibleOf(const VisibleRow &row) const;
    void step(int direction, bool extend);
    void page(int direction, bool extend);
    void revealPlace(const DiffPoint &from, int end);
    void hover(const QPoint &point);
    void showMenu(QContextMenuEvent *event);
    void placeGoTo();
    std::optional<std::pair<Place, Place>> selectedPlaces() const;
    void selectPlaces(const std::optional<std::pair<Place, Place>> &places);
    void reveal(int visible);
    void updateRow(int visible);
    void updateHunk(std::optional<qsizetype> hunk);
    void dragTo(const QPoint &point);
    DiffPoint pointAt(const QPoint &position) const;
    DiffRowStyle styleOf(int visible) const;
    Place placeOf(const DiffPoint &point) const;
    std::optional<DiffPoint> pointOf(const Place &place) const;
    int visibleAt(int y) const;
    void moveSide(DiffSide side);
    bool showTip(QHelpEvent *event);
    bool colourSlice(int height, qint64 milliseconds);
    Task<> search(bool backwards);
    void forgetMatches();
    void goToMatch(bool backwards);

    TextDiff m_diff;
    VisibleRows m_seen;
    OpenedRows m_opened;
    RowTops m_tops;
    DiffLines m_lines;
    DiffSelection m_selection;
    DiffRuler *m_ruler;
    Mode m_mode = Mode::Fitting;
    bool m_folded = true;
    bool m_wrapped = false;
    bool m_whitespace = false;
    int m_zoom = 0;
    int m_wheel = 0; // eighths of a degree that are no step yet
    bool m_widening = false;
    QList<RuleMark> m_ruleMarks;
    PatchFileOf m_patchFile;
    DiffActions *m_actions;
    DiffGoTo *m_goTo = nullptr;
    std::pair<int, FoldPart> m_hovered{-1, FoldPart::None};
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
