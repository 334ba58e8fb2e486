// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/config/filetreemodel.h"
#include "ui/config/stagedreading.h"
#include "ui/widgets/view.h"

#include <QTimer>

class QLineEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;
class QAction;

namespace lockstep {

class Banner;
class EmptyState;
class FileEditor;
class Label;

// The files of the staged configuration: a tree, and an editor for each that is opened. Places: "configuration" and
// "configuration/ROOT/PATH?LINE". Edits stay here, file by file, until they are saved to staging or the view ends.
class ConfigurationView : public View
{
    Q_OBJECT
public:
    explicit ConfigurationView(GroupSession &group, QWidget *parent = nullptr);

    bool wantsRoom() const override { return true; }
    QStringList trail() const override;
    QList<QAction *> viewActions() const override;
    QString place() const override;
    void open(const QString &place) override;
    Task<bool> mayLeave() override;

    void openFile(const QString &root, const QString &path, int line = 0);
    FileEditor *current() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Staged
    {
        Snapshot staged;
        Snapshot live;
        bool known = false;
    };
    void build();
    QWidget *buildLeft();
    QWidget *buildHead();
    QAction *addAction(const QString &text, const QIcon &icon, const QKeySequence &keys, void (ConfigurationView::*run)());
    // --- what is shown
    Task<> refresh();
    void showRows();
    QList<FileTreeRow> rows() const;
    void showCurrent();
    void settle();
    void showPath();
    FileEditor *find(const QString &root, const QString &path) const;
    FileEditor *editorFor(const QString &root, const QString &path);
    void addFile(FileEditor *file);
    void drop(FileEditor *file);
    void forget();
    Task<> follow(FileEditor *file);
    QString authorOf(const QString &root, const QString &path) const;
    QStringList changesOf(const QString &root, const QString &path) const;
    QString absolute(const FileEditor *file) const;
    // --- faults
    void readLater() { m_later.start(); }
    Task<> read();
    // --- actions
    void save();
    void revert();
    void discard();
    void createFile();
    void removeFile();
    void openZone();
    void nextProblem();
    void previousProblem();
    Task<> discardNow(QString path, QStringList changes);
    Task<> removeNow(QString root, QString path);
    void say(const Error &error);

    QLineEdit *m_filter;
    QTreeView *m_tree;
    FileTreeModel *m_model;
    QStackedWidget *m_pages;
    QList<QToolButton *> m_buttons; // of the head; the first opens the zone
    QWidget *m_right;
    EmptyState *m_empty;
    EmptyState *m_choose;
    QStackedWidget *m_whole;
    Label *m_path;
    Label *m_mark;
    Banner *m_banner;
    QList<QAction *> m_actions;
    QAction *m_save = nullptr;
    QAction *m_revert = nullptr;
    QAction *m_discard = nullptr;
    QAction *m_create = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_openZone = nullptr;
    Staged m_now;
    std::optional<StagedReading> m_reading;
    QHash<const FileEditor *, int> m_faults;
    QTimer m_later;
    bool m_refreshing = false;
    bool m_refreshAgain = false;
    int m_readRound = 0;
    QString m_wanted; // a place that was asked for before the files were known
};

} // namespace lockstep
