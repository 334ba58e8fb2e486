// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <memory>

namespace lockstep {

// A text that is looked at by lines, counted from 0. Immutable; copies share it. Lines part at '\n' alone, as in
// core/text/linediff.h, so that a line here is the line of the same number there; bytes that are no UTF-8 become U+FFFD.
class TextLines
{
public:
    TextLines() : TextLines(QByteArray()) {}
    explicit TextLines(const QByteArray &text);

    qsizetype count() const { return m_content->begins.size(); }
    // Without its line end. Stands as long as any copy of these lines.
    QStringView line(qsizetype number) const;
    bool lacksEnd(qsizetype number) const { return number == count() - 1 && m_content->lacksEnd; } // the last one, without '\n'
    // Of the widest line: characters, tabs up to the next multiple of eight.
    qsizetype width() const { return m_content->width; }

private:
    struct Content
    {
        QString text;
        QList<qsizetype> begins;
        bool lacksEnd = false;
        qsizetype width = 0;
    };
    std::shared_ptr<const Content> m_content;
};

} // namespace lockstep
