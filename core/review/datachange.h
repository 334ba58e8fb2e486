// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lockstep {

// What became of a record's data, without the part of it that stayed: an address that went from one prefix to another keeps its
// other octets (A) or digits (AAAA), a name in the data keeps the labels in front of another suffix. Rows whose data went the
// same way have the same key(), and a row has one way alone: what is kept is always all that can be.
struct DataChange
{
    enum class Form : quint8 { Exact, Octets, Digits, Labels };
    Form form = Form::Exact;
    QByteArray field; // of data with several fields: the one that changed, "" when several did
    QByteArray before;
    QByteArray after;
    QByteArray kept;
    QByteArray key() const;
};

// `before` and `after` as rdataToText() writes them; they are not the same.
DataChange dataChange(int type, const QByteArray &before, const QByteArray &after);

// The way that several changes with the same key have in common, as narrow as they allow: all in 10.1.7.x when they are.
class CommonChange
{
public:
    explicit CommonChange(const DataChange &first) : m_change(first) {}
    void add(const DataChange &other);
    // "10.1.x.y", "2001:db8:1::/48", "….example.net." for names below it; one address, name or value in full, or what of it
    // is around the difference when it is long; behind the name of the field.
    QString before() const { return shown(m_change.before, m_change.after); }
    QString after() const { return shown(m_change.after, m_change.before); }

private:
    QString shown(const QByteArray &side, const QByteArray &other) const;

    DataChange m_change; // `kept`: what of it all have in common, beside what changed
    bool m_whole = true; // all keep the same
};

// A value of a sentence: long ones are cut to what stands around the first place where they differ.
QString shortened(const QByteArray &text, const QByteArray &other = {});

} // namespace lockstep
