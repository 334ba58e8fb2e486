// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/zonecheck.h"
#include "tests/support/suite.h"
#include "tests/support/zonesamples.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryFile>

using namespace lockstep;

namespace {

// What named-checkzone says of each, by its number: why it is refused. One named-checkconf -z loads them with the same code and
// the same settings, each in a view of its own; 336 processes would take half a minute.
QHash<int, QString> refusals(const QDir &folder, const QList<ZoneSample> &samples)
{
    QByteArray configuration = "options { directory \"" + folder.path().toUtf8() + "\"; check-names primary warn; };\n";
    for (qsizetype i = 0; i < samples.size(); ++i)
        configuration += "view \"v" + QByteArray::number(i) + "\" { zone \"" + samples[i].origin + "\" { type primary; file \"" +
                         folder.filePath(samples[i].name).toUtf8() + "\"; }; };\n";
    QTemporaryFile file;
    if (!file.open() || file.write(configuration) != configuration.size() || !file.flush())
        qFatal("no temporary file");
    QProcess oracle;
    oracle.start(QStringLiteral("named-checkconf"), {QStringLiteral("-z"), file.fileName()});
    if (!oracle.waitForFinished())
        qFatal("named-checkconf does not end");
    QHash<int, QString> reasons;
    static const QRegularExpression line(QStringLiteral("^v(\\d+)/[^:]*: (.*)$"), QRegularExpression::MultilineOption);
    auto matches = line.globalMatch(QString::fromUtf8(oracle.readAllStandardError()));
    while (matches.hasNext()) {
        const auto match = matches.next();
        reasons.insert(match.captured(1).toInt(), match.captured(2));
    }
    return reasons;
}

} // namespace

// The oracle for zone files: what named loads has no error here, and what it refuses has one.
class TestZoneVerdict : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdictsAgreeWithNamed()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with BIND's own zone files is not beside this checkout.");
        const QDir folder(sharedFolder() + QStringLiteral("/data/bind/zones"));
        const QList<ZoneSample> samples = zoneSamples(folder);
        const QHash<int, QString> refused = refusals(folder, samples);
        int bothAccept = 0, bothRefuse = 0;
        QStringList onlyWe;
        QMap<QString, QStringList> onlyIt;
        for (int i = 0; i < int(samples.size()); ++i) {
            const ZoneSample &sample = samples[i];
            const auto origin = nameToWire(sample.origin, QByteArray(1, '\0'));
            QVERIFY2(origin, sample.origin.constData());
            QList<Error> errors;
            for (const ZoneFinding &one : checkZone(*origin, {sample.name, sample.text, readerIn(folder)}).findings) {
                if (one.severity == ZoneFinding::Severity::Error)
                    errors.append(one.error);
            }
            const bool weAccept = errors.isEmpty();
            if (refused.contains(i))
                weAccept ? onlyIt[refused.value(i)].append(sample.name) : void(++bothRefuse);
            else if (weAccept)
                ++bothAccept;
            else
                onlyWe.append(sample.name + QStringLiteral(" as ") + QString::fromLatin1(sample.origin) + QStringLiteral(": ") +
                              errorText(errors.first()));
        }
        qInfo("named and we: both accept %d, both refuse %d, only we refuse %lld", bothAccept, bothRefuse, qlonglong(onlyWe.size()));
        for (auto it = onlyIt.cbegin(); it != onlyIt.cend(); ++it)
            qInfo("only it refuses, %lld for \"%s\": %s", qlonglong(it->size()), qPrintable(it.key()), qPrintable(it->mid(0, 3).join(u' ')));
        QVERIFY2(onlyWe.isEmpty(), qPrintable(onlyWe.join(u'\n')));
        QVERIFY(bothAccept >= 258);
        QVERIFY(bothRefuse >= 73);
    }
};

LOCKSTEP_SUITE(TestZoneVerdict)
#include "tst_zoneverdict.moc"
