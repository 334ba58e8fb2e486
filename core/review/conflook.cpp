// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/conflook.h"

namespace lockstep {

namespace {

using Level = ConfScope::Level;

// The name in a title, such as view "external"; nothing of another keyword's.
std::optional<QString> nameIn(const QString &title, QLatin1String keyword)
{
    if (title == keyword)
        return QString();
    const QString front = keyword + QStringLiteral(" \"");
    return title.startsWith(front) && title.endsWith(u'"') ? std::optional(title.sliced(front.size(), title.size() - front.size() - 1))
                                                           : std::nullopt;
}

} // namespace

ConfLook::ConfLook(const ConfDifference &difference, const Config &before, const Config &after)
    : m_difference(difference), m_before(before), m_after(after)
{
}

const QList<AccessChange> &ConfLook::access() const
{
    if (!m_access)
        m_access = accessChanges(*this);
    return *m_access;
}

ConfScope ConfLook::scopeOf(const ConfChange &change)
{
    ConfScope scope;
    for (const QString &title : change.path) {
        scope.level = Level::Other;
        if (title == QLatin1String("options")) {
            scope.level = Level::Options;
        } else if (const std::optional<QString> view = nameIn(title, QLatin1String("view"))) {
            scope.level = Level::View;
            scope.view = *view;
        } else if (const std::optional<QString> zone = nameIn(title, QLatin1String("zone"))) {
            scope.level = Level::Zone;
            scope.zone = *zone;
        }
    }
    return scope;
}

ConfScope ConfLook::inside(const ConfChange &change)
{
    ConfScope scope = scopeOf(change);
    if (change.keyword == "view") {
        scope.level = Level::View;
        scope.view = change.name;
    } else if (change.keyword == "zone") {
        scope.level = Level::Zone;
        scope.zone = change.name;
    }
    return scope;
}

RiskNote ConfLook::note(const ConfChange &change)
{
    const ConfScope scope = inside(change);
    RiskNote note;
    note.zone = scope.zone;
    note.view = scope.view;
    note.name = change.path.join(QLatin1String(", "));
    note.what = change.title();
    note.before = change.originBefore;
    note.after = change.originAfter;
    return note;
}

QString shownValue(const QByteArray &value)
{
    constexpr qsizetype longest = 100;
    const QString text = QString::fromUtf8(value);
    return text.size() > longest ? text.first(longest) + QStringLiteral("…") : text;
}

} // namespace lockstep
