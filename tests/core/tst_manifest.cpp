// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"
#include "tests/support/suite.h"

using namespace lockstep;

namespace {

// "f etc plain 1 DIGEST path\n" and the like; a digest is as good as another here.
QByteArray line(const QByteArray &path, const QByteArray &kind = "f", const QByteArray &root = "etc")
{
    return kind + ' ' + root + (kind == "d" ? " plain 0 - " : " plain 1 " + Digest::of("x").hex() + ' ') + path + '\n';
}

const QByteArray head = "lockstep-manifest 1\nroot etc /etc/bind\n";

} // namespace

// Manifests come from peers. What is not exactly what Snapshot::manifest() writes is refused as a whole.
class TestManifest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostileNamesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("an empty path") << QByteArray();
        QTest::newRow("the folder itself") << QByteArray(".");
        QTest::newRow("the folder above") << QByteArray("..");
        QTest::newRow("up at the beginning") << QByteArray("../passwd");
        QTest::newRow("up in the middle") << QByteArray("zones/../../passwd");
        QTest::newRow("up at the end") << QByteArray("zones/..");
        QTest::newRow("a dot in the middle") << QByteArray("zones/./a");
        QTest::newRow("a dot at the end") << QByteArray("zones/.");
        QTest::newRow("an absolute path") << QByteArray("/etc/passwd");
        QTest::newRow("two slashes in the middle") << QByteArray("zones//a");
        QTest::newRow("a slash at the end") << QByteArray("zones/");
        QTest::newRow("nothing but a slash") << QByteArray("/");
        QTest::newRow("a zero byte") << QByteArray("a\0b", 3);
        QTest::newRow("a zero byte that hides the way up") << QByteArray("..\0", 3);
        QTest::newRow("a tab") << QByteArray("a\tb");
        QTest::newRow("a carriage return") << QByteArray("a\rb");
        QTest::newRow("an escape sequence") << QByteArray("a\x1b[2Jb");
        QTest::newRow("the delete character") << QByteArray("a\x7f");
        QTest::newRow("a control character of the upper block") << QByteArray("a\xC2\x85");
        QTest::newRow("text turned around") << QByteArray("conf\xE2\x80\xAE"
                                                          "dab");
        QTest::newRow("text isolated") << QByteArray("a\xE2\x81\xA6"
                                                     "b");
        QTest::newRow("a byte that is no UTF-8") << QByteArray("a\xFF");
        QTest::newRow("the character that stands for a lost one") << QByteArray("a\xEF\xBF\xBD");
        QTest::newRow("two dots in overlong UTF-8") << QByteArray("\xC0\xAE\xC0\xAE/a");
        QTest::newRow("a slash in overlong UTF-8") << QByteArray("..\xC0\xAFpasswd");
        QTest::newRow("half of a surrogate pair") << QByteArray("a\xED\xA0\x80");
        QTest::newRow("a byte order mark that vanishes") << QByteArray("\xEF\xBB\xBF"
                                                                       "a");
        QTest::newRow("a component of 256 bytes") << QByteArray(256, 'a');
        QTest::newRow("a component of 128 letters of two bytes") << QByteArray("\xC3\xA4").repeated(128);
        QTest::newRow("4,097 bytes") << QByteArray("aaaaaaa/").repeated(512) + 'a';
    }

    void hostileNamesAreRefused()
    {
        QFETCH(QByteArray, path);
        // The folder of the path is there, so that nothing but the name is wrong.
        const QByteArray text = head + line("zones", "d") + line(path);
        const Result<Snapshot> parsed = Snapshot::parse(text);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, QStringLiteral("snapshot.manifest"));
        QCOMPARE(parsed.error().args, QStringList(QStringLiteral("4")));
        const QString name = QString::fromUtf8(path);
        QVERIFY(!isSafePath(name) || name.toUtf8() != path);
        QVERIFY(!Snapshot::parse(head + line(path, "d")));
        QVERIFY(!Snapshot::parse("lockstep-manifest 1\nroot etc /etc/bind/" + path + '\n') || name.toUtf8() != path);
    }

    void strangeNamesAreNames_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("a hidden file") << QByteArray(".a");
        QTest::newRow("three dots") << QByteArray("...");
        QTest::newRow("two dots and a letter") << QByteArray("..a");
        QTest::newRow("spaces at both ends") << QByteArray(" a ");
        QTest::newRow("nothing but a space") << QByteArray(" ");
        QTest::newRow("a dash") << QByteArray("-rf");
        QTest::newRow("a backslash is no separator on a member") << QByteArray("..\\..\\a");
        QTest::newRow("a colon") << QByteArray("etc:a");
        QTest::newRow("letters of other scripts") << QByteArray("\xE3\x81\x82\xC3\xA4");
        QTest::newRow("a component of 255 bytes") << QByteArray(255, 'a');
    }

    void strangeNamesAreNames()
    {
        QFETCH(QByteArray, path);
        const Result<Snapshot> parsed = Snapshot::parse(head + line(path));
        QVERIFY(parsed);
        QCOMPARE(parsed->entries.first().path.toUtf8(), path);
        QCOMPARE(parsed->manifest(), head + line(path));
    }

    void theLongestPathStillFits()
    {
        const QByteArray path = QByteArray("aaaaaaa/").repeated(511) + "aaaaaaaa";
        QCOMPARE(path.size(), 4096);
        QVERIFY(isSafePath(QString::fromUtf8(path)));
    }

    void brokenManifestsNameTheLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("lineNumber"); // 0: snapshot.version
        const QByteArray hex = Digest::of("x").hex();
        QTest::newRow("no bytes at all") << QByteArray() << 1;
        QTest::newRow("no end of line") << QByteArray("lockstep-manifest 1") << 1;
        QTest::newRow("a last line without an end") << head + line("a").chopped(1) << 3;
        QTest::newRow("another version") << QByteArray("lockstep-manifest 2\n") << 0;
        QTest::newRow("another format") << QByteArray("#!/bin/sh\n") << 0;
        QTest::newRow("a byte order mark before it") << "\xEF\xBB\xBF" + head << 0;
        QTest::newRow("an empty line") << head + '\n' << 3;
        QTest::newRow("Windows line ends") << QByteArray(head + line("a")).replace("\n", "\r\n") << 0;
        QTest::newRow("a root that nobody declared") << head + line("a", "f", "var") << 3;
        QTest::newRow("a root after an entry") << head + line("a") + "root var /var/z\n" << 4;
        QTest::newRow("a root declared twice") << head + "root etc /etc/other\n" << 3;
        QTest::newRow("two roots at one place") << head + "root var /etc/bind\n" << 3;
        QTest::newRow("a root without a place") << QByteArray("lockstep-manifest 1\nroot etc\n") << 2;
        QTest::newRow("a root with a relative place") << QByteArray("lockstep-manifest 1\nroot etc etc/bind\n") << 2;
        QTest::newRow("a root that goes up") << QByteArray("lockstep-manifest 1\nroot etc /etc/../bind\n") << 2;
        QTest::newRow("the root of everything") << QByteArray("lockstep-manifest 1\nroot etc /\n") << 2;
        QTest::newRow("a root's id that is a path") << QByteArray("lockstep-manifest 1\nroot ../x /etc/bind\n") << 2;
        QTest::newRow("a root's id in capitals") << QByteArray("lockstep-manifest 1\nroot ETC /etc/bind\n") << 2;
        QTest::newRow("a root's id of 65 letters") << "lockstep-manifest 1\nroot " + QByteArray(65, 'a') + " /etc/bind\n" << 2;
        QTest::newRow("an empty root's id") << QByteArray("lockstep-manifest 1\nroot  /etc/bind\n") << 2;
        QTest::newRow("a root's id with a mark that vanishes") << QByteArray("lockstep-manifest 1\nroot \xEF\xBB\xBF"
                                                                             "etc /etc/bind\n")
                                                               << 2;
        QTest::newRow("an entry's root with a mark that vanishes") << head + line("a", "f",
                                                                                  "\xEF\xBB\xBF"
                                                                                  "etc")
                                                                   << 3;
        QTest::newRow("65 roots") << [] {
            QByteArray text = "lockstep-manifest 1\n";
            for (int i = 0; i < 65; ++i)
                text += "root r" + QByteArray::number(i) + " /r" + QByteArray::number(i) + '\n';
            return text;
        }() << 66;
        QTest::newRow("the same file twice") << head + line("a") + line("a") << 4;
        QTest::newRow("the same file under another digest") << head + line("a") + "f etc plain 1 " + Digest::of("y").hex() + " a\n" << 4;
        QTest::newRow("a file and a folder of one name") << head + line("a", "d") + line("a") << 4;
        QTest::newRow("entries out of order") << head + line("b") + line("a") << 4;
        QTest::newRow("a file used as a folder") << head + line("a") + line("a/b") << 4;
        QTest::newRow("a file in a folder that is no entry") << head + line("a/b") << 3;
        QTest::newRow("a folder in a folder that is no entry") << head + line("a/b", "d") << 3;
        QTest::newRow("a folder that only another root has") << head + "root var /var/z\n" + line("a", "d") + line("a/b", "f", "var") << 5;
        QTest::newRow("a link") << head + "l etc plain 1 " + hex + " a\n" << 3;
        QTest::newRow("an unknown class") << head + "f etc setuid 1 " + hex + " a\n" << 3;
        QTest::newRow("a negative size") << head + "f etc plain -1 " + hex + " a\n" << 3;
        QTest::newRow("a size with a zero in front") << head + "f etc plain 01 " + hex + " a\n" << 3;
        QTest::newRow("a size in hexadecimal") << head + "f etc plain 0x1 " + hex + " a\n" << 3;
        QTest::newRow("a size beyond 64 bits") << head + "f etc plain 9223372036854775808 " + hex + " a\n" << 3;
        QTest::newRow("a digest in capitals") << head + "f etc plain 1 " + hex.toUpper() + " a\n" << 3;
        QTest::newRow("a digest that is too short") << head + "f etc plain 1 " + hex.chopped(1) + " a\n" << 3;
        QTest::newRow("a file without a digest") << head + "f etc plain 1 - a\n" << 3;
        QTest::newRow("a folder with a digest") << head + "d etc plain 0 " + hex + " a\n" << 3;
        QTest::newRow("a folder with a size") << head + "d etc plain 4096 - a\n" << 3;
        QTest::newRow("a word is missing") << head + "f etc plain 1 " + hex + '\n' << 3;
        QTest::newRow("two spaces between words") << head + "f  etc plain 1 " + hex + " a\n" << 3;
        QTest::newRow("more lines than there may be") << head + QByteArray((1 << 20) + 1, '\n') << (1 << 20) + 4;
        QTest::newRow("a line of a million spaces") << head + line(QByteArray(1000000, ' ')) << 3;
    }

    void brokenManifestsNameTheLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, lineNumber);
        const Result<Snapshot> parsed = Snapshot::parse(text);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, QLatin1String(lineNumber ? "snapshot.manifest" : "snapshot.version"));
        if (lineNumber)
            QCOMPARE(parsed.error().args, QStringList(QString::number(lineNumber)));
    }

    // Whatever a manifest becomes by damage: it is refused, or it is exactly the text of what was read.
    void whatIsAcceptedIsCanonical()
    {
        const QByteArray good = head + "root var /var/z\n" + line("a") + line("b", "d") + line("b/c") + line("d", "f", "var");
        QVERIFY(Snapshot::parse(good));
        quint32 seed = 11;
        const auto random = [&] { return seed = seed * 1664525 + 1013904223; };
        int accepted = 0;
        for (int round = 0; round < 30000; ++round) {
            QByteArray text = good;
            for (quint32 k = 1 + random() % 3 / 2; k > 0; --k) {
                const qsizetype at = qsizetype((random() >> 8) % quint32(text.size()));
                static const QByteArray letters("abdf0 /.-\n\xEF\xBB\xBF\0", 15);
                if (random() >> 31)
                    text.insert(at, letters[qsizetype((random() >> 8) % 15)]);
                else
                    text[at] = letters[qsizetype((random() >> 8) % 15)];
            }
            const Result<Snapshot> parsed = Snapshot::parse(text);
            accepted += parsed ? 1 : 0;
            if (parsed)
                QCOMPARE(parsed->manifest(), text);
        }
        QVERIFY(accepted > 100);
    }
};

LOCKSTEP_SUITE(TestManifest)
#include "tst_manifest.moc"
