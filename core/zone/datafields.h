// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace lockstep {

// Bytes [begin, end) of a text; empty for what is not there, and then where it would stand.
struct TextSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isEmpty() const { return begin == end; }
    bool operator==(const TextSpan &) const = default;
};

// A field of record data, and where it stands in them as rdataToText() writes them.
struct DataField
{
    // As the type's RFC calls it, in lower case: "preference", "key-tag"; of a parameter of SVCB its key: "alpn".
    QByteArray name;
    TextSpan span;
    bool operator==(const DataField &) const = default;
};

// Of data as rdataToText() writes them. Each character string of a TXT and each prefix of an APL is a field; a bitmap of types
// is one, and so are all data of a type without names or of data in hexadecimal ("data").
QList<DataField> dataFields(int type, QByteArrayView shown);
// Where the names come from: "RFC 1035 3.3.9"; nullptr for a type whose data are one field.
const char *fieldsSource(int type);

// A field that is not the same on both sides.
struct FieldMark
{
    QByteArray name;
    TextSpan before;
    TextSpan after;
    bool operator==(const FieldMark &) const = default;
};
// In the order of the text; none for equal data. Strings and prefixes that came or went move the others along, parameters
// belong together by their key.
QList<FieldMark> fieldMarks(int type, QByteArrayView before, QByteArrayView after);

} // namespace lockstep
