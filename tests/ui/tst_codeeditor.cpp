// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/config/codeeditor.h"
#include "ui/config/findbar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

using namespace lockstep;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// An editor in a window that is shown and has the focus.
struct Desk : QWidget
{
    CodeEditor *editor = new CodeEditor;
    FindBar *bar = new FindBar(editor);

    explicit Desk(const QByteArray &text, Syntax syntax = Syntax::NamedConf)
    {
        auto *column = new QVBoxLayout(this);
        column->addWidget(editor, 1);
        column->addWidget(bar);
        editor->setSyntax(syntax);
        editor->setText(text);
        resize(800, 500);
        show();
        activateWindow();
        editor->setFocus();
        (void)QTest::qWaitForWindowExposed(this);
    }
    QLineEdit *field(const char *name) const
    {
        for (QLineEdit *one : bar->findChildren<QLineEdit *>()) {
            if (one->accessibleName() == QLatin1String(name))
                return one;
        }
        return nullptr;
    }
    QToolButton *toggle(const char *sign) const
    {
        for (QToolButton *one : bar->findChildren<QToolButton *>()) {
            if (one->text() == QString::fromUtf8(sign))
                return one;
        }
        return nullptr;
    }
    QString said() const
    {
        QStringList texts;
        for (const QLabel *one : bar->findChildren<QLabel *>()) {
            if (one->isVisible() && !one->text().isEmpty())
                texts.append(one->text());
        }
        return texts.join(u'|');
    }
};

} // namespace

class TestCodeEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // --- bytes
    void bytesComeBackAsTheyWere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("one line without an end") << QByteArray("a");
        QTest::newRow("lines") << QByteArray("a\nb\n\n\n");
        QTest::newRow("CR LF") << QByteArray("a\r\nb\r\n");
        QTest::newRow("CR LF without a last end") << QByteArray("a\r\nb");
        QTest::newRow("mixed ends") << QByteArray("a\r\nb\nc\rd\n");
        QTest::newRow("UTF-8") << QByteArray("; M\xc3\xbcller \xe2\x82\xac \xf0\x9f\x98\x80\n");
        QTest::newRow("Latin-1") << QByteArray("; M\xfcller\r\n\x80\x9f\xff\n");
        QTest::newRow("a mark at the beginning") << QByteArray("\xef\xbb\xbfoptions { };\n");
        QTest::newRow("bidi and zero width") << QByteArray("a\xe2\x80\xae"
                                                           "b\xe2\x80\x8b"
                                                           "c\xc2\xa0"
                                                           "d\n");
        QTest::newRow("separators") << QByteArray("a\xe2\x80\xa8"
                                                  "b\xe2\x80\xa9"
                                                  "c\xef\xb7\x90"
                                                  "d\xef\xbf\xbc\n");
        QTest::newRow("control characters") << QByteArray("a\x01\x1b\x7f\x0c\x0b"
                                                          "b\n",
                                                          8);
        QTest::newRow("a zero byte") << QByteArray("a\0b\n", 4);
        QTest::newRow("a sign and what it would stand for") << QByteArray("\xe2\x90\x9b and \x1b\n");
        QTest::newRow("a surrogate in UTF-8") << QByteArray("\xed\xa0\x80\n");
    }

    void bytesComeBackAsTheyWere()
    {
        QFETCH(QByteArray, bytes);
        CodeEditor editor;
        editor.setText(bytes);
        QCOMPARE(editor.text(), bytes);
        QVERIFY(!editor.isModified());
    }

    void everyRealFileComesBackAsItWas()
    {
        if (sharedFolder().isEmpty())
            QSKIP("The shared folder with files of BIND's own tests is not here.");
        CodeEditor editor;
        for (const char *folder : {"conf", "zones"}) {
            const QDir files(sharedFolder() + QStringLiteral("/data/bind/") + QLatin1String(folder));
            for (const QFileInfo &file : files.entryInfoList(QDir::Files)) {
                const QByteArray bytes = contentOf(file.filePath());
                editor.setText(bytes);
                QVERIFY2(editor.text() == bytes, qPrintable(file.fileName()));
            }
        }
    }

    void whatCannotBeSeenIsShown()
    {
        CodeEditor editor;
        editor.setText("a\xe2\x80\xae"
                       "b\x1b\n");
        const QString line = editor.document()->firstBlock().text();
        QCOMPARE(line.size(), 4);
        QVERIFY(line[1].isPrint() && line[1] != QChar(0x202E));
        QCOMPARE(line[3], QChar(0x241B));
        QVERIFY(editor.tipOf(editor.document()->firstBlock(), 1).contains(QStringLiteral("U+202E RIGHT-TO-LEFT OVERRIDE")));
        QVERIFY(editor.tipOf(editor.document()->firstBlock(), 0).isEmpty());
    }

    void anEditLeavesTheRestAsItWas()
    {
        Desk desk("a\xfc\x80\r\nb\r\n");
        QTest::keyClicks(desk.editor, QStringLiteral("x"));
        QTest::keyClick(desk.editor, Qt::Key_Return);
        QCOMPARE(desk.editor->text(), QByteArray("x\r\na\xfc\x80\r\nb\r\n"));
        QVERIFY(desk.editor->isModified());
        desk.editor->undo();
        desk.editor->undo();
        QCOMPARE(desk.editor->text(), QByteArray("a\xfc\x80\r\nb\r\n"));
        QVERIFY(!desk.editor->isModified());
    }

    void pastedTextBringsNothingHidden()
    {
        Desk desk("");
        QApplication::clipboard()->setText(QStringLiteral("a\u00a0b\u200bc\u202e"));
        desk.editor->paste();
        QCOMPARE(desk.editor->text(), QByteArray("a bc"));
    }

    // --- highlighting
    void highlightingIsNoEdit()
    {
        Desk desk("options { recursion no; };\n");
        QSignalSpy changed(desk.editor, &QPlainTextEdit::textChanged);
        desk.grab();
        QVERIFY(!desk.editor->document()->firstBlock().layout()->formats().isEmpty());
        QCOMPARE(changed.count(), 0);
        QVERIFY(!desk.editor->isModified());
        QVERIFY(!desk.editor->document()->isUndoAvailable());
    }

    // --- keys
    void aLineIsIndentedAsTheOneBefore()
    {
        Desk desk("");
        QTest::keyClicks(desk.editor, QStringLiteral("options {"));
        QTest::keyClick(desk.editor, Qt::Key_Return);
        QTest::keyClicks(desk.editor, QStringLiteral("recursion no;"));
        QTest::keyClick(desk.editor, Qt::Key_Return);
        QTest::keyClicks(desk.editor, QStringLiteral("};"));
        QCOMPARE(desk.editor->text(), QByteArray("options {\n\trecursion no;\n};"));
        // White space at the begin of a line is an owner in a zone: nothing comes there by itself.
        Desk zone("", Syntax::DnsZone);
        QTest::keyClicks(zone.editor, QStringLiteral(" A 192.0.2.1"));
        QTest::keyClick(zone.editor, Qt::Key_Return);
        QCOMPARE(zone.editor->text(), QByteArray(" A 192.0.2.1\n"));
    }

    void selectedLinesAreIndented()
    {
        Desk desk("a;\nb;\n\nc;\n");
        desk.editor->selectAll();
        QTest::keyClick(desk.editor, Qt::Key_Tab);
        QCOMPARE(desk.editor->text(), QByteArray("\ta;\n\tb;\n\n\tc;\n"));
        QTest::keyClick(desk.editor, Qt::Key_Backtab);
        QCOMPARE(desk.editor->text(), QByteArray("a;\nb;\n\nc;\n"));
        desk.editor->undo();
        QCOMPARE(desk.editor->text(), QByteArray("\ta;\n\tb;\n\n\tc;\n")); // one step
    }

    void linesAreCommented_data()
    {
        QTest::addColumn<Syntax>("syntax");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("named.conf, behind the indentation")
            << Syntax::NamedConf << QByteArray("\ta;\n\n\t\tb;") << QByteArray("\t// a;\n\n\t\t// b;");
        QTest::newRow("a zone, at the begin of the line") << Syntax::DnsZone << QByteArray("\tA 192.0.2.1\nb") << QByteArray("; \tA 192.0.2.1\n; b");
        QTest::newRow("one that is commented already") << Syntax::NamedConf << QByteArray("a;\n// b;") << QByteArray("// a;\n// // b;");
    }

    void linesAreCommented()
    {
        QFETCH(Syntax, syntax);
        QFETCH(QByteArray, before);
        Desk desk(before, syntax);
        desk.editor->selectAll();
        QTest::keyClick(desk.editor, Qt::Key_Slash, Qt::ControlModifier);
        QTEST(desk.editor->text(), "after");
        QTest::keyClick(desk.editor, Qt::Key_Slash, Qt::ControlModifier);
        QCOMPARE(desk.editor->text(), before);
    }

    void bracketsFindEachOther()
    {
        Desk desk("a { \"}\"; /* } */ { b; } };\n");
        const auto marked = [&] {
            QList<int> places;
            for (const QTextEdit::ExtraSelection &one : desk.editor->extraSelections()) {
                if (one.format.fontWeight() == QFont::Bold)
                    places.append(one.cursor.selectionStart());
            }
            return places;
        };
        desk.editor->goTo(1, 3);
        QCOMPARE(marked(), (QList<int>{2, 24}));
        desk.editor->goTo(1, 6); // beside one in a string
        QVERIFY(marked().isEmpty());
        desk.editor->goTo(1, 24);
        QCOMPARE(marked(), (QList<int>{22, 17}));
    }

    // --- diagnostics
    void diagnosticsAreMarkedAndMove()
    {
        Desk desk("a;\nb;\nc;\n");
        desk.editor->setDiagnostics(
            {{2, 0, 0, Tone::Danger, QStringLiteral("wrong <b>here</b>")}, {3, 1, 1, Tone::Attention, QStringLiteral("odd")}});
        QSignalSpy shown(desk.editor, &CodeEditor::diagnosticShown);
        QTest::keyClick(desk.editor, Qt::Key_Return);
        QCOMPARE(desk.editor->diagnostics().value(0).line, 3);
        desk.editor->goToDiagnostic();
        QCOMPARE(desk.editor->line(), 3);
        QCOMPARE(shown.last().value(0).toString(), QStringLiteral("wrong <b>here</b>"));
        desk.editor->goToDiagnostic();
        QCOMPARE(desk.editor->line(), 4);
        desk.editor->goToDiagnostic();
        QCOMPARE(desk.editor->line(), 3); // round
        QCOMPARE(desk.editor->tipOf(desk.editor->document()->findBlockByNumber(3), 0), QStringLiteral("odd"));
        desk.grab();
    }

    void aLongTextComesInSlices()
    {
        QByteArray bytes;
        for (int i = 0; i < 5001; ++i)
            bytes += "host" + QByteArray::number(i) + "\tIN A 192.0.2.1" + (i % 7 == 0 ? "\r\n" : "\n");
        bytes.chop(1); // no line end at the end
        CodeEditor editor;
        QSignalSpy modified(&editor, &QPlainTextEdit::modificationChanged);
        editor.beginText(bytes);
        QVERIFY(editor.document()->blockCount() < 5001);
        int slices = 1;
        while (editor.readMore())
            ++slices;
        QCOMPARE(slices, 2);
        QCOMPARE(editor.text(), bytes);
        QVERIFY(!editor.isModified() && !editor.document()->isUndoAvailable());
        QCOMPARE(editor.line(), 1);
        editor.insertPlainText(QStringLiteral("x"));
        QVERIFY(editor.isModified() && editor.document()->isUndoAvailable());
        editor.beginText("short\n"); // another one, all of it at once
        QCOMPARE(editor.text(), QByteArray("short\n"));
        QVERIFY(!editor.isModified());
    }

    void aChangedTextKeepsThePlace()
    {
        QByteArray text;
        for (int i = 0; i < 200; ++i)
            text += "line " + QByteArray::number(i) + '\n';
        Desk desk(text);
        desk.editor->goTo(150, 3);
        desk.editor->changeText(QByteArray(text).replace("line 3\n", "line three\n"));
        QCOMPARE(desk.editor->line(), 150);
        QCOMPARE(desk.editor->column(), 3);
        desk.editor->undo();
        QCOMPARE(desk.editor->text(), text);
    }

    // --- find
    void whatIsFoundIsCounted()
    {
        Desk desk("zone a;\nZone b;\nzones;\nzone-c;\n");
        QTest::keyClick(desk.editor, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(desk.bar->isVisible());
        desk.field("Find")->setText(QStringLiteral("zone"));
        QVERIFY2(desk.said().contains(QStringLiteral("1 of 4")), qPrintable(desk.said()));
        QTest::keyClick(desk.editor, Qt::Key_F3);
        QCOMPARE(desk.editor->line(), 2);
        QTest::keyClick(desk.editor, Qt::Key_F3, Qt::ShiftModifier);
        QTest::keyClick(desk.editor, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(desk.editor->line(), 4);
        QVERIFY2(desk.said().contains(QStringLiteral("from the end")), qPrintable(desk.said()));
        desk.toggle("Aa")->click();
        QVERIFY2(desk.said().contains(QStringLiteral("of 3")), qPrintable(desk.said()));
        desk.toggle("\u2039w\u203A")->click();
        QVERIFY2(desk.said().contains(QStringLiteral("1 of 1")), qPrintable(desk.said()));
        desk.field("Find")->setText(QStringLiteral("nothing"));
        QVERIFY2(desk.said().contains(QStringLiteral("not found")), qPrintable(desk.said()));
        QTest::keyClick(desk.field("Find"), Qt::Key_Escape);
        QVERIFY(!desk.bar->isVisible());
    }

    void everythingIsReplacedInOneStep()
    {
        const QByteArray text = "a1 A 10.0.0.1\na2 A 10.0.0.2\n";
        Desk desk(text, Syntax::DnsZone);
        QTest::keyClick(desk.editor, Qt::Key_H, Qt::ControlModifier);
        desk.toggle(".*")->click();
        desk.field("Find")->setText(QStringLiteral("^a(\\d)"));
        desk.field("Replace with")->setText(QStringLiteral("b-\\1"));
        for (QPushButton *one : desk.bar->findChildren<QPushButton *>()) {
            if (one->text().contains(QStringLiteral("all")))
                one->click();
        }
        QCOMPARE(desk.editor->text(), QByteArray("b-1 A 10.0.0.1\nb-2 A 10.0.0.2\n"));
        QVERIFY2(desk.said().contains(QStringLiteral("2 place")), qPrintable(desk.said()));
        desk.editor->undo();
        QCOMPARE(desk.editor->text(), text);
        desk.field("Find")->setText(QStringLiteral("(a"));
        QVERIFY2(desk.said().contains(QStringLiteral("not a regular expression")), qPrintable(desk.said()));
    }

    void aLineIsGoneTo()
    {
        Desk desk("a\nb\nc\nd\n");
        QTest::keyClick(desk.editor, Qt::Key_G, Qt::ControlModifier);
        desk.field("Line")->setText(QStringLiteral("x"));
        QTest::keyClick(desk.field("Line"), Qt::Key_Return);
        QVERIFY2(desk.said().contains(QStringLiteral("number of a line")), qPrintable(desk.said()));
        desk.field("Line")->setText(QStringLiteral("3"));
        QTest::keyClick(desk.field("Line"), Qt::Key_Return);
        QCOMPARE(desk.editor->line(), 3);
        QVERIFY(!desk.bar->isVisible());
    }

    // A comment that is opened and closed again: what lies far below follows, wherever one looks.
    void linesBelowFollowAnEdit()
    {
        QByteArray text;
        for (int i = 0; i < 3000; ++i)
            text += "acl a" + QByteArray::number(i) + " { any; };\n";
        Desk desk(text);
        // What lies far away is plain until the way there is read.
        const auto styleOf = [&](int line) {
            desk.editor->goTo(line);
            desk.grab();
            const auto formats = desk.editor->document()->findBlockByNumber(line - 1).layout()->formats();
            return formats.isEmpty() ? QColor() : formats.first().format.foreground().color();
        };
        const Tones tones(desk.editor->palette());
        const QColor keyword = tones.format(Tones::Style::Keyword).foreground().color();
        const QColor comment = tones.format(Tones::Style::Comment).foreground().color();
        QTRY_COMPARE(styleOf(2990), keyword);
        desk.editor->goTo(5);
        QTest::keyClicks(desk.editor, QStringLiteral("/*"));
        QTRY_COMPARE(styleOf(2990), comment);
        QTRY_COMPARE(styleOf(2), keyword);
        desk.editor->goTo(100);
        QTest::keyClicks(desk.editor, QStringLiteral("*/"));
        QTRY_COMPARE(styleOf(2990), keyword);
        QTRY_COMPARE(styleOf(50), comment);
        desk.editor->undo();
        QTRY_COMPARE(styleOf(2990), comment);
        desk.editor->undo();
        QTRY_COMPARE(styleOf(2990), keyword);
    }
};

LOCKSTEP_SUITE(TestCodeEditor)
#include "tst_codeeditor.moc"
