// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/cli/foldertree.h"
#include "core/cli/offline.h"
#include "core/cli/treediff.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace lockstep {

namespace {

using Tree = std::shared_ptr<TreeSource>;

bool isSnapshot(const QString &word)
{
    static constexpr QLatin1String names[] = {QLatin1String("live"), QLatin1String("staged"), QLatin1String("prepared")};
    static constexpr QLatin1String kinds[] = {QLatin1String("deployment:"), QLatin1String("base:"), QLatin1String("member:"),
                                              QLatin1String("rollback:")};
    return std::ranges::any_of(names, [&](QLatin1String name) { return word == name; }) ||
           std::ranges::any_of(kinds, [&](QLatin1String kind) { return word.startsWith(kind); });
}

bool isArchive(const QString &word)
{
    static constexpr const char *ends[] = {".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2"};
    return std::ranges::any_of(ends, [&](const char *end) { return word.endsWith(QLatin1String(end)); }) && QFileInfo(word).isFile();
}

Task<Result<Tree>> open(Session &session, QString word, Lens lens)
{
    if (isSnapshot(word)) {
        Task<Result<Tree>> opening = session.openSnapshot(word);
        Result<Tree> tree = co_await opening;
        co_return tree;
    }
    if (isArchive(word))
        co_return session.openArchive(word);
    const auto opening = QFileInfo(word).isDir() ? openFolder : lens == Lens::Records ? openLongFile : openFile;
    co_return opening(word).transform([](auto tree) { return Tree(std::move(tree)); });
}

// Paths as the trees have them; absolute ones as named sees them.
Result<QByteArrayList> placesOf(const QStringList &paths, const TreeSource &before, const TreeSource &after)
{
    QByteArrayList places;
    for (const QString &path : paths) {
        QByteArray place = QDir::cleanPath(path).toUtf8();
        for (const TreeSource *tree : {&after, &before}) {
            if (const std::optional<QByteArray> found = path.startsWith(u'/') ? tree->placeOf(path) : std::nullopt)
                place = *found;
        }
        const auto isThere = [&](const TreeSource &tree) {
            return std::ranges::any_of(tree.files, [&](const TreeFile &file) { return file.path == place || file.path.startsWith(place + '/'); });
        };
        if (!isThere(before) && !isThere(after))
            return fail(QStringLiteral("cli.diff.path"), {path});
        places.append(place);
    }
    return places;
}

QJsonObject sideJson(const TreeSource &tree)
{
    static constexpr const char *words[] = {"file", "folder", "archive", "snapshot"};
    return {{QStringLiteral("kind"), QLatin1String(words[int(tree.kind)])}, {QStringLiteral("name"), tree.name}};
}

QString suffixOf(const FileDifference &difference)
{
    using Meaning = FileDifference::Meaning;
    switch (difference.meaning) {
    case Meaning::Different:
        return {};
    case Meaning::Ttl:
        return QStringLiteral(" (TTLs only)");
    case Meaning::Signing:
        return QStringLiteral(" (DNSSEC only)");
    case Meaning::Serial:
        return QStringLiteral(" (serial only)");
    case Meaning::Moved:
        return QStringLiteral(" (only in which file things stand)");
    case Meaning::Comments:
        return QStringLiteral(" (comments only)");
    case Meaning::Layout:
        return QStringLiteral(" (layout only)");
    }
    return {};
}

// Shows what is told, in the manner that is wished.
class Printer
{
public:
    Printer(Console &console, Lens lens) : m_console(console), m_lens(lens) {}

    void file(const FileDifference &difference)
    {
        if (m_console.json) {
            m_files.append(toJson(difference));
            return;
        }
        const bool bare = m_lens == Lens::Records;
        if (!bare)
            m_console.head(QLatin1String(wordsOf(difference.what).at(qsizetype(difference.what))) + u' ' + shown(difference.path) +
                           suffixOf(difference));
        const QString indent = bare ? QString() : QStringLiteral("  ");
        for (const DiffRow &row : difference.rows)
            m_console.row(row, indent, difference.byLines);
        if (!difference.note.isEmpty())
            m_console.line(indent + difference.note);
        for (const Error &problem : difference.problems)
            m_console.fault(problem);
    }
    void fault(const Error &error)
    {
        if (m_console.json)
            m_problems.append(errorText(error));
        else
            m_console.fault(error);
    }
    void patch(const QByteArray &text) { m_patch += text; }

    Exit end(const DiffOutcome &outcome, const TreeSource &before, const TreeSource &after)
    {
        const Exit exit = outcome.trouble ? Exit::Failed : outcome.different > 0 ? Exit::Different : Exit::Done;
        if (m_console.json) {
            m_console.value(QJsonObject{{QStringLiteral("schema"), QStringLiteral("lockstep-diff")},
                                        {QStringLiteral("version"), 1},
                                        {QStringLiteral("lens"), QLatin1String(m_lens == Lens::Text      ? "text"
                                                                               : m_lens == Lens::Records ? "records"
                                                                                                         : "meaning")},
                                        {QStringLiteral("old"), sideJson(before)},
                                        {QStringLiteral("new"), sideJson(after)},
                                        {QStringLiteral("equal"), exit == Exit::Done},
                                        {QStringLiteral("files"), m_files},
                                        {QStringLiteral("problems"), m_problems}});
            return exit;
        }
        if (m_lens == Lens::Patch) { // half of one would be worse than none
            if (!outcome.trouble && !m_patch.isEmpty())
                m_console.patch(m_patch);
            return exit;
        }
        if (exit == Exit::Done && outcome.sameMeaning == 0)
            m_console.line(QStringLiteral("No differences."));
        if (exit == Exit::Done && outcome.sameMeaning > 0)
            m_console.note(QStringLiteral("The meaning is the same: what differs is only layout, comments, or in which file things stand. "
                                          "The lines are shown by --text."));
        return exit;
    }

private:
    Console &m_console;
    Lens m_lens;
    QJsonArray m_files;
    QJsonArray m_problems;
    QByteArray m_patch;
};

Task<Result<Exit>> compare(Session &session, QString left, QString right, DiffWish wish, QStringList paths)
{
    const bool needsMore = isSnapshot(left) || isSnapshot(right) || isArchive(left) || isArchive(right);
    if (needsMore && !session.openSnapshot)
        co_return session.handOver();
    for (const QString &side : {left, right}) {
        if (!isSnapshot(side) && !QFileInfo::exists(side))
            co_return fail(QStringLiteral("file.missing"), {side});
    }
    Task<Result<Tree>> first = open(session, left, wish.lens);
    LOCKSTEP_CO_TRY(before, co_await first);
    Task<Result<Tree>> second = open(session, right, wish.lens);
    LOCKSTEP_CO_TRY(after, co_await second);
    const bool alone = before->kind == TreeSource::Kind::File;
    if (alone != (after->kind == TreeSource::Kind::File))
        co_return fail(QStringLiteral("cli.diff.kinds"), {left, right});
    if (wish.lens == Lens::Records && !alone)
        co_return fail(QStringLiteral("cli.diff.records"), {left});
    if (before->kind == TreeSource::Kind::Snapshot && after->kind == TreeSource::Kind::Snapshot) {
        before->spanRoots();
        after->spanRoots();
    }
    LOCKSTEP_CO_TRY(places, placesOf(paths, *before, *after));
    wish.paths = places;
    Printer printer(session.console, wish.lens);
    const DiffTold told{[&](const FileDifference &difference) { printer.file(difference); }, [&](const QByteArray &text) { printer.patch(text); },
                        [&](const Error &error) { printer.fault(error); }};
    Task<DiffOutcome> comparing = compareTrees(*before, *after, wish, told);
    const DiffOutcome outcome = co_await comparing;
    co_return printer.end(outcome, *before, *after);
}

struct Words
{
    std::string left, right, from, to, member, origin;
    std::vector<std::string> paths;
    bool records = false, text = false, patch = false, secrets = false, noPager = false;
    bool staged = false;
    bool live = false;

    Lens lens() const { return records ? Lens::Records : text ? Lens::Text : patch ? Lens::Patch : Lens::Meaning; }
    // What the sides are called when they are not given as OLD and NEW.
    QPair<QString, QString> sides() const
    {
        if (live)
            return {QStringLiteral("base:last"), QStringLiteral("deployment:last")};
        if (!member.empty())
            return {QStringLiteral("live"), QStringLiteral("member:") + QString::fromStdString(member)};
        return {from.empty() ? QStringLiteral("live") : QString::fromStdString(from),
                to.empty() ? QStringLiteral("staged") : QString::fromStdString(to)};
    }
};

Task<Result<Exit>> run(Session &session, std::shared_ptr<Words> words)
{
    if (words->left.empty() != words->right.empty())
        co_return fail(QStringLiteral("cli.diff.two"));
    if (words->patch && session.console.json)
        co_return fail(QStringLiteral("cli.diff.patchjson"));
    const auto [left, right] = words->left.empty() ? words->sides() : QPair(text(words->left), text(words->right));
    QStringList paths;
    for (const std::string &path : words->paths)
        paths.append(text(path));
    if (!words->noPager)
        session.console.page();
    const DiffWish wish{words->lens(), {}, words->origin.empty() ? QByteArray() : zoneOrigin(text(words->origin)), words->secrets};
    Task<Result<Exit>> comparing = compare(session, left, right, wish, paths);
    Result<Exit> exit = co_await comparing;
    co_return exit;
}

} // namespace

void addDiffVerbs(CLI::App &app, Session &session)
{
    auto words = std::make_shared<Words>();
    CLI::App *comparing = app.add_subcommand("diff", "Two files, folders, tar archives or snapshots; staged against live when none is named");
    comparing->add_option("old", words->left,
                          "File, folder, tar archive, or snapshot: live, staged, prepared, deployment:N, base:N, rollback:N, member:NAME");
    comparing->add_option("new", words->right, "The other side, likewise; it may be of another kind");
    comparing->add_option("path", words->paths, "Only these files and folders within both");
    CLI::Option *records = comparing->add_flag("--records", words->records,
                                               "OLD and NEW are zone files: compare their records, whatever order and layout");
    CLI::Option *lines = comparing->add_flag("--text", words->text, "Line by line; what moved and which words differ is marked");
    CLI::Option *patch = comparing->add_flag("--patch", words->patch, "What patch -p1 and git apply make NEW of OLD with");
    comparing->add_flag("--with-secrets", words->secrets, "With --patch: although key material is in it")->needs(patch);
    comparing->add_option("--origin", words->origin, "Name of a zone that does not say it itself")->excludes(lines, patch);
    comparing->add_flag("--no-pager", words->noPager, "Never through a pager ($LOCKSTEP_PAGER, $PAGER, less)");
    records->excludes(lines, patch);
    lines->excludes(patch);
    CLI::Option *staged = comparing->add_flag("--staged", words->staged, "What is staged, against live (this is the default)");
    CLI::Option *live = comparing->add_flag("--live", words->live, "What the last deployment made of live");
    CLI::Option *member = comparing->add_option("--member", words->member, "What that member's files are now, against live: its drift");
    CLI::Option *from = comparing->add_option("--from", words->from, "live, staged, prepared, deployment:N or member:NAME");
    CLI::Option *to = comparing->add_option("--to", words->to, "The other side, likewise");
    staged->excludes(live, member, from, to);
    live->excludes(member, from, to);
    member->excludes(from, to);
    session.choose(comparing, [&session, words] { return run(session, words); });
}

} // namespace lockstep
