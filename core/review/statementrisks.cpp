// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about keys, signing, where answers come from, and the rest of a configuration.
#include "core/review/conflook.h"

#include "core/namedconf/values.h"
#include "core/review/riskrule.h"
#include "core/review/rowdata.h"
#include "core/review/rowparts.h"

#include <QMap>
#include <QSet>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Kind = ConfChange::Kind;
using Level = ConfScope::Level;

QString whereOf(const ConfChange &change) { return change.path.isEmpty() ? change.title() : change.path.join(QLatin1String(", ")); }

const char *sideOf(const ConfChange &change) { return change.kind == Kind::Added ? "added" : change.kind == Kind::Removed ? "removed" : nullptr; }

// A statement in options, a view or a zone, with what it was and what it is.
void tellStatement(RiskTeller &tell, const ConfChange &change)
{
    if (change.kind != Kind::Moved)
        tell.tell(ConfLook::note(change), {whereOf(change), shownValue(change.before), shownValue(change.after)}, sideOf(change));
}

template <class Fits> void eachOption(const ConfLook &look, Fits fits)
{
    for (const ConfChange &change : look.changes()) {
        if (const ConfScope scope = ConfLook::scopeOf(change); scope.takesOptions())
            fits(change, scope);
    }
}

void tellAll(const ConfLook &look, RiskTeller &tell, const QByteArray &keyword)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &) {
        if (change.keyword == keyword)
            tellStatement(tell, change);
    });
}
void alsoNotify(const ConfLook &look, RiskTeller &tell) { tellAll(look, tell, "also-notify"); }
void forwarders(const ConfLook &look, RiskTeller &tell) { tellAll(look, tell, "forwarders"); }
void responsePolicy(const ConfLook &look, RiskTeller &tell) { tellAll(look, tell, "response-policy"); }
void catalogZones(const ConfLook &look, RiskTeller &tell) { tellAll(look, tell, "catalog-zones"); }

void listenOn(const ConfLook &look, RiskTeller &tell)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &) {
        if (change.keyword == "listen-on" || change.keyword == "listen-on-v6")
            tellStatement(tell, change);
    });
}

// Of a zone, and lists of them that zones name.
void primaries(const ConfLook &look, RiskTeller &tell)
{
    for (const ConfChange &change : look.changes()) {
        if (change.keyword == "primaries" && (change.path.isEmpty() ? change.kind == Kind::Changed : ConfLook::scopeOf(change).takesOptions()))
            tellStatement(tell, change);
    }
}

// What stands in a block of this kind, or the block itself when it goes: who uses it has another one, or none.
void blockOf(const ConfLook &look, RiskTeller &tell, const QString &keyword)
{
    const QString front = keyword + QStringLiteral(" \"");
    for (const ConfChange &change : look.changes()) {
        const bool inner = !change.path.isEmpty() && change.path.last().startsWith(front);
        const bool gone = change.keyword == keyword.toUtf8() && change.kind == Kind::Removed &&
                          (change.path.isEmpty() || ConfLook::scopeOf(change).level == Level::View);
        if (inner && change.kind != Kind::Moved)
            tell.tell(ConfLook::note(change), {change.path.last(), change.title()});
        else if (gone)
            tell.tell(ConfLook::note(change), {change.title()}, "removed");
    }
}
void keys(const ConfLook &look, RiskTeller &tell) { blockOf(look, tell, QStringLiteral("key")); }
void certificates(const ConfLook &look, RiskTeller &tell) { blockOf(look, tell, QStringLiteral("tls")); }

QByteArray policyOf(const ConfBlocks &blocks, const ConfScope &scope)
{
    const QByteArray value = blocks.value(scope, "dnssec-policy");
    return value.isEmpty() ? QByteArray("none") : value;
}

// A zone that was signed is not any more, and nothing tells the parent zone (RFC 4035 5.2: what has a DS must be signed).
void policyLost(const ConfLook &look, RiskTeller &tell)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &scope) {
        if (change.keyword != "dnssec-policy")
            return;
        const QByteArray was = policyOf(look.before(), scope);
        const qsizetype zones = look.after().zonesUnder(scope, "dnssec-policy");
        if (was == "none" || was == "insecure" || policyOf(look.after(), scope) != "none" || (scope.level != Level::Zone && zones == 0))
            return;
        tell.tell(ConfLook::note(change), {whereOf(change), QString::fromUtf8(was), QString::number(zones)},
                  scope.level == Level::Zone ? nullptr : "zones");
    });
}

void policyChanged(const ConfLook &look, RiskTeller &tell)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &scope) {
        if (change.keyword != "dnssec-policy")
            return;
        const QByteArray was = policyOf(look.before(), scope);
        const QByteArray is = policyOf(look.after(), scope);
        if (was != is && is != "none")
            tell.tell(ConfLook::note(change), {whereOf(change), QString::fromUtf8(was), QString::fromUtf8(is)});
    });
    for (const ConfChange &change : look.changes()) { // what stands in a policy
        if (!change.path.isEmpty() && change.path.first().startsWith(QLatin1String("dnssec-policy \"")) && change.kind != Kind::Moved)
            tell.tell(ConfLook::note(change), {change.path.first(), change.title()}, "block");
    }
}

void validationOff(const ConfLook &look, RiskTeller &tell)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &scope) {
        const QByteArray keyword = "dnssec-validation";
        if (change.keyword == keyword && parseBool(look.after().value(scope, keyword)) == false &&
            parseBool(look.before().value(scope, keyword)) != false)
            tell.tell(ConfLook::note(change), {whereOf(change)});
    });
}

void rateLimitGone(const ConfLook &look, RiskTeller &tell)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &scope) {
        if (change.keyword == "rate-limit" && change.kind == Kind::Removed && !look.after().counting(scope, "rate-limit"))
            tell.tell(ConfLook::note(change), {whereOf(change)});
    });
}

void fullResponses(const ConfLook &look, RiskTeller &tell)
{
    eachOption(look, [&](const ConfChange &change, const ConfScope &scope) {
        const QByteArray keyword = "minimal-responses";
        if (change.keyword == keyword && parseBool(look.after().value(scope, keyword)) == false &&
            parseBool(look.before().value(scope, keyword)) != false)
            tell.tell(ConfLook::note(change), {whereOf(change)});
    });
}

// The path from the main file's folder, so that two folders can be compared.
QString relativePath(const QString &path, const Config &config)
{
    const QString &main = config.files.first().path();
    const QString folder = main.first(main.lastIndexOf(u'/') + 1);
    return path.startsWith(folder) ? path.sliced(folder.size()) : path;
}

// A file that was read and is not any more, with statements that stand nowhere else.
void includeLost(const ConfLook &look, RiskTeller &tell)
{
    const Config &before = look.before().config();
    const Config &after = look.after().config();
    if (before.files.size() < 2 || after.files.isEmpty())
        return;
    QSet<QString> read;
    for (const ConfFile &file : after.files)
        read.insert(relativePath(file.path(), after));
    QMap<QString, QList<const ConfChange *>> lost;
    for (const ConfChange &change : look.changes()) {
        const QString &file = change.originBefore.file;
        if (change.kind == Kind::Removed && file != before.files.first().path() && !read.contains(relativePath(file, before)))
            lost[file].append(&change);
    }
    for (auto one = lost.cbegin(); one != lost.cend(); ++one) {
        RiskNote note;
        note.before = one->first()->originBefore;
        Error said = counted({}, one->size(), {one.key()});
        tell.tell(note, said.args, one->size() == 1 ? "one" : nullptr);
    }
}

constexpr RiskRule rules[] = {
    {"dnssec-policy-lost", Rank::Danger, nullptr, policyLost},
    {"validation-off", Rank::Danger, nullptr, validationOff},
    {"include-lost", Rank::Attention, nullptr, includeLost},
    {"dnssec-policy", Rank::Attention, nullptr, policyChanged},
    {"key", Rank::Attention, nullptr, keys},
    {"tls", Rank::Attention, nullptr, certificates},
    {"listen-on", Rank::Attention, nullptr, listenOn},
    {"primaries", Rank::Attention, nullptr, primaries},
    {"forwarders", Rank::Attention, nullptr, forwarders},
    {"also-notify", Rank::Attention, nullptr, alsoNotify},
    {"response-policy", Rank::Attention, nullptr, responsePolicy},
    {"catalog-zones", Rank::Attention, nullptr, catalogZones},
    {"rate-limit-gone", Rank::Attention, nullptr, rateLimitGone},
    {"full-responses", Rank::Notice, nullptr, fullResponses},
};

} // namespace

std::span<const RiskRule> statementRules() { return rules; }

} // namespace lockstep
