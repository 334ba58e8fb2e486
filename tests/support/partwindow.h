// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/textwindow.h"

#include <QByteArray>

#include <algorithm>

namespace lockstep {

// A text of which hardly more is at hand than was asked for; what was given before is overwritten.
class PartWindow : public TextWindow
{
public:
    PartWindow(QByteArrayView text, qsizetype most) : m_text(text), m_most(most) {}
    qsizetype length() const override { return m_text.size(); }
    QByteArrayView hold(qsizetype from, qsizetype least) override
    {
        m_part.fill('?');
        m_part = m_text.sliced(from, std::min(std::max(least, m_most), m_text.size() - from)).toByteArray();
        return m_part;
    }

private:
    QByteArrayView m_text;
    qsizetype m_most;
    QByteArray m_part;
};

} // namespace lockstep
