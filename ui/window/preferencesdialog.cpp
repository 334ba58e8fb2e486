// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/preferencesdialog.h"

#include "ui/look/settings.h"
#include "ui/look/type.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QVBoxLayout>

namespace lockstep {

PreferencesDialog::PreferencesDialog(QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Preferences"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::large);
    auto *form = new QFormLayout;
    auto *theme = new QComboBox;
    theme->addItem(tr("As the system"), QStringLiteral("system"));
    theme->addItem(tr("Light"), QStringLiteral("light"));
    theme->addItem(tr("Dark"), QStringLiteral("dark"));
    theme->setCurrentIndex(std::max(0, theme->findData(settings::theme.load())));
    auto *language = new QComboBox;
    language->addItem(tr("As the system"), QString());
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    language->setCurrentIndex(std::max(0, language->findData(settings::language.load())));
    form->addRow(tr("&Theme"), theme);
    form->addRow(tr("&Language"), language);
    column->addLayout(form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(theme, &QComboBox::currentIndexChanged, this, [theme] {
        settings::theme.save(theme->currentData().toString());
        applyTheme(themeOf(settings::theme.load()));
    });
    connect(language, &QComboBox::currentIndexChanged, this, [this, language] {
        settings::language.save(language->currentData().toString());
        Q_EMIT languageChanged();
    });
    setMinimumWidth(360);
}

} // namespace lockstep
