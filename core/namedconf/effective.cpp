// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/effective.h"

#include "core/namedconf/grammar.h"

namespace lockstep {

namespace {

using Level = EffectiveLevel;

// Options that stand for another that nobody sets (BIND manual, "allow-query-cache", "allow-recursion").
struct Substitute
{
    const char *option;
    QByteArrayList others;
};
const QList<Substitute> &substitutes()
{
    static const QList<Substitute> table{{"allow-query-cache", {"allow-recursion", "allow-query"}},
                                         {"allow-recursion", {"allow-query-cache", "allow-query"}},
                                         {"allow-query-cache-on", {"allow-recursion-on"}},
                                         {"allow-recursion-on", {"allow-query-cache-on"}}};
    return table;
}

void appendWord(QByteArray &text, const ConfWord &word)
{
    if (!text.isEmpty() && !text.endsWith("{ "))
        text += ' ';
    text += word.quoted ? '"' + QByteArray(word.text).replace('\\', "\\\\").replace('"', "\\\"") + '"' : word.text;
}

void appendStatement(QByteArray &text, const ConfStatement &statement, qsizetype skip)
{
    for (qsizetype i = skip; i < statement.words.size(); ++i)
        appendWord(text, statement.words[i]);
    qsizetype after = 0;
    const auto block = [&](qsizetype first, qsizetype count) {
        text += text.isEmpty() || text.endsWith(' ') ? "{ " : " { ";
        for (qsizetype i = first; i < first + count; ++i) {
            QByteArray inner;
            appendStatement(inner, statement.block[i], 0);
            text += inner + "; ";
        }
        text += '}';
    };
    if (statement.hasBlock && statement.blocks.isEmpty())
        block(0, statement.block.size());
    for (const ConfBlock &one : statement.blocks) {
        for (; after < statement.after.size() && statement.after[after].begin < one.begin; ++after)
            appendWord(text, statement.after[after]);
        block(one.first, one.count);
    }
    for (; after < statement.after.size(); ++after)
        appendWord(text, statement.after[after]);
}

QString plainName(const QByteArray &word)
{
    QString name = QString::fromUtf8(word.toLower());
    if (name.size() > 1 && name.endsWith(u'.'))
        name.chop(1);
    return name;
}

struct Place
{
    const ConfStatement *statement = nullptr;
    int file = 0;
};

// The statements that surround a zone.
struct Surroundings
{
    Place zone, view, options;
    QString viewName;
};

class Looking
{
public:
    explicit Looking(const Config &config) : m_config(config) {}

    // `hops`: how many in-view statements were followed; BIND allows one.
    Result<Surroundings> find(const QString &zone, const std::optional<QString> &view, int hops = 0)
    {
        Surroundings around;
        QList<Surroundings> found;
        QMap<QString, Place> views;
        const QString wanted = plainName(zone.toUtf8());
        const auto zonesIn = [&](int file, const QList<ConfStatement> &list, const Place &owner, const QString &viewName) {
            visitStatements(m_config, file, list, [&](const ConfStatement &statement, int in) {
                if (statement.keyword() == "zone" && plainName(statement.word(1)) == wanted && (!view || *view == viewName))
                    found.append({{&statement, in}, owner, {}, viewName});
            });
        };
        if (m_config.files.isEmpty())
            return fail(QStringLiteral("namedconf.nozone"), {zone});
        const QList<ConfStatement> &top = m_config.files.first().statements();
        visitStatements(m_config, 0, top, [&](const ConfStatement &statement, int in) {
            if (statement.keyword() == "options")
                around.options = {&statement, in};
            if (statement.keyword() != "view")
                return;
            const QString name = QString::fromUtf8(statement.word(1));
            views.insert(name, {&statement, in});
            zonesIn(in, statement.block, {&statement, in}, name);
        });
        zonesIn(0, top, {}, {});
        if (found.isEmpty())
            return fail(QStringLiteral("namedconf.nozone"), {zone});
        if (found.size() > 1) {
            QStringList names;
            for (const Surroundings &one : found)
                names.append(one.viewName);
            return fail(QStringLiteral("namedconf.whichview"), {zone, names.join(QLatin1String(", "))});
        }
        around.zone = found.first().zone;
        around.view = found.first().view;
        around.viewName = found.first().viewName;
        // A zone that lives in another view is served from there.
        const ConfStatement *other = firstOf(around.zone, "in-view");
        if (other && hops == 0)
            return find(zone, QString::fromUtf8(other->word(1)), 1);
        if (other)
            return fail(QStringLiteral("namedconf.nozone"), {zone});
        return around;
    }

    // The first of its keyword in a block and in what the block includes; absent when there is none.
    const ConfStatement *firstOf(const Place &place, const QByteArray &keyword) const
    {
        const ConfStatement *found = nullptr;
        visitStatements(m_config, place.file, place.statement->block, [&](const ConfStatement &statement, int) {
            if (!found && statement.keyword() == keyword)
                found = &statement;
        });
        return found;
    }

    // All statements of an option in a block, by whatever spelling.
    Level level(Level::Kind kind, const QString &name, const Place &place, const QByteArray &option)
    {
        Level level{kind, name, option, {}, {}};
        if (!place.statement)
            return level;
        visitStatements(m_config, place.file, place.statement->block, [&](const ConfStatement &statement, int in) {
            const QByteArray keyword = statement.keyword();
            if (keyword != option && !(option == "primaries" && keyword == "masters"))
                return;
            level.values.append(valueText(m_config.files[in], statement));
            level.origins.append({{}, m_config.files[in].path(), statement.line, statement.column});
        });
        return level;
    }

    Place policy(const QByteArray &name)
    {
        Place found;
        visitStatements(m_config, 0, m_config.files.first().statements(), [&](const ConfStatement &statement, int in) {
            if (statement.keyword() == "dnssec-policy" && statement.word(1) == name)
                found = {&statement, in};
        });
        return found;
    }

private:
    const Config &m_config;
};

// check-names and ixfr-from-differences of view and options are for zones of one type; what is for others goes.
void keepForType(Level &level, const QByteArray &option, bool primary)
{
    const auto isFor = [primary](const QByteArray &word) {
        return primary ? word == "primary" || word == "master" : word == "secondary" || word == "slave";
    };
    for (qsizetype i = level.values.size() - 1; i >= 0; --i) {
        const QByteArrayList words = level.values[i].toLower().split(' ');
        if (option == "check-names" && isFor(words.first()) && words.size() > 1) {
            level.values[i] = words[1];
        } else if (option == "check-names") {
            level.values.removeAt(i);
            if (i < level.origins.size())
                level.origins.removeAt(i);
        } else if (option == "ixfr-from-differences" &&
                   (words.first() == "primary" || words.first() == "master" || words.first() == "secondary" || words.first() == "slave")) {
            level.values[i] = isFor(words.first()) ? "yes" : "no";
        }
    }
}

} // namespace

QByteArray valueText(const ConfFile &, const ConfStatement &statement, const SecretMark &mark, SecretScope scope)
{
    QByteArray whole = statement.word(0);
    const qsizetype keyword = whole.size();
    appendStatement(whole, statement, 1);
    QByteArray text;
    qsizetype from = std::min(whole.size(), keyword + (keyword > 0 ? 1 : 0));
    for (const SecretSpan &span : secretSpans(whole, scope)) {
        if (span.begin < from)
            continue;
        text += whole.sliced(from, span.begin - from);
        text += mark ? mark(secretBytes(whole, span).toByteArray()) : QByteArray("<secret>");
        from = span.end;
    }
    return text + whole.sliced(from);
}

Result<Effective> effective(const Config &config, const QString &zone, const std::optional<QString> &view, const QByteArray &asked)
{
    QByteArray option = asked.toLower() == "masters" ? QByteArray("primaries") : asked.toLower();
    Looking looking(config);
    LOCKSTEP_TRY(around, looking.find(zone, view));
    const ConfStatement *typeStatement = looking.firstOf(around.zone, "type");
    const ConfPlaces place = typeStatement ? zonePlace(typeStatement->word(1)) : at::zone;
    ConfPlaces places = 0;
    for (const ConfRow *row : confRows(option))
        places |= row->life.covers(newestBind) ? row->places : 0;
    if (!(places & (at::zone | at::shared))) {
        const QByteArray near = nearestKeyword(option, at::zone | at::shared, newestBind);
        return fail(near.isEmpty() ? QStringLiteral("namedconf.unknown") : QStringLiteral("namedconf.unknown.near"),
                    {QString::fromUtf8(option), QString::fromUtf8(near)});
    }
    QString type = QString::fromUtf8(typeStatement ? typeStatement->word(1).toLower() : QByteArray());
    type = type == QLatin1String("master") ? QStringLiteral("primary") : type == QLatin1String("slave") ? QStringLiteral("secondary") : type;
    if ((places & at::zone) && !(places & place))
        return fail(QStringLiteral("namedconf.notforzone"), {QString::fromUtf8(option), type});

    Effective result{plainName(zone.toUtf8()), around.viewName, type, option, {}};
    const bool primary = place == at::primary;
    const auto look = [&](const QByteArray &name) {
        for (const Level &level :
             {looking.level(Level::Kind::Zone, result.zone, around.zone, name), looking.level(Level::Kind::View, around.viewName, around.view, name),
              looking.level(Level::Kind::Options, {}, around.options, name)}) {
            Level kept = level;
            if (kept.kind != Level::Kind::Zone)
                keepForType(kept, name, primary);
            if (!kept.values.isEmpty())
                result.levels.append(kept);
        }
    };
    look(option);
    for (const Substitute &one : substitutes()) {
        for (const QByteArray &other : option == one.option ? one.others : QByteArrayList()) {
            if (result.levels.isEmpty())
                look(other);
        }
    }
    Level own{Level::Kind::Default, {}, option, bindDefaults(option), {}};
    keepForType(own, option, primary);
    // BIND manual, "inline-signing": a policy signs inline unless it says otherwise.
    if (option == "inline-signing" && result.levels.isEmpty()) {
        const Result<Effective> policy = effective(config, zone, around.viewName.isEmpty() ? view : around.viewName, "dnssec-policy");
        QByteArray name = policy && !policy->levels.isEmpty() ? policy->levels.first().values.first() : QByteArray("none");
        name.replace('"', "");
        const Level said = looking.level(Level::Kind::Policy, QString::fromUtf8(name), looking.policy(name), option);
        if (!said.values.isEmpty())
            result.levels.append(said);
        if (name != "none")
            own.values = {"yes"};
    }
    if (option == "masterfile-format") // BIND manual: named -C does not print it
        own.values = {primary ? "text" : "raw"};
    if (!own.values.isEmpty())
        result.levels.append(own);
    return result;
}

} // namespace lockstep
