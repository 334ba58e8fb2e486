// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/linetable.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace lockstep {

// A text that is looked at by lines, counted from 0. Immutable; copies share it, any thread may read. Lines part at '\n' alone, as
// in core/text/linediff.h, so that a line here is the line of the same number there; bytes that are no UTF-8 become U+FFFD. Lines are
// decoded when they are asked for, 64 at once, and kept: of a million few are ever seen.
class TextLines
{
public:
    TextLines() : TextLines(QByteArray()) {}
    explicit TextLines(const QByteArray &text);

    qsizetype count() const { return m_count; }
    // Without its line end. Stands as long as any copy of these lines.
    QStringView line(qsizetype number) const;
    // Its bytes, without their line end.
    QByteArrayView bytes(qsizetype number) const;
    bool lacksEnd(qsizetype number) const { return number == m_count - 1 && m_lacksEnd; } // the last one, without '\n'
    const LineTable &table() const;
    // Of the widest line: characters, tabs up to the next multiple of eight. All of the text is read for it, once: half a second for a
    // gigabyte.
    qsizetype width() const;
    bool isWidthKnown() const; // or so short a text that it takes no time

private:
    class Content;
    std::shared_ptr<const Content> m_content;
    qsizetype m_count = 0;
    bool m_lacksEnd = false;
};

} // namespace lockstep
