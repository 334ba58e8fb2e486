// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/groupsession.h"
#include "core/zone/rowchanges.h"
#include "ui/zones/latest.h"

namespace lockstep {

// One edit of a zone, by the rows that were seen when it was made: they are found again by their bytes, whatever was staged
// meanwhile.
struct ZoneEdit
{
    enum class Kind { Change, Add, Remove, Disable, Enable, Comment, AddComment, Line, Whole };
    Kind kind = Kind::Change;
    QList<qsizetype> rows = {}; // what it is done to; for Add and AddComment the row before, none for the end
    RecordText record = {};
    QByteArray bytes = {}; // comment lines, a line, or the whole text
    Digest base = {};      // Whole: of the text that it began from
};

// A zone's file as it is staged, as rows, held against live; and the edits of one view, one after the other, with their undo.
// Texts are read in another thread. Plain edits of a record are staged as such, and go together with colleagues' edits of the
// same zone; everything else is staged as a new text of the file, against the text that was seen.
class ZoneDocument : public QObject
{
    Q_OBJECT
public:
    ZoneDocument(GroupSession &group, QString zone, QString view);

    GroupSession &group() const { return m_group; }
    const QString &zone() const { return m_zone; }
    const QString &view() const { return m_view; }
    const ZoneListing &listing() const { return m_listing; }
    // What is shown; nothing before the first reading, and for a zone whose file is not managed.
    std::shared_ptr<const ZoneRows> rows() const { return m_rows; }
    const RowChanges &changes() const { return m_changes; }
    Digest digest() const { return m_digest; } // of the text
    Digest liveDigest() const { return m_liveDigest; }
    bool isLoaded() const { return m_loaded; }
    bool canEdit() const { return m_group.canEdit() && m_rows && m_listing.change != ZoneChange::Removed; }
    bool isBusy() const { return m_working; }

    Task<Result<void>> apply(ZoneEdit edit);
    bool canUndo() const { return !m_done.isEmpty(); }
    bool canRedo() const { return !m_undone.isEmpty(); }
    Task<Result<void>> undo();
    Task<Result<void>> redo();
    // Reads what is staged, if it is another text than the one that is shown.
    Task<Result<void>> refresh();

Q_SIGNALS:
    void changed();                          // rows, changes or listing
    void failed(const lockstep::Error &why); // a reading that nobody asked for
    void changedElsewhere();                 // and it was not an edit of this view

private:
    struct Step
    {
        QString change; // its id in the journal of staging
        QByteArray before;
        QByteArray after;
        std::optional<StageRecordRequest> record;
    };
    struct Seen // a row when an edit was made
    {
        qsizetype row;
        QByteArray bytes;
        FileRow what;
    };
    Task<bool> turn();
    void done();
    Task<Result<void>> read();
    Task<Result<void>> work(ZoneEdit edit, QList<Seen> seen);
    Task<Result<void>> stage(Step step, Digest base);
    Result<ZoneEdit> found(ZoneEdit edit, const QList<Seen> &seen) const;
    std::optional<StageRecordRequest> asRecord(const ZoneEdit &edit) const;
    Result<QByteArray> textOf(const ZoneEdit &edit) const;
    QString newChange(const QSet<QString> &known) const;
    void follow();

    GroupSession &m_group;
    QString m_zone;
    QString m_view;
    QByteArray m_origin;
    ZoneListing m_listing;
    std::shared_ptr<const ZoneRows> m_rows;
    std::shared_ptr<const ZoneRows> m_live;
    Digest m_liveDigest;
    RowChanges m_changes;
    Digest m_digest;
    Digest m_own; // of the text that this view's last edit left
    bool m_loaded = false;
    bool m_working = false;
    bool m_again = false;
    QList<Promise<bool>> m_waiting;
    QList<Step> m_done;
    QList<Step> m_undone;
};

} // namespace lockstep
