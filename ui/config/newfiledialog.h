// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace lockstep {

class Label;

// Asks for the path of a file that is to be made. Says beside the field what cannot be a path, and keeps what was typed.
class NewFileDialog : public QDialog
{
    Q_OBJECT
public:
    // `folder` is where it begins, "" or "zones/"; `taken` says why a path cannot be used, "" when it can.
    NewFileDialog(const QList<Root> &roots, const QString &root, const QString &folder,
                  std::function<QString(const QString &root, const QString &path)> taken, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &root, const QString &path);

private:
    void check();
    QString root() const;

    QComboBox *m_root;
    QLineEdit *m_path;
    Label *m_sentence;
    QPushButton *m_create;
    std::function<QString(const QString &, const QString &)> m_taken;
};

} // namespace lockstep
