// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/textsamples.h"

#include <QStandardPaths>

using namespace lockstep;

namespace {

// Puts a patch on the file `name` that holds `left` and gives what it holds then, or what went wrong. The program is patch
// where it is installed, else git.
QByteArray patched(const QByteArray &left, const QByteArray &patch, const QString &name)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(name);
    if (!QDir().mkpath(QFileInfo(file).path()) || !writeText(file, left))
        return "(no file could be written)";
    QProcess program;
    program.setWorkingDirectory(folder.path());
    program.setProcessChannelMode(QProcess::MergedChannels);
    const QString tool = QStandardPaths::findExecutable(QStringLiteral("patch"));
    if (!tool.isEmpty())
        program.start(tool, {QStringLiteral("-p1"), QStringLiteral("--binary"), QStringLiteral("--fuzz=0"), QStringLiteral("--force")});
    else
        program.start(QStringLiteral("git"),
                      {QStringLiteral("apply"), QStringLiteral("-p1"), QStringLiteral("--whitespace=nowarn"), QStringLiteral("-")});
    program.write(patch);
    program.closeWriteChannel();
    if (!program.waitForFinished() || program.exitCode() != 0)
        return "(refused) " + program.readAll() + patch;
    return readText(file);
}

} // namespace

class TestPatchText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPatchMakesTheNewBytes_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::newRow("no end of line on the left") << QByteArray("a\nb") << QByteArray("a\nb\n");
        QTest::newRow("no end of line on the right") << QByteArray("a\nb\n") << QByteArray("a\nb");
        QTest::newRow("no end of line on either side") << QByteArray("a\nb") << QByteArray("a\nc");
        QTest::newRow("no end of line, changed far above") << QByteArray("x\na\nb\nc\nd\ne") << QByteArray("y\na\nb\nc\nd\ne");
        QTest::newRow("an empty file is filled") << QByteArray() << QByteArray("a\nb\n");
        QTest::newRow("an empty file is filled without an end") << QByteArray() << QByteArray("a");
        QTest::newRow("carriage returns stay") << QByteArray("a\r\nb\r\nc\r\n") << QByteArray("a\r\nB\r\nc\r\n");
        QTest::newRow("carriage returns go") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n");
        QTest::newRow("bytes that are no UTF-8") << QByteArray("\xFF\xFE\nb\n\x80") << QByteArray("\xFF\xFE\n\xC3\n\x80\x81");
        QTest::newRow("lines that look like a patch") << QByteArray("--- a\n+++ b\n@@ -1 +1 @@\n") << QByteArray("-- a\n+++ b\n@@ -1 +1 @@\n\\ No\n");
    }

    void aPatchMakesTheNewBytes()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QCOMPARE(patched(left, unifiedDiff(left, right, "zones/x.db"), QStringLiteral("zones/x.db")), right);
    }

    // patch removes a file that becomes empty, git keeps it; both are the same to whoever reads it.
    void aFileMayBecomeEmpty()
    {
        const QByteArray after = patched("a\nb\n", unifiedDiff("a\nb\n", QByteArray(), "x"), QStringLiteral("x"));
        QVERIFY2(after.isEmpty() || after == "(there is no file)", after);
    }

    void pathsAreWrittenAsGitReadsThem_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("a plain one") << QStringLiteral("zones/x.db") << QByteArray("--- a/zones/x.db\n+++ b/zones/x.db\n");
        QTest::newRow("with a space") << QStringLiteral("my zones/x.db") << QByteArray("--- a/my zones/x.db\t\n+++ b/my zones/x.db\t\n");
        QTest::newRow("with a quote") << QStringLiteral("a\"b") << QByteArray("--- \"a/a\\\"b\"\n+++ \"b/a\\\"b\"\n");
        QTest::newRow("with a backslash") << QStringLiteral("a\\b") << QByteArray("--- \"a/a\\\\b\"\n+++ \"b/a\\\\b\"\n");
        QTest::newRow("with a tab and a line end") << QStringLiteral("a\t\nb") << QByteArray("--- \"a/a\\011\\012b\"\n+++ \"b/a\\011\\012b\"\n");
    }

    void pathsAreWrittenAsGitReadsThem()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, head);
        const QByteArray patch = unifiedDiff("a\nb\n", "a\nc\n", path.toUtf8());
        QVERIFY2(patch.startsWith(head + "@@ "), patch);
        QCOMPARE(patched("a\nb\n", patch, path), QByteArray("a\nc\n"));
    }

    void equalTextsNeedNoPatch() { QCOMPARE(unifiedDiff("a\n", "a\n", "x"), QByteArray()); }

    void randomPatchesMakeTheNewBytes()
    {
        TextPairs pairs(6);
        const int trials = textTrials(200);
        for (int trial = 0; trial < trials; ++trial) {
            TextPair pair = pairs.next();
            if (pairs.below(4) == 0) {
                for (QByteArray *text : {&pair.left, &pair.right}) { // any bytes but zero
                    for (quint32 i = 0; i < 20 && !text->isEmpty(); ++i)
                        (*text)[pairs.below(quint32(text->size()))] = char(1 + pairs.below(255));
                }
            } else if (pairs.below(4) == 0) {
                pair.left.replace('\n', "\r\n");
                pair.right.replace('\n', "\r\n");
            }
            if (pair.left == pair.right || pair.right.isEmpty())
                continue;
            const QByteArray after = patched(pair.left, unifiedDiff(pair.left, pair.right, "x"), QStringLiteral("x"));
            QVERIFY2(after == pair.right, "pair " + QByteArray::number(trial) + ": " + after.left(500));
        }
    }
};

LOCKSTEP_SUITE(TestPatchText)
#include "tst_patchtext.moc"
