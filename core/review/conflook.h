// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/confblocks.h"
#include "core/review/listreach.h"
#include "core/review/risks.h"

namespace lockstep {

// A list of clients that lets in others than before, and the change that did it.
struct AccessChange
{
    enum class Group { Query, Recursion, Transfer, Update, Notify, Blackhole, Clients, Control };
    const ConfChange *change = nullptr;
    Group group = Group::Query;
    QString option; // allow-query
    QString where;  // zone "example.net"; "options"
    ListReach reach;
    bool absent = false; // nothing says it afterwards
    qsizetype zones = 0; // for which it counts beside its own
    QStringList uses;    // of an acl: who uses it in this group
};

// What the rules ask about two configurations.
class ConfLook
{
public:
    ConfLook(const ConfDifference &difference, const Config &before, const Config &after);
    const QList<ConfChange> &changes() const { return m_difference.changes; }
    const ConfDifference &difference() const { return m_difference; }
    const ConfBlocks &before() const { return m_before; }
    const ConfBlocks &after() const { return m_after; }
    const QList<AccessChange> &access() const; // made when it is asked for first

    static ConfScope scopeOf(const ConfChange &change); // of what a statement stands in
    static ConfScope inside(const ConfChange &change);  // of a zone's or view's own block
    static RiskNote note(const ConfChange &change);

private:
    const ConfDifference &m_difference;
    ConfBlocks m_before;
    ConfBlocks m_after;
    mutable std::optional<QList<AccessChange>> m_access;
};

// `look.access()`.
QList<AccessChange> accessChanges(const ConfLook &look);

// A value of the configuration in a sentence, not longer than it takes to know it again.
QString shownValue(const QByteArray &value);

} // namespace lockstep
