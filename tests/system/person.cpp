// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/person.h"
#include "tests/support/waitfor.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QTreeView>

namespace lockstep {

namespace {

constexpr int patience = 60000;
constexpr int mostTabs = 80;

QString plain(QString text) { return text.remove(u'&').remove(QStringLiteral("...")); }

QModelIndex cellOf(const QAbstractItemView *view, const QString &text, const QModelIndex &parent = {})
{
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        for (int column = 0; column < model->columnCount(parent); ++column) {
            const QModelIndex index = model->index(row, column, parent);
            if (index.data().toString() == text)
                return index;
        }
        const QModelIndex below = cellOf(view, text, model->index(row, 0, parent));
        if (below.isValid())
            return below;
    }
    return {};
}

} // namespace

QWidget *Person::front() const
{
    if (QWidget *dialog = QApplication::activeModalWidget())
        return dialog;
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *one : all) {
        if (one->isVisible() && one->objectName() == QLatin1String("mainWindow"))
            return one;
    }
    return nullptr;
}

QWidget *Person::find(const std::function<bool(QWidget *)> &fits) const
{
    const QWidget *window = front();
    const QWidgetList all = window ? window->findChildren<QWidget *>() : QWidgetList();
    for (QWidget *one : all) {
        if (one->isVisible() && one->isEnabled() && fits(one))
            return one;
    }
    return nullptr;
}

void Person::waitFor(const char *what, const std::function<bool()> &seen, int milliseconds) const
{
    if (comes(seen, milliseconds))
        return;
    const QString picture = QDir::temp().filePath(QStringLiteral("lockstep-person.png")); // what was to be seen instead
    QGuiApplication::primaryScreen()->grabWindow(0).save(picture);
    qFatal("A person waited in vain: %s; what there was instead: %s", what, qPrintable(picture));
}

bool Person::sees(const QString &words) const
{
    return find([&](QWidget *one) {
               const auto *label = qobject_cast<QLabel *>(one);
               const auto *button = qobject_cast<QAbstractButton *>(one);
               return (label && label->text().contains(words)) || (button && plain(button->text()).contains(words));
           }) != nullptr;
}

// With the keyboard alone: Tab until it is there. What Tab does not reach cannot be used.
void Person::focus(QWidget *widget) const
{
    QPoint at; // nobody hits what still moves
    for (int i = 0; i < 40 && at != widget->mapToGlobal(QPoint()); ++i) {
        at = widget->mapToGlobal(QPoint());
        QTest::qWait(150);
    }
    if (m_hands == Hands::Both) { // a box may be wider than its words
        qobject_cast<QCheckBox *>(widget) ? Desktop::clickAt(widget, {8, widget->height() / 2}) : Desktop::click(widget);
        return;
    }
    for (int i = 0; i < mostTabs && !widget->hasFocus(); ++i) {
        Desktop::key(QStringLiteral("Tab"));
    }
    if (!widget->hasFocus())
        qFatal("Tab never reaches \"%s\"", qPrintable(widget->accessibleName()));
}

void Person::use(QWidget *widget) const
{
    focus(widget);
    if (m_hands == Hands::KeyboardOnly)
        Desktop::key(QStringLiteral("space"));
}

void Person::press(const QString &words)
{
    QWidget *button = nullptr;
    const QByteArray what = "the button \"" + words.toUtf8() + '"';
    waitFor(
        what.constData(),
        [&] {
            button = find([&](QWidget *one) {
                const auto *it = qobject_cast<QAbstractButton *>(one);
                return it && (plain(it->text()) == words || it->accessibleName() == words);
            });
            return button != nullptr;
        },
        patience);
    use(button);
}

void Person::check(const QString &words) { press(words); }

void Person::fill(const QString &name, const QString &text)
{
    QWidget *field = nullptr;
    const QByteArray what = "the field \"" + name.toUtf8() + '"';
    waitFor(
        what.constData(),
        [&] {
            field = find([&](QWidget *one) { return qobject_cast<QLineEdit *>(one) && one->accessibleName() == name; });
            return field != nullptr;
        },
        patience);
    focus(field);
    Desktop::key(QStringLiteral("ctrl+a"));
    Desktop::type(text);
    waitFor(what.constData(), [&] { return qobject_cast<QLineEdit *>(field)->text() == text; });
}

void Person::choose(const QString &view, const QString &text, bool open)
{
    QAbstractItemView *list = nullptr;
    QModelIndex index;
    const QByteArray what = '"' + text.toUtf8() + "\" in \"" + view.toUtf8() + '"';
    waitFor(
        what.constData(),
        [&] {
            list = qobject_cast<QAbstractItemView *>(
                find([&](QWidget *one) { return qobject_cast<QAbstractItemView *>(one) && one->accessibleName() == view; }));
            index = list ? cellOf(list, text) : QModelIndex();
            return index.isValid();
        },
        patience);
    if (m_hands == Hands::Both) {
        list->scrollTo(index);
        Desktop::clickAt(list->viewport(), list->visualRect(index).center(), open ? 2 : 1);
        return;
    }
    focus(list);
    Desktop::key(QStringLiteral("Home"));
    for (int i = 0; i < 400 && list->currentIndex().siblingAtColumn(0) != cellOf(list, text).siblingAtColumn(0); ++i)
        Desktop::key(QStringLiteral("Down"));
    const bool row = qobject_cast<QTreeView *>(list) != nullptr; // a cell of it is not chosen
    for (int i = 0; i < 12 && !row && list->currentIndex() != cellOf(list, text); ++i)
        Desktop::key(QStringLiteral("Right"));
    const QModelIndex found = cellOf(list, text);
    if (!found.isValid() || (row ? list->currentIndex().siblingAtColumn(0) != found.siblingAtColumn(0) : list->currentIndex() != found))
        qFatal("The arrow keys never reach %s", what.constData());
    if (open)
        Desktop::key(QStringLiteral("Return"));
}

} // namespace lockstep
