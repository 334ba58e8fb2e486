// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/rowsaccess.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QWidget>

namespace lockstep {

namespace {

class RowsInterface;

class RowInterface : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    RowInterface(RowsInterface &list, int row) : m_list(list), m_row(row) {}
    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text which) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {setFocusAction()}; }
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    int row() const { return m_row; }

private:
    RowsInterface &m_list;
    int m_row;
};

class RowsInterface : public QAccessibleWidget
{
public:
    RowsInterface(QWidget *widget, RowsForReaders &rows) : QAccessibleWidget(widget, QAccessible::List), m_rows(rows) {}
    ~RowsInterface() override { forget(); }
    RowsInterface(const RowsInterface &) = delete;
    RowsInterface &operator=(const RowsInterface &) = delete;

    RowsForReaders &rows() const { return m_rows; }
    QWidget *list() const { return widget(); }
    int childCount() const override { return m_rows.readableRows(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto known = m_made.constFind(index);
        if (known != m_made.cend())
            return QAccessible::accessibleInterface(*known);
        if (m_made.size() >= mostMade) // a reader asks for what is near, not for all
            forget();
        auto *made = new RowInterface(const_cast<RowsInterface &>(*this), index);
        m_made.insert(index, QAccessible::registerAccessibleInterface(made));
        return made;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint point = widget()->mapFromGlobal(QPoint(x, y));
        const int count = childCount();
        int low = 0;
        int high = count;
        while (low < high) { // rows stand in order
            const int middle = (low + high) / 2;
            (m_rows.readableRect(middle).bottom() < point.y() ? low : high) = m_rows.readableRect(middle).bottom() < point.y() ? middle + 1 : middle;
        }
        return low < count && m_rows.readableRect(low).contains(point) ? child(low) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *one) const override
    {
        const auto *row = dynamic_cast<const RowInterface *>(one);
        return row ? row->row() : -1;
    }
    QAccessibleInterface *focusChild() const override { return child(m_rows.readableCurrent()); }

private:
    void forget() const
    {
        for (const QAccessible::Id id : std::as_const(m_made))
            QAccessible::deleteAccessibleInterface(id);
        m_made.clear();
    }

    static constexpr qsizetype mostMade = 2000;
    RowsForReaders &m_rows;
    mutable QHash<int, QAccessible::Id> m_made;
};

bool RowInterface::isValid() const { return m_list.isValid() && m_row < m_list.rows().readableRows(); }
QAccessibleInterface *RowInterface::parent() const { return &m_list; }
QString RowInterface::text(QAccessible::Text which) const
{
    return isValid() && (which == QAccessible::Name || which == QAccessible::Value) ? m_list.rows().readableText(m_row) : QString();
}
QRect RowInterface::rect() const
{
    const QRect own = m_list.rows().readableRect(m_row);
    return {m_list.list()->mapToGlobal(own.topLeft()), own.size()};
}
QAccessible::State RowInterface::state() const
{
    QAccessible::State state;
    state.focusable = state.selectable = true;
    state.invalid = !isValid();
    state.selected = isValid() && m_list.rows().readableCurrent() == m_row;
    state.focused = state.selected && m_list.list()->hasFocus();
    state.offscreen = !m_list.list()->rect().intersects(m_list.rows().readableRect(m_row));
    return state;
}
void RowInterface::doAction(const QString &name)
{
    if (name != setFocusAction() || !isValid())
        return;
    m_list.list()->setFocus();
    m_list.rows().goToReadable(m_row);
}

QAccessibleInterface *made(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    auto *rows = dynamic_cast<RowsForReaders *>(object);
    return widget && rows ? new RowsInterface(widget, *rows) : nullptr;
}

} // namespace

RowsForReaders::~RowsForReaders() = default;

void RowsForReaders::tellCurrent(QWidget *widget, int row)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(widget, QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

void RowsForReaders::tellRows(QWidget *widget)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(widget, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void installRowsAccess()
{
    static const bool done = [] {
        QAccessible::installFactory(made);
        return true;
    }();
    Q_UNUSED(done)
}

} // namespace lockstep
