// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace lockstep {

// Theme and language; both take effect at once.
class PreferencesDialog : public QDialog
{
    Q_OBJECT
public:
    explicit PreferencesDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    void languageChanged();
};

} // namespace lockstep
