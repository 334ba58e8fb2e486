// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/housestyle.h"

#include "ui/look/theme.h"

#include <QDialogButtonBox>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QTableView>
#include <QTreeView>

namespace lockstep {

namespace {

constexpr char primaryProperty[] = "lockstepPrimary";
constexpr char dangerProperty[] = "lockstepDanger";
constexpr qreal corner = 4;
constexpr int leastHandle = 28; // that can be grasped in a long text

bool marked(const QWidget *widget, const char *property) { return widget && widget->property(property).toBool(); }

QColor between(const QColor &a, const QColor &b, qreal share)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share), float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

void paintButton(const QStyleOption &option, QPainter *painter, const QWidget *widget)
{
    const QPalette &palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool primary = marked(widget, primaryProperty) && enabled;
    QColor ground = primary ? palette.color(QPalette::Highlight) : palette.color(QPalette::Button);
    if (down)
        ground = between(ground, palette.color(primary ? QPalette::Shadow : QPalette::Text), primary ? 0.25 : 0.12);
    else if (hover)
        ground = between(ground, palette.color(primary ? QPalette::Base : QPalette::Text), primary ? 0.08 : 0.05);
    QColor edge = primary ? between(palette.color(QPalette::Highlight), Qt::black, 0.15)
                          : between(lineOf(palette), palette.color(QPalette::Text), 0.12);
    if (marked(widget, dangerProperty) && enabled)
        edge = inkOf(Tone::Danger, palette);
    if (!enabled) {
        ground = palette.color(QPalette::Window);
        edge = lineOf(palette);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge);
    painter->setBrush(ground);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(primary ? palette.color(QPalette::HighlightedText) : palette.color(QPalette::Highlight), 1.5));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2.25, 2.25, -2.25, -2.25), corner - 1.5, corner - 1.5);
    }
    painter->restore();
}

// Pen and brush of a box or a circle that can be on.
void inkIndicator(const QStyleOption &option, QPainter *painter, bool on)
{
    const QPalette &palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor accent = palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::Highlight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(on ? accent : between(palette.color(QPalette::Base), palette.color(QPalette::Text), enabled ? 0.55 : 0.25));
    painter->setBrush(on ? accent : palette.color(enabled ? QPalette::Base : QPalette::Window));
}

void paintCheckBox(const QStyleOption &option, QPainter *painter)
{
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    inkIndicator(option, painter, option.state & (QStyle::State_On | QStyle::State_NoChange));
    painter->drawRoundedRect(box, corner / 2, corner / 2);
    painter->setPen(QPen(option.palette.color(QPalette::HighlightedText), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) { return QPointF(box.left() + box.width() * x, box.top() + box.height() * y); };
    if (option.state & QStyle::State_On)
        painter->drawPolyline(QPolygonF{at(0.22, 0.54), at(0.43, 0.74), at(0.78, 0.3)});
    else if (option.state & QStyle::State_NoChange)
        painter->drawLine(at(0.25, 0.5), at(0.75, 0.5));
    painter->restore();
}

void paintRadioButton(const QStyleOption &option, QPainter *painter)
{
    const bool on = option.state & QStyle::State_On;
    const QRectF circle = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    inkIndicator(option, painter, on);
    painter->drawEllipse(circle);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.palette.color(QPalette::HighlightedText));
        const qreal dot = circle.width() * 0.2;
        painter->drawEllipse(circle.center(), dot, dot);
    }
    painter->restore();
}

bool isTable(const QWidget *widget)
{
    const auto *tree = qobject_cast<const QTreeView *>(widget);
    return qobject_cast<const QTableView *>(widget) || (tree && !tree->rootIsDecorated() && !tree->isHeaderHidden());
}

// A field can be told from what it stands on, in the dark too (WCAG 1.4.11).
void paintField(const QStyleOption &option, QPainter *painter, bool edgeAlone = false)
{
    const QPalette &palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = enabled && (option.state & QStyle::State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(edgeAlone ? QBrush(Qt::NoBrush) : QBrush(palette.color(enabled ? QPalette::Base : QPalette::Window)));
    painter->setPen(focused ? palette.color(QPalette::Highlight)
                            : between(palette.color(QPalette::Base), palette.color(QPalette::Text), enabled ? 0.45 : 0.25));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    painter->restore();
}

// Where the handle of a scroll bar lies; nothing where all is seen.
QRect handleOf(const QStyleOptionSlider &bar)
{
    const bool flat = bar.orientation == Qt::Horizontal;
    const int room = flat ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    if (range <= 0)
        return {};
    const qint64 page = std::max(bar.pageStep, 1);
    const int length = std::min(std::max(int(page * room / (range + page)), leastHandle), room);
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, room - length, bar.upsideDown);
    return flat ? QRect(bar.rect.left() + start, bar.rect.top(), length, bar.rect.height())
                : QRect(bar.rect.left(), bar.rect.top() + start, bar.rect.width(), length);
}

// Its colour is a field's edge: told from the ground (WCAG 1.4.11), and more so under the mouse.
void paintScrollBar(const QStyleOptionSlider &bar, const QRect &handle, QPainter *painter)
{
    const QPalette &palette = bar.palette;
    const QColor ground = palette.color(QPalette::Window);
    painter->fillRect(bar.rect, ground);
    if (handle.isEmpty() || !(bar.state & QStyle::State_Enabled))
        return;
    const bool grasped = bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const bool down = grasped && (bar.state & QStyle::State_Sunken);
    const bool hover = grasped && (bar.state & QStyle::State_MouseOver);
    const qreal thin = down || hover ? 2.5 : 3.5; // of each side
    const QRectF seen = bar.orientation == Qt::Horizontal ? QRectF(handle).adjusted(2, thin, -2, -thin) : QRectF(handle).adjusted(thin, 2, -thin, -2);
    const qreal round = std::min(seen.width(), seen.height()) / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(between(ground, palette.color(QPalette::Text), down ? 0.75 : hover ? 0.6 : 0.45));
    painter->drawRoundedRect(seen, round, round);
    painter->restore();
}

} // namespace

HouseStyle::HouseStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void HouseStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == PE_PanelButtonCommand) {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (button && button->features.testFlag(QStyleOptionButton::Flat) &&
            !(option->state & (State_MouseOver | State_Sunken | State_On | State_HasFocus)))
            return;
        return paintButton(*option, painter, widget);
    }
    if (element == PE_IndicatorCheckBox)
        return paintCheckBox(*option, painter);
    if (element == PE_IndicatorRadioButton)
        return paintRadioButton(*option, painter);
    if (element == PE_PanelLineEdit) {
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return paintField(*option, painter);
    }
    if (element == PE_FrameFocusRect && qobject_cast<const QPushButton *>(widget))
        return; // the panel shows it
    if (element == PE_Frame) {
        painter->save();
        painter->setPen(lineOf(option->palette));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void HouseStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_ProgressBarGroove) { // seen while it is empty, in the dark too
        const QPalette &palette = option->palette;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(between(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.45));
        painter->setBrush(palette.color(QPalette::Base));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), corner / 2, corner / 2);
        painter->restore();
        return;
    }
    if (element == CE_PushButtonLabel && (marked(widget, primaryProperty) || marked(widget, dangerProperty)) && (option->state & State_Enabled)) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton inked(*button);
            inked.palette.setColor(QPalette::ButtonText, marked(widget, primaryProperty) ? option->palette.color(QPalette::HighlightedText)
                                                                                         : inkOf(Tone::Danger, option->palette));
            return QProxyStyle::drawControl(element, &inked, painter, widget);
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void HouseStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return paintScrollBar(*bar, visualRect(bar->direction, bar->rect, handleOf(*bar)), painter);
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (button && control == CC_ToolButton && button->toolButtonStyle == Qt::ToolButtonIconOnly &&
        button->features == QStyleOptionToolButton::HasMenu) {
        QStyleOptionToolButton plain(*button); // an arrow would lie over the icon
        plain.features = QStyleOptionToolButton::None;
        return QProxyStyle::drawComplexControl(control, &plain, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option); box && control == CC_SpinBox && box->frame)
        paintField(*option, painter, true);
}

QRect HouseStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const QRect handle = handleOf(*bar);
    const bool flat = bar->orientation == Qt::Horizontal;
    QRect place;
    if (part == SC_ScrollBarGroove)
        place = bar->rect;
    else if (part == SC_ScrollBarSlider)
        place = handle;
    else if (part == SC_ScrollBarSubPage && !handle.isEmpty())
        place = QRect(bar->rect.topLeft(),
                      flat ? QSize(handle.left() - bar->rect.left(), handle.height()) : QSize(handle.width(), handle.top() - bar->rect.top()));
    else if (part == SC_ScrollBarAddPage && !handle.isEmpty())
        place = QRect(flat ? QPoint(handle.right() + 1, handle.top()) : QPoint(handle.left(), handle.bottom() + 1), bar->rect.bottomRight());
    return visualRect(bar->direction, bar->rect, place);
}

int HouseStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonMargin:
        return 12;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_SplitterWidth:
        return 1;
    case PM_ToolBarItemSpacing:
        return 4;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_HeaderMargin:
        return 8;
    case PM_FocusFrameHMargin: // cells begin where their headers do
        return isTable(widget) ? 7 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int HouseStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Table_GridLineColor:
        return int(lineOf(option ? option->palette : QPalette()).rgb());
    case SH_EtchDisabledText:
        return 0;
    case SH_DialogButtonLayout: // the next step stands last, in every dialog
        return int(QDialogButtonBox::GnomeLayout);
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

// Text stands a little away from the edge of its field.
QRect HouseStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    return element == SE_LineEditContents && frame && frame->lineWidth > 0 ? rect.adjusted(4, 0, -4, 0) : rect;
}

QSize HouseStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ItemViewItem)
        result.setHeight(std::max(result.height(), option->fontMetrics.height() + 10));
    if (type == CT_PushButton) // words do not stand at its edge
        result.setWidth(std::max(result.width(), size.width() + 24));
    if (type == CT_PushButton || type == CT_LineEdit || type == CT_ComboBox)
        result.setHeight(std::max(result.height(), option->fontMetrics.height() + 12));
    return result;
}

void setPrimary(QWidget *button, bool primary)
{
    button->setProperty(primaryProperty, primary);
    button->update();
}

void setDangerous(QWidget *button) { button->setProperty(dangerProperty, true); }

} // namespace lockstep
