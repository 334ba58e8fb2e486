// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lockstep {

class CodeEditor;

// Left of an editor's text: line numbers, and a mark where a diagnostic is.
class CodeGutter : public QWidget
{
    Q_OBJECT
public:
    explicit CodeGutter(CodeEditor *editor);
    int wantedWidth() const;
    QSize sizeHint() const override { return {wantedWidth(), 0}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    CodeEditor *m_editor;
    int m_from = -1; // line that a drag selects from
};

} // namespace lockstep
