// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace lockstep {

// A text of which a part at a time is held, so that a file of any length can be read in little memory.
class TextWindow
{
public:
    virtual ~TextWindow() = default;
    virtual qsizetype length() const = 0;
    // Its bytes from there on: at least so many, or up to the end of the text; all that are at hand. Empty when they cannot be
    // had: whoever asks goes on as if the text ended there. They last until the next call.
    virtual QByteArrayView hold(qsizetype from, qsizetype least) = 0;
};

// One that holds all of it.
class WholeText : public TextWindow
{
public:
    explicit WholeText(QByteArrayView text) : m_text(text) {}
    qsizetype length() const override { return m_text.size(); }
    QByteArrayView hold(qsizetype from, qsizetype) override { return m_text.sliced(from); }

private:
    QByteArrayView m_text;
};

// Whether two texts have the same bytes.
bool isSameText(TextWindow &one, TextWindow &other);

} // namespace lockstep
