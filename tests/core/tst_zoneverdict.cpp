// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/zone/zonefile.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryFile>

#include <algorithm>

using namespace lockstep;

namespace {

// The zone's name is not in the file. The last part of the file's name is mostly it; a $ORIGIN at its very top may say better.
QByteArray originOf(const QString &file, const QByteArray &text)
{
    static const QRegularExpression top(QStringLiteral("^\\$ORIGIN\\s+(\\S+\\.)\\s"), QRegularExpression::MultilineOption);
    static const QRegularExpression soa(QStringLiteral("^(\\S+\\.)(?:\\s+\\d\\S*)?(?:\\s+IN)?(?:\\s+\\d\\S*)?\\s+SOA\\s"),
                                        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const QString content = QString::fromLatin1(text);
    const auto named = soa.match(content);
    if (named.hasMatch())
        return named.captured(1).toLatin1();
    const auto first = top.match(content);
    if (first.hasMatch())
        return first.captured(1).toLatin1();
    const QString name = file.section(QStringLiteral("__"), -1).section(QStringLiteral(".db"), 0, 0);
    return name == QLatin1String("root") || name == QLatin1String("hints") ? QByteArray(".") : name.toLatin1() + '.';
}

struct Sample
{
    QString name;
    QByteArray origin;
    QByteArray text;
};

QList<Sample> samplesIn(const QDir &folder)
{
    QList<Sample> samples;
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(name));
        const QByteArray text = file.readAll();
        samples.append({name, originOf(name, text), text});
    }
    return samples;
}

// What named-checkzone says of each, by its number: why it is refused. One named-checkconf -z loads them with the same code and
// the same settings, each in a view of its own; 336 processes would take half a minute.
QHash<int, QString> refusals(const QDir &folder, const QList<Sample> &samples)
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

// Record types that nobody can publish any more, or that no zone file of a person holds: read by named, a diagnostic here.
bool isExplained(const Error &fault)
{
    const QString type = fault.args.value(0);
    // NXT: obsolete since RFC 3755. NSEC3: an owner hash that is no SHA-1, which no server ever makes.
    return fault.code == QLatin1String("zone.rdata") && (type == QLatin1String("NXT") || type == QLatin1String("NSEC3"));
}

} // namespace

// The oracle for zone files: what named loads has no diagnostic here. What it refuses and we read is wrong in meaning (no NS, a
// CNAME beside other data, an address that is missing), which stays its business (DESIGN 9).
class TestZoneVerdict : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdictsAgreeWithNamed()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with BIND's own zone files is not beside this checkout.");
        const QDir folder(sharedFolder() + QStringLiteral("/data/bind/zones"));
        const QList<Sample> samples = samplesIn(folder);
        const QHash<int, QString> refused = refusals(folder, samples);
        const auto reader = [&folder](const QString &path) -> Result<QByteArray> {
            QFile part(folder.filePath(path));
            if (!part.open(QIODevice::ReadOnly))
                return fail(QStringLiteral("file.missing"), {path});
            return part.readAll();
        };
        int bothAccept = 0, bothRefuse = 0, explained = 0;
        QStringList onlyWe;
        QMap<QString, QStringList> onlyIt;
        for (int i = 0; i < int(samples.size()); ++i) {
            const Sample &sample = samples[i];
            const auto origin = nameToWire(sample.origin, QByteArray(1, '\0'));
            QVERIFY2(origin, sample.origin.constData());
            const ZoneFile zone = ZoneFile::parse(sample.name, sample.text, *origin, reader);
            const bool weAccept = zone.diagnostics().isEmpty();
            if (refused.contains(i))
                weAccept ? onlyIt[refused.value(i)].append(sample.name) : void(++bothRefuse);
            else if (weAccept)
                ++bothAccept;
            else if (std::all_of(zone.diagnostics().cbegin(), zone.diagnostics().cend(), isExplained))
                ++explained;
            else
                onlyWe.append(sample.name + QStringLiteral(" as ") + QString::fromLatin1(sample.origin) + QStringLiteral(": ") +
                              errorText(zone.diagnostics().first()));
        }
        qInfo("named and we: both accept %d, both refuse %d, only we refuse %lld (and %d for a reason)", bothAccept, bothRefuse,
              qlonglong(onlyWe.size()), explained);
        for (auto it = onlyIt.cbegin(); it != onlyIt.cend(); ++it)
            qInfo("only it refuses, %lld for \"%s\": %s", qlonglong(it->size()), qPrintable(it.key()), qPrintable(it->mid(0, 3).join(u' ')));
        QVERIFY2(onlyWe.isEmpty(), qPrintable(onlyWe.join(u'\n')));
        QVERIFY(bothAccept > 240);
        QVERIFY(bothRefuse > 20);
    }
};

LOCKSTEP_SUITE(TestZoneVerdict)
#include "tst_zoneverdict.moc"
