// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/State>

#include <QList>
#include <QString>

namespace lockstep {

// What a definition makes of a line, by the names of its own formats: neighbours of one format are one run, and all runs are the line.
struct PaintedRun
{
    int start = 0;
    int length = 0;
    QString format;
    bool operator==(const PaintedRun &) const = default;
};

struct PaintedLine
{
    QString text;
    QList<PaintedRun> runs;
    bool atStart = false; // the state before it is that of the first line
};

class Painting : private KSyntaxHighlighting::AbstractHighlighter
{
public:
    static QList<PaintedLine> of(const QByteArray &text, const KSyntaxHighlighting::Definition &definition);

private:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

    QList<PaintedRun> m_runs;
};

} // namespace lockstep
