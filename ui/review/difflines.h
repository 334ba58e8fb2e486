// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/visiblerows.h"
#include "ui/look/theme.h"
#include "ui/review/laidtext.h"
#include "ui/review/lazysyntax.h"
#include "ui/review/linecells.h"

#include <QCache>

#include <vector>

class QPainter;

namespace lockstep {

enum class DiffSide : quint8 { Left, Right };

// A character of a seen row.
struct DiffPoint
{
    int visible = 0;
    int column = 0;
    DiffSide side = DiffSide::Right; // of the pane; when unified only where a row shows both
    auto operator<=>(const DiffPoint &other) const { return visible != other.visible ? visible <=> other.visible : column <=> other.column; }
    bool operator==(const DiffPoint &other) const { return visible == other.visible && column == other.column; }
};

struct DiffSelection
{
    std::optional<DiffPoint> anchor;
    DiffPoint head;
    bool isEmpty() const { return !anchor || *anchor == head; }
    const DiffPoint &first() const { return std::min(*anchor, head); }
    const DiffPoint &last() const { return std::max(*anchor, head); }
};

// What is opened of a fold: all of it, or some lines more below the text above it (its top) or above the text below it.
enum class FoldPart { None, All, Top, Bottom };

struct DiffRowStyle
{
    bool current = false;    // the row of the cursor
    bool focused = false;    // and the view has the keyboard
    bool hunk = false;       // part of the change that is current
    bool firstOfRun = false; // its kind begins here: said in a word where there is room
    int selectedFrom = -1;   // characters that are selected, and on which side
    int selectedTo = -1;
    DiffSide selectedSide = DiffSide::Right;
    FoldPart hovered = FoldPart::None;
};

// How rows of a diff look: metrics, laid-out lines of about three screens, painting. Knows nothing of scrolling up and down.
// Wrapped, a row is as many lines high as its longer side takes.
class DiffLines
{
public:
    static constexpr int foldStep = 20; // lines that are opened at an end of a fold

    DiffLines();
    void setDiff(const TextDiff *diff);
    void setLook(const QPalette &palette, const QFont &font);
    void setArrangement(Arrangement arrangement, int width);
    void setWrapped(bool wrapped);
    void setWhitespace(bool shown); // that at the end of changed lines is shown all the same
    void setScreen(int rows);       // as many are seen at once
    void setSyntax(Syntax syntax);
    // Works on the next colours on the way to a pane of a row; `more`: there may be others to work on. Whether lines that were laid
    // out have got theirs.
    bool colour(const VisibleRow &row, DiffSide pane, bool *more);

    int rowHeight() const { return m_rowHeight; } // of one line
    int charWidth() const { return m_charWidth; }
    int width() const { return m_width; }
    int textWidth() const; // what a pane has for its text
    int gutter() const { return m_gutter; }
    int widest();                                // pixels of the longest text that is known of
    int columns() const { return m_columns; }    // a wrapped line has; 0: not wrapped
    RowTops tops(const QList<VisibleRow> &rows); // which are the same as last time unless forgetRows() was called
    void forgetRows() { m_needed = false; }
    QRect pane(DiffSide side, const QRect &row) const;
    // The character under a point that is counted from the row's top; in a gutter the line's beginning.
    int columnAt(const VisibleRow &row, DiffSide side, const QPoint &point, int scrolled);
    QPointF placeOf(const VisibleRow &row, DiffSide side, int column); // in the row, from where text begins
    // The line that a seen row shows on a side; -1: none.
    int lineOf(const VisibleRow &row, DiffSide side) const;
    // Which side's text a row shows when it is asked for in a pane.
    DiffSide sideOf(const VisibleRow &row, DiffSide pane) const;
    QStringView text(const VisibleRow &row, DiffSide side) const; // empty where nothing stands
    FoldPart foldPart(const VisibleRow &row, int x) const;        // of a fold's row
    bool opens(const VisibleRow &row, FoldPart part) const;
    QRect foldTarget(FoldPart part, int y) const;

    void paint(QPainter &painter, const VisibleRow &row, const QRect &rect, int scrolled, const DiffRowStyle &style, const QRect &dirty);

private:
    // A line, or of a wrapped one a row of it.
    struct Piece
    {
        LaidText laid;
        int begin = 0;
        int length = 0;
        QList<QRectF> marks; // words that differ
        QList<QRectF> tabs;  // that are shown
    };
    struct Line
    {
        std::vector<Piece> pieces;
        QString tail; // said behind the text
        bool tailBelow = false;
    };
    // What a row takes when it is wrapped: cells of its longest text, and that one's shape when nothing else counts.
    struct Need
    {
        quint16 cells = 0;
        quint16 shape = LineShapes::none;
    };
    Line *lineAt(const VisibleRow &row, DiffSide side);
    std::pair<DiffSide, int> standsFor(const VisibleRow &row, DiffSide side) const;
    static quint64 keyOf(DiffSide side, int line) { return quint64(side) << 62 | quint64(line); }
    void layOut(Line &line, const QString &seen, const QList<QTextLayout::FormatRange> &formats, const QList<int> &begins);
    WordDiff marksOf(const TextRow &row) const;
    int linesOf(const VisibleRow &row) const;
    int wrappedLines(DiffSide side, int line, bool changed) const;
    bool isTailBelow(DiffSide side, int line, bool changed) const;
    QString tailOf(DiffSide side, int line, bool changed) const;
    const TextLines &linesOn(DiffSide side) const { return side == DiffSide::Left ? m_diff->left : m_diff->right; }
    void countCells();
    void countNeeds(const QList<VisibleRow> &rows);
    Need needOf(const VisibleRow &row) const;
    void paintPane(QPainter &painter, const VisibleRow &row, DiffSide pane, const QRect &whole, int scrolled, const DiffRowStyle &style,
                   const QRect &dirty);
    void paintText(QPainter &painter, const Line &line, const QRect &area, int scrolled, const QColor &ground, Tone tone, const DiffRowStyle &style,
                   bool selects, const QRect &dirty);
    void paintGutter(QPainter &painter, const VisibleRow &row, DiffSide pane, const QRect &rect, Tone tone, const DiffRowStyle &style, int pieces,
                     const QRect &dirty);
    void paintSigns(QPainter &painter, const QRect &place, Qt::Alignment alignment, const QString &text, bool bold) const;
    void paintFold(QPainter &painter, const VisibleRow &row, int y, const DiffRowStyle &style);
    Tone toneOf(const VisibleRow &row, DiffSide side) const;
    QString emptyWord(const VisibleRow &row) const;

    const TextDiff *m_diff = nullptr;
    Arrangement m_arrangement = Arrangement::Beside;
    QPalette m_palette;
    TextFace m_face;
    QFont m_caption;
    int m_width = 0;
    int m_rowHeight = 1;
    int m_charWidth = 1;
    int m_textTop = 0; // of text in its row
    int m_numberWidth = 0;
    int m_gutter = 0;
    bool m_wrapped = false;
    bool m_whitespace = false;
    int m_columns = 0;
    int m_widestLaid = 0;
    std::optional<qsizetype> m_widestCells;
    bool m_counted = false; // cells of lines are known, and their shapes
    std::array<QList<LineCells>, 2> m_cells;
    std::vector<LineShapes> m_shapes; // of each part of the rows of the diff
    std::array<QList<quint16>, 2> m_shapeOf;
    QList<Need> m_needs; // of the rows whose tops were asked for
    bool m_needed = false;
    RowTops m_topped;        // the last ones
    int m_toppedColumns = 0; // 0: of other rows
    QCache<quint64, Line> m_layouts;
    std::array<LazySyntax, 2> m_syntax;
    Tones m_tones;
};

// Between two colours: `share` of `ink` on `ground`.
QColor blend(const QColor &ground, const QColor &ink, qreal share);
// Text as it is painted, character for character: control characters and those that turn or hide text become signs. `hidden`
// gets their columns.
QString visibleText(QStringView text, QList<int> *hidden = nullptr);
// "U+202E", for what visibleText() replaces; "" for anything else.
QString hiddenName(QChar c);
// The beginning of a line that is laid out and read out; all of it is compared, found and copied.
QStringView shownPart(QStringView line);
// Where white space at the end of a line begins, before its carriage return; the line's size when there is none.
qsizetype trailingSpace(QStringView line);

} // namespace lockstep
