// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lockstep {

class DiffView;

// Where in the whole difference changes lie, beside them the risks, and which part is seen; a press goes there.
class DiffRuler : public QWidget
{
    Q_OBJECT
public:
    static constexpr int breadth = 20;
    explicit DiffRuler(DiffView &view);
    // What is said at a place: its risks, the worst first.
    QString tipAt(const QPoint &point);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void goTo(int y);
    void collect();
    int riskAt(const QPoint &point); // index into those of the view; -1: none

    struct Mark
    {
        int top = 0;
        int bottom = 0;
        int tone = 0;
    };
    struct Risk
    {
        int top = 0;
        int index = 0; // in DiffView::ruleMarks()
    };
    DiffView &m_view;
    QList<Mark> m_marks; // by pixel, made when rows or height change
    QList<Risk> m_risks; // by pixel, then the worst first
    int m_height = -1;
};

} // namespace lockstep
