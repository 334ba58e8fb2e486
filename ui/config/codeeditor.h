// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/config/lazyhighlighter.h"
#include "ui/config/textbytes.h"
#include "ui/look/theme.h"

#include <QPlainTextEdit>

#include <functional>

namespace lockstep {

// A fault at a place of a text. Lines and columns count from 1, columns in characters; column 0: the whole line; length 0: the
// word at the column.
struct Diagnostic
{
    int line = 1;
    int column = 0;
    int length = 0;
    Tone tone = Tone::Danger;
    QString sentence;
    bool operator==(const Diagnostic &) const = default;
};

class CodeGutter;

// Edits the text of one configuration or zone file of at most some ten thousand lines. Bytes go in and come out: what is not
// edited comes back as it was, whatever its encoding and line ends. textChanged() is for edits alone, never for highlighting;
// modificationChanged() and isModified() compare with the text that was set, or with what setModified(false) was said of.
class CodeEditor : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit CodeEditor(QWidget *parent = nullptr);

    Syntax syntax() const { return m_highlighter->syntax(); }
    void setSyntax(Syntax syntax);
    // Another text: cursor at its beginning, nothing to undo, not modified.
    void setText(const QByteArray &bytes);
    // The same for a long text, of which the beginning is there at once: readMore() adds a slice of the rest, false when that was
    // the last. Nothing may be edited or asked of the editor meanwhile.
    void beginText(const QByteArray &bytes);
    bool readMore();
    // The same text as somebody else changed it: one step of undo, cursor and scroll stay where they were.
    void changeText(const QByteArray &bytes);
    QByteArray text() const;
    const TextBytes &encoding() const { return m_bytes; }
    bool isModified() const { return document()->isModified(); }
    void setModified(bool modified) { document()->setModified(modified); }

    // Underlined, marked in the gutter and told in tooltips; they move with the text until the next ones are set.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    // Where they stand now, those of removed text at its place.
    QList<Diagnostic> diagnostics() const;
    QList<Diagnostic> diagnosticsOf(const QTextBlock &block) const;
    // The number beside the first line, where the text is a part of a longer one.
    void setFirstNumber(int number);
    int firstNumber() const { return m_firstNumber; }
    // Selects the next one behind the cursor, or before it; round at the ends.
    void goToDiagnostic(bool backwards = false);

    // Line and column from 1; what lies outside goes to the nearest place.
    void goTo(int line, int column = 1);
    int line() const { return textCursor().blockNumber() + 1; }
    int column() const { return textCursor().positionInBlock() + 1; }
    // Comments the selected lines, or takes the comment signs away when all of them have one (Ctrl+/).
    void toggleComment();

    // Places of a search, painted under the text; the find bar sets them.
    void setMatches(const QList<QTextEdit::ExtraSelection> &matches);
    // First and last block that can be seen.
    QTextBlock firstVisible() const { return firstVisibleBlock(); }
    QRectF geometryOf(const QTextBlock &block) const { return blockBoundingGeometry(block).translated(contentOffset()); }
    QString tipOf(const QTextBlock &block, int column) const;

Q_SIGNALS:
    // The cursor stands on a line with these sentences, "" for none.
    void diagnosticShown(const QString &sentences);

protected:
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    struct Mark
    {
        Diagnostic diagnostic;
        QTextCursor range;
    };
    void placeGutter();
    void settleLook();
    void showMarks();
    void tellDiagnostic();
    // --- editing
    void insertLine();
    void indent(bool outwards);
    void forSelectedLines(const std::function<void(QTextCursor)> &edit);
    QString commentSign() const;
    // The bracket that belongs to the one beside the cursor; nothing when there is none.
    void addBrackets(QList<QTextEdit::ExtraSelection> &marks) const;
    int matchOf(int position) const;

    CodeGutter *m_gutter;
    LazyHighlighter *m_highlighter;
    TextBytes m_bytes;
    QString m_text;        // while it is read in slices
    qsizetype m_taken = 0; // of that
    int m_firstNumber = 1;
    QList<Mark> m_marks;
    QList<QTextEdit::ExtraSelection> m_matches;
};

} // namespace lockstep
