// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchwindow.h"
#include "tests/bench/longzones.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QScreen>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace lockstep;

namespace {

constexpr int rounds = 5;
constexpr int longest = 60000;  // milliseconds that anybody is waited for
constexpr int settled = 1500;   // of a picture that stays what it is
constexpr double least = 0.002; // share of the screen that a colour covers in order to count
constexpr double nearly = 0.9;  // of the coloured ground that the finished window has
constexpr int leastColour = 16; // difference of the channels of what is no grey

QImage screen() { return QGuiApplication::primaryScreen()->grabWindow(0).toImage().convertToFormat(QImage::Format_RGB32); }

template <class Each> void eachPixel(const QImage &image, const Each &each)
{
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            each(line[x] & 0xffffffU);
    }
}

QHash<QRgb, int> colours(const QImage &image)
{
    QHash<QRgb, int> count;
    QRgb last = 0;
    int run = 0;
    eachPixel(image, [&](QRgb colour) {
        if (colour != last && run > 0)
            count[last] += std::exchange(run, 0);
        last = colour;
        ++run;
    });
    count[last] += run;
    return count;
}

// The grounds on which a window shows what differs: colours that are no grey and cover much, and were not there without it.
QList<QRgb> grounds(const QImage &finished, const QImage &empty)
{
    const QHash<QRgb, int> before = colours(empty);
    const QHash<QRgb, int> after = colours(finished);
    QList<QRgb> found;
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const auto [low, high] = std::minmax({qRed(it.key()), qGreen(it.key()), qBlue(it.key())});
        if (high - low >= leastColour && *it >= least * finished.width() * finished.height() && !before.contains(it.key()))
            found.append(it.key());
    }
    return found;
}

int covered(const QImage &image, const QList<QRgb> &grounds)
{
    int count = 0;
    eachPixel(image, [&](QRgb colour) { count += grounds.contains(colour) ? 1 : 0; });
    return count;
}

// A program that shows two files, on this display.
class Shower
{
public:
    Shower(const QString &name, const QStringList &command) : m_name(name), m_command(command) {}
    const QString &name() const { return m_name; }
    bool learn(const QImage &empty, const QString &pictures);
    bool round();
    void tell(double ours) const;
    double middle() const { return median(m_times); }

private:
    void start();
    void stop();
    double highest() const;

    QString m_name;
    QStringList m_command;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QProcess> m_process;
    QElapsedTimer m_since;
    QList<QRgb> m_grounds;
    int m_wanted = 0;
    QList<double> m_times;
    QList<double> m_memory;
};

// Nobody's settings but its own defaults.
void Shower::start()
{
    m_home = std::make_unique<QTemporaryDir>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_home->path());
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.remove(QLatin1String(name));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home->path());
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(environment);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(QProcess::nullDevice());
    m_since.start();
    m_process->start(m_command.first(), m_command.mid(1));
}

void Shower::stop()
{
    m_process->kill();
    m_process->waitForFinished(5000);
    BenchApplication::turnFor(300);
}

double Shower::highest() const
{
    QFile file(QStringLiteral("/proc/%1/status").arg(m_process->processId()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

// The first run, which does not count: what the window looks like when it has come to rest.
bool Shower::learn(const QImage &empty, const QString &pictures)
{
    start();
    QImage last;
    QElapsedTimer same;
    same.start();
    while (m_since.elapsed() < longest && m_process->state() != QProcess::NotRunning) {
        BenchApplication::turnFor(100);
        const QImage now = screen();
        if (now != last)
            same.start();
        last = now;
        m_grounds = grounds(last, empty);
        m_wanted = covered(last, m_grounds);
        if (m_wanted > 0 && same.elapsed() >= settled)
            break;
    }
    if (!pictures.isEmpty())
        last.save(pictures + u'/' + m_name + QStringLiteral(".png"));
    stop();
    return m_wanted > 0;
}

bool Shower::round()
{
    start();
    bool there = false;
    while (!there && m_since.elapsed() < longest && m_process->state() != QProcess::NotRunning) {
        BenchApplication::turnFor(5);
        const double taken = milliseconds(m_since);
        there = covered(screen(), m_grounds) >= nearly * m_wanted;
        if (there)
            m_times.append(taken);
    }
    BenchApplication::turnFor(500); // its highest memory may be still to come
    m_memory.append(highest());
    stop();
    return there;
}

void Shower::tell(double ours) const
{
    const auto [low, high] = std::ranges::minmax(m_times);
    std::printf("  %-10s %8.0f %8.0f %8.0f   %8.1f   %8.0f   %zu colours on %.1f %% of the display\n", qPrintable(m_name), low, middle(), high,
                middle() / ours, median(m_memory), size_t(m_grounds.size()), 100.0 * m_wanted / double(1280 * 800));
}

} // namespace

// Three programs that show two files side by side, from the start of the process until the window shows the difference.
int main(int argc, char **argv)
{
    const Desktop desktop("1280x800");
    BenchApplication app(argc, argv);
    const QString programs = QCoreApplication::applicationDirPath();
    const QTemporaryDir folder;
    const ZonePair pair = zonePair(100000, 1000);
    for (const auto &[name, text] : {std::pair("before.zone", &pair.before), {"after.zone", &pair.after}}) {
        QFile file(folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(*text) != text->size())
            qFatal("%s", qPrintable(file.errorString()));
    }
    const QStringList files{folder.filePath(QStringLiteral("before.zone")), folder.filePath(QStringLiteral("after.zone"))};
    std::vector<Shower> showers;
    showers.emplace_back(QStringLiteral("Lockstep"), QStringList{programs + QStringLiteral("/lockstep-bench-open")} + files);
    showers.emplace_back(QStringLiteral("kompare"), QStringList{QStringLiteral("kompare")} + files);
    showers.emplace_back(QStringLiteral("kdiff3"), QStringList{QStringLiteral("kdiff3")} + files);
    BenchApplication::turnFor(500);
    const QImage empty = screen();
    for (Shower &one : showers) {
        if (!one.learn(empty, qEnvironmentVariable("LOCKSTEP_PICTURES")))
            std::printf("  %s shows no difference.\n", qPrintable(one.name()));
    }
    for (int i = 0; i < rounds; ++i) {
        for (Shower &one : showers) {
            if (!one.round())
                std::printf("  %s showed no difference in round %d.\n", qPrintable(one.name()), i + 1);
        }
    }
    std::printf("  program       least   median     most   to ours   peak MiB\n");
    for (const Shower &one : showers)
        one.tell(showers.front().middle());
    return 0;
}
