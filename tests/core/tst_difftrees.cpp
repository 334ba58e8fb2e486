// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cliprogram.h"
#include "tests/support/suite.h"

using namespace lockstep;

using Files = QMap<QString, QByteArray>;
Q_DECLARE_METATYPE(Files)

namespace {

const QByteArray top = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";

QByteArray conf(const QByteArray &more = {}, const QByteArray &options = "recursion no;")
{
    return "options { directory \"/etc/bind\"; " + options + " };\nzone \"e.test\" { type primary; file \"/etc/bind/db.e\"; };\n" + more;
}

} // namespace

// What lockstep diff says of folders whose files lean on each other.
class TestDiffTrees : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itSaysWhatBecameOfIt_data()
    {
        QTest::addColumn<Files>("before");
        QTest::addColumn<Files>("after");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArrayList>("says");
        QTest::addColumn<QByteArrayList>("saysNot");
        const QString named = QStringLiteral("named.conf");
        const QString db = QStringLiteral("db.e");
        const QString part = QStringLiteral("part");
        const auto row = [](const char *name, const Files &before, const Files &after, int exit, const QByteArrayList &says,
                            const QByteArrayList &saysNot = {}, const char *path = "") {
            QTest::newRow(name) << before << after << QString::fromLatin1(path) << exit << says << saysNot;
        };
        row("what is asked for, and nothing of other files",
            {{named, conf("include \"/etc/bind/part\";\n", "recursion yes;")}, {part, "acl a { any; };\n"}},
            {{named, conf("include \"/etc/bind/part\";\n")}, {part, "acl a { any; }; // here\n"}}, 0, {"changed part (comments only)"}, {"recursion"},
            "part");
        row("a file that a zone included and a configuration includes now",
            {{named, conf({}, "")}, {db, top + "$INCLUDE \"/etc/bind/part\"\n"}, {part, "; a word\n"}},
            {{named, conf("include \"/etc/bind/part\";\n", "")}, {db, top}, {part, "acl a { 192.0.2.0/24; };\n"}}, 1, {"acl a { 192.0.2.0/24; }"});
        const QByteArray bad = top + "x A 192.0.2.256\n$INCLUDE \"/etc/bind/part\"\n";
        row("what a zone with a fault includes", {{named, conf()}, {db, bad}, {part, "www A 192.0.2.2\n"}},
            {{named, conf()}, {db, bad}, {part, "www A 192.0.2.9\n"}}, 1, {"changed part", "-www A 192.0.2.2", "+www A 192.0.2.9"});
        const QByteArray small = top + "$include \"/etc/bind/part\"\n";
        row("a directive in small letters", {{named, conf()}, {db, small}, {part, "www A 192.0.2.2\n"}},
            {{named, conf()}, {db, small}, {part, "www  A  192.0.2.2\n"}}, 0, {"changed db.e (layout only)"});
        row("a file of a zone comes", {{named, conf()}}, {{named, conf()}, {db, "; nothing\n"}}, 1, {"added db.e\n"}, {"only"});
        const QByteArray two = conf("zone \"f.test\" { type primary; file \"/etc/bind/db.e\"; };\n");
        row("a file of two zones", {{named, two}, {db, top + "www.f.test. A 192.0.2.2\n"}}, {{named, two}, {db, top + "www.f.test. A 192.0.2.9\n"}},
            1, {"192.0.2.2 -> 192.0.2.9"});
        row("a file of two zones is told once", {{named, two}, {db, top + "www A 192.0.2.2\n"}}, {{named, two}, {db, top + "www A 192.0.2.9\n"}}, 1,
            {"~ www A 60 192.0.2.2 -> 192.0.2.9"}, {"f.test"});
        row("a secret in a zone's comment", {{named, conf()}, {db, top}},
            {{named, conf()}, {db, top + "; key k { secret \"YmlyZHMgb2YgcHJleQ==\"; };\n"}}, 0, {"(comments only)", "secret (added)"},
            {"YmlyZHMgb2Y"});
        const QByteArray raw("\0\0\0\2\0\0\0\1", 8);
        row("a zone in raw format", {{named, conf()}, {db, raw + "a"}}, {{named, conf()}, {db, raw + "b"}}, 1, {"It is binary, and differs."});
    }

    void itSaysWhatBecameOfIt()
    {
        QFETCH(Files, before);
        QFETCH(Files, after);
        QFETCH(QString, path);
        QFETCH(QByteArrayList, says);
        QFETCH(QByteArrayList, saysNot);
        CliHome home;
        for (const auto &[side, files] : {std::pair("before/", &before), std::pair("after/", &after)}) {
            for (const auto &[name, text] : files->asKeyValueRange())
                QVERIFY(home.write(QLatin1String(side) + name, text));
        }
        QStringList words{QStringLiteral("diff"), QStringLiteral("before"), QStringLiteral("after")};
        if (!path.isEmpty())
            words.append(path);
        const CliRun run = home.run(words);
        for (const QByteArray &one : std::as_const(says))
            QVERIFY2(run.out.contains(one), (one + " is not in:\n" + run.out + run.err).constData());
        for (const QByteArray &one : std::as_const(saysNot))
            QVERIFY2(!run.out.contains(one), (one + " is in:\n" + run.out + run.err).constData());
        QTEST(run.exit, "exit");
    }
};

LOCKSTEP_SUITE(TestDiffTrees)
#include "tst_difftrees.moc"
