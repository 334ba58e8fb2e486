// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/benchwindow.h"
#include "ui/review/filesreview.h"

namespace lockstep {

// A review all over the display, so that its size can be changed without asking a window manager.
class BenchReview
{
public:
    BenchReview();
    QWidget &window() { return m_window; }
    FilesReview &review() { return *m_review; }
    // Shows a pair of long zones as text and waits until it stands there; false when it does not.
    bool open(int lines, int changed);

private:
    QWidget m_window;
    FilesReview *m_review;
};

// The parts of the benchmark; each prints its rows and gives the exit code.
int frames(BenchReview &bench, BenchApplication &app);
int list(BenchReview &bench, BenchApplication &app, int count);

} // namespace lockstep
