// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namedconf/config.h"
#include "core/namedconf/confsecrets.h"

namespace lockstep {

// A level of the configuration that could say what an option is (BIND manual: a zone's statement counts before its view's, that
// before the one of options, that before BIND's own value).
struct EffectiveLevel
{
    enum class Kind { Zone, View, Options, Policy, Default };
    Kind kind = Kind::Default;
    QString name;             // of the zone, the view, the policy
    QByteArray option;        // the statement that was taken; another than asked when BIND lets one stand for the other
    QList<QByteArray> values; // what stands behind the keyword, white space and comments folded; several for statements that repeat
    QList<Origin> origins;    // of each statement; none for BIND's own value
    bool operator==(const EffectiveLevel &) const = default;
};

// What counts for a zone. Without a level nothing says it, and BIND has no value that `named -C` prints.
struct Effective
{
    QString zone;
    QString view;                 // "" when there are no views
    QString type;                 // of the zone
    QByteArray option;            // as asked, in lower case; its own spelling for one of several ("primaries" for masters)
    QList<EffectiveLevel> levels; // those that say something, the one that counts first
};

// Errors: namedconf.nozone, namedconf.whichview, namedconf.unknown (.near), namedconf.notforzone.
Result<Effective> effective(const Config &config, const QString &zone, const std::optional<QString> &view, const QByteArray &option);

// What `named -C` of BIND 9.20 prints for an option; several for check-names; empty when it prints none.
QList<QByteArray> bindDefaults(const QByteArray &option);

// What stands in the place of a secret.
using SecretMark = std::function<QByteArray(const QByteArray &secret)>;

// The text behind a statement's keyword, with single blanks and without comments; secrets never, "<secret>" when `mark` is not
// given. `scope` is that of the block around.
QByteArray valueText(const ConfFile &file, const ConfStatement &statement, const SecretMark &mark = {}, SecretScope scope = SecretScope::Plain);

} // namespace lockstep
