// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/changedfiles.h"

#include "ui/look/type.h"

#include <QPointer>

namespace lockstep {

namespace {

constexpr qsizetype namedFiles = 8; // the rest is counted

// In the order a person cares for: what goes, what comes, what changes.
QString filesText(const SnapshotDiff &differences)
{
    QStringList lines;
    const auto add = [&](QChar sign, const Entry &entry) {
        if (entry.kind == Entry::Kind::File)
            lines.append(QString(sign) + u' ' + entry.path);
    };
    for (const Entry &entry : differences.removed)
        add(u'\u2212', entry);
    for (const Entry &entry : differences.added)
        add(u'+', entry);
    for (const auto &pair : differences.changed)
        add(u'~', pair.second);
    const qsizetype more = lines.size() - namedFiles;
    if (more > 1) {
        lines = lines.first(namedFiles);
        lines.append(ChangedFiles::tr("and %n more files", nullptr, int(more)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ChangedFiles::ChangedFiles(GroupSession &group, QWidget *parent) : Label({}, Wraps, parent), m_group(group)
{
    setFont(dataFont());
    setAccessibleName(tr("Files that change"));
    hide();
}

void ChangedFiles::compare(const QString &from, const QString &to) { read(from, to); }

Task<> ChangedFiles::read(QString from, QString to)
{
    const quint64 turn = ++m_turn;
    const QPointer<ChangedFiles> here(this);
    Task<Result<Snapshot>> first = m_group.snapshot(from);
    const Result<Snapshot> before = co_await first;
    if (!here || turn != m_turn)
        co_return;
    Result<Snapshot> after = before;
    if (before) {
        Task<Result<Snapshot>> second = m_group.snapshot(to);
        after = co_await second;
        if (!here || turn != m_turn)
            co_return;
    }
    if (!after) {
        hide();
        Q_EMIT failed(after.error());
        co_return;
    }
    const QString text = filesText(diff(*before, *after));
    setText(text);
    setVisible(!text.isEmpty());
    Q_EMIT compared(after->id(), !text.isEmpty());
}

} // namespace lockstep
