// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/treeconfig.h"

#include "core/cli/lenses.h"
#include "core/zone/names.h"

#include <QDir>

#include <algorithm>

namespace lockstep {

namespace {

QByteArray bytesOf(const LocalText &text) { return text.view().toByteArray(); }

QStringList namesIn(const TreeSource &tree, const QString &folder)
{
    const std::optional<QByteArray> place = tree.placeOf(folder + QLatin1String("/x"));
    if (!place)
        return {};
    const QByteArray top = place->chopped(1);
    QStringList names;
    for (const TreeFile &file : tree.files) {
        if (!file.path.startsWith(top))
            continue;
        const QString name = QString::fromUtf8(file.path.sliced(top.size())).section(u'/', 0, 0);
        if (names.isEmpty() || names.last() != name)
            names.append(name);
    }
    names.removeDuplicates();
    return names;
}

// What the main file includes is known when it was read, and so on: as often as files include others.
Task<Config> configOf(TreeSource &tree)
{
    QHash<QString, Result<QByteArray>> texts;
    Config config;
    for (bool more = true; more;) {
        QStringList missing;
        config = readConfig(
            tree.mainFile(),
            [&](const QString &path) -> Result<QByteArray> {
                if (const auto known = texts.constFind(path); known != texts.cend())
                    return *known;
                missing.append(path);
                return QByteArray();
            },
            [&](const QString &folder) { return namesIn(tree, folder); });
        missing.removeDuplicates();
        for (const QString &path : std::as_const(missing)) {
            Task<Result<LocalText>> reading = tree.readAbsolute(path);
            const Result<LocalText> text = co_await reading;
            texts.insert(path, text.transform(bytesOf));
        }
        more = !missing.isEmpty();
    }
    co_return std::as_const(config);
}

void nameZones(const TreeSource &tree, const Config &config, QHash<QByteArray, QList<TreeZone>> &zones)
{
    const QByteArray root(1, '\0');
    for (const ZoneDecl &zone : config.zones) {
        const std::optional<QByteArray> place = zone.file.isEmpty() ? std::nullopt : tree.placeOf(zone.file);
        const Result<QByteArray> origin = nameToWire(zone.name.toUtf8(), root);
        if (!place || !origin)
            continue;
        QList<TreeZone> &known = zones[*place];
        if (std::ranges::none_of(known, [&](const TreeZone &one) { return one.origin == *origin; }))
            known.append({zone.name, zone.view, *origin});
    }
}

QSet<QByteArray> filesOf(const TreeSource &tree, const Config &config)
{
    QSet<QByteArray> files;
    for (const ConfFile &file : config.files) {
        if (const std::optional<QByteArray> place = tree.placeOf(file.path()))
            files.insert(*place);
    }
    return files;
}

Task<bool> hasOther(TreeSource &tree, QByteArray place, QByteArray text)
{
    const auto it = std::ranges::find(tree.files, place, &TreeFile::path);
    if (it == tree.files.end() || it->size != text.size())
        co_return true;
    Task<Result<bool>> comparing = tree.equals(*it, LocalText(text));
    const Result<bool> equal = co_await comparing;
    co_return !equal.value_or(false);
}

// Files of either configuration that the other tree has otherwise, or not at all.
Task<QSet<QByteArray>> differingFiles(TreeSource &before, const Config &left, TreeSource &after, const Config &right)
{
    QSet<QByteArray> differing;
    for (const auto &[own, config, tree] : {std::tuple(&before, &left, &after), std::tuple(&after, &right, &before)}) {
        for (const ConfFile &file : config->files) {
            const std::optional<QByteArray> place = own->placeOf(file.path());
            if (!place)
                continue;
            Task<bool> comparing = hasOther(*tree, *place, file.print());
            if (co_await comparing)
                differing.insert(*place);
        }
    }
    co_return differing;
}

// Paths and places as the trees have them.
void shorten(Origin &origin, const TreeSource &tree)
{
    if (const std::optional<QByteArray> place = tree.placeOf(origin.file))
        origin.file = tree.shownPath(*place);
}

} // namespace

Task<TreeConfigs> treeConfigs(TreeSource &before, TreeSource &after, QSet<QByteArray> differing, bool someOnly)
{
    TreeConfigs configs;
    if (before.kind == TreeSource::Kind::File) {
        Task<Result<LocalText>> first = before.read(before.files.first());
        const Result<LocalText> left = co_await first;
        Task<Result<LocalText>> second = after.read(after.files.first());
        const Result<LocalText> right = co_await second;
        configs.aloneIsConf = left && right && !originOfText(left->view()) && looksLikeConf(bytesOf(*left)) && looksLikeConf(bytesOf(*right));
        if (!configs.aloneIsConf)
            co_return std::as_const(configs);
    }
    Task<Config> reading = configOf(before);
    configs.before = co_await reading;
    Task<Config> readingAfter = configOf(after);
    configs.after = co_await readingAfter;
    nameZones(after, configs.after, configs.zones);
    nameZones(before, configs.before, configs.zones);
    configs.files = filesOf(before, configs.before) + filesOf(after, configs.after);
    if (!configs.files.intersects(differing))
        co_return std::as_const(configs);

    configs.difference = confDiff(configs.before, configs.after);
    const bool alone = before.kind == TreeSource::Kind::File;
    QSet<QByteArray> leftOut;
    if (someOnly) {
        Task<QSet<QByteArray>> comparing = differingFiles(before, configs.before, after, configs.after);
        leftOut = co_await comparing - differing;
    }
    const auto home = [&](const QString &path, const TreeSource &tree) {
        const std::optional<QByteArray> place = alone ? after.files.first().path : tree.placeOf(path);
        return place && (differing.contains(*place) || leftOut.contains(*place)) ? *place : QByteArray();
    };
    QByteArrayList touched((configs.files & differing).values());
    std::ranges::sort(touched);
    for (ConfChange change : std::as_const(configs.difference->changes)) {
        QByteArray place = change.originAfter.line > 0 ? home(change.originAfter.file, after) : QByteArray();
        if (place.isEmpty())
            place = home(change.originBefore.file, before);
        if (leftOut.contains(place))
            continue; // nobody asked for that file
        shorten(change.originBefore, before);
        shorten(change.originAfter, after);
        for (ConfElement &element : change.elements) {
            shorten(element.before, before);
            shorten(element.after, after);
        }
        configs.m_changes[place.isEmpty() ? touched.first() : place].append(change);
    }
    for (const ConfTextChange &change : std::as_const(configs.difference->texts)) {
        for (const QByteArray &place : {home(change.after, after), home(change.before, before)}) {
            if (!place.isEmpty() && !configs.m_texts[place].contains(change))
                configs.m_texts[place].append(change);
        }
    }
    co_return std::as_const(configs);
}

QString IncludedTexts::pathOf(const QString &name) const
{
    if (name.startsWith(u'/'))
        return QDir::cleanPath(name);
    // Of two files that were named as named-checkzone reads it: from where one stands.
    return QDir::cleanPath(m_tree.kind == TreeSource::Kind::File ? QDir::current().absoluteFilePath(name) : m_directory + u'/' + name);
}

ZoneScanner::Reader IncludedTexts::reader()
{
    return [this](const QString &name) -> Result<QByteArray> {
        const QString path = pathOf(name);
        if (const auto known = m_texts.constFind(path); known != m_texts.cend())
            return *known;
        if (!m_missing.contains(path))
            m_missing.append(path);
        return QByteArray();
    };
}

Task<bool> IncludedTexts::fetch()
{
    const QStringList missing = std::exchange(m_missing, {});
    for (const QString &path : missing) {
        Task<Result<LocalText>> reading = m_tree.readAbsolute(path);
        const Result<LocalText> text = co_await reading;
        m_texts.insert(path, text.transform(bytesOf));
        if (const std::optional<QByteArray> place = m_tree.placeOf(path))
            m_places.insert(*place);
    }
    co_return !missing.isEmpty();
}

} // namespace lockstep
