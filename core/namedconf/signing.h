// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"

namespace lockstep {

// How named signs a zone.
struct Signing
{
    QString policy;     // dnssec-policy that counts for it; "" and "none": none
    QString folder;     // key-directory, as it stands there
    bool rolls = false; // the policy gives a key of its zone an end, or is not known: named makes another one by itself then
    bool isSigned() const { return !policy.isEmpty() && policy != QLatin1String("none") && policy != QLatin1String("insecure"); }
};

// For many zones of one configuration, which must outlive it.
class SigningReader
{
public:
    explicit SigningReader(const Config &config) : m_config(config) {}
    Signing of(const ZoneDecl &zone);

private:
    QString value(const ZoneDecl &zone, const QList<ConfStatement> &own, const QByteArray &option);
    bool rolls(const QString &policy);

    const Config &m_config;
    QMap<std::pair<QString, QByteArray>, QString> m_around; // by view and option: what a zone without a statement of its own has
    QMap<QString, bool> m_rolls;                            // by policy
};

// The statements of a zone's own, those of what it includes among them.
QList<ConfStatement> ownStatements(const ZoneDecl &zone);

} // namespace lockstep
