// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/treediff.h"

#include "core/cli/lenses.h"
#include "core/cli/treeconfig.h"
#include "core/review/secrets.h"

#include <QSet>

#include <algorithm>

namespace lockstep {

namespace {

using What = FileDifference::What;
using Kind = FileDifference::Kind;

// Files of one path, or the two that were named; a side is nullptr where there is none.
struct Pair
{
    const TreeFile *before = nullptr;
    const TreeFile *after = nullptr;
    const TreeFile &any() const { return after ? *after : *before; }
};

struct Texts
{
    std::optional<LocalText> before;
    std::optional<LocalText> after;
    static QByteArrayView of(const std::optional<LocalText> &side) { return side ? side->view() : QByteArrayView(); }
    // Shared with the text, which outlives what is made of it.
    static QByteArray bytes(const std::optional<LocalText> &side) { return side ? side->shared() : QByteArray(); }
    static std::optional<QByteArray> maybe(const std::optional<LocalText> &side) { return side ? std::optional(side->shared()) : std::nullopt; }
};

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
        QList<Pair> pairs = this->pairs();
        QList<Pair> differing;
        for (const Pair &pair : std::as_const(pairs)) {
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
        for (const Pair &pair : std::as_const(differing)) {
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

    QList<Pair> pairs() const
    {
        if (m_alone)
            return {{&m_before.files.first(), &m_after.files.first()}};
        QList<Pair> pairs;
        auto left = m_before.files.cbegin();
        auto right = m_after.files.cbegin();
        while (left != m_before.files.cend() || right != m_after.files.cend()) {
            const bool takesLeft = right == m_after.files.cend() || (left != m_before.files.cend() && left->path <= right->path);
            const bool takesRight = left == m_before.files.cend() || (right != m_after.files.cend() && right->path <= left->path);
            const Pair pair{takesLeft ? &*left++ : nullptr, takesRight ? &*right++ : nullptr};
            const bool leftOut = (!pair.before && m_before.leavesOut(pair.any().path)) || (!pair.after && m_after.leavesOut(pair.any().path));
            if (isWished(pair.any().path) && !leftOut)
                pairs.append(pair);
        }
        return pairs;
    }

    static QSet<QByteArray> differingPaths(const QList<Pair> &pairs)
    {
        QSet<QByteArray> paths;
        for (const Pair &pair : pairs) {
            for (const TreeFile *file : {pair.before, pair.after}) {
                if (file)
                    paths.insert(file->path);
            }
        }
        return paths;
    }

    Task<Result<bool>> same(Pair pair)
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

    FileDifference begin(const Pair &pair) const
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
    Task<> zones(QList<Pair> pairs, QList<Pair> &differing)
    {
        const QSet<QByteArray> paths = differingPaths(differing);
        // What a zone may include: only then are zones read whose own file is the same.
        const bool others = std::ranges::any_of(
            paths, [this](const QByteArray &path) { return !m_configs.zones.contains(path) && !m_configs.files.contains(path); });
        QSet<QByteArray> done;
        for (const Pair &pair : std::as_const(pairs)) {
            const QByteArray path = pair.any().path;
            const QList<TreeZone> mine = m_configs.zones.value(path);
            if (mine.isEmpty() || !isFile(pair) || !(others || paths.contains(path)))
                continue;
            Task<Result<Texts>> reading = read(pair);
            const Result<Texts> texts = co_await reading;
            if (!texts || isBinary(*texts))
                continue; // told when its turn comes
            const bool includes = mayInclude(Texts::of(texts->before)) || mayInclude(Texts::of(texts->after));
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
                    lines(difference, *texts);
                if (!paths.contains(path) && !paths.intersects(included))
                    continue;
                if (readable) // otherwise they are told by themselves, line by line
                    done += included;
                done.insert(path);
                tell(difference);
                if (mine.size() == 1 || !holdsOthers(zone, *texts))
                    break;
            }
        }
        done -= m_configs.files; // what a configuration includes says something else there
        differing.removeIf([&](const Pair &pair) { return isFile(pair) && done.contains(pair.any().path); });
    }

    // Whether the texts hold records of another zone than that: several zones may have one file.
    static bool holdsOthers(const TreeZone &zone, const Texts &texts)
    {
        class Outside : public ZoneSink
        {
        public:
            bool wantsData(QByteArrayView, int) override { return false; }
            void record(const ScannedRecord &) override {}
            void warning(const Error &) override { found = true; }
            bool found = false;
        };
        Outside outside;
        for (const QByteArrayView text : {Texts::of(texts.before), Texts::of(texts.after)})
            ZoneScanner(zone.origin, outside).scan({}, text);
        return outside.found;
    }

    static bool isBinary(const Texts &texts) { return lockstep::isBinary(Texts::of(texts.before)) || lockstep::isBinary(Texts::of(texts.after)); }

    static bool isFile(const Pair &pair)
    {
        return (!pair.before || pair.before->kind == TreeFile::Kind::File) && (!pair.after || pair.after->kind == TreeFile::Kind::File);
    }

    Task<Result<Texts>> read(Pair pair)
    {
        Texts texts;
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

    // Gives the files of the trees that the zone includes.
    Task<QSet<QByteArray>> lookAtZone(FileDifference &difference, Texts texts, QByteArray origin)
    {
        IncludedTexts left(m_before, m_configs.before.directory);
        IncludedTexts right(m_after, m_configs.after.directory);
        const QString before = m_alone ? m_before.name : difference.path;
        ZoneMeaning meaning;
        for (bool more = true; more;) {
            const auto compared = m_wish.lens == Lens::Records ? recordsMeaning : zoneMeaning;
            meaning = compared(origin, {before, Texts::of(texts.before), left.reader()}, {difference.path, Texts::of(texts.after), right.reader()});
            Task<bool> first = left.fetch();
            const bool moreLeft = co_await first;
            Task<bool> second = right.fetch();
            const bool moreRight = co_await second;
            more = moreLeft || moreRight;
        }
        lockstep::lookAtZone(difference, meaning, origin);
        co_return left.places() + right.places();
    }

    Task<> look(Pair pair)
    {
        Task<Result<Texts>> reading = read(pair);
        const Result<Texts> texts = co_await reading;
        if (!texts) {
            trouble(texts.error());
            co_return;
        }
        if (m_wish.lens == Lens::Patch) {
            patch(pair, *texts);
            co_return;
        }
        FileDifference difference = begin(pair);
        if (!isFile(pair)) {
            links(difference, pair, *texts);
        } else if (isBinary(*texts)) {
            difference.kind = Kind::Binary;
            difference.note = QStringLiteral("It is binary, and differs.");
        } else if (m_wish.lens == Lens::Records) {
            Task<QSet<QByteArray>> looking = lookAtZone(difference, *texts, originFor(*texts).value_or(QByteArray(1, '\0')));
            co_await looking;
        } else if (m_wish.lens == Lens::Meaning && isConfiguration(pair)) {
            statements(difference, pair, *texts);
        } else if (const std::optional<QByteArray> origin = m_wish.lens == Lens::Meaning ? originFor(*texts) : std::nullopt) {
            Task<QSet<QByteArray>> looking = lookAtZone(difference, *texts, *origin);
            co_await looking;
            if (!difference.problems.isEmpty())
                lines(difference, *texts);
        } else {
            lines(difference, *texts);
        }
        tell(difference);
    }

    // What both sides call themselves, where at least one is a zone; the root when they do not agree.
    std::optional<QByteArray> originFor(const Texts &texts) const
    {
        const std::optional<QByteArray> left = texts.before ? originOfText(texts.before->view()) : std::nullopt;
        const std::optional<QByteArray> right = texts.after ? originOfText(texts.after->view()) : std::nullopt;
        if (!left && !right)
            return std::nullopt;
        if (!m_wish.origin.isEmpty())
            return m_wish.origin;
        if (texts.before && texts.after && left != right)
            return QByteArray(1, '\0');
        return left ? left : right;
    }

    bool isConfiguration(const Pair &pair) const { return m_configs.files.contains(pair.any().path) || (m_alone && m_configs.aloneIsConf); }

    static void lines(FileDifference &difference, const Texts &texts)
    {
        const QByteArray before = Texts::bytes(texts.before);
        const QByteArray after = Texts::bytes(texts.after);
        difference.byLines = true;
        const MaskedPair shown = withoutSecrets(before, after);
        difference.rows = lineRows(shown.before, shown.after);
        if (difference.rows.isEmpty() && before != after)
            difference.note = QStringLiteral("It differs in bytes that cannot be shown.");
    }

    static void links(FileDifference &difference, const Pair &pair, const Texts &texts)
    {
        difference.kind = Kind::Link;
        const auto told = [](const TreeFile *file, const std::optional<LocalText> &text) {
            if (!file)
                return QStringLiteral("nothing");
            return file->kind == TreeFile::Kind::Link ? QStringLiteral("a link to ") + QString::fromUtf8(text->view()) : QStringLiteral("a file");
        };
        difference.rows.append({u'~', told(pair.before, texts.before) + QStringLiteral(" -> ") + told(pair.after, texts.after), {}, {}, {}});
    }

    void statements(FileDifference &difference, const Pair &pair, const Texts &texts)
    {
        difference.kind = Kind::Configuration;
        const ConfDifference &found = *m_configs.difference;
        if (!found.isReadable()) {
            if (!m_faultsTold)
                difference.problems = found.faultsBefore + found.faultsAfter;
            m_faultsTold = true;
            lines(difference, texts);
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

    void patch(const Pair &pair, const Texts &texts)
    {
        const QString path = (pair.after ? m_after : m_before).shownPath(pair.any().path);
        if (!isFile(pair))
            return trouble({QStringLiteral("cli.patch.link"), {path}, {}, {}});
        // Of two files that were named the old one is patched.
        const Result<QByteArray> text = patchOf({(m_alone ? *pair.before : pair.any()).path, Texts::maybe(texts.before), Texts::maybe(texts.after),
                                                 pair.any().program, !m_wish.withSecrets});
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
