// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/groups/connectdialog.h"

#include "core/rpc/websocketchannel.h"
#include "ui/look/housestyle.h"
#include "ui/look/type.h"
#include "ui/look/words.h"
#include "ui/members/candidate.h"
#include "ui/members/field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace lockstep {

namespace {

constexpr quint16 masterPort = 9531;

// How the master's history calls this user: who, and at which computer.
QString ownName()
{
    const QString user = qEnvironmentVariable("USER");
    return (user.isEmpty() ? QStringLiteral("console") : user) + u'@' + QSysInfo::machineHostName();
}

QString advice(const Error &error, const QString &address)
{
    if (error.code == QLatin1String("rpc.pin"))
        return ConnectDialog::tr("The join code was printed by another master than the one that answers at %1. Check host and code.").arg(address);
    if (error.code == QLatin1String("rpc.unreachable") || error.code == QLatin1String("timeout"))
        return ConnectDialog::tr(
                   "Does lockstep-master run there, and does it listen on more than 127.0.0.1? TCP port %1 must be open between here and there.")
            .arg(Endpoint::parse(address, masterPort).value_or(Endpoint{{}, masterPort}).port);
    return {};
}

} // namespace

ConnectDialog::ConnectDialog(Files &files, const UserFolders &folders, QWidget *parent)
    : QDialog(parent), m_files(files), m_folders(folders), m_banner(new Banner),
      m_host(new Field(tr("&Host"), tr("Host name or address of the master, with :PORT when it does not listen at 9531."))),
      m_code(new Field(tr("&Join code"),
                       tr("On the master, \"lockstep-master --data FOLDER enrol\" prints one. It is good for ten minutes, and once."))),
      m_name(new Field(tr("Na&me"), tr("How the master is called in this window."))), m_progress(new QProgressBar)
{
    setObjectName(QStringLiteral("connect"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Connect to a master"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::large);
    column->setSizeConstraint(QLayout::SetFixedSize); // as large as its words, on a small screen too
    auto *what = new Label(
        tr("A master elsewhere keeps groups that several administrators work on. Your key and its key are made known to each other once."));
    what->setWordWrap(true);
    what->setMinimumWidth(528);
    column->addWidget(what);
    column->addWidget(m_banner);
    m_code->edit()->setFont(dataFont());
    m_code->edit()->setMinimumHeight(m_host->edit()->sizeHint().height());
    m_code->edit()->setPlaceholderText(QStringLiteral("xxxxx-xxxxx-xxxxx-..."));
    for (Field *field : {m_host, m_code, m_name})
        column->addWidget(field);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(space::small);
    m_progress->setAccessibleName(tr("Connecting"));
    m_progress->hide();
    column->addWidget(m_progress);
    column->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_connect = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setDefault(true);
    setPrimary(m_connect);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::enrol);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_host, &Field::edited, this, [this] {
        const Result<Endpoint> place = Endpoint::parse(m_host->text(), masterPort);
        if (!m_named && place)
            m_name->setText(place->host);
        check(false);
    });
    connect(m_code, &Field::edited, this, [this] { check(false); });
    connect(m_name, &Field::edited, this, [this] { m_named = !m_name->text().isEmpty(); });
}

bool ConnectDialog::check(bool all)
{
    const QString host = m_host->text();
    const Result<Endpoint> place = Endpoint::parse(host, masterPort);
    const QString hostFault = host.isEmpty() ? tr("Say where the master is: a host name or an address.")
                              : place        ? QString()
                                             : sentence(place.error());
    const QString codeWrong = m_code->text().isEmpty() ? tr("Have a join code printed on the master and paste it here.") : codeFault(m_code->text());
    m_host->setFault(all || !host.isEmpty() ? hostFault : QString());
    m_code->setFault(all || !m_code->text().isEmpty() ? codeWrong : QString());
    if (all && !(hostFault.isEmpty() && codeWrong.isEmpty()))
        (hostFault.isEmpty() ? m_code : m_host)->edit()->setFocus();
    return hostFault.isEmpty() && codeWrong.isEmpty();
}

void ConnectDialog::showWaiting(bool waiting)
{
    m_progress->setVisible(waiting);
    m_connect->setEnabled(!waiting);
}

Task<> ConnectDialog::enrol()
{
    if (!check(true))
        co_return;
    const QPointer<ConnectDialog> here(this);
    m_banner->hide();
    const QString address = m_host->text();
    const Result<Identity> identity = clientIdentity(m_files, m_folders);
    if (!identity) {
        m_banner->show(identity.error());
        co_return;
    }
    showWaiting(true);
    Task<Result<KnownMaster>> enrolling = enrolAtMaster(address, m_code->text(), ownName(), *identity);
    const Result<KnownMaster> enrolled = co_await enrolling;
    if (!here)
        co_return;
    showWaiting(false);
    if (!enrolled) {
        const QString more = advice(enrolled.error(), address);
        m_banner->show(Tone::Danger, sentence(enrolled.error()) + (more.isEmpty() ? QString() : u'\n' + more), enrolled.error().detail);
        co_return;
    }
    KnownMaster master = *enrolled;
    if (!m_name->text().isEmpty())
        master.name = m_name->text();
    if (const Result<void> kept = addKnownMaster(m_files, m_folders, master); !kept) {
        m_banner->show(kept.error());
        co_return;
    }
    Q_EMIT connected(master);
    close();
}

} // namespace lockstep
