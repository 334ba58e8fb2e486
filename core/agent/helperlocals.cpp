// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/helper.h"
#include "core/snapshot/scan.h"

namespace lockstep {

namespace {
const QString controlKey = QStringLiteral("rndc.key");
}

// What lies in the folder of this server alone, by name; no copies that editors and packages leave. A file that cannot be read now
// is taken for what it was.
QMap<QString, Digest> Helper::localFiles()
{
    static const Exclusions copies(
        {QStringLiteral("*.dpkg-*"), QStringLiteral("*.ucf-*"), QStringLiteral("*~"), QStringLiteral(".*.sw?"), QStringLiteral("#*#")});
    QMap<QString, Digest> found;
    const QMap<QString, Digest> noted = m_state.locals.value_or(QMap<QString, Digest>());
    const Result<QStringList> names = m_files.list(m_places.local);
    if (!names && names.error().code != QLatin1String("file.missing"))
        return noted;
    for (const QString &name : names.value_or(QStringList())) {
        const Result<QByteArray> bytes = copies.has(name) ? fail(QStringLiteral("file.missing")) : m_files.read(m_places.local + u'/' + name);
        if (bytes)
            found.insert(name, Digest::of(*bytes));
        else if (noted.contains(name) && bytes.error().code != QLatin1String("file.missing"))
            found.insert(name, noted.value(name));
    }
    return found;
}

// The paths of those that came, went or were edited since something was decided for this server. Not the control key: whether
// named has it shows whenever it is told something.
QStringList Helper::changedLocals(const QMap<QString, Digest> &now) const
{
    if (!m_state.locals || *m_state.locals == now)
        return {};
    QStringList changed;
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        if (it.key() != controlKey && m_state.locals->value(it.key()) != it.value())
            changed.append(m_places.local + u'/' + it.key());
    }
    for (auto it = m_state.locals->cbegin(); it != m_state.locals->cend(); ++it) {
        if (it.key() != controlKey && !now.contains(it.key()))
            changed.append(m_places.local + u'/' + it.key());
    }
    changed.sort();
    return changed;
}

} // namespace lockstep
