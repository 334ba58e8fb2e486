// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>

namespace {

QString sourceFolder() { return qEnvironmentVariable("LOCKSTEP_SOURCE"); }

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The rooms that each room of core/ or ui/ may include, read from the lines of its CMakeLists.txt; a room may only name rooms
// above it.
QHash<QString, QSet<QString>> allowedRooms(const QString &floor, QStringList *faults)
{
    QHash<QString, QSet<QString>> allowed;
    const QRegularExpression line(QStringLiteral("^lockstep_(?:module|room)\\((\\w+)(?: DEPENDS ([\\w ]+?))?(?: LINK [^)]*)?\\)"),
                                  QRegularExpression::MultilineOption);
    auto matches = line.globalMatch(textOf(sourceFolder() + u'/' + floor + QStringLiteral("/CMakeLists.txt")));
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString room = match.captured(1);
        QSet<QString> &rooms = allowed[room];
        rooms.insert(room);
        for (const QString &other : match.captured(2).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (!allowed.contains(other))
                faults->append(room + QStringLiteral(" depends on ") + other + QStringLiteral(", which stands below it"));
            rooms.insert(other);
        }
    }
    return allowed;
}

struct Source
{
    QString path; // from the root of the project
    QStringList lines;
};

QList<Source> sources(const QStringList &folders)
{
    QList<Source> found;
    for (const QString &folder : folders) {
        QDirIterator files(sourceFolder() + QLatin1Char('/') + folder, {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            found.append({QDir(sourceFolder()).relativeFilePath(path), textOf(path).split(QLatin1Char('\n'))});
        }
    }
    return found;
}

QStringList includesOf(const Source &source)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    QStringList names;
    for (const QString &line : source.lines) {
        if (const auto match = include.match(line); match.hasMatch())
            names.append(match.captured(1));
    }
    return names;
}

QString roomOf(const QString &path) { return path.section(QLatin1Char('/'), 1, 1); }

} // namespace

class TestBoundaries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roomsIncludeOnlyWhatTheyDependOn()
    {
        QStringList faults;
        const auto allowed = allowedRooms(QStringLiteral("core"), &faults);
        QVERIFY(allowed.size() > 10);
        int seen = 0;
        for (const Source &source : sources({QStringLiteral("core")})) {
            for (const QString &name : includesOf(source)) {
                ++seen;
                if (name.startsWith(QLatin1String("app/")) || name.startsWith(QLatin1String("ui/")) || name.startsWith(QLatin1String("tests/")))
                    faults.append(source.path + QStringLiteral(" includes ") + name);
                if (name.startsWith(QLatin1String("core/")) && !allowed[roomOf(source.path)].contains(roomOf(name)))
                    faults.append(source.path + QStringLiteral(" includes ") + name + QStringLiteral(" without DEPENDS"));
            }
        }
        QVERIFY(seen > 20);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    // The window knows a master by its client alone.
    void theWindowIncludesOnlyWhatItsRoomsDependOn()
    {
        QStringList faults;
        const auto allowed = allowedRooms(QStringLiteral("ui"), &faults);
        QVERIFY(allowed.size() > 5);
        int seen = 0;
        static const QRegularExpression behind(QStringLiteral("^(app|core/agent|core/master|core/store|core/cli|core/bind)/"));
        for (const Source &source : sources({QStringLiteral("ui"), QStringLiteral("app/console")})) {
            for (const QString &name : includesOf(source)) {
                ++seen;
                if (behind.match(name).hasMatch())
                    faults.append(source.path + QStringLiteral(" includes ") + name);
                if (source.path.startsWith(QLatin1String("ui/")) && name.startsWith(QLatin1String("ui/")) &&
                    !allowed[roomOf(source.path)].contains(roomOf(name)))
                    faults.append(source.path + QStringLiteral(" includes ") + name + QStringLiteral(" without DEPENDS"));
            }
        }
        QVERIFY(seen > 20);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void coreKnowsNoPixels()
    {
        static const QRegularExpression pixels(
            QStringLiteral("^(QtGui|QtWidgets|Q(Widget|Application|GuiApplication|Color|Font|Icon|Pixmap|Image|Painter|"
                           "Dialog|MessageBox|MainWindow|Palette)\\b)"));
        QStringList faults;
        for (const Source &source : sources({QStringLiteral("core")})) {
            for (const QString &name : includesOf(source)) {
                if (pixels.match(name).hasMatch())
                    faults.append(source.path + QStringLiteral(" includes ") + name);
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void agentAndMasterNeverMeet()
    {
        QStringList faults;
        for (const Source &source :
             sources({QStringLiteral("core/agent"), QStringLiteral("core/master"), QStringLiteral("app/agent"), QStringLiteral("app/master")})) {
            const bool agent = roomOf(source.path) == QLatin1String("agent");
            for (const QString &name : includesOf(source)) {
                const bool crosses = name.startsWith(agent ? QLatin1String("core/master/") : QLatin1String("core/agent/"));
                const bool sql = agent && (name.startsWith(QLatin1String("QSql")) || name.startsWith(QLatin1String("QtSql")) ||
                                           name.startsWith(QLatin1String("core/store/")));
                if (crosses || sql)
                    faults.append(source.path + QStringLiteral(" includes ") + name);
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void filesAreSmallAndNamedOnce()
    {
        QStringList faults;
        QHash<QString, QString> names;
        for (const Source &source : sources({QStringLiteral("core"), QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("tests")})) {
            if (source.lines.size() > 600)
                faults.append(QStringLiteral("%1 has %2 lines: split it").arg(source.path).arg(source.lines.size()));
            if (!source.lines.value(0).startsWith(QLatin1String("// SPDX-License-Identifier: GPL-3.0-or-later")))
                faults.append(source.path + QStringLiteral(" does not begin with its licence line"));
            const QString name = QFileInfo(source.path).fileName();
            if (name == QLatin1String("main.cpp"))
                continue;
            if (name != name.toLower())
                faults.append(source.path + QStringLiteral(" is not in lower case"));
            if (names.contains(name))
                faults.append(source.path + QStringLiteral(" has the name of ") + names.value(name));
            names.insert(name, source.path);
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void nothingRunsANestedLoop()
    {
        QStringList faults;
        for (const Source &source : sources({QStringLiteral("core"), QStringLiteral("ui")})) {
            for (const QString &line : source.lines) {
                if (line.contains(QLatin1String("QEventLoop")) || line.contains(QLatin1String("processEvents(")))
                    faults.append(source.path + QStringLiteral(": ") + line.trimmed());
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void theAgentLinksNeitherSqlNorGui()
    {
        const QString agent = qEnvironmentVariable("LOCKSTEP_BIN") + QStringLiteral("/lockstep-agent");
        if (!QFileInfo::exists(agent))
            QSKIP("lockstep-agent is not built in this build folder.");
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {agent});
        QVERIFY(ldd.waitForFinished());
        const QString libraries = QString::fromUtf8(ldd.readAllStandardOutput());
        QVERIFY(libraries.contains(QLatin1String("libQt6Core")));
        QVERIFY2(!libraries.contains(QLatin1String("libQt6Sql")), "lockstep-agent links Qt Sql");
        QVERIFY2(!libraries.contains(QLatin1String("libQt6Gui")), "lockstep-agent links Qt Gui");
    }
};

LOCKSTEP_SUITE(TestBoundaries)
#include "tst_boundaries.moc"
