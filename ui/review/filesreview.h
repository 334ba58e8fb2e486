// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filereview.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLineEdit;
class QListView;
class QStackedWidget;
class QToolButton;

namespace lockstep {

class DiffView;
class EmptyState;
class FilesModel;
class DiffFind;
class Label;

// Files that differ between two states: a list on the left, the chosen file's difference on the right. Texts are compared off
// the window's thread, the newest wins. Usable anywhere, in dialogs too; shows what it is given and changes nothing.
class FilesReview : public QWidget
{
    Q_OBJECT
public:
    explicit FilesReview(QWidget *parent = nullptr);
    ~FilesReview() override;

    // The titles say what the sides are: "live (deployment 41)", "staged". Chosen file, scroll, selection and opened folds
    // stay where they still exist.
    void setFiles(const QString &leftTitle, const QString &rightTitle, const QList<ReviewFile> &files);
    const QList<ReviewFile> &files() const { return m_files; }
    // What is shown without files; "Nothing differs." by itself.
    void setEmptyText(const QString &title, const QString &sentence = {});

    // ReviewFile::id() of the chosen file, "" without one.
    QString currentFile() const { return m_current; }
    void setCurrentFile(const QString &id);
    const ReviewFile *file() const; // the chosen one; none
    // The hunk that the cursor is in, as long as the file is compared; none between changes.
    std::optional<TextHunk> currentHunk() const;
    // The line of the right side at the cursor, from 1: where an editor would open. Of a removed line the one behind it.
    int currentLine() const;

    // Over files too. False behind the last and before the first.
    bool nextChange();
    bool previousChange();
    // Next and previous change, find, side by side or unified, fold: for menus of whoever shows it.
    QList<QAction *> actions() const { return m_actions; }
    // A button in the head of the file; its action's text, icon and state are shown. The action stays the caller's.
    void addFileAction(QAction *action);
    DiffView *diffView() const { return m_diff; }

Q_SIGNALS:
    void currentFileChanged();
    void currentHunkChanged();
    // Enter or a double click on a changed row.
    void hunkActivated();
    // The chosen file is compared and shown.
    void shown();

private:
    void choose(const QString &id);
    void load(bool keepPlace);
    Task<> compare(ReviewFile file, bool keepPlace);
    Task<> countAll();
    void showHead();
    void showPlace();
    bool step(int direction);
    void build();
    QWidget *buildHead();
    void addActions();
    QAction *addAction(const char *icon, const QString &text, const QKeySequence &shortcut);

    QList<ReviewFile> m_files;
    QString m_leftTitle;
    QString m_rightTitle;
    QString m_current;
    quint64 m_turn = 0;      // of the comparison that is wanted
    quint64 m_countTurn = 0; // of the counting
    int m_enter = 0;         // where to stand in the next file: 1 its first change, -1 its last
    QList<QAction *> m_actions;

    FilesModel *m_model;
    QLineEdit *m_filter;
    QListView *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    DiffView *m_diff;
    DiffFind *m_find;
    QHBoxLayout *m_headRow;
    Label *m_mark;
    Label *m_title;
    Label *m_path;
    Label *m_place;
    Label *m_leftHead;
    Label *m_rightHead;
};

} // namespace lockstep
