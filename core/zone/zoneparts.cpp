// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/zoneparts.h"

namespace lockstep {

ZoneParts::ZoneParts(const ZoneText &zone) : m_zone(zone) {}

ZoneText ZoneParts::text()
{
    ZoneText text{m_zone.path, m_zone.text};
    if (!m_zone.reader)
        return text;
    text.reader = [this](const QString &name) -> Result<QByteArray> {
        auto found = m_read.constFind(name);
        if (found == m_read.constEnd()) {
            m_order.append(name);
            found = m_read.insert(name, m_zone.reader(name));
        }
        return *found;
    };
    return text;
}

std::vector<ZoneParts::Part> ZoneParts::parts() const
{
    std::vector<Part> all{{m_zone.path, m_zone.text}};
    for (const QString &name : m_order) {
        const auto found = m_read.constFind(name);
        if (*found && name != m_zone.path)
            all.push_back({name, **found});
    }
    return all;
}

ChangedParts changedParts(const ZoneParts &before, const ZoneParts &after)
{
    const std::vector<ZoneParts::Part> left = before.parts();
    const std::vector<ZoneParts::Part> right = after.parts();
    QHash<QString, size_t> leftByName;
    for (size_t i = 1; i < left.size(); ++i)
        leftByName.insert(left[i].name, i);
    ChangedParts changed;
    std::vector<bool> met(left.size(), false);
    const auto add = [&changed](const ZoneParts::Part *from, const ZoneParts::Part *to) {
        if (from && to && from->text == to->text)
            return;
        const int index = int(changed.parts.size());
        ChangedPart part{from ? from->name : QString(), to ? to->name : QString(), from != nullptr, to != nullptr};
        if (from) {
            part.before = LineTable(from->text);
            changed.byNameBefore.insert(from->name, index);
        }
        if (to) {
            part.after = LineTable(to->text);
            changed.byNameAfter.insert(to->name, index);
        }
        part.hunks = lineDiff(from ? from->text : QByteArrayView(), to ? to->text : QByteArrayView());
        changed.parts.push_back(std::move(part));
    };
    add(&left[0], &right[0]);
    for (size_t i = 1; i < right.size(); ++i) {
        const auto same = leftByName.constFind(right[i].name);
        if (same != leftByName.constEnd())
            met[*same] = true;
        add(same == leftByName.constEnd() ? nullptr : &left[*same], &right[i]);
    }
    for (size_t i = 1; i < left.size(); ++i) {
        if (!met[i])
            add(&left[i], nullptr);
    }
    return changed;
}

} // namespace lockstep
