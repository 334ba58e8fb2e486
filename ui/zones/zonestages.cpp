// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/zone/recordstep.h"
#include "ui/zones/zonedocument.h"

#include <QPointer>

#include <algorithm>

namespace lockstep {

namespace {

// `mine` was made of `base`, which is `now` meanwhile. False when they cannot go together.
bool merged(RecordText &mine, const FileRow &base, const FileRow &now)
{
    if (!now.isRecord() || now.kind != base.kind || now.name != base.name || now.type != base.type)
        return false;
    RecordText result = mine;
    for (QByteArray RecordText::*field : {&RecordText::owner, &RecordText::ttl, &RecordText::type, &RecordText::data, &RecordText::comment}) {
        const bool theirs = now.text.*field != base.text.*field;
        if (theirs && mine.*field != base.text.*field && mine.*field != now.text.*field)
            return false;
        if (theirs)
            result.*field = now.text.*field;
    }
    mine = result;
    return true;
}

} // namespace

Task<Result<void>> ZoneDocument::apply(ZoneEdit edit)
{
    const QPointer<ZoneDocument> here(this);
    QList<Seen> seen;
    for (const qsizetype row : std::as_const(edit.rows))
        seen.append({row, m_rows && row >= 0 ? m_rows->bytesOf(row) : QByteArray(), m_rows && row >= 0 ? m_rows->rows()[row] : FileRow()});
    Task<bool> waiting = turn();
    co_await waiting;
    if (!here)
        co_return Result<void>();
    Task<Result<void>> working = work(edit, seen);
    Result<void> result = co_await working;
    if (here)
        done();
    co_return result;
}

// The rows of an edit in the text that is staged now.
Result<ZoneEdit> ZoneDocument::found(ZoneEdit edit, const QList<Seen> &seen) const
{
    const qsizetype count = m_rows->rows().size();
    for (qsizetype i = 0; i < seen.size(); ++i) {
        const Seen &one = seen[i];
        if (one.row < 0)
            continue;
        qsizetype row = -1;
        for (qsizetype away = 0; away <= count && row < 0; ++away) {
            for (const qsizetype at : {one.row + away, one.row - away}) {
                if (row < 0 && at >= 0 && at < count && !edit.rows.first(i).contains(at) && m_rows->bytesOf(at) == one.bytes)
                    row = at;
            }
        }
        // Another edit of the same record came first: both stay where they are of different fields.
        if (row < 0 && edit.kind == ZoneEdit::Kind::Change && one.row < count && merged(edit.record, one.what, m_rows->rows()[one.row]))
            row = one.row;
        if (row < 0)
            return fail(QStringLiteral("zone.row.moved"), {QString::fromUtf8(one.bytes.trimmed().left(120))});
        edit.rows[i] = row;
    }
    std::sort(edit.rows.begin(), edit.rows.end());
    return edit;
}

// Nothing when it must be staged as a text.
std::optional<StageRecordRequest> ZoneDocument::asRecord(const ZoneEdit &edit) const
{
    std::optional<RecordStep> step;
    if (edit.kind == ZoneEdit::Kind::Add && edit.rows.isEmpty())
        step = stepOfAddition(*m_rows, edit.record);
    else if (edit.kind == ZoneEdit::Kind::Change && edit.rows.size() == 1)
        step = stepOfChange(*m_rows, edit.rows.first(), edit.record);
    else if (edit.kind == ZoneEdit::Kind::Remove && edit.rows.size() == 1)
        step = stepOfRemoval(*m_rows, edit.rows.first());
    return step ? std::optional(StageRecordRequest{{}, m_zone, m_view, step->owner, step->before, step->after}) : std::nullopt;
}

Result<QByteArray> ZoneDocument::textOf(const ZoneEdit &edit) const
{
    const ZoneRows &rows = *m_rows;
    const qsizetype row = edit.rows.isEmpty() ? rows.lastRecord() : edit.rows.first();
    switch (edit.kind) {
    case ZoneEdit::Kind::Change:
        return rows.changed(row, edit.record);
    case ZoneEdit::Kind::Add:
        return rows.added(row, edit.record);
    case ZoneEdit::Kind::Remove:
        return rows.without(edit.rows);
    case ZoneEdit::Kind::Disable:
        return rows.disabledAll(edit.rows);
    case ZoneEdit::Kind::Enable:
        return rows.enabledAll(edit.rows);
    case ZoneEdit::Kind::Comment:
        return rows.withComment(row, edit.bytes);
    case ZoneEdit::Kind::AddComment:
        return rows.addedComment(row, edit.bytes);
    case ZoneEdit::Kind::Line:
        return rows.withLine(row, edit.bytes);
    case ZoneEdit::Kind::Whole:
        break;
    }
    return edit.bytes;
}

Task<Result<void>> ZoneDocument::work(ZoneEdit edit, QList<Seen> seen)
{
    if (!m_rows)
        co_return fail(QStringLiteral("master.nozone"), {m_zone, m_view});
    LOCKSTEP_CO_TRY(now, found(edit, seen));
    LOCKSTEP_CO_TRY(text, textOf(now));
    if (text == m_rows->text())
        co_return Result<void>();
    Step step{{}, m_rows->text(), text, asRecord(now)};
    const Digest base = edit.kind == ZoneEdit::Kind::Whole ? edit.base : m_digest;
    m_undone.clear();
    Task<Result<void>> staging = stage(step, base);
    Result<void> staged = co_await staging;
    co_return staged;
}

// The id of our own new change of this zone, among those that are new.
QString ZoneDocument::newChange(const QSet<QString> &known) const
{
    QString id;
    for (const Change &change : m_group.changes().changes) {
        const bool ours = change.root == m_listing.root && change.path == m_listing.path && change.kind != Change::Kind::Serial;
        if (ours && !known.contains(change.id))
            id = change.id;
    }
    return id;
}

Task<Result<void>> ZoneDocument::stage(Step step, Digest base)
{
    const QPointer<ZoneDocument> here(this);
    QSet<QString> known;
    for (const Change &change : m_group.changes().changes)
        known.insert(change.id);
    Task<Result<void>> staging = step.record ? m_group.stageRecord(*step.record)
                                             : m_group.stageFile(m_listing.root, m_listing.path, base, step.after);
    Result<void> staged = co_await staging;
    if (!here)
        co_return Result<void>();
    step.change = staged ? newChange(known) : QString();
    Task<Result<void>> reading = read(); // after a refusal too: what a colleague made of it stands beside what was typed
    Result<void> seen = co_await reading;
    if (!here || !staged)
        co_return staged;
    m_own = m_digest;
    m_done.append(step);
    co_return seen;
}

Task<Result<void>> ZoneDocument::undo()
{
    const QPointer<ZoneDocument> here(this);
    Task<bool> waiting = turn();
    co_await waiting;
    if (!here)
        co_return Result<void>();
    if (m_done.isEmpty() || m_digest != m_own) {
        const bool foreign = !m_done.isEmpty();
        done();
        co_return foreign ? Result<void>(fail(QStringLiteral("zone.undo"), {m_zone})) : Result<void>();
    }
    const Step step = m_done.takeLast();
    const bool inJournal = std::ranges::any_of(m_group.changes().changes, [&](const Change &one) { return one.id == step.change; });
    // An edit that was not deployed yet leaves the journal as if it had never been made.
    Task<Result<void>> going = inJournal ? m_group.discard({step.change}) : m_group.stageFile(m_listing.root, m_listing.path, m_digest, step.before);
    Result<void> gone = co_await going;
    if (!here)
        co_return Result<void>();
    Task<Result<void>> reading = read();
    Result<void> seen = co_await reading;
    if (!here)
        co_return Result<void>();
    if (gone) {
        m_own = m_digest;
        m_undone.append(step);
    } else {
        m_done.append(step);
    }
    Q_EMIT changed();
    done();
    co_return gone ? seen : gone;
}

Task<Result<void>> ZoneDocument::redo()
{
    const QPointer<ZoneDocument> here(this);
    Task<bool> waiting = turn();
    co_await waiting;
    if (!here)
        co_return Result<void>();
    if (m_undone.isEmpty() || m_digest != m_own) {
        const bool foreign = !m_undone.isEmpty();
        done();
        co_return foreign ? Result<void>(fail(QStringLiteral("zone.undo"), {m_zone})) : Result<void>();
    }
    const Step step = m_undone.takeLast();
    Task<Result<void>> staging = stage(step, m_digest);
    Result<void> staged = co_await staging;
    if (!here)
        co_return Result<void>();
    if (!staged)
        m_undone.append(step);
    Q_EMIT changed();
    done();
    co_return staged;
}

} // namespace lockstep
