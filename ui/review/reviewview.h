// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/linesedit.h"
#include "ui/widgets/quickcommand.h"
#include "ui/widgets/view.h"

#include <QPointer>

class QAbstractButton;
class QLabel;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace lockstep {

class Banner;
class EmptyState;
class FilesReview;
class Label;
class LinesEditor;

// What is staged against what is live, file by file, and the way back for each change, or another text in its place; or any other two states of the group,
// to look at: "review?from=deployment:40&to=live" (as in SnapshotRequest); "review?since" is what has changed in staging since it
// was looked at here. Follows what colleagues stage without moving what
// is looked at.
class ReviewView : public View
{
    Q_OBJECT
public:
    explicit ReviewView(GroupSession &group, QWidget *parent = nullptr);

    bool wantsRoom() const override { return true; }
    QStringList trail() const override;
    QList<QAction *> viewActions() const override;
    QString place() const override;
    void open(const QString &place) override;
    std::optional<Digest> seal() const override;
    Task<bool> mayLeave() override;

    FilesReview *filesReview() const { return m_review; }
    // What is on the screen was read from what is staged now: somebody's newest edit is seen, not only known of. True of other states.
    bool isNow() const;
    // As a page, a patch (".patch") or for programs (".json"), as far as it is known by now. Errors: review.unread, review.unwritten.
    Result<void> exportTo(const QString &path);

Q_SIGNALS:
    void shown(); // both states are read; the newest is shown

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    // One step of what was discarded here, to stage it again.
    struct Step
    {
        QString text; // what it was, in words
        QList<StageRecordRequest> records;
        bool whole = false; // the file's staged text is put back
        QString root;
        QString path;
        std::optional<QByteArray> bytes;
        QStringList staged = {};  // ids of changes that were made instead, to leave out again
        QList<Change> found = {}; // what people had staged of the file before it
        QList<Change> left = {};  // and when it was done
        int live = 0;             // the deployment that was live then
    };
    // What would be edited in place: the lines of a row, by their numbers on both sides, or those of a change; and where it is seen.
    struct LinesHere
    {
        LinesOfRow row;
        bool whole = false; // the change
        QRect rect;
        QWidget *over = nullptr;
    };
    Digest stagedNow() const;
    bool isStaged() const; // live against staged: what can be discarded
    void build();
    void addActions();
    void refresh();
    Task<> read();
    void take(const Result<ReviewSet> &set);
    void showSet();
    void showMoved();
    void showViewed();
    void choose(bool target); // what is compared: where to, or where from
    Task<> offerDeployments(QPointer<QuickCommand> picker, std::function<QuickEntry(QString, QString, QString)> entry);
    void showKeys();
    void exportReview();
    void showSince(bool since);
    bool isSince() const { return m_since; }
    void showHead();
    void showConflicts();
    void showActions();
    QString titleOf(const QString &which) const;
    QString named(const Change &change) const;

    Task<> discardHunk();
    Task<> discardFile();
    Task<> discardChange(QString id);
    Task<> discard(QStringList ids, Step step);
    Task<> undo();
    void done(const Result<void> &result, Step step);
    QList<Change> editsOf(const QString &root, const QString &path) const; // what people have staged of a file
    std::optional<LinesHere> linesHere() const;
    Task<> editHere();
    Task<> stageLines();
    void endLines();
    void openEditor();
    void beginOrGoOn();
    QString driftedMember() const;
    const Member *silentMember() const;
    void showSilent();
    void showDriftActions();
    Task<> adoptHunk();
    Task<> adoptFile();
    void overwrite();

    QString m_from = QStringLiteral("live");
    QString m_to = QStringLiteral("staged");
    QString m_seenState; // what the last reading began from
    quint64 m_turn = 0;
    bool m_working = false;
    bool m_failed = false;           // nothing is shown but why
    bool m_ownStep = false;          // what is staged moves because of what is done here
    std::optional<ReviewSet> m_set;  // as last read
    std::optional<ReviewSet> m_then; // as it was when the review began, or what has come since was looked at
    bool m_since = false;            // what has come since is shown
    bool m_restarted = false;        // something else is live, and staged, than when it began
    qint64 m_readAt = 0;             // when m_set was read, ms UTC
    QList<Step> m_steps;
    QPointer<LinesEditor> m_lines;

    QToolButton *m_fromButton;
    QToolButton *m_toButton;
    QLabel *m_seal;
    QLabel *m_count;
    Label *m_viewed;
    Banner *m_moved;
    Banner *m_silent;
    Banner *m_banner;
    QWidget *m_conflicts;
    QVBoxLayout *m_conflictRows;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QAbstractButton *m_emptyButton;
    FilesReview *m_review;
    QAction *m_discardHunk;
    QAction *m_discardFile;
    QAction *m_undo;
    QAction *m_edit;
    QAction *m_openEditor;
    QAction *m_adoptHunk;
    QAction *m_adopt;
    QAction *m_overwrite;
    QAction *m_chooseFrom;
    QAction *m_chooseTo;
    QAction *m_export;
    QAction *m_keys;
};

} // namespace lockstep
