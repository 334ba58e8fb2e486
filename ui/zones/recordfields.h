// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace lockstep {

// One input of the form in which a person edits a record's data.
struct RecordField
{
    QString name; // for people and assistive programs
    QString hint; // shown while it is empty
    int letters;  // its width; 0 takes what is left
};

// The form of a type: one field for the whole data where there is none of its own.
QList<RecordField> fieldsOf(int type);
// Data as the fields show them, text without its quotation marks; nothing when they do not fit the type's form, and one line
// is to be edited.
std::optional<QStringList> fieldValues(int type, const QByteArray &data);
// And back. Text that begins with a quotation mark is taken as it is; other text is quoted, in pieces of 255 bytes.
QByteArray dataOf(int type, const QStringList &values);

// What is wrong with one field, before the record as a whole is looked at.
struct FieldFault
{
    int field = 0;
    QString sentence;
};
std::optional<FieldFault> faultOf(int type, const QStringList &values);

QStringList commonTypes(); // those that people add, the most usual first, then the others

} // namespace lockstep
