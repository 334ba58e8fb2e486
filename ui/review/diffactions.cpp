// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/diffactions.h"

#include "ui/look/settings.h"
#include "ui/review/diffview.h"

#include <QAction>
#include <QMenu>

namespace lockstep {

namespace settings {
const Setting<bool> diffWrap{"review/wrap", false};
const Setting<bool> diffWhitespace{"review/whitespace", false};
const Setting<int> diffZoom{"review/zoom", 0};
} // namespace settings

DiffActions::DiffActions(DiffView &view) : QObject(&view), m_view(view)
{
    const auto on = [this](const QString &text, const QList<QKeySequence> &keys, auto act, Qt::ShortcutContext context = Qt::WidgetShortcut) {
        QAction *action = add(text, keys, context);
        connect(action, &QAction::triggered, &m_view, act);
        return action;
    };
    const auto child = Qt::WidgetWithChildrenShortcut;
    DiffView *to = &m_view;
    copy = on(tr("&Copy"), {QKeySequence(QKeySequence::Copy)}, [to] { to->copy(); });
    copyPatch = on(tr("Copy as &patch"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, [to] { to->copyPatch(); });
    selectAll = on(tr("Select &all of this side"), {QKeySequence(QKeySequence::SelectAll)}, [to] { to->selectAll(); });
    moreAbove = on(tr("%n more lines ab&ove", nullptr, DiffLines::foldStep), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up)},
                   [to] { to->openMore(FoldPart::Bottom); });
    moreBelow = on(tr("%n more lines &below", nullptr, DiffLines::foldStep), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down)},
                   [to] { to->openMore(FoldPart::Top); });
    goToLine = on(tr("&Go to line..."), {QKeySequence(Qt::CTRL | Qt::Key_G)}, [to] { to->openGoTo(); }, child);
    wrap = on(tr("&Wrap long lines"), {QKeySequence(Qt::Key_W)}, [to](bool checked) { to->setWrapped(checked); });
    whitespace = on(tr("Show white &space"), {QKeySequence(Qt::Key_S)}, [to](bool checked) { to->setWhitespace(checked); });
    larger = on(
        tr("&Larger text"), {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)}, [to] { to->setZoom(to->zoom() + 1); },
        child);
    smaller = on(tr("S&maller text"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, [to] { to->setZoom(to->zoom() - 1); }, child);
    normal = on(tr("&Normal text size"), {QKeySequence(Qt::CTRL | Qt::Key_0)}, [to] { to->setZoom(0); }, child);
    wrap->setCheckable(true);
    whitespace->setCheckable(true);
    connect(&m_view, &DiffView::lookChanged, this, &DiffActions::keep);
}

QAction *DiffActions::add(const QString &text, const QList<QKeySequence> &keys, Qt::ShortcutContext context)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(context);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(QString(text).remove(u'&'), keys.first().toString(QKeySequence::NativeText)));
    m_view.addAction(action);
    return action;
}

void DiffActions::load()
{
    m_loading = true;
    m_view.setWrapped(settings::diffWrap.load());
    m_view.setWhitespace(settings::diffWhitespace.load());
    m_view.setZoom(settings::diffZoom.load());
    m_loading = false;
    update();
}

void DiffActions::keep()
{
    update();
    if (m_loading)
        return;
    settings::diffWrap.save(m_view.isWrapped());
    settings::diffWhitespace.save(m_view.showsWhitespace());
    settings::diffZoom.save(m_view.zoom());
}

void DiffActions::update() const
{
    wrap->setChecked(m_view.isWrapped());
    whitespace->setChecked(m_view.showsWhitespace());
}

void DiffActions::fillLook(QMenu &menu) const
{
    menu.addActions({goToLine, copyPatch});
    menu.addSeparator();
    menu.addActions({wrap, whitespace});
    menu.addSeparator();
    menu.addActions({larger, smaller, normal});
}

void DiffActions::fill(QMenu &menu) const
{
    const bool text = !m_view.selectedText().isEmpty();
    menu.addAction(copy);
    menu.addActions({copyPatch, selectAll});
    menu.addSeparator();
    menu.addActions({moreAbove, moreBelow, goToLine});
    menu.addSeparator();
    menu.addActions({wrap, whitespace});
    menu.addSeparator();
    menu.addActions({larger, smaller, normal});
    QList<QAction *> others;
    for (QAction *action : m_view.actions()) {
        if (action->parent() != this && action->isVisible())
            others.append(action);
    }
    if (!others.isEmpty())
        menu.addSeparator();
    menu.addActions(others);
    // A key that can do nothing says so; an entry of a menu is grey.
    const QList<std::pair<QAction *, bool>> possible{{copy, text},
                                                     {copyPatch, m_view.canPatch()},
                                                     {selectAll, !m_view.seen().rows.isEmpty()},
                                                     {moreAbove, m_view.canOpenMore(FoldPart::Bottom)},
                                                     {moreBelow, m_view.canOpenMore(FoldPart::Top)},
                                                     {larger, m_view.zoom() < DiffView::mostZoom},
                                                     {smaller, m_view.zoom() > DiffView::leastZoom},
                                                     {normal, m_view.zoom() != 0}};
    for (const auto &[action, can] : possible) {
        action->setEnabled(can);
        connect(&menu, &QObject::destroyed, action, [action] { action->setEnabled(true); });
    }
}

} // namespace lockstep
