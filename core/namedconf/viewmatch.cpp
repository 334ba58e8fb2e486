// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/config.h"

namespace lockstep {

namespace {

constexpr int deepestList = 16;
enum class Match { Yes, Negated, No, Unknown };

std::optional<quint32> parseAddress(const QString &text)
{
    const QStringList parts = text.split(u'.');
    quint32 value = 0;
    for (int i = 0; i < 4; ++i) {
        bool good = true;
        const uint part = i < parts.size() ? parts[i].toUInt(&good) : 0;
        if (!good || part > 255 || parts.size() > 4)
            return {};
        value = value << 8 | part;
    }
    return value;
}

// An address match list: the first element that fits decides (BIND manual, "Address Match Lists"). What a list inside denies
// is no match of the list around it, negated or not, so that no double negation allows anything.
Match matches(const Config &config, const QList<ConfStatement> &list, quint32 address, int depth)
{
    if (depth > deepestList)
        return Match::Unknown;
    for (const ConfStatement &element : list) {
        QString word = QString::fromUtf8(element.word(0));
        bool negated = word.startsWith(u'!');
        if (negated)
            word = word.size() > 1 ? word.mid(1) : QString::fromUtf8(element.word(1));
        word = word.toLower();
        Match one = Match::Unknown;
        const QString bare = word.section(u'/', 0, 0);
        if (element.hasBlock) {
            one = matches(config, element.block, address, depth + 1);
        } else if (word == QLatin1String("any")) {
            one = Match::Yes;
        } else if (word == QLatin1String("none")) { // "!any"
            one = Match::Yes;
            negated = !negated;
        } else if (word == QLatin1String("localhost")) { // every interface's address; only one of them is known here
            one = address == 0x7F000001 ? Match::Yes : Match::Unknown;
        } else if (word == QLatin1String("localnets")) {
            one = address >> 24 == 127 ? Match::Yes : Match::Unknown;
        } else if (word == QLatin1String("key")) {
            one = Match::No; // we sign nothing
        } else if (config.acls.contains(word)) {
            one = matches(config, config.acls.value(word), address, depth + 1);
        } else if (word.contains(u':')) {
            one = Match::No; // IPv6
        } else if (const auto network = parseAddress(bare)) {
            const int bits = word.contains(u'/') ? word.section(u'/', 1).toInt() : 32;
            const quint32 mask = bits <= 0 ? 0 : 0xFFFFFFFFU << (32 - std::min(bits, 32));
            one = (address & mask) == (*network & mask) ? Match::Yes : Match::No;
        }
        if (one == Match::Unknown)
            return Match::Unknown;
        if (one == Match::Yes)
            return negated ? Match::Negated : Match::Yes;
    }
    return Match::No;
}

} // namespace

std::optional<QString> viewFor(const Config &config, const QString &address)
{
    if (config.views.isEmpty())
        return QString();
    const auto value = parseAddress(address);
    if (!value || config.destinationsMatter)
        return {};
    for (const QString &view : config.views) {
        if (config.otherClasses.contains(view))
            continue;
        const Match match = config.viewClients.contains(view) ? matches(config, config.viewClients.value(view), *value, 0) : Match::Yes;
        if (match == Match::Unknown)
            return {};
        if (match == Match::Yes)
            return view;
    }
    return {};
}

} // namespace lockstep
