// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/linesedit.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLineEdit;
class QListView;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace lockstep {

class DiffView;
class EmptyState;
class FilesModel;
class DiffFind;
class Label;
class MeaningView;
class ReviewStudies;
class RiskPanel;
class ViewedMarks;

// Files that differ between two states: a list on the left with the risks of them all, the chosen file's difference on the right,
// by its meaning or as text. All is compared off the window's thread, the newest wins. Usable anywhere, in dialogs too; shows what
// it is given and changes nothing but which changes were viewed.
class FilesReview : public QWidget
{
    Q_OBJECT
public:
    enum class Lens { Meaning, Text };
    explicit FilesReview(QWidget *parent = nullptr);
    ~FilesReview() override;

    // The titles say what the sides are: "live (deployment 41)", "staged". Chosen file, scroll, selection and opened folds
    // stay where they still exist.
    void setReview(const QString &leftTitle, const QString &rightTitle, const ReviewSet &set);
    // Without the configurations around them: only zones have a meaning then.
    void setFiles(const QString &leftTitle, const QString &rightTitle, const QList<ReviewFile> &files);
    const QList<ReviewFile> &files() const { return m_files; }
    // What was viewed is kept and shown; nullptr: not here.
    void setMarks(ViewedMarks *marks);
    const ReviewStudies &studies() const { return *m_studies; }
    int viewedCount() const;
    int changeCount() const; // of as many

    // What is wanted; a file that has no meaning is shown as text all the same.
    void setLens(Lens lens);
    Lens lens() const { return m_lens; }
    Lens shownLens() const;
    // Marks the change at the cursor as viewed and goes to the next one, or takes the mark away.
    void toggleViewed();
    void goToNote(const QString &file, qsizetype note);
    // What is shown without files; "Nothing differs." by itself.
    void setEmptyText(const QString &title, const QString &sentence = {});

    // What is set next is another comparison: it begins with its first change, also in a file that was looked at.
    void forgetPlace() { m_current.clear(); }
    // ReviewFile::id() of the chosen file, "" without one.
    QString currentFile() const { return m_current; }
    void setCurrentFile(const QString &id);
    const ReviewFile *file() const; // the chosen one; none
    // The text difference is that of the chosen file as it is now: what a key means goes by it.
    bool isCompared() const { return m_compared; }
    // The hunk that the cursor is in, as long as the file is compared; none between changes. By meaning: the one with the lines of
    // the current row.
    std::optional<TextHunk> currentHunk() const;
    // By meaning: where the current row stands in the file, of a pattern those below it. None as text, and for rows that say something
    // about the whole or about other files.
    QList<LinesOfRow> rowsHere() const;
    int lineHere(bool before) const; // of the current row on a side, from 1; 0: it has none
    // The line of the right side at the cursor, from 1: where an editor would open. Of a removed line the one behind it.
    int currentLine() const;

    // Over files too. False behind the last and before the first.
    bool nextChange();
    bool previousChange();
    // Next and previous change, find, side by side or unified, fold: for menus of whoever shows it.
    QList<QAction *> actions() const { return m_actions; }
    // A button in the head of the file; its action's text, icon and state are shown. The action stays the caller's.
    void addFileAction(QAction *action);
    // One whose key means something only while the difference has the keyboard, whichever way it is shown.
    void addDiffAction(QAction *action);
    DiffView *diffView() const { return m_diff; }
    MeaningView *meaningView() const { return m_meaning; }
    RiskPanel *riskPanel() const { return m_risks; }

Q_SIGNALS:
    void currentFileChanged();
    void currentHunkChanged();
    // Enter or a double click on a changed row.
    void hunkActivated();
    // The chosen file is compared and shown.
    void shown();
    void roomChanged();   // there is more or less of it in the head
    void viewedChanged(); // how many there are, or of how many

protected:
    void focusInEvent(QFocusEvent *event) override; // the difference takes the keyboard
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(const QString &id);
    void load(bool keepPlace);
    Task<> compare(ReviewFile file, bool keepPlace);
    void showHead();
    void showPlace();
    void showStudy(bool keepPlace);
    void showLens();
    void showState(const QString &file);
    void showStates();
    void showRisks();
    void placeRisks();
    void shareLeft();
    bool isMeaning() const;
    QList<Digest> unitsHere() const;
    void goToLine(bool before, int line);
    std::optional<TextHunk> hunkOf(int before, int after) const;
    bool step(int direction);
    void build();
    QWidget *buildHead();
    void addActions();
    void addLenses();
    QAction *addAction(const char *icon, const QString &text, const QKeySequence &shortcut);

    QList<ReviewFile> m_files;
    QHash<QString, qsizetype> m_places; // by ReviewFile::id()
    bool m_narrow = false;              // the head has no room for every button
    bool m_leftMoved = false;           // a person shared the left column out
    QString m_leftTitle;
    QString m_rightTitle;
    QString m_current;
    quint64 m_turn = 0; // of the comparison that is wanted
    int m_enter = 0;    // where to stand in the next file: 1 its first change, -1 its last
    QList<QAction *> m_actions;
    Lens m_lens = Lens::Meaning;
    bool m_compared = false;
    bool m_studied = false; // its meaning likewise
    QPointer<ViewedMarks> m_marks;

    FilesModel *m_model;
    QLineEdit *m_filter;
    QListView *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    ReviewStudies *m_studies;
    QStackedWidget *m_lenses;
    MeaningView *m_meaning;
    DiffView *m_diff;
    RiskPanel *m_risks;
    QSplitter *m_columns;
    QSplitter *m_left;
    DiffFind *m_find;
    QAction *m_asMeaning = nullptr;
    QAction *m_asText = nullptr;
    QAction *m_view = nullptr;
    QList<QAction *> m_textActions; // that mean something for the text alone
    QHBoxLayout *m_headRow;
    Label *m_mark;
    Label *m_title;
    Label *m_path;
    Label *m_place;
    Label *m_leftHead;
    Label *m_rightHead;
};

} // namespace lockstep
