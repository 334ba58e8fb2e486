// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/base/json.h"
#include "core/review/filestudy.h"
#include "core/review/reviewexport.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace lockstep;

namespace {

const QByteArray head = "$TTL 3600\n@ IN SOA ns1 root 1 7200 3600 1209600 3600\n@ IN NS ns1\nns1 IN A 192.0.2.1\n";
const QByteArray oldKey = "b2xkIHNlY3JldCBvZiB0aGUga2V5";
const QByteArray newKey = "bmV3IHNlY3JldCBvZiB0aGUga2V5";

QByteArray conf(const QByteArray &secret, const QByteArray &recursion)
{
    return "key \"transfer\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + secret + "\";\n};\noptions {\n\trecursion " + recursion + ";\n};\n";
}

// A zone with markup in its data, a configuration with a secret that changes, a file of bytes.
struct Samples
{
    ReviewSet set;
    QHash<QString, FileStudy> studies;
    ReviewExport review;

    Samples()
    {
        const auto put = [&](const char *path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after, const char *zone) {
            ReviewFile file = reviewFile(QLatin1String(path), before, after);
            file.root = QStringLiteral("etc-bind");
            file.place = QStringLiteral("/etc/bind/") + file.path;
            if (zone) {
                file.kind = ReviewFile::Kind::Zone;
                file.zone = file.title = QLatin1String(zone);
            }
            set.files.append(file);
        };
        put("zones/z.example.db", head + "www IN A 192.0.2.5\n", head + "www IN A 192.0.2.6\nt IN TXT \"<script>alert(1)</script>\"\n", "z.example");
        put("named.conf", conf(oldKey, "no"), conf(newKey, "yes"), nullptr);
        put("blob", QByteArray("a\0b", 3), QByteArray("a\0c", 3), nullptr);
        set.before.mainFile = set.after.mainFile = QStringLiteral("/etc/bind/named.conf");
        set.before.texts.insert(set.before.mainFile, *set.files[1].before);
        set.after.texts.insert(set.after.mainFile, *set.files[1].after);
        studies = studyOfConfiguration(set);
        studies.insert(set.files[0].id(), studyOfZone(set.files[0], set));
        review.group = QStringLiteral("Edge & <Lab>");
        review.from = QStringLiteral("live");
        review.to = QStringLiteral("staged");
        review.seal = QStringLiteral("9f3c-1b77-e204");
        review.time = 1795000000000;
        review.set = &set;
        review.study = [this](const QString &id) { return studies.contains(id) ? &studies[id] : nullptr; };
        review.sentence = [](const Error &error) { return errorText(error); };
        review.viewed = [this](const Digest &unit) { return unit == studies[set.files[0].id()].units.first(); };
    }
    Samples(const Samples &) = delete;
    Samples &operator=(const Samples &) = delete;
};

bool holdsSecret(const QByteArray &text) { return text.contains(oldKey) || text.contains(newKey); }

} // namespace

class TestReviewExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPageNeedsNothingElse()
    {
        const Samples samples;
        const QByteArray page = reviewHtml(samples.review);
        QVERIFY(page.startsWith("<!DOCTYPE html>"));
        QVERIFY(page.contains("Edge &amp; &lt;Lab&gt;"));
        QVERIFY(page.contains("9f3c-1b77-e204"));
        QVERIFY(page.contains("192.0.2.<mark") || page.contains("192.0.2.5"));
        QVERIFY(!page.contains("<script"));
        QVERIFY(page.contains("&lt;script&gt;"));
        static const QRegularExpression outside(QStringLiteral("(src|href|url|@import)\\s*[=(]|https?://"));
        QVERIFY2(!outside.match(QString::fromUtf8(page)).hasMatch(), qPrintable(outside.match(QString::fromUtf8(page)).captured()));
        QVERIFY(!holdsSecret(page));
        QVERIFY(page.contains("secret (changed)") || page.contains("A secret in it changed"));
        // Every element ends that begins: read without what XML has no word for.
        QByteArray body = page.mid(page.indexOf("<body>"));
        body.chop(8); // </html>
        for (const char *entity : {"&minus;", "&rarr;", "&#8631;"})
            body.replace(entity, "-");
        QXmlStreamReader reader(body);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }

    void numbersAreForPrograms()
    {
        const Samples samples;
        const QByteArray text = reviewJson(samples.review);
        QVERIFY(!holdsSecret(text));
        const Result<QJsonObject> json = parseJson(text);
        QVERIFY(json);
        QCOMPARE(json->value(QLatin1String("schema")).toString(), QStringLiteral("lockstep-review"));
        const QJsonArray files = json->value(QLatin1String("files")).toArray();
        QCOMPARE(files.size(), 3);
        QCOMPARE(files[0].toObject().value(QLatin1String("changes")).toInt(), 2);
        QCOMPARE(files[0].toObject().value(QLatin1String("viewed")).toInt(), 1);
        const QJsonObject row = files[0].toObject().value(QLatin1String("rows")).toArray().first().toObject();
        QCOMPARE(row.value(QLatin1String("name")).toString(), QStringLiteral("t"));
        QCOMPARE(row.value(QLatin1String("sign")).toString(), QStringLiteral("added"));
        QCOMPARE(row.value(QLatin1String("newPlace")).toObject().value(QLatin1String("line")).toInt(), 6);
        QVERIFY(!files[1].toObject().value(QLatin1String("risks")).toArray().isEmpty());
    }

    void aPatchLeavesSecretsOut()
    {
        const Samples samples;
        const QByteArray patch = reviewPatch(samples.review);
        QVERIFY(!holdsSecret(patch));
        QVERIFY(patch.contains("--- a/etc-bind/zones/z.example.db\n"));
        QVERIFY(patch.contains("+www IN A 192.0.2.6\n"));
        QVERIFY(patch.contains("\n# etc-bind/named.conf holds secrets"));
        QVERIFY(patch.contains("# etc-bind/blob holds bytes that are no text"));
        // Nothing of a masked file could be taken for a part of the patch.
        const QByteArrayList lines = patch.split('\n');
        bool masked = false;
        for (const QByteArray &line : lines) {
            masked = masked || line.startsWith("# etc-bind/named.conf");
            QVERIFY2(!masked || line.isEmpty() || line.startsWith("# "), line.constData());
        }
    }

    void whatChangedSinceIsComparedWithWhatItWas()
    {
        const Samples then;
        Samples now;
        now.set.files[0].after = *now.set.files[0].after + "new IN A 192.0.2.7\n";
        now.set.files.removeAt(1); // taken back
        const ReviewSet since = sinceThen(then.set, now.set);
        QCOMPARE(since.files.size(), 2);
        QCOMPARE(since.files[0].title, QStringLiteral("z.example"));
        QCOMPARE(since.files[0].before, then.set.files[0].after);
        QCOMPARE(since.files[1].path, QStringLiteral("named.conf"));
        QCOMPARE(since.files[1].before, then.set.files[1].after);
        QCOMPARE(since.files[1].after, then.set.files[1].before);
        QVERIFY(sinceThen(then.set, then.set).files.isEmpty());
        // Nobody has what was staged before: its serial need not rise once more.
        const auto rules = [&](const ReviewSet &set) {
            QStringList found;
            const FileStudy study = studyOfZone(set.files[0], set);
            for (const RiskNote &note : study.risks)
                found.append(note.rule);
            return found;
        };
        ReviewSet served = since;
        served.served = true;
        QVERIFY(rules(served).contains(QStringLiteral("serial-same")));
        QVERIFY(!rules(since).contains(QStringLiteral("serial-same")));
    }
};

LOCKSTEP_SUITE(TestReviewExport)
#include "tst_reviewexport.moc"
