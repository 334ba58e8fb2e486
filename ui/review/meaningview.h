// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/meaninglines.h"
#include "ui/review/rowsaccess.h"

#include <QAbstractScrollArea>
#include <QSet>

#include <functional>

namespace lockstep {

// What a file's difference means, record by record and statement by statement: painted rows, as many as there are. Keyboard:
// arrows, Page Up and Down, Home and End move the current row, F7 and Shift+F7 go from change to change, Right and Left open and
// close a pattern, Enter opens one or goes to the lines of a change, Ctrl+C copies the row as text.
class MeaningView : public QAbstractScrollArea, public RowsForReaders
{
    Q_OBJECT
public:
    explicit MeaningView(QWidget *parent = nullptr);
    ~MeaningView() override;

    // keepPlace: scroll, current row and opened patterns stay, known by what their rows say.
    void setStudy(const FileStudy &study, bool keepPlace);
    const FileStudy &study() const { return m_study; }
    // Whether somebody has looked at a unit; called again when that may be another answer.
    using Viewed = std::function<bool(const Digest &)>;
    void setViewed(const Viewed &viewed);

    int currentRow() const; // of the study; -1 without rows
    void goToRow(int row);  // opens the pattern that it stands below
    // The row that stands for a line of a side, or the nearest before it; -1: none.
    int rowOfLine(bool before, int line) const;
    bool nextChange(); // false when there is none
    bool previousChange();
    // Looks for a text from the current row on, around the ends. False: it is nowhere.
    bool find(const QString &text, bool backwards);
    int count(const QString &text) const; // rows that hold it
    void setOpen(int row, bool open);     // of a pattern
    QString textOf(int row) const;        // as it is copied
    // "changed, A, www, from 192.0.2.1 to 192.0.2.9"
    QString describe(int row) const;
    int rowOfNote(qsizetype note) const; // of the study's risks; -1: it is about no row
    QRect rowRect(int row) const;        // of the study, in the viewport; empty when it is not seen
    const QList<int> &seen() const { return m_seen; }

    int readableRows() const override { return int(m_seen.size()); }
    QString readableText(int row) const override { return describe(m_seen.value(row, -1)); }
    QRect readableRect(int row) const override;
    int readableCurrent() const override { return m_current; }
    void goToReadable(int row) override { setCurrent(row); }

Q_SIGNALS:
    void currentRowChanged();
    void rowActivated(); // Enter or a double click on a change
    void tickPressed();  // in the column of ticks, of the current row

protected:
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void arrange();
    void measure();
    void setCurrent(int seen);
    void reveal(int seen);
    void updateRow(int seen);
    int seenAt(int y) const;
    QRect seenRect(int seen) const;
    bool isChange(int row) const;
    bool isViewed(int row) const;
    bool step(int direction);
    MeaningRowStyle styleOf(int seen) const;
    void matchRisks();
    QString riskWords(int row) const;

    FileStudy m_study;
    Viewed m_viewed;
    QSet<int> m_open;                     // patterns
    QList<int> m_seen;                    // rows of the study
    QList<int> m_tops;                    // in lines; one more than rows that are seen
    QHash<int, QList<qsizetype>> m_risks; // by row: notes about it
    MeaningLines m_lines;
    QString m_found;
    int m_current = -1; // seen row
};

} // namespace lockstep
