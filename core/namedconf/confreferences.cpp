// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confcheck.h"
#include "core/namedconf/shape.h"
#include "core/namedconf/values.h"

#include <QSet>

namespace lockstep {

namespace {

using Severity = ConfFinding::Severity;

// Match lists that named-checkconf does not look into (asked from 9.20): named does when it starts.
bool passesUnchecked(const QByteArray &keyword, ConfPlaces place)
{
    static const QSet<QByteArray> words{"deny-answer-addresses", "no-case-compress", "response-padding"};
    if (words.contains(keyword) || place == at::statistics)
        return true;
    if (keyword == "allow-transfer" || keyword == "allow-update")
        return place == at::options || place == at::view;
    return (place & at::zone) && keyword != "allow-update" && keyword != "allow-transfer";
}

class References
{
public:
    References(const Config &config, int version) : m_config(config), m_version(version) {}

    // Definitions first: they may stand behind their use.
    QList<ConfFinding> run()
    {
        m_defined.unite({"acl any", "acl none", "acl localhost", "acl localnets", "tls ephemeral", "tls none", "http default", "dnssec-policy none",
                         "dnssec-policy default", "dnssec-policy insecure", "channel default_syslog", "channel default_debug",
                         "channel default_stderr", "channel default_logfile", "channel null", "key local-ddns"});
        const QList<ConfStatement> &top = m_config.files.first().statements();
        visit(0, top, [this](const ConfStatement &statement, int in) { define(in, statement); });
        walk(0, top, at::top);
        return m_findings;
    }

private:
    void visit(int file, const QList<ConfStatement> &list, const ConfVisitor &fn) { visitStatements(m_config, file, list, fn); }

    void define(int file, const ConfStatement &statement)
    {
        const QByteArray keyword = statement.keyword();
        const ConfRow *row = findConfRow(keyword, at::top, m_version);
        if (row && (row->flags & flag::named)) {
            const bool exact = keyword == "dnssec-policy" || keyword == "key-store";
            m_defined.insert(QByteArray(row->same ? row->same : row->name) + ' ' + (exact ? statement.word(1) : statement.word(1).toLower()));
        }
        if (keyword != "logging" && keyword != "view")
            return;
        visit(file, statement.block, [this](const ConfStatement &inner, int) {
            if (inner.keyword() == "channel" || inner.keyword() == "key")
                m_defined.insert(inner.keyword() + ' ' + inner.word(1).toLower());
        });
    }

    void walk(int file, const QList<ConfStatement> &list, ConfPlaces place)
    {
        visit(file, list, [&](const ConfStatement &statement, int in) {
            const QByteArray keyword = statement.keyword();
            const ConfRow *row = keyword.isEmpty() ? nullptr : findConfRow(keyword, place, m_version);
            if (!row)
                return;
            use(in, statement, *row, place);
            ConfPlaces inside = placeInside(*row);
            if (inside == at::zone) {
                inside = at::zone;
                visit(in, statement.block, [&](const ConfStatement &inner, int) {
                    if (inner.keyword() == "type")
                        inside = zonePlace(inner.word(1));
                });
            }
            if (inside != 0)
                walk(in, statement.block, inside);
        });
    }

    void use(int file, const ConfStatement &statement, const ConfRow &row, ConfPlaces place)
    {
        const QByteArray keyword = statement.keyword();
        const QByteArrayView shape(row.shape);
        const Severity lists = passesUnchecked(keyword, place) ? Severity::Warning : Severity::Error;
        const bool obsolete = row.life.obsolete != 0 && row.life.obsolete <= m_version;
        if (shape.contains("ACL") && keyword != "acl" && !obsolete)
            matchList(file, statement, firstBlock(statement), lists);
        if (shape.contains("SERVERS") && keyword != "catalog-zones")
            servers(file, statement, place & at::shared ? Severity::Warning : Severity::Error);
        if (keyword == "listen-on" || keyword == "listen-on-v6" || keyword == "forwarders") {
            pairs(file, statement, {"tls", "http"}, Severity::Error);
            for (const ConfStatement &element : keyword == "forwarders" ? statement.block : QList<ConfStatement>())
                pairs(file, element, {"tls"}, Severity::Error);
        }
        if (keyword == "keys" && place == at::server) {
            one(file, statement, "key", statement.words.size() > 1 ? statement.words[1] : ConfWord(), Severity::Error);
            for (const ConfStatement &key : statement.block)
                one(file, key, "key", key.words.value(0), Severity::Error);
        }
        if (place == at::controls && statement.blocks.size() == 2) {
            for (const ConfStatement &key : statement.block.sliced(statement.blocks[1].first))
                one(file, key, "key", key.words.value(0), Severity::Error);
        }
        if (keyword == "category") {
            for (const ConfStatement &channel : statement.block)
                one(file, channel, "channel", channel.words.value(0), Severity::Error);
        }
        if (keyword == "dnssec-policy" && (place & at::zone))
            one(file, statement, "dnssec-policy", statement.words.value(1), Severity::Error);
    }

    static QList<ConfStatement> firstBlock(const ConfStatement &statement)
    {
        return statement.blocks.isEmpty() ? statement.block : statement.block.first(statement.blocks.first().count);
    }

    void matchList(int file, const ConfStatement &owner, const QList<ConfStatement> &list, Severity severity)
    {
        for (const ConfStatement &element : list) {
            if (element.hasBlock)
                matchList(file, owner, element.block, severity);
            const ConfWord word = elementWord(element).word;
            const QByteArray lower = word.text.toLower();
            if (!isOfType("STR", word) || lower.isEmpty() ||
                (!word.quoted && (lower == "key" || lower == "geoip" || parsePrefixWord(lower).fault != PrefixFault::NoPrefix)))
                continue;
            one(file, element, "acl", word, severity);
        }
    }

    void servers(int file, const ConfStatement &statement, Severity severity)
    {
        for (const ConfStatement &element : statement.block) {
            const ConfWord word = element.words.value(0);
            if (!word.text.isEmpty() && (word.quoted || !parseAddressWord(word.text)))
                one(file, element, "remote-servers", word, severity);
            pairs(file, element, {"tls"}, severity);
            // BIND 9.18 asks for the key only when it needs it.
            pairs(file, element, {"key"}, m_version >= 920 ? severity : Severity::Warning);
        }
    }

    // "tls x": a word behind one of these.
    void pairs(int file, const ConfStatement &statement, const QByteArrayList &kinds, Severity severity)
    {
        for (qsizetype i = 1; i + 1 < statement.words.size(); ++i) {
            const QByteArray kind = statement.words[i].text.toLower();
            if (kinds.contains(kind) && !statement.words[i].quoted)
                one(file, statement, kind, statement.words[i + 1], severity);
        }
    }

    void one(int file, const ConfStatement &near, const QByteArray &kind, const ConfWord &word, Severity severity)
    {
        if (word.text.isEmpty())
            return;
        QByteArray name = kind == "dnssec-policy" ? word.text : word.text.toLower();
        if (m_defined.contains(kind + ' ' + name) || (kind == "key" && m_defined.contains(kind + ' ' + name + '.')))
            return;
        m_findings.append({severity, Error{QStringLiteral("namedconf.undefined"),
                                           {QString::fromLatin1(kind), QString::fromUtf8(word.text)},
                                           m_config.files[file].originOf(word.begin, near),
                                           {}}});
    }

    const Config &m_config;
    int m_version;
    QSet<QByteArray> m_defined; // "acl office", names in lower case where named compares them so
    QList<ConfFinding> m_findings;
};

} // namespace

QList<ConfFinding> checkReferences(const Config &config, int version)
{
    // A file that cannot be read may define any name.
    for (const Error &problem : config.problems) {
        if (!problem.code.startsWith(QLatin1String("namedconf.")) || problem.code == QLatin1String("namedconf.include.many"))
            return {};
    }
    return References(config, version).run();
}

} // namespace lockstep
