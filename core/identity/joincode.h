// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/secret.h"

namespace lockstep {

// What an administrator carries from one program to the other by hand: the pin of the side that printed it and a one-time
// secret. Printed in groups of five base32 letters with check letters at the end, so that typing errors are told.
struct JoinCode
{
    Digest pin;
    Secret secret; // 16 bytes
    bool operator==(const JoinCode &other) const { return pin == other.pin && secret.sameAs(other.secret); }

    QString text() const;
    // Spaces, dashes and case do not matter. Errors: identity.code.
    static Result<JoinCode> parse(const QString &text);
};

// The secrets that a program has given out: each works once, for ten minutes. Only hashes are kept.
struct JoinSecrets
{
    struct Row
    {
        Digest hash;
        qint64 until = 0; // ms UTC
        template <class V> void fields(V &v)
        {
            v("hash", hash);
            v("until", until);
        }
    };
    QList<Row> rows;
    static constexpr qint64 lifetime = 10 * 60 * 1000;

    // A new secret of 16 bytes, valid until now + lifetime.
    Secret issue(qint64 now);
    // Uses the secret up. Errors: identity.secret (unknown, used or expired: the peer is not told which).
    Result<void> redeem(const Secret &secret, qint64 now);
    template <class V> void fields(V &v) { v("rows", rows); }
};

} // namespace lockstep
