// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/mastersession.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QPushButton;
class QTreeWidget;

namespace lockstep {

class Banner;
class Label;

// What the members of a master serve that came out of a backup, and the word that lets it work again (docs/keeping.md).
class RestoreDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RestoreDialog(MasterSession &master, QWidget *parent = nullptr);
    void take(const RestoreReport &report);

private:
    Task<> read();
    Task<> confirm();
    void settle();

    QPointer<MasterSession> m_master;
    std::optional<RestoreReport> m_report;
    bool m_busy = false;
    Banner *m_banner;
    Label *m_head;
    QTreeWidget *m_list;
    Label *m_note;
    QCheckBox *m_missing;
    QPushButton *m_again;
    QPushButton *m_confirm;
};

} // namespace lockstep
