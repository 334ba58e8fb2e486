// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zones/recorddelegate.h"

#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/zones/recordsmodel.h"

#include <QPainter>
#include <QTableView>

namespace lockstep {

namespace {

using Kind = FileRow::Kind;

Tone toneOf(const QModelIndex &index)
{
    switch (index.data(RecordsModel::ChangeRole).toInt()) {
    case int(RowChange::Kind::Added):
        return Tone::Added;
    case int(RowChange::Kind::Disabled):
        return Tone::Removed;
    case int(RowChange::Kind::Enabled):
    case int(RowChange::Kind::Changed):
        return Tone::Changed;
    default:
        return Tone::Neutral;
    }
}

QColor inkFor(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (index.data(RecordsModel::FaultyRole).toBool())
        return inkOf(Tone::Danger, option.palette);
    if (option.state & QStyle::State_Selected)
        return option.palette.color(QPalette::HighlightedText);
    const int kind = index.data(RecordsModel::KindRole).toInt();
    if (kind == int(Kind::Disabled) || index.data(RecordsModel::MutedRole).toBool() || index.data(RecordsModel::PendingRole).toBool())
        return inkOf(Tone::Muted, option.palette);
    if (index.column() == RecordsModel::Comment)
        return inkOf(Tone::Muted, option.palette);
    return option.palette.color(QPalette::Text);
}

} // namespace

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_HasFocus;
    const bool faulty = index.data(RecordsModel::FaultyRole).toBool();
    if (faulty) // in a selected row too
        painter->fillRect(option.rect, groundOf(Tone::Danger, option.palette));
    else if (selected)
        painter->fillRect(option.rect,
                          option.palette.color(option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive, QPalette::Highlight));
    else if (const Tone tone = toneOf(index); tone != Tone::Neutral)
        painter->fillRect(option.rect, groundOf(tone, option.palette));
    if (index.column() == RecordsModel::Mark && !index.data(RecordsModel::WholeRole).toBool()) {
        paintMark(painter, option, index);
    } else if (index.data(RecordsModel::WholeRole).toBool()) {
        paintWhole(painter, option, index);
    } else {
        const bool draft = index.data(RecordsModel::DraftRole).toBool();
        QString text = index.data().toString();
        painter->setPen(inkFor(option, index));
        QFont font = index.column() == RecordsModel::Comment ? option.font : dataFont();
        font.setStrikeOut(index.data(RecordsModel::KindRole).toInt() == int(Kind::Disabled));
        if (draft && text.isEmpty()) {
            font = option.font;
            painter->setPen(selected ? painter->pen() : QPen(option.palette.color(QPalette::PlaceholderText)));
            text = index.column() == RecordsModel::Name ? tr("new record") : QString();
        }
        painter->setFont(font);
        const QRect box = option.rect.adjusted(space::small, 0, -space::small, 0);
        const Qt::Alignment side = index.column() == RecordsModel::Ttl ? Qt::AlignRight : Qt::AlignLeft;
        painter->drawText(box, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    }
    if (focused && !index.data(RecordsModel::WholeRole).toBool()) {
        painter->setPen(faulty     ? inkOf(Tone::Danger, option.palette)
                        : selected ? option.palette.color(QPalette::HighlightedText)
                                   : option.palette.color(QPalette::Highlight));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void RecordDelegate::paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tone tone = toneOf(index);
    const bool selected = option.state & QStyle::State_Selected;
    if (tone != Tone::Neutral && !selected)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), inkOf(tone, option.palette));
    QFont font = dataFont();
    font.setWeight(QFont::Bold);
    painter->setFont(font);
    painter->setPen(selected                ? option.palette.color(QPalette::HighlightedText)
                    : tone == Tone::Neutral ? option.palette.color(QPalette::PlaceholderText)
                                            : inkOf(tone, option.palette));
    painter->drawText(option.rect, int(Qt::AlignCenter), index.data().toString());
}

void RecordDelegate::paintWhole(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (!view)
        return;
    const QRect name = view->visualRect(index.siblingAtColumn(RecordsModel::Name));
    const QModelIndex mark = index.siblingAtColumn(RecordsModel::Mark);
    if (index.column() == RecordsModel::Mark) {
        paintMark(painter, option, mark);
        return;
    }
    const int kind = index.data(RecordsModel::KindRole).toInt();
    const bool selected = option.state & QStyle::State_Selected;
    const QRect whole(name.left(), option.rect.top(), view->viewport()->width() - name.left(), option.rect.height());
    QString text = index.siblingAtColumn(RecordsModel::Name).data().toString();
    const bool head = index.data(RecordsModel::HeadRole).toBool();
    painter->setClipRect(option.rect);
    QFont font = kind == int(Kind::Comment) ? (head ? strongFont() : option.font) : dataFont();
    painter->setFont(font);
    painter->setPen(kind == int(Kind::Fault) ? inkOf(Tone::Danger, option.palette)
                    : selected               ? option.palette.color(QPalette::HighlightedText)
                    : head                   ? option.palette.color(QPalette::Text)
                                             : inkOf(Tone::Muted, option.palette));
    if (kind == int(Kind::Fault))
        text = QStringLiteral("\u2717 ") + text.simplified(); // a cross
    const QRect box = whole.adjusted(space::small, 0, -space::small, 0);
    text.replace(u'\n', QStringLiteral("  \u00b7  "));
    painter->drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
}

QWidget *RecordDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *editor = new CellEditor(parent);
    const auto *model = qobject_cast<const RecordsModel *>(index.model());
    const RecordText text = model->textAt(index.row());
    if (model->isWhole(index.row())) {
        const bool comment = index.data(RecordsModel::KindRole).toInt() == int(Kind::Comment);
        editor->setLine(QString::fromUtf8(model->lineAt(index.row())).replace(u'\n', QStringLiteral(" \\n ")), comment ? tr("Comment") : tr("Line"),
                        {}, !comment);
    } else {
        switch (index.column()) {
        case RecordsModel::Type:
            editor->setTypes(QString::fromUtf8(text.type.toUpper()));
            break;
        case RecordsModel::Data:
            editor->setData(typeFromText(text.type), text.data);
            break;
        case RecordsModel::Ttl:
            editor->setLine(QString::fromUtf8(text.ttl), tr("TTL"), tr("default"), true);
            break;
        case RecordsModel::Comment:
            editor->setLine(QString::fromUtf8(text.comment), tr("Comment"), tr("comment"), false);
            break;
        default:
            editor->setLine(QString::fromUtf8(text.owner), tr("Name"), model->isDraft(index.row()) ? QStringLiteral("@") : tr("as above"), true);
        }
    }
    Q_EMIT opened(editor, index);
    return editor;
}

void RecordDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QRect box = option.rect;
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (view && index.data(RecordsModel::WholeRole).toBool()) {
        const QRect name = view->visualRect(index.siblingAtColumn(RecordsModel::Name));
        box = QRect(name.left(), option.rect.top(), view->viewport()->width() - name.left(), option.rect.height());
    } else if (const int wide = editor->minimumSizeHint().width(); wide > box.width()) {
        // A form may need more than its column: over the next one, or back from the edge.
        box.setWidth(wide);
        if (view && box.right() >= view->viewport()->width())
            box.moveLeft(std::max(0, view->viewport()->width() - wide));
    }
    editor->setGeometry(box);
}

} // namespace lockstep
