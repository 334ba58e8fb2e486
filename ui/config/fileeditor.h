// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/config/codeeditor.h"
#include "ui/config/stagedreading.h"

#include <QWidget>

class QAction;

namespace lockstep {

class Banner;
class FindBar;
class Label;

// One file of the staged configuration that is open. What is typed is kept until it is saved to staging or reverted; what others
// stage meanwhile is taken over, laid over the edits, or told in a banner when both changed the same lines.
class FileEditor : public QWidget
{
    Q_OBJECT
public:
    // More lines, or a zero byte, and the file is only shown.
    static constexpr int mostLines = 20000;

    FileEditor(GroupSession &group, QString root, QString path, QWidget *parent = nullptr);
    const QString &root() const { return m_root; }
    const QString &path() const { return m_path; }
    CodeEditor *editor() const { return m_editor; }
    FindBar *findBar() const { return m_bar; }
    bool isLoaded() const { return m_loaded; }
    bool isNew() const { return m_new; }   // nothing of that name is staged
    bool isGone() const { return m_gone; } // removed in staging: live's text is shown
    bool hasEdits() const { return m_loaded && !m_gone && !m_shownOnly && (m_new || m_editor->isModified()); }
    bool canSave() const { return hasEdits() && !m_saving && m_group.canEdit(); }

    // A file that is not staged yet.
    void begin();
    // What staging and live have now; waits for the text where it is another one. `who` staged it last.
    Task<> follow(std::optional<Entry> staged, std::optional<Entry> live, QString who);
    Task<bool> save();
    void revert();
    void setFaults(const QList<TextFault> &faults);
    void showError(const Error &error);
    void settle(); // after the group's state changed
    void goToWhenLoaded(int line) { m_line = line; }
    QList<QAction *> editActions() const;

Q_SIGNALS:
    void edited();    // hasEdits() or the text changed
    void staged();    // saved
    void staleSeen(); // staging has another text than was known here

private:
    void take(const Digest &digest, const QByteArray &bytes, const QString &who);
    void takeFirst(const QByteArray &bytes);
    void takeTheirs();
    void showConflict();
    void tellPlace();

    GroupSession &m_group;
    QString m_root;
    QString m_path;
    CodeEditor *m_editor;
    FindBar *m_bar;
    Banner *m_banner;
    Label *m_note;
    Label *m_fault;
    Label *m_place;
    Digest m_base; // staged text that the edits began from
    QByteArray m_baseText;
    struct Theirs
    {
        Digest digest;
        QByteArray bytes;
        QString who;
    };
    std::optional<Theirs> m_theirs; // changed the same lines
    bool m_loaded = false;
    bool m_new = false;
    bool m_gone = false;
    bool m_shownOnly = false;
    bool m_saving = false;
    int m_round = 0;
    int m_line = 0; // to go to
};

} // namespace lockstep
