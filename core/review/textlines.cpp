// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/textlines.h"

#include "core/text/bytematch.h"
#include "core/text/linetable.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <vector>

namespace lockstep {

namespace {

constexpr qsizetype blockLines = 64;
constexpr qsizetype shortText = 1 << 20; // bytes

// Like QString::fromUtf8 for a whole text: a mark of the byte order at its very beginning is no character.
QString decoded(QByteArrayView bytes, bool first)
{
    using Flag = QStringDecoder::Flag;
    QStringDecoder decode(QStringDecoder::Utf8, first ? Flag::Stateless : Flag::Stateless | Flag::ConvertInitialBom);
    return decode(bytes);
}

bool isAscii(QByteArrayView bytes)
{
    quint64 all = 0;
    qsizetype at = 0;
    for (quint64 eight = 0; at + 8 <= bytes.size(); at += 8) {
        std::memcpy(&eight, bytes.data() + at, 8);
        all |= eight;
    }
    for (; at < bytes.size(); ++at)
        all |= quint8(bytes[at]);
    return (all & 0x8080808080808080U) == 0;
}

qsizetype widthOf(QStringView line)
{
    qsizetype width = 0;
    for (const QChar c : line)
        width += c == u'\t' ? 8 - width % 8 : 1;
    return width;
}

} // namespace

class TextLines::Content
{
public:
    explicit Content(const QByteArray &text) : m_bytes(text), m_table(m_bytes), m_blocks(size_t(m_table.count() / blockLines + 1)) {}
    Content(const Content &) = delete;
    Content &operator=(const Content &) = delete;
    ~Content()
    {
        for (const std::atomic<const Block *> &block : m_blocks)
            delete block.load(std::memory_order_relaxed);
    }

    qsizetype count() const { return m_table.count(); }
    bool lacksEnd() const { return !m_bytes.isEmpty() && m_bytes.back() != '\n'; }

    const LineTable &table() const { return m_table; }

    bool isWidthKnown() const { return m_bytes.size() <= shortText || m_width.load(std::memory_order_relaxed) >= 0; }
    qsizetype width() const
    {
        qsizetype known = m_width.load(std::memory_order_relaxed);
        if (known < 0)
            m_width.store(known = measuredWidth(), std::memory_order_relaxed); // two threads may both measure
        return known;
    }

    QByteArrayView bytes(qsizetype number) const
    {
        const QByteArrayView whole = m_table.line(number);
        return whole.endsWith('\n') ? whole.chopped(1) : whole;
    }

    QStringView line(qsizetype number) const
    {
        std::atomic<const Block *> &place = m_blocks[size_t(number / blockLines)];
        const Block *block = place.load(std::memory_order_acquire);
        if (!block) {
            auto made = std::make_unique<Block>(made64(number / blockLines * blockLines));
            // Another thread may have been quicker: then its block counts.
            if (place.compare_exchange_strong(block, made.get(), std::memory_order_acq_rel))
                block = made.release();
        }
        const auto at = size_t(number % blockLines);
        return QStringView(block->text).sliced(block->ends[at], block->ends[at + 1] - block->ends[at]);
    }

private:
    // By bytes, which is never too little: no character has fewer of them than units. A line that is not plain and could be the widest is
    // measured as it is.
    qsizetype measuredWidth() const
    {
        const bool plain = isAscii(m_bytes);
        qsizetype widest = 0, begin = 0, from = 0, width = 0;
        const auto end = [&](qsizetype at) {
            width += at - from;
            if (width > widest)
                widest = std::max(widest, plain ? width : widthOf(decoded(QByteArrayView(m_bytes).sliced(begin, at - begin), begin == 0)));
            begin = from = at + 1;
            width = 0;
        };
        forEachByte(
            m_bytes,
            [&](qsizetype at) {
                if (m_bytes.at(at) == '\n')
                    return end(at);
                width += at - from;
                width += 8 - width % 8;
                from = at + 1;
            },
            '\n', '\t');
        if (lacksEnd())
            end(m_bytes.size());
        return widest;
    }

    struct Block
    {
        QString text; // without line ends
        std::array<qsizetype, blockLines + 1> ends{};
    };

    Block made64(qsizetype first) const
    {
        Block block;
        const qsizetype last = std::min(first + blockLines, count());
        block.text.reserve(m_table.begin(last) - m_table.begin(first));
        for (qsizetype number = first; number < last; ++number) {
            block.text += decoded(bytes(number), number == 0);
            block.ends[size_t(number - first) + 1] = block.text.size();
        }
        return block;
    }

    QByteArray m_bytes;
    LineTable m_table;
    mutable std::atomic<qsizetype> m_width{-1};
    mutable std::vector<std::atomic<const Block *>> m_blocks;
};

TextLines::TextLines(const QByteArray &text)
{
    const auto content = std::make_shared<const Content>(text);
    m_count = content->count();
    m_lacksEnd = content->lacksEnd();
    m_content = content;
}

QStringView TextLines::line(qsizetype number) const { return m_content->line(number); }

QByteArrayView TextLines::bytes(qsizetype number) const { return m_content->bytes(number); }

const LineTable &TextLines::table() const { return m_content->table(); }

qsizetype TextLines::width() const { return m_content->width(); }

bool TextLines::isWidthKnown() const { return m_content->isWidthKnown(); }

} // namespace lockstep
