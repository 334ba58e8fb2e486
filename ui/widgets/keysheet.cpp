// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keysheet.h"

#include "ui/look/type.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace lockstep {

QList<KeySheet::Key> KeySheet::keysOf(const QList<QAction *> &actions)
{
    QList<Key> keys;
    for (const QAction *action : actions) {
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        const QString what = QString(action->text()).remove(u'&').remove(QStringLiteral("..."));
        if (!shortcut.isEmpty() && action->isVisible())
            keys.append({shortcut, what});
    }
    return keys;
}

KeySheet::KeySheet(const QList<Part> &parts, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::large);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(2 * space::wide);
    for (const Part &part : parts) {
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(space::large);
        grid->setVerticalSpacing(space::tight);
        auto *title = new Label(part.title);
        title->setFont(strongFont());
        grid->addWidget(title, 0, 0, 1, 2);
        int row = 1;
        for (const Key &key : part.keys) {
            auto *keys = new Label(key.keys);
            keys->setFont(dataFont());
            auto *what = new Label(key.what);
            grid->addWidget(keys, row, 0, Qt::AlignLeft | Qt::AlignTop);
            grid->addWidget(what, row++, 1, Qt::AlignLeft | Qt::AlignTop);
        }
        grid->setRowStretch(row, 1);
        grid->setColumnStretch(1, 1);
        columns->addLayout(grid);
    }
    column->addLayout(columns);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace lockstep
