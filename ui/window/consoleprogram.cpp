// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/consoleprogram.h"

#include "ui/groups/connectdialog.h"
#include "ui/look/language.h"
#include "ui/look/settings.h"
#include "ui/look/words.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QProcess>

namespace lockstep {

namespace {
QString program() { return QStringLiteral("lockstep-console"); }
} // namespace

ConsoleProgram::ConsoleProgram(QString demonstration) : m_demonstration(std::move(demonstration)) {}

ConsoleProgram::~ConsoleProgram()
{
    m_window.reset();
    m_masters.clear();
}

QString ConsoleProgram::cannotStart(const Error &why)
{
    return tr("Lockstep cannot use the folder for its data and does not start. %1 Give yourself the rights to it, or name another folder in "
              "LOCKSTEP_HOME.")
        .arg(sentence(why));
}

Result<void> ConsoleProgram::start()
{
    speak(settings::language.load());
    applyTheme(themeOf(settings::theme.load()));
    LOCKSTEP_TRY(folders, userFolders(*m_files));
    m_folders = folders;
    addMaster(tr("This computer"), [] { return connectToLocalMaster(program()); });
    LOCKSTEP_TRY(known, knownMasters(*m_files, m_folders));
    for (const KnownMaster &one : std::as_const(known))
        LOCKSTEP_CHECK(addRemote(one));
    openWindow();
    return {};
}

Result<void> ConsoleProgram::addRemote(const KnownMaster &master)
{
    LOCKSTEP_TRY(identity, clientIdentity(*m_files, m_folders));
    addMaster(master.name, dialOf(master, identity, program()));
    m_pins.insert(m_masters.back().get(), master.pin);
    return {};
}

void ConsoleProgram::connectToMaster()
{
    auto *dialog = new ConnectDialog(*m_files, m_folders, m_window.get());
    connect(dialog, &ConnectDialog::connected, this, [this](const KnownMaster &master) {
        if (!m_pins.values().contains(master.pin))
            (void)addRemote(master); // its identity was just used
    });
    dialog->open();
}

void ConsoleProgram::forget(MasterSession *master)
{
    if (!m_pins.contains(master))
        return;
    (void)removeKnownMaster(*m_files, m_folders, m_pins.take(master));
    m_window->removeMaster(master);
    std::erase_if(m_masters, [&](const auto &one) { return one.get() == master; });
}

void ConsoleProgram::addMaster(const QString &name, MasterSession::Dial dial)
{
    m_masters.push_back(std::make_unique<MasterSession>(systemClock(), name, std::move(dial)));
    m_masters.back()->start();
    if (m_window)
        m_window->addMaster(m_masters.back().get());
}

QList<MasterSession *> ConsoleProgram::masters() const
{
    QList<MasterSession *> all;
    for (const auto &one : m_masters)
        all.append(one.get());
    return all;
}

void ConsoleProgram::openWindow()
{
    const QString demonstration = m_demonstration;
    m_window = std::make_unique<MainWindow>(
        masters(), demonstration.isEmpty() ? std::function<void()>() : [demonstration] { QProcess::startDetached(demonstration, {}); });
    connect(m_window.get(), &MainWindow::masterWanted, this, &ConsoleProgram::connectToMaster);
    connect(m_window.get(), &MainWindow::forgetWanted, this, &ConsoleProgram::forget, Qt::QueuedConnection);
    // Not from within the dialog that asked for it.
    connect(
        m_window.get(), &MainWindow::languageChanged, this,
        [this] {
            const QString place = m_window->place();
            m_window->close();
            speak(settings::language.load());
            openWindow();
            m_window->restore(place);
        },
        Qt::QueuedConnection);
    m_window->restore(settings::place.load());
    static_cast<QWidget *>(m_window.get())->show();
}

} // namespace lockstep
