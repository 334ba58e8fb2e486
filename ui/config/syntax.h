// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QPalette>
#include <QTextCharFormat>

#include <array>

namespace lockstep {

enum class Syntax { Plain, NamedConf, DnsZone };

// One repository for all who highlight, with the definitions of resources/syntax; for the thread of the window alone.
KSyntaxHighlighting::Repository &syntaxRepository();
// Not valid for Plain.
KSyntaxHighlighting::Definition definition(Syntax syntax);
// What a file holds, told by its name: named.conf, *.conf and *.key against *.db, *.zone and db.*.
Syntax syntaxOf(const QString &path);

// How each style of highlighted text is painted on the base of a palette and on the grounds of a diff: at least 4.5:1.
class Tones
{
public:
    using Style = KSyntaxHighlighting::Theme::TextStyle;
    explicit Tones(const QPalette &palette);
    const QTextCharFormat &format(Style style) const { return m_formats[size_t(style)]; }

private:
    std::array<QTextCharFormat, size_t(Style::Others) + 1> m_formats;
};

} // namespace lockstep
