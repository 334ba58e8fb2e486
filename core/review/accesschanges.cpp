// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/conflook.h"

#include "core/namedconf/values.h"

#include <algorithm>

namespace lockstep {

namespace {

using Group = AccessChange::Group;
using Kind = ConfChange::Kind;
using Level = ConfScope::Level;

struct Option
{
    const char *keyword;
    Group group;
};
constexpr Option options[] = {
    {"allow-query", Group::Query},       {"allow-query-cache", Group::Recursion}, {"allow-recursion", Group::Recursion},
    {"allow-transfer", Group::Transfer}, {"allow-update", Group::Update},         {"allow-update-forwarding", Group::Update},
    {"update-policy", Group::Update},    {"allow-notify", Group::Notify},         {"blackhole", Group::Blackhole},
    {"match-clients", Group::Clients},   {"match-destinations", Group::Clients},
};

const Option *optionOf(const QByteArray &keyword)
{
    const auto found = std::ranges::find_if(options, [&](const Option &one) { return keyword == one.keyword; });
    return found == std::end(options) ? nullptr : found;
}

// Rules of an update-policy, first match first.
QStringList grantsOf(const ConfStatement *statement)
{
    QStringList rules;
    if (!statement)
        return rules;
    if (!statement->hasBlock)
        rules.append(QString::fromUtf8(statement->word(1))); // local
    for (const ConfStatement &rule : statement->block) {
        QStringList words;
        for (const ConfWord &word : rule.words)
            words.append(QString::fromUtf8(word.text));
        rules.append(words.join(u' '));
    }
    return rules;
}

ListReach policyReach(const ConfStatement *before, const ConfStatement *after)
{
    const QStringList was = grantsOf(before);
    const QStringList is = grantsOf(after);
    const auto denies = [](const QString &rule) { return rule.startsWith(QLatin1String("deny "), Qt::CaseInsensitive); };
    ListReach reach;
    for (const QString &rule : is) {
        if (!was.contains(rule) && !denies(rule))
            reach.more.append(rule);
    }
    for (const QString &rule : was) {
        if (!is.contains(rule))
            (denies(rule) && !is.isEmpty() ? reach.more : reach.less).append(rule);
    }
    // The same rules in another order: whichever fits first counts.
    if (reach.more.isEmpty() && reach.less.isEmpty() && was != is && was.size() == is.size())
        reach.more = is;
    return reach;
}

void addWords(QByteArray &words, const QList<ConfStatement> &list)
{
    for (const ConfStatement &element : list) {
        for (const ConfWord &word : element.words)
            words += word.text + ' ';
        if (element.hasBlock) {
            words += "{ ";
            addWords(words, element.block);
            words += '}';
        }
        words += ';';
    }
}

class Finding
{
public:
    explicit Finding(const ConfLook &look) : m_look(look) {}

    QList<AccessChange> run()
    {
        for (const ConfChange &change : m_look.changes()) {
            const ConfScope scope = ConfLook::scopeOf(change);
            if (const Option *option = optionOf(change.keyword); option && scope.takesOptions())
                statement(change, scope, *option);
            else if (change.kind == Kind::Added && (change.keyword == "zone" || change.keyword == "view"))
                newBlock(change);
            else if (change.kind == Kind::Changed && change.keyword == "acl" && change.path.isEmpty())
                acl(change);
        }
        return std::move(m_found);
    }

private:
    static QString whereOf(const ConfChange &change) { return change.path.join(QLatin1String(", ")); }

    void add(AccessChange found)
    {
        const bool counts = found.group == Group::Clients || found.group == Group::Blackhole || found.group == Group::Query
                                ? found.reach.isWider() || found.reach.isNarrower()
                                : found.reach.isWider();
        if (counts)
            m_found.append(std::move(found));
    }

    bool recursionIsOff(const ConfScope &scope) const { return parseBool(m_look.after().value(scope, "recursion")) == false; }

    void statement(const ConfChange &change, const ConfScope &scope, const Option &option)
    {
        if (option.group == Group::Clients || (option.group == Group::Recursion && recursionIsOff(scope)))
            return; // said otherwise
        const QByteArray keyword = option.keyword;
        AccessChange found{&change, option.group, QString::fromLatin1(keyword), whereOf(change), {}, false, m_look.after().zonesUnder(scope, keyword),
                           {}};
        const ConfStatement *was = m_look.before().counting(scope, keyword);
        const ConfStatement *is = m_look.after().counting(scope, keyword);
        found.absent = !is;
        if (keyword == "update-policy")
            found.reach = policyReach(was, is);
        else
            found.reach = reach(m_look.before(), listOf(m_look.before(), scope, keyword, false), m_look.after(),
                                listOf(m_look.after(), scope, keyword, true));
        if (option.group == Group::Recursion)
            found.zones = 0;
        add(found);
        // What allow-query says counts for recursion too where nothing else does.
        const bool stands = m_look.after().counting(scope, "allow-recursion") || m_look.after().counting(scope, "allow-query-cache");
        if (keyword == "allow-query" && scope.level != Level::Zone && !stands && !recursionIsOff(scope)) {
            found.group = Group::Recursion;
            found.option = QStringLiteral("allow-recursion");
            found.zones = 0;
            found.reach = reach(m_look.before(), m_look.before().list(scope, "allow-recursion"), m_look.after(),
                                m_look.after().list(scope, "allow-recursion"));
            add(found);
        }
    }

    // BIND 9.18 lets anybody transfer a zone where nothing is said, 9.20 nobody (release notes): what is worse counts.
    static QList<ConfStatement> listOf(const ConfBlocks &blocks, const ConfScope &scope, const QByteArray &keyword, bool afterwards)
    {
        if (keyword != "allow-transfer" || blocks.counting(scope, keyword) || !afterwards)
            return blocks.list(scope, keyword);
        return ConfFile::parse({}, "x { any; };").statements().first().block;
    }

    static ListReach reach(const ConfBlocks &before, const QList<ConfStatement> &a, const ConfBlocks &after, const QList<ConfStatement> &b)
    {
        return listReach(before.config(), a, after.config(), b);
    }

    // A zone or a view that is new lets in whoever asks, and what is around it does not.
    void newBlock(const ConfChange &change)
    {
        const ConfScope outer = ConfLook::scopeOf(change);
        const ConfScope scope = ConfLook::inside(change);
        const ConfScope around = outer.view.isEmpty() ? ConfScope{Level::Options, {}, {}} : ConfScope{Level::View, outer.view, {}};
        for (const Option &option : options) {
            const QByteArray keyword = option.keyword;
            const ConfStatement *own = m_look.after().own(scope, keyword);
            if (!own || option.group == Group::Clients || (option.group == Group::Recursion && recursionIsOff(scope)))
                continue;
            // What it lets in by name is what it was made for.
            AccessChange found{&change, option.group, QString::fromLatin1(keyword), change.title(), {}, false, 0, {}};
            const ConfBlocks &after = m_look.after();
            found.reach = reach(after, after.list(around, keyword), after, own->block);
            if (found.reach.opens)
                m_found.append(found);
        }
    }

    // A list that is named elsewhere counts there: one change for each group of those who use it.
    void acl(const ConfChange &change)
    {
        const QStringList names = withUsers(change.name.toLower());
        QMap<Group, AccessChange> groups;
        QHash<QByteArray, ListReach> reaches; // by the words of a list
        m_look.after().eachStatement([&](const ConfScope &, const QString &where, const ConfStatement &statement) {
            const bool control = where == QLatin1String("controls");
            const Option *option = optionOf(statement.keyword());
            if ((!option && !control) || !namesOneOf(statement.block, names))
                return;
            // Very many zones may say the same.
            QByteArray words;
            addWords(words, statement.block);
            const auto known = reaches.constFind(words);
            const ListReach found = known != reaches.cend()
                                        ? *known
                                        : listReach(m_look.before().config(), statement.block, m_look.after().config(), statement.block);
            if (known == reaches.cend())
                reaches.insert(words, found);
            if (!found.isWider() && !found.isNarrower())
                return;
            const Group group = control ? Group::Control : option->group;
            AccessChange &made = groups[group];
            made.change = &change;
            made.group = group;
            made.option = QString::fromUtf8(statement.keyword());
            made.uses.append(where + QStringLiteral(", ") + made.option);
            made.reach.more += found.more;
            made.reach.less += found.less;
            made.reach.opens |= found.opens;
            made.reach.closes |= found.closes;
        });
        for (AccessChange &one : groups) {
            one.where = change.title();
            for (QStringList *words : {&one.reach.more, &one.reach.less}) {
                words->removeDuplicates();
                if (words->contains(QLatin1String("any")))
                    *words = {QStringLiteral("any")};
            }
            add(one);
        }
    }

    // A list, and those that name it.
    QStringList withUsers(const QString &acl) const
    {
        QStringList names{acl};
        const auto &acls = m_look.after().config().acls;
        for (bool grows = true; grows;) {
            grows = false;
            for (auto one = acls.cbegin(); one != acls.cend(); ++one) {
                if (!names.contains(one.key()) && namesOneOf(*one, names)) {
                    names.append(one.key());
                    grows = true;
                }
            }
        }
        return names;
    }

    const ConfLook &m_look;
    QList<AccessChange> m_found;
};

} // namespace

QList<AccessChange> accessChanges(const ConfLook &look) { return Finding(look).run(); }

} // namespace lockstep
