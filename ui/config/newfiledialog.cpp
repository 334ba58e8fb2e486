// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/config/newfiledialog.h"

#include "ui/look/housestyle.h"
#include "ui/look/theme.h"
#include "ui/look/type.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockstep {

NewFileDialog::NewFileDialog(const QList<Root> &roots, const QString &first, const QString &folder,
                             std::function<QString(const QString &root, const QString &path)> taken, QWidget *parent)
    : QDialog(parent), m_root(new QComboBox), m_path(new QLineEdit(folder)), m_sentence(new Label), m_taken(std::move(taken))
{
    setObjectName(QStringLiteral("new-file"));
    setWindowTitle(tr("New file"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    for (const Root &one : roots)
        m_root->addItem(one.path, one.id);
    m_root->setCurrentIndex(std::max(0, m_root->findData(first)));
    m_root->setAccessibleName(tr("Folder"));
    m_path->setFont(dataFont());
    m_path->setMinimumWidth(360);
    m_path->setAccessibleName(tr("Path of the new file"));
    m_path->setPlaceholderText(QStringLiteral("zones/example.net.db"));
    m_sentence->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setSpacing(space::small);
    form->addRow(tr("&Folder"), m_root);
    form->addRow(tr("&Path in it"), m_path);
    form->addRow(QString(), m_sentence);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    setPrimary(m_create);
    m_create->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::medium);
    column->addLayout(form);
    column->addStretch();
    column->addWidget(buttons);
    connect(m_path, &QLineEdit::textChanged, this, &NewFileDialog::check);
    connect(m_root, &QComboBox::currentIndexChanged, this, &NewFileDialog::check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(this->root(), m_path->text().trimmed());
        accept();
    });
    m_path->setFocus();
    m_path->end(false);
    check();
}

QString NewFileDialog::root() const { return m_root->currentData().toString(); }

void NewFileDialog::check()
{
    const QString path = m_path->text().trimmed();
    QString why;
    if (!path.isEmpty() && !path.endsWith(u'/'))
        why = isSafePath(path) ? m_taken(root(), path) : tr("Write a path below the folder, without \"..\" and without a \"/\" at its beginning.");
    const bool usable = !path.isEmpty() && !path.endsWith(u'/') && why.isEmpty();
    m_create->setEnabled(usable);
    const bool hint = why.isEmpty();
    m_sentence->setText(hint ? tr("It is staged when you save it. named reads it once the configuration names it.") : why);
    m_sentence->setTone(hint ? Tone::Muted : Tone::Danger);
}

} // namespace lockstep
