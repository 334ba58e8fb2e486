// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/datachange.h"

#include "core/zone/datafields.h"
#include "core/zone/rdatareader.h"
#include "core/zone/rrtypes.h"
#include "core/zone/wire.h"

#include <algorithm>

namespace lockstep {

namespace {

using Form = DataChange::Form;

constexpr qsizetype ipv6Digits = 32;

QByteArray octetsOf(const QByteArray &text)
{
    const std::optional<quint32> address = ipv4FromText(text);
    if (!address)
        return {};
    const char octets[] = {char(*address >> 24), char(*address >> 16), char(*address >> 8), char(*address)};
    return QByteArray(octets, sizeof octets);
}

// Hexadecimal digits, each a byte from 0 to 15.
QByteArray digitsOf(const QByteArray &text)
{
    char octets[16];
    if (!ipv6FromText(text, octets))
        return {};
    QByteArray digits;
    for (const char octet : octets) {
        digits += char(uchar(octet) >> 4);
        digits += char(uchar(octet) & 15);
    }
    return digits;
}

DataChange ofAddresses(Form form, const QByteArray &before, const QByteArray &after)
{
    qsizetype changed = before.size();
    while (changed > 0 && before[changed - 1] == after[changed - 1])
        --changed;
    return {form, {}, before.first(changed), after.first(changed), after.sliced(changed)};
}

// Bytes of the labels that two names both begin with.
qsizetype sameLabels(const QByteArray &a, const QByteArray &b)
{
    const qsizetype end = std::min(a.size(), b.size());
    qsizetype same = 0;
    for (qsizetype i = 0; i < end && a[i] == b[i]; ++i) {
        if (a[i] == '.')
            same = i + 1;
        else if (a[i] == '\\' && (++i == end || a[i] != b[i])) // a dot behind it ends no label
            break;
    }
    return same;
}

// The root has no labels.
QByteArray labelsOf(const QByteArray &name) { return name == "." ? QByteArray() : name; }

DataChange ofNames(const QByteArray &before, const QByteArray &after)
{
    const qsizetype same = sameLabels(before, after);
    return {Form::Labels, {}, before.sliced(same), after.sliced(same), after.first(same)};
}

bool isLabelStart(const QByteArray &name, qsizetype at)
{
    if (at == 0 || at == name.size())
        return true;
    if (name[at - 1] != '.')
        return false;
    qsizetype first = at - 1;
    while (first > 0 && name[first - 1] == '\\')
        --first;
    return (at - 1 - first) % 2 == 0;
}

qsizetype sameBytes(QByteArrayView a, QByteArrayView b) { return std::ranges::mismatch(a, b).in1 - a.begin(); }

// The labels that both names end with.
QByteArray sameEnd(const QByteArray &a, const QByteArray &b)
{
    qsizetype size = 0;
    qsizetype best = 0;
    while (size < std::min(a.size(), b.size()) && a[a.size() - 1 - size] == b[b.size() - 1 - size]) {
        ++size;
        if (isLabelStart(a, a.size() - size) && isLabelStart(b, b.size() - size))
            best = size;
    }
    return a.last(best);
}

// By the letter of the field (core/zone/rrtypes.h).
DataChange ofField(char letter, const QByteArray &before, const QByteArray &after)
{
    if (letter == '4' || letter == '6') {
        const QByteArray left = letter == '4' ? octetsOf(before) : digitsOf(before);
        const QByteArray right = letter == '4' ? octetsOf(after) : digitsOf(after);
        if (!left.isEmpty() && !right.isEmpty())
            return ofAddresses(letter == '4' ? Form::Octets : Form::Digits, left, right);
    } else if ((letter == 'N' || letter == 'n') && before.endsWith('.') && after.endsWith('.')) {
        return ofNames(labelsOf(before), labelsOf(after));
    }
    return {Form::Exact, {}, before, after, {}};
}

QString ipv4Text(const QByteArray &prefix)
{
    static constexpr const char *others[] = {"x", "y", "z"};
    QStringList words;
    for (const char octet : prefix)
        words.append(QString::number(uchar(octet)));
    for (qsizetype i = prefix.size(); i < 4; ++i)
        words.append(QLatin1String(others[i - prefix.size()]));
    return words.join(u'.');
}

QString ipv6Text(const QByteArray &prefix)
{
    QByteArray octets(16, '\0');
    for (qsizetype i = 0; i < prefix.size(); ++i)
        octets[i / 2] = char(uchar(octets[i / 2]) | (i % 2 == 0 ? uchar(prefix[i]) << 4 : uchar(prefix[i])));
    const QString text = QString::fromLatin1(rdataToText(rrtype::aaaa, octets));
    return prefix.size() == ipv6Digits ? text : text + u'/' + QString::number(prefix.size() * 4);
}

} // namespace

QByteArray DataChange::key() const { return char('0' + int(form)) + field + ' ' + QByteArray::number(before.size()) + ' ' + before + after; }

DataChange dataChange(int type, const QByteArray &before, const QByteArray &after)
{
    const RrType *known = rrType(type);
    const QByteArrayView letters = known && known->fields ? QByteArrayView(known->fields) : QByteArrayView();
    if (letters == "4" || letters == "6" || letters == "N") // as most are
        return ofField(letters.front(), before, after);
    const QList<DataField> left = dataFields(type, before);
    const QList<DataField> right = dataFields(type, after);
    const auto in = [](const QByteArray &text, const DataField &field) { return text.sliced(field.span.begin, field.span.end - field.span.begin); };
    qsizetype changed = -1;
    int count = left.size() == right.size() ? 0 : 2;
    for (qsizetype i = 0; i < left.size() && count < 2; ++i) {
        if (left[i].name != right[i].name) {
            count = 2;
        } else if (in(before, left[i]) != in(after, right[i])) {
            changed = i;
            ++count;
        }
    }
    if (count != 1 || left.size() == 1)
        return {Form::Exact, {}, before, after, {}};
    DataChange found = ofField(changed < letters.size() ? letters[changed] : '\0', in(before, left[changed]), in(after, right[changed]));
    found.field = left[changed].name;
    return found;
}

void CommonChange::add(const DataChange &other)
{
    QByteArray &kept = m_change.kept;
    if (kept == other.kept)
        return;
    m_whole = false;
    if (m_change.form == Form::Labels)
        kept = sameEnd(kept, other.kept);
    else
        kept.truncate(sameBytes(kept, other.kept));
}

QString CommonChange::shown(const QByteArray &side, const QByteArray &other) const
{
    QString text;
    switch (m_change.form) {
    case Form::Exact:
        text = shortened(side, other);
        break;
    case Form::Octets:
        text = ipv4Text(side + m_change.kept);
        break;
    case Form::Digits:
        text = ipv6Text(side + m_change.kept);
        break;
    case Form::Labels:
        text = QString::fromUtf8(m_change.kept + side);
        if (!m_whole || text.isEmpty())
            text.prepend(m_whole ? QStringLiteral(".") : QStringLiteral("\u2026."));
        break;
    }
    return m_change.field.isEmpty() ? text : QString::fromLatin1(m_change.field) + u' ' + text;
}

QString shortened(const QByteArray &text, const QByteArray &other)
{
    constexpr qsizetype longest = 120;
    constexpr qsizetype front = 40; // that is shown of what is the same
    if (text.size() <= longest)
        return QString::fromUtf8(text);
    const qsizetype begin = std::clamp<qsizetype>(sameBytes(text, other) - front, 0, text.size() - longest);
    return (begin > 0 ? QStringLiteral("\u2026") : QString()) + QString::fromUtf8(text.sliced(begin, longest)) +
           (begin + longest < text.size() ? QStringLiteral("\u2026") : QString());
}

} // namespace lockstep
