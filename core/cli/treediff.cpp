// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/treediff.h"

#include "core/cli/lenses.h"
#include "core/cli/treeconfig.h"
#include "core/cli/treepairs.h"
#include "core/review/secrets.h"

#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

using What = FileDifference::What;

class Comparison
{
public:
    Comparison(TreeSource &before, TreeSource &after, DiffWish wish, DiffTold told)
        : m_before(before), m_after(after), m_wish(std::move(wish)), m_told(std::move(told)),
          m_alone(before.kind == TreeSource::Kind::File && after.kind == TreeSource::Kind::File)
    {
    }

    Task<DiffOutcome> run()
    {
        for (const Error &problem : m_before.problems + m_after.problems)
            trouble(problem);
        QList<TreePair> pairs = this->pairs();
        if (m_before.window() && m_after.window() && m_wish.lens == Lens::Records) {
            Task<> comparing = records(pairs.first(), *m_before.window(), *m_after.window());
            co_await comparing;
            co_return m_outcome;
        }
        QList<TreePair> differing;
        for (const TreePair &pair : std::as_const(pairs)) {
            Task<Result<bool>> comparing = same(pair);
            const Result<bool> equal = co_await comparing;
            if (!equal)
                trouble(equal.error());
            else if (!*equal)
                differing.append(pair);
        }
        if (differing.isEmpty())
            co_return m_outcome;
        if (m_wish.lens == Lens::Meaning) {
            Task<TreeConfigs> reading = treeConfigs(m_before, m_after, differingPaths(differing), !m_wish.paths.isEmpty());
            m_configs = co_await reading;
            Task<> zones = this->zones(pairs, differing);
            co_await zones;
        }
        for (const TreePair &pair : std::as_const(differing)) {
            Task<> looking = look(pair);
            co_await looking;
        }
        co_return m_outcome;
    }

private:
    void trouble(const Error &error)
    {
        m_outcome.trouble = true;
        m_told.fault(error);
    }

    bool isWished(const QByteArray &path) const
    {
        return m_wish.paths.isEmpty() || std::ranges::any_of(m_wish.paths, [&](const QByteArray &one) {
                   return path == one || (path.startsWith(one) && path.at(one.size()) == '/');
               });
    }

    QList<TreePair> pairs() const
    {
        if (m_alone)
            return {{&m_before.files.first(), &m_after.files.first()}};
        QList<TreePair> pairs;
        auto left = m_before.files.cbegin();
        auto right = m_after.files.cbegin();
        while (left != m_before.files.cend() || right != m_after.files.cend()) {
            const bool takesLeft = right == m_after.files.cend() || (left != m_before.files.cend() && left->path <= right->path);
            const bool takesRight = left == m_before.files.cend() || (right != m_after.files.cend() && right->path <= left->path);
            const TreePair pair{takesLeft ? &*left++ : nullptr, takesRight ? &*right++ : nullptr};
            const bool leftOut = (!pair.before && m_before.leavesOut(pair.any().path)) || (!pair.after && m_after.leavesOut(pair.any().path));
            if (isWished(pair.any().path) && !leftOut)
                pairs.append(pair);
        }
        return pairs;
    }

    static QSet<QByteArray> differingPaths(const QList<TreePair> &pairs)
    {
        QSet<QByteArray> paths;
        for (const TreePair &pair : pairs) {
            for (const TreeFile *file : {pair.before, pair.after}) {
                if (file)
                    paths.insert(file->path);
            }
        }
        return paths;
    }

    Task<Result<bool>> same(TreePair pair)
    {
        if (!pair.before || !pair.after || pair.before->kind != pair.after->kind)
            co_return false;
        if (pair.after->kind == TreeFile::Kind::Other)
            co_return fail(QStringLiteral("cli.tree.kind"), {m_after.shownPath(pair.after->path)});
        if (pair.after->kind == TreeFile::Kind::Link) {
            Task<Result<LocalText>> first = m_before.target(*pair.before);
            LOCKSTEP_CO_TRY(left, co_await first);
            Task<Result<LocalText>> second = m_after.target(*pair.after);
            LOCKSTEP_CO_TRY(right, co_await second);
            co_return left.view() == right.view();
        }
        if (pair.before->size != pair.after->size)
            co_return false;
        if (!pair.before->digest.isNull() && !pair.after->digest.isNull())
            co_return pair.before->digest == pair.after->digest;
        // The side whose digests are known has the cheaper answer.
        const bool askBefore = !pair.before->digest.isNull();
        Task<Result<LocalText>> reading = askBefore ? m_after.read(*pair.after) : m_before.read(*pair.before);
        LOCKSTEP_CO_TRY(text, co_await reading);
        Task<Result<bool>> comparing = askBefore ? m_before.equals(*pair.before, text) : m_after.equals(*pair.after, text);
        Result<bool> equal = co_await comparing;
        co_return equal;
    }

    FileDifference begin(const TreePair &pair) const
    {
        FileDifference difference;
        difference.path = (pair.after ? m_after : m_before).shownPath(pair.any().path);
        difference.what = !pair.before ? What::Added : !pair.after ? What::Removed : What::Changed;
        return difference;
    }

    void tell(const FileDifference &difference)
    {
        ++(difference.meansTheSame() && m_wish.lens != Lens::Text ? m_outcome.sameMeaning : m_outcome.different);
        m_told.file(difference);
    }

    // Zones that differ in their own file or in one that they include. What they include is told with them.
    Task<> zones(QList<TreePair> pairs, QList<TreePair> &differing)
    {
        const QSet<QByteArray> paths = differingPaths(differing);
        // What a zone may include: only then are zones read whose own file is the same.
        const bool others = std::ranges::any_of(
            paths, [this](const QByteArray &path) { return !m_configs.zones.contains(path) && !m_configs.files.contains(path); });
        QSet<QByteArray> done;
        for (const TreePair &pair : std::as_const(pairs)) {
            const QByteArray path = pair.any().path;
            const QList<TreeZone> mine = m_configs.zones.value(path);
            if (mine.isEmpty() || !pair.isFile() || !(others || paths.contains(path)))
                continue;
            Task<Result<PairTexts>> reading = read(pair);
            const Result<PairTexts> texts = co_await reading;
            if (!texts || texts->isBinary())
                continue; // told when its turn comes
            const bool includes = mayInclude(PairTexts::of(texts->before)) || mayInclude(PairTexts::of(texts->after));
            if (!paths.contains(path) && !includes)
                continue;
            for (const TreeZone &zone : mine) {
                FileDifference difference = begin(pair);
                difference.zone = zone.name;
                difference.view = zone.view;
                Task<QSet<QByteArray>> looking = lookAtZone(difference, *texts, zone.origin);
                const QSet<QByteArray> included = co_await looking;
                const bool readable = difference.problems.isEmpty();
                if (!readable)
                    showLines(difference, *texts);
                if (!paths.contains(path) && !paths.intersects(included))
                    continue;
                if (readable) // otherwise they are told by themselves, line by line
                    done += included;
                done.insert(path);
                tell(difference);
                if (mine.size() == 1 || !texts->holdsOthers(zone.origin))
                    break;
            }
        }
        done -= m_configs.files; // what a configuration includes says something else there
        differing.removeIf([&](const TreePair &pair) { return pair.isFile() && done.contains(pair.any().path); });
    }

    Task<Result<PairTexts>> read(TreePair pair)
    {
        PairTexts texts;
        if (pair.before) {
            Task<Result<LocalText>> reading = side(m_before, *pair.before);
            LOCKSTEP_CO_TRY(text, co_await reading);
            texts.before = text;
        }
        if (pair.after) {
            Task<Result<LocalText>> reading = side(m_after, *pair.after);
            LOCKSTEP_CO_TRY(text, co_await reading);
            texts.after = text;
        }
        co_return texts;
    }

    static Task<Result<LocalText>> side(TreeSource &tree, TreeFile file)
    {
        if (file.kind == TreeFile::Kind::Other)
            co_return fail(QStringLiteral("cli.tree.kind"), {tree.shownPath(file.path)});
        Task<Result<LocalText>> reading = file.kind == TreeFile::Kind::Link ? tree.target(file) : tree.read(file);
        Result<LocalText> text = co_await reading;
        co_return text;
    }

    // Two zone files of any length, by their records.
    Task<> records(TreePair pair, FileWindow &before, FileWindow &after)
    {
        if (!isSameText(before, after)) {
            FileDifference difference = begin(pair);
            const auto head = [](FileWindow &window) { return window.hold(0, headOfText + 1).left(headOfText + 1).toByteArray(); };
            const QByteArray left = head(before);
            const QByteArray right = head(after);
            if (isBinary(left) || isBinary(right)) {
                showBinary(difference);
            } else {
                Task<QSet<QByteArray>> looking = lookAtZone(difference, originFor(left, right).value_or(QByteArray(1, '\0')),
                                                            [&](const QByteArray &origin, const Readers &readers) {
                                                                return recordsMeaning(origin, ZoneSource{m_before.name, before, readers.before},
                                                                                      ZoneSource{difference.path, after, readers.after});
                                                            });
                co_await looking;
            }
            if (isWhole(before) && isWhole(after))
                tell(difference);
        } else if (isWhole(before)) {
            isWhole(after);
        }
    }

    // Whether a file could be read, and is as it was.
    bool isWhole(FileWindow &window)
    {
        const Result<void> finished = window.finish();
        if (!finished)
            trouble(finished.error());
        return finished.has_value();
    }

    struct Readers
    {
        ZoneScanner::Reader before;
        ZoneScanner::Reader after;
    };

    // Gives the files of the trees that the zone includes.
    Task<QSet<QByteArray>> lookAtZone(FileDifference &difference, PairTexts texts, QByteArray origin)
    {
        const QString before = m_alone ? m_before.name : difference.path;
        Task<QSet<QByteArray>> looking = lookAtZone(difference, origin, [&](const QByteArray &zone, const Readers &readers) {
            return zoneMeaning(zone, {before, PairTexts::of(texts.before), readers.before},
                               {difference.path, PairTexts::of(texts.after), readers.after});
        });
        QSet<QByteArray> included = co_await looking;
        co_return included;
    }

    // The same for any way to compare, which is called again while it asks for files that are not there yet.
    Task<QSet<QByteArray>> lookAtZone(FileDifference &difference, QByteArray origin,
                                      std::function<ZoneMeaning(const QByteArray &origin, const Readers &readers)> compare)
    {
        IncludedTexts left(m_before, m_configs.before.directory);
        IncludedTexts right(m_after, m_configs.after.directory);
        ZoneMeaning meaning;
        for (bool more = true; more;) {
            meaning = compare(origin, {left.reader(), right.reader()});
            Task<bool> first = left.fetch();
            const bool moreLeft = co_await first;
            Task<bool> second = right.fetch();
            const bool moreRight = co_await second;
            more = moreLeft || moreRight;
        }
        lockstep::lookAtZone(difference, meaning, origin);
        co_return left.places() + right.places();
    }

    Task<> look(TreePair pair)
    {
        Task<Result<PairTexts>> reading = read(pair);
        const Result<PairTexts> texts = co_await reading;
        if (!texts) {
            trouble(texts.error());
            co_return;
        }
        if (m_wish.lens == Lens::Patch) {
            patch(pair, *texts);
            co_return;
        }
        FileDifference difference = begin(pair);
        if (!pair.isFile()) {
            showLinks(difference, pair, *texts);
        } else if (texts->isBinary()) {
            showBinary(difference);
        } else if (m_wish.lens == Lens::Meaning && isConfiguration(pair)) {
            statements(difference, pair, *texts);
        } else if (const std::optional<QByteArray> origin = m_wish.lens == Lens::Meaning ? originFor(*texts) : std::nullopt) {
            Task<QSet<QByteArray>> looking = lookAtZone(difference, *texts, *origin);
            co_await looking;
            if (!difference.problems.isEmpty())
                showLines(difference, *texts);
        } else {
            showLines(difference, *texts);
        }
        tell(difference);
    }

    // What both sides call themselves, where at least one is a zone; the root when they do not agree.
    std::optional<QByteArray> originFor(const PairTexts &texts) const
    {
        return originFor(PairTexts::maybe(texts.before), PairTexts::maybe(texts.after));
    }
    std::optional<QByteArray> originFor(const std::optional<QByteArray> &before, const std::optional<QByteArray> &after) const
    {
        const std::optional<QByteArray> left = before ? originOfText(*before) : std::nullopt;
        const std::optional<QByteArray> right = after ? originOfText(*after) : std::nullopt;
        if (!left && !right)
            return std::nullopt;
        if (!m_wish.origin.isEmpty())
            return m_wish.origin;
        if (before && after && left != right)
            return QByteArray(1, '\0');
        return left ? left : right;
    }

    bool isConfiguration(const TreePair &pair) const { return m_configs.files.contains(pair.any().path) || (m_alone && m_configs.aloneIsConf); }

    void statements(FileDifference &difference, const TreePair &pair, const PairTexts &texts)
    {
        difference.kind = FileDifference::Kind::Configuration;
        const ConfDifference &found = *m_configs.difference;
        if (!found.isReadable()) {
            if (!m_faultsTold)
                difference.problems = found.faultsBefore + found.faultsAfter;
            m_faultsTold = true;
            showLines(difference, texts);
            return;
        }
        for (const ConfChange &change : m_configs.changesIn(pair.any().path))
            difference.rows += confRows(change);
        if (!difference.rows.isEmpty())
            return;
        difference.meaning = FileDifference::Meaning::Layout;
        for (const ConfTextChange &change : m_configs.textsIn(pair.any().path))
            lookAtConfText(difference, change);
    }

    void patch(const TreePair &pair, const PairTexts &texts)
    {
        const QString path = (pair.after ? m_after : m_before).shownPath(pair.any().path);
        if (!pair.isFile())
            return trouble({QStringLiteral("cli.patch.link"), {path}, {}, {}});
        // Of two files that were named the old one is patched.
        const Result<QByteArray> text = patchOf({(m_alone ? *pair.before : pair.any()).path, PairTexts::maybe(texts.before),
                                                 PairTexts::maybe(texts.after), pair.any().program, !m_wish.withSecrets});
        if (!text)
            return trouble(text.error());
        ++m_outcome.different;
        m_told.patch(*text);
    }

    TreeSource &m_before;
    TreeSource &m_after;
    DiffWish m_wish;
    DiffTold m_told;
    bool m_alone;
    TreeConfigs m_configs;
    bool m_faultsTold = false;
    DiffOutcome m_outcome;
};

} // namespace

Task<DiffOutcome> compareTrees(TreeSource &before, TreeSource &after, DiffWish wish, DiffTold told)
{
    Comparison comparison(before, after, std::move(wish), std::move(told));
    Task<DiffOutcome> running = comparison.run();
    const DiffOutcome outcome = co_await running;
    co_return outcome;
}

} // namespace lockstep
