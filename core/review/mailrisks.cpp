// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about mail and certificates.
#include "core/review/riskrule.h"
#include "core/review/rowdata.h"
#include "core/zone/rrtypes.h"

#include <algorithm>
#include <optional>

namespace lockstep {

namespace {

using Rank = RiskNote::Rank;
using Kind = MeaningRow::Kind;

constexpr int tlsaType = 52;
constexpr int caaType = 257;

// A TXT record's strings as one, as SPF (RFC 7208 3.3) and DMARC (RFC 7489 6.1) read them.
QByteArray joined(const QByteArray &rdata)
{
    QByteArray text;
    for (qsizetype at = 0; at < rdata.size(); at += 1 + uchar(rdata[at]))
        text += rdata.mid(at + 1, uchar(rdata[at]));
    return text;
}

// The texts of an RRset that begin with a version, sorted.
QByteArrayList textsOf(const QList<Record> &records, const QByteArray &version, char behind)
{
    QByteArrayList texts;
    for (const Record &record : records) {
        const QByteArray text = joined(record.rdata);
        const QByteArray rest = behind == ' ' ? text.mid(version.size()) : text.mid(version.size()).trimmed();
        if (text.first(std::min(version.size(), text.size())).compare(version, Qt::CaseInsensitive) == 0 && (rest.isEmpty() || rest[0] == behind))
            texts.append(text);
    }
    std::ranges::sort(texts);
    return texts;
}

QString shownTexts(const QByteArrayList &texts)
{
    constexpr qsizetype longest = 120;
    QStringList shown;
    for (const QByteArray &text : texts) {
        // As rdataToText() writes a string: nothing in it that does not print.
        QString one = QString::fromLatin1(
            rdataToText(rrtype::txt, char(std::min<qsizetype>(255, text.size())) + text.first(std::min<qsizetype>(255, text.size()))));
        shown.append(one.size() > longest ? one.first(longest) + QStringLiteral("…") : one);
    }
    return listed(shown, 3);
}

bool isNullMx(const Record &record) { return record.rdata.size() == 3 && record.rdata[2] == '\0'; }

void mailServersGone(const ZoneLook &look, RiskTeller &tell, bool apex)
{
    for (const MeaningRow *row : look.rows(rrtype::mx)) {
        if (row->kind == Kind::Removed && look.isApex(row->owner) == apex)
            tell.tell(look.note(*row), {shownName(row->owner), listed(dataOf(*row).gone)});
    }
}
void apexMailGone(const ZoneLook &look, RiskTeller &tell) { mailServersGone(look, tell, true); }
void mailGone(const ZoneLook &look, RiskTeller &tell) { mailServersGone(look, tell, false); }

bool becomesNull(const MeaningRow &row) { return std::ranges::any_of(row.after, isNullMx) && !std::ranges::any_of(row.before, isNullMx); }

void nullMx(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::mx)) {
        if (becomesNull(*row) && (row->kind != Kind::Added || look.isApex(row->owner) || look.facts(row->owner).existed()))
            tell.tell(look.note(*row), {shownName(row->owner)});
    }
}

void mailServers(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::mx)) {
        // Nobody sends mail yet to a name that is new.
        const bool newName = row->kind == Kind::Added && !look.isApex(row->owner) && !look.facts(row->owner).existed();
        if (row->kind != Kind::Removed && !newName && !becomesNull(*row))
            tellRow(look, tell, *row);
    }
}

// RFC 7208 4.6.2: the qualifier "+" is the one that is meant where none stands.
bool allowsAll(const QByteArrayList &texts)
{
    return std::ranges::any_of(texts, [](const QByteArray &text) {
        const QByteArrayList words = text.toLower().split(' ');
        return words.contains("all") || words.contains("+all");
    });
}

struct Policies
{
    QByteArrayList before;
    QByteArrayList after;
};
Policies spfOf(const MeaningRow &row) { return {textsOf(row.before, "v=spf1", ' '), textsOf(row.after, "v=spf1", ' ')}; }

void spfOpen(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::txt)) {
        const Policies spf = spfOf(*row);
        if (allowsAll(spf.after) && !allowsAll(spf.before))
            tell.tell(look.note(*row), {shownName(row->owner), shownTexts(spf.after)});
    }
}

void spfTwice(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::txt)) {
        const Policies spf = spfOf(*row);
        if (spf.after.size() > 1 && spf.before.size() < 2)
            tell.tell(look.note(*row), {shownName(row->owner), QString::number(spf.after.size())});
    }
}

void spf(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::txt)) {
        const Policies spf = spfOf(*row);
        const bool saidMore = (allowsAll(spf.after) && !allowsAll(spf.before)) || (spf.after.size() > 1 && spf.before.size() < 2);
        if (spf.before == spf.after || saidMore)
            continue;
        const char *which = spf.before.isEmpty() ? "added" : spf.after.isEmpty() ? "removed" : nullptr;
        tell.tell(look.note(*row), {shownName(row->owner), shownTexts(spf.before), shownTexts(spf.after)}, which);
    }
}

// What a DMARC policy asks for, of the domain and of those below it.
struct Dmarc
{
    int own = 0;
    int below = 0;
};
Dmarc dmarcOf(const QByteArray &text)
{
    static const QByteArrayList strength{"none", "quarantine", "reject"};
    std::optional<int> own;
    std::optional<int> below;
    for (const QByteArray &tag : text.toLower().split(';')) {
        const qsizetype equals = tag.indexOf('=');
        const QByteArray name = tag.first(std::max<qsizetype>(0, equals)).trimmed();
        const int value = std::max(0, int(strength.indexOf(tag.mid(equals + 1).trimmed())));
        if (name == "p")
            own = value;
        else if (name == "sp")
            below = value;
    }
    return {own.value_or(0), below.value_or(own.value_or(0))};
}

void dmarc(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(rrtype::txt)) {
        if (!row->owner.startsWith("\6_dmarc"))
            continue;
        const QByteArrayList before = textsOf(row->before, "v=DMARC1", ';');
        const QByteArrayList after = textsOf(row->after, "v=DMARC1", ';');
        if (before.isEmpty() || before == after)
            continue;
        const QString domain = shownName(parentOf(row->owner));
        if (after.size() != 1) {                      // several count as none (RFC 7489 6.6.3)
            if (!look.row(row->owner, rrtype::cname)) // it may be told elsewhere
                tell.tell(look.note(*row), {domain, shownTexts(before)}, after.isEmpty() ? "removed" : "twice");
            continue;
        }
        const Dmarc was = dmarcOf(before.first());
        const Dmarc is = dmarcOf(after.first());
        if (is.own < was.own || is.below < was.below)
            tell.tell(look.note(*row), {domain, shownTexts(before), shownTexts(after)});
    }
}

// Who may issue certificates (RFC 8659 4.2, 4.3); nothing: whoever wants to.
using Issuers = std::optional<QByteArrayList>;
Issuers issuersOf(const QList<Record> &records, const QByteArray &property)
{
    Issuers issuers;
    for (const Record &record : records) {
        if (record.rdata.size() < 2)
            continue;
        const int length = uchar(record.rdata[1]);
        if (record.rdata.mid(2, length).toLower() != property)
            continue;
        const QByteArray value = record.rdata.mid(2 + length).split(';').first().trimmed().toLower();
        if (!issuers)
            issuers.emplace();
        if (!value.isEmpty())
            issuers->append(value);
    }
    return issuers;
}

bool isWider(const Issuers &before, const Issuers &after)
{
    return before && (!after || std::ranges::any_of(*after, [&](const QByteArray &one) { return !before->contains(one); }));
}

void issuers(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(caaType)) {
        const Issuers before = issuersOf(row->before, "issue");
        const Issuers after = issuersOf(row->after, "issue");
        const Issuers wildBefore = issuersOf(row->before, "issuewild");
        const Issuers wildAfter = issuersOf(row->after, "issuewild");
        if (isWider(before, after) || isWider(wildBefore ? wildBefore : before, wildAfter ? wildAfter : after))
            tellRow(look, tell, *row);
    }
}

void tlsa(const ZoneLook &look, RiskTeller &tell)
{
    for (const MeaningRow *row : look.rows(tlsaType))
        tellRow(look, tell, *row);
}

constexpr RiskRule rules[] = {
    {"apex-mx-gone", Rank::Danger, apexMailGone},
    {"mx-null", Rank::Danger, nullMx},
    {"spf-open", Rank::Danger, spfOpen},
    {"mx-gone", Rank::Attention, mailGone},
    {"mx", Rank::Attention, mailServers},
    {"spf-twice", Rank::Attention, spfTwice},
    {"spf", Rank::Attention, spf},
    {"dmarc", Rank::Attention, dmarc},
    {"caa", Rank::Attention, issuers},
    {"tlsa", Rank::Attention, tlsa},
};

} // namespace

std::span<const RiskRule> mailRules() { return rules; }

} // namespace lockstep
