// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/textlines.h"

namespace lockstep {

TextLines::TextLines(const QByteArray &text)
{
    const auto content = std::make_shared<Content>();
    content->text = QString::fromUtf8(text);
    qsizetype width = 0;
    bool open = false; // a line has begun
    qsizetype at = 0;
    for (const QChar c : std::as_const(content->text)) {
        if (!open)
            content->begins.append(at);
        open = c != u'\n';
        if (!open)
            width = 0;
        else
            width += c == u'\t' ? 8 - width % 8 : 1;
        content->width = std::max(content->width, width);
        ++at;
    }
    content->lacksEnd = open;
    m_content = content;
}

QStringView TextLines::line(qsizetype number) const
{
    const qsizetype begin = m_content->begins[number];
    const bool last = number + 1 == count();
    const qsizetype next = last ? m_content->text.size() : m_content->begins[number + 1];
    return QStringView(m_content->text).sliced(begin, next - begin - (last && m_content->lacksEnd ? 0 : 1));
}

} // namespace lockstep
