// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lockstep {

class DiffView;

// Where in the whole difference changes lie, and which part is seen; a press goes there.
class DiffRuler : public QWidget
{
    Q_OBJECT
public:
    explicit DiffRuler(DiffView &view);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void goTo(int y);
    void collect();

    struct Mark
    {
        int top = 0;
        int bottom = 0;
        int tone = 0;
    };
    DiffView &m_view;
    QList<Mark> m_marks; // by pixel, made when rows or height change
    int m_height = -1;
};

} // namespace lockstep
