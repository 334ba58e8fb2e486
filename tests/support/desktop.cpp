// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktop.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QEventLoop>
#include <QKeyEvent>
#include <QProcess>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lockstep {

namespace {

int pressed = 0;

// A program that ends when this one does.
pid_t started(const char *const *words)
{
    const pid_t child = ::fork();
    if (child != 0)
        return child;
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, 0);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    ::execvp(words[0], const_cast<char *const *>(words));
    ::_exit(127);
}

void ended(pid_t pid)
{
    if (pid > 0 && ::kill(pid, SIGTERM) == 0)
        ::waitpid(pid, nullptr, 0);
}

// Counts what arrives of keys and buttons at the windows of this program.
class Ears : public QObject
{
public:
    static Ears &here()
    {
        static auto *const ears = new Ears; // the program's
        return *ears;
    }
    int heard() const { return m_heard; }
    // Until that many were heard; what closes a window, or goes to another program's, may never be.
    void waitFor(int many)
    {
        m_wanted = many;
        QEventLoop waiting;
        m_waiting = &waiting;
        QTimer::singleShot(longest, &waiting, &QEventLoop::quit);
        if (m_heard < m_wanted)
            waiting.exec();
        m_waiting = nullptr;
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool key = event->type() == QEvent::KeyRelease && !isModifier(static_cast<QKeyEvent *>(event)->key());
        if (watched->isWindowType() && event->spontaneous() && (key || event->type() == QEvent::MouseButtonRelease)) {
            ++m_heard;
            // Not before it is handled.
            if (m_waiting && m_heard >= m_wanted)
                QMetaObject::invokeMethod(m_waiting, &QEventLoop::quit, Qt::QueuedConnection);
        }
        return false;
    }

private:
    static constexpr int longest = 3000; // ms
    Ears() : QObject(QCoreApplication::instance()) { QCoreApplication::instance()->installEventFilter(this); }
    static bool isModifier(int key) { return key >= Qt::Key_Shift && key <= Qt::Key_Alt; }

    int m_heard = 0;
    int m_wanted = 0;
    QEventLoop *m_waiting = nullptr;
};

void hands(const QStringList &words)
{
    // The window goes on meanwhile, as it would under a person's hands.
    QProcess process;
    QEventLoop waiting;
    QObject::connect(&process, &QProcess::finished, &waiting, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &waiting, &QEventLoop::quit);
    QTimer::singleShot(10000, &waiting, &QEventLoop::quit);
    process.start(QStringLiteral("xdotool"), words);
    waiting.exec();
    if (process.state() != QProcess::NotRunning || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("xdotool %s: %s", qPrintable(words.join(u' ')), process.readAllStandardError().constData());
}

// So many keys or clicks, until they have arrived: what is looked at then is what became of them.
void handsHeard(const QStringList &words, int many)
{
    const int before = Ears::here().heard();
    pressed += many;
    hands(words);
    Ears::here().waitFor(before + many);
}

} // namespace

Desktop::Desktop(const char *size)
{
    int numbers[2];
    if (::pipe(numbers) != 0)
        qFatal("no pipe");
    const QByteArray screen = QByteArray(size) + "x24";
    const QByteArray fd = QByteArray::number(numbers[1]);
    const char *const server[] = {"Xvfb", "-displayfd", fd.constData(), "-screen", "0", screen.constData(), "-nolisten", "tcp", "-noreset", nullptr};
    m_server = started(server);
    ::close(numbers[1]);
    char number[16] = {};
    if (::read(numbers[0], number, sizeof number - 1) <= 0) // it writes when it is ready
        qFatal("Xvfb does not start");
    ::close(numbers[0]);
    ::setenv("DISPLAY", (":" + QByteArray(number).trimmed()).constData(), 1);
    ::setenv("QT_QPA_PLATFORM", "xcb", 1);
    const char *const manager[] = {"openbox", nullptr};
    m_manager = started(manager);
}

Desktop::~Desktop()
{
    ended(m_manager);
    ended(m_server);
}

void Desktop::click(const QWidget *widget, int times) { clickAt(widget, widget->rect().center(), times); }

void Desktop::clickAt(const QWidget *widget, const QPoint &at, int times)
{
    const QPoint place = widget->mapToGlobal(at) * widget->devicePixelRatio();
    handsHeard({QStringLiteral("mousemove"), QString::number(place.x()), QString::number(place.y()), QStringLiteral("click"),
                QStringLiteral("--repeat"), QString::number(times), QStringLiteral("--delay"), QStringLiteral("60"), QStringLiteral("1")},
               times);
}

void Desktop::activate(const QString &title)
{
    hands({QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"), title,
           QStringLiteral("windowactivate"), QStringLiteral("--sync"), QStringLiteral("windowfocus"), QStringLiteral("--sync")});
}

void Desktop::key(const QString &keys) { handsHeard({QStringLiteral("key"), QStringLiteral("--clearmodifiers"), keys}, 1); }

void Desktop::type(const QString &text)
{
    handsHeard({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("4"), text}, int(text.size()));
}

int Desktop::presses() { return pressed; }

} // namespace lockstep
