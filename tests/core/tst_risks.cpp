// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/errortext.h"
#include "core/review/riskrule.h"
#include "tests/core/confsample.h"
#include "tests/core/riskcases.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace lockstep;

namespace {

const QByteArray origin = QByteArray("\7example\3net\0", 13);

QString textOf(const QString &path)
{
    QFile file(qEnvironmentVariable("LOCKSTEP_SOURCE") + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<RiskNote> notesOf(const QByteArray &before, const QByteArray &after)
{
    const ZoneText left{QStringLiteral("before"), before};
    const ZoneText right{QStringLiteral("after"), after};
    const ZoneMeaning meaning = zoneMeaning(origin, left, right);
    return zoneRisks({QStringLiteral("example.net"), QStringLiteral("inside"), origin, meaning, left, right});
}

QList<RiskNote> notesOf(const QMap<QString, QByteArray> &before, const QMap<QString, QByteArray> &after)
{
    const Config left = readSample(before);
    const Config right = readSample(after);
    return confRisks(confDiff(left, right), left, right);
}

QList<RiskNote> notesOf(const RiskCase &one)
{
    const auto files = [](const QByteArray &text) {
        QMap<QString, QByteArray> all{{mainConf, text}};
        all.insert(QStringLiteral("/etc/bind/part.conf"), "zone \"part.example\" { type primary; file \"p\"; };\n");
        return all;
    };
    return one.conf ? notesOf(files(one.before), files(one.after)) : notesOf(one.before, one.after);
}

// "D apex-ns @ NS", "A zone-file zone "a" > file"
QString shown(const RiskNote &note)
{
    QString text = QStringLiteral("DAN").mid(int(note.rank), 1) + u' ' + note.rule;
    const bool statement = note.what.contains(u'"') || note.what.toLower() == note.what;
    if (!note.name.isEmpty())
        text += u' ' + note.name;
    if (!note.what.isEmpty())
        text += (statement && !note.name.isEmpty() ? QStringLiteral(" > ") : QStringLiteral(" ")) + note.what;
    return text;
}

QString shown(const QList<RiskNote> &notes)
{
    QStringList lines;
    for (const RiskNote &note : notes)
        lines.append(shown(note));
    return lines.join(u'\n');
}

// What is wrong with how a note is said.
QString faultOf(const RiskNote &note)
{
    const char *sentence = sentenceOf(note.text.code);
    if (!sentence)
        return QStringLiteral("no sentence ") + note.text.code;
    static const QRegularExpression place(QStringLiteral("%([1-9])"));
    for (auto found = place.globalMatch(QString::fromUtf8(sentence)); found.hasNext();) {
        if (note.text.args.value(found.next().captured(1).toInt() - 1).isEmpty())
            return QStringLiteral("something is missing: ") + errorText(note.text);
    }
    return {};
}

} // namespace

// docs/risks.md, the table of rules, and what each of them finds and does not.
class TestRisks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsFound_data()
    {
        QTest::addColumn<int>("index");
        const QList<RiskCase> &cases = riskCases();
        for (int i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name) << i;
    }

    // Exactly these notes in this order.
    void whatIsFound()
    {
        QFETCH(int, index);
        const RiskCase &one = riskCases()[index];
        const QList<RiskNote> notes = notesOf(one);
        QCOMPARE(shown(notes), QString::fromUtf8(one.notes));
        for (const RiskNote &note : notes) {
            QCOMPARE(faultOf(note), QString());
            QCOMPARE(note.zone.isEmpty(), one.conf && !shown(note).contains(QLatin1String("zone \"")) && note.rule != QLatin1String("zone-removed"));
            if (!one.conf)
                QCOMPARE(note.view, QStringLiteral("inside"));
            const bool whole = note.name.isEmpty() && note.what.isEmpty();
            QVERIFY2(whole || note.before.line > 0 || note.after.line > 0, qPrintable(shown(note)));
        }
    }

    // Each rule is found in a case, and is not in one that is made to be near it.
    void everyRuleHasItsCases()
    {
        QSet<QString> found;
        QSet<QString> near;
        found.insert(QStringLiteral("zone-file-gone")); // aZoneThatComesOrGoes()
        for (const RiskCase &one : riskCases()) {
            QSet<QString> here;
            for (const QString &line : QString::fromUtf8(one.notes).split(u'\n', Qt::SkipEmptyParts))
                here.insert(line.section(u' ', 1, 1));
            found += here;
            if (one.near) {
                QVERIFY2(!here.contains(QLatin1String(one.near)), one.name);
                near.insert(QLatin1String(one.near));
            }
        }
        QStringList lacking;
        for (const RiskRule &rule : riskRules()) {
            if (!found.contains(QLatin1String(rule.id)))
                lacking.append(QStringLiteral("found: ") + QLatin1String(rule.id));
            if (!near.contains(QLatin1String(rule.id)))
                lacking.append(QStringLiteral("near: ") + QLatin1String(rule.id));
        }
        QCOMPARE(lacking, QStringList());
    }

    void theDocumentIsTheTable()
    {
        static const QRegularExpression line(QStringLiteral("^\\| `([a-z-]+)` \\| ([a-z]+) \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$"),
                                             QRegularExpression::MultilineOption);
        const QString document = textOf(QStringLiteral("docs/risks.md"));
        QStringList documented;
        for (auto found = line.globalMatch(document); found.hasNext();) {
            const auto row = found.next();
            documented.append(row.captured(1) + u' ' + row.captured(2));
        }
        static const char *const ranks[] = {"danger", "attention", "notice"};
        QStringList rules;
        QSet<QString> ids;
        const qsizetype statements = document.indexOf(QLatin1String("## Statements"));
        for (const RiskRule &rule : riskRules()) {
            rules.append(QLatin1String(rule.id) + u' ' + QLatin1String(ranks[int(rule.rank)]));
            ids.insert(QLatin1String(rule.id));
            QVERIFY2(!rule.records != !rule.statements, rule.id);
            QVERIFY2((document.indexOf(QStringLiteral("\n| `%1` |").arg(QLatin1String(rule.id))) < statements) == (rule.records != nullptr), rule.id);
            QVERIFY2(sentenceOf(QStringLiteral("risk.") + QLatin1String(rule.id)), rule.id);
        }
        QCOMPARE(ids.size(), rules.size());
        QCOMPARE(documented, rules);
        static const QRegularExpression sentence(QStringLiteral("LOCKSTEP_SENTENCE\\(\"risk\\.([a-z-]+)"));
        QSet<QString> said;
        for (auto found = sentence.globalMatch(textOf(QStringLiteral("core/base/sentences/risk.inc"))); found.hasNext();)
            said.insert(found.next().captured(1));
        said.remove(QStringLiteral("more"));
        QCOMPARE(said, ids);
    }

    // Three of 800 rows matter: they come first.
    void plantedAmongHarmless()
    {
        const auto text = [](int serial, const char *net, const QByteArray &hazards) -> QByteArray {
            QByteArray zone = zoneHead(serial);
            for (int i = 0; i < 800; ++i)
                zone += "h" + QByteArray::number(i) + " 86400 A " + net + QByteArray::number(i / 250) + '.' + QByteArray::number(i % 250) + '\n';
            return zone + hazards;
        };
        const QList<RiskNote> notes = notesOf(
            text(1, "10.1.",
                 "@ NS old.example.com.\nsub NS a.example.com.\nsub DS 1 13 2 " + QByteArray(64, 'a') + "\nmail A 192.0.2.3\n@ MX 10 mail\n"),
            text(2, "10.2.", "@ NS new.example.com.\nsub NS a.example.com.\n@ MX 10 mail\n"));
        QCOMPARE(shown(notes.first(3)), QStringLiteral("D apex-ns @ NS\nD ds sub DS\nD last-address-used mail A"));
        QVERIFY(std::all_of(notes.cbegin() + 3, notes.cend(), [](const RiskNote &note) { return note.rank == RiskNote::Rank::Notice; }));
        QCOMPARE(notes.size(), 3 + 4);
        // The longest TTLs, and how many more.
        QCOMPARE(errorText(notes.last().text), QStringLiteral("797 more are left out here."));
        QCOMPARE(notes.last().staleMs, 86'400'000);
    }

    void sentencesHaveNamesAndNumbers()
    {
        const QByteArray more = "w 172800 A 192.0.2.3\na CNAME w\nm MX 10 w\n";
        const QList<RiskNote> notes = notesOf(zoneHead(1) + "@ NS ns3.example.com.\n" + more,
                                              zoneHead(2) + "@ NS ns4.example.com.\na CNAME w\nm MX 10 w\n");
        QCOMPARE(shown(notes), QStringLiteral("D apex-ns @ NS\nD last-address-used w A\nN ttl-long w A"));
        QCOMPARE(errorText(notes[0].text),
                 QStringLiteral("The zone's own name servers change: ns3.example.com. goes, ns4.example.com. comes. If the parent zone names other "
                                "servers, part of the world stops finding the zone."));
        QCOMPARE(notes[0].before, (Origin{{}, QStringLiteral("before"), 6, 0}));
        QCOMPARE(notes[0].after, (Origin{{}, QStringLiteral("after"), 6, 0}));
        QCOMPARE(notes[0].staleMs, 300'000);
        QCOMPARE(errorText(notes[1].text),
                 QStringLiteral(
                     "w.example.net. loses its last address, 192.0.2.3, and 2 records of this zone still point to it. They lead nowhere then."));
        QCOMPARE(notes[1].after.line, 0);
        QCOMPARE(notes[2].staleMs, 172'800'000);
        QVERIFY(errorText(notes[2].text).contains(QLatin1String("for 2d.")));
    }

    // Whom a list lets in more, and what names it.
    void listsAreComparedExactly_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("more");
        const auto row = [](const char *name, const char *before, const char *after, const char *more) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromLatin1(more);
        };
        row("a network", "192.0.2.1;", "192.0.2.0/24;", "192.0.2.0, 192.0.2.2-192.0.2.255");
        row("one that was denied", "!10.1.0.0/16; 10.0.0.0/8;", "10.0.0.0/8;", "10.1.0.0/16");
        row("another order", "!10.1.0.0/16; 10.0.0.0/8;", "10.0.0.0/8; !10.1.0.0/16;", "10.1.0.0/16");
        row("an order that does not count", "10.0.0.0/8; 192.0.2.0/24;", "192.0.2.0/24; 10.0.0.0/8;", "");
        row("two halves", "10.0.0.0/9; 10.128.0.0/9;", "10.0.0.0/8;", "");
        row("IPv6", "2001:db8::/33;", "2001:db8::/32;", "2001:db8:8000::/33");
        row("a key", "key a;", "key a; key b;", "key b");
        row("the server's own", "none;", "localhost;", "localhost");
        row("its networks", "localhost;", "localnets; localhost;", "localnets");
        row("the loopback address is the server's own", "localhost;", "localhost; 127.0.0.1;", "");
        row("everybody", "localnets;", "any;", "any");
        row("all networks", "localnets;", "0.0.0.0/0;", "any");
        row("all but one", "10.0.0.0/8;", "!10.0.0.0/8; any;", "any");
        row("more than all but one", "!10.0.0.0/8; any;", "any;", "10.0.0.0/8");
        row("what is not known", "geoip country DE;", "geoip country DE; geoip country FR;", "geoip country FR");
        row("through a list", "friends;", "friends; 192.0.2.9;", "192.0.2.9");
    }

    void listsAreComparedExactly()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, more);
        const auto conf = [](const QByteArray &list) {
            return QMap<QString, QByteArray>{
                {mainConf, "acl friends { 198.51.100.0/24; };\nzone \"a\" { type primary; file \"a\"; allow-transfer { " + list + " }; };\n"}};
        };
        const QList<RiskNote> notes = notesOf(conf(before), conf(after));
        QCOMPARE(notes.size(), more.isEmpty() ? 0 : 1);
        if (!more.isEmpty())
            QVERIFY2(errorText(notes.first().text).contains(u' ' + more + u'.'), qPrintable(errorText(notes.first().text)));
    }

    void whatAListReachesIsNamed()
    {
        const auto conf = [](const QByteArray &list) {
            return QMap<QString, QByteArray>{
                {mainConf, "acl inner { " + list +
                               " };\nacl outer { inner; };\noptions { recursion no; allow-query { outer; }; };\n"
                               "zone \"a\" { type primary; file \"a\"; allow-transfer { !{ !inner; any; }; key k; }; allow-update { none; }; };\n"
                               "view-free-text-is-no-use-of-inner;\n"}};
        };
        const QList<RiskNote> notes = notesOf(conf("10.0.0.0/8;"), conf("10.0.0.0/8; 192.0.2.0/24;"));
        QStringList texts;
        for (const RiskNote &note : notes)
            texts.append(errorText(note.text));
        QVERIFY2(texts.join(u'\n').contains(QLatin1String("options, allow-query")), qPrintable(texts.join(u'\n')));
        QVERIFY2(texts.join(u'\n').contains(QLatin1String("zone \"a\", allow-transfer")), qPrintable(texts.join(u'\n')));
    }

    // A secret is nowhere in a note.
    void secretsStaySecret()
    {
        const auto conf = [](const char *secret) {
            return QMap<QString, QByteArray>{{mainConf, QByteArray("key k { algorithm hmac-sha256; secret \"") + secret + "\"; };\n"}};
        };
        for (const RiskNote &note : notesOf(conf("c2VjcmV0LW9uZS1pcy1sb25n"), conf("c2VjcmV0LXR3by1pcy1sb25n"))) {
            QCOMPARE(note.rule, QStringLiteral("key"));
            QVERIFY(!(errorText(note.text) + note.name + note.what).contains(QLatin1String("c2VjcmV0")));
        }
    }

    void aZoneThatComesOrGoes()
    {
        const QByteArray text = zoneHead(1) + "w A 192.0.2.3\n";
        const ZoneText whole{QStringLiteral("zone"), text};
        const ZoneText empty{QStringLiteral("zone"), {}};
        const ZoneMeaning gone = zoneMeaning(origin, whole, empty);
        QCOMPARE(shown(zoneRisks({QStringLiteral("example.net"), {}, origin, gone, whole, std::nullopt})), QStringLiteral("D zone-file-gone"));
        const ZoneMeaning come = zoneMeaning(origin, empty, whole);
        QCOMPARE(shown(zoneRisks({QStringLiteral("example.net"), {}, origin, come, std::nullopt, whole})), QString());
    }

    // Whatever changes: sentences are whole, no note stands there twice, the worst stand first, and they are not too many.
    void anyChanges()
    {
        static const QByteArrayList lines{"@ NS ns2\n",
                                          "@ NS ns.example.com.\n",
                                          "ns2 A 192.0.2.2\n",
                                          "ns2 AAAA 2001:db8::2\n",
                                          "@ MX 10 m\n",
                                          "@ MX 0 .\n",
                                          "m A 192.0.2.3\n",
                                          "m 90000 A 192.0.2.4\n",
                                          "* A 192.0.2.9\n",
                                          "* TXT x\n",
                                          "*.b A 192.0.2.9\n",
                                          "a.b CNAME m\n",
                                          "c CNAME a.b\n",
                                          "c.c CNAME gone\n",
                                          "@ TXT \"v=spf1 +all\"\n",
                                          "@ TXT \"v=spf1 mx -all\"\n",
                                          "_dmarc TXT \"v=DMARC1; p=reject\"\n",
                                          "_dmarc TXT \"v=DMARC1; p=none\"\n",
                                          "_dmarc TXT \"v=DMARC1\"\n",
                                          "sub NS ns.sub\n",
                                          "sub NS x.y.sub\n",
                                          "ns.sub A 192.0.2.5\n",
                                          "ns.sub A 192.0.2.6\n",
                                          "x.y.sub AAAA 2001:db8::6\n",
                                          "sub DS 1 13 2 " + QByteArray(64, 'a') + "\n",
                                          "sub DS 2 13 2 " + QByteArray(64, 'b') + "\n",
                                          "@ CAA 0 issue \"a\"\n",
                                          "@ CAA 0 issue \";\"\n",
                                          "@ CAA 0 issuewild \"b\"\n",
                                          "@ DNSKEY 257 3 13 AwEAAQ==\n",
                                          "_1._tcp SRV 0 0 1 m\n",
                                          "_1._tcp TLSA 3 1 1 00\n",
                                          "_1._tcp TLSA 3 1 1 01\n",
                                          "d DNAME sub\n",
                                          "@ A 192.0.2.7\n",
                                          "m TXT \"\"\n",
                                          "w\\010 A 192.0.2.1\n",
                                          "broken BOGUS\n"};
        quint64 state = qEnvironmentVariable("LOCKSTEP_SEED", QStringLiteral("1")).toULongLong();
        const auto chance = [&state] { return (state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33; };
        for (int trial = 0; trial < 2000; ++trial) {
            QByteArray before = zoneHead(int(chance() % 3) + 1);
            QByteArray after = zoneHead(int(chance() % 3) + 1);
            for (const QByteArray &line : lines) {
                const quint64 side = chance() % 4;
                before += side == 1 || side == 3 ? line : QByteArray();
                after += side >= 2 ? line : QByteArray();
            }
            const QList<RiskNote> notes = notesOf(before, after);
            QVERIFY(notes.size() < 60);
            for (qsizetype i = 0; i < notes.size(); ++i) {
                QVERIFY2(faultOf(notes[i]).isEmpty(),
                         qPrintable(faultOf(notes[i]) + QStringLiteral("\n") + QString::fromUtf8(before + "--\n" + after)));
                QVERIFY(!notes.first(i).contains(notes[i]));
                QVERIFY(i == 0 || notes[i - 1].rank <= notes[i].rank);
            }
        }
    }

    // The same of configurations: each statement is there with one of its values, or not.
    void anyStatements()
    {
        struct Statement
        {
            const char *keyword;
            QByteArrayList values;
        };
        static const QByteArrayList lists{
            "{ any; }", "{ none; }", "{ t; }", "{ !t; any; }", "{ localhost; localnets; }", "{ key k; 192.0.2.1; }", "{ geoip country DE; u; }",
            "{ }"};
        static const QList<Statement> options{{"allow-query", lists},
                                              {"allow-recursion", lists},
                                              {"allow-query-cache", lists},
                                              {"allow-transfer", lists},
                                              {"allow-update", lists},
                                              {"allow-notify", lists},
                                              {"blackhole", lists},
                                              {"match-clients", lists},
                                              {"recursion", {"yes", "no"}},
                                              {"dnssec-validation", {"auto", "no"}},
                                              {"dnssec-policy", {"default", "none", "insecure", "p"}},
                                              {"listen-on", {"{ 192.0.2.1; }", "port 5300 { any; }"}},
                                              {"minimal-responses", {"yes", "no"}},
                                              {"forwarders", {"{ 192.0.2.1; }", "{ }"}},
                                              {"also-notify", {"{ 192.0.2.1; }", "p { 192.0.2.2 key k; }"}},
                                              {"rate-limit", {"{ responses-per-second 5; }"}},
                                              {"update-policy", {"local", "{ grant k zonesub ANY; }", "{ deny k zonesub A; grant k zonesub ANY; }"}},
                                              {"type", {"primary", "secondary", "forward"}},
                                              {"file", {"\"a\"", "\"b\""}}};
        quint64 state = qEnvironmentVariable("LOCKSTEP_SEED", QStringLiteral("1")).toULongLong();
        const auto chance = [&state](quint64 of) { return ((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33) % of; };
        const auto block = [&](const QByteArray &head) -> QByteArray {
            QByteArray text = head + " { ";
            for (const Statement &one : options) {
                if (chance(3) == 0)
                    text += one.keyword + (' ' + one.values[qsizetype(chance(quint64(one.values.size())))]) + "; ";
            }
            return text;
        };
        const auto conf = [&]() -> QByteArray {
            QByteArray text = "acl t { 10.0.0.0/" + QByteArray::number(8 + chance(3)) + "; }; acl u { t; };\n" + block("options") + "};\n";
            for (const char *view : {"v", "w"}) {
                if (chance(4) > 0)
                    text += block(QByteArray("view ") + view) + block("zone \"a\"") + "}; };\n";
            }
            return text + "dnssec-policy p { max-zone-ttl " + QByteArray::number(chance(2)) + "d; };\nkey k { secret \"eA" +
                   QByteArray::number(chance(2)) + "=\"; };\n";
        };
        for (int trial = 0; trial < 1000; ++trial) {
            const QByteArray before = conf();
            const QByteArray after = conf();
            const QList<RiskNote> notes = notesOf(QMap<QString, QByteArray>{{mainConf, before}}, QMap<QString, QByteArray>{{mainConf, after}});
            for (qsizetype i = 0; i < notes.size(); ++i) {
                QVERIFY2(faultOf(notes[i]).isEmpty(),
                         qPrintable(faultOf(notes[i]) + QStringLiteral("\n") + QString::fromUtf8(before + "--\n" + after)));
                QVERIFY(!notes.first(i).contains(notes[i]));
                QVERIFY(i == 0 || notes[i - 1].rank <= notes[i].rank);
                QVERIFY(notes[i].before.line > 0 || notes[i].after.line > 0);
            }
            QCOMPARE(notesOf(QMap<QString, QByteArray>{{mainConf, after}}, QMap<QString, QByteArray>{{mainConf, after}}).size(), 0);
        }
    }

    // The root's names have no dot at their end, as in rows.
    void theRootZone()
    {
        const QByteArray root(1, '\0');
        const QByteArray head = ". 300 SOA a.servers. host. 1 7200 3600 1209600 300\n. 300 NS a.servers.\na.servers. 300 A 192.0.2.1\n";
        const QByteArray before = head + "net. 300 NS ns.example.\n";
        const QByteArray after = QByteArray(head).replace(" 1 7200", " 2 7200");
        const ZoneText left{QStringLiteral("before"), before};
        const ZoneText right{QStringLiteral("after"), after};
        const ZoneMeaning meaning = zoneMeaning(root, left, right);
        QCOMPARE(shown(zoneRisks({QStringLiteral("."), {}, root, meaning, left, right})), QStringLiteral("D delegation-gone net NS"));
    }

    // A zone is read once, and only the side afterwards; not at all where the rows say everything.
    void aLongZoneIsReadOnce_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("reads");
        QTest::newRow("an address that changes") << QByteArray("w A 192.0.2.1\n") << QByteArray("w A 192.0.2.2\n") << 1;
        QTest::newRow("names that come and go") << QByteArray("w A 192.0.2.1\nx MX 10 w\n") << QByteArray("y TXT x\nz CNAME w\n") << 1;
        QTest::newRow("a text that changes") << QByteArray("w TXT a\n") << QByteArray("w TXT b\n") << 0;
        QTest::newRow("a mail server") << QByteArray("w MX 10 a\n") << QByteArray("w MX 10 b\n") << 0;
        QTest::newRow("a TTL") << QByteArray("w A 192.0.2.1\n") << QByteArray("w 60 A 192.0.2.1\n") << 0;
    }

    void aLongZoneIsReadOnce()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(int, reads);
        static const QByteArray many = [] {
            QByteArray text;
            for (int i = 0; i < 1'000'000; ++i)
                text += "n" + QByteArray::number(i) + " A 10." + QByteArray::number(i >> 16) + '.' + QByteArray::number(i >> 8 & 255) + '.' +
                        QByteArray::number(i & 255) + '\n';
            return text;
        }();
        int left = 0;
        int right = 0;
        const auto reader = [](int *count) {
            return [count](const QString &) -> Result<QByteArray> {
                ++*count;
                return many;
            };
        };
        const QByteArray textBefore = zoneHead(1) + before + "$INCLUDE many\n";
        const QByteArray textAfter = zoneHead(2) + after + "$INCLUDE many\n";
        const ZoneText sideBefore{QStringLiteral("before"), textBefore, reader(&left)};
        const ZoneText sideAfter{QStringLiteral("after"), textAfter, reader(&right)};
        const auto none = [](const QString &) -> Result<QByteArray> { return QByteArray(); };
        const ZoneMeaning meaning = zoneMeaning(origin, {QStringLiteral("before"), textBefore, none}, {QStringLiteral("after"), textAfter, none});
        QElapsedTimer timer;
        timer.start();
        (void)zoneRisks({QStringLiteral("example.net"), {}, origin, meaning, sideBefore, sideAfter});
        qInfo("%lld ms", static_cast<long long>(timer.elapsed()));
        QCOMPARE(right, reads);
        QCOMPARE(left, 0); // its SOA stands in front
    }
};

LOCKSTEP_SUITE(TestRisks)
#include "tst_risks.moc"
