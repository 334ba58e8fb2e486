// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/lazysyntax.h"

namespace lockstep {

namespace {
constexpr int before = 24;     // lines above a block that a zone is begun from: an end of parentheses among them sets it right
constexpr int farBefore = 200; // as far as a record is looked for, if none begins there
} // namespace

LazySyntax::LazySyntax() { m_states.append(LineHighlighter::State()); }

void LazySyntax::setText(const TextLines &text)
{
    m_text = text;
    m_blocks.clear();
    m_states = {LineHighlighter::State()};
}

void LazySyntax::setSyntax(Syntax syntax)
{
    if (syntax == m_highlighter.syntax())
        return;
    m_highlighter.setSyntax(syntax);
    setText(m_text);
}

const QList<LazySyntax::Span> &LazySyntax::spans(int line) const
{
    static const QList<Span> none;
    const Block *block = m_blocks.object(line / blockLines);
    return block && line % blockLines < block->lines.size() ? block->lines.at(line % blockLines) : none;
}

LineHighlighter::State LazySyntax::highlight(int begin, int end, LineHighlighter::State state, QList<QList<Span>> *spans)
{
    for (int i = begin; i < end; ++i) {
        const QStringView text = m_text.line(i);
        if (spans)
            spans->append(QList<Span>());
        state = m_highlighter.highlight(text.first(std::min(text.size(), mostLetters)), state, spans ? &spans->last() : nullptr);
    }
    return state;
}

// An owner name stands there, or a directive (RFC 1035 5.1), or data that somebody has put between parentheses like one.
bool LazySyntax::beginsRecord(int line) const
{
    const QStringView text = m_text.line(line);
    return !text.isEmpty() && !QStringView(u" \t\r;()\"").contains(text.front());
}

// At the beginning of a block of a zone.
LineHighlighter::State LazySyntax::stateNear(int block)
{
    const int begin = block * blockLines;
    if (const Block *above = m_blocks.object(block - 1))
        return above->after;
    int from = std::max(begin - before, 0);
    while (from > 0 && from < begin && !beginsRecord(from))
        ++from;
    for (int i = begin - before - 1; from == begin && i >= 0 && i >= begin - farBefore; --i) {
        if (beginsRecord(i))
            from = i;
    }
    return highlight(from, begin, LineHighlighter::State(), nullptr);
}

int LazySyntax::advance(int line)
{
    if (m_highlighter.syntax() == Syntax::Plain || line < 0 || line >= m_text.count())
        return -1;
    const int wanted = line / blockLines;
    const int index = beginsAnywhere() ? wanted : std::min(wanted, int(m_states.size()) - 1);
    if (index == wanted && m_blocks.contains(index))
        return -1;
    auto block = std::make_unique<Block>();
    const int begin = index * blockLines;
    block->before = beginsAnywhere() ? stateNear(index) : m_states[index];
    block->after = highlight(begin, std::min(begin + blockLines, int(m_text.count())), block->before, &block->lines);
    if (!beginsAnywhere() && index == m_states.size() - 1)
        m_states.append(block->after);
    if (const Block *below = m_blocks.object(index + 1); below && below->before != block->after)
        m_blocks.remove(index + 1); // it was guessed
    m_blocks.insert(index, block.release());
    return begin;
}

} // namespace lockstep
