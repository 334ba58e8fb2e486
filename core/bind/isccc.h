// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace lockstep {

// A key of the control channel, as rndc.key holds it.
struct ControlKey
{
    QString name;
    QString algorithm; // hmac-md5, hmac-sha1, hmac-sha224, hmac-sha256, hmac-sha384, hmac-sha512
    Secret secret;
    // Reads the first `key NAME { algorithm ...; secret "..."; };` of a text. Errors: bind.keyfile.
    static Result<ControlKey> parse(const QByteArray &text);
};

// One message of BIND's control protocol (isccc, version 1): nested tables of binary strings, signed with an HMAC over
// everything behind the signature. Shape learned from lib/isccc of BIND 9 and rndc's traffic.
struct IscccTable
{
    struct Item;
    QList<Item> items;
    const IscccTable *table(const QByteArray &name) const;
    QByteArray value(const QByteArray &name) const; // empty when absent
};
struct IscccTable::Item
{
    QByteArray name;
    std::variant<QByteArray, IscccTable> content;
};

// The whole frame with its length in front.
QByteArray encodeIsccc(const IscccTable &body, const ControlKey &key);
// `frame` without the length. The signature is verified before anything else is believed. Errors: bind.key, bind.malformed.
Result<IscccTable> decodeIsccc(const QByteArray &frame, const ControlKey &key);

} // namespace lockstep
