// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/openmaster.h"
#include "ui/config/configurationview.h"
#include "ui/config/fileeditor.h"
#include "ui/config/newfiledialog.h"
#include "ui/config/textmerge.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/banner.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace lockstep;

namespace {

const QString zonePath = QStringLiteral("zones/example.net.db");
const QString confPath = QStringLiteral("named.conf.local");

// A view over a master of its own, as anna sees it.
struct House
{
    OpenMaster master;
    OpenMaster::Client anna = master.connectAs(QStringLiteral("anna"));
    std::unique_ptr<ConfigurationView> view = std::make_unique<ConfigurationView>(*anna.group);
    QStringList asked;
    bool answer = true;

    explicit House(const OpenMaster::Content &content = OpenMaster::example()) : master(content)
    {
        setAnswerer([this](const Question &question) {
            asked.append(question.name);
            return answer;
        });
        view->resize(1100, 700);
        view->show();
        (void)QTest::qWaitForWindowExposed(view.get());
        if (!comes([&] { return tree()->model()->rowCount() > 0; }))
            qFatal("no files");
    }
    ~House()
    {
        view.reset();
        setAnswerer({});
    }
    QTreeView *tree() const { return view->findChild<QTreeView *>(); }
    FileEditor *open(const QString &path)
    {
        view->openFile(OpenMaster::root, path);
        FileEditor *file = view->current();
        if (!file || file->path() != path || !comes([&] { return file->isLoaded(); }))
            qFatal("%s does not open", qPrintable(path));
        return file;
    }
    CodeEditor *editor() const { return view->current()->editor(); }
    QAction *action(const char *text) const
    {
        for (QAction *one : view->viewActions()) {
            if (one->text().remove(u'&').startsWith(QLatin1String(text)))
                return one;
        }
        return nullptr;
    }
    // Of the current file.
    bool save()
    {
        action("Save")->trigger();
        return comes([&] { return !view->current()->hasEdits(); });
    }
    QString stateOf(const QString &path) const
    {
        const auto *model = static_cast<FileTreeModel *>(tree()->model());
        const QModelIndex index = model->find(OpenMaster::root, path);
        return index.isValid() ? index.siblingAtColumn(FileTreeModel::State).data().toString() : QStringLiteral("(none)");
    }
    QString banner() const
    {
        for (const Banner *one : view->findChildren<Banner *>()) {
            if (one->isVisible())
                return one->accessibleName();
        }
        return {};
    }
    QString said() const
    {
        QStringList texts;
        for (const QLabel *one : view->findChildren<QLabel *>()) {
            if (one->isVisible() && !one->text().isEmpty())
                texts.append(one->text());
        }
        return texts.join(u'|');
    }
    bool stageAs(OpenMaster::Client &who, const QString &path, const QByteArray &bytes)
    {
        return waitFor(who.group->stageFile(OpenMaster::root, path, master.digestOf(*who.group, path), bytes)).has_value();
    }
};

void type(CodeEditor *editor, int line, const QString &text)
{
    editor->goTo(line);
    editor->setFocus();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
}

} // namespace

class TestConfiguration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void editsOfTwoAreMerged_data()
    {
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("both"); // "" for a conflict
        const auto row = [](const char *name, const char *mine, const char *theirs, const char *both) {
            QTest::newRow(name) << QByteArray(mine) << QByteArray(theirs) << QByteArray(both);
        };
        row("other lines", "A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n");
        row("the same edit", "a\nX\nc\nd\n", "a\nX\nc\nd\n", "a\nX\nc\nd\n");
        row("the same edit and others", "a\nX\nc\nd\ne\n", "a\nX\nc\nD\n", "");
        row("the same line in two ways", "a\nX\nc\nd\n", "a\nY\nc\nd\n", "");
        row("lines that touch", "a\nX\nc\nd\n", "a\nb\nY\nd\n", "");
        row("lines put in and taken out", "0\na\nb\nc\nd\n", "a\nb\nc\n", "0\na\nb\nc\n");
        row("one of them did nothing", "a\nb\nc\nd\n", "x\n", "x\n");
    }

    void editsOfTwoAreMerged()
    {
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, both);
        const std::optional<QByteArray> merged = mergedText("a\nb\nc\nd\n", mine, theirs);
        QCOMPARE(merged.value_or(QByteArray()), both);
    }

    // --- the tree
    void filesStandInATree()
    {
        House house;
        auto *model = static_cast<FileTreeModel *>(house.tree()->model());
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 1);
        const QModelIndex root = model->index(0, 0);
        QCOMPARE(root.data().toString(), QStringLiteral("/etc/bind"));
        QStringList names;
        for (int i = 0; i < model->rowCount(root); ++i)
            names.append(model->index(i, 0, root).data().toString());
        QCOMPARE(names, (QStringList{QStringLiteral("zones"), QStringLiteral("blob.bin"), QStringLiteral("named.conf"),
                                     QStringLiteral("named.conf.local"), QStringLiteral("named.conf.options"), QStringLiteral("transfer.key")}));
        QVERIFY(model->find(OpenMaster::root, QStringLiteral("transfer.key")).data(Qt::ToolTipRole).toString().contains(QStringLiteral("secret")));
        QVERIFY(model->find(OpenMaster::root, QStringLiteral("zones/parts/hosts.inc")).isValid());
        // The filter keeps what leads to a file.
        auto *filter = house.view->findChild<QLineEdit *>();
        filter->setText(QStringLiteral("HOSTS"));
        QVERIFY(model->find(OpenMaster::root, QStringLiteral("zones/parts/hosts.inc")).isValid());
        QVERIFY(!model->find(OpenMaster::root, QStringLiteral("named.conf")).isValid());
        filter->clear();
        QVERIFY(model->find(OpenMaster::root, QStringLiteral("named.conf")).isValid());
    }

    void aRefreshKeepsWhatIsSelected()
    {
        House house;
        auto *model = static_cast<FileTreeModel *>(house.tree()->model());
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        house.tree()->setCurrentIndex(model->find(OpenMaster::root, zonePath));
        QCOMPARE(house.view->current()->path(), zonePath);
        auto bob = house.master.connectAs(QStringLiteral("bob"));
        QVERIFY(house.stageAs(bob, QStringLiteral("a/new.conf"), "// new\n"));
        QTRY_COMPARE(house.stateOf(QStringLiteral("a/new.conf")), QStringLiteral("+ added"));
        QCOMPARE(model->row(house.tree()->currentIndex())->path, zonePath);
        QVERIFY(waitFor(bob.group->discard({})));
        QTRY_COMPARE(house.stateOf(QStringLiteral("a/new.conf")), QStringLiteral("(none)"));
        QCOMPARE(model->row(house.tree()->currentIndex())->path, zonePath);
    }

    // --- the main path
    void anEditIsSavedToStaging()
    {
        House house;
        house.open(confPath);
        QVERIFY(!house.action("Save")->isEnabled());
        type(house.editor(), 1, QStringLiteral("// mine"));
        QCOMPARE(house.stateOf(confPath), QStringLiteral("not staged"));
        QVERIFY(house.action("Save")->isEnabled());
        QTest::keyClick(house.editor(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(comes([&] { return house.stateOf(confPath) == QLatin1String("~ changed"); }));
        QCOMPARE(house.master.staged(*house.anna.group, confPath), "// mine\n" + OpenMaster::example().value(confPath));
        QVERIFY(!house.action("Save")->isEnabled());
        // And gone again.
        house.action("Discard")->trigger();
        QTRY_COMPARE(house.stateOf(confPath), QString());
        QCOMPARE(house.asked, QStringList{QStringLiteral("discard-file")});
        QTRY_COMPARE(house.editor()->text(), OpenMaster::example().value(confPath));
    }

    // The engine raises the serial of an edited zone: its text comes back into the editor, and the next edit is no conflict.
    void aZoneIsSavedTwice()
    {
        House house;
        house.open(zonePath);
        type(house.editor(), 13, QStringLiteral("new\tA\t192.0.2.9"));
        QVERIFY(house.save());
        QTRY_VERIFY(!house.editor()->text().contains("2026112301"));
        QVERIFY(!house.view->current()->hasEdits());
        type(house.editor(), 13, QStringLiteral("more\tA\t192.0.2.8"));
        QVERIFY(house.save());
        QTRY_COMPARE(house.master.staged(*house.anna.group, zonePath), house.editor()->text());
        QVERIFY(house.editor()->text().contains("more\tA\t192.0.2.8\n"));
        QCOMPARE(house.banner(), QString());
    }

    void revertGoesBackToWhatIsStaged()
    {
        House house;
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("// mine"));
        house.action("Revert")->trigger();
        QCOMPARE(house.editor()->text(), OpenMaster::example().value(confPath));
        QVERIFY(!house.view->current()->hasEdits());
        house.editor()->undo();
        QVERIFY(house.editor()->text().startsWith("// mine"));
        QVERIFY(house.view->current()->hasEdits());
    }

    void aBrokenFileIsSavedAndMarked()
    {
        House house;
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("};"));
        QTRY_VERIFY(!house.editor()->diagnostics().isEmpty());
        QVERIFY(house.save());
        QVERIFY(house.master.staged(*house.anna.group, confPath).startsWith("};\n"));
        QVERIFY(!house.editor()->diagnostics().isEmpty());
        QTest::keyClick(house.editor(), Qt::Key_F8);
        QVERIFY2(house.said().contains(QStringLiteral("closes no block")), qPrintable(house.said()));
    }

    void aZoneIsCheckedAsAZone()
    {
        House house;
        house.open(zonePath);
        QTRY_COMPARE(house.editor()->syntax(), Syntax::DnsZone);
        type(house.editor(), 13, QStringLiteral("bad\tA\t192.0.2.999"));
        QTRY_COMPARE(house.editor()->diagnostics().size(), 1);
        QCOMPARE(house.editor()->diagnostics()[0].line, 13);
        type(house.editor(), 13, QStringLiteral("x\tA\t192.0.2.9"));
        QTRY_COMPARE(house.editor()->diagnostics().value(0).line, 14);
        house.editor()->undo();
        house.editor()->goTo(13);
    }

    // A warning has a colour, a word and a count of its own; the file is not called broken for it.
    void aWarningIsNoFault()
    {
        House house;
        house.open(zonePath);
        QTRY_COMPARE(house.editor()->syntax(), Syntax::DnsZone);
        type(house.editor(), 13, QStringLiteral("@\tMX\t20 nobody"));
        QTRY_COMPARE(house.editor()->diagnostics().size(), 1);
        QCOMPARE(house.editor()->diagnostics()[0].tone, Tone::Attention);
        QVERIFY2(house.said().contains(QStringLiteral("1 warning")), qPrintable(house.said()));
        house.editor()->goTo(13);
        QVERIFY2(house.said().contains(QStringLiteral("Warning: ")) && house.said().contains(QStringLiteral("has no address")),
                 qPrintable(house.said()));
        type(house.editor(), 14, QStringLiteral("bad\tA\t192.0.2.999"));
        QTRY_COMPARE(house.editor()->diagnostics().size(), 2);
        house.editor()->goTo(1);
        QVERIFY2(house.said().contains(QStringLiteral("1 problem")), qPrintable(house.said()));
    }

    void statementsAreJudgedInTheirPlace_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said"); // "": nothing
        QTest::addColumn<bool>("warning");
        const auto row = [](const char *name, const char *path, int line, const char *typed, const char *said, bool warning = false) {
            QTest::newRow(name) << QString::fromLatin1(path) << line << QString::fromLatin1(typed) << QString::fromLatin1(said) << warning;
        };
        row("at the top", "named.conf.local", 1, "recursion no;", "not allowed here");
        row("in options", "named.conf.options", 10, "recursion no;", "");
        row("in a file that options include", "inner.conf", 1, "recursion no;", "");
        row("a zone's statement there", "inner.conf", 1, "type primary;", "not allowed here");
        row("a value", "inner.conf", 1, "recursion maybe;", "takes yes or no");
        row("a name that nothing defines", "named.conf.options", 10, "allow-query-cache { office; };", "Nothing defines the acl");
        row("a deprecated statement", "inner.conf", 1, "max-zone-ttl 600;", "deprecated", true);
        row("a name that nothing uses", "named.conf.local", 1, "acl office { any; };", "Nothing uses the acl", true);
        row("a file that named writes here", "inner.conf", 1, "dump-file \"/etc/bind/dump\";", "managed folder");
    }

    void statementsAreJudgedInTheirPlace()
    {
        QFETCH(QString, path);
        QFETCH(int, line);
        QFETCH(QString, typed);
        QFETCH(QString, said);
        QFETCH(bool, warning);
        OpenMaster::Content content = OpenMaster::example();
        QByteArray &options = content[QStringLiteral("named.conf.options")];
        options.replace("\tsortlist { localhost; };\n", "\tinclude \"/etc/bind/inner.conf\";\n");
        content.insert(QStringLiteral("inner.conf"), "version none;\n");
        House house(content);
        house.open(path);
        QTRY_COMPARE(house.editor()->syntax(), Syntax::NamedConf);
        QTRY_VERIFY(house.editor()->diagnostics().isEmpty());
        type(house.editor(), line, typed);
        house.editor()->goTo(line);
        if (said.isEmpty()) {
            type(house.editor(), line, QStringLiteral("bogus;"));
            QTRY_COMPARE(house.editor()->diagnostics().size(), 1); // that alone
            return;
        }
        QTRY_COMPARE(house.editor()->diagnostics().size(), 1);
        QCOMPARE(house.editor()->diagnostics()[0].tone, warning ? Tone::Attention : Tone::Danger);
        QCOMPARE(house.editor()->diagnostics()[0].line, line);
        QVERIFY2(house.said().contains(said), qPrintable(house.said()));
    }

    // What the servers hold besides may define a name.
    void namesOfOtherFilesAreNotMissed()
    {
        OpenMaster::Content content = OpenMaster::example();
        content[QStringLiteral("named.conf")] += "include \"/etc/lockstep/local.d/server.conf\";\n";
        content[QStringLiteral("named.conf.options")].replace("\tsortlist { localhost; };\n", "");
        House house(content);
        house.open(QStringLiteral("named.conf.options"));
        QTRY_COMPARE(house.editor()->syntax(), Syntax::NamedConf);
        type(house.editor(), 10, QStringLiteral("allow-query-cache { office; };"));
        type(house.editor(), 10, QStringLiteral("bogus;"));
        QTRY_COMPARE(house.editor()->diagnostics().size(), 1);
        QVERIFY(house.editor()->diagnostics()[0].sentence.contains(QStringLiteral("bogus")));
    }

    // Files that the pattern of an include brings in are configuration, those that come later too.
    void aPatternIncludesStagedFiles()
    {
        OpenMaster::Content content = OpenMaster::example();
        content[QStringLiteral("named.conf")] += "include \"/etc/bind/parts/*.part\";\n";
        content.insert(QStringLiteral("parts/a.part"), "acl inner2 { any; };\nzone \"a.example\" { type hint; file \"x\"; };\n");
        House house(content);
        house.open(QStringLiteral("parts/a.part"));
        QTRY_COMPARE(house.editor()->syntax(), Syntax::NamedConf);
        type(house.editor(), 2, QStringLiteral("bogus;"));
        QTRY_VERIFY(house.editor()->diagnostics().size() > 1);
    }

    void aFileLeadsToItsZone()
    {
        House house;
        QSignalSpy wanted(house.view.get(), &View::wanted);
        house.open(zonePath);
        QTRY_VERIFY(house.action("Open")->isVisible());
        house.action("Open")->trigger();
        QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("zones//example.net"));
        house.open(confPath);
        QVERIFY(!house.action("Open")->isVisible());
    }

    // --- new and removed
    void aNewFileIsMade()
    {
        House house;
        house.action("New")->trigger();
        auto *dialog = house.view->findChild<NewFileDialog *>();
        QVERIFY(dialog);
        auto *path = dialog->findChild<QLineEdit *>();
        QPushButton *create = nullptr;
        for (QPushButton *one : dialog->findChildren<QPushButton *>())
            create = one->text() == QLatin1String("Create") ? one : create;
        for (const char *bad : {"../x", "/x", "named.conf", "named.conf/x", "zones/"}) {
            path->setText(QLatin1String(bad));
            QVERIFY2(!create->isEnabled(), bad);
        }
        path->setText(QStringLiteral("views/inside.conf"));
        QVERIFY(create->isEnabled());
        create->click();
        QVERIFY(house.view->current());
        QCOMPARE(house.view->current()->path(), QStringLiteral("views/inside.conf"));
        QCOMPARE(house.stateOf(QStringLiteral("views/inside.conf")), QStringLiteral("not staged"));
        QTest::keyClicks(house.editor(), QStringLiteral("// empty"));
        QVERIFY(house.save());
        QTRY_COMPARE(house.stateOf(QStringLiteral("views/inside.conf")), QStringLiteral("+ added"));
        QCOMPARE(house.master.staged(*house.anna.group, QStringLiteral("views/inside.conf")), QByteArray("// empty"));
    }

    void aFileIsRemovedAndComesBack()
    {
        House house;
        house.open(QStringLiteral("zones/parts/hosts.inc"));
        house.action("Remove")->trigger();
        QTRY_COMPARE(house.stateOf(QStringLiteral("zones/parts/hosts.inc")), QStringLiteral("\u2212 removed"));
        QCOMPARE(house.asked, QStringList{QStringLiteral("remove-file")});
        FileEditor *file = house.open(QStringLiteral("zones/parts/hosts.inc"));
        QVERIFY(file->isGone() && file->editor()->isReadOnly());
        QCOMPARE(file->editor()->text(), QByteArray("host9 IN A 192.0.2.9\n"));
        house.action("Discard")->trigger();
        QTRY_COMPARE(house.stateOf(QStringLiteral("zones/parts/hosts.inc")), QString());
        QTRY_VERIFY(!house.editor()->isReadOnly());
    }

    void whatIsNoTextIsOnlyShown()
    {
        House house;
        FileEditor *file = house.open(QStringLiteral("blob.bin"));
        QVERIFY(file->editor()->isReadOnly());
        QVERIFY(house.said().contains(QStringLiteral("not text")));
    }

    // --- others
    void aColleagueChangesOtherLines()
    {
        House house;
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("// mine"));
        auto bob = house.master.connectAs(QStringLiteral("bob"));
        QVERIFY(house.stageAs(bob, confPath, OpenMaster::example().value(confPath) + "// bob's\n"));
        QTRY_VERIFY(house.editor()->text().endsWith("// bob's\n"));
        QVERIFY(house.editor()->text().startsWith("// mine\n"));
        QTRY_VERIFY2(house.banner().startsWith(QStringLiteral("bob changed other lines")), qPrintable(house.banner()));
        QVERIFY(house.save());
        QCOMPARE(house.master.staged(*house.anna.group, confPath), "// mine\n" + OpenMaster::example().value(confPath) + "// bob's\n");
    }

    void aColleagueChangesTheSameLines()
    {
        House house;
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("// mine"));
        auto bob = house.master.connectAs(QStringLiteral("bob"));
        QVERIFY(house.stageAs(bob, confPath, "// bob's\n" + OpenMaster::example().value(confPath)));
        QTRY_VERIFY2(house.banner().startsWith(QStringLiteral("bob changed the same lines")), qPrintable(house.banner()));
        QVERIFY(house.editor()->text().startsWith("// mine\n"));
        // Not overwritten without a question.
        house.answer = false;
        house.action("Save")->trigger();
        QCOMPARE(house.asked, QStringList{QStringLiteral("overwrite")});
        QVERIFY(house.master.staged(*house.anna.group, confPath).startsWith("// bob's\n"));
        // Theirs, and mine back by undo.
        for (QPushButton *one : house.view->findChildren<QPushButton *>()) {
            if (one->isVisible() && one->text() == QLatin1String("Take the staged text"))
                one->click();
        }
        QVERIFY(house.editor()->text().startsWith("// bob's\n"));
        QVERIFY(!house.view->current()->hasEdits());
        house.editor()->undo();
        QVERIFY(house.editor()->text().startsWith("// mine\n"));
        house.answer = true;
        QVERIFY(house.save());
        QVERIFY(house.master.staged(*house.anna.group, confPath).startsWith("// mine\n"));
    }

    void aColleagueRemovesTheFile()
    {
        House house;
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("// mine"));
        auto bob = house.master.connectAs(QStringLiteral("bob"));
        QVERIFY(waitFor(bob.group->stageFile(OpenMaster::root, confPath, house.master.digestOf(*bob.group, confPath), std::nullopt)));
        QTRY_VERIFY2(house.banner().startsWith(QStringLiteral("bob removed")), qPrintable(house.banner()));
        QVERIFY(house.save());
        QVERIFY(house.master.staged(*house.anna.group, confPath).startsWith("// mine\n"));
    }

    void withoutAMasterNothingIsEditedAndNothingLost()
    {
        House house;
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("// mine"));
        house.master.reachable = false;
        house.master.cut();
        QTRY_VERIFY(house.editor()->isReadOnly());
        QVERIFY(!house.action("Save")->isEnabled());
        QVERIFY(house.editor()->text().startsWith("// mine\n"));
        house.master.reachable = true;
        house.anna.master->retryNow();
        QTRY_VERIFY(!house.editor()->isReadOnly());
        QVERIFY(house.save());
    }

    void editsAreAskedForBeforeTheViewEnds()
    {
        House house;
        QVERIFY(waitFor(house.view->mayLeave()));
        house.open(confPath);
        type(house.editor(), 1, QStringLiteral("// mine"));
        house.answer = false;
        QVERIFY(!waitFor(house.view->mayLeave()));
        QCOMPARE(house.asked, QStringList{QStringLiteral("leave-edits")});
        // Another file, and back: the edit is there.
        house.open(zonePath);
        QVERIFY(house.open(confPath)->editor()->text().startsWith("// mine\n"));
    }

    void aPlaceIsOpenedAgain()
    {
        House house;
        house.open(zonePath)->editor()->goTo(7);
        QCOMPARE(house.view->place(), QStringLiteral("configuration/etc-bind/zones/example.net.db?7"));
        house.view->open(QStringLiteral("configuration/etc-bind/named.conf?3"));
        QTRY_COMPARE(house.view->place(), QStringLiteral("configuration/etc-bind/named.conf?3"));
        QCOMPARE(house.view->trail(), (QStringList{QStringLiteral("Configuration"), QStringLiteral("named.conf")}));
        house.view->open(QStringLiteral("configuration/etc-bind/nothing?3"));
        QCOMPARE(house.view->place(), QStringLiteral("configuration/etc-bind/named.conf?3"));
    }
};

LOCKSTEP_SUITE(TestConfiguration)
#include "tst_configuration.moc"
