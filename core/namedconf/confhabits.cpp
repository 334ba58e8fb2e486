// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/confhabits.h"

#include "core/namedconf/values.h"

#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

using Severity = ConfFinding::Severity;

class Habits
{
public:
    Habits(const Config &config, const QStringList &roots) : m_config(config), m_roots(roots)
    {
        for (int i = int(config.files.size()) - 1; i >= 0; --i)
            m_order.insert(config.files[i].path(), i); // in the order in which they were first read
    }

    QList<ConfFinding> run()
    {
        const QList<ConfStatement> &top = m_config.files.first().statements();
        directory(top);
        unused(top);
        views(top);
        writes();
        sharedFiles();
        std::ranges::stable_sort(m_findings, {}, [this](const ConfFinding &one) {
            return std::tuple(m_order.value(one.error.origin.file, -1), one.error.origin.line, one.error.origin.column);
        });
        return m_findings;
    }

private:
    void tell(Severity severity, const char *code, const QStringList &args, const Origin &origin)
    {
        m_findings.append({severity, Error{QString::fromLatin1(code), args, origin, {}}});
    }

    Origin at(const ConfStatement &statement, int file) const { return {{}, m_config.files[file].path(), statement.line, statement.column}; }

    static QString plain(const QByteArray &word) { return QString::fromUtf8(word); }

    // --- where relative paths count from
    void directory(const QList<ConfStatement> &top)
    {
        struct Early
        {
            QString path;
            Origin origin;
        };
        QList<Early> early; // relative includes that are read before `directory`
        bool given = false;
        const auto include = [&](const ConfStatement &statement, int file) {
            if (!given && statement.keyword() == "include" && statement.words.size() > 1 && !statement.word(1).startsWith('/'))
                early.append({plain(statement.word(1)), at(statement, file)});
        };
        visitStatements(m_config, 0, top, [&](const ConfStatement &statement, int file) {
            include(statement, file);
            if (statement.keyword() != "options")
                return;
            visitStatements(m_config, file, statement.block, [&](const ConfStatement &inner, int in) {
                include(inner, in);
                if (inner.keyword() != "directory" || inner.words.size() < 2)
                    return;
                given = true;
                m_directory = at(inner, in);
                if (!inner.word(1).startsWith('/'))
                    tell(Severity::Warning, "namedconf.habit.directory", {plain(inner.word(1))}, at(inner, in));
            });
        });
        for (const Early &one : std::as_const(early)) {
            if (given)
                tell(Severity::Warning, "namedconf.habit.order", {one.path}, one.origin);
        }
    }

    // --- names that nothing uses
    static QByteArray kindOf(const ConfStatement &statement)
    {
        const QByteArray keyword = statement.keyword();
        if (!statement.hasBlock)
            return {};
        if (keyword == "primaries" || keyword == "masters" || keyword == "parental-agents")
            return "remote-servers";
        static const QSet<QByteArray> kinds{"acl", "key", "tls", "http", "remote-servers", "dnssec-policy", "key-store"};
        return kinds.contains(keyword) ? keyword : QByteArray();
    }

    // Every word that could use a name: more are taken for a use than are one, so that nothing is called unused that is not.
    void words(const ConfStatement &statement, qsizetype skip)
    {
        unseen(statement);
        for (qsizetype i = skip; i < statement.words.size(); ++i)
            use(statement.words[i].text);
        for (const ConfWord &word : statement.after)
            use(word.text);
        for (const ConfStatement &inner : statement.block)
            words(inner, inner.hasBlock && inner.keyword() == "key" ? 2 : 0);
    }

    // What takes names that stand nowhere in the configuration: the wildcards of update-policy fit any key, members of a catalog zone
    // may name one, and a zone that is added while named runs may name anything.
    void unseen(const ConfStatement &statement)
    {
        const QByteArray keyword = statement.keyword();
        m_anyKey = m_anyKey || (keyword == "catalog-zones" && statement.hasBlock) ||
                   ((keyword == "grant" || keyword == "deny") && statement.word(1).startsWith('*'));
        m_anyName = m_anyName || (keyword == "allow-new-zones" && parseBool(statement.word(1)).value_or(false));
    }

    void use(QByteArray word)
    {
        word = word.toLower();
        if (word.startsWith('!'))
            word.remove(0, 1);
        if (word.size() > 1 && word.endsWith('.'))
            word.chop(1);
        m_used.insert(word);
    }

    void unused(const QList<ConfStatement> &top)
    {
        // What cannot be read may use it, and what was not read.
        if (std::ranges::any_of(m_config.problems, [](const Error &one) {
                return !one.code.startsWith(QLatin1String("namedconf.")) || one.code == QLatin1String("namedconf.include.many");
            }))
            return;
        struct Defined
        {
            QByteArray kind;
            QByteArray name;
            Origin origin;
        };
        QList<Defined> defined;
        const auto define = [&](const ConfStatement &statement, int file) {
            const QByteArray kind = kindOf(statement);
            if (!kind.isEmpty())
                defined.append({kind, statement.word(1), at(statement, file)});
            return !kind.isEmpty();
        };
        visitStatements(m_config, 0, top, [&](const ConfStatement &statement, int file) {
            if (statement.keyword() == "view") {
                visitStatements(m_config, file, statement.block, [&](const ConfStatement &inner, int in) {
                    if (inner.keyword() == "key")
                        define(inner, in);
                });
            }
            define(statement, file);
        });
        // Included files stand in the list: what they include is met by itself.
        for (const ConfFile &file : m_config.files) {
            for (const ConfStatement &statement : file.statements())
                words(statement, kindOf(statement).isEmpty() ? 1 : 2);
        }
        for (const Defined &one : std::as_const(defined)) {
            if (m_anyName || (m_anyKey && one.kind == "key"))
                continue;
            QByteArray name = one.name.toLower();
            if (name.size() > 1 && name.endsWith('.'))
                name.chop(1);
            if (!m_used.contains(name))
                tell(Severity::Warning, "namedconf.habit.unused", {plain(one.kind), plain(one.name)}, one.origin);
        }
    }

    // --- views behind one that takes everybody
    void views(const QList<ConfStatement> &top)
    {
        QHash<QString, QByteArray> takesAll; // class -> the view
        visitStatements(m_config, 0, top, [&](const ConfStatement &statement, int file) {
            if (statement.keyword() != "view")
                return;
            const QString klass = statement.word(2).isEmpty() ? QStringLiteral("IN") : plain(statement.word(2).toUpper());
            if (const auto first = takesAll.constFind(klass); first != takesAll.constEnd())
                return tell(Severity::Warning, "namedconf.habit.view", {plain(statement.word(1)), plain(*first)}, at(statement, file));
            bool all = true;
            visitStatements(m_config, file, statement.block, [&](const ConfStatement &inner, int) {
                const QByteArray keyword = inner.keyword();
                if (keyword == "match-clients" || keyword == "match-destinations")
                    all = all && !inner.block.isEmpty() && inner.block.first().words.size() == 1 && inner.block.first().word(0).toLower() == "any";
                if (keyword == "match-recursive-only")
                    all = all && !parseBool(inner.word(1)).value_or(true);
            });
            if (all)
                takesAll.insert(klass, statement.word(1));
        });
    }

    // --- files that named writes
    bool isManaged(const QString &path) const
    {
        return std::ranges::any_of(m_roots, [&](const QString &root) { return path.startsWith(root + u'/'); });
    }

    // What a statement names is refused when it is prepared; what named makes of it by itself is lost with the next deployment.
    void writes()
    {
        if (m_roots.isEmpty())
            return;
        const QList<FileUse> uses = filesOf(m_config);
        QStringList defaults; // that nobody moved: they lie in the directory
        for (const FileUse &use : uses) {
            if (!use.writes || !isManaged(use.path))
                continue;
            if (use.implied && use.origin.file.isEmpty())
                defaults.append(plain(use.statement));
            else
                tell(use.implied ? Severity::Warning : Severity::Error, "namedconf.habit.writes", {use.path, plain(use.statement)}, use.origin);
        }
        if (!defaults.isEmpty() && !m_directory.file.isEmpty())
            tell(Severity::Warning, "namedconf.habit.writes", {m_config.directory, defaults.join(QLatin1String(", "))}, m_directory);
        for (const ZoneDecl &zone : m_config.zones) {
            if (zone.type == QLatin1String("primary") && zone.inView.isEmpty() && (zone.dynamic || zone.signs) && isManaged(zone.file))
                tell(Severity::Error, "namedconf.habit.writes", {zone.file, QStringLiteral("zone ") + zone.name}, zone.origin);
        }
    }

    // BIND refuses a file of two zones when it writes to it for one of them; for a stub zone it does not look (asked from 9.20).
    void sharedFiles()
    {
        QHash<QString, const ZoneDecl *> first;
        for (const ZoneDecl &zone : m_config.zones) {
            if (zone.file.isEmpty() || !zone.inView.isEmpty())
                continue;
            const ZoneDecl *&other = first[zone.file];
            if (!other) {
                other = &zone;
                continue;
            }
            if (!writesTo(zone) && !writesTo(*other))
                continue;
            const bool stub = zone.type == QLatin1String("stub") || other->type == QLatin1String("stub");
            tell(stub ? Severity::Warning : Severity::Error, "namedconf.habit.shared",
                 {zone.file, zone.name, other->name, QString::number(other->origin.line), other->origin.file}, zone.origin);
        }
    }

    static bool writesTo(const ZoneDecl &zone)
    {
        const bool transferred = zone.type == QLatin1String("secondary") || zone.type == QLatin1String("mirror") ||
                                 zone.type == QLatin1String("stub");
        return transferred || (zone.type == QLatin1String("primary") && (zone.dynamic || zone.signs));
    }

    const Config &m_config;
    const QStringList &m_roots;
    QHash<QString, int> m_order;
    Origin m_directory;      // of its statement
    QSet<QByteArray> m_used; // in lower case
    bool m_anyKey = false;   // what is unseen may use any key
    bool m_anyName = false;  // ... any name
    QList<ConfFinding> m_findings;
};

} // namespace

QList<ConfFinding> checkHabits(const Config &config, const QStringList &managedRoots)
{
    if (config.files.isEmpty())
        return {};
    return Habits(config, managedRoots).run();
}

} // namespace lockstep
