// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/namedconf/confcheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace lockstep;

namespace {

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("file.missing"), {path});
    return file.readAll();
}

Config readReal(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    return readConfig(
        path, [folder](const QString &name) { return readFile(QDir(folder).absoluteFilePath(name)); },
        [](const QString &place) { return QDir(place).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden); });
}

QByteArray oracle(const QString &path)
{
    QProcess checkconf;
    checkconf.setWorkingDirectory(QFileInfo(path).path());
    checkconf.setProcessChannelMode(QProcess::MergedChannels);
    checkconf.start(QStringLiteral("named-checkconf"), {path});
    if (!checkconf.waitForFinished())
        qFatal("named-checkconf does not end");
    const QByteArray words = checkconf.readAll();
    return checkconf.exitCode() == 0 ? QByteArray() : words.isEmpty() ? QByteArray("refused") : words;
}

QString firstError(const Config &config, int version = newestBind)
{
    if (!config.problems.isEmpty())
        return errorText(config.problems.first());
    for (const ConfFinding &finding : checkStatements(config, version)) {
        if (finding.severity == ConfFinding::Severity::Error)
            return errorText(finding.error);
    }
    return {};
}

struct Line
{
    char newer; // 9.20
    char older; // 9.18
    const char *text;
};
constexpr Line lines[] = {
#include "tests/core/confverdicts.inc"
};

} // namespace

// named-checkconf of the build environment is the oracle: what it accepts has no error here.
class TestConfVerdict : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // What it refuses and we accept is wrong in meaning, which stays its business (DESIGN 9).
    void verdictsAgreeWithNamedCheckconf()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with BIND's own configuration files is not beside this checkout.");
        const QDir folder(sharedFolder() + QStringLiteral("/data/bind/conf"));
        int bothAccept = 0, textRefused = 0, bothRefuse = 0;
        QStringList onlyWe, onlyIt;
        for (const QString &name : folder.entryList(QDir::Files)) {
            const QString path = folder.filePath(name);
            const QByteArray text = readFile(path).value_or(QByteArray());
            const ConfFile parsed = ConfFile::parse(name, text);
            QVERIFY2(parsed.print() == text, qPrintable(name));
            const QByteArray refusal = oracle(path);
            const QString ours = firstError(readReal(path));
            if (refusal.isEmpty())
                ours.isEmpty() ? void(++bothAccept) : onlyWe.append(ours);
            else
                ours.isEmpty() ? onlyIt.append(name + QStringLiteral(": ") + QString::fromUtf8(refusal.left(160)).simplified()) : void(++bothRefuse);
            textRefused += parsed.diagnostics().isEmpty() ? 0 : 1;
        }
        qInfo("named-checkconf and we: both accept %d, both refuse %d (%d for the text alone), only it refuses %lld, only we refuse %lld", bothAccept,
              bothRefuse, textRefused, qlonglong(onlyIt.size()), qlonglong(onlyWe.size()));
        if (qEnvironmentVariableIsSet("LOCKSTEP_TELL"))
            qInfo("%s", qPrintable(onlyIt.join(u'\n')));
        QVERIFY2(onlyWe.isEmpty(), qPrintable(onlyWe.join(u'\n')));
        QVERIFY(bothAccept > 70);
        QVERIFY(bothRefuse > 50);
    }

    // Shapes and places, each line alone: what is accepted in one place hides nothing that is refused in another.
    void everyLineIsJudgedAsByBothVersions()
    {
        QStringList differ;
        QMap<char, int> counts;
        for (const Line &line : lines) {
            const Config config = readConfig(QStringLiteral("/named.conf"),
                                             [&](const QString &) -> Result<QByteArray> { return QByteArray(line.text); });
            for (const auto &[version, verdict] : {std::pair(920, line.newer), std::pair(918, line.older)}) {
                const QString ours = firstError(config, version);
                if ((verdict == 'R') == ours.isEmpty())
                    differ.append(QStringLiteral("%1 %2: %3 (%4)").arg(version).arg(QLatin1Char(verdict)).arg(QString::fromUtf8(line.text), ours));
                ++counts[verdict];
            }
        }
        qInfo("%d verdicts to accept, %d to refuse, %d that only BIND refuses", counts['A'], counts['R'], counts['M']);
        QVERIFY2(differ.isEmpty(), qPrintable(differ.join(u'\n')));
        QVERIFY(counts['A'] > 200 && counts['R'] > 300);
    }

    // The verdicts of the table are those of the BIND that is here; a sample of them, all with --long.
    void theTableIsWhatNamedCheckconfSays()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("named.conf"));
        const std::size_t step = qEnvironmentVariableIsSet("LOCKSTEP_LONG") ? 1 : 12;
        for (std::size_t i = 0; i < std::size(lines); i += step) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines[i].text) > 0 && file.flush());
            file.close();
            QVERIFY2(oracle(path).isEmpty() == (lines[i].newer == 'A'), lines[i].text);
        }
    }
};

LOCKSTEP_SUITE(TestConfVerdict)
#include "tst_confverdict.moc"
