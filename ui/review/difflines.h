// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/visiblerows.h"
#include "ui/look/theme.h"
#include "ui/review/lazysyntax.h"

#include <QCache>
#include <QTextLayout>

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

struct DiffRowStyle
{
    bool current = false;    // the row of the cursor
    bool focused = false;    // and the view has the keyboard
    bool hunk = false;       // part of the change that is current
    bool firstOfRun = false; // its kind begins here: said in a word where there is room
    int selectedFrom = -1;   // characters that are selected, and on which side
    int selectedTo = -1;
    DiffSide selectedSide = DiffSide::Right;
};

// How rows of a diff look: metrics, laid-out lines of about three screens, painting. Knows nothing of scrolling up and down.
class DiffLines
{
public:
    DiffLines();
    void setDiff(const TextDiff *diff);
    void setLook(const QPalette &palette, const QFont &font);
    void setArrangement(Arrangement arrangement, int width);
    void setScreen(int rows); // as many are seen at once
    LazySyntax &syntax(DiffSide side) { return m_syntax[size_t(side)]; }
    void forget(DiffSide side, int firstLine, int count); // their colours are known now
    void forgetAll() { m_layouts.clear(); }

    int rowHeight() const { return m_rowHeight; }
    int charWidth() const { return m_charWidth; }
    int textWidth() const; // what a pane has for its text
    int gutter() const { return m_gutter; }
    QRect pane(DiffSide side, int y) const;
    // The character under a point of a row; in a gutter the row's beginning.
    int columnAt(const VisibleRow &row, DiffSide side, int x, int scrolled);
    qreal xOf(const VisibleRow &row, DiffSide side, int column);
    // The line that a seen row shows on a side; -1: none.
    int lineOf(const VisibleRow &row, DiffSide side) const;
    // Which side's text a row shows when it is asked for in a pane.
    DiffSide sideOf(const VisibleRow &row, DiffSide pane) const;
    QStringView text(const VisibleRow &row, DiffSide side) const; // empty where nothing stands

    void paint(QPainter &painter, const VisibleRow &row, int y, int scrolled, const DiffRowStyle &style);

private:
    struct Line
    {
        QTextLayout layout;
        QList<QRectF> marks;
    };
    Line *lineAt(const VisibleRow &row, DiffSide side);
    void paintPane(QPainter &painter, const VisibleRow &row, DiffSide pane, int y, int scrolled, const DiffRowStyle &style);
    void paintGutter(QPainter &painter, const VisibleRow &row, DiffSide pane, const QRect &rect, Tone tone, const DiffRowStyle &style);
    void paintFold(QPainter &painter, const VisibleRow &row, int y, const DiffRowStyle &style);
    Tone toneOf(const VisibleRow &row, DiffSide side) const;
    QString emptyWord(const VisibleRow &row) const;

    const TextDiff *m_diff = nullptr;
    Arrangement m_arrangement = Arrangement::Beside;
    QPalette m_palette;
    QFont m_font;
    int m_width = 0;
    int m_rowHeight = 1;
    int m_charWidth = 1;
    int m_ascentTop = 0;
    int m_numberWidth = 0;
    int m_gutter = 0;
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

} // namespace lockstep
