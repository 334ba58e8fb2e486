// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/namedconf/effective.h"
#include "tests/core/confsample.h"
#include "tests/support/suite.h"

#include <QProcess>
#include <QRegularExpression>

using namespace lockstep;

namespace {

const QMap<QString, QByteArray> sample{
    {mainConf, "options { directory \"/etc/bind\"; recursion yes; allow-query { 10/8; /* ours */ ! any; };\n"
               "  check-names primary warn; check-names secondary fail; ixfr-from-differences primary;\n"
               "  dnssec-policy shop; also-notify { 192.0.2.9 port 53; }; };\n"
               "dnssec-policy shop { inline-signing no; };\n"
               "view in { recursion no; allow-recursion { any; };\n"
               "  zone \"A.Example.\" { type primary; file \"a\"; allow-query { any; }; dnssec-policy default; };\n"
               "  include \"/etc/bind/more\"; };\n"
               "view out { zone a.example { in-view in; }; zone c.example { type master; file \"c\"; }; zone . { type hint; file \"h\"; }; };\n"},
    {QStringLiteral("/etc/bind/more"), "zone b.example { type slave; masters { 192.0.2.1; }; check-names ignore; };\nnotify explicit;\n"}};

QString levelText(const EffectiveLevel &level)
{
    constexpr const char *words[] = {"zone", "view", "options", "policy", "default"};
    QStringList places;
    for (const Origin &origin : level.origins)
        places.append(QStringLiteral("%1:%2:%3").arg(origin.file.section(u'/', -1)).arg(origin.line).arg(origin.column));
    return QStringLiteral("%1 %2=%3 %4")
        .arg(QLatin1String(words[int(level.kind)]), QString::fromUtf8(level.option), QString::fromUtf8(level.values.join(" + ")), places.join(u'+'))
        .trimmed();
}

} // namespace

class TestEffective : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aZoneIsToldWhatCounts_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("levels");
        const auto row = [](const char *zoneOption, const char *view, const char *levels) {
            QTest::newRow(zoneOption) << QByteArray(zoneOption) << QString::fromLatin1(view) << QString::fromLatin1(levels);
        };
        row("a.example allow-query", "in",
            "zone allow-query={ any; } named.conf:6:47 | options allow-query={ 10/8; ! any; } named.conf:1:49 | "
            "default allow-query={ any; }");
        row("a.example recursion", "in", "view recursion=no named.conf:5:11 | options recursion=yes named.conf:1:34 | default recursion=true");
        row("c.example recursion", "out", "options recursion=yes named.conf:1:34 | default recursion=true");
        row("c.example allow-recursion", "out",
            "options allow-query={ 10/8; ! any; } named.conf:1:49 | default allow-recursion={ localnets; localhost; }");
        row("a.example allow-query-cache", "in",
            "view allow-recursion={ any; } named.conf:5:25 | default allow-query-cache={ localnets; localhost; }");
        row("a.example check-names", "in", "options check-names=warn named.conf:2:3 | default check-names=fail");
        row("b.example check-names", "in", "zone check-names=ignore more:1:54 | options check-names=fail named.conf:2:29 | default check-names=warn");
        row("c.example ixfr-from-differences", "out", "options ixfr-from-differences=yes named.conf:2:57 | default ixfr-from-differences=false");
        row("b.example ixfr-from-differences", "in", "options ixfr-from-differences=no named.conf:2:57 | default ixfr-from-differences=false");
        row("b.example primaries", "in", "zone primaries={ 192.0.2.1; } more:1:30");
        row("b.example MASTERS", "in", "zone primaries={ 192.0.2.1; } more:1:30");
        row("b.example notify", "in", "view notify=explicit more:2:1 | default notify=yes");
        row("b.example masterfile-format", "in", "default masterfile-format=raw");
        row("c.example masterfile-format", "out", "default masterfile-format=text");
        row("c.example dnssec-policy", "out", "options dnssec-policy=shop named.conf:3:3 | default dnssec-policy=\"none\"");
        row("c.example inline-signing", "out", "policy inline-signing=no named.conf:4:22 | default inline-signing=yes");
        row("a.example inline-signing", "in", "default inline-signing=yes");
        row("c.example also-notify", "out", "options also-notify={ 192.0.2.9 port 53; } named.conf:3:23");
        row("c.example tcp-clients", "out", "default tcp-clients=150");
        row("c.example journal", "out", "");
    }

    void aZoneIsToldWhatCounts()
    {
        QFETCH(QByteArray, option);
        QFETCH(QString, view);
        const Config config = readSample(sample);
        QVERIFY(config.problems.isEmpty());
        const auto found = effective(config, QString::fromUtf8(option.split(' ').first()), view, option.split(' ').last());
        QVERIFY2(found, found ? "" : qPrintable(found.error().code));
        QStringList levels;
        for (const EffectiveLevel &level : found->levels)
            levels.append(levelText(level));
        QTEST(levels.join(QLatin1String(" | ")), "levels");
    }

    void whatCannotBeToldIsAFault_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("a.example|allow-query|-") << QStringLiteral("namedconf.whichview");
        QTest::newRow("d.example|allow-query|-") << QStringLiteral("namedconf.nozone");
        QTest::newRow("b.example|allow-query|out") << QStringLiteral("namedconf.nozone");
        QTest::newRow("b.example|alow-query|-") << QStringLiteral("namedconf.unknown.near");
        QTest::newRow("b.example|xyzzyplugh|-") << QStringLiteral("namedconf.unknown");
        QTest::newRow("b.example|glue-cache|-") << QStringLiteral("namedconf.unknown");
        QTest::newRow("b.example|allow-update|-") << QStringLiteral("namedconf.notforzone");
        QTest::newRow(".|forwarders|out") << QStringLiteral("namedconf.notforzone");
    }

    void whatCannotBeToldIsAFault()
    {
        QFETCH(QString, code);
        const QStringList words = QString::fromLatin1(QTest::currentDataTag()).split(u'|');
        const auto view = words[2] == QLatin1String("-") ? std::nullopt : std::optional(words[2]);
        const auto found = effective(readSample(sample), words[0], view, words[1].toUtf8());
        QVERIFY(!found);
        QCOMPARE(found.error().code, code);
    }

    // A zone that lives in another view is told with what counts there.
    void anInViewZoneIsFollowed()
    {
        const auto found = effective(readSample(sample), QStringLiteral("a.example"), QStringLiteral("out"), "recursion");
        QVERIFY(found);
        QCOMPARE(found->view, QStringLiteral("in"));
        QCOMPARE(found->levels.first().values, QList<QByteArray>{"no"});
    }

    void theTypeOfAZoneMayBeIncluded()
    {
        const Config config = readSample({{mainConf, "view in { zone z { include \"/type\"; }; };\nview out { zone z { include \"/lives\"; }; };\n"},
                                          {QStringLiteral("/type"), "type slave;\nfile \"z\";\n"},
                                          {QStringLiteral("/lives"), "in-view in;\n"}});
        for (const char *view : {"in", "out"}) {
            const auto found = effective(config, QStringLiteral("z"), QString::fromLatin1(view), "masterfile-format");
            QVERIFY(found);
            QCOMPARE(found->view, QStringLiteral("in"));
            QCOMPARE(found->type, QStringLiteral("secondary"));
            QCOMPARE(found->levels.first().values, QList<QByteArray>{"raw"});
        }
        const auto fault = effective(config, QStringLiteral("z"), QStringLiteral("in"), "allow-update");
        QVERIFY(!fault);
        QCOMPARE(fault.error().code, QStringLiteral("namedconf.notforzone"));
    }

    // A cycle of in-view ends.
    void inViewLoopsEnd()
    {
        const Config config = readSample("view a { zone z { in-view b; }; }; view b { zone z { in-view a; }; };");
        QVERIFY(!effective(config, QStringLiteral("z"), QStringLiteral("a"), "recursion"));
    }

    void defaultsAreThoseOfTheInstalledBind()
    {
        QProcess named;
        named.start(QStringLiteral("named"), {QStringLiteral("-C")});
        if (!named.waitForFinished() || named.exitCode() != 0)
            QSKIP("named is not installed here.");
        const QString printed = QString::fromUtf8(named.readAllStandardOutput()).section(QLatin1String("\n};"), 0, 0);
        static const QRegularExpression line(QStringLiteral("^\\s*([a-z0-9-]+)\\s+(.*?);\\s*(/\\*.*)?$"), QRegularExpression::MultilineOption);
        int compared = 0;
        for (auto it = line.globalMatch(printed.section(QLatin1String("options {"), 1)); it.hasNext();) {
            const auto match = it.next();
            const auto plain = [](QByteArray value) { return value.replace(" ", ""); };
            QByteArrayList ours;
            for (const QByteArray &value : bindDefaults(match.captured(1).toUtf8()))
                ours.append(plain(value));
            QVERIFY2(ours.contains(plain(match.captured(2).toUtf8())), qPrintable(match.captured(0)));
            ++compared;
        }
        QVERIFY(compared > 150);
    }

    void everyFileIsListed()
    {
        const Config config = readSample("options { directory \"/d\"; dump-file \"/x/dump\"; };\n"
                                         "zone a { type primary; file \"a\"; update-policy local; };\n"
                                         "zone b { type primary; file \"b\"; update-policy local; journal \"/j/b\"; };\n"
                                         "zone c { type secondary; file \"c\"; primaries { 192.0.2.1; }; };\n"
                                         "zone d { type primary; file \"d\"; inline-signing yes; };\n"
                                         "key-store s { directory \"keys\"; };\n");
        QStringList lines;
        for (const FileUse &use : filesOf(config))
            lines.append(
                QStringLiteral("%1%2%3").arg(use.path, QLatin1String(use.writes ? " w" : " r"), QLatin1String(use.implied ? " implied" : "")));
        for (const char *expected : {"/x/dump w", "/d/a r", "/d/a.jnl w implied", "/j/b w", "/d/c w", "/d/c.jnl w implied", "/d/d.signed w implied",
                                     "/d/d.jbk w implied", "/d/keys w", "/d/named.stats w implied"})
            QVERIFY2(lines.contains(QLatin1String(expected)), qPrintable(QLatin1String(expected) + u'\n' + lines.join(u'\n')));
        QVERIFY(!lines.contains(QLatin1String("/d/b.jnl w implied")));
        QVERIFY(!lines.contains(QLatin1String("/d/named_dump.db w implied")));
    }
};

LOCKSTEP_SUITE(TestEffective)
#include "tst_effective.moc"
