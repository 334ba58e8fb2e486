// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/lazysyntax.h"

namespace lockstep {

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
    return block && line % blockLines < block->size() ? block->at(line % blockLines) : none;
}

int LazySyntax::advance(int line)
{
    if (m_highlighter.syntax() == Syntax::Plain || line < 0 || line >= m_text.count())
        return -1;
    const int wanted = line / blockLines;
    const int index = std::min(wanted, int(m_states.size()) - 1);
    if (index == wanted && m_blocks.contains(index))
        return -1;
    auto block = std::make_unique<Block>();
    LineHighlighter::State state = m_states[index];
    const int begin = index * blockLines;
    const int end = std::min(begin + blockLines, int(m_text.count()));
    for (int i = begin; i < end; ++i) {
        const QStringView text = m_text.line(i);
        block->append(QList<Span>());
        state = m_highlighter.highlight(text.first(std::min(text.size(), mostLetters)), state, &block->last());
    }
    m_blocks.insert(index, block.release());
    if (index == m_states.size() - 1)
        m_states.append(state);
    return begin;
}

} // namespace lockstep
