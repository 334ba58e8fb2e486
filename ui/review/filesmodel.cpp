// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/filesmodel.h"

#include "ui/look/type.h"
#include "ui/review/difflines.h"
#include "ui/review/risksigns.h"

#include <QApplication>
#include <QMap>
#include <QPainter>
#include <QScopeGuard>
#include <QTimerEvent>

namespace lockstep {

namespace {
constexpr int tellEveryMs = 100;
}

FileMark fileMark(ReviewFile::Mark mark)
{
    switch (mark) {
    case ReviewFile::Mark::Added:
        return {QStringLiteral("+"), FilesModel::tr("added"), Tone::Added};
    case ReviewFile::Mark::Removed:
        return {QString(QChar(0x2212)), FilesModel::tr("removed"), Tone::Removed};
    case ReviewFile::Mark::Changed:
        break;
    }
    return {QStringLiteral("~"), FilesModel::tr("changed"), Tone::Changed};
}

std::pair<QString, QString> FilesModel::groupOf(const Row &file) const
{
    const bool zone = file.kind == ReviewFile::Kind::Zone;
    if (m_grouping == Grouping::Risk) {
        const State known = m_states.value(file.id);
        if (known.risk) {
            const int rank = int(*known.risk);
            return {QString::number(rank), rank == 0 ? tr("Danger") : rank == 1 ? tr("Attention") : tr("Notice")};
        }
        return known.changes >= 0 || file.serialOnly ? std::pair(QStringLiteral("8"), tr("No risk found"))
                                                     : std::pair(QStringLiteral("9"), tr("Not looked at yet"));
    }
    if (!zone)
        return {QStringLiteral("9"), tr("Configuration")};
    if (m_grouping == Grouping::View && !file.view.isEmpty())
        return {u'1' + file.view, tr("View %1").arg(file.view)};
    return {QStringLiteral("0"), tr("Zones")};
}

QList<FilesModel::Row> FilesModel::wanted() const
{
    struct Group
    {
        QString heading;
        QList<Row> files;
    };
    QMap<QString, Group> groups;
    for (const Row &file : m_files) {
        if (!m_filter.isEmpty() && !file.text.contains(m_filter, Qt::CaseInsensitive) && !file.path.contains(m_filter, Qt::CaseInsensitive))
            continue;
        const auto [key, heading] = groupOf(file);
        Group &group = groups[key];
        group.heading = heading;
        group.files.append(file);
    }
    QList<Row> rows;
    for (const Group &group : std::as_const(groups)) {
        Row heading;
        heading.text = group.heading;
        rows.append(heading);
        rows += group.files;
    }
    return rows;
}

void FilesModel::setGrouping(Grouping grouping)
{
    if (std::exchange(m_grouping, grouping) == grouping)
        return;
    // Another order of the same files.
    beginResetModel();
    m_places.clear();
    m_rows = wanted();
    endResetModel();
}

void FilesModel::setFiles(const QList<ReviewFile> &files)
{
    m_files.clear();
    QHash<QString, State> states;
    for (const ReviewFile &file : files) {
        m_files.append({file.id(), visibleText(file.title), file.path, visibleText(file.view), file.kind, file.mark(), file.serialOnly});
        if (const auto known = m_states.constFind(file.id()); known != m_states.cend())
            states.insert(file.id(), *known);
    }
    m_states = states;
    list();
}

void FilesModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    list();
}

// Row by row where files came or went, so that the view stays where it is; at once when it is another list.
void FilesModel::list()
{
    const QList<Row> next = wanted();
    if (next == m_rows)
        return;
    const auto forget = qScopeGuard([this] { m_places.clear(); }); // whoever hears of rows that go may ask meanwhile
    m_places.clear();
    qsizetype head = 0;
    while (head < std::min(next.size(), m_rows.size()) && next[head] == m_rows[head])
        ++head;
    qsizetype tail = 0;
    while (tail < std::min(next.size(), m_rows.size()) - head && next[next.size() - 1 - tail] == m_rows[m_rows.size() - 1 - tail])
        ++tail;
    const qsizetype removed = m_rows.size() - head - tail;
    const qsizetype added = next.size() - head - tail;
    if (removed == added) {
        m_rows = next;
        Q_EMIT dataChanged(index(int(head)), index(int(head + added) - 1));
        return;
    }
    if (removed > 0) {
        beginRemoveRows({}, int(head), int(head + removed) - 1);
        m_rows.remove(head, removed);
        endRemoveRows();
    }
    if (added > 0) {
        beginInsertRows({}, int(head), int(head + added) - 1);
        m_rows = next;
        endInsertRows();
    }
}

void FilesModel::setState(const QString &id, const State &state)
{
    if (m_states.value(id) == state)
        return;
    m_states.insert(id, state);
    m_untold.insert(id);
    if (!m_toldAt.isValid() || m_toldAt.elapsed() >= tellEveryMs)
        told();
    else if (!m_timer.isActive())
        m_timer.start(tellEveryMs, this);
}

// The same files in other places, under headings that came or went: what is chosen stays chosen, and the view where it is.
void FilesModel::rearrange(const QList<Row> &next)
{
    if (next == m_rows)
        return;
    m_places.clear();
    for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
        if (!m_rows[row].id.isEmpty() || next.contains(m_rows[row]))
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (const Row &one : next) {
        if (!one.id.isEmpty() || m_rows.contains(one))
            continue;
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
        m_rows.append(one);
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged();
    const auto nameOf = [](const Row &row) { return row.id.isEmpty() ? std::pair(row.text, true) : std::pair(row.id, false); };
    QHash<std::pair<QString, bool>, int> places;
    for (int row = 0; row < next.size(); ++row)
        places.insert(nameOf(next[row]), row);
    const QModelIndexList held = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex &one : held)
        moved.append(index(places.value(nameOf(m_rows[one.row()]))));
    m_rows = next;
    m_places.clear();
    changePersistentIndexList(held, moved);
    Q_EMIT layoutChanged();
}

void FilesModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        told();
    else
        QAbstractListModel::timerEvent(event);
}

void FilesModel::told()
{
    m_timer.stop();
    int first = -1;
    int last = -1;
    const QSet<QString> untold = std::exchange(m_untold, {});
    m_toldAt.start();
    if (m_grouping == Grouping::Risk)
        rearrange(wanted());
    for (const QString &id : untold) {
        const int row = indexOf(id).row(); // -1: it is filtered out
        first = row < 0 ? first : first < 0 ? row : std::min(first, row);
        last = std::max(last, row);
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first), index(last), {CountRole, ViewedRole, RiskRole, Qt::AccessibleTextRole});
}

FilesModel::State FilesModel::sum() const
{
    State all;
    all.changes = 0;
    for (const Row &file : m_files) {
        const State one = m_states.value(file.id);
        all.changes += std::max(one.changes, 0);
        all.viewed += one.viewed;
    }
    return all;
}

QModelIndex FilesModel::indexOf(const QString &id) const
{
    if (m_places.isEmpty()) {
        for (int row = 0; row < m_rows.size(); ++row)
            m_places.insert(m_rows[row].id, row);
        m_places.remove(QString());
    }
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? QModelIndex() : index(*place);
}

QStringList FilesModel::ids() const
{
    QStringList ids;
    for (const Row &row : m_rows) {
        if (!row.id.isEmpty())
            ids.append(row.id);
    }
    return ids;
}

int FilesModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QString FilesModel::accessibleText(const Row &row, const State &known) const
{
    QStringList words{row.text, fileMark(row.mark).word};
    if (row.serialOnly)
        words.append(tr("serial only"));
    else if (known.changes >= 0)
        words.append(tr("%n changes", nullptr, known.changes));
    if (known.isViewed())
        words.append(tr("viewed"));
    if (known.risk)
        words.append(riskSign(*known.risk).word);
    return words.join(QStringLiteral(", "));
}

QVariant FilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const bool heading = row.id.isEmpty();
    const State known = m_states.value(row.id);
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::ToolTipRole:
        return heading ? QVariant() : QVariant(row.path.toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return heading ? row.text : accessibleText(row, known);
    case IdRole:
        return row.id;
    case HeadingRole:
        return heading;
    case MarkRole:
        return int(row.mark);
    case CountRole:
        return known.changes;
    case SerialRole:
        return row.serialOnly;
    case ViewedRole:
        return known.isViewed();
    case RiskRole:
        return known.risk ? int(*known.risk) : -1;
    default:
        return {};
    }
}

Qt::ItemFlags FilesModel::flags(const QModelIndex &index) const
{
    return !index.isValid() || m_rows[index.row()].id.isEmpty() ? Qt::NoItemFlags
                                                                : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void FilesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    painter->save();
    QRect rect = option.rect.adjusted(space::small, 0, -space::small, 0);
    if (index.data(FilesModel::HeadingRole).toBool()) {
        QFont font = captionFont();
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(inkOf(Tone::Muted, option.palette));
        painter->drawText(rect.adjusted(0, 0, 0, -space::tight), Qt::AlignLeft | Qt::AlignBottom, text);
        return painter->restore();
    }
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor plain = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const FileMark mark = fileMark(ReviewFile::Mark(index.data(FilesModel::MarkRole).toInt()));
    painter->setFont(dataFont());
    painter->setPen(selected ? plain : inkOf(mark.tone, option.palette));
    painter->drawText(QRect(rect.left(), rect.top(), space::large, rect.height()), Qt::AlignCenter, mark.sign);
    rect.setLeft(rect.left() + space::wide);
    const int changes = index.data(FilesModel::CountRole).toInt();
    const int risk = index.data(FilesModel::RiskRole).toInt();
    const bool viewed = index.data(FilesModel::ViewedRole).toBool();
    // At the right end, from there on: tick, count, risk.
    painter->setPen(selected ? plain : inkOf(Tone::Ok, option.palette));
    if (viewed)
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, QString(QChar(0x2713)));
    rect.setRight(rect.right() - space::large);
    const QString count = index.data(FilesModel::SerialRole).toBool() ? FilesModel::tr("serial") : changes < 0 ? QString() : QString::number(changes);
    painter->setFont(captionFont());
    painter->setPen(selected ? plain : inkOf(Tone::Muted, option.palette));
    painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, count);
    rect.setRight(rect.right() - std::max(painter->fontMetrics().horizontalAdvance(count), int(space::large)) - space::tight);
    if (risk >= 0 && RiskNote::Rank(risk) != RiskNote::Rank::Notice) {
        const RiskSign sign = riskSign(RiskNote::Rank(risk));
        QFont strong = dataFont();
        strong.setBold(true);
        painter->setFont(strong);
        painter->setPen(selected ? plain : inkOf(sign.tone, option.palette));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, sign.sign);
        rect.setRight(rect.right() - space::large);
    }
    painter->setFont(option.font);
    painter->setPen(plain);
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(text, Qt::ElideMiddle, rect.width()));
    painter->restore();
}

QSize FilesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {160, option.fontMetrics.height() + (index.data(FilesModel::HeadingRole).toBool() ? 14 : 10)};
}

} // namespace lockstep
