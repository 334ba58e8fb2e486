// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about zones and views that come, go and change.
#include "core/review/conflook.h"

#include "core/review/riskrule.h"
#include "core/review/rowdata.h"

#include <QSet>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Kind = ConfChange::Kind;
using Level = ConfScope::Level;

QString viewText(const QString &view) { return QStringLiteral("view \"%1\"").arg(view); }

QString typeOf(QByteArray type)
{
    type = type.toLower();
    return type == "master" ? QStringLiteral("primary") : type == "slave" ? QStringLiteral("secondary") : QString::fromUtf8(type);
}

// A view takes along the zones in it, but for those that stand in another one now.
void zoneRemoved(const ConfLook &look, RiskTeller &tell)
{
    QSet<std::pair<QString, QString>> moved;
    for (const ConfChange &change : look.changes()) {
        if (change.otherView)
            moved.insert({change.viewBefore, change.name});
    }
    for (const ConfChange &change : look.changes()) {
        if (change.kind != Kind::Removed)
            continue;
        const ConfScope scope = ConfLook::scopeOf(change);
        if (change.keyword == "zone") {
            tell.tell(ConfLook::note(change), {change.name, scope.view}, scope.view.isEmpty() ? nullptr : "view");
        } else if (change.keyword == "view" && change.path.isEmpty()) {
            for (const ConfBlocks::Zone &zone : look.before().zones()) {
                if (zone.scope.view != change.name || moved.contains({zone.scope.view, zone.scope.zone}))
                    continue;
                RiskNote note = ConfLook::note(change);
                note.zone = zone.scope.zone;
                tell.tell(note, {zone.scope.zone, change.name}, "view");
            }
        }
    }
}

void viewRemoved(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        if (change.kind == Kind::Removed && change.keyword == "view" && change.path.isEmpty())
            tell.tell(ConfLook::note(change), {change.name});
    }
}

void viewNew(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        if (change.kind == Kind::Added && change.keyword == "view" && change.path.isEmpty())
            tell.tell(ConfLook::note(change), {change.name});
    }
}

void viewOrder(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        if (change.kind == Kind::Moved && change.keyword == "view")
            tell.tell(ConfLook::note(change), {change.name, QString::number(change.placeBefore), QString::number(change.placeAfter)});
    }
}

void zoneNew(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        if (change.kind == Kind::Added && change.keyword == "zone")
            tell.tell(ConfLook::note(change), {change.name});
    }
}

void zoneInOtherView(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        if (change.otherView) {
            const char *which = change.viewBefore.isEmpty() ? "into" : change.viewAfter.isEmpty() ? "out" : nullptr;
            tell.tell(ConfLook::note(change), {change.name, viewText(change.viewBefore), viewText(change.viewAfter)}, which);
        }
    }
}

// Its type, or that it is another view's (in-view).
void zoneType(const ConfLook &look, RiskTeller &tell, bool wasPrimary)
{
    for (const ConfChange &change : look.changes()) {
        const ConfScope scope = ConfLook::scopeOf(change);
        if (scope.level != Level::Zone || change.keyword != "type" || change.kind == Kind::Moved)
            continue;
        const QString before = typeOf(change.before);
        const QString after = typeOf(change.after);
        if ((before == QLatin1String("primary")) == wasPrimary)
            tell.tell(ConfLook::note(change), {scope.zone, before, after}, before.isEmpty() ? "added" : after.isEmpty() ? "removed" : nullptr);
    }
}
void noPrimary(const ConfLook &look, RiskTeller &tell) { zoneType(look, tell, true); }
void otherType(const ConfLook &look, RiskTeller &tell) { zoneType(look, tell, false); }

void zoneFile(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        const ConfScope scope = ConfLook::scopeOf(change);
        if (scope.level == Level::Zone && change.keyword == "file" && change.kind != Kind::Moved)
            tell.tell(ConfLook::note(change), {scope.zone, shownValue(change.before), shownValue(change.after)},
                      change.before.isEmpty()  ? "added"
                      : change.after.isEmpty() ? "removed"
                                               : nullptr);
    }
}

constexpr RiskRule rules[] = {
    {"zone-removed", Rank::Danger, nullptr, zoneRemoved},
    {"view-removed", Rank::Danger, nullptr, viewRemoved},
    {"zone-not-primary", Rank::Danger, nullptr, noPrimary},
    {"zone-type", Rank::Attention, nullptr, otherType},
    {"zone-view", Rank::Attention, nullptr, zoneInOtherView},
    {"zone-file", Rank::Attention, nullptr, zoneFile},
    {"view-order", Rank::Attention, nullptr, viewOrder},
    {"view-new", Rank::Attention, nullptr, viewNew},
    {"zone-new", Rank::Notice, nullptr, zoneNew},
};

} // namespace

std::span<const RiskRule> zoneStatementRules() { return rules; }

} // namespace lockstep
