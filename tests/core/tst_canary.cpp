// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/base/json.h"
#include "core/namedconf/confcheck.h"
#include "core/namedconf/confdiff.h"
#include "core/namedconf/effective.h"
#include "core/review/filereview.h"
#include "core/review/secrets.h"
#include "core/text/linediff.h"
#include "tests/core/canary.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

using FileMap = QMap<QString, QByteArray>;

Config read(const FileMap &files)
{
    return readConfig(QStringLiteral("/etc/bind/named.conf"), [files](const QString &path) -> Result<QByteArray> {
        const QString name = path.section(u'/', -1);
        return files.contains(name) ? Result<QByteArray>(files.value(name)) : fail(QStringLiteral("file.missing"), {path});
    });
}

QByteArray told(const Error &error)
{
    return errorText(error).toUtf8() + jsonBytes(toJson(error)) + error.args.join(u'\n').toUtf8() + error.detail.toUtf8() + '\n';
}

QByteArray told(const ConfDifference &difference)
{
    QByteArray out;
    for (const ConfChange &one : difference.changes) {
        out += one.path.join(u'/').toUtf8() + one.keyword + one.name.toUtf8() + one.title().toUtf8() + one.before + one.after + '\n';
        for (const ConfElement &element : one.elements)
            out += element.list + element.text + '\n';
    }
    for (const ConfTextChange &one : difference.texts)
        out += (one.before + one.after).toUtf8();
    for (const Error &error : difference.faultsBefore + difference.faultsAfter)
        out += told(error);
    return out;
}

// All that is said of two configurations, and of one.
QByteArray everything(const FileMap &before, const FileMap &after)
{
    QByteArray out;
    const Config one = read(before);
    const Config other = read(after);
    out += told(confDiff(one, other)) + told(confDiff(other, one)) + told(confDiff(Config(), other));
    for (const int version : {918, 920}) {
        for (const ConfFinding &finding : checkStatements(other, version))
            out += told(finding.error);
    }
    for (const Error &error : other.problems)
        out += told(error);
    for (const char *option : {"cookie-secret", "allow-transfer", "secret", "file"}) {
        const Result<Effective> found = effective(other, QStringLiteral("example.net"), QStringLiteral("v"), option);
        for (const EffectiveLevel &level : found ? found->levels : QList<EffectiveLevel>())
            out += level.values.join('\n');
        if (!found)
            out += told(found.error());
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const MaskedPair pair = withoutSecrets(before.value(it.key()), *it);
        out += withoutSecrets(*it) + pair.before + pair.after + unifiedDiff(pair.before, pair.after);
        const ReviewFile file = reviewFile(it.key(), before.value(it.key()), *it);
        const TextDiff diff = file.diff();
        for (int i = 0; i < diff.right.count(); ++i)
            out += diff.right.line(i).toString().toUtf8() + '\n';
        out += file.shownBefore() + file.shownAfter();
    }
    return out;
}

} // namespace

// Secrets that stand nowhere else are put wherever a configuration can hold one; nothing that is shown may hold them.
class TestCanary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSearchFinds()
    {
        QVERIFY(!leakIn("x " + canary("a cookie") + " y").isEmpty());
        QVERIFY(!leakIn(canary("a cookie").toHex()).isEmpty());
        QVERIFY(leakIn("nothing").isEmpty());
        const FileMap files = canaryFiles();
        QByteArray all;
        for (const QByteArray &text : files)
            all += text;
        for (const char *place : canaryPlaces)
            QVERIFY2(all.contains(canary(place)), place);
    }

    void nothingShowsOne()
    {
        for (const auto &[before, after] : {std::pair(canaryFiles(), canaryFiles()), std::pair(canaryFiles(), rotatedCanaries()),
                                            std::pair(rotatedCanaries(), canaryFiles()), std::pair(FileMap(), canaryFiles())})
            QCOMPARE(leakIn(everything(before, after)), QByteArray());
    }

    // A sign is missing, or a line, or a word, or a sign is too many: what is wrong is told without telling the secret.
    void brokenFilesShowNone_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &[name, text] : canaryFiles().asKeyValueRange()) {
            if (name != QLatin1String("other.ini")) // nothing but its words tells what it means
                QTest::newRow(name.toUtf8().constData()) << name;
        }
    }

    void brokenFilesShowNone()
    {
        QFETCH(QString, name);
        const FileMap good = canaryFiles();
        const QByteArray text = good.value(name);
        const auto tryOne = [&](const QByteArray &broken) {
            FileMap files = good;
            files.insert(name, broken);
            const QByteArray leak = leakIn(everything(good, files));
            if (!leak.isEmpty())
                qCritical().noquote() << leak << "in" << broken;
            return leak.isEmpty();
        };
        const auto isInside = [&](qsizetype at) {
            for (const char *place : canaryPlaces) {
                const qsizetype begin = text.indexOf(canary(place));
                if (begin >= 0 && at >= begin && at < begin + canary(place).size())
                    return true;
            }
            return false;
        };
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (isInside(at))
                continue;
            if (std::strchr("\";{}/#*\n-: ", text[at]))
                QVERIFY(tryOne(QByteArray(text).remove(at, 1)));
            for (const char *sign : {"\"", ";", "{", "}", "/*"}) {
                if (std::strchr("\";{} \n", text[at]))
                    QVERIFY(tryOne(QByteArray(text).insert(at, sign)));
            }
        }
        const QByteArrayList lines = text.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QByteArrayList fewer = lines;
            fewer.removeAt(i);
            QVERIFY(tryOne(fewer.join('\n')));
        }
        for (const char *word : {"\tsecret", "algorithm", "key ", "hmac-sha256", "cookie-", "BEGIN", "PRIVATE KEY"})
            QVERIFY(tryOne(QByteArray(text).replace(word, "")));
        QVERIFY(tryOne(QByteArray(text).replace("secret", "secert")));
        QVERIFY(tryOne(QByteArray(text).replace("secret", "SECRET")));
    }
};

LOCKSTEP_SUITE(TestCanary)
#include "tst_canary.moc"
