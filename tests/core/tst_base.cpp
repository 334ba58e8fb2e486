// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/errortext.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <unistd.h>

using namespace lockstep;

namespace {

struct Inner
{
    int count = 0;
    template <class V> void fields(V &v) { v("count", count); }
};

struct Outer
{
    QString name;
    QList<Inner> list;
    std::optional<QByteArray> bytes;
    template <class V> void fields(V &v)
    {
        v("name", name);
        v("list", list);
        v("bytes", bytes);
    }
};

} // namespace

class TestBase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonRoundTrip()
    {
        const Outer before{QStringLiteral("a"), {{1}, {2}}, QByteArray("\0x", 2)};
        const Result<Outer> after = fromJson<Outer>(toJson(before));
        QVERIFY(after);
        QCOMPARE(after->list.size(), 2);
        QCOMPARE(after->list[1].count, 2);
        QCOMPARE(*after->bytes, *before.bytes);
    }

    void jsonNamesTheBadField()
    {
        const auto parsed = parseJson(R"({"name":"a","list":[{"count":1},{"count":"x"}]})");
        QVERIFY(parsed);
        const Result<Outer> bad = fromJson<Outer>(*parsed);
        QVERIFY(!bad);
        QCOMPARE(errorText(bad.error()), QStringLiteral("The field \"list.count\" is missing or is not a whole number in range."));
    }

    void errorsSayWhere()
    {
        const Error error =
            Error{QStringLiteral("file.missing"), {QStringLiteral("/a%1")}, {}, {}}.at(QStringLiteral("named.conf"), 3, 9).on(QStringLiteral("ns2"));
        QCOMPARE(errorText(error), QStringLiteral("ns2: named.conf:3:9: The file /a%1 does not exist."));
        QCOMPARE(errorTextIn(QStringLiteral("It is %1. Now %2."), {{}, {QStringLiteral("mx.example."), QStringLiteral("ns")}, {}, {}}),
                 QStringLiteral("It is mx.example. Now ns."));
        QCOMPARE(errorTextIn(QStringLiteral("%1.db of %1."), {{}, {QStringLiteral("a.")}, {}, {}}), QStringLiteral("a..db of a."));
    }

    void everyCodeInTheSourceHasASentence()
    {
        const QRegularExpression use(QStringLiteral("(?:fail\\(|Error\\{)\\s*(?:QStringLiteral\\(|QLatin1String\\(|u)?\""
                                                    "([a-z]+(?:\\.[A-Za-z.]+)?)\""));
        int seen = 0;
        QDirIterator files(qEnvironmentVariable("LOCKSTEP_SOURCE") + QStringLiteral("/core"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = use.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString code = matches.next().captured(1);
                ++seen;
                QVERIFY2(sentenceOf(code), qPrintable(file.fileName() + QStringLiteral(": no sentence for ") + code));
            }
        }
        QVERIFY(seen > 5);
    }

    void replaceIsWholeOrNothing()
    {
        const QTemporaryDir folder;
        const auto files = realFiles();
        const QString path = folder.filePath(QStringLiteral("a"));
        QVERIFY(files->replace(path, "one", 0600));
        QVERIFY(files->replace(path, "two", 0640));
        QCOMPARE(*files->read(path), QByteArray("two"));
        QCOMPARE(files->facts(path)->mode, 0640U);
        QCOMPARE(files->list(folder.path())->size(), 1);
        QCOMPARE(files->read(path + QStringLiteral("x")).error().code, QStringLiteral("file.missing"));
    }

    void aSyncedFileIsWholeAndItsOwners()
    {
        QTemporaryDir folder;
        const auto files = realFiles();
        const QString path = folder.filePath(QStringLiteral("a"));
        QVERIFY(files->write(path, "longer than what follows", 0600));
        const FileOwner owner = ::geteuid() == 0 ? FileOwner{3, 5} : FileOwner{::getuid(), ::getgid()};
        QVERIFY(files->writeSynced(path, "first", 0640, owner));
        const Result<FileFacts> facts = files->facts(path);
        QVERIFY(facts);
        QCOMPARE(files->read(path).value_or(QByteArray()), QByteArray("first"));
        QCOMPARE(facts->mode & 07777, 0640U);
        QCOMPARE(facts->uid, owner.uid);
        QCOMPARE(facts->gid, owner.gid);
        QCOMPARE(files->writeSynced(folder.filePath(QStringLiteral("none/a")), "x", 0600, {}).error().code, QStringLiteral("file.missing"));
    }

    // Files that alternate between folders are found through the folders opened last: a folder that was removed and made anew
    // since is another one.
    void aFolderMadeAnewIsAnotherOne()
    {
        QTemporaryDir folder;
        const auto files = realFiles({folder.path()});
        const QStringList names{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")};
        for (int round = 0; round < 3; ++round) {
            for (const QString &name : names)
                QVERIFY(files->makePath(folder.filePath(name), 0700));
            for (const QString &file : {QStringLiteral("x"), QStringLiteral("y")}) {
                for (const QString &name : names)
                    QVERIFY(files->write(folder.filePath(name) + u'/' + file, name.toUtf8() + file.toUtf8(), 0600));
            }
            for (const QString &name : names)
                QCOMPARE(files->read(folder.filePath(name) + QStringLiteral("/y")).value_or(QByteArray()), name.toUtf8() + "y");
            // Behind its back, as another program would.
            QVERIFY(QDir(folder.filePath(names[round])).removeRecursively());
            QCOMPARE(files->read(folder.filePath(names[round]) + QStringLiteral("/y")).error().code, QStringLiteral("file.missing"));
        }
    }

    void aTreeIsRemovedWithWhatIsInIt()
    {
        QTemporaryDir folder;
        const auto files = realFiles();
        const QString tree = folder.filePath(QStringLiteral("tree"));
        QVERIFY(files->makePath(tree + QStringLiteral("/deep/empty"), 0700));
        QVERIFY(files->write(tree + QStringLiteral("/deep/file"), "x", 0600));
        QVERIFY(files->write(folder.filePath(QStringLiteral("kept")), "x", 0600));
        QVERIFY(QFile::link(folder.path(), tree + QStringLiteral("/link")));
        QVERIFY(files->removeTree(tree));
        QVERIFY(!files->exists(tree));
        QVERIFY(files->exists(folder.filePath(QStringLiteral("kept"))));
        QCOMPARE(files->removeTree(tree).error().code, QStringLiteral("file.missing"));
    }

    void linksAreNotFollowed()
    {
        const QTemporaryDir folder;
        const auto files = realFiles();
        const QString link = folder.filePath(QStringLiteral("link"));
        QVERIFY(files->makeLink(QStringLiteral("/etc/passwd"), link));
        QCOMPARE(files->read(link).error().code, QStringLiteral("file.escapes"));
        QVERIFY(!files->write(link, "x", 0600));
    }

    // A folder on the way that is exchanged for a link leads nowhere; the rest of the tree works as ever.
    void nothingLeadsOutOfAGuardedFolder()
    {
        const QTemporaryDir folder;
        const QString guarded = folder.filePath(QStringLiteral("guarded"));
        const QString outside = folder.filePath(QStringLiteral("outside"));
        const auto plain = realFiles();
        const auto files = realFiles({guarded});
        for (const QString &one : {guarded, outside, guarded + QStringLiteral("/sub")})
            QVERIFY(plain->makeFolder(one, 0700));
        QVERIFY(files->write(guarded + QStringLiteral("/sub/a"), "one", 0600));
        QVERIFY(files->replace(guarded + QStringLiteral("/sub/a"), "two", 0600));
        QCOMPARE(*files->read(guarded + QStringLiteral("/sub/a")), QByteArray("two"));
        QCOMPARE(*files->list(guarded + QStringLiteral("/sub")), QStringList{QStringLiteral("a")});
        QVERIFY(plain->write(outside + QStringLiteral("/a"), "theirs", 0600));
        QVERIFY(files->rename(guarded + QStringLiteral("/sub"), guarded + QStringLiteral("/old")));
        QVERIFY(plain->makeLink(outside, guarded + QStringLiteral("/sub")));
        const QString through = guarded + QStringLiteral("/sub/a");
        const auto code = [](const auto &result) { return result ? QStringLiteral("ok") : result.error().code; };
        const QString escapes = QStringLiteral("file.escapes");
        QCOMPARE(code(files->read(through)), escapes);
        QCOMPARE(code(files->write(through, "x", 0600)), escapes);
        QCOMPARE(code(files->facts(through)), escapes);
        QCOMPARE(code(files->remove(through)), escapes);
        QCOMPARE(code(files->makeFolder(through + u'b', 0700)), escapes);
        QCOMPARE(code(files->rename(guarded + QStringLiteral("/old/a"), through)), escapes);
        QCOMPARE(code(files->exchange(through, guarded + QStringLiteral("/old/a"))), escapes);
        QCOMPARE(code(files->setTime(through, 0)), escapes);
        QVERIFY(!files->list(guarded + QStringLiteral("/sub")));
        QCOMPARE(*plain->read(outside + QStringLiteral("/a")), QByteArray("theirs"));
        QVERIFY(files->remove(guarded + QStringLiteral("/sub"))); // the link itself
        QVERIFY(files->removeTree(guarded + QStringLiteral("/old")));
        QCOMPARE(files->list(guarded)->size(), 0);
    }

    void fanOutKeepsOrderAndLimit()
    {
        int running = 0;
        int most = 0;
        const auto one = [&](int ms) -> Task<int> {
            most = std::max(most, ++running);
            co_await systemClock().sleep(ms, Cancel());
            --running;
            co_return ms;
        };
        const QList<int> done = waitFor(forEach<int, int>({9, 1, 5, 1}, 2, one));
        QCOMPARE(done, QList<int>({9, 1, 5, 1}));
        QCOMPARE(most, 2);
    }

    void deadlineEndsTheWait()
    {
        Cancel cancel;
        const auto slow = [](Cancel stop) -> Task<Result<int>> {
            co_await systemClock().sleep(60000, stop);
            co_return fail(QStringLiteral("cancelled"));
        };
        const Result<int> late = waitFor(withDeadline<int>(systemClock(), 10, QStringLiteral("ns1"), cancel, slow(cancel)));
        QCOMPARE(late.error().code, QStringLiteral("timeout"));
        QVERIFY(cancel.raised());
    }
};

LOCKSTEP_SUITE(TestBase)
#include "tst_base.moc"
