// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/zonesmodel.h"

#include "ui/look/theme.h"

#include <QHash>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace lockstep {

namespace {

constexpr qsizetype longList = 2000; // rows that are arranged in another thread

bool isReverse(const QString &name) { return name.endsWith(QLatin1String(".arpa")); }

// Names as people sort them, reverse zones behind the others.
QString orderKey(const QString &name)
{
    if (!isReverse(name))
        return u'0' + name;
    QString key(u'1');
    const QStringList labels = name.split(u'.');
    for (auto it = labels.crbegin(); it != labels.crend(); ++it)
        key += (it->size() < 3 && !it->isEmpty() && it->at(0).isDigit() ? QString(3 - it->size(), u'0') : QString()) + *it + u'.';
    return key;
}

QString serialText(const ZoneListing &zone)
{
    const QString now = zone.serialStaged ? QString::number(*zone.serialStaged) : QString();
    if (zone.serialLive && zone.serialStaged && zone.serialLive != zone.serialStaged)
        return QStringLiteral("%1 \u2192 %2").arg(*zone.serialLive).arg(now);
    return now.isEmpty() && zone.serialLive ? QString::number(*zone.serialLive) : now;
}

quint64 weight(const ZoneListing &zone, int column)
{
    return column == ZonesModel::Records  ? quint64(zone.records)
           : column == ZonesModel::Serial ? zone.serialStaged.value_or(zone.serialLive.value_or(0))
           : column == ZonesModel::Change ? quint64(zone.change == ZoneChange::None ? 9 : int(zone.change))
                                          : 0;
}

QString wordFor(const ZoneListing &zone, int column)
{
    switch (column) {
    case ZonesModel::Type:
        return zone.type;
    case ZonesModel::View:
        return zone.view;
    case ZonesModel::File:
        return zone.file;
    case ZonesModel::Notes:
        return (zone.signs ? QStringLiteral("a") : QStringLiteral("b")) + (zone.dynamic ? u'a' : u'b');
    default:
        return {};
    }
}

} // namespace

QString displayName(const QString &name)
{
    if (name == QLatin1String(".") || !name.contains(QLatin1String("xn--")))
        return name;
    const QString shown = QUrl::fromAce(name.toLatin1(), QUrl::IgnoreIDNWhitelist);
    return shown.isEmpty() ? name : shown;
}

QString typeWord(const ZoneListing &zone)
{
    static const QHash<QString, const char *> words{{QStringLiteral("primary"), QT_TRANSLATE_NOOP("ZonesModel", "primary")},
                                                    {QStringLiteral("secondary"), QT_TRANSLATE_NOOP("ZonesModel", "secondary")},
                                                    {QStringLiteral("hint"), QT_TRANSLATE_NOOP("ZonesModel", "hint")},
                                                    {QStringLiteral("forward"), QT_TRANSLATE_NOOP("ZonesModel", "forward")},
                                                    {QStringLiteral("stub"), QT_TRANSLATE_NOOP("ZonesModel", "stub")},
                                                    {QStringLiteral("static-stub"), QT_TRANSLATE_NOOP("ZonesModel", "static stub")},
                                                    {QStringLiteral("mirror"), QT_TRANSLATE_NOOP("ZonesModel", "mirror")},
                                                    {QStringLiteral("redirect"), QT_TRANSLATE_NOOP("ZonesModel", "redirect")}};
    if (!zone.inView.isEmpty())
        return ZonesModel::tr("in view %1").arg(zone.inView);
    const char *word = words.value(zone.type);
    return word ? ZonesModel::tr(word) : zone.type;
}

QVariant ZonesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    const bool number = section == Records || section == Serial;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Change:
        return tr("Change");
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case View:
        return tr("View");
    case Records:
        return tr("Records");
    case Serial:
        return tr("Serial");
    case Notes:
        return tr("Notes");
    default:
        return tr("File");
    }
}

QVariant ZonesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = (*m_zones)[m_order[index.row()]];
    const ZoneListing &zone = row.listing;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Change:
            return zone.change == ZoneChange::None      ? QString()
                   : zone.change == ZoneChange::Added   ? tr("+ added")
                   : zone.change == ZoneChange::Removed ? tr("\u2212 removed")
                                                        : tr("~ changed");
        case Name:
            return row.shown;
        case Type:
            return typeWord(zone);
        case View:
            return zone.view;
        case Records:
            return zone.path.isEmpty() ? QString() : QLocale().toString(zone.records);
        case Serial:
            return serialText(zone);
        case Notes: {
            QStringList notes;
            if (zone.signs)
                notes.append(tr("DNSSEC"));
            if (zone.dynamic)
                notes.append(tr("dynamic"));
            return notes.join(QStringLiteral(", "));
        }
        default:
            return zone.path.isEmpty() ? zone.file : zone.path;
        }
    case Qt::ToolTipRole:
        switch (index.column()) {
        case Name:
            return row.shown == zone.name ? zone.name : tr("%1 (%2 on the wire)").arg(row.shown, zone.name);
        case Serial:
            return zone.serialLive != zone.serialStaged && zone.serialLive && zone.serialStaged
                       ? tr("Live %1, staged %2").arg(*zone.serialLive).arg(*zone.serialStaged)
                       : QString();
        case File:
            return zone.path.isEmpty() && !zone.file.isEmpty() ? tr("%1, which named writes itself or which is not managed").arg(zone.file)
                                                               : zone.file;
        case Notes:
            return zone.dynamic ? tr("The records of a dynamic zone belong to its clients: they are not edited here.") : QString();
        default:
            return {};
        }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Records || index.column() == Serial ? Qt::AlignRight : Qt::AlignLeft));
    case ToneRole:
        return int(zone.change == ZoneChange::Added     ? Tone::Added
                   : zone.change == ZoneChange::Removed ? Tone::Removed
                   : zone.change == ZoneChange::Changed ? Tone::Changed
                                                        : Tone::Neutral);
    default:
        return {};
    }
}

QList<int> ZonesModel::ordered(const Rows &rows, const QString &filter, int column, Qt::SortOrder order)
{
    QList<int> chosen;
    chosen.reserve(rows->size());
    const QStringList words = filter.toLower().split(u' ', Qt::SkipEmptyParts);
    for (int i = 0; i < rows->size(); ++i) {
        if (std::ranges::all_of(words, [&](const QString &word) { return (*rows)[i].words.contains(word); }))
            chosen.append(i);
    }
    std::sort(chosen.begin(), chosen.end(), [&](int a, int b) {
        const Row &x = (*rows)[a];
        const Row &y = (*rows)[b];
        int sign = 0;
        if (const quint64 one = weight(x.listing, column), other = weight(y.listing, column); one != other)
            sign = one < other ? -1 : 1;
        else if (column != Name)
            sign = wordFor(x.listing, column).compare(wordFor(y.listing, column));
        if (sign != 0)
            return order == Qt::AscendingOrder ? sign < 0 : sign > 0;
        sign = x.key.compare(y.key);
        if (sign == 0)
            sign = x.listing.view.compare(y.listing.view);
        return sign == 0 ? a < b : column == Name && order == Qt::DescendingOrder ? sign > 0 : sign < 0;
    });
    return chosen;
}

void ZonesModel::arrange(Rows rows)
{
    if (rows->size() <= longList) {
        m_work.cancel();
        take(rows, ordered(rows, m_filter, m_column, m_direction));
        return;
    }
    m_work.run(
        this, [rows, filter = m_filter, column = m_column, order = m_direction] { return ordered(rows, filter, column, order); },
        [this, rows](const QList<int> &order) { take(rows, order); });
}

void ZonesModel::take(const Rows &rows, const QList<int> &order)
{
    const auto same = [](const Row &a, const Row &b) { return a.listing.name == b.listing.name && a.listing.view == b.listing.view; };
    bool inPlace = order.size() == m_order.size();
    for (qsizetype i = 0; i < order.size() && inPlace; ++i)
        inPlace = same((*m_zones)[m_order[i]], (*rows)[order[i]]);
    if (inPlace) {
        m_zones = rows;
        m_order = order;
        if (!order.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(int(order.size()) - 1, Columns - 1));
        Q_EMIT arranged();
        return;
    }
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList old = persistentIndexList();
    QHash<QPair<QString, QString>, int> places;
    if (!old.isEmpty()) {
        for (int i = 0; i < order.size(); ++i)
            places.insert({(*rows)[order[i]].listing.name, (*rows)[order[i]].listing.view}, i);
    }
    QModelIndexList moved;
    for (const QModelIndex &one : old) {
        const ZoneListing &zone = (*m_zones)[m_order[one.row()]].listing;
        const int place = places.value({zone.name, zone.view}, -1);
        moved.append(place < 0 ? QModelIndex() : createIndex(place, one.column()));
    }
    m_zones = rows;
    m_order = order;
    changePersistentIndexList(old, moved);
    Q_EMIT layoutChanged();
    Q_EMIT arranged();
}

void ZonesModel::setZones(const QList<ZoneListing> &zones)
{
    auto rows = std::make_shared<QList<Row>>();
    rows->reserve(zones.size());
    for (const ZoneListing &zone : zones) {
        const QString shown = displayName(zone.name);
        rows->append(
            {zone, shown, orderKey(zone.name), (shown + u' ' + zone.name + u' ' + zone.type + u' ' + zone.view + u' ' + zone.file).toLower()});
    }
    arrange(rows);
}

void ZonesModel::setFilter(const QString &text)
{
    m_filter = text;
    arrange(m_zones);
}

void ZonesModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_direction = order;
    arrange(m_zones);
}

} // namespace lockstep
