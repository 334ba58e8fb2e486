// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/recordsmodel.h"

#include "ui/look/type.h"
#include "ui/look/words.h"

#include <algorithm>

namespace lockstep {

namespace {

using Kind = FileRow::Kind;

QString signOf(RowChange::Kind kind)
{
    switch (kind) {
    case RowChange::Kind::Added:
        return QStringLiteral("+");
    case RowChange::Kind::Disabled:
        return QStringLiteral("\u2212"); // a minus sign
    default:
        return QStringLiteral("~");
    }
}

} // namespace

int columnOf(const Error &error)
{
    if (error.code == QLatin1String("zone.name") || error.code == QLatin1String("zone.outside") || error.code == QLatin1String("zone.noowner"))
        return RecordsModel::Name;
    if (error.code == QLatin1String("zone.ttl") || error.code == QLatin1String("zone.nottl"))
        return RecordsModel::Ttl;
    return error.code == QLatin1String("zone.type") ? RecordsModel::Type : RecordsModel::Data;
}

RecordsModel::RecordsModel(QObject *parent) : QAbstractTableModel(parent) {}

int RecordsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() || !m_rows ? 0 : int(m_shown.size()) + (hasDraft() ? 1 : 0); }

int RecordsModel::rowOf(qsizetype fileRow) const
{
    if (fileRow < 0)
        return hasDraft() ? draftRow() : -1;
    const auto found = std::lower_bound(m_shown.cbegin(), m_shown.cend(), fileRow);
    return found != m_shown.cend() && *found == fileRow ? int(found - m_shown.cbegin()) : -1;
}

bool RecordsModel::isWhole(int row) const { return row < m_shown.size() && !m_rows->rows()[m_shown[row]].isRecord(); }

RecordText RecordsModel::textAt(int row) const
{
    const Attempt *typed = attemptAt(row);
    return typed && !typed->isLine ? typed->text : row < m_shown.size() ? m_rows->rows()[m_shown[row]].text : RecordText();
}

QByteArray RecordsModel::lineAt(int row) const
{
    const Attempt *typed = attemptAt(row);
    return typed && typed->isLine ? typed->line : row < m_shown.size() ? m_rows->rows()[m_shown[row]].shown : QByteArray();
}

QVariant RecordsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Ttl ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Mark:
        return role == Qt::DisplayRole ? QString() : tr("Change");
    case Name:
        return tr("Name");
    case Ttl:
        return tr("TTL");
    case Type:
        return tr("Type");
    case Data:
        return tr("Data");
    default:
        return tr("Comment");
    }
}

Qt::ItemFlags RecordsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return QAbstractTableModel::flags(index);
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    if (!m_editable || index.column() == Mark)
        return flags;
    if (!isDraft(index.row()) && m_rows->rows()[m_shown[index.row()]].kind == Kind::Blank)
        return flags;
    return flags | Qt::ItemIsEditable;
}

QVariant RecordsModel::shown(int row, int column, int role) const
{
    const bool draft = isDraft(row);
    const RecordText text = textAt(row);
    const auto word = [](const QByteArray &bytes) { return QString::fromUtf8(bytes); };
    switch (column) {
    case Mark: {
        if (draft)
            return attemptAt(row) ? QString() : QStringLiteral("*");
        const auto change = m_changes.rows.constFind(m_shown[row]);
        return change == m_changes.rows.cend() ? QString() : signOf(change->kind);
    }
    case Name:
        if (isWhole(row))
            return word(lineAt(row));
        if (!text.owner.isEmpty() || role == Qt::EditRole || draft)
            return word(text.owner);
        return word(nameToText(m_rows->rows()[m_shown[row]].name, m_rows->rows()[m_shown[row]].origin));
    case Ttl:
        if (!text.ttl.isEmpty() || role == Qt::EditRole || draft || isWhole(row))
            return word(text.ttl);
        return QString::number(m_rows->rows()[m_shown[row]].ttl);
    case Type:
        return isWhole(row) ? QString() : word(text.type.toUpper());
    case Data:
        return isWhole(row) ? QString() : word(text.data);
    default:
        return isWhole(row) ? QString() : word(text.comment);
    }
}

QString RecordsModel::tip(int row, int column) const
{
    if (const std::optional<Error> fault = faultAt(row))
        return keptSentence(row).isEmpty() ? sentence(*fault) : keptSentence(row);
    if (isDraft(row))
        return tr("Type here to add a record.");
    const FileRow &one = m_rows->rows()[m_shown[row]];
    if (one.fault)
        return sentence(*one.fault);
    QStringList lines;
    if (const auto change = m_changes.rows.constFind(m_shown[row]); change != m_changes.rows.cend()) {
        const QString before = QString::fromUtf8(change->before);
        switch (change->kind) {
        case RowChange::Kind::Added:
            lines.append(tr("Added: live does not have it."));
            break;
        case RowChange::Kind::Disabled:
            lines.append(tr("Disabled. Live has: %1").arg(before));
            break;
        case RowChange::Kind::Enabled:
            lines.append(tr("Enabled. Live has it disabled: %1").arg(before));
            break;
        case RowChange::Kind::Changed:
            lines.append(tr("Changed. Live has: %1").arg(before));
            break;
        }
    }
    if (one.kind == Kind::Disabled)
        lines.append(tr("Disabled: it stands in a comment and is not served."));
    if (one.isRecord() && column == Name)
        lines.append(QString::fromUtf8(nameToText(one.name)));
    if (one.isRecord() && column == Data && one.text.data.size() > 60)
        lines.append(QString::fromUtf8(one.text.data));
    if (one.kind == Kind::Directive && one.shown.toUpper().startsWith("$INCLUDE"))
        lines.append(tr("The records of this file are edited there: Ctrl+Enter or a double click opens it."));
    return lines.join(u'\n');
}

QVariant RecordsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_rows)
        return {};
    const int row = index.row();
    const bool draft = isDraft(row);
    const FileRow *one = draft ? nullptr : &m_rows->rows()[m_shown[row]];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return shown(row, index.column(), role);
    case Qt::ToolTipRole:
        return tip(row, index.column());
    case Qt::AccessibleTextRole: {
        const QString text = shown(row, index.column(), Qt::DisplayRole).toString();
        if (index.column() != Mark)
            return text;
        const auto change = one ? m_changes.rows.constFind(m_shown[row]) : m_changes.rows.cend();
        return change == m_changes.rows.cend()             ? QString()
               : change->kind == RowChange::Kind::Added    ? tr("added")
               : change->kind == RowChange::Kind::Disabled ? tr("disabled")
               : change->kind == RowChange::Kind::Enabled  ? tr("enabled")
                                                           : tr("changed");
    }
    case KindRole:
        return one ? int(one->kind) : -1;
    case WholeRole:
        return isWhole(row);
    case HeadRole:
        return one && one->head;
    case DraftRole:
        return draft;
    case TypeRole:
        return typeFromText(textAt(row).type);
    case MutedRole: // not written here, but it counts
        return one && one->isRecord() &&
               ((index.column() == Name && textAt(row).owner.isEmpty()) || (index.column() == Ttl && textAt(row).ttl.isEmpty()));
    case PendingRole:
        return isPending(row);
    case FaultyRole:
        return (one && one->fault && (one->kind == Kind::Fault || index.column() == Name)) ||
               (faultAt(row) && (isWhole(row) || faultyColumn(row) == index.column()));
    case ChangeRole: {
        const auto change = one ? m_changes.rows.constFind(m_shown[row]) : m_changes.rows.cend();
        return change == m_changes.rows.cend() ? -1 : int(change->kind);
    }
    default:
        return {};
    }
}

// --- what is shown

QList<qsizetype> RecordsModel::filtered() const
{
    QList<qsizetype> rows;
    const QList<FileRow> &all = m_rows->rows();
    rows.reserve(all.size());
    const QList<QByteArray> words = m_filter.toUtf8().toLower().simplified().split(' ');
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (m_filter.isEmpty()) {
            rows.append(i);
            continue;
        }
        if (!all[i].isRecord() && all[i].kind != Kind::Fault)
            continue;
        const QByteArray line =
            (nameToText(all[i].name) + ' ' + all[i].text.type + ' ' + all[i].text.data + ' ' + all[i].text.comment + ' ' + all[i].shown).toLower();
        if (std::ranges::all_of(words, [&](const QByteArray &word) { return line.contains(word); }))
            rows.append(i);
    }
    return rows;
}

void RecordsModel::setFilter(const QString &text)
{
    if (m_filter == text)
        return;
    beginResetModel();
    m_filter = text;
    if (m_rows)
        m_shown = filtered();
    endResetModel();
}

void RecordsModel::setEditable(bool editable)
{
    if (m_editable == editable)
        return;
    const int last = int(m_shown.size());
    if (!m_rows || !m_filter.isEmpty()) {
        m_editable = editable;
    } else if (editable) {
        beginInsertRows({}, last, last);
        m_editable = true;
        endInsertRows();
    } else {
        beginRemoveRows({}, last, last);
        m_editable = false;
        endRemoveRows();
    }
}

// The rows that stay are left alone, so that selection and scroll stay: equal ones at both ends, single ones that differ among
// them; what is between is taken out and put in.
void RecordsModel::setRows(std::shared_ptr<const ZoneRows> rows, const RowChanges &changes)
{
    const std::shared_ptr<const ZoneRows> before = std::exchange(m_rows, rows);
    if (!before || !rows || !m_filter.isEmpty()) {
        m_rows = before;
        beginResetModel();
        m_rows = rows;
        m_changes = changes;
        m_shown = rows ? filtered() : QList<qsizetype>();
        if (before && rows)
            follow(*before, *rows);
        endResetModel();
        return;
    }
    const auto same = [&](qsizetype a, qsizetype b) {
        const FileRow &x = before->rows()[a];
        const FileRow &y = rows->rows()[b];
        return x.kind == y.kind &&
               QByteArrayView(before->text()).sliced(x.begin, x.end - x.begin) == QByteArrayView(rows->text()).sliced(y.begin, y.end - y.begin);
    };
    const qsizetype was = before->rows().size();
    const qsizetype now = rows->rows().size();
    const qsizetype both = std::min(was, now);
    qsizetype head = 0;
    while (head < both && (same(head, head) || (head + 1 < both && same(head + 1, head + 1))))
        ++head;
    qsizetype tail = 0;
    while (tail < both - head && (same(was - 1 - tail, now - 1 - tail) || (tail + 1 < both - head && same(was - 2 - tail, now - 2 - tail))))
        ++tail;
    const qsizetype gone = was - head - tail;
    const qsizetype come = now - head - tail;
    const qsizetype inPlace = std::min(gone, come);
    m_rows = before;
    // Of those between, the ones at the end stay in place when the last one is still the same record.
    const auto sameRecord = [](const FileRow &x, const FileRow &y) {
        return x.kind == y.kind && x.isRecord() && x.name == y.name && x.type == y.type;
    };
    const bool atEnd = inPlace > 0 && sameRecord(before->rows()[was - 1 - tail], rows->rows()[now - 1 - tail]);
    if (gone > inPlace)
        beginRemoveRows({}, int(head + (atEnd ? 0 : inPlace)), int(head + gone - (atEnd ? inPlace : 0) - 1));
    else if (come > inPlace)
        beginInsertRows({}, int(head + inPlace), int(head + come - 1));
    m_rows = rows;
    m_changes = changes;
    m_shown = filtered();
    follow(*before, *rows);
    if (gone > inPlace)
        endRemoveRows();
    else if (come > inPlace)
        endInsertRows();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

} // namespace lockstep
