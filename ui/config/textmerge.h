// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace lockstep {

// Both edits of one text, line by line; nothing when they change the same lines, or lines that touch, in different ways.
std::optional<QByteArray> mergedText(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs);

} // namespace lockstep
