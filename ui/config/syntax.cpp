// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/syntax.h"

#include "ui/look/theme.h"

#include <QFileInfo>

// A macro that declares a function: it has to stand outside of every namespace.
static void reachResources() { Q_INIT_RESOURCE(syntax); }

namespace lockstep {

using Style = Tones::Style;

KSyntaxHighlighting::Repository &syntaxRepository()
{
    static KSyntaxHighlighting::Repository *repository = [] {
        reachResources();
        auto *made = new KSyntaxHighlighting::Repository; // never deleted: definitions outlive whoever holds them
        made->addCustomSearchPath(QStringLiteral(":/lockstep"));
        return made;
    }();
    return *repository;
}

KSyntaxHighlighting::Definition definition(Syntax syntax)
{
    switch (syntax) {
    case Syntax::NamedConf:
        return syntaxRepository().definitionForName(QStringLiteral("BIND named.conf"));
    case Syntax::DnsZone:
        return syntaxRepository().definitionForName(QStringLiteral("DNS Zone"));
    case Syntax::Plain:
        break;
    }
    return {};
}

Syntax syntaxOf(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const auto ends = [&](const char *end) { return name.endsWith(QLatin1String(end), Qt::CaseInsensitive); };
    if (name.startsWith(QLatin1String("named.conf")) || name.startsWith(QLatin1String("named.")) || ends(".conf") || ends(".key") || ends(".keys") ||
        ends(".options"))
        return Syntax::NamedConf;
    if (ends(".db") || ends(".zone") || ends(".signed") || ends(".hints") || name.startsWith(QLatin1String("db.")))
        return Syntax::DnsZone;
    return Syntax::Plain;
}

Tones::Tones(const QPalette &palette)
{
    const auto set = [&](Style style, const QColor &ink, QFont::Weight weight = QFont::Normal) {
        QTextCharFormat &format = m_formats[size_t(style)];
        format.setForeground(ink);
        if (weight != QFont::Normal)
            format.setFontWeight(weight);
    };
    const QColor text = palette.color(QPalette::Text);
    const QColor blue = inkOf(Tone::Accent, palette);
    const QColor quiet = inkOf(Tone::Muted, palette);
    const QColor green = inkOf(Tone::Ok, palette);
    const QColor violet = inkOf(Tone::Changed, palette);
    const QColor teal = inkOf(Tone::Moved, palette);
    const QColor amber = inkOf(Tone::Attention, palette);
    const QColor brown = inkOf(Tone::Removed, palette);
    const QColor red = inkOf(Tone::Danger, palette);
    set(Style::Normal, text);
    set(Style::Others, text);
    set(Style::Keyword, blue, QFont::Bold);  // statements; record types
    set(Style::Function, blue);              // options
    set(Style::DataType, text, QFont::Bold); // owners
    set(Style::Attribute, teal);
    set(Style::BaseN, teal); // addresses
    set(Style::Constant, violet);
    set(Style::String, green);
    set(Style::VerbatimString, green);
    set(Style::SpecialString, green);
    set(Style::Char, green);
    set(Style::SpecialChar, amber);
    set(Style::Variable, amber);
    set(Style::Preprocessor, amber, QFont::Bold);
    set(Style::Import, amber);
    set(Style::Extension, amber);
    set(Style::DecVal, brown);
    for (const Style style : {Style::Float, Style::BuiltIn, Style::Operator, Style::Comment, Style::Documentation, Style::Annotation,
                              Style::CommentVar, Style::RegionMarker, Style::Information})
        set(style, quiet);
    set(Style::ControlFlow, red, QFont::Bold);
    for (const Style style : {Style::Warning, Style::Alert}) {
        set(style, amber);
        m_formats[size_t(style)].setUnderlineStyle(QTextCharFormat::DotLine);
        m_formats[size_t(style)].setUnderlineColor(amber);
    }
    set(Style::Error, red);
    m_formats[size_t(Style::Error)].setUnderlineStyle(QTextCharFormat::SingleUnderline);
    m_formats[size_t(Style::Error)].setUnderlineColor(red);
}

} // namespace lockstep
